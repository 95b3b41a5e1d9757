//! The objects of phone services: what an application on the server shows or wants done.
//!
//! Menus, texts, directories and input are pages; an Execute is a list of URIs.
//! Pictures are left out, what stands beside them is shown.

use crate::application::xml::{Element, XmlError};

/// Items of a page. Phones take 100.
const MAX_ITEMS: usize = 100;

/// Fields of an input page. Phones take 5.
const MAX_FIELDS: usize = 5;

/// Soft keys of a page: positions 1 to 16.
const MAX_KEYS: usize = 16;

/// Items of an Execute. Phones take 3; some servers write more.
const MAX_EXECUTED: usize = 10;

/// An object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Object {
    /// Something to show.
    Page(Page),
    /// Something to do.
    Execute(Vec<Execute>),
    /// An answer to something this phone sent.
    Response,
    /// The application failed, with its number.
    Error(String),
}

/// A URI of an Execute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Execute {
    /// 0: at once; 1 and 2: only when the phone has nothing else to do.
    pub(crate) priority: u32,
    /// The URI.
    pub(crate) url: String,
}

/// What kind of page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PageKind {
    /// Items with URIs.
    #[default]
    Menu,
    /// Text to read.
    Text,
    /// Names with numbers to dial.
    Directory,
    /// Fields to fill in.
    Input,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) kind: PageKind,
    pub(crate) title: String,
    pub(crate) prompt: String,
    pub(crate) text: String,
    pub(crate) items: Vec<PageItem>,
    pub(crate) fields: Vec<Field>,
    /// Where the fields go.
    pub(crate) url: String,
    /// The keys of the object; none: those of its kind.
    pub(crate) keys: Vec<PageKey>,
    /// What to do when the page is closed; often empty.
    pub(crate) on_closed: String,
}

/// An item of a menu or a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageItem {
    pub(crate) name: String,
    /// The number of a directory's entry.
    pub(crate) number: String,
    pub(crate) url: String,
    /// Name of its icon, as `Hold`; empty without one.
    pub(crate) icon: String,
}

/// A field of an input page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// What the value is called when it is sent.
    pub(crate) parameter: String,
    /// Its kind is T (telephone), N (number), A (any), U, L (upper, lower case), E (equation);
    /// with P it is not shown.
    pub(crate) flags: String,
    pub(crate) value: String,
}

/// A soft key of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageKey {
    pub(crate) name: String,
    position: u32,
    /// What it does; empty for what its name says.
    pub(crate) url: String,
}

impl Object {
    /// The object of a document; `None` when it is XML, but no object of a phone service.
    pub(crate) fn parse(document: &str) -> Result<Option<Self>, XmlError> {
        let element = Element::parse(document)?;
        let name = element.name.to_ascii_lowercase();
        let Some(kind) = name.strip_prefix("ciscoipphone") else {
            return Ok(None);
        };
        let page = |kind| Some(Self::Page(Page::of(&element, kind)));
        Ok(match kind {
            "menu" | "iconmenu" | "iconfilemenu" | "graphicmenu" | "graphicfilemenu" => {
                page(PageKind::Menu)
            }
            "text" | "image" | "imagefile" | "status" | "statusfile" => page(PageKind::Text),
            "directory" => page(PageKind::Directory),
            "input" => page(PageKind::Input),
            "execute" => Some(Self::Execute(executed(&element))),
            "response" => Some(Self::Response),
            "error" => Some(Self::Error(element.attribute("Number").to_owned())),
            _ => None,
        })
    }
}

fn executed(element: &Element) -> Vec<Execute> {
    let items = element.all("ExecuteItem").take(MAX_EXECUTED);
    let execute = |item: &Element| Execute {
        priority: item.attribute("Priority").trim().parse().unwrap_or(0),
        url: item.attribute("URL").trim().to_owned(),
    };
    items.map(execute).collect()
}

impl Page {
    fn of(element: &Element, kind: PageKind) -> Self {
        let icons = icons(element);
        let item = |entry: &Element| PageItem {
            name: entry.text_of("Name"),
            number: entry.text_of("Telephone"),
            url: entry.text_of("URL"),
            icon: icon(&icons, &entry.text_of("IconIndex")),
        };
        let field = |entry: &Element| Field {
            name: entry.text_of("DisplayName"),
            parameter: entry.text_of("QueryStringParam"),
            flags: entry.text_of("InputFlags").to_ascii_uppercase(),
            value: entry.text_of("DefaultValue"),
        };
        let entries = element
            .all("MenuItem")
            .chain(element.all("DirectoryEntry"))
            .take(MAX_ITEMS);
        Self {
            kind,
            title: element.text_of("Title"),
            prompt: element.text_of("Prompt"),
            text: element.text_of("Text"),
            items: entries.map(item).collect(),
            fields: element
                .all("InputItem")
                .take(MAX_FIELDS)
                .map(field)
                .collect(),
            url: element.text_of("URL"),
            keys: keys(element),
            on_closed: element.attribute("onAppClosed").to_owned(),
        }
    }
}

/// The soft keys by their positions.
fn keys(element: &Element) -> Vec<PageKey> {
    let key = |entry: &Element| PageKey {
        name: entry.text_of("Name"),
        position: entry.text_of("Position").parse().unwrap_or(u32::MAX),
        url: entry.text_of("URL"),
    };
    let items = element.all("SoftKeyItem").take(MAX_KEYS);
    let mut keys: Vec<_> = items.map(key).filter(|key| !key.name.is_empty()).collect();
    keys.sort_by_key(|key| key.position);
    keys
}

/// The names of the icons by their index: the last word of `Resource:AnimatedIcon.Hold` or
/// `TFTP:Icon.Hold.png`.
fn icons(element: &Element) -> Vec<(String, String)> {
    let name = |url: &str| {
        let name = url.rsplit(':').next().unwrap_or_default();
        let name = name.strip_suffix(".png").unwrap_or(name);
        name.rsplit('.').next().unwrap_or_default().to_owned()
    };
    let items = element.all("IconItem").take(MAX_KEYS);
    items
        .map(|item| (item.text_of("Index"), name(&item.text_of("URL"))))
        .collect()
}

fn icon(icons: &[(String, String)], index: &str) -> String {
    let mut icons = icons.iter();
    let icon = icons.find(|(key, _)| !index.is_empty() && key == index);
    icon.map(|(_, name)| name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(document: &str) -> Page {
        match Object::parse(document) {
            Ok(Some(Object::Page(page))) => page,
            other => panic!("no page: {other:?}"),
        }
    }

    #[test]
    fn a_menu_with_icons_and_keys() {
        let page = page(
            "<CiscoIPPhoneIconFileMenu appId=\"9081\" onAppClosed=\"9081\"><Title IconIndex=\"4\">Conference 1</Title>\
             <MenuItem><IconIndex>1</IconIndex><Name>Alice</Name><URL>UserCallData:9081:1:2:3:1</URL></MenuItem>\
             <SoftKeyItem><Name>Exit</Name><Position>4</Position><URL>SoftKey:Exit</URL></SoftKeyItem>\
             <SoftKeyItem><Name>Mute</Name><Position>2</Position><URL>UserDataSoftKey:Select:9081:MUTE/3</URL></SoftKeyItem>\
             <IconItem><Index>1</Index><URL>Resource:AnimatedIcon.Hold</URL></IconItem>\
             <IconItem><Index>4</Index><URL>TFTP:Icon.Speaker.png</URL></IconItem>\
             </CiscoIPPhoneIconFileMenu>",
        );
        assert_eq!(page.kind, PageKind::Menu);
        assert_eq!(page.title, "Conference 1");
        assert_eq!(page.items[0].icon, "Hold");
        assert_eq!(page.items[0].url, "UserCallData:9081:1:2:3:1");
        let names: Vec<_> = page.keys.iter().map(|key| key.name.as_str()).collect();
        assert_eq!(names, ["Mute", "Exit"]);
    }

    #[test]
    fn every_kind_of_object_is_known() {
        let parse = |document: &str| Object::parse(document).expect("well-formed");
        assert_eq!(
            page("<CiscoIPPhoneText><Text>Hi</Text></CiscoIPPhoneText>").text,
            "Hi"
        );
        let directory = page(
            "<CiscoIPPhoneDirectory><DirectoryEntry><Name>Bob</Name><Telephone>1002</Telephone></DirectoryEntry></CiscoIPPhoneDirectory>",
        );
        assert_eq!(directory.items[0].number, "1002");
        let execute = parse(
            "<CiscoIPPhoneExecute><ExecuteItem Priority=\"0\" URL=\"Key:Services\"/><ExecuteItem Priority=\"2\" URL=\"Dial:1\"/></CiscoIPPhoneExecute>",
        );
        let item = |priority, url: &str| Execute {
            priority,
            url: url.to_owned(),
        };
        let expected = vec![item(0, "Key:Services"), item(2, "Dial:1")];
        assert_eq!(execute, Some(Object::Execute(expected)));
        assert_eq!(
            parse("<CiscoIPPhoneError Number=\"4\"/>"),
            Some(Object::Error("4".to_owned()))
        );
        assert_eq!(parse("<CiscoIPPhoneResponse/>"), Some(Object::Response));
        assert_eq!(parse("<html/>"), None);
        assert_eq!(parse("<CiscoIPPhoneNovelty/>"), None);
    }

    #[test]
    fn a_page_has_no_more_than_phones_take() {
        let many = format!(
            "<CiscoIPPhoneMenu>{}{}</CiscoIPPhoneMenu>",
            "<MenuItem/>".repeat(500),
            "<SoftKeyItem><Name>x</Name></SoftKeyItem>".repeat(100)
        );
        let page = page(&many);
        assert_eq!((page.items.len(), page.keys.len()), (MAX_ITEMS, MAX_KEYS));
    }
}
