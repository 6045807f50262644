//! Finds sources that stand on the article's own site.

use crate::address::pages::canonical;
use crate::address::{is_under, parts, registrable};
use crate::model::Severity;
use crate::rules::places::{By, each_suspect};
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// References, and markers with a link of their own, that lead to the registrable domain of the article's own address
    /// (`news.example.org` and `example.org` are one), and those that lead to the article itself. Sites that give every user a name
    /// (`alice.github.io`, `bob.github.io`) are told apart by the Public Suffix List. Links that are no citations do not count, and
    /// nothing is found where the article's address is not known.
    ///
    /// ## Why it matters
    ///
    /// A house that cites itself gives no second witness: the claim rests on what it said before. An article that cites itself gives no
    /// source at all.
    ///
    /// ## Example
    ///
    /// ```text
    /// <link rel="canonical" href="https://www.example.org/harbour-opens">
    /// ...
    /// [1] https://news.example.org/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the source that the earlier report relied on, beside it or in its place. Where the house's own reporting is the source, the
    /// finding can stay or be ignored.
    pub static SELF_CITATION: Rule = Rule {
        code: "URL008",
        name: "self-citation",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "a source on the article's own site",
        check,
    }
}

/// One finding for each source on the article's own site.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(own) = subject.article.url.as_ref().map(|field| field.value.as_str()) else { return };
    let Some(site) = parts(own).and_then(|parts| registrable(&parts.lower_host()).map(str::to_owned)) else {
        return;
    };
    let page = canonical(own);
    each_suspect(
        subject,
        |url| is_on(url, &site).then(|| canonical(url) == page),
        |cited, is_itself| {
            // What no marker leads to beside entries that are cited may be no source at all: a box of
            // links.
            let is_beside = matches!(cited.by, By::Reference(reference) if reference.citations.is_empty());
            if is_beside && !subject.article.citations.is_empty() {
                return;
            }
            sink.report(match is_itself {
                true => cited.draft("is that of the article itself", "cite the source of what it says"),
                false => cited.draft(
                    &format!("is on the article's own site {site}"),
                    "cite the source that the earlier report relied on",
                ),
            });
        },
    );
}

fn is_on(url: &str, site: &str) -> bool {
    let Some(host) = parts(url).map(|parts| parts.lower_host()) else { return false };
    is_under(&host, site) && registrable(&host) == Some(site)
}

#[cfg(test)]
mod tests {
    use super::SELF_CITATION;
    use crate::model::{Article, Field, Provenance};
    use crate::rules::testing::{findings_with, lines};

    fn found(own: &str, cited: &str) -> Vec<String> {
        let text = format!("A [1].\nReferences\n[1] {cited}");
        let set = |article: &mut Article| {
            article.url = Some(Field {
                value: own.to_owned(),
                raw: own.to_owned(),
                provenance: Provenance::Markup,
                key: String::new(),
                place: None,
            });
        };
        lines(&findings_with(&SELF_CITATION, &text, |article, _| set(article)))
    }

    #[test]
    fn sources_on_the_same_site_are_reported() {
        let table: &[(&str, &str, &[&str])] = &[
            (
                "https://www.example.org/a",
                "https://news.example.org/b",
                &["3:5 address https://news.example.org/b is on the article's own site example.org"],
            ),
            (
                "https://www.example.org/a",
                "http://example.org/a/?utm_source=x#top",
                &["3:5 address http://example.org/a/?utm_source=x#top is that of the article itself"],
            ),
            (
                "https://news.example.co.uk/a",
                "https://example.co.uk/b",
                &["3:5 address https://example.co.uk/b is on the article's own site example.co.uk"],
            ),
            ("https://www.example.org/a", "https://example.com/b", &[]),
            ("https://www.example.org/a", "https://myexample.org/b", &[]),
            ("https://one.example.co.uk/a", "https://other.co.uk/b", &[]),
            ("https://alice.github.io/a", "https://bob.github.io/b", &[]),
            ("https://10.0.0.1/a", "https://9.0.0.1/b", &[]),
            ("/a", "https://example.org/b", &[]),
        ];
        for (own, cited, expected) in table {
            assert_eq!(found(own, cited), *expected, "{own} {cited}");
        }
    }
}
