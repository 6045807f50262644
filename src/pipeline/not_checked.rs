//! What a run leaves unchecked, said in the report: a clean run never reads as "true".

use std::collections::BTreeMap;

use crate::model::{Article, CaptureLookup, CheckKind, Evidence, LinkVerdict, Links, NotChecked};

/// What was not checked of an article, and what would check it: links without a settled verdict, by verdict,
/// then what needs the sources' texts.
pub fn left_out(article: &Article, links: Option<&Links>, evidence: Option<&Evidence>) -> Vec<NotChecked> {
    let mut unsettled: BTreeMap<Option<LinkVerdict>, usize> = BTreeMap::new();
    for url in article.cited_urls() {
        let verdict = links.and_then(|links| links.get(url)).map(|link| link.verdict);
        if !verdict.is_some_and(LinkVerdict::is_settled) {
            *unsettled.entry(verdict).or_default() += 1;
        }
    }
    let failed = article.cited_urls().iter().filter(|url| is_lookup_failed(links, url)).count();
    let mut not_checked: Vec<NotChecked> =
        unsettled.into_iter().map(|(verdict, count)| unchecked_links(verdict, count, links)).collect();
    if failed > 0 {
        not_checked.push(NotChecked {
            kind: CheckKind::Links,
            count: failed,
            what: format!("captures of {failed} link{}", if failed == 1 { "" } else { "s" }),
            reason: "look-up of captures failed".to_owned(),
        });
    }
    if !article.citations.is_empty() {
        not_checked.extend(uncompared(article, evidence));
    }
    not_checked
}

/// The citations that were not compared with a source, by reason, and those that were compared in part.
fn uncompared(article: &Article, evidence: Option<&Evidence>) -> Vec<NotChecked> {
    let of = |what: &str, count: usize, reason: String| {
        let what = format!("{what} at {count} citation{}", if count == 1 { "" } else { "s" });
        NotChecked { kind: CheckKind::Evidence, count, what, reason }
    };
    let citations = article.citations.len();
    let Some(evidence) = evidence else {
        let what = "quotes, figures, claims".to_owned();
        let reason = "--online or --sources".to_owned();
        return vec![NotChecked { kind: CheckKind::Evidence, count: citations, what, reason }];
    };
    let reasons = evidence.left_out(citations).into_iter();
    let mut left_out: Vec<NotChecked> = reasons
        .map(|(reason, count)| of("quotes, figures, claims", count, reason.words().to_owned()))
        .collect();
    let part = evidence.coverage(citations).part;
    if part > 0 {
        let reason = match &evidence.only_figures {
            Some(language) => format!("in {language} quotes and figures are compared only"),
            None => "a part of the source was read".to_owned(),
        };
        left_out.push(of("claims", part, reason));
    }
    left_out
}

/// Whether an archive was to be asked for captures of an address, and gave no answer that says anything.
fn is_lookup_failed(links: Option<&Links>, url: &str) -> bool {
    let link = links.and_then(|links| links.get(url));
    link.is_some_and(|link| link.lookup == Some(CaptureLookup::Failed))
}

fn unchecked_links(verdict: Option<LinkVerdict>, count: usize, links: Option<&Links>) -> NotChecked {
    let reason = match (verdict, links) {
        (Some(verdict), _) => verdict.name(),
        (None, Some(_)) => "not asked",
        (None, None) => "--online",
    };
    let what = format!("{count} link{}", if count == 1 { "" } else { "s" });
    NotChecked { kind: CheckKind::Links, count, what, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::left_out;
    use crate::{Options, parse};

    #[test]
    fn each_link_counts_once() {
        let text =
            b"Words [1], [2] and [3].\n\nReferences\n[1] https://example.org/a\n[2] https://example.org/a\n[3] https://example.org/b\n";
        let article = &parse(text, &Options::default())[0];
        let said: Vec<String> = left_out(article, None, None).into_iter().map(|part| part.what).collect();
        assert_eq!(said, ["2 links", "quotes, figures, claims"]);
    }

    #[test]
    fn a_text_without_citations_leaves_nothing_unchecked() {
        assert!(left_out(&parse(b"Words.", &Options::default())[0], None, None).is_empty());
    }
}
