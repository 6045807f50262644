//! What stands in the place of a saved page: a wall, or a page that says that there is none. It asks nobody;
//! a doubt that only another question would settle is none here.

use url::Url;

use super::page::Page;
use super::soft404::{Likeness, Reached, likeness};
use super::story::Teller;
use super::walls;

/// What stands there, and what told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A test for people, a form of consent, a login.
    Wall(String),
    /// A page of errors.
    NotFound(String),
}

/// What stands in the place of a page, by its words and markup; `address` is where it was found.
pub fn obstacle(text: &str, is_html: bool, address: &str) -> Option<Obstacle> {
    let page = Teller::from(if is_html { Page::html(text) } else { Page::plain(text) });
    if let Some(reason) = walls::by_words(&page, text, address) {
        return Some(Obstacle::Wall(reason.to_owned()));
    }
    // A file has no address: none of the signs that need one is there.
    let url = Url::parse(address).or_else(|_| Url::parse("https://example.org/news/page.html")).ok()?;
    match likeness(Reached { cited: &url, reached: &url, page: Some(&page), is_html: false }) {
        Likeness::NotFound(reason) | Likeness::Doubtful { reason, strong: true } => {
            Some(Obstacle::NotFound(reason))
        }
        Likeness::Doubtful { .. } | Likeness::List | Likeness::Page => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Obstacle, obstacle};

    #[test]
    fn walls_and_pages_of_errors_are_told_from_pages() {
        let story = format!("<title>Quay shut</title><h1>Quay shut</h1>{}", "<p>The quay is shut until spring, the harbour office said on Tuesday after a long talk with the council and the owners of the boats.</p>".repeat(5));
        assert_eq!(obstacle(&story, true, "https://example.org/quay"), None);
        let missing = "<title>Page not found</title><h1>Page not found</h1><p>Try the search.</p>";
        assert!(matches!(obstacle(missing, true, ""), Some(Obstacle::NotFound(_))));
        let wall = "<title>Just a moment...</title><p>Checking your browser.</p>";
        assert!(matches!(obstacle(wall, true, "https://example.org/quay"), Some(Obstacle::Wall(_))));
    }
}
