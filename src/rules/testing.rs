//! Builds articles for the tests of rules, from text with `[n]` markers and a list under `References`. It is
//! no extractor: it reads just the simplest shape, and a test adds by hand what it does not read.

use chrono::{DateTime, Utc};

use crate::model::{
    Article, BlockKind, Citation, Demand, Document, Edit, Field, Finding, Format, Label, Mark, MarkKind,
    Paragraph, Precision, Provenance, Reference, Severity, Source, Target, Timestamp, TimestampValue,
};
use crate::rules::{Rule, Sink, Subject, number_fingerprints};
use crate::text::ByteSpan;

/// The clock of these tests: noon on 1 May 2026.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-05-01T12:00:00Z".parse().expect("a fixed timestamp")
}

/// The findings of a rule on a text.
pub(crate) fn findings(rule: &'static Rule, text: &str) -> Vec<Finding> {
    findings_with(rule, text, |_, _| {})
}

/// The findings of a rule on a text, after a change to what was read from it.
pub(crate) fn findings_with(
    rule: &'static Rule,
    text: &str,
    change: impl FnOnce(&mut Article, &Document<'_>),
) -> Vec<Finding> {
    findings_as(rule, text, Format::Text, change)
}

/// The findings of a rule on a text that came in some format, after a change to what was read from it.
pub(crate) fn findings_as(
    rule: &'static Rule,
    text: &str,
    format: Format,
    change: impl FnOnce(&mut Article, &Document<'_>),
) -> Vec<Finding> {
    let document =
        Document::new(Source { path: "article.txt".to_owned(), format, ..Source::default() }, text);
    let mut article = read(&document);
    change(&mut article, &document);
    let subject = Subject {
        document: &document,
        article: &article,
        links: None,
        sources: None,
        evidence: None,
        now: now(),
    };
    let mut findings = Vec::new();
    let mut sink = Sink::new(
        &subject,
        rule,
        Severity::Warning,
        Demand::EXCERPTS | Demand::FINGERPRINTS | Demand::FIXES,
        &mut findings,
    );
    (rule.check)(&subject, &mut sink);
    sink.finish();
    findings.sort();
    number_fingerprints(&mut findings);
    findings
}

/// Findings as `line:column message`, those about the whole article as `- message`.
pub(crate) fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(line).collect()
}

/// The text after the fixes of findings, which must not overlap.
pub(crate) fn fixed(text: &str, findings: &[Finding]) -> String {
    let mut edits: Vec<&Edit> =
        findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
    edits.sort();
    assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
    let mut fixed = text.to_owned();
    for edit in edits.iter().rev() {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.insert);
    }
    fixed
}

/// The places of a finding's related places, as `line:column`.
pub(crate) fn related(finding: &Finding) -> Vec<String> {
    finding
        .related
        .iter()
        .map(|related| format!("{}:{}", related.location.line, related.location.column))
        .collect()
}

/// A mark on the words of a document.
pub(crate) fn mark(document: &Document<'_>, kind: MarkKind, words: &str) -> Mark {
    let start = document.text.find(words).expect("the words stand in the text");
    Mark { kind, place: document.place(ByteSpan::new(start, start + words.len())), text: words.to_owned() }
}

/// A timestamp field on the first line of a document, from the shape of `text`: with offset, without, or a
/// date.
pub(crate) fn timestamp(document: &Document<'_>, text: &str) -> Field<Timestamp> {
    let (value, precision) = if let Ok(instant) = text.parse() {
        (TimestampValue::Instant(instant), Precision::Second)
    } else if let Ok(civil) = text.parse() {
        (TimestampValue::Civil(civil), Precision::Second)
    } else {
        (TimestampValue::Date(text.parse().expect("a date")), Precision::Day)
    };
    Field {
        value: Timestamp { value, precision, zone: None },
        raw: text.to_owned(),
        provenance: Provenance::Text,
        key: String::new(),
        place: Some(document.place(ByteSpan::new(0, text.len()))),
    }
}

fn line(finding: &Finding) -> String {
    match finding.location {
        Some(location) => format!("{}:{} {}", location.line, location.column, finding.message),
        None => format!("- {}", finding.message),
    }
}

fn read(document: &Document<'_>) -> Article {
    let mut article = Article { source: document.source.clone(), ..Article::default() };
    let mut in_list = false;
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = ByteSpan::new(start, start + line.trim_end().len());
        if line.trim_end() == "References" {
            in_list = true;
        } else if in_list && !span.is_empty() {
            article.references.push(reference(document, span));
        } else if !span.is_empty() {
            let place = document.place(span);
            article.body.push(Paragraph {
                kind: BlockKind::Paragraph,
                text: span.slice(document.text).to_owned(),
                place,
            });
            citations(document, span, &mut article);
        }
        start += line.len();
    }
    resolve(&mut article);
    article
}

fn reference(document: &Document<'_>, span: ByteSpan) -> Reference {
    let line = span.slice(document.text);
    let labelled = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (label, text) = labelled.map_or((None, line), |(label, text)| (Some(Label::new(label)), text.trim()));
    let is_url = |word: &&str| {
        word.split_once("://").is_some_and(|(scheme, _)| {
            matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "ftp")
        })
    };
    let urls: Vec<String> = text.split_whitespace().filter(is_url).map(str::to_owned).collect();
    Reference {
        label,
        also: Vec::new(),
        text: text.to_owned(),
        url: urls.first().cloned(),
        urls,
        place: document.place(span),
        citations: Vec::new(),
        linked: false,
        section: 0,
    }
}

fn citations(document: &Document<'_>, span: ByteSpan, article: &mut Article) {
    let line = span.slice(document.text);
    for (open, _) in line.match_indices('[') {
        let Some(close) = line[open..].find(']') else { continue };
        let marker = &line[open..=open + close];
        let place = document
            .place(ByteSpan::new(span.start as usize + open, span.start as usize + open + marker.len()));
        for label in marker[1..close].split(',').map(Label::new) {
            let paragraph = Some(article.body.len() - 1);
            article.citations.push(Citation {
                marker: marker.into(),
                label,
                paragraph,
                start: 0,
                end: 0,
                place,
                target: Target::Dangling,
            });
        }
    }
}

fn resolve(article: &mut Article) {
    let mut entries = std::collections::HashMap::<Label, Vec<usize>>::new();
    for (index, reference) in article.references.iter().enumerate() {
        if let Some(label) = &reference.label {
            entries.entry(label.clone()).or_default().push(index);
        }
    }
    for (index, citation) in article.citations.iter_mut().enumerate() {
        let Some(references) = entries.get(&citation.label) else { continue };
        references.iter().for_each(|&entry| article.references[entry].citations.push(index));
        citation.target = match article.references[references[0]].url.clone() {
            Some(url) => Target::Url { references: references.clone(), url },
            None => Target::NoUrl { references: references.clone() },
        };
    }
}
