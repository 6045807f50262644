//! Text for readers: one article in full, or the findings of many by file. Nothing is read again; untrusted
//! words are made safe.

use std::collections::BTreeSet;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::{Article, BlockKind, Demand, FileReport, Finding, Links, Outcome, Reference, Summary};
use crate::render::finding::{self, listed_lines, style, styled};
use crate::render::words::{byline, contacted, dateline, grouped, plural, severities, totals, verdict};
use crate::render::{Render, RunInfo, Verbosity};
use crate::render::{explanation, ledger};
use crate::text::sanitize::for_terminal;
use crate::text::sentences;

/// Columns up to which labels are aligned.
const WIDEST_LABEL: usize = 16;

/// Code points of an entry without an address.
const ENTRY_WORDS: usize = 160;

/// `verify --format text`.
pub struct TextReport;

impl Render for TextReport {
    fn name(&self) -> &'static str {
        "text"
    }

    fn wants(&self, run: &RunInfo) -> Demand {
        match run.verbosity {
            Verbosity::Quiet => Demand::CITATIONS,
            _ if run.single => Demand::ARTICLE | Demand::EXCERPTS | Demand::LEDGER,
            _ => Demand::EXCERPTS | Demand::LEDGER,
        }
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        match (run.verbosity, run.single) {
            (Verbosity::Quiet, _) => {
                report.findings.iter().try_for_each(|finding| quiet_line(report, finding, run, out))
            }
            (_, true) => whole_article(report, run, out),
            (verbosity, false) => listed_article(report, verbosity, run, out),
        }
    }

    fn end(&self, summary: &Summary, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if run.verbosity == Verbosity::Quiet {
            return Ok(());
        }
        if !summary.complete {
            writeln!(out, "Interrupted: not every file was looked at")?;
        }
        if summary.fixed.findings > 0 {
            writeln!(
                out,
                "Fixed: {} in {}",
                plural(summary.fixed.findings, "finding"),
                plural(summary.fixed.files, "file")
            )?;
        }
        if run.single {
            writeln!(out, "{}", severities(&summary.counts))
        } else {
            summary_line(summary, out)
        }?;
        summary.unmet.iter().try_for_each(|kind| writeln!(out, "{}", ledger::unmet(*kind)))?;
        contacted(&summary.hosts, summary.proxy.as_deref(), out)
    }
}

/// `path:line:column: error[CIT001] message`
fn quiet_line(report: &FileReport, finding: &Finding, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(for_terminal(&report.source.display_name()).as_bytes())?;
    if let Some(place) = finding.location {
        write!(out, ":{}:{}", place.line, place.column)?;
    }
    let code = format!("{}[{}]", finding.severity.name(), finding.code);
    writeln!(out, ": {} {}", styled(&code, style(finding.severity), run), for_terminal(&finding.message))
}

/// One article in full: what it is, its citations and references, its findings, what was not checked.
fn whole_article(report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    heading(&report.source.display_name(), run, out)?;
    if let Some(article) = report.article() {
        describe(article, out)?;
        writeln!(out)?;
        citations_and_references(article, report.links.as_deref(), out)?;
    }
    writeln!(out)?;
    findings(report, run, out)?;
    ledger::of_article(&report.not_checked).map_or(Ok(()), |line| writeln!(out, "{line}"))
}

/// One of several articles: its name and findings, if it has any.
fn listed_article(
    report: &FileReport,
    verbosity: Verbosity,
    run: &RunInfo,
    out: &mut dyn Write,
) -> io::Result<()> {
    if !report.findings.is_empty() {
        heading(&report.source.display_name(), run, out)?;
        return findings(report, run, out);
    }
    if verbosity < Verbosity::Verbose {
        return Ok(());
    }
    let name = report.source.display_name();
    match &report.outcome {
        Outcome::Article(article) => writeln!(out, "{}: {}", for_terminal(&name), totals(article)),
        Outcome::Skipped => writeln!(out, "{}: skipped, no article", for_terminal(&name)),
        Outcome::Unreadable(fault) => {
            writeln!(out, "{}: {}", for_terminal(&name), for_terminal(&fault.message))
        }
    }
}

fn heading(name: &str, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", styled(&for_terminal(name), anstyle::Style::new().bold(), run))
}

fn describe(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    match &article.headline {
        Some(headline) => writeln!(out, "  {}", for_terminal(&headline.value))?,
        None => writeln!(out, "  (no headline)")?,
    }
    let published =
        article.published.as_ref().map_or_else(|| "no timestamp".to_owned(), |field| dateline(&field.value));
    writeln!(out, "  {published}, {}", byline(&article.authors))?;
    let is_text =
        |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    let paragraphs = article.body.iter().filter(|block| is_text(block.kind));
    let sentences: usize = paragraphs.clone().map(|block| sentences::count(&block.text)).sum();
    writeln!(out, "  {}, {}", plural(paragraphs.count(), "paragraph"), plural(sentences, "sentence"))
}

fn citations_and_references(article: &Article, links: Option<&Links>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", totals(article))?;
    let shown = |reference: &Reference| match &reference.label {
        Some(label) => for_terminal(&format!("[{label}]")).into_owned(),
        None => "[-]".to_owned(),
    };
    let labels: Vec<String> = article.references.iter().map(shown).collect();
    // One label as long as a title would push all addresses to the right.
    let width = labels.iter().map(|label| label.width()).max().unwrap_or(0).min(WIDEST_LABEL);
    for (reference, label) in article.references.iter().zip(&labels) {
        let padding = " ".repeat(width.saturating_sub(label.width()));
        writeln!(
            out,
            "  {label}{padding} {}x{}",
            grouped(reference.citations.len()),
            lines_of(article, reference)
        )?;
        if let Some(source) = source_of(reference) {
            writeln!(out, "  {} {source}", " ".repeat(width))?;
        }
        if let Some(link) = links.zip(reference.url.as_ref()).and_then(|(links, url)| links.get(url)) {
            writeln!(out, "  {} {}", " ".repeat(width), verdict(link))?;
        }
    }
    Ok(())
}

/// The whole address of an entry; the start of its words where it has none.
fn source_of(reference: &Reference) -> Option<String> {
    if let Some(url) = &reference.url {
        return Some(for_terminal(url).into_owned());
    }
    let words = for_terminal(&reference.text);
    let start: String = words.chars().take(ENTRY_WORDS).collect();
    let cut = if start.len() < words.len() { "…" } else { "" };
    (!start.is_empty()).then(|| format!("{start}{cut}"))
}

/// `  lines 9, 13, 15`
fn lines_of(article: &Article, reference: &Reference) -> String {
    let lines: BTreeSet<u32> = reference
        .citations
        .iter()
        .filter_map(|&citation| article.citations.get(citation))
        .map(|citation| citation.place.at.line)
        .collect();
    if lines.is_empty() {
        let told = match (reference.citations.is_empty(), reference.linked) {
            (false, _) => "",
            (true, true) => "  linked in the text",
            (true, false) => "  never cited",
        };
        return told.to_owned();
    }
    format!("  {}", listed_lines(&lines))
}

/// Each finding with its source line.
fn findings(report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let name = report.source.display_name();
    report.findings.iter().try_for_each(|found| finding::write(found, &name, run, out))
}

fn summary_line(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let counts = &summary.counts;
    write!(out, "{}: {}", plural(counts.articles, "article"), severities(counts))?;
    if counts.skipped > 0 {
        write!(out, "; {} skipped (no article)", plural(counts.skipped, "file"))?;
    }
    if counts.other_records > 0 {
        write!(out, "; {} skipped (no article)", plural(counts.other_records, "record"))?;
    }
    if counts.unreadable > 0 {
        write!(out, "; {} unreadable", grouped(counts.unreadable))?;
    }
    match ledger::line(summary) {
        Some(unchecked) => writeln!(out, "; not checked: {}", for_terminal(&unchecked)),
        None => writeln!(out),
    }
}

/// `parse --format text`.
pub struct TextRecords;

impl Render for TextRecords {
    fn name(&self) -> &'static str {
        "text"
    }

    fn keeps_secrets(&self) -> bool {
        true
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::ARTICLE
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let Some(article) = report.article() else { return Ok(()) };
        heading(&report.source.display_name(), run, out)?;
        describe(article, out)?;
        if let Some(summary) = &article.summary {
            writeln!(out, "\n  Summary: {}", for_terminal(&summary.value))?;
        }
        for block in &article.body {
            writeln!(out, "\n  {}", for_terminal(&block.text))?;
        }
        writeln!(out)?;
        citations_and_references(article, None, out)?;
        match &article.explanation {
            Some(explanation) if run.fields.is_empty() => explanation::write(explanation, run, out),
            Some(explanation) => explanation::write(&explanation.of_fields(&run.fields), run, out),
            None => Ok(()),
        }
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b"\n"
    }
}
