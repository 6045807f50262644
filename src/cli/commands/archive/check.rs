//! `newscheck archive check`: whether every record, digest and index entry holds.

use crate::archive::{CheckReport, Repair, check};
use crate::cli::Outcome;
use crate::cli::args::archive::Check;
use crate::cli::commands::archive::{Place, plural, print};
use crate::cli::exit::Exit;
use crate::cli::run_note::run_note;
use crate::pipeline::archive::text_of;
use crate::text::sanitize::for_terminal;

/// Runs the command. Damage that is found is exit code 1; after `--repair`, 0.
pub fn run(place: &Place, command: &Check) -> Outcome {
    let repair = if command.repair { Repair::Yes } else { Repair::No };
    let report = check(&place.folder, &run_note(place.operator.as_deref()), repair, &text_of)?;
    tell(&report, command)?;
    Ok(if report.is_sound() || command.repair { Exit::Clean } else { Exit::Findings })
}

fn tell(report: &CheckReport, command: &Check) -> anyhow::Result<()> {
    print(|out| {
        for fault in &report.faults {
            match &fault.file {
                Some(file) => writeln!(
                    out,
                    "{}: byte {}, {} bytes: {}",
                    for_terminal(file),
                    fault.offset,
                    fault.length,
                    for_terminal(&fault.cause)
                )?,
                None => writeln!(out, "catalogue: {}", for_terminal(&fault.cause))?,
            }
        }
        for dropped in &report.dropped {
            let (file, cause) = (for_terminal(&dropped.file), for_terminal(&dropped.cause));
            writeln!(out, "{file}: dropped {} bytes at byte {}: {cause}", dropped.length, dropped.offset)?;
        }
        if report.rebuilt {
            writeln!(out, "catalogue built anew from the data files")?;
        }
        if command.verbose {
            runs_and_certificates(report, out)?;
        }
        let (files, records) = (
            plural(report.files, "file"),
            plural(usize::try_from(report.records).unwrap_or(usize::MAX), "record"),
        );
        let state = match (report.is_sound(), command.repair) {
            (true, _) => "sound".to_owned(),
            (false, true) => format!("{} put right", plural(report.faults.len(), "fault")),
            (false, false) => {
                format!("{}; --repair puts right what can be", plural(report.faults.len(), "fault"))
            }
        };
        let unresolved = match report.unresolved {
            0 => String::new(),
            count => format!(", {count} revisits of captures that are not in it"),
        };
        writeln!(
            out,
            "{files}, {records}, {} captures, {} bytes ({} unpacked){unresolved}: {state}",
            report.captures, report.bytes, report.unpacked
        )
    })
}

fn runs_and_certificates(report: &CheckReport, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    for run in &report.runs {
        let said = |words: &Option<String>| for_terminal(words.as_deref().unwrap_or("-")).into_owned();
        writeln!(
            out,
            "run {}  {}  by {}  {}",
            run.at,
            said(&run.software),
            said(&run.operator),
            said(&run.command_line)
        )?;
    }
    for chain in &report.chains {
        writeln!(out, "certificates of {}, {}", for_terminal(&chain.host), chain.at)?;
        for certificate in &chain.certificates {
            let (subject, issuer) = (for_terminal(&certificate.subject), for_terminal(&certificate.issuer));
            writeln!(
                out,
                "  {subject}, by {issuer}, {} to {}",
                certificate.not_before, certificate.not_after
            )?;
            writeln!(out, "    sha256 {}", certificate.sha256)?;
        }
    }
    Ok(())
}
