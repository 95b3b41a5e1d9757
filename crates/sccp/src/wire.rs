//! Reading and writing the parts of a body.
//!
//! A reader never fails: beyond the end there are zeroes, and it remembers that
//! the body ended early. Whether a body is long enough is the packet's matter.

use crate::{ProtocolVersion, Value};

/// Reads a body from front to back under one layout version.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    layout: ProtocolVersion,
    short: bool,
}

impl<'a> Reader<'a> {
    /// A reader over a whole body.
    #[must_use]
    pub const fn new(body: &'a [u8], layout: ProtocolVersion) -> Self {
        Self {
            rest: body,
            layout,
            short: false,
        }
    }

    /// The version whose layout is read.
    #[must_use]
    pub const fn layout(&self) -> ProtocolVersion {
        self.layout
    }

    /// What was not read yet.
    #[must_use]
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether the body ended before something that was read.
    #[must_use]
    pub const fn is_short(&self) -> bool {
        self.short
    }

    /// The next `count` bytes, or fewer if the body ends before that.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        if let Some((taken, rest)) = self.rest.split_at_checked(count) {
            self.rest = rest;
            taken
        } else {
            self.short = true;
            std::mem::take(&mut self.rest)
        }
    }

    /// The next `N` bytes, zeroes beyond the end.
    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        if let Some((taken, rest)) = self.rest.split_first_chunk::<N>() {
            self.rest = rest;
            *taken
        } else {
            let mut bytes = [0; N];
            let taken = self.take(N);
            bytes[..taken.len()].copy_from_slice(taken);
            bytes
        }
    }

    /// Whether a field that exists in versions `since..=until` is in this layout.
    #[must_use]
    pub const fn has(&self, since: u8, until: u8) -> bool {
        in_layout(self.layout, since, until)
    }
}

/// Appends the parts of a body to a frame, under one layout version.
#[derive(Debug)]
pub struct Writer<'a> {
    bytes: &'a mut Vec<u8>,
    layout: ProtocolVersion,
}

impl<'a> Writer<'a> {
    /// A writer that appends to `bytes`.
    pub const fn new(bytes: &'a mut Vec<u8>, layout: ProtocolVersion) -> Self {
        Self { bytes, layout }
    }

    /// The version whose layout is written.
    #[must_use]
    pub const fn layout(&self) -> ProtocolVersion {
        self.layout
    }

    /// Appends bytes.
    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends `text`, cut or filled with zeroes to exactly `size` bytes.
    pub fn put_padded(&mut self, text: &[u8], size: usize) {
        let end = self.bytes.len() + size;
        self.put(text.get(..size).unwrap_or(text));
        self.bytes.resize(end, 0);
    }

    /// Whether a field that exists in versions `since..=until` is in this layout.
    #[must_use]
    pub const fn has(&self, since: u8, until: u8) -> bool {
        in_layout(self.layout, since, until)
    }
}

/// Whether a field of versions `since..=until` is in the layout of `version`.
pub(crate) const fn in_layout(version: ProtocolVersion, since: u8, until: u8) -> bool {
    since <= version.number() && version.number() <= until
}

/// A part of a body: reads itself, writes itself, and says what it holds.
pub trait Wire: Sized + Default + Clone + PartialEq + std::fmt::Debug {
    /// Reads the part; zeroes beyond the end.
    fn read(reader: &mut Reader<'_>) -> Self;

    /// Writes the part in the writer's layout.
    fn write(&self, writer: &mut Writer<'_>);

    /// What the part holds.
    fn value(&self) -> Value;

    /// Bytes of the part in a layout, `None` if that depends on its content.
    fn size(layout: ProtocolVersion) -> Option<usize>;
}

macro_rules! integer {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            fn read(reader: &mut Reader<'_>) -> Self {
                Self::from_le_bytes(reader.array())
            }

            fn write(&self, writer: &mut Writer<'_>) {
                writer.put(&self.to_le_bytes());
            }

            fn value(&self) -> Value {
                Value::Number((*self).into())
            }

            fn size(_: ProtocolVersion) -> Option<usize> {
                Some(size_of::<Self>())
            }
        }
    )*};
}

integer!(u8, u16, u32, i32);

impl<T: Wire, const N: usize> Wire for [T; N]
where
    [T; N]: Default,
{
    fn read(reader: &mut Reader<'_>) -> Self {
        std::array::from_fn(|_| T::read(reader))
    }

    fn write(&self, writer: &mut Writer<'_>) {
        for element in self {
            element.write(writer);
        }
    }

    fn value(&self) -> Value {
        list(self)
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        T::size(layout).map(|size| size * N)
    }
}

/// The elements up to the last one that says something.
pub(crate) fn list<T: Wire>(elements: &[T]) -> Value {
    let mut values: Vec<Value> = elements.iter().map(T::value).collect();
    let used = values
        .iter()
        .rposition(|value| !value.is_blank())
        .map_or(0, |last| last + 1);
    values.truncate(used);
    Value::List(values)
}
