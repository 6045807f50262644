//! Cases as data, the sites that serve them, the one run of newscheck that asks them all, and what it got
//! wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use url::{Position, Url};

use crate::answers::{Answer, ok, status};
use crate::pages;
use crate::server::{Names, Pages, Port, Site, acceptor, fill};
use crate::support;
use crate::tls::{Authority, Certificate};

/// The address of an article on a site.
pub const DEEP: &str = "/news/2024/05/14/river-floods-lower-town";

/// The sites of a case where nobody serves them.
const OWN: &str = "https://courier.example";
const OTHER: &str = "https://other.example";

/// A link, the site it leads to, and what a careful reader says of it.
pub struct Case {
    pub name: &'static str,
    ask: String,
    pages: Pages,
    other: Pages,
    certificate: Certificate,
    place: Place,
    verdicts: &'static str,
    status: Option<u16>,
    final_url: Option<&'static str>,
    hops: Option<&'static [u16]>,
    attempts: Option<RangeInclusive<u64>>,
    requests: Option<RangeInclusive<usize>>,
    gap: Option<Duration>,
    slow: bool,
}

/// Where a site stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// At an address of its own.
    Own,
    Ipv6,
    /// Where the name `localhost` leads.
    Local,
}

/// A link to [`DEEP`] that is answered so. Its site has a front page, and 404 for everything else.
pub fn case(name: &'static str, answer: Answer) -> Case {
    let mut pages = Pages::new(status(404));
    pages.set("/", ok(pages::front()));
    pages.set(DEEP, answer);
    let mut other = Pages::new(status(404));
    other.set("/", ok(pages::front()));
    Case {
        name,
        ask: format!("{{http}}{DEEP}"),
        pages,
        other,
        certificate: Certificate::Good,
        place: Place::Own,
        verdicts: "",
        status: None,
        final_url: None,
        hops: None,
        attempts: None,
        requests: None,
        gap: None,
        slow: false,
    }
}

impl Case {
    /// The link, with `{http}` and `{https}` for the site, `{other}` for a second site, `{canary}` for one
    /// that must not be asked.
    pub fn ask(mut self, url: &str) -> Self {
        self.ask = url.to_owned();
        self
    }

    /// Another page of the site.
    pub fn at(mut self, path: &'static str, answer: Answer) -> Self {
        self.pages.set(path, answer);
        self
    }

    /// What the site answers to whatever else is asked.
    pub fn anywhere(mut self, answer: Answer) -> Self {
        self.pages.set_fallback(answer);
        self
    }

    /// A page of the second site.
    pub fn at_other(mut self, path: &'static str, answer: Answer) -> Self {
        self.other.set(path, answer);
        self
    }

    pub fn certificate(mut self, certificate: Certificate) -> Self {
        self.certificate = certificate;
        self
    }

    pub fn ipv6(mut self) -> Self {
        self.place = Place::Ipv6;
        self
    }

    pub fn local(mut self) -> Self {
        self.place = Place::Local;
        self
    }

    /// The verdicts that are right, between bars.
    pub fn is(mut self, verdicts: &'static str) -> Self {
        self.verdicts = verdicts;
        self
    }

    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Where it ends.
    pub fn ends(mut self, url: &'static str) -> Self {
        self.final_url = Some(url);
        self
    }

    /// The statuses on the way.
    pub fn hops(mut self, statuses: &'static [u16]) -> Self {
        self.hops = Some(statuses);
        self
    }

    pub fn attempts(mut self, count: RangeInclusive<u64>) -> Self {
        self.attempts = Some(count);
        self
    }

    /// How often the server is asked for the page itself.
    pub fn requests(mut self, count: RangeInclusive<usize>) -> Self {
        self.requests = Some(count);
        self
    }

    /// The least time between the first two requests for the page.
    pub fn gap(mut self, milliseconds: u64) -> Self {
        self.gap = Some(Duration::from_millis(milliseconds));
        self
    }

    /// Needs waits or much work: only in the whole matrix.
    pub fn slow(mut self) -> Self {
        self.slow = true;
        self
    }

    /// The page that the link leads to at once: its name, markup, address and verdicts, as
    /// `tools/fit/pages.py` reads them. None where the answer is no whole page of HTML.
    pub fn shown(&self) -> Option<Value> {
        let host = OWN.trim_start_matches("https://");
        let names: Names = [
            ("{http}", OWN),
            ("{https}", OWN),
            ("{httpother}", OTHER),
            ("{httpslash}", OWN.trim_start_matches("https:")),
            ("{hostport}", host),
            ("{hostsport}", host),
            ("{httpport}", "80"),
            ("{httpsport}", "443"),
        ]
        .map(|(name, address)| (name, address.to_owned()))
        .into();
        let address =
            Url::parse(&fill(&self.ask, &names)).ok().filter(|address| address.as_str().starts_with(OWN))?;
        let markup = self.pages.answer(&address[Position::BeforePath..Position::AfterQuery]).markup()?;
        Some(json!({
            "id": self.name,
            "markup": fill(markup, &names),
            "address": address.as_str(),
            "verdicts": self.verdicts,
        }))
    }

    /// Whether it says what is right.
    pub fn is_judged(&self) -> bool {
        !self.verdicts.is_empty()
    }

    pub fn is_slow(&self) -> bool {
        self.slow
    }
}

/// A case whose sites are up.
struct Standing {
    case: Case,
    url: String,
    names: Names,
    site: Arc<Site>,
}

/// Cases whose sites are up.
pub struct Bench {
    // Before the folder and the cases: the sites go down with it.
    _runtime: Runtime,
    standing: Vec<Standing>,
    canary: Arc<AtomicUsize>,
    folder: tempfile::TempDir,
}

/// What a run came to.
pub struct Outcome {
    pub right: usize,
    /// What was wrong, by case: a line each.
    pub wrong: BTreeMap<&'static str, String>,
    pub took: Duration,
}

/// The canary's address: on the machine, and outside of the networks that are allowed.
const CANARY: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 66, 6, 6));

impl Bench {
    pub fn start(cases: Vec<Case>) -> Self {
        let runtime = Runtime::new().unwrap();
        let authority = Authority::new();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("authority.pem"), &authority.pem).unwrap();
        let canary_port = Port::open(CANARY);
        let canary_address = canary_port.address;
        let canary = canary_port.watch(&runtime);
        let mut standing = Vec::new();
        for (number, case) in cases.into_iter().enumerate() {
            let ip = match case.place {
                Place::Own => own_address(2 * number),
                Place::Ipv6 => Ipv6Addr::LOCALHOST.into(),
                Place::Local => Ipv4Addr::LOCALHOST.into(),
            };
            let other_ip = own_address(2 * number + 1);
            let (http, https, other) = (Port::open(ip), Port::open(ip), Port::open(other_ip));
            // A port that was free a moment ago, and where nobody listens now.
            let nobody = Port::open(ip).address;
            let names: Names = vec![
                ("{http}", format!("http://{}", http.address)),
                ("{https}", format!("https://{}", https.address)),
                ("{httpother}", format!("http://{}", other.address)),
                ("{httpnobody}", format!("http://{nobody}")),
                ("{httpcanary}", format!("http://{canary_address}")),
                ("{httpport}", http.address.port().to_string()),
                ("{httpsport}", https.address.port().to_string()),
                ("{hostport}", http.address.to_string()),
                ("{hostsport}", https.address.to_string()),
                ("{httpslash}", format!("//{}", http.address)),
            ];
            let Case { pages, other: other_pages, .. } = case;
            let site = Site::new(pages, names.clone());
            http.serve(&runtime, site.clone(), None);
            https.serve(&runtime, site.clone(), Some(acceptor(&authority, case.certificate, ip)));
            other.serve(&runtime, Site::new(other_pages, names.clone()), None);
            let case = Case { pages: Pages::new(status(404)), other: Pages::new(status(404)), ..case };
            standing.push(Standing { url: fill(&case.ask, &names), case, names, site });
        }
        Self { _runtime: runtime, standing, canary, folder }
    }

    /// Asks all of them in one run.
    pub fn run(&self, options: &[&str]) -> Outcome {
        let list = self.folder.path().join("urls.txt");
        let urls: String = self.standing.iter().flat_map(|one| [one.url.as_str(), "\n"]).collect();
        std::fs::write(&list, urls).unwrap();
        let mut command = online(self.folder.path());
        command
            .args([
                "--urls-from",
                "urls.txt",
                "--ca-file",
                "authority.pem",
                "--allow-private=127.0.0.0/16,::1/128",
            ])
            .args(options);
        let began = Instant::now();
        let report = report_of(&mut command);
        let took = began.elapsed();
        let links: BTreeMap<&str, &Value> = report["links"]
            .as_array()
            .unwrap()
            .iter()
            .map(|link| (link["url"].as_str().unwrap(), link))
            .collect();
        let mut wrong = BTreeMap::new();
        for one in &self.standing {
            let faults = match links.get(one.url.as_str()) {
                Some(link) => one.faults(link),
                None => format!("no link with {}", one.url),
            };
            if !faults.is_empty() {
                wrong.insert(one.case.name, faults);
            }
        }
        if self.canary.load(Ordering::SeqCst) > 0 {
            wrong.insert("canary", "an address was asked that must not be".to_owned());
        }
        Outcome { right: self.standing.len() - wrong.len(), wrong, took }
    }
}

impl Bench {
    /// Archives an article that cites all of them, twice, and packs it: the folder of the archive and the
    /// package.
    pub fn archive(&self) -> (PathBuf, PathBuf) {
        let folder = self.folder.path();
        let mut article =
            "Faults of a day\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nServers fail in many ways [1].\n\nReferences\n".to_owned();
        for (number, one) in self.standing.iter().enumerate() {
            writeln!(article, "[{}] {}", number + 1, one.url).unwrap();
        }
        std::fs::write(folder.join("article.txt"), article).unwrap();
        let runs: [&[&str]; 4] = [
            &[
                "add",
                "article.txt",
                "--quiet",
                "--ca-file",
                "authority.pem",
                "--allow-private=127.0.0.0/16,::1/128",
                "--retries",
                "0",
            ],
            &[
                "add",
                "article.txt",
                "--quiet",
                "--ca-file",
                "authority.pem",
                "--allow-private=127.0.0.0/16,::1/128",
                "--retries",
                "0",
            ],
            &["check"],
            &["export", "--output", "package.wacz"],
        ];
        for arguments in runs {
            let output = support::newscheck(folder).arg("archive").args(arguments).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success() && !said.contains("panicked"),
                "{arguments:?}: {said}\n{}",
                String::from_utf8_lossy(&output.stdout)
            );
        }
        (folder.join(".newscheck/archive/data"), folder.join("package.wacz"))
    }
}

/// An address of the 127.0.0.0/16 network, below none of the test's fixed ones.
fn own_address(number: usize) -> IpAddr {
    let third = u8::try_from(10 + number / 200).unwrap();
    let fourth = u8::try_from(1 + number % 200).unwrap();
    Ipv4Addr::new(127, 0, third, fourth).into()
}

impl Standing {
    /// What is wrong with a link, in words; empty where nothing is.
    fn faults(&self, link: &Value) -> String {
        let case = &self.case;
        let mut faults = String::new();
        let verdict = link["verdict"].as_str().unwrap();
        if !case.verdicts.split('|').any(|right| right == verdict) {
            write!(faults, "{verdict}, not {}; ", case.verdicts).unwrap();
        }
        if let Some(status) = case.status
            && link["status"] != status
        {
            write!(faults, "status {}, not {status}; ", link["status"]).unwrap();
        }
        if let Some(ends) = case.final_url.map(|url| fill(url, &self.names))
            && link["final_url"] != ends.as_str()
        {
            write!(faults, "ends at {}, not {ends}; ", link["final_url"]).unwrap();
        }
        let hops: Vec<u64> =
            link["hops"].as_array().unwrap().iter().map(|hop| hop["status"].as_u64().unwrap_or(0)).collect();
        if let Some(right) = case.hops
            && !hops.iter().copied().eq(right.iter().map(|&status| u64::from(status)))
        {
            write!(faults, "hops {hops:?}, not {right:?}; ").unwrap();
        }
        if let Some(right) = &case.attempts
            && !right.contains(&link["attempts"].as_u64().unwrap())
        {
            write!(faults, "attempts {}, not {right:?}; ", link["attempts"]).unwrap();
        }
        let asked = self.site.asked();
        let target = self.url.splitn(4, '/').nth(3).unwrap_or_default().split('#').next().unwrap_or_default();
        let times = asked.get(&format!("/{target}")).map_or(&[][..], Vec::as_slice);
        if let Some(right) = &case.requests
            && !right.contains(&times.len())
        {
            write!(faults, "asked {} times, not {right:?}; ", times.len()).unwrap();
        }
        if let Some(right) = case.gap
            && times.len() > 1
            && times[1] - times[0] < right
        {
            write!(faults, "asked again after {:?}, not {right:?}; ", times[1] - times[0]).unwrap();
        }
        if self.site.peak() > 20 {
            write!(faults, "{} connections at once; ", self.site.peak()).unwrap();
        }
        if !faults.is_empty() {
            write!(faults, "reason: {}, hops {hops:?}, url {}", link["reason"], self.url).unwrap();
        }
        faults
    }
}

/// `newscheck links` that asks, without what earlier runs know, or a proxy.
pub fn online(folder: &std::path::Path) -> Command {
    let mut command = support::newscheck(folder);
    for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command.args(["links", "--online", "--format", "json", "--no-cache"]);
    command
}

/// The report of a run.
pub fn report_of(command: &mut Command) -> Value {
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|fault| {
        panic!("{fault}: code {:?}, stderr {}", output.status.code(), String::from_utf8_lossy(&output.stderr))
    })
}
