//! Holds the `crate::` paths of every source file against the picture in `src/lib.rs`: an import may only
//! point left.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Layers from left to right. Modules of one layer are siblings and never import each other.
const LAYERS: &[&[&str]] = &[
    &["text", "zip"],
    &["address", "warc"],
    &["model"],
    &["input", "extract", "evidence", "fetch", "archive", "render"],
    &["rules"],
    &["pipeline"],
    &["serve"],
    &["cli"],
];

/// What `rules` may use: of the siblings only `evidence`, a pure comparison of texts.
const RULES_MAY_USE: &[&str] = &["text", "address", "model", "evidence"];

fn source_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("reading {}: {error}", folder.display())).path();
        if path.is_dir() {
            source_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The modules that a file names after `crate::`, without those its tests use.
fn imports(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or("");
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let paths = lines.flat_map(|line| line.split("crate::").skip(1));
    paths
        .map(|path| path.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect())
        .collect()
}

#[test]
fn imports_point_left() {
    let mut files = Vec::new();
    source_files(Path::new("src"), &mut files);
    assert!(files.len() > 40, "found only {} source files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let Some(own) = file
            .components()
            .nth(1)
            .and_then(|part| part.as_os_str().to_str())
            .filter(|own| layer(own).is_some())
        else {
            continue;
        };
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            let Some(target) = layer(&import) else {
                wrong.push(format!("{} names crate::{import}, which is in no layer", file.display()));
                continue;
            };
            let left = import == own || Some(target) < layer(own);
            let allowed = own != "rules" || import == "rules" || RULES_MAY_USE.contains(&import.as_str());
            if !left || !allowed {
                wrong.push(format!("{} imports crate::{import}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not point left:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_crate_has_a_layer() {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let modules =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")).map(|line| line.trim_end_matches(';'));
    let without: Vec<&str> = modules.filter(|module| layer(module).is_none()).collect();
    assert_eq!(without, Vec::<&str>::new());
}

#[test]
fn a_wrong_import_would_be_seen() {
    let source = "use crate::cli::args;\n// crate::render\nfn f() { crate::text::span() }\n#[cfg(test)] use crate::pipeline::x;";
    assert_eq!(imports(source).into_iter().collect::<Vec<_>>(), ["cli", "text"]);
    assert!(layer("cli") > layer("rules"));
}
