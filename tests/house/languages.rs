//! Holds docs/languages.md against the lexicon: which language has words for which topic.

use std::fmt::Write;
use std::{env, fs};

use newscheck::lexicon::language::{Language, Months};
use newscheck::lexicon::{LANGUAGES, each};

const PAGE: &str = "docs/languages.md";

type Topic = (&'static str, fn(&Language) -> usize);

/// The columns of the table.
const TOPICS: &[Topic] = &[
    ("months", |language| months(&language.months)),
    ("weekdays", |language| count(&language.weekdays)),
    ("published, updated", |language| count(&[language.dates.published, language.dates.modified])),
    ("reference headings", |language| count(&[language.references.headings])),
    ("what follows", |language| {
        count(&[language.trailers.openers, language.trailers.lines, language.trailers.headings])
    }),
    ("bylines", |language| {
        count(&[language.bylines.openers, language.bylines.roles, language.bylines.desks])
    }),
    ("labels", |language| count(&[language.labels.title, language.labels.summary, language.labels.form])),
    ("mails", |language| {
        count(&[language.mail.subject, language.mail.from, language.mail.date, language.mail.to])
    }),
    ("openings of chatbots", |language| count(&[language.labels.preamble])),
    ("figures", |language| {
        count(&[language.numerals.scales, language.figures.percent, language.figures.units])
    }),
    ("no such page", |language| count(&[language.not_found.phrases, language.not_found.bare])),
    ("consent, login, tests", |language| {
        count(&[language.walls.says, language.walls.titles, language.walls.consent, language.walls.login])
    }),
    ("regions, gates, faults", |language| {
        count(&[
            language.walls.waits,
            language.walls.regions,
            language.walls.denied,
            language.walls.gates,
            language.walls.passing,
        ])
    }),
    ("told by words", |language| count(&[language.telling])),
];

fn count(lists: &[&'static str]) -> usize {
    lists.iter().map(|words| each(words).count()).sum()
}

fn months(months: &Months) -> usize {
    months.gregorian().map_or(0, |names| count(names))
}

fn page() -> String {
    let mut page = String::from(
        "# Languages\n\nHow many words newscheck knows of each language, by topic. A dash is a topic without words: dates \\\n\
         may then be written in figures, and what does not depend on words works as everywhere. The words of a language \\\n\
         are one file, `src/lexicon/CODE.rs`.\n\nThis page is written by a test: `NEWSCHECK_BLESS=1 cargo test --test house languages`.\n\n",
    )
    .replace(" \\\n", "\n");
    let names: Vec<&str> = TOPICS.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(page, "| Language | {} |\n|---|{}", names.join(" | "), "---|".repeat(TOPICS.len()));
    for language in LANGUAGES {
        let counts = TOPICS.iter().map(|(_, topic)| topic(language));
        let cells: Vec<String> =
            counts.map(|count| if count == 0 { "–".to_owned() } else { count.to_string() }).collect();
        let _ = writeln!(page, "| {} (`{}`) | {} |", language.name, language.code, cells.join(" | "));
    }
    page
}

#[test]
fn the_page_of_languages_is_the_lexicon() {
    if env::var_os("NEWSCHECK_BLESS").is_some() {
        fs::create_dir_all("docs").and_then(|()| fs::write(PAGE, page())).expect("docs can be written");
    }
    assert_eq!(fs::read_to_string(PAGE).unwrap_or_default(), page(), "set NEWSCHECK_BLESS=1 to write {PAGE}");
}
