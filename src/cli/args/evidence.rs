//! `newscheck evidence`: what the sources of articles say of each cited sentence.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::{Input, Online, Output, SourceArgs, hints, one_of};
use crate::render::evidence::EVIDENCE;

/// `newscheck evidence`
#[derive(Debug, Args)]
pub struct Evidence {
    /// Which inputs.
    #[command(flatten)]
    pub input: Input,
    /// Where the texts of sources are.
    #[command(flatten)]
    pub sources: SourceArgs,
    /// Compare the claims of a file with their sources instead of articles: a JSON object a line with id,
    /// claim, context and source_text, or with source, a key of the file that --sources then names (`-` for
    /// standard input)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "source", "archive"], help_heading = "Sources")]
    pub pairs: Option<PathBuf>,
    /// Compare with the captures of an archive; with --online, capture the sources into it
    #[arg(long, value_name = "DIR", env = "NEWSCHECK_ARCHIVE", help_heading = "Sources")]
    pub archive: Option<PathBuf>,
    /// How to ask for the cited links.
    #[command(flatten)]
    pub online: Online,
    /// Where the table goes.
    #[command(flatten)]
    pub output: Output,
    /// How it is written.
    #[arg(
        long,
        value_name = "FORMAT",
        help = one_of("Table", EVIDENCE),
        default_value = "text",
        value_parser = hints::evidence(),
        hide_possible_values = true,
        help_heading = "Output"
    )]
    pub format: String,
}
