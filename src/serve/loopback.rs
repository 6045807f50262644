//! Pages on this machine: a port of 127.0.0.1 that answers who names it, and nobody else, and changes
//! nothing. What the pages are is for others to say.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use socket2::{Domain, Socket, Type};
use tiny_http::{Header, Method, Request, Response, Server};

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

/// A port of 127.0.0.1 that is listened on.
pub(super) struct Loopback {
    server: Arc<Server>,
    /// Its number.
    pub(super) port: u16,
}

/// An answer: what it is and what it may do.
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// The media type.
    pub(super) kind: String,
    /// Its content security policy.
    pub(super) policy: String,
    /// Where it redirects to.
    pub(super) location: Option<String>,
    /// Its bytes.
    pub(super) body: Vec<u8>,
}

/// Who says what is at an address, and how a fault looks.
pub(super) trait Pages: Sync {
    /// What is at an address: a path with its query.
    fn answer(&self, address: &str) -> Answer;

    /// A page that says what is wrong.
    fn fault(&self, status: u16, words: &str) -> Answer;
}

impl Loopback {
    /// Binds a port; 0 is any that is free.
    pub(super) fn bind(port: u16) -> io::Result<Self> {
        let server = Server::from_listener(listener(port)?, None).map_err(io::Error::other)?;
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        Ok(Self { server: Arc::new(server), port })
    }

    /// Answers until the interrupt is set.
    pub(super) fn run(&self, pages: &dyn Pages, interrupted: &AtomicBool) {
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while !interrupted.load(Ordering::Relaxed) {
                        if let Ok(Some(request)) = self.server.recv_timeout(PATIENCE) {
                            self.respond(request, pages);
                        }
                    }
                });
            }
        });
    }

    fn respond(&self, request: Request, pages: &dyn Pages) {
        let answer = self.answer(&request, pages);
        let fields = [
            ("Content-Type", answer.kind.as_str()),
            ("Content-Security-Policy", &answer.policy),
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

    fn answer(&self, request: &Request, pages: &dyn Pages) -> Answer {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return pages.fault(405, "Only reading is possible here.");
        }
        if !self.is_own_host(request) {
            return pages.fault(403, "This page answers on its own address only.");
        }
        if request.url().len() > LONGEST {
            return pages.fault(414, "The address is too long.");
        }
        pages.answer(request.url())
    }

    /// Whether the request names this server: a page elsewhere whose name was made to lead here reads
    /// nothing.
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
