//! What is made of the text of an element that is no running text: a title, data, nothing.

use crate::markup::list::Element;

/// Characters of a title that are held.
const HELD: usize = 16 * 1024;

/// What is made of the text of an element that is no running text.
pub(super) enum Apart {
    /// A title.
    Title(String),
    /// Data: whether it says what it is of, and whether that is an article.
    Data { typed: bool, article: bool },
    /// Nothing.
    Nothing,
}

impl Apart {
    /// What is made of an element's text; none where it has no end.
    pub(super) fn of(element: Element<'_>) -> Option<Self> {
        match element.name() {
            "title" => Some(Self::Title(String::new())),
            "svg" if element.is_closed() => None,
            "script" if is_linked_data(element) => Some(Self::Data { typed: false, article: false }),
            _ => Some(Self::Nothing),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        const ARTICLES: [&str; 4] = ["Article\"", "\"BlogPosting\"", "\"Report\"", "\"LiveBlogPosting\""];
        match self {
            Self::Title(title) if title.len() < HELD => title.push_str(text),
            Self::Data { typed, article } => {
                *typed |= text.contains("\"@type\"");
                *article |= ARTICLES.iter().any(|kind| text.contains(kind));
            }
            _ => {}
        }
    }
}

fn is_linked_data(script: Element<'_>) -> bool {
    script.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
}
