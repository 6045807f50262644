//! What of a block is code: elements of HTML such as `<code>`, and formulas whose marks the parser takes for
//! escapes. Spans in backticks are the parser's.

use crate::model::{Block, BlockKind, TextRange};
use crate::text::formulas;

/// Elements whose words are code.
const CODE_ELEMENTS: &[&str] = &["code", "pre", "kbd", "samp", "tt", "var", "math", "xmp", "listing"];

/// The name of a tag's element.
pub(super) fn element(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()]
}

/// The element of code that a tag opens or closes.
pub(super) fn code_element(tag: &str) -> Option<&'static str> {
    let name = element(tag);
    CODE_ELEMENTS.iter().copied().find(|known| name.eq_ignore_ascii_case(known))
}

/// The code of a block with its formulas in escaped brackets, whose marks the parser takes for escapes.
pub(super) fn with_formulas(mut code: Vec<TextRange>, block: &Block<'_>, text: &str) -> Vec<TextRange> {
    let source = block.span.slice(text);
    if memchr::memchr(b'\\', source.as_bytes()).is_none() || block.kind == BlockKind::Code {
        return code;
    }
    let start = block.span.start as usize;
    let before = code.len();
    for formula in formulas::find(source).into_iter().filter(|range| source[range.clone()].starts_with('\\'))
    {
        let range = text_offset(block, start + formula.start)..text_offset(block, start + formula.end);
        let next = code[..before].partition_point(|inner| inner.end <= range.start);
        let is_free = next == before || code[next].start >= range.end;
        code.extend((!range.is_empty() && is_free).then_some(range));
    }
    code.sort_by_key(|range| range.start);
    code
}

/// The first character of a block's text that stands at or behind a place of the source.
fn text_offset(block: &Block<'_>, source: usize) -> usize {
    let (mut low, mut high) = (0, block.text.len());
    while low < high {
        let middle = low.midpoint(high);
        match (block.map.to_source(middle) as usize) < source {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    block.text.ceil_char_boundary(low)
}

#[cfg(test)]
mod tests {
    use crate::input::markdown::document;
    use crate::model::Source;

    #[test]
    fn elements_and_formulas_are_code() {
        let table: &[(&str, &[&str])] = &[
            ("press <kbd>[1]</kbd>, read <CODE class=\"x\">[2]</CODE> [3]", &["[1]", "[2]"]),
            ("<p>Read <code>x[1]</code> and `y` [3].</p>\n", &["x[1]"]),
            ("<pre>\nrow [1]\n\nrow [2]\n</pre>\n", &["row [1] row [2]"]),
            ("the <code> element [1]", &[]),
            ("<code>a `b` c</code>", &["a b c"]),
            (r"so \(f[3]\) is [1]", &["(f[3])"]),
            (r"and \[ M[1] = 2 \] as told \[1\]", &["[ M[1] = 2 ]"]),
            (r"é \(\alpha[3] + é\) é", &[r"(\alpha[3] + é)"]),
        ];
        for (text, expected) in table {
            let document = document(text, Source::default());
            let block = &document.blocks[0];
            let code: Vec<&str> = block.code.iter().map(|range| &block.text[range.clone()]).collect();
            assert_eq!(code, *expected, "{text}");
        }
    }
}
