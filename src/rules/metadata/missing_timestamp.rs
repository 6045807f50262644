//! Finds articles that do not say when they were published.

use crate::model::{MarkKind, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// An article in which neither its metadata nor its text says when it was published. A date that is there and does not exist is
    /// reported as MET006 instead.
    ///
    /// ## Why it matters
    ///
    /// Without a date nobody can tell whether the sources are older than the article, or whether its news is still news.
    ///
    /// ## Example
    ///
    /// ```text
    /// Harbour opens again
    ///
    /// The harbour opened again on Friday.
    /// ```
    ///
    /// ## How to fix
    ///
    /// Put date, time and zone on a line below the headline, such as `2026-05-01 09:00 UTC`.
    pub static MISSING_TIMESTAMP: Rule = Rule {
        code: "MET002",
        name: "missing-timestamp",
        default_severity: Severity::Info,
        needs: Needs::Article,
        summary: "an article that does not say when it was published",
        check,
    }
}

/// At most one finding an article, without a place.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let article = subject.article;
    let is_impossible = article.marks.iter().any(|mark| mark.kind == MarkKind::ImpossibleDate);
    if super::is_article(article) && article.published.is_none() && !is_impossible {
        let help = Some("put date, time and zone on a line below the headline".to_owned());
        sink.report(Draft { message: "no publication timestamp found".to_owned(), help, ..Draft::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::MISSING_TIMESTAMP;
    use crate::model::{MarkKind, PageType};
    use crate::rules::testing::{findings, findings_with, lines, mark, timestamp};

    #[test]
    fn a_missing_timestamp_has_no_place() {
        assert_eq!(lines(&findings(&MISSING_TIMESTAMP, "Text.")), ["- no publication timestamp found"]);
    }

    #[test]
    fn a_timestamp_of_any_precision_is_enough() {
        for text in ["2026-04-01", "2026-04-01T10:00:00", "2026-04-01T10:00:00+02:00"] {
            let found = findings_with(&MISSING_TIMESTAMP, text, |article, document| {
                article.published = Some(timestamp(document, text))
            });
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn an_impossible_date_is_not_also_missing() {
        let found = findings_with(&MISSING_TIMESTAMP, "30 February 2026", |article, document| {
            article.marks.push(mark(document, MarkKind::ImpossibleDate, "30 February 2026"));
        });
        assert_eq!(found, []);
    }

    #[test]
    fn a_front_page_needs_none() {
        assert_eq!(
            findings_with(&MISSING_TIMESTAMP, "Text.", |article, _| article.page_type = PageType::FrontPage),
            []
        );
    }
}
