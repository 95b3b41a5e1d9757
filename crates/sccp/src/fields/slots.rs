//! Arrays of fixed room and parts that may be missing.

use crate::{ProtocolVersion, Reader, Value, Wire, Writer, wire};

/// An array with room for `N` elements. It holds the elements that came (a
/// sender may leave out the unused ones at the end of a message) and is filled
/// up with blank ones when written.
#[derive(Clone, Debug, PartialEq)]
pub struct Slots<T, const N: usize>(Vec<T>);

impl<T, const N: usize> Slots<T, N> {
    /// The first `count` elements, or all if there are fewer: `count` is what a
    /// message says of itself, and may be anything.
    #[must_use]
    pub fn used(&self, count: u32) -> &[T] {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        self.0.get(..count).unwrap_or(&self.0)
    }
}

impl<T, const N: usize> Default for Slots<T, N> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const N: usize> std::ops::Deref for Slots<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const N: usize> std::ops::DerefMut for Slots<T, N> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T, const N: usize> FromIterator<T> for Slots<T, N> {
    /// The first `N` elements: there is no room for more.
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().take(N).collect())
    }
}

impl<T, const N: usize> From<Vec<T>> for Slots<T, N> {
    /// The first `N` elements: there is no room for more.
    fn from(mut elements: Vec<T>) -> Self {
        elements.truncate(N);
        Self(elements)
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a Slots<T, N> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Wire, const N: usize> Wire for Slots<T, N> {
    fn read(reader: &mut Reader<'_>) -> Self {
        let size = T::size(reader.layout()).unwrap_or(1).max(1);
        let mut elements = Vec::with_capacity(reader.rest().len().div_ceil(size).min(N));
        while elements.len() < N {
            if reader.rest().is_empty() {
                // What follows is not there either: this marks the body short.
                reader.take(1);
                break;
            }
            elements.push(T::read(reader));
        }
        Self(elements)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        for element in self.0.iter().take(N) {
            element.write(writer);
        }
        for _ in self.0.len()..N {
            T::default().write(writer);
        }
    }

    fn value(&self) -> Value {
        wire::list(&self.0)
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        T::size(layout).map(|size| size * N)
    }
}

/// A part at the end of a message that many senders leave out altogether.
#[derive(Clone, Debug, PartialEq)]
pub struct Trailing<T>(pub Option<T>);

impl<T> Default for Trailing<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Wire> Wire for Trailing<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.rest().is_empty() {
            Self(None)
        } else {
            Self(Some(T::read(reader)))
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if let Some(part) = &self.0 {
            part.write(writer);
        }
    }

    fn value(&self) -> Value {
        self.0.as_ref().map_or(Value::Text(String::new()), T::value)
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        // What we send ourselves; a message that has it is longer.
        Some(0)
    }
}
