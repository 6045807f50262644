//! What must hold for any input, shared by the fuzz targets: positions lie in the source, and what is told of
//! them re-reads to it. A panic that newscheck catches ends a target too, since the fuzzer aborts before it
//! is caught.

use std::fmt::Debug;

use chrono::{DateTime, Utc};
use newscheck::extract::extract;
use newscheck::input::{LoadOptions, RawInput, loader};
use newscheck::model::{
    Article, ArticleRecord, Block, Citation, Demand, Document, Edit, Field, FileReport, Finding, Fix, Format,
    Location, Outcome, Place, Severity, Source, TextRange,
};
use newscheck::pipeline::check::{Plan, Taken, check_input};
use newscheck::render::{REPORTS, RunInfo};
use newscheck::rules::{self, ActiveRule};
use newscheck::text::{ByteSpan, LineCol};

/// Bytes that one article may be unpacked to.
const UNPACKED: u64 = 4 << 20;

/// Reads bytes as a format and holds everything that is found in them against the text they stand for.
pub fn holds(bytes: &[u8], format: Format) {
    let loaded = Loaded::read(bytes, format);
    let again = Loaded::read(bytes, format);
    assert_eq!(loaded.texts, again.texts, "another text the second time");
    assert_eq!(loaded.shown(), again.shown(), "another report the second time");
    assert_eq!(loaded.texts.len(), loaded.reports.len(), "a report for each text");
    for (text, report) in loaded.texts.iter().zip(&loaded.reports) {
        assert!(report.findings.iter().all(|finding| finding.code != "INP003"), "{:?}", report.findings);
        assert!(report.findings.is_sorted(), "findings in report order: {:?}", report.findings);
        match text {
            Some(text) => report.findings.iter().for_each(|finding| finding_holds(text, finding)),
            None => {
                assert!(matches!(report.outcome, Outcome::Unreadable(_)), "no text, but {:?}", report.outcome)
            }
        }
        every_format_tells(report);
    }
}

/// Every report format has a form for the report, in UTF-8.
fn every_format_tells(report: &FileReport) {
    let run = RunInfo { single: true, ..RunInfo::default() };
    for format in REPORTS {
        let mut shown = Vec::new();
        format.file(report, &run, &mut shown).expect("writing to memory does not fail");
        assert!(std::str::from_utf8(&shown).is_ok(), "{}", format.name());
    }
}

/// What was read from bytes: for each article its text, if there is one, and the report on it.
struct Loaded {
    texts: Vec<Option<String>>,
    reports: Vec<FileReport>,
}

impl Loaded {
    fn read(bytes: &[u8], format: Format) -> Self {
        let options =
            LoadOptions { format: Some(format), max_unpacked: Some(UNPACKED), ..LoadOptions::default() };
        let input = RawInput {
            source: Source { path: "fuzz".to_owned(), ..Source::default() },
            bytes,
            first_index: 0,
        };
        let mut texts = Vec::new();
        loader(format).load(&input, &options, &mut |loaded| {
            texts.push(loaded.ok().map(|document| {
                document_holds(&document);
                document.text.to_owned()
            }));
        });
        let mut reports = Vec::new();
        check_input(&input, &plan(options), Taken::Named, &mut |report| reports.push(report));
        Self { texts, reports }
    }

    /// Everything that a user could see of it.
    fn shown(&self) -> String {
        let shown = |report: &FileReport| {
            format!("{:?} {:?} {:?}", report.findings, report.not_checked, report.outcome)
        };
        self.reports.iter().map(shown).collect()
    }
}

/// Every rule, on a fixed day.
fn plan(load: LoadOptions) -> Plan {
    let rules = rules::all()
        .map(|rule| ActiveRule { rule, severity: rule.default_severity.max(Severity::Info) })
        .collect();
    let now = DateTime::<Utc>::from_timestamp(1_760_000_000, 0).expect("it is a time");
    let demand = Demand::ARTICLE
        | Demand::EXCERPTS
        | Demand::FINGERPRINTS
        | Demand::FIXES
        | Demand::LEDGER
        | Demand::EXPLANATION;
    Plan::new(LoadOptions { demand, ..load }, rules, now)
}

fn document_holds(document: &Document<'_>) {
    for block in &document.blocks {
        block_holds(document.text, block, document.source.format);
    }
    for candidate in &document.candidates {
        candidate.span.into_iter().for_each(|span| span_holds(document.text, span, candidate));
    }
    let article = extract(document, Demand::ARTICLE);
    article_holds(document.text, &article);
    let quick = extract(document, Demand::CITATIONS);
    let labels = |article: &Article| -> Vec<_> {
        article.references.iter().map(|entry| entry.label.clone()).collect()
    };
    assert_eq!(labels(&article), labels(&quick), "the entries do not depend on the depth");
}

/// The ranges of a block are ranges of its text, and every piece of it stands in the source.
fn block_holds(source: &str, block: &Block<'_>, format: Format) {
    span_holds(source, block.span, block);
    let text = &*block.text;
    let code = block.code.iter();
    let links = block.links.iter().map(|link| &link.range);
    let notes = block.notes.iter().map(|note| &note.range);
    for range in code.chain(links).chain(notes) {
        assert!(text.get(range.clone()).is_some(), "{range:?} is no range of {block:?}");
        let span = block.source_span(range.clone());
        assert!(
            span.start <= span.end && span.end as usize <= source.len(),
            "{range:?} is {span:?} in the source: {block:?}"
        );
    }
    let ascend = |ranges: &[TextRange]| ranges.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let links: Vec<TextRange> = block.links.iter().map(|link| link.range.clone()).collect();
    let notes: Vec<TextRange> = block.notes.iter().map(|note| note.range.clone()).collect();
    assert!(
        ascend(&block.code) && ascend(&links) && ascend(&notes),
        "ranges ascend and do not nest: {block:?}"
    );
    assert!(
        block.breaks.is_sorted() && block.breaks.iter().all(|&at| text.is_char_boundary(at as usize)),
        "{block:?}"
    );
    let mut reached = 0;
    for (start, character) in text.char_indices() {
        // A space stands for white space of any length, and may end inside it.
        let end = if character == ' ' { start } else { start + character.len_utf8() };
        let span = block.source_span(start..end);
        assert!(
            source.get(span.start as usize..span.end as usize).is_some(),
            "{start}..{end} is {span:?} in the source: {block:?}"
        );
        // What stands in a table between its cells is shown before it (HTML Standard, 13.2.6.1).
        let in_order = matches!(format, Format::Html | Format::Mhtml | Format::Warc) || span.start >= reached;
        assert!(in_order, "{start}..{end} is {span:?}, before {reached}: {block:?}");
        reached = span.start;
    }
}

fn article_holds(source: &str, article: &Article) {
    let places = article.body.iter().map(|block| block.place);
    let places = places
        .chain(article.links.iter().map(|link| link.place))
        .chain(article.marks.iter().map(|mark| mark.place));
    let places =
        places.chain(article.references.iter().map(|entry| entry.place)).chain(article.reference_heading);
    let texts = [&article.headline, &article.publisher, &article.language, &article.url, &article.summary];
    let fields = texts.into_iter().flatten().chain(&article.authors).filter_map(|field| field.place);
    let times = [&article.published, &article.modified].into_iter().flatten().filter_map(|field| field.place);
    for place in places.chain(fields).chain(times) {
        place_holds(source, place, article);
    }
    texts.into_iter().flatten().chain(&article.authors).for_each(is_said);
    assert!(article.marks.is_sorted_by_key(|mark| mark.place), "{:?}", article.marks);
    assert!(article.links.is_sorted_by_key(|link| link.paragraph), "{:?}", article.links);
    for link in &article.links {
        assert!(
            article.body.get(link.paragraph).is_some_and(|block| block.text.contains(&*link.text)),
            "{link:?}"
        );
    }
    for (index, citation) in article.citations.iter().enumerate() {
        citation_holds(source, article, index, citation);
    }
    let in_body: Vec<_> =
        article.citations.iter().filter_map(|citation| Some((citation.paragraph?, citation.start))).collect();
    assert!(in_body.is_sorted(), "citations ascend: {in_body:?}");
    for (index, entry) in article.references.iter().enumerate() {
        let leads_here = |&citation: &usize| {
            article.citations.get(citation).is_some_and(|it| it.target.references().contains(&index))
        };
        assert!(entry.citations.is_sorted() && entry.citations.iter().all(leads_here), "{entry:?}");
    }
    let record = ArticleRecord::from(article);
    assert_eq!(record.citations.len(), article.citations.len());
}

/// A value says something, and in one line.
fn is_said(field: &Field<String>) {
    assert!(!field.value.trim().is_empty(), "an empty value: {field:?}");
}

fn citation_holds(source: &str, article: &Article, index: usize, citation: &Citation) {
    place_holds(source, citation.place, citation);
    assert!(!citation.place.span.is_empty(), "{citation:?} has no words");
    for &entry in citation.target.references() {
        assert!(
            article.references.get(entry).is_some_and(|entry| entry.citations.contains(&index)),
            "{citation:?}"
        );
    }
    let Some(paragraph) = citation.paragraph else { return };
    let (start, end) = (citation.start as usize, citation.end as usize);
    let shown: String = article.body[paragraph].text.chars().take(end).skip(start).collect();
    assert_eq!(shown, *citation.marker, "{citation:?}");
}

/// The edits of a fix lie in the source on boundaries of characters, ascending and apart, and change
/// something.
fn fix_holds(source: &str, fix: &Fix) {
    assert!(fix.edits.windows(2).all(|two| two[0].span.end <= two[1].span.start), "{fix:?}");
    let old = |edit: &Edit| source.get(edit.span.start as usize..edit.span.end as usize);
    assert!(fix.edits.iter().all(|edit| old(edit).is_some()), "{fix:?}");
    assert!(fix.edits.iter().any(|edit| old(edit) != Some(&*edit.insert)), "{fix:?}");
}

/// A finding's snippet stands where it says, by bytes and by line and column.
fn finding_holds(source: &str, finding: &Finding) {
    assert_eq!(finding.fingerprint.len(), 64, "{finding:?}");
    finding.fix.iter().for_each(|fix| fix_holds(source, fix));
    let Some(location) = finding.location else { return };
    location_holds(source, location, finding);
    finding.related.iter().for_each(|related| location_holds(source, related.location, finding));
    assert!(location.span.slice(source).starts_with(&finding.snippet), "{finding:?}");
    let Some(excerpt) = &finding.excerpt else { return };
    let shown = excerpt.text.get(excerpt.start..excerpt.end);
    assert!(shown.is_some_and(|shown| location.span.slice(source).starts_with(shown)), "{finding:?}");
}

fn location_holds(source: &str, location: Location, of: &impl Debug) {
    span_holds(source, location.span, of);
    let start = LineCol { line: location.line, column: location.column };
    let end = LineCol { line: location.end_line, column: location.end_column };
    assert_eq!(start, line_col(source, location.span.start), "{of:?}");
    assert_eq!(end, line_col(source, location.span.end), "{of:?}");
}

fn place_holds(source: &str, place: Place, of: &impl Debug) {
    span_holds(source, place.span, of);
    assert_eq!(place.at, line_col(source, place.span.start), "{of:?}");
}

fn span_holds(source: &str, span: ByteSpan, of: &impl Debug) {
    assert!(
        source.get(span.start as usize..span.end as usize).is_some(),
        "{span:?} is no span of the source: {of:?}"
    );
}

/// Line and column by a plain count.
pub fn line_col(source: &str, offset: u32) -> LineCol {
    let before = &source[..offset as usize];
    let in_crlf = before.ends_with('\r') && source[offset as usize..].starts_with('\n');
    let ended = before.strip_suffix('\r').filter(|_| in_crlf).unwrap_or(before);
    let lines = ended.matches(['\n', '\r']).count() - ended.matches("\r\n").count();
    let start = ended.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    LineCol { line: lines as u32 + 1, column: before[start..].chars().count() as u32 + 1 }
}
