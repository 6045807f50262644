//! Reads what a page says of itself: its title, its headings, where it says it belongs, how much it has
//! to say. One pass over its tags and texts, without a tree; an article's own text is not extracted, see
//! `extract`.

use super::apart::Apart;
use super::leading::{Soon, refresh_target, script_target, scripts};
use super::logins::Logins;
use super::marks::{
    CLOSED, FRAMEWORKS, INLINE, MOUNTS, is_check, is_error_element, is_hidden, names_error, names_failure,
};
use super::overlays::Overlays;
use super::section::{Section, push};
use super::signs::Signs;
use super::widgets::Widgets;
use crate::markup::list::{self, Element, Part};
use crate::text::spaces::single_spaced;

/// Characters of running text that are held.
const HELD: usize = 16 * 1024;

/// Characters of what lies over a page.
const OVERLAID: usize = 700;

/// Bytes of a page from which on there may be more of it than was read.
const LONGEST: usize = 1000 * 1000;

/// Characters of one title or heading that are held.
const HEADING: usize = 500;

/// Characters from which a paragraph is one of an article rather than a teaser or a hint.
const LONG_PARAGRAPH: usize = 120;

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) title: String,
    /// The text of `h1` to `h3`.
    pub(super) headings: Vec<String>,
    /// The first words outside of navigation, scripts and the like, white space single_spaced.
    pub(super) text: String,
    /// Characters of such text outside of links.
    pub(super) prose: usize,
    /// How many of them lie over the page.
    pub(super) overlaid: usize,
    /// Paragraphs that are as long as those of an article.
    pub(super) long_paragraphs: usize,
    /// Whether there is more of it than was read.
    pub(super) is_cut: bool,
    /// The addresses that the page says are its own: `canonical`, `og:url`.
    pub(super) own: Vec<String>,
    /// Whether it asks search engines to leave it out.
    pub(super) is_unlisted: bool,
    /// Where a refresh leads on to, and how soon.
    pub(super) refresh: Option<(Soon, String)>,
    /// Where its scripts lead on to.
    pub(super) script_target: Option<String>,
    /// Whether it loads scripts.
    pub(super) has_scripts: bool,
    /// Whether it has a place for an application that scripts draw.
    pub(super) has_mount: bool,
    /// Whether its markup is named for an error: `<body class="error404">`.
    pub(super) named_error: bool,
    /// Whether it has markup of a program's own for a failure.
    pub(super) named_failure: bool,
    /// Whether it shows an element that is called that of an error.
    has_error_element: bool,
    /// Whether it tells search engines that there is no such page.
    pub(super) says_status_404: bool,
    /// Whether it says that it is an article.
    pub(super) is_article: bool,
    /// The tests for people that it has.
    pub(super) widgets: Widgets,
    /// What asks for consent or a registration on it.
    pub(super) overlays: Overlays,
    /// The forms that ask for a password.
    pub(super) logins: Logins,
    /// Whether it is marked as one that shows adverts in the place of a site: `data-adblockkey`.
    pub(super) is_parked: bool,
    /// Whether it loads a script of its site that is named for a test of browsers.
    pub(super) has_check: bool,
    pub(super) has_password: bool,
    pub(super) has_form: bool,
    /// Whether it holds something to look at besides text: a frame, an object, a canvas.
    pub(super) has_embedded: bool,
    /// What stands in its `article`s.
    pub(super) article: Section,
    /// What stands in its `main`.
    pub(super) main: Section,
    /// Its `h1`s, and what stands below the first.
    pub(super) below: Section,
    /// Its text outside of headings and links.
    pub(super) unlinked: Section,
    /// What its elements show.
    pub(super) signs: Signs,
    /// How many links it has.
    pub(super) links: u32,
    pub(super) articles: u32,
}

impl Page {
    /// Reads a page of plain text: its first line stands for the title.
    pub(super) fn plain(text: &str) -> Self {
        let mut reader = Reader::default();
        reader.text(text);
        let mut page = reader.page;
        page.title =
            clipped(text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim(), HEADING);
        page
    }

    /// Reads JSON: an object that tells of an error in a field of its own stands for a page with that
    /// title.
    pub(super) fn json(text: &str) -> Self {
        let mut page = Self::plain(text);
        if let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(text) {
            let field = |names: &[&str]| names.iter().find_map(|name| fields.get(*name));
            let status = field(&["status", "statusCode", "status_code", "code"])
                .map(ToString::to_string)
                .unwrap_or_default();
            page.says_status_404 = matches!(status.trim_matches('"'), "404" | "410");
            let said = field(&["error", "message", "title", "detail"]).and_then(serde_json::Value::as_str);
            page.title = said.map(|said| clipped(&single_spaced(said), HEADING)).unwrap_or_default();
        }
        page
    }

    /// Reads a page of HTML.
    pub(super) fn html(markup: &str) -> Self {
        let mut reader = Reader::default();
        // Of a page with a tag that is too large, what comes before it counts.
        let is_whole = list::read(markup, &mut |part| reader.part(part)).is_ok();
        let mut page = reader.finish();
        page.is_cut = !is_whole || markup.len() >= LONGEST;
        // Scripts are read where there is little else.
        if page.prose < 400 {
            let has = |mark: &&str| memchr::memmem::find(markup.as_bytes(), mark.as_bytes()).is_some();
            let is_of_spring = || {
                page.headings.iter().any(|heading| heading == "Whitelabel Error Page")
                    && page.text.contains("status=404")
            };
            page.says_status_404 |= FRAMEWORKS.iter().any(has)
                || page.has_error_element && !page.is_marked_as_article()
                || is_of_spring();
        }
        if page.is_blank() {
            page.script_target = script_target(&scripts(markup));
        }
        page
    }
}

#[derive(Default)]
struct Reader {
    page: Page,
    /// An element whose text is no running text, and what is made of it.
    apart: Option<(String, Apart)>,
    heading: Option<String>,
    /// Whether that is an `h1`.
    is_first: bool,
    /// Depth in `article`.
    article: u32,
    /// Whether a `main` is open.
    in_main: bool,
    /// Depth in `nav`, `footer`, `aside` and such.
    aside: u32,
    in_link: bool,
    /// An element that is not shown, and how many of its kind are open within it.
    hidden: Option<(String, u32)>,
    paragraph: usize,
    space: bool,
    length: usize,
}

impl Reader {
    fn part(&mut self, part: Part<'_>) {
        if let Some((name, apart)) = &mut self.apart {
            match part {
                Part::Text(text) => apart.text(text),
                Part::End(ended) if ended == name => self.end_apart(),
                _ => {}
            }
            return;
        }
        match part {
            Part::Text(text) => self.text(text),
            Part::Start(element) => {
                self.hide(element.name(), Some(element));
                self.start(element);
            }
            Part::End(name) => {
                self.hide(name, None);
                self.end(name);
            }
        }
    }

    fn finish(mut self) -> Page {
        self.end_apart();
        self.end_heading();
        self.end_paragraph();
        self.page.widgets.end_form();
        self.page.logins.end_form();
        self.page
    }

    /// Takes running text.
    fn text(&mut self, text: &str) {
        // Text that is hidden counts as prose, for many articles are hidden until a script shows them,
        // but says nothing.
        let shown = self.hidden.is_none();
        if let Some(heading) = &mut self.heading
            && shown
            && heading.len() < HEADING
        {
            heading.push_str(text);
        }
        if self.aside > 0 {
            return;
        }
        let mut rest = text;
        loop {
            let start = rest.trim_start();
            self.space |= start.len() < rest.len();
            if start.is_empty() {
                return;
            }
            let end = start.find(char::is_whitespace).unwrap_or(start.len());
            self.word(&start[..end], shown);
            rest = &start[end..];
        }
    }

    /// Takes a word of running text, or the next part of one.
    fn word(&mut self, word: &str, shown: bool) {
        let spaced = std::mem::take(&mut self.space) && self.length > 0;
        let letters = word.chars().count() + usize::from(spaced);
        // More text than that lies over no page: it is the page.
        let is_overlaid = self.page.overlays.is_open() && self.page.overlaid < OVERLAID;
        if shown {
            push(&mut self.page.text, word, spaced, HELD);
            if self.heading.is_none() {
                self.own(word, spaced, is_overlaid);
            }
            if !self.in_link {
                self.page.overlays.letters(letters, self.heading.is_some());
            }
            if !self.in_link && is_overlaid {
                self.page.overlaid += letters;
            } else if !self.in_link {
                self.page.logins.letters(letters, self.heading.is_some());
            }
        }
        self.length += letters;
        if !self.in_link {
            self.page.prose += letters;
            // What lies over a page is no paragraph of it.
            self.paragraph += if is_overlaid { 0 } else { letters };
        }
    }

    /// Takes a word of text outside of headings.
    fn own(&mut self, word: &str, spaced: bool, is_overlaid: bool) {
        let sections = [
            (!self.in_link && !is_overlaid, &mut self.page.unlinked),
            (self.article > 0, &mut self.page.article),
            (self.in_main, &mut self.page.main),
            (!self.page.below.headings.is_empty(), &mut self.page.below),
        ];
        for (_, section) in sections.into_iter().filter(|(is_in, _)| *is_in) {
            section.word(word, spaced);
        }
    }

    /// Takes the start of an element, or an end where there is none: whether what follows is shown.
    fn hide(&mut self, name: &str, element: Option<Element<'_>>) {
        match (&mut self.hidden, element) {
            (Some((hidden, depth)), Some(_)) if hidden == name => *depth += 1,
            (Some((hidden, depth)), None) if hidden == name => {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            (None, Some(element)) if CLOSED.contains(&name) && is_hidden(element) => {
                self.hidden = Some((name.to_owned(), 1));
            }
            _ => {}
        }
    }

    fn start(&mut self, element: Element<'_>) {
        let name = element.name();
        let attribute = |name| element.attribute(name).unwrap_or_default();
        self.note(element);
        match name {
            "title" | "script" | "style" | "template" | "svg" | "textarea" | "select" => {
                self.apart = Apart::of(element).map(|apart| (name.to_owned(), apart));
                return;
            }
            "iframe" | "embed" | "object" | "canvas" | "video" | "audio" => self.page.has_embedded = true,
            "article" => {
                self.page.articles += 1;
                self.article += 1;
            }
            "meta" => self.meta(element),
            "link" if attribute("rel").split_ascii_whitespace().any(is_canonical) => {
                self.page.own.extend(Some(attribute("href").to_owned()).filter(|href| !href.is_empty()));
            }
            // Names for errors stand on the page's frame; further inside, `error-404` may be a style in a
            // corner.
            "html" | "body" | "main" | "section" => {
                self.page.named_error |= ["class", "id"].into_iter().any(|name| names_error(attribute(name)));
            }
            "form" => self.page.has_form = true,
            "input" => self.page.has_password |= attribute("type").eq_ignore_ascii_case("password"),
            "nav" | "footer" | "aside" => self.aside += 1,
            "a" => self.in_link = true,
            _ => {}
        }
        match name {
            "h1" | "h2" | "h3" => {
                // Unclosed `nav` and `footer` are common: a heading or a main part ends what it cannot
                // stand in.
                self.aside = 0;
                self.end_heading();
                self.is_first = name == "h1";
                self.heading = Some(String::new());
            }
            "main" => (self.aside, self.in_main) = (0, true),
            "article" => self.aside = 0,
            _ => {}
        }
        self.part_lines(name);
    }

    /// Takes what the name of an element, its id and its class tell.
    fn note(&mut self, element: Element<'_>) {
        let name = element.name();
        let (id, class) =
            (element.attribute("id").unwrap_or_default(), element.attribute("class").unwrap_or_default());
        self.page.has_scripts |= name == "script" && element.attribute("src").is_some();
        self.page.links += u32::from(name == "a" && element.attribute("href").is_some());
        self.page.widgets.start(element);
        self.page.overlays.start(element, self.in_link);
        self.page.logins.start(element, self.in_main && !self.page.below.headings.is_empty());
        if self.hidden.is_none() {
            self.page.signs.start(element);
        }
        self.page.is_parked |= name == "html" && element.attribute("data-adblockkey").is_some();
        self.page.has_check |= name == "script" && element.attribute("src").is_some_and(is_check);
        self.page.has_error_element |= is_error_element(name) && self.hidden.is_none() && !is_hidden(element);
        self.page.has_mount |= MOUNTS.contains(&id);
        self.page.named_failure |= names_failure(id) || names_failure(class);
    }

    fn end(&mut self, name: &str) {
        self.page.overlays.end(name);
        match name {
            "nav" | "footer" | "aside" => self.aside = self.aside.saturating_sub(1),
            "form" => {
                self.page.widgets.end(name);
                self.page.logins.end_form();
            }
            "a" => self.in_link = false,
            "main" => self.in_main = false,
            "article" => self.article = self.article.saturating_sub(1),
            "h1" | "h2" | "h3" => self.end_heading(),
            _ => {}
        }
        self.part_lines(name);
    }

    /// What stands before a tag and behind it are two lines, unless the element is one within a line.
    fn part_lines(&mut self, name: &str) {
        if !INLINE.contains(&name) {
            self.space = true;
            self.page.unlinked.end_line();
            self.page.article.end_line();
            self.page.main.end_line();
            self.page.below.end_line();
            self.end_paragraph();
        }
    }

    fn end_apart(&mut self) {
        match self.apart.take() {
            Some((_, Apart::Title(title))) if self.page.title.is_empty() => {
                self.page.title = clipped(&single_spaced(&title), HEADING);
            }
            Some((_, Apart::Data { typed, article })) => self.page.is_article |= typed && article,
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let heading = self.heading.take().map(|heading| clipped(&single_spaced(&heading), HEADING));
        let Some(heading) = heading.filter(|heading| !heading.is_empty()) else { return };
        if self.article > 0 {
            self.page.article.headings.push(heading.clone());
        }
        if self.in_main {
            self.page.main.headings.push(heading.clone());
        }
        self.page.overlays.end_heading();
        if self.is_first {
            self.page.below.headings.push(heading.clone());
        }
        self.page.headings.push(heading);
    }

    fn end_paragraph(&mut self) {
        self.page.long_paragraphs += usize::from(std::mem::take(&mut self.paragraph) >= LONG_PARAGRAPH);
    }

    fn meta(&mut self, element: Element<'_>) {
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let named = element.attribute("property").or_else(|| element.attribute("name")).unwrap_or_default();
        let content = attribute("content");
        match named.to_ascii_lowercase().as_str() {
            "og:url" => self.page.own.extend(Some(content.to_owned()).filter(|url| !url.is_empty())),
            "prerender-status-code" | "render:status_code" => {
                self.page.says_status_404 |= matches!(content, "404" | "410");
            }
            "robots" => self.page.is_unlisted |= content.to_ascii_lowercase().contains("noindex"),
            "next-error" => self.page.says_status_404 |= content.eq_ignore_ascii_case("not-found"),
            "og:type" => self.page.is_article |= content.eq_ignore_ascii_case("article"),
            _ => {}
        }
        if attribute("http-equiv").eq_ignore_ascii_case("refresh") && self.page.refresh.is_none() {
            self.page.refresh = refresh_target(content);
        }
    }
}

fn is_canonical(rel: &str) -> bool {
    rel.eq_ignore_ascii_case("canonical")
}

fn clipped(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is() {
        let page = Page::html(
            "<!DOCTYPE html><html lang=en><head><title>Bread &amp; salt |\n The Paper</title><meta property='og:url' content=https://a.org/b>\
             <meta property=\"og:type\" content=\"article\"><link href=\"/b\" rel=\"canonical\"><script>if (a < b) '<h1>no</h1>'</script>\
             <style>h1 > p {}</style></head><body class=\"page error404\"><nav><a href=/>Home</a> Menu</nav><!-- <h1>no</h1> -->\
             <h1>Bread <em>and</em>\n salt</h1><p title='a > b'>One <a href=x>two</a> three</p><form><input type=PASSWORD></form></body>",
        );
        assert_eq!(page.title, "Bread & salt | The Paper");
        assert_eq!(page.headings, ["Bread and salt"]);
        assert_eq!(page.text, "Bread and salt One two three");
        assert_eq!(page.prose, "Bread and salt One three".len());
        assert_eq!(page.own, ["https://a.org/b", "/b"]);
        assert!(page.named_error && page.is_article && page.has_form && page.has_password);
    }

    #[test]
    fn only_long_paragraphs_count() {
        let long = "A sentence of some length, as articles have. ".repeat(3);
        let page = Page::html(&format!("<p>{long}<p>short<div>{long}</div><li><a href=x>{long}</a></li>"));
        assert_eq!(page.long_paragraphs, 2);
    }

    #[test]
    fn a_page_leads_on_by_a_refresh_or_by_scripts_alone() {
        let leads = |markup: &str| Page::html(markup).leads_to().map(str::to_owned);
        let table = [
            (
                "<noscript><meta http-equiv=refresh content='0; url=/no'></noscript><meta http-equiv=refresh content='0; url=/a'>",
                Some("/a"),
            ),
            (
                "<meta http-equiv=refresh content='5; url=/a'><p>You will be taken to the home page.",
                Some("/a"),
            ),
            ("<meta http-equiv=refresh content='300; url=/a'><p>Live", None),
            ("<script>window.location.href='/a'</script>", Some("/a")),
            ("<script>window.location.href='/a'</script><p>The harbour opens again.</p>", None),
            ("<div id=root></div><script>location='/a'</script>", None),
            ("<script src=/app.js></script><script>location='/a'</script>", None),
        ];
        for (markup, target) in table {
            assert_eq!(leads(markup).as_deref(), target, "{markup}");
        }
        let long = "A sentence of some length, as articles have. ".repeat(20);
        assert_eq!(leads(&format!("<meta http-equiv=refresh content='5; url=/a'><p>{long}")), None);
    }

    #[test]
    fn what_is_not_shown_says_nothing() {
        for hidden in [
            "<dialog><h1>Gone</h1></dialog>",
            "<div style='visibility: hidden'><h1>Gone</h1></div>",
            "<h1 style='position:absolute;clip: rect(0 0 0 0)'>Gone</h1>",
            "<h1 aria-hidden=true>Gone</h1>",
        ] {
            let page = Page::html(&format!("{hidden}<h1>Bread</h1>"));
            assert_eq!(page.headings, ["Bread"], "{hidden}");
        }
        assert_eq!(Page::html("<dialog open><h1>Gone</h1></dialog>").headings, ["Gone"]);
    }

    #[test]
    fn every_character_reference_is_undone() {
        let page = Page::html(
            "<title>PAGE NON TROUV&Eacute;E &#8211; L&#x2019;&Eacute;cho</title><h1>Vi&scaron;e nije na&#269;i</h1>\
             <meta property=og:url content='https://a.org/?a=1&amp;copy=2'><p>Caf&eacute &notit; &unknown;",
        );
        assert_eq!(page.title, "PAGE NON TROUVÉE – L’Écho");
        assert_eq!(page.headings, ["Više nije nači"]);
        assert_eq!(page.own, ["https://a.org/?a=1&copy=2"]);
        assert!(page.text.ends_with("Café ¬it; &unknown;"), "{}", page.text);
    }

    #[test]
    fn what_is_shown_without_scripts_is_no_part_of_a_page() {
        let page = Page::html(
            "<noscript><iframe src=/counter></iframe><h1>Turn scripts on</h1></noscript><h1>Bread</h1>",
        );
        assert_eq!((page.headings, page.has_embedded), (vec!["Bread".to_owned()], false));
    }

    #[test]
    fn what_stands_in_drawings_and_controls_is_no_text() {
        let page = Page::html(
            "<svg><title>Logo</title><style/><text>drawn</text></svg><svg/><title>Bread</title>\
             <select><option>Region</select><textarea><p>draft</textarea><template><p>later</template><p>text",
        );
        assert_eq!((&*page.title, &*page.text), ("Bread", "text"));
    }

    #[test]
    fn no_markup_is_too_broken() {
        for markup in [
            "<",
            "</",
            "<!--",
            "<a",
            "<a href=\"",
            "<title>",
            "<script><",
            "<p a=b c>x",
            "a < b",
            "<?php",
            "&#x110000;",
            "<a =>",
            "<é>",
        ] {
            let page = Page::html(markup);
            assert!(page.text.len() <= markup.len(), "{markup}");
        }
        let deep = "<nav>".repeat(100_000) + "<h1>Here</h1>";
        assert_eq!(Page::html(&deep).headings, ["Here"]);
    }
}
