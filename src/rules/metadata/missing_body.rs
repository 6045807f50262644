//! Finds articles without running text.

use crate::model::{Article, BlockKind, Severity};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// An article in which no text is left beside headline, headings and reference list: an empty file, a page that a script would have
    /// filled, or a paywall's teaser.
    ///
    /// ## Why it matters
    ///
    /// There is nothing to check, so an article without findings would say nothing about its sources.
    ///
    /// ## Example
    ///
    /// ```text
    /// Harbour opens again
    ///
    /// 2026-05-01 09:00 UTC
    /// ```
    ///
    /// ## How to fix
    ///
    /// Save the page again with its text, after it has loaded and with a subscription where one is needed.
    pub static MISSING_BODY: Rule = Rule {
        code: "MET004",
        name: "missing-body",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "an article without running text",
        check,
    }
}

/// At most one finding an article, without a place.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if super::is_article(subject.article) && !has_text(subject.article) {
        let help = Some("save the page again once its text has loaded".to_owned());
        sink.report(Draft { message: "no body text found".to_owned(), help, ..Draft::default() });
    }
}

fn has_text(article: &Article) -> bool {
    article
        .body
        .iter()
        .any(|paragraph| paragraph.kind != BlockKind::Heading && !paragraph.text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::MISSING_BODY;
    use crate::model::{BlockKind, PageType};
    use crate::rules::testing::{findings, findings_with, lines};

    #[test]
    fn an_article_without_text_is_reported_without_a_place() {
        assert_eq!(lines(&findings(&MISSING_BODY, "")), ["- no body text found"]);
    }

    #[test]
    fn headings_alone_are_no_body() {
        let found = findings_with(&MISSING_BODY, "One\nTwo", |article, _| {
            article.body.iter_mut().for_each(|paragraph| paragraph.kind = BlockKind::Heading);
        });
        assert_eq!(lines(&found), ["- no body text found"]);
    }

    #[test]
    fn a_list_item_is_body() {
        let found =
            findings_with(&MISSING_BODY, "One", |article, _| article.body[0].kind = BlockKind::ListItem);
        assert_eq!(found, []);
    }

    #[test]
    fn an_error_page_needs_no_body() {
        assert_eq!(
            findings_with(&MISSING_BODY, "", |article, _| article.page_type = PageType::ErrorPage),
            []
        );
    }
}
