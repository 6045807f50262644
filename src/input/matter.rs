//! Where the front matter of a Markdown text ends, and what is wrong with it: YAML between `---`, TOML
//! between `+++`, a JSON object, a title block behind `%`. What its fields say is read in `extract::matter`.

use serde_json::error::Category;

/// The front matter of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matter {
    /// Where it ends, in bytes; 0 where there is none.
    pub end: usize,
    /// What is wrong with it, in one line.
    pub fault: Option<String>,
}

impl Matter {
    fn whole(end: usize) -> Self {
        Self { end, fault: None }
    }
}

/// The front matter at the start of a text. A thematic break opens none, whatever stands below it.
pub fn find(text: &str) -> Matter {
    let first = text.lines().next().unwrap_or("");
    let matter = match first.trim_end() {
        "---" => fenced(text, &["---", "..."], ':'),
        "+++" => fenced(text, &["+++"], '='),
        _ if text.starts_with('{') => json(text),
        _ if text.starts_with('%') => title_block(text),
        _ => None,
    };
    matter.unwrap_or_default()
}

/// Front matter between two lines; the first line in it is a field. Where the second one is missing, it ends
/// with its fields.
fn fenced(text: &str, closes: &[&str], assigns: char) -> Option<Matter> {
    let mut at = text.find('\n')? + 1;
    let inside = at;
    let mut fields = 0;
    let mut lines_end = None;
    for line in text[inside..].split_inclusive('\n') {
        if closes.contains(&line.trim_end()) {
            return (fields > 0).then(|| Matter::whole(at + line.len()));
        }
        let is_field = key(line, assigns).is_some();
        if fields == 0 && !is_field && !is_passed_over(line, assigns) {
            return None;
        }
        fields += usize::from(is_field);
        if lines_end.is_none() && !is_field && !is_continued(line) {
            lines_end = Some((at, fields));
        }
        at += line.len();
    }
    let (end, fields) = lines_end.unwrap_or((at, fields));
    let is_meant = fields >= 2 && text[inside..end].lines().any(|line| names_headline_or_day(line, assigns));
    is_meant.then(|| Matter {
        end,
        fault: Some(format!("front matter is not closed: no second line {}", closes[0])),
    })
}

/// A title block as Pandoc has it: up to three lines `% ...`, lines that go on with them, and a blank line.
/// More such lines are comments of a program.
fn title_block(text: &str) -> Option<Matter> {
    const PARTS: usize = 3;
    let (mut parts, mut end, mut has_words) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        match line.strip_prefix('%') {
            _ if words.is_empty() => break,
            Some(part) if part.starts_with(char::is_whitespace) => {
                parts += 1;
                has_words |= !part.trim().is_empty();
            }
            None if line.starts_with([' ', '\t']) => {}
            _ => return None,
        }
        end += line.len();
    }
    (has_words && parts <= PARTS).then(|| Matter::whole(end))
}

/// Whether a line may stand before the first field: a comment; in TOML also a blank line or a table's name.
fn is_passed_over(line: &str, assigns: char) -> bool {
    let line = line.trim();
    line.starts_with('#')
        || assigns == '=' && (line.is_empty() || line.starts_with('[') && line.ends_with(']'))
}

/// Whether a line that is no field goes on with the one before.
fn is_continued(line: &str) -> bool {
    let is_indented = line.starts_with([' ', '\t']) && !line.trim().is_empty();
    is_indented || line.starts_with("- ") || line.starts_with(['#', '[', ']', '}'])
}

/// Whether a line that opens a text is one of a page's fields and no words with a colon.
fn names_headline_or_day(line: &str, assigns: char) -> bool {
    key(line, assigns).is_some_and(|key| matches!(key, "title" | "date" | "author" | "authors" | "published"))
}

/// The key of a field at the top level.
fn key(line: &str, assigns: char) -> Option<&str> {
    let (key, _) = line.split_once(assigns).filter(|_| !line.starts_with([' ', '\t', '#', '-']))?;
    let key = key.trim_matches(['"', '\'', ' ']);
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' ');
    (!key.is_empty() && key.chars().all(is_name)).then_some(key)
}

/// A JSON object that opens a text, of several keys or alone in its lines.
fn json(text: &str) -> Option<Matter> {
    if !text[1..].trim_start().starts_with('"') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    let read = values.next()?;
    let end = values.byte_offset();
    match read {
        Ok(_) => {
            let rest = &text[end..];
            let line = rest.find('\n').map_or(rest.len(), |length| length + 1);
            rest[..line].trim().is_empty().then(|| Matter::whole(end + line))
        }
        Err(error) => {
            // A line with the closing brace alone is where it was meant to end.
            let close = text.match_indices("\n}").find(|(at, _)| {
                let rest = &text[at + 2..];
                rest.lines().next().is_none_or(|line| line.trim().is_empty())
            })?;
            let end = close.0 + 2;
            let line = text[end..].find('\n').map_or(text.len(), |length| end + length + 1);
            let what = match error.classify() {
                Category::Eof => "not closed".to_owned(),
                _ => format!("no JSON at line {}", error.line()),
            };
            Some(Matter { end: line, fault: Some(format!("front matter is damaged: {what}")) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_where_it_is_closed() {
        let table = [
            ("---\ntitle: A\n---\nText", "---\ntitle: A\n---\n"),
            ("---\r\ntitle: A\r\n...\r\nText", "---\r\ntitle: A\r\n...\r\n"),
            ("---\n# a\n\"my key\": x\n\ntags:\n- a\n---", "---\n# a\n\"my key\": x\n\ntags:\n- a\n---"),
            ("+++\ntitle = 'A'\n[extra]\nby = 'B'\n+++\nText", "+++\ntitle = 'A'\n[extra]\nby = 'B'\n+++\n"),
            ("{\n \"title\": \"A}\"\n}\n\nText", "{\n \"title\": \"A}\"\n}\n"),
            ("{\"title\": \"A\"}\nText", "{\"title\": \"A\"}\n"),
            ("% A\n% B; C\n% 2026-05-05\n\nText", "% A\n% B; C\n% 2026-05-05\n"),
            ("% A\n  goes on\n%\n\nText", "% A\n  goes on\n%\n"),
            ("% a\n% b\n% c\n% d\n\nText", ""),
            ("% A\nText", ""),
            ("%A\n\nText", ""),
            ("50 % more\n", ""),
            ("---\n### Crew\n---\nText", ""),
            ("---\n\nAnna: hello.\n\nBob: yes?", ""),
            ("---\nAnna: hello.\nBob: yes?\n\nText", ""),
            ("+++\nText\n+++\n", ""),
            ("{% raw %}\nText", ""),
            ("{\"a\": 1} is JSON", ""),
            ("{", ""),
            ("---", ""),
            ("", ""),
        ];
        for (text, matter) in table {
            let found = find(text);
            assert_eq!((&text[..found.end], found.fault), (matter, None), "{text}");
        }
    }

    #[test]
    fn what_is_broken_is_told_and_ends_with_its_fields() {
        let table = [
            (
                "---\ntitle: A\nauthor:\n  - B\n\nText: it goes on.\n",
                27,
                "front matter is not closed: no second line ---",
            ),
            (
                "+++\ntitle = 'A'\ndate = 2026-05-05\nText\n",
                34,
                "front matter is not closed: no second line +++",
            ),
            ("{\n \"title\": A\n}\nText", 16, "front matter is damaged: no JSON at line 2"),
            ("{\n \"title\": \"A\n}\nText", 17, "front matter is damaged: no JSON at line 2"),
        ];
        for (text, end, fault) in table {
            let fault = Some(fault.to_owned());
            assert_eq!(find(text), Matter { end, fault }, "{text}");
        }
    }
}
