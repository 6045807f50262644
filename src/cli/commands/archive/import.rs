//! `newscheck archive import`: the captures of other archives.

use crate::archive::{ArchiveError, Unverified};
use crate::cli::Outcome;
use crate::cli::args::archive::Import;
use crate::cli::commands::archive::{Place, open, plural, print};
use crate::cli::exit::{Exit, complain};
use crate::pipeline::archive::text_of;

/// Runs the command. What was left out because it is damaged is exit code 2.
pub fn run(place: &Place, command: &Import) -> Outcome {
    let mut archive = open(place)?;
    let mut exit = Exit::Clean;
    let unverified = if command.keep_unverified { Unverified::Kept } else { Unverified::LeftOut };
    for file in &command.files {
        // One file that cannot be read says nothing of the next.
        let imported = match archive.import(file, unverified, &text_of) {
            Ok(imported) => imported,
            Err(error @ (ArchiveError::Import { .. } | ArchiveError::Read { .. })) => {
                complain(&error.to_string());
                exit = Exit::Trouble;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        imported.notes.iter().chain(&imported.faults).for_each(|words| complain(words));
        if !imported.faults.is_empty() {
            exit = Exit::Trouble;
        }
        let (records, captures, known) = (imported.records, imported.captures, imported.known);
        let left_out = match imported.faults.len() {
            0 => String::new(),
            faults => format!("; {}", plural(faults, "fault")),
        };
        print(|out| {
            writeln!(
                out,
                "{}: {records} records, {captures} captures among them; {known} were there already{left_out}",
                file.display()
            )
        })?;
    }
    archive.finish()?;
    Ok(exit)
}
