//! What is told of a marker or an entry under the pointer. All of it is Markdown; words of documents and
//! pages are set so that they can be nothing else.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::evidence::claims::sentence_of;
use crate::lsp::places::{self, Standing};
use crate::lsp::text::Text;
use crate::model::{Article, CheckedCitation, FileReport, Reference};
use crate::render::markdown::escaped;
use crate::text::spaces::{clipped, single_spaced};

/// Code points of an entry, a sentence or a passage that are shown.
const LONGEST: usize = 300;

/// Uses of an entry that are shown.
const MOST: usize = 12;

/// What is told of a place; nothing where no marker or entry stands.
pub fn hover(text: &Text, article: &Article, report: &FileReport, position: Position) -> Option<Hover> {
    let standing = places::at(article, text.offset(position))?;
    let (value, span) = match &standing {
        Standing::Marker(citations) => {
            let told: Vec<String> = citations.iter().map(|&index| marker(article, report, index)).collect();
            (told.join("\n\n---\n\n"), article.citations[*citations.first()?].place.span)
        }
        Standing::Entry(entry) => {
            let reference = &article.references[*entry];
            (format!("{}\n\n{}", listed(reference, report), uses(article, reference)), reference.place.span)
        }
    };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(text.range(span)),
    })
}

fn marker(article: &Article, report: &FileReport, index: usize) -> String {
    let citation = &article.citations[index];
    let entries = citation.target.references();
    let mut parts: Vec<String> =
        entries.iter().map(|&entry| listed(&article.references[entry], report)).collect();
    if entries.is_empty() {
        parts.push(match citation.target.url() {
            Some(url) => format!("{}{}", shown(url), verdict(url, report)),
            None => format!("No entry has the label **{}**", shown(&citation.label.to_string())),
        });
    }
    let evidence = report.evidence.as_deref();
    let compared = evidence.and_then(|evidence| {
        let (_, checked) = (*evidence.by_citation(article.citations.len()).get(index)?)?;
        let page = checked.source.map(|source| &evidence.sources[source]);
        Some(said(checked, page.map_or("", |page| &page.text)))
    });
    parts.extend(compared);
    parts.join("\n\n")
}

/// `**[3]** A title. <https://…>`, and what became of its addresses.
fn listed(reference: &Reference, report: &FileReport) -> String {
    let label = reference.label.as_ref().map(|label| format!("**\\[{}\\]** ", shown(&label.to_string())));
    let verdicts: String = reference.addresses().map(|url| verdict(url, report)).collect();
    format!("{}{}{verdicts}", label.unwrap_or_default(), shown(&reference.text))
}

/// What became of an address, where it was asked for.
fn verdict(url: &str, report: &FileReport) -> String {
    let link = report.links.as_ref().and_then(|links| links.get(url));
    link.map(|link| format!("\n\n*{}*: {}", link.verdict.name(), shown(url))).unwrap_or_default()
}

/// What a source says of a sentence: the verdict with its passage.
fn said(checked: &CheckedCitation, source: &str) -> String {
    let comparison = &checked.comparison;
    if let Some(reason) = comparison.reason {
        return format!("*not checked*: {}", reason.words());
    }
    let best = comparison.best.and_then(|best| comparison.passages.get(best)).or(comparison.passages.first());
    let passage = best.map(|span| format!("\n\n> {}", shown(span.slice(source))));
    format!("*{}*{}", comparison.verdict.name(), passage.unwrap_or_default())
}

fn uses(article: &Article, reference: &Reference) -> String {
    let spans = places::markers(article, &reference.citations);
    if spans.is_empty() {
        return if reference.linked {
            "Linked in the text, without a marker".to_owned()
        } else {
            "Never cited".to_owned()
        };
    }
    let mut lines = vec![match spans.len() {
        1 => "Cited once:".to_owned(),
        many => format!("Cited {many} times:"),
    }];
    let mut told = None;
    for &index in &reference.citations {
        let citation = &article.citations[index];
        // Several labels of one marker are one use.
        if lines.len() > MOST || told.replace(citation.place.span) == Some(citation.place.span) {
            continue;
        }
        let sentence = sentence_of(citation, article).unwrap_or(&citation.marker);
        lines.push(format!("- line {}: {}", citation.place.at.line, shown(sentence)));
    }
    lines.join("\n")
}

/// Words on one line, cut where they are too long, that stand for themselves in Markdown and make no link.
fn shown(words: &str) -> String {
    escaped(&clipped(&single_spaced(words), LONGEST)).replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_document_are_no_markup() {
        assert_eq!(shown("[a](b)\n <i> *c*\u{7}"), "\\[a\\](b) \\<i> \\*c\\* ");
    }
}
