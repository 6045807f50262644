//! How the text of a page was chosen, in the form that explains a record. It chooses nothing; see `content`
//! and `embedded`.

use std::ops::Range;

use scraper::node::Element;

use crate::input::html::blocks::Writer;
use crate::input::html::cites;
use crate::input::html::content::{Content, Verdict};
use crate::input::html::judge;
use crate::input::html::outline::Outline;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{BodyChoice, Document, DropReason, Dropped, DroppedText, TextOrigin};
use crate::text::span::clamp;

/// Elements that a path names, the innermost included.
const PATH: usize = 5;

/// Classes of an element that a path names.
const CLASSES: usize = 2;

/// Samples of what was dropped for one reason.
const SAMPLES: usize = 3;

/// Code points of a sample.
const SAMPLE: usize = 80;

/// How the blocks of a document were chosen among the segments of its page; `held` says where else they
/// stand, and by which keys, if they do.
pub fn explain(
    document: &Document<'_>,
    writer: &Writer<'_, '_>,
    content: &Content,
    titles: &[&str],
    held: Option<(String, TextOrigin)>,
) -> BodyChoice {
    let (outline, notes) = (writer.outline, writer.notes);
    let mut choice = match held {
        Some((keys, from)) => BodyChoice { element: Some(keys), from, ..BodyChoice::default() },
        None => {
            BodyChoice { element: content.container.map(|item| path(outline, item)), ..BodyChoice::default() }
        }
    };
    for block in &document.blocks {
        *choice.kept.entry(block.kind).or_default() += 1;
    }
    let by_rules = judge::by_rules(outline, titles);
    // The samples about which the model had the last word, by reason or as added.
    let mut unlike: Vec<usize> = Vec::new();
    let mut added: Vec<usize> = Vec::new();
    for (at, (segment, verdict)) in outline.segments.iter().zip(&content.verdicts).enumerate() {
        let words = outline.segment_text(segment);
        if words.is_empty() || notes.entry_around(segment.start).is_some() || cites(notes, segment) {
            continue;
        }
        let (dropped, asked) = match verdict {
            Verdict::Dropped(reason) => {
                let is_unlike = *reason == DropReason::Unlike;
                (choice.dropped.entry(*reason).or_default(), is_unlike.then_some(&mut unlike))
            }
            Verdict::Kept(_) if matches!(by_rules[at], Verdict::Dropped(_)) => {
                (&mut choice.added, Some(&mut added))
            }
            Verdict::Kept(_) => continue,
        };
        dropped.count += 1;
        if dropped.samples.len() < SAMPLES {
            let line =
                first_word(outline, segment.start..segment.end).map(|offset| document.line_col(offset).line);
            let text = words.chars().take(SAMPLE).collect();
            dropped.samples.push(DroppedText { text, line, because: Vec::new() });
            asked.into_iter().for_each(|asked| asked.push(at));
        }
    }
    give_reasons(&mut choice.added, judge::reasons(outline, titles, &added));
    if let Some(dropped) = choice.dropped.get_mut(&DropReason::Unlike) {
        give_reasons(dropped, judge::reasons(outline, titles, &unlike));
    }
    choice
}

fn give_reasons(dropped: &mut Dropped, reasons: Vec<Vec<String>>) {
    for (sample, because) in dropped.samples.iter_mut().zip(reasons) {
        sample.because = because;
    }
}

/// Where the first words of some items stand in the source.
fn first_word(outline: &Outline<'_>, items: Range<u32>) -> Option<u32> {
    let texts = items.map(|at| at as usize).filter(|&at| outline.items[at].tag == Tag::Text);
    let mut pieces = texts.flat_map(|at| {
        outline.page.pieces(outline.items[at].node).map(move |piece| (outline.text(at), piece))
    });
    pieces.find_map(|(text, piece)| {
        let words = text.get(piece.at as usize..)?;
        let skipped = words.find(|character: char| !character.is_whitespace())?;
        let place = piece.source.start + if piece.decoded { 0 } else { clamp(skipped) };
        (place < piece.source.end).then_some(place)
    })
}

/// An element as a selector: `main > article.story > div.body`, with the nearest elements around it and
/// without `html` and `body`.
pub fn path(outline: &Outline<'_>, item: usize) -> String {
    let around = outline.ancestors(item).filter_map(|at| Some((at, outline.element(at)?)));
    let named = around.filter(|(at, element)| *at == item || !matches!(element.name(), "html" | "body"));
    let mut steps: Vec<String> = named.take(PATH).map(|(_, element)| step(element)).collect();
    steps.reverse();
    if steps.is_empty() { "html".to_owned() } else { steps.join(" > ") }
}

/// `div#story.body.wide`: the tag, the id, and the first classes that need no escape.
fn step(element: &Element) -> String {
    let is_plain = |name: &&str| {
        let of_letters =
            name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        of_letters
            && name.len() <= 60
            && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
    };
    let mut step = element.name().to_owned();
    if let Some(id) = element.value_of("id").map(str::trim).filter(is_plain) {
        step.push('#');
        step.push_str(id);
    }
    let classes = element.value_of("class").unwrap_or("").split_ascii_whitespace().filter(is_plain);
    for class in classes.take(CLASSES) {
        step.push('.');
        step.push_str(class);
    }
    step
}

#[cfg(test)]
mod tests {
    use crate::input::LoadOptions;
    use crate::model::{BlockKind, BodyChoice, Demand, DropReason, Source, TextOrigin};

    const LONG: &str = "The harbour stayed closed for another week because the dredgers had not come back from the north in time";

    fn choice(page: &str) -> BodyChoice {
        let options = LoadOptions { demand: Demand::EXPLANATION, ..LoadOptions::default() };
        let document = crate::input::html::document(page, Source::default(), &options)
            .unwrap_or_else(|_| panic!("a page of few nodes"));
        *document.body_choice.expect("it was asked for")
    }

    #[test]
    fn the_element_is_named_by_tag_id_and_plain_classes() {
        let page = |around: &str| {
            format!("<body><main>{around}<p>{LONG} [1].</p><p>{LONG} [2].</p></div></main></body>")
        };
        let table = [
            ("<div class='story-body md:w-1/2 wide large'>", "main > div.story-body.wide"),
            ("<div id=story class=''>", "main > div#story"),
            ("<div id='7 a'>", "main > div"),
            (
                "<div class=a><div class=b><div class=c><div class=d><div class=e>",
                "div.a > div.b > div.c > div.d > div.e",
            ),
        ];
        for (around, expected) in table {
            assert_eq!(choice(&page(around)).element.as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_was_dropped_is_counted_by_reason_with_its_first_lines() {
        let page = format!(
            "<body><nav>\n<a href=/>Home</a></nav><main>\n<h1>Harbour opens</h1>\n<p>{LONG}. {LONG}.</p><p>{LONG} &amp; two.</p>\n<p>{LONG}. {LONG}.</p>\n\
             <h2>\n &amp; more</h2><h2>Last</h2></main><footer>\n{}</footer></body>",
            "<p>Imprint</p>\n".repeat(5)
        );
        let choice = choice(&page);
        assert_eq!(choice.from, TextOrigin::Page);
        assert_eq!(choice.kept[&BlockKind::Paragraph], 2);
        let samples = |reason: DropReason| {
            let dropped = &choice.dropped[&reason];
            (
                dropped.count,
                dropped.samples.iter().map(|sample| (sample.line, sample.text.as_str())).collect::<Vec<_>>(),
            )
        };
        let (count, outside) = samples(DropReason::Outside);
        assert_eq!(
            (count, &outside[..2], outside.len()),
            (6, &[(Some(2), "Home"), (Some(8), "Imprint")][..], 3)
        );
        assert_eq!(samples(DropReason::Repeated), (1, vec![(Some(5), &LONG[..80])]));
        assert_eq!(samples(DropReason::EmptyHeading), (1, vec![(Some(7), "& more")]));
    }

    #[test]
    fn text_of_a_script_is_named_by_its_keys() {
        let paragraphs: Vec<String> =
            (0..14).map(|number| format!("\"{LONG}, paragraph {number}.\"")).collect();
        let page = format!(
            "<div id=root></div><script>window.state = {{\"story\": {{\"body\": [{}]}}}}</script>",
            paragraphs.join(",")
        );
        let choice = choice(&page);
        assert_eq!((choice.from, choice.element.as_deref()), (TextOrigin::Scripts, Some("story.body")));
        assert_eq!(choice.kept[&BlockKind::Paragraph], 14);
    }

    #[test]
    fn a_page_without_words_has_no_element() {
        let choice = choice("<body><img src=x></body>");
        assert_eq!((choice.element, choice.kept.len(), choice.dropped.len()), (None, 0, 0));
    }
}
