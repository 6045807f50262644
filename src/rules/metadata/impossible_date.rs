//! Finds dates that do not exist, or whose weekday is another day.

use crate::model::{MarkKind, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// A date of publication that the calendar does not have (`30 February 2026`), or whose weekday and date disagree
    /// (`Monday, May 1, 2026`, which was a Friday).
    ///
    /// ## Why it matters
    ///
    /// At least one part of the date is wrong, and nothing in it says which.
    ///
    /// ## Example
    ///
    /// ```text
    /// Harbour opens again
    ///
    /// Monday, May 1, 2026 9:00 am ET
    /// ```
    ///
    /// ## How to fix
    ///
    /// Look the date up where the article was published and correct the day, the month or the weekday.
    pub static IMPOSSIBLE_DATE: Rule = Rule {
        code: "MET006",
        name: "impossible-date",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "a date that does not exist or names the wrong weekday",
        check,
    }
}

/// One finding for each such date.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for mark in subject.article.marks.iter().filter(|mark| mark.kind == MarkKind::ImpossibleDate) {
        let message = format!("date {} does not exist, or its weekday is another", words::brief(&mark.text));
        let help = Some("correct the day, the month or the weekday".to_owned());
        sink.report(Draft { span: Some(mark.place.span), message, help, ..Draft::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::IMPOSSIBLE_DATE;
    use crate::model::MarkKind;
    use crate::rules::testing::{findings_with, lines, mark};

    #[test]
    fn the_date_is_named_at_its_place() {
        let found = findings_with(&IMPOSSIBLE_DATE, "Rain\n30 February 2026", |article, document| {
            article.marks.push(mark(document, MarkKind::ImpossibleDate, "30 February 2026"));
        });
        assert_eq!(lines(&found), ["2:1 date 30 February 2026 does not exist, or its weekday is another"]);
    }

    #[test]
    fn other_marks_are_no_dates() {
        let found = findings_with(&IMPOSSIBLE_DATE, "Title: Rain", |article, document| {
            article.marks.push(mark(document, MarkKind::TemplateResidue, "Title: Rain"));
        });
        assert_eq!(found, []);
    }
}
