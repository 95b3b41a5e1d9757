//! The text of the configuration file while it is changed: keys are set and taken out, and what else
//! it says stays as it is written.

use toml_edit::{
    ArrayOfTables, DocumentMut, InlineTable, Item, Key, Table, TableLike, TomlError, Value,
};

/// The file while it is changed.
pub(crate) struct Draft {
    document: DocumentMut,
}

impl Draft {
    /// The text with the changes in it; else why it is no TOML.
    pub(crate) fn changed(before: &str, change: impl FnOnce(&mut Self)) -> Result<String, String> {
        changed(before, change).map_err(|error| error.to_string())
    }

    /// Puts a value under `key`, as in `look.theme`; tables that are not there are made.
    pub(crate) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let mut value = value.into();
        let (tables, key) = split(key);
        let table = self.table(&tables);
        match table.get_mut(key) {
            Some(Item::Value(before)) => {
                if without_decor(before) != without_decor(&value) {
                    *value.decor_mut() = before.decor().clone();
                    *before = value;
                }
            }
            Some(other) => *other = Item::Value(value),
            None => {
                table.insert(key, Item::Value(value));
            }
        }
    }

    /// Puts the value there, or takes it out when there is none.
    pub(crate) fn set_or_remove(&mut self, key: &str, value: Option<impl Into<Value>>) {
        match value {
            Some(value) => self.set(key, value),
            None => self.remove(key),
        }
    }

    /// Takes it out, whatever it is.
    pub(crate) fn remove(&mut self, key: &str) {
        let (tables, key) = split(key);
        let mut table: &mut dyn TableLike = self.document.as_table_mut();
        for name in tables {
            let Some(inner) = table.get_mut(name).and_then(Item::as_table_like_mut) else {
                return;
            };
            table = inner;
        }
        table.remove(key);
    }

    /// Whether something stands under this key.
    pub(crate) fn has(&self, key: &str) -> bool {
        let (tables, key) = split(key);
        let mut table: &dyn TableLike = self.document.as_table();
        for name in tables {
            let Some(inner) = table.get(name).and_then(Item::as_table_like) else {
                return false;
            };
            table = inner;
        }
        table.contains_key(key)
    }

    /// Makes `key` a list of tables, `[[key]]` each, in the place of those that were there.
    pub(crate) fn set_tables(&mut self, key: &str, tables: Vec<Table>) {
        let (outer, key) = split(key);
        let outer = self.table(&outer);
        if tables.is_empty() {
            outer.remove(key);
            return;
        }
        let mut before = match outer.remove(key) {
            Some(Item::ArrayOfTables(before)) => before.into_iter().collect(),
            _ => Vec::new(),
        }
        .into_iter();
        let mut list = ArrayOfTables::new();
        for new in tables {
            // The comments of the one that stood there stay with its place.
            list.push(match before.next() {
                Some(old) => merged(old, new),
                None => new,
            });
        }
        outer.insert(key, Item::ArrayOfTables(list));
    }

    fn table(&mut self, names: &[&str]) -> &mut dyn TableLike {
        let mut table: &mut dyn TableLike = self.document.as_table_mut();
        for name in names {
            let item = table
                .entry_format(&Key::new(*name))
                .or_insert_with(|| Item::Table(Table::new()));
            if !item.is_table_like() {
                // Something that the next start would refuse.
                *item = Item::Value(Value::InlineTable(InlineTable::new()));
            }
            table = item
                .as_table_like_mut()
                .expect("made one in the lines before");
        }
        table
    }
}

/// The text with the changes in it.
pub(super) fn changed(before: &str, change: impl FnOnce(&mut Draft)) -> Result<String, TomlError> {
    let document: DocumentMut = before.parse()?;
    let is_bare = document.is_empty();
    let mut draft = Draft { document };
    change(&mut draft);
    if is_bare && !draft.document.is_empty() {
        // Nothing but comments so far: what is kept comes below them.
        draft.document.set_trailing("");
        let gap = match before {
            "" => "",
            text if text.ends_with('\n') => "",
            _ => "\n",
        };
        return Ok(format!("{before}{gap}{}", draft.document));
    }
    Ok(draft.document.to_string())
}

/// `look.theme` is `theme` in the table `look`.
fn split(key: &str) -> (Vec<&str>, &str) {
    let mut names: Vec<&str> = key.split('.').collect();
    let last = names.pop().unwrap_or(key);
    (names, last)
}

fn without_decor(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string()
}

fn merged(mut old: Table, new: Table) -> Table {
    old.retain(|key, _| new.contains_key(key));
    for (key, item) in new {
        match (old.get_mut(&key), item) {
            (Some(Item::Value(before)), Item::Value(mut value)) => {
                *value.decor_mut() = before.decor().clone();
                *before = value;
            }
            (_, item) => {
                old.insert(&key, item);
            }
        }
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_one_line_stays_in_one_line() {
        let before = "headset = { volume = 40, input = \"jabra\" }\n";
        let text = Draft::changed(before, |draft| draft.set("headset.volume", 50));
        assert_eq!(
            text.as_deref(),
            Ok("headset = { volume = 50, input = \"jabra\" }\n")
        );
    }

    #[test]
    fn a_list_of_tables_keeps_the_comments_of_those_that_stay() {
        let mut draft = Draft {
            document: "[[rule]] # abroad\nstarts = \"00\"\nlength = 5\n"
                .parse()
                .expect("TOML"),
        };
        let rule = |starts: &str| {
            let mut table = Table::new();
            table.insert("starts", Item::Value(starts.into()));
            table
        };
        draft.set_tables("rule", vec![rule("+"), rule("9")]);
        assert!(draft.has("rule"));
        assert_eq!(
            draft.document.to_string(),
            "[[rule]] # abroad\nstarts = \"+\"\n\n[[rule]]\nstarts = \"9\"\n"
        );
        draft.set_tables("rule", Vec::new());
        assert!(!draft.has("rule"));
    }
}
