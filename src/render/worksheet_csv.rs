//! The worksheet as CSV: a row for each sentence, with empty columns for who checked it, when, and what was
//! decided; and how such decisions are carried over to the worksheet of a later version.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Write};

use crate::model::{Demand, FileReport, Outcome, Summary};
use crate::render::csv::{cell, member, row};
use crate::render::worksheet::{Row, rows};
use crate::render::{Render, RunInfo, ledger};
use crate::text::normalize::for_matching;

/// The header.
const COLUMNS: [&str; 17] = [
    "path", "member", "row_id", "number", "line", "sentence", "quotes", "figures", "markers", "labels",
    "urls", "verdicts", "findings", "checker", "date", "decision", "note",
];

/// What a checker fills in.
const SIGNED: [&str; 3] = ["checker", "date", "decision"];

/// The share of words that a changed sentence still has of the old one.
const ALIKE: f64 = 0.5;

/// How far a changed sentence may have moved, in rows of its file that have no counterpart.
const MOVED: usize = 200;

/// What separates several values in a cell.
const BETWEEN: &str = " | ";

/// `verify --format worksheet-csv`. An input that was not read is a row with a note; a link that was not
/// asked for has the verdict `not checked`.
pub struct WorksheetCsv;

impl Render for WorksheetCsv {
    fn name(&self) -> &'static str {
        "worksheet-csv"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::ARTICLE | Demand::LEDGER
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        row(COLUMNS, out)
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        match &report.outcome {
            Outcome::Article(article) => {
                rows(report, article).iter().try_for_each(|sentence| row(cells(sentence, report), out))
            }
            Outcome::Unreadable(fault) => {
                let mut cells: [String; 17] = Default::default();
                (cells[0], cells[1]) = (cell(&report.source.path), member(&report.source));
                cells[16] = cell(&format!("not read: {}", fault.message));
                row(cells, out)
            }
            Outcome::Skipped => Ok(()),
        }
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let mut notes: Vec<String> = summary.unmet.iter().map(|kind| ledger::unmet(*kind)).collect();
        notes.extend((!summary.complete).then(|| "interrupted: not every file was looked at".to_owned()));
        notes.into_iter().try_for_each(|note| {
            let mut cells: [String; 17] = Default::default();
            cells[16] = note;
            row(cells, out)
        })
    }
}

fn cells(sentence: &Row, report: &FileReport) -> [String; 17] {
    let listed = |values: &[String]| cell(&values.join(BETWEEN));
    let verdicts = sentence.urls.iter().map(|url| {
        let link = report.links.as_ref().and_then(|links| links.get(url));
        link.map_or("not checked", |link| link.verdict.name())
    });
    let empty = String::new;
    [
        cell(&report.source.path),
        member(&report.source),
        sentence.id.clone(),
        sentence.number.to_string(),
        sentence.line.to_string(),
        cell(&sentence.sentence),
        listed(&sentence.quotes),
        listed(&sentence.figures),
        listed(&sentence.markers),
        listed(&sentence.labels),
        listed(&sentence.urls),
        verdicts.collect::<Vec<_>>().join(BETWEEN),
        sentence.findings.join(BETWEEN),
        empty(),
        empty(),
        empty(),
        empty(),
    ]
}

/// A worksheet with the decisions of an older one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The new worksheet.
    pub csv: Vec<u8>,
    /// Rows whose decision stands.
    pub kept: usize,
    /// Rows that are open again because their sentence changed.
    pub reopened: usize,
    /// Signed-off sentences that are gone: `path: sentence`.
    pub lost: Vec<String>,
}

/// Why a file is no worksheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A column is missing by which rows are known or signed off.
    #[error("no column {0}: it is no worksheet")]
    Column(&'static str),
    /// It is no table.
    #[error("no table: {0}")]
    Table(String),
}

/// Carries decisions over from `signed`, as a spreadsheet saved it, to the rows of `fresh`, as
/// [`WorksheetCsv`] wrote it. A decision stands while the words of its sentence stay the same, wherever the
/// sentence is now.
pub fn merge(fresh: &str, signed: &str) -> Result<Merged, MergeError> {
    let old = Table::read(signed)?;
    let mut new = Table::read(fresh)?;
    let signed_rows: Vec<usize> = (0..old.rows.len())
        .filter(|&row| SIGNED.iter().any(|column| !old.value(row, column).is_empty()))
        .collect();
    let mut merged = Merged::default();
    let mut taken: HashSet<usize> = HashSet::new();
    let mut open: Vec<usize> = Vec::new();
    let mut places: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for row in (0..new.rows.len()).rev() {
        places.entry((new.value(row, "row_id").to_owned(), String::new())).or_default().push(row);
        places.entry((new.value(row, "row_id").to_owned(), new.file(row))).or_default().push(row);
    }
    // In the same file first: a sentence may stand in several.
    for anywhere in [false, true] {
        let rows = if anywhere { std::mem::take(&mut open) } else { signed_rows.clone() };
        for row in rows {
            let file = if anywhere { String::new() } else { old.file(row) };
            let found = places
                .get_mut(&(old.value(row, "row_id").to_owned(), file))
                .and_then(|rows| free(rows, &taken));
            match found {
                Some(at) => {
                    taken.insert(at);
                    carry(&old, row, &mut new, at);
                    merged.kept += 1;
                }
                None => open.push(row),
            }
        }
    }
    reopen(&old, &open, &mut new, &taken, &mut merged);
    merged.csv = new.written();
    Ok(merged)
}

/// The first row that no decision has been carried to.
fn free(rows: &mut Vec<usize>, taken: &HashSet<usize>) -> Option<usize> {
    while let Some(row) = rows.pop() {
        if !taken.contains(&row) {
            return Some(row);
        }
    }
    None
}

fn carry(old: &Table, from: usize, new: &mut Table, to: usize) {
    for column in SIGNED.iter().chain(&["note"]) {
        let value = cell(old.value(from, column));
        new.set(to, column, value);
    }
    if old.column("urls").is_some() && old.value(from, "urls") != new.value(to, "urls") {
        new.set(to, "note", "sources changed since sign-off".to_owned());
    }
}

/// Marks the rows into which signed-off sentences have changed; what has no such row is lost.
fn reopen(old: &Table, open: &[usize], new: &mut Table, taken: &HashSet<usize>, merged: &mut Merged) {
    let mut candidates: HashMap<String, Vec<(usize, BTreeSet<String>)>> = HashMap::new();
    for row in (0..new.rows.len()).filter(|row| !taken.contains(row) && !new.value(*row, "row_id").is_empty())
    {
        candidates.entry(new.file(row)).or_default().push((row, words(new.value(row, "sentence"))));
    }
    for &row in open {
        let (file, sentence) = (old.file(row), old.value(row, "sentence"));
        let own = words(sentence);
        let rows = candidates.entry(file).or_default();
        let number = |table: &Table, row: usize| table.value(row, "number").parse::<usize>().unwrap_or(0);
        let here = rows
            .partition_point(|(candidate, _)| number(new, *candidate) < number(old, row))
            .saturating_sub(MOVED / 2);
        let near = rows.iter().enumerate().skip(here).take(MOVED);
        let best =
            near.map(|(at, (_, words))| (alikeness(&own, words), at)).filter(|(share, _)| *share >= ALIKE);
        match best.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))) {
            Some((_, at)) => {
                let (changed, _) = rows.remove(at);
                new.set(changed, "note", "sentence changed since sign-off".to_owned());
                merged.reopened += 1;
            }
            None => merged.lost.push(format!("{}: {sentence}", old.value(row, "path"))),
        }
    }
}

fn words(sentence: &str) -> BTreeSet<String> {
    let normal = for_matching(sentence);
    normal
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The share of words that two sentences have in common.
fn alikeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// A table by the names of its columns.
struct Table {
    columns: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads what spreadsheets save: a byte order mark, a `sep=` line, semicolons or tabs between cells, any
    /// line ends.
    fn read(text: &str) -> Result<Self, MergeError> {
        let text = text.trim_start_matches('\u{feff}');
        let text = match text.split_once('\n') {
            Some((first, rest)) if first.trim().trim_matches('"').starts_with("sep=") => rest,
            _ => text,
        };
        let header = text.lines().next().unwrap_or("");
        let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
        let delimiter =
            [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let fault = |error: csv::Error| MergeError::Table(error.to_string());
        let columns =
            reader.headers().map_err(fault)?.iter().map(|name| name.trim().to_lowercase()).collect();
        let table = Self { columns, rows: reader.records().collect::<Result<_, _>>().map_err(fault)? };
        let missing = ["row_id"].into_iter().chain(SIGNED).find(|column| table.column(column).is_none());
        missing.map_or(Ok(table), |column| Err(MergeError::Column(column)))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A cell without the space around it and without the mark that keeps it from being a formula.
    fn value(&self, row: usize, column: &str) -> &str {
        let cell = self.column(column).and_then(|column| self.rows[row].get(column)).unwrap_or("").trim();
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    /// What tells a row's article from the others.
    fn file(&self, row: usize) -> String {
        format!("{}#{}", self.value(row, "path"), self.value(row, "member"))
    }

    fn set(&mut self, row: usize, column: &str, value: String) {
        let Some(column) = self.column(column) else { return };
        let cells = self.rows[row]
            .iter()
            .enumerate()
            .map(|(index, old)| if index == column { value.as_str() } else { old });
        self.rows[row] = cells.collect();
    }

    fn written(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows =
            std::iter::once(csv::StringRecord::from(self.columns.clone())).chain(self.rows.iter().cloned());
        for row in rows {
            writer.write_record(&row).expect("rows of one table have one length, and memory takes them all");
        }
        writer.into_inner().expect("memory is flushed without fault")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};

    const ARTICLE: &str = "Harbour closes\n\nThe harbour closed on 3 May [1]. The master was not asked at all. It cost $3 million.\n\n\
                           References\n[1] https://example.org/harbour\n";

    fn worksheet(path: &str, text: &str) -> String {
        let report = check(text.as_bytes(), &Options { path: path.to_owned(), ..Options::default() });
        let (run, mut out) = (RunInfo::default(), Vec::new());
        WorksheetCsv.begin(&run, &mut out).unwrap();
        WorksheetCsv.file(&report, &run, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The worksheet with every row signed off.
    fn signed(text: &str) -> String {
        text.lines()
            .map(|line| {
                line.strip_suffix(",,,,").map_or(line.to_owned(), |row| format!("{row},jd,2026-05-01,true,"))
            })
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn columns(csv: &[u8], name: &str) -> Vec<String> {
        let table = Table::read(std::str::from_utf8(csv).unwrap()).unwrap();
        (0..table.rows.len()).map(|row| table.value(row, name).to_owned()).collect()
    }

    #[test]
    fn a_decision_stands_while_its_sentence_does() {
        let edited = ARTICLE.replace("It cost $3 million", "A new sentence. It cost $4 million");
        let merged = merge(&worksheet("a.txt", &edited), &signed(&worksheet("a.txt", ARTICLE))).unwrap();
        assert_eq!((merged.kept, merged.reopened, merged.lost.len()), (2, 1, 0));
        assert_eq!(columns(&merged.csv, "decision"), ["true", "true", "", ""]);
        assert_eq!(columns(&merged.csv, "note"), ["", "", "", "sentence changed since sign-off"]);
    }

    #[test]
    fn what_is_gone_is_lost_and_what_moved_to_another_file_is_kept() {
        let shorter = ARTICLE.replace("The master was not asked at all. ", "");
        let merged = merge(&worksheet("b.txt", &shorter), &signed(&worksheet("a.txt", ARTICLE))).unwrap();
        assert_eq!(
            (merged.kept, merged.lost),
            (2, vec!["a.txt: The master was not asked at all.".to_owned()])
        );
    }

    #[test]
    fn another_source_is_noted() {
        let merged = merge(
            &worksheet("a.txt", &ARTICLE.replace("org/harbour", "net/pier")),
            &signed(&worksheet("a.txt", ARTICLE)),
        )
        .unwrap();
        assert_eq!(columns(&merged.csv, "note"), ["sources changed since sign-off", "", ""]);
        assert_eq!(columns(&merged.csv, "checker"), ["jd", "jd", "jd"]);
    }

    #[test]
    fn what_spreadsheets_save_is_read() {
        let plain = signed(&worksheet("a.txt", ARTICLE));
        let table = Table::read(&plain).unwrap();
        for (delimiter, before) in [(b';', "\u{feff}"), (b'\t', ""), (b';', "sep=;\r\n"), (b',', "\u{feff}")]
        {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new());
            writer.write_record(table.columns.iter().map(|name| name.to_uppercase())).unwrap();
            table.rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let saved = format!("{before}{}", String::from_utf8(writer.into_inner().unwrap()).unwrap());
            assert_eq!(
                merge(&worksheet("a.txt", ARTICLE), &saved).unwrap().kept,
                3,
                "{delimiter} {before:?}"
            );
        }
        assert_eq!(merge("row_id,checker,date,decision\n", "a,b\n1,2\n"), Err(MergeError::Column("row_id")));
    }
}
