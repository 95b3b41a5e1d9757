//! What a mesh consists of: triangles, and pairs of them that are a rectangle.

use egui::epaint::Mesh;

use crate::corner::{Corner, first_pixel};
use crate::hash::{KEYS, follow};
use crate::scene::Bounds;

/// Something to fill, by three corners that say the shade of every pixel of it.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'a> {
    pub(crate) form: Form,
    pub(crate) corners: [&'a Corner; 3],
    /// Where its pixels are, within the clip rectangle; never empty.
    pub(crate) bounds: Bounds,
}

/// How the three corners bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Triangle,
    /// The whole of the bounds: edges that run along the pixels.
    Rectangle,
}

impl Shape<'_> {
    /// Of everything that tells it from another shape with the same clip
    /// rectangle and texture.
    #[inline]
    pub(crate) fn hash(&self, seed: u64) -> u64 {
        let [a, b, c] = self.corners.map(|corner| corner.hash);
        follow(follow(follow(seed, a), b), c ^ KEYS[self.form as usize])
    }
}

/// Turns the vertices of a mesh into corners.
pub(crate) fn corners(mesh: &Mesh, pixels_per_point: f32, into: &mut Vec<Corner>) {
    into.clear();
    let corner = |vertex| Corner::new(vertex, pixels_per_point);
    into.extend(mesh.vertices.iter().map(corner));
}

/// Visits what can be seen of a mesh within the clip rectangle, in order. A
/// triangle with a corner that does not exist is passed over.
#[inline]
pub(crate) fn each<'a>(
    mesh: &Mesh,
    corners: &'a [Corner],
    clip: Bounds,
    mut visit: impl FnMut(&Shape<'a>),
) {
    let (triangles, _) = mesh.indices.as_chunks::<3>();
    let mut rest = triangles;
    while let [triangle, after @ ..] = rest {
        rest = after;
        let Some(own) = existing(corners, triangle) else {
            continue;
        };
        let pair = after
            .first()
            .and_then(|next| rectangle(corners, own, triangle, next));
        if pair.is_some() {
            rest = &after[1..];
        }
        let (form, own) = match pair {
            Some(own) => (Form::Rectangle, own),
            None => (Form::Triangle, own),
        };
        let bounds = around(own).within(clip);
        if !bounds.is_empty() {
            visit(&Shape {
                form,
                corners: own,
                bounds,
            });
        }
    }
}

fn existing<'a>(corners: &'a [Corner], triangle: &[u32; 3]) -> Option<[&'a Corner; 3]> {
    let [a, b, c] = triangle.map(|index| {
        let corner = corners.get(index as usize);
        corner.filter(|corner| corner.is_somewhere())
    });
    Some([a?, b?, c?])
}

/// The pixels with their middle between the outermost corners.
fn around([a, b, c]: [&Corner; 3]) -> Bounds {
    Bounds {
        left: first_pixel(a.x.min(b.x).min(c.x)),
        top: first_pixel(a.y.min(b.y).min(c.y)),
        right: first_pixel(a.x.max(b.x).max(c.x)),
        bottom: first_pixel(a.y.max(b.y).max(c.y)),
    }
}

/// Three corners of the rectangle that a triangle makes with the next one, if
/// its edges run along the pixels and its shade and picture along its edges.
#[inline]
fn rectangle<'a>(
    corners: &'a [Corner],
    own: [&'a Corner; 3],
    triangle: &[u32; 3],
    next: &[u32; 3],
) -> Option<[&'a Corner; 3]> {
    let (right_angle, upright, level) = right_angle(own)?;
    let opposite = match next.map(|index| index == triangle[upright] || index == triangle[level]) {
        [false, true, true] => next[0],
        [true, false, true] => next[1],
        [true, true, false] => next[2],
        _ => return None,
    };
    let [p, s, t] = [right_angle, upright, level].map(|i| own[i]);
    let q = corners.get(opposite as usize)?;
    let shared = next.contains(&triangle[upright]) && next.contains(&triangle[level]);
    let place = q.x == t.x && q.y == s.y;
    let shade = (p.colour == s.colour && q.colour == t.colour)
        || (p.colour == t.colour && q.colour == s.colour);
    let picture = s.u == p.u && t.v == p.v && q.u == t.u && q.v == s.v;
    (shared && place && shade && picture).then_some([p, s, t])
}

/// Which corner lies above or below another one and beside the third: itself,
/// the one above or below, the one beside.
#[inline]
fn right_angle(own: [&Corner; 3]) -> Option<(usize, usize, usize)> {
    let [a, b, c] = own;
    let upright = [b.x == c.x, c.x == a.x, a.x == b.x];
    let level = [b.y == c.y, c.y == a.y, a.y == b.y];
    // The side without the corner is named by it: a right angle lies where an
    // upright side and a level one meet, so at neither of the two names.
    let side = upright.iter().position(|&is| is)?;
    let other = level.iter().position(|&is| is)?;
    (side != other).then(|| (3 - side - other, other, side))
}
