//! Finds numbered sources that are first cited after a source with a higher number.

use std::collections::{HashMap, HashSet};

use crate::model::{Article, Severity};
use crate::rules::lists::List;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};
use crate::text::ByteSpan;

rule! {
    /// ## What it finds
    ///
    /// Numbered citations whose first appearances do not ascend: `[2]` that is first cited after `[3]` has been. It is one finding at
    /// the first such marker, with the others as related places. Where several lists are cited, each is counted by itself. It is off
    /// unless it is selected.
    ///
    /// ## Why it matters
    ///
    /// In houses that number sources in the order of the text, a number out of order shows that a passage was moved and the list was
    /// not renumbered: the moment at which markers come to lead to the wrong entries.
    ///
    /// ## Example
    ///
    /// ```text
    /// Fares rose in January [1] and again in June [3]. The council had promised a freeze [2].
    /// ```
    ///
    /// ## How to fix
    ///
    /// Renumber the markers and the list in the order of the text, or leave the rule off where the list is ordered otherwise. Where all
    /// entries are lines that begin with `[n]` and all markers plain, the fix does so; it is applied only where unsafe fixes are asked for.
    pub static OUT_OF_ORDER_CITATION: Rule = Rule {
        code: "CIT005",
        name: "out-of-order-citation",
        default_severity: Severity::Off,
        needs: Needs::Citations,
        summary: "a source first cited after one with a higher number",
        check,
    }
}

/// At most one finding an article. Off by default: many lists are ordered by name.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let mut late = late(subject.article).into_iter();
    let Some(first) = late.next() else { return };
    let message = format!("citation [{}] first appears after [{}]", first.number, first.after);
    let help = Some("number the sources in the order in which the text cites them".to_owned());
    let mut draft = Draft {
        span: Some(first.span),
        message,
        help,
        label: Some(first.number.to_string()),
        ..Draft::default()
    };
    late.for_each(|late| {
        draft.relate(late.span, || format!("[{}] first appears after [{}]", late.number, late.after))
    });
    if sink.takes_fixes() {
        draft.fix = List::read(subject.document, subject.article).and_then(|list| list.renumber());
    }
    sink.report(draft);
}

/// The first appearance of a number after a higher one.
struct Late {
    span: ByteSpan,
    number: u32,
    after: u32,
}

/// Each list has its own order. A label that is missing counts for the list that was cited before it.
fn late(article: &Article) -> Vec<Late> {
    let mut lists: HashMap<usize, (Numbers, u32)> = HashMap::new();
    let (mut section, mut late) = (0, Vec::new());
    for citation in &article.citations {
        if let Some(&entry) = citation.target.references().first() {
            section = article.references[entry].section;
        }
        let Some(number) = citation.label.number() else { continue };
        let (seen, highest) = lists.entry(section).or_default();
        if seen.insert(number) && number < *highest {
            late.push(Late { span: citation.place.span, number, after: *highest });
        }
        *highest = number.max(*highest);
    }
    late
}

/// A set of numbers, most of them small: those below 128 are not hashed.
#[derive(Default)]
struct Numbers {
    small: u128,
    large: HashSet<u32>,
}

impl Numbers {
    /// Whether the number was not in the set yet.
    fn insert(&mut self, number: u32) -> bool {
        let Some(bit) = 1u128.checked_shl(number) else { return self.large.insert(number) };
        let fresh = self.small & bit == 0;
        self.small |= bit;
        fresh
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{Numbers, OUT_OF_ORDER_CITATION};
    use crate::model::Target;
    use crate::rules::testing::{findings, findings_with, fixed, lines, related};

    #[test]
    fn only_first_appearances_must_ascend() {
        let table: &[(&str, &[&str])] = &[
            ("[1] [2] [3]", &[]),
            ("[1] [2] [1] [3] [2]", &[]),
            ("[1] [5] [9]", &[]),
            ("[1] [3] [2]", &["1:9 citation [2] first appears after [3]"]),
            ("[3, 1]", &["1:1 citation [1] first appears after [3]"]),
            ("[b] [a]", &[]),
            ("[127] [128] [129] [127] [128] [300]", &[]),
            ("[129] [127] [128] [127] [128]", &["1:7 citation [127] first appears after [129]"]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&OUT_OF_ORDER_CITATION, text)), *expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_are_a_set(numbers in proptest::collection::vec(0u32..300, 0..200)) {
            let (mut fast, mut plain) = (Numbers::default(), HashSet::new());
            for number in numbers {
                prop_assert_eq!(fast.insert(number), plain.insert(number));
            }
        }
    }

    #[test]
    fn later_ones_are_related() {
        let found = findings(&OUT_OF_ORDER_CITATION, "[3] [1] [2] [1]");
        assert_eq!(lines(&found), ["1:5 citation [1] first appears after [3]"]);
        assert_eq!(related(&found[0]), ["1:9"]);
        assert_eq!(found[0].related[0].message, "[2] first appears after [3]");
    }

    #[test]
    fn each_list_has_its_own_order() {
        let text = "[1] [3]\n[1] [2] [9] [4]\nReferences\n[1] a\n[3] b\n[1] c\n[2] d\n[4] e\n";
        let found = findings_with(&OUT_OF_ORDER_CITATION, text, |article, _| {
            article.references[2..].iter_mut().for_each(|entry| entry.section = 1);
            article.citations[2].target = Target::NoUrl { references: vec![2] };
        });
        assert_eq!(lines(&found), ["2:13 citation [4] first appears after [9]"]);
    }

    #[test]
    fn the_unsafe_fix_numbers_markers_and_entries_anew() {
        let table = [
            (
                "[3] [1] [2]\nReferences\n[1] a\n[2] b\n[3] c\n",
                "[1] [2] [3]\nReferences\n[1] c\n[2] a\n[3] b\n",
            ),
            ("[3, 1]\nReferences\n[1] a\n\n[3] c\n\n[9] d", "[1, 2]\nReferences\n[1] c\n\n[2] a\n\n[3] d"),
            ("[^2] [^1]\nReferences\n[^1]: a\n[^2]: b", "[^1] [^2]\nReferences\n[^1]: b\n[^2]: a"),
        ];
        for (text, expected) in table {
            let text = text.replace("[^", "[");
            let found = findings(&OUT_OF_ORDER_CITATION, &text);
            assert!(found[0].fix.as_ref().is_some_and(|fix| !fix.safe), "{text}");
            assert_eq!(fixed(&text, &found), expected.replace("[^", "["));
        }
    }

    #[test]
    fn nothing_is_renumbered_where_a_marker_or_entry_is_not_plain() {
        let table = [
            "[2] [1] [3]\nReferences\n[1] a\n[2] b",
            "[2] [1] [1-2]\nReferences\n[1] a\n[2] b\n[1-2] c",
            "[2] [1]\nReferences\n[1] a\n[2] b\n[2] c",
            "[2] [1]\nReferences\n[1] a\n[2] as in [1]",
        ];
        for text in table {
            assert!(findings(&OUT_OF_ORDER_CITATION, text)[0].fix.is_none(), "{text}");
        }
    }
}
