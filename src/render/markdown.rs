//! A record as Markdown: headline, dateline, body with its markers, and the reference list.

use std::io::{self, Write};

use crate::model::{Article, BlockKind, Demand, FileReport, Reference};
use crate::render::{Render, RunInfo};
use crate::text::sanitize::is_unsafe;

/// `parse --format markdown`.
pub struct MarkdownRecords;

impl Render for MarkdownRecords {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn keeps_secrets(&self) -> bool {
        true
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::ARTICLE
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let Some(article) = report.article() else { return Ok(()) };
        front(article, out)?;
        for block in &article.body {
            let words = escaped(&block.text);
            match block.kind {
                BlockKind::Heading => writeln!(out, "## {words}\n")?,
                BlockKind::ListItem => writeln!(out, "- {words}\n")?,
                BlockKind::Quote => writeln!(out, "> {words}\n")?,
                BlockKind::Code => writeln!(out, "{}\n", fenced(&block.text))?,
                BlockKind::Paragraph | BlockKind::Caption | BlockKind::Table => writeln!(out, "{words}\n")?,
            }
        }
        references(&article.references, out)
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b"\n"
    }
}

fn front(article: &Article, out: &mut dyn Write) -> io::Result<()> {
    if let Some(headline) = &article.headline {
        writeln!(out, "# {}\n", escaped(&headline.value))?;
    }
    if let Some(published) = &article.published {
        writeln!(out, "{}\n", published.value.to_rfc3339())?;
    }
    if !article.authors.is_empty() {
        let names: Vec<String> = article.authors.iter().map(|author| escaped(&author.value)).collect();
        writeln!(out, "By {}\n", names.join(", "))?;
    }
    match &article.summary {
        Some(summary) => writeln!(out, "*{}*\n", escaped(&summary.value)),
        None => Ok(()),
    }
}

fn references(references: &[Reference], out: &mut dyn Write) -> io::Result<()> {
    if references.is_empty() {
        return Ok(());
    }
    writeln!(out, "## References\n")?;
    for reference in references {
        let label = reference.label.as_ref().map(|label| format!("[{label}] ")).unwrap_or_default();
        // Addresses stand as they are: an escape would change them.
        let mut words =
            if reference.urls.is_empty() { escaped(&reference.text) } else { one_line(&reference.text) };
        for url in reference.urls.iter().filter(|url| !reference.text.contains(url.as_str())) {
            words.push_str(&format!(" <{url}>"));
        }
        writeln!(out, "{label}{}\n", words.trim())?;
    }
    Ok(())
}

/// Text in which no character means markup. Square brackets stay: they are what the text is read for.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, character) in one_line(text).char_indices() {
        let opens_block = at == 0 && matches!(character, '#' | '>' | '+' | '-' | '=' | '~' | '|');
        if opens_block || matches!(character, '\\' | '`' | '*' | '_' | '<' | '&') {
            safe.push('\\');
        }
        safe.push(character);
    }
    // `1. text` at the start of a paragraph would open a list.
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && safe[digits..].starts_with(['.', ')']) {
        safe.insert(digits, '\\');
    }
    safe
}

/// A text without line breaks and what a terminal would obey.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|character| if is_unsafe(character) { ' ' } else { character }).collect()
}

/// Code between fences longer than any run of backticks in it.
fn fenced(code: &str) -> String {
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lines: Vec<String> = code.split('\n').map(one_line).collect();
    format!("{fence}\n{}\n{fence}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_brackets_stay() {
        assert_eq!(escaped("# a *b* `c` [1] <d> &amp;"), r"\# a \*b\* \`c\` [1] \<d> \&amp;");
        assert_eq!(escaped("1. First"), r"1\. First");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert!(fenced("a ```` b").starts_with("`````\n"));
    }
}
