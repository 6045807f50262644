//! Reads Record.

use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::Format;

/// Reads Record.
pub struct RecordLoader;

impl Loader for RecordLoader {
    fn format(&self) -> Format {
        Format::Record
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn load(&self, _input: &RawInput<'_>, _options: &LoadOptions, _emit: &mut Emit<'_>) {}
}
