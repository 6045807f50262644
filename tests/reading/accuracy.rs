//! Is an article read as a careful editor would read it? Each page in `fixtures/eval` stands beside its gold:
//! headline, date, authors, paragraphs, links, kind of page. Every measure is held to a floor; floors only
//! rise. A failure prints what each page lacks.

use crate::support;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use newscheck::model::{ArticleRecord, BlockKind, Format};
use newscheck::{Options, parse};
use serde_json::Value;

/// A measure and the least that it may be: the mean over the pages that have gold for it, from 0 to 1.
const FLOORS: &[(&str, f64)] = &[
    ("body", 0.985),
    ("paragraphs", 0.97),
    ("headline", 0.785),
    ("published", 0.928),
    ("authors", 0.785),
    ("links", 1.0),
    ("citations", 1.0),
    ("references", 1.0),
    ("page_type", 0.937),
];

/// Tokens in a run that counts as one: word order matters, single words do not.
const RUN: usize = 4;

/// What a page scores, and what is wrong with it in words.
#[derive(Default)]
struct Score {
    by_measure: BTreeMap<&'static str, f64>,
    wrong: String,
}

impl Score {
    fn exact(&mut self, gold: &Value, measure: &'static str, found: &Value) {
        let Some(wanted) = gold.get(measure) else { return };
        self.by_measure.insert(measure, f64::from(u8::from(wanted == found)));
        if wanted != found {
            writeln!(self.wrong, "  {measure}: {found}, not {wanted}").unwrap();
        }
    }

    fn body(&mut self, wanted: &[&str], found: &[&str]) {
        self.by_measure.insert("body", f1(&runs(wanted), &runs(found)));
        let (wanted, found) = (counted(wanted), counted(found));
        self.by_measure.insert("paragraphs", f1(&wanted, &found));
        for (what, paragraph) in without(&wanted, &found)
            .map(|it| ("missing", it))
            .chain(without(&found, &wanted).map(|it| ("too much", it)))
        {
            writeln!(self.wrong, "  {what}: {paragraph}").unwrap();
        }
    }
}

fn counted<T: AsRef<str>>(items: &[T]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item.as_ref().split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
    }
    counts
}

/// The runs of tokens in the whole body.
fn runs(paragraphs: &[&str]) -> BTreeMap<String, usize> {
    let tokens: Vec<String> = paragraphs.iter().flat_map(|paragraph| tokens(paragraph)).collect();
    counted(&tokens.windows(RUN.min(tokens.len()).max(1)).map(|run| run.join(" ")).collect::<Vec<_>>())
}

/// Words, and each character of a script that has no spaces.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = false;
    for character in text.chars() {
        let alone = matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if in_word && !alone && character.is_alphanumeric() {
            tokens.last_mut().unwrap().push(character);
        } else if character.is_alphanumeric() {
            tokens.push(character.to_string());
        }
        in_word = !alone && character.is_alphanumeric();
    }
    tokens
}

/// The harmonic mean of precision and recall over multisets; 1 for two empty ones.
fn f1(wanted: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) -> f64 {
    let both: usize =
        wanted.iter().map(|(item, count)| found.get(item).map_or(0, |other| *count.min(other))).sum();
    let all: usize = wanted.values().chain(found.values()).sum();
    if all == 0 { 1.0 } else { 2.0 * both as f64 / all as f64 }
}

/// The items of which the other has fewer.
fn without<'m>(
    these: &'m BTreeMap<String, usize>,
    others: &'m BTreeMap<String, usize>,
) -> impl Iterator<Item = &'m str> {
    these
        .iter()
        .filter(|(item, count)| others.get(*item).is_none_or(|other| other < count))
        .map(|(item, _)| &**item)
}

fn score(page: &[u8], gold: &Value) -> Score {
    let options = Options { format: Some(Format::Html), path: "page.html".to_owned(), ..Options::default() };
    let record = ArticleRecord::from(&parse(page, &options).remove(0));
    let mut score = Score::default();
    score.exact(gold, "page_type", &serde_json::to_value(record.page_type).unwrap());
    score.exact(gold, "headline", &record.headline.into());
    score.exact(gold, "published", &record.published.into());
    score.exact(gold, "authors", &record.authors.into());
    score.exact(gold, "links", &record.links.len().into());
    score.exact(gold, "citations", &record.citations.len().into());
    score.exact(gold, "references", &record.references.len().into());
    if let Some(paragraphs) = gold.get("paragraphs") {
        let wanted: Vec<&str> =
            paragraphs.as_array().unwrap().iter().map(|paragraph| paragraph.as_str().unwrap()).collect();
        // Captions are part of the record, and of no one's idea of an article's paragraphs.
        let found: Vec<&str> = record
            .body
            .iter()
            .filter(|block| block.kind != BlockKind::Caption)
            .map(|block| block.text.as_str())
            .collect();
        score.body(&wanted, &found);
    }
    score
}

#[test]
fn pages_are_read_as_an_editor_reads_them() {
    let folder = support::root().join("fixtures/eval");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".html").map(str::to_owned))
        .collect();
    names.sort();
    let mut sums: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    for name in &names {
        let gold = serde_json::from_slice(&fs::read(folder.join(format!("{name}.json"))).unwrap()).unwrap();
        let score = score(&fs::read(folder.join(format!("{name}.html"))).unwrap(), &gold);
        for (measure, value) in score.by_measure {
            let (sum, count) = sums.entry(measure).or_default();
            (*sum, *count) = (*sum + value, *count + 1);
        }
        if !score.wrong.is_empty() {
            write!(wrong, "{name}\n{}", score.wrong).unwrap();
        }
    }
    let measured: Vec<&str> = sums.keys().copied().collect();
    assert_eq!(measured.len(), FLOORS.len(), "{measured:?}");
    for &(measure, floor) in FLOORS {
        let (sum, count) = sums[measure];
        let mean = sum / count as f64;
        writeln!(wrong, "{measure}: {mean:.4} over {count} pages, at least {floor}").unwrap();
        sums.insert(measure, (mean, count));
    }
    let below: Vec<&str> = FLOORS
        .iter()
        .filter(|(measure, floor)| sums[measure].0 < *floor)
        .map(|(measure, _)| *measure)
        .collect();
    assert!(below.is_empty(), "below the floor: {below:?}\n{wrong}");
}

#[test]
fn a_paragraph_too_much_and_one_too_few_lower_both_measures() {
    let wanted = ["One two three four five.", "Six seven eight nine ten."];
    let mut score = Score::default();
    score.body(&wanted, &["One two three four five.", "Sign up for our newsletter today."]);
    assert_eq!(score.by_measure["paragraphs"], 0.5);
    assert!((0.2..0.5).contains(&score.by_measure["body"]), "{:?}", score.by_measure);
    assert_eq!(
        score.wrong,
        "  missing: Six seven eight nine ten.\n  too much: Sign up for our newsletter today.\n"
    );
    let mut score = Score::default();
    score.body(&wanted, &wanted);
    assert_eq!((score.by_measure["body"], score.by_measure["paragraphs"]), (1.0, 1.0));
}
