//! The arguments as they are given. What they mean together is settled in `settings`.

pub mod archive;
pub mod choices;
pub mod evidence;
pub mod hints;
pub mod init;
pub mod servers;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::model::Format;
use crate::render::{RECORDS, REPORTS, Render};

pub use choices::{Color, FailOn};

/// Checks that the citations of saved news articles hold: every `[n]` leads to a source, and every source is
/// cited.
///
/// It reads plain text, Markdown, reStructuredText, HTML, web pages saved as one file (MHTML), Word
/// documents, web archives (WARC, WACZ) and its own records, offline.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check articles: dangling and unused citations, malformed addresses, missing metadata
    #[command(
        after_help = "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 something could not be run or read, 130 interrupted.\n\nExamples:\n  newscheck verify article.txt\n  newscheck verify articles/ --format json --output report.json\n  newscheck verify --select CIT,REF --quiet articles/\n  newscheck verify --diff articles/ | less\n  cat article.md | newscheck verify - --stdin-name article.md"
    )]
    Verify(Box<Verify>),
    /// Check again what changes, until Ctrl-C; with --open also as a page that follows
    #[command(
        after_help = "Files and folders are checked at once and after every change: saved, added, removed, renamed. Nothing goes online, and no file is changed.\n\nExamples:\n  newscheck watch drafts/\n  newscheck watch drafts/ --open --port 8181"
    )]
    Watch(Box<servers::Watch>),
    /// Print the structured records of articles
    Parse(Parse),
    /// List the addresses that articles cite; with --online, what became of each
    #[command(
        after_help = "Exit codes: 0 every link has a verdict and none is dead, 1 a link is dead or a soft 404, 2 something could not be run or read, 130 interrupted.\n\nExamples:\n  newscheck links article.txt\n  newscheck links --online articles/ --format csv --output links.csv\n  newscheck links --online --urls-from urls.txt --format json"
    )]
    Links(Links),
    /// Print what the sources of articles say of each cited sentence: quotations, figures, names, words
    #[command(
        after_help = "A verdict is about words: none says true or false, and a high score is no praise.\n\nExit codes: 0 done, 2 something could not be run or read, 130 interrupted.\n\nExamples:\n  newscheck evidence article.txt --source 1=council.html --source 2=ferry.txt\n  newscheck evidence article.txt --archive .newscheck\n  newscheck evidence --online article.txt --format json"
    )]
    Evidence(evidence::Evidence),
    /// Keep articles and their sources in a web archive (WARC), and read it
    Archive(archive::Archive),
    /// Carry what checkers decided over to a later version of their articles
    Worksheet(Worksheet),
    /// Serve an editor: findings while an article is written (language server over stdin and stdout)
    #[command(
        after_help = "Editors start it by themselves; docs/editors.md has their settings. Nothing goes online unless the editor asks for it by the command newscheck.checkOnline.\n\nExit codes: 0 ended by shutdown and exit, 1 the editor went away."
    )]
    Lsp(servers::Lsp),
    /// Serve an agent: tools that check articles, citations, claims and links (MCP over stdin and stdout)
    #[command(
        after_help = "Agents start it by themselves; docs/agents.md has their settings. Files are read in the folders of --root, or in those that the client names as its roots; addresses are asked for with --online only.\n\nExamples:\n  newscheck mcp --root articles/\n  newscheck mcp --root articles/ --archive .newscheck --online"
    )]
    Mcp(Box<servers::Mcp>),
    /// List the rules, or explain one
    Rules(Rules),
    /// Write a newscheck.toml with all settings, and on request what CI needs
    #[command(
        after_help = "No file is written over: what one that is there needs is printed.\n\nExamples:\n  newscheck init\n  newscheck init --github --pre-commit"
    )]
    Init(init::Init),
    /// Print the settings that hold for a file, and where each comes from
    Config(ConfigArgs),
    /// Print the JSON Schema of the article record, the report or the configuration file
    Schema(Schema),
    /// Print a script that completes commands and options in a shell
    #[command(
        after_help = "Example:\n  newscheck completions bash > ~/.local/share/bash-completion/completions/newscheck"
    )]
    Completions(Completions),
    /// Print the manual page of newscheck, or of one of its commands
    #[command(
        after_help = "Examples:\n  newscheck man | man -l -\n  newscheck man archive add > ~/.local/share/man/man1/newscheck-archive-add.1"
    )]
    Man(Man),
}

/// `newscheck verify`
#[derive(Debug, ClapArgs)]
pub struct Verify {
    /// Which inputs.
    #[command(flatten)]
    pub input: Input,
    /// Where the report goes.
    #[command(flatten)]
    pub output: Output,
    /// Go on where an interrupted run stopped; FILE keeps what is finished (ndjson with --output)
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub resume: Option<PathBuf>,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Whether faults are mended.
    #[command(flatten)]
    pub fix: Fix,
    /// How to ask for the cited links.
    #[command(flatten)]
    pub online: Online,
    /// Compare with the captures of an archive; with --online, capture the sources into it
    #[arg(long, value_name = "DIR", env = "NEWSCHECK_ARCHIVE", help_heading = "Archive")]
    pub archive: Option<PathBuf>,
    /// Who is responsible for what is captured: written into the archive
    #[arg(long, value_name = "NAME", requires = "archive", help_heading = "Archive")]
    pub operator: Option<String>,
    /// Where the texts of sources are.
    #[command(flatten)]
    pub sources: SourceArgs,
    /// Exit with 1 for findings of this severity or above (default: warning)
    #[arg(long, value_name = "LEVEL", help_heading = "Rules")]
    pub fail_on: Option<FailOn>,
    /// Exit with 1 where one of these checks was left out for a link or citation: links, evidence
    #[arg(
        long,
        value_name = "CHECKS",
        value_delimiter = ',',
        value_parser = hints::checks(),
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    pub require: Vec<String>,
    /// Do not report the findings that a file lists
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub baseline: Option<PathBuf>,
    /// Write the findings into the baseline file instead of failing by them
    #[arg(long, help_heading = "Rules")]
    pub write_baseline: bool,
    /// How findings are written.
    #[arg(
        long,
        value_name = "FORMAT",
        help = one_of("Report", REPORTS),
        default_value = "text",
        value_parser = hints::reports(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub format: String,
    /// Print only these fields of each article (json and ndjson)
    #[arg(
        long,
        value_name = "FIELDS",
        value_delimiter = ',',
        value_parser = hints::report_fields(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub fields: Vec<String>,
    /// Write a further report: FORMAT=FILE (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output")]
    pub report: Vec<String>,
    /// The clock for rules about dates, RFC 3339 (default: now)
    #[arg(long, value_name = "TIME", help_heading = "Rules")]
    pub now: Option<String>,
}

/// Texts of sources that the user has.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct SourceArgs {
    /// Compare the sentences that cite a label with a file: LABEL=FILE (repeatable)
    #[arg(long, value_name = "LABEL=FILE", help_heading = "Sources")]
    pub source: Vec<String>,
    /// Compare with the files of a folder, named for a label (1.html) or for the SHA-256 of a cited address
    #[arg(long, value_name = "DIR", help_heading = "Sources")]
    pub sources: Option<PathBuf>,
    /// Ask a program about the sentences that end up unsure; it is run without a shell, and its answers
    /// stand beside the verdicts
    #[arg(long, value_name = "COMMAND", help_heading = "Sources")]
    pub judge: Option<String>,
    /// Time for one answer of the judge: 20s, 2m (default: 60s)
    #[arg(long, value_name = "TIME", requires = "judge", help_heading = "Sources")]
    pub judge_timeout: Option<String>,
}

/// Whether faults are mended where they can be. No configuration turns this on.
#[derive(Debug, ClapArgs)]
pub struct Fix {
    /// Mend what has one right answer, in place; the report is on what is left. With `-`, print the mended
    /// text and report on stderr
    #[arg(long, group = "mend", help_heading = "Fix")]
    pub fix: bool,
    /// Print what --fix would change as a unified diff and write nothing; exit with 1 if it would change
    /// anything
    #[arg(long, group = "mend", conflicts_with_all = ["report", "write_baseline"], help_heading = "Fix")]
    pub diff: bool,
    /// Also apply fixes that want a look: dropping sources that are never cited, numbering anew
    #[arg(long, requires = "mend", help_heading = "Fix")]
    pub unsafe_fixes: bool,
}

/// Which rules run.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct RuleArgs {
    /// Run only these rules: codes, prefixes (CIT), names or ALL
    #[arg(
        long,
        value_name = "RULES",
        value_delimiter = ',',
        value_parser = hints::selectors(),
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    pub select: Vec<String>,
    /// Do not run these rules
    #[arg(
        long,
        value_name = "RULES",
        value_delimiter = ',',
        value_parser = hints::selectors(),
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    pub ignore: Vec<String>,
    /// Report a rule as error, warning, info or off
    #[arg(long, value_name = "CODE=LEVEL", value_delimiter = ',', help_heading = "Rules")]
    pub severity: Vec<String>,
}

/// `newscheck parse`
#[derive(Debug, ClapArgs)]
pub struct Parse {
    /// Which inputs.
    #[command(flatten)]
    pub input: Input,
    /// Where the records go.
    #[command(flatten)]
    pub output: Output,
    /// How records are written.
    #[arg(
        long,
        value_name = "FORMAT",
        help = one_of("Record", RECORDS),
        default_value = "json",
        value_parser = hints::records(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub format: String,
    /// Print only these fields of each record (json and ndjson)
    #[arg(
        long,
        value_name = "FIELDS",
        value_delimiter = ',',
        value_parser = hints::fields(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub fields: Vec<String>,
    /// Also tell what was offered for each field (with --fields, for these), what became of it, and how the
    /// body was chosen; not in Markdown
    #[arg(long, help_heading = "Output")]
    pub explain: bool,
    /// Go on where an interrupted run stopped; FILE keeps what is finished (ndjson with --output)
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub resume: Option<PathBuf>,
}

/// `newscheck links`
#[derive(Debug, ClapArgs)]
pub struct Links {
    /// Which inputs.
    #[command(flatten)]
    pub input: Input,
    /// Take further addresses from a file, one a line (`-` for standard input)
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub urls_from: Vec<PathBuf>,
    /// How to ask for them.
    #[command(flatten)]
    pub online: Online,
    /// Where the list goes.
    #[command(flatten)]
    pub output: Output,
    /// List format: text, json, ndjson or csv
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        value_parser = hints::links(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub format: String,
}

/// `newscheck worksheet`
#[derive(Debug, ClapArgs)]
pub struct Worksheet {
    /// What to do.
    #[command(subcommand)]
    pub command: WorksheetCommand,
}

/// The commands of `worksheet`.
#[derive(Debug, Subcommand)]
pub enum WorksheetCommand {
    /// Print the worksheet of the articles as they are now, with the decisions of an older one
    #[command(
        after_help = "A decision stands while the words of its sentence do. A sentence that changed is open again, with a note; a sentence that is gone is named on standard error.\n\nExamples:\n  newscheck verify articles/ --format worksheet-csv --output sheet.csv\n  newscheck worksheet merge sheet.csv articles/ --output sheet-2.csv"
    )]
    Merge(Merge),
}

/// `newscheck worksheet merge`
#[derive(Debug, ClapArgs)]
pub struct Merge {
    /// The worksheet with decisions: CSV, as a spreadsheet saved it
    #[arg(value_name = "FILE")]
    pub worksheet: PathBuf,
    /// Which articles.
    #[command(flatten)]
    pub input: Input,
    /// Where the worksheet goes.
    #[command(flatten)]
    pub output: Output,
}

/// Whether and how to go online.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Online {
    /// Ask for the cited links; a URL may then be given instead of a file
    #[arg(long, help_heading = "Online")]
    pub online: bool,
    /// How.
    #[command(flatten)]
    pub fetch: Fetch,
    /// How long a link found alive is not asked for again (default: 1d); dead ones a quarter of it, blocked
    /// ones an hour of each day
    #[arg(long, value_name = "TIME", help_heading = "Online")]
    pub cache_age: Option<String>,
    /// Neither use nor keep verdicts of other runs
    #[arg(long, help_heading = "Online")]
    pub no_cache: bool,
    /// Look up captures of dead links in the Internet Archive, or in another archive (a TimeGate's URL). This
    /// tells the archive what the articles cite
    #[arg(
        long,
        value_name = "URL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "https://web.archive.org/web/",
        help_heading = "Online"
    )]
    pub memento: Option<String>,
}

/// How to ask servers.
#[derive(Clone, Debug, Default, PartialEq, ClapArgs)]
pub struct Fetch {
    /// Connections in all (default: 256; where pages are kept, as by `archive add`, 24)
    #[arg(long, value_name = "N", help_heading = "Online")]
    pub max_connections: Option<usize>,
    /// Connections to one host (default: 10)
    #[arg(long, value_name = "N", help_heading = "Online")]
    pub host_connections: Option<usize>,
    /// Time for one answer: 20s, 1m (default: 10s)
    #[arg(long, value_name = "TIME", help_heading = "Online")]
    pub timeout: Option<String>,
    /// Time for all answers; what is not known then is unreachable
    #[arg(long, value_name = "TIME", help_heading = "Online")]
    pub deadline: Option<String>,
    /// Further attempts after a time-out, a reset, 429 and 5xx (default: 2)
    #[arg(long, value_name = "N", help_heading = "Online")]
    pub retries: Option<u32>,
    /// The longest time that is waited when a server says to come back later (default: 10s); a link that
    /// needs more is blocked
    #[arg(long, value_name = "TIME", help_heading = "Online")]
    pub patience: Option<String>,
    /// Ask addresses in private networks too: all, or only in these (10.1.0.0/16)
    #[arg(
        long,
        value_name = "NET",
        num_args = 0..,
        require_equals = true,
        value_delimiter = ',',
        default_missing_value = "all",
        help_heading = "Online"
    )]
    pub allow_private: Vec<String>,
    /// Trust the certificates in a PEM file too
    #[arg(long, value_name = "FILE", help_heading = "Online")]
    pub ca_file: Vec<PathBuf>,
    /// Send cookies from a file in Netscape's format, as browsers export it
    #[arg(long, value_name = "FILE", help_heading = "Online")]
    pub cookies: Option<PathBuf>,
    /// Send a header with every request: 'Name: value'
    #[arg(long, value_name = "HEADER", help_heading = "Online")]
    pub header: Vec<String>,
    /// Ask each host's robots.txt first, and leave out what it does not allow, requisites of pages too.
    /// Without it newscheck opens the pages that are cited by name, as a reader does
    #[arg(long, help_heading = "Online")]
    pub respect_robots: bool,
    /// Send this as User-Agent in place of newscheck's own: `browser` for a browser's
    #[arg(long, value_name = "NAME", help_heading = "Online")]
    pub user_agent: Option<String>,
}

/// `newscheck rules`
#[derive(Debug, ClapArgs)]
pub struct Rules {
    /// The rule to explain: its code or name
    #[arg(value_parser = hints::rules(), hide_possible_values = true)]
    pub rule: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

/// `newscheck config`
#[derive(Debug, ClapArgs)]
pub struct ConfigArgs {
    /// The file; it need not exist
    #[arg(value_name = "PATH", default_value = "article.txt")]
    pub path: PathBuf,
    /// Which rules the command line would ask for.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Take all settings from this file (default: the nearest newscheck.toml)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

/// `newscheck schema`
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Which schema
    #[arg(value_enum, default_value_t = SchemaName::Article)]
    pub name: SchemaName,
}

/// `newscheck completions`
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// `newscheck man`
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The command, as in `archive add`; none for the page of newscheck itself
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

/// Which inputs, and how they are read.
#[derive(Clone, Debug, ClapArgs)]
pub struct Input {
    /// Files and folders; `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read further paths from a file, one a line (`-` for standard input)
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub files_from: Option<PathBuf>,
    /// The paths of --files-from end in NUL, not in line ends
    #[arg(short = '0', long, requires = "files_from", help_heading = "Input")]
    pub null: bool,
    /// In folders, check the files that match (default: those with known endings)
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    pub include: Vec<String>,
    /// In folders, skip files and folders that match
    #[arg(long, value_name = "GLOB", help_heading = "Input")]
    pub exclude: Vec<String>,
    /// In folders, check hidden files too
    #[arg(long, help_heading = "Input")]
    pub hidden: bool,
    /// In folders, do not obey .gitignore and .ignore
    #[arg(long, help_heading = "Input")]
    pub no_ignore: bool,
    /// Read every input as this format instead of going by name and content
    #[arg(long, value_name = "FORMAT", value_enum, help_heading = "Input")]
    pub input_format: Option<Format>,
    /// The name that standard input goes by; its ending helps to choose the format
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub stdin_name: Option<String>,
    /// The ndjson field that holds the article (default: text, html or markdown)
    #[arg(long, value_name = "FIELD", help_heading = "Input")]
    pub text_field: Option<String>,
    /// The ndjson field that holds the id
    #[arg(long, value_name = "FIELD", default_value = "id", help_heading = "Input")]
    pub id_field: String,
    /// Files, and articles in ndjson and web archives, above this size are not read: bytes, or with KiB, MiB,
    /// GiB
    #[arg(long, value_name = "SIZE", default_value = "256MiB", help_heading = "Input")]
    pub max_file_size: String,
    /// Threads (default: one a core)
    #[arg(short, long, value_name = "N", help_heading = "Input")]
    pub jobs: Option<usize>,
    /// Take all settings from this file (default: the nearest newscheck.toml)
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub no_config: bool,
}

/// Where output goes and how it looks.
#[derive(Debug, ClapArgs)]
pub struct Output {
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Colours: auto means on a terminal without NO_COLOR
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub color: Color,
    /// Print findings only, a line each
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,
    /// Also name articles without findings and files that were skipped
    #[arg(short, long, help_heading = "Output")]
    pub verbose: bool,
}

/// `Report format: text, json or html`
fn one_of(what: &str, formats: &[&dyn Render]) -> String {
    let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
    let (last, others) = names.split_last().expect("there are formats");
    format!("{what} format: {} or {last}", others.join(", "))
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.description()))
    }
}

/// `rules --format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table, or the explanation.
    Text,
    /// An array of rules.
    Json,
}

/// `schema`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// The article record, newscheck/article/1.
    Article,
    /// The report, newscheck/report/1.
    Report,
    /// The configuration file, newscheck.toml.
    Config,
}

impl Fetch {
    /// Whether any of it was given.
    pub fn is_given(&self) -> bool {
        *self != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds_together() {
        Args::command().debug_assert();
    }
}
