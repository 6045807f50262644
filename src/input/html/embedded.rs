//! The article's text in a page's scripts, for a page that shows it only once they have run: as a list of
//! paragraphs, or as one string of markup or text. The text that a page shows always comes first; see
//! `content`.

use std::borrow::Cow;
use std::ops::Range;

use crate::input::block::BlockBuilder;
use crate::input::html::blocks::Writer;
use crate::input::html::names::marks_of_names;
use crate::input::html::nested::{self, Inner};
use crate::input::html::notes::Notes;
use crate::input::html::outline::Outline;
use crate::input::html::script::{self, Kind, Value};
use crate::input::html::vocabulary::Marks;
use crate::input::html::weighing::{kind, plain_words};
use crate::input::html::written::{self, has_sentences, has_words, is_markup};
use crate::markup::Page;
use crate::model::{Block, BlockKind, TextOrigin};
use crate::text::{ByteSpan, OffsetMap};

/// Bytes of shown text from which on a page is taken to show the whole article.
const SHOWN: usize = 2500;

/// Bytes of text that scripts must hold.
const LEAST: usize = 600;

/// The same where the page shows nothing to compare with.
const LEAST_UNSEEN: usize = 1200;

/// Texts in scripts that are compared with what is shown.
const MOST_TEXTS: usize = 4;

/// Bytes of a paragraph.
const PARAGRAPH: Range<usize> = 40..6000;

/// Letters and digits of a shown paragraph that the scripts must hold, too.
const SAMPLE: usize = 50;

/// Keys of strings that are text, in lower case.
const TEXT_KEYS: &[&str] =
    &["text", "value", "content", "contents", "html", "body", "copy", "children", "markup", "paragraph"];

/// Keys of strings that hold a whole article, in lower case.
const ARTICLE_KEYS: &[&str] = &[
    "articlebody",
    "articlehtml",
    "bodyhtml",
    "body_html",
    "contenthtml",
    "html",
    "body",
    "content",
    "text",
    "__html",
];

/// Marks of parts that are no running text.
const ELSEWHERE: Marks = Marks(Marks::BOILERPLATE.0 | Marks::CAPTION.0 | Marks::MEDIA.0 | Marks::EMBED.0);

/// An article as a page's scripts hold it.
pub struct Held<'d> {
    /// Its blocks.
    pub blocks: Vec<Block<'d>>,
    /// The keys that lead to it in scripts, the innermost of them, `story.body.content`; or the element.
    pub keys: String,
    /// Where it stands.
    pub from: TextOrigin,
}

/// The article as the page's scripts hold it, if they hold far more of it than is `shown`. Of several, the
/// one beside one of the `titles` that the page's metadata offers goes first, else the longest.
pub fn body<'d>(page: &'d str, shown: &[Block<'_>], titles: &[&str]) -> Option<Held<'d>> {
    let seen: usize = shown.iter().filter(is_prose).map(|block| block.text.len()).sum();
    if seen > SHOWN {
        return None;
    }
    let values = script::values(page);
    let inner = nested::texts(page, &values);
    let mut trees = vec![Tree::new(page, values, None)];
    trees.extend(inner.iter().map(|inner| {
        let values = script::values_in(&inner.text, inner.json.iter().cloned());
        Tree::new(&inner.text, values, Some(inner))
    }));
    let written = titles;
    let titles: Vec<String> = titles.iter().map(|title| plain_words(title)).collect();
    let mut texts: Vec<(bool, usize, &Tree<'_>, Text)> = Vec::new();
    for tree in &trees {
        for (amount, text) in tree.texts() {
            texts.push((tree.is_titled(&text, &titles), amount, tree, text));
        }
    }
    texts.sort_by_key(|(is_titled, amount, ..)| std::cmp::Reverse((*is_titled, *amount)));
    texts.into_iter().take(MOST_TEXTS).find_map(|(is_titled, _, tree, text)| {
        let blocks = tree.blocks(&text);
        let words: usize = blocks.iter().map(|block| block.text.len()).sum();
        let taken = if seen < PARAGRAPH.start {
            words > LEAST_UNSEEN || words > LEAST && (is_titled || tree.is_named(&text, written))
        } else {
            words > LEAST && words > 2 * seen && holds(&blocks, shown)
        };
        taken.then(|| Held { blocks, keys: tree.keys(&text), from: TextOrigin::Scripts })
    })
}

/// Whether some shown paragraph is among the blocks, too.
fn holds(blocks: &[Block<'_>], shown: &[Block<'_>]) -> bool {
    let held: String = blocks.iter().map(|block| plain_words(&block.text)).collect();
    let samples = shown
        .iter()
        .filter(is_prose)
        .map(|block| plain_words(&block.text).chars().take(SAMPLE).collect::<String>());
    samples.filter(|sample| sample.chars().count() == SAMPLE).any(|sample| held.contains(&sample))
}

/// Whether a block is running text.
pub fn is_prose(block: &&Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote)
}

/// Paragraphs of markup that an article has.
const LEAST_PARAGRAPHS: usize = 3;

/// Bytes of a title, quotes included.
const LONGEST_TITLE: usize = 400;

/// Objects outward from a text in which its title may stand.
const OUTWARD: usize = 2;

/// Keys that a path of them has at most.
const KEYS: usize = 5;

/// Where scripts hold an article.
enum Text {
    /// An array with a paragraph in each value.
    Paragraphs(usize),
    /// A string.
    Whole(usize),
    /// A part of the text itself.
    Plain(Range<usize>),
}

/// The JSON of a page's scripts, or of a text within them.
struct Tree<'t> {
    page: &'t str,
    /// For a text within scripts: what it is.
    inner: Option<&'t Inner>,
    values: Vec<Value>,
    /// By value: the bytes of text before it.
    text_before: Vec<usize>,
    /// By value: whether it is a string of text.
    is_text: Vec<bool>,
}

impl<'t> Tree<'t> {
    fn new(page: &'t str, values: Vec<Value>, inner: Option<&'t Inner>) -> Self {
        let mut tree = Self {
            page,
            inner,
            text_before: Vec::with_capacity(values.len() + 1),
            is_text: vec![false; values.len()],
            values,
        };
        // The ends of the values that are open, and whether what has no key of its own is text in them.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut sum = 0;
        for at in 0..tree.values.len() {
            while open.last().is_some_and(|(end, _)| *end <= at) {
                open.pop();
            }
            let value = &tree.values[at];
            let key = &page[value.key.clone()];
            let inherited = key.is_empty() && open.last().is_some_and(|(_, text)| *text);
            let text = inherited || is_one_of(key, TEXT_KEYS);
            tree.text_before.push(sum);
            if value.kind == Kind::String && text && has_words(&page[inside(value)]) {
                tree.is_text[at] = true;
                sum += value.span.len() - 2;
            }
            if value.end > at + 1 {
                open.push((value.end, text));
            }
        }
        tree.text_before.push(sum);
        tree
    }

    /// The values right in a value.
    fn children(&self, parent: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.values[parent].end;
        std::iter::successors(Some(parent + 1), |&at| self.values.get(at).map(|value| value.end))
            .take_while(move |&at| at < end)
    }

    /// The value of a text.
    fn value_of(text: &Text) -> Option<usize> {
        match *text {
            Text::Paragraphs(at) | Text::Whole(at) => Some(at),
            Text::Plain(_) => None,
        }
    }

    /// Whether one of some titles, as plain words, stands beside a text or up to two objects further out.
    fn is_titled(&self, text: &Text, titles: &[String]) -> bool {
        let Some(at) = Self::value_of(text) else { return false };
        let is_object =
            |outer: &usize| self.values[*outer].kind == Kind::Object && self.values[*outer].end > at;
        let is_title = |child: usize| {
            let value = &self.values[child];
            let words = || plain_words(&script::decoded(self.page, inside(value)).0);
            value.kind == Kind::String && value.span.len() <= LONGEST_TITLE && titles.contains(&words())
        };
        (0..at).rev().filter(is_object).take(OUTWARD).any(|object| self.children(object).any(is_title))
    }

    /// Whether the script of a text names one of some titles as a string of its own, wherever that stands:
    /// programs that make pages smaller hand it over as an argument.
    fn is_named(&self, text: &Text, titles: &[&str]) -> bool {
        let Some(at) = Self::value_of(text).filter(|_| self.inner.is_none()) else { return false };
        let span = &self.values[at].span;
        let start = self.page[..span.start].rfind("<script").unwrap_or(0);
        let end = self.page[span.end..].find("</script").map_or(self.page.len(), |length| span.end + length);
        let script = &self.page[start..end];
        let is_string = |title: &&str| {
            let found = script.match_indices(*title).take(MOST_TEXTS);
            found.into_iter().any(|(at, _)| {
                let behind = &script[at + title.len()..];
                script[..at].ends_with(['"', '\'']) && behind.starts_with(['"', '\''])
            })
        };
        titles.iter().filter(|title| title.len() >= PARAGRAPH.start / 2).any(|title| is_string(&title.trim()))
    }

    /// The keys of a text and of the values around it.
    fn keys(&self, text: &Text) -> String {
        let Some(at) = Self::value_of(text) else { return String::new() };
        let around = (0..=at).filter(|&outer| outer == at || self.values[outer].end > at);
        let keys: Vec<&str> = around
            .map(|outer| &self.page[self.values[outer].key.clone()])
            .filter(|key| !key.is_empty())
            .collect();
        keys[keys.len().saturating_sub(KEYS)..].join(".")
    }

    /// The bytes of text in a value.
    fn text_in(&self, at: usize) -> usize {
        self.text_before[self.values[at].end] - self.text_before[at]
    }

    /// The arrays and strings with text of an article, with how much it is, those with most of it first.
    fn texts(&self) -> Vec<(usize, Text)> {
        // Arrays of paragraphs, from the last to the first: those within a value are known before it.
        let mut arrays: Vec<usize> = Vec::new();
        let mut texts: Vec<(usize, Text)> = Vec::new();
        for at in (0..self.values.len()).rev() {
            let value = &self.values[at];
            let (amount, text) = match value.kind {
                Kind::Array => {
                    let holds_array = |child: usize| {
                        let after = arrays.partition_point(|&array| array > child);
                        after > 0
                            && arrays[..after].last().is_some_and(|&array| array < self.values[child].end)
                    };
                    let is_paragraph = |child: &usize| {
                        PARAGRAPH.contains(&self.text_in(*child))
                            && !holds_array(*child)
                            && self.ends_a_sentence(*child)
                            && !self.marks(*child).has(ELSEWHERE)
                    };
                    let (count, amount) = self
                        .children(at)
                        .filter(is_paragraph)
                        .fold((0, 0), |(count, sum), child| (count + 1, sum + self.text_in(child)));
                    // Two paragraphs may be a teaser and its caption.
                    if count < 3 {
                        continue;
                    }
                    arrays.push(at);
                    (amount, Text::Paragraphs(at))
                }
                Kind::String
                    if value.key.is_empty() || is_one_of(&self.page[value.key.clone()], ARTICLE_KEYS) =>
                {
                    (self.prose(value), Text::Whole(at))
                }
                _ => continue,
            };
            if amount >= LEAST {
                texts.push((amount, text));
            }
        }
        for part in self.inner.into_iter().flat_map(|inner| &inner.texts) {
            // Other rows of text are programs and styles.
            let amount = prose(&self.page[part.clone()], true);
            texts.extend((amount >= LEAST).then(|| (amount, Text::Plain(part.clone()))));
        }
        texts.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
        texts.truncate(MOST_TEXTS);
        texts
    }

    /// The blocks of a text, with their places in the page.
    fn blocks<'b>(&self, text: &Text) -> Vec<Block<'b>> {
        let blocks: Vec<Block<'b>> = match text {
            Text::Paragraphs(array) => {
                self.children(*array).flat_map(|child| self.paragraph(child)).collect()
            }
            Text::Whole(string) => {
                let (text, map) = script::decoded(self.page, inside(&self.values[*string]));
                whole(&text, &map)
            }
            Text::Plain(part) => whole(&self.page[part.clone()], &OffsetMap::starting_at(part.start)),
        };
        match self.inner {
            Some(inner) => blocks.into_iter().map(|block| moved(block, &inner.map)).collect(),
            None => blocks,
        }
    }

    /// Whether the last text in a value ends as sentences do. The words before a link, a string of their own,
    /// do not.
    fn ends_a_sentence(&self, at: usize) -> bool {
        let last = (at..self.values[at].end).rev().find(|&at| self.is_text[at]);
        last.is_some_and(|last| written::ends_a_sentence(&self.page[inside(&self.values[last])]))
    }

    /// The same of a string, which has to be markup where it has no key.
    fn prose(&self, value: &Value) -> usize {
        if value.span.len() < LEAST {
            return 0;
        }
        let (text, _) = script::decoded(self.page, inside(value));
        prose(&text, value.key.is_empty())
    }

    /// What an object's own type says it is.
    fn marks(&self, at: usize) -> Marks {
        self.type_of(at).map_or(Marks::NONE, marks_of_names)
    }

    fn type_of(&self, at: usize) -> Option<&'t str> {
        let is_type = |child: &usize| {
            is_one_of(
                &self.page[self.values[*child].key.clone()],
                &["type", "kind", "__typename", "tag", "name"],
            )
        };
        let own = self.children(at).filter(|_| self.values[at].kind == Kind::Object).find(is_type)?;
        (self.values[own].kind == Kind::String).then(|| &self.page[inside(&self.values[own])])
    }

    /// The blocks of one value of an array of paragraphs.
    fn paragraph<'b>(&self, at: usize) -> Vec<Block<'b>> {
        if self.text_in(at) == 0 || self.marks(at).has(ELSEWHERE) {
            return Vec::new();
        }
        let strings: Vec<Range<usize>> = (at..self.values[at].end)
            .filter(|&at| self.is_text[at])
            .map(|at| inside(&self.values[at]))
            .collect();
        // Words between links are strings of their own, with a space of theirs at the ends or none.
        let is_joined = |before: &Range<usize>, next: &Range<usize>| {
            let (before, next) = (&self.page[before.clone()], &self.page[next.clone()]);
            !written::is_over(before) && !is_markup(before) && !is_markup(next) || next.starts_with(' ')
        };
        let runs = strings.chunk_by(is_joined);
        runs.flat_map(|run| self.run(at, run)).collect()
    }

    /// The blocks of strings of a value that are one text.
    fn run<'b>(&self, at: usize, strings: &[Range<usize>]) -> Vec<Block<'b>> {
        if let [only] = strings
            && let (text, map) = script::decoded(self.page, only.clone())
            && text.contains(['<', '&'])
        {
            return markup(&text, &map);
        }
        let mut builder = BlockBuilder::default();
        strings.iter().for_each(|string| script::push_string(&mut builder, self.page, string.clone()));
        if builder.is_empty() {
            return Vec::new();
        }
        let span = ByteSpan::new(strings[0].start, strings[strings.len() - 1].end);
        let kind = self.type_of(at).unwrap_or("").to_ascii_lowercase();
        let heading = kind.contains("head") || matches!(&*kind, "h2" | "h3" | "h4");
        let kind = match () {
            () if heading => BlockKind::Heading,
            () if kind.contains("quote") => BlockKind::Quote,
            () if kind.contains("list") => BlockKind::ListItem,
            () => BlockKind::Paragraph,
        };
        let mut block = builder.finish(kind, span);
        block.level = if heading { 2 } else { 0 };
        vec![block]
    }
}

/// The bytes of a text that are outside tags, if it is an article: long, and in paragraphs if it is markup,
/// in sentences if it is not.
fn prose(text: &str, only_markup: bool) -> usize {
    let is_markup = text.contains('<');
    if text.len() < LEAST
        || text.starts_with(['{', '['])
        || only_markup && !text.trim_start().starts_with('<')
    {
        return 0;
    }
    if !is_markup {
        return if has_sentences(text) { text.len() } else { 0 };
    }
    // What stands in paragraphs: menus and scripts have none.
    let (mut amount, mut in_paragraph, mut paragraphs) = (0, false, 0);
    for piece in text.split('<') {
        let Some((tag, words)) = piece.split_once('>') else { continue };
        match tag.split([' ', '\n', '/']).find(|name| !name.is_empty()).unwrap_or("") {
            "p" => in_paragraph = !tag.starts_with('/'),
            "div" | "ul" | "li" | "script" | "style" | "section" | "nav" => in_paragraph = false,
            _ => {}
        }
        if in_paragraph {
            amount += words.len();
            paragraphs += usize::from(tag.starts_with('p'));
        }
    }
    if paragraphs < LEAST_PARAGRAPHS { 0 } else { amount }
}

/// The blocks of a string that holds a whole article.
fn whole<'b>(text: &str, map: &OffsetMap) -> Vec<Block<'b>> {
    if text.contains('<') {
        return markup(text, map);
    }
    let mut start = 0;
    let lines = text.split_inclusive('\n').filter_map(|line| {
        let at = start;
        start += line.len();
        let mut builder = BlockBuilder::default();
        for (offset, character) in line.char_indices() {
            let span = map.span(at + offset, at + offset + character.len_utf8());
            builder.push_decoded(character.encode_utf8(&mut [0; 4]), span);
        }
        (!builder.is_empty()).then(|| builder.finish(BlockKind::Paragraph, map.span(at, at + line.len())))
    });
    lines.collect()
}

/// The blocks of a string of markup.
fn markup<'b>(text: &str, map: &OffsetMap) -> Vec<Block<'b>> {
    let Ok(page) = Page::parse(text) else { return Vec::new() };
    let outline = Outline::new(&page);
    let notes = Notes::find(&outline);
    let writer = Writer { outline: &outline, notes: &notes, base: None };
    let blocks =
        outline.segments.iter().filter_map(|segment| writer.segment(segment, kind(&outline, segment)));
    blocks.map(|block| moved(block, map)).collect()
}

/// A block of a decoded string with its places in the page.
pub fn moved<'d>(block: Block<'_>, to_page: &OffsetMap) -> Block<'d> {
    let mut map = OffsetMap::default();
    for (at, character) in block.text.char_indices() {
        let inner = block.map.span(at, at + character.len_utf8());
        let source = to_page.span(inner.start as usize, inner.end as usize);
        map.push(at, source.start as usize);
        if source.len() != character.len_utf8() {
            map.push_spelled(at + character.len_utf8(), source.end as usize);
        }
    }
    let span = to_page.span(block.span.start as usize, block.span.end as usize);
    let Block { kind, level, text, breaks, code, links, notes, anchors, label, definition, entry, .. } =
        block;
    let text = Cow::Owned(text.into_owned());
    Block { kind, level, text, map, breaks, code, links, notes, anchors, label, definition, entry, span }
}

/// What is between a string's quotes.
fn inside(value: &Value) -> Range<usize> {
    value.span.start + 1..value.span.end - 1
}

fn is_one_of(key: &str, keys: &[&str]) -> bool {
    keys.iter().any(|known| known.eq_ignore_ascii_case(key))
}

#[cfg(test)]
mod tests {
    use crate::input::LoadOptions;
    use crate::model::{Document, Source};

    const LONG: &str = "The harbour stayed closed for another week because the dredgers had not come back from the north in time";

    fn document(page: &str) -> Document<'_> {
        crate::input::html::document(page, Source::default(), &LoadOptions::default())
            .unwrap_or_else(|_| panic!("a page of few nodes"))
    }

    fn texts(page: &str) -> Vec<String> {
        document(page).blocks.iter().map(|block| block.text.to_string()).collect()
    }

    fn paragraphs(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("{LONG}, paragraph {number} [{number}].")).collect()
    }

    #[test]
    fn a_list_of_paragraphs_in_a_script_is_the_text_where_the_page_shows_its_start_only() {
        let nodes: Vec<String> = paragraphs(9)
            .iter()
            .map(|text| format!(r#"{{"type":"paragraph","content":[{{"type":"text","value":"{text}"}},{{"type":"link","data":{{"href":"https://example.org/x y"}},"content":[{{"type":"text","value":" Read \u2014 it."}}]}}]}}"#))
            .collect();
        let advert = r#"{"type":"newsletter","content":[{"type":"text","value":"Sign up here for the best of our long newsletters of the week"}]}"#;
        let state = format!(r#"{{"story":{{"id":7,"body":{{"content":[{},{advert}]}}}}}}"#, nodes.join(","));
        let page = |shown: &str| {
            format!(
                "<article><h1>Harbour</h1><p>{shown}</p></article><script type=\"application/json\">{state}</script>"
            )
        };
        let expected: Vec<String> = paragraphs(9).iter().map(|text| format!("{text} Read — it.")).collect();
        let shown = page(&paragraphs(1)[0]);
        assert_eq!(texts(&shown), expected);
        for block in &document(&shown).blocks {
            let start = block.text.find('[').expect("each has a marker");
            assert_eq!(block.map.span(start, start + 3).slice(&shown), &block.text[start..start + 3]);
        }
        // Another text than the page's own is not taken for it.
        let other = "Something else altogether was said on this page about a harbour in the south.";
        assert_eq!(texts(&page(other)), ["Harbour", other]);
    }

    #[test]
    fn texts_of_one_value_are_parted_where_sentences_end_and_tags_stand() {
        let texts_of = |number: usize| {
            let items = [
                format!("{LONG}, item {number}."),
                "The ferry came.".to_owned(),
                "It was <a href='/x'>late<\\/a>.".to_owned(),
                "All was".to_owned(),
                " well.".to_owned(),
            ];
            let strings = items.map(|text| format!(r#"{{"type":"text","text":"{text}"}}"#));
            format!(r#"{{"type":"card","items":[{}]}}"#, strings.join(","))
        };
        let cards: Vec<String> = (0..9).map(texts_of).collect();
        let page = format!(
            "<div id=root></div><script type=\"application/json\">{{\"story\":{{\"body\":[{}]}}}}</script>",
            cards.join(",")
        );
        let first = format!("{LONG}, item 0.");
        assert_eq!(texts(&page)[..4], [&*first, "The ferry came.", "It was late.", "All was well."]);
    }

    #[test]
    fn markup_in_a_string_is_read_as_markup() {
        let markup: String = paragraphs(12)
            .iter()
            .map(|text| format!("<p>{text} <a href=\\\"/x\\\">A &amp; B</a></p>"))
            .collect();
        let page =
            format!("<div id=root></div><script>window.state = {{\"articleBody\": \"{markup}\"}}</script>");
        let expected: Vec<String> = paragraphs(12).iter().map(|text| format!("{text} A & B")).collect();
        assert_eq!(texts(&page), expected);
        let document = document(&page);
        let block = &document.blocks[1];
        let and = block.text.find('&').expect("it is there");
        assert_eq!(block.map.span(and, and + 1).slice(&page), "&amp;");
    }

    #[test]
    fn lines_in_a_string_are_paragraphs() {
        let page = format!(
            "<script type=\"application/ld+json\">{{\"articleBody\": \"{}\"}}</script>",
            paragraphs(12).join(" Yes. \\n\\n")
        );
        assert_eq!(texts(&page).len(), 12);
    }

    #[test]
    fn a_page_that_shows_its_text_is_read_as_shown() {
        let shown: String = paragraphs(30).iter().map(|text| format!("<p>{text}</p>")).collect();
        let held = format!("{}. {}. {}. Other words. ", LONG, LONG, LONG).repeat(30);
        let page = format!(
            "<article><h1>Harbour</h1>{shown}</article><script>{{\"articleBody\": \"{held}\"}}</script>"
        );
        assert_eq!(texts(&page)[1..], paragraphs(30));
    }
}
