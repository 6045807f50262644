//! An open document: its text, how it is checked, and the report on the version at hand. It does not say what
//! an editor is told of it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use url::Url;

use crate::input::RawInput;
use crate::lsp::text::{Encoding, Text};
use crate::model::{Article, Demand, FileReport, Fix, Format, Source};
use crate::pipeline::check::{Plan, Taken, check_first};
use crate::pipeline::fix::{self, Choice, Fixed};
use crate::pipeline::learn::Learnt;

/// How long typing must rest before a document is checked, and how long it is put off at most.
const REST: Duration = Duration::from_millis(8);
const PUT_OFF: Duration = Duration::from_millis(30);

/// The mark that makes bytes UTF-8 whatever a text declares. Spans count behind it.
const MARK: char = '\u{feff}';

/// A document that a client has opened.
pub struct Open {
    /// Its address, as the client wrote it.
    pub uri: Uri,
    /// The version that the client gave its text.
    pub version: i32,
    /// Its text, without a byte order mark.
    pub text: Text,
    /// How it is checked.
    plan: Plan,
    path: String,
    /// What the client calls its language.
    language: String,
    /// The report on this version.
    report: Option<FileReport>,
    /// Since when it is changed and unchecked, and when it was changed last.
    changed: Option<(Instant, Instant)>,
}

impl Open {
    /// Takes a document that was opened.
    pub fn new(item: TextDocumentItem, plan: Plan, encoding: Encoding) -> Self {
        let now = Instant::now();
        let text = item.text.strip_prefix(MARK).map(str::to_owned).unwrap_or(item.text);
        let mut open = Self {
            path: path_of(&item.uri),
            uri: item.uri,
            version: item.version,
            text: Text::new(text, encoding),
            plan: plan.clone(),
            language: item.language_id,
            report: None,
            changed: Some((now, now)),
        };
        open.settle(plan);
        open
    }

    /// Takes other settings.
    pub fn settle(&mut self, plan: Plan) {
        let (links, pages) = (self.plan.links.take(), self.plan.pages.take());
        self.plan = Plan { links, pages, ..plan };
        self.plan.load.format = format_of(&self.language).or(self.plan.load.format);
        self.plan.load.demand = Demand::ARTICLE | Demand::FIXES;
        if self.plan.pages.is_some() {
            self.plan.load.demand |= Demand::EVIDENCE;
        }
        self.report = None;
    }

    /// Takes a change: of parts, or of all.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        for change in changes {
            match change.range {
                Some(range) => self.text.replace(range, &change.text),
                None => {
                    let text = change.text.strip_prefix(MARK).map(str::to_owned).unwrap_or(change.text);
                    self.text = Text::new(text, self.text.encoding());
                }
            }
        }
        self.version = version;
        self.report = None;
        let now = Instant::now();
        self.changed = Some((self.changed.map_or(now, |(first, _)| first), now));
    }

    /// Takes what is known of the cited addresses.
    pub fn know(&mut self, learnt: &Learnt) {
        (self.plan.links, self.plan.pages) =
            (Some(Arc::clone(&learnt.links)), Some(Arc::clone(&learnt.pages)));
        self.plan.load.demand |= Demand::EVIDENCE;
        self.report = None;
    }

    /// When it is to be checked, where it is changed.
    pub fn due(&self) -> Option<Instant> {
        self.changed.map(|(first, last)| (last + REST).min(first + PUT_OFF))
    }

    /// The text and the report on it, which is made if it was not.
    pub fn checked(&mut self) -> (&Text, &FileReport) {
        self.changed = None;
        let made = || checked(self.text.as_str(), &self.path, &self.plan);
        (&self.text, self.report.get_or_insert_with(made))
    }

    /// The same with the article that was read from the text, where it is one.
    pub fn read(&mut self) -> Option<(&Text, &Article, &FileReport)> {
        let (text, report) = self.checked();
        Some((text, report.article()?, report))
    }

    /// The addresses that it cites.
    pub fn cited(&mut self) -> Vec<String> {
        let cited =
            self.read().map(|(_, article, _)| article.cited_urls().into_iter().map(str::to_owned).collect());
        cited.unwrap_or_default()
    }

    /// The article that another text would be in its place.
    pub fn reread(&self, text: &str) -> FileReport {
        checked(text, &self.path, &self.plan)
    }

    /// The report on the text with a change made; none where it would lose something.
    pub fn with_change(&self, change: &Fix) -> Option<FileReport> {
        fix::with_change(&input(&self.path, &marked(self.text.as_str())), &self.plan, change)
    }

    /// Its text with all safe fixes.
    pub fn fixed(&self) -> Fixed {
        let bytes = marked(self.text.as_str());
        fix::fix(&input(&self.path, &bytes), &self.plan, Taken::Named, Choice::Safe)
    }
}

fn marked(text: &str) -> Vec<u8> {
    format!("{MARK}{text}").into_bytes()
}

fn input<'b>(path: &str, bytes: &'b [u8]) -> RawInput<'b> {
    RawInput { source: Source { path: path.to_owned(), ..Source::default() }, bytes, first_index: 0 }
}

fn checked(text: &str, path: &str, plan: &Plan) -> FileReport {
    check_first(&input(path, &marked(text)), plan)
}

/// The path of an address, or the address itself: a document that was never saved has none.
pub fn path_of(uri: &Uri) -> String {
    let path = Url::parse(uri.as_str()).ok().and_then(|url| url.to_file_path().ok());
    path.map_or_else(|| uri.as_str().to_owned(), |path| path.to_string_lossy().into_owned())
}

/// The format of a language by the name that editors give it; none where names and content decide.
fn format_of(language: &str) -> Option<Format> {
    match language {
        "markdown" | "pandoc" | "quarto" | "rmd" => Some(Format::Markdown),
        "restructuredtext" | "rst" => Some(Format::Rst),
        "html" | "xhtml" => Some(Format::Html),
        _ => None,
    }
}
