//! The arguments of `newscheck archive`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use crate::cli::args::{Fetch, Input, Output};

/// `newscheck archive`
#[derive(Debug, ClapArgs)]
pub struct Archive {
    /// What to do.
    #[command(subcommand)]
    pub command: ArchiveCommand,
    /// The archive's folder (default: that of the configuration, or .newscheck)
    #[arg(long, value_name = "DIR", env = "NEWSCHECK_ARCHIVE", global = true, help_heading = "Archive")]
    pub archive: Option<PathBuf>,
    /// Who is responsible for what is captured: written into the archive
    #[arg(long, value_name = "NAME", global = true, help_heading = "Archive")]
    pub operator: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum ArchiveCommand {
    /// Store articles as they are read, and capture every source they cite
    #[command(
        after_help = "Run it again to capture again: what has not changed costs a record of a few hundred bytes.\n\nExamples:\n  newscheck archive add article.html\n  newscheck archive add --page-requisites https://example.org/news/1"
    )]
    Add(Box<Add>),
    /// Add a page, PDF or picture that you saved, as the user-supplied capture of an address
    Attach(Attach),
    /// List the articles and captures
    List(List),
    /// Print a capture
    Show(Show),
    /// Find captures by their words, the best first
    Search(Search),
    /// Show what changed between two captures, word by word
    Diff(Diff),
    /// Check every digest, length and index entry
    Check(Check),
    /// Let a time-stamping authority swear to what is in the archive now (RFC 3161)
    #[command(
        after_help = "The authority learns a digest and nothing of what it is of. `archive check --seal` verifies seals, offline.\n\nExamples:\n  newscheck archive seal\n  newscheck archive seal --tsa https://freetsa.org/tsr --ca-file cacert.pem"
    )]
    Seal(Box<Seal>),
    /// Copy the captures of WARC, ARC, WACZ and HAR files into the archive
    #[command(
        after_help = "A record is there already if a record of its id holds the same; another gets an id of its own, and both are kept. What records lack (id, time) is made up. What was made up or left out is told record by record; exit code 2 if something was left out."
    )]
    Import(Import),
    /// Pack articles with their sources as WACZ, which other tools replay
    Export(Export),
    /// Print the index of the captures (CDXJ)
    Index(Index),
    /// Serve a page on this machine to browse, search and read captures
    Serve(Serve),
}

/// `archive add`
#[derive(Debug, ClapArgs)]
pub struct Add {
    /// Which articles: files, folders, addresses.
    #[command(flatten)]
    pub input: Input,
    /// Capture what pages need to be shown, too: styles, images, fonts
    #[arg(long, help_heading = "Archive")]
    pub page_requisites: bool,
    /// How to ask for the sources.
    #[command(flatten)]
    pub fetch: Fetch,
    /// Print less
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}

/// `archive attach`
#[derive(Debug, ClapArgs)]
pub struct Attach {
    /// The address that the file stands for
    pub url: String,
    /// The file
    pub file: PathBuf,
    /// Its media type (default: by its ending)
    #[arg(long, value_name = "TYPE")]
    pub mime: Option<String>,
}

/// `archive list`
#[derive(Debug, ClapArgs)]
pub struct List {
    /// List captures of these addresses only
    pub urls: Vec<String>,
    /// List format
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT", help_heading = "Output")]
    pub format: ListFormat,
    /// Where the list goes.
    #[command(flatten)]
    pub output: Output,
}

/// `archive list --format`, `archive search --format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A line each.
    Text,
    /// One object.
    Json,
}

/// `archive show`
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// The address
    pub url: String,
    /// The capture at this time or the nearest to it (default: the last), RFC 3339 or a date
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// text: what a reader sees; html: the page; raw: the record; json: what is known of the capture
    #[arg(long, value_enum, default_value_t = ShowFormat::Text, value_name = "FORMAT", help_heading = "Output")]
    pub format: ShowFormat,
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
}

/// `archive show --format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// What a reader sees.
    Text,
    /// The body without its content coding, as bytes.
    Html,
    /// The record as it is archived.
    Raw,
    /// What is known of the capture.
    Json,
}

/// `archive search`
#[derive(Debug, ClapArgs)]
pub struct Search {
    /// The words: all must be there; "two words" stand together, word* goes on
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Captures at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// List format
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT", help_heading = "Output")]
    pub format: ListFormat,
    /// Where the list goes.
    #[command(flatten)]
    pub output: Output,
}

/// `archive diff`
#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// An address, or an article's file: then each of its sources
    pub subject: String,
    /// The earlier capture, by time (default: the first)
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// The later capture, by time (default: the last)
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
}

/// `archive check`
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Put right what is wrong, and say what was dropped
    #[arg(long)]
    pub repair: bool,
    /// Also list the runs that wrote to the archive and the certificates of hosts
    #[arg(short, long)]
    pub verbose: bool,
    /// Verify the seals, too: token, time, certificate, and every record that they name
    #[arg(long)]
    pub seal: bool,
    /// Trust the authorities in a PEM file too, beside the system's and Mozilla's
    #[arg(long, value_name = "FILE", requires = "seal")]
    pub ca_file: Vec<PathBuf>,
}

/// `archive seal`
#[derive(Debug, ClapArgs)]
pub struct Seal {
    /// The authority's address
    #[arg(
        long,
        value_name = "URL",
        env = "NEWSCHECK_TSA",
        default_value = "http://timestamp.digicert.com",
        help_heading = "Archive"
    )]
    pub tsa: String,
    /// How to ask it.
    #[command(flatten)]
    pub fetch: Fetch,
}

/// `archive import`
#[derive(Debug, ClapArgs)]
pub struct Import {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Keep records whose digests are not those of their bytes, marked as unverified
    #[arg(long)]
    pub keep_unverified: bool,
}

/// `archive export`
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// Articles by file or address, with their sources (default: everything)
    #[arg(value_name = "ARTICLE")]
    pub articles: Vec<String>,
    /// The file to write
    #[arg(short, long, value_name = "FILE.wacz")]
    pub output: PathBuf,
    /// The package's title (default: the headline)
    #[arg(long)]
    pub title: Option<String>,
}

/// `archive index`
#[derive(Debug, ClapArgs)]
pub struct Index {
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
}

/// `archive serve`
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// The port on 127.0.0.1 (0: any that is free)
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
}
