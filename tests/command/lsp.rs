//! `newscheck lsp` over standard input and output: each request, damaged frames, requests that are called off,
//! ten thousand edits, a document of 5 MB, and a client that goes away.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long an answer is waited for on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const URI: &str = "file:///articles/dam.md";

const ARTICLE: &str = "# Dam holds\n\nThe dam holds [1][3]. 😀 Experts agree [2].\n\n## Later\n\nIt held [\n\n## References\n\n\
    [1] Dam. https://example.org/dam\n\n[2] Experts. https://example.org/experts?utm_source=x\n\n[4] Unused. https://example.org/unused\n";

/// A client that speaks to a server of its own.
struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Notifications and requests of the server that nobody has asked for yet.
    told: Vec<Value>,
    asked: i64,
}

fn messages(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut output = BufReader::new(output);
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if output.read_line(&mut line).unwrap() == 0 {
                    return;
                }
                match line.trim().split_once(": ") {
                    Some((_, value)) => length = value.parse().unwrap(),
                    None => break,
                }
            }
            let mut body = vec![0; length];
            output.read_exact(&mut body).unwrap();
            if sender.send(serde_json::from_slice(&body).unwrap()).is_err() {
                return;
            }
        }
    });
    receiver
}

impl Client {
    fn start() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_newscheck"))
            .args(["lsp", "--no-config", "--allow-private=127.0.0.0/8", "--retries=0"])
            .env("XDG_CACHE_HOME", std::env::temp_dir().join("newscheck-lsp-test"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let messages = messages(server.stdout.take().unwrap());
        Self { input: server.stdin.take(), server, messages, told: Vec::new(), asked: 0 }
    }

    /// A client whose session has begun, with a document open.
    fn with(text: &str, encodings: &[&str]) -> Self {
        let mut client = Self::start();
        let general = json!({ "positionEncodings": encodings });
        let answer = client.ask(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": { "general": general } }),
        );
        assert_eq!(answer["serverInfo"]["name"], "newscheck");
        client.tell("initialized", json!({}));
        client.open(URI, text);
        client
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        self.bytes(&frame(message));
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The answer to a request: its result, or its error.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.answer(id)
    }

    fn answer(&mut self, id: i64) -> Value {
        let is_answer = |message: &Value| message["id"] == id && message.get("method").is_none();
        if let Some(at) = self.told.iter().position(is_answer) {
            return result(self.told.remove(at));
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).unwrap();
            if is_answer(&message) {
                return result(message);
            }
            self.told.push(message);
        }
    }

    /// The next notification of a name.
    fn told(&mut self, method: &str) -> Value {
        if let Some(at) = self.told.iter().position(|message| message["method"] == method) {
            return self.told.remove(at)["params"].take();
        }
        loop {
            let mut message = self.messages.recv_timeout(PATIENCE).unwrap();
            if message["method"] == method {
                return message["params"].take();
            }
            self.told.push(message);
        }
    }

    /// The findings of a version, as `line:column code`.
    fn findings(&mut self, version: i64) -> Vec<String> {
        loop {
            let params = self.told("textDocument/publishDiagnostics");
            if params["version"] == version {
                let place = |found: &Value| {
                    let start = &found["range"]["start"];
                    format!("{}:{} {}", start["line"], start["character"], found["code"].as_str().unwrap())
                };
                return params["diagnostics"].as_array().unwrap().iter().map(place).collect();
            }
        }
    }

    fn end(mut self) -> ExitStatus {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.wait().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.input.take());
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn result(mut message: Value) -> Value {
    match message.get_mut("error") {
        Some(error) => error.take(),
        None => message["result"].take(),
    }
}

fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

fn document() -> Value {
    json!({ "textDocument": { "uri": URI } })
}

/// `line:character` of the starts of ranges or locations.
fn starts(list: &Value) -> Vec<String> {
    let range = |item: &Value| item.get("range").unwrap_or(item)["start"].clone();
    let starts = list.as_array().unwrap().iter().map(range);
    starts.map(|start| format!("{}:{}", start["line"], start["character"])).collect()
}

/// A text with the edits of an answer made, which are those of one line each.
fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<&Value> = edits.as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| {
        std::cmp::Reverse((
            edit["range"]["start"]["line"].as_u64(),
            edit["range"]["start"]["character"].as_u64(),
        ))
    });
    let mut text = text.to_owned();
    let offset = |text: &str, place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = place["character"].as_u64().unwrap() as usize;
        let letters = text[start..].chars().take_while(|letter| {
            let takes = units >= letter.len_utf16() && units > 0;
            units = units.saturating_sub(letter.len_utf16());
            takes
        });
        start + letters.map(char::len_utf8).sum::<usize>()
    };
    for edit in edits {
        let (start, end) = (offset(&text, &edit["range"]["start"]), offset(&text, &edit["range"]["end"]));
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    text
}

#[test]
fn findings_stand_where_the_client_counts_them() {
    let by_units = ["0:0 MET002", "2:17 CIT001", "12:13 URL003", "14:0 REF001", "14:0 REF005"];
    for encodings in [&["utf-16"][..], &["utf-8", "utf-16"], &[]] {
        let mut client = Client::with(ARTICLE, encodings);
        assert_eq!(client.findings(1), by_units, "{encodings:?}");
        // Behind the emoji bytes and units differ.
        let mut places = starts(&client.ask(
            "textDocument/references",
            with(at(12, 2), "context", json!({ "includeDeclaration": false })),
        ));
        let expected = if encodings.first() == Some(&"utf-8") { "2:41" } else { "2:39" };
        assert_eq!(places.pop().as_deref(), Some(expected), "{encodings:?}");
        assert!(client.end().success());
    }
}

fn with(mut value: Value, key: &str, more: Value) -> Value {
    value[key] = more;
    value
}

#[test]
fn one_comes_from_marker_to_entry_and_back() {
    let mut client = Client::with(ARTICLE, &[]);
    let hover = client.ask("textDocument/hover", at(2, 15));
    assert_eq!(hover["contents"]["value"], "**\\[1\\]** Dam. https://example.org/dam");
    let hover = client.ask("textDocument/hover", at(2, 18));
    assert_eq!(hover["contents"]["value"], "No entry has the label **3**");
    let hover = client.ask("textDocument/hover", at(10, 6));
    assert_eq!(
        hover["contents"]["value"],
        "**\\[1\\]** Dam. https://example.org/dam\n\nCited once:\n- line 3: The dam holds \\[1\\]\\[3\\]."
    );
    assert_eq!(client.ask("textDocument/hover", at(0, 0)), Value::Null);
    assert_eq!(starts(&client.ask("textDocument/definition", at(2, 15))), ["10:0"]);
    assert_eq!(starts(&client.ask("textDocument/definition", at(2, 18))), Vec::<String>::new());
    let all = json!({ "includeDeclaration": true });
    assert_eq!(
        starts(&client.ask("textDocument/references", with(at(10, 0), "context", all))),
        ["10:0", "2:14"]
    );
    assert_eq!(starts(&client.ask("textDocument/documentHighlight", at(2, 40))), ["12:0", "2:39"]);
    let links = client.ask("textDocument/documentLink", document());
    assert_eq!(starts(&links), ["10:9", "12:13", "14:12", "2:14", "2:39"]);
    assert_eq!(links[0]["target"], "https://example.org/dam");
    let symbols = client.ask("textDocument/documentSymbol", document());
    let names: Vec<&str> =
        symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Dam holds", "Later", "References"]);
    assert_eq!(symbols[2]["children"].as_array().unwrap().len(), 3);
    let folds = client.ask("textDocument/foldingRange", document());
    assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(8), &json!(14)));
    let items = client.ask("textDocument/completion", at(6, 9));
    let labels: Vec<&str> =
        items.as_array().unwrap().iter().map(|item| item["textEdit"]["newText"].as_str().unwrap()).collect();
    assert_eq!(labels, ["1]", "2]", "4]"]);
    assert_eq!(client.ask("textDocument/completion", at(2, 5)), json!([]));
    assert!(client.end().success());
}

#[test]
fn a_label_is_renamed_with_its_markers_or_not_at_all() {
    let mut client = Client::with(ARTICLE, &[]);
    let label = client.ask("textDocument/prepareRename", at(2, 15));
    assert_eq!((&label["placeholder"], starts(&json!([label]))), (&json!("1"), vec!["2:15".to_owned()]));
    assert_eq!(client.ask("textDocument/prepareRename", at(0, 3)), Value::Null);
    let renamed = client.ask("textDocument/rename", with(at(10, 1), "newName", json!("7")));
    let text = edited(ARTICLE, &renamed["changes"][URI]);
    assert_eq!(text, ARTICLE.replace("[1]", "[7]"));
    let table = [
        ("2", "another entry has the label [2]"),
        ("3", "with [3] for [1] the text would cite something else"),
        ("", "“” is no label: letters, digits and - _ . : + make one"),
        ("a]b", "“a]b” is no label: letters, digits and - _ . : + make one"),
    ];
    for (name, expected) in table {
        let refused = client.ask("textDocument/rename", with(at(10, 1), "newName", json!(name)));
        assert_eq!(refused["message"], expected, "{name}");
    }
    assert!(client.end().success());
}

#[test]
fn faults_are_mended_and_hidden() {
    let mut client = Client::with(ARTICLE, &[]);
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let all = |only: Value| json!({ "textDocument": { "uri": URI }, "range": range, "context": { "diagnostics": [], "only": only } });
    let actions = client.ask("textDocument/codeAction", all(Value::Null));
    let titles: Vec<&str> =
        actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect();
    let expected = [
        "URL003: remove what tracks: the page is the same without it",
        "Ignore CIT001 (dangling-citation) here",
        "Ignore URL003 (tracking-parameter) here",
        "Ignore REF001 (unused-reference) here",
        "Ignore REF005 (label-gap) here",
        "Mend all that is safe (1)",
    ];
    assert_eq!(titles, expected);
    for action in actions.as_array().unwrap() {
        let code = action["title"]
            .as_str()
            .unwrap()
            .split([':', ' '])
            .find(|word| word.len() == 6)
            .unwrap_or("URL003");
        let text = edited(ARTICLE, &action["edit"]["changes"][URI]);
        let left = newscheck::check(
            text.as_bytes(),
            &newscheck::Options { path: "a.md".to_owned(), ..Default::default() },
        );
        assert!(left.findings.iter().all(|finding| finding.code != code), "{code}: {text}");
    }
    let only = client.ask("textDocument/codeAction", all(json!(["source.fixAll"])));
    assert_eq!(only.as_array().unwrap().len(), 1);
    assert!(client.end().success());
}

#[test]
fn a_session_outlives_bad_frames_and_strange_requests() {
    let mut client = Client::start();
    let early = client.ask("textDocument/hover", at(0, 0));
    assert_eq!(early["code"], -32002);
    drop(client);
    let mut client = Client::with(ARTICLE, &[]);
    client.bytes(b"Content-Length: 4\r\n\r\nnullContent-Length: 2\r\n\r\n\xff\xfe");
    for _ in 0..2 {
        assert_eq!(client.told("window/logMessage")["message"], "no message of JSON-RPC 2.0");
    }
    let table = [
        ("textDocument/hover", json!({ "textDocument": {} }), -32602),
        ("textDocument/hover", with(at(0, 0), "textDocument", json!({ "uri": "file:///other.md" })), -32602),
        ("textDocument/colour", json!({}), -32601),
        ("initialize", json!({ "capabilities": {} }), -32600),
        ("workspace/executeCommand", json!({ "command": "rm" }), -32602),
        (
            "workspace/executeCommand",
            json!({ "command": "newscheck.checkOnline", "arguments": ["file:///other.md"] }),
            -32803,
        ),
    ];
    for (method, params, code) in table {
        assert_eq!(client.ask(method, params)["code"], code, "{method}");
    }
    assert_eq!(client.ask("textDocument/hover", at(999, 999)), Value::Null);
    client.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "file:///other.md", "version": 1 }, "contentChanges": [] }),
    );
    assert_eq!(client.told("window/logMessage")["message"], "file:///other.md is not open");
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(client.ask("textDocument/hover", at(0, 0))["code"], -32600);
    client.tell("exit", Value::Null);
    assert!(client.server.wait().unwrap().success());
}

#[test]
fn a_client_that_goes_away_ends_the_session() {
    let mut client = Client::with(ARTICLE, &[]);
    client.findings(1);
    drop(client.input.take());
    assert_eq!(client.server.wait().unwrap().code(), Some(1));
}

#[test]
fn a_request_that_is_called_off_is_not_answered() {
    let mut client = Client::with(ARTICLE, &[]);
    client.findings(1);
    // The first request waits for a long text to be read; meanwhile the others come in.
    let large = "The dam holds, and the river is at rest behind it [1].\n\n".repeat(40_000);
    let change = json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "text": format!("{ARTICLE}{large}") }] });
    client.tell("textDocument/didChange", change);
    let mut frames = Vec::new();
    for id in 100..110 {
        let body = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": at(2, 15) });
        frames.extend(frame(&body));
    }
    frames.extend(frame(&json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 109 } })));
    client.bytes(&frames);
    assert_eq!(client.answer(109)["code"], -32800);
    for id in 100..109 {
        assert!(client.answer(id)["contents"].is_object());
    }
    assert!(client.end().success());
}

/// Edits of a text as a client sends them, and the text that they make.
fn random_edits(seed: u64, many: usize) -> (Vec<Value>, String) {
    let mut state = seed;
    let mut next = |below: usize| {
        // Xorshift: any run makes the same edits.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let words = ["", "[1]", "[9]", "ä", "😀", "\n", "\r\n", "\n\n", "It rained [2].", "[", "]", "- ", "# "];
    let mut text = ARTICLE.to_owned();
    let mut changes = Vec::new();
    for _ in 0..many {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let start = bounds[next(bounds.len())];
        let end =
            bounds[next(bounds.len())].clamp(start, text.ceil_char_boundary((start + 6).min(text.len())));
        // A carriage return and its line feed are one line end: no place lies between them.
        if [start, end].iter().any(|&at| text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
            continue;
        }
        let words = words[next(words.len())];
        let place = |at: usize| {
            let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
            let line = before.rsplit('\n').next().unwrap();
            json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
        };
        changes.push(json!({ "range": { "start": place(start), "end": place(end) }, "text": words }));
        text.replace_range(start..end, words);
    }
    (changes, text)
}

#[test]
fn edits_one_by_one_are_as_good_as_a_fresh_text() {
    for seed in 1..=8 {
        let (changes, text) = random_edits(seed, 200);
        let mut client = Client::with(ARTICLE, &[]);
        let last = changes.len() as i64 + 1;
        for (index, change) in changes.into_iter().enumerate() {
            let document = json!({ "uri": URI, "version": index + 2 });
            client.tell(
                "textDocument/didChange",
                json!({ "textDocument": document, "contentChanges": [change] }),
            );
        }
        let edited = client.findings(last);
        drop(client);
        let mut fresh = Client::with(&text, &[]);
        assert_eq!(edited, fresh.findings(1), "seed {seed}: {text:?}");
    }
}

#[test]
fn ten_thousand_edits_and_a_text_of_five_megabytes() {
    let mut client = Client::with(ARTICLE, &[]);
    for version in 2..=10_001 {
        let document = json!({ "uri": URI, "version": version });
        let text = if version % 2 == 0 { "x" } else { "" };
        let end = if version % 2 == 0 { 0 } else { 1 };
        let range = json!({ "start": { "line": 4, "character": 0 }, "end": { "line": 4, "character": end } });
        client.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [{ "range": range, "text": text }] }),
        );
    }
    assert_eq!(client.findings(10_001).len(), 5);
    let large = "The dam holds, and the river is at rest behind it [1].\n\n".repeat(5_000_000 / 57);
    let large = format!("# Dam\n\n{large}## References\n\n[1] Dam. https://example.org/dam\n");
    client.open("file:///articles/large.md", &large);
    let found = client.told("textDocument/publishDiagnostics");
    assert_eq!(found["uri"], "file:///articles/large.md");
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": "file:///articles/large.md" } }));
    let closed = client.told("textDocument/publishDiagnostics");
    assert_eq!(closed["diagnostics"], json!([]));
    assert!(client.end().success());
}

#[test]
fn sources_are_asked_for_only_where_the_client_says_so() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let read = stream.read(&mut head).unwrap_or(0);
            counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let is_there = String::from_utf8_lossy(&head[..read]).contains("/dam ");
            let body = "<title>Dam holds</title><h1>Dam holds</h1><p>The dam holds, and the river is at rest behind it, experts of the coast said on Tuesday. It was built in eleven years, and nothing has moved since, they said after they had looked at it.</p>";
            let (status, body) =
                if is_there { ("200 OK", body) } else { ("404 Not Found", "<h1>Not found</h1>") };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(head.as_bytes()).ok();
        }
    });
    let text = format!(
        "# Dam holds\n\nIt was built in nineteen years [1]. It is old [2].\n\n## References\n\n[1] Dam holds. {base}/dam\n\n[2] Gone. {base}/gone\n"
    );
    let mut client = Client::with(&text, &[]);
    let before = client.findings(1);
    assert!(before.iter().all(|finding| !finding.contains("LNK") && !finding.contains("EVD")), "{before:?}");
    assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 0);
    let command = json!({ "command": "newscheck.checkOnline", "arguments": [URI], "workDoneToken": "t" });
    assert_eq!(client.ask("workspace/executeCommand", command), Value::Null);
    let progress = client.told("$/progress");
    assert_eq!((&progress["token"], &progress["value"]["kind"]), (&json!("t"), &json!("begin")));
    let after = client.findings(1);
    for code in ["LNK001", "EVD004"] {
        assert!(after.iter().any(|finding| finding.ends_with(code)), "{code}: {after:?}");
    }
    let hover = client.ask("textDocument/hover", at(2, 32));
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(told.contains("*alive*") && told.contains("eleven years"), "{told}");
    assert!(client.end().success());
}
