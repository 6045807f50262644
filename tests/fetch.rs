//! Addresses on a loopback server, and what is found out about them.
#![cfg(feature = "online")]

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use newscheck::fetch::{AllowPrivate, FetchOptions, FetchRequest, Fetched, Keep, Validators, fetch_all};
use newscheck::model::link::{Link, LinkVerdict};

/// A server that answers every request with the bytes that a function makes of it, and keeps the requests.
struct Site {
    base: String,
    asked: Arc<Mutex<Vec<(Instant, String)>>>,
    open: Arc<AtomicUsize>,
    most_open: Arc<AtomicUsize>,
}

type Answering = dyn Fn(&str, &str, &mut TcpStream) + Send + Sync;

impl Site {
    /// `answer` gets the target, the whole head and the connection.
    fn new(answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let site = Self { base, asked: Arc::default(), open: Arc::default(), most_open: Arc::default() };
        let (asked, open, most) = (Arc::clone(&site.asked), Arc::clone(&site.open), Arc::clone(&site.most_open));
        let answer: Arc<Answering> = Arc::new(answer);
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let (asked, open, most, answer) = (Arc::clone(&asked), Arc::clone(&open), Arc::clone(&most), Arc::clone(&answer));
                thread::spawn(move || {
                    most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    serve(connection, &asked, &*answer);
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        site
    }

    fn url(&self, target: &str) -> String {
        format!("{}{target}", self.base)
    }

    /// When each request for a target came.
    fn times(&self, target: &str) -> Vec<Instant> {
        self.asked.lock().unwrap().iter().filter(|(_, head)| head.split(' ').nth(1) == Some(target)).map(|(time, _)| *time).collect()
    }

    /// The last request for a target.
    fn head(&self, target: &str) -> String {
        let asked = self.asked.lock().unwrap();
        let found = asked.iter().rev().find(|(_, head)| head.split(' ').nth(1) == Some(target));
        found.map(|(_, head)| head.clone()).unwrap_or_default()
    }
}

fn serve(mut connection: TcpStream, asked: &Mutex<Vec<(Instant, String)>>, answer: &Answering) {
    connection.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(connection.try_clone().unwrap());
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).unwrap_or(0) == 0 {
                return;
            }
        }
        asked.lock().unwrap().push((Instant::now(), head.clone()));
        let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
        answer(&target, &head, &mut connection);
    }
}

/// An answer with a status line, fields and a body whose length is said.
fn answer(to: &mut TcpStream, status: &str, fields: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{fields}\r\n", body.len());
    let _ = to.write_all(&[head.as_bytes(), body].concat());
}

fn options() -> FetchOptions {
    FetchOptions {
        allow_private: AllowPrivate::All,
        timeout: Duration::from_secs(1),
        retries: 1,
        proxy_from_env: false,
        ..FetchOptions::default()
    }
}

fn fetched(urls: &[String], options: &FetchOptions) -> Vec<Fetched> {
    let requests: Vec<FetchRequest> = urls.iter().map(|url| FetchRequest { url: url.clone(), ..FetchRequest::default() }).collect();
    let mut found = Vec::new();
    fetch_all(&requests, options, &mut |fetched| found.push(fetched)).unwrap();
    found.sort_by_key(|fetched| fetched.index);
    found
}

fn link(url: &str, options: &FetchOptions) -> Link {
    fetched(&[url.to_owned()], options).remove(0).link
}

const PAGE: &[u8] = b"<!doctype html><title>Bread costs more</title><article><h1>Bread costs more</h1><p>The price of bread rose by two \
    per cent in March, the third rise in a row, bakers in five cities said on Tuesday. Flour has cost more since the autumn, and wages \
    rose in January.</p><p>Shops expect no change before the summer, when the new harvest comes in.</p></article>";

fn plain_site() -> Site {
    Site::new(|target, head, to| match target {
        "/gone" => answer(to, "410 Gone", "", b"gone"),
        "/none" => answer(to, "404 Not Found", "", b"none"),
        "/closed" => answer(to, "403 Forbidden", "", b"no"),
        "/linkedin" => answer(to, "999 Request denied", "", b"no"),
        "/down" => answer(to, "500 Internal Server Error", "", b"down"),
        "/moved" => answer(to, "301 Moved Permanently", "Location: /page\r\n", b""),
        "/found" => answer(to, "302 Found", "Location: /page\r\n", b""),
        "/mixed" => answer(to, "301 Moved Permanently", "Location: /found\r\n", b""),
        "/moved-away" => answer(to, "308 Permanent Redirect", "Location: /none\r\n", b""),
        "/loop" => answer(to, "302 Found", "Location: /loop-2\r\n", b""),
        "/loop-2" => answer(to, "302 Found", "Location: /loop\r\n", b""),
        "/nowhere" => answer(to, "302 Found", "", b""),
        "/inside" => answer(to, "302 Found", "Location: http://169.254.169.254/latest\r\n", b""),
        "/file" => answer(to, "302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/cookie" if head.contains("seen=1") => answer(to, "200 OK", "", PAGE),
        "/cookie" => answer(to, "302 Found", "Set-Cookie: seen=1\r\nLocation: /cookie\r\n", b""),
        "/short" => {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");
            let _ = to.shutdown(Shutdown::Both);
        }
        "/drip" => {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while to.write_all(b"1\r\nx\r\n").is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
        }
        "/endless" => {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while to.write_all(&[b'x'; 65536]).is_ok() {}
        }
        "/hang" => thread::sleep(Duration::from_secs(3)),
        "/reset" => {
            let _ = to.shutdown(Shutdown::Both);
        }
        "/noise" => {
            let _ = to.write_all(b"SSH-2.0-OpenSSH_9.6\r\n\r\n");
            let _ = to.shutdown(Shutdown::Both);
        }
        _ if target.starts_with("/chain/") => {
            let left: u32 = target[7..].parse().unwrap();
            let next = if left == 0 { "/page".to_owned() } else { format!("/chain/{}", left - 1) };
            answer(to, "302 Found", &format!("Location: {next}\r\n"), b"");
        }
        _ => answer(to, "200 OK", "Content-Type: text/html\r\n", PAGE),
    })
}

#[test]
fn what_a_server_answers_decides() {
    let site = plain_site();
    let table = [
        ("/page", LinkVerdict::Alive, Some(200), None),
        ("/gone", LinkVerdict::Dead, Some(410), None),
        ("/none", LinkVerdict::Dead, Some(404), None),
        ("/closed", LinkVerdict::Blocked, Some(403), None),
        ("/linkedin", LinkVerdict::Blocked, Some(999), None),
        ("/down", LinkVerdict::Unreachable, Some(500), None),
        ("/moved", LinkVerdict::Moved, Some(200), Some("/page")),
        ("/found", LinkVerdict::Alive, Some(200), Some("/page")),
        ("/mixed", LinkVerdict::Alive, Some(200), Some("/page")),
        ("/moved-away", LinkVerdict::Dead, Some(404), Some("/none")),
        ("/chain/10", LinkVerdict::Alive, Some(200), Some("/page")),
        ("/chain/30", LinkVerdict::Broken, Some(302), Some("/chain/10")),
        ("/loop", LinkVerdict::Broken, Some(302), Some("/loop")),
        ("/nowhere", LinkVerdict::Broken, Some(302), None),
        ("/cookie", LinkVerdict::Alive, Some(200), Some("/cookie")),
        ("/short", LinkVerdict::Broken, Some(200), None),
        ("/drip", LinkVerdict::Broken, Some(200), None),
        ("/hang", LinkVerdict::Unreachable, None, None),
        ("/reset", LinkVerdict::Unreachable, None, None),
        ("/noise", LinkVerdict::Broken, None, None),
    ];
    let urls: Vec<String> = table.iter().map(|(target, ..)| site.url(target)).collect();
    for ((target, verdict, status, end), fetched) in table.iter().zip(fetched(&urls, &options())) {
        let link = fetched.link;
        let expected = (*verdict, *status, end.map(|end| site.url(end)));
        assert_eq!((link.verdict, link.status, link.final_url), expected, "{target}: {}", link.reason);
    }
}

#[test]
fn an_endless_body_is_read_no_longer_than_is_said() {
    let site = plain_site();
    let link = link(&site.url("/endless"), &FetchOptions { max_body: 3_000_000, ..options() });
    assert_eq!((link.verdict, link.reason.as_str()), (LinkVerdict::Broken, "the body is longer than is read"));
}

#[test]
fn requests_look_like_a_browsers_and_only_get() {
    let site = plain_site();
    let asking = FetchOptions { headers: vec![("X-Reader".to_owned(), "yes".to_owned())], ..options() };
    link(&site.url("/page"), &asking);
    let head = site.head("/page");
    assert!(head.starts_with("GET /page HTTP/1.1\r\n"), "{head}");
    for field in
        ["User-Agent: Mozilla/5.0", "Accept: text/html", "Accept-Encoding: gzip, deflate, br, zstd", "X-Reader: yes", "Host: 127.0.0.1"]
    {
        assert!(head.contains(field), "{field} in {head}");
    }
}

#[test]
fn no_refused_address_is_asked() {
    let site = plain_site();
    let networks = AllowPrivate::Networks(vec!["127.0.0.0/8".parse().unwrap()]);
    for (target, reason) in [("/inside", "private address 169.254.169.254"), ("/file", "scheme file is not asked")] {
        let link = link(&site.url(target), &FetchOptions { allow_private: networks.clone(), ..options() });
        assert_eq!(link.verdict, LinkVerdict::Refused, "{}", link.reason);
        assert!(link.reason.ends_with(reason), "{}", link.reason);
        assert_eq!(link.hops.len(), 1);
    }
    let port = site.base.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.0.0.1."] {
        let link = link(&format!("http://{host}:{port}/refused"), &FetchOptions { allow_private: AllowPrivate::None, ..options() });
        assert_eq!(link.verdict, LinkVerdict::Refused, "{host}: {}", link.reason);
    }
    assert!(site.times("/refused").is_empty());
}

#[test]
fn a_name_with_only_private_addresses_is_refused_when_it_is_resolved() {
    let site = plain_site();
    let port = site.base.rsplit(':').next().unwrap();
    let networks = AllowPrivate::Networks(vec!["10.0.0.0/8".parse().unwrap()]);
    let link = link(&format!("http://localhost:{port}/refused"), &FetchOptions { allow_private: networks, ..options() });
    assert_eq!(link.verdict, LinkVerdict::Refused, "{}", link.reason);
    assert!(site.times("/refused").is_empty());
}

#[test]
fn a_host_that_cannot_exist_is_dead() {
    let link = link("http://no-such-host.invalid/a", &options());
    assert_eq!((link.verdict, link.reason.as_str()), (LinkVerdict::Dead, "no such host"));
}

#[test]
fn a_refused_connection_is_unreachable() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let link = link(&format!("http://{address}/"), &options());
    assert_eq!((link.verdict, link.reason.as_str()), (LinkVerdict::Unreachable, "connection refused"));
}

#[test]
fn retry_after_is_obeyed_and_its_patience_has_an_end() {
    let first = AtomicBool::new(true);
    let site = Site::new(move |target, _, to| match target {
        "/later" => answer(to, "429 Too Many Requests", "Retry-After: 3600\r\n", b""),
        _ if first.swap(false, Ordering::SeqCst) => answer(to, "503 Service Unavailable", "Retry-After: 1\r\n", b""),
        _ => answer(to, "200 OK", "", PAGE),
    });
    let found = link(&site.url("/soon"), &options());
    assert_eq!((found.verdict, found.attempts), (LinkVerdict::Alive, 2), "{}", found.reason);
    let times = site.times("/soon");
    assert!(times[1] - times[0] >= Duration::from_millis(999), "{:?}", times[1] - times[0]);
    let start = Instant::now();
    let found = link(&site.url("/later"), &options());
    assert_eq!((found.verdict, site.times("/later").len()), (LinkVerdict::Blocked, 1), "{}", found.reason);
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn addresses_that_differ_by_fragment_are_asked_once() {
    let site = plain_site();
    let urls = [site.url("/found#a"), site.url("/found"), site.url("/found#b")];
    let found = fetched(&urls, &FetchOptions { keep: Keep::Exchanges, ..options() });
    assert_eq!(site.times("/found").len(), 1);
    let ends: Vec<_> = found.iter().map(|fetched| fetched.link.final_url.clone().unwrap()).collect();
    assert_eq!(ends, [site.url("/page#a"), site.url("/page"), site.url("/page#b")]);
    assert_eq!(found.iter().map(|fetched| fetched.exchanges.len()).collect::<Vec<_>>(), [2, 0, 0]);
}

#[test]
fn exchanges_are_kept_as_they_were() {
    let site = plain_site();
    let asked = [FetchRequest {
        url: site.url("/page"),
        validators: Some(Validators { etag: Some("\"a\"".to_owned()), last_modified: None }),
        ..FetchRequest::default()
    }];
    let mut found = Vec::new();
    let asking = FetchOptions { keep: Keep::Exchanges, ..options() };
    let contacted = fetch_all(&asked, &asking, &mut |fetched| found.push(fetched)).unwrap();
    let exchange = &found[0].exchanges[0];
    assert_eq!((exchange.response.status, exchange.body.as_slice(), exchange.truncated), (200, PAGE, None));
    assert_eq!((exchange.request.target.as_str(), exchange.address), ("/page", Some("127.0.0.1".parse().unwrap())));
    let lines: Vec<String> = site.head("/page").trim_end().lines().skip(1).map(str::to_owned).collect();
    let mut sent: Vec<String> =
        exchange.request.fields.iter().map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value))).collect();
    assert!(sent.contains(&"If-None-Match: \"a\"".to_owned()), "{sent:?}");
    let mut lines = lines;
    lines.sort();
    sent.sort();
    assert_eq!(sent, lines, "what is kept is what was sent");
    assert_eq!(contacted.hosts.into_iter().collect::<Vec<_>>(), [site.base.trim_start_matches("http://")]);
}

#[test]
fn no_host_gets_more_connections_than_are_said() {
    let site = Site::new(|_, _, to| {
        thread::sleep(Duration::from_millis(5));
        answer(to, "200 OK", "", PAGE);
    });
    let urls: Vec<String> = (0..300).map(|number| site.url(&format!("/{number}"))).collect();
    let found = fetched(&urls, &FetchOptions { host_connections: 4, ..options() });
    assert_eq!(found.len(), 300);
    assert!(found.iter().all(|fetched| fetched.link.verdict == LinkVerdict::Alive));
    assert_eq!(site.most_open.load(Ordering::SeqCst), 4);
}

#[test]
fn the_deadline_ends_the_run() {
    let site = plain_site();
    let hanging = (0..40).map(|number| site.url(&format!("/hang#{number}")));
    let urls: Vec<String> = [site.url("/page"), site.url("/drip")].into_iter().chain(hanging).collect();
    let start = Instant::now();
    let found = fetched(&urls, &FetchOptions { deadline: Some(Duration::from_millis(300)), ..options() });
    assert!(start.elapsed() < Duration::from_millis(900), "{:?}", start.elapsed());
    assert_eq!(found.len(), urls.len());
    assert_eq!(found[0].link.verdict, LinkVerdict::Alive);
    assert!(found[1..].iter().all(|fetched| fetched.link.reason.contains("deadline")));
}

#[test]
fn an_interrupted_run_keeps_what_it_found_out() {
    static INTERRUPTED: AtomicBool = AtomicBool::new(false);
    let site = plain_site();
    let requests = ["/page", "/hang"].map(|target| FetchRequest { url: site.url(target), ..FetchRequest::default() });
    let mut found = Vec::new();
    let asking = FetchOptions { interrupted: &INTERRUPTED, timeout: Duration::from_secs(20), ..options() };
    let start = Instant::now();
    let each = &mut |fetched: Fetched| {
        found.push(fetched.index);
        INTERRUPTED.store(true, Ordering::Relaxed);
    };
    fetch_all(&requests, &asking, each).unwrap();
    assert_eq!(found, [0]);
    assert!(start.elapsed() < Duration::from_secs(2));
}
