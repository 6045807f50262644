//! HTML elements by what they mean for text: block, inline, or no text at all.

use std::collections::HashMap;
use std::sync::OnceLock;

use html5ever::LocalName;

/// An element's name, as far as it matters for text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// A text node.
    Text,
    /// An element without meaning for blocks: `<span>`, `<b>`, unknown names.
    #[default]
    Inline,
    /// `<a>`
    A,
    /// `<br>`
    Br,
    /// `<sup>`
    Sup,
    /// Inline code: `<code>`, `<kbd>`, `<samp>`, `<tt>`, `<var>`.
    Code,
    /// `<time>`
    Time,
    /// `<cite>`
    Cite,
    /// A container that says nothing: `<div>`, `<form>`, `<center>`, `<body>` and the like.
    Div,
    /// `<section>`
    Section,
    /// `<main>`
    Main,
    /// `<article>`
    Article,
    /// `<aside>`
    Aside,
    /// `<header>`
    Header,
    /// `<footer>`
    Footer,
    /// `<nav>`, `<menu>`
    Nav,
    /// `<p>`
    P,
    /// `<h1>`
    H1,
    /// `<h2>`
    H2,
    /// `<h3>`
    H3,
    /// `<h4>`
    H4,
    /// `<h5>`
    H5,
    /// `<h6>`
    H6,
    /// `<ul>`
    Ul,
    /// `<ol>`
    Ol,
    /// `<li>`
    Li,
    /// `<dl>`
    Dl,
    /// `<dt>`
    Dt,
    /// `<dd>`
    Dd,
    /// `<blockquote>`
    Blockquote,
    /// `<pre>`
    Pre,
    /// `<figure>`
    Figure,
    /// `<figcaption>`, `<caption>`
    Caption,
    /// `<table>`
    Table,
    /// `<tr>`
    Tr,
    /// `<td>`, `<th>`
    Cell,
    /// `<hr>`
    Hr,
    /// `<address>`
    Address,
    /// No text of the page: scripts, pictures, forms' controls.
    Void,
}

const NAMES: &[(&str, Tag)] = &[
    ("a", Tag::A),
    ("br", Tag::Br),
    ("sup", Tag::Sup),
    ("code", Tag::Code),
    ("kbd", Tag::Code),
    ("samp", Tag::Code),
    ("tt", Tag::Code),
    ("var", Tag::Code),
    ("time", Tag::Time),
    ("cite", Tag::Cite),
    ("html", Tag::Div),
    ("body", Tag::Div),
    ("div", Tag::Div),
    ("center", Tag::Div),
    ("form", Tag::Div),
    ("fieldset", Tag::Div),
    ("details", Tag::Div),
    ("summary", Tag::Div),
    ("hgroup", Tag::Div),
    ("dialog", Tag::Div),
    ("thead", Tag::Div),
    ("tbody", Tag::Div),
    ("tfoot", Tag::Div),
    ("section", Tag::Section),
    ("main", Tag::Main),
    ("article", Tag::Article),
    ("aside", Tag::Aside),
    ("header", Tag::Header),
    ("footer", Tag::Footer),
    ("nav", Tag::Nav),
    ("menu", Tag::Nav),
    ("p", Tag::P),
    ("h1", Tag::H1),
    ("h2", Tag::H2),
    ("h3", Tag::H3),
    ("h4", Tag::H4),
    ("h5", Tag::H5),
    ("h6", Tag::H6),
    ("ul", Tag::Ul),
    ("dir", Tag::Ul),
    ("ol", Tag::Ol),
    ("li", Tag::Li),
    ("dl", Tag::Dl),
    ("dt", Tag::Dt),
    ("dd", Tag::Dd),
    ("blockquote", Tag::Blockquote),
    ("pre", Tag::Pre),
    ("listing", Tag::Pre),
    ("figure", Tag::Figure),
    ("figcaption", Tag::Caption),
    ("caption", Tag::Caption),
    ("table", Tag::Table),
    ("tr", Tag::Tr),
    ("td", Tag::Cell),
    ("th", Tag::Cell),
    ("hr", Tag::Hr),
    ("address", Tag::Address),
    ("head", Tag::Void),
    ("script", Tag::Void),
    ("style", Tag::Void),
    ("template", Tag::Void),
    ("noscript", Tag::Void),
    ("iframe", Tag::Void),
    ("object", Tag::Void),
    ("embed", Tag::Void),
    ("applet", Tag::Void),
    ("svg", Tag::Void),
    ("canvas", Tag::Void),
    ("audio", Tag::Void),
    ("video", Tag::Void),
    ("map", Tag::Void),
    ("img", Tag::Void),
    ("button", Tag::Void),
    ("select", Tag::Void),
    ("option", Tag::Void),
    ("datalist", Tag::Void),
    ("textarea", Tag::Void),
    ("input", Tag::Void),
    ("progress", Tag::Void),
    ("meter", Tag::Void),
    ("rt", Tag::Void),
    ("rp", Tag::Void),
    ("link", Tag::Void),
    ("meta", Tag::Void),
    ("frameset", Tag::Void),
];

impl Tag {
    /// The tag of an element's name.
    pub fn of(name: &LocalName) -> Self {
        static BY_NAME: OnceLock<HashMap<LocalName, Tag>> = OnceLock::new();
        let by_name =
            BY_NAME.get_or_init(|| NAMES.iter().map(|(name, tag)| (LocalName::from(*name), *tag)).collect());
        by_name.get(name).copied().unwrap_or_default()
    }

    /// Whether it begins and ends a block of text.
    pub fn is_block(self) -> bool {
        self >= Self::Div && self != Self::Void
    }

    /// Whether it is a box for other blocks rather than a block of words.
    pub fn is_container(self) -> bool {
        matches!(
            self,
            Self::Div
                | Self::Section
                | Self::Main
                | Self::Article
                | Self::Aside
                | Self::Header
                | Self::Footer
                | Self::Nav
                | Self::Ul
                | Self::Ol
                | Self::Dl
                | Self::Blockquote
                | Self::Figure
                | Self::Table
                | Self::Tr
                | Self::Cell
                | Self::Address
        )
    }

    /// A heading's level, 0 for what is none.
    pub fn heading_level(self) -> u8 {
        match self {
            Self::H1 => 1,
            Self::H2 => 2,
            Self::H3 => 3,
            Self::H4 => 4,
            Self::H5 => 5,
            Self::H6 => 6,
            _ => 0,
        }
    }
}
