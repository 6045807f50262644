//! Pages on this machine: an archive to browse, search and read, and a report that follows its articles. They
//! answer on loopback only, change nothing, and what they show of captured pages never runs.

mod live;
mod loopback;
mod pages;
mod replay;
mod style;

use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use url::Url;

use crate::archive::{Archive, ArchiveError, RunNote};
use crate::pipeline::archive::{open_read_only, text_of};
use crate::serve::loopback::{Answer, Loopback, Pages};

pub use live::{Live, Report};

/// What own pages may load: nothing but their style and frames of captured pages.
const OWN_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";

/// What captured pages may load: nothing but what is written into them. No script runs, whatever they hold.
const CAPTURED_POLICY: &str = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; font-src data:; \
                               form-action 'none'; base-uri 'none'";

/// An archive that is served.
pub struct Site {
    loopback: Loopback,
    folder: PathBuf,
    run: RunNote,
}

impl Answer {
    fn page(status: u16, body: String) -> Self {
        Self {
            status,
            kind: "text/html; charset=utf-8".to_owned(),
            policy: OWN_POLICY.to_owned(),
            location: None,
            body: body.into_bytes(),
        }
    }

    fn captured(kind: &str, body: Vec<u8>) -> Self {
        Self { status: 200, kind: kind.to_owned(), policy: CAPTURED_POLICY.to_owned(), location: None, body }
    }

    fn see(location: String) -> Self {
        Self {
            status: 302,
            kind: "text/plain".to_owned(),
            policy: OWN_POLICY.to_owned(),
            location: Some(location),
            body: Vec::new(),
        }
    }
}

impl Site {
    /// Binds a port of 127.0.0.1; 0 is any that is free.
    pub fn bind(folder: PathBuf, run: RunNote, port: u16) -> io::Result<Self> {
        Ok(Self { loopback: Loopback::bind(port)?, folder, run })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.loopback.port
    }

    /// Answers until the interrupt is set.
    pub fn run(&self, interrupted: &AtomicBool) {
        self.loopback.run(self, interrupted);
    }

    fn route(&self, address: &str) -> Result<Answer, ArchiveError> {
        let missing = || pages::fault(404, "There is no such page.");
        let Ok(url) = Url::parse(&format!("http://127.0.0.1{address}")) else { return Ok(missing()) };
        let (_, rest) = url.path().split_once('/').unwrap_or_default();
        let (first, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let value = |name: &str| {
            url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
        };
        let number = |words: Option<String>| words.and_then(|words| words.parse::<i64>().ok());
        // For each request: what a run adds meanwhile is there, and no lock is held between two.
        let archive = open_read_only(&self.folder, &self.run)?;
        let id = number(Some(rest.to_owned()));
        let answer = match (first, id) {
            ("", _) => Some(pages::front(&archive, &self.folder)?),
            ("style.css", _) => {
                Some(Answer { kind: "text/css".to_owned(), ..Answer::page(200, style::SHEET.to_owned()) })
            }
            ("search", _) => Some(pages::search(&archive, &value("q").unwrap_or_default())?),
            ("url", _) => pages::address(&archive, &value("u").unwrap_or_default())?,
            ("article", Some(id)) => pages::article(&archive, id)?,
            ("capture", Some(id)) => pages::capture(&archive, id)?,
            ("diff", _) => pages::diff(&archive, number(value("a")), number(value("b")))?,
            ("replay", Some(id)) => {
                archive.capture(id)?.map(|capture| replay::whole(&archive, &capture)).transpose()?
            }
            ("raw", Some(id)) => archive.capture(id)?.map(|capture| raw(&archive, &capture)).transpose()?,
            ("at", _) => replay::nearest(&archive, address.strip_prefix("/at/").unwrap_or_default())?,
            _ => None,
        };
        Ok(answer.unwrap_or_else(missing))
    }
}

impl Pages for Site {
    fn answer(&self, address: &str) -> Answer {
        let answer = match self.route(address) {
            Err(error) if error.is_malformed_catalogue() => {
                Archive::rebuild(&self.folder, &self.run, &text_of).and_then(|_| self.route(address))
            }
            answer => answer,
        };
        match answer {
            Ok(answer) => answer,
            Err(error) => self.fault(500, &error.to_string()),
        }
    }

    fn fault(&self, status: u16, words: &str) -> Answer {
        pages::fault(status, words)
    }
}

/// The bytes of a capture, to be kept, not shown.
fn raw(archive: &Archive, capture: &crate::archive::CaptureRow) -> Result<Answer, ArchiveError> {
    let body = archive.payload(capture)?.unpacked().bytes.into_owned();
    Ok(Answer {
        policy: "sandbox; default-src 'none'".to_owned(),
        ..Answer::captured("application/octet-stream", body)
    })
}

/// Words as the value of a query.
fn query(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_query() {
        assert_eq!(query("https://example.org/?a=b&c d"), "https%3A%2F%2Fexample.org%2F%3Fa%3Db%26c+d");
    }
}
