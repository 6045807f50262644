//! Cuts a text into words, numbers and signs, each with its place, in the form in which two texts are
//! compared. What a number means is for `quantities`, what a word weighs for `stems`.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lexicon::comparing::english;
use crate::lexicon::comparing::numerals::{self, Index, Sense};
use crate::text::digits;
use crate::text::fold::{fold, is_invisible};
use crate::text::quotes::is_unspaced;
use crate::text::span::ByteSpan;

/// Bytes of a citation marker or of a bracket that is looked into.
const LONGEST_MARKER: usize = 24;

/// Bytes of a word that is stemmed: what is longer is none of a language.
const LONGEST_WORD: usize = 32;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes between them.
    Word,
    /// Digits, with separators between them; in its form without those of thousands.
    Number,
    /// One mark of punctuation or another sign; several full stops are one.
    Sign,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    /// The first letter is a capital.
    Title,
    /// All letters are, and there are two at least.
    Capitals,
}

/// A word, number or sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Which of the text's forms.
    pub(super) form: u32,
    pub(super) kind: Kind,
    pub(super) case: Case,
    /// Whether nothing stands between it and the one before.
    pub(super) glued: bool,
}

/// The comparable form of a token: lower case, without accents.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) text: Box<str>,
    /// Which of the text's stems.
    pub(super) stem: u32,
    pub(super) sense: Sense,
    /// Whether it says nothing of what a text is about.
    pub(super) function: bool,
}

/// A text in tokens.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) tokens: Vec<Token>,
    pub(super) forms: Vec<Form>,
    pub(super) stems: Vec<Box<str>>,
    form_ids: HashMap<Box<str>, u32>,
    stem_ids: HashMap<Box<str>, u32>,
}

impl Text {
    /// The tokens of a text in a language; citation markers are left out.
    pub(super) fn new(text: &str, language: Option<&str>) -> Self {
        let index = numerals::of(language);
        let mut reader = Reader { text, index, stemming: Stemming::new(language), found: Self::default() };
        reader.read();
        reader.found
    }

    /// The form of a token.
    pub(super) fn form(&self, token: usize) -> &Form {
        &self.forms[self.tokens[token].form as usize]
    }

    /// The words of a token in comparable form.
    pub(super) fn word(&self, token: usize) -> &str {
        &self.form(token).text
    }

    /// Which stem a stem's text is.
    pub(super) fn stem_id(&self, stem: &str) -> Option<u32> {
        self.stem_ids.get(stem).copied()
    }

    /// Which form a form's text is.
    pub(super) fn form_id(&self, form: &str) -> Option<u32> {
        self.form_ids.get(form).copied()
    }

    /// Whether a token is this sign.
    pub(super) fn is_sign(&self, token: usize, sign: &str) -> bool {
        self.tokens.get(token).is_some_and(|found| found.kind == Kind::Sign) && self.word(token) == sign
    }

    /// The bytes from the first of some tokens to the last; empty, at the next, where there are none.
    pub(super) fn span(&self, tokens: std::ops::Range<usize>) -> ByteSpan {
        let end = self.tokens.get(tokens.end.wrapping_sub(1)).map_or(0, |token| token.end);
        if tokens.is_empty() {
            let at = self.tokens.get(tokens.start).map_or(end, |token| token.start);
            return ByteSpan { start: at, end: at };
        }
        ByteSpan { start: self.tokens[tokens.start].start, end }
    }
}

/// For each of `count` words its places in a sequence, as starts in one list.
pub(super) fn postings(sequence: impl Iterator<Item = u32> + Clone, count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; count + 1];
    let mut length = 0;
    for word in sequence.clone() {
        starts[word as usize + 1] += 1;
        length += 1;
    }
    for word in 1..starts.len() {
        starts[word] += starts[word - 1];
    }
    let mut places = vec![0; length];
    let mut next = starts.clone();
    for (at, word) in sequence.enumerate() {
        let slot = &mut next[word as usize];
        places[*slot as usize] = at as u32;
        *slot += 1;
    }
    (starts, places)
}

/// How words of a language lose their endings.
pub(super) struct Stemming(Option<Stemmer>);

impl Stemming {
    /// That of English, or none at all.
    pub(super) fn new(language: Option<&str>) -> Self {
        let is_english = language.is_none_or(|tag| tag.starts_with("en"));
        Self(is_english.then(|| Stemmer::create(Algorithm::English)))
    }

    /// The stem of a folded word.
    pub(super) fn stem(&self, form: &str) -> String {
        let bare = form.strip_suffix("'s").unwrap_or(form);
        let bare = english::same_as(bare).unwrap_or(bare);
        match &self.0 {
            Some(stemmer) if bare.is_ascii() && bare.len() <= LONGEST_WORD => {
                let stem = stemmer.stem(bare);
                english::same_as(&stem).unwrap_or(&stem).to_owned()
            }
            _ => bare.to_owned(),
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    index: &'static Index,
    stemming: Stemming,
    found: Text,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        let mut glued = false;
        while let Some(character) = self.text[at..].chars().next() {
            let end = at + character.len_utf8();
            if character.is_whitespace() {
                glued = false;
                at = end;
            } else if is_invisible(character) {
                at = end;
            } else if let Some(length) = marker(&self.text[at..]) {
                at += length;
            } else {
                at = self.token(at, character, glued);
                glued = true;
            }
        }
    }

    /// Reads one token and returns its end.
    fn token(&mut self, at: usize, character: char, glued: bool) -> usize {
        if digits::value(character).is_some() {
            let (end, form) = number(&self.text[at..], self.index.decimal_comma);
            self.push(at..at + end, &form, Kind::Number, Case::Lower, glued);
            return at + end;
        }
        if is_unspaced(character) || is_letter(character) {
            let end = at + if is_unspaced(character) { character.len_utf8() } else { word(&self.text[at..]) };
            let written = &self.text[at..end];
            let case = case(written);
            self.push(at..end, &folded(written, case), Kind::Word, case, glued);
            return end;
        }
        let (length, form) = sign(&self.text[at..], character);
        self.push(at..at + length, form.encode_utf8(&mut [0; 4]), Kind::Sign, Case::Lower, glued);
        at + length
    }

    fn push(&mut self, range: std::ops::Range<usize>, form: &str, kind: Kind, case: Case, glued: bool) {
        let form = self.form(form, kind);
        let span = ByteSpan::new(range.start, range.end);
        self.found.tokens.push(Token { start: span.start, end: span.end, form, kind, case, glued });
    }

    fn form(&mut self, form: &str, kind: Kind) -> u32 {
        if let Some(&id) = self.found.form_ids.get(form) {
            return id;
        }
        let id = self.found.forms.len() as u32;
        let sense = if kind == Kind::Word { self.index.sense(form) } else { Sense::default() };
        let stem = match sense.value {
            Some(value) => value.to_string(),
            None if kind == Kind::Word => self.stemming.stem(form),
            None => form.to_owned(),
        };
        let stem = self.stem(&stem);
        let function = kind == Kind::Sign || english::is_function_word(form) || form.chars().count() < 2;
        self.found.forms.push(Form { text: form.into(), stem, sense, function });
        self.found.form_ids.insert(form.into(), id);
        id
    }

    fn stem(&mut self, stem: &str) -> u32 {
        if let Some(&id) = self.found.stem_ids.get(stem) {
            return id;
        }
        let id = self.found.stems.len() as u32;
        self.found.stems.push(stem.into());
        self.found.stem_ids.insert(stem.into(), id);
        id
    }
}

/// The length of a citation marker at the start of a text: `[12]`, `[3, 4]`, `[^1]`.
fn marker(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let known = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b';' | b' ' | b'-' | b'^');
    let length = inside.bytes().take(LONGEST_MARKER).take_while(known).count();
    let has_digit = inside.as_bytes()[..length].iter().any(u8::is_ascii_digit);
    (has_digit && inside[length..].starts_with(']')).then_some(length + 2)
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || is_combining_mark(character)
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '‘' | '`' | '′')
}

/// The length of the word at the start of a text. Letters that each have a full stop are one word: `U.S.`.
fn word(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    let mut letters = 0;
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let goes_on = |next: Option<char>| next.is_some_and(|next| is_letter(next) && !is_unspaced(next));
        if is_letter(character) && !is_unspaced(character) {
            letters += 1;
            end = at + character.len_utf8();
        } else if !(is_invisible(character) || is_apostrophe(character) && goes_on(next)) {
            break;
        }
    }
    if letters == 1 { initials(text, end) } else { end }
}

/// The end of a run of single letters with full stops, where there are two at least; else `end`.
fn initials(text: &str, mut end: usize) -> usize {
    let mut count = 1;
    let first = end;
    while let Some(rest) = text[end..].strip_prefix('.') {
        let mut next = rest.chars();
        match (next.next(), next.next()) {
            (Some(letter), after) if is_letter(letter) && !after.is_some_and(is_letter) => {
                end += 1 + letter.len_utf8();
                count += 1;
            }
            _ => break,
        }
    }
    match count {
        1 => first,
        _ if text[end..].starts_with('.') => end + 1,
        _ => end,
    }
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|character| character.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let mut others = letters.peekable();
    match (first, others.peek().is_some()) {
        (false, _) => Case::Lower,
        (true, true) if others.all(char::is_uppercase) => Case::Capitals,
        (true, _) => Case::Title,
    }
}

/// The comparable form of a word, with plain apostrophes.
fn folded(word: &str, case: Case) -> String {
    let composed: String;
    let word = if word.is_ascii() {
        word
    } else {
        composed = word.nfkc().collect();
        &composed
    };
    let mut form = String::with_capacity(word.len());
    for (index, part) in word.split(is_apostrophe).enumerate() {
        if index > 0 {
            form.push('\'');
        }
        form.push_str(fold(part).as_str());
    }
    // The pronoun is written like the country.
    if case == Case::Capitals && form == "us" { "usa".to_owned() } else { form }
}

/// The form of a sign and its length: one mark for all that look alike or mean the same.
fn sign(text: &str, first: char) -> (usize, char) {
    let length = first.len_utf8();
    match first {
        '.' => {
            let stops = text.bytes().take_while(|&byte| byte == b'.').count();
            (stops, if stops > 1 { '…' } else { '.' })
        }
        '\'' | '`' | '’' | '‘' if text[length..].starts_with(first) => (2 * length, '"'),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => (length, '"'),
        '‘' | '’' | '‚' | '‛' | '′' | '`' => (length, '\''),
        '\u{2010}'..='\u{2015}' | '−' => (length, '-'),
        '％' | '٪' => (length, '%'),
        '。' => (length, '.'),
        '，' | '、' => (length, ','),
        _ => (length, first),
    }
}

/// The length of the number at the start of a text, and its form: ASCII digits, a full stop before decimals,
/// no separators of thousands. What has more than one point or colon keeps them.
fn number(text: &str, decimal_comma: bool) -> (usize, String) {
    let mut form = String::new();
    let mut end = run(text, 0, &mut form);
    let mut group = form.len();
    let (mut decimals, mut colons) = (0, 0);
    while let Some(mark) = text[end..].chars().next() {
        let next = end + mark.len_utf8();
        let mut after = String::new();
        let stop = run(text, next, &mut after);
        let fits = after.len() == 3 || after.len() == 2 && text[stop..].starts_with(mark);
        let is_group = decimals == 0 && colons == 0 && (1..=3).contains(&group) && fits;
        match mark {
            _ if after.is_empty() => break,
            ':' if after.len() == 2 && decimals == 0 && form.len() <= 5 => {
                colons += 1;
                form.push(':');
            }
            _ if is_group && separates(mark, decimal_comma) && (mark != ' ' || after.len() == 3) => {}
            '.' | ',' | '٫' if colons == 0 && points(mark, decimal_comma, after.len()) => {
                decimals += 1;
                form.push('.');
            }
            _ => break,
        }
        group = after.len();
        form.push_str(&after);
        end = stop;
    }
    (end, form)
}

/// Whether a mark may stand between thousands.
fn separates(mark: char, decimal_comma: bool) -> bool {
    match mark {
        ',' => !decimal_comma,
        '.' | ' ' => decimal_comma,
        _ => matches!(mark, '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬'),
    }
}

/// Whether a mark may stand before this many decimals.
fn points(mark: char, decimal_comma: bool, decimals: usize) -> bool {
    match mark {
        '.' => !decimal_comma || decimals != 3,
        ',' => decimal_comma,
        _ => true,
    }
}

/// Appends the digits from a place on, in ASCII; returns their end.
fn run(text: &str, from: usize, form: &mut String) -> usize {
    let mut end = from;
    for character in text[from..].chars() {
        let Some(digit) = digits::value(character).and_then(|value| char::from_digit(value, 10)) else {
            break;
        };
        form.push(digit);
        end += character.len_utf8();
    }
    end
}
