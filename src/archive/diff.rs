//! Compares two texts of a page word by word and leaves out what its template changes by itself: dates of the
//! day, counters, adverts. It does not extract the texts.

use std::slice::from_ref;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use crate::lexicon::set::WordSet;
use crate::lexicon::{dates, each};
use crate::text::digits;
use crate::text::fold::fold;
use crate::text::spaces::single_spaced;

/// How long one comparison looks for the smallest difference; then it takes what it has.
const PATIENCE: Duration = Duration::from_millis(500);

/// Words of a line beyond which it is no template's.
const NOISE_WORDS: usize = 12;

/// The part of their words that two paragraphs share if one is a version of the other.
const KINSHIP: f64 = 0.3;

/// A paragraph, or several in a row, that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Its words in order.
    pub parts: Vec<Part>,
}

/// Words with the same fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What became of them.
    pub tag: Tag,
    /// The words with single spaces; paragraphs end with a line end.
    pub text: String,
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// They are in both texts.
    Same,
    /// They are in the earlier text only.
    Removed,
    /// They are in the later text only.
    Added,
}

/// The paragraphs that differ, in order. None if the texts say the same.
///
/// ```
/// use newscheck::archive::{diff, Tag};
/// let hunks = diff("Bread costs 2 euros.\n12 comments\n", "Bread costs 3 euros.\n18 comments\n");
/// let changed = hunks[0].parts.iter().filter(|part| part.tag != Tag::Same);
/// let changed: Vec<_> = changed.map(|part| part.text.trim()).collect();
/// assert_eq!((hunks.len(), changed), (1, vec!["2", "3"]));
/// ```
pub fn diff(before: &str, after: &str) -> Vec<Hunk> {
    let (before, after) = (paragraphs(before), paragraphs(after));
    let deadline = Some(Instant::now() + PATIENCE);
    // Patience aligns by paragraphs that are there once, so that a moved advert does not shift everything
    // behind it.
    let operations = capture_diff_slices_deadline(Algorithm::Patience, &before, &after, deadline);
    let mut hunks = Vec::new();
    for operation in operations {
        let (removed, added) = (&before[operation.old_range()], &after[operation.new_range()]);
        match operation {
            DiffOp::Equal { .. } => {}
            // As many as before: each is the new form of its own, and its words are compared with those.
            DiffOp::Replace { .. } if removed.len() == added.len() => {
                hunks.extend(
                    removed
                        .iter()
                        .zip(added)
                        .map(|pair| changed(from_ref(pair.0), from_ref(pair.1), deadline)),
                );
            }
            _ => hunks.push(changed(removed, added, deadline)),
        }
    }
    hunks
}

/// The lines that say something, with single spaces.
fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(single_spaced);
    lines.filter(|line| !line.is_empty() && !is_noise(line)).collect()
}

fn changed(removed: &[String], added: &[String], deadline: Option<Instant>) -> Hunk {
    let (old, new) = (words(removed), words(added));
    let operations = capture_diff_slices_deadline(Algorithm::Myers, &old, &new, deadline);
    let same: usize = operations
        .iter()
        .filter(|operation| matches!(operation, DiffOp::Equal { .. }))
        .map(|op| op.old_range().len())
        .sum();
    let mut hunk = Hunk { parts: Vec::new() };
    #[allow(clippy::cast_precision_loss, reason = "counts of words")]
    if (same as f64) < KINSHIP * old.len().max(new.len()) as f64 {
        hunk.push(Tag::Removed, &old);
        hunk.push(Tag::Added, &new);
        return hunk;
    }
    for operation in operations {
        match operation {
            DiffOp::Equal { .. } => hunk.push(Tag::Same, &new[operation.new_range()]),
            _ => {
                hunk.push(Tag::Removed, &old[operation.old_range()]);
                hunk.push(Tag::Added, &new[operation.new_range()]);
            }
        }
    }
    hunk
}

impl Hunk {
    fn push(&mut self, tag: Tag, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        let mut text = String::new();
        for word in words {
            text.push_str(word);
            if !word.ends_with('\n') {
                text.push(' ');
            }
        }
        self.parts.push(Part { tag, text });
    }
}

/// The words of paragraphs; the last of each has its line end.
fn words(paragraphs: &[String]) -> Vec<&str> {
    let mut all = Vec::new();
    for paragraph in paragraphs {
        all.extend(paragraph.split(' '));
        all.push("\n");
    }
    all
}

/// Whether a line is a template's: a date or time, a counter, an advert's label.
fn is_noise(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > NOISE_WORDS {
        return false;
    }
    if ADVERTS.contains(&words.join(" ")) {
        return true;
    }
    let numbers = words.iter().filter(|word| is_number(word) || is_eastern_date(word)).count();
    let dated = numbers > 0 || words.iter().any(|word| is_day(word));
    words.retain(|word| !is_number(word) && !is_eastern_date(word));
    (dated && words.iter().all(|word| is_of_dates(word)))
        || (numbers > 0 && words.iter().all(|word| COUNTED.contains(word)))
}

/// Whether a word names a day: a weekday, or `today`. Short forms are English: `so` and `do` are too, and no
/// days there.
fn is_day(word: &str) -> bool {
    let english = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    word == "today"
        || english.contains(&word)
        || word.len() >= 4 && dates::meaning(fold(word).as_str()).weekday != 0
}

/// Whether a word is one of dates and times in some language, or a zone.
fn is_of_dates(word: &str) -> bool {
    dates::meaning(fold(word).as_str()).is_known()
        || each(BESIDE_DATES).any(|known| known == word)
        || eastern_digits(word).is_some()
}

/// Whether a word is a date or time of a script without spaces: `2026年11月24日`.
fn is_eastern_date(word: &str) -> bool {
    eastern_digits(word).is_some_and(|digits| digits > 0)
}

/// The digits of a word that has but them and words of dates in a script without spaces.
fn eastern_digits(word: &str) -> Option<usize> {
    let mut rest = word;
    let mut digits = 0;
    while let Some(first) = rest.chars().next() {
        let digit = digits::value(first).map(|_| first.len_utf8());
        digits += usize::from(digit.is_some());
        rest = &rest[digit.or_else(|| Some(dates::eastern_prefix(rest)?.0))?..];
    }
    Some(digits)
}

/// Words beside dates that datelines are not read by: articles, days in all, zones.
const BESIDE_DATES: &str = "a|an|day|days|is|it|now|bst|cest|cet|cst|edt|est|et|gmt|pdt|pst|pt|utc|mez|mesz|tage|tagen|jours|días|giorni";

static COUNTED: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.margins.counted));

static ADVERTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.margins.adverts));

/// `12`, `1st`, `3k`, `30pm`, `16h30`
fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.len() < word.len()
        && (is_clock_end(rest)
            || matches!(
                rest,
                "" | "st" | "nd" | "rd" | "th" | "k" | "m" | "am" | "pm" | "h" | "s" | "d" | "t" | "z"
            ))
}

fn is_clock_end(rest: &str) -> bool {
    rest.strip_prefix('h').is_some_and(|minutes| minutes.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hunk with `-removed-` and `+added+` words.
    fn shown(before: &str, after: &str) -> Vec<String> {
        let part = |part: &Part| match part.tag {
            Tag::Same => part.text.trim().to_owned(),
            Tag::Removed => format!("-{}-", part.text.trim()),
            Tag::Added => format!("+{}+", part.text.trim()),
        };
        diff(before, after)
            .iter()
            .map(|hunk| hunk.parts.iter().map(part).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn words_that_changed_are_told_and_nothing_else() {
        let table: &[(&str, &str, &[&str])] = &[
            ("Same.\nText.", "Same.\n\n  Text. ", &[]),
            (
                "The dam is safe, experts say.",
                "The dam is not safe, experts say.",
                &["The dam is +not+ safe, experts say."],
            ),
            ("One two three four.\nFive.", "One two three four.", &["-Five.-"]),
            ("One.", "One.\nTwo three.", &["+Two three.+"]),
            (
                "Alpha beta gamma delta.",
                "Quite another sentence stands here.",
                &["-Alpha beta gamma delta.- +Quite another sentence stands here.+"],
            ),
            ("A b c d e.\nF g h i j.", "A b x d e.\nF g h y j.", &["A b -c- +x+ d e.", "F g h -i- +y+ j."]),
        ];
        for (before, after, expected) in table {
            assert_eq!(shown(before, after), *expected, "{before} / {after}");
        }
    }

    #[test]
    fn what_a_template_changes_is_no_change() {
        let noise = [
            "Tuesday, November 24, 2026",
            "Updated 3 hours ago",
            "Last modified on Nov 24 2026 at 4:30 pm ET",
            "12:30",
            "1,203 views",
            "12 Comments",
            "5 min read",
            "Advertisement",
            "Advertisement - Continue Reading",
            "Aktualisiert am 24. November 2026 um 16:30 Uhr",
            "Dienstag, 24. März 2026",
            "Mis à jour le 24 novembre 2026 à 16h30",
            "Обновлено 24 ноября 2026",
            "更新日 2026年11月24日 16時30分",
            "Vor 3 Stunden",
        ];
        for line in noise {
            assert!(is_noise(line), "{line}");
        }
        let news = [
            "May",
            "The 12 of March",
            "Prices rose 12 percent",
            "12 people died",
            "Ad revenue fell",
            "24 November was cold",
            "Read",
            "Do so",
            "Am Dienstag stieg der Preis um 12",
            "12人が死亡",
        ];
        let told: Vec<&str> = news.into_iter().filter(|line| !is_noise(line)).collect();
        assert_eq!(
            told,
            [
                "May",
                "Prices rose 12 percent",
                "12 people died",
                "Ad revenue fell",
                "24 November was cold",
                "Read",
                "Do so",
                "Am Dienstag stieg der Preis um 12",
                "12人が死亡"
            ]
        );
    }
}
