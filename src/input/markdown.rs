//! Reads Markdown.

use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::Format;

/// Reads Markdown.
pub struct MarkdownLoader;

impl Loader for MarkdownLoader {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn load(&self, _input: &RawInput<'_>, _options: &LoadOptions, _emit: &mut Emit<'_>) {}
}

/// The document of a decoded Markdown text.
pub fn document<'d>(text: &'d str, source: crate::model::Source) -> crate::model::Document<'d> {
    crate::model::Document::new(source, text)
}
