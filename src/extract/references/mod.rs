//! Finds the reference lists of a document and their entries: first every candidate, then a choice over the
//! whole document. It does not decide which citation leads to which entry; see `resolve`.

mod beginnings;
pub mod candidates;
pub mod choose;
mod entries;
mod lines;
mod lists;
mod marks;
pub mod openings;
mod reader;

use std::collections::HashSet;

use crate::extract::references::candidates::{Candidate, Heading};
use crate::extract::references::choose::{Choice, HEADED, Marks, are_notes_apart, choose};
use crate::extract::references::marks::{Census, has_notes, labels_of};
use crate::extract::references::openings::Style;
use crate::extract::references::reader::Reader;
use crate::model::{BlockKind, Document, Label, ListOffer};
pub use lists::{Entry, Kinds, Lists, Part};

/// Finds the reference lists of a document. Linear in its size.
pub fn find(document: &Document<'_>) -> Lists {
    let reader = Reader::new(document);
    let candidates = candidates::propose(&reader);
    let chosen = Chosen::of(&reader, &candidates);
    take(&reader, candidates, &chosen)
}

/// What became of the candidates.
struct Chosen {
    choices: Vec<Choice>,
    census: Census,
    /// See [`are_notes_apart`].
    are_notes_apart: bool,
}

impl Chosen {
    fn of(reader: &Reader<'_>, candidates: &[Candidate]) -> Self {
        if is_plain_case(candidates) {
            let choices = vec![HEADED; candidates.len()];
            return Self { choices, census: Census::default(), are_notes_apart: false };
        }
        let census = Census::take(reader, candidates);
        let marks = marks_of(reader, candidates, &census);
        let choices = choose(&marks, census.cites());
        let are_notes_apart = are_notes_apart(&marks, &choices);
        Self { choices, census, are_notes_apart }
    }
}

/// The candidates of a document with their marks, and what became of each.
pub fn explain(document: &Document<'_>) -> Vec<ListOffer> {
    let reader = Reader::new(document);
    let candidates = candidates::propose(&reader);
    let census = Census::take(&reader, &candidates);
    let marks = marks_of(&reader, &candidates, &census);
    let weighed = candidates.iter().zip(marks).zip(Chosen::of(&reader, &candidates).choices);
    weighed.map(|((candidate, marks), choice)| offer(document, &reader, candidate, &marks, choice)).collect()
}

fn offer(
    document: &Document<'_>,
    reader: &Reader<'_>,
    candidate: &Candidate,
    marks: &Marks,
    choice: Choice,
) -> ListOffer {
    let first = reader.span(candidate.heading.unwrap_or(candidate.from), 0);
    ListOffer {
        line: document.line_col(first.start).line,
        heading: candidate.heading.map(|line| reader.words(line).to_owned()),
        style: marks.style.name().to_owned(),
        entries: marks.entries,
        labelled: marks.labelled,
        cited: marks.cited.len(),
        sources: marks.sources,
        taken: choice.taken,
        reason: choice.reason.to_owned(),
    }
}

fn marks_of(reader: &Reader<'_>, candidates: &[Candidate], census: &Census) -> Vec<Marks> {
    (0..candidates.len()).map(|index| census.marks(reader, candidates, index)).collect()
}

/// Whether there is nothing to choose: no candidate, or the one labelled list has its heading. Most documents
/// are such, and their markers need not be read beforehand.
fn is_plain_case(candidates: &[Candidate]) -> bool {
    match candidates {
        [] => true,
        [one] => {
            matches!(one.headed, Heading::Block | Heading::Line)
                && matches!(one.style(), Style::Bracketed | Style::Definition)
        }
        _ => false,
    }
}

/// Takes the chosen candidates out of the document.
fn take(reader: &Reader<'_>, candidates: Vec<Candidate>, chosen: &Chosen) -> Lists {
    let mut lists = Lists::default();
    let choices = &chosen.choices;
    let (sections, restart) = sections(reader, &candidates, choices, &chosen.census);
    if chosen.are_notes_apart && !restart {
        lists.kinds = kinds(reader, &candidates, choices);
    }
    for (candidate, _) in candidates.into_iter().zip(choices).filter(|(_, choice)| choice.taken) {
        let first_block = reader.lines[candidate.from].block as usize;
        let section = match lists.kinds {
            Some(kinds) => kinds.section(has_notes(reader, &candidate)),
            None => sections.partition_point(|last| *last < first_block),
        };
        if let Some(heading) = candidate.heading {
            lists.heading = lists.heading.or(Some(reader.span(heading, 0)));
            take_line(reader, heading, &mut lists);
        }
        let (from, next) = (candidate.from, candidate.next);
        lists.entries.reserve(candidate.entries.len());
        lists.entries.extend(candidate.entries.into_iter().map(|entry| reader.entry(entry, section)));
        for at in from..next {
            take_line(reader, at, &mut lists);
        }
    }
    lists.sections = if restart { sections } else { Vec::new() };
    if let Some((block, end)) = lists.taken.last().map(|part| (part.block, part.range.end)) {
        let from =
            reader.lines.partition_point(|line| (line.block as usize, line.end as usize) <= (block, end));
        for at in reader.trailing(from) {
            take_line(reader, at, &mut lists);
        }
    }
    lists
}

/// The sections of notes and of other lists, where both have the same labels and one kind stands behind the
/// other: a marker leads to its own kind.
fn kinds(reader: &Reader<'_>, candidates: &[Candidate], choices: &[Choice]) -> Option<Kinds> {
    let taken = || candidates.iter().zip(choices).filter(|(_, choice)| choice.taken);
    let of_kind = |notes: bool| taken().filter(move |(candidate, _)| has_notes(reader, candidate) == notes);
    let labels: HashSet<&Label> = of_kind(true).flat_map(|(candidate, _)| labels_of(candidate)).collect();
    let clash = of_kind(false).any(|(candidate, _)| labels_of(candidate).any(|label| labels.contains(label)));
    let kinds: Vec<bool> = taken().map(|(candidate, _)| has_notes(reader, candidate)).collect();
    let are_parted = kinds.is_sorted() || kinds.is_sorted_by(|one, next| one >= next);
    let notes = usize::from(!*kinds.first()?);
    (clash && are_parted).then_some(Kinds { notes, others: 1 - notes })
}

fn take_line(reader: &Reader<'_>, at: usize, lists: &mut Lists) {
    let line = reader.lines[at];
    let mut range = line.start as usize..line.end as usize;
    let block = line.block as usize;
    if reader.block(at).definition {
        range = 0..reader.block(at).text.len();
    }
    if let Some(last) = lists.taken.last_mut()
        && last.block == block
        && last.range.end + 1 >= range.start
    {
        last.range.end = range.end.max(last.range.end);
        return;
    }
    if range.start > 0 {
        range.start -= 1;
    }
    lists.taken.push(Part { block, range });
}

/// The last block of each section's lists: a section is text that cites and the lists behind it. Whether some
/// labels start again in a later section.
fn sections(
    reader: &Reader<'_>,
    candidates: &[Candidate],
    choices: &[Choice],
    census: &Census,
) -> (Vec<usize>, bool) {
    let mut labelled = candidates
        .iter()
        .zip(choices)
        .filter(|(candidate, choice)| choice.taken && candidate.style() != Style::Plain)
        .map(|(candidate, _)| candidate)
        .peekable();
    let mut known: HashSet<&Label> = HashSet::new();
    let mut ends: Vec<usize> = Vec::new();
    let (mut last_line, mut restarts, mut own) = (0, 0, HashSet::new());
    while let Some(candidate) = labelled.next() {
        let begins = !ends.is_empty() && census.has_marker_within(last_line, candidate.from);
        if begins {
            known.extend(own.drain());
        }
        if begins || ends.is_empty() {
            ends.push(0);
        }
        restarts += usize::from(labels_of(candidate).any(|label| known.contains(label)));
        // Most documents have one list, which nobody asks for its labels.
        if labelled.peek().is_some() {
            own.extend(labels_of(candidate));
        }
        last_line = candidate.next;
        if let Some(end) = ends.last_mut() {
            *end = reader.lines[candidate.next - 1].block as usize;
        }
    }
    if ends.is_empty() { sections_of_plain_lists(reader, candidates, choices) } else { (ends, restarts > 0) }
}

/// The last block of each unlabelled list where all lists are, and whether there are several with text in
/// between.
fn sections_of_plain_lists(
    reader: &Reader<'_>,
    candidates: &[Candidate],
    choices: &[Choice],
) -> (Vec<usize>, bool) {
    let mut ends: Vec<usize> = Vec::new();
    let mut last_line = 0;
    for (candidate, _) in candidates.iter().zip(choices).filter(|(_, choice)| choice.taken) {
        let from = candidate.heading.unwrap_or(candidate.from);
        let has_text = |line| reader.block(line).kind != BlockKind::Heading;
        let end = reader.lines[candidate.next - 1].block as usize;
        match ends.last_mut() {
            Some(last) if !(last_line..from).any(has_text) => *last = end,
            _ => ends.push(end),
        }
        last_line = candidate.next;
    }
    let restarts = ends.len() > 1;
    (ends, restarts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{markdown, text};
    use crate::model::{Format, Source};

    /// The entries of a text: label and first address.
    fn entries(source: &str) -> Vec<(String, String)> {
        listed(&text::document(source, Source::default()))
    }

    fn listed(document: &Document<'_>) -> Vec<(String, String)> {
        let shown = |entry: Entry| {
            (
                entry.label.map(|label| label.to_string()).unwrap_or_default(),
                entry.urls.first().cloned().unwrap_or_default(),
            )
        };
        find(document).entries.into_iter().map(shown).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(label, url)| ((*label).to_owned(), (*url).to_owned())).collect()
    }

    #[test]
    fn numbered_lines_right_below_a_line_of_that_word_are_a_list_if_the_text_cites_them() {
        let list = "REFERENCES\n1. Holm I. Tides of the north. Annals of Harbours, 2020\n\
                    2. Fell J. Piers and their piles. Annals of Harbours, 2021\n";
        let cited = format!("Piers\n\nThe pier sank [1,2].\n\n{list}");
        assert_eq!(entries(&cited), pairs(&[("1", ""), ("2", "")]));
        let steps = "Piers\n\nThe pier sank.\n\nNotes\n1. Bring boots for the deck.\n2. Come before noon.\n";
        assert_eq!(entries(steps), []);
    }

    #[test]
    fn candidates_are_explained() {
        let source = "# Crossing\n\nTake the ferry [1].\n\n1. Buy a ticket.\n2. Go on board.\n\n## References\n\n\
                      [1] https://example.org/a\n";
        let told: Vec<_> = explain(&markdown::document(source, Source::default()))
            .into_iter()
            .map(|list| {
                (list.line, list.heading, list.style, list.entries, list.cited, list.sources, list.taken)
            })
            .collect();
        let heading = Some("References".to_owned());
        let expected =
            [(5, None, "1.".to_owned(), 2, 1, 0, false), (8, heading, "[1]".to_owned(), 1, 1, 1, true)];
        assert_eq!(told, expected);
    }

    #[test]
    fn lists_in_plain_text() {
        const A: &str = "https://example.org/a";
        const B: &str = "https://example.org/b";
        let both: &[(&str, &str)] = &[("1", A), ("2", B)];
        let table: &[(&str, &[(&str, &str)])] = &[
            ("Text [1].\n\nReferences\n[1] https://example.org/a\n[2] https://example.org/b\n", both),
            (
                "Text [1].\n\n[1] https://example.org/a\n[2] https://example.org/b\n\nComments\nNo comments",
                both,
            ),
            ("Text [1].\n\nSources:\n- [1] A: https://example.org/a\n- [2] B: https://example.org/b", both),
            ("Text [1].\n\n参考文献：\n[1] https://example.org/a - 标题\n[2] https://example.org/b", both),
            (
                "Text [1].\n\nReferences\n[1] A title\nhttps://example.org/a\n[2] B\nhttps://example.org/b",
                both,
            ),
            ("Text [1].\n\nNotes\n\n[1]\nhttps://example.org/a\n\n[2] B,\n    https://example.org/b", both),
            (
                "Text [1].\n\nReferences:\n\n1. A. https://example.org/a\n2. B.\n   https://example.org/b",
                both,
            ),
            ("Text [1].\n\nReferences: [1] https://example.org/a [2] https://example.org/b", both),
            (
                "Text [1].\n\n9.1. Normative References\n\n   [1] A. https://example.org/a\n\n9.2. Informative References\n\n   [2] B. https://example.org/b",
                both,
            ),
            (
                "Text [1].\n\nReferences\n[1] https://example.org/a\nhttps://example.org/b\n",
                &[("1", A), ("", B)],
            ),
            ("Text [1].\n\nReferences\n[1] A book\n[2] https://example.org/b", &[("1", ""), ("2", B)]),
            ("Text [1, 2].\n\nNotes:\n[1] Fell, p. 4.  [2] Okafor, p. 7.\n", &[("1", ""), ("2", "")]),
            (
                "Text [K1].\n\nReferences\n\n[K1] A. https://example.org/a\n[RFC2] B. https://example.org/b",
                &[("K1", A), ("RFC2", B)],
            ),
            (
                "[1] says more than [2].\n\nMore text, no list at all, but enough words to be a paragraph of an article.",
                &[],
            ),
            ("Notes\n\nThis is a section called notes, with running text in it.", &[]),
            ("1. First do this.\n2. Then do https://example.org/a\n", &[]),
        ];
        for (source, expected) in table {
            assert_eq!(entries(source), pairs(expected), "{source}");
        }
    }

    #[test]
    fn keys_that_the_text_cites_are_those_of_a_list_wherever_it_stands() {
        let documents = "[AD1] ECSS-M-ST-10C, Planning\n[AD2] PIER-RS-001, Pier\n[RD1] PIER-TN-7, Piles\n";
        let keys = pairs(&[("AD1", ""), ("AD2", ""), ("RD1", "")]);
        let text = "The pier is planned by [AD1] and built by [AD2, section 4].\n";
        assert_eq!(entries(&format!("Pier\n\n2 Papers\n\n{documents}\n3 Work\n\n{text}")), keys);
        let bare = documents.replace(['[', ']'], "");
        assert_eq!(entries(&format!("Pier\n\nPapers\n\n{bare}\nWork\n\n{text}")), keys);
        let rows = bare.replace("AD1", "| AD1 |").replace("AD2", "| AD2 |").replace("RD1", "| RD1 |");
        let table = format!("# Pier\n\n| No | Title |\n|---|---|\n{rows}\n## Work\n\n{text}");
        assert_eq!(listed(&markdown::document(&table, Source::default())), keys);
        // Requirements and turns of a talk name no documents.
        for (one, other) in [
            ("The crane lifts 40 tonnes as EN 13000 says.", "It stops."),
            ("How deep is it?", "I don't know."),
        ] {
            let own = format!("Crane\n\n[AB1] {one}\n[AB2] {other}\n\nThe port asked for [AB1] and [AB2].\n");
            assert_eq!(entries(&own), []);
        }
    }

    #[test]
    fn notes_of_pages_are_lists() {
        let page = |text: &str, notes: &str, number: u32| format!("{text}\n\n{notes}\n\n{number}\n\n");
        let labels =
            |source: &str| entries(source).into_iter().map(|(label, _)| label).collect::<Vec<_>>().join(" ");
        let first =
            page("The pier opened [1]. It leaks [2].", "[1] Lund, Piers, 1950.\n[2] Ibid., p. 4.", 12);
        let goes_on = page("It sank [3].\nIt was raised [4].", "[3] Berg, Wrecks, 1951.\n[4] Ibid.", 13);
        assert_eq!(
            labels(&format!("{first}{goes_on}It is dry now, and has been so for many years.")),
            "1 2 3 4"
        );
        let again = page("It sank [1].\nIt was raised [2].", "[1] Berg, Wrecks, 1951.\n[2] Ibid.", 13);
        assert_eq!(
            labels(&format!("{first}{again}It is dry now, and has been so for many years.")),
            "1 2 1 2"
        );
        let raised = page("The pier opened.¹ It leaks.²", "¹ Lund, Piers, 1950.\n² Ibid., p. 4.", 12)
            + &page("It sank.³ It was raised.⁴", "³ Berg, Wrecks, 1951.\n⁴ Ibid.", 13);
        assert_eq!(labels(&raised), "1 2 3 4");
        let spoken = "The pier opened [1].\n\n[1] says so.\n\nIt leaks [2].\n\n[2] says so.\n\nIt sank.\n";
        assert_eq!(labels(spoken), "");
    }

    #[test]
    fn notes_with_letters_stand_beside_the_list() {
        let text =
            "It opened [1].[a] It leaks [2].[b]\n\nNotes\n\na. In May.\nb. A little.\n\nReferences\n\n";
        let list = "1. Pier. https://example.org/a\n2. Leak. https://example.org/b\n";
        let notes = [("a", ""), ("b", ""), ("1", "https://example.org/a"), ("2", "https://example.org/b")];
        assert_eq!(entries(&format!("{text}{list}")), pairs(&notes));
    }

    #[test]
    fn numbers_of_paragraphs_above_text_that_is_broken_at_a_margin_are_no_list() {
        let text = "The board of the harbour heard all members and adjourned the matter\nuntil the spring.\n";
        assert_eq!(
            entries(&format!(
                "§ 1\n[1] It meets. [2] It votes, see [1].\n\n§ 2\n[1] Fees.\n[2] None.\n\n{text}"
            )),
            []
        );
    }

    #[test]
    fn lists_in_markdown() {
        let table: &[(&str, &[(&str, &str)])] = &[
            (
                "T [1].\n\n**References**\n\n1. [A](https://example.org/a)\n2. B <https://example.org/b>\n",
                &[("1", "https://example.org/a"), ("2", "https://example.org/b")],
            ),
            (
                "T [1].\n\n### Sources\n\n- [A](https://example.org/a)\n- B\n",
                &[("", "https://example.org/a"), ("", "")],
            ),
            (
                "T [1].\n\n## References\n\n1. A book\n\n## Sources\n\n[1] https://example.org/a\n",
                &[("1", "https://example.org/a")],
            ),
        ];
        for (source, expected) in table {
            assert_eq!(
                listed(&markdown::document(source, Source { format: Format::Markdown, ..Source::default() })),
                pairs(expected),
                "{source}"
            );
        }
    }

    #[test]
    fn labels_of_one_list_stand_in_several_frames() {
        let (a, b, c) = ("https://example.org/a", "https://example.org/b", "https://example.org/c");
        let read = |source: &str| listed(&markdown::document(source, Source::default()));
        let keys = format!(
            "It holds [R1]. It leaks [R2][R3].\n\n## Sources\n\n**[R1]** Dam: {a}\n\n**R2.** Leak: {b}\n\nR3: Weir {c}\n"
        );
        assert_eq!(read(&keys), pairs(&[("R1", a), ("R2", b), ("R3", c)]));
        let numbers = format!(
            "It holds [1]. It leaks [2], [3].\n\n## Sources\n\n[1] Dam: {a}\n\n**2.** Leak: {b}\n\n(3) Weir {c}\n"
        );
        assert_eq!(read(&numbers), pairs(&[("1", a), ("2", b), ("3", c)]));
        // Numbers below an entry are its own where the list goes on behind them.
        let own = format!(
            "It holds [1]. It leaks [2].\n\n## Sources\n\n[1] Dam, with two parts:\n\n2) walls {a}\n\n[2] Leak: {b}\n"
        );
        assert_eq!(read(&own).len(), 2);
    }

    #[test]
    fn unlabelled_lists_with_text_between_are_those_of_sections() {
        let list = "### Sources\n\n- Dam: https://example.org/a\n\n";
        let sections = |source: &str| {
            let lists = find(&markdown::document(source, Source::default()));
            lists.entries.iter().map(|entry| entry.section).collect::<Vec<_>>()
        };
        assert_eq!(
            sections(&format!("## Costs\n\nIt is dear.\n\n{list}## Crew\n\nIt is done.\n\n{list}")),
            [0, 1]
        );
        assert_eq!(sections(&format!("It is dear.\n\n{list}{list}")), [0, 0]);
    }

    #[test]
    fn lists_end_where_their_kind_of_entry_does() {
        const A: &str = "https://example.org/a";
        const B: &str = "https://example.org/b";
        let both: &[(&str, &str)] = &[("1", A), ("2", B)];
        let table: &[(&str, &[(&str, &str)])] = &[
            // Bullets below a further heading are none of the labelled list's.
            (
                "T [1].\n\n## References\n\n1. Lund, *Boats* 3:4.\n\n## Sources\n\n- https://example.org/a\n",
                &[("1", ""), ("", A)],
            ),
            // An item's sources end where its bullets do, and items that cite are text.
            (
                "- North\n  - Sources:\n    - [Deal](https://example.org/a) [1]\n- South\n  - Sold [2]\n\n\
                 ## Sources\n\n[1] https://example.org/a\n\n[2] https://example.org/b\n",
                both,
            ),
            ("T [1, 2].\n\nSources: [1](https://example.org/a) [2](https://example.org/b)\n", both),
            ("T [1, 2].\n\n**Sources:** [[1]](https://example.org/a), [[2]](https://example.org/b)\n", both),
            (
                "T [1, 2].\n\n## Sources\n\n- [[1]](https://example.org/a) A\n- [[2]](https://example.org/b) B\n",
                both,
            ),
            (
                "T [1]; Sources say [2](https://example.org/b).\n\n## Sources\n\n[1] https://example.org/a\n",
                &both[..1],
            ),
            // Notes that open with raised numbers, under raised numbers.
            (
                "T.<sup>1</sup> Then.<sup>2</sup>\n\n---\n\n<sup>1</sup> Tides, https://example.org/a\n\n<sup>2</sup> The harbour act, s 4.\n",
                &[("1", A), ("2", "")],
            ),
            // Keys without brackets are labels where the text cites them in brackets.
            (
                "T [A], then [B].\n\n## Sources\n\n- **A** — [Tides](https://example.org/a)\n- **B** — https://example.org/b\n",
                &[("A", A), ("B", B)],
            ),
            (
                "T.\n\n## Sources\n\n- **A** — [Tides](https://example.org/a)\n- **B** — https://example.org/b\n",
                &[("", A), ("", B)],
            ),
            (
                "T [1, 2].\n\nReferences: [1: Tides](https://example.org/a), [2: Log](https://example.org/b)\n",
                both,
            ),
            (
                "T [S1], then [S2].\n\n## Sources\n\n| ID | Page |\n|---|---|\n| S1 | https://example.org/a |\n| S2 | https://example.org/b |\n",
                &[("S1", A), ("S2", B)],
            ),
            // What leads back to the page that a text was copied from is no source.
            (
                "T.[1](https://page.example/p#cite_note-1) Then.[2](https://page.example/p#cite_note-2)\n\n## References\n\n\
                 1. **[^](https://page.example/p#cite_ref-1)** [Tides](https://example.org/a)\n\
                 2. ^ [a](https://page.example/p#cite_ref-2-0) [b](https://page.example/p#cite_ref-2-1) [Log](https://example.org/b)\n",
                both,
            ),
            // A label alone in its paragraph heads the next one.
            (
                "T.[1](https://page.example/p#note-1) Then.[2](https://page.example/p#note-2)\n\n\
                 [1](https://page.example/p#back-note-1)\n\nSee [Tides](https://example.org/a).\n\n\
                 [2](https://page.example/p#back-note-2)\n\nA letter to the port.\n",
                &[("1", A), ("2", "")],
            ),
            // A line that begins as a heading and says more heads labelled addresses.
            (
                "T¹, then².\n\nSource: A talk with a chatbot, 5/4/2025\n(1) Tides. https://example.org/a.\n(2) Log. https://example.org/b.\n",
                both,
            ),
            // A label alone on its line links nothing of the next one.
            ("T [1].\n\n## Sources\n\n[1]\\\nhttps://example.org/a\n", &both[..1]),
            // Words for sources in a heading count where what stands below is cited.
            ("T [1, 2].\n\n## Appendix B: Sources\n\n1. A boat\n2. A pier\n", &[("1", ""), ("2", "")]),
            ("T [7].\n\n## Sources of income\n\n1. A boat\n2. A pier\n", &[]),
        ];
        for (source, expected) in table {
            let source_of = Source { format: Format::Markdown, ..Source::default() };
            assert_eq!(listed(&markdown::document(source, source_of)), pairs(expected), "{source}");
        }
    }

    #[test]
    fn what_follows_the_list_is_taken_and_further_text_is_not() {
        let taken = |source: &str| {
            let document = text::document(source, Source::default());
            let lists = find(&document);
            lists
                .taken
                .iter()
                .map(|part| document.blocks[part.block].text[part.range.clone()].to_owned())
                .collect::<Vec<_>>()
        };
        let list = "Text [1].\n\nReferences\n[1] https://example.org/a\n\n";
        assert_eq!(taken(&format!("{list}Comments\n\nAdd a public comment...\n")).len(), 3);
        assert_eq!(taken(&format!("{list}Next Part\n=========\n\nMore of the article [1].\n")).len(), 1);
    }

    #[test]
    fn an_entrys_span_holds_its_label_and_last_line() {
        let source = "Text [1].\n\nReferences\n  [1] A,\n      B.\n";
        let document = text::document(source, Source::default());
        assert_eq!(find(&document).entries[0].span.slice(source), "[1] A,\n      B.");
    }
}
