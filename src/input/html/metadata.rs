//! What a page's metadata offers for headline, dates, people and so on: JSON-LD, Open Graph, meta tags,
//! microdata and telling markup. It offers candidates in document order; `extract::metadata` weighs them.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;
use serde_json::Value;
use url::Url;

use crate::input::html::nearby;
use crate::input::html::outline::Outline;
use crate::input::html::vocabulary::Marks;
use crate::markup::Page;
use crate::markup::Tag;
use crate::model::{Candidate, FieldName, Provenance};
use crate::text::ByteSpan;

/// Metadata of a page.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The candidates in document order.
    pub candidates: Vec<Candidate>,
    /// What relative addresses are relative to.
    pub base: Option<Url>,
}

/// Longest value that is kept, in bytes.
const LONGEST: usize = 2000;

/// JSON-LD nodes that are looked at, and how deep.
const MAX_LD_NODES: usize = 4000;

/// Words of a byline or date element that are kept.
const LONGEST_MARKUP: usize = 300;

/// Reads a page's metadata. `address` is where the page was saved from, as far as its file says.
pub fn read(page: &Page, outline: &Outline<'_>, address: Option<Url>) -> Metadata {
    let mut reader = Reader { page, metadata: Metadata::default(), base: None, address, canonical: None };
    let mut next = Some(page.tree.root());
    while let Some(node) = next {
        if let Node::Element(element) = node.value() {
            reader.element(node, element);
        }
        next = following(node);
    }
    reader.markup(outline);
    reader.nearby(outline);
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
        element.attr("rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "home"))
            || element.attr("href").is_some_and(home)
    })
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
            self.metadata.candidates.push(Candidate {
                field,
                value: value.to_owned(),
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
                if let Some(language) = element.attr("lang").or_else(|| element.attr("xml:lang")) {
                    self.put(FieldName::Language, language, Provenance::Markup, "html:lang", None);
                }
            }
            "base" => self.base = self.base.take().or_else(|| self.absolute(element.attr("href")?.trim())),
            "script" if element.attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.json_ld(node)
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
        self.put(field, &collapsed(&text), provenance, key, Some(span).filter(|span| !span.is_empty()));
    }

    fn meta(&mut self, node: NodeRef<'p, Node>, element: &Element) {
        let Some(content) = element.attr("content") else { return };
        let span = Some(self.page.span(node.id())).filter(|span| !span.is_empty());
        let names = ["property", "name", "itemprop", "http-equiv"];
        for name in names.iter().filter_map(|name| element.attr(name)) {
            let key = name.trim().to_ascii_lowercase();
            let Some(field) = field_of_meta(&key) else { continue };
            let open_graph =
                ["og:", "article:", "profile:", "book:"].iter().any(|prefix| key.starts_with(prefix));
            let provenance = if open_graph { Provenance::OpenGraph } else { Provenance::MetaTag };
            if key == "og:url" {
                self.canonical = self.canonical.take().or_else(|| Url::parse(content.trim()).ok());
            }
            let key = if element.attr("itemprop") == Some(name) {
                format!("itemprop:{}", name.trim())
            } else {
                key
            };
            self.put(field, content, provenance, &key, span);
            break;
        }
    }

    fn link(&mut self, node: NodeRef<'p, Node>, element: &Element) {
        let (Some(rel), Some(href)) = (element.attr("rel"), element.attr("href")) else { return };
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

    fn json_ld(&mut self, node: NodeRef<'p, Node>) {
        let text: String =
            node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect();
        let Some(value) = lenient_json(&text) else { return };
        let mut queue = std::collections::VecDeque::from([&value]);
        let mut seen = 0;
        while let Some(value) = queue.pop_front() {
            seen += 1;
            if seen > MAX_LD_NODES {
                return;
            }
            match value {
                Value::Array(values) => queue.extend(values),
                Value::Object(object) => {
                    self.ld_object(object);
                    queue.extend(
                        [
                            "@graph",
                            "mainEntity",
                            "mainEntityOfPage",
                            "hasPart",
                            "itemListElement",
                            "liveBlogUpdate",
                        ]
                        .iter()
                        .filter_map(|key| object.get(*key)),
                    );
                }
                _ => {}
            }
        }
    }

    fn ld_object(&mut self, object: &serde_json::Map<String, Value>) {
        let kind = match object.get("@type") {
            Some(Value::String(kind)) => kind.clone(),
            Some(Value::Array(kinds)) => kinds.iter().find_map(Value::as_str).unwrap_or_default().to_owned(),
            _ => return,
        };
        let kind = kind.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
        self.put(FieldName::PageType, &kind, Provenance::JsonLd, "@type", None);
        let is_article = is_article_type(&kind);
        let page_like =
            is_article || matches!(kind.as_str(), "WebPage" | "ItemPage" | "VideoObject" | "CollectionPage");
        let texts = [
            ("headline", FieldName::Headline),
            ("datePublished", FieldName::Published),
            ("dateModified", FieldName::Modified),
            ("description", FieldName::Summary),
            ("inLanguage", FieldName::Language),
        ];
        if page_like {
            for (name, field) in texts {
                if let Some(words) = object.get(name).and_then(text_of) {
                    self.put(field, &unescaped(&words), Provenance::JsonLd, &format!("{kind}.{name}"), None);
                }
            }
            if !object.contains_key("headline")
                && let Some(words) = object.get("name").and_then(text_of)
            {
                self.put(
                    FieldName::Headline,
                    &unescaped(&words),
                    Provenance::JsonLd,
                    &format!("{kind}.name"),
                    None,
                );
            }
            if !object.contains_key("datePublished")
                && let Some(words) =
                    object.get("dateCreated").or_else(|| object.get("uploadDate")).and_then(text_of)
            {
                self.put(
                    FieldName::Published,
                    &words,
                    Provenance::JsonLd,
                    &format!("{kind}.dateCreated"),
                    None,
                );
            }
        }
        if is_article {
            for name in object.get("author").or_else(|| object.get("creator")).map(people).unwrap_or_default()
            {
                self.put(
                    FieldName::Author,
                    &unescaped(&name),
                    Provenance::JsonLd,
                    &format!("{kind}.author"),
                    None,
                );
            }
            for name in object.get("publisher").map(names).unwrap_or_default() {
                self.put(
                    FieldName::Publisher,
                    &unescaped(&name),
                    Provenance::JsonLd,
                    &format!("{kind}.publisher"),
                    None,
                );
            }
            let address = object.get("url").or_else(|| object.get("mainEntityOfPage")).and_then(address_of);
            if let Some(address) = address {
                self.put(FieldName::Url, &address, Provenance::JsonLd, &format!("{kind}.url"), None);
            }
        }
        if kind == "WebSite"
            && let Some(name) = object.get("name").and_then(text_of)
        {
            self.put(FieldName::Publisher, &unescaped(&name), Provenance::JsonLd, "WebSite.name", None);
        }
    }

    /// The short lines around the headline.
    fn nearby(&mut self, outline: &Outline<'_>) {
        for (field, segment) in nearby::lines(outline) {
            let (start, end) = (segment.start as usize, segment.end as usize);
            let pieces = (start..end)
                .filter(|&at| outline.items[at].tag == Tag::Text)
                .flat_map(|at| self.page.pieces(outline.items[at].node));
            let span = pieces
                .map(|piece| piece.source)
                .reduce(|all, next| ByteSpan { start: all.start, end: next.end.max(all.end) });
            self.put(field, &words_of(outline, start..end), Provenance::Markup, "near:headline", span);
        }
    }

    /// What visible markup offers: headings, times, bylines.
    fn markup(&mut self, outline: &Outline<'_>) {
        for (at, item) in outline.items.iter().enumerate().filter(|(_, item)| item.tag != Tag::Text) {
            let Some(element) = outline.element(at) else { continue };
            let span = self.page.span(item.node);
            let span = Some(span).filter(|span| !span.is_empty());
            let visible = || visible_text(outline, at);
            let telling = matches!(item.tag, Tag::Time | Tag::A)
                || item.marks.has(Marks::BYLINE | Marks::DATE)
                || element.attr("itemprop").is_some();
            // Page builders call every box a widget; what says outright what it is, is believed in one.
            let besides = if element.attr("itemprop").is_some() { Marks::WIDGET } else { Marks::NONE };
            if telling && nearby::is_elsewhere(outline, at, besides) {
                continue;
            }
            match item.tag {
                Tag::H1 if leads_home(outline, at) => {}
                Tag::H1 => self.put(FieldName::Headline, &visible(), Provenance::Markup, "h1", span),
                Tag::Time => {
                    let key = if element.attr("pubdate").is_some() { "time[pubdate]" } else { "time" };
                    let value = element
                        .attr("datetime")
                        .filter(|value| !value.trim().is_empty())
                        .map_or_else(visible, str::to_owned);
                    self.put(FieldName::Published, &value, Provenance::Markup, key, span);
                }
                _ => {}
            }
            if let Some(property) = element.attr("itemprop") {
                self.microdata(property, element, &visible, span);
            }
            if item.tag == Tag::A
                && element
                    .attr("rel")
                    .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author"))
            {
                self.put(FieldName::Author, &visible(), Provenance::Markup, "rel:author", span);
            }
            if item.tag != Tag::Time && item.marks.has(Marks::BYLINE | Marks::DATE) {
                self.classed(element, item.marks, &visible(), span);
            }
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
                "headline" | "name" if element.attr("itemtype").is_none() && word == "headline" => {
                    FieldName::Headline
                }
                "datePublished" | "dateCreated" => FieldName::Published,
                "dateModified" => FieldName::Modified,
                "author" | "creator" => FieldName::Author,
                _ => continue,
            };
            let given = ["content", "datetime"].iter().find_map(|name| element.attr(name));
            let given = given.or_else(|| element.attr("title").filter(|_| element.name() == "abbr"));
            let value = given.filter(|value| !value.trim().is_empty()).map_or_else(visible, str::to_owned);
            self.put(field, &value, Provenance::Markup, &format!("itemprop:{word}"), span);
        }
    }

    fn classed(&mut self, element: &Element, marks: Marks, visible: &str, span: Option<ByteSpan>) {
        if visible.len() > LONGEST_MARKUP {
            return;
        }
        let names = ["class", "id"]
            .iter()
            .filter_map(|name| element.attr(name))
            .flat_map(str::split_ascii_whitespace);
        for name in names {
            let of = crate::input::html::outline::marks_of_names(name);
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

/// Whether a `<title>` is a picture's.
fn in_picture(node: NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|above| above.value().as_element().is_some_and(|element| element.name() == "svg"))
}

/// The visible words of an item, single-spaced and shortened.
fn visible_text(outline: &Outline<'_>, item: usize) -> String {
    words_of(outline, item + 1..outline.items[item].end as usize)
}

fn words_of(outline: &Outline<'_>, items: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for at in items {
        match outline.items[at].tag {
            Tag::Text => text.push_str(outline.text(at)),
            Tag::Inline | Tag::A | Tag::Time => {}
            _ => text.push(' '),
        }
        if text.len() > LONGEST {
            break;
        }
    }
    collapsed(&text)
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The field that a meta tag's name is for.
fn field_of_meta(key: &str) -> Option<FieldName> {
    Some(match key {
        "og:title" | "twitter:title" | "dc.title" | "dcterms.title" | "citation_title" | "parsely-title"
        | "sailthru.title" | "headline" => FieldName::Headline,
        "article:published_time"
        | "article:published"
        | "og:published_time"
        | "date"
        | "dc.date"
        | "dc.date.issued"
        | "dcterms.date"
        | "dcterms.created"
        | "dcterms.issued"
        | "dc.date.created"
        | "parsely-pub-date"
        | "sailthru.date"
        | "pubdate"
        | "publishdate"
        | "publish-date"
        | "publish_date"
        | "publication_date"
        | "article_date_original"
        | "originalpublicationdate"
        | "datepublished"
        | "datecreated"
        | "citation_date"
        | "citation_publication_date"
        | "rnews:datepublished"
        | "bt:pubdate"
        | "published_time"
        | "cxenseparse:recs:publishtime"
        | "created"
        | "release_date"
        | "prism.publicationdate"
        | "shareaholic:article_published_time"
        | "article.published"
        | "article:publish_date"
        | "displaydate"
        | "ptime"
        | "rbpubdate"
        | "article.created"
        | "dateposted"
        | "date.created" => FieldName::Published,
        "article:modified_time"
        | "article:modified"
        | "og:updated_time"
        | "last-modified"
        | "lastmod"
        | "dc.date.modified"
        | "dcterms.modified"
        | "datemodified"
        | "bt:moddate"
        | "updated_time"
        | "modified"
        | "revised"
        | "article.updated"
        | "utime" => FieldName::Modified,
        "author"
        | "article:author"
        | "og:article:author"
        | "parsely-author"
        | "sailthru.author"
        | "dc.creator"
        | "dcterms.creator"
        | "dc.author"
        | "citation_author"
        | "byl"
        | "rbauthors"
        | "article:author_name"
        | "twitter:creator"
        | "shareaholic:article_author_name"
        | "cxenseparse:author"
        | "authors"
        | "creator" => FieldName::Author,
        "og:site_name"
        | "publisher"
        | "dc.publisher"
        | "dcterms.publisher"
        | "application-name"
        | "citation_journal_title"
        | "cre"
        | "twitter:site"
        | "source" => FieldName::Publisher,
        "og:locale" | "content-language" | "language" | "dc.language" | "dcterms.language" => {
            FieldName::Language
        }
        "og:url" | "twitter:url" | "parsely-link" => FieldName::Url,
        "og:description" | "description" | "twitter:description" | "dc.description" | "dcterms.abstract" => {
            FieldName::Summary
        }
        "og:type" | "parsely-type" | "page.type" | "pagetype" | "page-type" => FieldName::PageType,
        _ => return None,
    })
}

fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting"
                | "LiveBlogPosting"
                | "SocialMediaPosting"
                | "DiscussionForumPosting"
                | "Report"
                | "Review"
                | "CriticReview"
                | "Posting"
                | "MedicalWebPage"
                | "Recipe"
                | "HowTo"
        )
}

/// JSON as pages write it: with comments around, raw line breaks in strings, or a trailing semicolon.
fn lenient_json(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let cleaned: String =
        text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    serde_json::from_str(&cleaned).ok().or_else(|| {
        let mut stream = serde_json::Deserializer::from_str(&cleaned).into_iter::<Value>();
        stream.next()?.ok()
    })
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => values.iter().find_map(text_of_flat),
        Value::Object(object) => ["@value", "name", "headline"]
            .iter()
            .find_map(|key| object.get(*key))
            .and_then(Value::as_str)
            .map(str::to_owned),
        _ => None,
    }
}

fn text_of_flat(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn address_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => {
            ["@id", "url"].iter().find_map(|key| object.get(*key)).and_then(Value::as_str).map(str::to_owned)
        }
        _ => None,
    }
}

/// Names of people among authors; an organisation is no author where it says that it is one.
fn people(value: &Value) -> Vec<String> {
    let list = if let Value::Array(values) = value { values.as_slice() } else { std::slice::from_ref(value) };
    let organisation = |value: &&Value| {
        !value.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.contains("Organization"))
    };
    list.iter().filter(organisation).flat_map(names).collect()
}

/// The names in a string, an object, or a list of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Object(object) => match object.get("name") {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        },
        Value::Array(values) => values
            .iter()
            .filter_map(|value| match value {
                Value::String(name) => Some(name.clone()),
                Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Text without tags and character references: JSON-LD often carries escaped HTML.
fn unescaped(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return text.to_owned();
    }
    let fragment = scraper::Html::parse_fragment(text);
    let mut plain = String::new();
    for node in fragment.tree.nodes() {
        match node.value() {
            Node::Text(words) => plain.push_str(words),
            Node::Element(element) if matches!(element.name(), "p" | "br" | "div" | "li") => plain.push('\n'),
            _ => {}
        }
    }
    plain
}
