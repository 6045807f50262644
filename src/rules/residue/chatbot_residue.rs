//! Finds what a chatbot left in the text: its citation codes, places it kept for the writer, and words about
//! itself. It does not guess who wrote the rest.

use std::collections::HashSet;

use crate::address::{Parameter, parts};
use crate::model::{Block, BlockKind, Citation, Document, Edit, Fix, Severity, Target};
use crate::rules::chatbot::{self, Kind};
use crate::rules::places::{each_suspect, without};
use crate::rules::url::tracking_parameter::literal_places;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

const REFERRER_HELP: &str = "check that the source says what it is linked for, and remove the parameter";

rule! {
    /// ## What it finds
    ///
    /// Citation codes of chatbots (`:contentReference[oaicite:3]{index=3}`, `citeturn0search1`, `[oai_citation:1‡host]`, `[cite_start]`,
    /// `<grok-card ...>`, `[attached_file:1]`, and `【1†source】` where no list resolves it), addresses that say they come from one
    /// (`utm_source=chatgpt.com`), places that were never filled (`[Your Name]`, `INSERT_SOURCE_URL`, `2025-XX-XX`), and phrases in which
    /// it speaks of itself (`As an AI language model`). Code, and words in quotation marks, pass: an article may write about chatbots.
    ///
    /// ## Why it matters
    ///
    /// The passage was pasted and not read. A code stands where a source should, and what the chatbot cited is not known any more.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March :contentReference[oaicite:3]{index=3}.
    /// ```
    ///
    /// ## How to fix
    ///
    /// Check the passage against its sources, cite them, and remove what was left. `--fix` removes the codes, not the phrases.
    pub static CHATBOT_RESIDUE: Rule = Rule {
        code: "RES001",
        name: "chatbot-residue",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "codes, blanks and phrases that a chatbot left in the text",
        check,
    }
}

/// Values of parameters by which chatbots mark the links that they give.
const REFERRERS: &[(&str, &[&str])] = &[
    ("referrer", &["grok.com"]),
    (
        "utm_source",
        &["chatgpt.com", "openai", "copilot.com", "grok.com", "perplexity", "claude.ai", "gemini"],
    ),
];

/// One finding for each code, place or phrase.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if chatbot::may_hold(subject.document.text) {
        let cited: HashSet<ByteSpan> =
            subject.article.citations.iter().map(|citation| citation.place.span).collect();
        for block in subject.document.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
            check_block(subject, block, &cited, sink);
        }
    }
    let dangling = subject
        .article
        .citations
        .iter()
        .filter(|citation| citation.target == Target::Dangling && is_code(citation));
    // A marker of several labels is one code.
    let mut last = None;
    for citation in dangling {
        if last.replace(citation.place.span) != Some(citation.place.span) {
            sink.report(draft(citation.place.span, Kind::Code, &citation.marker));
        }
    }
    check_addresses(subject, sink);
    for link in &subject.article.links {
        let Some(parameter) = referrer(&link.url) else { continue };
        sink.report(Draft {
            span: Some(link.place.span),
            message: referrer_message(&parameter),
            help: Some(REFERRER_HELP.to_owned()),
            url: Some(link.url.clone()),
            ..Draft::default()
        });
    }
}

fn check_block(subject: &Subject<'_>, block: &Block<'_>, cited: &HashSet<ByteSpan>, sink: &mut Sink<'_>) {
    for left in chatbot::find(&block.text) {
        let code = block.code.get(block.code.partition_point(|code| code.end <= left.range.start));
        if code.is_some_and(|code| code.start < left.range.end) {
            continue;
        }
        let span = block.source_span(left.range.clone());
        // What a list resolves is a citation.
        if left.kind == Kind::Code && cited.contains(&span) {
            continue;
        }
        let words = &block.text[left.range.clone()];
        let mut draft = draft(span, left.kind, words);
        if left.kind == Kind::Code && sink.takes_fixes() && span.slice(subject.document.text) == words {
            draft.fix = removal(subject.document, span);
        }
        sink.report(draft);
    }
}

fn draft(span: ByteSpan, kind: Kind, written: &str) -> Draft {
    let (what, help) = match kind {
        Kind::Code => ("a chatbot's citation code", "cite the source that it stood for, and remove it"),
        Kind::Blank => ("a blank that was never filled", "fill it in, or remove it"),
        Kind::Phrase => {
            ("a chatbot's phrase", "check the passage against its sources, and remove the phrase")
        }
    };
    Draft {
        span: Some(span),
        message: format!("{what} is left in the text: {}", words::brief(written)),
        help: Some(help.to_owned()),
        ..Draft::default()
    }
}

/// `【1†source】` and `[cite: 1]`, which no list resolves.
fn is_code(citation: &Citation) -> bool {
    citation.marker.starts_with('【') && citation.marker.contains(['†', '‡'])
        || citation.marker.starts_with("[cite")
}

fn check_addresses(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, referrer, |cited, parameter| {
        let mut draft = cited.draft("", REFERRER_HELP);
        draft.message = referrer_message(&parameter);
        if sink.takes_fixes() {
            let places = literal_places(subject.document, &cited).into_iter();
            let edits: Vec<Edit> = places
                .flat_map(|span| without(span.slice(subject.document.text), span.start as usize, is_referrer))
                .collect();
            draft.fix = (!edits.is_empty()).then_some(Fix { edits, safe: true });
        }
        sink.report(draft);
    });
}

/// The parameter by which an address says that a chatbot gave it.
fn referrer(url: &str) -> Option<String> {
    memchr::memchr(b'?', url.as_bytes())?;
    let parts = parts(url)?;
    let found = parts.parameters().find(is_referrer)?;
    Some(parts.query?[found.range].to_owned())
}

fn referrer_message(parameter: &str) -> String {
    format!("address says that it comes from a chatbot: {}", words::brief(parameter))
}

fn is_referrer(parameter: &Parameter<'_>) -> bool {
    let starts = |value: &&str| {
        parameter.value.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value))
    };
    REFERRERS.iter().any(|(name, values)| parameter.name == *name && values.iter().any(starts))
}

/// Removes a code with the space that it would leave.
fn removal(document: &Document<'_>, span: ByteSpan) -> Option<Fix> {
    let text = document.text;
    let (before, after) = (text.get(..span.start as usize)?, text.get(span.end as usize..)?);
    // `[oai_citation:0‡host](https://...)`: the link is the source.
    if after.starts_with('(') {
        return None;
    }
    let at_end = after.is_empty()
        || after.starts_with(|next: char| {
            next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | '!' | '?' | ')')
        });
    let at_start = before.is_empty() || before.ends_with('\n');
    let span = match (before.ends_with(' '), at_start) {
        (true, _) if at_end => ByteSpan { start: span.start - 1, end: span.end },
        (_, true) if after.starts_with(' ') => ByteSpan { start: span.start, end: span.end + 1 },
        _ => span,
    };
    Some(Fix { edits: vec![Edit { span, insert: String::new() }], safe: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Demand, Format, Source};
    use crate::rules::testing::{findings, findings_as, findings_with, fixed, lines};

    /// The findings on a text that is one block.
    fn in_block(text: &str) -> Vec<crate::model::Finding> {
        let mut document = Document::new(Source::default(), text);
        let mut block = Block { text: text.into(), span: ByteSpan::new(0, text.len()), ..Block::default() };
        block.code.extend(text.find('`').map(|at| at..text.rfind('`').unwrap_or(at) + 1));
        document.blocks.push(block);
        let article = crate::model::Article::default();
        let subject = Subject {
            document: &document,
            article: &article,
            links: None,
            sources: None,
            evidence: None,
            now: crate::rules::testing::now(),
        };
        let mut found = Vec::new();
        let detail = Demand::FIXES;
        let mut sink = Sink::new(&subject, &CHATBOT_RESIDUE, Severity::Warning, detail, &mut found);
        (CHATBOT_RESIDUE.check)(&subject, &mut sink);
        sink.finish();
        found
    }

    #[test]
    fn the_fix_removes_a_code_and_its_space() {
        let table = [
            ("Closed :contentReference[oaicite:3]{index=3}. Open.", "Closed. Open."),
            ("Closed turn0search1 in March", "Closed in March"),
            ("[cite_start]Closed in March", "Closed in March"),
            ("[cite_start] Closed in March", "Closed in March"),
            ("Closed[web:1][web:2].", "Closed."),
            ("By [Your Name]", "By [Your Name]"),
            ("See [oai_citation:1‡a.org](https://a.org/b)", "See [oai_citation:1‡a.org](https://a.org/b)"),
            ("Code `turn0search1` stays", "Code `turn0search1` stays"),
        ];
        for (text, expected) in table {
            assert_eq!(fixed(text, &in_block(text)), expected);
        }
    }

    #[test]
    fn a_message_says_what_was_left() {
        let messages: Vec<String> = in_block("[cite_start]By [Your Name]. As an AI language model, I")
            .into_iter()
            .map(|finding| finding.message)
            .collect();
        assert_eq!(
            messages,
            [
                "a chatbot's citation code is left in the text: [cite_start]",
                "a blank that was never filled is left in the text: [Your Name]",
                "a chatbot's phrase is left in the text: As an AI language model",
            ]
        );
    }

    #[test]
    fn an_address_that_a_chatbot_gave_is_found_and_mended() {
        let text = "A [1].\nReferences\n[1] https://example.org/a?utm_source=chatgpt.com&b=1";
        let found = findings(&CHATBOT_RESIDUE, text);
        assert_eq!(lines(&found), ["3:5 address says that it comes from a chatbot: utm_source=chatgpt.com"]);
        assert_eq!(fixed(text, &found), "A [1].\nReferences\n[1] https://example.org/a?b=1");
        assert!(
            findings(&CHATBOT_RESIDUE, "References\n[1] https://example.org/a?utm_source=newsletter")
                .is_empty()
        );
    }

    #[test]
    fn a_link_in_the_body_counts_too() {
        let found = findings_with(&CHATBOT_RESIDUE, "The dam holds.", |article, document| {
            let place = document.place(ByteSpan::new(4, 7));
            let url = "https://example.org/dam?utm_source=openai".to_owned();
            article.links.push(crate::model::article::BodyLink {
                text: "dam".to_owned(),
                url,
                paragraph: 0,
                place,
            });
        });
        assert_eq!(lines(&found), ["1:5 address says that it comes from a chatbot: utm_source=openai"]);
    }

    #[test]
    fn a_source_code_is_residue_where_no_list_resolves_it() {
        let table = [("【1†source】", true), ("[cite: 1]", true), ("[1]", false)];
        for (marker, expected) in table {
            let found = findings_with(&CHATBOT_RESIDUE, "A [1].", |article, _| {
                article.citations[0].marker = marker.into()
            });
            assert_eq!(!found.is_empty(), expected, "{marker}");
            let resolved =
                findings_as(&CHATBOT_RESIDUE, "A [1].\nReferences\n[1] x", Format::Text, |article, _| {
                    article.citations[0].marker = marker.into();
                });
            assert!(resolved.is_empty(), "{marker}");
        }
    }

    #[test]
    fn a_code_of_several_labels_is_told_once() {
        let report =
            crate::check(b"It closed [cite: 1, 2], and opened [cite: 1, 2].", &crate::Options::default());
        let places = report
            .findings
            .iter()
            .filter(|finding| finding.code == "RES001")
            .filter_map(|finding| finding.location);
        assert_eq!(places.map(|place| place.column).collect::<Vec<_>>(), [11, 36]);
    }
}
