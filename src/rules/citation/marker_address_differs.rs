//! Finds markers that carry an address of their own which the entry of their label does not have.

use std::collections::{HashMap, HashSet};

use crate::address::opaque::is_opaque;
use crate::address::pages::canonical;
use crate::model::{Article, Citation, Label, Reference, Severity, Target};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// A marker that links an address, such as `[2](https://example.org/a)`, where the entry with its label has addresses and not this
    /// one. Addresses are compared as REF003 does. A link to the article's own page is an anchor and no source. Of addresses that do not
    /// spell their page (DOIs, short addresses) nothing is said. A marker that no entry has the label of is none of this rule's.
    ///
    /// ## Why it matters
    ///
    /// The reader who clicks and the reader who looks the number up arrive at different sources. Mostly the list was renumbered and
    /// the links were not.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March [[1]](https://example.org/harbour-budget).
    ///
    /// References
    ///
    /// [1] https://example.org/harbour-closed
    /// ```
    ///
    /// ## How to fix
    ///
    /// Give the marker the label of the entry that has its address, or correct the address.
    pub static MARKER_ADDRESS_DIFFERS: Rule = Rule {
        code: "CIT008",
        name: "marker-address-differs",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a marker with another address than its entry",
        check,
    }
}

/// One finding for each such marker.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let article = subject.article;
    let (mut anchored, mut owners) = (None, None);
    for marker in article.citations.chunk_by(|one, next| one.place.span == next.place.span) {
        let Some((citation, url, entry)) = differing(article, marker) else { continue };
        let anchored = anchored.get_or_insert_with(|| anchored_pages(article));
        if anchored.contains(canonical(url).as_ref()) {
            continue;
        }
        let owners = owners.get_or_insert_with(|| entries_by_page(article));
        let owner = owners.get(canonical(url).as_ref()).copied();
        let mut draft = Draft {
            span: Some(citation.place.span),
            message: format!(
                "marker {} links another address than its entry",
                words::marker(&citation.label)
            ),
            help: Some(match owner.and_then(|owner| owner.label.as_ref()) {
                Some(label) => format!("{} has this address: is it meant?", words::marker(label)),
                None => "correct the marker's address, or cite the entry that has it".to_owned(),
            }),
            label: Some(citation.label.to_string()),
            url: Some(url.to_owned()),
            ..Draft::default()
        };
        draft.relate(entry.place.span, || "the entry of its label".to_owned());
        sink.report(draft);
    }
}

/// The first label of a marker with its own address and its entry, where no entry of its labels has that
/// address.
fn differing<'a>(
    article: &'a Article,
    marker: &'a [Citation],
) -> Option<(&'a Citation, &'a str, &'a Reference)> {
    let (url, _) = own_address(marker.first()?)?;
    let mut first = None;
    for citation in marker {
        // A marker of several labels links one source of them.
        let (_, entries) = own_address(citation).filter(|(_, entries)| !entries.is_empty())?;
        let entry = &article.references[entries[0]];
        if !differs(article, entries, url) {
            return None;
        }
        first = first.or(Some((citation, url, entry)));
    }
    first
}

fn own_address(citation: &Citation) -> Option<(&str, &[usize])> {
    match &citation.target {
        Target::Url { references, url } => Some((url, references)),
        _ => None,
    }
}

/// Whether the entries have addresses, and none of them is this one's page or may be.
fn differs(article: &Article, entries: &[usize], url: &str) -> bool {
    let addresses = || entries.iter().flat_map(|&entry| article.references[entry].addresses());
    // Nearly every marker has the very address of its entry, most often because it is taken from there.
    if addresses().any(|address| address == url) || addresses().next().is_none() || is_opaque(url) {
        return false;
    }
    let page = canonical(url);
    !addresses().any(|address| is_opaque(address) || canonical(address) == page)
}

/// Pages of which markers link only places by name: the article's own, and those on which markers of several
/// labels lead to places that differ, which is how a saved page links its own list.
fn anchored_pages(article: &Article) -> HashSet<String> {
    let own = article.url.iter().map(|field| canonical(&field.value).into_owned());
    let mut pages: HashSet<String> = own.collect();
    let mut seen: HashMap<&str, (&Label, &str)> = HashMap::new();
    for citation in &article.citations {
        let Some((page, anchor)) = own_address(citation).and_then(|(url, _)| url.split_once('#')) else {
            continue;
        };
        // `#:~:text=` says which words of a page are cited.
        if anchor.is_empty() || anchor.contains(":~:") {
            continue;
        }
        let (label, place) = *seen.entry(page).or_insert((&citation.label, anchor));
        if *label != citation.label && place != anchor {
            pages.insert(canonical(page).into_owned());
        }
    }
    pages
}

/// The first entry with each page.
fn entries_by_page(article: &Article) -> HashMap<String, &Reference> {
    let mut entries = HashMap::new();
    for entry in article.references.iter().filter(|entry| entry.label.is_some()) {
        for address in entry.addresses() {
            entries.entry(canonical(address).into_owned()).or_insert(entry);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::MARKER_ADDRESS_DIFFERS;
    use crate::model::{Field, Provenance, Target};
    use crate::rules::testing::{findings_with, lines, related};

    /// The findings on a text whose markers have these addresses, in their order; an empty one is none.
    fn found(text: &str, own: &[&str], page: Option<&str>) -> Vec<crate::model::Finding> {
        findings_with(&MARKER_ADDRESS_DIFFERS, text, |article, _| {
            for (citation, url) in article.citations.iter_mut().zip(own).filter(|(_, url)| !url.is_empty()) {
                let references = citation.target.references().to_vec();
                citation.target = Target::Url { references, url: (*url).to_owned() };
            }
            article.url = page.map(|page| Field {
                value: page.to_owned(),
                raw: page.to_owned(),
                provenance: Provenance::Markup,
                key: String::new(),
                place: None,
            });
        })
    }

    #[test]
    fn another_page_than_the_entrys_is_reported() {
        let differs: &[&str] = &["1:3 marker [1] links another address than its entry"];
        let table: &[(&str, &str, &[&str])] = &[
            ("https://example.org/a", "https://example.org/a", &[]),
            ("https://example.org/a", "http://www.example.org/a/?utm_source=chat#part", &[]),
            ("https://example.org/a", "https://web.archive.org/web/2020/https://example.org/a", &[]),
            ("Lund 2020. https://example.org/a https://example.org/b", "https://example.org/b", &[]),
            ("Lund 2020, Bay Press", "https://example.org/b", &[]),
            ("https://doi.org/10.1000/182", "https://example.org/b", &[]),
            ("https://example.org/a", "https://bit.ly/3xYz", &[]),
            ("https://example.org/a", "https://example.org/b", differs),
            ("https://example.org/a", "https://example.org/b#:~:text=boats", differs),
        ];
        for (entry, own, expected) in table {
            let text = format!("A [1].\nReferences\n[1] {entry}");
            assert_eq!(lines(&found(&text, &[own], None)), *expected, "{entry} {own}");
        }
    }

    #[test]
    fn a_marker_of_several_labels_links_one_of_them() {
        let text = "A [1, 2].\nReferences\n[1] https://example.org/a\n[2] https://example.org/b";
        assert!(found(text, &["https://example.org/b"; 2], None).is_empty());
        let other = found(text, &["https://example.org/c"; 2], None);
        assert_eq!(lines(&other), ["1:3 marker [1] links another address than its entry"]);
    }

    #[test]
    fn links_to_places_of_the_articles_own_page_are_no_sources() {
        let text = "A [1]. B [2].\nReferences\n[1] https://example.org/a\n[2] https://example.org/b";
        let own = ["https://news.example/story#note-1", "https://news.example/story#note-2"];
        assert!(found(text, &own, None).is_empty());
        assert!(found(text, &own[..1], Some("https://news.example/story")).is_empty());
        assert_eq!(found(text, &own[..1], None).len(), 1);
    }

    #[test]
    fn the_help_names_the_entry_that_has_the_address() {
        let text = "A [1]. B [2].\nReferences\n[1] https://example.org/a\n[2] https://example.org/b";
        let swapped = found(text, &["https://example.org/b"], None);
        assert_eq!(swapped[0].help.as_deref(), Some("[2] has this address: is it meant?"));
        assert_eq!(related(&swapped[0]), ["3:1"]);
        let foreign = found(text, &["https://example.org/c"], None);
        let expected = "correct the marker's address, or cite the entry that has it";
        assert_eq!(foreign[0].help.as_deref(), Some(expected));
    }
}
