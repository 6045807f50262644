//! Finds in a text what a chatbot left in it: its citation codes, places it kept for the writer, and words
//! about itself. What is quoted is not its own.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Bytes in which a code must end.
const LONGEST: usize = 300;

/// What is looked for, each with where it is known from. Unless something else is said, that is the guide of
/// Wikipedia's editors to signs of AI writing (Wikipedia:Signs of AI writing, sections on markup, citations,
/// placeholders and communication with the user).
const SIGNS: &[(&str, Sign)] = &[
    // ChatGPT's links to its sources, in the forms in which its pages copy:
    // `:contentReference[oaicite:0]{index=0}`, `[oaicite:0]`.
    ("oaicite", Sign::Code),
    // The same in what its applications share: `[oai_citation:0‡example.org](https://...)`.
    ("oai_citation", Sign::Code),
    // ChatGPT's results by turn, alone or between characters of the private use area that its page shows as
    // links.
    ("turn0", Sign::Turn),
    ("turn1", Sign::Turn),
    ("turn2", Sign::Turn),
    ("turn3", Sign::Turn),
    ("turn4", Sign::Turn),
    ("turn5", Sign::Turn),
    ("turn6", Sign::Turn),
    ("turn7", Sign::Turn),
    ("turn8", Sign::Turn),
    ("turn9", Sign::Turn),
    // Gemini's opening of a cited passage, which `[cite: 3]` closes.
    ("[cite_start]", Sign::Whole),
    // Grok's cards.
    ("<grok-card", Sign::Element),
    ("<grok:render", Sign::Element),
    ("grok_card", Sign::Code),
    ("grok_render_citation_card_json", Sign::Code),
    // Perplexity's sources.
    ("[attached_file:", Sign::Bracket),
    ("[web:", Sign::Bracket),
    // Canvas of ChatGPT.
    (":::writing", Sign::Blank),
    // Places that a draft keeps for its writer.
    ("[Your ", Sign::BlankBracket),
    ("[Insert ", Sign::BlankBracket),
    ("[insert ", Sign::BlankBracket),
    ("[Publisher Name]", Sign::Blank),
    ("INSERT_", Sign::BlankWord),
    ("PASTE_", Sign::BlankWord),
    ("-XX-XX", Sign::BlankDate),
    // Words about itself.
    ("As an AI language model", Sign::Opening),
    ("As a large language model", Sign::Opening),
    ("as of my last knowledge update", Sign::Phrase),
    ("As of my last knowledge update", Sign::Phrase),
    ("as of my last training update", Sign::Phrase),
    ("As of my last training update", Sign::Phrase),
    ("I hope this helps", Sign::Closing),
];

/// How a sign is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A code around the word: brackets, a colon word before and braces after it.
    Code,
    /// `turn0search1`, one or more in a row.
    Turn,
    /// All of it.
    Whole,
    /// An HTML element.
    Element,
    /// `[word:` up to the bracket's end, with a number.
    Bracket,
    /// A place that was never filled.
    Blank,
    /// The same in brackets.
    BlankBracket,
    /// The same as one word in capitals.
    BlankWord,
    /// A date with a year.
    BlankDate,
    /// A phrase at the start of a sentence.
    Opening,
    /// A phrase.
    Phrase,
    /// A phrase that is a paragraph's only sentence.
    Closing,
}

/// Something left in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// Where, in bytes.
    pub(crate) range: Range<usize>,
    /// What.
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A code that stands where a source should.
    Code,
    /// A place that was never filled.
    Blank,
    /// Words about itself.
    Phrase,
}

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let signs = SIGNS.iter().map(|(sign, _)| sign);
    // The table that is made by default for so few words takes longer to make than most runs take; texts are
    // passed by their bytes.
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    AhoCorasick::builder()
        .kind(kind)
        .match_kind(MatchKind::LeftmostFirst)
        .build(signs)
        .expect("a few short words make a small automaton")
});

/// Whether a text may hold anything of the kind: one look at a whole source spares one at each of its blocks.
pub(crate) fn may_hold(text: &str) -> bool {
    SEARCH.is_match(text)
}

/// What a chatbot left in a text, from left to right.
pub(crate) fn find(text: &str) -> Vec<Left> {
    let mut found: Vec<Left> = Vec::new();
    for hit in SEARCH.find_iter(text) {
        let after = found.last().map_or(0, |left| left.range.end);
        if hit.start() < after {
            continue;
        }
        let left = read(text, after, hit.start()..hit.end(), SIGNS[hit.pattern().as_usize()].1);
        // The year of a date may be the end of a code.
        found.extend(left.filter(|left| left.range.start >= after && !is_quoted(text, &left.range)));
    }
    found
}

fn read(text: &str, after: usize, hit: Range<usize>, sign: Sign) -> Option<Left> {
    let (range, kind) = match sign {
        Sign::Code => (code_around(text, after, hit)?, Kind::Code),
        Sign::Turn => (turns_around(text, after, hit)?, Kind::Code),
        Sign::Whole => (hit, Kind::Code),
        Sign::Element => (element(text, hit)?, Kind::Code),
        Sign::Bracket => (numbered_bracket(text, hit)?, Kind::Code),
        Sign::Blank => (hit, Kind::Blank),
        Sign::BlankBracket => (hit.start..close(text, hit.end, ']', 60)?, Kind::Blank),
        Sign::BlankWord => (capitals(text, hit)?, Kind::Blank),
        Sign::BlankDate => (blank_date(text, hit)?, Kind::Blank),
        Sign::Opening if starts_sentence(text, hit.start) => (hit, Kind::Phrase),
        Sign::Phrase => (hit, Kind::Phrase),
        Sign::Closing if is_all(text, &hit) => (hit, Kind::Phrase),
        Sign::Opening | Sign::Closing => return None,
    };
    Some(Left { range, kind })
}

/// `:contentReference[oaicite:0]{index=0}`, `[oai_citation:0‡host]`, `grok_render_citation_card_json={...}`:
/// brackets around the word, the colon word before them, the braces after them. A link behind it is the
/// source itself: it is none to remove.
fn code_around(text: &str, after: usize, hit: Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (hit.start, hit.end);
    let opening =
        text[after..start].char_indices().next_back().map(|(at, character)| (after + at, character));
    if let Some((at, open @ ('[' | '【' | '{' | '('))) = opening {
        let shut = match open {
            '[' => ']',
            '【' => '】',
            '{' => '}',
            _ => ')',
        };
        (start, end) = (at, close(text, end, shut, LONGEST)?);
    } else {
        end += text[end..]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'='))
            .count();
    }
    let word = text[after..start].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    if text[after..start - word].ends_with(':') && word > 0 {
        start -= word + 1;
    }
    if text[end..].starts_with('{') {
        end = close(text, end + 1, '}', LONGEST).unwrap_or(end);
    }
    Some(start..end)
}

/// `citeturn0search1turn0news2`, with the private characters around it if it has them. A version or a chapter
/// (`turn1`) is none.
fn turns_around(text: &str, after: usize, hit: Range<usize>) -> Option<Range<usize>> {
    let mut end = hit.start;
    while let Some(length) = turn(&text[end..]) {
        end += length;
        // `citeturn0search0` parts them by U+E202 and ends them by U+E201.
        end += text[end..]
            .chars()
            .take_while(|&character| is_private(character))
            .map(char::len_utf8)
            .sum::<usize>();
    }
    if end == hit.start {
        return None;
    }
    let before = &text[after..hit.start];
    let bare = before.trim_end_matches(is_private);
    let named = ["filecite", "cite", "navlist", "video"]
        .iter()
        .find_map(|name| bare.strip_suffix(name))
        .unwrap_or(bare);
    let start = after + named.trim_end_matches(is_private).len();
    let is_alone = !text[..start].ends_with(|last: char| last.is_alphanumeric() || last == '_');
    let bracketed = text[after..start].ends_with('[') && text[end..].starts_with(']');
    is_alone.then_some(if bracketed { start - 1..end + 1 } else { start..end })
}

/// The length of one `turn0search1`.
fn turn(text: &str) -> Option<usize> {
    const KINDS: &[&str] = &[
        "academia", "fetch", "file", "finance", "forecast", "image", "maps", "news", "product", "reddit",
        "search", "sports", "video", "view", "weather",
    ];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.strip_prefix("turn")?;
    let first = digits(rest);
    let kind = KINDS.iter().find(|kind| rest[first..].starts_with(*kind))?;
    let last = digits(&rest[first + kind.len()..]);
    (first > 0 && last > 0).then_some(4 + first + kind.len() + last)
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}')
}

/// `<grok-card ...></grok-card>`, `<grok:render ...><argument>0</argument></grok:render>`: an element, with
/// what is in it if its end is near.
fn element(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let end = close(text, hit.end, '>', LONGEST)?;
    let name = &text[hit.start + 1..hit.end];
    let near = &text[end..text.floor_char_boundary(end + LONGEST)];
    let shut = near.find("</").and_then(|_| near.find(&format!("</{name}>")));
    Some(hit.start..shut.map_or(end, |at| end + at + name.len() + 3))
}

/// `[web:1]`, `[attached_file:1]`.
fn numbered_bracket(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let end = close(text, hit.end, ']', 40)?;
    let inside = &text[hit.end..end - 1];
    (inside.starts_with(|first: char| first.is_ascii_digit()) && !text[end..].starts_with('('))
        .then_some(hit.start..end)
}

/// `INSERT_SOURCE_URL`, `PASTE_LINK_HERE`: a word in capitals that says what is to be filled in, and no name
/// of a constant.
fn capitals(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let end = hit.end
        + text[hit.end..].bytes().take_while(|byte| byte.is_ascii_uppercase() || *byte == b'_').count();
    let is_word = !text[..hit.start].ends_with(|last: char| last.is_alphanumeric() || last == '_');
    let is_blank = text[hit.end..end]
        .split('_')
        .any(|part| matches!(part, "URL" | "LINK" | "SOURCE" | "CITATION" | "HERE"));
    (is_word && is_blank).then_some(hit.start..end)
}

/// `2025-XX-XX`.
fn blank_date(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let year = text[..hit.start]
        .bytes()
        .rev()
        // One more than a year has, to see that it is no longer number.
        .take(5)
        .take_while(|byte| byte.is_ascii_digit() || *byte == b'X')
        .count();
    (year == 4).then_some(hit.start - year..hit.end)
}

/// After the next closing character, if it stands within some bytes on the same line.
fn close(text: &str, from: usize, shut: char, within: usize) -> Option<usize> {
    let end = text.floor_char_boundary(text.len().min(from + within));
    let inside = text.get(from..end)?;
    inside
        .find([shut, '\n'])
        .filter(|&at| inside[at..].starts_with(shut))
        .map(|at| from + at + shut.len_utf8())
}

fn starts_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\u{2029}'])
}

fn is_all(text: &str, hit: &Range<usize>) -> bool {
    text[..hit.start].trim().is_empty()
        // Room for an exclamation mark, a quotation mark and a smile.
        && text[hit.end..].chars().take(12).all(|after| !after.is_alphanumeric())
        && text.len() < hit.end + 12
}

/// Whether words stand in quotation marks: right between two, or after one that is not closed yet.
fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let opens = before.ends_with(['"', '“', '”', '„', '«', '»', '‘', '\'', '`', '「', '『']);
    let closes = after.starts_with(['"', '“', '”', '«', '»', '’', '\'', '`', '」', '』']);
    if opens && closes {
        return true;
    }
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let open = near.rfind(['“', '„', '«']).is_some_and(|at| !near[at..].contains(['”', '»']));
    open || near.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|left| &text[left.range]).collect()
    }

    #[test]
    fn codes_are_found_whole() {
        let table: &[(&str, &[&str])] = &[
            ("Closed :contentReference[oaicite:3]{index=3}.", &[":contentReference[oaicite:3]{index=3}"]),
            ("Closed [oaicite:0].", &["[oaicite:0]"]),
            ("Closed 【oaicite:0】.", &["【oaicite:0】"]),
            ("Closed ({oaicite:1}) now", &["{oaicite:1}"]),
            ("Closed [oai_citation:1‡example.org](https://example.org/a)", &["[oai_citation:1‡example.org]"]),
            ("Closed citeturn0search1turn0news12.", &["citeturn0search1turn0news12"]),
            (
                "Closed \u{E200}cite\u{E202}turn0search3\u{E202}turn10view4\u{E201} now",
                &["\u{E200}cite\u{E202}turn0search3\u{E202}"],
            ),
            ("Closed turn0search1 now", &["turn0search1"]),
            ("Closed [turn0search1] now", &["[turn0search1]"]),
            ("[cite_start]Closed in March.", &["[cite_start]"]),
            (
                "Closed <grok:render type=\"a\"><argument>0</argument></grok:render> now",
                &["<grok:render type=\"a\"><argument>0</argument></grok:render>"],
            ),
            ("Closed <grok-card data-id=\"a\"></grok-card> now", &["<grok-card data-id=\"a\"></grok-card>"]),
            (
                "Closed grok_render_citation_card_json={\"a\":1} now",
                &["grok_render_citation_card_json={\"a\":1}"],
            ),
            ("Closed [web:1][attached_file:2].", &["[web:1]", "[attached_file:2]"]),
        ];
        for (text, expected) in table {
            let found = left(text);
            match text.contains('\u{E200}') {
                true => assert!(
                    found.len() == 1 && found[0].starts_with(expected[0]) && found[0].ends_with('\u{E201}'),
                    "{found:?}"
                ),
                false => assert_eq!(found, *expected, "{text}"),
            }
        }
    }

    #[test]
    fn blanks_and_phrases_are_found() {
        let table: &[(&str, &[&str])] = &[
            ("By [Your Name], for [Insert newspaper].", &["[Your Name]", "[Insert newspaper]"]),
            ("See INSERT_SOURCE_URL and PASTE_LINK_HERE.", &["INSERT_SOURCE_URL", "PASTE_LINK_HERE"]),
            ("On 2025-XX-XX it closed.", &["2025-XX-XX"]),
            ("As an AI language model, I cannot say.", &["As an AI language model"]),
            ("It closed. As an AI language model, I cannot say.", &["As an AI language model"]),
            ("It was open as of my last knowledge update.", &["as of my last knowledge update"]),
            ("I hope this helps!", &["I hope this helps"]),
        ];
        for (text, expected) in table {
            assert_eq!(left(text), *expected, "{text}");
        }
    }

    #[test]
    fn what_an_article_may_say_passes() {
        let table = [
            "The bot said “As an AI language model, I cannot say”.",
            "\"As an AI language model, I cannot say,\" it wrote.",
            "It was built As an AI language model of the press.",
            "Editors look for \"turn0search0\" and “oaicite”.",
            "I hope this helps the harbour to open.",
            "She told me: I hope this helps.",
            "In turn1 of the game, turn0 begins.",
            "overturn0search1",
            "ISO dates are written YYYY-MM-DD.",
            "Part 25-XX-XX is out.",
            "[Web: the story of a spider]",
            "[Your money or your life, said the robber, and then he went on to say a great many more things]",
            "COPYPASTE_LINK is a word.",
            "The codes INSERT_ID and PASTE_BUFFER are constants.",
        ];
        for text in table {
            assert_eq!(left(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "(.{0,6}(oaicite|turn0search1|oai_citation|\\[web:|\\[Your |<grok-card|-XX-XX|PASTE_|[\\[\\]{}:é“\"0-9 ])){0,6}") {
            let mut end = 0;
            for left in find(&text) {
                proptest::prop_assert!(left.range.start >= end && !text[left.range.clone()].is_empty());
                end = left.range.end;
            }
        }
    }
}
