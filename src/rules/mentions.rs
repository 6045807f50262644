//! Which places of a raw text could name an entry of a list, and which addresses stand where? It reads
//! letters, not a document: it shares nothing with the reading that finds citations, is far simpler, and
//! errs on the side of seeing too much. A fix is safe where both readings agree.

use crate::address::pages::canonical;
use crate::text::{ByteSpan, digits};

/// Bytes within which a bracket, or a raised element, must close to be a mention.
const LONGEST: usize = 120;

/// A range of more labels than this names none: no list is cited so.
const WIDEST: u32 = 1000;

/// The most digits of a label.
const MOST_DIGITS: usize = 5;

/// Words behind which a number names an entry: `source 3`, `Quelle 3`, `see 3`. Whole words, in lower case.
const NAMES: &[&str] = &[
    "source",
    "sources",
    "ref",
    "refs",
    "reference",
    "references",
    "note",
    "notes",
    "footnote",
    "footnotes",
    "endnote",
    "endnotes",
    "citation",
    "citations",
    "cite",
    "see",
    "cf",
    "doc",
    "fn",
    "bibl",
    "item",
    "entry",
    "quelle",
    "quellen",
    "siehe",
    "vgl",
    "fußnote",
    "anmerkung",
    "anm",
    "nachweis",
    "literatur",
    "fuente",
    "fuentes",
    "véase",
    "ver",
    "nota",
    "notas",
    "fonte",
    "fontes",
    "fonti",
    "vedi",
    "voir",
    "référence",
    "références",
    "bron",
    "bronnen",
    "zie",
    "noot",
    "kilde",
    "kilder",
    "källa",
    "källor",
    "lähde",
    "źródło",
    "źródła",
    "przypis",
    "zdroj",
    "zdroje",
    "izvor",
    "izvori",
    "forrás",
    "sursa",
    "sursele",
    "kaynak",
    "kaynaklar",
    "источник",
    "источники",
    "см",
    "сноска",
    "примечание",
    "ссылка",
    "джерело",
    "джерела",
    "πηγή",
    "المصدر",
    "مصدر",
    "מקור",
    "nguồn",
    "sumber",
    "文献",
    "来源",
    "來源",
    "出典",
    "資料",
    "注",
    "註",
    "참고",
    "출처",
];

/// A place that could name labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// All of it, brackets included.
    pub(crate) span: ByteSpan,
    /// The numbers that it could mean, as ranges with both ends.
    pub(crate) numbers: Vec<(u32, u32)>,
    /// Whether it is a number in square brackets, as most labels are written.
    pub(crate) is_bracket: bool,
}

impl Mention {
    /// Every number that it could mean.
    pub(crate) fn all_numbers(&self) -> impl Iterator<Item = u32> {
        self.numbers.iter().flat_map(|&(low, high)| low..=high)
    }
}

/// What a raw text mentions.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// Places that could name labels, ascending; one may lie in another.
    pub(crate) labels: Vec<Mention>,
    /// Web addresses with the names of their pages, ascending.
    pub(crate) addresses: Vec<(ByteSpan, String)>,
}

impl Mentions {
    /// Reads a text.
    pub(crate) fn read(text: &str) -> Self {
        let mut scan = Scan { text, found: Self::default(), open: Vec::new() };
        scan.run();
        let mut found = scan.found;
        found.join_spans(text);
        found.labels.sort_by_key(|mention| mention.span);
        found
    }

    /// `[1]–[3]` means `[2]` too.
    fn join_spans(&mut self, text: &str) {
        let brackets: Vec<&Mention> = self.labels.iter().filter(|mention| mention.is_bracket).collect();
        let mut joined = Vec::new();
        for pair in brackets.windows(2) {
            let (one, next) = (pair[0], pair[1]);
            let between = text.get(one.span.end as usize..next.span.start as usize);
            // A dash of three bytes with a space on either side, or an entity's worth.
            if !between.is_some_and(|between| between.len() <= 8 && is_dash_alone(between.trim())) {
                continue;
            }
            if let (Some(&(_, low)), Some(&(high, _))) = (one.numbers.last(), next.numbers.first())
                && low < high
                && high - low <= WIDEST
            {
                let span = ByteSpan { start: one.span.start, end: next.span.end };
                joined.push(Mention { span, numbers: vec![(low, high)], is_bracket: true });
            }
        }
        self.labels.extend(joined);
    }
}

/// One pass over a text.
struct Scan<'t> {
    text: &'t str,
    found: Mentions,
    /// Brackets that are open on this line.
    open: Vec<(usize, char)>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let next = at + letter.len_utf8();
            at = match letter {
                // A bracket that is not closed on its line is text: without this, one would swallow the rest.
                '\n' => {
                    self.open.clear();
                    next
                }
                'h' | 'H' | 'f' | 'F' => self.address(at).unwrap_or(next),
                '[' | '［' | '【' | '〔' | '〚' | '(' | '（' => {
                    self.open.push((at, letter));
                    next
                }
                ']' | '］' | '】' | '〕' | '〛' | ')' | '）' => {
                    self.close(at, letter);
                    next
                }
                '<' => {
                    self.raised_element(at);
                    next
                }
                '#' => {
                    self.fragment(next);
                    next
                }
                '&' => {
                    self.entity(at);
                    next
                }
                _ if digits::raised(letter).is_some() || circled(letter).is_some() => self.raised(at),
                _ if digits::value(letter).is_some() => self.number(at),
                _ => next,
            };
        }
    }

    fn push(&mut self, start: usize, end: usize, is_bracket: bool) {
        let numbers = numbers(&self.text[start..end]);
        if !numbers.is_empty() {
            self.found.labels.push(Mention { span: ByteSpan::new(start, end), numbers, is_bracket });
        }
    }

    /// Takes a web address that begins here; gives where it ends.
    fn address(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let starts =
            |scheme: &&str| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        let scheme = ["https://", "http://", "ftp://"].iter().find(|scheme| starts(scheme))?;
        let mut depth = 0;
        let end = rest
            .char_indices()
            .skip(scheme.len())
            .find(|&(_, letter)| {
                // Addresses of encyclopedias end in `_(town)`, and sentences put addresses in brackets.
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                depth < 0
                    || letter.is_whitespace()
                    || matches!(letter, '<' | '>' | '"' | '\'' | '[' | ']' | '`' | '|' | '{' | '}' | '\\')
            })
            .map_or(rest.len(), |(end, _)| end);
        // What ends a sentence behind an address is no part of it.
        let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '。', '，']);
        let name = canonical(&url.replace("&amp;", "&")).into_owned();
        self.found.addresses.push((ByteSpan::new(at, at + url.len()), name));
        Some(at + url.len().max(scheme.len()))
    }

    /// Closes the innermost bracket, which is a mention if a number in it could be a label.
    fn close(&mut self, at: usize, letter: char) {
        let is_round = matches!(letter, ')' | '）');
        let Some((start, open)) = self.open.pop() else { return };
        if is_round != matches!(open, '(' | '（') {
            // `[1)` closes nothing of the other kind.
            self.open.push((start, open));
            return;
        }
        let inside = &self.text[start + open.len_utf8()..at];
        let has_address = self.found.addresses.last().is_some_and(|(span, _)| span.start as usize >= start);
        if inside.len() > LONGEST || has_address {
            return;
        }
        let end = at + letter.len_utf8();
        let before = self.text[..start].chars().next_back();
        let is_label = if is_round {
            // `12(3)` is a volume, `](3)` a link's goal.
            !before.is_some_and(|before| digits::value(before).is_some() || before == ']')
                && names_or_nothing(inside)
        } else if self.text[end..].starts_with('(') {
            // `[1](u)`, and no `[iPhone 5 in test](u)` or picture.
            before != Some('!') && words(inside).count() <= 2
        } else {
            true
        };
        if is_label {
            self.push(start, end, !is_round);
        }
    }

    /// `<sup>1,3</sup>`, whatever elements are in it.
    fn raised_element(&mut self, at: usize) {
        let window = window(self.text, at, LONGEST * 4);
        if !window.get(1..4).is_some_and(|name| name.eq_ignore_ascii_case("sup")) {
            return;
        }
        let Some(end) = window.find("</sup>").or_else(|| window.find("</SUP>")) else { return };
        let numbers = numbers(&without_tags(&window[..end]));
        if !numbers.is_empty() {
            let span = ByteSpan::new(at, at + end + "</sup>".len());
            self.found.labels.push(Mention { span, numbers, is_bracket: false });
        }
    }

    /// `#fn3`, `#cite-ref-3`, `#3`: a link within the text whose goal is named by a number.
    fn fragment(&mut self, at: usize) {
        if !self.text[..at].ends_with("(#") && !self.text[..at].ends_with("\"#") {
            return;
        }
        let rest = window(self.text, at, 40);
        let name = &rest[..rest.find([')', '"', ' ', '\n']).unwrap_or(0)];
        let bare = name.trim_end_matches(|last: char| last.is_ascii_digit());
        let is_note = ["fn", "ref", "note", "cite", "source", "bib", "ftn", "edn", "quelle"]
            .iter()
            .any(|word| bare.to_lowercase().contains(word));
        if is_note || bare.len() <= 1 {
            self.push(at + bare.len(), at + name.len(), false);
        }
    }

    /// Brackets and raised digits that are spelled as entities: `&#91;1&#93;`, `&sup1;`.
    fn entity(&mut self, at: usize) {
        let rest = window(self.text, at, 40);
        if let Some(digit) = rest.strip_prefix("&sup")
            && digit.as_bytes().get(1) == Some(&b';')
        {
            self.push(at, at + "&sup1;".len(), false);
        }
        let opens = ["&#91;", "&#x5b;", "&#x5B;", "&lbrack;", "&lsqb;"];
        let shuts = ["&#93;", "&#x5d;", "&#x5D;", "&rbrack;", "&rsqb;"];
        let Some(open) = opens.iter().find(|open| rest.starts_with(**open)) else { return };
        if let Some(end) = shuts.iter().filter_map(|shut| rest.find(shut)).min() {
            let numbers = numbers(&rest[open.len()..end]);
            if !numbers.is_empty() {
                let span = ByteSpan::new(at, at + end + 1);
                self.found.labels.push(Mention { span, numbers, is_bracket: true });
            }
        }
    }

    /// `¹`, `¹⁻³`, `①`.
    fn raised(&mut self, at: usize) -> usize {
        let run = |letter: char| {
            digits::raised(letter).is_some() || circled(letter).is_some() || matches!(letter, '⁻' | '˒' | '⸴')
        };
        let end = self.text[at..].find(|letter| !run(letter)).map_or(self.text.len(), |end| at + end);
        self.push(at, end, false);
        end
    }

    /// A number on the line: a mention where it is glued to a word's or sentence's end, stands behind a
    /// word for a source, or all by itself behind a sentence.
    fn number(&mut self, at: usize) -> usize {
        let digit = |letter: char| digits::value(letter).is_some();
        let run =
            |from: usize| self.text[from..].find(|letter| !digit(letter)).unwrap_or(self.text.len() - from);
        let mut end = at + run(at);
        // `said.1, 3` and `said.1-3`, and no `3.5`.
        while let Some(separator) = ["–", "-", ",", ", "].iter().find(|separator| {
            self.text[end..].strip_prefix(**separator).is_some_and(|rest| rest.starts_with(digit))
        }) {
            end += separator.len();
            end += run(end);
        }
        let after = &self.text[end..];
        let ends = !after.starts_with(|next: char| next.is_alphanumeric() || next == '_' || next == '%')
            && !after.strip_prefix('.').is_some_and(|rest| rest.starts_with(digit));
        let before = &self.text[..at];
        let is_raised = before.ends_with('^') || before.ends_with("^{") || before.ends_with("^(");
        if is_raised || ends && (is_glued(before) || is_named(before) || is_apart(before, after)) {
            self.push(at, end, false);
        }
        end
    }
}

/// Whether a number behind this is glued to a word's or a sentence's end: `said.2`, `said2`, `said.”2`.
fn is_glued(before: &str) -> bool {
    let bare = before.trim_end_matches(['"', '”', '’', '»', '\'', ')', '*', '_', '“']);
    let stop = bare.strip_suffix(['.', ',', ';', ':', '!', '?', '…', '。', '，']);
    if let Some(words) = stop {
        let words = words.trim_end_matches(['"', '”', '’', '»', '\'', ')', '%', '*', '_', '“']);
        return words.chars().next_back().is_some_and(char::is_alphabetic) || words.len() < bare.len() - 1;
    }
    let letters = bare.chars().rev().take_while(|letter| letter.is_lowercase()).take(3).count();
    letters == 3 || bare.len() < before.len() && letters > 0
}

/// Whether a word for a source stands before a number: `source 2`, `ref. 2`, `Note #2`.
fn is_named(before: &str) -> bool {
    let before = window_before(before, 40);
    let bare = before.trim_end_matches([' ', '.', '#', ':', '\u{a0}', '№', '(']);
    let word = bare.len()
        - bare.chars().rev().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    before.len() > bare.len() && NAMES.contains(&&*bare[word..].to_lowercase())
}

/// Whether a number stands by itself between a sentence's end and the next one's start: `It rose. 2 Then
/// ...`.
fn is_apart(before: &str, after: &str) -> bool {
    let bare = before.strip_suffix(' ').unwrap_or("");
    let ends = bare.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?', '…']);
    let next = after.trim_start_matches([' ', '\t', '\r']).chars().next();
    ends && after.starts_with([' ', '\n', '\r'])
        && next.is_none_or(|next| next == '\n' || next.is_uppercase())
}

/// Whether words in round brackets are numbers alone or with words for sources: `(1)`, `(see source 2)`.
fn names_or_nothing(inside: &str) -> bool {
    words(inside).all(|word| NAMES.contains(&&*word.to_lowercase()))
        && inside.chars().all(|letter| letter.is_alphanumeric() || " ,;–-.^#&".contains(letter))
}

/// The runs of letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
}

/// The numbers in words, a pair with a dash between them as a range.
fn numbers(words: &str) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut letters = words.char_indices().peekable();
    let mut last_end = 0;
    while let Some((start, letter)) = letters.next() {
        let Some(first) = digit(letter) else { continue };
        let (mut number, mut length, mut end) = (first, 1, start + letter.len_utf8());
        if circled(letter).is_none() {
            while let Some(&(at, next)) = letters.peek()
                && circled(next).is_none()
                && let Some(value) = digit(next)
            {
                number = number.saturating_mul(10).saturating_add(value);
                (length, end) = (length + 1, at + next.len_utf8());
                letters.next();
            }
        }
        let is_range =
            !found.is_empty() && is_dash_alone(words[last_end..start].trim_matches([' ', '^', '⁾']));
        last_end = end;
        match found.last_mut() {
            _ if length > MOST_DIGITS => {}
            Some(last) if is_range && last.0 == last.1 && last.1 < number => {
                if number - last.0 <= WIDEST {
                    last.1 = number;
                } else {
                    found.pop();
                }
            }
            _ => found.push((number, number)),
        }
    }
    found
}

fn digit(letter: char) -> Option<u32> {
    digits::value(letter).or_else(|| digits::raised(letter)).or_else(|| circled(letter))
}

/// The number of `①` to `⑳`, `❶` to `❿`, `⑴` to `⒇`.
fn circled(letter: char) -> Option<u32> {
    [('①', '⑳'), ('⑴', '⒇'), ('❶', '❿')]
        .iter()
        .find(|(first, last)| (first..=last).contains(&&letter))
        .map(|(first, _)| letter as u32 - *first as u32 + 1)
}

fn is_dash_alone(between: &str) -> bool {
    matches!(between, "-" | "–" | "—" | "‒" | "‐" | "‑" | "−" | "~" | "〜" | "⁻" | "to" | "bis")
}

fn without_tags(html: &str) -> String {
    let mut words = String::new();
    for piece in html.split('<') {
        words.push_str(piece.split_once('>').map_or("", |(_, words)| words));
        words.push(' ');
    }
    words
}

/// The text from an offset, at most so many bytes of it.
fn window(text: &str, from: usize, length: usize) -> &str {
    &text[from..text.floor_char_boundary(text.len().min(from + length))]
}

/// The end of a text, at most so many bytes of it.
fn window_before(text: &str, length: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(length))..]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn read(text: &str) -> Vec<(&str, Vec<u32>)> {
        let found = Mentions::read(text).labels;
        found.iter().map(|mention| (mention.span.slice(text), mention.all_numbers().collect())).collect()
    }

    #[test]
    fn whatever_could_name_a_label_is_a_mention() {
        let table: &[(&str, &[u32])] = &[
            ("so [3].", &[3]),
            ("$0.10/txn[3]", &[3]),
            ("`a` [1, p. 5]", &[1, 5]),
            ("[Source 1, Source 3]", &[1, 3]),
            ("[1–3]", &[1, 2, 3]),
            ("[٣] and ［４］", &[3, 4]),
            ("【5†L20-L25】", &[5, 20, 25]),
            ("[^1^]", &[1]),
            ("so¹ and ² ³ and ¹⁻³", &[1, 2, 3, 1, 2, 3]),
            ("so<sup><a href='#x'>1</a>,3</sup>", &[1, 3]),
            ("he said.2 Then", &[2]),
            ("he “said.”2\n", &[2]),
            ("growth2 fell", &[2]),
            ("by 5%.2, 3\n", &[2, 3]),
            ("It rose. 2 Then", &[2]),
            ("(1) or (2, 3), see source 4 (ref. 5)", &[1, 2, 3, 4, 5, 5]),
            ("[[1]](https://example.org/9)", &[1]),
            ("[2](https://example.org/9)", &[2]),
            ("a[^](#fn-7) and <a href=\"#cite3\">", &[7, 3]),
            ("said^1 and $^{2}$", &[1, 2]),
            ("\\[1\\] &#91;2&#93; &sup3;", &[1, 2, 3]),
            ("①②", &[1, 2]),
        ];
        for (text, expected) in table {
            let found: BTreeSet<u32> = read(text).into_iter().flat_map(|(_, numbers)| numbers).collect();
            assert_eq!(found, expected.iter().copied().collect(), "{text}: {:?}", read(text));
        }
        assert_eq!(read("[1]–[3]").iter().find(|(span, _)| *span == "[1]–[3]").unwrap().1, [1, 2, 3]);
    }

    #[test]
    fn other_numbers_are_none() {
        let table = [
            "It cost 3.5 million in 2024, or 5% more than the G20.",
            "The 3 ports, 12(3) and 7.2.",
            "[the words](https://example.org/3) and [iPhone 5 in our test](u) and ![Figure 3](a.png)",
            "[sic] [citation needed] (see above) (March 3)",
            "[1-99999] [123456]",
            "https://example.org/a.1?b=[2]",
        ];
        for text in table {
            let found = read(text);
            assert!(text.starts_with("https") || found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn addresses_are_found_whole_and_by_the_names_of_their_pages() {
        let text = "(https://example.org/a_(b)?utm_source=x). <http://www.example.org/c/> [w](https://example.org/d), x";
        let found = Mentions::read(text).addresses;
        let names: Vec<&str> = found.iter().map(|(_, name)| &**name).collect();
        assert_eq!(names, ["example.org/a_(b)", "example.org/c", "example.org/d"]);
        assert_eq!(found[0].0.slice(text), "https://example.org/a_(b)?utm_source=x");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]()<>/a-z0-9 .,¹①\n٣#&;^-]{0,60}|\\PC{0,40}") {
            for mention in Mentions::read(&text).labels {
                proptest::prop_assert!(!mention.span.slice(&text).is_empty());
            }
        }
    }
}
