//! Finds citations whose label no reference has. It does not speak of articles without any reference; see
//! `missing_reference_list`.

use std::collections::{HashMap, HashSet};

use crate::model::{Article, Severity, Target};
use crate::rules::index::{self, Missing};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::ByteSpan;

rule! {
    /// ## What it finds
    ///
    /// A marker such as `[2]` whose label has no entry in the reference list. A label that is missing is reported once: at its first
    /// marker, with the other markers as related places. An article without any reference is reported as CIT004 instead.
    ///
    /// ## Why it matters
    ///
    /// The reader is told that a source exists and cannot reach it. Most often an entry was deleted or renumbered after the text was
    /// written; sometimes the source never existed.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [1] and opened again in May [2].
    ///
    /// References
    /// [1] https://example.org/harbour-closed
    /// ```
    ///
    /// `[2]` leads nowhere.
    ///
    /// ## How to fix
    ///
    /// Add an entry for the label, or correct the marker if another entry is meant. When an entry is never cited (REF001) and one
    /// label is missing, the two often belong together.
    pub static DANGLING_CITATION: Rule = Rule {
        code: "CIT001",
        name: "dangling-citation",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "a citation whose label no reference has",
        check,
    }
}

/// One finding for each missing label, with all its places.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let article = subject.article;
    // CIT004 stands for all of them then.
    if article.references.is_empty() {
        return;
    }
    let missing = index::missing(article);
    let Some(Missing { label, .. }) = missing.first() else { return };
    let help = help(article, &words::marker(label), missing.len());
    let ranges = ranges(article);
    let mut told: HashSet<ByteSpan> = HashSet::new();
    for Missing { label, places } in &missing {
        let first = places.first().copied().unwrap_or_default();
        let Some(marker) = ranges.get(&first) else {
            sink.report(draft(&words::marker(label), label.to_string(), places, &help));
            continue;
        };
        if told.insert(first) {
            sink.report(range_draft(marker, label.to_string(), places, &help));
        }
    }
}

/// The markers that stand for several missing labels by a range: `[2–9]` is one fault.
fn ranges(article: &Article) -> HashMap<ByteSpan, &str> {
    let missing = article.citations.iter().filter(|citation| {
        citation.target == Target::Dangling
            && citation.label.number().is_some()
            && citation.marker.contains(['-', '–', '—', '‐', '‑', '−', '~', '〜'])
    });
    missing.map(|citation| (citation.place.span, &*citation.marker)).collect()
}

fn range_draft(marker: &str, label: String, places: &[ByteSpan], help: &Help) -> Draft {
    let message = format!("range {marker} has labels without reference, from {label} on");
    Draft { message, ..draft(marker, label, places, help) }
}

fn draft(marker: &str, label: String, places: &[ByteSpan], help: &Help) -> Draft {
    let mut message = format!("citation {marker} has no reference");
    if places.len() > 1 {
        message.push_str(&format!(" ({} places)", places.len()));
    }
    let help = match help {
        Help::Pair(words) => words.clone(),
        Help::Labels(list) => {
            format!("add an entry for {marker} to the reference list, or correct the marker; {list}")
        }
    };
    let mut draft = Draft {
        span: places.first().copied(),
        message,
        help: Some(help),
        label: Some(label),
        ..Draft::default()
    };
    places.iter().skip(1).for_each(|&place| draft.relate(place, || format!("{marker} is cited here too")));
    draft
}

/// What to say on how to mend it: made once, since an article can have any number of missing labels.
enum Help {
    /// One label is missing and one entry is unused: the two may belong together.
    Pair(String),
    /// What the list has.
    Labels(String),
}

fn help(article: &Article, marker: &str, missing: usize) -> Help {
    let mut unused = index::unused(article);
    match (missing, unused.next(), unused.next()) {
        (1, Some(entry), None) => Help::Pair(match &entry.label {
            Some(label) => {
                let label = words::marker(label);
                format!("correct the marker or the entry's label: {label} is never cited, is it meant?")
            }
            None => format!(
                "label the entry on line {} if it is meant, or add an entry for {marker}",
                entry.place.at.line
            ),
        }),
        _ => Help::Labels(match index::labels(article) {
            Some(labels) => format!("the list has {labels}"),
            None => "no entry of the list has a label".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::DANGLING_CITATION;
    use crate::rules::MAX_FINDINGS;
    use crate::rules::testing::{findings, lines, related};

    #[test]
    fn each_missing_label_is_reported_once_at_its_first_place() {
        let table: &[(&str, &[&str])] = &[
            ("A [1].\nReferences\n[1] https://example.org/a", &[]),
            ("A [2].\nReferences\n[1] https://example.org/a", &["1:3 citation [2] has no reference"]),
            ("A [2] b [1].\nC [2].\nReferences\n[1] x", &["1:3 citation [2] has no reference (2 places)"]),
            (
                "A [3, 2].\nReferences\n[1] x",
                &["1:3 citation [2] has no reference", "1:3 citation [3] has no reference"],
            ),
            ("A [2, 2].\nReferences\n[1] x", &["1:3 citation [2] has no reference"]),
            ("A [b].\nReferences\n[a] x", &["1:3 citation [b] has no reference"]),
            ("A [1].\nReferences\nhttps://example.org/a", &["1:3 citation [1] has no reference"]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&DANGLING_CITATION, text)), *expected, "{text}");
        }
    }

    #[test]
    fn the_other_places_are_related_in_document_order() {
        let found = findings(&DANGLING_CITATION, "A [2].\nB [2] [2].\nC [2].\nReferences\n[1] x");
        assert_eq!(found.len(), 1);
        assert_eq!(related(&found[0]), ["2:3", "2:7", "3:3"]);
        assert_eq!((found[0].snippet.as_str(), found[0].label.as_deref()), ("[2]", Some("2")));
    }

    #[test]
    fn the_help_names_what_the_list_has() {
        let table = [
            (
                "[1] [2] [7].\nReferences\n[1] x\n[7] y",
                "add an entry for [2] to the reference list, or correct the marker; the list has [1], [7]",
            ),
            (
                "[1] [2].\nReferences\n[1] x\n[7] y",
                "correct the marker or the entry's label: [7] is never cited, is it meant?",
            ),
            (
                "[1] [2].\nReferences\n[1] x\nhttps://example.org",
                "label the entry on line 4 if it is meant, or add an entry for [2]",
            ),
            (
                "[2].\nReferences\nhttps://example.org\nhttps://example.com",
                "add an entry for [2] to the reference list, or correct the marker; no entry of the list has a label",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(findings(&DANGLING_CITATION, text)[0].help.as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_key_with_a_dash_is_no_range() {
        let text = "A [RD-1] b [RD-2] c [RD-3].\nReferences\n[RD-1] x\n[RD-2] y";
        assert_eq!(lines(&findings(&DANGLING_CITATION, text)), ["1:21 citation [RD-3] has no reference"]);
    }

    #[test]
    fn an_article_without_references_is_left_to_cit004() {
        assert!(findings(&DANGLING_CITATION, "A [1] b [2].").is_empty());
    }

    #[test]
    fn a_label_with_very_many_places_lists_a_hundred() {
        let text = "[2] ".repeat(20_000) + "\nReferences\n[1] x";
        let found = findings(&DANGLING_CITATION, &text);
        assert_eq!(lines(&found), ["1:1 citation [2] has no reference (20000 places)"]);
        assert_eq!(found[0].related.len(), 100);
        assert!(found[0].related[99].message.ends_with("(and 19899 more places)"));
    }

    #[test]
    fn very_many_missing_labels_are_bounded() {
        let markers: String = (2..20_002).map(|label| format!("[{label}] ")).collect();
        let found = findings(&DANGLING_CITATION, &(markers + "\nReferences\n[1] x"));
        assert_eq!(found.len(), MAX_FINDINGS + 1);
    }
}
