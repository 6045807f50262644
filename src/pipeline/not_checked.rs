//! What a run leaves unchecked, said in the report: a clean run never reads as "true".

use std::collections::BTreeSet;

use crate::model::{Article, NotChecked};

/// What was not checked of an article, and what would check it.
pub fn of(article: &Article) -> Vec<NotChecked> {
    let own = article.citations.iter().filter_map(|citation| citation.target.url());
    let listed = article.references.iter().flat_map(|reference| reference.urls.iter().chain(&reference.url).map(String::as_str));
    let links: BTreeSet<&str> = own.chain(listed).collect();
    let mut not_checked = Vec::new();
    if !links.is_empty() {
        let what = format!("{} link{}", links.len(), if links.len() == 1 { "" } else { "s" });
        not_checked.push(NotChecked { what, reason: "--online".to_owned() });
    }
    if !article.citations.is_empty() {
        not_checked.push(NotChecked { what: "quotes, figures, claims".to_owned(), reason: "--online or --sources".to_owned() });
    }
    not_checked
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{Options, parse};

    #[test]
    fn each_link_counts_once() {
        let text =
            b"Words [1], [2] and [3].\n\nReferences\n[1] https://example.org/a\n[2] https://example.org/a\n[3] https://example.org/b\n";
        let article = &parse(text, &Options::default())[0];
        let said: Vec<String> = of(article).into_iter().map(|part| part.what).collect();
        assert_eq!(said, ["2 links", "quotes, figures, claims"]);
    }

    #[test]
    fn a_text_without_citations_leaves_nothing_unchecked() {
        assert!(of(&parse(b"Words.", &Options::default())[0]).is_empty());
    }
}
