//! Tells where a chain of redirects ends: at an error, a list, a short link's page. It reads addresses,
//! and of pages what they say they are; what that is worth is `soft404`'s.

use url::Url;

use super::page::Page;
use crate::address::errors::names_error;
use crate::address::front_page::is_deep;
use crate::address::hosts::site_of;
use crate::address::pages::same_page;
use crate::address::search::is_search;
use crate::address::shorteners::is_shortened;

/// Whether a redirect leads to an address that is called that of an error.
pub(super) fn leads_to_error(cited: &Url, reached: &Url) -> bool {
    !same_page(cited, reached) && names_error(reached.as_str()) && !names_error(cited.as_str())
}

/// Whether a redirect leads from a page to a list: a search, or the front of a section that the page was
/// in.
pub(super) fn leads_to_list(cited: &Url, reached: &Url, page: &Page) -> bool {
    let is_article =
        page.is_article || !page.is_list() && (page.is_marked_as_article() || page.reads_as_article());
    if !is_deep(cited.as_str()) || is_article {
        return false;
    }
    let (from, to): (Vec<&str>, Vec<&str>) = (segments(cited), segments(reached));
    let is_plain = |segment: &&str| {
        let is_word = |letter: char| letter.is_alphabetic() || letter == '-' || letter == '_';
        segment.chars().all(is_word) && segment.matches('-').count() < 2
    };
    let is_above = to.len() < from.len() && from.starts_with(&to) && to.last().is_some_and(is_plain);
    let is_search = is_search(reached.as_str()) && !is_search(cited.as_str());
    let lost = || !reached.query().is_some_and(|query| query.contains(last_segment(cited)));
    is_search && lost() || is_above && reached.query().is_none() && loses_its_name(cited, reached)
}

fn segments(url: &Url) -> Vec<&str> {
    url.path().split('/').filter(|segment| !segment.is_empty()).collect()
}

/// The address of an error that a page gives for its own.
pub(super) fn own_error(page: &Page, cited: &Url, reached: &Url) -> Option<String> {
    let mut own = page.own.iter().filter_map(|own| reached.join(own).ok());
    let is_error = |own: &Url| names_error(own.as_str()) && !names_error(cited.as_str());
    own.find(is_error).filter(|_| !page.reads_as_article()).map(|own| own.path().to_owned())
}

/// Whether an address is one that another site gives for a longer one.
pub(super) fn is_short_link(cited: &Url, reached: &Url) -> bool {
    if is_shortened(cited.as_str()) {
        return true;
    }
    let segments: Vec<&str> = cited.path().split('/').filter(|segment| !segment.is_empty()).collect();
    // Codes of short links are letters and figures, and are made to be short: words with hyphens are a
    // page's name.
    let code =
        |segment: &&str| segment.len() <= 12 && segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
    site_of(cited) != site_of(reached) && segments.len() == 1 && segments.iter().all(code)
}

/// Whether a redirect leads up and away: nothing of the last part of the address is left in it.
pub(super) fn loses_its_name(cited: &Url, reached: &Url) -> bool {
    let depth = |url: &Url| url.path().split('/').filter(|segment| !segment.is_empty()).count();
    if !is_deep(cited.as_str()) || depth(reached) >= depth(cited) || is_short_link(cited, reached) {
        return false;
    }
    let name = last_segment(cited).to_lowercase();
    let reached = reached.as_str().to_lowercase();
    !name
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| word.len() > 2 && !matches!(word, "html" | "htm" | "php") && reached.contains(word))
}

/// What the path ends with.
pub(super) fn last_segment(url: &Url) -> &str {
    url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}
