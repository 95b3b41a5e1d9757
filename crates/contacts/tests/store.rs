//! The files of the books.

use std::fs;
use std::path::PathBuf;

use contacts::{Contact, Import, Kind, Number, Origin, Recent, Store, StoreError};

/// A folder of its own for a test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = format!("offhook-contacts-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder).expect("temporary folders can be made");
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("it can be written");
        path
    }

    fn own(&self) -> PathBuf {
        self.0.join("deeper").join("contacts.vcf")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("it was made here");
    }
}

fn bob() -> Contact {
    Contact {
        name: "Bob Smith".to_owned(),
        numbers: vec![Number {
            kind: Kind::Work,
            number: "1003".to_owned(),
        }],
        ..Contact::default()
    }
}

fn names(store: &Store) -> Vec<String> {
    let book = store.book();
    let names = book
        .entries()
        .iter()
        .map(|entry| entry.contact.name.clone());
    names.collect()
}

#[test]
fn what_is_kept_is_there_at_the_next_start() {
    let folder = Folder::new("kept");
    let mut store = Store::new(folder.own(), []);
    let (changed, errors) = store.refresh();
    assert!(!changed && errors.is_empty(), "there is no file yet");
    let uid = store.put(bob()).expect("it can be written");
    let changed = Contact {
        uid: uid.clone(),
        organisation: "Sky Works".to_owned(),
        ..bob()
    };
    assert_eq!(store.put(changed).expect("it can be written"), uid);
    store.put(bob()).expect("it can be written");
    let mut next = Store::new(folder.own(), []);
    assert!(next.refresh().0);
    assert_eq!(names(&next), ["Bob Smith", "Bob Smith"]);
    let book = next.book();
    assert_eq!(
        book.own(&uid).map(|bob| bob.organisation.as_str()),
        Some("Sky Works")
    );
    next.remove(&[uid]).expect("it can be written");
    assert_eq!(names(&next), ["Bob Smith"]);
    let files = fs::read_dir(folder.own().parent().expect("a folder")).expect("it is there");
    assert_eq!(files.count(), 1, "nothing is left beside the file");
}

#[test]
fn two_phones_with_one_book_do_not_lose_each_others_contacts() {
    let folder = Folder::new("two");
    let (mut one, mut other) = (Store::new(folder.own(), []), Store::new(folder.own(), []));
    one.refresh();
    other.refresh();
    one.put(bob()).expect("it can be written");
    let eve = Contact {
        name: "Eve".to_owned(),
        ..bob()
    };
    other.put(eve).expect("it can be written");
    assert_eq!(names(&other), ["Bob Smith", "Eve"]);
    assert!(one.refresh().0);
    assert_eq!(names(&one), ["Bob Smith", "Eve"]);
    assert!(!one.refresh().0, "nothing has changed since");
}

#[test]
fn an_import_adds_who_is_new_and_completes_who_is_known() {
    let folder = Folder::new("import");
    let mut store = Store::new(folder.own(), []);
    store.put(bob()).expect("it can be written");
    let file = folder.file(
        "export.csv",
        "Name,Phone,Mobile Phone,E-mail Address\nBob Smith,1003,0171 1234567,bob@example.com\n\
         Bob Smith,2004,,\nEve,1004,,\n,,,\n",
    );
    let first = store.import(&file).expect("it is right");
    let expected = Import {
        added: 2,
        completed: 1,
        known: 0,
        skipped: 1,
    };
    assert_eq!(first, expected);
    let again = store.import(&file).expect("it is right");
    assert_eq!((again.added, again.completed), (0, 0), "{again:?}");
    let book = store.book();
    assert_eq!(book.name_of("+49171 1234567"), Some("Bob Smith"));
    assert_eq!(
        book.search("bob", &Recent::default(), 9).len(),
        2,
        "another Bob"
    );
}

#[test]
fn further_books_are_read_anew_when_they_change_and_never_written() {
    let folder = Folder::new("others");
    let card = |name: &str| format!("BEGIN:VCARD\nFN:{name}\nTEL:1\nEND:VCARD\n");
    let firm = folder.file("firm.vcf", &card("Bob"));
    let missing = folder.0.join("missing.vcf");
    let mut store = Store::new(folder.own(), [firm.clone(), missing]);
    let (changed, errors) = store.refresh();
    assert!(changed && errors.is_empty());
    let book = store.book();
    assert_eq!(book.entries()[0].origin, Origin::Other("firm".to_owned()));
    fs::write(&firm, card("Robert") + &card("Eve")).expect("it can be written");
    assert!(store.refresh().0);
    assert_eq!(names(&store), ["Robert", "Eve"]);
    fs::remove_file(&firm).expect("it was there");
    assert!(store.refresh().0);
    assert_eq!(names(&store), [""; 0]);
}

#[test]
fn a_book_that_cannot_be_read_is_not_written_over() {
    let folder = Folder::new("unreadable");
    fs::create_dir_all(folder.own()).expect("temporary folders can be made");
    let mut store = Store::new(folder.own(), []);
    let (_, errors) = store.refresh();
    assert!(matches!(errors[..], [StoreError::Unreadable { .. }]));
    assert!(store.put(bob()).is_err());
    assert!(folder.own().is_dir());
}

#[test]
fn a_file_without_contacts_says_so() {
    let folder = Folder::new("nothing");
    let mut store = Store::new(folder.own(), []);
    let file = folder.file("letter.txt", "Dear Bob,\n");
    let error = store.import(&file).expect_err("there is nothing in it");
    assert!(error.to_string().contains("letter.txt"), "{error}");
    assert!(!folder.own().exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_book() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new("private");
    let mut store = Store::new(folder.own(), []);
    store.put(bob()).expect("it can be written");
    let metadata = fs::metadata(folder.own()).expect("it was written");
    assert_eq!(metadata.permissions().mode() & 0o077, 0);
}

#[test]
fn a_book_without_a_file_is_there_as_long_as_the_phone() {
    let mut store = Store::without_file(vec![bob()]);
    assert!(!store.refresh().0);
    store.put(bob()).expect("nothing is written");
    let uids: Vec<_> = store
        .book()
        .entries()
        .iter()
        .map(|entry| entry.contact.uid.clone())
        .collect();
    store.remove(&uids[..1]).expect("nothing is written");
    assert_eq!(names(&store), ["Bob Smith"]);
}

#[test]
fn what_was_exported_is_the_same_when_it_is_imported() {
    let folder = Folder::new("export");
    let zoe = Contact {
        name: "Zoë Müller; \"die\", Große\\".to_owned(),
        family: "Müller".to_owned(),
        given: "Zoë".to_owned(),
        organisation: "Übel & Söhne, KG".to_owned(),
        numbers: [
            (Kind::Mobile, "+49 171 1"),
            (Kind::Fax, "2"),
            (Kind::Other, "3"),
        ]
        .map(|(kind, number)| Number {
            kind,
            number: number.to_owned(),
        })
        .to_vec(),
        emails: vec!["zoe@example.com".to_owned()],
        note: "two\nlines".to_owned(),
        ..Contact::default()
    };
    let bob = Contact {
        family: "Smith".to_owned(),
        given: "Bob".to_owned(),
        ..bob()
    };
    let before = Store::without_file(vec![bob, zoe]).book();
    let contacts: Vec<Contact> = before
        .entries()
        .iter()
        .map(|entry| entry.contact.clone())
        .collect();
    let file = folder.0.join("export.vcf");
    contacts::export(&file, &contacts).expect("it can be written");
    let mut other = Store::new(folder.own(), []);
    let done = other.import(&file).expect("it is read");
    assert_eq!((done.added, done.skipped), (2, 0));
    let after: Vec<Contact> = other
        .book()
        .entries()
        .iter()
        .map(|entry| entry.contact.clone())
        .collect();
    assert_eq!(after, contacts);
    let again = other.import(&file).expect("it is read");
    assert_eq!((again.added, again.completed, again.known), (0, 0, 2));
    let refused = contacts::export(&file, &contacts);
    assert!(matches!(refused, Err(StoreError::Unwritable { .. })));
}
