//! Properties that hold for any input: positions lie inside the source and re-read to the same words, a
//! further reference never makes a citation dangle, and no bytes make newscheck panic.

use newscheck::model::{Article, ArticleRecord, Citation, Finding, Format, Outcome};
use newscheck::text::LineIndex;
use newscheck::{Options, check, parse};
use proptest::prelude::*;
use std::collections::BTreeSet;

use crate::support::places::lines;

const FORMATS: [Format; 4] = [Format::Text, Format::Markdown, Format::Rst, Format::Html];

fn options(format: Format) -> Options {
    Options { format: Some(format), ..Options::default() }
}

fn first(source: &str, format: Format) -> Article {
    parse(source.as_bytes(), &options(format)).into_iter().next().unwrap_or_default()
}

/// Texts that look like articles: words, markers, lists, and what breaks them.
fn article_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zé語]{1,8}",
        3 => (1u32..12).prop_map(|label| format!(" [{label}]")),
        1 => (1u32..9, 1u32..9).prop_map(|(low, high)| format!("[{low}-{high}]")),
        1 => (1u32..9).prop_map(|label| format!("[^{label}]")),
        1 => Just(" [citation needed]".to_owned()),
        1 => Just(" [1, ]".to_owned()),
        2 => Just(". ".to_owned()),
        2 => Just("\n\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\n\nReferences\n".to_owned()),
        2 => (1u32..12).prop_map(|label| format!("\n[{label}] https://example.org/{label}")),
        1 => (1u32..12).prop_map(|label| format!("\n{label}. A title. https://example.org/{label}")),
        1 => Just("\n```\n".to_owned()),
        1 => Just("`a[0]`".to_owned()),
        1 => Just("<p>".to_owned()),
        1 => Just("【1†source】".to_owned()),
        1 => Just(" [cite: 1, 2]".to_owned()),
        1 => Just("\n[7] https://example.org/?a=1&utm_source=chatgpt.com".to_owned()),
        1 => Just("By Ana Ruiz, ".to_owned()),
        1 => "[0-3]{1,2}[:.][0-9é]{1,3}",
        1 => Just("<sup><a href=\"#n\">[1]</a></sup>".to_owned()),
        1 => Just("&amp;".to_owned()),
        1 => Just("\u{202e}\t ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn citations_re_read_to_their_markers(source in article_like()) {
        for format in FORMATS {
            let article = first(&source, format);
            let index = LineIndex::new(&source);
            for citation in &article.citations {
                let words = citation.place.span.slice(&source);
                prop_assert!(!words.is_empty(), "{:?} has no words in {:?}", citation, source);
                prop_assert_eq!(index.line_col(&source, citation.place.span.start), citation.place.at);
                if format != Format::Html {
                    let unescaped = words.replace('\\', "");
                    let marker = citation.marker.replace('\\', "");
                    prop_assert_eq!(unescaped.trim_end_matches(']'), marker.trim_end_matches(']'));
                }
                if let Some(paragraph) = citation.paragraph {
                    let shown: String = article.body[paragraph].text.chars().skip(citation.start as usize).take((citation.end - citation.start) as usize).collect();
                    prop_assert_eq!(&shown, &*citation.marker);
                }
            }
            for reference in &article.references {
                prop_assert!(!reference.place.span.is_empty() || reference.text.is_empty());
                prop_assert!(reference.citations.iter().all(|&citation| article.citations[citation].target.references().iter().any(|&entry| std::ptr::eq(&article.references[entry], reference))));
            }
        }
    }

    #[test]
    fn findings_re_read_to_their_snippets(source in article_like()) {
        for format in FORMATS {
            for finding in check(source.as_bytes(), &options(format)).findings {
                let Some(location) = finding.location else { continue };
                let text = source.strip_prefix('\u{feff}').unwrap_or(&source);
                prop_assert!(location.span.slice(text).starts_with(&finding.snippet), "{:?}", finding);
                let line: Vec<&str> = lines(text);
                let from: String = line[location.line as usize - 1].chars().skip(location.column as usize - 1).collect();
                let first_line: String = lines(&finding.snippet)[0].to_owned();
                prop_assert!(from.starts_with(&first_line), "{:?} is not at {}:{} of {:?}", finding.snippet, location.line, location.column, text);
            }
        }
    }

    #[test]
    fn a_further_reference_never_makes_a_citation_dangle(
        labels in proptest::collection::vec(1u32..9, 1..6),
        listed in proptest::collection::vec(1u32..9, 1..6),
        further in 1u32..9,
    ) {
        for format in FORMATS {
            let before = written(format, &labels, &listed);
            let more: Vec<u32> = listed.iter().copied().chain([further]).collect();
            let after = written(format, &labels, &more);
            prop_assert!(dangling(&after, format).is_subset(&dangling(&before, format)), "{:?}: {}", format, after);
        }
    }

    #[test]
    fn dangling_labels_are_those_that_no_entry_has(
        labels in proptest::collection::vec(1u32..9, 1..6),
        listed in proptest::collection::vec(1u32..9, 1..6),
    ) {
        for format in FORMATS {
            let expected: BTreeSet<String> = labels.iter().filter(|label| !listed.contains(label)).map(u32::to_string).collect();
            prop_assert_eq!(dangling(&written(format, &labels, &listed), format), expected, "{:?}", format);
        }
    }

    #[test]
    fn records_come_back_through_ndjson(source in article_like()) {
        // A record says neither which words are code nor where a byline stands.
        let source = source.replace('`', "'").replace("By Ana Ruiz, ", "");
        for format in FORMATS {
            let article = first(&source, format);
            let record = ArticleRecord::from(&article);
            let line = serde_json::to_string(&record).expect("a record can be written");
            let again = first(&line, Format::Ndjson);
            prop_assert_eq!(kept(&article), kept(&again), "{:?}: {}", format, line);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in Format::ALL.iter().copied() {
            let report = check(&bytes, &options(format));
            prop_assert!(report.findings.iter().all(|finding| finding.code != "INP003"), "{:?}", report.findings);
        }
        let sniffed = check(&bytes, &Options::default());
        prop_assert!(sniffed.findings.iter().all(|finding| finding.code != "INP003"));
        prop_assert!(!matches!(sniffed.outcome, Outcome::Skipped) || bytes.is_empty());
    }

    #[test]
    fn no_finding_is_told_twice(source in article_like()) {
        for format in FORMATS {
            let findings = check(source.as_bytes(), &options(format)).findings;
            prop_assert!(findings.is_sorted(), "{:?}", findings);
            for two in findings.windows(2) {
                let same = |finding: &Finding| (finding.code, finding.location, finding.message.clone(), finding.url.clone());
                prop_assert!(two[0].location.is_none() || same(&two[0]) != same(&two[1]), "{:?}", two);
            }
        }
    }

    #[test]
    fn no_article_makes_it_panic(source in article_like()) {
        for format in FORMATS {
            prop_assert!(check(source.as_bytes(), &options(format)).findings.iter().all(|finding| finding.code != "INP003"));
        }
    }
}

/// An article with markers and a list in the way of a format.
fn written(format: Format, labels: &[u32], listed: &[u32]) -> String {
    let marker =
        |label: &u32| if format == Format::Rst { format!("[{label}]_") } else { format!("[{label}]") };
    let body: String = labels
        .iter()
        .map(|label| format!("Something was said at length on that day {}. ", marker(label)))
        .collect();
    let entry = |label: &u32| match format {
        Format::Rst => format!(".. [{label}] https://example.org/{label}\n"),
        Format::Html => format!("<p>[{label}] <a href=\"https://example.org/{label}\">A title</a></p>\n"),
        Format::Markdown => format!("[{label}] <https://example.org/{label}>\n\n"),
        _ => format!("[{label}] https://example.org/{label}\n"),
    };
    let list: String = listed.iter().map(entry).collect();
    match format {
        Format::Html => format!("<h1>A headline</h1>\n<p>{body}</p>\n<h2>References</h2>\n{list}"),
        Format::Markdown => format!("# A headline\n\n{body}\n\n## References\n\n{list}"),
        Format::Rst => format!("A headline\n==========\n\n{body}\n\n{list}"),
        _ => format!("A headline\n\n{body}\n\nReferences\n{list}"),
    }
}

fn dangling(source: &str, format: Format) -> BTreeSet<String> {
    let findings = check(source.as_bytes(), &options(format)).findings;
    findings
        .into_iter()
        .filter(|finding| finding.code == "CIT001")
        .filter_map(|finding| finding.label)
        .collect()
}

/// What of an article does not depend on where it stands in its source.
fn kept(article: &Article) -> Vec<String> {
    let headline = article.headline.iter().map(|field| format!("headline {}", field.value));
    let body = article.body.iter().map(|paragraph| format!("{:?} {}", paragraph.kind, paragraph.text));
    // A record has its headline first, wherever that stood: a headline below a paragraph is told so too.
    let mut citations: Vec<&Citation> = article.citations.iter().collect();
    citations.sort_by_key(|citation| citation.paragraph.is_some());
    let citations = citations.into_iter().map(|citation| {
        let Citation { marker, label, paragraph, start, end, target, .. } = citation;
        // The headline of a record has its character references decoded.
        let place = paragraph.map(|paragraph| (paragraph, start, end));
        format!("{marker} {label} {place:?} {target:?}")
    });
    let references = article.references.iter().map(|reference| {
        format!("{:?} {} {:?} {:?}", reference.label, reference.text, reference.urls, reference.url)
    });
    headline.chain(body).chain(citations).chain(references).collect()
}

#[test]
fn what_markup_repeats_at_one_place_is_told_once() {
    // A list whose broken items are read as several notes each.
    let page = [
        &b"<h1></h1>rc//e.org/>https:/One [a], twoote>\xe2\x80\x9cTblockquot/a>/p>\
          <ol class=references><li>3>Quelll>https://e.org/2https:/One [a], twite>[nokquote>\xe2\x80ee\xe2\x80\x9da[0p> and .int<><li>^d woke"[..],
        &[0xff; 50],
        b"ef=\"#n2\">alue=\"7\">A book, doi:10.\xcf\xcf\xcf\xcf\xd0\xce\xc7/l",
    ]
    .concat();
    let findings = check(&page, &options(Format::Html)).findings;
    assert!(findings.iter().any(|finding| finding.code == "REF004"), "{findings:?}");
    assert!(
        findings.is_sorted() && findings.windows(2).all(|two| !is_repeated(&two[0], &two[1])),
        "{findings:?}"
    );
}

fn is_repeated(one: &Finding, other: &Finding) -> bool {
    (one.location, one.code, &one.message) == (other.location, other.code, &other.message)
}
