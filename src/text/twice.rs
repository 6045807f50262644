//! Undoes text that was encoded twice: its UTF-8 was read in another encoding, and what that gave was written
//! as UTF-8 again (`cafÃ©` for `café`). It changes a text only as a whole.

use std::ops::Range;

use encoding_rs::Encoding;

/// Encodings in which UTF-8 is read by mistake, the most usual first.
static MISTAKEN: &[&Encoding] = &[
    encoding_rs::WINDOWS_1252,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1254,
    encoding_rs::ISO_8859_2,
    encoding_rs::KOI8_R,
    encoding_rs::MACINTOSH,
];

/// Characters that must come out of a text for it to be taken as encoded twice: a text about encodings
/// shows a few such words.
const LEAST: usize = 4;

/// Of so many runs of characters beyond ASCII one may fail to come out: what was pasted in later.
const PER_FAILURE: usize = 20;

/// The text as it was before it was encoded twice, and the encoding in which its UTF-8 was read by mistake;
/// none for any other text.
///
/// ```
/// use newscheck::text::twice::undone;
/// let twice = "Le cafÃ© fermÃ© prÃ¨s du marchÃ©";
/// assert_eq!(undone(twice), Some(("Le café fermé près du marché".to_owned(), "windows-1252")));
/// assert_eq!(undone("Le café fermé près du marché"), None);
/// ```
pub fn undone(text: &str) -> Option<(String, &'static str)> {
    let mut readings: Vec<Reading> = MISTAKEN.iter().map(|mistaken| Reading::of(mistaken)).collect();
    let mut before = 0;
    for run in runs(text) {
        readings.retain_mut(|reading| reading.takes(text, before, &run));
        if readings.is_empty() {
            return None;
        }
        before = run.end;
    }
    let reading = readings.into_iter().find(Reading::holds)?;
    let mut read = String::with_capacity(text.len());
    let mut at = 0;
    for run in runs(text) {
        read.push_str(&text[at..run.start]);
        let written = &text[run.clone()];
        read.push_str(whole(written, reading.mistaken).as_deref().unwrap_or(written));
        at = run.end;
    }
    read.push_str(&text[at..]);
    Some((read, reading.mistaken.name()))
}

/// Bytes that are looked at together for characters beyond ASCII.
const STRIDE: usize = 64;

/// The runs of characters beyond ASCII of a text.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at..at + STRIDE).is_some_and(<[u8]>::is_ascii) {
            at += STRIDE;
        }
        let start = at + bytes[at..].iter().position(|byte| !byte.is_ascii())?;
        at = start + bytes[start..].iter().position(u8::is_ascii).unwrap_or(bytes.len() - start);
        Some(start..at)
    })
}

/// How a text reads if its UTF-8 was read in one encoding by mistake.
struct Reading {
    mistaken: &'static Encoding,
    runs: usize,
    failures: usize,
    characters: usize,
    /// Runs that stand in words: what a text shows of another one's mistakes stands alone.
    in_words: usize,
}

impl Reading {
    fn of(mistaken: &'static Encoding) -> Self {
        Self { mistaken, runs: 0, failures: 0, characters: 0, in_words: 0 }
    }

    /// Reads a run; says whether it is worth reading on.
    fn takes(&mut self, text: &str, before: usize, run: &Range<usize>) -> bool {
        self.runs += 1;
        match whole(&text[run.clone()], self.mistaken) {
            Some(whole) => {
                let is_letter = |letter: char| letter.is_ascii_alphabetic();
                let several = whole.chars().nth(1).is_some();
                let in_word = several
                    || text[before..run.start].ends_with(is_letter)
                    || text[run.end..].starts_with(is_letter);
                self.characters += whole.chars().count();
                self.in_words += usize::from(in_word);
            }
            None => self.failures += 1,
        }
        self.failures * PER_FAILURE <= self.runs.max(PER_FAILURE)
    }

    fn holds(&self) -> bool {
        self.characters >= LEAST && self.in_words * 2 >= self.runs && self.failures * PER_FAILURE <= self.runs
    }
}

/// What a run was before it was read in an encoding by mistake.
fn whole(run: &str, mistaken: &'static Encoding) -> Option<String> {
    String::from_utf8(bytes(run, mistaken)?).ok()
}

/// The bytes of a run in an encoding. Bytes for which it has no character stay controls of the same number.
fn bytes(run: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(run.len());
    let mut buffer = [0; 4];
    for character in run.chars() {
        let (encoded, _, unmappable) = encoding.encode(character.encode_utf8(&mut buffer));
        match (unmappable, u8::try_from(u32::from(character))) {
            (false, _) => bytes.extend_from_slice(&encoded),
            (true, Ok(control @ 0x80..=0x9f)) => bytes.push(control),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text whose UTF-8 was read in an encoding.
    fn twice(text: &str, mistaken: &'static Encoding) -> String {
        text.chars()
            .map(|character| {
                let mut buffer = [0; 4];
                let bytes = character.encode_utf8(&mut buffer).as_bytes().iter();
                bytes
                    .map(|&byte| match mistaken.decode_without_bom_handling(&[byte]) {
                        (read, false) => read.into_owned(),
                        (_, true) => char::from(byte).to_string(),
                    })
                    .collect::<String>()
            })
            .collect()
    }

    #[test]
    fn texts_that_were_encoded_twice_come_out() {
        let table = [
            ("Der Rat für Häfen: „Wir prüfen es“, hieß es – später.", encoding_rs::WINDOWS_1252),
            ("Don’t sail, they’d said: “It isn’t safe”", encoding_rs::WINDOWS_1252),
            ("Городской совет решил", encoding_rs::WINDOWS_1251),
            ("市议会星期二决定", encoding_rs::WINDOWS_1252),
            ("Rada miasta przyjęła żądanie", encoding_rs::WINDOWS_1250),
        ];
        for (text, mistaken) in table {
            assert_eq!(undone(&twice(text, mistaken)).map(|found| found.0).as_deref(), Some(text));
        }
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "",
            "plain",
            "Le café fermé près du marché, « L’ÉCLUSE », rue d’É»É",
            "Городской совет во вторник решил",
            "市议会星期二决定在冬季之前重建北码头",
            "RÉSUMÉ» ÉTÉ» CAFÉ» and so on",
            "The bytes of é show as \"Ã©\", those of è as \"Ã¨\", those of ’ as \"â€™\", of ü as \"Ã¼\".",
            "São Paulo: a reação à decisão não é unânime, disse João",
            "A single donâ€™t",
        ] {
            assert_eq!(undone(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_pasted_in_later_stays() {
        let text = "prÃ¨s du marchÃ©, ".repeat(12) + "café";
        assert_eq!(undone(&text).map(|found| found.0), Some("près du marché, ".repeat(12) + "café"));
    }
}
