//! Which sentences of an article its citations cover. It does not compare them with a source.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Article, BlockKind, Citation};
use crate::text::{quotes, sentences};

/// A sentence that citations cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedSentence {
    /// 0-based index of the body block it stands in.
    pub paragraph: usize,
    /// Its bytes in the block's text, with the markers that belong to it.
    pub range: Range<usize>,
    /// Its words, byte for byte as long as in the block: markers are blanked.
    pub text: String,
    /// How the citations cover it.
    pub extent: Extent,
    /// The article's citations that cover it: 0-based, ascending.
    pub citations: Vec<usize>,
}

/// How a citation covers a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The marker stands in it, or right behind it.
    Marked,
    /// It stands before the marked one in a paragraph whose only marker stands at its end.
    Before,
}

/// The sentences of an article that citations cover, in document order. A marker behind a full stop belongs
/// to the sentence before; a quotation of several sentences is never cut. Markers in headlines, summaries and
/// notes cover none.
pub fn cited_sentences(article: &Article) -> Vec<CitedSentence> {
    let mut by_paragraph: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, citation) in article.citations.iter().enumerate() {
        if let Some(paragraph) = citation.paragraph.filter(|paragraph| *paragraph < article.body.len()) {
            by_paragraph.entry(paragraph).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for (paragraph, citations) in by_paragraph {
        let block = &article.body[paragraph];
        if block.kind == BlockKind::Code {
            continue;
        }
        let cited: Vec<&Citation> = citations.iter().map(|&index| &article.citations[index]).collect();
        let cut = Cut::of(&block.text, &cited);
        found.extend(cut.covered().into_iter().map(|covered| CitedSentence {
            paragraph,
            text: cut.blanked(&covered),
            range: covered.range,
            extent: covered.extent,
            citations: covered.markers.iter().map(|&marker| citations[marker]).collect(),
        }));
    }
    found
}

/// The sentence that a marker belongs to, as [`cited_sentences`] has it; none for a marker outside the body.
pub fn sentence_of<'a>(citation: &Citation, article: &'a Article) -> Option<&'a str> {
    let text = &*article.body.get(citation.paragraph?)?.text;
    let same_block = article.citations.iter().filter(|other| other.paragraph == citation.paragraph);
    let cited: Vec<&Citation> = same_block.collect();
    let own = cited.iter().position(|other| (other.start, other.end) == (citation.start, citation.end))?;
    let cut = Cut::of(text, &cited);
    let sentence = cut.sentence_of(own)?;
    Some(&text[cut.whole(sentence)])
}

/// A sentence of a paragraph that some of its markers cover.
struct Covered {
    range: Range<usize>,
    extent: Extent,
    /// By position among the paragraph's citations.
    markers: Vec<usize>,
}

/// A paragraph cut into sentences as if it had no markers.
struct Cut<'t> {
    text: &'t str,
    /// The text without markers.
    bare: String,
    /// The bytes of each citation's marker in the text, in the order of the citations.
    markers: Vec<Range<usize>>,
    /// Where each marker stands in `bare`.
    stands: Vec<usize>,
    /// What is left without markers: where it begins in `bare`, and where in the text.
    pieces: Vec<(usize, usize)>,
    /// The sentences, in bytes of `bare`.
    sentences: Vec<Range<usize>>,
    /// The markers that belong to a sentence.
    by_sentence: BTreeMap<usize, Vec<usize>>,
}

impl<'t> Cut<'t> {
    fn of(text: &'t str, citations: &[&Citation]) -> Self {
        let markers = byte_ranges(text, citations);
        let mut order: Vec<usize> = (0..markers.len()).collect();
        order.sort_by_key(|&marker| (markers[marker].start, markers[marker].end));
        let (mut bare, mut from) = (String::with_capacity(text.len()), 0);
        let (mut stands, mut pieces) = (vec![0; markers.len()], Vec::new());
        for marker in order {
            let Range { start, end } = markers[marker];
            if start >= from {
                pieces.push((bare.len(), from));
                bare.push_str(text[from..start].trim_end());
                from = end;
            }
            stands[marker] = bare.len();
            // `He left.[1]She came.`: the marker parted what stands on either side of it.
            if text[from..].starts_with(char::is_alphanumeric) && !bare.is_empty() {
                bare.push(' ');
            }
        }
        pieces.push((bare.len(), from));
        bare.push_str(&text[from..]);
        let sentences = whole_quotations(&bare, sentences::split(&bare));
        let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (marker, at) in stands.iter().enumerate() {
            // The sentence that it stands in or right behind; the last one where only marks follow.
            let ended = sentences.partition_point(|sentence| sentence.end < *at);
            if let Some(last) = sentences.len().checked_sub(1) {
                by_sentence.entry(ended.min(last)).or_default().push(marker);
            }
        }
        Self { text, bare, markers, stands, pieces, sentences, by_sentence }
    }

    /// The sentence that a marker belongs to.
    fn sentence_of(&self, marker: usize) -> Option<usize> {
        self.by_sentence.iter().find(|(_, markers)| markers.contains(&marker)).map(|(sentence, _)| *sentence)
    }

    /// The bytes of a sentence in the text, with the markers that belong to it.
    fn whole(&self, sentence: usize) -> Range<usize> {
        let Range { start, end } = self.sentences[sentence].clone();
        let mut whole = self.in_text(start)..self.in_text(end - 1) + 1;
        for &marker in self.by_sentence.get(&sentence).into_iter().flatten() {
            let range = self.markers[marker].clone();
            if !range.is_empty() {
                whole = whole.start.min(range.start)..whole.end.max(range.end);
            }
        }
        whole.start..self.text.ceil_char_boundary(whole.end)
    }

    /// A byte of `bare`, in the text.
    fn in_text(&self, at: usize) -> usize {
        // Of pieces that begin at one place, all but the last are empty.
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, in_text) = self.pieces[after.saturating_sub(1)];
        in_text + (at - start)
    }

    fn covered(&self) -> Vec<Covered> {
        let mut covered = Vec::new();
        if let Some(markers) = self.only_markers() {
            covered.extend((0..self.sentences.len() - 1).map(|sentence| Covered {
                range: self.whole(sentence),
                extent: Extent::Before,
                markers: markers.clone(),
            }));
        }
        covered.extend(self.by_sentence.iter().map(|(sentence, markers)| Covered {
            range: self.whole(*sentence),
            extent: Extent::Marked,
            markers: markers.clone(),
        }));
        covered
    }

    /// The markers of a paragraph in which they all stand behind its last word.
    fn only_markers(&self) -> Option<&Vec<usize>> {
        let first = *self.stands.iter().min()?;
        let ends = first > 0 && !self.bare[first..].contains(char::is_alphanumeric);
        self.by_sentence
            .get(&self.sentences.len().checked_sub(1)?)
            .filter(|_| ends && self.by_sentence.len() == 1)
    }

    /// The words of a range with the markers in it blanked, byte for byte as long.
    fn blanked(&self, covered: &Covered) -> String {
        let range = &covered.range;
        let mut words = self.text[range.clone()].to_owned();
        for marker in covered.markers.iter().map(|&marker| &self.markers[marker]) {
            if range.start <= marker.start && marker.end <= range.end {
                let inside = marker.start - range.start..marker.end - range.start;
                words.replace_range(inside.clone(), &" ".repeat(inside.len()));
            }
        }
        words
    }
}

/// The bytes of the markers, in the order of the citations.
fn byte_ranges(text: &str, citations: &[&Citation]) -> Vec<Range<usize>> {
    let mut points: Vec<u32> = citations.iter().flat_map(|citation| [citation.start, citation.end]).collect();
    points.sort_unstable();
    points.dedup();
    let mut bytes = BTreeMap::new();
    let mut wanted = points.into_iter().peekable();
    let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for (point, at) in starts.enumerate() {
        if wanted.next_if(|next| *next as usize == point).is_some() {
            bytes.insert(point, at);
        }
    }
    let byte = |point: u32| bytes.get(&(point as usize)).copied().unwrap_or(text.len());
    citations
        .iter()
        .map(|citation| byte(citation.start)..byte(citation.end).max(byte(citation.start)))
        .collect()
}

/// Sentences of which none ends inside a quotation.
fn whole_quotations(text: &str, sentences: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut quotations = quotes::find(text).into_iter().map(|quotation| quotation.outer).peekable();
    let mut joined: Vec<Range<usize>> = Vec::new();
    let mut open_until = 0;
    for sentence in sentences {
        let is_inside = sentence.start < open_until;
        while let Some(quotation) = quotations.next_if(|quotation| quotation.start < sentence.end) {
            open_until = open_until.max(quotation.end);
        }
        match joined.last_mut() {
            Some(last) if is_inside => last.end = sentence.end,
            _ => joined.push(sentence),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, parse};

    /// Each covered sentence as `labels: words`, those before a marked one in brackets.
    fn covered(paragraph: &str) -> Vec<String> {
        let text = format!(
            "Harbour news\n\nFirst words.\n\n{paragraph}\n\nReferences\n[1] https://example.org/a\n[2] https://example.org/b\n[3] https://example.org/c\n"
        );
        let article = &parse(text.as_bytes(), &Options::default())[0];
        let line = |sentence: CitedSentence| {
            let labels: Vec<String> =
                sentence.citations.iter().map(|&index| article.citations[index].label.to_string()).collect();
            let words = &article.body[sentence.paragraph].text[sentence.range.clone()];
            assert_eq!(words.len(), sentence.text.len(), "{words}");
            let said = format!("{}: {words}", labels.join(","));
            if sentence.extent == Extent::Before { format!("({said})") } else { said }
        };
        cited_sentences(article).into_iter().map(line).collect()
    }

    #[test]
    fn a_marker_covers_its_sentence() {
        let table: &[(&str, &[&str])] = &[
            ("The quay closed [1]. Boats left [2].", &["1: The quay closed [1].", "2: Boats left [2]."]),
            ("The quay closed. [1] Boats left. [2]", &["1: The quay closed. [1]", "2: Boats left. [2]"]),
            ("The quay closed.[1][2] Boats left.", &["1,2: The quay closed.[1][2]"]),
            (
                "It fell to 3 percent [1], and rose to 4 [2].",
                &["1,2: It fell to 3 percent [1], and rose to 4 [2]."],
            ),
            ("[1] The quay closed. Boats left.", &["1: [1] The quay closed."]),
            ("He left at 5 p.m. [1]. Nobody saw him.", &["1: He left at 5 p.m. [1]."]),
            ("The U.S. [1] Army came. It left.", &["1: The U.S. [1] Army came."]),
            ("No marker here.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(covered(text), *expected, "{text}");
        }
    }

    #[test]
    fn an_only_marker_at_the_end_of_a_paragraph_covers_what_stands_before() {
        let table: &[(&str, &[&str])] = &[
            (
                "The quay closed. It cost 4 million. Boats left [1][2].",
                &["(1,2: The quay closed.)", "(1,2: It cost 4 million.)", "1,2: Boats left [1][2]."],
            ),
            ("The quay closed. Boats left. [1]", &["(1: The quay closed.)", "1: Boats left. [1]"]),
            ("The quay [1] closed. Boats left [1].", &["1: The quay [1] closed.", "1: Boats left [1]."]),
            ("The quay closed. Boats left [1] on Monday.", &["1: Boats left [1] on Monday."]),
        ];
        for (text, expected) in table {
            assert_eq!(covered(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_is_never_cut() {
        assert_eq!(
            covered("All is lost. “We waited. Nobody came,” he said [1]. Then he left."),
            ["1: “We waited. Nobody came,” he said [1]."]
        );
    }

    #[test]
    fn many_markers_take_linear_time() {
        let text = "Words stand here [1]. ".repeat(5_000);
        assert_eq!(covered(text.trim()).len(), 5_000);
    }
}
