//! Who is said to have said a quotation? Only where a name stands right beside it with a verb of saying:
//! "…", said Ruth Okafor; Okafor told reporters: "…". Pronouns are looked for nowhere.

use std::ops::Range;

use super::tokens::{Case, Kind, Text};
use crate::lexicon::comparing::english;

/// Tokens between a quotation and its attribution, and words of a name.
const GAP: usize = 4;
const LONGEST_NAME: usize = 4;

/// The tokens of the name to which a text gives some quoted tokens.
pub(super) fn speaker(text: &Text, quoted: Range<usize>) -> Option<Range<usize>> {
    behind(text, quoted.end).or_else(|| before(text, quoted.start))
}

/// `", said Ruth Okafor`, `", Ruth Okafor told reporters`.
fn behind(text: &Text, end: usize) -> Option<Range<usize>> {
    let first = (end..(end + GAP).min(text.tokens.len())).find(|&at| text.tokens[at].kind != Kind::Sign)?;
    if says(text, first) {
        return name(text, first + 1);
    }
    name(text, first).filter(|name| says(text, name.end))
}

/// `Ruth Okafor said: "`, `Okafor told reporters that "`.
fn before(text: &Text, start: usize) -> Option<Range<usize>> {
    let verb = (start.saturating_sub(GAP)..start).rev().find(|&at| says(text, at))?;
    // A stop between them parts two sentences.
    if (verb..start).any(|at| text.is_sign(at, ".")) {
        return None;
    }
    let first = (0..verb).rev().take(LONGEST_NAME).take_while(|&at| is_capital(text, at)).last()?;
    name(text, first).filter(|name| name.end == verb)
}

fn says(text: &Text, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| token.kind == Kind::Word) && english::says(text.word(at))
}

fn is_capital(text: &Text, at: usize) -> bool {
    let is_word =
        text.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.case != Case::Lower);
    is_word && !text.form(at).function
}

/// The name that begins at a token, titles before it passed over.
fn name(text: &Text, first: usize) -> Option<Range<usize>> {
    let is_title = |at: &usize| text.tokens.get(*at).is_some() && english::is_honorific(text.word(*at));
    let first = first + (first..).take_while(is_title).count();
    let length = (first..).take(LONGEST_NAME).take_while(|&at| is_capital(text, at)).count();
    (length > 0).then(|| first..first + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_a_verb_of_saying_is_the_speaker() {
        let table = [
            ("“We won,” said Mayor Ruth Okafor on Monday.", "Ruth Okafor"),
            ("“We won,” Ruth Okafor told reporters.", "Ruth Okafor"),
            ("Ruth Okafor said: “We won.”", "Ruth Okafor"),
            ("Okafor told reporters that “We won”.", "Okafor"),
            ("“We won,” she said. Ruth Okafor left.", ""),
            ("Ruth Okafor left. “We won,” they cried.", ""),
        ];
        for (sentence, expected) in table {
            let text = Text::new(sentence, None);
            let quoted = text.tokens.iter().position(|token| token.kind == Kind::Sign).unwrap_or(0);
            let quoted = (quoted..text.tokens.len()).find(|&at| text.word(at) == "we").unwrap_or(quoted);
            let found =
                speaker(&text, quoted..quoted + 2).map(|name| text.span(name).slice(sentence).to_owned());
            assert_eq!(found.unwrap_or_default(), expected, "{sentence}");
        }
    }
}
