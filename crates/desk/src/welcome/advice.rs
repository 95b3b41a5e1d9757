//! What a person can do about a server that refuses the phone.

use station::Refusal;

/// For each reason its own advice: to look at the device name helps only where it is the name.
pub(super) const fn on(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Registered => {
            "Another phone is registered by this name, or this one was just before. It asks again by itself; if that does not help, take another name."
        }
        Refusal::Loading => {
            "The server reads its settings anew and lets no phone in meanwhile. The phone asks again by itself."
        }
        Refusal::UnknownName => {
            "Does the server know a phone of this name? Whoever looks after it can tell."
        }
        Refusal::UnusableName => {
            "Choose another name: SEP and the twelve digits of a network adapter's address fit any server."
        }
        Refusal::Address => {
            "The name is not the reason: the server lets no phone in from this machine's network address. Whoever looks after it can allow it."
        }
        Refusal::Full => {
            "The name is not the reason: the server has no telephone number left. Whoever looks after it can make room."
        }
        Refusal::Doubtful => {
            "Either the server knows no phone of this name, or one is registered by it already. Whoever looks after it can tell."
        }
        Refusal::Other => "Whoever looks after the server can tell what it wants.",
    }
}
