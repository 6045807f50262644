//! Finds the comments by which an article's author hides findings: `<!-- newscheck: ignore CIT001 -->` for
//! the block that follows, `<!-- newscheck: ignore-file -->` for the whole file, in reST `.. newscheck:
//! ignore CIT001`. It does not know which rules there are.

use memchr::memmem;

use crate::model::{BlockKind, Document, Format, Suppression, SuppressionScope};
use crate::text::ByteSpan;

/// What every such comment holds.
const WORD: &str = "newscheck:";

/// Bytes that a comment may have.
const LONGEST: usize = 1000;

/// The suppressions of a document, in order. Comments in code are examples and count as none.
pub(crate) fn find(document: &Document<'_>) -> Vec<Suppression> {
    let open = match document.source.format {
        Format::Markdown | Format::Html => Form::Markup,
        Format::Rst => Form::Rst,
        _ => return Vec::new(),
    };
    let mut places = memmem::find_iter(document.text.as_bytes(), WORD).peekable();
    if places.peek().is_none() {
        return Vec::new();
    }
    let blocks = Blocks::of(document);
    places.filter_map(|at| read(document, at, open, &blocks)).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `<!-- ... -->`
    Markup,
    /// `.. ...`, alone on its line.
    Rst,
}

/// The blocks by where they start, and the code among them.
struct Blocks {
    spans: Vec<ByteSpan>,
    code: Vec<ByteSpan>,
}

impl Blocks {
    fn of(document: &Document<'_>) -> Self {
        let mut spans: Vec<ByteSpan> = document.blocks.iter().map(|block| block.span).collect();
        spans.sort_unstable();
        let whole =
            document.blocks.iter().filter(|block| block.kind == BlockKind::Code).map(|block| block.span);
        let inline = document
            .blocks
            .iter()
            .flat_map(|block| block.code.iter().map(|range| block.source_span(range.clone())));
        let mut code: Vec<ByteSpan> = whole.chain(inline).collect();
        code.sort_unstable();
        Self { spans, code }
    }

    fn is_code(&self, at: u32) -> bool {
        let before = self.code.partition_point(|span| span.start <= at);
        before > 0 && self.code[before - 1].end > at
    }

    /// The first block that starts at or behind a byte.
    fn after(&self, at: u32) -> Option<ByteSpan> {
        self.spans.get(self.spans.partition_point(|span| span.start < at)).copied()
    }
}

fn read(document: &Document<'_>, at: usize, form: Form, blocks: &Blocks) -> Option<Suppression> {
    let text = document.text;
    let (start, end, words) = match form {
        Form::Markup => {
            let before = text[..at].trim_end();
            let start = before.len().checked_sub("<!--".len()).filter(|_| before.ends_with("<!--"))?;
            let rest = &text[at..text.floor_char_boundary((at + LONGEST).min(text.len()))];
            let close = rest.find("-->")?;
            (start, at + close + "-->".len(), &rest[WORD.len()..close])
        }
        Form::Rst => {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            text[line..at].trim().eq("..").then_some(())?;
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            (line, end, text.get(at + WORD.len()..end.min(text.floor_char_boundary(at + LONGEST)))?)
        }
    };
    let span = ByteSpan::new(start, end);
    if blocks.is_code(crate::text::span::clamp(at)) {
        return None;
    }
    let mut words =
        words.split(|letter: char| letter == ',' || letter.is_whitespace()).filter(|word| !word.is_empty());
    let verb = words.next().unwrap_or("");
    let scope = match verb {
        "ignore" => blocks.after(span.end).map_or(SuppressionScope::Nothing, SuppressionScope::Block),
        "ignore-file" => SuppressionScope::File,
        _ => SuppressionScope::Unknown,
    };
    let selectors = if scope == SuppressionScope::Unknown {
        vec![verb.to_owned()]
    } else {
        words.map(str::to_owned).collect()
    };
    Some(Suppression { place: document.place(span), selectors, scope })
}

#[cfg(test)]
mod tests {
    use crate::model::SuppressionScope;
    use crate::{Options, parse};

    /// The suppressions of a text as `line: scope selectors`.
    fn found(path: &str, text: &str) -> Vec<String> {
        let articles = parse(text.as_bytes(), &Options { path: path.to_owned(), ..Options::default() });
        let shown = |scope| match scope {
            SuppressionScope::File => "file".to_owned(),
            SuppressionScope::Block(span) => span.slice(text).lines().next().unwrap_or("").to_owned(),
            SuppressionScope::Nothing => "nothing".to_owned(),
            SuppressionScope::Unknown => "unknown".to_owned(),
        };
        let line = |suppression: &crate::model::Suppression| {
            format!(
                "{}: {} {}",
                suppression.place.at.line,
                shown(suppression.scope),
                suppression.selectors.join(" ")
            )
        };
        articles[0].suppressions.iter().map(line).collect()
    }

    #[test]
    fn comments_hide_findings_of_the_next_block_or_the_file() {
        let table: &[(&str, &str, &[&str])] = &[
            ("a.md", "<!-- newscheck: ignore CIT001 -->\nWords [1].\n", &["1: Words [1]. CIT001"]),
            (
                "a.md",
                "A.\n\n<!--newscheck:ignore CIT001, REF-->\n\nWords [1].\n",
                &["3: Words [1]. CIT001 REF"],
            ),
            ("a.md", "A.\n\n<!-- newscheck: ignore -->\n", &["3: nothing "]),
            ("a.md", "A.\n\n<!-- newscheck: ignore-file URL -->\n", &["3: file URL"]),
            ("a.md", "A.\n\n<!-- newscheck: ignroe CIT001 -->\n\nB.", &["3: unknown ignroe"]),
            ("a.md", "```\n<!-- newscheck: ignore -->\n```\n\nWords.\n", &[]),
            ("a.md", "Say `<!-- newscheck: ignore -->` so.\n\nWords.\n", &[]),
            ("a.md", "The tool newscheck: ignore it.\n", &[]),
            ("a.txt", "<!-- newscheck: ignore -->\nWords.\n", &[]),
            ("a.rst", "A.\n\n.. newscheck: ignore CIT001\n\nWords [1]_.\n", &["3: Words [1]_. CIT001"]),
            (
                "a.html",
                "<p>A.</p><!-- newscheck: ignore CIT001 --><p>Words [1].</p>",
                &["1: Words [1]. CIT001"],
            ),
            ("a.md", "<!-- newscheck: ignore", &[]),
            ("a.md", "newscheck:", &[]),
        ];
        for (path, text, expected) in table {
            assert_eq!(found(path, text), *expected, "{text}");
        }
    }
}
