//! All messages as one type, and the table of what is known about each.

use crate::wire::Wire;
use crate::{ProtocolVersion, Reader};

/// Who sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The station sends it.
    ToServer,
    /// The server sends it.
    ToStation,
    /// Either does.
    Both,
}

/// One field of a message as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldDeclaration {
    /// The name in the reference.
    pub name: &'static str,
    /// First version that has it.
    pub since: u8,
    /// Last version that has it; 255 is no end.
    pub until: u8,
}

/// What a declared message knows about itself.
pub trait Body: Wire + Into<Message> {
    /// The message id.
    const ID: u32;
    /// The name in this crate.
    const NAME: &'static str;
    /// The name in the reference, `Station…Message`.
    const REFERENCE_NAME: &'static str;
    /// Who sends it.
    const DIRECTION: Direction;
    /// Shortest body that is accepted, in bytes.
    const MIN_SIZE: usize;
    /// Body sizes that are not the full size of any layout, with the version
    /// whose layout they begin with.
    const LENGTHS: &'static [(usize, u8)] = &[];
    /// The fields in the order of the wire.
    const FIELDS: &'static [FieldDeclaration];

    /// The version whose layout this body has, if `version` is what the header
    /// or the registration says.
    ///
    /// Servers send old forms under new versions (reference, section 6), so a
    /// length that fits exactly one other layout outweighs the version.
    fn layout(body: &[u8], version: ProtocolVersion) -> ProtocolVersion {
        layout_by_length::<Self>(body.len(), version)
    }
}

/// `version` if its layout has that length (with padding to a multiple of 4 or
/// without), else the newest version whose layout has, else `version`.
fn layout_by_length<T: Body>(length: usize, version: ProtocolVersion) -> ProtocolVersion {
    let fits = |version: &ProtocolVersion| {
        T::size(*version).is_none_or(|size| size == length || size.next_multiple_of(4) == length)
    };
    if fits(&version) {
        return version;
    }
    if let Some((_, number)) = T::LENGTHS.iter().find(|(known, _)| *known == length) {
        let named = ProtocolVersion::of_layout(*number);
        // A known short form of the version itself needs no other layout.
        return if T::size(named) == T::size(version) {
            version
        } else {
            named
        };
    }
    ProtocolVersion::all().rev().find(fits).unwrap_or(version)
}

/// A message whose id has no declaration: kept as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownMessage {
    /// The message id.
    pub id: u32,
    /// The body, uninterpreted.
    pub body: Vec<u8>,
}

/// What is known about a declared message, without having one.
#[derive(Clone, Copy, Debug)]
pub struct MessageKind {
    /// The message id.
    pub id: u32,
    /// The name in this crate.
    pub name: &'static str,
    /// The name in the reference.
    pub reference_name: &'static str,
    /// Who sends it.
    pub direction: Direction,
    /// Shortest body that is accepted, in bytes.
    pub min_size: usize,
    /// The fields in the order of the wire.
    pub fields: &'static [FieldDeclaration],
    size: fn(ProtocolVersion) -> Option<usize>,
    layout: fn(&[u8], ProtocolVersion) -> ProtocolVersion,
    read: fn(&mut Reader<'_>) -> Message,
}

impl MessageKind {
    const fn of<T: Body>() -> Self {
        Self {
            id: T::ID,
            name: T::NAME,
            reference_name: T::REFERENCE_NAME,
            direction: T::DIRECTION,
            min_size: T::MIN_SIZE,
            fields: T::FIELDS,
            size: T::size,
            layout: T::layout,
            read: |reader| T::read(reader).into(),
        }
    }

    /// The declaration of that id.
    #[must_use]
    pub fn find(id: u32) -> Option<&'static Self> {
        Message::kind_of(id)
    }

    /// Bytes of a body in a layout, `None` if its content decides.
    #[must_use]
    pub fn size(&self, layout: ProtocolVersion) -> Option<usize> {
        (self.size)(layout)
    }

    /// The version whose layout a body has; see [`Body::layout`].
    #[must_use]
    pub fn layout(&self, body: &[u8], version: ProtocolVersion) -> ProtocolVersion {
        (self.layout)(body, version)
    }

    /// Reads a message of this kind.
    pub fn read(&self, reader: &mut Reader<'_>) -> Message {
        (self.read)(reader)
    }
}

/// Makes [`Message`] and its table from the list of declared messages.
macro_rules! registry {
    ($($name:ident: $held:ty,)*) => {
        /// Any message. Large ones are boxed, so that all are cheap to move.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Message {
            $(
                #[doc = concat!("See [`crate::", stringify!($name), "`].")]
                $name($held),
            )*
            /// A message without a declaration.
            Unknown(UnknownMessage),
        }

        /// Every declared message.
        pub const MESSAGES: &[MessageKind] = &[$(MessageKind::of::<crate::$name>()),*];

        impl Message {
            pub(super) fn kind_of(id: u32) -> Option<&'static MessageKind> {
                match id {
                    $(
                        <crate::$name as Body>::ID => {
                            const { Some(&MessageKind::of::<crate::$name>()) }
                        }
                    )*
                    _ => None,
                }
            }

            /// One sample of each declared message.
            #[cfg(test)]
            pub(crate) fn samples(chance: &mut crate::sample::Chance) -> Vec<Self> {
                vec![$(<crate::$name as crate::sample::Sample>::sample(chance).into()),*]
            }

            /// A blank message of a kind.
            #[cfg(test)]
            pub(crate) fn from_kind(kind: &MessageKind) -> Self {
                kind.read(&mut crate::Reader::new(&[], crate::ProtocolVersion::NEWEST))
            }

            /// The message id.
            #[must_use]
            pub const fn id(&self) -> u32 {
                match self {
                    $(Self::$name(_) => <crate::$name as Body>::ID,)*
                    Self::Unknown(unknown) => unknown.id,
                }
            }

            /// The name in this crate; `Unknown` for what has no declaration.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => <crate::$name as Body>::NAME,)*
                    Self::Unknown(_) => "Unknown",
                }
            }

            /// Appends the body in the writer's layout.
            pub fn write(&self, writer: &mut Writer<'_>) {
                match self {
                    $(Self::$name(body) => body.write(writer),)*
                    Self::Unknown(unknown) => writer.put(&unknown.body),
                }
            }

            /// What the message holds, field by field.
            #[must_use]
            pub fn value(&self) -> Value {
                match self {
                    $(Self::$name(body) => body.value(),)*
                    Self::Unknown(unknown) => {
                        Value::Struct(vec![("body", Value::Bytes(unknown.body.clone()))])
                    }
                }
            }
        }

        $(
            impl From<crate::$name> for Message {
                fn from(body: crate::$name) -> Self {
                    Self::$name(body.into())
                }
            }
        )*

        impl From<UnknownMessage> for Message {
            fn from(unknown: UnknownMessage) -> Self {
                Self::Unknown(unknown)
            }
        }
    };
}

mod registry;

pub use registry::{MESSAGES, Message};
