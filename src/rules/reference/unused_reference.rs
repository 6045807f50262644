//! Finds references that no citation leads to.

use crate::model::{Article, Reference, Severity};
use crate::rules::index;
use crate::rules::lists::List;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// An entry of the reference list that no marker in the text leads to and whose address the text does not link, with or without
    /// a label. Where a list has labels and the text has no marker at all, it is one finding of severity info. A list without any label
    /// under a text without any marker is a plain list of sources, and nothing in it is unused.
    ///
    /// ## Why it matters
    ///
    /// The reader cannot tell what the source is for. An unused entry beside a dangling citation (CIT001) is most often a label that
    /// was mistyped; by itself it is what is left of a passage that was cut.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [1].
    ///
    /// References
    /// [1] https://example.org/harbour-closed
    /// [2] https://example.org/harbour-budget
    /// ```
    ///
    /// `[2]` is never cited.
    ///
    /// ## How to fix
    ///
    /// Cite the entry where the text relies on it, correct its label, or remove it. The fix removes it; it is applied only where unsafe
    /// fixes are asked for, and offered only where nothing in the text could mean or link the entry, in whatever form. An
    /// entry without a label stays.
    pub static UNUSED_REFERENCE: Rule = Rule {
        code: "REF001",
        name: "unused-reference",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a reference that the text never cites",
        check,
    }
}

/// One finding for each unused entry.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let article = subject.article;
    let mut unused = index::unused(article).peekable();
    if unused.peek().is_none() {
        return;
    }
    if article.citations.is_empty()
        && index::unused(article).filter(|entry| entry.label.is_some()).nth(1).is_some()
    {
        sink.report(without_markers(article));
        return;
    }
    let missing = only_missing(article);
    let list = if sink.takes_fixes() { List::read(subject.document, article) } else { None };
    for reference in unused {
        sink.report(Draft {
            span: Some(reference.place.span),
            message: format!("{} is never cited", words::entry(reference)),
            help: Some(help(article, reference, missing.as_deref())),
            label: reference.label.as_ref().map(ToString::to_string),
            url: reference.url.clone(),
            fix: list.as_ref().and_then(|list| list.drop_entry(reference)),
            ..Draft::default()
        });
    }
}

/// One finding for a list under a text without any marker.
fn without_markers(article: &Article) -> Draft {
    let mut unused = index::unused(article);
    let first = unused.next();
    let mut draft = Draft {
        span: first.map(|entry| entry.place.span),
        message: format!(
            "the text has no citation, and {} labelled references are never used",
            index::unused(article).count()
        ),
        help: Some("cite each source where the text relies on it".to_owned()),
        label: first.and_then(|entry| entry.label.as_ref()).map(ToString::to_string),
        url: first.and_then(|entry| entry.url.clone()),
        at_most: Some(Severity::Info),
        ..Draft::default()
    };
    unused
        .for_each(|entry| draft.relate(entry.place.span, || format!("{} is not cited", words::entry(entry))));
    draft
}

/// The marker of the missing label, where exactly one label is missing and exactly one entry is unused.
fn only_missing(article: &Article) -> Option<String> {
    if index::unused(article).nth(1).is_some() {
        return None;
    }
    match index::missing(article).as_slice() {
        [missing] => Some(words::marker(missing.label)),
        _ => None,
    }
}

fn help(article: &Article, reference: &Reference, missing: Option<&str>) -> String {
    match (&reference.label, missing) {
        (_, Some(missing)) => format!("{missing} is cited and has no entry: is this it?"),
        (Some(label), None) if article.citations.is_empty() => {
            format!("the text has no citation: put {} where it relies on this source", words::marker(label))
        }
        (Some(label), None) => format!("cite it as {}, or remove it from the list", words::marker(label)),
        (None, None) => "give it a label and cite it, or remove it from the list".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::UNUSED_REFERENCE;
    use crate::rules::MAX_FINDINGS;
    use crate::rules::testing::{findings, fixed, lines};

    #[test]
    fn entries_without_citation_are_reported() {
        let table: &[(&str, &[&str])] = &[
            ("A [1].\nReferences\n[1] x", &[]),
            ("A [1].\nReferences\n[1] x\n[2] y", &["4:1 reference [2] is never cited"]),
            (
                "A [1].\nReferences\n[1] x\nhttps://example.org",
                &["4:1 reference without a label is never cited"],
            ),
            (
                "A.\nReferences\n[1] x\n[2] y",
                &["3:1 the text has no citation, and 2 labelled references are never used"],
            ),
            ("A [1].\nReferences\nhttps://example.org", &["3:1 reference without a label is never cited"]),
            (
                "A.\nReferences\n[1] x\nhttps://example.org",
                &["3:1 reference [1] is never cited", "4:1 reference without a label is never cited"],
            ),
            ("A.\nReferences\nhttps://example.org\nhttps://example.com", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&UNUSED_REFERENCE, text)), *expected, "{text}");
        }
    }

    #[test]
    fn the_help_pairs_one_unused_entry_with_one_missing_label() {
        let table = [
            ("A [2].\nReferences\n[7] x", "[2] is cited and has no entry: is this it?"),
            ("A [2].\nReferences\nhttps://example.org", "[2] is cited and has no entry: is this it?"),
            ("A [2] [3].\nReferences\n[7] x", "cite it as [7], or remove it from the list"),
            ("A [2].\nReferences\n[7] x\n[8] y", "cite it as [7], or remove it from the list"),
            ("A.\nReferences\n[7] x", "the text has no citation: put [7] where it relies on this source"),
            (
                "A [1].\nReferences\n[1] x\nhttps://example.org",
                "give it a label and cite it, or remove it from the list",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(findings(&UNUSED_REFERENCE, text)[0].help.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_finding_carries_label_and_address() {
        let found = findings(&UNUSED_REFERENCE, "A.\nReferences\n[1] Title https://example.org/a");
        assert_eq!(
            (found[0].label.as_deref(), found[0].url.as_deref()),
            (Some("1"), Some("https://example.org/a"))
        );
        assert_eq!(found[0].snippet, "[1] Title https://example.org/a");
    }

    #[test]
    fn a_long_list_of_unused_entries_is_bounded() {
        let entries: String = (1..=20_000).map(|label| format!("[{label}] x\n")).collect();
        assert_eq!(
            findings(&UNUSED_REFERENCE, &format!("A [1].\nReferences\n{entries}")).len(),
            MAX_FINDINGS + 1
        );
    }

    #[test]
    fn the_unsafe_fix_removes_the_entry() {
        let text = "One [1].\nReferences\n[1] x\n[2] y\n[3] z\n";
        let found = findings(&UNUSED_REFERENCE, text);
        assert!(found.iter().all(|finding| finding.fix.as_ref().is_some_and(|fix| !fix.safe)));
        assert_eq!(fixed(text, &found), "One [1].\nReferences\n[1] x\n");
    }
}
