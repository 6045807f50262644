//! The arguments of commands that serve somebody until they are ended: an editor, an agent, a person.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::args::{Color, Fetch, Input, Online, RuleArgs};

/// `newscheck lsp`
#[derive(Clone, Debug, Args)]
pub struct Lsp {
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// How sources are asked for, where the editor asks.
    #[command(flatten)]
    pub fetch: Fetch,
    /// Settings from this file alone
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Settings from no file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// Over standard input and output: the only way, and the default
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// `newscheck watch`
#[derive(Clone, Debug, Args)]
pub struct Watch {
    /// Which inputs.
    #[command(flatten)]
    pub input: Input,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Also serve the HTML report on this machine: its page follows the files and keeps its place
    #[arg(long, help_heading = "Output")]
    pub open: bool,
    /// The port of the page; 0 is any that is free
    #[arg(long, value_name = "N", default_value_t = 0, requires = "open", help_heading = "Output")]
    pub port: u16,
    /// Colours: auto means on a terminal without NO_COLOR
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub color: Color,
}

/// `newscheck mcp`
#[derive(Clone, Debug, Args)]
pub struct Mcp {
    /// Read files in this folder, and not in what the client names as its roots (repeatable)
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: Vec<PathBuf>,
    /// Compare with the captures of an archive, search them and show their texts; it is not written
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub archive: Option<PathBuf>,
    /// Whether and how calls may ask for addresses.
    #[command(flatten)]
    pub online: Online,
    /// Settings from this file alone
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Settings from no file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}
