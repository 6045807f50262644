//! An address beside a cited one that cannot exist, and whether what a site shows there is the same page.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use url::Url;

use super::ends::last_segment;
use super::story::Teller;
use crate::address::pages::same_page;

/// An address beside this one that cannot exist: its last part, or the values of its query, are replaced.
pub(super) fn sibling(url: &Url) -> Url {
    let mut hasher = DefaultHasher::new();
    url.as_str().hash(&mut hasher);
    let token = hasher.finish();
    let mut sibling = url.clone();
    sibling.set_fragment(None);
    let last = last_segment(url);
    let extension =
        // A longer end behind a dot is a part of the name: `vol.1-harbours`.
        last.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| extension.len() <= 5);
    let script = extension.is_some_and(|extension| {
        matches!(extension, "php" | "asp" | "aspx" | "cgi" | "jsp" | "do" | "cfm" | "pl")
    });
    // The page is chosen by the query: another path would ask for another program, not for another page.
    if url.query().is_some() && (script || last.is_empty() || last == "index.html") {
        let query: Vec<(String, String)> =
            url.query_pairs().map(|(name, value)| (name.into_owned(), other_value(&value, token))).collect();
        sibling.query_pairs_mut().clear().extend_pairs(query);
        return sibling;
    }
    sibling.set_query(None);
    let extension = extension.map(|extension| format!(".{extension}")).unwrap_or_default();
    // Derived from the address, so that a run asks for the same page as the last one, and no word of a
    // language.
    let name = format!("zq{:x}-{:x}{extension}", token >> 32, token & 0xffff_ffff);
    if let Ok(mut segments) = sibling.path_segments_mut() {
        let folder = segments.pop_if_empty().pop().push(&name);
        if !last.is_empty() && url.path().ends_with('/') {
            folder.push("");
        }
    }
    sibling
}

fn other_value(value: &str, token: u64) -> String {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Ten digits: beyond the ids that a site may have given, and still a number to programs that
        // check.
        return format!("9{:09}", token % 1_000_000_000);
    }
    format!("zq{token:x}")
}

/// Whether a page and what came for an address that cannot exist are the same.
pub(super) fn is_same(one: (&Url, Option<&Teller>), other: (&Url, Option<&Teller>), sibling: &Url) -> bool {
    let (page, others) = match (one.1, other.1) {
        (Some(page), Some(others)) => (page, others),
        (None, None) => return one.0 == other.0,
        _ => return false,
    };
    // Both were sent to one place.
    if same_page(one.0, other.0) && !same_page(other.0, sibling) {
        return true;
    }
    // What searches repeat of an address tells nothing.
    let asked: BTreeSet<String> = [one.0, other.0, sibling].into_iter().flat_map(words_of).collect();
    let (page, others) = (shingles(&page.text, &asked), shingles(&others.text, &asked));
    let common = page.intersection(&others).count();
    let all = page.len() + others.len() - common;
    // Two answers of one template differ in what is new on the site: 85 in 100 runs of words are enough.
    all == 0 || common * 100 >= all * 85
}

/// The words of the last part of an address.
fn words_of(url: &Url) -> impl Iterator<Item = String> {
    let words = last_segment(url).split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| !word.is_empty())
}

/// Every run of three words, without digits and those of the addresses asked: times and ids differ from
/// answer to answer.
fn shingles(text: &str, asked: &BTreeSet<String>) -> BTreeSet<u64> {
    let is_asked = |word: &str| {
        let mut parts =
            word.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).peekable();
        parts.peek().is_some() && parts.all(|part| asked.contains(part))
    };
    let words: Vec<String> = text
        .split_whitespace()
        .filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()))
        .map(str::to_lowercase)
        .filter(|word| !is_asked(word))
        .collect();
    let hash = |words: &[String]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    if words.len() < 3 {
        words.iter().map(|word| hash(std::slice::from_ref(word))).collect()
    } else {
        // Three words in a row are rare enough to be of one text, and short enough to survive a changed
        // name.
        words.windows(3).map(hash).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn siblings_cannot_exist() {
        let table = [
            ("https://a.org/2024/story.html?x=1#y", "https://a.org/2024/zq", ".html"),
            ("https://a.org/2024/story", "https://a.org/2024/zq", ""),
            ("https://a.org/2024/story/", "https://a.org/2024/zq", "/"),
            ("https://a.org/story.php?id=17", "https://a.org/story.php?id=9", ""),
            ("https://a.org/?p=17", "https://a.org/?p=9", ""),
            ("https://a.org/", "https://a.org/zq", ""),
        ];
        for (page, start, end) in table {
            let sibling = sibling(&url(page));
            assert!(
                sibling.as_str().starts_with(start) && sibling.as_str().ends_with(end),
                "{page}: {sibling}"
            );
            assert_ne!(sibling.as_str(), page);
        }
    }

    #[test]
    fn pages_with_the_same_words_are_the_same() {
        let one =
            Page::html("<title>Not here</title><p>There is no such page. Request 1234 at 10:15.</p>").into();
        let other =
            Page::html("<title>Not here</title><p>There is no such page. Request 9876 at 10:16.</p>").into();
        let third = Page::html("<title>Bread</title><p>Bread costs more than it did.</p>").into();
        let (a, b) = (url("https://a.org/a"), url("https://a.org/zq"));
        assert!(is_same((&a, Some(&one)), (&b, Some(&other)), &b));
        assert!(!is_same((&a, Some(&third)), (&b, Some(&other)), &b));
        let section = url("https://a.org/news");
        assert!(is_same((&section, Some(&third)), (&section, Some(&one)), &b), "both were sent to one place");
    }
}
