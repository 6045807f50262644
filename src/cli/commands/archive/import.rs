//! `newscheck archive import`: the captures of other archives.

use crate::cli::Outcome;
use crate::cli::args::archive::Import;
use crate::cli::commands::archive::{Place, open, print};
use crate::cli::exit::{Exit, complain};
use crate::pipeline::archive::text_of;

/// Runs the command. What was left out because it is damaged is exit code 2.
pub fn run(place: &Place, command: &Import) -> Outcome {
    let mut archive = open(place)?;
    let mut exit = Exit::Clean;
    for file in &command.files {
        let imported = archive.import(file, &text_of)?;
        for fault in &imported.faults {
            complain(&format!("{}: {fault}", file.display()));
            exit = Exit::Trouble;
        }
        let (records, captures, known) = (imported.records, imported.captures, imported.known);
        print(|out| {
            writeln!(
                out,
                "{}: {records} records, {captures} captures among them; {known} were there already",
                file.display()
            )
        })?;
    }
    archive.finish()?;
    Ok(exit)
}
