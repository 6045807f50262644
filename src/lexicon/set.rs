//! Words that are asked for many that they have not.

use std::collections::HashMap;

use super::all;
use super::language::{Language, Words};

/// A table of words in lower case that tells most others by their first byte and length, without hashing
/// them.
pub struct WordMap<T> {
    words: HashMap<&'static str, T>,
    /// For each first byte, a bit for each length.
    lengths: [u128; 256],
}

impl<T: Copy + Default> WordMap<T> {
    /// The table of these words; what is given for a word twice is added to what it has.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>, add: fn(&mut T, T)) -> Self {
        let mut map = Self { words: HashMap::new(), lengths: [0; 256] };
        for (word, value) in words {
            map.lengths[usize::from(first(word))] |= length(word);
            add(map.words.entry(word).or_default(), value);
        }
        map
    }

    /// What is known of a word in lower case.
    pub fn get(&self, word: &str) -> Option<T> {
        let may_be = self.lengths[usize::from(first(word))] & length(word) != 0;
        may_be.then(|| self.words.get(word).copied()).flatten()
    }

    /// What is known of a word, whatever its case.
    pub fn get_in_any_case(&self, word: &str) -> Option<T> {
        if !word.is_ascii() {
            return self.get(&word.to_lowercase());
        }
        let may_be = self.lengths[usize::from(first(word).to_ascii_lowercase())] & length(word) != 0;
        may_be.then(|| self.words.get(&*word.to_ascii_lowercase()).copied()).flatten()
    }
}

/// A set of words in lower case, which tells most others as a [`WordMap`] does.
pub struct WordSet(WordMap<()>);

impl WordSet {
    /// The words of one list in all languages.
    pub fn of(list: fn(&'static Language) -> Words) -> Self {
        Self::new(all(list))
    }

    /// The set of these words.
    pub fn new(words: impl Iterator<Item = &'static str>) -> Self {
        Self(WordMap::new(words.map(|word| (word, ())), |(), ()| ()))
    }

    /// Whether a word is in it.
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }
}

fn first(word: &str) -> u8 {
    word.bytes().next().unwrap_or(0)
}

fn length(word: &str) -> u128 {
    1 << word.len().min(127)
}
