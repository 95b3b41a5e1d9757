//! The URIs of phone services: what a key or an item of a page does.

/// What a URI means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Uri {
    /// Press a key: `Key:Speaker`, `Key:KeyPad3`, `Key:Soft1`.
    Key(String),
    /// Do what a soft key of this name does: `SoftKey:Exit`.
    SoftKey(String),
    /// Call this number: `Dial:1002`.
    Dial(String),
    /// Put this number where one is typed: `EditDial:1002`.
    EditDial(String),
    /// Dial this in the call that is on: `SendDigits:1234`.
    SendDigits(String),
    /// Begin anew with this: `Init:Services`.
    Init(String),
    /// Close the pages of an application; of the one that says it, with 0: `App:Close:0`.
    Close(u32),
    /// Open an application of the phone: `Application:Cisco/MissedCalls`.
    Application(String),
    /// Send data, and then do what the soft key does, when one is named: `UserData:…`,
    /// `UserCallData:…`, `UserDataSoftKey:…`, `UserCallDataSoftKey:…`.
    Send(SendUri, Option<String>),
    /// A page of the web.
    Web(String),
    /// Anything else.
    Other(String),
}

/// Data to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SendUri {
    pub(crate) application_id: u32,
    pub(crate) line_instance: u32,
    pub(crate) call_reference: u32,
    /// `None` where the form has none.
    pub(crate) transaction_id: Option<u32>,
    pub(crate) data: String,
}

impl Uri {
    /// What the URI means; case of the scheme does not matter.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim();
        let other = || Self::Other(text.to_owned());
        let Some((scheme, rest)) = text.split_once(':') else {
            return other();
        };
        let first = || rest.split(':').next().unwrap_or_default().to_owned();
        match scheme.to_ascii_lowercase().as_str() {
            "key" => Self::Key(first()),
            "softkey" => Self::SoftKey(rest.to_owned()),
            "dial" => Self::Dial(first()),
            "editdial" => Self::EditDial(first()),
            "senddigits" => Self::SendDigits(first()),
            "init" => Self::Init(first()),
            "application" => Self::Application(first()),
            "app" => match rest.split_once(':') {
                Some((verb, id)) if verb.eq_ignore_ascii_case("close") => {
                    id.parse().map_or_else(|_| other(), Self::Close)
                }
                _ => other(),
            },
            "userdata" => data(rest, false).map_or_else(other, |data| Self::Send(data, None)),
            "usercalldata" => data(rest, true).map_or_else(other, |data| Self::Send(data, None)),
            "userdatasoftkey" => with_key(rest, false).unwrap_or_else(other),
            "usercalldatasoftkey" => with_key(rest, true).unwrap_or_else(other),
            "http" | "https" => Self::Web(text.to_owned()),
            _ => other(),
        }
    }
}

fn with_key(rest: &str, of_call: bool) -> Option<Uri> {
    let (key, rest) = rest.split_once(':')?;
    Some(Uri::Send(data(rest, of_call)?, Some(key.to_owned())))
}

/// `APPLICATION:DATA`, or `APPLICATION:LINE:CALL:TRANSACTION:DATA`. The data may hold colons.
fn data(rest: &str, of_call: bool) -> Option<SendUri> {
    let mut parts = rest.splitn(if of_call { 5 } else { 2 }, ':');
    let mut number = || parts.next()?.trim().parse().ok();
    let mut uri = SendUri {
        application_id: number()?,
        ..SendUri::default()
    };
    if of_call {
        uri.line_instance = number()?;
        uri.call_reference = number()?;
        uri.transaction_id = Some(number()?);
    }
    uri.data = parts.next().unwrap_or_default().to_owned();
    Some(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_have_four_forms() {
        assert_eq!(
            Uri::parse("UserCallData:9081:1:16777217:42:3:x"),
            Uri::Send(
                SendUri {
                    application_id: 9081,
                    line_instance: 1,
                    call_reference: 16_777_217,
                    transaction_id: Some(42),
                    data: "3:x".to_owned(),
                },
                None
            )
        );
        let kick = SendUri {
            application_id: 9081,
            data: "KICK/42".to_owned(),
            ..SendUri::default()
        };
        assert_eq!(
            Uri::parse("UserData:9081:KICK/42"),
            Uri::Send(kick.clone(), None)
        );
        assert_eq!(
            Uri::parse("UserDataSoftKey:Select:9081:KICK/42"),
            Uri::Send(kick, Some("Select".to_owned()))
        );
        assert!(matches!(
            Uri::parse("usercalldatasoftkey:Exit:1:2:3:4:"),
            Uri::Send(SendUri { transaction_id: Some(4), .. }, Some(key)) if key == "Exit"
        ));
    }

    #[test]
    fn what_is_none_is_left_as_it_is() {
        for text in [
            "",
            "9081",
            "UserData",
            "UserData:x:y",
            "UserCallData:1:2:3",
            "App:Open:1",
            "App:Close:x",
            "file:///etc/passwd",
            "RTPRx:192.0.2.1",
        ] {
            assert_eq!(Uri::parse(text), Uri::Other(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_rest_is_known_by_its_scheme() {
        assert_eq!(Uri::parse("App:Close:0"), Uri::Close(0));
        assert_eq!(
            Uri::parse("Init:Services"),
            Uri::Init("Services".to_owned())
        );
        assert_eq!(Uri::parse("Dial:1002:extra"), Uri::Dial("1002".to_owned()));
        assert_eq!(
            Uri::parse(" HTTP://x/y?z "),
            Uri::Web("HTTP://x/y?z".to_owned())
        );
    }
}
