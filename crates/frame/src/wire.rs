//! Pixels for an X server that shares no memory with this program: one of another machine, as
//! over ssh. Only what has changed goes over the wire; softbuffer would send every picture whole.

use std::num::NonZeroUsize;

use raster::{Canvas, Damage};
use winit::raw_window_handle::{HasWindowHandle as _, RawWindowHandle};
use winit::window::Window;
use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ConnectionExt as _, CreateGCAux, Gcontext, ImageFormat, ImageOrder, Window as WindowId,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// How X's clients ask whether memory can be shared.
const SHARED_MEMORY: &[u8] = b"MIT-SHM";

/// The most of one request that is not pixels, bytes.
const HEADER: usize = 32;

/// The most pixels of one request, bytes: more than X takes without an extension for it.
const MOST: usize = 1 << 18;

/// A connection of its own to the server that has the window: every client may draw into it.
pub(crate) struct Wire {
    server: RustConnection,
    window: WindowId,
    context: Gcontext,
    depth: u8,
    /// Bytes of pixels in one request.
    most: usize,
}

impl Wire {
    /// To the server that has this window; none where it shares memory, or is not one of X.
    pub(crate) fn to(window: &Window) -> Option<Self> {
        let window = match window.window_handle().ok()?.as_raw() {
            RawWindowHandle::Xlib(handle) => WindowId::try_from(handle.window).ok()?,
            RawWindowHandle::Xcb(handle) => handle.window.get(),
            _ => return None,
        };
        Self::connect(window)
            .inspect_err(|error| tracing::warn!(%error, "no wire of its own to the X server"))
            .ok()?
    }

    fn connect(window: WindowId) -> Result<Option<Self>, Box<dyn std::error::Error>> {
        let (server, _) = x11rb::connect(None)?;
        let here = std::env::var("DISPLAY").is_ok_and(|display| is_here(&display));
        if here && server.query_extension(SHARED_MEMORY)?.reply()?.present {
            return Ok(None);
        }
        let depth = server.get_geometry(window)?.reply()?.depth;
        let context = server.generate_id()?;
        let aux = CreateGCAux::new().graphics_exposures(0);
        server.create_gc(context, window, &aux)?.check()?;
        let most = server.maximum_request_bytes().saturating_sub(HEADER);
        Ok(Some(Self {
            window,
            context,
            depth,
            most: most.min(MOST),
            server,
        }))
    }

    /// Shows these parts of the canvas.
    pub(crate) fn show(&self, canvas: &Canvas, damage: &[Damage]) -> Result<(), ReplyError> {
        // The last picture has arrived: none wait in line where the wire is slow.
        self.server.sync()?;
        let order = self.server.setup().image_byte_order;
        for part in damage.iter().flat_map(|part| bands(part, self.most)) {
            let pixels = bytes(canvas, &part, order);
            // Sides of pictures are bounded far below.
            let [x, y] = [part.x, part.y].map(|at| i16::try_from(at).unwrap_or(i16::MAX));
            let [width, height] =
                [part.width, part.height].map(|side| u16::try_from(side).unwrap_or(u16::MAX));
            let (format, depth) = (ImageFormat::Z_PIXMAP, self.depth);
            let (window, context) = (self.window, self.context);
            self.server
                .put_image(
                    format, window, context, width, height, x, y, 0, depth, &pixels,
                )?
                .ignore_error();
        }
        self.server.flush()?;
        Ok(())
    }
}

/// Whether an X display (`:0`, `unix:0`, `localhost:10.0`) is one of this machine: no host is
/// named. A display over ssh is named by a host, and gets its pictures drawn.
#[must_use]
pub fn is_here(display: &str) -> bool {
    let host = display.rsplit_once(':').map_or("", |(host, _)| host);
    host.is_empty() || host == "unix" || host.starts_with('/')
}

/// A part cut into bands of as many rows as go into one request.
fn bands(part: &Damage, most: usize) -> impl Iterator<Item = Damage> + use<> {
    let Damage {
        x,
        y,
        width,
        height,
    } = *part;
    let row = NonZeroUsize::new(width as usize * 4).unwrap_or(NonZeroUsize::MIN);
    let rows = u32::try_from((most / row).max(1)).unwrap_or(u32::MAX);
    (0..height).step_by(rows as usize).map(move |at| Damage {
        x,
        y: y + at,
        width,
        height: rows.min(height - at),
    })
}

/// The pixels of a part, as the server wants their bytes.
fn bytes(canvas: &Canvas, part: &Damage, order: ImageOrder) -> Vec<u8> {
    let columns = canvas.size()[0] as usize;
    let rows = (part.y..part.y + part.height).flat_map(|row| {
        let begin = row as usize * columns + part.x as usize;
        &canvas.pixels()[begin..begin + part.width as usize]
    });
    rows.flat_map(|pixel| match order {
        ImageOrder::MSB_FIRST => pixel.to_be_bytes(),
        _ => pixel.to_le_bytes(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn part(y: u32, height: u32) -> Damage {
        Damage {
            x: 7,
            y,
            width: 100,
            height,
        }
    }

    #[test]
    fn a_display_of_another_machine_or_over_ssh_is_not_here() {
        for here in ["", ":0", ":0.0", "unix:1", "/tmp/launch/org.xquartz:0"] {
            assert!(is_here(here), "{here}");
        }
        for away in ["localhost:10.0", "192.0.2.1:0", "desk.example.com:0"] {
            assert!(!is_here(away), "{away}");
        }
    }

    #[test]
    fn a_part_goes_in_bands_that_fit_into_a_request() {
        let cut: Vec<Damage> = bands(&part(40, 25), 4_050).collect();
        assert_eq!(cut, [part(40, 10), part(50, 10), part(60, 5)]);
    }

    #[test]
    fn a_row_that_is_too_long_for_a_request_goes_by_itself() {
        let cut: Vec<Damage> = bands(&part(1, 2), 8).collect();
        assert_eq!(cut, [part(1, 1), part(2, 1)]);
    }
}
