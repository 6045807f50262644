//! What must be the same before and after a fix: the words, where they are cited, and what each citation
//! leads to, as the article's reader sees it and as `plain` does. It applies no fix.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use crate::address::canonical;
use crate::model::{Article, Citation, FileReport, Finding, Target};
use crate::pipeline::fix::plain::Plain;
use crate::text::ByteSpan;

/// Codes of rules whose findings show words that belong to no sentence.
const RESIDUE: &str = "RES";

/// What an article says and by what.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Essence {
    /// Headline, summary, authors and times.
    front: Vec<String>,
    /// The letters of the body without markers, residue and white space.
    body: String,
    /// What is cited at each offset in `body`. Markers that stand side by side and lead to one source are one
    /// citation.
    cited: BTreeMap<usize, BTreeSet<Rc<str>>>,
    /// What is cited outside the body.
    cited_elsewhere: BTreeSet<Rc<str>>,
    /// Every address in the reference lists.
    addresses: BTreeSet<String>,
    /// What the raw text leads to, by a reading of its own.
    plain: Plain,
}

impl Essence {
    /// The essence of a report on a decoded text; none if it is about no article.
    pub(super) fn of(report: &FileReport, text: &str) -> Option<Self> {
        let article = report.article()?;
        let residue = Residue::of(&report.findings);
        let mut essence = Self {
            front: front(article, &residue, text),
            body: String::new(),
            cited: BTreeMap::new(),
            cited_elsewhere: BTreeSet::new(),
            addresses: article
                .references
                .iter()
                .flat_map(|entry| entry.addresses())
                .map(|url| canonical(url).into_owned())
                .collect(),
            plain: Plain::read(text, &removed(&report.findings)),
        };
        essence.read_body(article, &residue, text);
        Some(essence)
    }

    /// Whether nothing of it is lost or changed in another. Fixes that are not safe may take an entry that
    /// nobody cites.
    pub(super) fn is_kept_in(&self, other: &Self, with_uncited: bool) -> bool {
        self.body == other.body
            && self.cited == other.cited
            && self.cited_elsewhere == other.cited_elsewhere
            && self.front == other.front
            && self.plain == other.plain
            && (!with_uncited || self.addresses == other.addresses)
    }

    fn read_body(&mut self, article: &Article, residue: &Residue, text: &str) {
        let mut goals = Goals { article, known: HashMap::new() };
        let mut by_paragraph: BTreeMap<usize, Vec<&Citation>> = BTreeMap::new();
        // A marker that is residue and leads nowhere is no citation.
        let is_real = |citation: &&Citation| {
            citation.target != Target::Dangling || !residue.covers(citation.place.span)
        };
        for citation in article.citations.iter().filter(is_real) {
            match citation.paragraph {
                Some(paragraph) => by_paragraph.entry(paragraph).or_default().push(citation),
                None => _ = self.cited_elsewhere.insert(goals.of(citation)),
            }
        }
        for (index, paragraph) in article.body.iter().enumerate() {
            let citations = by_paragraph.remove(&index).unwrap_or_default();
            let left_out = residue.ranges(&paragraph.text, paragraph.place.span, text);
            self.read_paragraph(&mut goals, &paragraph.text, &citations, &left_out);
        }
    }

    fn read_paragraph<'a>(
        &mut self,
        goals: &mut Goals<'a>,
        text: &str,
        citations: &[&'a Citation],
        residue: &[Range<usize>],
    ) {
        let mut residue = residue.iter().peekable();
        let mut marker_end = 0;
        let mut citations = citations.iter().peekable();
        for (point, (at, letter)) in text.char_indices().enumerate() {
            while let Some(citation) = citations.next_if(|citation| citation.start as usize <= point) {
                marker_end = marker_end.max(citation.end as usize);
                self.cited.entry(self.body.len()).or_default().insert(goals.of(citation));
            }
            while residue.next_if(|range| range.end <= at).is_some() {}
            let is_residue = residue.peek().is_some_and(|range| range.contains(&at));
            // White space is no part of what is said: a fix may take the space beside what it takes.
            if point >= marker_end && !is_residue && !letter.is_whitespace() {
                self.body.push(letter);
            }
        }
    }
}

/// What citations lead to, worked out once for those that lead to the same entries.
struct Goals<'a> {
    article: &'a Article,
    known: HashMap<&'a [usize], Rc<str>>,
}

impl<'a> Goals<'a> {
    fn of(&mut self, citation: &'a Citation) -> Rc<str> {
        let entries = citation.target.references();
        if entries.is_empty() {
            return goal(self.article, citation).into();
        }
        Rc::clone(self.known.entry(entries).or_insert_with(|| goal(self.article, citation).into()))
    }
}

/// What a citation leads to, whatever its label.
fn goal(article: &Article, citation: &Citation) -> String {
    let entries = || citation.target.references().iter().filter_map(|&index| article.references.get(index));
    match &citation.target {
        Target::Url { url, .. } => format!("url {}", canonical(url)),
        Target::NoUrl { .. } => entries()
            .map(|entry| format!("text {}", entry.text))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        // What it could lead to: one of two entries that go to one page is no longer ambiguous, and leads
        // nowhere else.
        Target::Ambiguous { .. } => {
            let urls: BTreeSet<String> = entries()
                .flat_map(|entry| entry.addresses())
                .map(|url| canonical(url).into_owned())
                .collect();
            format!("several {}", urls.into_iter().collect::<Vec<_>>().join(" "))
        }
        Target::Dangling => "nothing".to_owned(),
    }
}

fn front(article: &Article, residue: &Residue, text: &str) -> Vec<String> {
    let mut front = Vec::new();
    for field in [&article.headline, &article.summary].into_iter().flatten() {
        let mut words = field.value.clone();
        if let Some(place) = field.place {
            words = without(&words, &residue.ranges(&words, place.span, text));
            words = without(&words, &markers(article, place.span, &words));
        }
        words.retain(|letter| !letter.is_whitespace());
        front.push(words);
    }
    front.extend(article.authors.iter().map(|author| author.value.clone()));
    front.extend([&article.published, &article.modified].into_iter().flatten().map(|time| time.raw.clone()));
    front
}

/// The markers of headline or summary in its words, ascending.
fn markers(article: &Article, place: ByteSpan, words: &str) -> Vec<Range<usize>> {
    let inside = |citation: &&Citation| citation.paragraph.is_none() && within(citation.place.span, place);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for citation in article.citations.iter().filter(inside) {
        let from = ranges.last().map_or(0, |range| range.end);
        // `[1, 2]` is two citations at one marker.
        if last.replace(citation.place.span) == Some(citation.place.span) {
            continue;
        }
        let Some(at) = words[from..].find(&*citation.marker) else { break };
        ranges.push(from + at..from + at + citation.marker.len());
    }
    ranges
}

fn within(inner: ByteSpan, outer: ByteSpan) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn without(words: &str, ranges: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut from = 0;
    for range in ranges {
        kept.push_str(&words[from..range.start]);
        from = range.end;
    }
    kept.push_str(&words[from..]);
    kept
}

/// What fixes of residue would take away, ascending and apart.
fn removed(findings: &[Finding]) -> Vec<ByteSpan> {
    let residue = findings.iter().filter(|finding| finding.code.starts_with(RESIDUE));
    let edits = residue.filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits);
    let mut spans: Vec<ByteSpan> = edits.map(|edit| edit.span).filter(|span| !span.is_empty()).collect();
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        kept.end = if touches { kept.end.max(next.end) } else { kept.end };
        touches
    });
    spans
}

/// Where findings show residue in the source, ascending.
struct Residue(Vec<ByteSpan>);

impl Residue {
    fn of(findings: &[Finding]) -> Self {
        let shown = findings.iter().filter(|finding| finding.code.starts_with(RESIDUE));
        Self(shown.filter_map(|finding| Some(finding.location?.span)).collect())
    }

    /// Whether a place lies in residue.
    fn covers(&self, place: ByteSpan) -> bool {
        let last = self.0.partition_point(|span| span.start <= place.start).checked_sub(1);
        last.is_some_and(|last| within(place, self.0[last]))
    }

    /// The residue in words that stand at a place of the source, ascending. Where it is written otherwise
    /// there (as with entities), the rest of the words is taken as it is: a fix there is refused.
    fn ranges(&self, words: &str, place: ByteSpan, text: &str) -> Vec<Range<usize>> {
        let first = self.0.partition_point(|span| span.start < place.start);
        let mut ranges = Vec::new();
        let mut from = 0;
        for span in self.0[first..].iter().take_while(|span| span.start < place.end) {
            let shown = span.slice(text);
            let Some(at) = words[from..].find(shown).filter(|_| !shown.is_empty()) else { break };
            ranges.push(from + at..from + at + shown.len());
            from += at + shown.len();
        }
        ranges
    }
}
