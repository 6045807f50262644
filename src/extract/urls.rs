//! Finds literal addresses in running text, and derives addresses from DOI and arXiv identifiers. It does
//! not check them.

use memchr::memmem;

use crate::model::{Label, TextRange};

/// A literal address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundUrl {
    /// Where it stands.
    pub range: TextRange,
    /// The address; without the white space by which `<...>` may break it over lines.
    pub url: String,
}

/// The literal http, https and ftp addresses in a text, in order, without the punctuation that follows
/// them.
///
/// ```
/// use newscheck::extract::urls::find;
/// let text = "(see https://example.org/a_(b).) <https://example.org/long/ path>";
/// let urls: Vec<String> = find(text).map(|found| found.url).collect();
/// assert_eq!(urls, ["https://example.org/a_(b)", "https://example.org/long/path"]);
/// ```
pub fn find(text: &str) -> impl Iterator<Item = FoundUrl> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let literal = next(text, from)?;
        let (range, url) = broken_over_lines(text, &literal)
            .unwrap_or_else(|| (literal.clone(), text[literal.clone()].to_owned()));
        from = literal.end.max(range.end);
        Some(FoundUrl { range, url })
    })
}

/// Whether a text has a literal address.
pub fn has_url(text: &str) -> bool {
    next(text, 0).is_some()
}

/// Whether a line is one address and nothing else, but for brackets around it.
pub fn is_url_only(line: &str) -> bool {
    let around =
        |character: char| matches!(character, '<' | '>' | '.' | ',' | ';') || character.is_whitespace();
    let core = line.trim_matches(around);
    let core =
        core.strip_prefix('(').map_or(core, |inside| inside.trim_end_matches(')').trim_matches(around));
    starts_with_scheme(core)
        && next(core, 0).is_some_and(|range| range.start == 0 && range.end + 1 >= core.len())
        && !core.contains(char::is_whitespace)
}

/// Whether a text begins with an address, but for opening brackets and quotes.
pub fn opens_with_url(text: &str) -> bool {
    starts_with_scheme(text.trim_start_matches(['<', '[', '(', '"', '`', ' ']))
}

/// Whether an address is one of the web: http, https or ftp.
pub fn is_web_url(url: &str) -> bool {
    starts_with_scheme(url)
}

fn starts_with_scheme(text: &str) -> bool {
    ["http://", "https://", "ftp://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The next literal address at or after `from`.
fn next(text: &str, mut from: usize) -> Option<TextRange> {
    let bytes = text.as_bytes();
    loop {
        // Colons are rarer than the `h` of schemes: from each it is looked back.
        let colon = from + memchr::memchr(b':', bytes.get(from..)?)?;
        from = colon + 1;
        if !bytes[from..].starts_with(b"//") {
            continue;
        }
        if let Some(start) = scheme_start(bytes, colon) {
            let end = end_of(text, colon + 3);
            if end > colon + 3 {
                return Some(start..end);
            }
        }
    }
}

/// Where the scheme that ends at `colon` begins, if it is one of the web and no part of a longer word.
fn scheme_start(bytes: &[u8], colon: usize) -> Option<usize> {
    ["https", "http", "ftp"].iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        // `xhttp://` is some other scheme.
        let fresh = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        (fresh && bytes[start..colon].eq_ignore_ascii_case(scheme.as_bytes())).then_some(start)
    })
}

/// ASCII bytes that end an address or may do so, and all others, which are looked at as characters.
static STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        stops[byte] = byte <= 0x20
            || byte >= 0x7f
            || matches!(byte as u8, b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'&');
        byte += 1;
    }
    stops
};

/// Whether a character beyond ASCII ends an address: white space, quotes, CJK punctuation and what sets the
/// direction of a text.
fn stops(character: char) -> bool {
    let mark = matches!(
        character,
        '“' | '”'
            | '，'
            | '。'
            | '；'
            | '）'
            | '（'
            | '】'
            | '【'
            | '」'
            | '「'
            | '、'
            | '》'
            | '《'
            | '！'
            | '？'
            | '\u{200b}'
            | '«'
            | '»'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    );
    mark || character.is_whitespace() || character.is_control()
}

/// Where the run of characters that an address may have ends.
fn run_length(text: &str) -> usize {
    let mut at = 0;
    loop {
        let bytes = &text.as_bytes()[at..];
        at += bytes.iter().position(|&byte| STOPS[usize::from(byte)]).unwrap_or(bytes.len());
        match text[at..].chars().next() {
            // `&lt;https://example.org/a&gt;`
            Some('&') if !text[at..].starts_with("&gt;") => at += 1,
            Some(character) if !character.is_ascii() && !stops(character) => at += character.len_utf8(),
            _ => return at,
        }
    }
}

/// Where an address that has run to `from` ends: before white space, quotes, angle brackets and CJK
/// punctuation, and without trailing punctuation or closing brackets that it did not open.
fn end_of(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let stop = run_length(rest);
    let mut url = &rest[..stop];
    let has_brackets = |open, close| memchr::memchr2(open, close, url.as_bytes()).is_some();
    if !has_brackets(b'(', b')') && !has_brackets(b'[', b']') {
        return from + trimmed_end(url).len();
    }
    // A footnote marker or a bracket right behind an address is not part of it.
    if let Some(bracket) = unbalanced_bracket(url) {
        url = &url[..bracket];
    }
    // Nor are words in brackets of which white space parts the rest: `https://example.org/a(accessed 4 May)`.
    for (open, close) in [(b'(', b')'), (b'[', b']')] {
        // With another address in it, what is left would be searched again and again.
        let words = unclosed(url, open, close).filter(|&at| !url[at..].contains("://"));
        url = &url[..words.unwrap_or(url.len())];
    }
    let mut surplus = [surplus(url, b'(', b')'), surplus(url, b'[', b']')];
    loop {
        let trimmed = trimmed_end(url);
        let kind = match trimmed.as_bytes().last() {
            Some(b')') => 0,
            Some(b']') => 1,
            _ => return from + trimmed.len(),
        };
        // It closes what the address itself opened: `Tide_(physics)`.
        if surplus[kind] <= 0 {
            return from + trimmed.len();
        }
        surplus[kind] -= 1;
        url = &trimmed[..trimmed.len() - 1];
    }
}

/// An address without the punctuation that follows it.
fn trimmed_end(url: &str) -> &str {
    url.trim_end_matches(|last| match last {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '\\' => true,
        // General punctuation, and the stops and commas of Armenian, Arabic, Indic, Ethiopic and Khmer texts.
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => true,
        '։' | '،' | '؛' | '؟' | '۔' | '।' | '॥' | '።' | '፣' | '፤' | '។' => true,
        _ => false,
    })
}

/// Where the first bracket opens that is never closed: from the end on, the last that lacks its counterpart.
fn unclosed(url: &str, open: u8, close: u8) -> Option<usize> {
    let (mut found, mut closing) = (None, 0usize);
    for at in memchr::memchr2_iter(open, close, url.as_bytes()).rev() {
        match (url.as_bytes()[at] == close, closing) {
            (true, _) => closing += 1,
            (false, 0) => found = Some(at),
            (false, _) => closing -= 1,
        }
    }
    found
}

/// How many more closing than opening brackets a text has.
fn surplus(text: &str, open: u8, close: u8) -> isize {
    memchr::memchr2_iter(open, close, text.as_bytes())
        .map(|at| if text.as_bytes()[at] == close { 1 } else { -1 })
        .sum()
}

/// The first closing square bracket that nothing opened.
fn unbalanced_bracket(url: &str) -> Option<usize> {
    let mut open = 0usize;
    for at in memchr::memchr2_iter(b'[', b']', url.as_bytes()) {
        match (url.as_bytes()[at], open) {
            (b'[', _) => open += 1,
            (_, 0) => return Some(at),
            _ => open -= 1,
        }
    }
    None
}

/// An address in `<...>` that white space breaks: RFC 3986, appendix C.
fn broken_over_lines(text: &str, range: &TextRange) -> Option<(TextRange, String)> {
    if range.start == 0 || text.as_bytes()[range.start - 1] != b'<' {
        return None;
    }
    // Longer than addresses in print are; without a limit each `<` would search to the end.
    let limit = text.len().min(range.start + 600);
    let close = range.start + memchr::memchr(b'>', &text.as_bytes()[range.start..limit])?;
    let inside = text.get(range.start..close)?;
    let joined: String = inside.split_whitespace().collect();
    let broken =
        // Four lines hold any address that somebody set in print; more is prose in angle brackets.
        joined.len() < inside.len() && inside.split_whitespace().count() <= 4 && !inside.contains('<');
    broken.then_some((range.start..close, joined))
}

/// The address that a DOI or arXiv identifier in a text stands for.
///
/// ```
/// use newscheck::extract::urls::derived;
/// assert_eq!(derived("Nature 5, doi:10.1000/182.").as_deref(), Some("https://doi.org/10.1000/182"));
/// assert_eq!(derived("arXiv:1807.10535 [cs]").as_deref(), Some("https://arxiv.org/abs/1807.10535"));
/// ```
pub fn derived(text: &str) -> Option<String> {
    doi(text).or_else(|| arxiv(text))
}

/// A DOI: `10.`, a registrant of four to nine digits, a slash and a suffix (DOI Handbook, 2.2).
fn doi(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for at in memmem::find_iter(bytes, b"10.") {
        let registrant =
            bytes[at + 3..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        let slash = at + 3 + registrant;
        // `1.10.1000/x` is a version or a path.
        let fresh = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.');
        if fresh && (4..=9).contains(&registrant) && bytes.get(slash) == Some(&b'/') {
            let end = end_of(text, slash + 1);
            if end > slash + 1 {
                return Some(format!("https://doi.org/{}", &text[at..end]));
            }
        }
    }
    None
}

/// An arXiv identifier after `arXiv:`, new (`1807.10535v2`) or old (`hep-th/9901001`).
fn arxiv(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let at = memmem::find(lower.as_bytes(), b"arxiv:")? + 6;
    let rest = text[at..].trim_start();
    let length = rest
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'-'))
        .count();
    let id = rest[..length].trim_end_matches(['.', '-', '/']);
    // Both forms have seven digits at least.
    let valid = id.len() >= 7 && id.bytes().filter(u8::is_ascii_digit).count() >= 7;
    valid.then(|| format!("https://arxiv.org/abs/{id}"))
}

/// Whether an address leads to the note of a label, or back from it, on the page that the text was copied
/// from: `https://example.org/a#cite_note-3`, `#footnote-anchor-3`, `#_ftnref3`. It is no source.
pub fn leads_to_note(url: &str, label: &Label) -> bool {
    const NAMES: [&str; 6] = ["note", "ref", "cite", "fn", "ftn", "edn"];
    let Some((_, fragment)) = url.split_once('#') else { return false };
    let Some(number) = label.number() else { return false };
    let number = number.to_string();
    let mut numbers = fragment.split(|letter: char| !letter.is_ascii_digit());
    let lower = fragment.to_ascii_lowercase();
    !fragment.contains('=')
        && numbers.any(|found| found == number)
        && NAMES.iter().any(|name| lower.contains(name))
}

/// Whether a link leads back from a note to its marks: its words are signs, or one small letter.
pub fn leads_back(words: &str, url: &str) -> bool {
    let mut letters = words.chars().filter(|letter| letter.is_alphanumeric());
    let is_sign = match (letters.next(), letters.next()) {
        (None, _) => true,
        (Some(letter), None) => letter.is_ascii_lowercase(),
        _ => false,
    };
    is_sign && url.contains('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_readers_see_them_end() {
        let table: &[(&str, &[&str])] = &[
            ("https://example.org/a, and", &["https://example.org/a"]),
            ("https://example.org/a.", &["https://example.org/a"]),
            ("[[https://example.org/a.aspx]].", &["https://example.org/a.aspx"]),
            ("`Title <https://example.org/p.pdf>`_.", &["https://example.org/p.pdf"]),
            ("https://example.org/离散制造 - 百科", &["https://example.org/离散制造"]),
            ("见https://example.org/a。", &["https://example.org/a"]),
            (
                "https://web.archive.org/web/2015/http://example.org/x",
                &["https://web.archive.org/web/2015/http://example.org/x"],
            ),
            ("HTTPS://Example.org/A ftp://example.org", &["HTTPS://Example.org/A", "ftp://example.org"]),
            (
                "https://example.org/b(1)_(2) (http://example.org/c)",
                &["https://example.org/b(1)_(2)", "http://example.org/c"],
            ),
            ("http:// nothing, xhttp://example.org", &[]),
            ("https://example.org/page[3].", &["https://example.org/page[3]"]),
            ("https://example.org/a[accessed 4 May]", &["https://example.org/a"]),
            ("https://example.org/a_(b)(accessed 4 May)", &["https://example.org/a_(b)"]),
            ("http://[2001:db8::1]/a(", &["http://[2001:db8::1]/a"]),
            ("&lt;https://example.org/a?b=1&c=2&gt;", &["https://example.org/a?b=1&c=2"]),
            (
                "https://example.org/خبر، https://example.org/ख़बर।",
                &["https://example.org/خبر", "https://example.org/ख़बर"],
            ),
            ("\u{2068}https://example.org/a\u{2069}", &["https://example.org/a"]),
            ("https://example.org/a—", &["https://example.org/a"]),
        ];
        for (text, expected) in table {
            let urls: Vec<String> = find(text).map(|found| found.url).collect();
            assert_eq!(&urls, expected, "{text}");
        }
    }

    #[test]
    fn a_bare_address_is_a_line_of_its_own() {
        for line in [
            "https://example.org/a",
            "<https://example.org/a>.",
            "(https://example.org/a)",
            "https://example.org/a_(b)",
        ] {
            assert!(is_url_only(line), "{line}");
        }
        assert!(!is_url_only("https://example.org/a - Title") && !is_url_only("see https://example.org"));
    }

    #[test]
    fn identifiers_give_addresses() {
        let table = [
            ("DOI 10.17487/RFC2119, March 1997", Some("https://doi.org/10.17487/RFC2119")),
            ("arXiv: hep-th/9901001.", Some("https://arxiv.org/abs/hep-th/9901001")),
            ("version 10.5/2", None),
            ("a price of 10.4321/kg", Some("https://doi.org/10.4321/kg")),
            ("arXiv paper", None),
        ];
        for (text, expected) in table {
            assert_eq!(derived(text).as_deref(), expected, "{text}");
        }
    }
}
