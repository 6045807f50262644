//! `newscheck archive check`: whether every record, digest and index entry holds.

use std::io::{self, Write};

use chrono::Utc;

use crate::archive::seal::SealReport;
use crate::archive::{CheckReport, Repair, check};
use crate::cli::Outcome;
use crate::cli::args::archive::Check;
use crate::cli::commands::archive::{Place, open_read_only, plural, print};
use crate::cli::exit::Exit;
use crate::cli::online::bytes_of;
use crate::cli::run_note::run_note;
use crate::fetch::trust_anchors;
use crate::pipeline::archive::text_of;
use crate::text::sanitize::for_terminal;

/// Runs the command. Damage that is found is exit code 1; after `--repair`, 0.
pub fn run(place: &Place, command: &Check) -> Outcome {
    let repair = if command.repair { Repair::Yes } else { Repair::No };
    let report = check(&place.folder, &run_note(place.operator.as_deref()), repair, &text_of)?;
    tell(&report, command)?;
    let sealed = !command.seal || check_seals(place, command)?;
    Ok(if (report.is_sound() || command.repair) && sealed { Exit::Clean } else { Exit::Findings })
}

/// Verifies the seals and tells of them; gives whether all of them hold.
fn check_seals(place: &Place, command: &Check) -> anyhow::Result<bool> {
    let files = command.ca_file.iter().map(|path| bytes_of(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let anchors = trust_anchors(&files)?;
    let archive = open_read_only(place)?;
    let checks = archive.check_seals(&anchors, Utc::now())?;
    print(|out| {
        checks.seals.iter().try_for_each(|seal| tell_seal(seal, out))?;
        match (checks.seals.len(), checks.unsealed) {
            (0, _) => writeln!(out, "no seals"),
            (_, 0) => writeln!(out, "everything is sealed"),
            (_, unsealed) => writeln!(out, "not sealed: {}", plural(unsealed, "record")),
        }
    })?;
    Ok(checks.is_sound())
}

fn tell_seal(seal: &SealReport, out: &mut dyn Write) -> io::Result<()> {
    let (when, who) = match &seal.stamp {
        Some(stamp) => (stamp.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(), &stamp.authority),
        None => (seal.at.clone(), &seal.authority),
    };
    let state = if seal.faults.is_empty() { "holds" } else { "does not hold" };
    let absent = match seal.absent {
        0 => String::new(),
        absent => format!(", {absent} of them not in this archive"),
    };
    let (when, records) = (for_terminal(&when), plural(seal.records, "record"));
    writeln!(out, "seal of {when} by {}, {records}{absent}: {state}", for_terminal(who))?;
    seal.faults.iter().try_for_each(|fault| writeln!(out, "  {}", for_terminal(fault)))
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
        let noted = [
            (report.unresolved, "revisits of captures that are not in it"),
            (report.no_sources, "walls or pages of errors, which are no sources"),
            (report.unverified, "unverified"),
        ];
        let noted: String = noted
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!(", {count} {words}"))
            .collect();
        writeln!(
            out,
            "{files}, {records}, {} captures, {} bytes ({} unpacked){noted}: {state}",
            report.captures, report.bytes, report.unpacked
        )
    })
}

fn runs_and_certificates(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
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
