//! The configuration file, `newscheck.toml`: what may stand in it, where it is found, and what is wrong with
//! it. What it means together with the arguments is settled in `settings` and `rule_sets`.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use toml::Spanned;

use crate::cli::args::FailOn;
use crate::cli::nearest::nearest;
use crate::input::discover::{absolute, cause};
use crate::model::{CheckKind, Severity};

/// The name of the file.
pub const NAME: &str = "newscheck.toml";

/// Bytes beyond which a file is no configuration.
const LARGEST: u64 = 4 << 20;

/// A configuration as it was read.
#[derive(Debug)]
pub struct ConfigFile {
    /// Where it stands, as it was found or given.
    pub path: PathBuf,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// What it says.
    pub table: Table,
    text: String,
}

/// What `newscheck.toml` may say. Run settings hold for a whole run; rule settings (`select`, `ignore`,
/// `severity`, `per-file`) for the articles to which this file is the nearest. Nothing here can turn on the
/// network, private hosts or fixes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Table {
    /// Exit with 1 for findings of this severity or above (default: warning).
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Checks that may not be left out: a run that leaves one out exits with 1.
    #[schemars(with = "Option<Vec<CheckKind>>")]
    pub require: Option<Spanned<Vec<CheckKind>>>,
    /// In folders, check the files that match; paths count from this file's folder.
    #[schemars(with = "Option<Vec<String>>")]
    pub include: Option<Spanned<Vec<String>>>,
    /// In folders, skip files and folders that match; paths count from this file's folder.
    #[schemars(with = "Option<Vec<String>>")]
    pub exclude: Option<Spanned<Vec<String>>>,
    /// A file of findings that are known and not reported, from this file's folder.
    #[schemars(with = "Option<PathBuf>")]
    pub baseline: Option<Spanned<PathBuf>>,
    /// Run only these rules: codes, prefixes (CIT), names or ALL.
    #[schemars(with = "Option<Vec<String>>")]
    pub select: Option<Spanned<Vec<Spanned<String>>>>,
    /// Do not run these rules.
    #[schemars(with = "Option<Vec<String>>")]
    pub ignore: Option<Spanned<Vec<Spanned<String>>>>,
    /// Report a rule (code or name) at this severity.
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: BTreeMap<String, Spanned<Severity>>,
    /// Rule settings for the files that match a pattern; paths count from this file's folder. Where several
    /// match, the later ones win.
    #[schemars(with = "BTreeMap<String, PerFile>")]
    pub per_file: BTreeMap<String, Spanned<PerFile>>,
    /// How to ask servers in a run with `--online`.
    pub online: OnlineTable,
    /// The archive of captures.
    pub archive: ArchiveTable,
}

/// Rule settings for the files that match a pattern.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PerFile {
    /// Run these rules too.
    #[schemars(with = "Vec<String>")]
    pub select: Vec<Spanned<String>>,
    /// Do not run these rules.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// Report a rule at this severity.
    #[schemars(with = "BTreeMap<String, Severity>")]
    pub severity: BTreeMap<String, Spanned<Severity>>,
}

/// `[online]`: as the options of the same names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct OnlineTable {
    /// Connections in all.
    #[schemars(with = "Option<usize>")]
    pub max_connections: Option<Spanned<usize>>,
    /// Connections to one host.
    #[schemars(with = "Option<usize>")]
    pub host_connections: Option<Spanned<usize>>,
    /// Time for one answer: 20s, 1m.
    #[schemars(with = "Option<String>")]
    pub timeout: Option<Spanned<String>>,
    /// Time for all answers.
    #[schemars(with = "Option<String>")]
    pub deadline: Option<Spanned<String>>,
    /// Further attempts after a time-out, a reset, 429 and 5xx.
    #[schemars(with = "Option<u32>")]
    pub retries: Option<Spanned<u32>>,
    /// The longest time that is waited when a server says to come back later.
    #[schemars(with = "Option<String>")]
    pub patience: Option<Spanned<String>>,
    /// Send this as User-Agent.
    #[schemars(with = "Option<String>")]
    pub user_agent: Option<Spanned<String>>,
    /// Whether robots.txt is asked first.
    #[schemars(with = "Option<bool>")]
    pub respect_robots: Option<Spanned<bool>>,
    /// How long a link found alive is not asked for again.
    #[schemars(with = "Option<String>")]
    pub cache_age: Option<Spanned<String>>,
}

/// `[archive]`
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ArchiveTable {
    /// The folder of the archive that `newscheck archive` uses, from this file's folder.
    #[schemars(with = "Option<PathBuf>")]
    pub folder: Option<Spanned<PathBuf>>,
    /// Who is responsible for what is captured.
    #[schemars(with = "Option<String>")]
    pub operator: Option<Spanned<String>>,
}

impl ConfigFile {
    /// Reads a file. An error names the file, the line and, for a wrong name, the one that is meant.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let reading = |words: String| anyhow!("reading {}: {words}", path.display());
        let data = fs::metadata(path).map_err(|error| reading(cause(&error)))?;
        if data.is_dir() {
            return Err(reading("is a directory".to_owned()));
        }
        if data.len() > LARGEST {
            return Err(reading("too large for a configuration".to_owned()));
        }
        let bytes = fs::read(path).map_err(|error| reading(cause(&error)))?;
        let text = String::from_utf8(bytes)
            .map_err(|error| reading(format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to())))?;
        let folder = absolute(path).parent().unwrap_or(Path::new("/")).to_owned();
        match toml::from_str::<Table>(text.trim_start_matches('\u{feff}')) {
            Ok(table) => Ok(Self { path: path.to_owned(), folder, table, text }),
            Err(error) => {
                let place = error.span().map(|span| place_of(&text, span.start)).unwrap_or_default();
                bail!("{}{place}: {}", path.display(), explained(error.message()))
            }
        }
    }

    /// `newscheck.toml:3`, for a span of the file.
    pub fn place(&self, span: Range<usize>) -> String {
        let line = self.text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1);
        format!("{}:{line}", self.path.display())
    }

    /// A path that the file gives, from its own folder.
    pub fn resolve(&self, path: &Path) -> PathBuf {
        let shown = self.path.parent().unwrap_or(Path::new(""));
        shown.join(path)
    }
}

/// `:line:column`
fn place_of(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!(":{line}:{column}")
}

/// The words of an error, with the nearest of the names that were expected where one is unknown.
fn explained(message: &str) -> String {
    let message = message.trim().replace('\n', " ");
    let Some(rest) =
        message.strip_prefix("unknown field `").or_else(|| message.strip_prefix("unknown variant `"))
    else {
        return message;
    };
    let mut names = rest.split('`').step_by(2);
    let given = names.next().unwrap_or("");
    let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
    let what = if message.starts_with("unknown field") { "setting" } else { "value" };
    match nearest(given, known.iter().copied()) {
        Some(near) => format!("no {what} `{given}`; did you mean `{near}`?"),
        None => format!("no {what} `{given}`: there are {}", known.join(", ")),
    }
}

/// The nearest `newscheck.toml` from a folder upward. The search ends at a repository's root.
pub fn find_above(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(NAME);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The JSON Schema (2020-12) of the file.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Table).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), json!(NAME));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> anyhow::Result<ConfigFile> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, text).unwrap();
        ConfigFile::read(&path)
            .map_err(|error| anyhow!(error.to_string().replace(&*folder.path().to_string_lossy(), "")))
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_the_name_that_is_meant() {
        let table = [
            ("fail-onn = \"error\"", "/newscheck.toml:1:1: no setting `fail-onn`; did you mean `fail-on`?"),
            ("\nfail-on = \"errors\"", "/newscheck.toml:2:11: no value `errors`; did you mean `error`?"),
            (
                "[per-file.\"*.md\"]\nignor = []",
                "/newscheck.toml:2:1: no setting `ignor`; did you mean `ignore`?",
            ),
            ("[online]\nonline = true", "/newscheck.toml:2:1: no setting `online`: there are "),
            ("allow-private = true", "/newscheck.toml:1:1: no setting `allow-private`: there are "),
            ("fix = true", "/newscheck.toml:1:1: no setting `fix`: there are "),
            ("select = \"CIT\"", "/newscheck.toml:1:10: invalid type: string \"CIT\", expected a sequence"),
            ("select = [", "/newscheck.toml:1:11: "),
            ("<html>", "/newscheck.toml:1:7: key with no value"),
            ("require = [\"link\"]", "/newscheck.toml:1:12: no value `link`; did you mean `links`?"),
        ];
        for (text, expected) in table {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = "fail-on = \"error\"\nselect = [\"CIT\"]\n[severity]\nRES001 = \"error\"\n[per-file]\n\"drafts/*\" = { ignore = [\"CIT001\"] }\n[online]\ntimeout = \"5s\"\n[archive]\nfolder = \"kept\"\n";
        let file = read(text).unwrap();
        assert_eq!(file.table.per_file["drafts/*"].get_ref().ignore[0].get_ref(), "CIT001");
        assert!(file.place(file.table.select.as_ref().unwrap().span()).ends_with("newscheck.toml:2"));
        assert!(file.resolve(Path::new("b.json")).ends_with("b.json"));
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, b"select = [\xff]").unwrap();
        assert!(ConfigFile::read(&path).unwrap_err().to_string().ends_with("not UTF-8 at byte 10"));
        assert!(ConfigFile::read(folder.path()).unwrap_err().to_string().ends_with("is a directory"));
    }

    #[test]
    fn the_search_ends_at_a_repository() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("repository/articles");
        fs::create_dir_all(&inner).unwrap();
        fs::write(folder.path().join(NAME), "").unwrap();
        assert_eq!(find_above(&inner), Some(folder.path().join(NAME)));
        fs::create_dir(folder.path().join("repository/.git")).unwrap();
        assert_eq!(find_above(&inner), None);
        fs::write(folder.path().join("repository").join(NAME), "").unwrap();
        assert_eq!(find_above(&inner), Some(folder.path().join("repository").join(NAME)));
    }

    #[test]
    fn the_schema_names_every_setting() {
        let schema = schema();
        for name in ["fail-on", "require", "select", "per-file", "online", "archive", "baseline"] {
            assert!(schema["properties"].get(name).is_some(), "{name}");
        }
        assert_eq!(schema["additionalProperties"], json!(false));
    }
}
