//! XML as a small tree, with bounds.
//!
//! Nothing is fetched and no entity but the five of XML itself means anything: a
//! document cannot grow beyond the bytes that came.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use thiserror::Error;

/// Elements within elements. The objects have three levels.
const MAX_DEPTH: usize = 8;

/// Elements of a document. The largest object has 100 items of four.
const MAX_ELEMENTS: usize = 2_000;

/// Attributes of an element. The objects have four at most.
const MAX_ATTRIBUTES: usize = 16;

/// Why there is no tree.
#[derive(Debug, Error)]
pub(crate) enum XmlError {
    /// The document is not well-formed.
    #[error("not well-formed: {0}")]
    Syntax(#[from] quick_xml::Error),
    /// The document ends within an element, or has none.
    #[error("it is not complete")]
    Incomplete,
    /// Elements lie too deep in each other.
    #[error("more than {MAX_DEPTH} elements within each other")]
    TooDeep,
    /// There are too many elements.
    #[error("more than {MAX_ELEMENTS} elements")]
    TooMany,
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name, without a prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    /// Its own text.
    text: String,
    /// The elements in it, in order.
    pub(crate) children: Vec<Self>,
}

impl Element {
    /// The element of a document.
    pub(crate) fn parse(document: &str) -> Result<Self, XmlError> {
        let mut reader = Reader::from_str(document);
        // Servers write `&` in URLs as it is.
        reader.config_mut().allow_dangling_amp = true;
        let mut open: Vec<Self> = Vec::new();
        let mut count = 0;
        loop {
            let closed = match reader.read_event()? {
                Event::Start(start) => {
                    if open.len() >= MAX_DEPTH {
                        return Err(XmlError::TooDeep);
                    }
                    count += 1;
                    open.push(Self::of(&start));
                    None
                }
                Event::Empty(start) => {
                    count += 1;
                    Some(Self::of(&start))
                }
                Event::End(_) => open.pop(),
                Event::Text(text) => {
                    add_text(&mut open, &String::from_utf8_lossy(&text));
                    None
                }
                Event::CData(text) => {
                    add_text(&mut open, &String::from_utf8_lossy(&text));
                    None
                }
                Event::GeneralRef(reference) => {
                    add_text(&mut open, &meaning(&reference));
                    None
                }
                Event::Eof => return Err(XmlError::Incomplete),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => None,
            };
            if count > MAX_ELEMENTS {
                return Err(XmlError::TooMany);
            }
            if let Some(closed) = closed {
                match open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => return Ok(closed),
                }
            }
        }
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().flatten().take(MAX_ATTRIBUTES);
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            let name = lossy(attribute.key.local_name().as_ref());
            let value = lossy(&attribute.value);
            let value = unescape(&value).map_or_else(|_| value.clone(), Into::into);
            (name, value)
        };
        Self {
            name: lossy(start.local_name().as_ref()),
            attributes: attributes.map(attribute).collect(),
            ..Self::default()
        }
    }

    /// The element has this name; case does not matter.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The children of this name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.is(name))
    }

    /// The text of the first child of this name, without the space around it; empty without one.
    pub(crate) fn text_of(&self, name: &str) -> String {
        let child = self.all(name).next();
        child.map(Self::own_text).unwrap_or_default()
    }

    /// Its own text, without the space around it.
    pub(crate) fn own_text(&self) -> String {
        self.text.trim().to_owned()
    }

    /// The value of an attribute; empty without it.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// What a reference stands for; one that XML does not define stays as it is written.
fn meaning(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let written = format!("&{};", lossy(reference));
    unescape(&written).map_or_else(|_| written.clone(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_becomes_a_tree() {
        let element = Element::parse(
            "<?xml version=\"1.0\"?>\n<Menu appId='9081'><Title> A &amp; B </Title><Item><URL><![CDATA[x?a=1&b=2]]></URL></Item></Menu>",
        )
        .expect("well-formed");
        assert_eq!(
            (element.name.as_str(), element.attribute("appid")),
            ("Menu", "9081")
        );
        assert_eq!(element.text_of("title"), "A & B");
        let item = element.all("Item").next().expect("an item");
        assert_eq!(item.text_of("URL"), "x?a=1&b=2");
    }

    #[test]
    fn what_servers_forget_to_escape_is_read() {
        let element = Element::parse("<T><URL>http://x/?a=1&b=2</URL><I URL=\"y?a=1&b=2\"/></T>")
            .expect("well-formed enough");
        assert_eq!(element.text_of("URL"), "http://x/?a=1&b=2");
        assert_eq!(element.children[1].attribute("URL"), "y?a=1&b=2");
    }

    #[test]
    fn an_entity_of_the_document_means_nothing() {
        let bomb =
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;&#65;&lt;</x>";
        let element = Element::parse(bomb).expect("well-formed");
        assert_eq!(element.own_text(), "&b;A<");
    }

    #[test]
    fn what_is_too_much_or_broken_is_refused() {
        let deep = "<a>".repeat(MAX_DEPTH + 1);
        assert!(matches!(Element::parse(&deep), Err(XmlError::TooDeep)));
        let wide = format!("<a>{}</a>", "<b/>".repeat(MAX_ELEMENTS));
        assert!(matches!(Element::parse(&wide), Err(XmlError::TooMany)));
        for broken in ["", "text", "<a>", "<a></b>", "<a"] {
            assert!(Element::parse(broken).is_err(), "{broken:?}");
        }
    }
}
