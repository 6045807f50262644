//! Answers of a bounded size: long lists come page by page, long words are cut.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::mcp::marked::NOTE;

/// Items of a page, unless a client says otherwise, and at most.
const USUAL: usize = 50;
const MOST: usize = 500;

/// Bytes of the lists of a page; the first item of each comes whatever its length.
const LARGEST: usize = 96 << 10;

/// Letters that are kept of words, and items of lists within items.
const LETTERS: usize = 4000;
const ITEMS: usize = 200;

/// Which part of the lists is wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
pub struct Page {
    /// Items of each list that are passed over: next_offset of the answer before. Default 0.
    #[serde(default)]
    pub offset: Option<usize>,
    /// Items of each list at most, up to 500. Default 50.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// An answer that comes page by page, as its schema shows it.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "it is a schema")]
pub struct Paged<T> {
    #[schemars(flatten)]
    own: T,
    /// How long each list is.
    totals: BTreeMap<String, usize>,
    /// The offset of the next page; null on the last.
    next_offset: Option<usize>,
    /// Whether words or inner lists were cut to keep the answer short.
    shortened: bool,
    /// How to take words of others.
    note: String,
}

/// A page of an answer. `lists` are JSON pointers to its lists.
pub fn paged(mut answer: Value, lists: &[&str], page: Page) -> Value {
    let from = page.offset.unwrap_or(0);
    let limit = page.limit.unwrap_or(USUAL).clamp(1, MOST);
    let mut held: Vec<(&str, Vec<Value>)> = Vec::new();
    for list in lists {
        if let Some(Value::Array(items)) = answer.pointer_mut(list).map(Value::take) {
            held.push((list, items));
        }
    }
    let mut is_shortened = shorten(&mut answer);
    let longest = held.iter().map(|(_, items)| items.len()).max().unwrap_or(0);
    let (mut end, mut size) = (from, 0);
    while end < longest.min(from.saturating_add(limit)) {
        for (_, items) in &mut held {
            let Some(item) = items.get_mut(end) else { continue };
            is_shortened |= shorten(item);
            size += item.to_string().len();
        }
        if end > from && size > LARGEST {
            break;
        }
        end += 1;
    }
    let mut totals = serde_json::Map::new();
    for (list, items) in held {
        totals.insert(list[1..].replace('/', "."), items.len().into());
        if let Some(place) = answer.pointer_mut(list) {
            *place = items.into_iter().take(end).skip(from).collect();
        }
    }
    answer["totals"] = totals.into();
    answer["next_offset"] = json!((end < longest).then_some(end));
    answer["shortened"] = is_shortened.into();
    answer["note"] = NOTE.into();
    answer
}

/// Cuts long words and lists; whether it did.
fn shorten(value: &mut Value) -> bool {
    match value {
        Value::String(words) => {
            let Some((at, _)) = words.char_indices().nth(LETTERS) else { return false };
            words.truncate(at);
            words.push('…');
            true
        }
        Value::Array(items) => {
            let is_cut = items.len() > ITEMS;
            items.truncate(ITEMS);
            items.iter_mut().fold(is_cut, |cut, item| shorten(item) | cut)
        }
        Value::Object(fields) => fields.values_mut().fold(false, |cut, field| shorten(field) | cut),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_to_the_end_of_the_longest_list() {
        let long: Vec<usize> = (0..7).collect();
        let answer = json!({ "a": long, "b": { "c": [1, 2] }, "d": "x" });
        let page = |offset| paged(answer.clone(), &["/a", "/b/c"], Page { offset, limit: Some(3) });
        let mut offset = None;
        let mut seen = Vec::new();
        loop {
            let page = page(offset);
            assert_eq!(page["totals"], json!({ "a": 7, "b.c": 2 }));
            seen.extend(page["a"].as_array().unwrap().clone());
            offset = page["next_offset"].as_u64().map(|next| next as usize);
            if offset.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 7);
        assert_eq!(page(Some(99))["a"], json!([]));
        assert_eq!(page(Some(usize::MAX))["next_offset"], Value::Null);
    }

    #[test]
    fn an_answer_is_never_long() {
        let item = json!({ "words": "ä".repeat(100_000), "inner": vec![1; 100_000] });
        let answer = json!({ "list": vec![item; 100], "head": "y".repeat(100_000) });
        let page = paged(answer, &["/list"], Page { offset: None, limit: Some(500) });
        assert!(page.to_string().len() < 200 << 10);
        assert_eq!(page["shortened"], true);
        assert!(page["next_offset"].as_u64().unwrap() > 1);
    }
}
