//! The moments that savers and mail programs write, as RFC 3339. It does not read the dates of articles; see
//! `extract::timestamp`.

use chrono::{DateTime, FixedOffset, SecondsFormat};

/// How JavaScript writes a date, up to the name of the zone: `Tue May 05 2026 10:11:12 GMT+0200`.
const JAVASCRIPT: &str = "%a %b %d %Y %H:%M:%S GMT%z";

/// Words that are looked at for the start of a moment.
const WORDS: usize = 16;

/// A moment in one of the forms of RFC 3339, RFC 2822 and JavaScript, and nothing else, as RFC 3339.
pub fn moment(words: &str) -> Option<String> {
    read(words.trim()).map(|moment| moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// The first moment in a few words, which runs to the end of its line or to a bracket.
pub fn moment_in(words: &str) -> Option<String> {
    let starts = words.char_indices().filter(|&(at, character)| {
        !character.is_whitespace() && words[..at].chars().next_back().is_none_or(char::is_whitespace)
    });
    starts.take(WORDS).find_map(|(at, _)| {
        let rest = &words[at..];
        let line = &rest[..rest.find(['(', ']', '\n']).unwrap_or(rest.len())];
        let token = line.split_whitespace().next().unwrap_or("");
        moment(line).or_else(|| moment(token))
    })
}

fn read(words: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(words)
        .or_else(|_| DateTime::parse_from_rfc2822(words))
        .or_else(|_| DateTime::parse_from_str(words, JAVASCRIPT))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_found_in_their_words() {
        let table = [
            ("saved date: Tue May 05 2026 10:11:12 GMT+0200 (CEST)", Some("2026-05-05T10:11:12+02:00")),
            (" at 2026-05-05T08:11:12.5Z using a tool", Some("2026-05-05T08:11:12Z")),
            ("Copier/3.x [XR'2014], Tue, 05 May 2026 08:11:12 GMT", Some("2026-05-05T08:11:12Z")),
            (", Tue, 05 May 2026 08:11:12 GMT ", Some("2026-05-05T08:11:12Z")),
            ("some day in May", None),
            ("", None),
        ];
        for (words, expected) in table {
            assert_eq!(moment_in(words).as_deref(), expected, "{words}");
        }
    }
}
