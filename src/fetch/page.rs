//! Reads what a page says of itself: its title, its headings, where it says it belongs, how much it has to
//! say. One pass over the markup, without a tree; an article's own text is not extracted, see `extract`.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// Characters of running text that are held.
const HELD: usize = 16 * 1024;

/// Characters of one title or heading that are held.
const HEADING: usize = 500;

/// Bytes in which a page names its character encoding (HTML standard, section 13.2.3.2).
const PRESCAN: usize = 1024;

/// Characters from which a paragraph is one of an article rather than a teaser or a hint.
const LONG_PARAGRAPH: usize = 120;

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) title: String,
    /// The text of `h1` to `h3`.
    pub(super) headings: Vec<String>,
    /// The first words outside of navigation, scripts and the like, white space collapsed.
    pub(super) text: String,
    /// Characters of such text outside of links.
    pub(super) prose: usize,
    /// Paragraphs that are as long as those of an article.
    pub(super) long_paragraphs: usize,
    /// The addresses that the page says are its own: `canonical`, `og:url`.
    pub(super) own: Vec<String>,
    /// Where it leads on at once.
    pub(super) refresh: Option<String>,
    /// Whether its markup is named for an error: `<body class="error404">`.
    pub(super) named_error: bool,
    /// Whether it tells search engines that there is no such page.
    pub(super) says_status_404: bool,
    /// Whether it says that it is an article.
    pub(super) is_article: bool,
    pub(super) has_password: bool,
    pub(super) has_form: bool,
    /// Whether it holds something to look at besides text: a frame, an object, a canvas.
    pub(super) has_embedded: bool,
    articles: u32,
}

/// The characters of a body: by its byte order mark, its field, its own word, or a guess.
pub(super) fn decode<'b>(body: &'b [u8], charset: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, _)) = Encoding::for_bom(body) {
        return encoding.decode(body).0;
    }
    let named = charset.map(str::to_owned).or_else(|| named_charset(body));
    let named = named.and_then(|name| Encoding::for_label(name.as_bytes()));
    match named {
        Some(encoding) if encoding != UTF_8 => encoding.decode_without_bom_handling(body).0,
        _ => match std::str::from_utf8(body) {
            Ok(text) => Cow::Borrowed(text),
            // The end may be cut within a character.
            Err(error) if error.error_len().is_none() || named.is_some() => String::from_utf8_lossy(body),
            Err(_) => {
                let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
                detector.feed(body, true);
                detector.guess(None, chardetng::Utf8Detection::Allow).decode_without_bom_handling(body).0
            }
        },
    }
}

/// The `charset` that the first bytes name.
fn named_charset(body: &[u8]) -> Option<String> {
    let start = body[..body.len().min(PRESCAN)].to_ascii_lowercase();
    let at = memchr::memmem::find(&start, b"charset=")? + b"charset=".len();
    let name = start[at..].iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
    let name: Vec<u8> =
        name.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)).copied().collect();
    String::from_utf8(name).ok()
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

    /// Reads JSON: an object that tells of an error in a field of its own stands for a page with that title.
    pub(super) fn json(text: &str) -> Self {
        let mut page = Self::plain(text);
        if let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(text) {
            let field = |names: &[&str]| names.iter().find_map(|name| fields.get(*name));
            let status = field(&["status", "statusCode", "status_code", "code"])
                .map(ToString::to_string)
                .unwrap_or_default();
            page.says_status_404 = matches!(status.trim_matches('"'), "404" | "410");
            let said = field(&["error", "message", "title", "detail"]).and_then(serde_json::Value::as_str);
            page.title = said.map(|said| clipped(&collapsed(said), HEADING)).unwrap_or_default();
        }
        page
    }

    /// Reads a page of HTML.
    pub(super) fn html(markup: &str) -> Self {
        let mut reader = Reader::default();
        let mut rest = markup;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            reader.text(&rest[..at]);
            rest = reader.markup(&rest[at..]);
        }
        reader.text(rest);
        reader.end_heading();
        reader.end_paragraph();
        reader.page
    }

    /// Whether it has as much text as an article.
    pub(super) fn reads_as_article(&self) -> bool {
        self.long_paragraphs >= 3 || (self.long_paragraphs >= 2 && self.is_article) || self.prose > 6000
    }

    /// Whether its markup says so: by its data, or as the one `article` on it.
    pub(super) fn is_marked_as_article(&self) -> bool {
        self.is_article || self.articles == 1
    }
}

#[derive(Default)]
struct Reader {
    page: Page,
    heading: Option<String>,
    /// Depth in `nav`, `footer`, `aside` and such.
    aside: u32,
    in_link: bool,
    in_noscript: bool,
    /// An element that is not shown, and how many of its kind are open within it.
    hidden: Option<(String, u32)>,
    paragraph: usize,
    space: bool,
    length: usize,
}

impl Reader {
    /// Takes running text.
    fn text(&mut self, text: &str) {
        if text.is_empty() || self.in_noscript {
            return;
        }
        let shown = self.hidden.is_none();
        if let Some(heading) = &mut self.heading
            && shown
            && heading.len() < HEADING
        {
            heading.push_str(&unescaped(text));
        }
        if self.aside > 0 {
            return;
        }
        for letter in unescaped(text).chars() {
            if letter.is_whitespace() {
                self.space = true;
                continue;
            }
            let letters = if std::mem::take(&mut self.space) && self.length > 0 { 2 } else { 1 };
            if shown && self.page.text.len() < HELD {
                if letters == 2 {
                    self.page.text.push(' ');
                }
                self.page.text.push(letter);
            }
            self.length += letters;
            if !self.in_link {
                self.page.prose += letters;
                self.paragraph += letters;
            }
        }
    }

    /// Takes one tag or comment; what follows it.
    fn markup<'m>(&mut self, markup: &'m str) -> &'m str {
        if let Some(comment) = markup.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let name_start = if markup.as_bytes().get(1) == Some(&b'/') { 2 } else { 1 };
        if !markup.as_bytes().get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            let (text, rest) = markup.split_at(1);
            if matches!(markup.as_bytes().get(1), Some(b'!' | b'?' | b'/')) {
                return rest.split_once('>').map_or("", |(_, rest)| rest);
            }
            self.text(text);
            return rest;
        }
        let end = tag_end(markup);
        let (tag, rest) = markup.split_at(end);
        let name_end = tag[name_start..]
            .bytes()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .map_or(tag.len(), |at| at + name_start);
        let name = tag[name_start..name_end].to_ascii_lowercase();
        self.hide(&name, (name_start == 1).then(|| &tag[name_end..]));
        if name_start == 2 {
            self.end(&name);
            return rest;
        }
        self.start(&name, &tag[name_end..], rest)
    }

    /// Takes the start of an element, or its end where there are no attributes: whether what follows is
    /// shown.
    fn hide(&mut self, name: &str, attributes: Option<&str>) {
        match (&mut self.hidden, attributes) {
            (Some((hidden, depth)), Some(_)) if hidden == name => *depth += 1,
            (Some((hidden, depth)), None) if hidden == name => {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            (None, Some(attributes))
                if matches!(name, "div" | "section" | "span" | "dialog") && is_hidden(attributes) =>
            {
                self.hidden = Some((name.to_owned(), 1));
            }
            _ => {}
        }
    }

    fn start<'m>(&mut self, name: &str, attributes: &str, rest: &'m str) -> &'m str {
        match name {
            "title" => {
                let (title, rest) = until_end(rest, name);
                if self.page.title.is_empty() {
                    self.page.title = clipped(&collapsed(&unescaped(title)), HEADING);
                }
                return rest;
            }
            "script" => {
                let (script, rest) = until_end(rest, name);
                self.script(attributes, script);
                return rest;
            }
            "iframe" | "embed" | "object" | "canvas" | "video" | "audio" => self.page.has_embedded = true,
            "article" => self.page.articles += 1,
            "style" | "template" | "svg" | "textarea" | "select" => return until_end(rest, name).1,
            "noscript" => self.in_noscript = true,
            "meta" => self.meta(attributes),
            "link" => {
                let rel = attribute(attributes, "rel").unwrap_or_default().to_ascii_lowercase();
                if rel.split_ascii_whitespace().any(|rel| rel == "canonical") {
                    self.page.own.extend(attribute(attributes, "href").filter(|href| !href.is_empty()));
                }
            }
            "html" | "body" | "main" | "section" => {
                self.page.named_error |= ["class", "id"]
                    .iter()
                    .any(|name| names_error(&attribute(attributes, name).unwrap_or_default()));
            }
            "form" => self.page.has_form = true,
            "input" => {
                let kind = attribute(attributes, "type").unwrap_or_default();
                self.page.has_password |= kind.eq_ignore_ascii_case("password");
            }
            "nav" | "footer" | "aside" => self.aside += 1,
            "a" => self.in_link = true,
            _ => {}
        }
        match name {
            "h1" | "h2" | "h3" => {
                self.aside = 0;
                self.end_heading();
                self.heading = Some(String::new());
            }
            "main" | "article" => self.aside = 0,
            _ => {}
        }
        if !INLINE.contains(&name) {
            self.space = true;
            self.end_paragraph();
        }
        rest
    }

    fn end(&mut self, name: &str) {
        match name {
            "noscript" => self.in_noscript = false,
            "nav" | "footer" | "aside" => self.aside = self.aside.saturating_sub(1),
            "a" => self.in_link = false,
            "h1" | "h2" | "h3" => self.end_heading(),
            _ => {}
        }
        if !INLINE.contains(&name) {
            self.space = true;
            self.end_paragraph();
        }
    }

    fn end_heading(&mut self) {
        let heading = self.heading.take().map(|heading| clipped(&collapsed(&heading), HEADING));
        self.page.headings.extend(heading.filter(|heading| !heading.is_empty()));
    }

    fn end_paragraph(&mut self) {
        self.page.long_paragraphs += usize::from(std::mem::take(&mut self.paragraph) >= LONG_PARAGRAPH);
    }

    fn script(&mut self, attributes: &str, script: &str) {
        let data = attribute(attributes, "type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        if data {
            let kinds = ["Article\"", "\"BlogPosting\"", "\"Report\"", "\"LiveBlogPosting\""];
            self.page.is_article |=
                script.contains("\"@type\"") && kinds.iter().any(|kind| script.contains(kind));
        }
    }

    fn meta(&mut self, attributes: &str) {
        let named = attribute(attributes, "property")
            .or_else(|| attribute(attributes, "name"))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let content = || attribute(attributes, "content").unwrap_or_default();
        match named.as_str() {
            "og:url" => self.page.own.extend(Some(content()).filter(|url| !url.is_empty())),
            "prerender-status-code" | "render:status_code" => {
                self.page.says_status_404 |= matches!(content().trim(), "404" | "410");
            }
            "og:type" => self.page.is_article |= content().eq_ignore_ascii_case("article"),
            _ => {}
        }
        let directive = attribute(attributes, "http-equiv").unwrap_or_default();
        // A browser that runs scripts does not see what is in noscript.
        if directive.eq_ignore_ascii_case("refresh") && !self.in_noscript && self.page.refresh.is_none() {
            self.page.refresh = refresh_target(&content());
        }
    }
}

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
];

/// The address that a refresh leads to, if it leads there at once (HTML standard, section 4.2.5.3): `0;
/// url=/a`.
pub(super) fn refresh_target(content: &str) -> Option<String> {
    let content = content.trim();
    let digits =
        content.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(content.len());
    if digits == 0 || content[..digits].parse::<f64>().ok()? >= 1.0 {
        return None;
    }
    let rest = content[digits..].trim_start().trim_start_matches([';', ',']).trim_start();
    let url = rest.get(..3).filter(|word| word.eq_ignore_ascii_case("url")).map(|_| rest[3..].trim_start());
    let target = url.and_then(|url| url.strip_prefix('=')).map_or(rest, str::trim_start);
    let quote = target.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let target = quote.map_or(target, |quote| target[1..].split(quote).next().unwrap_or_default());
    Some(target.trim().to_owned()).filter(|target| !target.is_empty())
}

/// Whether one of the names is that of an error page.
fn names_error(names: &str) -> bool {
    const NAMES: &[&str] = &[
        "error404",
        "error-404",
        "error_404",
        "page404",
        "page-404",
        "page_404",
        "not-found",
        "not_found",
        "notfound",
        "page-not-found",
        "pagenotfound",
        "page-error404",
        "path-404",
        "status-404",
        "http-404",
    ];
    names.split_ascii_whitespace().any(|name| NAMES.contains(&name.to_ascii_lowercase().as_str()))
}

/// Whether an element with these attributes is not shown at first.
fn is_hidden(attributes: &str) -> bool {
    let mentions = |word: &str| memchr::memmem::find(attributes.as_bytes(), word.as_bytes()).is_some();
    if mentions("hidden") && attribute(attributes, "hidden").is_some() {
        return true;
    }
    mentions("display")
        && attribute(attributes, "style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// The length of a tag, whose quoted values may have `>`.
fn tag_end(tag: &str) -> usize {
    let (mut quote, mut after_equals) = (None, false);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    tag.len()
}

/// What is within an element that has no elements of its own, and what follows it.
fn until_end<'m>(rest: &'m str, name: &str) -> (&'m str, &'m str) {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&rest.as_bytes()[from..], b"</") {
        let at = from + at;
        let after = &rest.as_bytes()[at + 2..];
        if after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && after.get(name.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
        {
            let end = memchr::memchr(b'>', &rest.as_bytes()[at..]).map_or(rest.len(), |end| at + end + 1);
            return (&rest[..at], &rest[end..]);
        }
        from = at + 2;
    }
    (rest, "")
}

/// The value of an attribute, if the tag has it.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        let name_end = rest
            .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '=' | '>' | '/'))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            if name.is_empty() {
                return None;
            }
            if name.eq_ignore_ascii_case(wanted) {
                return Some(String::new());
            }
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(
                value
                    .find(|letter: char| letter.is_ascii_whitespace() || letter == '>')
                    .unwrap_or(value.len()),
            ),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(unescaped(value).trim().to_owned());
        }
        rest = after;
    }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn clipped(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Text with the character references undone that titles have.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut undone, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        undone.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((letter, end)) => {
                undone.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                undone.push('&');
                rest = &rest[1..];
            }
        }
    }
    undone.push_str(rest);
    Cow::Owned(undone)
}

/// The character of a reference: `amp`, `#39`, `#x27`.
fn reference(name: &str) -> Option<char> {
    const NAMED: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("hellip", '…'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("middot", '·'),
        ("raquo", '»'),
        ("laquo", '«'),
        ("bull", '•'),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("agrave", 'à'),
        ("atilde", 'ã'),
        ("auml", 'ä'),
        ("ccedil", 'ç'),
        ("eacute", 'é'),
        ("ecirc", 'ê'),
        ("egrave", 'è'),
        ("iacute", 'í'),
        ("ntilde", 'ñ'),
        ("oacute", 'ó'),
        ("otilde", 'õ'),
        ("ouml", 'ö'),
        ("szlig", 'ß'),
        ("uacute", 'ú'),
        ("uuml", 'ü'),
    ];
    let number = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
    match name.strip_prefix('#') {
        Some(digits) => {
            digits.strip_prefix(['x', 'X']).map_or_else(|| number(digits, 10), |digits| number(digits, 16))
        }
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter),
    }
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
    fn a_refresh_leads_on_at_once_or_not_at_all() {
        let table = [
            ("0; url=/a", Some("/a")),
            ("0;URL='/a b'", Some("/a b")),
            ("0, url = \"/a\"", Some("/a")),
            ("0;/a", Some("/a")),
            ("0.5; url=/a", Some("/a")),
            ("5; url=/a", None),
            ("0", None),
            ("300", None),
            ("url=/a", None),
            ("", None),
        ];
        for (content, target) in table {
            assert_eq!(refresh_target(content).as_deref(), target, "{content}");
        }
        let page = Page::html(
            "<noscript><meta http-equiv=refresh content='0; url=/no'></noscript><meta http-equiv=refresh content='0; url=/a'>",
        );
        assert_eq!(page.refresh.as_deref(), Some("/a"));
    }

    #[test]
    fn pages_are_read_in_their_characters() {
        let table: &[(&[u8], Option<&str>, &str)] = &[
            ("Größe".as_bytes(), None, "Größe"),
            (b"Gr\xf6\xdfe", Some("iso-8859-1"), "Größe"),
            (b"<meta charset=\"windows-1251\">\xf1\xf2\xf0", None, "<meta charset=\"windows-1251\">стр"),
            (b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe", Some("iso-8859-1"), "Größe"),
            (b"Gr\xc3\xb6\xc3", None, "Grö\u{fffd}"),
            (b"\xff\xfeG\0", None, "G"),
        ];
        for (body, charset, text) in table {
            assert_eq!(decode(body, *charset), *text);
        }
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
