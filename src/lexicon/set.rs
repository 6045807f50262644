//! Words that are asked for many that they have not.

use super::all;
use super::language::{Language, Words};

/// A table of words in lower case that tells most others by how they start and end and how long they are. Those
/// that start alike stand side by side and are compared as they are: nothing is hashed.
pub struct WordMap<T> {
    words: Box<[(&'static str, T)]>,
    /// What is known for each [`start`]. One more says where the last words end.
    starts: Box<[Start]>,
}

/// What is known of the words that start alike.
#[derive(Clone, Copy, Default)]
struct Start {
    /// A bit for each length.
    lengths: u64,
    /// A bit for each last byte.
    lasts: u32,
    /// The first of the words.
    first: u32,
}

impl<T: Copy> WordMap<T> {
    /// The table of these words; what is given for a word twice is added to what it has.
    pub fn new(words: impl Iterator<Item = (&'static str, T)>, add: fn(&mut T, T)) -> Self {
        let mut words: Vec<_> = words.collect();
        words.sort_by_key(|&(word, _)| (start(word.as_bytes()), word));
        words.dedup_by(|(word, more), (known, value)| {
            let again = word == known;
            if again {
                add(value, *more);
            }
            again
        });
        let mut starts = vec![Start::default(); STARTS + 1];
        for (word, _) in &words {
            let word = word.as_bytes();
            let alike = &mut starts[start(word)];
            alike.lengths |= length(word);
            alike.lasts |= last(word);
            starts[start(word) + 1].first += 1;
        }
        for next in 1..starts.len() {
            starts[next].first += starts[next - 1].first;
        }
        Self { words: words.into(), starts: starts.into() }
    }

    /// What is known of a word in lower case.
    pub fn get(&self, word: &str) -> Option<T> {
        self.find(word.as_bytes(), |listed| listed == word)
    }

    /// What is known of a word, whatever its case.
    pub fn get_in_any_case(&self, word: &str) -> Option<T> {
        if word.is_ascii() { self.get_letters(word.as_bytes()) } else { self.get(&word.to_lowercase()) }
    }

    /// What is known of a word of ASCII letters, whatever its case.
    fn get_letters(&self, word: &[u8]) -> Option<T> {
        self.find(word, |listed| listed.as_bytes().eq_ignore_ascii_case(word))
    }

    /// What is known of the listed word that is this one, among those that start as it does.
    #[inline]
    fn find(&self, word: &[u8], is_it: impl Fn(&str) -> bool) -> Option<T> {
        let start = start(word);
        let alike = self.starts[start];
        if alike.lengths & length(word) == 0 || alike.lasts & last(word) == 0 {
            return None;
        }
        let alike = &self.words[alike.first as usize..self.starts[start + 1].first as usize];
        alike.iter().find(|(listed, _)| is_it(listed)).map(|&(_, value)| value)
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

    /// Whether a word of ASCII letters is in it, whatever its case.
    pub(crate) fn contains_letters(&self, word: &[u8]) -> bool {
        self.0.get_letters(word).is_some()
    }
}

/// How many ways to start a word are told apart.
const STARTS: usize = 1 << 10;

/// How a word starts: five bits each of its first two bytes, which are the same for both cases of an ASCII letter.
fn start(word: &[u8]) -> usize {
    let mut bytes = word.iter().map(|byte| usize::from(byte & 31));
    bytes.next().unwrap_or(0) << 5 | bytes.next().unwrap_or(0)
}

fn length(word: &[u8]) -> u64 {
    1 << word.len().min(63)
}

/// A bit for the last byte of a word, the same for both cases of an ASCII letter.
fn last(word: &[u8]) -> u32 {
    1 << word.last().map_or(0, |byte| byte & 31)
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
