//! A set of words that is asked for many that it has not.

use std::collections::HashSet;

use super::all;
use super::language::{Language, Words};

/// A set of words that tells most others by their first byte and length, without hashing them.
pub struct WordSet {
    words: HashSet<&'static str>,
    /// For each first byte, a bit for each length.
    lengths: [u128; 256],
}

impl WordSet {
    /// The words of one list in all languages.
    pub fn of(list: fn(&'static Language) -> Words) -> Self {
        Self::new(all(list))
    }

    /// The set of these words.
    pub fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut lengths = [0; 256];
        let noted = words.inspect(|word| lengths[Self::first(word)] |= Self::length(word));
        Self { words: noted.collect(), lengths }
    }

    /// Whether a word is in it.
    pub fn contains(&self, word: &str) -> bool {
        self.lengths[Self::first(word)] & Self::length(word) != 0 && self.words.contains(word)
    }

    fn first(word: &str) -> usize {
        word.bytes().next().unwrap_or(0).into()
    }

    fn length(word: &str) -> u128 {
        1 << word.len().min(127)
    }
}
