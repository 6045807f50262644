//! Chooses which candidates are the document's reference lists: those that explain its markers best. One
//! function over plain values; `marks` takes them from the document.

use std::collections::{HashMap, HashSet};

use crate::extract::references::candidates::Heading;
use crate::extract::references::openings::Style;
use crate::model::Label;

/// What is known of a candidate.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// How its labels are written.
    pub style: Style,
    /// What stands above it.
    pub headed: Heading,
    /// Whether its heading, which is none of lists, has a word for sources among others.
    pub hinted: bool,
    /// Whether its heading is a line in the words of one, below which numbered lines need to be shown a list.
    pub told: bool,
    /// Its entries, and how many of them have a label.
    pub entries: usize,
    /// See `entries`.
    pub labelled: usize,
    /// Entries that look like sources: an address, an identifier, a title in quotes, a year as lists have it.
    pub sources: usize,
    /// Entries that look like sources or name a document by its number.
    pub documents: usize,
    /// Entries with an address.
    pub addressed: usize,
    /// Entries in whose words a marker stands.
    pub citing: usize,
    /// Entries without address that are as long as paragraphs.
    pub long: usize,
    /// Whether each labelled entry begins with its address.
    pub opens_with_address: bool,
    /// Whether the labels ascend.
    pub ascending: bool,
    /// Whether the labels are names that count up from the first: `i`, `ii`; `note 1`, `note 2`.
    pub counting: bool,
    /// Whether the labels are keys with numbers: `AD1`, `RD-02`.
    pub keyed: bool,
    /// Whether it has notes, to which markers of their own lead by the markup: `[^1]`, or links on a page.
    pub has_notes: bool,
    /// Those of its labels that markers of its own kind cite.
    pub own: usize,
    /// Whether it stands right below words that open what follows an article.
    pub trails: bool,
    /// Whether it begins a block.
    pub begins_block: bool,
    /// Whether nothing but scraps follows.
    pub closing: bool,
    /// Whether its lines are the most of the document's text.
    pub is_most: bool,
    /// Its labels, sorted.
    pub labels: Vec<Label>,
    /// Those of them that are cited elsewhere in the document, sorted.
    pub cited: Vec<Label>,
    /// How many of them are cited in the running text between the candidate before and it.
    pub near: usize,
    /// Whether one of them is cited above it.
    pub before: bool,
    /// Whether markers stand in the text below it.
    pub after: bool,
}

impl Marks {
    /// Whether it stands under a heading of lists.
    fn is_headed(&self) -> bool {
        matches!(self.headed, Heading::Block | Heading::Line)
    }
}

/// What became of a candidate, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether it is a reference list.
    pub taken: bool,
    /// The reason in a few words.
    pub reason: &'static str,
}

/// What a list under a heading of its own is.
pub(super) const HEADED: Choice = taken("a heading of reference lists stands above it");

/// Entries from which numbered paragraphs are told from a list.
const PARAGRAPHS: usize = 3;

/// Chooses among the candidates of a document; one choice for each, in their order. `cites` says whether the
/// document has any numbered marker.
pub fn choose(candidates: &[Marks], cites: bool) -> Vec<Choice> {
    let mut choices: Vec<Choice> = candidates.iter().map(|marks| labelled(marks, cites)).collect();
    take_notes_of_pages(candidates, &mut choices);
    part_twins(candidates, &mut choices);
    contest(candidates, &mut choices);
    yield_to_headed(candidates, &mut choices);
    let explained = candidates
        .iter()
        .zip(&choices)
        .any(|(marks, choice)| choice.taken && marks.style != Style::Plain && !marks.cited.is_empty());
    for (marks, choice) in
        candidates.iter().zip(&mut choices).filter(|(marks, _)| marks.style == Style::Plain)
    {
        *choice = plain(marks, explained);
    }
    choices
}

const fn taken(reason: &'static str) -> Choice {
    Choice { taken: true, reason }
}

fn left(reason: &'static str) -> Choice {
    Choice { taken: false, reason }
}

/// What a labelled candidate is by its own marks.
fn labelled(marks: &Marks, cites: bool) -> Choice {
    match (marks.style, marks.headed) {
        (Style::Plain, _) => left("it has no labels"),
        (Style::Definition, _) => taken("the markup defines its labels"),
        (_, Heading::Block | Heading::Line) if is_cited_text(marks) => {
            left("most of its lines cite, few look like sources")
        }
        (_, Heading::Block | Heading::Line) => HEADED,
        (Style::Bracketed, _) => bracketed(marks),
        (Style::Table | Style::Keyed, _) if has_names(marks) => named(marks),
        _ => numbered(marks, cites),
    }
}

fn is_cited_text(marks: &Marks) -> bool {
    marks.citing * 2 > marks.entries && marks.sources * 2 < marks.entries
}

/// Labelled lines `[1] ...` without a known heading.
fn bracketed(marks: &Marks) -> Choice {
    let is_paragraphs = marks.labelled >= PARAGRAPHS && marks.long * 3 > marks.labelled && !marks.before;
    if is_paragraphs {
        return left("its entries are as long as paragraphs, and no marker stands above them");
    }
    if marks.ascending && is_hinted(marks) {
        return taken(HINTED);
    }
    if has_names(marks) {
        return named(marks);
    }
    let several = marks.labelled >= 2 && marks.ascending;
    let from_one = marks.labels.first().and_then(Label::number).is_some_and(|number| number <= 2);
    if marks.opens_with_address {
        taken("each entry begins with its address")
    } else if several && marks.addressed * 2 >= marks.labelled {
        taken("most entries have an address")
    } else if marks.labelled == 1 && marks.addressed == 1 && marks.closing && marks.begins_block {
        taken("it ends the document with an address")
    } else if several && marks.closing && from_one && (marks.before || is_uncited_list(marks)) {
        taken("it ends the document, and its labels ascend")
    } else if is_explaining(marks, 2)
        && marks.sources * 2 >= marks.labelled
        && (marks.addressed > 0 || several && from_one && is_dense(marks))
    {
        taken("the text cites its labels, and most entries look like sources")
    } else {
        left("no heading, and too little in it looks like sources")
    }
}

/// Takes the notes of pages: several runs of numbers, each of which the text right above it cites, that go on
/// from the one before or begin again. A third of them have to look like sources.
fn take_notes_of_pages(candidates: &[Marks], choices: &mut [Choice]) {
    let mut chain: Vec<usize> = Vec::new();
    for at in 0..=candidates.len() {
        let next = candidates.get(at).and_then(notes_of_page);
        let goes_on = |&last: &usize| {
            let end = notes_of_page(&candidates[last]).map(|(_, end)| end);
            candidates[last].style == candidates[at].style
                && next.is_some_and(|(first, _)| first == 1 || end == first.checked_sub(1))
        };
        if at < candidates.len() && chain.last().is_some_and(goes_on) {
            chain.push(at);
            continue;
        }
        let sum = |count: fn(&Marks) -> usize| chain.iter().map(|&at| count(&candidates[at])).sum::<usize>();
        if chain.len() > 1 && sum(|marks| marks.sources) * 3 >= sum(|marks| marks.labelled) {
            chain.iter().for_each(|&at| choices[at] = taken("the text right above cites all of its labels"));
        }
        chain = next.map(|_| at).into_iter().collect();
    }
}

/// The first and the last number of a candidate that may be the notes of a page.
fn notes_of_page(marks: &Marks) -> Option<(u32, u32)> {
    let may_be = !marks.is_headed()
        && marks.style != Style::Definition
        && marks.ascending
        && marks.begins_block
        && marks.labels.len() == marks.labelled
        && marks.near == marks.labelled;
    let (first, last) = (marks.labels.first()?.number()?, marks.labels.last()?.number()?);
    let is_dense = last.checked_sub(first).is_some_and(|steps| steps as usize + 1 == marks.labelled);
    (may_be && is_dense).then_some((first, last))
}

/// Whether a list has most labels up to its last one.
fn is_dense(marks: &Marks) -> bool {
    let last = marks.labels.iter().filter_map(Label::number).max().unwrap_or(0);
    last as usize <= 2 * marks.labels.len()
}

/// Whether lines that nothing cites are a list: most look like sources, and they stand behind a text.
fn is_uncited_list(marks: &Marks) -> bool {
    marks.sources * 2 >= marks.labelled && !marks.is_most
}

/// Whether the labels are names.
fn has_names(marks: &Marks) -> bool {
    marks.labels.first().is_some_and(|label| label.number().is_none())
}

/// Lines such as `[i] ...` or `[Lund20] ...` without a known heading.
fn named(marks: &Marks) -> Choice {
    let is_cited = marks.labelled >= 2 && is_explaining(marks, 2) && marks.labels.len() == marks.labelled;
    let is_list = marks.counting || marks.sources * 2 >= marks.labelled;
    let is_whole = marks.counting && marks.cited.len() == marks.labels.len();
    if is_cited && marks.before && is_list && (marks.closing || is_whole) {
        taken("the text cites its names, and it ends the document or its names count up")
    } else if is_cited
        && marks.keyed
        && marks.documents * 2 >= marks.labelled
        && marks.citing * 4 <= marks.labelled
    {
        taken("the text cites its keys, and most entries name a document or a source")
    } else {
        left("names in brackets, and too little shows that the text cites them")
    }
}

/// Labelled lines `1. ...` and the like without a known heading.
fn numbered(marks: &Marks, cites: bool) -> Choice {
    let from_one = marks.labels.first().and_then(Label::number) == Some(1) || is_cited_whole(marks);
    if marks.trails {
        return left("it stands below words that open what follows an article");
    }
    if marks.ascending && is_hinted(marks) {
        return taken(HINTED);
    }
    if marks.style == Style::Raised
        && marks.ascending
        && from_one
        && marks.before
        && is_explaining(marks, 2)
        && (marks.closing || !marks.after)
    {
        return taken("raised numbers above it are its labels, raised as well");
    }
    if marks.style == Style::Worded && marks.ascending && marks.before && is_explaining(marks, 2) {
        return taken("the text cites its labels, which are words for sources");
    }
    let like_sources = marks.sources * 3 >= marks.labelled * 2 && marks.citing * 4 <= marks.labelled;
    if marks.told && marks.before && like_sources && (marks.closing || !marks.after) {
        return taken("a line with a word for lists stands above it, and its entries look like sources");
    }
    if !marks.ascending || !from_one || !like_sources {
        return left("a numbered list, and too little in it looks like sources");
    }
    if cites && marks.closing && marks.labelled >= 2 && marks.addressed == marks.labelled {
        return taken("it ends the document, and each entry has an address");
    }
    let is_apart = marks.headed == Heading::Unknown || marks.labelled >= 2;
    if !is_apart || !marks.before {
        left("a numbered list, and no marker above it cites it")
    } else if is_explaining(marks, 2) && (marks.closing || !marks.after) {
        taken("it stands behind the text that cites its labels, and looks like sources")
    } else if marks.headed == Heading::Unknown && is_explaining(marks, 3) {
        taken("the text cites its labels, and it has a heading of its own")
    } else {
        left("a numbered list within the text")
    }
}

/// Why a list with a word for sources in its heading is one.
const HINTED: &str = "the text above cites its labels, and its heading has a word for sources";

/// Whether the heading has a word for sources, and what stands below it is cited from above.
fn is_hinted(marks: &Marks) -> bool {
    marks.hinted && marks.before && is_explaining(marks, 2) && marks.citing * 4 <= marks.labelled
}

/// Whether at least one in so many labels is cited.
fn is_explaining(marks: &Marks, share: usize) -> bool {
    !marks.cited.is_empty() && marks.cited.len() * share >= marks.labels.len()
}

/// Whether each of several entries has an address and is cited from above: such a list may begin anywhere.
fn is_cited_whole(marks: &Marks) -> bool {
    marks.labelled >= 2
        && marks.before
        && marks.addressed == marks.labelled
        && marks.cited.len() == marks.labels.len()
}

/// A list without labels: only a heading makes it one, and what it holds.
fn plain(marks: &Marks, explained: bool) -> Choice {
    if !marks.is_headed() {
        return left("neither labels nor a heading of reference lists");
    }
    if !explained {
        return match marks.sources {
            0 => left("nothing in it looks like a source"),
            _ => taken(
                "no labelled list explains the markers, and a heading of reference lists stands above it",
            ),
        };
    }
    if marks.headed == Heading::Line && marks.after {
        left("another list has the labels, and the text that cites them goes on below")
    } else if marks.sources * 2 < marks.entries {
        left("another list has the labels, and little in it looks like sources")
    } else if marks.citing * 2 > marks.entries {
        left("another list has the labels, and its items cite them")
    } else {
        taken("a heading of reference lists stands above it, and its items look like sources")
    }
}

/// The notation that a style belongs to: a marker `[1]` and an entry `[1]` are written alike.
fn notation(style: Style) -> Style {
    if style == Style::Definition { Style::Bracketed } else { style }
}

/// Where lists of several notations have the same numbers, only one notation is the markers': the one whose
/// labels are cited more, and by a small difference the one that is written as they are.
fn contest(candidates: &[Marks], choices: &mut [Choice]) {
    let mut cited: HashMap<Style, HashSet<&Label>> = HashMap::new();
    let mut owners: HashMap<&Label, HashSet<Style>> = HashMap::new();
    let rivals = rivals(candidates, choices);
    for marks in rivals.iter().map(|&at| &candidates[at]) {
        cited.entry(notation(marks.style)).or_default().extend(&marks.cited);
    }
    if cited.len() < 2 {
        return;
    }
    for marks in rivals.iter().map(|&at| &candidates[at]) {
        for label in marks.labels.iter().filter(|label| label.number().is_some()) {
            owners.entry(label).or_default().insert(notation(marks.style));
        }
    }
    let mut notations: Vec<(Style, usize)> =
        cited.into_iter().map(|(style, labels)| (style, labels.len())).collect();
    // A bracketed list wins unless another explains a quarter more.
    notations.sort_by_key(|&(style, count)| {
        (std::cmp::Reverse(if style == Style::Bracketed { count * 5 / 4 + 1 } else { count }), style)
    });
    let winner = notations[0].0;
    let clashing: HashSet<Style> = owners
        .into_values()
        .filter(|styles| styles.contains(&winner) && styles.len() > 1)
        .flatten()
        .filter(|style| *style != winner)
        .collect();
    for at in rivals {
        if clashing.contains(&notation(candidates[at].style)) {
            choices[at] = left("a list in another notation explains the markers better");
        }
    }
}

/// The taken candidates that may have the same markers.
fn rivals(candidates: &[Marks], choices: &[Choice]) -> Vec<usize> {
    let are_apart = are_notes_apart(candidates, choices);
    let is_rival = |at: &usize| choices[*at].taken && !(are_apart && candidates[*at].has_notes);
    (0..candidates.len()).filter(is_rival).collect()
}

/// Whether markers of their own kind lead to notes, and others to another list that is taken: then each label
/// may stand on both.
pub(super) fn are_notes_apart(candidates: &[Marks], choices: &[Choice]) -> bool {
    let taken = || candidates.iter().zip(choices).filter(|(_, choice)| choice.taken);
    let has_own = |notes: bool| {
        taken().any(|(marks, _)| {
            marks.has_notes == notes && marks.own > 0 && marks.own * 2 >= marks.labels.len()
        })
    };
    has_own(true) && has_own(false)
}

/// The labels of the lists that are taken under a heading of lists.
fn labels_under_headings<'a>(candidates: &'a [Marks], choices: &[Choice]) -> HashSet<&'a Label> {
    let taken = candidates.iter().zip(choices.iter()).filter(|(_, choice)| choice.taken);
    let headed = taken.filter(|(marks, _)| marks.is_headed() && marks.labelled > 1);
    headed.flat_map(|(marks, _)| &marks.labels).collect()
}

/// Numbered lines without a known heading are no second list of labels that one under a heading of lists has;
/// where nothing in them looks like a source, it needs to have those that are cited.
fn yield_to_headed(candidates: &[Marks], choices: &mut [Choice]) {
    let known = labels_under_headings(candidates, choices);
    for (marks, choice) in candidates.iter().zip(choices) {
        let may_yield = !marks.is_headed() && !matches!(marks.style, Style::Bracketed | Style::Definition);
        let explained = if marks.sources == 0 { &marks.cited } else { &marks.labels };
        if choice.taken && may_yield && explained.iter().all(|label| known.contains(label)) {
            *choice = left("a list under a heading of reference lists has its labels");
        }
    }
}

/// A line that opens with the label of a longer list with a heading is text that begins with a marker, and so
/// are several where none begins a paragraph.
fn part_twins(candidates: &[Marks], choices: &mut [Choice]) {
    let known = labels_under_headings(candidates, choices);
    for (marks, choice) in candidates.iter().zip(choices) {
        let may_be_text = marks.headed == Heading::None && marks.style == Style::Bracketed;
        let is_text = may_be_text && (marks.labelled == 1 || !marks.begins_block);
        if choice.taken && is_text && marks.labels.iter().all(|label| known.contains(label)) {
            *choice = left("a line that begins with a marker: another list has its label");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(numbers: std::ops::RangeInclusive<u32>) -> Vec<Label> {
        numbers.map(Label::Number).collect()
    }

    /// A list of so many entries, of which so many look like sources and so many are cited above it.
    fn list(style: Style, headed: Heading, entries: u32, sources: usize, cited: u32) -> Marks {
        let is_labelled = style != Style::Plain;
        Marks {
            style,
            headed,
            entries: entries as usize,
            labelled: if is_labelled { entries as usize } else { 0 },
            sources,
            ascending: true,
            begins_block: true,
            labels: if is_labelled { labels(1..=entries) } else { Vec::new() },
            cited: labels(1..=cited),
            before: cited > 0,
            ..Marks::default()
        }
    }

    #[test]
    fn the_candidates_that_explain_the_markers_are_chosen() {
        use Heading::{Block, Line, None, Unknown};
        use Style::{Bracketed, Definition, Numbered, Plain, Raised};
        let closing = |marks: Marks| Marks { closing: true, addressed: marks.sources, ..marks };
        let table: Vec<(&str, Vec<Marks>, Vec<bool>)> = vec![
            ("a list under its heading", vec![list(Bracketed, Block, 9, 9, 9)], vec![true]),
            ("uncited, under its heading", vec![list(Numbered, Block, 9, 9, 0)], vec![true]),
            ("numbered steps", vec![list(Numbered, None, 5, 0, 0)], vec![false]),
            (
                "numbered steps that are numbered like the markers",
                vec![list(Numbered, None, 5, 0, 5)],
                vec![false],
            ),
            ("numbered sources at the end", vec![closing(list(Numbered, None, 5, 5, 5))], vec![true]),
            ("numbered sources under words nobody knows", vec![list(Numbered, Unknown, 6, 5, 2)], vec![true]),
            (
                "ten pages to visit, below words nobody knows",
                vec![list(Numbered, Unknown, 10, 10, 0)],
                vec![false],
            ),
            (
                "numbered sections, then the list",
                vec![list(Numbered, None, 7, 0, 7), list(Numbered, Block, 9, 9, 9)],
                vec![false, true],
            ),
            (
                "two headed lists of which one has the markers' notation",
                vec![list(Numbered, Block, 2, 2, 2), list(Bracketed, Block, 2, 2, 2)],
                vec![false, true],
            ),
            (
                "a bracketed remark beside the list that explains all",
                vec![list(Bracketed, Block, 1, 1, 1), list(Numbered, Block, 30, 30, 30)],
                vec![false, true],
            ),
            (
                "bullets under a heading that holds a word of lists",
                vec![list(Plain, Block, 2, 0, 0), list(Bracketed, Block, 3, 3, 3)],
                vec![false, true],
            ),
            (
                "a plain list of pages beside the labelled one",
                vec![list(Numbered, Block, 3, 3, 3), list(Plain, Block, 2, 2, 0)],
                vec![true, true],
            ),
            (
                "cited remarks under a heading that names sources among others",
                vec![Marks { hinted: true, ..list(Numbered, Unknown, 4, 0, 4) }],
                vec![true],
            ),
            (
                "the same, not cited",
                vec![Marks { hinted: true, ..list(Numbered, Unknown, 4, 0, 0) }],
                vec![false],
            ),
            (
                "related pages, numbered as the list under its heading is",
                vec![closing(list(Numbered, Unknown, 2, 2, 2)), list(Numbered, Block, 2, 2, 2)],
                vec![false, true],
            ),
            (
                "numbered places under a heading with a word for sources, and fewer sources",
                vec![
                    Marks { hinted: true, ..list(Numbered, Unknown, 3, 0, 2) },
                    list(Numbered, Block, 2, 2, 2),
                ],
                vec![false, true],
            ),
            (
                "raised numbers at the end",
                vec![Marks { closing: true, ..list(Raised, None, 2, 0, 2) }],
                vec![true],
            ),
            ("a plain list alone", vec![list(Plain, Line, 3, 1, 0)], vec![true]),
            ("words alone", vec![list(Plain, Block, 3, 0, 0)], vec![false]),
            (
                "notes of the markup and sources by name",
                vec![list(Definition, None, 3, 0, 3), list(Numbered, Block, 4, 4, 3)],
                vec![true, false],
            ),
            (
                "a line of a text that begins with the number of one of its verses",
                vec![Marks { labels: labels(5..=5), cited: labels(5..=5), ..list(Bracketed, None, 1, 1, 1) }],
                vec![false],
            ),
            (
                "paragraphs of a judgment",
                vec![Marks { long: 40, ..closing(list(Bracketed, None, 60, 0, 0)) }],
                vec![false],
            ),
            (
                "a section's own links, beside the list of the whole text",
                vec![Marks { after: true, ..list(Plain, Line, 2, 2, 0) }, list(Bracketed, Block, 3, 3, 3)],
                vec![false, true],
            ),
            (
                "items that cite the list",
                vec![Marks { citing: 2, ..list(Plain, Line, 2, 2, 0) }, list(Bracketed, Block, 3, 3, 3)],
                vec![false, true],
            ),
            (
                "a line that begins with a marker",
                vec![
                    Marks { addressed: 1, opens_with_address: true, ..list(Bracketed, None, 1, 1, 1) },
                    list(Bracketed, Block, 4, 4, 4),
                ],
                vec![false, true],
            ),
        ];
        for (what, candidates, expected) in table {
            let choices = choose(&candidates, true);
            let chosen: Vec<bool> = choices.iter().map(|choice| choice.taken).collect();
            assert_eq!(chosen, expected, "{what}: {choices:?}");
        }
    }
}
