//! The fields of TOML front matter (`+++`) and of JSON front matter. Keys of a table are fields where its
//! name says that they are the page's own, or whose they are.

use std::ops::Range;

use crate::extract::matter::flow::{Dialect, Scalar, scalars};
use crate::extract::matter::keys::{field, offer, plain};
use crate::extract::offer::Offer;
use crate::model::FieldName;

/// Lines of TOML that are read.
const MOST_LINES: usize = 200;

/// The fields of the TOML in a range of a text, its fences included.
pub fn toml_fields<'a>(text: &'a str, range: Range<usize>) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    let mut table = Table::Own;
    let mut at = range.start;
    for _ in 0..MOST_LINES {
        let rest = &text[at..range.end];
        let line = &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)];
        if line.is_empty() {
            break;
        }
        let start = at;
        at += line.len();
        let words = line.trim_start();
        if words.starts_with('[') {
            table = Table::of(words.trim_end().trim_matches(['[', ']']));
            continue;
        }
        let Some((key, value)) = words.split_once('=').filter(|_| !words.starts_with('#')) else { continue };
        let key = key.trim().trim_matches(['"', '\'']);
        let value_start = start + line.len() - value.trim_start().len();
        if !value.trim_start().starts_with(['[', '{', '"', '\'']) {
            let length = value.trim_start().find([' ', '#', '\n']).unwrap_or(value.trim_start().len());
            offers.extend(
                table.field(key).and_then(|field| offer(text, field, key, value_start..value_start + length)),
            );
            continue;
        }
        let (found, end) = scalars(text, value_start..range.end, Dialect::Toml);
        at = text[end..range.end].find('\n').map_or(range.end, |length| end + length + 1);
        let Some(field) = table.field(key) else { continue };
        for scalar in found.iter().filter(|scalar| is_name(text, scalar, 0)) {
            offers.extend(offer(text, field, key, scalar.range.clone()));
        }
    }
    offers
}

/// The fields of the JSON object in a range of a text.
pub fn json_fields<'a>(text: &'a str, range: Range<usize>) -> Vec<Offer<'a>> {
    let (found, _) = scalars(text, range, Dialect::Json);
    let offers = found.iter().filter_map(|scalar| {
        let key = &text[scalar.keys.first()?.clone()];
        let is_own = is_name(text, scalar, 1) && &text[scalar.range.clone()] != "null";
        offer(text, field(key).filter(|_| is_own)?, key, scalar.range.clone())
    });
    offers.collect()
}

/// Whether a scalar is the value itself, one of its list, or the name in a map: behind so many keys.
fn is_name(text: &str, scalar: &Scalar, outer: usize) -> bool {
    let inner = scalar.keys.get(outer..).unwrap_or_default();
    inner.is_empty() || inner.len() == 1 && &text[inner[0].clone()] == "name"
}

/// The table that a line of TOML stands in.
enum Table {
    /// None, or one whose keys are the page's.
    Own,
    /// `[[authors]]`: its names are values of the field.
    Of(FieldName),
    /// One of something else.
    Other,
}

impl Table {
    fn of(name: &str) -> Self {
        match (plain(name).as_str(), field(name)) {
            ("extra" | "params" | "taxonomies" | "page", _) => Self::Own,
            (_, Some(field)) => Self::Of(field),
            _ => Self::Other,
        }
    }

    fn field(&self, key: &str) -> Option<FieldName> {
        match self {
            Self::Own => field(key),
            Self::Of(of) => Some(*of).filter(|_| key == "name"),
            Self::Other => None,
        }
    }
}
