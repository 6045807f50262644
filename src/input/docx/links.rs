//! Where the links of a Word document lead, and which of them are markers of citations.

/// Where a link leads.
#[derive(Clone, Debug)]
pub enum Target {
    /// To nothing that a reader could follow.
    Nowhere,
    /// To an address.
    Web(String),
    /// To a bookmark of the document.
    Bookmark(String),
}

/// Where the code of a field leads: `HYPERLINK "https://..." \l "bookmark"`.
pub fn instructed(code: &str) -> Target {
    let code = code.trim();
    let Some(rest) = code.get(..9).filter(|name| name.eq_ignore_ascii_case("HYPERLINK")).map(|_| &code[9..])
    else {
        return Target::Nowhere;
    };
    let (mut address, mut bookmark, mut switch) = (String::new(), String::new(), None);
    for word in quoted_words(rest) {
        match (switch.take(), word) {
            (Some('l'), word) => bookmark = word.to_owned(),
            (Some('t' | 'o'), _) => {}
            (_, word) if word.starts_with('\\') && word.len() == 2 => switch = word.chars().nth(1),
            (_, word) if address.is_empty() => address = word.to_owned(),
            _ => {}
        }
    }
    match (address.is_empty(), bookmark.is_empty()) {
        (true, true) => Target::Nowhere,
        (true, false) => Target::Bookmark(bookmark),
        (false, true) => Target::Web(address),
        (false, false) => Target::Web(format!("{address}#{bookmark}")),
    }
}

/// Whether the result of a field is the list of sources: Word's own `BIBLIOGRAPHY`, or what Zotero, Mendeley
/// and EndNote write.
pub fn is_list_of_sources(code: &str) -> bool {
    const LISTS: [&str; 5] = [
        "BIBLIOGRAPHY",
        "ADDIN ZOTERO_BIBL",
        "ADDIN MENDELEY BIBLIOGRAPHY",
        "ADDIN EN.REFLIST",
        "ADDIN CSL_BIBLIOGRAPHY",
    ];
    let code = code.trim_start();
    LISTS.iter().any(|list| code.get(..list.len()).is_some_and(|name| name.eq_ignore_ascii_case(list)))
}

/// Words with white space between, or quotation marks around them.
fn quoted_words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let (word, after) = match rest.strip_prefix('"') {
            Some(inside) => inside.split_once('"').unwrap_or((inside, "")),
            None => rest.split_at(
                rest.find(|character: char| character.is_whitespace() || character == '"')
                    .unwrap_or(rest.len()),
            ),
        };
        let quoted = rest.starts_with('"');
        rest = after;
        (quoted || !word.is_empty()).then_some(word)
    })
}

/// The label that words which lead to a bookmark show, if they are a marker: a number or letter in brackets
/// or raised.
pub fn marker_label(words: &str, raised: bool) -> Option<String> {
    let inside = words.strip_prefix(['[', '(']).and_then(|inside| inside.strip_suffix([']', ')']));
    let label = inside.or_else(|| raised.then_some(words))?.trim();
    // More digits are a year with something, or a page.
    let number = label.len() <= 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    // `xxxviii` is the first of seven letters: notes in Roman numerals end before.
    let numeral = label.len() <= 6 && label.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'));
    let letter = label.chars().count() == 1 && label.chars().all(char::is_alphanumeric);
    (!label.is_empty() && (number || numeral || letter)).then(|| label.to_owned())
}

/// The name of a bookmark among the names that markers lead to.
pub fn bookmarked(name: &str) -> String {
    format!("bookmark {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_links_are_read() {
        let shown = |code: &str| match instructed(code) {
            Target::Nowhere => "-".to_owned(),
            Target::Web(url) => url,
            Target::Bookmark(name) => format!("#{name}"),
        };
        let table = [
            (" HYPERLINK \"https://example.org/a b\" ", "https://example.org/a b"),
            ("hyperlink https://example.org/", "https://example.org/"),
            ("HYPERLINK \\l \"_Ref1\"", "#_Ref1"),
            (
                "HYPERLINK \"https://example.org/\" \\l \"part\" \\o \"tip\" \\t \"_blank\"",
                "https://example.org/#part",
            ),
            ("HYPERLINK \"unclosed", "unclosed"),
            ("HYPERLINK", "-"),
            ("PAGEREF _Toc1 \\h", "-"),
            ("", "-"),
        ];
        for (code, target) in table {
            assert_eq!(shown(code), target, "{code}");
        }
    }

    #[test]
    fn words_that_lead_to_a_bookmark_are_a_marker_if_they_look_like_one() {
        let table = [
            ("[3]", false, Some("3")),
            ("3", true, Some("3")),
            ("3", false, None),
            ("iv", true, Some("iv")),
            ("[see]", false, None),
            ("*", true, None),
            ("", true, None),
        ];
        for (words, raised, label) in table {
            assert_eq!(marker_label(words, raised).as_deref(), label, "{words}");
        }
    }
}
