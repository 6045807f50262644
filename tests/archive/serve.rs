//! The page that shows an archive: what it answers, to whom, and that nothing captured runs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::newscheck;

const PAGE: &str = "<html><head><title>Plan <b>&lt;script&gt;</b></title><style>body { background: url(wave.png) }</style></head><body onload=evil()>\
                    <h1>Plan of the piers &lt;script&gt;</h1><script>document.title = 'ran'; fetch('/evil')</script><p>The northern pier closes on 3 May.</p>\
                    <img src=boat.png></body></html>";

/// A server of an archive in a folder; it ends with the test.
struct Served {
    child: Child,
    host: String,
}

impl Served {
    fn start(folder: &Path) -> Self {
        let mut child = newscheck(folder).args(["archive", "serve"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next())
            .unwrap_or_else(|| panic!("{line}"));
        Self { host: host.to_owned(), child }
    }

    /// The answer to a request head, whole.
    fn ask(&self, head: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An archive of an article and the page that it cites, as a reader saved it.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let article = "Harbour <i>closes</i> early\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nThe northern pier closes on 3 May, says the office [1].\n\n\
                   References\n[1] http://10.255.255.1/plan\n";
    std::fs::write(folder.path().join("article.txt"), article).unwrap();
    std::fs::write(folder.path().join("plan.html"), PAGE).unwrap();
    for arguments in [
        &["archive", "add", "article.txt", "--quiet"][..],
        &["archive", "attach", "http://10.255.255.1/plan", "plan.html"],
    ] {
        let output = newscheck(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    folder
}

/// The first link on a page that begins so.
fn link(page: &str, begin: &str) -> String {
    let at = page.find(&format!("\"{begin}")).unwrap_or_else(|| panic!("no link to {begin}: {page}"));
    page[at + 1..].split('"').next().unwrap().to_owned()
}

#[test]
fn an_article_leads_to_its_sources_and_their_captures() {
    let folder = archive();
    let served = Served::start(folder.path());
    let front = served.get("/");
    assert!(front.starts_with("HTTP/1.1 200 ") && front.contains("1 of 1 captured"), "{front}");
    assert!(front.contains("Harbour &lt;i&gt;closes&lt;/i&gt; early") && !front.contains("<i>"), "{front}");
    let article = served.get(&link(&front, "/article/"));
    assert!(
        article.contains("<sup><a href=\"#source-0\">[1]</a></sup>") && article.contains("user-supplied"),
        "{article}"
    );
    let capture = served.get(&link(&article[article.find("id=\"source-0\"").unwrap()..], "/capture/"));
    assert!(
        capture.contains("<iframe sandbox") && capture.contains("The northern pier closes on 3 May."),
        "{capture}"
    );
    assert!(capture.contains("&lt;script&gt;") && !capture.contains("<script"), "{capture}");
    let replayed = served.get(&link(&capture, "/replay/"));
    assert!(
        replayed.contains("Content-Security-Policy: sandbox;") && replayed.contains("Plan of the piers"),
        "{replayed}"
    );
    for word in ["<script", "onload", "evil"] {
        assert!(!replayed.contains(word), "{word}: {replayed}");
    }
    assert!(!replayed.contains("boat.png"), "what was not captured is not asked for: {replayed}");
    let found = served.get("/search?q=northern+pier");
    assert!(found.contains("<mark>northern</mark>"), "{found}");
    let raw = served.get(&link(&capture, "/raw/"));
    assert!(raw.contains("application/octet-stream") && raw.ends_with(PAGE), "{raw}");
}

#[test]
fn readers_that_take_nothing_do_not_keep_others_waiting() {
    let folder = archive();
    std::fs::write(folder.path().join("long.bin"), vec![b'x'; 16 << 20]).unwrap();
    let attach = ["archive", "attach", "http://10.255.255.1/long", "long.bin"];
    assert!(newscheck(folder.path()).args(attach).output().unwrap().status.success());
    let served = Served::start(folder.path());
    let page = served.get("/url?u=http%3A%2F%2F10.255.255.1%2Flong");
    let raw = link(&page, "/capture/").replace("/capture/", "/raw/");
    let stuck: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(&served.host).unwrap();
            write!(stream, "GET {raw} HTTP/1.1\r\nHost: {}\r\n\r\n", served.host).unwrap();
            stream
        })
        .collect();
    std::thread::sleep(std::time::Duration::from_millis(500));
    let begun = std::time::Instant::now();
    assert!(served.get("/").starts_with("HTTP/1.1 200"));
    assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    drop(stuck);
}

#[test]
fn only_readers_on_this_machine_are_answered() {
    let folder = archive();
    let served = Served::start(folder.path());
    let host = served.host.clone();
    let table = [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(), "403"),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(), "403"),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), "405"),
        (format!("GET /{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", "a".repeat(10_000)), "414"),
        (format!("GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), "404"),
        (format!("GET /capture/999 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), "404"),
        (format!("GET /capture/x HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), "404"),
        (
            format!(
                "GET /at/20260101000000/http://10.255.255.1/none HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            ),
            "404",
        ),
        (format!("GET /diff?a=1&b=x HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), "404"),
    ];
    for (head, status) in table {
        let answer = served.ask(&head);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{}: {}",
            &head[..40.min(head.len())],
            &answer[..80.min(answer.len())]
        );
    }
    assert!(served.get("/").starts_with("HTTP/1.1 200 "), "it still answers");
}

#[test]
#[ignore = "needs Chromium: tests/scripts/serve-browser.sh runs it"]
fn captured_scripts_do_not_run_in_a_browser() {
    let folder = archive();
    let served = Served::start(folder.path());
    let front = served.get("/");
    let article = link(&front, "/article/");
    let capture = link(&served.get(&article)[..], "/capture/");
    let shown = link(&served.get("/url?u=http%3A%2F%2F10.255.255.1%2Fplan"), "/capture/");
    let replayed = shown.replace("/capture/", "/replay/");
    for path in ["/", &article, &capture, &shown, &replayed, "/search?q=pier"] {
        let profile = tempfile::tempdir().unwrap();
        let mut chromium = Command::new("chromium");
        chromium.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--enable-logging=stderr",
        ]);
        chromium
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("--dump-dom")
            .arg(format!("http://{}{path}", served.host));
        let output = chromium.output().unwrap();
        let (dom, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!dom.contains("<title>ran</title>") && dom.contains("</body>"), "{path}: {dom}");
        let console: Vec<&str> =
            log.lines().filter(|line| line.contains("CONSOLE") && line.contains("rror")).collect();
        // The picture that was not captured is missing: that is no fault of the page.
        let faults: Vec<&&str> = console.iter().filter(|line| !line.contains("404")).collect();
        assert!(faults.is_empty(), "{path}: {faults:?}");
    }
}
