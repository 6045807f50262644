//! Holds what the files of the crate import against the picture in `src/lib.rs`: an import may only point left.

use std::collections::BTreeSet;
use std::fs;

use crate::source::{self, Module};

/// Layers from left to right. Modules of one layer are siblings and never import each other.
const LAYERS: &[&[&str]] = &[
    &["text", "trees"],
    &["address", "lexicon", "zip", "warc"],
    &["model"],
    &["markup"],
    &["input", "extract", "evidence", "fetch", "archive", "render"],
    &["rules"],
    &["pipeline"],
    &["serve", "lsp", "mcp"],
    &["cli"],
];

/// What `rules` may use: of the siblings only `evidence`, a pure comparison of texts.
const RULES_MAY_USE: &[&str] = &["text", "address", "lexicon", "model", "evidence"];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules of the first level that a file names, those it passes on too.
fn imports(module: &Module, code: &str, is_module: &dyn Fn(&[String]) -> bool) -> BTreeSet<String> {
    let names = source::names(module, code, is_module);
    names.used.iter().chain(&names.passed_on).filter_map(|path| path.first().cloned()).collect()
}

fn points_left(own: &str, import: &str) -> bool {
    let allowed = own != "rules" || import == "rules" || RULES_MAY_USE.contains(&import);
    allowed && (import == own || layer(import) < layer(own))
}

#[test]
fn imports_point_left() {
    let files = source::files();
    let mut wrong = Vec::new();
    for (module, file) in files.iter().filter(|(module, _)| !module.is_empty()) {
        for import in imports(module, &file.code, &|module| files.contains_key(module)) {
            if layer(&import).is_none() {
                wrong.push(format!("{} names crate::{import}, which is in no layer", file.path.display()));
            } else if !points_left(&module[0], &import) {
                wrong.push(format!("{} imports crate::{import}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not point left:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_crate_has_a_layer() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let without: Vec<&str> = modules.filter(|module| layer(module).is_none()).collect();
    assert_eq!(without, Vec::<&str>::new());
}

#[test]
fn a_wrong_import_would_be_seen() {
    let code = "use crate::{cli::args, model};\nfn f() { crate::text::span() }";
    let found = imports(&vec!["rules".to_owned()], code, &|_| false);
    let wrong: Vec<&str> =
        found.iter().map(String::as_str).filter(|import| !points_left("rules", import)).collect();
    assert_eq!((found.len(), wrong), (3, vec!["cli"]));
}
