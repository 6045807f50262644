//! Finds lines that a template or a tool left in the text.

use crate::model::{Document, Mark, MarkKind, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

rule! {
    /// ## What it finds
    ///
    /// Lines that belong to a form and not to the article, such as `Title: Harbour opens again` below the headline, and what a chatbot
    /// says before the article that it was asked for. They are taken neither as headline nor as body.
    ///
    /// ## Why it matters
    ///
    /// Readers see the scaffolding, and a left-over title often differs from the headline: one of them is out of date.
    ///
    /// ## Example
    ///
    /// ```text
    /// Harbour opens again
    ///
    /// Title: Harbour to open in May
    /// ```
    ///
    /// ## How to fix
    ///
    /// Remove the line, after taking over what it says better.
    pub static TEMPLATE_RESIDUE: Rule = Rule {
        code: "RES002",
        name: "template-residue",
        default_severity: Severity::Info,
        needs: Needs::Article,
        summary: "a line that a template left in the text",
        check,
    }
}

/// One finding for each line.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let has_headline = subject.article.headline.is_some();
    for mark in subject.article.marks.iter().filter(|mark| mark.kind == MarkKind::TemplateResidue) {
        let message = match has_headline && is_title(&mark.text) {
            true => "second headline left in the text".to_owned(),
            false => format!("template line left in the text: {}", words::brief(&mark.text)),
        };
        let help = Some("remove the line".to_owned());
        sink.report(Draft {
            span: Some(key_span(subject.document, mark)),
            message,
            help,
            ..Draft::default()
        });
    }
}

fn is_title(text: &str) -> bool {
    let key = text.split(':').next().unwrap_or("").trim();
    ["title", "headline"].iter().any(|word| key.eq_ignore_ascii_case(word))
}

/// The key of the line with its colon, `Title:`; the whole line where it has no such key.
fn key_span(document: &Document<'_>, mark: &Mark) -> ByteSpan {
    let span = mark.place.span;
    let line = span.slice(document.text);
    let letters = line.bytes().take(40).take_while(u8::is_ascii_alphabetic).count();
    match letters > 0 && line[letters..].starts_with(':') {
        true => ByteSpan { start: span.start, end: span.start + crate::text::span::clamp(letters + 1) },
        false => span,
    }
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE_RESIDUE;
    use crate::model::{Field, MarkKind, Provenance};
    use crate::rules::testing::{findings_with, lines, mark};

    fn found(text: &str, residue: &str, headline: Option<&str>) -> Vec<crate::model::Finding> {
        findings_with(&TEMPLATE_RESIDUE, text, |article, document| {
            article.marks.push(mark(document, MarkKind::TemplateResidue, residue));
            article.headline = headline.map(|headline| Field {
                value: headline.to_owned(),
                raw: headline.to_owned(),
                provenance: Provenance::Text,
                key: String::new(),
                place: None,
            });
        })
    }

    #[test]
    fn a_title_line_is_a_second_headline_at_its_key() {
        let found = found("Rain\n\nTitle: Sun", "Title: Sun", Some("Rain"));
        assert_eq!(lines(&found), ["3:1 second headline left in the text"]);
        assert_eq!(found[0].snippet, "Title:");
    }

    #[test]
    fn without_a_headline_the_line_is_named() {
        assert_eq!(
            lines(&found("Title: Sun", "Title: Sun", None)),
            ["1:1 template line left in the text: Title: Sun"]
        );
    }

    #[test]
    fn a_line_without_a_key_is_marked_whole() {
        let found = found("Rain\n{{ byline }}", "{{ byline }}", Some("Rain"));
        assert_eq!(lines(&found), ["2:1 template line left in the text: {{ byline }}"]);
        assert_eq!(found[0].snippet, "{{ byline }}");
    }
}
