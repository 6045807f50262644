//! Tells by where the bracketed numbers of a document stand whether they may be citations at all: ranks,
//! seeds, numbers of lines and elements of arrays stand elsewhere. It looks at documents without a list, and
//! at the numbers beyond one.

use std::collections::{HashMap, HashSet};

use super::places::{Bracket, brackets_of, lines};
use crate::extract::citations;
use crate::model::Block;
use crate::text::brackets;

/// Numbers from which on their places say what they are.
const MANY: usize = 3;

/// Letters of a word that says nothing of what is numbered, and numbers whose words are counted.
const SHORT_WORD: usize = 3;
const MOST_COUNTED: usize = 1000;

/// Words of a line that is no sentence.
const FEW_WORDS: usize = 2;

/// Lines from one that has its number to the next.
const LEAST_STEP: u32 = 4;

/// Labels that a list has for one that is cited.
const SPARSE: u32 = 8;

/// The first label that a list which was lost is cited from at the latest.
const LATEST_FIRST: u32 = 5;

/// The bracketed numbers of a document by where they stand.
#[derive(Debug, Default)]
struct Numbers {
    all: usize,
    /// Right behind a word or its punctuation.
    glued: usize,
    /// Right behind a letter or digit.
    elements: usize,
    /// Lists and ranges of numbers.
    lists: usize,
    /// Brackets right behind a word that hold an index as code has it.
    indices: usize,
    /// Brackets of numbers that are no labels.
    others: usize,
    /// Versions at the start of lines.
    versions: usize,
    /// At the end of words: of a sentence, a part of one, a line.
    closing: usize,
    /// At the end of a sentence.
    ending: usize,
    /// Behind a word with a capital.
    behind_names: usize,
    /// Those that end lines, as long as all do.
    ends: Vec<u32>,
    /// Those of them whose line has a number of its own, asks something or has few words.
    ends_of_items: usize,
    /// Those that open lines.
    first: usize,
    /// How far those that open lines count up from 1.
    opening: u32,
    /// Whether one stood before those that open lines.
    is_first_within: bool,
    /// The different numbers.
    distinct: HashSet<u32>,
    /// The highest number, and those that were one more than all before them.
    highest: u32,
    in_order: usize,
    /// Those that stand before a sentence, behind another one or at the start of a line.
    before_sentences: usize,
    /// The words before them, with how often each is.
    words: HashMap<String, usize>,
}

/// Whether the bracketed numbers of these blocks are no citations: they number lines or paragraphs, or stand
/// behind names or within words as no citation does.
pub(super) fn are_no_citations<'b, 'd: 'b>(blocks: impl Iterator<Item = &'b Block<'d>>) -> bool {
    let [numbers] = Numbers::of(blocks, |_| 0);
    numbers.number_paragraphs()
        || numbers.number_lines()
        || numbers.stand_apart()
        || numbers.are_ranks()
        || numbers.are_points()
        || numbers.number_sentences()
        || numbers.number_things()
        || numbers.number_names()
        || numbers.are_few()
        || numbers.are_quantities()
        || numbers.is_within_words()
}

/// Whether the bracketed numbers that a list does not define are no citations, beside those that it defines:
/// they number lines, stand behind names, or right behind words where the others are set apart.
pub(super) fn are_of_another_kind<'b, 'd: 'b>(
    blocks: impl Iterator<Item = &'b Block<'d>>,
    defines: impl Fn(u32) -> bool,
) -> bool {
    let [defined, others] = Numbers::of(blocks, |number| usize::from(!defines(number)));
    let are_elements = others.all > 0
        && others.elements == others.all
        && others.ending == 0
        && defined.all > defined.first
        && defined.glued == 0;
    others.lists == 0 && (others.number_lines() || others.are_ranks() || are_elements)
}

impl Numbers {
    /// The numbers of these blocks in sets, by the set that a number is in. Lists of numbers and what is no
    /// number are in the last one.
    fn of<'b, 'd: 'b, const SETS: usize>(
        blocks: impl Iterator<Item = &'b Block<'d>>,
        set: impl Fn(u32) -> usize,
    ) -> [Self; SETS] {
        let mut sets: [Self; SETS] = std::array::from_fn(|_| Self::default());
        for block in blocks {
            let mut has_label = block.label.is_some();
            for line in lines(block, usize::MAX) {
                let is_item = std::mem::take(&mut has_label) || opens_with_number(line);
                for bracket in brackets_of(line) {
                    match bracket.number() {
                        Some(number) => sets[set(number)].take(number, &bracket, is_item),
                        None => sets[SETS - 1].take_other(&bracket),
                    }
                }
            }
        }
        sets
    }

    /// Takes a bracket that holds a number. `is_item` says whether its line has a number of its own.
    fn take(&mut self, number: u32, bracket: &Bracket<'_>, is_item: bool) {
        self.all += 1;
        self.distinct.insert(number);
        self.in_order += usize::from(number == self.highest + 1);
        self.highest = self.highest.max(number);
        self.before_sentences += usize::from(bracket.opens_sentence());
        if bracket.before.is_empty() {
            self.first += 1;
            self.opening += u32::from(number == self.opening + 1);
            return;
        }
        self.is_first_within |= self.opening == 0;
        self.elements += usize::from(bracket.is_element());
        self.glued += usize::from(bracket.before.ends_with(is_end_of_words));
        self.ending += usize::from(bracket.after.starts_with(['.', '!', '?', '。', '।', '۔']));
        let is_end = bracket.after.is_empty();
        self.closing += usize::from(is_end || bracket.closes_words());
        let word = bracket.word_before().trim_start_matches(['(', '"', '“', '„', '«']);
        self.behind_names += usize::from(word.starts_with(char::is_uppercase));
        if self.all <= MOST_COUNTED
            && word.chars().nth(SHORT_WORD).is_some()
            && !citations::leads_to_source(word)
        {
            *self.words.entry(word.to_lowercase()).or_default() += 1;
        }
        if is_end {
            self.ends.push(number);
            let is_short = bracket.before.split_whitespace().nth(FEW_WORDS).is_none();
            self.ends_of_items += usize::from(is_item || is_short || word.ends_with(['?', '？', '؟']));
        }
    }

    /// `[1] The appellant ...`, `[2] The judge ...`: nothing is cited before them.
    fn number_paragraphs(&self) -> bool {
        self.opening as usize >= MANY && !self.is_first_within
    }

    /// Takes a bracket that holds no single number.
    fn take_other(&mut self, bracket: &Bracket<'_>) {
        let inside = bracket.inside;
        self.versions += usize::from(bracket.before.is_empty() && is_version(inside));
        if bracket.is_list() {
            // Several numbers in one bracket are labels of a list, whatever the others are.
            self.lists += 1;
            self.distinct.extend(brackets::parts(inside).flatten());
        } else if bracket.is_element() {
            self.indices += usize::from(inside == "0" || inside.contains([':', '+', '-']));
        } else {
            self.others += usize::from(is_quantity(inside));
        }
    }

    /// `[0]`, `[+1]`, `[4.2]` beside them, or `rows[0]` beside `rows[1]`, or versions as a log of changes has
    /// them.
    fn are_quantities(&self) -> bool {
        let are_indices = self.indices > 1 && self.elements == self.all;
        are_indices || self.versions > 1 || self.others > 0 && self.glued == 0 && self.lists == 0
    }

    /// The only one stands within words: `offer [1] was taken`.
    fn is_within_words(&self) -> bool {
        self.all == 1 && self.glued + self.closing + self.lists == 0
    }

    /// Every fifth line or so has its number at its end.
    fn number_lines(&self) -> bool {
        let Some(&step) = self.ends.first().filter(|_| self.ends.len() > 1 && self.ends.len() == self.all)
        else {
            return false;
        };
        step >= LEAST_STEP && self.ends.iter().zip(1..).all(|(&number, at)| number == at * step)
    }

    /// None stands behind a word without a space, and none at the end of words.
    fn stand_apart(&self) -> bool {
        self.all >= MANY && self.glued + self.lists + self.closing == 0
    }

    /// One or two, none of them the first, or labels of a list with many more than are cited, and none ends a
    /// sentence: `the buoy [2]`, `places [1] to [84]`, `char name[20]`. Or several, none of the first five,
    /// and few of them end one.
    fn are_few(&self) -> bool {
        let count = self.distinct.len();
        let highest = self.distinct.iter().max().copied().unwrap_or(0);
        let is_sparse = u32::try_from(count).is_ok_and(|count| highest > count * SPARSE);
        let is_strange = is_sparse || count < MANY && !self.distinct.contains(&1);
        let lowest = self.distinct.iter().min().copied().unwrap_or(0);
        let ends_few = self.ending * 2 < self.all + self.lists;
        let are_late = lowest > LATEST_FIRST && self.all + self.lists > 1 && ends_few;
        let end_none = self.ending + self.lists == 0;
        let are_sizes = is_sparse && self.elements == self.all && end_none;
        count > 0 && (are_sizes || self.glued == 0 && (are_late || end_none && is_strange))
    }

    /// `3. Name two ships. [4]`, `Boats [7]`: all end lines, most of them items, questions or a few words,
    /// and they do not count up.
    fn are_points(&self) -> bool {
        self.all >= MANY
            && self.ends.len() == self.all
            && self.ends_of_items * 3 >= self.all * 2
            && self.lists == 0
            && self.in_order < self.distinct.len()
    }

    /// `(1) [1] Ships must report. [2] Boats need not.`: most number sentences, and none ends a line.
    fn number_sentences(&self) -> bool {
        self.all >= MANY
            && self.before_sentences * 3 >= self.all * 2
            && self.lists == 0
            && self.ends.is_empty()
    }

    /// `Go from field [1] to field [5]`: most stand behind one word, and they leave out most numbers.
    fn number_things(&self) -> bool {
        let most = self.words.values().max().copied().unwrap_or(0);
        most >= MANY
            && most * 3 >= self.all * 2
            && self.glued + self.lists == 0
            && self.highest as usize > 2 * self.distinct.len()
    }

    /// `Inge Lund [5], daughter of Olaf [2]`: many, all behind names, and few count up.
    fn number_names(&self) -> bool {
        self.all >= 2 * MANY
            && self.behind_names == self.all
            && self.glued + self.lists == 0
            && self.in_order * 2 < self.distinct.len()
    }

    /// `Alcaraz [1] beat Ruud [5]`: all behind names, few at the end of words.
    fn are_ranks(&self) -> bool {
        self.all >= MANY
            && self.behind_names == self.all
            && self.glued + self.lists == 0
            && self.closing * 3 <= self.all
    }
}

/// Whether a line opens with a number or letter of its own: `3. Name`, `b) Draw`, `2 (a) Describe`.
fn opens_with_number(line: &str) -> bool {
    let part =
        line.trim_start_matches(|first: char| first.is_ascii_digit() || first == ' ').strip_prefix('(');
    if let Some((part, _)) = part.and_then(|rest| rest.split_once(')')) {
        return part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    }
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let letter = usize::from(digits == 0 && line.starts_with(|first: char| first.is_ascii_alphabetic()));
    let mark = digits + letter;
    mark > 0 && line[mark..].starts_with(['.', ')']) && line[mark + 1..].starts_with(' ')
}

/// Whether a bracket holds a quantity: `0`, `+1`, `-2`, `4.2`, `1 + 1`.
fn is_quantity(inside: &str) -> bool {
    let is_sign = |byte: u8| matches!(byte, b'+' | b'-' | b'.' | b' ');
    let has_digit = inside.bytes().any(|byte| byte.is_ascii_digit());
    has_digit
        && inside.bytes().all(|byte| byte.is_ascii_digit() || is_sign(byte))
        && (inside == "0" || inside.contains(['+', '-', '.']))
}

/// `0.9.0`, as the headings of a log of changes have it.
fn is_version(inside: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    inside.split('.').count() == 3 && inside.split('.').all(is_number)
}

/// Whether a character ends a word and what citations stand behind.
fn is_end_of_words(last: char) -> bool {
    last.is_alphanumeric()
        || matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '”' | '’' | '»' | '。' | '，' | '、' | '」'
        )
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::text;
    use crate::model::{Demand, Source};

    fn citations(source: &str) -> usize {
        extract(&text::document(source, Source::default()), Demand::ARTICLE).citations.len()
    }

    #[test]
    fn numbers_in_brackets_without_a_list_are_what_their_places_say() {
        let table = [
            ("The pier opened [1]. It cost 40 million [2], the board said [3].", 3),
            ("The pier opened.[1] It cost 40 million.[2] Reports[3] say more.", 3),
            ("Studies [1] of piers [2, 3] say that ferries [4] cost more.", 4),
            ("Studies [1] say that ferries [2] cost more.", 2),
            ("Lund [1] beat Berg [5] 6-1, 6-4, and Holm [2] lost to Fell [4].", 0),
            ("Der Hafen [1] wurde gebaut [2], die Brücke [3] nicht.", 3),
            ("Set fore [1] and then aft [2] before the main [3] is set.", 0),
            ("The ship went down\nThe wind was west [5]\nAnd all the crew\nHad gone to rest [10]", 0),
            ("The wind was west [1]\nThe crew had gone [2]", 2),
            ("We were north of the buoy [2] and should have been south of it.", 0),
            ("We were north of the buoy [2]. We should have been south of it.", 1),
            ("We were north of the buoy.[2] We should have been south of it.", 1),
            ("Three offers came. The board took offer [1] at once.", 0),
            ("Three offers came. The board took one [1].", 1),
            ("William [14], son of Thomas [7]. John [31] left.", 0),
            ("The pier opened [12]. It cost 40 million [13], and the board said so [14].", 3),
            ("Marks: [18–20] is five, [14–17] is four.", 0),
            ("Lecco won [1-1].", 0),
            ("Places [1] to [84] are for farmers.", 0),
            (
                "1. Name two ships. [4]\n2. Who built the pier? [1]\n3. Explain why it sank. [5]\nTotal: [10]",
                0,
            ),
            ("a) Draw a lock. [4]\nb) Name its parts. [3]\nc) What is it for? [4]", 0),
            ("1 (a) Name the depth of it. [1]\n(b) Explain why it sank. [3]\n(ii) Draw it. [1]", 0),
            ("#general [3]\n#harbour [27]\n#boats [1]", 0),
            (
                "Take one step from field [1] to field [5]. On field [9] pay two coins. Field [12] is the port.",
                0,
            ),
            ("(1) [1] Ships must report. [2] Boats need not.\n(2) [1] Fees are due. [2] They are low.", 0),
            ("The pier is old. [1] It cost 40 million. [2] The board said so. [3]", 3),
            ("Study [2] found so, unlike study [1]. Study [4] came before study [3].", 4),
            (
                "Inge Lund [5], child of Olaf [2] and Karin [3], met Jens Berg [6]. Nils [11] and Eva [12] left.",
                0,
            ),
            ("1. Hamn [36]\n2. Vik [31]\n3. Nes [31]\nNext: Hamn [1] - Vik [2], Nes [3] - Larvik [4].", 0),
            ("1. The pier is old. [1]\n2. It is long. [2]\n3. It is dear. [3]", 3),
            ("Lund (NOR) [1] beat Berg (SWE) [5] 6-1, 6-4, and Holm (DEN) [2] lost.", 0),
            ("Nam leads [0], before Binh [+1]. The next match is at home [1], on Sunday.", 0),
            ("Take rows[0] and rows[i + 1], then prev[2] and flags[1].", 0),
            ("The pier opened[1] and closed[2].", 2),
            ("A change from char sha1[20] to a name is under way.", 0),
            ("The pier opened[20]. It cost 40 million.", 1),
            ("Call sys.exc_info()[1] for the reason, and do not read beyond &reply[1], as it was.", 0),
            (
                "[0.9.0] - May\nPatterns as pier[2] are read [1].\n[0.8.1] - April\nIt was up for [40] minutes.",
                0,
            ),
            ("This is a part of the git:git[1] suite.", 0),
            ("Lund says: the pier of example.com[1] and its author(s)[2] are old.", 2),
            ("[1] The appellant fell.\n[2] The judge said so.\n[3] We agree with [2].\n\nCosts are due.", 0),
            ("The pier opened [1].\n\n[2] says more.\n\nSo does [3].", 3),
        ];
        for (words, expected) in table {
            assert_eq!(citations(&format!("The pier opens again\n\n{words}\n")), expected, "{words}");
        }
    }
    #[test]
    fn numbers_beyond_a_list_are_what_their_places_say_beside_those_of_the_list() {
        let table = [
            ("Lund [11] beat Berg [7] 6-1, 6-4, and Holm [12] lost.", 2),
            ("Lund won [11]. Berg lost [7]. Holm [12] was second.", 5),
            ("The ship went down\nThe wind was west [5]\nAnd all the crew\nHad gone to rest [10]", 2),
            ("09:14 boat cron[311]: start\n09:15 boat sync[988]: no file", 2),
            ("The log of the boat[311] is short.[988]", 4),
            ("It holds [60]fullerene, and a [12]crown.", 2),
            ("It holds oil [60] and salt.", 3),
            ("It is HTTP/[23] that goes on, says char_at[24] of it.", 2),
        ];
        for (words, expected) in table {
            let source = format!(
                "The pier opens again\n\nIt opened in May [1]. It is long [2].\n\n{words}\n\n\
                 References\n[1] Opening. https://example.org/a\n[2] Length. https://example.org/b\n"
            );
            assert_eq!(citations(&source), expected, "{words}");
        }
    }
}
