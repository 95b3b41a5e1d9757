//! Rounded rectangles as meshes: with a soft edge, shaded from top to bottom.
//!
//! The phone is made of them, and what they are made of counts: a driver that draws without a
//! graphics card (llvmpipe) keeps half a KiB for every triangle of a picture. egui's own shade
//! takes a second rectangle with a texture, which begins a new drawing call as well, and its
//! corners have steps for the largest of a range of radii; here they have as many as can be seen.

use std::f32::consts::{FRAC_PI_2, FRAC_PI_4};

use egui::epaint::{Vertex, WHITE_UV};
use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

/// How far a corner may be from round: pixels, and as a part of the soft edge where that is wider.
const TOLERANCE: f32 = 0.125;
const SOFT_TOLERANCE: f32 = 0.05;

/// Steps of the largest corner: no window is so large that it needs more.
const MOST_STEPS: usize = 48;

/// A rounded rectangle; lengths in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rounded {
    pub(crate) area: Rect,
    pub(crate) radius: f32,
    /// Width of the edge over which it fades, half of it outside the area.
    pub(crate) soft: f32,
    pub(crate) top: Color32,
    pub(crate) bottom: Color32,
}

impl Rounded {
    /// Its triangles, for pixels of this size in points.
    pub(crate) fn mesh(self, pixel: f32) -> Mesh {
        let smaller = self.area.size().min_elem();
        if smaller <= 0.0 {
            return Mesh::default();
        }
        let soft = self.soft.min(smaller);
        let right = if self.radius > 0.0 {
            // A round corner is round inside of its soft edge, too.
            let radius = self.radius.max(soft / 2.0).min(smaller / 2.0);
            self.round_side(radius, steps(radius + soft / 2.0, soft, pixel))
        } else {
            self.square_side()
        };
        let mut mesh = Mesh::default();
        mesh.vertices.reserve(right.len() * 4);
        mesh.indices.reserve(right.len() * 18);
        let middle = self.area.center().x;
        for (at, outwards) in &right {
            let colour = self.colour_at(at.y);
            let fade = *outwards * (soft / 2.0);
            for (at, fade) in [(*at, fade), mirrored(*at, fade, middle)] {
                mesh.vertices.push(vertex(at - fade, colour));
                mesh.vertices.push(vertex(at + fade, Color32::TRANSPARENT));
            }
        }
        // At each height: right, its fading edge, left, its fading edge.
        let mut quad = |[a, b, c, d]: [u32; 4]| mesh.indices.extend([a, b, c, a, c, d]);
        quad([0, 1, 3, 2]);
        let mut row = 0;
        for _ in 1..right.len() {
            let next = row + 4;
            quad([row, next, next + 2, row + 2]);
            quad([row, row + 1, next + 1, next]);
            quad([row + 2, row + 3, next + 3, next + 2]);
            row = next;
        }
        quad([row, row + 1, row + 3, row + 2]);
        mesh
    }

    /// The points of its right side from top to bottom, and where outwards is: as far as the edge
    /// reaches at the corner itself.
    fn square_side(&self) -> Vec<(Pos2, Vec2)> {
        vec![
            (self.area.right_top(), vec2(1.0, -1.0)),
            (self.area.right_bottom(), vec2(1.0, 1.0)),
        ]
    }

    /// The same with corners of so many steps.
    fn round_side(&self, radius: f32, steps: usize) -> Vec<(Pos2, Vec2)> {
        let area = self.area;
        let arc = |centre: Pos2, from: f32| {
            (0..=steps).map(move |step| {
                let outwards = Vec2::angled(from + FRAC_PI_2 * step as f32 / steps as f32);
                (centre + radius * outwards, outwards)
            })
        };
        let inner = area.shrink(radius);
        let upper = arc(inner.right_top(), -FRAC_PI_2);
        // Without a straight side one arc goes on where the other ends.
        let twice = usize::from(inner.height() < f32::EPSILON * area.height());
        let lower = arc(inner.right_bottom(), 0.0).skip(twice);
        upper.chain(lower).collect()
    }

    fn colour_at(&self, y: f32) -> Color32 {
        let part = (y - self.area.top()) / self.area.height();
        self.top.lerp_to_gamma(self.bottom, part.clamp(0.0, 1.0))
    }
}

/// Steps of a corner of this radius that are not seen.
fn steps(radius: f32, soft: f32, pixel: f32) -> usize {
    let off = (TOLERANCE * pixel).max(SOFT_TOLERANCE * soft).min(radius);
    // A chord over twice this angle is as far from its arc.
    let half = (1.0 - off / radius).acos();
    ((FRAC_PI_4 / half).ceil() as usize).clamp(1, MOST_STEPS)
}

fn mirrored(at: Pos2, outwards: Vec2, middle: f32) -> (Pos2, Vec2) {
    (
        pos2(2.0 * middle - at.x, at.y),
        vec2(-outwards.x, outwards.y),
    )
}

fn vertex(pos: Pos2, color: Color32) -> Vertex {
    Vertex {
        pos,
        uv: WHITE_UV,
        color,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Rounded = Rounded {
        area: Rect::from_min_max(pos2(10.0, 20.0), pos2(70.0, 60.0)),
        radius: 8.0,
        soft: 1.0,
        top: Color32::from_gray(200),
        bottom: Color32::from_gray(40),
    };

    /// What a mesh covers in the end: areas of triangles weighted by how opaque they are.
    fn weight(mesh: &Mesh) -> f32 {
        let corners = |triangle: &[u32]| {
            let [a, b, c] = [triangle[0], triangle[1], triangle[2]];
            [a, b, c].map(|index| mesh.vertices[index as usize])
        };
        let triangles = mesh.indices.chunks(3).map(corners);
        triangles
            .map(|[a, b, c]| {
                let (ab, ac) = (b.pos - a.pos, c.pos - a.pos);
                let opaque: f32 = [a, b, c].iter().map(|at| f32::from(at.color.a())).sum();
                (ab.x * ac.y - ab.y * ac.x).abs() / 2.0 * opaque / 3.0 / 255.0
            })
            .sum()
    }

    #[test]
    fn it_covers_what_it_should() {
        let whole = 60.0 * 40.0;
        let corners = (4.0 - std::f32::consts::PI) * 8.0 * 8.0;
        let covered = weight(&KEY.mesh(1.0));
        assert!((covered - (whole - corners)).abs() < 4.0, "{covered}");
        let square = Rounded { radius: 0.0, ..KEY };
        assert!((weight(&square.mesh(1.0)) - whole).abs() < 0.5);
        let blurred = Rounded {
            soft: 6.0,
            radius: 11.0,
            ..KEY
        };
        let corners = (4.0 - std::f32::consts::PI) * 11.0 * 11.0;
        let covered = weight(&blurred.mesh(1.0));
        assert!((covered - (whole - corners)).abs() < 12.0, "{covered}");
    }

    #[test]
    fn it_goes_from_one_colour_to_the_other() {
        let mesh = KEY.mesh(1.0);
        let opaque = mesh.vertices.iter().filter(|at| at.color.a() == 255);
        let highest = opaque.clone().min_by(|a, b| a.pos.y.total_cmp(&b.pos.y));
        let lowest = opaque.max_by(|a, b| a.pos.y.total_cmp(&b.pos.y));
        assert_eq!(highest.map(|at| at.color), Some(KEY.top));
        assert_eq!(lowest.map(|at| at.color), Some(KEY.bottom));
    }

    #[test]
    fn a_corner_has_as_many_steps_as_can_be_seen() {
        let triangles = |radius: f32, pixel: f32| {
            let key = Rounded { radius, ..KEY };
            key.mesh(pixel).indices.len() / 3
        };
        assert!(triangles(8.0, 1.0) < 80);
        assert!(triangles(20.0, 1.0) > triangles(8.0, 1.0));
        assert!(triangles(8.0, 0.5) > triangles(8.0, 1.0));
        assert_eq!(triangles(0.0, 1.0), 10);
    }

    #[test]
    fn every_shape_is_a_valid_mesh() {
        for (width, height) in [
            (0.0, 5.0),
            (0.3, 40.0),
            (3.0, 3.0),
            (25.0, 25.0),
            (900.0, 7.0),
        ] {
            for radius in [0.0, 0.2, 1.0, 12.5, 300.0] {
                for soft in [0.5, 1.0, 20.0] {
                    let area = Rect::from_min_size(pos2(-3.0, 7.0), vec2(width, height));
                    let mesh = Rounded {
                        area,
                        radius,
                        soft,
                        ..KEY
                    }
                    .mesh(1.0);
                    assert!(mesh.is_valid());
                    let within = area.expand(soft);
                    let mut places = mesh.vertices.iter().map(|at| at.pos);
                    assert!(
                        places.all(|at| within.contains(at)),
                        "{area} {radius} {soft}"
                    );
                }
            }
        }
    }
}
