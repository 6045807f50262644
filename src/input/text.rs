//! Reads text.

use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::Format;

/// Reads text.
pub struct TextLoader;

impl Loader for TextLoader {
    fn format(&self) -> Format {
        Format::Text
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn load(&self, _input: &RawInput<'_>, _options: &LoadOptions, _emit: &mut Emit<'_>) {}
}

/// The document of a decoded plain text.
pub fn document<'d>(text: &'d str, source: crate::model::Source) -> crate::model::Document<'d> {
    crate::model::Document::new(source, text)
}

/// Reads reStructuredText.
pub struct RstLoader;

impl Loader for RstLoader {
    fn format(&self) -> Format {
        Format::Rst
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn load(&self, _input: &RawInput<'_>, _options: &LoadOptions, _emit: &mut Emit<'_>) {}
}
