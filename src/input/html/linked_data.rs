//! What a page's JSON-LD offers: headline, dates, people and so on of the articles and pages that it
//! describes. What is trusted is for `extract` to say.

use std::collections::{HashMap, VecDeque};

use scraper::Node;
use serde_json::{Map, Value};

use crate::input::html::lenient;
use crate::model::{Candidate, FieldName, Provenance};
use crate::text::spaces::single_spaced;

/// Nodes that are looked at.
const MOST_NODES: usize = 4000;

/// Bytes of the longest value that is kept.
const LONGEST: usize = 2000;

/// Keys under which further nodes stand.
const INNER: [&str; 6] =
    ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "liveBlogUpdate"];

type Object = Map<String, Value>;

/// The candidates of the texts of a page's JSON-LD scripts, in their order.
pub fn read(scripts: &[String]) -> Vec<Candidate> {
    let values: Vec<Value> = scripts.iter().flat_map(|script| lenient::values(script)).collect();
    let objects = objects(&values);
    let named = objects.iter().filter(|object| object.contains_key("name"));
    let by_id = named.filter_map(|object| Some((object.get("@id")?.as_str()?, *object))).collect();
    let mut reader = Reader { by_id, candidates: Vec::new() };
    for object in objects {
        reader.object(object);
    }
    reader.candidates
}

/// The objects in some values that describe something of their own, outer ones first.
fn objects(values: &[Value]) -> Vec<&Object> {
    let mut queue: VecDeque<&Value> = values.iter().collect();
    let mut objects = Vec::new();
    let mut seen = 0;
    while let Some(value) = queue.pop_front().filter(|_| seen < MOST_NODES) {
        seen += 1;
        match value {
            Value::Array(values) => queue.extend(values),
            Value::Object(object) => {
                objects.push(object);
                queue.extend(INNER.iter().filter_map(|key| object.get(*key)));
            }
            _ => {}
        }
    }
    objects
}

struct Reader<'v> {
    /// The named objects that others lead to.
    by_id: HashMap<&'v str, &'v Object>,
    candidates: Vec<Candidate>,
}

impl<'v> Reader<'v> {
    fn put(&mut self, field: FieldName, value: &str, key: &str) {
        let value = value.trim();
        if !value.is_empty() && value.len() <= LONGEST {
            let is_name = field == FieldName::Author;
            let value = if is_name { single_spaced(value) } else { value.to_owned() };
            let key = key.to_owned();
            self.candidates.push(Candidate { field, value, provenance: Provenance::JsonLd, key, span: None });
        }
    }

    fn object(&mut self, object: &'v Object) {
        let Some(kind) = kind(object) else { return };
        self.put(FieldName::PageType, kind, "@type");
        let is_article = is_article(kind);
        if is_article || matches!(kind, "WebPage" | "ItemPage" | "VideoObject" | "CollectionPage") {
            self.texts(kind, object);
        }
        if is_article {
            self.people(kind, object);
        }
        if kind == "WebSite"
            && let Some(name) = object.get("name").and_then(text_of)
        {
            self.put(FieldName::Publisher, &unescaped(&name), "WebSite.name");
        }
    }

    /// What an article or a page says of itself.
    fn texts(&mut self, kind: &str, object: &Object) {
        let has = |name: &str| object.contains_key(name);
        let mut texts = vec![
            ("headline", FieldName::Headline),
            ("datePublished", FieldName::Published),
            ("dateModified", FieldName::Modified),
            ("description", FieldName::Summary),
            ("inLanguage", FieldName::Language),
        ];
        if !has("headline") {
            texts.push(("name", FieldName::Headline));
        }
        if !has("datePublished") {
            let created = if has("dateCreated") { "dateCreated" } else { "uploadDate" };
            texts.push((created, FieldName::Published));
        }
        for (name, field) in texts {
            let Some(words) = object.get(name).and_then(text_of) else { continue };
            // Both days of making are one kind to who trusts them.
            let name = if name == "uploadDate" { "dateCreated" } else { name };
            self.put(field, &unescaped(&words), &format!("{kind}.{name}"));
        }
    }

    /// Who wrote and who publishes an article, and where.
    fn people(&mut self, kind: &str, object: &'v Object) {
        let authors = object.get("author").or_else(|| object.get("creator"));
        for name in authors.map(|authors| self.names(authors, false)).unwrap_or_default() {
            self.put(FieldName::Author, &unescaped(&name), &format!("{kind}.author"));
        }
        for name in object.get("publisher").map(|names| self.names(names, true)).unwrap_or_default() {
            self.put(FieldName::Publisher, &unescaped(&name), &format!("{kind}.publisher"));
        }
        let address = object.get("url").or_else(|| object.get("mainEntityOfPage")).and_then(address_of);
        if let Some(address) = address {
            self.put(FieldName::Url, address, &format!("{kind}.url"));
        }
    }

    /// The names in a string, an object, or a list of them; an organisation has one only where these are
    /// asked for.
    fn names(&self, value: &'v Value, organisations: bool) -> Vec<String> {
        let list = if let Value::Array(list) = value { list.as_slice() } else { std::slice::from_ref(value) };
        let is_wanted = |object: &&Object| {
            let kind = object.get("@type").and_then(Value::as_str);
            organisations || !kind.is_some_and(|kind| kind.contains("Organization"))
        };
        let mut names = Vec::new();
        for value in list {
            match value {
                Value::String(name) => match self.by_id.get(name.as_str()) {
                    Some(object) => names.extend(
                        Some(object)
                            .filter(|object| is_wanted(object))
                            .map(|object| name_of(object))
                            .into_iter()
                            .flatten(),
                    ),
                    None => names.push(name.clone()),
                },
                Value::Object(object) => {
                    names.extend(self.meant(object).filter(is_wanted).into_iter().flat_map(name_of))
                }
                _ => {}
            }
        }
        names
    }

    /// The object itself if it has a name, or the one that its `@id` leads to.
    fn meant(&self, object: &'v Object) -> Option<&'v Object> {
        if object.contains_key("name") {
            return Some(object);
        }
        object.get("@id").and_then(Value::as_str).and_then(|id| self.by_id.get(id).copied())
    }
}

/// The type of an object, without the vocabulary: that of an article, if it has several.
fn kind(object: &Object) -> Option<&str> {
    let plain = |kind: &'_ str| kind.rsplit(['/', '#', ':']).next().map_or(0, str::len);
    let short = |kind| -> &str {
        let kind: &str = kind;
        &kind[kind.len() - plain(kind)..]
    };
    match object.get("@type")? {
        Value::String(kind) => Some(short(kind)),
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str).map(short);
            let first = kinds.next()?;
            Some(if is_article(first) { first } else { kinds.find(|kind| is_article(kind)).unwrap_or(first) })
        }
        _ => None,
    }
}

fn is_article(kind: &str) -> bool {
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

/// The names of an object.
fn name_of(object: &Object) -> Vec<String> {
    match object.get("name") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        // Days are numbers of milliseconds with some.
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find_map(|value| value.as_str().map(str::to_owned)),
        Value::Object(object) => ["@value", "name", "headline"]
            .iter()
            .find_map(|key| object.get(*key))
            .and_then(Value::as_str)
            .map(str::to_owned),
        _ => None,
    }
}

fn address_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(object) => {
            ["@id", "url"].iter().find_map(|key| object.get(*key)).and_then(Value::as_str)
        }
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(scripts: &[&str], field: FieldName) -> Vec<String> {
        let scripts: Vec<String> = scripts.iter().map(|&script| script.to_owned()).collect();
        let candidates = read(&scripts).into_iter().filter(|candidate| candidate.field == field);
        candidates.map(|candidate| candidate.value).collect()
    }

    #[test]
    fn people_are_found_behind_their_ids() {
        let article = r##"{"@type": ["WebPage", "schema:NewsArticle"], "author": [{"@id": "#ina"}, "#club", "Jo Fell"]}"##;
        let people = r##"{"@graph": [{"@type": "Person", "@id": "#ina", "name": "Ina Holm"},
            {"@type": "Organization", "@id": "#club", "name": "Harbour Club"}]}"##;
        assert_eq!(read_all(&[article, people], FieldName::Author), ["Ina Holm", "Jo Fell"]);
        assert_eq!(read_all(&[article, people], FieldName::PageType)[0], "NewsArticle");
    }

    #[test]
    fn days_may_be_numbers() {
        let article = r#"{"@type": "Article", "datePublished": 1745649180000}"#;
        assert_eq!(read_all(&[article], FieldName::Published), ["1745649180000"]);
    }
}
