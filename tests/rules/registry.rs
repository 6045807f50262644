//! Is every rule registered, named, explained and shown by a fixture?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use newscheck::rules::{self, FAMILIES, Needs};

/// Rules that no file can show: INP003 stands for faults of newscheck itself.
const WITHOUT_FIXTURE: &[&str] = &["INP003"];

fn names(folder: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_rule_file_is_registered_under_its_own_name() {
    let mut files = BTreeSet::new();
    for folder in names("src/rules").iter().filter(|name| !name.ends_with(".rs")) {
        for file in names(&format!("src/rules/{folder}")).iter().filter(|file| *file != "mod.rs") {
            files.insert(file.trim_end_matches(".rs").replace('_', "-"));
        }
    }
    let registered: BTreeSet<String> = rules::all().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files, registered);
}

#[test]
fn codes_and_names_are_unique() {
    let (codes, names): (BTreeSet<_>, BTreeSet<_>) = rules::all().map(|rule| (rule.code, rule.name)).unzip();
    assert_eq!((codes.len(), names.len()), (rules::all().count(), rules::all().count()));
}

#[test]
fn a_family_lists_its_own_codes_in_order() {
    for family in FAMILIES {
        let codes: Vec<&str> = family.rules.iter().map(|rule| rule.code).collect();
        assert!(!codes.is_empty() && codes.is_sorted(), "{}: {codes:?}", family.prefix);
        for code in codes {
            let digits =
                code.strip_prefix(family.prefix).unwrap_or_else(|| panic!("{code} is in {}", family.prefix));
            assert!(digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        }
    }
}

#[test]
fn names_are_kebab_case() {
    for rule in rules::all() {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        assert!(rule.name.split('-').all(is_word), "{}", rule.name);
    }
}

#[test]
fn a_summary_is_one_short_line() {
    for rule in rules::all() {
        let is_line =
            !rule.summary.is_empty() && !rule.summary.contains('\n') && !rule.summary.ends_with('.');
        assert!(is_line && rule.summary.chars().count() <= 80, "{}: {}", rule.code, rule.summary);
    }
}

#[test]
fn an_explanation_has_the_four_headings_and_words_under_each() {
    for rule in rules::all() {
        let parts: Vec<&str> = rule.explanation.split("## ").collect();
        let headings: Vec<&str> = parts[1..].iter().map(|part| part.lines().next().unwrap_or("")).collect();
        assert_eq!(headings, ["What it finds", "Why it matters", "Example", "How to fix"], "{}", rule.code);
        assert_eq!(parts[0], "", "{}: nothing stands before the first heading", rule.code);
        for part in &parts[1..] {
            assert!(part.lines().skip(1).any(|line| line.chars().count() > 10), "{}: {part:?}", rule.code);
        }
    }
}

#[test]
fn an_example_is_in_a_closed_fence() {
    for rule in rules::all() {
        assert_eq!(rule.explanation.matches("```").count(), 2, "{}", rule.code);
    }
}

#[test]
fn rules_are_found_by_code_and_by_name() {
    for rule in rules::all() {
        for key in [rule.code.to_owned(), rule.code.to_lowercase(), rule.name.to_owned()] {
            assert_eq!(rules::find(&key).map(|rule| rule.code), Some(rule.code), "{key}");
        }
    }
    assert!(rules::find("CIT999").is_none());
}

#[test]
fn every_rule_has_a_bad_and_a_good_fixture() {
    let folders = names("fixtures/rules");
    for rule in rules::all() {
        let folder = format!("{}-{}", rule.code, rule.name);
        assert_eq!(folders.contains(&folder), !WITHOUT_FIXTURE.contains(&rule.code), "{folder}");
        if folders.contains(&folder) {
            let stems: BTreeSet<String> = names(&format!("fixtures/rules/{folder}"))
                .iter()
                .map(|name| name.split('.').next().unwrap_or("").to_owned())
                .collect();
            assert_eq!(
                stems.into_iter().collect::<Vec<_>>(),
                match rule.needs {
                    Needs::Links => &["bad", "good", "links"][..],
                    Needs::Sources => &["bad", "good", "sources"],
                    Needs::Evidence => &["bad", "good", "texts"],
                    _ => &["bad", "good"],
                },
                "{folder}"
            );
        }
    }
}
