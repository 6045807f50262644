//! Do the fixes of numbered lists leave every sentence with the sources it had?

use std::collections::BTreeMap;

use newscheck::input::{LoadOptions, RawInput};
use newscheck::model::{Article, Demand, Fix, Outcome, Severity, Source};
use newscheck::pipeline::check::{Plan, Taken, check_input};
use newscheck::rules::{self, ActiveRule};
use proptest::prelude::*;

/// Rules whose fixes edit a list and its markers together.
const RULES: &[&str] = &["CIT005", "REF001", "REF003", "REF005"];

/// Spellings of three pages.
const ADDRESSES: &[(&str, usize)] = &[
    ("https://example.org/a", 0),
    ("http://www.example.org/a/?utm_source=feed", 0),
    ("https://web.archive.org/web/2026/https://example.org/a", 0),
    ("https://example.org/b", 1),
    ("https://example.org/b#part", 1),
    ("https://example.com/c", 2),
];

fn checked(path: &str, text: &str) -> (Article, Vec<(&'static str, Fix)>) {
    let on = |code: &&str| ActiveRule { rule: rules::find(code).unwrap(), severity: Severity::Warning };
    let demand = Demand::ARTICLE | Demand::FIXES;
    let plan = Plan::new(
        LoadOptions { demand, ..LoadOptions::default() },
        RULES.iter().map(on).collect(),
        "2026-05-01T12:00:00Z".parse().unwrap(),
    );
    let input = RawInput {
        source: Source { path: path.to_owned(), ..Source::default() },
        bytes: text.as_bytes(),
        first_index: 0,
    };
    let mut reports = Vec::new();
    check_input(&input, &plan, Taken::Named, &mut |report| reports.push(report));
    let report = reports.remove(0);
    let Outcome::Article(article) = report.outcome else { panic!("{text}") };
    (*article, report.findings.into_iter().filter_map(|finding| Some((finding.code, finding.fix?))).collect())
}

/// The pages that each paragraph cites, by number of the paragraph; each once.
fn cited(article: &Article) -> Vec<(usize, usize)> {
    let page = |url: &str| ADDRESSES.iter().find(|(known, _)| url == *known).map(|(_, page)| *page).unwrap();
    let mut cited: Vec<(usize, usize)> = article
        .citations
        .iter()
        .filter_map(|citation| Some((citation.paragraph?, page(citation.target.url()?))))
        .collect();
    cited.sort_unstable();
    cited.dedup();
    cited
}

/// The words without markers.
fn words(article: &Article) -> Vec<String> {
    let without = |text: &str| {
        let kept: String =
            text.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    article.body.iter().map(|paragraph| without(&paragraph.text)).collect()
}

fn applied(text: &str, fix: &Fix) -> String {
    assert!(fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{fix:?}");
    let mut fixed = text.to_owned();
    for edit in fix.edits.iter().rev() {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.insert);
    }
    fixed
}

/// Labels at one marker, the number of an entry and the address it has, and whether entries stand apart.
fn article(paragraphs: &[Vec<Vec<u32>>], entries: &BTreeMap<u32, usize>, parted: bool) -> String {
    let marker =
        |labels: &Vec<u32>| format!("[{}]", labels.iter().map(u32::to_string).collect::<Vec<_>>().join(", "));
    let paragraph = |markers: &Vec<Vec<u32>>| {
        format!("The harbour opened{} on Friday.", markers.iter().map(marker).collect::<String>())
    };
    let body: Vec<String> = paragraphs.iter().map(paragraph).collect();
    let entries: Vec<String> =
        entries.iter().map(|(label, address)| format!("[{label}] {}", ADDRESSES[*address].0)).collect();
    let list = entries.join(if parted { "\n\n" } else { "\n" });
    format!("# Harbour opens\n\n{}\n\n## References\n\n{list}\n", body.join("\n\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fix_leaves_each_sentence_its_sources(
        paragraphs in proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(1u32..8, 1..3), 0..3), 1..5),
        entries in proptest::collection::btree_map(1u32..8, 0usize..6, 1..7),
        parted: bool,
        markdown: bool,
    ) {
        let path = if markdown { "a.md" } else { "a.txt" };
        let text = article(&paragraphs, &entries, parted);
        let (before, fixes) = checked(path, &text);
        for (code, fix) in fixes {
            let fixed = applied(&text, &fix);
            let (after, _) = checked(path, &fixed);
            prop_assert_eq!(cited(&before), cited(&after), "{}\n{}\n{}", code, text, fixed);
            prop_assert_eq!(words(&before), words(&after), "{}\n{}\n{}", code, text, fixed);
            prop_assert_eq!(fix.safe, code == "REF003");
            let dangling = |article: &Article| article.citations.iter().filter(|citation| citation.target.status() == "dangling").count();
            prop_assert_eq!(dangling(&before), dangling(&after), "{}\n{}\n{}", code, text, fixed);
        }
    }
}
