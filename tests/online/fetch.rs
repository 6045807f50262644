//! Addresses on a loopback server, and what is found out about them.
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use newscheck::fetch::{AllowPrivate, FetchOptions, FetchRequest, Fetched, Keep, Validators, fetch_all};
use newscheck::model::exchange::Protocol;
use newscheck::model::link::{CaptureLookup, Link, LinkVerdict};

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
        let (asked, open, most) =
            (Arc::clone(&site.asked), Arc::clone(&site.open), Arc::clone(&site.most_open));
        let answer: Arc<Answering> = Arc::new(answer);
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let (asked, open, most, answer) =
                    (Arc::clone(&asked), Arc::clone(&open), Arc::clone(&most), Arc::clone(&answer));
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
        self.asked
            .lock()
            .unwrap()
            .iter()
            .filter(|(_, head)| head.split(' ').nth(1) == Some(target))
            .map(|(time, _)| *time)
            .collect()
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
    let requests: Vec<FetchRequest> =
        urls.iter().map(|url| FetchRequest { url: url.clone(), ..FetchRequest::default() }).collect();
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
        "/slow" => {
            let _ = to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
            for _ in 0..30 {
                let _ = to.write_all(b"x");
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
            let Ok(left) = target[7..].parse::<u32>() else { return answer(to, "404 Not Found", "", b"") };
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
        ("/chain/30", LinkVerdict::Broken, Some(302), Some("/chain/9")),
        ("/loop", LinkVerdict::Broken, Some(302), Some("/loop")),
        ("/nowhere", LinkVerdict::Broken, Some(302), None),
        ("/short", LinkVerdict::Broken, Some(200), None),
        ("/drip", LinkVerdict::Broken, Some(200), None),
        ("/slow", LinkVerdict::Alive, Some(200), None),
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
fn a_cookie_that_leads_on_is_no_loop() {
    let site = plain_site();
    let link = link(&site.url("/cookie"), &options());
    assert_eq!((link.verdict, link.hops.len()), (LinkVerdict::Alive, 2), "{}", link.reason);
}

#[test]
fn an_endless_body_is_read_no_longer_than_is_said() {
    let site = plain_site();
    let link = link(&site.url("/endless"), &FetchOptions { max_body: 3_000_000, ..options() });
    assert_eq!(
        (link.verdict, link.reason.as_str()),
        (LinkVerdict::Broken, "the body is longer than is read")
    );
}

#[test]
fn requests_say_who_asks_and_only_get() {
    let site = plain_site();
    let asking = FetchOptions { headers: vec![("X-Reader".to_owned(), "yes".to_owned())], ..options() };
    link(&site.url("/page"), &asking);
    let head = site.head("/page");
    assert!(head.starts_with("GET /page HTTP/1.1\r\n"), "{head}");
    for field in [
        concat!("User-Agent: Mozilla/5.0 (compatible; newscheck/", env!("CARGO_PKG_VERSION"), "; +https://"),
        "Accept: text/html",
        "Accept-Encoding: gzip, deflate, br, zstd",
        "X-Reader: yes",
        "Host: 127.0.0.1",
    ] {
        assert!(head.contains(field), "{field} in {head}");
    }
    assert!(!head.contains("Sec-Fetch"), "{head}");
    link(&site.url("/found"), &FetchOptions { user_agent: Some("browser".to_owned()), ..options() });
    let head = site.head("/found");
    assert!(head.contains("Chrome/") && head.contains("Sec-Fetch-Mode: navigate"), "{head}");
}

#[test]
fn no_refused_address_is_asked() {
    let site = plain_site();
    let networks = AllowPrivate::Networks(vec!["127.0.0.0/8".parse().unwrap()]);
    for (target, reason) in
        [("/inside", "private address 169.254.169.254"), ("/file", "scheme file is not asked")]
    {
        let link = link(&site.url(target), &FetchOptions { allow_private: networks.clone(), ..options() });
        assert_eq!(link.verdict, LinkVerdict::Refused, "{}", link.reason);
        assert!(link.reason.ends_with(reason), "{}", link.reason);
        assert_eq!(link.hops.len(), 1);
    }
    let port = site.base.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.0.0.1."] {
        let link = link(
            &format!("http://{host}:{port}/refused"),
            &FetchOptions { allow_private: AllowPrivate::None, ..options() },
        );
        assert_eq!(link.verdict, LinkVerdict::Refused, "{host}: {}", link.reason);
    }
    assert!(site.times("/refused").is_empty());
}

#[test]
fn a_name_with_only_private_addresses_is_refused_when_it_is_resolved() {
    let site = plain_site();
    let port = site.base.rsplit(':').next().unwrap();
    let networks = AllowPrivate::Networks(vec!["10.0.0.0/8".parse().unwrap()]);
    let link = link(
        &format!("http://localhost:{port}/refused"),
        &FetchOptions { allow_private: networks, ..options() },
    );
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
fn a_host_that_limits_its_clients_is_asked_on_until_all_is_known() {
    for (status, wait) in [("429 Too Many Requests", ""), ("403 Forbidden", "Retry-After: 1\r\n")] {
        let answered: Mutex<Vec<Instant>> = Mutex::default();
        let site = Site::new(move |_, _, to| {
            let mut answered = answered.lock().unwrap();
            answered.retain(|at| at.elapsed() < Duration::from_secs(1));
            match answered.len() {
                0..5 => {
                    answered.push(Instant::now());
                    answer(to, "200 OK", "Content-Type: text/html\r\n", PAGE);
                }
                _ => answer(to, status, wait, b""),
            }
        });
        let urls: Vec<String> = (0..40).map(|number| site.url(&format!("/story/{number}"))).collect();
        let asking = FetchOptions { deadline: Some(Duration::from_secs(60)), ..options() };
        let verdicts: Vec<_> =
            fetched(&urls, &asking).into_iter().map(|fetched| fetched.link.verdict).collect();
        assert_eq!(verdicts, [LinkVerdict::Alive; 40], "{status}");
    }
    let never = Site::new(|_, _, to| answer(to, "429 Too Many Requests", "", b""));
    let found = link(&never.url("/story"), &options());
    assert_eq!((found.verdict, found.attempts), (LinkVerdict::Blocked, 2), "{}", found.reason);
}

#[test]
fn what_is_longer_than_is_read_is_there() {
    let site = Site::new(|_, _, to| answer(to, "200 OK", "Content-Type: audio/mpeg\r\n", &[b'x'; 2_000_000]));
    for keep in [Keep::Nothing, Keep::Exchanges] {
        let found = link(&site.url("/talk.mp3"), &FetchOptions { max_body: 1_000_000, keep, ..options() });
        let expected = (LinkVerdict::Alive, "200 OK, longer than is read");
        assert_eq!((found.verdict, found.reason.as_str()), expected);
    }
}

#[test]
fn retry_after_is_obeyed_and_its_patience_has_an_end() {
    let first = AtomicBool::new(true);
    let site = Site::new(move |target, _, to| match target {
        "/later" => answer(to, "429 Too Many Requests", "Retry-After: 3600\r\n", b""),
        _ if first.swap(false, Ordering::SeqCst) => {
            answer(to, "503 Service Unavailable", "Retry-After: 1\r\n", b"")
        }
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
fn answers_that_are_kept_come_in_codings_that_every_tool_unpacks() {
    for (keep, expected) in [(Keep::Nothing, "gzip, deflate, br, zstd"), (Keep::Exchanges, "gzip, deflate")] {
        let site = plain_site();
        fetched(&[site.url("/page")], &FetchOptions { keep, ..options() });
        let head = site.head("/page").to_lowercase();
        assert!(head.contains(&format!("accept-encoding: {expected}\r\n")), "{keep:?}: {head}");
    }
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
    assert_eq!(
        (exchange.request.target.as_str(), exchange.address),
        ("/page", Some("127.0.0.1".parse().unwrap()))
    );
    let lines: Vec<String> = site.head("/page").trim_end().lines().skip(1).map(str::to_owned).collect();
    let mut sent: Vec<String> = exchange
        .request
        .fields
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value)))
        .collect();
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
    let requests =
        ["/page", "/hang"].map(|target| FetchRequest { url: site.url(target), ..FetchRequest::default() });
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

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A site that says "not found" with status 200 where it has no page.
fn soft_site() -> Site {
    Site::new(|target, _, to| {
        let html = "Content-Type: text/html; charset=utf-8\r\n";
        let article = String::from_utf8(PAGE.to_vec()).unwrap();
        match target {
            "/" | "/story" => answer(to, "200 OK", html, PAGE),
            "/2024/old-story" => answer(to, "302 Found", "Location: /\r\n", b""),
            "/2024/lost-story" => answer(to, "302 Found", "Location: /404.html\r\n", b""),
            "/how-to" => {
                let (start, paragraphs) = article.split_once("<p>").unwrap();
                let start = start.replace("Bread costs more", "404 page not found");
                answer(
                    to,
                    "200 OK",
                    html,
                    format!("{start}<p>{}", paragraphs.replace("</article>", "<p>").repeat(3)).as_bytes(),
                );
            }
            "/refresh" => answer(to, "200 OK", html, b"<meta http-equiv=refresh content='0; url=/story'>"),
            "/refresh-lost" => {
                answer(to, "200 OK", html, b"<meta http-equiv=refresh content='0; url=/lost'>")
            }
            _ => {
                let words =
                    format!("<title>Page not found</title><h1>Sorry</h1><p>There is no {target} here.</p>");
                answer(to, "200 OK", html, words.as_bytes());
            }
        }
    })
}

fn verdicts(site: &Site, table: &[(&str, LinkVerdict)], options: &FetchOptions) {
    let urls: Vec<String> = table.iter().map(|(target, _)| site.url(target)).collect();
    for ((target, verdict), fetched) in table.iter().zip(fetched(&urls, options)) {
        assert_eq!(fetched.link.verdict, *verdict, "{target}: {}", fetched.link.reason);
    }
}

#[test]
fn a_page_that_says_not_found_is_a_soft_404() {
    let site = soft_site();
    let table = [
        ("/story", LinkVerdict::Alive),
        ("/lost", LinkVerdict::Soft404),
        ("/2024/old-story", LinkVerdict::Soft404),
        ("/2024/lost-story", LinkVerdict::Soft404),
        ("/how-to", LinkVerdict::Alive),
        ("/report.pdf", LinkVerdict::Soft404),
        ("/refresh", LinkVerdict::Alive),
        ("/refresh-lost", LinkVerdict::Soft404),
    ];
    verdicts(&site, &table, &options());
}

#[test]
fn only_a_doubt_costs_another_request() {
    let site = soft_site();
    link(&site.url("/story"), &options());
    link(&site.url("/lost"), &options());
    assert_eq!(site.asked.lock().unwrap().len(), 2);
    link(&site.url("/how-to"), &options());
    assert_eq!(site.asked.lock().unwrap().len(), 4);
}

#[test]
fn a_file_that_is_a_page_is_compared_with_what_does_not_exist() {
    let viewer = "<title>Viewer</title><div id=viewer></div>";
    let shell =
        Site::new(move |_, _, to| answer(to, "200 OK", "Content-Type: text/html\r\n", viewer.as_bytes()));
    verdicts(&shell, &[("/a.pdf", LinkVerdict::Soft404), ("/a", LinkVerdict::Alive)], &options());
    let site = Site::new(move |target, _, to| match target {
        "/a.pdf" => answer(to, "200 OK", "Content-Type: text/html\r\n", viewer.as_bytes()),
        "/b.pdf" => answer(to, "200 OK", "Content-Type: application/pdf\r\n", b"%PDF-1.7\n"),
        "/c.pdf" => answer(
            to,
            "200 OK",
            "Content-Type: application/pdf\r\n",
            b"<html><title>Page not found</title></html>",
        ),
        _ => answer(to, "404 Not Found", "", b""),
    });
    let table =
        [("/a.pdf", LinkVerdict::Alive), ("/b.pdf", LinkVerdict::Alive), ("/c.pdf", LinkVerdict::Soft404)];
    verdicts(&site, &table, &options());
}

#[test]
fn what_stands_in_front_of_a_page_is_never_called_dead() {
    let site = Site::new(|target, _, to| {
        let html = "Content-Type: text/html\r\n";
        match target {
            "/challenge" => answer(
                to,
                "503 Service Unavailable",
                "cf-mitigated: challenge\r\n",
                b"<title>Just a moment...</title>",
            ),
            "/moment" => answer(to, "200 OK", html, b"<title>Just a moment...</title>"),
            "/datadome" => {
                answer(to, "200 OK", html, b"<script src=https://ct.captcha-delivery.com/c.js></script>")
            }
            "/story" => answer(to, "302 Found", "Location: /login?next=/story\r\n", b""),
            "/story-2" => answer(to, "302 Found", "Location: /consent?next=/story-2\r\n", b""),
            "/consent-page" => answer(
                to,
                "200 OK",
                html,
                b"<title>Before you continue</title><form><button>Accept</button></form>",
            ),
            _ => answer(to, "200 OK", html, b"<title>The Paper</title>"),
        }
    });
    let targets = ["/challenge", "/moment", "/datadome", "/story", "/story-2", "/consent-page"];
    verdicts(&site, &targets.map(|target| (target, LinkVerdict::Blocked)), &options());
    assert_eq!(site.times("/challenge").len(), 1, "asking again would not help");
}

#[test]
fn bodies_are_unpacked_within_bounds() {
    let bomb = gzip(&vec![b' '; 10_000_000]);
    let site = Site::new(move |target, _, to| {
        let coded = |coding: &str| format!("Content-Type: text/html\r\nContent-Encoding: {coding}\r\n");
        match target {
            "/gzip" => answer(to, "200 OK", &coded("gzip"), &gzip(PAGE)),
            "/gzip-lost" => answer(to, "200 OK", &coded("gzip"), &gzip(b"<title>Page not found</title>")),
            "/no-gzip" => answer(to, "200 OK", &coded("gzip"), PAGE),
            "/half-gzip" => answer(to, "200 OK", &coded("gzip"), &gzip(PAGE)[..60]),
            "/no-brotli" => answer(to, "200 OK", &coded("br"), PAGE),
            "/no-zstd" => answer(to, "200 OK", &coded("zstd"), PAGE),
            "/bomb" => answer(to, "200 OK", &coded("gzip"), &bomb),
            "/latin" => answer(
                to,
                "200 OK",
                "Content-Type: text/html; charset=utf-8\r\n",
                b"<p>Gr\xfc\xdfe aus K\xf6ln</p>",
            ),
            "/unknown" => answer(to, "200 OK", &coded("utf-8"), PAGE),
            _ => answer(to, "204 No Content", "", b""),
        }
    });
    let table = [
        ("/gzip", LinkVerdict::Alive),
        ("/gzip-lost", LinkVerdict::Soft404),
        ("/no-gzip", LinkVerdict::Broken),
        ("/half-gzip", LinkVerdict::Broken),
        ("/no-brotli", LinkVerdict::Broken),
        ("/no-zstd", LinkVerdict::Broken),
        ("/bomb", LinkVerdict::Broken),
        ("/latin", LinkVerdict::Alive),
        ("/unknown", LinkVerdict::Alive),
        ("/empty", LinkVerdict::Alive),
    ];
    verdicts(&site, &table, &options());
}

#[test]
fn captures_of_dead_links_are_tried_before_they_are_proposed() {
    let site = plain_site();
    let dead = site.url("/none");
    let archived = dead.clone();
    let archive = Site::new(move |target, _, to| {
        let archived_at = "Memento-Datetime: Tue, 20 Jun 2023 00:00:00 GMT\r\nContent-Type: text/html\r\n";
        if let Some(asked) = target.strip_prefix("/web/timemap/link/") {
            let entry = |year: u32| {
                format!(
                    "</web/{year}/{asked}>; rel=\"memento\"; datetime=\"Tue, 20 Jun {year} 18:02:59 GMT\""
                )
            };
            let list = [entry(2001), entry(2022), entry(2023), entry(2024)].join(",\n");
            match asked {
                _ if asked == archived => {
                    answer(to, "200 OK", "Content-Type: application/link-format\r\n", list.as_bytes())
                }
                _ if asked.ends_with("/busy") => answer(to, "500 Internal Server Error", "", b""),
                _ => answer(to, "404 Not Found", "", b""),
            }
        } else if target.starts_with("/web/2023/") {
            answer(to, "404 Not Found", archived_at, b"");
        } else if target.starts_with("/web/2024/") {
            answer(to, "200 OK", archived_at, b"<title>Page not found</title>");
        } else {
            answer(to, "200 OK", archived_at, PAGE);
        }
    });
    let base = archive.url("/web/").parse().unwrap();
    let asking = FetchOptions {
        memento: Some(base),
        headers: vec![("X-Reader".to_owned(), "yes".to_owned())],
        ..options()
    };
    let request =
        FetchRequest { url: dead, near: Some("2023-06-20T00:00:00Z".parse().unwrap()), validators: None };
    let mut found = Vec::new();
    let contacted = fetch_all(&[request], &asking, &mut |fetched| found.push(fetched.link)).unwrap();
    assert_eq!(contacted.hosts.len(), 2);
    let link = found.remove(0);
    assert_eq!((link.verdict, link.lookup), (LinkVerdict::Dead, Some(CaptureLookup::Captured)));
    assert_eq!(link.captures.len(), 1);
    assert_eq!(link.captures[0].url, archive.url(&format!("/web/2022/{}", site.url("/none"))));
    assert_eq!(link.captures[0].captured_at, "2022-06-20T18:02:59Z");
    let heads: Vec<String> = archive.asked.lock().unwrap().iter().map(|(_, head)| head.clone()).collect();
    assert!(heads.iter().all(|head| !head.contains("X-Reader")), "an archive learns nothing of the reader");
    let gone = fetched(&[site.url("/gone")], &asking).remove(0).link;
    assert_eq!((gone.lookup, gone.captures.len()), (Some(CaptureLookup::NeverCaptured), 0));
    let alive = fetched(&[site.url("/page")], &asking).remove(0).link;
    assert_eq!(alive.lookup, None);
}

/// A server over TLS with a certificate; it answers every request with a page.
fn secure_site(
    certificates: Vec<rustls::pki_types::CertificateDer<'static>>,
    key: &rcgen::KeyPair,
) -> String {
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(key.serialize_der());
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(certificates, key.into())
            .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for connection in listener.incoming().map_while(Result::ok) {
            let session = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = BufReader::new(rustls::StreamOwned::new(session, connection));
            let mut line = String::new();
            while stream.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", PAGE.len());
            let _ = stream.get_mut().write_all(&[head.as_bytes(), PAGE].concat());
            stream.get_mut().conn.send_close_notify();
            let _ = stream.get_mut().flush();
        }
    });
    format!("https://localhost:{port}/page")
}

#[test]
fn a_certificate_must_be_trusted_valid_and_of_this_host() {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    authority.distinguished_name.push(rcgen::DnType::CommonName, "An authority");
    let authority_pem = authority.clone().self_signed(&key).unwrap().pem();
    let issuer = rcgen::Issuer::new(authority, &key);
    let issued = |name: &str, until: i32| {
        let mut own = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
        own.not_before = rcgen::date_time_ymd(2001, 1, 1);
        own.not_after = rcgen::date_time_ymd(until, 1, 1);
        let own_key = rcgen::KeyPair::generate().unwrap();
        let certificate = own.signed_by(&own_key, &issuer).unwrap();
        secure_site(vec![certificate.der().clone()], &own_key)
    };
    let self_signed_key = rcgen::KeyPair::generate().unwrap();
    let self_signed = rcgen::CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .self_signed(&self_signed_key)
        .unwrap();
    let trusting =
        FetchOptions { ca_files: vec![authority_pem.into_bytes()], keep: Keep::Exchanges, ..options() };
    let good = issued("localhost", 2090);
    let table = [
        (good.clone(), &trusting, LinkVerdict::Alive, "200 OK"),
        (good, &options(), LinkVerdict::TlsFault, "certificate is of an unknown authority"),
        (issued("localhost", 2010), &trusting, LinkVerdict::TlsFault, "certificate has expired"),
        (issued("example.org", 2090), &trusting, LinkVerdict::TlsFault, "certificate is another host's"),
        (
            secure_site(vec![self_signed.der().clone()], &self_signed_key),
            &trusting,
            LinkVerdict::TlsFault,
            "certificate is self-signed",
        ),
    ];
    for (url, options, verdict, reason) in table {
        let found = fetched(&[url], options).remove(0);
        assert_eq!((found.link.verdict, found.link.reason.as_str()), (verdict, reason));
        if verdict == LinkVerdict::Alive {
            let tls = found.exchanges[0].tls.clone().expect("the connection was secured");
            assert_eq!((tls.version.as_str(), tls.chain.len()), ("TLSv1.3", 1));
        }
    }
}

#[test]
fn http_2_is_spoken_where_a_server_offers_it() {
    let key = rcgen::KeyPair::generate().unwrap();
    let certificate =
        rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    let secret = rustls::pki_types::PrivatePkcs8KeyDer::from(key.serialize_der());
    let mut config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret.into())
            .unwrap();
    config.alpn_protocols = vec![b"h2".to_vec()];
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
            while let Ok((connection, _)) = listener.accept().await {
                // A client gives up a connection when another one is ready before it.
                let Ok(secured) = acceptor.accept(connection).await else { continue };
                let Ok(mut connection) = h2::server::handshake(secured).await else { continue };
                tokio::spawn(async move {
                    while let Some(Ok((_, mut respond))) = connection.accept().await {
                        let head = http::Response::builder().status(404).body(()).unwrap();
                        let _ = respond
                            .send_response(head, false)
                            .and_then(|mut body| body.send_data(PAGE.into(), true));
                    }
                });
            }
        });
    });
    let trusting =
        FetchOptions { ca_files: vec![certificate.pem().into_bytes()], keep: Keep::Exchanges, ..options() };
    let found = fetched(
        &[format!("https://localhost:{port}/none"), format!("https://localhost:{port}/none-2")],
        &trusting,
    );
    for fetched in found {
        assert_eq!(
            (fetched.link.verdict, fetched.link.reason.as_str()),
            (LinkVerdict::Dead, "404 Not Found")
        );
        assert_eq!(
            (fetched.exchanges[0].protocol, fetched.exchanges[0].body.as_slice()),
            (Protocol::Http2, PAGE)
        );
    }
}

#[test]
fn the_words_of_a_status_are_the_servers() {
    let link = link(&plain_site().url("/linkedin"), &options());
    assert_eq!(link.reason, "999 Request denied");
}

#[test]
fn addresses_of_ipv6_are_asked() {
    let listener = TcpListener::bind("[::1]:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (connection, _) = listener.accept().unwrap();
        serve(connection, &Mutex::default(), &|_, _, to| answer(to, "200 OK", "", PAGE));
    });
    let found =
        fetched(&[format!("{base}/page")], &FetchOptions { keep: Keep::Exchanges, ..options() }).remove(0);
    assert_eq!(found.link.verdict, LinkVerdict::Alive, "{}", found.link.reason);
    assert_eq!(found.exchanges[0].address, Some("::1".parse().unwrap()));
}

/// Runs `behind_a_proxy` with the proxy in its environment.
#[test]
fn a_proxy_of_the_environment_is_used_and_said() {
    let proxy = Site::new(|target, _, to| match target {
        "http://example.org/page" => answer(to, "200 OK", "", PAGE),
        _ => answer(to, "502 Bad Gateway", "", b""),
    });
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "fetch::behind_a_proxy", "--ignored"])
        .env_clear()
        .env("http_proxy", proxy.base.replace("http://", "http://reader:secret@"))
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(proxy.times("http://example.org/page").len(), 1);
    assert_eq!(proxy.asked.lock().unwrap().len(), 1, "no private address is asked for through the proxy");
}

#[test]
#[ignore = "needs a proxy in its environment: run by a_proxy_of_the_environment_is_used_and_said"]
fn behind_a_proxy() {
    let proxied = FetchOptions {
        proxy_from_env: true,
        allow_private: AllowPrivate::None,
        keep: Keep::Exchanges,
        ..options()
    };
    let urls = ["http://example.org/page", "http://10.0.0.1/", "http://printer.local/"];
    let requests = urls.map(|url| FetchRequest { url: url.to_owned(), ..FetchRequest::default() });
    let mut found = Vec::new();
    let contacted = fetch_all(&requests, &proxied, &mut |fetched| found.push(fetched)).unwrap();
    found.sort_by_key(|fetched| fetched.index);
    let verdicts: Vec<LinkVerdict> = found.iter().map(|fetched| fetched.link.verdict).collect();
    assert_eq!(verdicts, [LinkVerdict::Alive, LinkVerdict::Refused, LinkVerdict::Refused]);
    assert_eq!(found[0].exchanges[0].address, None);
    assert_eq!(contacted.hosts.into_iter().collect::<Vec<_>>(), ["example.org"]);
    let proxy = contacted.proxy.unwrap();
    assert!(proxy.starts_with("http://127.0.0.1:") && !proxy.contains("secret"), "{proxy}");
}

/// A site whose `robots.txt` is what a function answers, and whose pages are all there.
fn site_with_robots(answer_robots: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Site {
    Site::new(move |target, _, to| match target {
        "/robots.txt" => answer_robots(to),
        _ => answer(to, "200 OK", "Content-Type: text/html\r\n", PAGE),
    })
}

#[test]
fn robots_txt_is_asked_once_and_only_where_it_is_to_be_respected() {
    let rules = b"User-agent: *\nDisallow: /\n\nUser-agent: newscheck\nDisallow: /desk/\nAllow: /desk/open\n";
    let site = site_with_robots(move |to| answer(to, "200 OK", "Content-Type: text/plain\r\n", rules));
    let targets = ["/desk/a", "/desk/open", "/news?a=/desk/", "/desk/b"];
    let urls = targets.map(|target| site.url(target));
    let verdicts = |options: &FetchOptions| -> Vec<LinkVerdict> {
        fetched(&urls, options).iter().map(|fetched| fetched.link.verdict).collect()
    };
    assert_eq!(verdicts(&options()), [LinkVerdict::Alive; 4]);
    assert!(site.times("/robots.txt").is_empty());
    let polite = FetchOptions { respect_robots: true, host_connections: 1, ..options() };
    let expected = [LinkVerdict::Refused, LinkVerdict::Alive, LinkVerdict::Alive, LinkVerdict::Refused];
    assert_eq!(verdicts(&polite), expected);
    assert_eq!((site.times("/robots.txt").len(), site.times("/desk/a").len()), (1, 1));
    let link = link(&urls[0], &polite);
    assert_eq!(link.reason, "robots.txt does not allow newscheck to ask for it");
}

#[test]
fn robots_txt_holds_for_where_redirects_lead() {
    let rules = b"User-agent: *\nDisallow: /closed\n";
    let site = Site::new(move |target, _, to| match target {
        "/robots.txt" => answer(to, "200 OK", "Content-Type: text/plain\r\n", rules),
        "/a" => answer(to, "301 Moved Permanently", "Location: /b\r\n", b""),
        "/b" => answer(to, "302 Found", "Location: /closed/c\r\n", b""),
        "/d" => answer(to, "302 Found", "Location: /open\r\n", b""),
        _ => answer(to, "200 OK", "Content-Type: text/html\r\n", PAGE),
    });
    let polite = FetchOptions { respect_robots: true, ..options() };
    let closed = link(&site.url("/a"), &polite);
    assert_eq!(closed.verdict, LinkVerdict::Refused);
    let reason = "redirects to what is not asked: robots.txt does not allow newscheck to ask for it";
    assert_eq!((&*closed.reason, closed.attempts, closed.hops.len()), (reason, 1, 2));
    assert_eq!(closed.final_url, Some(site.url("/closed/c")));
    assert!(site.times("/closed/c").is_empty());
    assert_eq!(link(&site.url("/d"), &polite).verdict, LinkVerdict::Alive);
    assert_eq!(link(&site.url("/a"), &options()).verdict, LinkVerdict::Alive);
}

#[test]
fn a_robots_txt_that_is_not_there_forbids_nothing_and_one_that_cannot_be_read_all() {
    let table: [(&'static str, LinkVerdict); 4] = [
        ("404 Not Found", LinkVerdict::Alive),
        ("403 Forbidden", LinkVerdict::Alive),
        ("503 Service Unavailable", LinkVerdict::Unreachable),
        ("", LinkVerdict::Unreachable),
    ];
    for (status, expected) in table {
        // Without a status the connection is closed.
        let site = site_with_robots(move |to| match status {
            "" => drop(to.shutdown(Shutdown::Both)),
            status => answer(to, status, "", b"User-agent: *\nDisallow: /"),
        });
        let polite = FetchOptions { respect_robots: true, retries: 0, ..options() };
        let link = link(&site.url("/a"), &polite);
        assert_eq!(link.verdict, expected, "{status}: {}", link.reason);
        assert!(
            link.verdict == LinkVerdict::Alive || link.reason.starts_with("robots.txt: "),
            "{}",
            link.reason
        );
    }
}
