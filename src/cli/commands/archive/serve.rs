//! `newscheck archive serve`: a page on this machine to browse, search and read captures.

use anyhow::Context;

use crate::cli::args::archive::Serve;
use crate::cli::commands::archive::{Place, open_read_only, print};
use crate::cli::exit::Exit;
use crate::cli::run_note::run_note;
use crate::cli::{INTERRUPTED, Outcome};
use crate::serve::Site;

/// Runs the command until Ctrl-C.
pub fn run(place: &Place, command: &Serve) -> Outcome {
    // An archive that cannot be read is told now, not on every page.
    drop(open_read_only(place)?);
    let site = Site::bind(place.folder.clone(), run_note(place.operator.as_deref()), command.port)
        .with_context(|| format!("listening on 127.0.0.1:{}", command.port))?;
    let address = format!("http://127.0.0.1:{}/", site.port());
    print(|out| writeln!(out, "Serving {} at {address} (Ctrl-C ends)", place.folder.display()))?;
    site.run(&INTERRUPTED);
    Ok(Exit::Clean)
}
