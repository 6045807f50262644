//! A web archive that is asked for captures of dead links (RFC 7089), and answers well or badly.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tokio::runtime::Runtime;

use crate::answers::{Answer, Step, depends, ok, page, status, to};
use crate::bench::{online, report_of};
use crate::pages::{article, gone};
use crate::server::{Names, Pages, Port, Request, Site};

const ARCHIVE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 2, 1));
const CITED: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 2, 2));

/// A TimeMap in link format with captures at these times, each `20240514093000`.
fn time_map(original: &str, stamps: &[&str]) -> Answer {
    let mut map = format!(
        "<{original}>; rel=\"original\",\n<{{http}}/timemap/link/{original}>; rel=\"self\"; type=\"application/link-format\""
    );
    for (number, stamp) in stamps.iter().enumerate() {
        let relation = match number {
            0 if stamps.len() == 1 => "first last memento",
            0 => "first memento",
            _ if number + 1 == stamps.len() => "last memento",
            _ => "memento",
        };
        let time = chrono::NaiveDateTime::parse_from_str(stamp, "%Y%m%d%H%M%S").unwrap();
        let date = time.format("%a, %d %b %Y %H:%M:%S GMT");
        map.push_str(&format!(",\n<{{http}}/{stamp}/{original}>; rel=\"{relation}\"; datetime=\"{date}\""));
    }
    ok(map).typed("application/link-format")
}

/// The archive: what it has is decided by the last part of the original's path.
fn archive(request: &Request) -> Answer {
    if let Some(original) = request.target.strip_prefix("/timemap/link/") {
        let decoded = original.replace("%3A", ":").replace("%2F", "/");
        let part = decoded.rsplit('/').next().unwrap_or_default();
        return match part {
            "captured" | "" => time_map(&decoded, &["20200101000000", "20240510120000", "20240601000000"]),
            "one" => time_map(&decoded, &["20240514093000"]),
            "archived-404" => time_map(&decoded, &["20230301000000"]),
            "nearest-is-404" => time_map(&decoded, &["20220101000000", "20240301000000"]),
            "archived-redirect" => time_map(&decoded, &["20240214000000"]),
            "limited-memento" => time_map(&decoded, &["20240415000000"]),
            "limited" => status(429).field("Retry-After", "3600"),
            "failing" => status(500),
            "page" => ok(gone("Busy", "The archive is busy.")),
            "unavailable" => status(503),
            "garbage" => ok(vec![b'<'; 100_000]).typed("application/link-format"),
            "canary" => ok("<{httpcanary}/20240101000000/x>; rel=\"memento\"; datetime=\"Mon, 01 Jan 2024 00:00:00 GMT\"")
                .typed("application/link-format"),
            "hanging" => Answer::Steps(vec![Step::Hang]),
            _ => status(404),
        };
    }
    let stamp = request.target.get(1..15).unwrap_or_default();
    match stamp {
        "20230301000000" => page(404, gone("Page not found", "Sorry."))
            .field("Memento-Datetime", "Wed, 01 Mar 2023 00:00:00 GMT"),
        "20240301000000" => page(404, "").field("Memento-Datetime", "Fri, 01 Mar 2024 00:00:00 GMT"),
        "20240214000000" => {
            to(302, "/20240214000001/elsewhere").field("Memento-Datetime", "Wed, 14 Feb 2024 00:00:00 GMT")
        }
        "20240415000000" => status(429).field("Retry-After", "3600"),
        _ => ok(article()).field("Memento-Datetime", "Tue, 14 May 2024 09:30:00 GMT"),
    }
}

struct Standing {
    _runtime: Runtime,
    archive: Arc<Site>,
    archive_base: String,
    cited_base: String,
    canary: Arc<std::sync::atomic::AtomicUsize>,
}

fn standing() -> Standing {
    let runtime = Runtime::new().unwrap();
    let (archive_port, cited_port, canary_port) =
        (Port::open(ARCHIVE), Port::open(CITED), Port::open(Ipv4Addr::new(127, 66, 1, 1).into()));
    let names: Names = vec![
        ("{http}", format!("http://{}", archive_port.address)),
        ("{httpcanary}", format!("http://{}", canary_port.address)),
    ];
    let archive_base = format!("http://{}/", archive_port.address);
    let cited_base = format!("http://{}", cited_port.address);
    let canary = canary_port.watch(&runtime);
    let archive = Site::new(Pages::new(depends(archive)), names.clone());
    archive_port.serve(&runtime, archive.clone(), None);
    let mut cited = Pages::new(status(404));
    cited.set("/alive", ok(article()));
    cited.set("/blocked", status(403));
    cited.set("/soft", ok(gone("Page not found", "The page you are looking for does not exist.")));
    cited_port.serve(&runtime, Site::new(cited, names), None);
    Standing { _runtime: runtime, archive, archive_base, cited_base, canary }
}

impl Standing {
    /// The links to these paths of the cited site, by path.
    fn links(&self, folder: &Path, paths: &[&str]) -> BTreeMap<String, Value> {
        let urls: String = paths.iter().map(|path| format!("{}{path}\n", self.cited_base)).collect();
        std::fs::write(folder.join("urls.txt"), urls).unwrap();
        let memento = format!("--memento={}", self.archive_base);
        let options =
            ["--urls-from", "urls.txt", "--deadline", "8", "--allow-private=127.0.0.0/16", &memento];
        let report = report_of(online(folder).args(options));
        let links = report["links"].as_array().unwrap().iter();
        links
            .map(|link| (link["url"].as_str().unwrap().replace(&self.cited_base, ""), link.clone()))
            .collect()
    }
}

#[test]
fn dead_links_get_the_captures_that_open() {
    let standing = standing();
    let folder = tempfile::tempdir().unwrap();
    let links = standing
        .links(folder.path(), &["/captured", "/one", "/soft", "/alive", "/blocked", "/nearest-is-404"]);
    let first = |path: &str| links[path]["captures"][0]["url"].as_str().unwrap_or_default().to_owned();
    assert!(first("/captured").contains("/captured"), "{}", links["/captured"]);
    assert_eq!(links["/captured"]["verdict"], "dead");
    assert_eq!(links["/captured"]["lookup"], "captured");
    assert_eq!(first("/one"), format!("{}20240514093000/{}/one", standing.archive_base, standing.cited_base));
    assert_eq!(links["/one"]["captures"][0]["captured_at"], "2024-05-14T09:30:00Z");
    assert!(first("/nearest-is-404").contains("/20220101000000/"), "{}", links["/nearest-is-404"]);
    for path in ["/alive", "/blocked"] {
        assert_eq!(
            (&links[path]["captures"], &links[path]["lookup"]),
            (&Value::Array(Vec::new()), &Value::Null),
            "{path}"
        );
        assert!(
            !standing.archive.asked().keys().any(|target| target.ends_with(path)),
            "{path} is nobody's business"
        );
    }
}

#[test]
fn what_the_archive_does_not_have_is_not_proposed() {
    let standing = standing();
    let folder = tempfile::tempdir().unwrap();
    let paths = [
        "/never",
        "/archived-404",
        "/limited-memento",
        "/limited",
        "/failing",
        "/garbage",
        "/page",
        "/unavailable",
        "/canary",
        "/hanging",
    ];
    let links = standing.links(folder.path(), &paths);
    for path in paths {
        assert_eq!(links[path]["verdict"], "dead", "{path}");
        assert_eq!(links[path]["captures"], Value::Array(Vec::new()), "{path}");
    }
    // Its host was captured: the front page is.
    assert_eq!(links["/never"]["lookup"], "host-captured");
    for path in ["/limited", "/failing", "/hanging", "/page", "/garbage", "/unavailable"] {
        assert_eq!(links[path]["lookup"], "failed", "{path}");
    }
    assert_eq!(
        standing.canary.load(std::sync::atomic::Ordering::SeqCst),
        0,
        "a memento at a refused address was asked for"
    );
}

#[test]
fn an_archive_that_limits_is_not_pressed() {
    let standing = standing();
    let folder = tempfile::tempdir().unwrap();
    let links = standing.links(folder.path(), &["/limited", "/archived-redirect"]);
    assert_eq!(links["/limited"]["lookup"], "failed");
    let asked = standing.archive.asked();
    let limited: usize =
        asked.iter().filter(|(target, _)| target.ends_with("/limited")).map(|(_, times)| times.len()).sum();
    assert_eq!(limited, 1, "{asked:?}");
}
