//! What the sources say, side by side: each cited sentence left, the passages of its sources right, with what
//! differs and what is missing marked.

use std::io::{self, Write};

use crate::model::{
    Article, CheckedCitation, CheckedClaim, Comparison, Coverage, Evidence, EvidenceVerdict, FigureFound,
    QuoteFound, SourcePage,
};
use crate::render::html::{passage::Context, source_link};
use crate::render::words::plural;
use crate::render::xml::escaped;
use crate::text::ByteSpan;

/// Passages of a source that are shown of it for one sentence.
const MOST: usize = 4;

/// Bytes of a passage that are shown.
const LONGEST: usize = 1200;

/// Bytes around a few words that are shown with them.
const AROUND: usize = 160;

/// How words are marked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// The other side does not have them.
    Lacks,
    /// The other side has others in their place.
    Differs,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Lacks => "lacks",
            Self::Differs => "differs",
        }
    }
}

/// Writes the section; nothing where no source was looked up.
pub(super) fn write(context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(evidence) = context.report.evidence.as_deref().filter(|found| !found.claims.is_empty()) else {
        return Ok(());
    };
    let article = context.article;
    let Coverage { whole, part, nothing } = evidence.coverage(article.citations.len());
    writeln!(out, "<section class=\"evidence\"><h3 class=\"list\">What the sources say</h3>")?;
    writeln!(
        out,
        "<p class=\"coverage\">{}: {whole} compared with a whole text, {part} with a part, {nothing} with nothing. \
         A verdict is about words: none says true or false. <span class=\"differs\">These words</span> differ, \
         <span class=\"lacks\">these</span> are not in the source.</p>",
        plural(article.citations.len(), "citation")
    )?;
    for (index, claim) in evidence.claims.iter().enumerate() {
        let pair = Pair { context, evidence, claim };
        writeln!(out, "<div class=\"pair\" id=\"{}-e{index}\">", context.id)?;
        pair.left(out)?;
        pair.right(out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

/// A sentence and its sources.
struct Pair<'p> {
    context: &'p Context<'p>,
    evidence: &'p Evidence,
    claim: &'p CheckedClaim,
}

impl Pair<'_> {
    fn article(&self) -> &Article {
        self.context.article
    }

    /// The sentence with its marker, and what is marked in it by all of its sources.
    fn left(&self, out: &mut dyn Write) -> io::Result<()> {
        let block = &self.article().body[self.claim.paragraph].text;
        let mut marks: Vec<(ByteSpan, Mark)> = Vec::new();
        // What one source has is not missing because another lacks it.
        let best = self.claim.sources.iter().filter(|checked| checked.comparison.reason.is_none());
        if let Some(best) = best.max_by_key(|checked| (checked.comparison.verdict, checked.comparison.score))
        {
            marks.extend(marks_of_claim(&best.comparison));
        }
        let start = self.claim.span.start;
        let moved = marks
            .into_iter()
            .map(|(span, mark)| (ByteSpan { start: span.start + start, end: span.end + start }, mark));
        write!(
            out,
            "<div class=\"here\"><p dir=\"auto\">{}</p>",
            marked(block, self.claim.span, moved.collect())
        )?;
        if self.claim.is_before {
            write!(
                out,
                "<p class=\"dim\">stands before the marked sentence: quotations and figures only</p>"
            )?;
        }
        if let Some(opinion) = &self.claim.opinion {
            let score = opinion.score.map_or_else(|| "no answer".to_owned(), |score| format!("{score:.2}"));
            let note = opinion.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default();
            write!(
                out,
                "<p class=\"dim\">judge {}: {}</p>",
                escaped(&opinion.judge),
                escaped(&(score + &note))
            )?;
        }
        writeln!(out, "</div>")
    }

    fn right(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<div class=\"there\">")?;
        for checked in &self.claim.sources {
            self.source(checked, out)?;
        }
        if let Some(elsewhere) = &self.claim.elsewhere {
            let page = &self.evidence.sources[elsewhere.source];
            let label = self.article().references[elsewhere.reference].label.as_ref();
            let label = label.map_or_else(|| "another reference".to_owned(), |label| format!("[{label}]"));
            write!(
                out,
                "<div class=\"said\"><p class=\"head\"><a href=\"#{}-r{}\">{}</a> <span class=\"verdict unsure\">has it</span></p>",
                self.context.id,
                elsewhere.reference,
                escaped(&label)
            )?;
            passages(page, &elsewhere.comparison, out)?;
            writeln!(out, "</div>")?;
        }
        writeln!(out, "</div>")
    }

    /// A source: its marker, its verdict, its address and its passages.
    fn source(&self, checked: &CheckedCitation, out: &mut dyn Write) -> io::Result<()> {
        let citation = &self.article().citations[checked.citation];
        let comparison = &checked.comparison;
        let page = checked.source.map(|source| &*self.evidence.sources[source]);
        let mut verdict = comparison.verdict.name().replace('-', " ");
        if let Some(reason) = comparison.reason {
            verdict = format!("not compared: {}", reason.words());
            if let Some(told) = page.and_then(|page| page.told.as_ref()) {
                verdict = format!("{verdict} ({told})");
            }
        }
        write!(
            out,
            "<div class=\"said\"><p class=\"head\"><a class=\"cite {}\" href=\"#{}-c{}\">[{}]</a> <span class=\"verdict {}\">{}</span>",
            citation.target.status(),
            self.context.id,
            self.marker_of(checked.citation),
            escaped(&citation.label.to_string()),
            class_of(comparison.verdict),
            escaped(&verdict)
        )?;
        let Some(page) = page else { return writeln!(out, "</p></div>") };
        match citation.target.url() {
            Some(url) => write!(out, " {}", source_link(url))?,
            None => write!(out, " <span class=\"dim\">{}</span>", escaped(&page.origin))?,
        }
        if let Some(at) = &page.captured_at {
            write!(out, " <span class=\"dim\">captured {}</span>", escaped(at.get(..10).unwrap_or(at)))?;
        }
        write!(out, "</p>")?;
        if comparison.reason.is_none() {
            passages(page, comparison, out)?;
        }
        writeln!(out, "</div>")
    }

    /// The citation by which the marker of a citation goes: the first at its place.
    fn marker_of(&self, citation: usize) -> usize {
        let citations = &self.article().citations;
        let place = |index: usize| (citations[index].paragraph, citations[index].start);
        (0..=citation).rev().take_while(|&index| place(index) == place(citation)).last().unwrap_or(citation)
    }
}

fn class_of(verdict: EvidenceVerdict) -> &'static str {
    match verdict {
        EvidenceVerdict::QuoteAltered | EvidenceVerdict::FigureDiffers => "bad",
        // A high score is no praise.
        EvidenceVerdict::Supported | EvidenceVerdict::Unsure | EvidenceVerdict::NotChecked => "plain",
        _ => "unsure",
    }
}

/// What is marked in a claim.
fn marks_of_claim(comparison: &Comparison) -> Vec<(ByteSpan, Mark)> {
    let mut marks: Vec<(ByteSpan, Mark)> =
        comparison.missing.iter().map(|span| (*span, Mark::Lacks)).collect();
    for quote in &comparison.quotes {
        if quote.found == QuoteFound::Missing {
            marks.push((quote.span, Mark::Lacks));
        }
        marks.extend(quote.edits.iter().map(|edit| (edit.claim, Mark::Differs)));
    }
    for figure in &comparison.figures {
        match figure.found {
            FigureFound::Differs => marks.push((figure.span, Mark::Differs)),
            FigureFound::Missing => marks.push((figure.span, Mark::Lacks)),
            FigureFound::Present | FigureFound::Soft => {}
        }
    }
    let turned = comparison.turns.iter().flat_map(|turn| &turn.differences);
    marks.extend(turned.map(|edit| (edit.claim, Mark::Differs)));
    marks
}

/// The passages of a source on a claim, those with differences among them.
fn passages(page: &SourcePage, comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut marks: Vec<(ByteSpan, Mark)> = Vec::new();
    let mut spans: Vec<ByteSpan> = Vec::new();
    for turn in &comparison.turns {
        spans.push(turn.source);
        marks.extend(turn.differences.iter().map(|edit| (edit.source, Mark::Differs)));
    }
    for quote in comparison.quotes.iter().filter(|quote| quote.found != QuoteFound::Missing) {
        spans.extend(quote.passage);
        marks.extend(quote.edits.iter().map(|edit| (edit.source, Mark::Differs)));
    }
    for figure in comparison.figures.iter().filter(|figure| figure.found == FigureFound::Differs) {
        spans.extend(figure.passage);
        marks.extend(figure.passage.map(|span| (span, Mark::Differs)));
    }
    let best = comparison.best.and_then(|best| comparison.passages.get(best));
    spans.extend(best.or(comparison.passages.first()));
    spans.extend(comparison.passages.iter().copied());
    for span in shown(&page.text, &spans) {
        writeln!(out, "<blockquote dir=\"auto\">{}</blockquote>", marked(&page.text, span, marks.clone()))?;
    }
    Ok(())
}

/// The first passages, each with some words around it and none inside another, in the order of the text.
fn shown(text: &str, spans: &[ByteSpan]) -> Vec<ByteSpan> {
    let mut chosen: Vec<ByteSpan> = Vec::new();
    for span in spans {
        let wide = widened(text, *span);
        if chosen.len() < MOST && !chosen.iter().any(|other| other.overlaps(wide)) {
            chosen.push(wide);
        }
    }
    chosen.sort();
    chosen
}

/// A passage to the ends of its sentence or line, if they are near.
fn widened(text: &str, span: ByteSpan) -> ByteSpan {
    let start = text.floor_char_boundary((span.start as usize).min(text.len()));
    let end = text.ceil_char_boundary((span.end as usize).clamp(start, text.len()).min(start + LONGEST));
    let from = text.ceil_char_boundary(start.saturating_sub(AROUND));
    let to = text.floor_char_boundary((end + AROUND).min(text.len()));
    let ends = |letter: char| matches!(letter, '\n' | '。');
    let before = &text[from..start];
    let begins = [before.rfind(ends).map(|at| at + 1), before.rfind(". ").map(|at| at + 2)];
    let first = text.ceil_char_boundary(from + begins.into_iter().flatten().max().unwrap_or(0));
    let after = &text[end..to];
    let stops = [after.find(ends), after.find(". ").map(|at| at + 1)];
    let last = match text[..end].ends_with(['.', '!', '?', '\n']) {
        true => end,
        false => stops.into_iter().flatten().min().map_or(to, |at| end + at),
    };
    ByteSpan::new(first.min(start), text.floor_char_boundary(last).max(end))
}

/// A part of a text with marks in it; where two lie over each other, the graver shows.
fn marked(text: &str, span: ByteSpan, mut marks: Vec<(ByteSpan, Mark)>) -> String {
    marks.retain(|(mark, _)| mark.start < mark.end && mark.overlaps(span));
    let clamp = |at: u32| text.floor_char_boundary(at.clamp(span.start, span.end) as usize);
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|(mark, _)| [clamp(mark.start), clamp(mark.end)]).collect();
    cuts.extend([clamp(span.start), clamp(span.end)]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut html = String::new();
    for pair in cuts.windows(2) {
        let covers =
            |(mark, _): &&(ByteSpan, Mark)| clamp(mark.start) <= pair[0] && pair[1] <= clamp(mark.end);
        let words = escaped(&text[pair[0]..pair[1]]);
        match marks.iter().filter(covers).map(|(_, mark)| *mark).max() {
            Some(mark) => {
                html.push_str(&format!("<span class=\"{}\">{words}</span>", mark.class()));
            }
            None => html.push_str(&words),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_clamped_and_ranked() {
        let text = "a <b> c d";
        let marks = vec![
            (ByteSpan::new(2, 7), Mark::Lacks),
            (ByteSpan::new(6, 40), Mark::Differs),
            (ByteSpan::new(4, 4), Mark::Differs),
        ];
        assert_eq!(
            marked(text, ByteSpan::new(0, 9), marks),
            "a <span class=\"lacks\">&lt;b&gt; </span><span class=\"differs\">c</span><span class=\"differs\"> d</span>"
        );
    }

    #[test]
    fn a_few_words_are_shown_in_their_sentence() {
        let text = "One thing. It cost 4 million in May. More follows.\nLast.";
        let at = text.find("4 million").unwrap();
        let wide = widened(text, ByteSpan::new(at, at + 9));
        assert_eq!(wide.slice(text), "It cost 4 million in May.");
        let long = "ü".repeat(5_000);
        assert!(widened(&long, ByteSpan::new(4_000, 4_002)).len() < 700);
    }
}
