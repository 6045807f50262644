//! Prepares a text for the parser of Markdown: where fences close, what is no text. Every byte keeps its
//! place.

use std::borrow::Cow;
use std::ops::Range;

/// Stands in a line for what is no text, so that nothing around it looks indented or parted.
pub(super) const NOTHING: char = '\u{1a}';

/// The text as the parser is to see it, every byte at its place: without its front matter and what is blank,
/// and with a line's end behind each fence that is meant to close.
pub(super) fn as_meant<'t>(text: &'t str, front_matter: usize, blank: &[Range<usize>]) -> Cow<'t, str> {
    let breaks = loose_fences(&text[front_matter..]);
    if front_matter == 0 && breaks.is_empty() && blank.is_empty() {
        return Cow::Borrowed(text);
    }
    let fill = |bytes: &mut [u8], with: u8| {
        bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = with);
    };
    let mut parsed = text.as_bytes().to_vec();
    fill(&mut parsed[..front_matter], b' ');
    for range in blank.iter().filter(|range| range.start >= front_matter) {
        let with = if text[range.clone()].starts_with(":::") { b' ' } else { NOTHING as u8 };
        fill(&mut parsed[range.clone()], with);
    }
    for at in breaks {
        parsed[front_matter + at] = b'\n';
    }
    // Whole characters became others.
    String::from_utf8(parsed).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The spaces behind fences that close a block and have words behind them.
fn loose_fences(text: &str) -> Vec<usize> {
    let (mut fences, mut start) = (Fences::default(), 0);
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Fence::Closes { words: Some(words) } = fences.line(line) {
            found.push(start + words);
        }
        start += line.len();
    }
    found
}

/// What a line is to the fenced code of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fence {
    /// No code, and no fence of one.
    Outside,
    /// Code, or the fence that opens it.
    Inside,
    /// The fence that closes it, and where in the line words stand behind it. Markdown allows those only
    /// where a block opens, but people and chatbots write "``` \[2\]".
    Closes { words: Option<usize> },
}

/// Follows the fences of code line by line.
#[derive(Debug, Default)]
pub(super) struct Fences {
    /// Of the open one: its character and length.
    open: Option<(char, usize)>,
}

impl Fences {
    /// What the next line is.
    pub(super) fn line(&mut self, line: &str) -> Fence {
        let bare = line.trim_start();
        let fence = bare.chars().next().filter(|fence| matches!(fence, '`' | '~'));
        let rest = bare.trim_start_matches(|next| Some(next) == fence);
        let length = bare.len() - rest.len();
        match (self.open, fence) {
            (None, Some(fence)) if length >= 3 && !rest.contains('`') => {
                self.open = Some((fence, length));
                Fence::Inside
            }
            (None, _) => Fence::Outside,
            (Some((opened, least)), Some(fence)) if fence == opened && length >= least => {
                let words = is_text(rest).then(|| line.len() - rest.len());
                if words.is_none() && !rest.trim().is_empty() {
                    return Fence::Inside;
                }
                self.open = None;
                Fence::Closes { words }
            }
            (Some(_), _) => Fence::Inside,
        }
    }
}

/// Whether words behind a fence are text, and no name of a language as a block has that opens there.
fn is_text(rest: &str) -> bool {
    let words = rest.trim();
    let first = words.chars().next();
    rest.starts_with(' ')
        && !words.contains(['`', '='])
        && first.is_some_and(|first| matches!(first, '[' | '(' | '^') || words.contains(' ') && first != '{')
}

#[cfg(test)]
mod tests {
    use crate::input::markdown::document;
    use crate::model::{BlockKind, Source};

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        document(text, Source::default())
            .blocks
            .into_iter()
            .map(|block| (block.kind, block.text.into_owned()))
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|block| block.1).collect()
    }

    #[test]
    fn only_fields_at_the_very_start_are_front_matter() {
        let body = "---\n### Crew\n\nAll are here.\n\n---\n\nBoats sail.\n";
        assert_eq!(texts(&format!("# Deal\n\n{body}")), ["Deal", "Crew", "All are here.", "Boats sail."]);
        assert_eq!(texts(body), ["Crew", "All are here.", "Boats sail."]);
        let texts = texts(&format!("---\n# kept\ntitle: Fährt\n\ntags:\n- a\n---\n{body}"));
        assert_eq!(texts[1..], ["Crew", "All are here.", "Boats sail."]);
        assert!(texts[0].contains("title: Fährt") && texts[0].contains("- a"), "{}", texts[0]);
    }

    #[test]
    fn a_fence_with_text_behind_it_closes_its_block() {
        let (code, text) = (BlockKind::Code, BlockKind::Paragraph);
        for behind in ["[2]", "(see [2])", "as the port says [2]"] {
            let found = blocks(&format!("```sql\nSELECT 1\n``` {behind}\n\nSo it is.\n"));
            let expected = [(code, "SELECT 1"), (text, behind), (text, "So it is.")];
            assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())), "{behind}");
        }
        // A block that opens in another one is none, and names its language.
        assert_eq!(blocks("```\na\n``` rust\nb\n```\n\nEnd").len(), 2);
    }
}
