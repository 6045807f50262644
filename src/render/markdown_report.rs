//! A report as Markdown, for pull requests and step summaries: a table of findings for each article that has
//! any, then the counts.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::model::report_record::MARKDOWN_START;
use crate::model::{Demand, FileReport, Finding, Severity, Summary};
use crate::render::markdown::{escaped, one_line};
use crate::render::words::{plural, severities};
use crate::render::{Render, RunInfo, ledger};

/// `verify --format markdown`.
pub struct MarkdownReport;

impl Render for MarkdownReport {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::LEDGER
    }

    fn begin(&self, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{MARKDOWN_START}# newscheck\n\n")
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if report.findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "## {}\n", code(&report.source.display_name()))?;
        writeln!(out, "| | Rule | Place | Finding |\n|---|---|---|---|")?;
        report.findings.iter().try_for_each(|finding| table_row(finding, out))?;
        writeln!(out)
    }

    /// In one piece, so that who cuts a long report can keep its end.
    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(closing(summary).as_bytes())
    }
}

/// The counts, what went wrong, and what was not checked.
fn closing(summary: &Summary) -> String {
    let counts = &summary.counts;
    let mut words = format!("**{}: {}**", plural(counts.articles, "article"), severities(counts));
    if counts.unreadable > 0 {
        let _ = write!(words, ", {} unreadable", counts.unreadable);
    }
    words.push_str("\n\n");
    if !summary.complete {
        words.push_str("**Interrupted: not every file was looked at**\n\n");
    }
    for kind in &summary.unmet {
        let _ = writeln!(words, "- **{}**", cell(&ledger::unmet(*kind)));
    }
    for sum in &summary.not_checked {
        let _ = writeln!(words, "- Not checked: {}", cell(&ledger::sum(sum)));
    }
    words
}

fn table_row(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let sign = match finding.severity {
        Severity::Error => "❌ error",
        Severity::Warning => "⚠️ warning",
        Severity::Info | Severity::Off => "ℹ️ info",
    };
    let place = finding.location.map(|place| {
        let page = place.page.map(|page| format!(" (page {page})")).unwrap_or_default();
        format!("{}:{}{page}", place.line, place.column)
    });
    let place = place.unwrap_or_default();
    let snippet =
        if finding.snippet.is_empty() { String::new() } else { format!("<br>{}", code(&finding.snippet)) };
    let help = finding.help.as_ref().map(|help| format!("<br>{}", cell(help))).unwrap_or_default();
    writeln!(
        out,
        "| {sign} | {} {} | {place} | {}{snippet}{help} |",
        finding.code,
        finding.name,
        cell(&finding.message)
    )
}

/// Untrusted words in a table: no markup, no link, no one is mentioned.
fn cell(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 8);
    for character in escaped(words).chars() {
        match character {
            '[' | ']' | '|' | '~' | '#' | '!' => safe.extend(['\\', character]),
            // A comment keeps the sign from the name behind it.
            '@' => safe.push_str("@<!-- -->"),
            _ => safe.push(character),
        }
    }
    safe
}

/// Words as code, in which nothing is markup; a bar would end the cell.
fn code(words: &str) -> String {
    let words = one_line(words).replace('|', "\\|");
    let longest = words.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("`{words}`") } else { format!("{fence} {words} {fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_text_makes_no_markup() {
        assert_eq!(
            cell("see [x](https://example.org) | <b> @you"),
            r"see \[x\](https://example.org) \| \<b> @<!-- -->you"
        );
        assert_eq!(code("a `b` | c"), r"`` a `b` \| c ``");
        assert_eq!(code("a\nb"), "`a b`");
    }
}
