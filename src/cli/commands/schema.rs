//! `newscheck schema`: prints a JSON Schema.

use std::io::{self, Write};

use crate::cli::Outcome;
use crate::cli::args::{Schema, SchemaName};
use crate::cli::config_file;
use crate::cli::exit::Exit;
use crate::render::json;

/// Runs the command.
pub fn run(args: &Schema) -> Outcome {
    let schema = match args.name {
        SchemaName::Article => json::article_schema(),
        SchemaName::Report => json::report_schema(),
        SchemaName::Config => config_file::schema(),
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Exit::Clean)
}
