//! No two files of the crate import each other, not even by way of others: each can be read after those it uses.
//!
//! A file is a node; what a folder's `mod.rs` passes on by `pub use` is an import of the file that has it. Between
//! a `mod.rs` and the files of its own folder nothing counts: it is the folder's face, which may name them all, and
//! they what stands in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{self, File, Module};

type Edges = BTreeMap<Module, BTreeSet<Module>>;

/// Who imports whom.
fn edges(files: &BTreeMap<Module, File>) -> Edges {
    let is_module = |module: &[String]| files.contains_key(module);
    let names: BTreeMap<&Module, source::Names> =
        files.iter().map(|(module, file)| (module, source::names(module, &file.code, &is_module))).collect();
    // What `pub use` gives a second path: `model::Block` for `model::block::Block`.
    let mut passed_on: BTreeMap<Vec<String>, &Vec<String>> = BTreeMap::new();
    for (module, names) in &names {
        for path in &names.passed_on {
            passed_on.insert([module.as_slice(), &path[path.len() - 1..]].concat(), path);
        }
    }
    let home = |path: &Vec<String>| {
        let mut path = path;
        // A name is passed on from folder to folder, no deeper than folders are.
        for _ in 0..4 {
            let known = (1..=path.len()).rev().find_map(|length| passed_on.get(&path[..length]));
            path = known.copied().unwrap_or(path);
        }
        (0..=path.len()).rev().map(|length| path[..length].to_vec()).find(|module| is_module(module))
    };
    let is_face_of = |face: &Module, module: &Module| files[face].is_face() && module.starts_with(face);
    files
        .keys()
        .map(|module| {
            let used: BTreeSet<Module> = names[module].used.iter().filter_map(&home).collect();
            let apart = |other: &Module| !is_face_of(other, module) && !is_face_of(module, other);
            (module.clone(), used.into_iter().filter(apart).filter(|other| other != module).collect())
        })
        .collect()
}

/// The files that can be reached from one.
fn reached<'e>(edges: &'e Edges, from: &'e Module) -> BTreeSet<&'e Module> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        open.extend(edges.get(module).into_iter().flatten().filter(|next| found.insert(*next)));
    }
    found
}

/// Each set of files that all reach each other, as a line.
fn loops(edges: &Edges) -> BTreeSet<String> {
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        edges.keys().map(|module| (module, reached(edges, module))).collect();
    let in_loop = reach.iter().filter(|(module, reached)| reached.contains(*module));
    in_loop
        .map(|(module, reached)| {
            let members = reached.iter().filter(|other| reach[**other].contains(module));
            members.map(|member| member.join("::")).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn no_files_import_each_other_in_a_loop() {
    let edges = edges(source::files());
    let mut wrong = Vec::new();
    for names in loops(&edges) {
        wrong.push(format!("a loop: {names}"));
        let members: BTreeSet<&str> = names.split(' ').collect();
        for (module, used) in edges.iter().filter(|(module, _)| members.contains(&*module.join("::"))) {
            let used: Vec<String> = used.iter().map(|other| other.join("::")).collect();
            let within: Vec<&String> = used.iter().filter(|name| members.contains(&***name)).collect();
            wrong.push(format!("  {} imports {within:?}", module.join("::")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_loop_would_be_seen() {
    let module = |name: &str| vec![name.to_owned()];
    let edge = |from: &str, to: &[&str]| (module(from), to.iter().map(|name| module(name)).collect());
    let edges = Edges::from([edge("a", &["b"]), edge("b", &["c"]), edge("c", &["b", "d"]), edge("d", &[])]);
    assert_eq!(loops(&edges), BTreeSet::from(["b c".to_owned()]));
}
