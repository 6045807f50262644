//! Tells the lines and headings that open what follows an article: comment boxes, share bars, newsletters,
//! related stories. It does not say whether the article is over there.

use std::sync::LazyLock;

use super::LANGUAGES;
use super::each;

/// Where words open what follows, if more follows on their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Anywhere,
    /// In plain text.
    Text,
    /// In a heading of a page.
    Heading,
}

/// The words in their order, with where they count.
static TRAILERS: LazyLock<Vec<(&'static str, Place)>> = LazyLock::new(|| {
    let lists = LANGUAGES.iter().map(|language| &language.trailers).flat_map(|trailers| {
        [
            (trailers.openers, Place::Anywhere),
            (trailers.lines, Place::Text),
            (trailers.headings, Place::Heading),
        ]
    });
    let mut words: Vec<_> =
        lists.flat_map(|(words, place)| each(words).map(move |word| (word, place))).collect();
    // Of a word that two languages list, the place that says most stands first and stays.
    words.sort_unstable();
    words.dedup_by_key(|(word, _)| *word);
    words
});

/// Characters of a line that are looked at: no opening words are longer.
const LONGEST: usize = 40;

/// Whether a line of plain text opens what follows an article, or is part of it.
///
/// ```
/// use newscheck::lexicon::trailers::opens_in_text;
/// assert!(opens_in_text("Lesen Sie auch: Der Hafen im Winter") && opens_in_text("Latest"));
/// assert!(!opens_in_text("Latest figures, Ministry of Ports"));
/// ```
pub fn opens_in_text(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let core = line.trim_start_matches(|character: char| !character.is_alphanumeric());
    opens(core, |place, rest| match place {
        Place::Anywhere | Place::Text => true,
        Place::Heading => says_no_more(rest),
    })
}

/// Whether a heading of a page opens what follows an article.
///
/// ```
/// use newscheck::lexicon::trailers::opens_as_heading;
/// assert!(opens_as_heading("Latest from the harbour") && opens_as_heading("Share:"));
/// assert!(!opens_as_heading("Share prices fall"));
/// ```
pub fn opens_as_heading(heading: &str) -> bool {
    opens(heading.trim(), |place, rest| match place {
        Place::Anywhere | Place::Heading => true,
        Place::Text => says_no_more(rest),
    })
}

/// Whether a line of a page that is no heading says only that something else follows.
pub fn opens_alone(line: &str) -> bool {
    opens(line.trim(), |_, rest| says_no_more(rest))
}

fn says_no_more(rest: &str) -> bool {
    !rest.contains(char::is_alphanumeric)
}

/// Whether a text begins with opening words that count, by where they do and what follows them.
fn opens(text: &str, counts: impl Fn(Place, &str) -> bool) -> bool {
    let Some(initial) = text.chars().next().and_then(|first| first.to_lowercase().next()) else {
        return false;
    };
    let words = &**TRAILERS;
    let from = words.partition_point(|(word, _)| word.chars().next() < Some(initial));
    let mut alike = words[from..].iter().take_while(|(word, _)| word.starts_with(initial)).peekable();
    if alike.peek().is_none() {
        return false;
    }
    let head = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
    let lower = if head.is_ascii() { head.to_ascii_lowercase() } else { head.to_lowercase() };
    alike.any(|(word, place)| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && counts(*place, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_list_holds_for_texts_and_pages() {
        for line in ["Lesen Sie auch", "Be the first to comment", "Читайте также", "関連記事"]
        {
            assert!(opens_in_text(line) && opens_as_heading(line) && opens_alone(line), "{line}");
        }
        assert!(opens_in_text("Share on the way") && !opens_as_heading("Share on the way"));
        assert!(!opens_alone("Comments were made") && !opens_in_text("Commentary"));
    }
}
