//! The server's own texts, in the languages of its phones.
//!
//! Most of what phones show are phrases of their own dictionary, which they say in
//! their language by themselves; see `display::phrase`. Here is what has no phrase.

use sccp::Language;

/// A text without a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Text<'a> {
    NoAnswer,
    NotPrivate,
    NoVoicemail,
    LeaveMessage,
    MailboxFull,
    NoMessages,
    NoMoreMessages,
    /// A message of voice mail that is played.
    Message {
        number: usize,
        of: usize,
        from: &'a str,
    },
    Paging,
    NobodyToPage,
    CallBackCancelled,
    /// Somebody who was busy, or did not answer, can be called.
    Available {
        number: &'a str,
    },
}

impl Text<'static> {
    /// The texts without anything to fill in.
    const PLAIN: [Self; 10] = [
        Self::NoAnswer,
        Self::NotPrivate,
        Self::NoVoicemail,
        Self::LeaveMessage,
        Self::MailboxFull,
        Self::NoMessages,
        Self::NoMoreMessages,
        Self::Paging,
        Self::NobodyToPage,
        Self::CallBackCancelled,
    ];

    /// The text that reads so in English.
    pub(crate) fn of_english(english: &[u8]) -> Option<Self> {
        let mut plain = Self::PLAIN.into_iter();
        plain.find(|text| text.plain()[0].as_bytes() == english)
    }
}

impl Text<'_> {
    /// The text in a language.
    pub(crate) fn in_language(self, language: Language) -> String {
        if let Text::Message { number, of, from } = self {
            return match language {
                Language::English => format!("Message {number} of {of} from {from}"),
                Language::German => format!("Nachricht {number} von {of}, von {from}"),
                Language::French => format!("Message {number} sur {of} de {from}"),
                Language::Spanish => format!("Mensaje {number} de {of}, de {from}"),
            };
        }
        if let Text::Available { number } = self {
            return match language {
                Language::English => format!("{number} is available"),
                Language::German => format!("{number} ist frei"),
                Language::French => format!("{number} est libre"),
                Language::Spanish => format!("{number} está libre"),
            };
        }
        let [english, german, french, spanish] = self.plain();
        let text = match language {
            Language::English => english,
            Language::German => german,
            Language::French => french,
            Language::Spanish => spanish,
        };
        text.to_owned()
    }

    /// English, German, French, Spanish; empty for texts with something to fill in.
    const fn plain(self) -> [&'static str; 4] {
        match self {
            Text::Message { .. } | Text::Available { .. } => [""; 4],
            Text::NoAnswer => [
                "No answer",
                "Keine Antwort",
                "Pas de réponse",
                "Sin respuesta",
            ],
            Text::NotPrivate => ["Not private", "Nicht privat", "Non privé", "No privada"],
            Text::NoVoicemail => [
                "No voice mail here",
                "Keine Voicemail",
                "Pas de messagerie vocale",
                "Sin buzón de voz",
            ],
            Text::LeaveMessage => [
                "Leave a message, end with #",
                "Nachricht, Ende mit #",
                "Laissez un message, fin par #",
                "Deje un mensaje, fin con #",
            ],
            Text::MailboxFull => [
                "The mailbox is full",
                "Die Mailbox ist voll",
                "La messagerie est pleine",
                "El buzón está lleno",
            ],
            Text::NoMessages => [
                "No messages",
                "Keine Nachrichten",
                "Aucun message",
                "No hay mensajes",
            ],
            Text::NoMoreMessages => [
                "No more messages",
                "Keine weiteren Nachrichten",
                "Plus de messages",
                "No hay más mensajes",
            ],
            Text::Paging => ["Paging", "Durchsage", "Annonce générale", "Megafonía"],
            Text::CallBackCancelled => [
                "CallBack cancelled",
                "Rückruf aufgehoben",
                "Rappel annulé",
                "Devolución anulada",
            ],
            Text::NobodyToPage => [
                "No phone is free",
                "Kein Telefon ist frei",
                "Aucun téléphone libre",
                "Ningún teléfono libre",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_there_in_every_language_and_fits_an_old_prompt() {
        let message = Text::Message {
            number: 1,
            of: 9,
            from: "1001",
        };
        let available = Text::Available { number: "1001" };
        for text in Text::PLAIN.into_iter().chain([message, available]) {
            let said = Language::ALL.map(|language| text.in_language(language));
            // The field of DisplayPromptStatus has 32 bytes (reference, 0x0112).
            assert!(
                said.iter().all(|text| !text.is_empty() && text.len() < 32),
                "{said:?}"
            );
            assert_ne!(said[0], said[1]);
        }
        assert_eq!(Text::of_english(b"No answer"), Some(Text::NoAnswer));
        assert_eq!(Text::of_english(b""), None);
    }
}
