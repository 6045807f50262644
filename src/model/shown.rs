//! A report as it may be shown: what its addresses give away is stars. What is read on, a record, keeps it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::secrets::masked;
use crate::model::{Article, Evidence, FileReport, Link, Outcome, Target};

impl FileReport {
    /// The report with stars for the passwords and keys in the addresses of its article; none if there are
    /// none. Every text keeps its length, so that all places stay right.
    pub fn without_secrets(&self) -> Option<Self> {
        let article = self.article()?;
        if !has_secrets(article) {
            return None;
        }
        let mut report = self.clone();
        // Links are found by address: both are masked alike.
        report.links = self.links.as_ref().map(|links| {
            let cited = article.cited_addresses().filter_map(|url| links.get(url));
            Arc::new(cited.map(|link| (shown(&link.url), link.without_secrets())).collect::<BTreeMap<_, _>>())
        });
        if let Outcome::Article(article) = &mut report.outcome {
            texts(article).for_each(mask);
        }
        report.evidence.iter_mut().for_each(|evidence| mask_origins(evidence));
        Some(report)
    }
}

impl Link {
    /// The link with stars for the passwords and keys in its addresses.
    pub fn without_secrets(&self) -> Self {
        let mut link = self.clone();
        let hops = link.hops.iter_mut().map(|hop| &mut hop.url);
        [&mut link.url].into_iter().chain(&mut link.final_url).chain(hops).for_each(mask);
        link
    }
}

impl Article {
    fn cited_addresses(&self) -> impl Iterator<Item = &str> {
        let entries =
            self.references.iter().flat_map(|reference| reference.url.iter().chain(&reference.urls));
        let targets = self.citations.iter().filter_map(|citation| citation.target.url());
        entries.map(String::as_str).chain(targets)
    }
}

fn has_secrets(article: &Article) -> bool {
    let entries = article.references.iter().map(|reference| &*reference.text);
    let words = article.body.iter().map(|paragraph| &*paragraph.text);
    let links = article.links.iter().map(|link| &*link.url);
    let mut all = article.cited_addresses().chain(entries).chain(words).chain(links);
    all.any(|words| matches!(masked(words), Cow::Owned(_)))
}

/// The texts of an article that may hold an address.
fn texts(article: &mut Article) -> impl Iterator<Item = &mut String> {
    let entries = article.references.iter_mut().flat_map(|reference| {
        reference.urls.iter_mut().chain(&mut reference.url).chain([&mut reference.text])
    });
    let targets = article.citations.iter_mut().filter_map(|citation| match &mut citation.target {
        Target::Url { url, .. } => Some(url),
        _ => None,
    });
    let links = article.links.iter_mut().flat_map(|link| [&mut link.text, &mut link.url]);
    let words = article.body.iter_mut().map(|paragraph| &mut paragraph.text);
    entries.chain(targets).chain(links).chain(words)
}

fn mask_origins(evidence: &mut Evidence) {
    for page in &mut evidence.sources {
        if matches!(masked(&page.origin), Cow::Owned(_)) {
            mask(&mut Arc::make_mut(page).origin);
        }
    }
}

fn shown(words: &str) -> String {
    masked(words).into_owned()
}

fn mask(words: &mut String) {
    if let Cow::Owned(masked) = masked(words) {
        *words = masked;
    }
}
