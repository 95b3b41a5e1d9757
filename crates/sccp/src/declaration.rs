//! The declaration of messages and enumerations.
//!
//! `message!` is the single source of a message: its struct, id, names, limits,
//! layout by version, decoder, encoder and trace text all follow from it.
//! `wire_struct!` declares a structure inside messages in the same way, and
//! `open_enum!` an enumeration that keeps unknown values.

/// Declares a message.
///
/// ```text
/// message! {
///     /// What it says (reference 3.1, 0x0022).
///     OpenReceiveChannelAck = 0x0022, "StationOpenReceiveChannelAckMessage", ToServer, min 16,
///         lengths { 28 => 5 },      // optional: sizes seen besides the computed ones
///         layout choose_layout;     // optional: a fn(&[u8], ProtocolVersion) -> ProtocolVersion
///     /// 0 is success.
///     media_reception_status: MediaStatus as "mediaReceptionStatus",
///     /// Since version 5.
///     call_reference: u32 as "callReference" since 5,
/// }
/// ```
///
/// `since` and `until` are inclusive versions; `(digits)` after the name marks
/// what a person dialled, which traces hide. `by` names the field that decides
/// what the bytes of a union mean; they are kept as bytes, and shown by it.
macro_rules! message {
    (
        $(#[$meta:meta])*
        $name:ident = $id:literal, $reference:literal, $direction:ident, min $min:literal
        $(, lengths { $($length:literal => $version:literal),+ $(,)? })?
        $(, layout $layout:ident)?;
        $(
            $(#[$field_meta:meta])*
            $field:ident : $type:ty as $wire:literal
            $(by $selector:ident)? $(since $since:literal)? $(until $until:literal)? $(($digits:ident))?
        ),* $(,)?
    ) => {
        $crate::declaration::wire_struct! {
            $(#[$meta])*
            $name {
                $(
                    $(#[$field_meta])*
                    $field: $type as $wire
                    $(by $selector)? $(since $since)? $(until $until)? $(($digits))?
                ),*
            }
        }

        impl $crate::message::Body for $name {
            const ID: u32 = $id;
            const NAME: &'static str = stringify!($name);
            const REFERENCE_NAME: &'static str = $reference;
            const DIRECTION: $crate::Direction = $crate::Direction::$direction;
            const MIN_SIZE: usize = $min;
            const LENGTHS: &'static [(usize, u8)] = &[$($(($length, $version)),+)?];
            const FIELDS: &'static [$crate::FieldDeclaration] = Self::DECLARED;

            $(
                fn layout(
                    body: &[u8],
                    version: $crate::ProtocolVersion,
                ) -> $crate::ProtocolVersion {
                    $layout(body, version)
                }
            )?
        }
    };
}

/// Declares a structure whose fields stand one after the other.
macro_rules! wire_struct {
    (
        $(#[$meta:meta])*
        $name:ident {
            $(
                $(#[$field_meta:meta])*
                $field:ident : $type:ty as $wire:literal
                $(by $selector:ident)? $(since $since:literal)? $(until $until:literal)? $(($digits:ident))?
            ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(
                $(#[$field_meta])*
                pub $field: $type,
            )*
        }

        impl $name {
            #[allow(dead_code, reason = "only messages hand their fields on")]
            pub(crate) const DECLARED: &'static [$crate::FieldDeclaration] = &[
                $(
                    $crate::FieldDeclaration {
                        name: $wire,
                        since: $crate::declaration::or!(3, $($since)?),
                        until: $crate::declaration::or!(255, $($until)?),
                    },
                )*
            ];
        }

        #[cfg(test)]
        #[allow(unused_variables, reason = "a message may have no fields")]
        impl $crate::sample::Sample for $name {
            fn sample(chance: &mut $crate::sample::Chance) -> Self {
                Self { $($field: $crate::sample::Sample::sample(chance),)* }
            }
        }

        #[allow(unused_variables, unused_mut, reason = "a message may have no fields")]
        impl $crate::Wire for $name {
            fn read(reader: &mut $crate::Reader<'_>) -> Self {
                Self {
                    $(
                        $field: if $crate::declaration::has!(reader, $(since $since)? $(until $until)?) {
                            <$type as $crate::Wire>::read(reader)
                        } else {
                            Default::default()
                        },
                    )*
                }
            }

            fn write(&self, writer: &mut $crate::Writer<'_>) {
                $(
                    if $crate::declaration::has!(writer, $(since $since)? $(until $until)?) {
                        $crate::Wire::write(&self.$field, writer);
                    }
                )*
            }

            fn value(&self) -> $crate::Value {
                $crate::Value::Struct(vec![
                    $((
                        $wire,
                        $crate::declaration::shown!(
                            $crate::declaration::held!(self, $field, $($selector)?),
                            $($digits)?
                        ),
                    ),)*
                ])
            }

            fn size(layout: $crate::ProtocolVersion) -> Option<usize> {
                let mut size = 0;
                $(
                    if $crate::wire::in_layout(
                        layout,
                        $crate::declaration::or!(3, $($since)?),
                        $crate::declaration::or!(255, $($until)?),
                    ) {
                        size += <$type as $crate::Wire>::size(layout)?;
                    }
                )*
                Some(size)
            }
        }
    };
}

/// The given value, or the one before it.
macro_rules! or {
    ($default:expr,) => {
        $default
    };
    ($default:expr, $given:expr) => {
        $given
    };
}

/// Whether a field is in the layout of a reader or writer.
macro_rules! has {
    ($side:ident,) => {
        true
    };
    ($side:ident, $(since $since:literal)? $(until $until:literal)?) => {
        $side.has(
            $crate::declaration::or!(3, $($since)?),
            $crate::declaration::or!(255, $($until)?),
        )
    };
}

/// What a field holds, if need be by the field that decides its meaning.
macro_rules! held {
    ($side:ident, $field:ident,) => {
        $crate::Wire::value(&$side.$field)
    };
    ($side:ident, $field:ident, $selector:ident) => {
        $side.$field.value_for($side.$selector)
    };
}

/// A value as it is, or marked as dialled digits.
macro_rules! shown {
    ($value:expr,) => {
        $value
    };
    ($value:expr, digits) => {
        $crate::Value::Digits(Box::new($value))
    };
}

/// Declares an enumeration: a newtype over the integer of the wire with named
/// constants. Unknown values survive, and print as `0x…`.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($constant:ident = $value:literal, $text:literal;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            $(
                #[doc = concat!($text, " (", stringify!($value), ").")]
                pub const $constant: Self = Self($value);
            )*

            /// Every value with a name, as the reference lists them.
            pub const KNOWN: &'static [Self] = &[$(Self($value)),*];

            /// The number on the wire.
            #[must_use]
            pub const fn code(self) -> u32 {
                self.0
            }

            /// The reference's name of the value, `None` if it has none.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self.0 {
                    $($value => Some($text),)*
                    _ => None,
                }
            }
        }

        impl From<u32> for $name {
            fn from(code: u32) -> Self {
                Self(code)
            }
        }

        impl From<$name> for u32 {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self.name() {
                    Some(name) => write!(f, "{}({name})", stringify!($name)),
                    None => write!(f, "{}(0x{:02X})", stringify!($name), self.0),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self.name() {
                    Some(name) => f.pad(name),
                    None => write!(f, "0x{:02X}", self.0),
                }
            }
        }

        #[cfg(test)]
        impl $crate::sample::Sample for $name {
            fn sample(chance: &mut $crate::sample::Chance) -> Self {
                // Mostly what the reference names, as unions are chosen by it.
                match chance.below(4) {
                    0 => Self($crate::sample::Sample::sample(chance)),
                    _ => Self::KNOWN[chance.below(Self::KNOWN.len())],
                }
            }
        }

        impl $crate::Wire for $name {
            fn read(reader: &mut $crate::Reader<'_>) -> Self {
                Self(<u32 as $crate::Wire>::read(reader))
            }

            fn write(&self, writer: &mut $crate::Writer<'_>) {
                $crate::Wire::write(&self.0, writer);
            }

            fn value(&self) -> $crate::Value {
                $crate::Value::Named(self.0, self.name())
            }

            fn size(_: $crate::ProtocolVersion) -> Option<usize> {
                Some(4)
            }
        }
    };
}

pub(crate) use {has, held, message, open_enum, or, shown, wire_struct};
