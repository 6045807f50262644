//! Notes the entries that an article uses without a marker of theirs: the body links their address, a marker
//! with an address leads there, or the same entry stands in the list of another section. It reads no markers.

use std::collections::{HashMap, HashSet};

use crate::address::pages::canonical;
use crate::extract::references::Part;
use crate::extract::roles::Role;
use crate::extract::{over, urls};
use crate::model::{Article, Document, Label, Target};

/// Marks them in the article. It looks only where an entry is not cited.
pub fn note(article: &mut Article, document: &Document<'_>, pieces: &[(Part, Role)]) {
    // Most articles cite every entry: reading all their addresses again would be for nothing.
    if article.references.iter().all(|reference| !reference.citations.is_empty()) {
        return;
    }
    let addresses = linked_addresses(article, document, pieces);
    let twins = used_twins(article);
    for reference in article.references.iter_mut().filter(|reference| reference.citations.is_empty()) {
        let is_linked = !addresses.is_empty()
            && reference.addresses().any(|url| addresses.contains(canonical(url).as_ref()));
        reference.linked |= is_linked || twins.contains(&(reference.label.clone(), reference.url.clone()));
    }
}

/// The pages that the body links or names, without the links of markers that lead to entries.
fn linked_addresses(article: &Article, document: &Document<'_>, pieces: &[(Part, Role)]) -> HashSet<String> {
    let by_markers = article.citations.iter().filter_map(|citation| match &citation.target {
        Target::Url { references, url } if references.is_empty() => Some(canonical(url).into_owned()),
        _ => None,
    });
    let mut pages: HashSet<String> = by_markers.collect();
    for (part, _) in pieces {
        let block = &document.blocks[part.block];
        let links = over(&block.links, |link| &link.range, &part.range).iter();
        pages.extend(links.map(|link| canonical(&link.url).into_owned()));
        pages.extend(
            urls::find(&block.text[part.range.clone()]).map(|found| canonical(&found.url).into_owned()),
        );
    }
    pages
}

/// The labels and addresses of cited entries that stand more than once: the list printed again, or more
/// entries with one label than a citation names.
fn used_twins(article: &Article) -> HashSet<(Option<Label>, Option<String>)> {
    let mut counts: HashMap<_, (usize, bool)> = HashMap::new();
    for reference in article.references.iter().filter(|reference| reference.label.is_some()) {
        let (count, used) = counts.entry((&reference.label, &reference.url)).or_default();
        *count += 1;
        *used |= !reference.citations.is_empty();
    }
    let twins = counts.into_iter().filter(|(_, (count, used))| *count > 1 && *used);
    twins.map(|((label, url), _)| (label.clone(), url.clone())).collect()
}
