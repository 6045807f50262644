//! Articles and their sources in an archive, from the command line: added, changed on the server, compared,
//! found, packed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::support;
use crate::support::newscheck;
use serde_json::Value;

/// A server on loopback: each path has a page, which may be changed.
pub(crate) struct Site {
    pub(crate) base: String,
    pages: Arc<Mutex<Vec<(String, String)>>>,
    asked: Arc<AtomicUsize>,
}

impl Site {
    pub(crate) fn new(pages: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Self { base, pages: Arc::default(), asked: Arc::default() };
        pages.iter().for_each(|(path, page)| site.set(path, page));
        let (pages, asked) = (Arc::clone(&site.pages), Arc::clone(&site.asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (pages, asked) = (Arc::clone(&pages), Arc::clone(&asked));
                thread::spawn(move || answer(stream, &pages, &asked));
            }
        });
        site
    }

    fn set(&self, path: &str, page: &str) {
        let mut pages = self.pages.lock().unwrap();
        pages.retain(|(known, _)| known != path);
        pages.push((path.to_owned(), page.to_owned()));
    }
}

/// Answers one request and closes.
fn answer(mut stream: TcpStream, pages: &Mutex<Vec<(String, String)>>, asked: &AtomicUsize) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut first = String::new();
    if reader.read_line(&mut first).unwrap_or(0) == 0 {
        return;
    }
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
    }
    asked.fetch_add(1, Ordering::Relaxed);
    let path = first.split(' ').nth(1).unwrap_or("/");
    let page = pages.lock().unwrap().iter().find(|(known, _)| known == path).map(|(_, page)| page.clone());
    let kind = if path.ends_with(".css") { "text/css" } else { "text/html; charset=utf-8" };
    let (status, body) = match page {
        None => ("404 Not Found".to_owned(), "<h1>Not Found</h1>".to_owned()),
        // A page that begins with a status is that answer: `403 Forbidden`, `301 to /new`.
        Some(page) => match page.split_once(" to ").filter(|_| page.starts_with("301 ")) {
            Some((_, target)) => (format!("301 Moved Permanently\r\nLocation: {target}"), String::new()),
            None if page.starts_with("403 ") => (page, String::new()),
            None => ("200 OK".to_owned(), page),
        },
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
    let _ = stream.read(&mut [0]);
}

fn story(sentence: &str) -> String {
    format!(
        "<html><head><title>Harbour news</title><link rel=stylesheet href=/look.css></head><body><nav>Menu</nav><article><h1>Harbour news</h1>\
         <p>The harbour office has published its plan for the year, with dates for every pier in town.</p><p>{sentence}</p>\
         <p>Fishermen met on Monday to talk about the plan, and most of them were content with what it says.</p></article></body></html>"
    )
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    newscheck(folder).env("XDG_CACHE_HOME", folder.join("cache")).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A folder with an article that cites two pages of the site, one of them missing.
fn newsroom(site: &Site) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let article = format!(
        "Harbour closes early\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nThe northern pier closes on 3 May, the harbour office says [1]. \
         Boats are to be moved before [2].\n\nReferences\n[1] {0}/plan\n[2] {0}/boats\n",
        site.base
    );
    std::fs::write(folder.path().join("article.txt"), article).unwrap();
    folder
}

const ADD: [&str; 5] = ["archive", "add", "article.txt", "--allow-private=127.0.0.0/8", "--retries=0"];

#[test]
fn a_source_that_changes_is_reported_compared_and_found() {
    let site = Site::new(&[("/plan", &story("The northern pier closes on 3 May for repairs of its crane."))]);
    let folder = newsroom(&site);
    let said = text(&run(folder.path(), &ADD));
    assert!(said.contains("1 article and 1 live source archived; 1 source not live"), "{said}");

    // Nothing changed: a second capture is a small record, and nothing has drifted.
    run(folder.path(), &ADD);
    let verified = run(
        folder.path(),
        &["verify", "article.txt", "--archive", ".newscheck", "--select", "LNK", "--format", "json"],
    );
    let report: Value = serde_json::from_slice(&verified.stdout).unwrap();
    let codes = |report: &Value| -> Vec<String> {
        report["articles"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(codes(&report), ["LNK008"], "the missing source has no capture");

    site.set("/plan", &story("The northern pier closes on 9 June for repairs of its crane."));
    let verified = run(
        folder.path(),
        &[
            "verify",
            "article.txt",
            "--online",
            "--allow-private",
            "--archive",
            ".newscheck",
            "--select",
            "LNK",
            "--format",
            "json",
        ],
    );
    let report: Value = serde_json::from_slice(&verified.stdout).unwrap();
    let mut found = codes(&report);
    found.sort();
    assert_eq!((found, verified.status.code()), (vec!["LNK001".to_owned(), "LNK009".to_owned()], Some(1)));
    let links: Vec<(&str, &str)> = report["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| (link["verdict"].as_str().unwrap(), link["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(links, [("dead", "404 Not Found"), ("alive", "200 OK")]);

    let differs = run(folder.path(), &["archive", "diff", &format!("{}/plan", site.base)]);
    assert_eq!(differs.status.code(), Some(1));
    let differs = text(&differs);
    assert!(
        differs.contains("  The northern pier closes on [-3 May-]{+9 June+} for repairs of its crane.\n"),
        "{differs}"
    );

    let found = text(&run(folder.path(), &["archive", "search", "crane"]));
    assert!(found.contains("Harbour news") && found.ends_with("2 captures\n"), "{found}");
    let shown = |at: &[&str]| {
        text(&run(folder.path(), &[&["archive", "show", &format!("{}/plan", site.base)], at].concat()))
    };
    assert!(shown(&[]).contains("9 June") && shown(&["--at", "2020-01-01"]).contains("3 May"));
    assert!(text(&run(folder.path(), &["archive", "check"])).ends_with(": sound\n"));
}

#[test]
fn what_a_page_needs_is_captured_once_when_asked_for() {
    let site = Site::new(&[
        ("/plan", &story("The pier is closed.")),
        ("/boats", &story("Boats are moved to the southern pier before the repairs begin.")),
        ("/look.css", "body { background: url(wave.png) }"),
    ]);
    let folder = newsroom(&site);
    let said = text(&run(folder.path(), &[&ADD[..], &["--page-requisites"]].concat()));
    assert!(said.contains("1 article and 2 live sources archived; 2 requisites of pages"), "{said}");
    assert_eq!(site.asked.load(Ordering::Relaxed), 4, "two pages, their style, its picture");
    let listed = run(folder.path(), &["archive", "list", "--format", "json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let via: Vec<Option<&str>> =
        listed["captures"].as_array().unwrap().iter().map(|capture| capture["via"].as_str()).collect();
    assert_eq!(via.iter().flatten().count(), 2, "{via:?}");
}

#[test]
fn a_file_that_a_reader_saved_stands_for_a_dead_source_and_travels_in_a_package() {
    let site = Site::new(&[("/plan", &story("The pier is closed."))]);
    let folder = newsroom(&site);
    run(folder.path(), &ADD);
    std::fs::write(folder.path().join("boats.html"), story("Boats are moved to the southern pier.")).unwrap();
    let boats = format!("{}/boats", site.base);
    text(&run(folder.path(), &["archive", "attach", &boats, "boats.html", "--operator", "J. Doe"]));
    let listed = text(&run(folder.path(), &["archive", "list", &boats]));
    assert!(listed.contains("user-supplied"), "{listed}");
    let verified =
        run(folder.path(), &["verify", "article.txt", "--archive", ".newscheck", "--select", "LNK008"]);
    assert_eq!(verified.status.code(), Some(0), "the attached file is a capture");

    text(&run(folder.path(), &["archive", "export", "article.txt", "--output", "package.wacz"]));
    let other = ["--archive", "other"];
    let imported = text(&run(folder.path(), &[&["archive", "import", "package.wacz"], &other[..]].concat()));
    assert!(imported.contains("0 were there already"), "{imported}");
    let again = text(&run(folder.path(), &[&["archive", "import", "package.wacz"], &other[..]].concat()));
    assert!(again.contains(": 0 records, 0 captures"), "{again}");
    let dumped = |archive: &str| {
        let index = text(&run(folder.path(), &["archive", "index", "--archive", archive]));
        let mut lines: Vec<String> =
            index.lines().map(|line| line.split("\"length\"").next().unwrap().to_owned()).collect();
        lines.sort();
        lines
    };
    assert_eq!(dumped(".newscheck"), dumped("other"), "the package has every capture");
}

/// The block of a page that shows a command and what it prints.
fn shown_in(page: &str, command: &str) -> String {
    let text = std::fs::read_to_string(support::root().join(page)).unwrap();
    let block = text
        .split(&format!("```text\n$ {command}\n"))
        .nth(1)
        .unwrap_or_else(|| panic!("{page} has no {command}"));
    block.split("```").next().unwrap().to_owned()
}

#[test]
fn the_pages_show_what_the_commands_print() {
    let site = Site::new(&[
        ("/2019/harbour-plan", &story("The northern pier closes on 3 May for repairs of its crane.")),
        ("/boats", "301 to /2026/boats"),
        ("/2026/boats", &story("Boats are moved to the southern pier before the repairs begin.")),
        ("/subscribers/7", "403 Forbidden"),
        (
            "/story/12",
            "<title>Page not found</title><h1>Page not found</h1><p>Sorry, we cannot find that page.</p>",
        ),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let cite = |name: &str, paths: &[&str]| {
        let mut article =
            "Harbour closes early\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nThe northern pier closes [1].\n\nReferences\n".to_owned();
        paths
            .iter()
            .enumerate()
            .for_each(|(at, path)| article.push_str(&format!("[{}] {}{path}\n", at + 1, site.base)));
        std::fs::write(folder.path().join(name), article).unwrap();
    };
    let host = site.base.trim_start_matches("http://");
    let printed = |arguments: &str| {
        let loopback = ["--allow-private=127.0.0.0/8"];
        let output = run(
            folder.path(),
            &[&support::words(arguments).iter().map(String::as_str).collect::<Vec<_>>()[..], &loopback]
                .concat(),
        );
        String::from_utf8(output.stdout).unwrap().replace(host, "news.example.org")
    };
    cite("article.txt", &["/2019/harbour", "/2019/harbour-plan", "/boats", "/story/12", "/subscribers/7"]);
    let links = "links --online article.txt";
    assert_eq!(printed(links), shown_in("README.md", &format!("newscheck {links}")));
    cite("article.txt", &["/2019/harbour-plan", "/boats"]);
    let add = "archive add article.txt --operator 'J. Doe'";
    assert_eq!(printed(add), shown_in("docs/archive.md", &format!("newscheck {add}")));
}

#[test]
fn what_cannot_be_archived_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.warc"),
        "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    )
    .unwrap();
    let table: [(&[&str], &str); 6] = [
        (&["archive", "add", "a.warc"], "newscheck archive import takes it"),
        (&["archive", "add", "missing.txt"], "no such file"),
        (&["archive", "list"], "is no archive"),
        (&["archive", "attach", "urn:x", "a.warc"], "only http and https"),
        (&["archive", "show", "https://example.org/", "--at", "then"], "not a time"),
        (&["links", "a.warc", "--retries", "1"], "need --online"),
    ];
    for (arguments, expected) in table {
        let output = run(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).to_lowercase();
        assert!(output.status.code() == Some(2) && said.contains(expected), "{arguments:?}: {said}");
    }
    assert!(!folder.path().join(".newscheck").exists(), "nothing was made on the way");
}

#[test]
fn a_wall_is_kept_and_marked_and_is_no_source() {
    let site = Site::new(&[("/plan", "<title>Just a moment...</title><p>Checking your browser.</p>")]);
    let folder = newsroom(&site);
    run(folder.path(), &ADD);
    let plan = format!("{}/plan", site.base);
    let listed = text(&run(folder.path(), &["archive", "list", &plan]));
    assert!(listed.contains("(blocked: ") && listed.contains("1 capture"), "{listed}");
    let checked = text(&run(folder.path(), &["archive", "check"]));
    assert!(checked.contains("1 walls or pages of errors, which are no sources: sound"), "{checked}");
    let compared = text(&run(folder.path(), &["evidence", "article.txt", "--archive", ".newscheck"]));
    assert!(compared.contains("the source is behind a wall"), "{compared}");

    // The source itself comes later; what is nearest to the article's date is the wall.
    site.set("/plan", &story("The northern pier closes on 3 May for repairs of its crane."));
    run(folder.path(), &ADD);
    let compared = text(&run(folder.path(), &["evidence", "article.txt", "--archive", ".newscheck"]));
    assert!(compared.contains("The northern pier closes on 3 May for repairs"), "{compared}");
    let json = text(&run(folder.path(), &["archive", "list", &plan, "--format", "json"]));
    let captures: Value = serde_json::from_str(&json).unwrap();
    let verdicts: Vec<&Value> =
        captures["captures"].as_array().unwrap().iter().map(|row| &row["verdict"]).collect();
    assert_eq!(verdicts, [&Value::from("blocked"), &Value::Null]);
}
