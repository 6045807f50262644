//! Does every rule report what its bad fixture holds, word for word and place for place, and nothing on its
//! good one?
//!
//! A folder `fixtures/rules/CODE-name` holds `bad.*` and `good.*`, one of each for every input format that is
//! worth showing, and what is expected of each bad one in `bad.md.expected` (or `bad.expected`): a line
//! `line:column CODE message` for each finding of that code, `-` for one without a place. Where a finding
//! offers a fix, `bad.md.fixed` is the text after it. Rules about links have `links.json` beside them: what
//! became of each address; those about captures have `sources.json`, and those about what
//! sources say have `texts.json`: the text of each address. The message of an INP finding is its
//! loader's and is left out. `NEWSCHECK_BLESS=1 cargo test --test rules fixtures` writes the `.expected` and
//! `.fixed` files anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::support;
use newscheck::address::secrets::masked;
use newscheck::input::{LoadOptions, RawInput};
use newscheck::model::{
    Article, Demand, Edit, FileReport, Finding, Fix, Location, Outcome, Severity, Source, SourcePage,
    SourcePages,
};
use newscheck::pipeline::check::{Plan, check_input};
use newscheck::rules::{self, ActiveRule};

#[test]
fn every_rule_reports_its_bad_fixtures_and_nothing_on_its_good_ones() {
    support::each(&support::names(&root()), holds);
}

/// Checks one fixture folder.
fn holds(folder: &str) {
    let (code, _) = folder.split_once('-').expect("a folder is named CODE-name");
    for path in files(folder, "bad") {
        let name = path.display();
        let bad = check(&path);
        let found: Vec<String> = of(&bad, code).map(line).collect();
        assert!(!found.is_empty(), "{name} shows a fault");
        holds_text(&beside(&path, "expected"), &(found.join("\n") + "\n"));
        places_hold_their_words(&path, &bad);
        match fixed(&path, &bad, code) {
            Some(text) => holds_text(&beside(&path, "fixed"), &text),
            None => assert!(!beside(&path, "fixed").exists(), "{name} has no fix"),
        }
    }
    for path in files(folder, "good") {
        let good = check(&path);
        assert!(matches!(good.outcome, Outcome::Article(_)), "{}: is read as an article", path.display());
        assert_eq!(of(&good, code).map(line).collect::<Vec<_>>(), Vec::<String>::new(), "{}", path.display());
        places_hold_their_words(&path, &good);
    }
}

/// What belongs to a file: `bad.md.expected`; `bad.expected` is that of the plain text, or of the only file.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let own = path.with_file_name(format!("{}.{ending}", path.file_name().unwrap().to_str().unwrap()));
    let is_main =
        path.extension().is_some_and(|extension| extension == "txt") || !path.with_extension("txt").exists();
    let shared = path.with_extension(ending);
    if is_main && shared.exists() && !own.exists() { shared } else { own }
}

/// Holds a text against a file, or writes it there.
fn holds_text(path: &Path, found: &str) {
    if support::blessing() {
        return fs::write(path, found).unwrap();
    }
    let expected =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
    assert_eq!(found.trim_end(), expected.trim_end(), "{}", path.display());
}

/// The text after the fixes of one rule's findings, those left out that overlap with an earlier one. Safe
/// fixes mend what they are for: a second look finds none of them.
fn fixed(path: &Path, report: &FileReport, code: &str) -> Option<String> {
    let fixes: Vec<&Fix> = of(report, code).filter_map(|finding| finding.fix.as_ref()).collect();
    let mut edits: Vec<&Edit> = Vec::new();
    for fix in &fixes {
        assert!(
            fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
            "{}: {fix:?}",
            path.display()
        );
        if !fix.edits.iter().any(|edit| edits.iter().any(|other| edit.span.overlaps(other.span))) {
            edits.extend(&fix.edits);
        }
    }
    edits.sort();
    let mut text = fs::read_to_string(path).ok().filter(|_| !fixes.is_empty())?;
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.insert);
    }
    if fixes.iter().all(|fix| fix.safe) {
        let after = check_bytes(path, text.as_bytes());
        assert_eq!(
            of(&after, code).filter(|finding| finding.fix.is_some()).count(),
            0,
            "{}: mended\n{text}",
            path.display()
        );
        let (before, after) = (report.article().unwrap(), after.article().unwrap());
        assert_eq!(cited_pages(before), cited_pages(after), "{}: what is cited stays", path.display());
    }
    Some(text)
}

/// Each citation's address without what tracks, in order, those of one place once.
fn cited_pages(article: &Article) -> Vec<String> {
    let page = |url: &str| {
        url.split(['?', '#']).next().unwrap().trim_end_matches('/').replace("www.", "").to_lowercase()
    };
    let mut pages: Vec<String> = article
        .citations
        .iter()
        .filter_map(|citation| citation.target.url())
        .map(|url| page(&url[url.rfind("http").unwrap()..]))
        .collect();
    pages.dedup();
    pages
}

/// The report of a run with every rule on, at noon on 1 May 2026.
fn check(path: &Path) -> FileReport {
    check_bytes(path, &fs::read(path).unwrap())
}

fn check_bytes(path: &Path, bytes: &[u8]) -> FileReport {
    let on = |rule: &'static rules::Rule| {
        let default = rule.default_severity;
        ActiveRule { rule, severity: if default == Severity::Off { Severity::Warning } else { default } }
    };
    let demand = Demand::ARTICLE | Demand::EXCERPTS | Demand::FINGERPRINTS | Demand::FIXES;
    let plan = Plan::new(
        LoadOptions { demand, ..LoadOptions::default() },
        rules::all().map(on).collect(),
        "2026-05-01T12:00:00Z".parse().unwrap(),
    );
    let links = path.parent().unwrap().join("links.json");
    let links = links.exists().then(|| Arc::new(serde_json::from_slice(&fs::read(links).unwrap()).unwrap()));
    let sources = path.parent().unwrap().join("sources.json");
    let sources =
        sources.exists().then(|| Arc::new(serde_json::from_slice(&fs::read(sources).unwrap()).unwrap()));
    let pages = path.parent().unwrap().join("texts.json");
    let pages = pages.exists().then(|| Arc::new(pages_of(&fs::read(pages).unwrap())));
    let plan = Plan { links, sources, pages, ..plan };
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let input = RawInput { source: Source { path: name, ..Source::default() }, bytes, first_index: 0 };
    let mut reports = Vec::new();
    check_input(&input, &plan, newscheck::pipeline::check::Taken::Named, &mut |report| reports.push(report));
    assert_eq!(reports.len(), 1, "{} gives one report", path.display());
    reports.remove(0)
}

/// The texts of sources by address.
fn pages_of(json: &[u8]) -> SourcePages {
    let by_url: std::collections::BTreeMap<String, SourcePage> = serde_json::from_slice(json).unwrap();
    let by_url = by_url.into_iter().map(|(url, page)| (url, vec![Arc::new(page)]));
    SourcePages { by_url: by_url.collect(), ..SourcePages::default() }
}

/// Counts lines and columns anew, without the library's line index.
fn places_hold_their_words(path: &Path, report: &FileReport) {
    let bytes = fs::read(path).unwrap();
    let Ok(text) = String::from_utf8(bytes) else {
        assert!(report.findings.iter().all(|finding| finding.location.is_none()), "only text has places");
        return;
    };
    for finding in &report.findings {
        let Some(location) = finding.location else { continue };
        let words = words_at(&text, location);
        // What an address gives away is stars.
        let words = masked(&words);
        assert!(
            words.starts_with(&finding.snippet) && !finding.snippet.is_empty(),
            "{}: {words:?}, {:?}",
            line(finding),
            finding.snippet
        );
        let excerpt = finding.excerpt.as_ref().expect("excerpts were asked for");
        assert!(finding.snippet.starts_with(&excerpt.text[excerpt.start..excerpt.end]), "{}", line(finding));
        for related in &finding.related {
            assert!(!words_at(&text, related.location).is_empty(), "{}: {}", line(finding), related.message);
        }
    }
}

fn words_at(text: &str, location: Location) -> String {
    let offset = |line: u32, column: u32| {
        let start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        start + text[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    text[offset(location.line, location.column)..offset(location.end_line, location.end_column)].to_owned()
}

fn of<'r>(report: &'r FileReport, code: &'r str) -> impl Iterator<Item = &'r Finding> {
    report.findings.iter().filter(move |finding| finding.code == code)
}

fn line(finding: &Finding) -> String {
    let place =
        finding.location.map_or("-".to_owned(), |location| format!("{}:{}", location.line, location.column));
    match finding.code.starts_with("INP") {
        true => format!("{place} {}", finding.code),
        false => format!("{place} {} {}", finding.code, finding.message),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules")
}

/// The files of a folder with a stem, whatever their endings.
fn files(folder: &str, stem: &str) -> Vec<PathBuf> {
    let folder = root().join(folder);
    let is_input = |name: &String| {
        name.starts_with(&format!("{stem}.")) && !name.ends_with(".expected") && !name.ends_with(".fixed")
    };
    let mut found: Vec<PathBuf> =
        support::names(&folder).into_iter().filter(is_input).map(|name| folder.join(name)).collect();
    found.sort();
    assert!(!found.is_empty(), "{} has a {stem} file", folder.display());
    found
}
