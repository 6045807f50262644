//! Finds labels that stand on several references.

use std::collections::HashMap;

use crate::address::pages::canonical;
use crate::model::{Article, Label, Reference, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Two or more entries with one label. It is one finding for each such label, at its second entry, with the first and any further
    /// ones as related places. The message says whether their addresses are the same. Sections with lists of their own, and notes
    /// (`[^1]`, links of a page) beside a list (`[1]`), may have the same labels.
    ///
    /// ## Why it matters
    ///
    /// A citation of the label can mean any of the entries. Where they lead to different addresses, nobody can say which source the
    /// sentence has.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [1].
    ///
    /// References
    /// [1] https://example.org/harbour-closed
    /// [1] https://example.org/harbour-budget
    /// ```
    ///
    /// ## How to fix
    ///
    /// Give each source a label of its own and correct the markers. If the entries are the same source, keep one.
    pub static DUPLICATE_LABEL: Rule = Rule {
        code: "REF002",
        name: "duplicate-label",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "a label that stands on several references",
        check,
    }
}

/// One finding for each duplicate label, at its second entry.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (label, entries) in duplicates(subject.article) {
        sink.report(draft(label, &entries));
    }
}

/// The labels with several entries, in the order of their second ones.
fn duplicates(article: &Article) -> Vec<(&Label, Vec<&Reference>)> {
    // The usual list ascends: then there is nothing to look up.
    if article
        .references
        .iter()
        .filter_map(|reference| reference.label.as_ref())
        .is_sorted_by(|one, next| one < next)
    {
        return Vec::new();
    }
    let mut first: HashMap<(usize, &Label), &Reference> = HashMap::with_capacity(article.references.len());
    let mut position: HashMap<(usize, &Label), usize> = HashMap::new();
    let mut found: Vec<(&Label, Vec<&Reference>)> = Vec::new();
    for reference in &article.references {
        let Some(label) = &reference.label else { continue };
        // Each section or answer may have a list of its own.
        let key = (reference.section, label);
        let Some(&earlier) = first.get(&key) else {
            first.insert(key, reference);
            continue;
        };
        let at = *position.entry(key).or_insert_with(|| {
            found.push((label, vec![earlier]));
            found.len() - 1
        });
        found[at].1.push(reference);
    }
    found
}

fn draft(label: &Label, entries: &[&Reference]) -> Draft {
    let marker = words::marker(label);
    let (same, help) = match sameness(entries) {
        Sameness::Address => ("the same address", "keep one of them".to_owned()),
        Sameness::Text => ("the same words", "keep one of them".to_owned()),
        Sameness::No => (
            "different sources",
            format!("give each a label of its own: a citation {marker} can mean any of them"),
        ),
    };
    let mut draft = Draft {
        span: entries.get(1).map(|entry| entry.place.span),
        message: format!("label {marker} stands on {} references with {same}", entries.len()),
        help: Some(help),
        label: Some(label.to_string()),
        ..Draft::default()
    };
    for (index, entry) in entries.iter().enumerate().filter(|(index, _)| *index != 1) {
        draft.relate(entry.place.span, || {
            format!("{marker} stands here {}", if index == 0 { "first" } else { "too" })
        });
    }
    draft
}

/// What entries have in common.
enum Sameness {
    Address,
    Text,
    No,
}

fn sameness(entries: &[&Reference]) -> Sameness {
    let Some((first, others)) = entries.split_first() else { return Sameness::No };
    if let Some(url) = &first.url {
        let address = canonical(url);
        let same =
            others.iter().all(|entry| entry.url.as_deref().is_some_and(|url| canonical(url) == address));
        return if same { Sameness::Address } else { Sameness::No };
    }
    let same = others.iter().all(|entry| entry.url.is_none() && entry.text == first.text);
    if same { Sameness::Text } else { Sameness::No }
}

#[cfg(test)]
mod tests {
    use super::DUPLICATE_LABEL;
    use crate::rules::testing::{findings, lines, related};

    #[test]
    fn a_duplicate_label_is_reported_at_its_second_entry() {
        let table: &[(&str, &[&str])] = &[
            ("References\n[1] https://example.org/a\n[2] https://example.org/a", &[]),
            ("References\nhttps://example.org/a\nhttps://example.org/a", &[]),
            (
                "References\n[1] https://example.org/a\n[1] https://example.org/b",
                &["3:1 label [1] stands on 2 references with different sources"],
            ),
            (
                "References\n[1] https://example.org/a\n[1] https://Example.org/a/",
                &["3:1 label [1] stands on 2 references with the same address"],
            ),
            (
                "References\n[1] A book\n[1] A book",
                &["3:1 label [1] stands on 2 references with the same words"],
            ),
            (
                "References\n[1] A book\n[1] https://example.org/a",
                &["3:1 label [1] stands on 2 references with different sources"],
            ),
            (
                "References\n[a] x\n[b] y\n[b] y\n[a] z",
                &[
                    "4:1 label [b] stands on 2 references with the same words",
                    "5:1 label [a] stands on 2 references with different sources",
                ],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&DUPLICATE_LABEL, text)), *expected, "{text}");
        }
    }

    #[test]
    fn the_first_and_the_further_entries_are_related() {
        let found = findings(&DUPLICATE_LABEL, "References\n[1] x\n[1] y\n[1] z");
        assert_eq!(lines(&found), ["3:1 label [1] stands on 3 references with different sources"]);
        assert_eq!(related(&found[0]), ["2:1", "4:1"]);
    }

    #[test]
    fn very_many_duplicates_take_linear_time() {
        let list = "[1] x\n".repeat(100_000);
        let found = findings(&DUPLICATE_LABEL, &format!("References\n{list}"));
        assert_eq!(lines(&found), ["3:1 label [1] stands on 100000 references with the same words"]);
    }
}
