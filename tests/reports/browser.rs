//! The HTML report in a browser: markers show their references, filters filter, and nothing that an article
//! holds runs.

use crate::support;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const ARTICLE: &str = "# Harbour <script>window.ran = 1</script> reopens\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\n\
    The harbour opened again [1]. “We had no choice but to close it,” said the master [2, 3]. It cost $3 million \
    <img src=x onerror=\"window.ran = 1\"> [7].\n\nThe piers stand \\<script>window.ran = 1\\</script> [1].\n\n## References\n\n\
    [1] Port office, statement. https://example.org/port\n[2] https://example.org/\"onmouseover=\"window.ran=1\n[3] A report on paper.\n\
    [4] javascript:window.ran=1\n";

/// Chromium without a window, asked by way of its debugging pipe.
struct Browser {
    child: Child,
    asks: ChildStdin,
    answers: ChildStdout,
    buffer: Vec<u8>,
    session: Option<String>,
    number: u64,
    /// Errors of the console and of the page's scripts.
    faults: Vec<Value>,
    _profile: tempfile::TempDir,
}

impl Browser {
    fn open(page: &Path) -> Self {
        let mut browser = Self::start();
        browser.ask("Page.navigate", json!({ "url": format!("file://{}", page.display()) }));
        browser.wait("document.readyState === 'complete' && !document.getElementById('filter').hidden");
        browser
    }

    fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let flags = "--headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --no-first-run --remote-debugging-pipe";
        let mut chromium = Command::new("sh");
        chromium
            .args([
                "-c",
                &format!("exec chromium {flags} --user-data-dir=\"$1\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"),
                "sh",
            ])
            .arg(profile.path());
        let mut child = chromium.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (asks, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut browser = Self {
            child,
            asks,
            answers,
            buffer: Vec::new(),
            session: None,
            number: 0,
            faults: Vec::new(),
            _profile: profile,
        };
        let target = browser.ask("Target.createTarget", json!({ "url": "about:blank" }))["targetId"].clone();
        let session =
            browser.ask("Target.attachToTarget", json!({ "targetId": target, "flatten": true }))["sessionId"]
                .clone();
        browser.session = session.as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log"] {
            browser.ask(&format!("{domain}.enable"), json!({}));
        }
        browser.look(1200, 900, "light");
        browser
    }

    /// A command's result.
    fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut message = json!({ "id": self.number, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.asks.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let answer = self.next();
            if answer["id"] == self.number {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].clone();
            }
            let is_fault = match answer["method"].as_str() {
                Some("Runtime.exceptionThrown") => true,
                Some("Log.entryAdded") => answer["params"]["entry"]["level"] == "error",
                Some("Runtime.consoleAPICalled") => answer["params"]["type"] == "error",
                _ => false,
            };
            self.faults.extend(is_fault.then_some(answer));
        }
    }

    fn next(&mut self) -> Value {
        loop {
            if let Some(end) = self.buffer.iter().position(|byte| *byte == 0) {
                let rest = self.buffer.split_off(end + 1);
                let message = std::mem::replace(&mut self.buffer, rest);
                return serde_json::from_slice(&message[..end]).unwrap();
            }
            let mut piece = vec![0; 1 << 16];
            let read = self.answers.read(&mut piece).unwrap();
            assert!(read > 0, "chromium has ended");
            self.buffer.extend_from_slice(&piece[..read]);
        }
    }

    /// The value of an expression in the page.
    fn value(&mut self, expression: &str) -> Value {
        let answer = self.ask("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true }));
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    fn wait(&mut self, condition: &str) {
        let start = Instant::now();
        while self.value(&format!("Boolean(document.getElementById('filter')) && ({condition})")) != true {
            assert!(start.elapsed() < Duration::from_secs(20), "{condition}");
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn look(&mut self, width: u32, height: u32, scheme: &str) {
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
        self.ask(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
    }

    /// Moves the mouse to the first element of a selector, and presses it there if asked.
    fn mouse(&mut self, selector: &str, events: &[&str]) {
        let middle = format!(
            "(() => {{ const element = document.querySelector({}); element.scrollIntoView({{ block: 'center' }}); \
             const box = element.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
            json!(selector)
        );
        let place = self.value(&middle);
        for kind in events {
            self.ask(
                "Input.dispatchMouseEvent",
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 }),
            );
        }
    }

    fn click(&mut self, selector: &str) {
        self.mouse(selector, &["mouseMoved", "mousePressed", "mouseReleased"]);
    }

    fn key(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            self.ask(
                "Input.dispatchKeyEvent",
                json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code }),
            );
        }
    }

    fn card(&mut self) -> Value {
        self.value("(() => { const card = document.getElementById('card'); return card.hidden ? null : card.innerText; })()")
    }

    /// Leaves a picture where `NEWSCHECK_SHOTS` says.
    fn shot(&mut self, name: &str) {
        if let Some(folder) = std::env::var_os("NEWSCHECK_SHOTS") {
            let picture = self.ask("Page.captureScreenshot", json!({}))["data"].as_str().unwrap().to_owned();
            fs::write(
                Path::new(&folder).join(name),
                data_encoding::BASE64.decode(picture.as_bytes()).unwrap(),
            )
            .unwrap();
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The report on a faulty and a clean article.
fn report(folder: &Path) -> std::path::PathBuf {
    fs::write(folder.join("a.md"), ARTICLE).unwrap();
    let clean = "Dam holds\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nBy Jo Doe\n\nThe dam holds [1].\n\nReferences\n[1] https://example.org/dam/plan\n";
    fs::write(folder.join("b.txt"), clean).unwrap();
    let page = folder.join("report.html");
    let mut command = support::newscheck(folder);
    command
        .args(["verify", "a.md", "b.txt", "--format", "html", "--now", "2026-05-01T00:00:00Z", "--output"])
        .arg(&page);
    assert_eq!(command.output().unwrap().status.code(), Some(1));
    page
}

#[test]
#[ignore = "needs Chromium: tests/scripts/report-browser.sh runs it"]
fn the_report_works_by_mouse_and_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut browser = Browser::open(&report(folder.path()));
    assert_eq!(browser.card(), Value::Null);
    browser.shot("light.png");

    // A click shows every entry of a marker, another one elsewhere hides them.
    browser.click(".story .cite.no-url");
    let card = browser.card().as_str().unwrap().to_owned();
    assert!(
        card.contains("[2]") && card.contains("https://example.org/") && card.contains("A report on paper."),
        "{card}"
    );
    assert_eq!(
        browser.value("document.querySelector('.story .cite.no-url').getAttribute('aria-expanded')"),
        "true"
    );
    browser.shot("card.png");
    browser.click(".story .cite.dangling");
    assert_eq!(browser.card(), "[7] has no entry in the reference list");
    browser.click("h1");
    assert_eq!(browser.card(), Value::Null);

    // The mouse over a marker shows its entry too.
    browser.mouse(".story .cite.resolved", &["mouseMoved"]);
    browser.wait("!document.getElementById('card').hidden");
    browser.mouse("h1", &["mouseMoved"]);
    browser.wait("document.getElementById('card').hidden");

    // So does the keyboard: Enter goes into the card, Escape back to the marker.
    browser.value("document.querySelector('.story .cite.resolved').focus()");
    browser.key("Enter", 13);
    assert_eq!(browser.value("document.activeElement.href"), "https://example.org/port");
    browser.key("Escape", 27);
    assert_eq!(browser.card(), Value::Null);
    assert_eq!(browser.value("document.activeElement.className"), "cite resolved");

    // A finding leads to its place.
    browser.click(".finding[data-code=CIT001] a.place");
    assert_eq!(browser.value("document.querySelector(':target').nextElementSibling.textContent"), "[7]");

    // Filters by severity and rule.
    let shown = "document.querySelectorAll('.finding:not([hidden])').length";
    let all = browser.value(shown).as_u64().unwrap();
    browser.click("input[name=severity][value=error]");
    assert_eq!(browser.value("document.querySelectorAll('.finding.error:not([hidden])').length"), 0);
    assert!(browser.value(shown).as_u64().unwrap() < all);
    browser.click("input[name=severity][value=error]");
    browser.value("(() => { const select = document.querySelector('select'); select.value = 'CIT001'; select.dispatchEvent(new Event('change', { bubbles: true })); })()");
    assert_eq!(browser.value(shown), 1);
    assert_eq!(
        browser.value("document.querySelectorAll('details.article:not([hidden])').length"),
        1,
        "the clean article is filtered away"
    );

    // The worksheet opens and has its rows.
    browser.click("details.worksheet > summary");
    assert_eq!(browser.value("document.querySelectorAll('details.worksheet[open] tbody tr').length"), 4);

    for (name, width, height, scheme) in [
        ("dark.png", 1200, 900, "dark"),
        ("narrow.png", 390, 900, "light"),
        ("narrow-dark.png", 390, 900, "dark"),
    ] {
        browser.look(width, height, scheme);
        browser.value("window.scrollTo(0, 0)");
        browser.shot(name);
        let overflow =
            browser.value("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(overflow, 0, "{name}: nothing sticks out");
    }
    assert_eq!(browser.value("typeof window.ran"), "undefined", "no script of the article ran");
    assert_eq!(browser.faults, Vec::<Value>::new());
}

#[test]
#[ignore = "needs Chromium: tests/scripts/report-browser.sh runs it"]
fn the_report_is_readable_without_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let page = report(folder.path());
    let script = fs::read_to_string(&page).unwrap();
    let (before, rest) = script.split_once("<script>").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    // The filter form is what a browser is waited for by; without scripts it stays hidden.
    fs::write(
        &page,
        format!("{}{after}", before.replace("<form id=\"filter\" hidden>", "<form id=\"filter\">")),
    )
    .unwrap();
    let mut browser = Browser::open(&page);
    browser.click(".story .cite.resolved");
    assert_eq!(browser.value("document.querySelector(':target .label').textContent"), "[1]");
    let words = browser.value("document.body.innerText");
    let words = words.as_str().unwrap();
    assert!(words.contains("CIT001 dangling-citation") && words.contains("Not checked"), "{words}");
    assert_eq!(browser.faults, Vec::<Value>::new());
}

#[test]
#[ignore = "needs Chromium: tests/scripts/report-browser.sh runs it"]
fn of_many_articles_those_that_are_opened_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for number in 0..140 {
        let marker = if number % 2 == 0 { " [7]" } else { "" };
        let text = format!(
            "Dam {number} holds\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nBy Jo Doe\n\nWeir <{number}> & dam hold [1]{marker}.\n\n\
             References\n[1] https://example.org/dam/{number}\n"
        );
        fs::write(articles.join(format!("{number:03}.txt")), text).unwrap();
    }
    let page = folder.path().join("report.html");
    let mut command = support::newscheck(folder.path());
    command.args(["verify", "articles", "--format", "html", "--now", "2026-05-01T00:00:00Z", "--output"]);
    assert_eq!(command.arg(&page).output().unwrap().status.code(), Some(1));
    let mut browser = Browser::open(&page);
    let shown = "document.getElementById('shown').textContent";
    assert_eq!(browser.value(shown), "70 of 70 findings, 140 of 140 articles");
    // The first with findings are open; the others are text that nobody laid out.
    browser.wait("document.querySelectorAll('.story').length === 20");
    assert_eq!(browser.value("document.querySelectorAll('details.article[open]').length"), 20);
    let article = "document.querySelectorAll('details.article')[101]";
    browser.value(&format!("{article}.open = true"));
    browser.wait(&format!("{article}.querySelector('.story') !== null"));
    assert_eq!(
        browser.value(&format!("{article}.querySelector('.story').innerText.trim()")),
        "Weir <101> & dam hold [1]."
    );
    // Words are found in all of them, also in those that are packed.
    let search = |words: &str| {
        format!(
            "(() => {{ const box = document.getElementById('filter').elements.words; box.value = '{words}'; box.dispatchEvent(new Event('input')); }})()"
        )
    };
    browser.value(&search("weir <133> &"));
    browser.wait(&format!("{shown} === '0 of 70 findings, 1 of 140 articles'"));
    browser.value(&search(""));
    browser.wait(&format!("{shown} === '70 of 70 findings, 140 of 140 articles'"));
    // A link into a packed article unpacks and opens it.
    let last = "document.querySelectorAll('details.article')[139]";
    browser.value(&format!("location.hash = `#${{{last}.id}}-r0`"));
    browser.wait(&format!("{last}.open && document.getElementById(`${{{last}.id}}-r0`) !== null"));
    assert!(browser.faults.is_empty(), "{:?}", browser.faults);
}

#[test]
#[ignore = "needs Chromium: tests/scripts/report-browser.sh runs it"]
fn a_page_that_follows_its_articles_keeps_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let long = ARTICLE
        .replace("## References", &format!("{}## References", "The harbour is open [1].\n\n".repeat(80)));
    fs::write(folder.path().join("a.md"), &long).unwrap();
    let mut command = support::newscheck(folder.path());
    let mut watch = command.args(["watch", ".", "--open"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(watch.stdout.as_mut().unwrap()), &mut first)
        .unwrap();
    let address = first.split_once("ends, ").unwrap().1.trim_end().trim_end_matches(')').to_owned();
    let mut browser = Browser::start();
    browser.ask("Page.navigate", json!({ "url": address }));
    let page = "document.querySelector('iframe.shown')?.contentDocument";
    let until = |browser: &mut Browser, condition: &str| {
        let start = Instant::now();
        while browser.value(&format!("Boolean({page} && ({condition}))")) != true {
            assert!(start.elapsed() < Duration::from_secs(20), "{condition}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    until(&mut browser, &format!("{page}.querySelector('#filter:not([hidden])')"));
    browser.value(&format!("{page}.querySelector('#filter [value=info]').click()"));
    browser.value(&format!("{page}.defaultView.scrollTo(0, 1500)"));
    assert_eq!(browser.value(&format!("{page}.defaultView.scrollY")), 1500);
    browser.shot("live-before.png");
    fs::write(folder.path().join("a.md"), long.replace("[7]", "[8]")).unwrap();
    until(&mut browser, &format!("{page}.body.textContent.includes('[8]')"));
    assert_eq!(browser.value(&format!("{page}.defaultView.scrollY")), 1500);
    assert_eq!(browser.value(&format!("{page}.querySelector('#filter [value=info]').checked")), false);
    assert_eq!(browser.value("window.frames.length"), 1);
    assert_eq!(browser.value(&format!("{page}.defaultView.ran === undefined")), true);
    browser.shot("live-after.png");
    watch.kill().unwrap();
    watch.wait().unwrap();
    until(&mut browser, "!document.getElementById('gone').hidden");
}
