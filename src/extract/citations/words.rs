//! Reads the labels of a bracket that says more than numbers: `[1, p. 5]`, `[Source 1, Source 3]`, `[see 1]`,
//! `[1 and 2]`, `[١]`. It counts only where the list defines them.

use std::collections::{HashMap, HashSet};

use crate::lexicon::headings::is_reference_heading;
use crate::model::{BlockKind, Document, Label};
use crate::text::digits;

/// Words that name an entry and head no list.
const SOURCE_WORDS: &[&str] = &[
    "ref",
    "refs",
    "doc",
    "docs",
    "document",
    "documents",
    "cit",
    "src",
    "no",
    "nr",
    "lit",
    "footnote",
    "№",
    "n°",
];

/// Words of headings that label entries of their own kind: `[note 1]` is another label than `[1]`.
const NOTES: &[&str] = &["note", "notes", "nota", "notas", "notes and references", "link", "links"];

/// Words that lead to an entry: see, compare, for example, as quoted in.
const SEE_WORDS: &[&str] = &[
    "see", "also", "cf", "cfr", "eg", "e.g", "ie", "i.e", "esp", "in", "from", "per", "via", "as", "vgl",
    "siehe", "auch", "s", "z.b", "voir", "véase", "ver", "vid", "vedi", "zie", "se", "jf", "jfr", "см", "ср",
    "por", "bkz", "lihat", "zob", "viz", "参见", "见", "参照",
];

/// Words between two labels.
const JOINERS: &[&str] = &[
    "and", "&", "+", "und", "et", "y", "e", "en", "och", "og", "i", "a", "и", "та", "й", "ve", "dan", "và",
    "и", "和", "と", "و", "या", "और", "or",
];

/// Words between the ends of a range.
const RANGE_WORDS: &[&str] = &["to", "through", "bis", "до", "à", "hasta", "até", "tot"];

/// Words behind a number that make it a count: `[1 of 3]`.
const COUNTS: &[&str] = &["of", "von", "de", "sur", "из", "van", "av", "af", "di"];

/// Bytes of a bracket that has a form.
const LONGEST_FORM: usize = 60;

/// The most labels of one bracket.
const MOST: usize = 200;

/// Whether a word before a label leads to a source or names one: `see`, `source`.
pub fn leads_to_source(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ':', ',']).to_lowercase();
    SEE_WORDS.contains(&lower.as_str()) || is_source_word(&lower)
}

/// Whether a word before a label names a source: `Ref.`, `source`.
pub(super) fn names_source(word: &str) -> bool {
    is_source_word(&word.trim_end_matches('.').to_lowercase())
}

/// The labels that the inside of a bracket names, if the list defines them. `named` says that words such as
/// "Source" stand before them: then a label that no entry has is meant as well.
pub(super) fn labels(inside: &str, defined: &dyn Fn(&Label) -> bool) -> Option<Vec<Label>> {
    let ascii = digits::in_ascii(inside);
    if !ascii.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut reader = Reader { labels: Vec::new(), named: false, defined };
    for group in ascii.split([';', '；']) {
        // `1; translated`
        let is_remark = !reader.labels.is_empty() && !group.bytes().any(|byte| byte.is_ascii_digit());
        if !is_remark {
            reader.group(group)?;
        }
    }
    let all = reader.labels.iter().all(defined);
    let some = reader.labels.iter().any(defined);
    (!reader.labels.is_empty() && (all || (reader.named && some))).then_some(reader.labels)
}

/// The forms of brackets that say more than a number, in which a document cites several labels of its list:
/// `see 0`, `0, p. 0`. A label that no entry has is meant as well in a form of them.
pub fn forms(document: &Document<'_>, defined: &dyn Fn(&Label) -> bool) -> HashSet<String> {
    let mut cited: HashMap<String, HashSet<Label>> = HashMap::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        for open in memchr::memchr_iter(b'[', block.text.as_bytes()) {
            let behind = &block.text.as_bytes()[open + 1..];
            let length = behind.iter().take(LONGEST_FORM).position(|&byte| byte == b']');
            let inside = length.and_then(|length| block.text.get(open + 1..open + 1 + length));
            let form = inside.and_then(form);
            if let Some((form, labels)) = form.zip(inside.and_then(|inside| labels(inside, defined))) {
                cited.entry(form).or_default().extend(labels);
            }
        }
    }
    cited.into_iter().filter(|(_, labels)| labels.len() > 1).map(|(form, _)| form).collect()
}

/// The inside of a bracket with `0` for each number, if it says more than numbers.
pub(super) fn form(inside: &str) -> Option<String> {
    let is_of_numbers = |sign: char| sign.is_ascii_digit() || " ,;:-–—−".contains(sign);
    let says_more = inside.starts_with(' ') || !inside.chars().all(is_of_numbers);
    if !says_more || !inside.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut form = String::with_capacity(inside.len());
    for character in inside.chars() {
        match character {
            digit if digit.is_ascii_digit() && form.ends_with('0') => {}
            digit if digit.is_ascii_digit() => form.push('0'),
            other => form.push(other),
        }
    }
    Some(form)
}

/// The names of the list in a bracket that says more than them: `[LAM94, ch. 3]`, `[see LAM94; Ruiz20 p. 5]`.
/// Each part up to a semicolon must begin with one, and what follows it be further names or a place in the
/// source.
pub(super) fn names(inside: &str, defined: &dyn Fn(&Label) -> bool) -> Option<Vec<Label>> {
    let mut labels = Vec::new();
    for group in inside.split([';', '；']) {
        let before = labels.len();
        for item in group.split([',', '，', '、', '،']) {
            let (label, is_whole) = match name(item.trim(), defined) {
                Some(read) => read,
                None if labels.len() > before && is_place(item) => break,
                None => return None,
            };
            labels.push(label);
            if !is_whole {
                break;
            }
        }
    }
    (labels.len() <= MOST).then_some(labels)
}

/// The name that an item begins with, behind words that lead to it, and whether nothing follows it; what
/// follows must be a place in the source.
fn name(item: &str, defined: &dyn Fn(&Label) -> bool) -> Option<(Label, bool)> {
    let mut item = item;
    loop {
        let whole = Label::new(item);
        if !item.is_empty() && defined(&whole) {
            return Some((whole, true));
        }
        let (first, rest) = item.split_once(' ')?;
        let label = Label::new(first);
        if defined(&label) {
            return is_place(rest).then_some((label, false));
        }
        if !is_see_word(first) {
            return None;
        }
        item = rest.trim_start();
    }
}

/// Whether words say where in a source: `12-14`, `p. 5`, `app. B`, `section 4.2`.
fn is_place(words: &str) -> bool {
    let mut tokens = words.split_whitespace();
    let (Some(first), next) = (tokens.next(), tokens.next()) else { return false };
    let is_number = |token: &str| token.starts_with(|digit: char| digit.is_ascii_digit());
    let is_part = first.chars().all(char::is_alphabetic) && tokens.next().is_none();
    is_part && next.is_some_and(is_number)
        || first.starts_with(|digit: char| digit.is_ascii_digit())
        || is_locator(first, next)
        || first.ends_with('.') && next.is_some()
}

struct Reader<'a> {
    labels: Vec<Label>,
    named: bool,
    defined: &'a dyn Fn(&Label) -> bool,
}

/// What a token is.
enum Token {
    Number(u32),
    Range(u32, u32),
    Word,
}

impl Reader<'_> {
    /// The labels of a group, up to a locator. None if it is no group of labels.
    fn group(&mut self, group: &str) -> Option<()> {
        let before = self.labels.len();
        for item in group.split([',', '，', '、', '،', '&']).map(str::trim) {
            let known = self.labels.len();
            let is_first = known == before;
            // `see, e.g., 1`
            if is_first && !item.is_empty() && item.split(' ').all(is_see_word) {
                continue;
            }
            let goes_on = self.item(item, !is_first);
            let is_meant = goes_on.is_some() && self.labels[known..].iter().all(self.defined);
            // `1, in 3 of them`, `1, a 2020 study`, `1, 45-46`: what is no label behind one says where.
            if !is_first && !is_meant && (opens_with_joint(item) || self.is_beyond(item)) {
                self.labels.truncate(known);
                break;
            }
            if !goes_on? {
                break;
            }
        }
        (self.labels.len() > before && self.labels.len() <= MOST).then_some(())
    }

    /// Whether an item is a range of which no end is a label.
    fn is_beyond(&self, item: &str) -> bool {
        let Token::Range(low, high) = read(item) else { return false };
        ![low, high].into_iter().any(|end| (self.defined)(&Label::Number(end)))
    }

    /// One item of a group; `may_locate` says that a label stands before it. Gives whether labels may follow:
    /// none do behind a locator.
    fn item(&mut self, item: &str, may_locate: bool) -> Option<bool> {
        // `[source: 1]`, and no address such as `[::1]`.
        if item.starts_with(':') || item.contains("::") {
            return None;
        }
        if item.split_once(':').is_some_and(is_time) {
            return None;
        }
        // `2:1` is the second mention of a note, as programs for footnotes number them.
        let item = item.split_once(':').filter(|ends| is_mention(*ends)).map_or(item, |(label, _)| label);
        let spaced = item.replace(':', " ");
        let mut tokens = spaced.split_whitespace().flat_map(parted).peekable();
        let mut own = 0;
        let (mut open_range, mut is_joined) = (false, false);
        while let Some(token) = tokens.next() {
            match read(token) {
                Token::Number(number) if open_range => {
                    let low = self.labels.last().and_then(Label::number)?;
                    self.extend(low.checked_add(1)?, number)?;
                    open_range = false;
                }
                Token::Number(number) => {
                    self.labels.push(Label::Number(number));
                    own += 1;
                }
                Token::Range(low, high) => {
                    self.extend(low, high)?;
                    own += 1;
                }
                Token::Word => {
                    let word = token.trim_end_matches(['.', ':']).to_lowercase();
                    let word = word.as_str();
                    if own > 0 && COUNTS.contains(&word) {
                        return None;
                    }
                    open_range = own > 0 && RANGE_WORDS.contains(&word);
                    let joins = JOINERS.contains(&word) && (own > 0 || may_locate);
                    let leads = if may_locate { leads_on(word) } else { is_see_word(word) };
                    if open_range || joins || own == 0 && leads {
                        is_joined = joins;
                        continue;
                    }
                    // `1 and references therein`
                    if own > 0 && is_joined && is_source_word(word) {
                        return Some(false);
                    }
                    if own == 0 && is_source_word(word) {
                        self.named = true;
                    } else if (own == 0 && may_locate)
                        || (own > 0 && is_locator(token, tokens.peek().copied()))
                    {
                        return Some(false);
                    } else {
                        return None;
                    }
                }
            }
        }
        (own > 0 && !open_range).then_some(true)
    }

    fn extend(&mut self, low: u32, high: u32) -> Option<()> {
        let is_short = low <= high && ((high - low) as usize) < MOST;
        self.labels.extend(is_short.then_some(low..=high)?.map(Label::Number));
        Some(())
    }
}

/// Whether what stands behind a colon says where: `2:1`, `1: 45`, `1:45-46`.
fn is_mention((label, mention): (&str, &str)) -> bool {
    let is_place = matches!(read(mention.trim()), Token::Number(_) | Token::Range(..));
    digits::number(label).is_some() && is_place
}

/// Whether a word leads to an entry: `see`, `e.g.`.
fn is_see_word(word: &str) -> bool {
    SEE_WORDS.contains(&word.trim_end_matches(['.', ':']).to_lowercase().as_str())
}

/// Whether a word behind a label leads to a further one: a letter, `S. 5`, says where.
fn leads_on(word: &str) -> bool {
    is_see_word(word) && word.trim_end_matches(['.', ':']).chars().count() > 1
}

/// Whether an item begins with a word that leads to a further label: `and 3`, `see also 2`.
fn opens_with_joint(item: &str) -> bool {
    let (first, _) = item.split_once(' ').unwrap_or((item, ""));
    leads_on(first) || JOINERS.contains(&first.to_lowercase().as_str())
}

/// `12:30`: a time of day, not the thirtieth mention of a note.
fn is_time((hour, minute): (&str, &str)) -> bool {
    let below = |number: &str, most: u32| digits::number(number).is_some_and(|number| number < most);
    minute.len() == 2 && below(hour, 24) && below(minute, 60)
}

/// A token parted where letters run into digits: `Ref.3`, `p5`.
fn parted(token: &str) -> impl Iterator<Item = &str> {
    let digit = token.find(|character: char| character.is_ascii_digit()).unwrap_or(0);
    let (word, rest) = token.split_at(digit);
    let is_word = word.chars().all(|character| character.is_alphabetic() || ".§¶№°".contains(character));
    let (word, rest) = if is_word { (word, rest) } else { ("", token) };
    [word, rest].into_iter().filter(|part| !part.is_empty())
}

fn read(token: &str) -> Token {
    let token = token.trim_matches(['.', '(', ')', '[', ']', '#', '^']);
    if let Some(number) = digits::number(token).filter(|number| *number > 0) {
        return Token::Number(number);
    }
    let ends = token.split_once(['-', '–', '—', '−']);
    match ends.and_then(|(low, high)| digits::number(low).zip(digits::number(high))) {
        Some((low, high)) if 0 < low && low < high => Token::Range(low, high),
        _ => Token::Word,
    }
}

fn is_source_word(word: &str) -> bool {
    !NOTES.contains(&word) && (SOURCE_WORDS.contains(&word) || is_reference_heading(word))
}

/// Whether a word behind a label says where in the source: an abbreviation or sign before a number.
fn is_locator(token: &str, next: Option<&str>) -> bool {
    let is_short = token.ends_with('.') || token.starts_with(['§', '¶']) || token.chars().count() <= 2;
    is_short
        && !token.starts_with(|first: char| first.is_ascii_digit())
        && next.is_some_and(|next| next.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_meaning_before_a_place_in_the_source() {
        let table: &[(&str, &[&str])] = &[
            ("LAM94", &["LAM94"]),
            ("LAM94, ch. 3", &["LAM94"]),
            ("LAM94 p. 12", &["LAM94"]),
            ("LAM94, 12-14", &["LAM94"]),
            ("LAM94, apartado 4", &["LAM94"]),
            ("LAM94, 4 May 2020 and on", &["LAM94"]),
            ("see LAM94", &["LAM94"]),
            ("cf. LAM94, § 2; RFC 9", &["LAM94", "RFC 9"]),
            ("LAM94, RFC 9, app. B", &["LAM94", "RFC 9"]),
            ("LAM94 and others", &[]),
            ("LAM94, of course", &[]),
            ("OUS14, LAM94", &[]),
            ("ch. 3", &[]),
            ("", &[]),
        ];
        let known = |label: &Label| ["LAM94", "RFC 9"].contains(&label.to_string().as_str());
        for (inside, expected) in table {
            let read: Vec<String> =
                names(inside, &known).unwrap_or_default().iter().map(Label::to_string).collect();
            assert_eq!(read, *expected, "{inside}");
        }
    }

    #[test]
    fn words_and_locators_leave_a_label_its_meaning() {
        let table: &[(&str, &[u32])] = &[
            ("1, p. 5", &[1]),
            ("2, S. 5", &[2]),
            ("2, с. 15", &[2]),
            ("1, pp. 5, 7; 3, § 2", &[1, 3]),
            ("1 p. 5", &[1]),
            ("3, emphasis added", &[3]),
            ("Source 1, Source 3", &[1, 3]),
            ("Source 1, 2", &[1, 2]),
            ("Sources: 3, 4", &[3, 4]),
            ("Source 9, Source 1", &[9, 1]),
            ("Ref. 3", &[3]),
            ("ref.4", &[4]),
            ("Quelle 4", &[4]),
            ("Doc 3", &[3]),
            ("footnote 2", &[2]),
            ("see 1", &[1]),
            ("see also Ref. 2", &[2]),
            ("cf. 2", &[2]),
            ("1 and 2", &[1, 2]),
            ("1 & 2", &[1, 2]),
            ("1, 2 und 4", &[1, 2, 4]),
            ("1 to 3", &[1, 2, 3]),
            ("1 2", &[1, 2]),
            ("١", &[1]),
            ("٢، ٣", &[2, 3]),
            ("２", &[2]),
            ("¹", &[1]),
            ("2:1", &[2]),
            ("1, 2, and 4", &[1, 2, 4]),
            ("1, and 2", &[1, 2]),
            ("1, see also 2", &[1, 2]),
            ("1, cf. 2, p. 4", &[1, 2]),
            ("see, e.g., 1, 2", &[1, 2]),
            ("e.g., 4", &[4]),
            ("1, see p. 5", &[1]),
            ("1, S. 4", &[1]),
            ("1, s. 2; s. 3", &[1, 3]),
            ("1, in 3 of them", &[1]),
            ("1, a 2020 study", &[1]),
            ("1, and 9 more", &[1]),
            ("1, 45-46", &[1]),
            ("1: 45", &[1]),
            ("1:45–46; 2", &[1, 2]),
            ("1 §5", &[1]),
            ("1 ¶ 5", &[1]),
            ("1 and references therein", &[1]),
            ("1, 2 and sources there", &[1, 2]),
            ("1; translated", &[1]),
            ("№ 3", &[3]),
            ("n° 3", &[3]),
            ("e.g., Smith", &[]),
            ("translated; 1", &[]),
            ("1 and others", &[]),
            ("1 of 3", &[]),
            ("in 1 of 3", &[]),
            ("2 people", &[]),
            ("Figure 2", &[]),
            ("Update 1", &[]),
            ("note 1", &[]),
            ("March 4, 2024", &[]),
            ("1.5", &[]),
            ("1, 9", &[]),
            ("1 0 0", &[]),
            ("3:15", &[]),
        ];
        let known = |label: &Label| label.number().is_some_and(|number| (1..=4).contains(&number));
        for (inside, expected) in table {
            let read: Vec<u32> =
                labels(inside, &known).unwrap_or_default().iter().filter_map(Label::number).collect();
            assert_eq!(read, *expected, "{inside}");
        }
    }
}
