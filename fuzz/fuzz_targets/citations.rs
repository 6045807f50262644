//! Markers and addresses in a text on its own.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::extract::citations::{Found, MAX_RANGE, Surroundings, find};
use newscheck::extract::urls;
use newscheck::model::{Label, TextRange};

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let code = code(text);
    let defined = |label: &Label| first & 1 != 0 && label.number().is_none_or(|number| number % 2 == 0);
    let around = Surroundings {
        defined: &defined,
        alike: &|label| label.number().is_none(),
        elements: &|| first & 8 != 0,
        is_form: &|form| first & 16 != 0 && form.len() % 2 == 0,
        has_names: first & 2 != 0,
        highest: if first & 1 != 0 { u32::from(first) } else { 0 },
        footnotes: first & 4 != 0,
        code: &code,
    };
    let found = find(text, around);
    assert_eq!(found, find(text, around), "others the second time");
    found_holds(text, &found, &code);
    urls_hold(text);
});

/// Every second stretch between backticks.
fn code(text: &str) -> Vec<TextRange> {
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    ticks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}

fn found_holds(text: &str, found: &Found, code: &[TextRange]) {
    let ranges: Vec<&TextRange> = found.markers.iter().map(|marker| &marker.range).collect();
    let marks: Vec<&TextRange> = found.marks.iter().map(|mark| &mark.range).collect();
    assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "markers ascend: {ranges:?}");
    assert!(marks.windows(2).all(|pair| pair[0].start <= pair[1].start), "marks ascend: {marks:?}");
    for range in ranges.iter().chain(&marks) {
        let words = text.get((*range).clone()).unwrap_or_default();
        assert!(words.starts_with(['[', '【', '\\']), "{range:?} is no marker: {words:?}");
        let is_plain = words.ends_with(']') && !words.contains("]]") && !words.starts_with('\\');
        let in_code = |at: usize| code.iter().any(|code| code.contains(&at));
        assert!(!is_plain || !in_code(range.start) && !in_code(range.end - 1), "{range:?} is code");
    }
    for marker in &found.markers {
        let words = &text[marker.range.clone()];
        assert!(!marker.labels.is_empty() && words.contains([']', '】']), "{marker:?}");
        // A list of ranges within the longest bracket that is looked at.
        assert!(
            marker.labels.len() <= MAX_RANGE as usize * (words.len() / 4 + 1),
            "{} labels in {words:?}",
            marker.labels.len()
        );
    }
}

fn urls_hold(text: &str) {
    let found: Vec<_> = urls::find(text).collect();
    assert_eq!(!found.is_empty(), urls::has_url(text), "{text:?}");
    assert!(
        found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start),
        "addresses ascend: {found:?}"
    );
    for url in &found {
        let words = text.get(url.range.clone()).unwrap_or_default();
        let joined: String = words.split_whitespace().collect();
        assert!(urls::is_web_url(&url.url) && joined.contains(&url.url), "{url:?} is not {words:?}");
        assert!(!url.url.contains(char::is_whitespace), "{url:?}");
    }
}
