//! The article that a call is about: given as text or by path, read, and the report on it.

use std::path::{Path, PathBuf};

use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::input::{LoadOptions, RawInput};
use crate::mcp::setup::RuleChoice;
use crate::mcp::tools::tool::Call;
use crate::model::{Article, Demand, FileReport, Outcome, Source};
use crate::pipeline::check::{Plan, Taken, check_input};

/// The mark that makes bytes UTF-8 whatever a text declares. Spans count behind it.
pub const MARK: &str = "\u{feff}";

/// Which article.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct Given {
    /// The article itself: text, Markdown, reStructuredText or HTML. Either this or path.
    #[serde(default)]
    text: Option<String>,
    /// A file in a folder that may be read: text, web page, Word document, PDF, EPUB, mail, web archive.
    #[serde(default)]
    path: Option<String>,
    /// A file name for text: its ending tells the format (draft.md, page.html).
    #[serde(default)]
    name: Option<String>,
    /// Of a file with several articles, the 0-based number of the one. Default 0.
    #[serde(default)]
    member: Option<usize>,
}

/// An article's bytes, before they are read.
pub struct Bytes {
    name: String,
    path: PathBuf,
    /// All of them.
    pub bytes: Vec<u8>,
    member: usize,
}

/// What was read.
pub struct Read {
    /// The report on the article.
    pub report: FileReport,
    /// How many articles there are.
    pub members: usize,
}

impl Given {
    /// Its bytes.
    pub fn bytes(self, call: &Call<'_>) -> Result<Bytes, String> {
        let member = self.member.unwrap_or(0);
        match (self.text, self.path) {
            (Some(text), None) => {
                let name = self.name.unwrap_or_else(|| "text".to_owned());
                // A name tells the format and finds settings; no file is read by it.
                let name = Path::new(&name).file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text);
                let bytes = format!("{MARK}{text}").into_bytes();
                Ok(Bytes { path: PathBuf::from(&name), name, bytes, member })
            }
            (None, Some(path)) => {
                let allowed = call.fence.read(&path)?;
                Ok(Bytes { name: path, path: allowed.path, bytes: allowed.bytes, member })
            }
            _ => Err("give either text or path".to_owned()),
        }
    }
}

impl Bytes {
    /// A plan to check it by the rules of its settings.
    pub fn plan(&self, call: &Call<'_>, choice: &RuleChoice, demand: Demand) -> Result<Plan, String> {
        let rules = call.setup.settle.rules(&self.path, choice)?;
        Ok(Plan::new(LoadOptions { demand, ..LoadOptions::default() }, rules, Utc::now()))
    }

    /// As the pipeline takes it.
    pub fn input(&self) -> RawInput<'_> {
        let source = Source { path: self.name.clone(), ..Source::default() };
        RawInput { source, bytes: &self.bytes, first_index: 0 }
    }

    /// The report on the article.
    pub fn report(&self, plan: &Plan) -> Result<Read, String> {
        let (mut members, mut wanted) = (0, None);
        check_input(&self.input(), plan, Taken::Named, &mut |report| {
            if members == self.member {
                wanted = Some(report);
            }
            members += 1;
        });
        let report = wanted
            .ok_or_else(|| format!("{}: there is no article {}, of {members}", self.name, self.member))?;
        Ok(Read { report, members })
    }

    /// The article alone, by no rule, and how many articles there are. Its addresses are as they are written:
    /// to be asked for.
    pub fn cited(&self) -> Result<(Article, usize), String> {
        self.read(Demand::ARTICLE, |report| report)
    }

    /// The same to be shown: what its addresses give away is stars.
    pub fn article(&self, demand: Demand) -> Result<(Article, usize), String> {
        self.read(Demand::ARTICLE | demand, |report| report.without_secrets().unwrap_or(report))
    }

    fn read(
        &self,
        demand: Demand,
        shown: impl FnOnce(FileReport) -> FileReport,
    ) -> Result<(Article, usize), String> {
        let load = LoadOptions { demand, ..LoadOptions::default() };
        let Read { report, members } = self.report(&Plan::new(load, Vec::new(), Utc::now()))?;
        match shown(report).outcome {
            Outcome::Article(article) => Ok((*article, members)),
            Outcome::Unreadable(fault) => Err(format!("{}: {}", self.name, fault.message)),
            Outcome::Skipped => Err(format!("{}: no article", self.name)),
        }
    }
}
