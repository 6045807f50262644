//! Reads Ndjson.

use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::Format;

/// Reads Ndjson.
pub struct NdjsonLoader;

impl Loader for NdjsonLoader {
    fn format(&self) -> Format {
        Format::Ndjson
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn load(&self, _input: &RawInput<'_>, _options: &LoadOptions, _emit: &mut Emit<'_>) {}
}
