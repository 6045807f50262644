//! Finds what a chatbot left in the text: its citation codes, places it kept for the writer, and words about
//! itself. It does not guess who wrote the rest.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::address::{Parameter, parts};
use crate::model::{Block, BlockKind, Citation, Document, Edit, Fix, Severity, Target};
use crate::rules::places::each_suspect;
use crate::rules::places::without;
use crate::rules::url::tracking_parameter::literal_places;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

/// Bytes in which a code must end.
const LONGEST: usize = 300;

const REFERRER_HELP: &str = "check that the source says what it is linked for, and remove the parameter";

rule! {
    /// ## What it finds
    ///
    /// Citation codes of chatbots (`:contentReference[oaicite:3]{index=3}`, `citeturn0search1`, `[oai_citation:1‡host]`, `[cite_start]`,
    /// `<grok-card ...>`, `[attached_file:1]`, and `【1†source】` where no list resolves it), addresses that say they come from one
    /// (`utm_source=chatgpt.com`), places that were never filled (`[Your Name]`, `INSERT_SOURCE_URL`, `2025-XX-XX`), and phrases in which
    /// it speaks of itself (`As an AI language model`). Code, and words in quotation marks, pass: an article may write about chatbots.
    ///
    /// ## Why it matters
    ///
    /// The passage was pasted and not read. A code stands where a source should, and what the chatbot cited is not known any more.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March :contentReference[oaicite:3]{index=3}.
    /// ```
    ///
    /// ## How to fix
    ///
    /// Check the passage against its sources, cite them, and remove what was left. `--fix` removes the codes, not the phrases.
    pub static CHATBOT_RESIDUE: Rule = Rule {
        code: "RES001",
        name: "chatbot-residue",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "codes, blanks and phrases that a chatbot left in the text",
        check,
    }
}

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

/// Values of parameters by which chatbots mark the links that they give.
const REFERRERS: &[(&str, &[&str])] = &[
    ("referrer", &["grok.com"]),
    (
        "utm_source",
        &["chatgpt.com", "openai", "copilot.com", "grok.com", "perplexity", "claude.ai", "gemini"],
    ),
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
struct Left {
    range: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Code,
    Blank,
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

/// One finding for each code, place or phrase.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    // Most sources have no sign anywhere: one look at the whole spares one at each block.
    if SEARCH.is_match(subject.document.text) {
        let cited: HashSet<ByteSpan> =
            subject.article.citations.iter().map(|citation| citation.place.span).collect();
        for block in subject.document.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
            check_block(subject, block, &cited, sink);
        }
    }
    let dangling = subject
        .article
        .citations
        .iter()
        .filter(|citation| citation.target == Target::Dangling && is_code(citation));
    // A marker of several labels is one code.
    let mut last = None;
    for citation in dangling {
        if last.replace(citation.place.span) != Some(citation.place.span) {
            sink.report(draft(citation.place.span, Kind::Code, &citation.marker));
        }
    }
    check_addresses(subject, sink);
    for link in &subject.article.links {
        let Some(parameter) = referrer(&link.url) else { continue };
        sink.report(Draft {
            span: Some(link.place.span),
            message: referrer_message(&parameter),
            help: Some(REFERRER_HELP.to_owned()),
            url: Some(link.url.clone()),
            ..Draft::default()
        });
    }
}

fn check_block(subject: &Subject<'_>, block: &Block<'_>, cited: &HashSet<ByteSpan>, sink: &mut Sink<'_>) {
    for left in find(&block.text) {
        let code = block.code.get(block.code.partition_point(|code| code.end <= left.range.start));
        if code.is_some_and(|code| code.start < left.range.end) {
            continue;
        }
        let span = block.source_span(left.range.clone());
        // What a list resolves is a citation.
        if left.kind == Kind::Code && cited.contains(&span) {
            continue;
        }
        let words = &block.text[left.range.clone()];
        let mut draft = draft(span, left.kind, words);
        if left.kind == Kind::Code && sink.takes_fixes() && span.slice(subject.document.text) == words {
            draft.fix = removal(subject.document, span);
        }
        sink.report(draft);
    }
}

fn draft(span: ByteSpan, kind: Kind, written: &str) -> Draft {
    let (what, help) = match kind {
        Kind::Code => ("a chatbot's citation code", "cite the source that it stood for, and remove it"),
        Kind::Blank => ("a blank that was never filled", "fill it in, or remove it"),
        Kind::Phrase => {
            ("a chatbot's phrase", "check the passage against its sources, and remove the phrase")
        }
    };
    Draft {
        span: Some(span),
        message: format!("{what} is left in the text: {}", words::brief(written)),
        help: Some(help.to_owned()),
        ..Draft::default()
    }
}

/// `【1†source】` and `[cite: 1]`, which no list resolves.
fn is_code(citation: &Citation) -> bool {
    citation.marker.starts_with('【') && citation.marker.contains(['†', '‡'])
        || citation.marker.starts_with("[cite")
}

fn check_addresses(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, referrer, |cited, parameter| {
        let mut draft = cited.draft("", REFERRER_HELP);
        draft.message = referrer_message(&parameter);
        if sink.takes_fixes() {
            let places = literal_places(subject.document, &cited).into_iter();
            let edits: Vec<Edit> = places
                .flat_map(|span| without(span.slice(subject.document.text), span.start as usize, is_referrer))
                .collect();
            draft.fix = (!edits.is_empty()).then_some(Fix { edits, safe: true });
        }
        sink.report(draft);
    });
}

/// The parameter by which an address says that a chatbot gave it.
fn referrer(url: &str) -> Option<String> {
    memchr::memchr(b'?', url.as_bytes())?;
    let parts = parts(url)?;
    let found = parts.parameters().find(is_referrer)?;
    Some(parts.query?[found.range].to_owned())
}

fn referrer_message(parameter: &str) -> String {
    format!("address says that it comes from a chatbot: {}", words::brief(parameter))
}

fn is_referrer(parameter: &Parameter<'_>) -> bool {
    let starts = |value: &&str| {
        parameter.value.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value))
    };
    REFERRERS.iter().any(|(name, values)| parameter.name == *name && values.iter().any(starts))
}

/// What a chatbot left in a text, from left to right.
fn find(text: &str) -> Vec<Left> {
    let mut found: Vec<Left> = Vec::new();
    for hit in SEARCH.find_iter(text) {
        let after = found.last().map_or(0, |left| left.range.end);
        if hit.start() < after {
            continue;
        }
        let left = read(text, after, hit.start()..hit.end(), SIGNS[hit.pattern().as_usize()].1);
        found.extend(left.filter(|left| !is_quoted(text, &left.range)));
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

/// `<grok-card ...></grok-card>`.
fn element(text: &str, hit: Range<usize>) -> Option<Range<usize>> {
    let end = close(text, hit.end, '>', LONGEST)?;
    let shut = "</grok-card>";
    Some(hit.start..if text[end..].starts_with(shut) { end + shut.len() } else { end })
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

/// Removes a code with the space that it would leave.
fn removal(document: &Document<'_>, span: ByteSpan) -> Option<Fix> {
    let text = document.text;
    let (before, after) = (text.get(..span.start as usize)?, text.get(span.end as usize..)?);
    // `[oai_citation:0‡host](https://...)`: the link is the source.
    if after.starts_with('(') {
        return None;
    }
    let at_end = after.is_empty()
        || after.starts_with(|next: char| {
            next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | '!' | '?' | ')')
        });
    let at_start = before.is_empty() || before.ends_with('\n');
    let span = match (before.ends_with(' '), at_start) {
        (true, _) if at_end => ByteSpan { start: span.start - 1, end: span.end },
        (_, true) if after.starts_with(' ') => ByteSpan { start: span.start, end: span.end + 1 },
        _ => span,
    };
    Some(Fix { edits: vec![Edit { span, insert: String::new() }], safe: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Demand, Format, Source};
    use crate::rules::testing::{findings, findings_as, findings_with, fixed, lines};

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

    /// The findings on a text that is one block.
    fn in_block(text: &str) -> Vec<crate::model::Finding> {
        let mut document = Document::new(Source::default(), text);
        let mut block = Block { text: text.into(), span: ByteSpan::new(0, text.len()), ..Block::default() };
        block.code.extend(text.find('`').map(|at| at..text.rfind('`').unwrap_or(at) + 1));
        document.blocks.push(block);
        let article = crate::model::Article::default();
        let subject = Subject {
            document: &document,
            article: &article,
            links: None,
            sources: None,
            now: crate::rules::testing::now(),
        };
        let mut found = Vec::new();
        let detail = Demand::FIXES;
        let mut sink = Sink::new(&subject, &CHATBOT_RESIDUE, Severity::Warning, detail, &mut found);
        (CHATBOT_RESIDUE.check)(&subject, &mut sink);
        sink.finish();
        found
    }

    #[test]
    fn the_fix_removes_a_code_and_its_space() {
        let table = [
            ("Closed :contentReference[oaicite:3]{index=3}. Open.", "Closed. Open."),
            ("Closed turn0search1 in March", "Closed in March"),
            ("[cite_start]Closed in March", "Closed in March"),
            ("[cite_start] Closed in March", "Closed in March"),
            ("Closed[web:1][web:2].", "Closed."),
            ("By [Your Name]", "By [Your Name]"),
            ("See [oai_citation:1‡a.org](https://a.org/b)", "See [oai_citation:1‡a.org](https://a.org/b)"),
            ("Code `turn0search1` stays", "Code `turn0search1` stays"),
        ];
        for (text, expected) in table {
            assert_eq!(fixed(text, &in_block(text)), expected);
        }
    }

    #[test]
    fn a_message_says_what_was_left() {
        let messages: Vec<String> = in_block("[cite_start]By [Your Name]. As an AI language model, I")
            .into_iter()
            .map(|finding| finding.message)
            .collect();
        assert_eq!(
            messages,
            [
                "a chatbot's citation code is left in the text: [cite_start]",
                "a blank that was never filled is left in the text: [Your Name]",
                "a chatbot's phrase is left in the text: As an AI language model",
            ]
        );
    }

    #[test]
    fn an_address_that_a_chatbot_gave_is_found_and_mended() {
        let text = "A [1].\nReferences\n[1] https://example.org/a?utm_source=chatgpt.com&b=1";
        let found = findings(&CHATBOT_RESIDUE, text);
        assert_eq!(lines(&found), ["3:5 address says that it comes from a chatbot: utm_source=chatgpt.com"]);
        assert_eq!(fixed(text, &found), "A [1].\nReferences\n[1] https://example.org/a?b=1");
        assert!(
            findings(&CHATBOT_RESIDUE, "References\n[1] https://example.org/a?utm_source=newsletter")
                .is_empty()
        );
    }

    #[test]
    fn a_link_in_the_body_counts_too() {
        let found = findings_with(&CHATBOT_RESIDUE, "The dam holds.", |article, document| {
            let place = document.place(ByteSpan::new(4, 7));
            let url = "https://example.org/dam?utm_source=openai".to_owned();
            article.links.push(crate::model::article::BodyLink {
                text: "dam".to_owned(),
                url,
                paragraph: 0,
                place,
            });
        });
        assert_eq!(lines(&found), ["1:5 address says that it comes from a chatbot: utm_source=openai"]);
    }

    #[test]
    fn a_source_code_is_residue_where_no_list_resolves_it() {
        let table = [("【1†source】", true), ("[cite: 1]", true), ("[1]", false)];
        for (marker, expected) in table {
            let found = findings_with(&CHATBOT_RESIDUE, "A [1].", |article, _| {
                article.citations[0].marker = marker.into()
            });
            assert_eq!(!found.is_empty(), expected, "{marker}");
            let resolved =
                findings_as(&CHATBOT_RESIDUE, "A [1].\nReferences\n[1] x", Format::Text, |article, _| {
                    article.citations[0].marker = marker.into();
                });
            assert!(resolved.is_empty(), "{marker}");
        }
    }

    #[test]
    fn a_code_of_several_labels_is_told_once() {
        let report =
            crate::check(b"It closed [cite: 1, 2], and opened [cite: 1, 2].", &crate::Options::default());
        let places = report
            .findings
            .iter()
            .filter(|finding| finding.code == "RES001")
            .filter_map(|finding| finding.location);
        assert_eq!(places.map(|place| place.column).collect::<Vec<_>>(), [11, 36]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "(.{0,6}(oaicite|turn0search1|oai_citation|\\[web:|\\[Your |<grok-card|-XX-XX|PASTE_|[\\[\\]{}:é“\"0-9 ])){0,6}") {
            let mut end = 0;
            for left in find(&text) {
                proptest::prop_assert!(left.range.start >= end && !text[left.range.clone()].is_empty());
                end = left.range.end;
            }
            let _ = in_block(&text);
        }
    }
}
