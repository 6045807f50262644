//! CSV (RFC 4180): a row for each finding, and for each check that was left out. Also the cells of every
//! other table.

use std::io::{self, Write};

use crate::model::{Demand, FileReport, Finding, NotChecked, Source, Summary};
use crate::render::{Render, RunInfo, ledger};
use crate::text::sanitize::is_unsafe;

/// The header.
const COLUMNS: [&str; 15] = [
    "path",
    "member",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "code",
    "name",
    "message",
    "help",
    "snippet",
    "label",
    "url",
    "fingerprint",
];

/// The code of rows that tell what was not checked: `name` is the check, `message` what was left out, `help`
/// what would check it. A row of severity `error` and without a path is a check that `--require` asked for.
const NOT_CHECKED: &str = "not-checked";

/// `verify --format csv`.
pub struct CsvReport;

impl Render for CsvReport {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::FINGERPRINTS | Demand::LEDGER
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        row(COLUMNS, out)
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        report.findings.iter().try_for_each(|finding| row(finding_row(finding, &report.source), out))?;
        report.not_checked.iter().try_for_each(|part| row(unchecked_row(part, &report.source), out))
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let mut troubles: Vec<(&str, String)> =
            summary.unmet.iter().map(|kind| (kind.name(), ledger::unmet(*kind))).collect();
        troubles.extend(
            (!summary.complete).then(|| ("run", "interrupted: not every file was looked at".to_owned())),
        );
        troubles.into_iter().try_for_each(|(name, words)| {
            let mut cells: [String; 15] = Default::default();
            (cells[6], cells[7], cells[8], cells[9]) =
                ("error".to_owned(), NOT_CHECKED.to_owned(), name.to_owned(), words);
            row(cells, out)
        })
    }
}

fn finding_row(finding: &Finding, source: &Source) -> [String; 15] {
    let place = |number: fn(&crate::model::Location) -> u32| {
        finding.location.as_ref().map(|place| number(place).to_string())
    };
    let or_empty = |words: &Option<String>| cell(words.as_deref().unwrap_or(""));
    [
        cell(&source.path),
        member(source),
        place(|place| place.line).unwrap_or_default(),
        place(|place| place.column).unwrap_or_default(),
        place(|place| place.end_line).unwrap_or_default(),
        place(|place| place.end_column).unwrap_or_default(),
        finding.severity.name().to_owned(),
        finding.code.to_owned(),
        finding.name.to_owned(),
        cell(&finding.message),
        or_empty(&finding.help),
        cell(&finding.snippet),
        or_empty(&finding.label),
        or_empty(&finding.url),
        finding.fingerprint.clone(),
    ]
}

fn unchecked_row(part: &NotChecked, source: &Source) -> [String; 15] {
    let mut cells: [String; 15] = Default::default();
    (cells[0], cells[1]) = (cell(&source.path), member(source));
    (cells[7], cells[8]) = (NOT_CHECKED.to_owned(), part.kind.name().to_owned());
    (cells[9], cells[10]) = (cell(&part.what), cell(&part.reason));
    cells
}

/// What tells a container's member from the others: its id, else its number.
pub(crate) fn member(source: &Source) -> String {
    let Some(member) = &source.member else { return String::new() };
    member.id.as_deref().map_or_else(|| member.index.to_string(), cell)
}

/// One row.
pub(crate) fn row(cells: impl IntoIterator<Item = impl AsRef<[u8]>>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells)?;
    writer.flush()
}

/// A cell that no spreadsheet takes for a formula, and without control characters.
pub(crate) fn cell(words: &str) -> String {
    let plain: String =
        words.chars().map(|character| if is_unsafe(character) { ' ' } else { character }).collect();
    if plain.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{plain}")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        for (words, expected) in [
            ("=cmd()", "'=cmd()"),
            (" \t@x", "'  @x"),
            ("a=b", "a=b"),
            ("a\r\nb", "a  b"),
            ("＝1", "'＝1"),
            ("a\u{202e}b", "a b"),
            ("", ""),
        ] {
            assert_eq!(cell(words), expected);
        }
    }
}
