//! `newscheck archive seal`: a time-stamping authority swears to what is in the archive.

use crate::cli::args::archive::Seal;
use crate::cli::commands::archive::{Place, open, plural, print};
use crate::cli::exit::{Exit, complain};
use crate::cli::{Outcome, online};
use crate::pipeline::archive::seal::seal;
use crate::render::words::contacted;
use crate::text::sanitize::for_terminal;

/// Runs the command.
pub fn run(place: &Place, command: &Seal) -> Outcome {
    let fetch = online::fetch_options(&command.fetch, place.config.run().map(|file| &**file))?;
    let mut archive = open(place)?;
    let made = seal(&mut archive, &command.tsa, &fetch)?;
    archive.finish()?;
    if made.later > 0 {
        complain(&format!("{} of a later time than now: not sealed", plural(made.later, "record")));
    }
    for sealed in &made.seals {
        if let Some(fault) = &sealed.untrusted {
            complain(&format!("sealed, but {fault}; --ca-file names more"));
        }
    }
    print(|out| {
        let Some(last) = made.seals.last() else {
            return writeln!(out, "nothing to seal: everything is sealed");
        };
        writeln!(
            out,
            "{} sealed at {} by {}",
            plural(made.records, "record"),
            last.stamp.at.format("%Y-%m-%dT%H:%M:%SZ"),
            for_terminal(&last.stamp.authority)
        )?;
        let hosts: Vec<String> = made.contacted.hosts.iter().cloned().collect();
        contacted(&hosts, made.contacted.proxy.as_deref(), out)
    })?;
    Ok(Exit::Clean)
}
