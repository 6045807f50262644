//! Derives every line and column in an output from the sources again, without the library's line index: a
//! wrong snapshot would bless a bug.

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Sources by the names that outputs call them by.
pub struct Sources<'s> {
    /// The decoded text of a name.
    pub text_of: &'s dyn Fn(&str) -> Option<String>,
}

/// Lines as LF, CRLF and CR end them.
pub fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        lines.push(&rest[..end]);
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + ending..];
    }
    lines.push(rest);
    lines
}

/// The text from a line and column on; line ends are `\n`.
pub fn text_from(text: &str, line: usize, column: usize) -> Option<String> {
    let lines = lines(text);
    let first = lines.get(line.checked_sub(1)?)?;
    let skipped = column.checked_sub(1)?;
    let rest: String = first.chars().skip(skipped).collect();
    (first.chars().count() >= skipped)
        .then(|| [vec![rest.as_str()], lines[line..].to_vec()].concat().join("\n"))
}

/// Holds the places of a text report against the sources: the words over the carets stand where `-->` says,
/// and the lines that are listed for a label cite it. Gives the number of places.
pub fn check_text(report: &str, sources: &Sources<'_>) -> usize {
    let lines: Vec<&str> = report.lines().collect();
    let mut places = 0;
    for (index, line) in lines.iter().enumerate() {
        if let Some(place) = line.trim_start().strip_prefix("--> ") {
            check_carets(place, &lines[index + 1..], sources);
            places += 1;
        }
    }
    places + check_listed_lines(&lines, sources)
}

/// `article.txt:9:54`, then the gutter, the line with its number, and the carets.
fn check_carets(place: &str, after: &[&str], sources: &Sources<'_>) {
    let mut parts = place.rsplitn(3, ':');
    let column: usize =
        parts.next().and_then(|part| part.parse().ok()).unwrap_or_else(|| panic!("{place} has a column"));
    let line: usize =
        parts.next().and_then(|part| part.parse().ok()).unwrap_or_else(|| panic!("{place} has a line"));
    let name = parts.next().unwrap_or_else(|| panic!("{place} has a path"));
    let [gutter, shown, carets, ..] = after else { panic!("{place} has no source line") };
    assert_eq!(gutter.trim(), "|", "{place}");
    let (number, shown) = shown
        .split_once(" | ")
        .or_else(|| shown.split_once(" |"))
        .unwrap_or_else(|| panic!("{place}: {shown}"));
    assert_eq!(number.trim().parse(), Ok(line), "{place}: the number beside the source line");
    let carets = &carets[carets.find('|').unwrap_or_else(|| panic!("{place}: {carets}")) + 1..];
    let words = words_over(shown, carets.strip_prefix(' ').unwrap_or(carets));
    let source = (sources.text_of)(name).unwrap_or_else(|| panic!("{place} names no source"));
    let from = text_from(&source, line, column).unwrap_or_else(|| panic!("{place} is not in the source"));
    assert!(
        !words.is_empty() && as_shown(&from).starts_with(&words),
        "{place}: {words:?} is not where {from:?} stands"
    );
}

/// The words over carets, counted in display columns.
fn words_over(shown: &str, carets: &str) -> String {
    let start = carets.width() - carets.trim_start().width();
    let end = start + carets.trim().width();
    let mut column = 0;
    let mut words = String::new();
    for character in shown.chars() {
        if (start..end).contains(&column) {
            words.push(character);
        }
        column += character.width().unwrap_or(0);
    }
    words
}

/// A source as a terminal may show it: a tab is a space, other controls are pictures.
fn as_shown(source: &str) -> String {
    let shown = |character| match character {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' if character != '\n' => {
            char::from_u32(0x2400 + character as u32).unwrap_or(character)
        }
        _ => character,
    };
    source.chars().map(shown).collect()
}

/// `  [1] 3x  lines 11, 19, 21`: under the heading of an article, the first line that is not indented.
fn check_listed_lines(report: &[&str], sources: &Sources<'_>) -> usize {
    let mut checked = 0;
    let mut source = None;
    for line in report {
        if !line.starts_with(' ') && !line.is_empty() {
            source = (sources.text_of)(line).or(source);
        }
        let Some((label, listed)) = line
            .trim_start()
            .split_once("x  line")
            .and_then(|(head, tail)| Some((head.split_once(']')?.0, tail)))
        else {
            continue;
        };
        let source = source.as_deref().unwrap_or_else(|| panic!("{line} stands under no article"));
        for number in
            listed.trim_start_matches('s').trim().split(", ").filter(|number| !number.starts_with('…'))
        {
            let number: usize = number.parse().unwrap_or_else(|_| panic!("{line}: {number}"));
            let cited = lines(source).get(number.wrapping_sub(1)).copied().unwrap_or("");
            assert!(
                mentions(cited, label.trim_start_matches('[')),
                "{line}: line {number} does not cite {label}]: {cited}"
            );
            checked += 1;
        }
    }
    checked
}

/// Whether a line has a marker with a label, also within a list or a range, or a URL-bearing marker for an
/// entry without one.
fn mentions(line: &str, label: &str) -> bool {
    let number: Option<u32> = label.parse().ok();
    line.match_indices(['[', '【']).any(|(at, open)| {
        let inside = line[at + open.len()..]
            .trim_start_matches(['^', '\\'])
            .split([']', '†', '】'])
            .next()
            .unwrap_or("");
        let inside = inside.trim_start_matches("cite:").trim().trim_end_matches('\\');
        let in_range = |part: &str| {
            let mut ends = part.split(['-', '–']).map(|end| end.trim().parse::<u32>().ok());
            match (ends.next().flatten(), ends.next().flatten(), number) {
                (Some(low), Some(high), Some(number)) => (low..=high).contains(&number),
                _ => false,
            }
        };
        inside == label || inside.split([',', ';']).any(|part| part.trim() == label || in_range(part))
    })
}

/// Holds every place in a JSON output against the sources. `name` is that of the enclosing article. Gives the
/// number of places.
pub fn check_json(value: &Value, name: &str, sources: &Sources<'_>) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| check_json(item, name, sources)).sum(),
        Value::Object(fields) => {
            let own = fields
                .get("path")
                .and_then(Value::as_str)
                .map(|path| member_name(path, fields.get("member")));
            // A finding repeats the path of its article, without the member.
            let is_article = fields.contains_key("member");
            if fields.get("format").is_some_and(|format| format == "record") {
                // Places in a record count in the text that it stands for, which is in no file.
                return 0;
            }
            let name = if is_article { own.as_deref().unwrap_or(name) } else { name };
            let inner: usize = fields.values().map(|field| check_json(field, name, sources)).sum();
            inner + usize::from(check_place(fields, name, sources))
        }
        _ => 0,
    }
}

fn member_name(path: &str, member: Option<&Value>) -> String {
    match member {
        Some(Value::Object(member)) => match &member["id"] {
            Value::String(id) => format!("{path}#{id}"),
            _ => format!("{path}#{}", member["index"]),
        },
        _ => path.to_owned(),
    }
}

fn check_place(fields: &serde_json::Map<String, Value>, name: &str, sources: &Sources<'_>) -> bool {
    let number = |field: &str| fields.get(field).and_then(Value::as_u64).map(|number| number as usize);
    let Some(line) = number("line") else { return false };
    let words = ["snippet", "marker", "text", "raw", "value"]
        .iter()
        .find_map(|field| fields.get(*field).and_then(Value::as_str));
    let source = (sources.text_of)(name).unwrap_or_else(|| panic!("{name} names no source"));
    let from = text_from(&source, line, number("column").unwrap_or(1))
        .unwrap_or_else(|| panic!("{name}:{line} is not in the source"));
    let covered = || {
        let (line, column) = (number("end_line").unwrap_or(0), number("end_column").unwrap_or(0));
        let rest = text_from(&source, line, column)
            .unwrap_or_else(|| panic!("{name}:{line}:{column} is not in the source"));
        from.strip_suffix(&rest).unwrap_or_else(|| panic!("{fields:?} ends before it starts"))
    };
    let Some(words) = words else {
        check_related(fields["message"].as_str().unwrap_or(""), covered());
        return true;
    };
    match (number("column"), number("end_line")) {
        (Some(_), Some(_)) => {
            let covered = covered();
            assert!(
                covered.starts_with(&words.replace("\r\n", "\n")),
                "{name}:{line}: {words:?} is not {covered:?}"
            );
        }
        (Some(_), None) => {
            let plain = |text: &str| text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                plain(&from).starts_with(plain(words).trim_end_matches(']')),
                "{name}:{line}: {words:?} is not at {from:?}"
            );
        }
        _ => {
            let first = words.split_whitespace().next().unwrap_or("");
            let start = from.split('\n').next().unwrap_or("");
            assert!(
                start.contains(first) || start.replace("&amp;", "&").contains(first),
                "{name}:{line}: {first:?} is not in {start:?}"
            );
        }
    }
    true
}

/// A related place has no words of its own: it covers a marker or an entry with the label that its message
/// names.
fn check_related(message: &str, covered: &str) {
    assert!(!covered.is_empty(), "{message}: covers nothing");
    let label = message.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(label, _)| label);
    // A page numbers its entries by markup.
    let is_markup = covered.starts_with('<');
    assert!(is_markup || label.is_none_or(|label| mentions(covered, label)), "{message}: covers {covered:?}");
}
