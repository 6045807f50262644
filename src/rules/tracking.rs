//! Mends addresses that carry what their page does not need.

use crate::address::parts::Parameter;
pub(crate) use crate::address::tracking::is_tracking;
use crate::model::Edit;
use crate::text::ByteSpan;

/// The edits that take some parameters out of an address as it stands in a source at `at`.
pub(crate) fn without(literal: &str, at: usize, takes: impl Fn(&Parameter<'_>) -> bool) -> Vec<Edit> {
    crate::address::tracking::without(literal, takes)
        .into_iter()
        .map(|cut| Edit { span: ByteSpan::new(at + cut.start, at + cut.end), insert: String::new() })
        .collect()
}
