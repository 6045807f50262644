//! Text for readers: one article in full, or the findings of many by file. Nothing is read again; untrusted words are made safe.

use std::collections::BTreeSet;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::model::article::Field;
use crate::model::{
    Article, BlockKind, Counts, FileReport, Finding, Outcome, Reference, Severity, Summary, Target, Timestamp, TimestampValue,
};
use crate::render::{Render, RunInfo, Verbosity, Wants};
use crate::text::sanitize::for_terminal;
use crate::text::sentences;

/// Lines that are listed one by one; beyond, the first ones and the last.
const LISTED_LINES: usize = 40;

/// `verify --format text`.
pub struct TextReport;

impl Render for TextReport {
    fn name(&self) -> &'static str {
        "text"
    }

    fn wants(&self, run: &RunInfo) -> Wants {
        match run.verbosity {
            Verbosity::Quiet => Wants::default(),
            _ => Wants { article: run.single, excerpts: true, ..Wants::default() },
        }
    }

    fn begin(&self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        match (run.verbosity, run.single) {
            (Verbosity::Quiet, _) => report.findings.iter().try_for_each(|finding| quiet_line(report, finding, run, out)),
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
        if run.single { writeln!(out, "{}", severities(&summary.counts)) } else { summary_line(summary, out) }
    }
}

/// `path:line:column: error[CIT001] message`
fn quiet_line(report: &FileReport, finding: &Finding, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(for_terminal(&report.source.display_name()).as_bytes())?;
    if let Some(place) = finding.location {
        write!(out, ":{}:{}", place.line, place.column)?;
    }
    let (on, off) =
        if run.color { (style(finding.severity).render().to_string(), anstyle::Reset.render().to_string()) } else { Default::default() };
    writeln!(out, ": {on}{}[{}]{off} {}", finding.severity.name(), finding.code, for_terminal(&finding.message))
}

fn style(severity: Severity) -> anstyle::Style {
    let color = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Info | Severity::Off => anstyle::AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// One article in full: what it is, its citations and references, its findings, what was not checked.
fn whole_article(report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    heading(&report.source.display_name(), run, out)?;
    if let Some(article) = report.article() {
        describe(article, out)?;
        writeln!(out)?;
        citations_and_references(article, out)?;
    }
    writeln!(out)?;
    findings(report, run, out)?;
    if !report.not_checked.is_empty() {
        let parts: Vec<String> = report.not_checked.iter().map(|part| format!("{} ({})", part.what, part.reason)).collect();
        writeln!(out, "Not checked: {}", parts.join("; "))?;
    }
    Ok(())
}

/// One of several articles: its name and findings, if it has any.
fn listed_article(report: &FileReport, verbosity: Verbosity, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
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
        Outcome::Unreadable(fault) => writeln!(out, "{}: {}", for_terminal(&name), for_terminal(&fault.message)),
    }
}

fn heading(name: &str, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let name = for_terminal(name);
    if run.color {
        let bold = anstyle::Style::new().bold();
        return writeln!(out, "{}{name}{}", bold.render(), bold.render_reset());
    }
    writeln!(out, "{name}")
}

fn describe(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    match &article.headline {
        Some(headline) => writeln!(out, "  {}", for_terminal(&headline.value))?,
        None => writeln!(out, "  (no headline)")?,
    }
    let published = article.published.as_ref().map_or_else(|| "no timestamp".to_owned(), |field| dateline(&field.value));
    writeln!(out, "  {published}, {}", byline(&article.authors))?;
    let is_text = |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    let paragraphs = article.body.iter().filter(|block| is_text(block.kind));
    let sentences: usize = paragraphs.clone().map(|block| sentences::count(&block.text)).sum();
    writeln!(out, "  {}, {}", plural(paragraphs.count(), "paragraph"), plural(sentences, "sentence"))
}

/// `2025-04-26 02:33 ET (UTC-04:00)`
fn dateline(published: &Timestamp) -> String {
    let zone = published.zone.as_deref().unwrap_or("");
    match published.value {
        TimestampValue::Instant(instant) => {
            let offset = if instant.offset().local_minus_utc() == 0 { "UTC".to_owned() } else { format!("UTC{}", instant.format("%:z")) };
            let clock = instant.format("%Y-%m-%d %H:%M");
            if zone.is_empty() || zone.starts_with(['+', '-', 'Z', 'U']) {
                format!("{clock} {offset}")
            } else {
                format!("{clock} {} ({offset})", for_terminal(zone))
            }
        }
        TimestampValue::Civil(civil) => {
            let zone = if zone.is_empty() { "(no time zone)".to_owned() } else { format!("{} (ambiguous time zone)", for_terminal(zone)) };
            format!("{} {zone}", civil.format("%Y-%m-%d %H:%M"))
        }
        TimestampValue::Date(date) => date.format("%Y-%m-%d").to_string(),
    }
}

fn byline(authors: &[Field<String>]) -> String {
    if authors.is_empty() {
        return "no byline".to_owned();
    }
    let names: Vec<String> = authors.iter().map(|author| for_terminal(&author.value).into_owned()).collect();
    format!("by {}", names.join(", "))
}

fn citations_and_references(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", totals(article))?;
    let labels: Vec<String> = article
        .references
        .iter()
        .map(|reference| reference.label.as_ref().map_or_else(|| "[-]".to_owned(), |label| format!("[{label}]")))
        .collect();
    let width = labels.iter().map(|label| unicode_width::UnicodeWidthStr::width(label.as_str())).max().unwrap_or(0);
    for (reference, label) in article.references.iter().zip(&labels) {
        let padding = width.saturating_sub(unicode_width::UnicodeWidthStr::width(label.as_str()));
        write!(out, "  {}{} {}x", for_terminal(label), " ".repeat(padding), reference.citations.len())?;
        writeln!(out, "{}", lines_of(article, reference))?;
        let address = reference.url.as_deref().unwrap_or(&reference.text);
        if !address.is_empty() {
            writeln!(out, "  {} {}", " ".repeat(width), for_terminal(address))?;
        }
    }
    Ok(())
}

/// `7 citations, all resolved; 2 references, all used`
fn totals(article: &Article) -> String {
    let count = |wanted: fn(&Target) -> bool| article.citations.iter().filter(|citation| wanted(&citation.target)).count();
    let dangling = count(|target| matches!(target, Target::Dangling));
    let ambiguous = count(|target| matches!(target, Target::Ambiguous { .. }));
    let addressless = count(|target| matches!(target, Target::NoUrl { .. }));
    let unused = article.references.iter().filter(|reference| reference.citations.is_empty()).count();
    let mut faults = Vec::new();
    faults.extend((dangling > 0).then(|| format!("{dangling} dangling")));
    faults.extend((ambiguous > 0).then(|| format!("{ambiguous} ambiguous")));
    faults.extend((addressless > 0).then(|| format!("{addressless} without address")));
    let citations = match article.citations.len() {
        0 => "no citations".to_owned(),
        many if faults.is_empty() => format!("{}, all resolved", plural(many, "citation")),
        many => format!("{}, {}", plural(many, "citation"), faults.join(", ")),
    };
    let references = match article.references.len() {
        0 => "no references".to_owned(),
        many if unused == 0 => format!("{}, all used", plural(many, "reference")),
        many => format!("{}, {unused} unused", plural(many, "reference")),
    };
    format!("{citations}; {references}")
}

/// `  lines 9, 13, 15`
fn lines_of(article: &Article, reference: &Reference) -> String {
    let lines: BTreeSet<u32> =
        reference.citations.iter().filter_map(|&citation| article.citations.get(citation)).map(|citation| citation.place.at.line).collect();
    if lines.is_empty() {
        return String::new();
    }
    let words = if lines.len() == 1 { "line" } else { "lines" };
    let mut shown: Vec<String> = lines.iter().take(LISTED_LINES).map(u32::to_string).collect();
    if lines.len() > LISTED_LINES {
        shown.push(format!("… {} ({} lines)", lines.last().copied().unwrap_or_default(), lines.len()));
    }
    format!("  {words} {}", shown.join(", "))
}

/// Each finding with its source line, a caret under the words, its further places and how to mend it.
fn findings(report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if run.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(run.width.unwrap_or(140).clamp(60, 200));
    let name = for_terminal(&report.source.display_name()).into_owned();
    for finding in &report.findings {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info | Severity::Off => Level::INFO,
        };
        let title = level.primary_title(for_terminal(&finding.message).into_owned()).id(finding.code);
        let group = Group::with_title(title).elements(elements(finding, &name));
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

fn elements(finding: &Finding, name: &str) -> Vec<Element<'static>> {
    let mut elements: Vec<Element<'static>> = Vec::new();
    if let Some(place) = finding.location {
        elements.push(Origin::path(name.to_owned()).line(place.line as usize).char_column(place.column as usize).into());
    } else {
        elements.push(Origin::path(name.to_owned()).into());
    }
    if let (Some(place), Some(excerpt)) = (finding.location, &finding.excerpt) {
        let before = for_terminal(&excerpt.text[..excerpt.start]);
        let words = for_terminal(&excerpt.text[excerpt.start..excerpt.end]);
        let after = for_terminal(&excerpt.text[excerpt.end..]);
        let lead = if excerpt.cut_before { "…" } else { "" };
        let tail = if excerpt.cut_after { "…" } else { "" };
        let start = lead.len() + before.len();
        let span = start..start + words.len();
        let line = format!("{lead}{before}{words}{after}{tail}");
        elements.push(Snippet::source(line).line_start(place.line as usize).annotation(AnnotationKind::Primary.span(span)).into());
    }
    elements.extend(related(finding).map(|words| Level::NOTE.message(words).into()));
    elements.extend(finding.help.as_ref().map(|help| Level::HELP.message(for_terminal(help).into_owned()).into()));
    elements
}

/// The further places in one line: `also at lines 13, 15, 17`.
fn related(finding: &Finding) -> Option<String> {
    let first = finding.related.first()?;
    let alike = finding.related.iter().all(|related| related.message == first.message);
    if alike && finding.related.len() > 1 {
        let lines: BTreeSet<u32> = finding.related.iter().map(|related| related.location.line).collect();
        let words = if lines.len() == 1 { "line" } else { "lines" };
        let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
        return Some(format!("{}: {words} {}", for_terminal(&first.message), lines.join(", ")));
    }
    let shown = finding.related.iter().map(|related| format!("{} (line {})", for_terminal(&related.message), related.location.line));
    Some(shown.collect::<Vec<_>>().join("; "))
}

fn plural(count: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `12,345`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

fn severities(counts: &Counts) -> String {
    format!("{}, {}, {}", plural(counts.errors, "error"), plural(counts.warnings, "warning"), plural(counts.infos, "info"))
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
    writeln!(out, "; not checked: links, quotes, figures, claims (--online or --sources)")
}

/// `parse --format text`.
pub struct TextRecords;

impl Render for TextRecords {
    fn name(&self) -> &'static str {
        "text"
    }

    fn wants(&self, _run: &RunInfo) -> Wants {
        Wants { article: true, ..Wants::default() }
    }

    fn begin(&self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
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
        citations_and_references(article, out)
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b"\n"
    }

    fn end(&self, _summary: &Summary, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_words_agree() {
        assert_eq!([grouped(0), grouped(999), grouped(1000), grouped(1_234_567)], ["0", "999", "1,000", "1,234,567"]);
        assert_eq!((plural(1, "citation"), plural(2, "citation")), ("1 citation".into(), "2 citations".into()));
    }
}
