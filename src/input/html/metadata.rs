//! What a page's metadata offers for headline, dates, people and so on: JSON-LD, Open Graph, meta tags,
//! microdata and telling markup. It offers candidates in document order; `extract::metadata` weighs them.

use std::collections::HashSet;

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;
use url::Url;

use crate::input::html::outline::{Outline, Segment};
use crate::input::html::teasers::Teasers;
use crate::input::html::vocabulary::Marks;
use crate::input::html::{linked_data, meta_names, names, nearby};
use crate::markup::Page;
use crate::markup::Tag;
use crate::markup::attributes::Attributes;
use crate::model::{Candidate, FieldName, Mention, MentionKind, Provenance};
use crate::text::ByteSpan;
use crate::text::spaces::single_spaced;

/// Metadata of a page.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The candidates in document order.
    pub candidates: Vec<Candidate>,
    /// What its meta tags mention as days.
    pub mentions: Vec<Mention>,
    /// What relative addresses are relative to.
    pub base: Option<Url>,
}

/// Longest value that is kept, in bytes.
const LONGEST: usize = 2000;

/// The weight of the first text of a page.
const OPENING: u32 = 100;

/// Words of a byline or date element that are kept.
const LONGEST_MARKUP: usize = 300;

/// Lines of a page among which parts of its title are looked for, and such parts.
const LINES: usize = 2000;
const LINES_OF_TITLE: usize = 4;

/// Levels outward from a heading to the navigation in which it stands.
const NAVIGATION: usize = 12;

/// Reads a page's metadata. `address` is where the page was saved from, as far as its file says.
pub fn read(page: &Page, outline: &Outline<'_>, teasers: &Teasers, address: Option<Url>) -> Metadata {
    let mut reader = Reader {
        page,
        metadata: Metadata::default(),
        base: None,
        address,
        canonical: None,
        author_of_card: None,
        linked_data: Vec::new(),
    };
    let mut next = Some(page.tree.root());
    while let Some(node) = next {
        if let Node::Element(element) = node.value() {
            reader.element(node, element);
        }
        next = following(node);
    }
    reader.metadata.candidates.extend(linked_data::read(&reader.linked_data));
    reader.markup(outline, teasers);
    reader.nearby(outline, teasers);
    reader.lines_of_title(outline);
    reader.metadata.base = reader.base.or(reader.address).or(reader.canonical);
    reader.metadata
}

/// Whether a heading is a link to the site's front page: the site's name, not the headline.
fn leads_home(outline: &Outline<'_>, heading: usize) -> bool {
    let mut inside = (heading + 1..outline.items[heading].end as usize).filter_map(|at| outline.element(at));
    inside.any(|element| {
        let home = |href: &str| {
            href.trim() == "/"
                || Url::parse(href.trim()).is_ok_and(|url| url.path() == "/" && url.query().is_none())
        };
        element.value_of("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "home"))
            || element.value_of("href").is_some_and(home)
    })
}

/// Whether a heading stands among the links of a navigation: the last of the steps that lead to the page.
fn is_in_navigation(outline: &Outline<'_>, heading: usize) -> bool {
    outline.ancestors(heading).take(NAVIGATION).any(|item| outline.items[item].tag == Tag::Nav)
}

/// Whether a line is a part of a title, up to marks that part it: `Gazette | Harbour closed: Local`.
fn is_part(line: &str, title: &str) -> bool {
    let Some(at) = title.find(line).filter(|_| !line.is_empty() && line.len() < title.len()) else {
        return false;
    };
    let parts = |mark: Option<char>| {
        mark.is_none_or(|mark| {
            !mark.is_alphanumeric() && !matches!(mark, ',' | '.' | '\'' | '’' | '"' | '(' | ')')
        })
    };
    let (before, behind) = (title[..at].trim_end(), title[at + line.len()..].trim_start());
    parts(before.chars().next_back()) && parts(behind.chars().next())
}

/// The next node in document order.
fn following(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    if let Some(child) = node.first_child() {
        return Some(child);
    }
    let mut at = node;
    loop {
        if let Some(sibling) = at.next_sibling() {
            return Some(sibling);
        }
        at = at.parent()?;
    }
}

struct Reader<'p> {
    page: &'p Page,
    metadata: Metadata,
    base: Option<Url>,
    address: Option<Url>,
    canonical: Option<Url>,
    /// The name of the value of a card for sharing that is an author.
    author_of_card: Option<String>,
    /// The texts of JSON-LD scripts.
    linked_data: Vec<String>,
}

impl<'p> Reader<'p> {
    fn put(
        &mut self,
        field: FieldName,
        value: &str,
        provenance: Provenance,
        key: &str,
        span: Option<ByteSpan>,
    ) {
        let value = value.trim();
        if !value.is_empty() && value.len() <= LONGEST {
            // The lines of a byline are several people.
            let is_line = field == FieldName::Author && !value.contains('\n');
            self.metadata.candidates.push(Candidate {
                field,
                value: if is_line { single_spaced(value) } else { value.to_owned() },
                provenance,
                key: key.to_owned(),
                span,
            });
        }
    }

    fn element(&mut self, node: NodeRef<'p, Node>, element: &'p Element) {
        match element.name() {
            "meta" => self.meta(node, element),
            "link" => self.link(node, element),
            "title" if !in_picture(node) => {
                self.put_text(node, FieldName::Headline, Provenance::MetaTag, "title")
            }
            "html" => {
                if let Some(language) = element.value_of("lang").or_else(|| element.value_of("xml:lang")) {
                    self.put(FieldName::Language, language, Provenance::Markup, "html:lang", None);
                }
            }
            "base" => {
                self.base = self.base.take().or_else(|| self.absolute(element.value_of("href")?.trim()))
            }
            "script" if element.value_of("type").is_some_and(|kind| kind.contains("ld+json")) => {
                let texts = node.children().filter_map(|child| child.value().as_text());
                self.linked_data.push(texts.map(|text| &**text).collect());
            }
            _ => {}
        }
    }

    fn absolute(&self, address: &str) -> Option<Url> {
        self.address.as_ref().map_or_else(|| Url::parse(address), |page| page.join(address)).ok()
    }

    fn put_text(&mut self, node: NodeRef<'p, Node>, field: FieldName, provenance: Provenance, key: &str) {
        let text: String =
            node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect();
        let span = self.page.span(node.id());
        self.put(field, &single_spaced(&text), provenance, key, Some(span).filter(|span| !span.is_empty()));
    }

    fn meta(&mut self, node: NodeRef<'p, Node>, element: &Element) {
        let Some(content) = element.value_of("content") else { return };
        let span = Some(self.page.span(node.id())).filter(|span| !span.is_empty());
        let names = ["property", "name", "itemprop", "http-equiv"];
        self.mention(names.iter().find_map(|name| element.value_of(name)), content, span);
        if let Some(name) = element.value_of("name").or_else(|| element.value_of("property")) {
            self.card(&name.trim().to_ascii_lowercase(), content, span);
        }
        for name in names.iter().filter_map(|name| element.value_of(name)) {
            let key = name.trim().to_ascii_lowercase();
            let Some(field) = meta_names::field(&key) else { continue };
            let open_graph =
                ["og:", "article:", "profile:", "book:"].iter().any(|prefix| key.starts_with(prefix));
            let provenance = if open_graph { Provenance::OpenGraph } else { Provenance::MetaTag };
            if key == "og:url" {
                self.canonical = self.canonical.take().or_else(|| Url::parse(content.trim()).ok());
            }
            let key = if element.value_of("itemprop") == Some(name) {
                format!("itemprop:{}", name.trim())
            } else {
                key
            };
            self.put(field, content, provenance, &key, span);
            break;
        }
    }

    /// The author that a card for sharing names: a value whose label says so.
    fn card(&mut self, name: &str, content: &str, span: Option<ByteSpan>) {
        if let Some(number) = name.strip_prefix("twitter:label") {
            if meta_names::says_author(content) {
                self.author_of_card = Some(format!("twitter:data{number}"));
            }
        } else if self.author_of_card.as_deref() == Some(name) {
            self.put(FieldName::Author, content, Provenance::MetaTag, name, span);
        }
    }

    /// The day that a meta tag may state, known by name or not.
    fn mention(&mut self, name: Option<&str>, content: &str, span: Option<ByteSpan>) {
        let Some(key) = name.map(|name| name.trim().to_ascii_lowercase()) else { return };
        let digits = content.bytes().filter(u8::is_ascii_digit).count();
        let is_address = content.contains("://");
        let is_image = is_address && key.contains("image");
        if digits < 6 || content.len() > 400 || (is_address || content.len() > 80) && !is_image {
            return;
        }
        let kind = if is_image { MentionKind::Image } else { MentionKind::Meta };
        self.metadata.mentions.push(Mention {
            kind,
            key,
            words: content.to_owned(),
            label: String::new(),
            span,
            setting: None,
        });
    }

    fn link(&mut self, node: NodeRef<'p, Node>, element: &Element) {
        let (Some(rel), Some(href)) = (element.value_of("rel"), element.value_of("href")) else { return };
        if rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")) {
            if let Ok(url) = Url::parse(href.trim()) {
                self.canonical = Some(url);
            }
            let span = self.page.span(node.id());
            self.put(
                FieldName::Url,
                href,
                Provenance::MetaTag,
                "link:canonical",
                Some(span).filter(|span| !span.is_empty()),
            );
        }
    }

    /// The short lines around the headline.
    fn nearby(&mut self, outline: &Outline<'_>, teasers: &Teasers) {
        for (field, segment) in nearby::lines(outline) {
            let (start, end) = (segment.start as usize, segment.end as usize);
            if field == FieldName::Author && teasers.hold(start) {
                continue;
            }
            let pieces = (start..end)
                .filter(|&at| outline.items[at].tag == Tag::Text)
                .flat_map(|at| self.page.pieces(outline.items[at].node));
            let span = pieces
                .map(|piece| piece.source)
                .reduce(|all, next| ByteSpan { start: all.start, end: next.end.max(all.end) });
            self.put(field, &outline.parted_text(start..end), Provenance::Markup, "near:headline", span);
        }
    }

    /// What visible markup offers: headings, times, bylines.
    fn markup(&mut self, outline: &Outline<'_>, teasers: &Teasers) {
        let is_text = |segment: &&Segment| segment.chars >= OPENING && segment.link_share() < 0.3;
        let opening = outline.segments.iter().find(is_text).map_or(0, |segment| segment.start as usize);
        let mut has_title = false;
        for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| item.tag != Tag::Text) {
            let Some(element) = outline.element(at) else { continue };
            let span = self.page.span(item.node);
            let span = Some(span).filter(|span| !span.is_empty());
            let visible = || outline.parted_lines(at + 1..item.end as usize);
            let telling = matches!(item.tag, Tag::Time | Tag::A)
                || item.marks.has(Marks::BYLINE | Marks::DATE)
                || element.value_of("itemprop").is_some();
            // Page builders call every box a widget, and a box above the text by the buttons in it; what says
            // outright what it is, is believed in one.
            let besides = match element.value_of("itemprop") {
                Some(_) if at < opening => Marks::WIDGET | Marks::COMMENTS,
                Some(_) => Marks::WIDGET,
                None => Marks::NONE,
            };
            if telling && nearby::is_elsewhere(outline, at, besides) {
                continue;
            }
            match item.tag {
                Tag::H1 if leads_home(outline, at) || is_in_navigation(outline, at) => {}
                Tag::H1 => {
                    self.put(FieldName::Headline, &heading(outline, at), Provenance::Markup, "h1", span)
                }
                Tag::Time => {
                    let key = if element.value_of("pubdate").is_some() { "time[pubdate]" } else { "time" };
                    let value = element
                        .value_of("datetime")
                        .filter(|value| !value.trim().is_empty())
                        .map_or_else(visible, str::to_owned);
                    self.put(FieldName::Published, &value, Provenance::Markup, key, span);
                }
                Tag::P if outline.headings.is_empty() && is_title(element) && !has_title => {
                    has_title = true;
                    self.put(FieldName::Headline, &heading(outline, at), Provenance::Markup, "h1", span)
                }
                _ => {}
            }
            let from = self.metadata.candidates.len();
            self.told(outline, at, &visible, span);
            if teasers.hold(at) {
                let mut told = self.metadata.candidates.split_off(from);
                told.retain(|offer| offer.field != FieldName::Author);
                self.metadata.candidates.append(&mut told);
            }
        }
    }

    /// What an element says outright: microdata, a link to the author, its names.
    fn told(
        &mut self,
        outline: &Outline<'_>,
        at: usize,
        visible: &dyn Fn() -> String,
        span: Option<ByteSpan>,
    ) {
        let item = &outline.items[at];
        let Some(element) = outline.element(at) else { return };
        if let Some(property) = element.value_of("itemprop") {
            self.microdata(property, element, visible, span);
        }
        if item.tag == Tag::A
            && element
                .value_of("rel")
                .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author"))
        {
            self.put(FieldName::Author, &visible(), Provenance::Markup, "rel:author", span);
        }
        if item.tag != Tag::Time
            && !nearby::is_quoted(outline, at)
            && !nearby::leads_to_networks(outline, at + 1..item.end as usize)
            && item.marks.has(Marks::BYLINE | Marks::DATE)
        {
            self.classed(element, item.marks, &visible(), span);
        }
    }

    /// Lines that are a part of the page's title, where nothing else says what the headline is.
    fn lines_of_title(&mut self, outline: &Outline<'_>) {
        let offers = || self.metadata.candidates.iter().filter(|offer| offer.field == FieldName::Headline);
        let is_told =
            offers().any(|offer| matches!(offer.provenance, Provenance::OpenGraph | Provenance::JsonLd));
        let title = offers().find(|offer| offer.key == "title" && !is_told);
        let Some(title) = title.map(|title| title.value.clone()) else { return };
        let known: HashSet<String> = offers().map(|offer| single_spaced(&offer.value)).collect();
        let fits = |segment: &&Segment| segment.chars as usize <= title.len() && segment.link_share() < 0.5;
        let lines = outline.segments.iter().take(LINES).filter(fits);
        let lines = lines.map(|segment| (outline.segment_text(segment), segment.block as usize));
        let parts = lines.filter(|(line, _)| is_part(line, &title) && !known.contains(line));
        for (line, block) in parts.take(LINES_OF_TITLE).collect::<Vec<_>>() {
            let span = Some(self.page.span(outline.items[block].node)).filter(|span| !span.is_empty());
            self.put(FieldName::Headline, &line, Provenance::Markup, "line:title", span);
        }
    }

    fn microdata(
        &mut self,
        property: &str,
        element: &Element,
        visible: &dyn Fn() -> String,
        span: Option<ByteSpan>,
    ) {
        for word in property.split_ascii_whitespace() {
            let field = match word {
                "headline" | "name" if element.value_of("itemtype").is_none() && word == "headline" => {
                    FieldName::Headline
                }
                "datePublished" | "dateCreated" => FieldName::Published,
                "dateModified" => FieldName::Modified,
                "author" | "creator" => FieldName::Author,
                _ => continue,
            };
            let given = ["content", "datetime"].iter().find_map(|name| element.value_of(name));
            let given = given.or_else(|| element.value_of("title").filter(|_| element.name() == "abbr"));
            let value = given.filter(|value| !value.trim().is_empty()).map_or_else(visible, str::to_owned);
            let value = if field == FieldName::Headline { single_spaced(&value) } else { value };
            self.put(field, &value, Provenance::Markup, &format!("itemprop:{word}"), span);
        }
    }

    fn classed(&mut self, element: &Element, marks: Marks, visible: &str, span: Option<ByteSpan>) {
        if visible.len() > LONGEST_MARKUP {
            return;
        }
        let names = ["class", "id"]
            .iter()
            .filter_map(|name| element.value_of(name))
            .flat_map(str::split_ascii_whitespace);
        for name in names {
            let of = names::marks_of_names(name);
            let lower = name.to_ascii_lowercase();
            if of.has(Marks::BYLINE) && marks.has(Marks::BYLINE) {
                let key = if lower.contains("byline") { "class:byline" } else { "class:author" };
                return self.put(FieldName::Author, visible, Provenance::Markup, key, span);
            }
            if of.has(Marks::DATE) {
                let updated = ["updat", "modif"].iter().any(|word| lower.contains(word));
                let (field, key) = match (updated, lower.contains("publi")) {
                    (true, _) => (FieldName::Modified, "class:updated"),
                    (_, true) => (FieldName::Published, "class:published"),
                    _ => (FieldName::Published, "class:date"),
                };
                return self.put(field, visible, Provenance::Markup, key, span);
            }
        }
    }
}

/// Whether a paragraph has the style of a document's title, as word processors export it.
fn is_title(element: &Element) -> bool {
    element.value_of("class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|word| matches!(word, "title" | "Title" | "MsoTitle"))
    })
}

/// Whether a `<title>` is a picture's.
fn in_picture(node: NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|above| above.value().as_element().is_some_and(|element| element.name() == "svg"))
}

/// Whether words of one element begin another word than those of the element before: `Ferries` and
/// `Harbour closed` stand apart by their looks alone.
fn is_next_word(before: &str, words: &str) -> bool {
    let mut last = before.chars().rev();
    last.next().is_some_and(char::is_lowercase)
        && last.next().is_some_and(char::is_alphabetic)
        && words.trim_start_matches(['"', '“', '„', '«', '‘']).starts_with(char::is_uppercase)
}

/// The words of a heading, without links that have no letters: `¶`, `#`. A line ends where words of another
/// element follow that stand apart.
fn heading(outline: &Outline<'_>, item: usize) -> String {
    let mut text = String::new();
    let mut is_apart = false;
    let mut at = item + 1;
    while at < outline.items[item].end as usize && text.len() <= LONGEST {
        let end = outline.items[at].end as usize;
        match outline.items[at].tag {
            Tag::Text => {
                let words = outline.text(at);
                let plain = single_spaced(words);
                is_apart |= words.starts_with(char::is_whitespace);
                if !plain.is_empty() {
                    if !text.is_empty() && (is_apart || is_next_word(&text, &plain)) {
                        text.push('\n');
                    }
                    text.push_str(&plain);
                    is_apart = words.ends_with(char::is_whitespace);
                }
            }
            Tag::A if !(at..end).any(|at| outline.text(at).contains(char::is_alphanumeric)) => {
                at = end;
                continue;
            }
            Tag::Inline | Tag::A | Tag::Time => {}
            _ => is_apart = true,
        }
        at += 1;
    }
    text
}
