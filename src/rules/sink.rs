//! Collects findings: adds severity, position, excerpt and fingerprint to what a rule says. It does not
//! judge.

use std::borrow::Cow;
use std::collections::HashMap;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::address::secrets::masked;
use crate::model::{
    Demand, Document, Excerpt, Finding, Fix, InputFault, InputFaultKind, Location, Related, Severity, Source,
    SourcePassage,
};
use crate::rules::{Rule, Subject};
use crate::text::ByteSpan;
use crate::text::normalize::for_matching;

/// Findings of one rule on one article that are listed one by one; the rest is one finding that counts them.
pub const MAX_FINDINGS: usize = 10_000;

/// Related places that a finding lists; the last one counts the rest.
pub const MAX_RELATED: usize = 100;

/// Code points of a snippet.
const SNIPPET: usize = 200;

/// Code points of an excerpt.
const EXCERPT: usize = 240;

/// Code points of an excerpt that the place itself may take, so that some of the line is left around it.
const EXCERPT_PLACE: usize = 160;

/// Code points of the sentence in a fingerprint, on either side of where the place starts.
const SENTENCE_SIDE: usize = 250;

/// Takes the findings of one rule on one article.
pub struct Sink<'a> {
    document: &'a Document<'a>,
    rule: &'static Rule,
    severity: Severity,
    demand: Demand,
    findings: &'a mut Vec<Finding>,
    listed: usize,
    unlisted: Option<Unlisted>,
}

/// A finding in the making. It is reported when it is dropped into [`Sink::report`].
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Where; absent for a finding about the whole article.
    pub span: Option<ByteSpan>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Further places with a line on each; [`Draft::relate`] keeps them bounded.
    pub related: Vec<(ByteSpan, String)>,
    /// Further places that are only counted.
    pub more: usize,
    /// The label it is about.
    pub label: Option<String>,
    /// The URL it is about.
    pub url: Option<String>,
    /// What the cited source says of it.
    pub passage: Option<SourcePassage>,
    /// The severity that this finding has at most, where it weighs less than others of its rule.
    pub at_most: Option<Severity>,
    /// Edits that mend it; see [`Sink::takes_fixes`].
    pub fix: Option<Fix>,
}

/// The findings beyond [`MAX_FINDINGS`].
struct Unlisted {
    first: Option<ByteSpan>,
    count: usize,
}

impl Draft {
    /// Adds a further place; beyond [`MAX_RELATED`] it is only counted.
    pub fn relate(&mut self, span: ByteSpan, message: impl FnOnce() -> String) {
        if self.related.len() < MAX_RELATED {
            self.related.push((span, message()));
        } else {
            self.more += 1;
        }
    }
}

impl<'a> Sink<'a> {
    /// A sink for one rule on one article.
    pub fn new(
        subject: &Subject<'a>,
        rule: &'static Rule,
        severity: Severity,
        demand: Demand,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self { document: subject.document, rule, severity, demand, findings, listed: 0, unlisted: None }
    }

    /// Whether a fix would be used: making one that nobody asked for, or that no file could take, is time
    /// lost.
    pub fn takes_fixes(&self) -> bool {
        self.demand.has(Demand::FIXES) && self.document.source.is_editable()
    }

    /// Takes a finding.
    pub fn report(&mut self, draft: Draft) {
        if self.listed < MAX_FINDINGS {
            self.listed += 1;
            self.push(draft);
        } else {
            self.unlisted.get_or_insert(Unlisted { first: draft.span, count: 0 }).count += 1;
        }
    }

    /// Ends the rule: says how many findings were not listed, if any were not.
    pub fn finish(mut self) {
        let Some(Unlisted { first, count }) = self.unlisted.take() else { return };
        let message = format!("{count} more findings of {} are not listed", self.rule.name);
        let help = Some(format!("mend the first {MAX_FINDINGS}, then check again"));
        self.push(Draft { span: first, message, help, ..Draft::default() });
    }

    fn push(&mut self, draft: Draft) {
        let span = draft.span.map(|span| on_boundaries(self.document.text, span));
        let location = span.map(|span| locate(self.document, span));
        let finding = Finding {
            location,
            code: self.rule.code,
            name: self.rule.name,
            severity: draft.at_most.map_or(self.severity, |most| most.min(self.severity)),
            related: related(self.document, draft.related, draft.more),
            snippet: span
                .map(|span| without_secrets(clip(span.slice(self.document.text), SNIPPET).to_owned()))
                .unwrap_or_default(),
            excerpt: location
                .filter(|_| self.demand.has(Demand::EXCERPTS))
                .map(|location| excerpt(self.document, location))
                .map(|excerpt| Excerpt { text: without_secrets(excerpt.text), ..excerpt }),
            fingerprint: if self.demand.has(Demand::FINGERPRINTS) {
                self.fingerprint(location, draft.label.as_deref())
            } else {
                String::new()
            },
            message: without_secrets(draft.message),
            help: draft.help.map(without_secrets),
            label: draft.label,
            url: draft.url.map(without_secrets),
            passage: draft.passage,
            fix: draft.fix.filter(|_| self.takes_fixes()),
        };
        self.findings.push(finding);
    }

    fn fingerprint(&self, location: Option<Location>, label: Option<&str>) -> String {
        let words =
            location.map(|location| for_matching(sentence(self.document, location))).unwrap_or_default();
        // Not the line: an edit above a finding leaves it the same finding.
        digest(&[self.rule.code, &self.document.source.project_name(), &words, label.unwrap_or_default()])
    }
}

/// Settles the fingerprints of sorted findings: those that would be equal are told apart by their order.
pub fn number_fingerprints(findings: &mut [Finding]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings.iter_mut().filter(|finding| !finding.fingerprint.is_empty()) {
        let ordinal = seen.entry(finding.fingerprint.clone()).or_default();
        finding.fingerprint = digest(&[&finding.fingerprint, &ordinal.to_string()]);
        *ordinal += 1;
    }
}

/// The finding of an input that could not be read. `None` only for a fault whose rule does not exist.
pub fn input_finding(source: &Source, fault: &InputFault, severity: Severity) -> Option<Finding> {
    let rule = crate::rules::find(fault.kind.code())?;
    let member = fault.member.as_deref().or(source.member.as_ref());
    let name = Source { member: member.cloned(), ..source.clone() }.project_name();
    let mut finding = Finding {
        code: rule.code,
        name: rule.name,
        severity,
        message: fault.message.clone(),
        help: fault.help.or(input_help(fault.kind)).map(str::to_owned),
        fingerprint: digest(&[rule.code, &name, "", ""]),
        ..Finding::default()
    };
    number_fingerprints(std::slice::from_mut(&mut finding));
    Some(finding)
}

/// Words that a report may repeat: what an address gives away is stars.
fn without_secrets(words: String) -> String {
    match masked(&words) {
        Cow::Borrowed(_) => words,
        Cow::Owned(masked) => masked,
    }
}

fn input_help(kind: InputFaultKind) -> Option<&'static str> {
    match kind {
        InputFaultKind::Unreadable => None,
        InputFaultKind::UnknownFormat => Some("name the format with --input-format, or leave the file out"),
        InputFaultKind::Internal => {
            Some("this is a fault of newscheck, not of the article: please report it with the file")
        }
    }
}

/// The span within the text, on character boundaries: whatever extraction says, slicing by it is safe.
fn on_boundaries(text: &str, span: ByteSpan) -> ByteSpan {
    let start = text.floor_char_boundary((span.start as usize).min(text.len()));
    let end = text.floor_char_boundary((span.end as usize).min(text.len()));
    ByteSpan::new(start, end.max(start))
}

fn locate(document: &Document<'_>, span: ByteSpan) -> Location {
    let (start, end) = (document.line_col(span.start), document.line_col(span.end));
    Location {
        span,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        page: document.page(span.start),
    }
}

fn related(document: &Document<'_>, mut places: Vec<(ByteSpan, String)>, more: usize) -> Vec<Related> {
    let more = more + places.len().saturating_sub(MAX_RELATED);
    places.truncate(MAX_RELATED);
    if more > 0
        && let Some((_, message)) = places.last_mut()
    {
        message.push_str(&format!(" (and {more} more places)"));
    }
    let locate =
        |(span, message)| Related { location: locate(document, on_boundaries(document.text, span)), message };
    places.into_iter().map(locate).collect()
}

/// The line of the place, shortened to [`EXCERPT`] code points around it. Looks at no more bytes than it
/// returns.
fn excerpt(document: &Document<'_>, location: Location) -> Excerpt {
    let line = line_around(document, location);
    let start = location.span.start.min(line.end) as usize;
    let place =
        clip(&document.text[start..(location.span.end.min(line.end) as usize).max(start)], EXCERPT_PLACE);
    let budget = EXCERPT - place.chars().count();
    let end = start + place.len();
    let is_whole = end >= location.span.end.min(line.end) as usize;
    let before = &document.text[line.start as usize..start];
    let after = if is_whole { &document.text[end..line.end as usize] } else { "" };
    // What the words behind do not need goes to those before, and the other way round.
    let spare = budget.saturating_sub(clip(after, budget).chars().count());
    let shown_before = clip_end(before, spare.max(budget / 2));
    let shown_after = clip(after, budget - shown_before.chars().count());
    Excerpt {
        text: document.text[start - shown_before.len()..end + shown_after.len()].to_owned(),
        start: shown_before.len(),
        end: shown_before.len() + place.len(),
        cut_before: shown_before.len() < before.len(),
        cut_after: !is_whole || shown_after.len() < after.len(),
    }
}

/// The sentence around the start of the place, within its line.
fn sentence<'d>(document: &Document<'d>, location: Location) -> &'d str {
    let line = line_around(document, location);
    let start = location.span.start.min(line.end) as usize;
    let before = clip_end(&document.text[line.start as usize..start], SENTENCE_SIDE);
    let after = clip(&document.text[start..line.end as usize], SENTENCE_SIDE);
    let from = last_sentence_end(before).map_or(before, |at| &before[at..]);
    let to = first_sentence_end(after).map_or(after, |at| &after[..at]);
    &document.text[start - from.len()..start + to.len()]
}

fn line_around(document: &Document<'_>, location: Location) -> ByteSpan {
    let line = document.lines().line_span(document.text, location.line);
    ByteSpan { start: line.start, end: line.end.max(line.start) }
}

/// After the last mark in `text` that ends a sentence and is followed by more.
fn last_sentence_end(text: &str) -> Option<usize> {
    text.rmatch_indices(is_sentence_end)
        .map(|(at, mark)| at + mark.len())
        .find(|&end| ends_sentence(text, end))
}

/// After the first mark in `text` that ends a sentence.
fn first_sentence_end(text: &str) -> Option<usize> {
    text.match_indices(is_sentence_end)
        .map(|(at, mark)| at + mark.len())
        .find(|&end| end == text.len() || ends_sentence(text, end))
}

fn is_sentence_end(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '。' | '！' | '？')
}

fn ends_sentence(text: &str, end: usize) -> bool {
    text[..end].ends_with(['。', '！', '？']) || text[end..].starts_with(char::is_whitespace)
}

/// At most the first `count` code points.
fn clip(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// At most the last `count` code points.
fn clip_end(text: &str, count: usize) -> &str {
    match count.checked_sub(1) {
        None => "",
        Some(last) => text.char_indices().rev().nth(last).map_or(text, |(at, _)| &text[at..]),
    }
}

/// Lower-case hexadecimal SHA-256 of the parts, each ended by a NUL so that no two lists of parts run
/// together alike.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    HEXLOWER.encode(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Needs;
    use chrono::DateTime;

    static RULE: Rule = Rule {
        code: "CIT001",
        name: "dangling-citation",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "",
        explanation: "",
        check: |_, _| {},
    };

    fn collect(text: &str, path: &str, drafts: Vec<Draft>) -> Vec<Finding> {
        let document = Document::new(Source { path: path.to_owned(), ..Source::default() }, text);
        let article = crate::model::Article::default();
        let subject = Subject {
            document: &document,
            article: &article,
            links: None,
            sources: None,
            evidence: None,
            now: DateTime::UNIX_EPOCH,
        };
        let mut findings = Vec::new();
        let mut sink = Sink::new(
            &subject,
            &RULE,
            Severity::Error,
            Demand::EXCERPTS | Demand::FINGERPRINTS | Demand::FIXES,
            &mut findings,
        );
        drafts.into_iter().for_each(|draft| sink.report(draft));
        sink.finish();
        findings
    }

    fn at(text: &str, words: &str) -> Draft {
        let start = text.find(words).unwrap();
        Draft { span: Some(ByteSpan::new(start, start + words.len())), ..Draft::default() }
    }

    fn one(text: &str, words: &str) -> Finding {
        collect(text, "a.txt", vec![at(text, words)]).remove(0)
    }

    #[test]
    fn a_place_has_an_exclusive_end_in_code_points() {
        let location = one("eins\nZwölf [2] hier\n", "[2]").location.unwrap();
        assert_eq!((location.line, location.column, location.end_line, location.end_column), (2, 7, 2, 10));
    }

    #[test]
    fn a_place_may_span_lines() {
        let location = one("a [1\n2] b", "[1\n2]").location.unwrap();
        assert_eq!((location.line, location.column, location.end_line, location.end_column), (1, 3, 2, 3));
    }

    #[test]
    fn a_snippet_is_cut_at_200_code_points() {
        let text = "ü".repeat(500);
        assert_eq!(one(&text, &text).snippet, "ü".repeat(200));
    }

    #[test]
    fn an_excerpt_is_the_whole_short_line() {
        let excerpt = one("before\nThe sum [2] rose.\r\nafter", "[2]").excerpt.unwrap();
        assert_eq!(excerpt.text, "The sum [2] rose.");
        assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "[2]");
        assert!(!excerpt.cut_before && !excerpt.cut_after);
    }

    #[test]
    fn an_excerpt_of_a_long_line_is_cut_around_the_place() {
        for (before, after) in
            [(0, 9999), (9999, 0), (9999, 9999), (10, 9999), (9999, 10), (120, 120), (118, 119)]
        {
            let text = format!("{}[2]{}", "ä".repeat(before), "ö".repeat(after));
            let excerpt = one(&text, "[2]").excerpt.unwrap();
            assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "[2]", "{before} {after}");
            assert_eq!(excerpt.text.chars().count(), (before + 3 + after).min(240), "{before} {after}");
            let left = excerpt.text[..excerpt.start].chars().count();
            let right = excerpt.text[excerpt.end..].chars().count();
            assert_eq!(
                (excerpt.cut_before, excerpt.cut_after),
                (left < before, right < after),
                "{before} {after}"
            );
        }
    }

    #[test]
    fn an_excerpt_of_a_long_place_shows_its_start() {
        let text = format!("see {} end", "x".repeat(1000));
        let excerpt = one(&text, &"x".repeat(1000)).excerpt.unwrap();
        assert_eq!(excerpt.text, format!("see {}", "x".repeat(160)));
        assert!(!excerpt.cut_before && excerpt.cut_after);
    }

    #[test]
    fn an_excerpt_of_many_lines_ends_with_the_first() {
        let excerpt = one("a [1\n2] b", "[1\n2]").excerpt.unwrap();
        assert_eq!((excerpt.text.as_str(), excerpt.start, excerpt.end), ("a [1", 2, 4));
    }

    #[test]
    fn a_place_off_the_text_or_off_a_boundary_does_not_panic() {
        let text = "ü\nü";
        for start in 0..8 {
            for end in start..9 {
                let draft = Draft { span: Some(ByteSpan::new(start, end)), ..Draft::default() };
                let found = collect(text, "a.txt", vec![draft]);
                let location = found[0].location.unwrap();
                assert_eq!(found[0].snippet, location.span.slice(text));
            }
        }
    }

    #[test]
    fn a_fingerprint_survives_edits_elsewhere() {
        let (old, new) =
            ("One. The sum rose [2]. Two.", "Another start!\n\nOne more. The “sum”  rose [2]. Three.");
        let fingerprint = |text: &str| one(text, "[2]").fingerprint;
        assert_eq!(fingerprint(old), fingerprint("One. The sum rose [2]. Three."));
        assert_eq!(fingerprint("x. The \"sum\" rose [2]. Two."), fingerprint(new));
        assert_ne!(fingerprint(old), fingerprint("One. The sum fell [2]. Two."));
    }

    #[test]
    fn a_fingerprint_depends_on_path_and_label() {
        let text = "The sum rose [2].";
        let of = |path: &str, label: &str| {
            collect(text, path, vec![Draft { label: Some(label.to_owned()), ..at(text, "[2]") }]).remove(0)
        };
        assert_ne!(of("a.txt", "2").fingerprint, of("b.txt", "2").fingerprint);
        assert_ne!(of("a.txt", "2").fingerprint, of("a.txt", "3").fingerprint);
    }

    #[test]
    fn equal_fingerprints_are_numbered() {
        let text = "Same [2]. Same [2].";
        let span = |start| Draft { span: Some(ByteSpan::new(start, start + 3)), ..Draft::default() };
        let mut findings = collect(text, "a.txt", vec![span(5), span(15)]);
        assert_eq!(findings[0].fingerprint, findings[1].fingerprint);
        number_fingerprints(&mut findings);
        assert_ne!(findings[0].fingerprint, findings[1].fingerprint);
        assert!(findings.iter().all(|finding| finding.fingerprint.len() == 64));
    }

    #[test]
    fn further_places_beyond_100_are_counted() {
        let mut draft = at("[2]", "[2]");
        for _ in 0..1000 {
            draft.relate(ByteSpan::new(0, 3), || "also here".to_owned());
        }
        let finding = collect("[2]", "a.txt", vec![draft]).remove(0);
        assert_eq!(finding.related.len(), 100);
        assert_eq!(finding.related[98].message, "also here");
        assert_eq!(finding.related[99].message, "also here (and 900 more places)");
    }

    #[test]
    fn findings_beyond_the_limit_are_one_that_counts_them() {
        let findings = collect("[2]", "a.txt", vec![at("[2]", "[2]"); MAX_FINDINGS + 7]);
        assert_eq!(findings.len(), MAX_FINDINGS + 1);
        assert_eq!(findings[MAX_FINDINGS].message, "7 more findings of dangling-citation are not listed");
    }

    #[test]
    fn an_input_fault_becomes_a_finding_without_a_place() {
        let fault = InputFault::new(InputFaultKind::Unreadable, "permission denied");
        let source = |path: &str| Source { path: path.to_owned(), ..Source::default() };
        let finding = input_finding(&source("a.txt"), &fault, Severity::Error).unwrap();
        assert_eq!(
            (finding.code, finding.name, finding.message.as_str()),
            ("INP001", "unreadable-input", "permission denied")
        );
        assert_ne!(
            finding.fingerprint,
            input_finding(&source("b.txt"), &fault, Severity::Error).unwrap().fingerprint
        );
    }
}
