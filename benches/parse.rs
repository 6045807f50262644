//! How fast are articles read? MB/s of one thread, for articles of the usual length and for one long one.
//!
//! `citations` is what `verify --select CIT,REF` does for an article; `whole` is the library's `check`:
//! headline, dates and people too, with every rule, excerpt and fingerprint.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use newscheck::input::{LoadOptions, RawInput};
use newscheck::model::{Format, Source};
use newscheck::pipeline::check::{Plan, Taken, check_input};
use newscheck::rules::{self, ActiveRule};
use newscheck::{Options, check};

fn main() {
    divan::main();
}

const ARTICLES: usize = 200;

/// A format's own way to write a headline, a paragraph, a marker and a list.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    MixedScripts,
    Markdown,
    Html,
}

const KINDS: [Kind; 4] = [Kind::Text, Kind::MixedScripts, Kind::Markdown, Kind::Html];

impl Kind {
    fn format(self) -> Format {
        match self {
            Self::Text | Self::MixedScripts => Format::Text,
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
        }
    }

    /// An article of so many paragraphs with two markers in every third.
    fn article(self, paragraphs: usize) -> String {
        let body: Vec<String> = (0..paragraphs).map(|index| self.paragraph(index)).collect();
        let entries = (1..=6)
            .map(|label| format!("https://www.example.org/news/{label}/harbour-plan-audit-court-port/"));
        match self {
            Self::Text | Self::MixedScripts => {
                let list: String =
                    entries.enumerate().map(|(index, url)| format!("[{}] {url}\n", index + 1)).collect();
                format!(
                    "Harbour Board Puts Off Dredging Plan\n\nMon, Mar 10, 2025 9:30 am ET\n\n{}\n\nReferences\n{list}",
                    body.join("\n\n")
                )
            }
            Self::Markdown => {
                let list: String = entries
                    .enumerate()
                    .map(|(index, url)| format!("{}. Report. <{url}>\n", index + 1))
                    .collect();
                format!(
                    "# Harbour Board Puts Off Dredging Plan\n\n{}\n\n## References\n\n{list}",
                    body.join("\n\n")
                )
            }
            Self::Html => {
                let body: String = body.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
                let list: String =
                    entries.map(|url| format!("<li><a href=\"{url}\">Report</a></li>\n")).collect();
                format!(
                    "<!DOCTYPE html><html lang=\"en\"><head><title>Harbour</title><meta name=\"author\" content=\"A B\"></head><body><nav><a href=\"/\">Home</a></nav><article><h1>Harbour Board Puts Off Dredging Plan</h1>\n{body}<h2>References</h2><ol>{list}</ol></article></body></html>"
                )
            }
        }
    }

    fn paragraph(self, index: usize) -> String {
        let sentence = match self {
            Self::MixedScripts => {
                "Die Hafenbehörde hat den Plan verschoben, sagte der Bürgermeister nach der Sitzung am späten Abend. "
            }
            _ => {
                "The harbour board has put off the dredging plan after a long session on Tuesday, although costs have doubled. "
            }
        };
        let marker = if index.is_multiple_of(3) {
            format!(" [{}][{}]", index % 6 + 1, (index + 2) % 6 + 1)
        } else {
            String::new()
        };
        format!("{}The vote was close{marker}.", sentence.repeat(4))
    }
}

/// The plan of `verify --quiet --select CIT,REF`.
fn citations_plan(format: Format) -> Plan {
    let wanted =
        rules::all().filter(|rule| ["CIT", "REF"].iter().any(|family| rule.code.starts_with(family)));
    Plan::new(
        LoadOptions { format: Some(format), ..LoadOptions::default() },
        wanted.map(|rule| ActiveRule { rule, severity: rule.default_severity }).collect(),
        "2026-05-01T12:00:00Z".parse().expect("it is an RFC 3339 time"),
    )
}

#[divan::bench(args = KINDS)]
fn citations(bencher: Bencher<'_, '_>, kind: Kind) {
    let article = kind.article(9);
    let plan = citations_plan(kind.format());
    bencher.counter(BytesCount::new(article.len() * ARTICLES)).bench_local(|| {
        for _ in 0..ARTICLES {
            let input =
                RawInput { source: Source::default(), bytes: black_box(article.as_bytes()), first_index: 0 };
            check_input(&input, &plan, Taken::Named, &mut |report| drop(black_box(report)));
        }
    });
}

#[divan::bench(args = KINDS)]
fn citations_of_a_long_article(bencher: Bencher<'_, '_>, kind: Kind) {
    let article = kind.article(2_000);
    let plan = citations_plan(kind.format());
    bencher.counter(BytesCount::new(article.len())).bench_local(|| {
        let input =
            RawInput { source: Source::default(), bytes: black_box(article.as_bytes()), first_index: 0 };
        check_input(&input, &plan, Taken::Named, &mut |report| drop(black_box(report)));
    });
}

#[divan::bench(args = KINDS)]
fn whole(bencher: Bencher<'_, '_>, kind: Kind) {
    let article = kind.article(9);
    let options = Options { format: Some(kind.format()), ..Options::default() };
    bencher.counter(BytesCount::new(article.len() * ARTICLES)).bench_local(|| {
        for _ in 0..ARTICLES {
            black_box(check(black_box(article.as_bytes()), &options));
        }
    });
}
