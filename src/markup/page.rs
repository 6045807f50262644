//! A page as a tree that remembers the source bytes of every element and every piece of text. It does not say
//! what the page's article is; see `input::html`.

use ego_tree::{NodeId, Tree};
use scraper::Node;

use crate::markup::chunks::{TooLarge, feed};
use crate::markup::grafts::settle;
use crate::markup::pieces::{Piece, Pieces};
use crate::markup::tree::{Building, Built, index};
use crate::text::ByteSpan;

/// A parsed page with positions.
pub struct Page {
    /// The tree.
    pub tree: Tree<Node>,
    spans: Vec<ByteSpan>,
    pieces: Pieces,
}

impl Page {
    /// Parses a decoded page.
    pub fn parse(source: &str) -> Result<Self, TooLarge> {
        let Built { tree, spans, pieces, templates } = feed(source, Building::new())?.finish(source.len());
        let mut page = Self { tree, spans, pieces };
        if !templates.is_empty() {
            let Self { tree, spans, pieces } = &mut page;
            let extent = |node: NodeId| match pieces.of(index(node)).next() {
                Some(piece) => Some((piece.source.start as usize, piece.source.end as usize)),
                None => spans.get(index(node)).map(|span| (span.start as usize, span.end as usize)),
            };
            settle(tree, &templates, source, &extent);
        }
        Ok(page)
    }

    /// The source bytes of a comment, and of an element from its start tag to its end, end tag included where
    /// it has one. Empty for one that the parser made up (`<tbody>`, `<html>`).
    pub fn span(&self, node: NodeId) -> ByteSpan {
        self.spans.get(index(node)).copied().unwrap_or_default()
    }

    /// The pieces of a text node, ascending.
    pub fn pieces(&self, node: NodeId) -> impl Iterator<Item = Piece> + '_ {
        self.pieces.of(index(node))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::Html;

    use super::*;
    use crate::markup::plain::MAX_ATTRIBUTES;
    use crate::markup::samples::PARTS;
    use crate::markup::tree::MAX_DEPTH;

    /// The tree as lines of names and texts, without comments and without what scripts and styles say.
    fn shape(tree: &Tree<Node>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for edge in tree.root().traverse() {
            let ego_tree::iter::Edge::Open(node) = edge else { continue };
            let depth = node.ancestors().count();
            let raw = node.parent().and_then(|parent| parent.value().as_element()).is_some_and(|parent| {
                matches!(
                    parent.name(),
                    "script" | "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp"
                )
            });
            match node.value() {
                Node::Text(text) if !raw => lines.push(format!("{depth}\"{}", &**text)),
                Node::Element(element) => lines.push(format!(
                    "{depth}<{} {:?}",
                    element.name(),
                    element.attrs().collect::<Vec<_>>()
                )),
                _ => {}
            }
        }
        lines
    }

    fn check(source: &str) {
        let page = Page::parse(source).expect("few nodes");
        assert_eq!(shape(&page.tree), shape(&Html::parse_document(source).tree), "{source:?}");
        for node in page.tree.nodes() {
            let Some(text) = node.value().as_text() else { continue };
            let pieces: Vec<Piece> = page.pieces(node.id()).collect();
            for (at, piece) in pieces.iter().enumerate() {
                let end = pieces.get(at + 1).map_or(text.len(), |next| next.at as usize);
                let words = &text[piece.at as usize..end];
                assert!(piece.source.end as usize <= source.len());
                if !piece.decoded {
                    assert_eq!(piece.source.slice(source), words, "{source:?}");
                }
            }
        }
    }

    #[test]
    fn the_tree_is_the_one_that_is_parsed_whole() {
        let pages = [
            "<p>One [1] &amp; two<sup><a href='#r2'>[2]</a></sup>\n<p>three",
            "<!DOCTYPE html><html><head><title>A &lt;b> <!-- no comment --></title><style>p{}</style></head><body>x<!-- <p> -->y",
            "<script>if (a < b && c > d) {}</script><p>text",
            "<script><!-- <script> </script> --></script>after",
            "<script type=application/ld+json>{\"a\": \"<b>&amp;\"}</script>after",
            "<table>foster<tr><td>cell</table>",
            "<a title=\"a>b<c\">x</a><b>1<p>2</b>3",
            "<pre>\n\n\n</pre><pre>\n\nline\r\nnext\rlast</pre>\r\n&#91;1&#93; &notin &ampx; &unknown;",
            "<textarea><p>&amp;</textarea><svg><style><b>x</b></style></svg>",
            "<noscript><p>n</noscript>a\0b<![CDATA[x]]><!--><p>--><!--->q",
            "<select><option>a<option>b</select><template><p>t</template>",
        ];
        for page in pages {
            check(page);
        }
    }

    #[test]
    fn a_character_reference_stands_where_it_is_spelled() {
        let source =
            "a&amp;&amp;b&#91;1&#93; &lt;x &ampy &unknown; & z &quotrg/&quot; &notit &#x5Bg&#; &#93rd";
        let page = Page::parse(source).expect("few nodes");
        let text = page.tree.nodes().find(|node| node.value().is_text()).expect("there is text");
        let words = text.value().as_text().expect("it is text").to_string();
        assert_eq!(words, "a&&b[1] <x &y &unknown; & z \"rg/\" ¬it [g&#; ]rd");
        let spelled: Vec<&str> = page
            .pieces(text.id())
            .filter(|piece| piece.decoded)
            .map(|piece| piece.source.slice(source))
            .collect();
        assert_eq!(
            spelled,
            ["&amp;", "&amp;", "&#91;", "&#93;", "&lt;", "&amp", "&quot", "&quot;", "&not", "&#x5B", "&#93"]
        );
    }

    #[test]
    fn a_reference_in_what_seems_a_tag_and_is_text_stands_where_it_is_spelled() {
        let source = "<title>a</b&#x41[1] <!-- &amp; --> </title><!-- &lt; --><i title='&amp;'>b&amp;[2]";
        let page = Page::parse(source).expect("few nodes");
        let texts = page
            .tree
            .nodes()
            .filter_map(|node| node.value().as_text().map(|text| (node.id(), text.to_string())));
        for (marker, (node, text)) in ["[1]", "[2]"].iter().zip(texts) {
            let at = text.find(marker).expect("it has its marker");
            let pieces: Vec<Piece> = page.pieces(node).collect();
            let piece =
                pieces.iter().rev().find(|piece| piece.at as usize <= at).expect("every text has a piece");
            assert!(
                source[piece.source.start as usize + at - piece.at as usize..].starts_with(marker),
                "{marker} of {text}: {pieces:?}"
            );
        }
    }

    #[test]
    fn a_sign_that_opens_no_tag_stands_where_it_is_written() {
        let source = "<title>a <<b> < </<[1]d></</i></title>4 <<b>5 <&amp; 6&b&c&&d &#&#x; < 7<<!-- c --><<<i class=\"x>y\">8 < <";
        let page = Page::parse(source).expect("few nodes");
        let mut words = String::new();
        for node in page.tree.nodes().filter(|node| node.value().is_text()) {
            let text = node.value().as_text().expect("it is text");
            words.push_str(text);
            let pieces: Vec<Piece> = page.pieces(node.id()).collect();
            for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.decoded) {
                let end = pieces.get(index + 1).map_or(text.len(), |next| next.at as usize);
                let shown = &text[piece.at as usize..end];
                assert!(
                    source[piece.source.start as usize..].starts_with(shown),
                    "{shown} is not at {piece:?}"
                );
            }
        }
        assert_eq!(words, "a <<b> < </<[1]d></</i>4 <5 <& 6&b&c&&d &#&#x; < 7<<<8 < <");
        let spans: Vec<&str> = page
            .tree
            .nodes()
            .filter(|node| {
                node.value().as_element().is_some_and(|element| matches!(element.name(), "b" | "i"))
            })
            .map(|node| page.span(node.id()).slice(source))
            .collect();
        assert!(
            spans.iter().all(|span| span.starts_with("<b>") || span.starts_with("<i class")),
            "{spans:?}"
        );
    }

    #[test]
    fn text_among_nul_characters_stands_where_it_is_written() {
        let nuls = "\0".repeat(40);
        let source = format!("<title>a{nuls}b</title><p>c{nuls}d</p><table>e{nuls}<svg>f\0</svg>{nuls}g");
        let page = Page::parse(&source).expect("few nodes");
        let mut words = String::new();
        for node in page.tree.nodes().filter(|node| node.value().is_text()) {
            let text = node.value().as_text().expect("it is text");
            let pieces: Vec<Piece> = page.pieces(node.id()).collect();
            for (index, piece) in pieces.iter().enumerate() {
                let end = pieces.get(index + 1).map_or(text.len(), |next| next.at as usize);
                let shown = text[piece.at as usize..end].replace('\u{fffd}', "\0");
                assert!(
                    source[piece.source.start as usize..].starts_with(&shown),
                    "{shown:?} is not at {piece:?}"
                );
                words.push_str(&shown.replace('\0', ""));
            }
        }
        words = words.chars().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        assert_eq!(words, "abcdefg");
    }

    #[test]
    fn a_script_of_json_keeps_its_text() {
        let page = Page::parse("<script type=\"application/ld+json\">{\"a\": \"</b>\"}</script>")
            .expect("few nodes");
        let text: String =
            page.tree.nodes().filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
        assert_eq!(text, "{\"a\": \"</b>\"}");
    }

    #[test]
    fn elements_know_where_they_stand() {
        let source = "<div><p class=a>one</p>\n<p>two</div>";
        let page = Page::parse(source).expect("few nodes");
        let spans: Vec<&str> = page
            .tree
            .nodes()
            .filter(|node| {
                node.value().as_element().is_some_and(|element| matches!(element.name(), "p" | "div"))
            })
            .map(|node| page.span(node.id()).slice(source))
            .collect();
        assert_eq!(spans, [source, "<p class=a>one</p>", "<p>two"]);
    }

    #[test]
    fn a_tag_with_too_many_attributes_is_refused_and_many_words_behind_a_sign_are_not() {
        let crowded = |count: usize| format!("<p title=\">\" {}>text</p>", "a=b ".repeat(count));
        assert!(Page::parse(&crowded(MAX_ATTRIBUTES - 1)).is_ok());
        assert!(Page::parse(&crowded(MAX_ATTRIBUTES)).is_err());
        assert!(Page::parse(&format!("<p>1 < 2 {}</p>", "and so on ".repeat(MAX_ATTRIBUTES))).is_ok());
    }

    #[test]
    fn depth_and_number_of_nodes_are_bounded() {
        let deep = "<div>".repeat(100_000) + "<p>text</p>" + &"</div>".repeat(100_000) + "<p>after</p>";
        let page = Page::parse(&deep).expect("few nodes");
        let deepest = page.tree.nodes().map(|node| node.ancestors().count()).max();
        assert!(deepest.is_some_and(|depth| depth <= MAX_DEPTH + 4), "{deepest:?}");
        let after = page
            .tree
            .nodes()
            .rfind(|node| node.value().as_element().is_some_and(|element| element.name() == "p"));
        assert!(
            after.is_some_and(|node| node.ancestors().count() < 5),
            "what follows stands where it should"
        );
    }

    proptest! {
        #[test]
        fn any_markup_gives_the_tree_that_is_parsed_whole(
            parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..40)
        ) {
            check(&parts.concat());
        }
    }
}
