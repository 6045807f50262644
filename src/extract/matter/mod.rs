//! Fields that a text states of itself before its first words: front matter in YAML, TOML or JSON, title
//! blocks, and header lines such as `Title: ...`.

pub mod flow;
pub mod keys;
pub mod mail;
pub mod title_block;
pub mod toml;
pub mod yaml;

use crate::extract::offer::Offer;
use crate::model::{Document, FieldName};
use crate::text::ByteSpan;

pub use keys::{field, is_header};

/// The fields of the front matter that stands in a span of the source, its fences included.
pub fn fields<'a>(document: &Document<'a>, span: ByteSpan) -> Vec<Offer<'a>> {
    let (text, range) = (document.text, span.start as usize..span.end as usize);
    let mut offers = match text.get(range.clone()).map_or("", |matter| &matter[..matter.len().min(1)]) {
        "+" => toml::toml_fields(text, range),
        "{" => toml::json_fields(text, range),
        "%" => title_block::fields(text, range),
        _ => yaml::fields(text, range),
    };
    drop_days_of_the_note(&mut offers);
    offers
}

/// Whether the front of a text may be front matter, by its first characters.
pub fn opens(text: &str) -> bool {
    ["---", "+++", "{", "%"].iter().any(|opening| text.starts_with(opening))
}

/// A note that names the page it was made of was created when it was made, and so was what changed in it:
/// neither is the page's.
fn drop_days_of_the_note(offers: &mut Vec<Offer<'_>>) {
    let has_source = offers.iter().any(|offer| offer.field == FieldName::Url);
    let is_created = |offer: &Offer<'_>| keys::plain(&offer.key) == "created";
    if has_source && offers.iter().any(is_created) {
        offers.retain(|offer| !is_created(offer) && keys::plain(&offer.key) != "updated");
    }
}

/// The fields of header lines, as far as they are known: byte ranges of lines in the source.
pub fn headers<'a>(document: &Document<'a>, lines: impl Iterator<Item = ByteSpan>) -> Vec<Offer<'a>> {
    let mut offers = Vec::new();
    for span in lines {
        let line = span.slice(document.text);
        let Some((key, value)) = line.split_once(':') else { continue };
        let Some(field) = field(key.trim()) else { continue };
        // `**Title:** Harbour opens`
        let value = value.trim_start_matches([':', '*', '_']);
        let end = span.start as usize + line.len();
        offers.extend(keys::offer(document.text, field, key.trim(), end - value.len()..end));
    }
    offers
}
