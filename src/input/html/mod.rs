//! HTML and XHTML.

use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::{Document, Format, Source};

/// Reads HTML.
pub struct HtmlLoader;

impl Loader for HtmlLoader {
    fn format(&self) -> Format {
        Format::Html
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn load(&self, _input: &RawInput<'_>, _options: &LoadOptions, _emit: &mut Emit<'_>) {}
}

/// The document of a decoded page.
pub fn document<'d>(text: &'d str, source: Source) -> Document<'d> {
    Document::new(source, text)
}
