//! Finds references that give no address.

use crate::model::{Reference, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// An entry without a URL, a DOI or an arXiv id. Where no entry of a list has one, as in a list of books, it is one finding for the
    /// whole list.
    ///
    /// ## Why it matters
    ///
    /// What the entry names cannot be opened from it, so neither a reader nor newscheck can compare it with the text.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/harbour-closed
    /// [2] Harbour Authority, annual report
    /// ```
    ///
    /// ## How to fix
    ///
    /// Add the address at which the source can be read, or its DOI. A source that exists only on paper may stand as it is.
    pub static REFERENCE_WITHOUT_URL: Rule = Rule {
        code: "REF004",
        name: "reference-without-url",
        default_severity: Severity::Info,
        needs: Needs::Citations,
        summary: "a reference that gives no address",
        check,
    }
}

/// One finding for each such entry, or one for a whole list of them.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let references = &subject.article.references;
    let is_bare = |reference: &&Reference| reference.url.is_none();
    match references.as_slice() {
        [first, others @ ..]
            if !others.is_empty() && references.iter().all(|reference| is_bare(&reference)) =>
        {
            sink.report(whole_list(first, others));
        }
        _ => references.iter().filter(is_bare).for_each(|reference| sink.report(draft(reference))),
    }
}

fn draft(reference: &Reference) -> Draft {
    Draft {
        span: Some(reference.place.span),
        message: format!("{} has no URL", words::entry(reference)),
        help: Some("add the address of the source, or its DOI".to_owned()),
        label: reference.label.as_ref().map(ToString::to_string),
        ..Draft::default()
    }
}

fn whole_list(first: &Reference, others: &[Reference]) -> Draft {
    let message = format!("none of the {} references has a URL", others.len() + 1);
    let mut draft = Draft { message, label: None, ..draft(first) };
    others.iter().for_each(|reference| {
        draft.relate(reference.place.span, || format!("{} has none", words::entry(reference)))
    });
    draft
}

#[cfg(test)]
mod tests {
    use super::REFERENCE_WITHOUT_URL;
    use crate::rules::testing::{findings, lines, related};

    #[test]
    fn reference_without_url_is_reported_once() {
        let table: &[(&str, &[&str])] = &[
            (
                "A [2] [2].\nReferences\n[1] https://example.org/a\n[2] A report",
                &["4:1 reference [2] has no URL"],
            ),
            ("A.\nReferences\n[1] A report", &["3:1 reference [1] has no URL"]),
            ("A.\nReferences\n[1] https://example.org/a", &[]),
            ("A.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(lines(&findings(&REFERENCE_WITHOUT_URL, text)), *expected, "{text}");
        }
    }

    #[test]
    fn a_list_of_books_is_one_finding() {
        let found = findings(&REFERENCE_WITHOUT_URL, "References\n[1] A book\n[2] A book\n[3] A book");
        assert_eq!(lines(&found), ["2:1 none of the 3 references has a URL"]);
        assert_eq!(related(&found[0]), ["3:1", "4:1"]);
    }
}
