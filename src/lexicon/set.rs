//! Words that are asked for many that they have not.

use std::collections::HashMap;

use super::all;
use super::language::{Language, Words};

/// A table of words in lower case that tells most others by how they start and how long they are, without
/// hashing them.
pub struct WordMap<T> {
    words: HashMap<&'static str, T>,
    /// For each [`start`], a bit for each length.
    lengths: Box<[u64; STARTS]>,
}

impl<T: Copy + Default> WordMap<T> {
    /// The table of these words; what is given for a word twice is added to what it has.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>, add: fn(&mut T, T)) -> Self {
        let mut map = Self { words: HashMap::new(), lengths: Box::new([0; STARTS]) };
        for (word, value) in words {
            map.lengths[start(word)] |= length(word);
            add(map.words.entry(word).or_default(), value);
        }
        map
    }

    /// What is known of a word in lower case.
    pub fn get(&self, word: &str) -> Option<T> {
        if self.may_have(word) { self.words.get(word).copied() } else { None }
    }

    /// What is known of a word, whatever its case.
    pub fn get_in_any_case(&self, word: &str) -> Option<T> {
        if !word.is_ascii() {
            return self.get(&word.to_lowercase());
        }
        if self.may_have(word) { self.words.get(&*word.to_ascii_lowercase()).copied() } else { None }
    }

    /// Whether a word may be among them; an ASCII word in any case.
    fn may_have(&self, word: &str) -> bool {
        self.lengths[start(word)] & length(word) != 0
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

    /// Whether a word is in it, whatever its case.
    pub fn contains_in_any_case(&self, word: &str) -> bool {
        self.0.get_in_any_case(word).is_some()
    }
}

/// How many ways to start a word are told apart.
const STARTS: usize = 1 << 10;

/// How a word starts: five bits each of its first two bytes, which are the same for both cases of an ASCII letter.
fn start(word: &str) -> usize {
    let mut bytes = word.bytes().map(|byte| usize::from(byte & 31));
    bytes.next().unwrap_or(0) << 5 | bytes.next().unwrap_or(0)
}

fn length(word: &str) -> u64 {
    1 << word.len().min(63)
}

#[cfg(test)]
mod tests {
    use super::WordMap;

    #[test]
    fn words_are_found_by_how_they_start_and_how_long_they_are() {
        let long = "w".repeat(200);
        let long: &'static str = long.leak();
        let map = WordMap::new(
            [("", 1), ("a", 2), ("ton", 4), ("ton", 8), ("märz", 16), (long, 32)].into_iter(),
            |known, more| *known |= more,
        );
        let table = [
            ("", Some(1), Some(1)),
            ("a", Some(2), Some(2)),
            ("A", None, Some(2)),
            ("ton", Some(12), Some(12)),
            ("Ton", None, Some(12)),
            ("tom", None, None),
            ("tons", None, None),
            ("t/n", None, None),
            ("MÄRZ", None, Some(16)),
            (long, Some(32), Some(32)),
        ];
        for (word, as_it_is, in_any_case) in table {
            assert_eq!((map.get(word), map.get_in_any_case(word)), (as_it_is, in_any_case), "{word}");
        }
    }
}
