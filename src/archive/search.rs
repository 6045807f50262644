//! Searches titles and texts of captures: ranked by BM25, with the passage that has the words.

use crate::archive::catalogue::{Catalogue, capture_row};
use crate::archive::{ArchiveError, CaptureRow};

/// Marks the first and last letter of a found word in a snippet; texts do not have them (private use).
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Words of a passage.
const PASSAGE: u32 = 24;

/// Words of a query that count.
const WORDS: usize = 32;

/// A capture that has the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The capture.
    pub capture: CaptureRow,
    /// Its title.
    pub title: Option<String>,
    /// How well it matches; better is greater.
    pub score: f64,
    /// The passage with the words.
    pub snippet: Vec<SnippetPart>,
}

/// A part of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPart {
    /// Its words.
    pub text: String,
    /// Whether they were searched for.
    pub found: bool,
}

pub(super) fn search(catalogue: &Catalogue, words: &str, limit: usize) -> Result<Vec<Hit>, ArchiveError> {
    let Some(query) = query(words) else { return Ok(Vec::new()) };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // The best are found first: a passage is costly.
    let sql = format!(
        "WITH best AS (SELECT rowid AS id, rank AS score FROM text WHERE text MATCH ?1 \
        AND rowid NOT IN (SELECT id FROM captures WHERE method IS NOT NULL) ORDER BY rank LIMIT ?2) \
        SELECT c.*, t.title AS title, best.score AS score, snippet(text, 1, ?3, ?4, '…', {PASSAGE}) AS passage \
        FROM best JOIN text t ON t.rowid = best.id JOIN ({CAPTURE_ROWS}) c ON c.id = best.id \
        WHERE text MATCH ?1 ORDER BY best.score, best.id"
    );
    let [open, close] = MARKS.map(String::from);
    catalogue.all(&sql, rusqlite::params![query, limit, open, close], |row| {
        let snippet: String = row.get("passage")?;
        let score: f64 = row.get("score")?;
        Ok(Hit {
            capture: capture_row(row)?,
            title: row.get("title")?,
            score: -score,
            snippet: parts(&snippet),
        })
    })
}

const CAPTURE_ROWS: &str = crate::archive::catalogue::CAPTURE;

/// The words as FTS5 has them; none if there are none.
///
/// Everything that means something to FTS5 is taken as a word, but quotes around words and `*` at the end of
/// one.
fn query(words: &str) -> Option<String> {
    let mut terms = Vec::new();
    for (at, stretch) in words.split('"').enumerate() {
        if at % 2 == 1 {
            terms.extend(has_word(stretch).then(|| format!("\"{}\"", stretch.trim())));
            continue;
        }
        for word in stretch.split_whitespace().filter(|word| has_word(word)) {
            let begun = if word.ends_with('*') { "*" } else { "" };
            terms.push(format!("\"{}\"{begun}", word.trim_end_matches('*')));
        }
    }
    terms.truncate(WORDS);
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn parts(snippet: &str) -> Vec<SnippetPart> {
    let mut parts = Vec::new();
    let (mut rest, mut found) = (snippet, false);
    loop {
        let (text, more) = match rest.split_once(MARKS[usize::from(found)]) {
            Some((text, more)) => (text, Some(more)),
            None => (rest, None),
        };
        if !text.is_empty() {
            parts.push(SnippetPart { text: text.to_owned(), found });
        }
        let Some(more) = more else { return parts };
        (rest, found) = (more, !found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words_whatever_they_mean_to_the_index() {
        let table = [
            ("bread price", Some(r#""bread" AND "price""#)),
            (r#""bread price" rise*"#, Some(r#""bread price" AND "rise"*"#)),
            (
                "NOT (a OR b) NEAR title:x",
                Some(r#""NOT" AND "(a" AND "OR" AND "b)" AND "NEAR" AND "title:x""#),
            ),
            (r#"" ' - *"#, None),
            (r#""unclosed words"#, Some(r#""unclosed words""#)),
            ("", None),
        ];
        for (words, expected) in table {
            assert_eq!(query(words).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn found_words_are_parts_of_their_own() {
        let part = |text: &str, found| SnippetPart { text: text.to_owned(), found };
        assert_eq!(parts("…a \u{e000}b\u{e001} c"), [part("…a ", false), part("b", true), part(" c", false)]);
        assert_eq!(parts(""), []);
    }
}
