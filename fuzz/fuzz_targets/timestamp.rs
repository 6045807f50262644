//! A line of text as a dateline, and as a value of metadata. What is read is read again from its own RFC
//! 3339.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::extract::timestamp::{Found, Hints, of_url, parse_metadata, read};
use newscheck::model::Timestamp;

/// What a page may declare.
const LANGUAGES: [Option<&str>; 8] =
    [None, Some("en"), Some("en-US"), Some("de"), Some("ja"), Some("ar"), Some("fa"), Some("th")];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let hints =
        Hints { language: LANGUAGES[usize::from(first) % LANGUAGES.len()], metadata: first & 0x80 != 0 };
    let line = read(text, hints);
    assert_eq!(line, read(text, hints), "another line the second time");
    line.found.iter().for_each(|found| found_holds(text, found));
    assert!(
        line.found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start),
        "dates ascend: {line:?}"
    );
    let dates = line.found.iter().filter_map(|found| found.timestamp.clone());
    dates.chain(parse_metadata(text, hints)).chain(of_url(text)).for_each(|timestamp| comes_back(&timestamp));
});

fn found_holds(text: &str, found: &Found) {
    assert!(
        text.get(found.range.clone()).is_some_and(|words| !words.is_empty()),
        "{found:?} is nowhere in {text:?}"
    );
    let Some(impossible) = &found.impossible else { return };
    assert!(
        text.get(impossible.clone()).is_some_and(|words| !words.is_empty()),
        "{found:?} is nowhere in {text:?}"
    );
    assert!(found.range.start <= impossible.start && impossible.end <= found.range.end, "{found:?}");
}

fn comes_back(timestamp: &Timestamp) {
    let written = timestamp.to_rfc3339();
    let again = parse_metadata(&written, Hints { metadata: true, ..Hints::default() });
    assert_eq!(again.map(|again| again.to_rfc3339()), Some(written), "{timestamp:?}");
}
