//! A page on this machine to browse, search and read an archive. It answers on loopback only, changes
//! nothing, and what it shows of captured pages never runs.

mod pages;
mod replay;
mod style;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use socket2::{Domain, Socket, Type};
use tiny_http::{Header, Method, Request, Response, Server};
use url::Url;

use crate::archive::{Archive, ArchiveError, RunNote};
use crate::pipeline::archive::{open_read_only, text_of};

/// Threads that answer: more than the connections that a few clients hold, of which some may read slowly.
const THREADS: usize = 32;

/// How long a reader may take nothing of an answer before it is left.
const WRITE_LIMIT: Duration = Duration::from_secs(10);

/// Connections that wait to be taken.
const BACKLOG: i32 = 128;

/// How long a thread waits before it looks for an interrupt again.
const PATIENCE: Duration = Duration::from_millis(200);

/// Bytes of an address that is answered.
const LONGEST: usize = 8 * 1024;

/// What own pages may load: nothing but their style and frames of captured pages.
const OWN_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";

/// What captured pages may load: nothing but what is written into them. No script runs, whatever they hold.
const CAPTURED_POLICY: &str = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; font-src data:; \
                               form-action 'none'; base-uri 'none'";

/// An archive that is served.
pub struct Site {
    server: Arc<Server>,
    port: u16,
    folder: PathBuf,
    run: RunNote,
}

/// An answer: what it is and what it may do.
struct Answer {
    status: u16,
    kind: String,
    policy: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn page(status: u16, body: String) -> Self {
        Self {
            status,
            kind: "text/html; charset=utf-8".to_owned(),
            policy: OWN_POLICY,
            location: None,
            body: body.into_bytes(),
        }
    }

    fn captured(kind: &str, body: Vec<u8>) -> Self {
        Self { status: 200, kind: kind.to_owned(), policy: CAPTURED_POLICY, location: None, body }
    }

    fn see(location: String) -> Self {
        Self {
            status: 302,
            kind: "text/plain".to_owned(),
            policy: OWN_POLICY,
            location: Some(location),
            body: Vec::new(),
        }
    }
}

impl Site {
    /// Binds a port of 127.0.0.1; 0 is any that is free.
    pub fn bind(folder: PathBuf, run: RunNote, port: u16) -> io::Result<Self> {
        let server = Server::from_listener(listener(port)?, None).map_err(io::Error::other)?;
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        Ok(Self { server: Arc::new(server), port, folder, run })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers until the interrupt is set.
    pub fn run(&self, interrupted: &AtomicBool) {
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while !interrupted.load(Ordering::Relaxed) {
                        if let Ok(Some(request)) = self.server.recv_timeout(PATIENCE) {
                            self.respond(request);
                        }
                    }
                });
            }
        });
    }

    fn respond(&self, request: Request) {
        let answer = self.answer(&request);
        let fields = [
            ("Content-Type", answer.kind.as_str()),
            ("Content-Security-Policy", answer.policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ];
        let mut response = Response::from_data(answer.body).with_status_code(answer.status);
        let location = answer.location.as_deref().map(|location| ("Location", location));
        for (name, value) in fields.into_iter().chain(location) {
            // A captured type that is no header value is not sent.
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        // A reader that went away needs no answer.
        let _ = request.respond(response);
    }

    fn answer(&self, request: &Request) -> Answer {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return pages::fault(405, "Only reading is possible here.");
        }
        if !self.is_own_host(request) {
            return pages::fault(403, "This page answers on its own address only.");
        }
        if request.url().len() > LONGEST {
            return pages::fault(414, "The address is too long.");
        }
        let answer = match self.route(request.url()) {
            Err(error) if error.is_malformed_catalogue() => {
                Archive::rebuild(&self.folder, &self.run, &text_of).and_then(|_| self.route(request.url()))
            }
            answer => answer,
        };
        match answer {
            Ok(answer) => answer,
            Err(error) => pages::fault(500, &error.to_string()),
        }
    }

    /// Whether the request names this server: a page elsewhere whose name was made to lead here does not read
    /// the archive.
    fn is_own_host(&self, request: &Request) -> bool {
        let host = request
            .headers()
            .iter()
            .find(|header| header.field.equiv("Host"))
            .map(|header| header.value.as_str());
        let names = ["127.0.0.1", "localhost", "[::1]"];
        host.is_some_and(|host| {
            names.iter().any(|name| host.eq_ignore_ascii_case(&format!("{name}:{}", self.port)))
        })
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

/// A port of 127.0.0.1 that is listened on. Its connections inherit the limit on writing.
fn listener(port: u16) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.set_write_timeout(Some(WRITE_LIMIT))?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// The bytes of a capture, to be kept, not shown.
fn raw(archive: &Archive, capture: &crate::archive::CaptureRow) -> Result<Answer, ArchiveError> {
    let body = archive.payload(capture)?.unpacked().bytes.into_owned();
    Ok(Answer { policy: "sandbox; default-src 'none'", ..Answer::captured("application/octet-stream", body) })
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
