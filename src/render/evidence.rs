//! What cited sources say, for readers and programs: `newscheck evidence`. Coverage comes first, then each
//! citation with its sentence, the passage, and what differs, word by word.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::model::evidence_record::records;
use crate::model::{
    Article, CheckedCitation, CheckedClaim, Coverage, Demand, Difference, Evidence, EvidenceRecord,
    EvidenceVerdict, FigureFound, FileReport, Outcome, QuoteFound, SourcePage, Summary,
};
use crate::render::finding::styled;
use crate::render::json::write_json;
use crate::render::words::{contacted, grouped, plural};
use crate::render::{Render, RunInfo};
use crate::text::ByteSpan;
use crate::text::sanitize::for_terminal;
use crate::text::spaces::{clipped, single_spaced};

/// Columns where the output is no terminal.
const COLUMNS: usize = 100;

/// Columns of what stands before words.
const MARGIN: usize = 10;

/// Code points of a passage that is shown.
const PASSAGE: usize = 400;

/// Words that a source lacks that are listed.
const LISTED: usize = 24;

/// The formats of `newscheck evidence`.
pub static EVIDENCE: &[&dyn Render] = &[&EvidenceText, &EvidenceJson, &EvidenceNdjson];

/// `evidence --format text`.
pub struct EvidenceText;

impl Render for EvidenceText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::EVIDENCE | Demand::LEDGER
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let name = styled(&for_terminal(&report.source.display_name()), anstyle::Style::new().bold(), run);
        let article = match &report.outcome {
            Outcome::Article(article) => article,
            Outcome::Unreadable(fault) => {
                return writeln!(out, "{name}\n  {}", for_terminal(&fault.message));
            }
            Outcome::Skipped => return Ok(()),
        };
        writeln!(out, "{name}")?;
        if let Some(headline) = &article.headline {
            writeln!(out, "  {}", for_terminal(&headline.value))?;
        }
        let nothing = Evidence::default();
        let evidence = report.evidence.as_deref().unwrap_or(&nothing);
        coverage(report, evidence, article, out)?;
        for claim in &evidence.claims {
            for same in claim
                .sources
                .chunk_by(|one, other| one.comparison == other.comparison && one.source == other.source)
            {
                writeln!(out)?;
                Entry { evidence, article, claim, same, run, out }.write()?;
            }
        }
        Ok(())
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b"\n"
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if !summary.complete {
            writeln!(out, "Interrupted: not every file was looked at")?;
        }
        contacted(&summary.hosts, summary.proxy.as_deref(), out)
    }
}

/// `7 citations: 5 compared with a whole text, 1 with a part of one, 1 with nothing`, and why.
fn coverage(
    report: &FileReport,
    evidence: &Evidence,
    article: &Article,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Coverage { whole, part, nothing } = evidence.coverage(article.citations.len());
    writeln!(
        out,
        "  {}: {} compared with a whole text, {} with a part, {} with nothing",
        plural(article.citations.len(), "citation"),
        grouped(whole),
        grouped(part),
        grouped(nothing)
    )?;
    let is_of_evidence = |kind| kind == crate::model::CheckKind::Evidence;
    for part in report.not_checked.iter().filter(|part| is_of_evidence(part.kind)) {
        writeln!(out, "  not checked: {} ({})", for_terminal(&part.what), for_terminal(&part.reason))?;
    }
    Ok(())
}

/// The citations of a sentence of which the same is said: several of one source, or of none.
struct Entry<'e> {
    evidence: &'e Evidence,
    article: &'e Article,
    claim: &'e CheckedClaim,
    /// Never empty.
    same: &'e [CheckedCitation],
    run: &'e RunInfo,
    out: &'e mut dyn Write,
}

impl<'e> Entry<'e> {
    /// Who speaks for all of them.
    fn checked(&self) -> &'e CheckedCitation {
        &self.same[0]
    }

    fn write(&mut self) -> io::Result<()> {
        self.head()?;
        let paragraph = &self.article.body[self.claim.paragraph];
        self.line("claim", &single_spaced(self.claim.span.slice(&paragraph.text)))?;
        let evidence = self.evidence;
        let Some(page) = self.checked().source.map(|source| &*evidence.sources[source]) else {
            return Ok(());
        };
        self.source(page)?;
        if self.checked().comparison.reason.is_some() {
            return Ok(());
        }
        self.passage(page)?;
        self.quotes(page)?;
        self.figures(page)?;
        self.turns(page)?;
        self.lacks()?;
        self.elsewhere()?;
        self.opinion()
    }

    /// `[1] line 9: supported, score .870`
    fn head(&mut self) -> io::Result<()> {
        let mut labels: Vec<String> = Vec::new();
        for checked in self.same {
            let label = format!("[{}]", self.article.citations[checked.citation].label);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let line = self.article.citations[self.checked().citation].place.at.line;
        let style = style_of(self.checked().comparison.verdict);
        let verdict = styled(&for_terminal(&self.verdict()), style, self.run);
        writeln!(self.out, "{} line {line}: {verdict}", for_terminal(&labels.join(" ")))
    }

    /// The verdict, and what it rests on.
    fn verdict(&self) -> String {
        let comparison = &self.checked().comparison;
        let mut verdict = comparison.verdict.name().to_owned();
        if let Some(reason) = comparison.reason {
            let page = self.checked().source.map(|source| &self.evidence.sources[source]);
            let told = page.and_then(|page| page.told.as_ref()).map(|told| format!(": {told}"));
            verdict = format!("{verdict}, {}{}", reason.words(), told.unwrap_or_default());
        } else if let Some(score) = comparison.score {
            verdict = format!("{verdict}, score .{:03}", score.min(999));
        }
        if self.claim.is_before {
            verdict.push_str(" (before the marked sentence: quotes and figures alone)");
        } else if comparison.reason.is_none() && comparison.score.is_none() {
            verdict.push_str(" (quotes and figures alone)");
        }
        let is_alone = self.same.len() == self.claim.sources.len();
        let others = [comparison.verdict, EvidenceVerdict::NotChecked];
        if !is_alone && !others.contains(&self.claim.verdict) {
            verdict = format!("{verdict}; all its sources together: {}", self.claim.verdict.name());
        }
        verdict
    }

    fn source(&mut self, page: &SourcePage) -> io::Result<()> {
        let citation = &self.article.citations[self.checked().citation];
        let url = citation.target.url().unwrap_or(&page.origin);
        let mut facts = Vec::new();
        facts.extend((page.origin != url).then(|| page.origin.clone()));
        facts.extend(page.captured_at.as_ref().map(|at| format!("captured {}", at.get(..10).unwrap_or(at))));
        let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
        self.line("source", &format!("{url}{facts}"))
    }

    fn passage(&mut self, page: &SourcePage) -> io::Result<()> {
        let comparison = &self.checked().comparison;
        let best = comparison.best.and_then(|best| comparison.passages.get(best));
        match best.or(comparison.passages.first()) {
            Some(span) => self.line("passage", &clipped(&single_spaced(span.slice(&page.text)), PASSAGE)),
            None => Ok(()),
        }
    }

    fn quotes(&mut self, page: &SourcePage) -> io::Result<()> {
        let claim = self.claim;
        for quote in &self.checked().comparison.quotes {
            let words = single_spaced(quote.span.slice(&claim.text));
            let found = match quote.found {
                QuoteFound::Verbatim => "word for word",
                QuoteFound::Elided => "in pieces, with what it leaves out marked",
                QuoteFound::Near => "nearly word for word",
                QuoteFound::Altered => "in other words",
                QuoteFound::Missing | QuoteFound::ShortMissing => "not in the source",
            };
            self.line("quote", &format!("“{}”: {found}", clipped(&words, PASSAGE)))?;
            if let Some(passage) = quote.passage.filter(|_| !quote.edits.is_empty()) {
                self.aligned(quote.span, page, passage, &quote.edits)?;
            }
        }
        Ok(())
    }

    fn figures(&mut self, page: &SourcePage) -> io::Result<()> {
        let claim = self.claim;
        for figure in &self.checked().comparison.figures {
            let words = single_spaced(figure.span.slice(&claim.text));
            let there = figure.passage.map(|span| single_spaced(span.slice(&page.text)));
            let found = match (figure.found, there) {
                (FigureFound::Present, Some(there)) if there != words => format!("in the source as {there}"),
                (FigureFound::Present, _) => "in the source".to_owned(),
                (FigureFound::Soft, _) => continue,
                (FigureFound::Differs, Some(there)) => format!("the source has {there} in its place"),
                (FigureFound::Differs, None) => "the source has another in its place".to_owned(),
                (FigureFound::Missing, _) => "not in the source".to_owned(),
            };
            self.line("figure", &format!("{words}: {found}"))?;
        }
        Ok(())
    }

    fn turns(&mut self, page: &SourcePage) -> io::Result<()> {
        for turn in &self.checked().comparison.turns {
            self.line("differs", "the source says nearly the same, but for")?;
            self.aligned(turn.claim, page, turn.source, &turn.differences)?;
        }
        Ok(())
    }

    /// Words that the source does not carry, and names that it lacks.
    fn lacks(&mut self) -> io::Result<()> {
        let claim = self.claim;
        let comparison = &self.checked().comparison;
        let words: Vec<String> =
            comparison.missing.iter().map(|span| single_spaced(span.slice(&claim.text))).collect();
        if !words.is_empty() {
            let more = if words.len() > LISTED { ", …" } else { "" };
            self.line("lacks", &format!("{}{more}", words[..words.len().min(LISTED)].join(", ")))?;
        }
        let names = comparison.names.iter().filter(|name| !name.present);
        let names: Vec<String> = names.map(|name| single_spaced(name.span.slice(&claim.text))).collect();
        match names.is_empty() {
            true => Ok(()),
            false => self.line("names", &format!("not in the source: {}", names.join(", "))),
        }
    }

    fn elsewhere(&mut self) -> io::Result<()> {
        let Some(elsewhere) = &self.claim.elsewhere else { return Ok(()) };
        let entry = &self.article.references[elsewhere.reference];
        let label = entry.label.as_ref().map_or_else(|| "another".to_owned(), |label| format!("[{label}]"));
        self.line("but", &format!("the source of {label} has it"))
    }

    fn opinion(&mut self) -> io::Result<()> {
        let Some(opinion) = &self.claim.opinion else { return Ok(()) };
        let score = opinion.score.map_or_else(|| "no answer".to_owned(), |score| format!("{score:.2}"));
        let note = opinion.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
        self.line("judge", &format!("{}: {score}{note}", opinion.judge))
    }

    /// `  passage  words`, further lines under the words.
    fn line(&mut self, name: &str, words: &str) -> io::Result<()> {
        let width = self.run.width.unwrap_or(COLUMNS).clamp(40, 200) - MARGIN;
        let words = for_terminal(words);
        let mut first = true;
        for line in wrapped(&words, width) {
            writeln!(self.out, "  {:8}{line}", if first { name } else { "" })?;
            first = false;
        }
        Ok(())
    }

    /// Claim over source, word by word; what only one has is marked below.
    fn aligned(
        &mut self,
        claim: ByteSpan,
        page: &SourcePage,
        source: ByteSpan,
        differences: &[Difference],
    ) -> io::Result<()> {
        let width = self.run.width.unwrap_or(COLUMNS).clamp(40, 200) - MARGIN - 2;
        let columns = columns(&self.claim.text, claim, &page.text, source, differences);
        for row in rows(&columns, width) {
            let side = |part: fn(&Column) -> &str| -> String {
                row.iter().map(|column| padded(part(column), column.width())).collect::<Vec<_>>().join(" ")
            };
            let marks: Vec<String> = row
                .iter()
                .map(|column| if column.differs { "^" } else { " " }.repeat(column.width()))
                .collect();
            writeln!(self.out, "  here    {}", side(|column| &column.claim).trim_end())?;
            writeln!(self.out, "  there   {}", side(|column| &column.source).trim_end())?;
            if row.iter().any(|column| column.differs) {
                writeln!(self.out, "          {}", marks.join(" ").trim_end())?;
            }
        }
        Ok(())
    }
}

fn style_of(verdict: EvidenceVerdict) -> anstyle::Style {
    use EvidenceVerdict::{FigureDiffers, NotChecked, QuoteAltered, Supported, Unsure};
    let color = match verdict {
        QuoteAltered | FigureDiffers => anstyle::AnsiColor::Red,
        // A high score is no praise: it has no colour of its own.
        Supported | Unsure => return anstyle::Style::new(),
        NotChecked => anstyle::AnsiColor::Cyan,
        _ => anstyle::AnsiColor::Yellow,
    };
    color.on_default()
}

/// Words that stand under each other.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Of the claim.
    pub(crate) claim: String,
    /// Of the source.
    pub(crate) source: String,
    /// Whether they differ.
    pub(crate) differs: bool,
}

impl Column {
    fn width(&self) -> usize {
        self.claim.width().max(self.source.width())
    }
}

/// Two texts put under each other, word by word where they are the same. Differences that cross are shown as
/// one.
pub(crate) fn columns(
    claim_text: &str,
    claim: ByteSpan,
    source_text: &str,
    source: ByteSpan,
    differences: &[Difference],
) -> Vec<Column> {
    let mut sorted: Vec<Difference> = differences.to_vec();
    sorted.sort();
    let mut columns = Vec::new();
    let (mut here, mut there) = (claim.start, source.start);
    for difference in sorted {
        let in_order = difference.claim.start >= here && difference.source.start >= there;
        if !in_order || difference.claim.end > claim.end || difference.source.end > source.end {
            continue;
        }
        same(
            single_spaced(ByteSpan { start: here, end: difference.claim.start }.slice(claim_text)),
            single_spaced(ByteSpan { start: there, end: difference.source.start }.slice(source_text)),
            &mut columns,
        );
        columns.push(Column {
            claim: single_spaced(difference.claim.slice(claim_text)),
            source: single_spaced(difference.source.slice(source_text)),
            differs: true,
        });
        (here, there) = (difference.claim.end, difference.source.end);
    }
    same(
        single_spaced(ByteSpan { start: here, end: claim.end }.slice(claim_text)),
        single_spaced(ByteSpan { start: there, end: source.end }.slice(source_text)),
        &mut columns,
    );
    columns.retain(|column| !column.claim.is_empty() || !column.source.is_empty());
    columns
}

/// What both have: word under word, where they are as many.
fn same(claim: String, source: String, columns: &mut Vec<Column>) {
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (claim.split_whitespace().collect(), source.split_whitespace().collect());
    if ours.len() != theirs.len() {
        return columns.push(Column { claim, source, differs: false });
    }
    let pairs = ours.into_iter().zip(theirs);
    columns.extend(pairs.map(|(claim, source)| Column {
        claim: claim.to_owned(),
        source: source.to_owned(),
        differs: false,
    }));
}

/// Columns in rows of a width; one that is wider has a row to itself.
fn rows(columns: &[Column], width: usize) -> Vec<&[Column]> {
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (index, column) in columns.iter().enumerate() {
        let more = column.width() + 1;
        if used + more > width && index > start {
            rows.push(&columns[start..index]);
            (start, used) = (index, 0);
        }
        used += more;
    }
    rows.push(&columns[start..]);
    rows.retain(|row| !row.is_empty());
    rows
}

fn padded(words: &str, width: usize) -> String {
    let words = for_terminal(words);
    format!("{words}{}", " ".repeat(width.saturating_sub(words.width())))
}

/// Words in lines of a width.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last_mut().expect("there is a line");
        if !last.is_empty() && last.width() + 1 + word.width() > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

/// An article's evidence as a program reads it.
#[derive(Serialize)]
struct Row<'r> {
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<&'r crate::model::Member>,
    headline: Option<&'r str>,
    coverage: Coverage,
    not_checked: Vec<&'r crate::model::NotChecked>,
    evidence: Vec<EvidenceRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'r str>,
}

impl<'r> Row<'r> {
    fn of(report: &'r FileReport) -> Option<Self> {
        let fault = match &report.outcome {
            Outcome::Skipped => return None,
            Outcome::Unreadable(fault) => Some(fault.message.as_str()),
            Outcome::Article(_) => None,
        };
        let article = report.article();
        let both = article.zip(report.evidence.as_deref());
        let citations = article.map_or(0, |article| article.citations.len());
        let nothing = Coverage { nothing: citations, ..Coverage::default() };
        let is_of_evidence = |kind| kind == crate::model::CheckKind::Evidence;
        Some(Self {
            path: &report.source.path,
            member: report.source.member.as_ref(),
            headline: article.and_then(|article| Some(article.headline.as_ref()?.value.as_str())),
            coverage: both.map_or(nothing, |(_, evidence)| evidence.coverage(citations)),
            not_checked: report.not_checked.iter().filter(|part| is_of_evidence(part.kind)).collect(),
            evidence: both.map(|(article, evidence)| records(evidence, article)).unwrap_or_default(),
            fault,
        })
    }
}

/// `evidence --format json`: an array with an object for each article.
pub struct EvidenceJson;

impl Render for EvidenceJson {
    fn name(&self) -> &'static str {
        "json"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::EVIDENCE | Demand::LEDGER
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[\n")
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        Row::of(report).map_or(Ok(()), |row| write_json(&row, out))
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, _summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

/// `evidence --format ndjson`: the same, a line for each article.
pub struct EvidenceNdjson;

impl Render for EvidenceNdjson {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::EVIDENCE | Demand::LEDGER
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let Some(row) = Row::of(report) else { return Ok(()) };
        write_json(&row, out)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, words: &str) -> ByteSpan {
        let start = text.find(words).unwrap();
        ByteSpan::new(start, start + words.len())
    }

    #[test]
    fn words_stand_under_those_in_their_place() {
        let (claim, source) = ("We will sell the ferry", "We will keep the old ferry");
        let differences = [
            Difference { claim: span(claim, "sell"), source: span(source, "keep") },
            Difference { claim: ByteSpan::new(17, 17), source: span(source, "old") },
        ];
        let whole = |text: &str| ByteSpan::new(0, text.len());
        let columns = columns(claim, whole(claim), source, whole(source), &differences);
        let shown: Vec<(&str, &str, bool)> =
            columns.iter().map(|column| (&*column.claim, &*column.source, column.differs)).collect();
        let expected = [
            ("We", "We", false),
            ("will", "will", false),
            ("sell", "keep", true),
            ("the", "the", false),
            ("", "old", true),
            ("ferry", "ferry", false),
        ];
        assert_eq!(shown, expected);
        assert_eq!(rows(&columns, 12).len(), 3);
    }
}
