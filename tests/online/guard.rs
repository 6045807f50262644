//! Addresses that must not be asked: a canary listens at each of them, and nobody may come, by whatever
//! route.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use tokio::runtime::Runtime;

use crate::answers::{Answer, depends, ok, status, to};
use crate::bench::{online, report_of};
use crate::pages;
use crate::server::{Names, Pages, Port, Site};

/// The only address that is allowed where one is.
const ALLOWED: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// Canaries, all at one port: on loopback, and on every address of the machine that a name may lead to.
struct Canaries {
    port: u16,
    visits: Vec<(IpAddr, Arc<AtomicUsize>)>,
}

impl Canaries {
    fn start(runtime: &Runtime) -> Self {
        let addresses: Vec<IpAddr> = vec![
            Ipv4Addr::LOCALHOST.into(),
            Ipv6Addr::LOCALHOST.into(),
            Ipv4Addr::new(127, 0, 0, 3).into(),
            Ipv4Addr::new(127, 1, 2, 3).into(),
        ];
        // A port that is free at all of them.
        let ports = loop {
            let first = Port::open(addresses[0]);
            let port = first.address.port();
            let rest: Vec<_> = addresses[1..]
                .iter()
                .map_while(|&ip| Port::open_at(SocketAddr::new(ip, port)).ok())
                .collect();
            if rest.len() + 1 == addresses.len() {
                break std::iter::once(first).chain(rest).collect::<Vec<_>>();
            }
        };
        let port = ports[0].address.port();
        Self {
            port,
            visits: ports.into_iter().map(|port| (port.address.ip(), port.watch(runtime))).collect(),
        }
    }

    /// Who had visitors.
    fn visited(&self) -> Vec<IpAddr> {
        self.visits.iter().filter(|(_, count)| count.load(Ordering::SeqCst) > 0).map(|&(ip, _)| ip).collect()
    }
}

/// The links of a run, by their address.
fn links(folder: &Path, urls: &[String], options: &[&str]) -> BTreeMap<String, Value> {
    std::fs::write(folder.join("urls.txt"), urls.join("\n") + "\n").unwrap();
    let report =
        report_of(online(folder).args(["--urls-from", "urls.txt", "--deadline", "10"]).args(options));
    report["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| (link["url"].as_str().unwrap().to_owned(), link.clone()))
        .collect()
}

/// The forms in which an address of the machine can be written.
const LOCAL_HOSTS: &[&str] = &[
    "127.0.0.1",
    "127.0.0.3",
    "127.1",
    "127.0.1",
    "127.1.2.3",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7F.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0x0.1",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "%6c%6f%63%61%6c%68%6f%73%74",
    "127%2e0%2e0%2e1",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "[fec0::1]",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "[fd00:ec2::254]",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
];

#[test]
fn private_addresses_are_refused_however_they_are_written() {
    let runtime = Runtime::new().unwrap();
    let canaries = Canaries::start(&runtime);
    let folder = tempfile::tempdir().unwrap();
    let urls: Vec<String> =
        LOCAL_HOSTS.iter().map(|host| format!("http://{host}:{}/latest/meta-data/", canaries.port)).collect();
    let links = links(folder.path(), &urls, &[]);
    for url in &urls {
        let link = links.get(url).unwrap_or_else(|| panic!("no link with {url}"));
        assert_eq!(link["verdict"], "refused", "{url}: {}", link["reason"]);
    }
    assert_eq!(canaries.visited(), [] as [IpAddr; 0]);
}

#[test]
fn no_proxy_and_no_scheme_leads_around_the_guard() {
    let runtime = Runtime::new().unwrap();
    let canaries = Canaries::start(&runtime);
    let folder = tempfile::tempdir().unwrap();
    let port = canaries.port;
    let urls: Vec<String> = [
        "https://127.0.0.1:{}/",
        "ftp://127.0.0.1:{}/",
        "gopher://127.0.0.1:{}/",
        "dict://127.0.0.1:{}/",
        "ws://127.0.0.1:{}/",
        "file://127.0.0.1:{}/etc/passwd",
        "file:///etc/passwd",
        "data:text/html,hello",
        "http://user:secret@127.0.0.1:{}/",
        "http://example.org@127.0.0.1:{}/",
        "http://example.org:80@127.0.0.1:{}/",
        "http:\\\\127.0.0.1:{}\\",
        "http:/127.0.0.1:{}/",
    ]
    .iter()
    .map(|url| url.replace("{}", &port.to_string()))
    .collect();
    let links = links(folder.path(), &urls, &[]);
    for (url, link) in &links {
        assert_eq!(link["verdict"], "refused", "{url}: {}", link["reason"]);
    }
    assert_eq!(links.len(), urls.len());
    assert_eq!(canaries.visited(), [] as [IpAddr; 0]);
}

/// A site at the allowed address that leads to canaries in every way there is.
fn tempting_site(names: Names) -> Arc<Site> {
    let mut pages = Pages::new(status(404));
    let redirects: [(&'static str, Answer); 16] = [
        ("/301", to(301, "{httpcanary}/x")),
        ("/302", to(302, "{httpcanary}/x")),
        ("/307", to(307, "{httpcanary}/x")),
        ("/number", to(302, "http://2130706433:{httpport}/x")),
        ("/octal", to(302, "http://0177.0.0.1:{httpport}/x")),
        ("/mapped", to(302, "http://[::ffff:127.0.0.1]:{httpport}/x")),
        ("/ipv6", to(302, "http://[::1]:{httpport}/x")),
        ("/name", to(302, "http://localhost:{httpport}/x")),
        ("/without-scheme", to(302, "//127.0.0.1:{httpport}/x")),
        ("/chain", to(302, "/chain/2")),
        ("/chain/2", to(302, "/chain/3")),
        ("/chain/3", to(301, "{httpcanary}/x")),
        (
            "/refresh",
            ok("<html><head><meta http-equiv=\"refresh\" content=\"0;url={httpcanary}/x\"></head></html>"),
        ),
        ("/cookie", to(302, "{httpcanary}/x").field("Set-Cookie", "a=1; Domain=localhost")),
        ("/turns", depends(|request| if request.nth == 0 { status(503) } else { to(302, "{httpcanary}/x") })),
        ("/neighbour", to(302, "http://127.0.0.3:{httpport}/x")),
    ];
    for (path, answer) in redirects {
        pages.set(path, answer);
    }
    // What is written on a page is not asked for.
    let page = pages::article().replace(
        "<head>",
        "<head><link rel=canonical href=\"{httpcanary}/c\"><link rel=stylesheet href=\"{httpcanary}/s.css\"><link rel=preload as=script \
         href=\"{httpcanary}/p.js\"><base href=\"{httpcanary}/\"><meta property=og:url content=\"{httpcanary}/o\"><img src=\"{httpcanary}/i\">",
    );
    pages.set(
        "/page",
        ok(page)
            .field("Link", "<{httpcanary}/l>; rel=preload")
            .field("Content-Location", "{httpcanary}/cl")
            .field("Alt-Svc", "h2=\"127.0.0.1:{httpport}\"; ma=3600"),
    );
    Site::new(pages, names)
}

#[test]
fn a_network_that_is_allowed_opens_no_other() {
    let runtime = Runtime::new().unwrap();
    let canaries = Canaries::start(&runtime);
    let folder = tempfile::tempdir().unwrap();
    let port = Port::open(ALLOWED);
    let base = format!("http://{}", port.address);
    let names = vec![
        ("{httpcanary}", format!("http://127.0.0.1:{}", canaries.port)),
        ("{httpport}", canaries.port.to_string()),
    ];
    port.serve(&runtime, tempting_site(names), None);
    let refused = [
        "301",
        "302",
        "307",
        "number",
        "octal",
        "mapped",
        "ipv6",
        "name",
        "without-scheme",
        "chain",
        "refresh",
        "cookie",
        "turns",
        "neighbour",
    ];
    let mut urls: Vec<String> = refused.iter().map(|path| format!("{base}/{path}")).collect();
    urls.extend(LOCAL_HOSTS.iter().map(|host| format!("http://{host}:{}/", canaries.port)));
    let alive = format!("{base}/page");
    urls.push(alive.clone());
    let links = links(folder.path(), &urls, &["--allow-private=127.0.0.2/32"]);
    assert_eq!(links.len(), urls.len());
    for (url, link) in &links {
        let right: &[&str] = match () {
            () if *url == alive => &["alive"],
            // Where no resolver knows it there is no such host.
            () if ["://a.localhost:", "://localhost.:"].iter().any(|host| url.contains(host)) => {
                &["refused", "dead"]
            }
            () => &["refused"],
        };
        assert!(right.contains(&link["verdict"].as_str().unwrap()), "{url}: {link}");
    }
    assert_eq!(canaries.visited(), [] as [IpAddr; 0]);
}

#[test]
fn ports_of_other_protocols_are_refused_where_their_host_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = [
        1, 7, 9, 19, 21, 22, 23, 25, 53, 110, 119, 143, 389, 465, 587, 993, 995, 2049, 3659, 5060, 6000,
        6566, 6665, 6667, 6697, 10080,
    ];
    let urls: Vec<String> = blocked.iter().map(|port| format!("http://127.0.0.2:{port}/")).collect();
    let links = links(folder.path(), &urls, &["--allow-private"]);
    assert_eq!(links.len(), urls.len());
    for (url, link) in &links {
        assert_eq!(link["verdict"], "refused", "{url}: {}", link["reason"]);
    }
}

#[test]
fn everything_private_is_asked_where_all_of_it_is_allowed() {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut urls = Vec::new();
    for ip in [ALLOWED, Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()] {
        let port = Port::open(ip);
        urls.push(format!("http://{}/", port.address));
        port.serve(&runtime, Site::new(Pages::new(ok(pages::front())), Names::new()), None);
    }
    let links = links(folder.path(), &urls, &["--allow-private"]);
    assert!(links.len() == 3 && links.values().all(|link| link["verdict"] == "alive"), "{links:?}");
}

#[test]
fn a_private_name_never_reaches_the_proxy() {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let port = Port::open(ALLOWED);
    let proxy = format!("http://{}", port.address);
    let recording = Site::new(Pages::new(ok(pages::article())), Names::new());
    port.serve(&runtime, recording.clone(), None);
    let hosts = [
        "intranet.corp",
        "wiki.home",
        "a.lan",
        "x.localdomain",
        "cms.local",
        "db.internal",
        "nas.home.arpa",
        "vault.private",
        "Wiki.Home.",
        "intranet",
    ];
    let public = "http://example.org/news/1";
    let schemes = ["http", "https"];
    let private: Vec<String> = schemes
        .iter()
        .flat_map(|scheme| hosts.iter().map(move |host| format!("{scheme}://{host}/a")))
        .collect();
    let urls: Vec<String> = private.iter().cloned().chain([public.to_owned()]).collect();
    std::fs::write(folder.path().join("urls.txt"), urls.join("\n") + "\n").unwrap();
    // Where a network is allowed, a name that this machine resolves might be in it; the proxy resolves others.
    for options in [&[][..], &["--allow-private=10.0.0.0/8"]] {
        let report = report_of(
            online(folder.path())
                .args(["--urls-from", "urls.txt", "--deadline", "10"])
                .args(options)
                .env("http_proxy", &proxy)
                .env("https_proxy", &proxy),
        );
        for link in report["links"].as_array().unwrap() {
            let right = if link["url"] == public { "alive" } else { "refused" };
            assert_eq!(link["verdict"], right, "{options:?} {}: {}", link["url"], link["reason"]);
        }
    }
    let asked: Vec<String> = recording.asked().into_keys().collect();
    assert!(asked.iter().all(|target| target.starts_with("http://example.org/")), "{asked:?}");
    assert!(asked.iter().any(|target| target == public), "{asked:?}");
}
