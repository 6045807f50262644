//! A claim in tokens: its words of content and its quantities, and what the article says around it.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::quantities::{self, Quantity};
use super::spoken::Spoken;
use super::tokens::{Kind, Stemming, Text};
use crate::lexicon::comparing::english;
use crate::text::fold::fold;

/// Tokens of a claim that are read, and words and quantities of it that are compared: what has more is no
/// sentence.
const LONGEST: usize = 50_000;
const MOST: usize = 400;
pub(super) const MOST_QUANTITIES: usize = 100;

/// A word of content, or a quantity.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) tokens: Range<usize>,
    /// Of a quantity its number in the statement.
    pub(super) quantity: Option<usize>,
    /// Which stem of the claim; of a quantity that of its first token.
    pub(super) stem: u32,
    /// In the article's words before the claim.
    pub(super) in_context: bool,
    /// In the article's headline.
    pub(super) in_title: bool,
}

/// A claim in tokens.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) text: Text,
    pub(super) quantities: Vec<Quantity>,
    pub(super) items: Vec<Item>,
    spoken: OnceCell<Spoken>,
}

impl Statement {
    /// Reads a claim, the words before it and the headline.
    pub(super) fn new(claim: &str, context: &str, title: &str, language: Option<&str>) -> Self {
        let mut text = Text::new(claim, language);
        text.tokens.truncate(LONGEST);
        let quantities = quantities::find(&text, MOST_QUANTITIES);
        let mut statement = Self { items: Vec::new(), text, quantities, spoken: OnceCell::new() };
        statement.items = items(&statement.text, &statement.quantities);
        statement.items.truncate(MOST);
        let (context, title) =
            (stems_in(context, &statement.text, language), stems_in(title, &statement.text, language));
        for item in &mut statement.items {
            let stem = &statement.text.stems[item.stem as usize];
            item.in_context = item.quantity.is_none() && context.contains(&**stem);
            item.in_title = item.quantity.is_none() && title.contains(&**stem);
        }
        statement
    }

    /// The words as they are spoken.
    pub(super) fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| Spoken::new(&self.text, 0..self.text.tokens.len()))
    }

    /// The stem of an item's first token.
    pub(super) fn stem(&self, item: &Item) -> &str {
        &self.text.stems[item.stem as usize]
    }

    /// The quantity that an item is.
    pub(super) fn quantity(&self, item: &Item) -> Option<&Quantity> {
        item.quantity.map(|quantity| &self.quantities[quantity])
    }
}

fn items(text: &Text, quantities: &[Quantity]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < text.tokens.len() {
        let stem = text.form(at).stem;
        let blank = Item { tokens: at..at + 1, quantity: None, stem, in_context: false, in_title: false };
        if let Some(quantity) = quantities.get(next).filter(|quantity| quantity.tokens.start <= at) {
            at = quantity.tokens.end.max(at + 1);
            // The code of a currency before it was a word until now.
            while items.last().is_some_and(|item: &Item| item.tokens.end > quantity.tokens.start) {
                items.pop();
            }
            items.push(Item { tokens: quantity.tokens.clone(), quantity: Some(next), ..blank });
            next += 1;
            continue;
        }
        if text.tokens[at].kind != Kind::Sign && !text.form(at).function {
            items.push(blank);
        }
        at += 1;
    }
    items
}

/// Which of a claim's stems stand in another text. Only words that begin as one of them are stemmed.
fn stems_in(text: &str, claim: &Text, language: Option<&str>) -> HashSet<String> {
    let begins = |word: &str| word.as_bytes().first_chunk::<2>().copied();
    let wanted: HashSet<[u8; 2]> = claim.stems.iter().filter_map(|stem| begins(stem)).collect();
    let stemming = Stemming::new(language);
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
    let mut found = HashSet::new();
    for word in words.filter(|word| word.len() > 1) {
        let folded = fold(word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word));
        let word = folded.as_str();
        let word = english::same_as(word).unwrap_or(word);
        if begins(word).is_some_and(|letters| wanted.contains(&letters)) {
            found.insert(stemming.stem(word));
        }
    }
    found
}
