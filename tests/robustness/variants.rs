//! An article and its list written in many ways: whatever frames its labels, markers and lines, the same
//! labels are read, and the same of them have an entry and are cited.

use newscheck::model::Format;
use newscheck::{Options, parse};
use proptest::prelude::*;
use proptest::sample::select;

/// How an article is written.
#[derive(Clone, Debug)]
struct Form {
    heading: &'static str,
    /// An entry, with `N` for its label and `U` for its address.
    entry: &'static str,
    /// A marker, with `N` for its label.
    marker: &'static str,
    /// Whether the marker stands behind the full stop, and what stands before it.
    behind_stop: bool,
    space: &'static str,
    between: &'static str,
    closing: &'static str,
    line_end: &'static str,
}

const HEADINGS: [&str; 8] = [
    "References\n",
    "Sources:\n",
    "QUELLEN\n",
    "参考文献：\n",
    "7. Works cited\n",
    "📚 Bibliography\n",
    "References (9)\n",
    "This text is based on these sources:\n",
];

const ENTRIES: [&str; 14] = [
    "[N] U",
    "[N] Tides and trade. U",
    "N. Tides and trade. U",
    "(N) U",
    "(N). U",
    "N) Tides and trade: U",
    "[N]: U",
    "- [N] U",
    "• [N] Tides and trade, U",
    "> [N] U",
    "【N】U",
    "Source N: U",
    "[N] Tides and trade\n    U",
    "N.\nU",
];

const MARKERS: [&str; 9] =
    ["[N]", "[^N^]", "【N】", "【N†source】", "[see N]", "[N, p. 12]", "[Ref. N]", "[[N]]", "〔N〕"];

const CLOSINGS: [&str; 6] = [
    "",
    "\nShare this article\n",
    "\n© 2026 Bay News. All rights reserved.\n",
    "\nRelated articles\n\n1. Port opens: https://example.com/1\n2. Ferry sails: https://example.com/2\n",
    "\nI hope this helps!\n",
    "\n3 comments\n\nAnna (3 May)\nThank you.\n",
];

fn form() -> impl Strategy<Value = Form> {
    let words = (select(&HEADINGS[..]), select(&ENTRIES[..]), select(&MARKERS[..]), select(&CLOSINGS[..]));
    let places =
        (any::<bool>(), select(&["", " "][..]), select(&["\n", "\n\n"][..]), select(&["\n", "\r\n"][..]));
    (words, places).prop_map(
        |((heading, entry, marker, closing), (behind_stop, space, between, line_end))| Form {
            heading,
            entry,
            marker,
            behind_stop,
            space,
            between,
            closing,
            line_end,
        },
    )
}

impl Form {
    fn write(&self, cited: &[u32], entries: u32) -> String {
        let mut text = "Ferry sails again\n\n".to_owned();
        for label in cited {
            let marker = self.marker.replace('N', &label.to_string());
            let words = "The harbour board told the crews of all ferries on Monday that the pier is open";
            let space = self.space;
            text += &match self.behind_stop {
                true => format!("{words}.{space}{marker}\n\n"),
                false => format!("{words}{space}{marker}.\n\n"),
            };
        }
        let list: Vec<String> = (1..=entries)
            .map(|label| {
                let address = format!("https://example.org/source-{label}");
                self.entry.replace('N', &label.to_string()).replace('U', &address)
            })
            .collect();
        text += &format!("{}{}\n{}", self.heading, list.join(self.between), self.closing);
        text.replace('\n', self.line_end)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_labels_are_read_however_a_text_frames_them(
        form in form(),
        entries in 3u32..8,
        extra in proptest::collection::vec(1u32..8, 0..4),
        dangles in any::<bool>(),
    ) {
        let extra = extra.into_iter().map(|label| label.min(entries));
        let mut cited: Vec<u32> = (1..entries).chain(extra).collect();
        if dangles {
            cited.push(entries + 1);
        }
        let source = form.write(&cited, entries);
        let options = Options { format: Some(Format::Text), ..Options::default() };
        let article = parse(source.as_bytes(), &options).remove(0);
        let read: Vec<String> =
            article.citations.iter().map(|citation| citation.label.to_string()).collect();
        let expected: Vec<String> = cited.iter().map(u32::to_string).collect();
        prop_assert_eq!(read, expected, "{}", source);
        let listed: Vec<(String, Option<String>)> = article
            .references
            .iter()
            .filter_map(|entry| Some((entry.label.as_ref()?.to_string(), entry.url.clone())))
            .collect();
        let expected: Vec<(String, Option<String>)> = (1..=entries)
            .map(|label| (label.to_string(), Some(format!("https://example.org/source-{label}"))))
            .collect();
        prop_assert_eq!(listed, expected, "{}", source);
    }
}
