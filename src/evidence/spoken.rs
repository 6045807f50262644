//! The words of a text as they are spoken: without punctuation, contractions written out, numbers in figures,
//! one spelling for British and American words. Quotations are compared in this form.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{Case, Kind, Text, postings};

/// Bytes of words run together in which numbers are looked for.
const LONGEST_JOINED: usize = 60;

/// Numbers as they are found inside other words: `HStwo` is `HS2`.
const NUMBERS: [(&str, &str); 12] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
];

/// A spoken word: which one, and the tokens that say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) id: u32,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// The spoken words of a text.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    pub(super) words: Vec<Word>,
    /// Which word each of them is.
    pub(super) sequence: Vec<u32>,
    texts: Vec<Box<str>>,
    ids: HashMap<Box<str>, u32>,
    /// By word: where its places begin in `places`.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Spoken {
    /// The spoken words of some tokens.
    pub(super) fn new(text: &Text, tokens: Range<usize>) -> Self {
        let mut spoken = Self::default();
        // What a form is said as, by the form's number: most words come often.
        let mut known: Vec<Option<Vec<u32>>> = vec![None; text.forms.len()];
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some(day) = day(text, at, tokens.end) {
                let words = [day, at].map(|at| (at, spoken.id(text.word(at))));
                words.iter().for_each(|&(at, id)| spoken.push(id, at, at));
                at = day + 1;
                continue;
            }
            if let Some((value, end)) = number(text, at, tokens.end) {
                let id = spoken.id(&value);
                spoken.push(id, at, end - 1);
                at = end;
                continue;
            }
            let form = text.tokens[at].form as usize;
            if known[form].is_none() {
                let said = said(text, at);
                known[form] = Some(said.iter().map(|word| spoken.id(word)).collect());
            }
            for &id in known[form].iter().flatten() {
                spoken.words.push(Word { id, first: at as u32, last: at as u32 });
            }
            at += 1;
        }
        spoken.sequence = spoken.words.iter().map(|word| word.id).collect();
        spoken
    }

    /// The same, with the places of each word, for texts in which many runs are looked for.
    pub(super) fn with_places(mut self) -> Self {
        (self.starts, self.places) = postings(self.sequence.iter().copied(), self.texts.len());
        self
    }

    /// Where a word stands, in order; nowhere, if the places were not asked for.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        let range = self.starts.get(id as usize).zip(self.starts.get(id as usize + 1));
        range.map_or(&[], |(&start, &end)| &self.places[start as usize..end as usize])
    }

    /// The words of another text as those of this one; `u32::MAX` for those that it lacks.
    pub(super) fn translated(&self, other: &Self) -> Vec<u32> {
        other.words.iter().map(|word| self.find(other.text(*word)).unwrap_or(u32::MAX)).collect()
    }

    fn push(&mut self, id: u32, first: usize, last: usize) {
        self.words.push(Word { id, first: first as u32, last: last as u32 });
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.texts.len() as u32;
        self.texts.push(word.into());
        self.ids.insert(word.into(), id);
        id
    }

    /// Which word of this text a word of another is.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// The words that a word stands for.
    pub(super) fn text(&self, word: Word) -> &str {
        &self.texts[word.id as usize]
    }
}

/// What is one word: `twenty-five`, `per cent`, `2 million`.
fn number(text: &Text, at: usize, end: usize) -> Option<(String, usize)> {
    if text.tokens[at].kind == Kind::Word
        && text.word(at) == "per"
        && at + 1 < end
        && text.word(at + 1) == "cent"
    {
        return Some(("percent".to_owned(), at + 2));
    }
    let (value, next) = small(text, at, end)?;
    let hyphen = next + usize::from(text.is_sign(next, "-"));
    let scale = if hyphen < end { text.form(hyphen).sense.scale } else { None };
    let is_letter = || text.tokens[hyphen].end - text.tokens[hyphen].start == 1 && !text.tokens[hyphen].glued;
    match scale {
        Some(scale) if text.tokens[hyphen].kind == Kind::Word && !is_letter() => {
            multiplied(&value, usize::from(scale)).map(|value| (value, hyphen + 1))
        }
        _ => Some((value, next)),
    }
}

/// A number below a hundred in words, or any in digits.
fn small(text: &Text, at: usize, end: usize) -> Option<(String, usize)> {
    if text.tokens[at].kind == Kind::Number {
        let word = text.word(at);
        return (!word.contains(':')).then(|| (unpadded(word).to_owned(), at + 1));
    }
    let value = text.form(at).sense.value?;
    let next = at + 1 + usize::from(text.is_sign(at + 1, "-"));
    let is_ten = (20..100).contains(&value) && value % 10 == 0;
    let ones = if is_ten && next < end { text.form(next).sense.value } else { None };
    match ones.filter(|ones| (1..10).contains(ones)) {
        Some(ones) => Some(((value + ones).to_string(), next + 1)),
        None => Some((value.to_string(), at + 1)),
    }
}

/// A number without zeros before it.
fn unpadded(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() || bare.starts_with('.') { &digits[digits.len() - bare.len() - 1..] } else { bare }
}

/// Words that say the same: run together, and with the numbers that stand inside them in figures.
pub(super) fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut joined: String = words.collect();
    if joined.len() <= LONGEST_JOINED {
        for (word, figure) in NUMBERS {
            if joined.contains(word) {
                joined = joined.replace(word, figure);
            }
        }
    }
    joined
}

/// A number in digits with its point moved: `4.5` by 9 is `4500000000`.
fn multiplied(digits: &str, by: usize) -> Option<String> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = decimals.len() <= by && digits.len() < 20 && !decimals.contains(['.', ':']);
    plain.then(|| format!("{whole}{decimals}{}", "0".repeat(by - decimals.len())))
}

/// The month and the day of `October 28`, which is said as `28 October` is.
fn day(text: &Text, at: usize, end: usize) -> Option<usize> {
    text.form(at).sense.month.filter(|_| text.tokens[at].case != Case::Lower)?;
    let day = at + 1 + usize::from(text.is_sign(at + 1, "."));
    let fits = |at: usize| at < end && text.tokens[at].kind == Kind::Number && text.word(at).len() <= 2;
    let behind = at > 0 && fits(at - 1);
    (fits(day) && !behind).then_some(day)
}

/// What a token is said as.
fn said(text: &Text, at: usize) -> Vec<String> {
    let word = text.word(at);
    let form = text.form(at);
    match text.tokens[at].kind {
        Kind::Sign => match word {
            "%" => vec!["percent".to_owned()],
            "&" => vec!["and".to_owned()],
            _ => Vec::new(),
        },
        Kind::Number => word.split(':').map(|part| unpadded(part).to_owned()).collect(),
        Kind::Word if form.sense.month.is_some() => vec![form.text.to_string()],
        Kind::Word => contracted(word),
    }
}

/// The words of a contraction: `don't` is `do not`.
fn contracted(word: &str) -> Vec<String> {
    let whole = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match word {
        "cannot" | "can't" => return whole(&["can", "not"]),
        "won't" => return whole(&["will", "not"]),
        "shan't" => return whole(&["shall", "not"]),
        "let's" => return whole(&["let", "us"]),
        "usa" => return whole(&["us"]),
        _ => {}
    }
    let Some((bare, ending)) = word.rsplit_once('\'') else { return vec![spelled(word)] };
    if let Some(bare) = bare.strip_suffix('n').filter(|_| ending == "t") {
        return whole(&[bare, "not"]);
    }
    let ending = match ending {
        "re" => "are",
        "ve" => "have",
        "ll" => "will",
        "m" if bare == "i" => "am",
        "s" if is_pronoun(bare) => "is",
        other => other,
    };
    let mut words: Vec<String> = bare.split('\'').map(spelled).collect();
    words.push(ending.to_owned());
    words.retain(|word| !word.is_empty());
    words
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "it" | "he" | "she" | "that" | "what" | "who" | "there" | "here" | "where" | "how")
}

/// One spelling for `realise` and `realize`, `labour` and `labor`. What is changed wrongly is so on both
/// sides.
fn spelled(word: &str) -> String {
    if word.len() < 6 || !word.is_ascii() {
        return word.to_owned();
    }
    for (british, american) in [
        ("isations", "izations"),
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("ysed", "yzed"),
        ("yse", "yze"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ours", "ors"),
        ("our", "or"),
    ] {
        if let Some(stem) = word.strip_suffix(british) {
            return format!("{stem}{american}");
        }
    }
    word.to_owned()
}
