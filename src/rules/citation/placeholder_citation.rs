//! Finds places that were kept for a citation and never filled.

use crate::model::{MarkKind, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// `[citation needed]`, `[?]`, `[n]`, `[TK]` and their like: words that a writer puts where a citation is still to come.
    ///
    /// ## Why it matters
    ///
    /// The writer knew that the sentence needs a source and it was published without one.
    ///
    /// ## Example
    ///
    /// ```text
    /// Half of the ferries ran late last year [citation needed].
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the source in place of the placeholder, or take the claim out.
    pub static PLACEHOLDER_CITATION: Rule = Rule {
        code: "CIT003",
        name: "placeholder-citation",
        default_severity: Severity::Error,
        needs: Needs::Citations,
        summary: "a place kept for a citation that was never filled",
        check,
    }
}

/// One finding for each placeholder.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for mark in subject.article.marks.iter().filter(|mark| mark.kind == MarkKind::Placeholder) {
        let message = format!("placeholder {} stands where a citation belongs", words::brief(&mark.text));
        let help = Some("cite a source, or take the claim out".to_owned());
        sink.report(Draft { span: Some(mark.place.span), message, help, ..Draft::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::PLACEHOLDER_CITATION;
    use crate::model::MarkKind;
    use crate::rules::testing::{findings_with, lines, mark};

    #[test]
    fn a_placeholder_is_named_at_its_place() {
        let found = findings_with(&PLACEHOLDER_CITATION, "Late [citation needed].", |article, document| {
            article.marks.push(mark(document, MarkKind::Placeholder, "[citation needed]"));
        });
        assert_eq!(lines(&found), ["1:6 placeholder [citation needed] stands where a citation belongs"]);
    }

    #[test]
    fn malformed_markers_are_no_placeholders() {
        let found = findings_with(&PLACEHOLDER_CITATION, "Late [1,].", |article, document| {
            article.marks.push(mark(document, MarkKind::EmptyItem, "[1,]"));
        });
        assert_eq!(found, []);
    }
}
