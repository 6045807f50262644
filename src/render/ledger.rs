//! What was not checked, in words that every format shares: a clean run never reads as "true".

use crate::model::{CheckKind, NotChecked, NotCheckedSum, Summary};
use crate::render::words::plural;

/// `12 links in 3 articles (--online)`
pub(crate) fn sum(sum: &NotCheckedSum) -> String {
    format!("{} ({})", counted(sum), sum.reason)
}

/// `12 links in 3 articles`
pub(crate) fn counted(sum: &NotCheckedSum) -> String {
    let what = match sum.kind {
        CheckKind::Links => plural(sum.count, "link"),
        CheckKind::Evidence => format!("quotes, figures, claims at {}", plural(sum.count, "citation")),
    };
    format!("{what} in {}", plural(sum.articles, "article"))
}

/// `12 links (--online); quotes, figures, claims (--online or --sources)`: a line for a whole run. None where
/// everything was checked.
pub(crate) fn line(summary: &Summary) -> Option<String> {
    let parts: Vec<String> = summary.not_checked.iter().map(short).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// `Not checked: 2 links (--online)`: a line for one article. None where everything was checked.
pub(crate) fn of_article(not_checked: &[NotChecked]) -> Option<String> {
    let parts: Vec<String> =
        not_checked.iter().map(|part| format!("{} ({})", part.what, part.reason)).collect();
    (!parts.is_empty()).then(|| format!("Not checked: {}", parts.join("; ")))
}

fn short(sum: &NotCheckedSum) -> String {
    match sum.kind {
        CheckKind::Links => format!("{} ({})", plural(sum.count, "link"), sum.reason),
        CheckKind::Evidence if sum.reason.starts_with("--") => {
            format!("quotes, figures, claims ({})", sum.reason)
        }
        CheckKind::Evidence => {
            format!("quotes, figures, claims at {} ({})", plural(sum.count, "citation"), sum.reason)
        }
    }
}

/// `required but not checked everywhere: links`
pub(crate) fn unmet(kind: CheckKind) -> String {
    format!("required but not checked everywhere: {}", kind.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_said_with_what_would_check_them() {
        let links =
            NotCheckedSum { kind: CheckKind::Links, reason: "--online".to_owned(), count: 1200, articles: 1 };
        let evidence = NotCheckedSum {
            kind: CheckKind::Evidence,
            reason: "--sources".to_owned(),
            count: 3,
            articles: 2,
        };
        assert_eq!(sum(&links), "1,200 links in 1 article (--online)");
        assert_eq!(sum(&evidence), "quotes, figures, claims at 3 citations in 2 articles (--sources)");
        let summary = Summary { not_checked: vec![links, evidence], ..Summary::default() };
        assert_eq!(
            line(&summary).as_deref(),
            Some("1,200 links (--online); quotes, figures, claims (--sources)")
        );
        assert_eq!(line(&Summary::default()), None);
    }
}
