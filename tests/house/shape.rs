//! Holds the sizes that the house keeps to: lines, functions, files, and comments that say why.
//!
//! Not seen: functions that macros make, and how wide a literal of words is that stands in one line.

use std::collections::BTreeSet;
use std::path::Path;

use crate::source::{self, File, block_end};

/// The widest line, in characters, as `rustfmt.toml` has it.
const WIDEST_LINE: usize = 110;

/// The longest function, in lines from `fn` to its brace.
const LONGEST_FUNCTION: usize = 60;

/// The longest file, in lines with its tests.
const LONGEST_FILE: usize = 600;

/// Files that are tables, however long.
const TABLES: &[&str] = &[
    "src/lexicon",
    "src/evidence/word_trees.rs",
    "src/extract/authors/author_trees.rs",
    "src/extract/days/day_trees.rs",
    "src/input/html/block_trees.rs",
];

/// Files that are longer. One that is no longer too long must leave the list.
const KNOWN_LONG: &[&str] = &[];

/// Comments that are no documentation, in 1,000 lines outside tests.
const COMMENTS: usize = 13;

/// Functions that are longer. One that is no longer too long must leave the list.
const KNOWN_LONG_FUNCTIONS: &[&str] = &[];

/// Each function: its name, and its length in lines.
fn functions(code: &str) -> Vec<(&str, usize)> {
    let starts = code.match_indices("fn ").map(|(at, _)| at);
    let is_start = |at: &usize| {
        !code[..*at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_')
    };
    starts
        .filter(is_start)
        .filter_map(|at| {
            let function = &code[at..at + block_end(&code[at..])?];
            let name = function["fn ".len()..].split(['(', '<']).next().unwrap_or("");
            Some((name, function.lines().count()))
        })
        .collect()
}

#[test]
fn functions_are_short() {
    let mut long = BTreeSet::new();
    for file in source::files().values() {
        let too_long = functions(&file.code).into_iter().filter(|(_, length)| *length > LONGEST_FUNCTION);
        long.extend(too_long.map(|(name, _)| format!("{} {name}", file.path.display())));
    }
    let known: BTreeSet<String> = KNOWN_LONG_FUNCTIONS.iter().map(|&name| name.to_owned()).collect();
    let wrong: Vec<&String> = long.symmetric_difference(&known).collect();
    assert!(wrong.is_empty(), "functions of over {LONGEST_FUNCTION} lines, or no longer: {wrong:#?}");
}

fn is_table(path: &Path) -> bool {
    TABLES.iter().any(|table| path.starts_with(table))
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    for file in source::files().values().filter(|file| !is_table(&file.path)) {
        let lines = file.text.lines().count();
        let is_known = KNOWN_LONG.iter().any(|known| file.path == Path::new(known));
        if (lines > LONGEST_FILE) != is_known {
            wrong.push(format!("{}: {lines} lines", file.path.display()));
        }
    }
    let is_gone = |known: &&&str| !Path::new(known).is_file();
    wrong.extend(KNOWN_LONG.iter().filter(is_gone).map(|known| format!("{known}: no such file")));
    assert!(wrong.is_empty(), "files of over {LONGEST_FILE} lines, or no longer:\n{}", wrong.join("\n"));
}

/// The lines that are too wide, words in literals not counted: nobody breaks a message or a query to fit. Nor
/// is a rule's help counted, whose lines are printed as they stand.
fn wide_lines(file: &File) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut in_table, mut in_help) = (false, false);
    for (index, (text, code)) in file.text.lines().zip(file.code.lines()).enumerate() {
        in_help = code.starts_with("rule! {") || in_help && text.trim_start().starts_with("///");
        let item = code.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        in_table |= item.starts_with("const ") || item.starts_with("static ");
        let indentation = text.len() - text.trim_start().len();
        let without_words = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_comment = text.trim_start().starts_with("//") && !in_help;
        let is_wide = indentation + without_words.chars().count() > WIDEST_LINE;
        if text.chars().count() > WIDEST_LINE && (is_comment || (is_wide && !in_table)) {
            found.push(index + 1);
        }
        in_table &= !code.trim_end().ends_with(';');
    }
    found
}

#[test]
fn lines_are_narrow() {
    let mut wide = Vec::new();
    for file in source::files().values().filter(|file| !is_table(&file.path)) {
        wide.extend(wide_lines(file).iter().map(|line| format!("{}:{line}", file.path.display())));
    }
    assert!(wide.is_empty(), "lines of over {WIDEST_LINE} characters:\n{}", wide.join("\n"));
}

#[test]
fn comments_say_why() {
    let (mut lines, mut comments) = (0, 0);
    for file in source::files().values().filter(|file| !is_table(&file.path)) {
        for (text, code) in file.text.lines().zip(file.code.lines()) {
            let text = text.trim_start();
            let is_comment = text.starts_with("// ") || (text.contains(" // ") && !code.contains(" // "));
            lines += usize::from(!code.trim().is_empty() || is_comment);
            comments += usize::from(is_comment);
        }
    }
    assert!(comments * 1000 >= COMMENTS * lines, "{comments} comments in {lines} lines");
}

#[test]
fn a_long_function_would_be_seen() {
    let code = "fn a();\nfn b<const N: usize>(x: [u8; 2]) -> u8 {\n  if x { 1 } else { 2 }\n}\nlet fn_ = 1;";
    assert_eq!(functions(code), [("b", 3)]);
}
