//! Tells the headings of reference lists, in the twenty largest languages of news publishing and a few more:
//! a page's loader must keep what stands below one, and `extract` reads it. It does not look for lists.

use std::sync::LazyLock;

use super::set::WordSet;
use super::{all, each};

/// Bytes of a heading without its decoration.
const LONGEST: usize = 80;

/// Whether a whole line is the heading of a reference list, in any of the known languages.
///
/// ```
/// use newscheck::lexicon::headings::is_reference_heading;
/// assert!(is_reference_heading("9.1.  Normative References"));
/// assert!(is_reference_heading("**Quellen:**") && is_reference_heading("参考文献："));
/// assert!(!is_reference_heading("References to the treaty were removed"));
/// ```
pub fn is_reference_heading(line: &str) -> bool {
    // Most lines are told apart here, without a copy: headings are a few plain words after their number.
    if line.len() > 120
        || memchr::memchr2(b'?', b'"', line.as_bytes()).is_some()
        || line.bytes().map(|byte| u8::from(byte == b' ')).sum::<u8>() > 9
    {
        return false;
    }
    let core = heading_core(line);
    if let Some((bare, addition)) = without_addition(core) {
        let core = heading_core(bare);
        let is_count = addition.bytes().all(|byte| byte.is_ascii_digit());
        return (is_count || !core.contains('/') && !SHORT_NOTES.contains(&&*core.to_lowercase()))
            && is_reference_heading(core);
    }
    if memchr::memchr(b'/', core.as_bytes()).is_some() {
        // `References / Sources`, and no address.
        return core.split('/').count() == 2 && core.split('/').all(is_reference_heading);
    }
    if core.is_empty() || core.len() > LONGEST || core.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if !core.is_ascii() {
        return is_heading_in_lower_case(&core.to_lowercase());
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..core.len()];
    lower.copy_from_slice(core.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(is_heading_in_lower_case)
}

/// Whether a heading has a word for sources among others: `References cited in this report`. Alone it makes no
/// list of what stands below.
///
/// ```
/// use newscheck::lexicon::headings::names_sources;
/// assert!(names_sources("Appendix B: Sources") && names_sources("Liste der Quellen für diesen Bericht"));
/// assert!(!names_sources("A day at sea"));
/// ```
pub fn names_sources(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let is_term = |word: &str| !SHORT_NOTES.contains(&word) && TERMS.single.contains(word);
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| is_term(word) || (!word.is_ascii() && has_wide_term(word)))
}

/// Whether a run of letters without spaces, as Chinese and Japanese write, holds a term of lists.
fn has_wide_term(word: &str) -> bool {
    const WIDE: &[&str] =
        &["参考文献", "参考资料", "參考資料", "參考文獻", "引用文献", "資料來源", "资料来源", "参考文書"];
    WIDE.iter().any(|term| word.contains(term))
}

/// Headings that are other things with brackets behind them: `Source (Reuters)`, `Notes (to editors)`.
const SHORT_NOTES: &[&str] = &[
    "source",
    "reference",
    "citation",
    "citations",
    "note",
    "notes",
    "links",
    "quelle",
    "fuente",
    "fonte",
    "kaynak",
    "sumber",
    "bron",
    "kilde",
    "källa",
    "источник",
    "ссылки",
    "来源",
    "出典",
    "출처",
    "참고",
    "引用",
    "参考",
];

/// A heading and what is added behind it: `(key papers)`, `(17)`, `{#references}`.
fn without_addition(core: &str) -> Option<(&str, &str)> {
    // Few lines have one, and they are told faster than it is found from behind.
    let bytes = core.as_bytes();
    if memchr::memchr3(b'(', b'{', b'[', bytes).is_none() && memchr::memchr(0xEF, bytes).is_none() {
        return None;
    }
    let core = core.trim_end();
    let open = core.rfind(['(', '（', '{', '[']).filter(|&at| at > 0)?;
    let added =
        core[open..].trim_start_matches(['(', '（', '{', '[']).trim_end_matches([')', '）', '}', ' ']);
    // `Source [1]` cites.
    let is_label = core[open..].starts_with('[') && added.bytes().all(|byte| byte.is_ascii_digit());
    (!added.is_empty() && !is_label).then_some((&core[..open], added))
}

fn is_heading_in_lower_case(lower: &str) -> bool {
    if TERMS.whole.contains(lower) {
        return true;
    }
    // Of several words, the first or the last is one that a term begins or ends with.
    let Some((first, last)) = lower.split_once(' ').map(|(first, _)| first).zip(lower.rsplit(' ').next())
    else {
        return false;
    };
    if !TERMS.ends.contains(last) && !TERMS.ends.contains(first) {
        return false;
    }
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    while words.len() > 1 && TERMS.qualifiers.contains(words[0]) {
        words.remove(0);
    }
    is_term(&words) || joined_terms(&words) || is_qualified(&words)
}

/// The terms of headings, the words that they begin or end with, and the words beside them.
struct Terms {
    whole: WordSet,
    single: WordSet,
    ends: WordSet,
    qualifiers: WordSet,
    joiners: WordSet,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let terms = || all(|language| language.references.headings);
    let first = terms().filter_map(|term| term.split(' ').next());
    let last = terms().filter_map(|term| term.rsplit(' ').next());
    Terms {
        ends: WordSet::new(first.chain(last)),
        whole: WordSet::new(terms()),
        single: WordSet::new(terms().filter(|term| !term.contains(' '))),
        qualifiers: WordSet::of(|language| language.references.qualifiers),
        joiners: WordSet::new(all(|language| language.references.joiners).chain(each(JOINING_SIGNS))),
    }
});

/// What joins two terms in every language.
const JOINING_SIGNS: &str = "&|/|+|,";

fn is_term(words: &[&str]) -> bool {
    match words {
        [word] => TERMS.whole.contains(word),
        _ => TERMS.whole.contains(&words.join(" ")),
    }
}

/// A term with one or two words before it or "on ..." after it: "Informational References", "References on
/// Spectre".
fn is_qualified(words: &[&str]) -> bool {
    const SURE: &[&str] = &["references", "bibliography", "citations", "footnotes", "endnotes"];
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let before = words.len() <= 3 && SURE.contains(last);
    let after = words.len() <= 4
        && SURE.contains(first)
        && matches!(words.get(1), Some(&("on" | "for" | "about" | "to" | "in")));
    before || after
}

/// Terms with joining words between: "references and notes", "notes et références".
fn joined_terms(words: &[&str]) -> bool {
    let Some(joiner) = words.iter().position(|word| TERMS.joiners.contains(word)) else { return false };
    let (left, right) = (&words[..joiner], &words[joiner + 1..]);
    let beside = matches!(
        right,
        ["further", "reading"] | ["external", "links"] | ["resources"] | ["acknowledgements"]
    );
    is_term(left) && (beside || is_term(right))
}

/// The heading without numbering, marks of emphasis, brackets and colon.
fn heading_core(line: &str) -> &str {
    let decoration = |character: char| {
        matches!(
            character,
            '#' | '*'
                | '_'
                | '='
                | '-'
                | '–'
                | '—'
                | ':'
                | '：'
                | '.'
                | '['
                | ']'
                | '【'
                | '】'
                | '('
                | ')'
                | '>'
                | '|'
                | '~'
                | '■'
                | '●'
                | '▼'
                | '\u{200f}'
                | '\u{200e}'
        ) || character.is_whitespace()
            || is_pictogram(character)
    };
    let mut core = line.trim_matches(decoration);
    // Appendices count by letters: `A.1 Normative references`.
    let appendix = usize::from(matches!(core.as_bytes(), [b'A'..=b'Z', b'.', b'0'..=b'9', ..]));
    let numbering =
        core.bytes().skip(appendix).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count()
            + appendix;
    if numbering > 0 {
        core = core[numbering..]
            .trim_start_matches(|character: char| decoration(character) || character == '、');
        return core;
    }
    let roman = core.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X' | b'A'..=b'F')).count();
    if roman <= 5
        && let Some(rest) = core[roman..].strip_prefix(". ")
    {
        core = rest.trim_start();
    }
    core
}

/// Emoji and their joiners, as chatbots put before headings: `📚 Sources`.
fn is_pictogram(character: char) -> bool {
    matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{20E3}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::is_reference_heading;

    #[test]
    fn headings_may_have_additions() {
        for heading in [
            "References (key papers and supporting sources)",
            "References [updated]",
            "10. References (selected)",
            "Sources (17)",
            "References {#references .unnumbered}",
            "A.1 Normative references",
            "📚 Sources",
            "### 🔗 **Quellen:**",
            "References / Sources",
            "Bronnen (12)",
            "Verwendete Quellen",
            "Cytowane prace",
            "主要来源",
        ] {
            assert!(is_reference_heading(heading), "{heading}");
        }
        for line in [
            "Source (Reuters)",
            "Sources [1]",
            "Notes (to editors)",
            "References/https://example.org",
            "(17)",
            "📚",
            "Money / Sources",
            "a/b/Sources",
            "{#references}",
        ] {
            assert!(!is_reference_heading(line), "{line}");
        }
    }
}
