//! Reads JSON as pages write it: with comments, commas before a closing bracket, quotes and backslashes that
//! nobody escaped, raw line breaks in strings, several values in a row, or a character reference for each
//! quote.

use serde_json::Value;

/// Containers within containers that are followed.
const DEEPEST: usize = 100;

/// The values that a text holds: one if it is sound, those up to the first that cannot be mended if not.
///
/// ```
/// use newscheck::input::html::lenient::values;
/// let mended = values(r#"{"a": "the "old" pier", /* note */ "b": [1, 2,],}; {"c": "\x"}"#);
/// assert_eq!(mended[0]["a"], "the \"old\" pier");
/// assert_eq!(mended[1]["c"], "\\x");
/// ```
pub fn values(text: &str) -> Vec<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let referenced = !text.contains('"') && text.contains("&quot;");
    let plain = if referenced { text.replace("&quot;", "\"") } else { text.to_owned() };
    let mended = Mender::new(&plain).mended();
    let values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>();
    values.map_while(Result::ok).collect()
}

/// Writes a text anew as JSON, in one pass.
struct Mender<'t> {
    text: &'t str,
    at: usize,
    out: String,
    /// The open brackets, and whether a key comes next in the innermost one.
    open: Vec<u8>,
    is_key: bool,
    /// Whether a comma waits for what it stands before.
    comma: bool,
}

impl<'t> Mender<'t> {
    fn new(text: &'t str) -> Self {
        let out = String::with_capacity(text.len());
        Self { text, at: 0, out, open: Vec::new(), is_key: false, comma: false }
    }

    fn mended(mut self) -> String {
        while let Some(next) = self.text[self.at..].chars().next() {
            if self.open.len() > DEEPEST {
                return String::new();
            }
            if self.skip_comment() {
                continue;
            }
            self.at += next.len_utf8();
            self.outside(next);
        }
        self.out
    }

    /// Steps over `// ...` and `/* ... */`.
    fn skip_comment(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(inside) = rest.strip_prefix("/*") {
            inside.find("*/").map_or(rest.len(), |end| end + 4)
        } else {
            return false;
        };
        self.at += length;
        true
    }

    fn outside(&mut self, next: char) {
        match next {
            ',' => self.comma = true,
            _ if next.is_whitespace() || next.is_control() => self.out.push(' '),
            '{' | '[' => {
                self.settle();
                self.out.push(next);
                self.open.push(next as u8);
                self.is_key = next == '{';
            }
            '}' | ']' => {
                self.comma = false;
                self.out.push(next);
                self.open.pop();
                self.is_key = false;
            }
            ':' => {
                self.is_key = false;
                self.out.push(next);
            }
            // Between values stands nothing that says anything: `;`, `]]>`.
            _ if self.open.is_empty() => {}
            '"' => {
                self.settle();
                self.string();
            }
            _ => {
                self.settle();
                self.out.push(next);
            }
        }
    }

    /// Writes the comma that waits.
    fn settle(&mut self) {
        if std::mem::take(&mut self.comma) && !self.open.is_empty() {
            self.out.push(',');
            self.is_key = self.open.last() == Some(&b'{');
        }
    }

    /// A string from behind its first quote.
    fn string(&mut self) {
        self.out.push('"');
        while let Some(next) = self.text[self.at..].chars().next() {
            self.at += next.len_utf8();
            match next {
                '"' if self.closes() => break,
                '"' => self.out.push_str("\\\""),
                '\\' => self.escape(),
                _ if next.is_control() => self.out.push(' '),
                _ => self.out.push(next),
            }
        }
        self.out.push('"');
    }

    /// A backslash: an escape of JSON, or a plain one.
    fn escape(&mut self) {
        let rest = &self.text[self.at..];
        let digits = rest.bytes().skip(1).take(4).filter(u8::is_ascii_hexdigit).count();
        match rest.chars().next() {
            Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {
                self.out.extend(['\\', next]);
                self.at += 1;
            }
            Some('u') if digits == 4 => {
                self.out.push_str(&rest[..5].replace('u', "\\u"));
                self.at += 5;
            }
            Some('\'') => {}
            _ => self.out.push_str("\\\\"),
        }
    }

    /// Whether what stands behind a quote can stand behind a string.
    fn closes(&self) -> bool {
        let rest = self.text[self.at..].trim_start();
        match rest.chars().next() {
            None | Some('}' | ']') => true,
            Some(':') => self.is_key,
            Some(',') if !self.is_key => {
                let behind = rest[1..].trim_start();
                let opens = behind.starts_with(['"', '{', '[', '}', ']', '-', '/'])
                    || behind.starts_with(|first: char| first.is_ascii_digit());
                opens
                    || ["true", "false", "null"].iter().any(|word| behind.starts_with(word))
                    || behind.is_empty()
            }
            Some('/') => rest.starts_with("//") || rest.starts_with("/*"),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_pages_write_is_mended() {
        let table = [
            (r#"{"a": 1,}"#, vec![json!({"a": 1})]),
            (r#"[1, 2, ]"#, vec![json!([1, 2])]),
            ("{\"a\": \"one\ntwo\"}", vec![json!({"a": "one two"})]),
            (r#"{"a": "the "old" pier", "b": 2}"#, vec![json!({"a": "the \"old\" pier", "b": 2})]),
            (r#"{"a": "see "this", it says", "b": 2}"#, vec![json!({"a": "see \"this\", it says", "b": 2})]),
            (r#"{"a": "C:\path"}"#, vec![json!({"a": "C:\\path"})]),
            (r#"{"a": "it\'s"}"#, vec![json!({"a": "it's"})]),
            (r#"{"a": 1} {"b": 2}"#, vec![json!({"a": 1}), json!({"b": 2})]),
            (r#"{"a": 1}, {"b": 2};"#, vec![json!({"a": 1}), json!({"b": 2})]),
            ("// note\n{\"a\": /* one */ 1}", vec![json!({"a": 1})]),
            ("//<![CDATA[\n{\"a\": 1}\n//]]>", vec![json!({"a": 1})]),
            ("{&quot;a&quot;: 1}", vec![json!({"a": 1})]),
            (r#"{"a": "https://example.org/x"}"#, vec![json!({"a": "https://example.org/x"})]),
            ("no JSON", vec![]),
            ("", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        assert!(values(&"[".repeat(100_000)).is_empty());
        assert!(values(&format!("{{\"a\":{}1", "[".repeat(500))).is_empty());
    }

    proptest! {
        #[test]
        fn sound_strings_stay(text in "[a-z\"\\\\\n é/{}:,]{0,40}") {
            let spelled = format!("{{\"a\": {}}}", serde_json::to_string(&text).expect("a string can be written"));
            prop_assert_eq!(&values(&spelled)[0]["a"], &Value::String(text));
        }

        #[test]
        fn nothing_makes_it_panic(text in "(\\PC|[\\[\\]{}\":,\\\\/*u ]){0,60}") {
            values(&text);
        }
    }
}
