//! How long is the longest run of words that a claim and a source have in common at each word of the claim?
//! Function words count, punctuation does not.

use super::pairing::Pairing;
use super::tokens::Kind;

/// Places of one word from which runs are followed.
const PLACES: usize = 300;

/// Signs between two words of a run.
const SIGNS: usize = 4;

/// Words that a run is followed for.
const LONGEST: usize = 60;

impl Pairing<'_> {
    /// For each token of the claim the longest run of words in common that covers it.
    pub(super) fn runs(&self) -> &[u32] {
        self.runs.get_or_init(|| longest(self))
    }
}

/// For each token of the claim the length of the longest run that covers it; 0 for punctuation.
fn longest(pairing: &Pairing<'_>) -> Vec<u32> {
    let (claim, source) = (&pairing.claim.text, &pairing.source.text);
    let words: Vec<usize> =
        (0..claim.tokens.len()).filter(|&at| claim.tokens[at].kind != Kind::Sign).collect();
    let mut runs = vec![0; claim.tokens.len()];
    for (at, &word) in words.iter().enumerate() {
        let Some(stem) = pairing.stems[claim.form(word).stem as usize] else { continue };
        for &place in pairing.source.places(stem).iter().take(PLACES) {
            let before = |from: usize| {
                (from.saturating_sub(SIGNS)..from).rev().find(|&at| source.tokens[at].kind != Kind::Sign)
            };
            // A run that goes on from the word before was followed from there.
            let goes_on =
                at > 0 && before(place as usize).is_some_and(|before| pairing.is_same(words[at - 1], before));
            if goes_on && at % LONGEST != 0 {
                continue;
            }
            let length = follow(pairing, &words[at..], place as usize);
            for &covered in &words[at..at + length] {
                runs[covered] = runs[covered].max(length as u32);
            }
        }
    }
    runs
}

/// How many words are equal from a place on.
fn follow(pairing: &Pairing<'_>, words: &[usize], place: usize) -> usize {
    let source = &pairing.source.text;
    let end = source.tokens.len().min(place + SIGNS * LONGEST);
    let mut there = (place..end).filter(|&at| source.tokens[at].kind != Kind::Sign);
    words
        .iter()
        .take(LONGEST)
        .take_while(|&&word| there.next().is_some_and(|at| pairing.is_same(word, at)))
        .count()
}
