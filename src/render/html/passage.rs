//! A paragraph with its markers and the findings in it: markers become links to their entries, findings are
//! underlined.

use std::io::{self, Write};

use crate::model::{Article, CheckedClaim, Citation, Evidence, FileReport, Severity, Target};
use crate::render::spots::{Marker, Spots};
use crate::render::xml::escaped;

/// What a paragraph belongs to.
pub(super) struct Context<'a> {
    pub(super) report: &'a FileReport,
    pub(super) article: &'a Article,
    /// What the ids of the article's elements begin with.
    pub(super) id: &'a str,
}

/// Writes a paragraph's text. A stretch of text is underlined by the gravest finding on it.
pub(super) fn write(text: &str, spots: &Spots, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut cuts: Vec<usize> =
        spots.findings.iter().flat_map(|(range, _)| [range.start, range.end]).collect();
    cuts.extend(spots.markers.iter().flat_map(|marker| [marker.range.start, marker.range.end]));
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut starting = spots.findings.iter().peekable();
    let mut ending: Vec<(usize, Severity)> = spots
        .findings
        .iter()
        .map(|(range, index)| (range.end, context.report.findings[*index].severity))
        .collect();
    ending.sort_unstable();
    let mut ending = ending.into_iter().peekable();
    let mut markers = spots.markers.iter().peekable();
    let mut covering = Covering::default();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        while let Some((_, severity)) = ending.next_if(|(at, _)| *at <= start) {
            covering.remove(severity);
        }
        while let Some((_, index)) = starting.next_if(|(range, _)| range.start <= start) {
            write!(out, "<span id=\"{}-p{index}\"></span>", context.id)?;
            covering.add(context.report.findings[*index].severity);
        }
        let marker = markers.peek().copied().filter(|marker| marker.range.start <= start);
        if let Some(marker) = marker.filter(|marker| marker.range.start == start) {
            open_marker(marker, context, out)?;
        }
        stretch(&text[start..end], covering.worst(), out)?;
        if marker.is_some_and(|marker| marker.range.end == end) {
            out.write_all(b"</a>")?;
            markers.next();
        }
    }
    Ok(())
}

fn stretch(words: &str, worst: Option<Severity>, out: &mut dyn Write) -> io::Result<()> {
    match worst {
        Some(severity) => write!(out, "<span class=\"u {}\">{}</span>", severity.name(), escaped(words)),
        None => out.write_all(escaped(words).as_bytes()),
    }
}

/// How many findings of each severity cover a stretch.
#[derive(Default)]
struct Covering([usize; 4]);

impl Covering {
    fn add(&mut self, severity: Severity) {
        self.0[severity as usize] += 1;
    }

    fn remove(&mut self, severity: Severity) {
        self.0[severity as usize] = self.0[severity as usize].saturating_sub(1);
    }

    fn worst(&self) -> Option<Severity> {
        [Severity::Error, Severity::Warning, Severity::Info]
            .into_iter()
            .find(|severity| self.0[*severity as usize] > 0)
    }
}

/// The opening tag of a marker: a link to its first entry, which the script turns into a button that shows
/// all of them.
fn open_marker(marker: &Marker, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let citations = &context.article.citations[marker.citations.clone()];
    let mut references: Vec<usize> =
        // A marker of a range may name hundreds: a box with all of them would hide the page.
        citations.iter().flat_map(|citation| citation.target.references().iter().copied()).take(50).collect();
    references.sort_unstable();
    references.dedup();
    let ids: Vec<String> =
        references.iter().map(|reference| format!("{}-r{reference}", context.id)).collect();
    let own = citations
        .iter()
        .find_map(|citation| citation.target.url().filter(|_| citation.target.references().is_empty()));
    let own = own.and_then(super::web_address);
    write!(out, "<a class=\"cite {}\" id=\"{}-c{}\"", status(citations), context.id, marker.citations.start)?;
    match (ids.first(), own) {
        (Some(id), _) => write!(out, " href=\"#{id}\"")?,
        (None, Some(url)) => {
            write!(out, " href=\"{}\" rel=\"noopener noreferrer nofollow\" target=\"_blank\"", escaped(url))?
        }
        (None, None) => write!(out, " tabindex=\"0\"")?,
    }
    let sources = context.report.evidence.as_deref();
    if let Some(claim) = sources.and_then(|found| claim_of(found, marker.citations.start)) {
        write!(out, " data-evidence=\"{}-e{claim}\"", context.id)?;
    }
    write!(out, " data-refs=\"{}\" data-note=\"{}\">", ids.join(" "), escaped(&note(citations)))
}

/// The index of the claim that a citation covers first as its own.
fn claim_of(evidence: &Evidence, citation: usize) -> Option<usize> {
    let covers = |claim: &CheckedClaim| claim.sources.iter().any(|checked| checked.citation == citation);
    evidence.claims.iter().position(|claim| !claim.is_before && covers(claim))
}

/// The worst that the labels at a marker come to.
fn status(citations: &[Citation]) -> &'static str {
    let rank = |target: &Target| match target {
        Target::Dangling => 3,
        Target::Ambiguous { .. } => 2,
        Target::NoUrl { .. } => 1,
        Target::Url { .. } => 0,
    };
    citations
        .iter()
        .map(|citation| &citation.target)
        .max_by_key(|target| rank(target))
        .map_or("resolved", Target::status)
}

/// What is to be said of a marker's labels beyond their entries.
fn note(citations: &[Citation]) -> String {
    let labels = |wanted: fn(&Target) -> bool| {
        citations
            .iter()
            .filter(|citation| wanted(&citation.target))
            .map(|citation| format!("[{}]", citation.label))
            .take(20)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let dangling = labels(|target| matches!(target, Target::Dangling));
    let ambiguous = labels(|target| matches!(target, Target::Ambiguous { .. }));
    let addressless = labels(|target| matches!(target, Target::NoUrl { .. }));
    let mut notes = Vec::new();
    notes.extend((!dangling.is_empty()).then(|| format!("{dangling} has no entry in the reference list")));
    notes.extend(
        (!ambiguous.is_empty()).then(|| format!("{ambiguous} has several entries with different addresses")),
    );
    notes.extend((!addressless.is_empty()).then(|| format!("{addressless} has an entry without an address")));
    notes.join("; ")
}
