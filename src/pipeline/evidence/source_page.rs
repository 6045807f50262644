//! What does a cited source say? Reads it as newscheck reads articles, and tells what is no source to compare
//! with: walls, pages of errors, beginnings of articles. It does not find sources; see `source_pages`.

use std::collections::HashSet;
use std::panic::catch_unwind;

use crate::extract::{self, language};
use crate::fetch::{Obstacle, obstacle};
use crate::input::page::{self, WebPage};
use crate::input::{Emit, LoadOptions, RawInput, html, sniff};
use crate::model::{Article, BlockKind, Demand, Document, FieldName, Format, Source, SourcePage, Uncompared};
use crate::text::spaces::single_spaced;
use crate::warc::http::MediaType;

/// Bytes of a source that are read; of a longer one nothing is.
pub const LONGEST: usize = 64 << 20;

/// Bytes of text that are kept of a source.
const KEPT: usize = 32 << 20;

/// Words of a line outside of an article's text from which it is kept: menus have fewer.
const LINE: usize = 4;

/// Letters of an article's text below which a page that is not free to read shows its beginning only.
const TEASER: usize = 1500;

/// A source as it was found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'f> {
    /// Its bytes, without content coding.
    pub bytes: &'f [u8],
    /// What its server says it is, where a server said so.
    pub content_type: Option<&'f str>,
    /// Its file, or its address: the ending may tell the format.
    pub name: &'f str,
    /// The address it was found at; empty for a file that names none.
    pub url: &'f str,
    /// When it was captured, as RFC 3339 in UTC.
    pub captured_at: Option<&'f str>,
}

/// Reads a source. One that cannot be read says why; this never panics.
pub fn read(found: &Found<'_>) -> SourcePage {
    catch_unwind(|| read_unguarded(found)).unwrap_or_else(|_| SourcePage {
        origin: found.name.to_owned(),
        uncompared: Some(Uncompared::Unreadable),
        told: Some("newscheck failed while reading it".to_owned()),
        ..SourcePage::default()
    })
}

fn read_unguarded(found: &Found<'_>) -> SourcePage {
    let mut page = SourcePage {
        origin: found.name.to_owned(),
        captured_at: found.captured_at.map(str::to_owned),
        ..SourcePage::default()
    };
    let left_out =
        |reason, told: String| SourcePage { uncompared: Some(reason), told: Some(told), ..page.clone() };
    if found.bytes.is_empty() {
        return left_out(Uncompared::Unreadable, "it is empty".to_owned());
    }
    if found.bytes.len() > LONGEST {
        return left_out(Uncompared::Unreadable, format!("it is larger than {} MiB", LONGEST >> 20));
    }
    let mut fault = "there is no text in it".to_owned();
    let mut read = None::<SourcePage>;
    load(found, &mut |loaded| match loaded {
        Ok(document) => {
            let one = of_document(&document, found);
            // Of a container the article with the cited address would be its own; the longest one else.
            if read.as_ref().is_none_or(|other| other.text.len() < one.text.len()) {
                read = Some(one);
            }
        }
        Err((_, failed)) => fault = failed.message,
    });
    let Some(read) = read else { return left_out(Uncompared::Unreadable, fault) };
    page.captured_at = page.captured_at.or(read.captured_at);
    SourcePage { origin: page.origin, captured_at: page.captured_at, ..read }
}

/// Reads bytes by what they are, whatever is said of them; of plain pages the server's word on the encoding
/// counts.
fn load(found: &Found<'_>, emit: &mut Emit<'_>) {
    let options = LoadOptions { demand: Demand::ARTICLE, ..LoadOptions::default() };
    let named = found.content_type.map(MediaType::parse);
    let declared = named.as_ref().and_then(|media| Format::of_page(&media.essence));
    // A name on the web ends in anything: `/plan.md` may be a page.
    let path = if found.content_type.is_some() { "" } else { found.name };
    let source = Source { path: path.to_owned(), ..Source::default() };
    let input = RawInput { source: source.clone(), bytes: found.bytes, first_index: 0 };
    let loader = match sniff::choose(&input, &options) {
        Ok(loader) => loader,
        Err(refusal) => return emit(Err((source, refusal.fault().clone()))),
    };
    let format = match (loader.format(), declared) {
        (Format::Text, Some(declared)) => declared,
        (format, _) => format,
    };
    if !matches!(format, Format::Text | Format::Markdown | Format::Html) {
        return loader.load(&input, &options, emit);
    }
    let charset = named.and_then(|media| media.charset).map(|charset| format!("; charset={charset}"));
    let page = WebPage {
        url: found.url.to_owned(),
        captured: found.captured_at.unwrap_or_default().to_owned(),
        content_type: Some(format!("{}{}", format.mime(), charset.unwrap_or_default())),
        body: found.bytes.to_vec(),
    };
    page::load(&page, &Source { path: found.name.to_owned(), ..Source::default() }, &options, emit);
}

fn of_document(document: &Document<'_>, found: &Found<'_>) -> SourcePage {
    let article = extract::extract(document, Demand::ARTICLE);
    let is_html = matches!(document.source.format, Format::Html);
    let body: Vec<&str> = lines(&article);
    let letters: usize = body.iter().map(|line| line.len()).sum();
    let mut text = said(&article, &body);
    if is_html {
        // Where the choice of the body left out what is cited, the page still has it.
        add_lines(&mut text, &html::shown_text(document.text));
    }
    let is_part = text.len() > KEPT;
    text.truncate(text.floor_char_boundary(KEPT));
    let telling = body.iter().max_by_key(|line| line.len()).copied().unwrap_or_default();
    let declared = article.language.as_ref().map(|field| field.value.clone());
    let mut page = SourcePage {
        captured_at: document.source.captured.clone().filter(|at| !at.is_empty()),
        titles: titles(document, &article),
        published: article.published.as_ref().map(|field| field.value.clone()),
        language: language::guess(telling).map(|guess| guess.tag.to_owned()).or(declared),
        text,
        is_part,
        ..SourcePage::default()
    };
    (page.uncompared, page.told) = match obstacle(document.text, is_html, found.url) {
        Some(Obstacle::Wall(reason)) => (Some(Uncompared::Blocked), Some(reason)),
        Some(Obstacle::NotFound(reason)) => (Some(Uncompared::ErrorPage), Some(reason)),
        None if is_html && letters < TEASER && is_not_free(document.text) => {
            (Some(Uncompared::Teaser), Some("it says that it is not free to read".to_owned()))
        }
        None => (None, None),
    };
    page
}

fn lines(article: &Article) -> Vec<&str> {
    article.body.iter().filter(|block| block.kind != BlockKind::Code).map(|block| &*block.text).collect()
}

/// Headline, standfirst and body, a block a line.
fn said(article: &Article, body: &[&str]) -> String {
    let front = [&article.headline, &article.summary];
    let mut lines: Vec<&str> = front.into_iter().flatten().map(|field| field.value.as_str()).collect();
    lines.extend(body);
    lines.join("\n")
}

/// Adds the lines of a page that are long enough to say something and stand not yet in the text.
fn add_lines(text: &mut String, shown: &str) {
    let there: HashSet<String> = text.lines().map(single_spaced).collect();
    let says = |line: &&str| {
        line.split_whitespace().count() >= LINE
            || line.chars().filter(|letter| *letter > '\u{2e7f}').count() > 8
    };
    let more: Vec<&str> =
        shown.lines().filter(says).filter(|line| !there.contains(&single_spaced(line))).collect();
    for line in more {
        text.push('\n');
        text.push_str(line);
    }
}

/// Everything that the page states as its headline, the chosen one first, each once.
fn titles(document: &Document<'_>, article: &Article) -> Vec<String> {
    let stated = document.candidates.iter().filter(|candidate| candidate.field == FieldName::Headline);
    let chosen = article.headline.as_ref().map(|field| field.value.clone());
    let mut titles: Vec<String> = Vec::new();
    for title in chosen.into_iter().chain(stated.map(|candidate| candidate.value.clone())) {
        if !title.trim().is_empty() && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// Whether structured data says that the page is for subscribers.
fn is_not_free(markup: &str) -> bool {
    let key = "\"isAccessibleForFree\"";
    memchr::memmem::find_iter(markup.as_bytes(), key.as_bytes()).any(|at| {
        let rest = markup[at + key.len()..].trim_start();
        let value = rest.strip_prefix(':').map(|rest| rest.trim_start().trim_start_matches('"'));
        value.is_some_and(|value| value.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("false")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'f>(bytes: &'f [u8], content_type: Option<&'f str>, name: &'f str) -> Found<'f> {
        Found { bytes, content_type, name, url: "", captured_at: None }
    }

    fn story() -> String {
        "<p>The quay is shut until spring, the harbour office said on Tuesday, and all of the boats have left it for the south of the bay.</p>".repeat(6)
    }

    #[test]
    fn a_source_has_its_article_first_and_then_what_else_is_shown() {
        let page = format!(
            "<html><head><title>Quay shut – News</title></head><body><nav>Menu Sport</nav><article><h1>Quay shut</h1>{}</article><aside>Read also: 41 boats left the bay in May</aside></body></html>",
            story()
        );
        let read = read(&found(page.as_bytes(), Some("text/html"), "https://example.org/quay"));
        assert!(read.text.starts_with("Quay shut\nThe quay is shut"), "{}", read.text);
        assert!(read.text.contains("41 boats left") && !read.text.contains("Menu"), "{}", read.text);
        assert_eq!((read.uncompared, read.language.as_deref()), (None, Some("en")));
        assert_eq!(read.titles[0], "Quay shut");
    }

    #[test]
    fn what_is_no_source_says_why() {
        let teaser = "<html><head><title>Quay shut</title><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"isAccessibleForFree\": false}</script></head><body><article><h1>Quay shut</h1><p>The quay is shut until spring, the harbour office said on Tuesday, and then the council met.</p></article></body></html>";
        let table: &[(&[u8], Option<&str>, Uncompared)] = &[
            (b"", Some("text/html"), Uncompared::Unreadable),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", Some("text/html"), Uncompared::Unreadable),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Some("text/plain"), Uncompared::Unreadable),
            (teaser.as_bytes(), Some("text/html"), Uncompared::Teaser),
            (b"<title>404 Not Found</title><h1>404 Not Found</h1>", None, Uncompared::ErrorPage),
        ];
        for (bytes, content_type, expected) in table {
            let read = read(&found(bytes, *content_type, "1.html"));
            assert_eq!(read.uncompared, Some(*expected), "{}", String::from_utf8_lossy(bytes));
            assert!(read.told.is_some());
        }
    }

    #[test]
    fn a_page_that_is_declared_as_something_else_is_read_as_what_it_is() {
        let page = format!(
            "<!doctype html><html><body><article><h1>Quay shut</h1>{}</article></body></html>",
            story()
        );
        for content_type in [Some("text/plain"), Some("application/octet-stream"), None] {
            let read = read(&found(page.as_bytes(), content_type, "1.txt"));
            assert!(read.text.starts_with("Quay shut"), "{content_type:?} {}", read.text);
        }
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn a_pdf_is_a_source_whatever_its_server_calls_it() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf/printed");
        let bytes = std::fs::read(folder.join("article.pdf")).unwrap();
        let twin = std::fs::read(folder.join("twin.html")).unwrap();
        let words = |page: SourcePage| -> HashSet<String> {
            assert_eq!(page.uncompared, None, "{:?}", page.told);
            page.text.split_whitespace().map(str::to_owned).collect()
        };
        let of_twin = words(read(&found(&twin, Some("text/html"), "https://example.org/1")));
        for content_type in
            [Some("application/pdf"), Some("application/octet-stream"), Some("text/html"), None]
        {
            let own = words(read(&found(&bytes, content_type, "https://example.org/1")));
            let shared = own.intersection(&of_twin).count();
            assert!(shared * 5 >= of_twin.len() * 4, "{content_type:?}: {shared} of {}", of_twin.len());
        }
    }
}
