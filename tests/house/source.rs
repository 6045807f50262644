//! Reads the crate's source as the house tests see it: files as modules, code without what is no code, imports.
//!
//! It is a scanner, not a compiler: it knows comments, literals, braces, `use` and paths. What a macro makes, what
//! `#[path]` moves and what a glob import brings it does not see; a `super::` inside an inline module would be
//! taken for one of its file. `source::tests` show what it does see.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The names of a module below the crate: `["extract", "timestamp"]`.
pub(crate) type Module = Vec<String>;

/// A file of the crate.
pub(crate) struct File {
    pub(crate) path: PathBuf,
    /// As it is written.
    pub(crate) text: String,
    /// With blanks for comments, for what stands in literals, and for test modules; as many lines.
    pub(crate) code: String,
}

impl File {
    fn new(path: PathBuf, text: String) -> Self {
        let code =
            if path.ends_with("tests.rs") { String::new() } else { without_tests(&without_words(&text)) };
        Self { path, text, code }
    }

    /// Whether it is the face of a folder: `mod.rs`, `lib.rs`.
    pub(crate) fn is_face(&self) -> bool {
        self.path.ends_with("mod.rs") || self.path.ends_with("lib.rs")
    }
}

/// The files of `src` by their modules; `main.rs` is another crate.
pub(crate) fn files() -> &'static BTreeMap<Module, File> {
    static FILES: OnceLock<BTreeMap<Module, File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut found = BTreeMap::new();
        read_folder(Path::new("src"), &mut Vec::new(), &mut found);
        assert!(found.len() > 40, "found only {} source files", found.len());
        found
    })
}

fn read_folder(folder: &Path, module: &mut Module, found: &mut BTreeMap<Module, File>) {
    for name in crate::support::names(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            module.push(name);
            read_folder(&path, module, found);
            module.pop();
        } else if let Some(stem) = name.strip_suffix(".rs").filter(|_| path != Path::new("src/main.rs")) {
            let own = (stem != "mod" && stem != "lib").then(|| stem.to_owned());
            let text = fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
            found.insert(module.iter().cloned().chain(own).collect(), File::new(path, text));
        }
    }
}

/// The text with blanks for comments and for what stands between quotes.
fn without_words(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_word =
            code.chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_');
        let (kept, blank) = literal(rest, in_word).unwrap_or((first.len_utf8(), 0));
        code.push_str(&rest[..kept]);
        code.extend(rest[kept..kept + blank].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
        rest = &rest[kept + blank..];
    }
    code
}

/// How many bytes to keep and how many to blank out of a comment or literal that begins here.
fn literal(rest: &str, in_word: bool) -> Option<(usize, usize)> {
    if rest.starts_with("//") {
        return Some((0, rest.find('\n').unwrap_or(rest.len())));
    }
    if rest.starts_with("/*") {
        return Some((0, rest.find("*/").map_or(rest.len(), |end| end + 2)));
    }
    let raw = rest.trim_start_matches('b');
    if let Some(hashes) =
        raw.strip_prefix('r').filter(|_| !in_word).map(|raw| raw.len() - raw.trim_start_matches('#').len())
        && raw[1 + hashes..].starts_with('"')
    {
        let start = rest.len() - raw.len() + 2 + hashes;
        let end = format!("\"{}", "#".repeat(hashes));
        return Some((start, rest[start..].find(&end).map_or(rest.len() - start, |at| at + end.len())));
    }
    if let Some(words) = rest.strip_prefix('"') {
        return Some((1, string_end(words)));
    }
    let letter = rest.strip_prefix('\'')?;
    let length = match letter.strip_prefix('\\') {
        Some(escaped) => 2 + escaped.get(1..)?.find('\'')?,
        None => letter.chars().next()?.len_utf8(),
    };
    letter.get(length..)?.starts_with('\'').then_some((1, length))
}

/// The length of a string's words and its closing quote, all of which are blanked: a string keeps one quote.
fn string_end(words: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in words.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    words.len()
}

/// Code with blanks for the bodies of `#[cfg(test)] mod`.
fn without_tests(code: &str) -> String {
    let mut code = code.to_owned();
    let mut from = 0;
    while let Some(start) = code[from..].find("#[cfg(test)]").map(|at| from + at) {
        let after = start + "#[cfg(test)]".len();
        let item = code[after..].trim_start();
        let item = item.strip_prefix("pub(crate) ").unwrap_or(item);
        let end = match item.starts_with("mod ") {
            true => after + block_end(&code[after..]).unwrap_or(0),
            false => after,
        };
        let blank: String =
            code[start..end].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
        from = start + blank.len();
    }
    code
}

/// Where the first block of some code ends; nothing where a `;` comes first.
pub(crate) fn block_end(code: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0, 0);
    for (at, letter) in code.char_indices() {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' if braces == 1 => return Some(at + 1),
            '}' => braces -= 1,
            _ => {}
        }
    }
    None
}

/// The paths of a `use` tree: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn leaves(tree: &str) -> Vec<Vec<String>> {
    let segments = |path: &str| -> Vec<String> {
        let path = path.split(" as ").next().unwrap_or("");
        path.split("::")
            .map(|segment| segment.trim().to_owned())
            .filter(|segment| !segment.is_empty())
            .collect()
    };
    let Some((start, rest)) = tree.split_once('{') else { return vec![segments(tree)] };
    let inner = rest.rfind('}').map_or(rest, |end| &rest[..end]);
    let mut depth = 0;
    let parts = inner.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts.flat_map(leaves).map(|leaf| [segments(start), leaf].concat()).collect()
}

/// What a file names of the crate, as paths from its root.
#[derive(Default)]
pub(crate) struct Names {
    /// What it uses: by `use` and by paths in its code.
    pub(crate) used: BTreeSet<Vec<String>>,
    /// What it only passes on: `pub use`.
    pub(crate) passed_on: BTreeSet<Vec<String>>,
}

/// The names in the file of a module.
pub(crate) fn names(module: &[String], code: &str, is_module: &dyn Fn(&[String]) -> bool) -> Names {
    let mut names = Names::default();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let Some((before, tree)) = use_statement(statement) else {
            rest.push_str(statement);
            continue;
        };
        rest.push_str(before);
        let is_public = before.trim_end().ends_with("pub") || before.trim_end().ends_with("pub(crate)");
        let found = leaves(tree).into_iter().filter_map(|path| absolute(module, path, is_module));
        if is_public { &mut names.passed_on } else { &mut names.used }.extend(found);
    }
    for path in rest.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':')) {
        let path = path.trim_matches(':');
        if path.contains("::") {
            names.used.extend(absolute(module, leaves(path).remove(0), is_module));
        }
    }
    names
}

/// What stands before `use`, and its tree.
fn use_statement(statement: &str) -> Option<(&str, &str)> {
    let body = statement.strip_suffix(';')?;
    let (at, _) = body.match_indices("use ").find(|(at, _)| {
        !body[..*at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_')
    })?;
    Some((&body[..at], &body[at + "use ".len()..]))
}

/// A path from the crate's root; nothing for one that leads elsewhere.
fn absolute(
    module: &[String],
    path: Vec<String>,
    is_module: &dyn Fn(&[String]) -> bool,
) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|segment| *segment == "super").count();
    let rest = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "self" => [module, &path[1..]].concat(),
        "super" => [module.get(..module.len().checked_sub(ups)?)?, &path[ups..]].concat(),
        first if is_module(&[module, &[first.to_owned()]].concat()) => [module, &path].concat(),
        _ => return None,
    };
    Some(rest.into_iter().filter(|segment| segment != "self").collect())
}

mod tests {
    use super::{File, leaves, names};

    #[test]
    fn what_is_no_code_is_blank() {
        let text = "let a = \"crate::x\"; // crate::y\nlet b = r#\"{ \"q\" \"#; /* { */ let c = ['{', '\\'', '\\u{7b}'];\n\
                    fn f<'a>(s: &'a str) {}\n#[cfg(test)]\nmod tests {\n fn g() { crate::z() }\n}\nfn h() {}";
        let code = File::new("a.rs".into(), text.to_owned()).code;
        assert_eq!(code.lines().count(), text.lines().count());
        assert!(!code.contains("crate") && code.contains("&'a str") && code.ends_with("fn h() {}"), "{code}");
        assert_eq!(code.matches('{').count(), code.matches('}').count(), "{code}");
    }

    #[test]
    fn trees_have_leaves() {
        let found: Vec<String> =
            leaves("crate::a::{self, b::{C, D as E}, f}").iter().map(|leaf| leaf.join("::")).collect();
        assert_eq!(found, ["crate::a::self", "crate::a::b::C", "crate::a::b::D", "crate::a::f"]);
    }

    #[test]
    fn names_are_told_from_the_root() {
        let code = "use std::fs;\nuse super::{d, e::F};\npub use super::g::H;\nmod i;\n\
                    fn f() -> crate::j::K { let x = i::l(super::super::m()); other::n(x) }";
        let module = ["a".to_owned(), "b".to_owned()];
        let found = names(&module, code, &|module| module.join("::") == "a::b::i");
        let joined = |paths: &std::collections::BTreeSet<Vec<String>>| -> Vec<String> {
            paths.iter().map(|path| path.join("::")).collect()
        };
        assert_eq!(joined(&found.used), ["a::b::i::l", "a::d", "a::e::F", "j::K", "m"]);
        assert_eq!(joined(&found.passed_on), ["a::g::H"]);
    }
}
