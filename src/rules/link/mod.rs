//! Rules about links: what became of the cited addresses when they were asked for, and what an archive holds
//! of them. The first run online only, the second with an archive only.

pub mod blocked_link;
pub mod broken_response;
pub mod dead_link;
pub mod drifted_source;
pub mod likely_invented_url;
pub mod moved_link;
pub mod not_archived;
pub mod refused_url;
pub mod soft_404;
pub mod tls_fault;
pub mod unreachable_link;

use std::collections::HashMap;

use crate::model::{CaptureLookup, Link, LinkVerdict};
use crate::rules::{Draft, Rule, Sink, Subject, places, words};

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &dead_link::DEAD_LINK,
    &moved_link::MOVED_LINK,
    &soft_404::SOFT_404,
    &blocked_link::BLOCKED_LINK,
    &tls_fault::TLS_FAULT,
    &unreachable_link::UNREACHABLE_LINK,
    &not_archived::NOT_ARCHIVED,
    &drifted_source::DRIFTED_SOURCE,
    &broken_response::BROKEN_RESPONSE,
    &refused_url::REFUSED_URL,
    &likely_invented_url::LIKELY_INVENTED_URL,
];

/// Reports the links with a verdict, each once: at the first place that cites it, the others as related
/// places. `say` gives message and help of a link; it is handed its address and the reason of its verdict,
/// too, as messages show them.
fn report(
    verdict: LinkVerdict,
    subject: &Subject<'_>,
    sink: &mut Sink<'_>,
    say: impl Fn(&Link, &str, &str) -> (String, String),
) {
    let say = |link: &Link| say(link, &words::brief(&link.url), &words::brief(&link.reason));
    report_where(|link| link.verdict == verdict, subject, sink, say);
}

/// Reports the links that `wanted` picks, as [`report`] does.
fn report_where(
    wanted: impl Fn(&Link) -> bool,
    subject: &Subject<'_>,
    sink: &mut Sink<'_>,
    say: impl Fn(&Link) -> (String, String),
) {
    let Some(links) = subject.links else { return };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_url: HashMap<&str, usize> = HashMap::new();
    places::each_cited(subject.document, subject.article, |url, label, span| {
        let Some(link) = links.get(url).filter(|link| wanted(link)) else { return };
        if let Some(&draft) = by_url.get(url) {
            drafts[draft].relate(span, || "cited here too".to_owned());
            return;
        }
        by_url.insert(url, drafts.len());
        let (message, help) = say(link);
        let label = label.map(ToString::to_string);
        drafts.push(Draft {
            span: Some(span),
            message,
            help: Some(help),
            label,
            url: Some(url.to_owned()),
            ..Draft::default()
        });
    });
    drafts.into_iter().for_each(|draft| sink.report(draft));
}

/// How to go on without the page: by its capture, if one is known.
fn instead(link: &Link, otherwise: &str) -> String {
    match link.captures.first() {
        Some(capture) => {
            let day = capture.captured_at.get(..10).unwrap_or(&capture.captured_at);
            format!("cite its capture of {day}: {}", words::one_line(&capture.url))
        }
        None if link.lookup == Some(CaptureLookup::Failed) => {
            format!("{otherwise}; the archive could not be asked for captures")
        }
        None => otherwise.to_owned(),
    }
}
