//! What the configuration file says of numbers and contacts.

use std::fs;
use std::path::{Path, PathBuf};

use numbers::{Dialling, Emergency, Letters, Rule, application_dial_rules};
use serde::{Deserialize, Deserializer, de};

use crate::config::data_folder;
use crate::dialling_now::RulesFile;

/// What becomes of numbers before they are dialled: the table `dialling`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DiallingTable {
    /// Links are dialled at once, instead of being offered.
    pub(crate) dial_links: bool,
    /// Rules, in the order in which they are looked at.
    pub(crate) rule: Vec<Rule>,
    /// A call manager's file of application dial rules, which come after those.
    pub(crate) rules_file: Option<PathBuf>,
    /// Further numbers that no rule changes.
    #[serde(deserialize_with = "emergency_numbers")]
    pub(crate) emergency: Vec<String>,
    /// What letters in a number are.
    pub(crate) letters: Letters,
}

/// The address book: the table `contacts`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ContactsTable {
    /// The file of the own book.
    pub(crate) file: Option<PathBuf>,
    /// Further books, which are only read.
    pub(crate) books: Vec<PathBuf>,
}

impl DiallingTable {
    /// How numbers are dialled; paths are taken from the folder of the configuration file. A
    /// file of rules that cannot be read is given as such, and dialling goes on without it.
    pub(crate) fn dialling(&self, config: Option<&Path>) -> (Dialling, Option<RulesFile>) {
        let mut rules = self.rule.clone();
        let file = self.rules_file.as_ref().map(|file| {
            let path = beside(config, file);
            let read = fs::read_to_string(&path).map_err(|error| error.to_string());
            let read = read
                .and_then(|text| application_dial_rules(&text).map_err(|error| error.to_string()));
            let rules = read.map(|more| {
                let count = more.len();
                rules.extend(more);
                count
            });
            RulesFile { path, rules }
        });
        let dialling = Dialling::default()
            .with_rules(rules)
            .with_emergency(Emergency::with(&self.emergency))
            .with_letters(self.letters);
        (dialling, file)
    }
}

impl ContactsTable {
    /// The file of the own book; nothing where the platform has no place for such.
    pub(crate) fn own(&self, config: Option<&Path>) -> Option<PathBuf> {
        match &self.file {
            Some(file) => Some(beside(config, file)),
            None => Some(data_folder()?.join("contacts.vcf")),
        }
    }

    /// The files of the further books.
    pub(crate) fn others(&self, config: Option<&Path>) -> Vec<PathBuf> {
        let books = self.books.iter();
        books.map(|book| beside(config, book)).collect()
    }
}

/// A path of the configuration file: from its folder, or from home.
fn beside(config: Option<&Path>, path: &Path) -> PathBuf {
    if let Ok(rest) = path.strip_prefix("~")
        && let Ok(home) = etcetera::home_dir()
    {
        return home.join(rest);
    }
    match config.and_then(Path::parent) {
        Some(folder) => folder.join(path),
        None => path.to_owned(),
    }
}

/// A number that is none would never be recognised when it is dialled.
fn emergency_numbers<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let numbers = Vec::<String>::deserialize(from)?;
    match numbers.iter().find(|text| !Emergency::takes(text)) {
        Some(wrong) => Err(de::Error::custom(format!(
            "`{wrong}` is no emergency number; write its digits, like 9911"
        ))),
        None => Ok(numbers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emergency_number_that_can_never_be_dialled_is_refused() {
        let table = |text: &str| toml::from_str::<DiallingTable>(text);
        assert!(table("emergency = [\"9-911\", \"\"]").is_ok());
        let error = table("emergency = [\"9911\", \"nine\"]").expect_err("it is none");
        assert!(
            error.to_string().contains("`nine` is no emergency number"),
            "{error}"
        );
    }

    #[test]
    fn rules_of_the_file_come_after_those_of_the_configuration() {
        let folder = std::env::temp_dir().join(format!("offhook-rules-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("temporary folders can be made");
        let rules = "<DialRules><DialRule BeginsWith=\"+\" NumDigits=\"\" DigitsToRemove=\"1\" \
                     PrefixWith=\"9011\"/></DialRules>";
        fs::write(folder.join("rules.xml"), rules).expect("it can be written");
        let table: DiallingTable = toml::from_str(
            "rules_file = \"rules.xml\"\nemergency = [\"0112\"]\nletters = \"name\"\n\
             [[rule]]\nname = \"home\"\npattern = \"+49!\"\nreplace = \"0$1\"\n\
             [[rule]]\nlength = 4\nprefix = \"7\"\n",
        )
        .expect("it is right");
        let (dialling, file) = table.dialling(Some(&folder.join("config.toml")));
        assert_eq!(file.map(|file| file.rules), Some(Ok(1)));
        let number = |text: &str| dialling.prepare(text).map(|prepared| prepared.number);
        assert_eq!(number("+49 30 1").as_deref(), Some("0301"));
        assert_eq!(number("+1 555 0100").as_deref(), Some("901115550100"));
        assert_eq!(number("1003").as_deref(), Some("71003"));
        assert_eq!(number("0112").as_deref(), Some("0112"));
        assert_eq!(dialling.letters(), Letters::Name);
        let (gone, _) = table.dialling(Some(Path::new("/nonexistent/config.toml")));
        assert!(gone.prepare("+49 30 1").is_some(), "dialling goes on");
        fs::remove_dir_all(&folder).expect("it was made here");
    }

    #[test]
    fn books_stand_beside_the_configuration_file() {
        let table: ContactsTable =
            toml::from_str("file = \"mine.vcf\"\nbooks = [\"/firm.vcf\", \"team.vcf\"]")
                .expect("it is right");
        let config = Some(Path::new("/etc/offhook/config.toml"));
        assert_eq!(table.own(config), Some("/etc/offhook/mine.vcf".into()));
        let others = ["/firm.vcf", "/etc/offhook/team.vcf"].map(PathBuf::from);
        assert_eq!(table.others(config), others);
        let wrong = "[[rule]]\npattern = \"1x?\"\nreplace = \"2\"";
        assert!(toml::from_str::<DiallingTable>(wrong).is_err());
    }
}
