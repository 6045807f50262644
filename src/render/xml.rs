//! Words made safe for XML and HTML. It knows no elements; see `junit` and `html`.

/// Words that stand in XML or HTML, in text and in quoted attributes, on one line or several. What XML 1.0
/// forbids (section 2.2) is replaced by U+FFFD.
pub fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + words.len() / 16);
    for character in words.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' => safe.push(character),
            '\r' => safe.push_str("&#13;"),
            // A terminal that shows the report would obey these; to a parser the reference is the character.
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.push_str(&format!("&#x{:X};", character as u32))
            }
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("<script>\"a\" & 'b'</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
        assert_eq!(escaped("a\u{0}\u{1b}[31m\u{ffff}\tb\n"), "a\u{fffd}\u{fffd}[31m\u{fffd}\tb\n");
        assert_eq!(escaped("\u{202e}gpj"), "&#x202E;gpj");
    }
}
