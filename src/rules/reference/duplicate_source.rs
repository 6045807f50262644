//! Finds references that lead to an address another reference has already.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::address::pages::{canonical, page};
use crate::model::{Article, Fix, Reference, Severity};
use crate::rules::lists::List;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

rule! {
    /// ## What it finds
    ///
    /// An entry that leads to the page to which an earlier entry with another label leads already. Addresses are compared without
    /// `http` or `https`, the case of the host, `www.`, a default port, a closing slash, the fragment, tracking parameters and the order of
    /// the others. Captures in web archives, redirects, AMP and mobile forms count as the page they show, a DOI as one page on all of its
    /// hosts, and the versions of a preprint as one. It is one finding for each later entry, which says what differs; the first is a
    /// related place. Entries with the same label are reported as REF002. Entries that differ in nothing but the page they name, `p. 14`
    /// and `p. 63`, are two.
    ///
    /// ## Why it matters
    ///
    /// One source counted twice makes a claim look better supported than it is.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/harbour-closed
    /// [2] https://example.org/harbour-closed/#comments
    /// ```
    ///
    /// ## How to fix
    ///
    /// Keep one of the entries and cite it at every marker. `--fix` does so where the later entry says nothing that the first does not,
    /// and both are plain: lines that begin with `[n]`, cited by `[n]` or `[n, m]`. A capture in an archive stays.
    pub static DUPLICATE_SOURCE: Rule = Rule {
        code: "REF003",
        name: "duplicate-source",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a reference with the address of another one",
        check,
    }
}

/// One finding for each later entry with the address of an earlier one.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let found = duplicates(subject.article);
    // The whole text is read for mentions: not before there is something to merge.
    let merges = (sink.takes_fixes() && !found.is_empty()).then(|| Merges::read(subject, &found)).flatten();
    for (later, first) in found {
        let mut draft = Draft {
            span: Some(later.place.span),
            message: message(later, first),
            help: Some(format!("cite {} in its place, and remove this entry", words::entry_or_line(first))),
            label: later.label.as_ref().map(ToString::to_string),
            url: later.url.clone(),
            fix: merges.as_ref().and_then(|merges| merges.fix(first, later)),
            ..Draft::default()
        };
        draft.relate(first.place.span, || "the address stands here first".to_owned());
        sink.report(draft);
    }
}

/// The list with the numbers of entries whose page an earlier entry has, by the place of that entry.
struct Merges<'a> {
    list: List<'a>,
    later: HashMap<ByteSpan, HashSet<u32>>,
}

impl<'a> Merges<'a> {
    fn read(subject: &Subject<'a>, found: &[(&Reference, &Reference)]) -> Option<Self> {
        let mut later: HashMap<ByteSpan, HashSet<u32>> = HashMap::new();
        for (duplicate, first) in found {
            later
                .entry(first.place.span)
                .or_default()
                .extend(duplicate.label.as_ref().and_then(|label| label.number()));
        }
        Some(Self { list: List::read(subject.document, subject.article)?, later })
    }

    fn fix(&self, first: &Reference, later: &Reference) -> Option<Fix> {
        self.list.merge(first, later, self.later.get(&first.place.span)?)
    }
}

fn message(later: &Reference, first: &Reference) -> String {
    let apart =
        |reference: &Reference| reference.url.as_deref().map(|url| page(url).apart).unwrap_or_default();
    let same = format!("{} has the same address as {}", words::entry(later), words::entry_or_line(first));
    match apart(later).differences(apart(first)) {
        Some(differences) if later.url != first.url => format!("{same} apart from {differences}"),
        _ => same,
    }
}

/// Each later entry with the first entry that has its address, in document order.
fn duplicates(article: &Article) -> Vec<(&Reference, &Reference)> {
    let addressed = article.references.iter().enumerate();
    let mut by_address: Vec<(Cow<'_, str>, usize, usize)> = addressed
        .filter_map(|(entry, reference)| {
            Some((canonical(reference.url.as_deref()?), reference.section, entry))
        })
        .collect();
    by_address.sort_unstable();
    let mut found = Vec::new();
    // The lists of two sections may have the same source.
    for group in by_address.chunk_by(|one, next| one.0 == next.0 && one.1 == next.1) {
        let first = &article.references[group[0].2];
        let is_same_label =
            // REF002 tells of these: two entries with one label.
            |entry: usize| first.label.is_some() && first.label == article.references[entry].label;
        found.extend(
            group[1..]
                .iter()
                .map(|(.., entry)| *entry)
                .filter(|&entry| {
                    !is_same_label(entry) && !is_other_place(&first.text, &article.references[entry].text)
                })
                .map(|entry| (entry, first)),
        );
    }
    found.sort_unstable_by_key(|(entry, _)| *entry);
    found.into_iter().map(|(entry, first)| (&article.references[entry], first)).collect()
}

/// Words in which entries of one source are compared.
const MOST_WORDS: usize = 200;

/// Whether two entries of one source name two places in it: their words are the same but for the numbers
/// behind `p.`, `S.`, `§` or a word for pages.
fn is_other_place(one: &str, other: &str) -> bool {
    let (mut words, mut others) = (one.split_whitespace(), other.split_whitespace());
    let (mut before, mut places) = ("", 0);
    for _ in 0..MOST_WORDS {
        match (words.next(), others.next()) {
            (None, None) => return places > 0,
            (Some(word), Some(other)) if word == other => before = word,
            (Some(word), Some(other)) if leads_to_place(before) && is_place(word) && is_place(other) => {
                places += 1;
                before = word;
            }
            _ => return false,
        }
    }
    false
}

/// Whether a word says that a place in a source follows: an abbreviation, a sign, a word for pages.
fn leads_to_place(word: &str) -> bool {
    const PAGES: &[&str] = &[
        "page",
        "pages",
        "seite",
        "seiten",
        "página",
        "páginas",
        "pagina",
        "pagine",
        "sida",
        "side",
        "sivu",
        "strona",
        "strony",
        "strana",
        "страница",
        "страницы",
        "сторінка",
        "sayfa",
        "trang",
    ];
    let word = word.trim_start_matches(['(', '[']);
    let abbreviated = word
        .strip_suffix('.')
        .is_some_and(|word| (1..=4).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic));
    abbreviated || matches!(word, "§" | "§§") || PAGES.contains(&&*word.to_lowercase())
}

/// Whether a word is the number of a place or a range of them: `14`, `63–65,`, `iv`.
fn is_place(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ';', ':', ')', ']']);
    !word.is_empty()
        && word.chars().all(|sign| sign.is_numeric() || matches!(sign, '-' | '–' | 'f' | 'i' | 'v' | 'x'))
}

#[cfg(test)]
mod tests {
    use super::DUPLICATE_SOURCE;
    use crate::rules::testing::{findings, fixed, lines, related};

    #[test]
    fn a_later_entry_with_the_same_address_is_reported() {
        let table: &[(&str, &[&str])] = &[
            ("References\n[1] https://example.org/a\n[2] https://example.org/b", &[]),
            ("References\n[1] https://example.org/a\n[1] https://example.org/a", &[]),
            ("References\n[1] A book\n[2] A book", &[]),
            (
                "References\n[1] Audit, p. 14, https://example.org/a\n[2] Audit, p. 63–65, https://example.org/a",
                &[],
            ),
            (
                "References\n[1] Audit, 2 May, https://example.org/a\n[2] Audit, 3 May, https://example.org/a",
                &["3:1 reference [2] has the same address as [1]"],
            ),
            (
                "References\n[1] https://example.org/a\n[2] HTTPS://Example.org/a/#x",
                &["3:1 reference [2] has the same address as [1]"],
            ),
            (
                "References\nhttps://example.org/a\n[2] https://example.org/a",
                &["3:1 reference [2] has the same address as the one on line 2"],
            ),
            (
                "References\nhttps://example.org/a\nhttps://example.org/a",
                &["3:1 reference without a label has the same address as the one on line 2"],
            ),
            (
                "References\n[1] https://example.org/a?utm_source=x\n[2] https://web.archive.org/web/2020/https://example.org/a",
                &[
                    "3:1 reference [2] has the same address as [1] apart from the archive around it and tracking parameters",
                ],
            ),
            (
                "References\n[1] https://example.org/a?utm_source=x\n[2] https://example.org/a?utm_source=x",
                &["3:1 reference [2] has the same address as [1]"],
            ),
            (
                "References\n[1] https://example.org/a\n[2] https://example.org/a\n[3] https://example.org/a",
                &[
                    "3:1 reference [2] has the same address as [1]",
                    "4:1 reference [3] has the same address as [1]",
                ],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&DUPLICATE_SOURCE, text)), *expected, "{text}");
        }
    }

    #[test]
    fn the_first_entry_is_related() {
        let found = findings(
            &DUPLICATE_SOURCE,
            "References\n[1] https://example.org/a\n[3] x\n[2] https://example.org/a",
        );
        assert_eq!(related(&found[0]), ["2:1"]);
    }

    #[test]
    fn merging_cites_the_first_entry_and_removes_the_later_one() {
        let list = "[1] https://example.org/a\n[2] https://example.org/b\n[3] https://example.org/a/";
        let merged = "[1] https://example.org/a\n[2] https://example.org/b";
        let table = [
            ("One [1]. Two [2]. Three [3].", "One [1]. Two [2]. Three [1]."),
            ("One [1][3]. Two [2].", "One [1]. Two [2]."),
            ("One [3][1]. Two [2].", "One [1]. Two [2]."),
            ("One [3] [1]. Two [2].", "One [1]. Two [2]."),
            ("One [2] [1] [3].", "One [2] [1]."),
            ("One [1, 3]. Two [2].", "One [1]. Two [2]."),
            ("One [3, 2, 1].", "One [2, 1]."),
            ("One [2, 3]. Two [1].", "One [2, 1]. Two [1]."),
            ("One [1]. Two [2].", "One [1]. Two [2]."),
        ];
        for (body, expected) in table {
            let text = format!("{body}\nReferences\n{list}");
            let found = findings(&DUPLICATE_SOURCE, &text);
            assert_eq!(fixed(&text, &found), format!("{expected}\nReferences\n{merged}"), "{body}");
            assert!(found[0].fix.as_ref().unwrap().safe);
        }
    }

    #[test]
    fn blank_lines_between_entries_stay_one() {
        let table = [
            (
                "[1] https://example.org/a\n\n[2] https://example.org/a\n\n[3] https://example.org/b\n",
                "[1] https://example.org/a\n\n[3] https://example.org/b\n",
            ),
            (
                "[1] https://example.org/a\n[2] https://example.org/a\n\nAfter",
                "[1] https://example.org/a\n\nAfter",
            ),
        ];
        for (list, expected) in table {
            let text = format!("One [1] [2].\nReferences\n{list}");
            let found = findings(&DUPLICATE_SOURCE, &text);
            assert_eq!(fixed(&text, &found[..1]), format!("One [1].\nReferences\n{expected}"));
        }
    }

    #[test]
    fn nothing_is_merged_where_there_is_more_than_one_answer() {
        let table = [
            // The later entry says more than the first.
            "One [1] [2].\nReferences\n[1] https://example.org/a\n[2] Dam report, https://example.org/a",
            "One [1] [2].\nReferences\n[1] https://example.org/a\n[2] https://example.org/a https://example.org/b",
            // A label that stands twice, a name, a range, a marker of another shape.
            "One [1] [2].\nReferences\n[1] https://example.org/a\n[2] https://example.org/a\n[2] https://example.org/b",
            "One [1] [b].\nReferences\n[1] https://example.org/a\n[b] https://example.org/a",
            "One [1] [2,].\nReferences\n[1] https://example.org/a\n[2] https://example.org/a",
            // A capture, which outlives its page.
            "One [1] [2].\nReferences\n[1] https://example.org/a\n[2] https://web.archive.org/web/2020/https://example.org/a",
            // A marker that is not read.
            "One [1] [2]. Two¹.\nReferences\n[1] https://example.org/a\n[2] https://example.org/a",
            // An entry that cites another one, or is cited by one.
            "One [1] [2] [3].\nReferences\n[1] https://example.org/a\n[2] https://example.org/a\n[3] as in [2]",
            "One [1] [2].\nReferences\n[1] https://example.org/a\n[2] [3] https://example.org/a",
        ];
        for text in table {
            let found = findings(&DUPLICATE_SOURCE, text);
            assert!(!found.is_empty() && found.iter().all(|finding| finding.fix.is_none()), "{text}");
        }
    }

    #[test]
    fn of_two_entries_that_both_go_side_by_side_none_goes() {
        let text = "One [2][3]. Two [1].\nReferences\n[1] https://example.org/a\n[2] https://example.org/a\n[3] https://example.org/a";
        assert!(findings(&DUPLICATE_SOURCE, text).iter().all(|finding| finding.fix.is_none()));
    }

    #[test]
    fn an_entry_with_the_same_words_is_merged() {
        let text = "One [1] [2].\nReferences\n[1] Dam report, https://example.org/a\n[2] Dam report. https://example.org/a";
        let expected = "One [1].\nReferences\n[1] Dam report, https://example.org/a";
        assert_eq!(fixed(text, &findings(&DUPLICATE_SOURCE, text)), expected);
    }
}
