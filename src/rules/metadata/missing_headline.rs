//! Finds articles without a headline.

use crate::model::Severity;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// An article in which neither its metadata nor its text gives a headline. Front pages, section pages and error pages need none.
    ///
    /// ## Why it matters
    ///
    /// The record of the article has no name, and often the saved file is cut off at its start.
    ///
    /// ## Example
    ///
    /// ```text
    /// 2026-05-01 09:00 UTC
    ///
    /// The harbour opened again on Friday.
    /// ```
    ///
    /// ## How to fix
    ///
    /// Put the headline on the first line, or save the page again.
    pub static MISSING_HEADLINE: Rule = Rule {
        code: "MET001",
        name: "missing-headline",
        default_severity: Severity::Info,
        needs: Needs::Article,
        summary: "an article without a headline",
        check,
    }
}

/// At most one finding an article, without a place.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if super::is_article(subject.article) && subject.article.headline.is_none() {
        let help = Some("put the headline on a line of its own before the text".to_owned());
        sink.report(Draft { message: "no headline found".to_owned(), help, ..Draft::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::MISSING_HEADLINE;
    use crate::model::{Field, PageType, Provenance};
    use crate::rules::testing::{findings, findings_with, lines};

    #[test]
    fn a_missing_headline_has_no_place() {
        assert_eq!(lines(&findings(&MISSING_HEADLINE, "Text.")), ["- no headline found"]);
    }

    #[test]
    fn a_headline_is_enough() {
        let found = findings_with(&MISSING_HEADLINE, "Rain\n\nText.", |article, document| {
            let place = Some(document.place(crate::text::ByteSpan::new(0, 4)));
            let (value, raw) = ("Rain".to_owned(), "Rain".to_owned());
            article.headline =
                Some(Field { value, raw, provenance: Provenance::Text, key: String::new(), place });
        });
        assert_eq!(found, []);
    }

    #[test]
    fn other_pages_need_none() {
        for page in [PageType::FrontPage, PageType::SectionPage, PageType::ErrorPage] {
            assert_eq!(
                findings_with(&MISSING_HEADLINE, "Text.", |article, _| article.page_type = page),
                [],
                "{page:?}"
            );
        }
    }
}
