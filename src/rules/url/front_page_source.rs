//! Finds citations that lead to a site's front page. It does not ask what stands there.

use crate::address::front_page::front_page;
use crate::address::{Parts, registrable};
use crate::model::{Citation, Reference, Severity};
use crate::rules::places::{By, Cited, each_suspect};
use crate::rules::{Needs, Rule, Sink, Subject, rule};

/// Citing markers that are looked at for a site's name.
const MOST: usize = 8;

/// Words before a marker in which a site can be named.
const WORDS: usize = 4;

rule! {
    /// ## What it finds
    ///
    /// Citations whose address is only a host, with at most a language or an index page behind it: `https://example.org/`,
    /// `https://example.org/en/`, `https://example.org/index.html`. Where the words right before the marker name the site or the entry
    /// (`the Example project [1]`), the site itself is what is cited, and nothing is found. Entries that no marker leads to pass.
    ///
    /// ## Why it matters
    ///
    /// A front page shows something else tomorrow, so nobody can find there what it is cited for. A made-up source is often a real
    /// site's front page.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed in March, the paper reported [1].
    ///
    /// References
    /// [1] https://example.org/
    /// ```
    ///
    /// ## How to fix
    ///
    /// Cite the page on which it stands.
    pub static FRONT_PAGE_SOURCE: Rule = Rule {
        code: "URL005",
        name: "front-page-source",
        default_severity: Severity::Warning,
        needs: Needs::Article,
        summary: "a citation that leads to a site's front page",
        check,
    }
}

/// One finding for each cited front page.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(subject, front_page, |cited, parts| {
        if !names_site(subject, &cited, &parts) {
            sink.report(cited.draft("is a front page", "cite the page on which it stands"));
        }
    });
}

/// Whether some citing sentence names the site or the entry right before its marker, or nothing cites it.
fn names_site(subject: &Subject<'_>, cited: &Cited<'_>, parts: &Parts<'_>) -> bool {
    let site = letters(site_label(&parts.lower_host()));
    let (citations, entry): (&[usize], Option<&Reference>) = match cited.by {
        By::Reference(reference) => (&reference.citations, Some(reference)),
        By::Citation(citation) => return names(&words_before(subject, citation), &site, None),
    };
    let title =
        entry.map(|entry| letters(entry.text.split(['(', ',', ':', '.', '–', '<']).next().unwrap_or("")));
    let citing = citations.iter().take(MOST).map(|&index| &subject.article.citations[index]);
    citations.is_empty()
        || citing
            .map(|citation| words_before(subject, citation))
            .any(|words| names(&words, &site, title.as_deref()))
}

fn names(words: &str, site: &str, title: Option<&str>) -> bool {
    let has_title = title.is_some_and(|title| title.len() > 2 && words.contains(title));
    site.len() > 2 && words.contains(site) || has_title
}

/// The label of a host that names its owner: `example` of `www.example.co.uk`.
fn site_label(host: &str) -> &str {
    let own = registrable(host).unwrap_or(host);
    own.split('.').next().unwrap_or(own)
}

/// The letters of the last words before a marker.
fn words_before(subject: &Subject<'_>, citation: &Citation) -> String {
    let Some(paragraph) = citation.paragraph.and_then(|index| subject.article.body.get(index)) else {
        return String::new();
    };
    let end =
        paragraph.text.char_indices().nth(citation.start as usize).map_or(paragraph.text.len(), |(at, _)| at);
    let words: Vec<&str> = paragraph.text[..end]
        .split_whitespace()
        .rev()
        .filter(|word| word.contains(char::is_alphabetic))
        .take(WORDS)
        .collect();
    words.iter().rev().map(|word| letters(word)).collect()
}

/// Letters and digits in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|character| character.is_alphanumeric())
        .take(100)
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::FRONT_PAGE_SOURCE;
    use crate::rules::testing::{findings_with, lines};

    fn found(sentence: &str, entry: &str) -> Vec<String> {
        let text = format!("{sentence}\nReferences\n[1] {entry}");
        lines(&findings_with(&FRONT_PAGE_SOURCE, &text, |article, _| {
            let marker = sentence.find('[').unwrap_or(0);
            article.citations.iter_mut().for_each(|citation| citation.start = u32::try_from(marker).unwrap());
        }))
    }

    #[test]
    fn a_site_that_the_sentence_names_is_what_is_cited() {
        let reported = ["3:5 address https://harbour-times.example/ is a front page"];
        assert_eq!(found("The harbour closed in March [1].", "https://harbour-times.example/"), reported);
        assert!(
            found("It runs on the Harbour Times project [1].", "https://harbour-times.example/").is_empty()
        );
        assert!(found("It uses Dam [1].", "Dam, a library (https://harbour-times.example/)").is_empty());
        assert_eq!(
            found(
                "The Harbour Times said on Monday that the dam would hold [1].",
                "https://harbour-times.example/"
            ),
            reported
        );
        assert!(found("No marker.", "https://harbour-times.example/").is_empty());
    }
}
