//! Title and text of a page: what is searched and compared in an archive.

use crate::extract;
use crate::input::page::{self, WebPage};
use crate::input::{LoadOptions, html};
use crate::model::{BlockKind, Demand, Format, Source};

/// Letters of an article's text below which the whole page is taken instead.
const SHORT: usize = 200;

/// Bytes of a page that is read.
const LONGEST: usize = 64 << 20;

/// Title, if there is one, and text of a page, a paragraph a line: of an article its body, of any other page
/// all that a reader sees. None for what is no text.
pub fn title_and_text(body: &[u8], content_type: &str, url: &str) -> Option<(Option<String>, String)> {
    if body.is_empty() || body.len() > LONGEST {
        return None;
    }
    let content_type = (!content_type.is_empty()).then(|| content_type.to_owned());
    let page = WebPage { url: url.to_owned(), captured: String::new(), content_type, body: body.to_vec() };
    let mut found = None;
    let source = Source { path: url.to_owned(), ..Source::default() };
    page::load(&page, &source, &LoadOptions::default(), &mut |loaded| {
        let Ok(document) = loaded else { return };
        let article = extract::extract(&document, Demand::ARTICLE);
        let lines: Vec<&str> = article
            .body
            .iter()
            .filter(|block| block.kind != BlockKind::Code)
            .map(|block| &*block.text)
            .collect();
        let mut text = lines.join("\n");
        // A front page or a table has no article's text, and is to be found by its words all the same.
        if document.source.format == Format::Html && text.len() < SHORT {
            text = html::shown_text(document.text);
        }
        found = Some((article.headline.map(|field| field.value), text));
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_gives_its_body_and_another_page_all_its_words() {
        let story = "The harbour is closed until spring, the office said on Tuesday. ".repeat(8);
        let page = format!(
            "<title>Harbour closed</title><nav>Menu Sport</nav><article><h1>Harbour closed</h1><p>{story}</p></article>"
        );
        let (title, text) =
            title_and_text(page.as_bytes(), "text/html; charset=utf-8", "https://example.org/a").unwrap();
        assert_eq!(
            (title.as_deref(), text.contains("until spring"), text.contains("Sport")),
            (Some("Harbour closed"), true, false)
        );

        let (_, text) = title_and_text(
            b"<nav>Menu Sport</nav><p>Short note.</p><script>var x;</script>",
            "text/html",
            "https://example.org/b",
        )
        .unwrap();
        assert!(
            text.contains("Menu Sport") && text.contains("Short note.") && !text.contains("var x"),
            "{text}"
        );
        assert_eq!(title_and_text(b"\x89PNG", "image/png", "https://example.org/c"), None);
        assert_eq!(title_and_text(b"", "text/html", "https://example.org/d"), None);
    }
}
