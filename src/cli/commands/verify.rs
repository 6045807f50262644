//! `newscheck verify`: checks articles and reports what is wrong.

use crate::cli::args::Verify;
use crate::cli::settings::Settings;
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, fix};
use crate::pipeline::verify::verify;

/// Runs the command.
pub fn run(args: &Verify) -> Outcome {
    let Settings { task, outputs, gate, preview, spool } = Settings::of(args)?;
    if let Some(choice) = preview {
        return fix::print_changes(&task, choice, &outputs.look);
    }
    let stdin = spool.as_ref().map(|spool| spool.path().to_owned());
    let mut ui = Terminal::of_mending(outputs.look.verbosity, stdin);
    let verified = verify(task, |single| Ok(outputs.open(single)?), &mut ui)?;
    outputs.tell(verified.ended.summary.counts);
    Ok(gate.exit(&verified))
}
