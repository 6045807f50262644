//! Sends one request and reads its answer. It follows no redirect and does not try again; see `redirects`
//! and `schedule`.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use hyper::ext::ReasonPhrase;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};
use url::{Host, Url};

use super::clients::Clients;
use super::cookies::Cookies;
use super::fault::{Fault, deepest, fault};
use super::guard::{self, AllowPrivate, Refusal};
use super::proxy::{Proxies, without_credentials};
use super::tls::{self, Chains};
use super::{FetchError, FetchOptions, Keep};
use crate::address::private::is_private_name;
use crate::model::exchange::{Exchange, HeaderFields, Protocol, RequestHead, ResponseHead, Truncation};

/// The name by which newscheck asks, in the form that crawlers use.
const USER_AGENT: &str = concat!(
    "Mozilla/5.0 (compatible; newscheck/",
    env!("CARGO_PKG_VERSION"),
    "; +",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);

/// The word for which the name of a browser is sent.
pub(super) const BROWSER: &str = "browser";

/// A current browser on the most common system.
const BROWSER_AGENT: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/// What a client says that can read pages.
const FIELDS: &[(&str, &str)] = &[
    ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"),
    ("accept-encoding", "gzip, deflate, br, zstd"),
    ("accept-language", "en-US,en;q=0.9"),
];

/// What a browser says besides when a person opens an address.
const BROWSER_FIELDS: &[(&str, &str)] = &[
    ("upgrade-insecure-requests", "1"),
    ("sec-fetch-dest", "document"),
    ("sec-fetch-mode", "navigate"),
    ("sec-fetch-site", "none"),
    ("sec-fetch-user", "?1"),
];

/// The codings asked for where answers are kept: every tool that replays archives unpacks these. warcio
/// 1.8.1 fails on brotli.
const KEPT_CODINGS: &str = "gzip, deflate";

/// Fields of the user that another host must not learn.
const SECRET_FIELDS: &[&str] = &["authorization", "proxy-authorization", "cookie"];

/// Bytes of a body that are held where it is not kept.
pub(super) const GLANCE: usize = 1024 * 1024;

/// How many times as long as another a steady body of known length may take.
const STEADY: u32 = 2;

/// Bytes of an archive's list of captures that are held, packed as they are sent.
pub(super) const TIME_MAP: usize = 8 * 1024 * 1024;

/// Bytes of the body of an error or a redirect that are read, where it is not kept.
const ERROR_BODY: u64 = 256 * 1024;

/// Bytes of a body that every request may hold at once with others; beyond it, only [`LARGE`] may, and
/// beyond [`LARGE_BODY`] one.
const SMALL_BODY: usize = 256 * 1024;

/// See [`SMALL_BODY`].
const LARGE_BODY: usize = 4 * 1024 * 1024;

/// Large bodies that are held at once.
const LARGE: usize = 6;

/// Sends requests.
pub(super) struct Connections {
    direct: Client,
    clients: Clients,
    proxied: Vec<(Url, Client)>,
    proxies: Proxies,
    chains: Arc<Chains>,
    cookies: Cookies,
    fields: HeaderMap,
    plain_fields: HeaderMap,
    allow: AllowPrivate,
    timeout: Duration,
    keep: Keep,
    max_body: u64,
    large: Arc<Semaphore>,
    huge: Arc<Semaphore>,
    clock: fn() -> DateTime<Utc>,
    asked: Mutex<(BTreeSet<String>, BTreeSet<String>)>,
}

/// One request.
#[derive(Clone, Copy)]
pub(super) struct Ask<'u> {
    pub(super) url: &'u Url,
    /// More fields, for this request only.
    pub(super) fields: &'u [(HeaderName, HeaderValue)],
    pub(super) whose: Whose,
}

/// What a host is to the user's own fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// It was cited.
    Cited,
    /// A cited host sent us there.
    Other,
    /// It is asked about another's page: a web archive.
    Third,
}

/// An answer.
pub(super) struct Answer {
    pub(super) exchange: Exchange,
    /// The length of the body, of which the exchange may hold less.
    length: u64,
    share: Share,
}

impl Answer {
    /// Whether it has no body.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether the body is held to its end.
    pub(super) fn is_whole(&self) -> bool {
        self.exchange.truncated.is_none() && self.length == self.exchange.body.len() as u64
    }

    /// What is kept of it, and its share of the memory.
    pub(super) fn into_exchange(self) -> (Exchange, Share) {
        (self.exchange, self.share)
    }
}

/// A large body's share of the memory, given back when this is dropped.
#[derive(Default)]
pub(super) struct Share {
    large: Option<OwnedSemaphorePermit>,
    huge: Option<OwnedSemaphorePermit>,
}

impl Connections {
    pub(super) fn new(options: &FetchOptions, proxies: Proxies) -> Result<Self, FetchError> {
        let authorities = tls::authorities(&options.ca_files).map_err(FetchError::Authority)?;
        let (config, chains) =
            tls::configuration(authorities).map_err(|error| FetchError::Client(error.to_string()))?;
        let cookies =
            Cookies::read(options.cookies.as_deref().unwrap_or_default()).map_err(FetchError::Cookies)?;
        let failed = |error: reqwest::Error| FetchError::Client(deepest(&error));
        let clients = Clients::new(config, options);
        let direct = clients.make(None).map_err(failed)?;
        let proxied = proxies
            .all()
            .into_iter()
            .map(|proxy| clients.make(Some(proxy)).map(|client| (proxy.clone(), client)));
        let proxied = proxied.collect::<Result<_, _>>().map_err(failed)?;
        let (fields, plain_fields) = request_fields(options)?;
        Ok(Self {
            direct,
            clients,
            proxied,
            proxies,
            chains,
            cookies,
            fields,
            plain_fields,
            allow: options.allow_private.clone(),
            timeout: options.timeout,
            keep: options.keep,
            max_body: options.max_body,
            large: Arc::new(Semaphore::new(LARGE)),
            huge: Arc::new(Semaphore::new(1)),
            clock: options.clock,
            asked: Mutex::default(),
        })
    }

    /// The hosts that were asked, and the proxies used.
    pub(super) fn asked(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Bytes of a body that are read.
    pub(super) fn max_body(&self) -> usize {
        usize::try_from(self.max_body).unwrap_or(usize::MAX)
    }

    /// The `Cookie` field that an address would be sent.
    pub(super) fn cookies(&self, url: &Url) -> Option<HeaderValue> {
        self.cookies.of(url)
    }

    /// Sends a GET request and reads the answer.
    pub(super) async fn ask(&self, ask: Ask<'_>) -> Result<Answer, Fault> {
        let url = ask.url;
        let (client, proxy) = self.way(url)?;
        let fields = self.fields_of(ask);
        let (at, until) = (self.now(), Instant::now() + self.timeout);
        let response = self.send(url, &fields, (client, proxy), until).await;
        // A host whose name was refused or has no address was not contacted, and the report names only
        // who was.
        if !matches!(response, Err(Fault::Refused(_) | Fault::NoSuchHost | Fault::Unresolved(_))) {
            self.note(url, proxy);
        }
        let response = response?;
        if ask.whose != Whose::Third {
            self.cookies.keep(response.headers(), url);
        }
        // Through a proxy the address is the proxy's.
        let address = response.remote_addr().filter(|_| proxy.is_none()).map(|address| address.ip());
        let secured =
            (url.scheme() == "https").then(|| url.host_str().and_then(|host| self.chains.of(host))).flatten();
        let mut exchange = Exchange {
            url: in_ascii(url),
            at,
            address,
            protocol: protocol(response.version()),
            request: RequestHead {
                method: "GET".to_owned(),
                target: target(url),
                fields: sent_fields(url, &fields),
            },
            sent: Vec::new(),
            response: head(&response),
            body: Vec::with_capacity(room(&response)),
            truncated: None,
            tls: secured,
        };
        let held = match (self.keep, ask.whose) {
            (Keep::Exchanges, _) => self.max_body(),
            (Keep::Nothing, Whose::Third) => TIME_MAP,
            (Keep::Nothing, _) => GLANCE,
        };
        let (length, share) = self.read_body(response, &mut exchange, held, until).await;
        Ok(Answer { exchange, length, share })
    }

    /// The client to ask an address with, and the proxy that it asks; or why it is not asked.
    fn way(&self, url: &Url) -> Result<(&Client, Option<&Url>), Fault> {
        guard::check(url, &self.allow).map_err(Fault::Refused)?;
        let proxy = self.proxies.of(url);
        if proxy.is_some() && self.allow != AllowPrivate::All && url.domain().is_some_and(is_private_name) {
            return Err(Fault::Refused(Refusal::Name(url.domain().unwrap_or_default().to_owned())));
        }
        let client = self
            .proxied
            .iter()
            .find(|(known, _)| Some(known) == proxy)
            .map_or(&self.direct, |(_, client)| client);
        Ok((client, proxy))
    }

    /// Sends bytes to an address, once; gives the status of the answer and its body, of which it reads no
    /// more than `most` bytes.
    pub(super) async fn post(
        &self,
        url: &Url,
        (content_type, body): (&'static str, &[u8]),
        most: usize,
    ) -> Result<(u16, Vec<u8>), Fault> {
        let (client, proxy) = self.way(url)?;
        let mut request = reqwest::Request::new(reqwest::Method::POST, url.clone());
        request.headers_mut().extend(
            self.plain_fields
                .get(reqwest::header::USER_AGENT)
                .map(|agent| (reqwest::header::USER_AGENT, agent.clone())),
        );
        request.headers_mut().insert(reqwest::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        *request.body_mut() = Some(body.to_vec().into());
        let until = Instant::now() + self.timeout;
        let sent = timeout_at(until, client.execute(request)).await.map_err(|_| Fault::TimedOut)?;
        self.note(url, proxy);
        let mut response = sent.map_err(|error| fault(&error))?;
        let mut answer = Vec::new();
        loop {
            let chunk = timeout_at(until, response.chunk()).await.map_err(|_| Fault::TimedOut)?;
            match chunk.map_err(|error| fault(&error))? {
                Some(chunk) if answer.len() + chunk.len() <= most => answer.extend_from_slice(&chunk),
                None => return Ok((response.status().as_u16(), answer)),
                Some(_) => return Err(Fault::Lost(format!("an answer of more than {most} bytes"))),
            }
        }
    }

    /// Sends a request through a client, and once more over HTTP/1.1 where a server asks for that.
    async fn send(
        &self,
        url: &Url,
        fields: &HeaderMap,
        (client, proxy): (&Client, Option<&Url>),
        until: Instant,
    ) -> Result<Response, Fault> {
        let mut request = reqwest::Request::new(reqwest::Method::GET, url.clone());
        *request.headers_mut() = fields.clone();
        let again = proxy.is_none().then(|| request.try_clone()).flatten();
        let mut sent = timeout_at(until, client.execute(request)).await;
        if let (Ok(Err(error)), Some(request)) = (&sent, again)
            && let Some(client) = self.clients.instead(error)
        {
            sent = timeout_at(until, client.execute(request)).await;
        }
        match sent {
            Err(_) => Err(Fault::TimedOut),
            Ok(Err(error)) => Err(fault(&error)),
            Ok(Ok(response)) => Ok(response),
        }
    }

    fn note(&self, url: &Url, proxy: Option<&Url>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let host = host_of(url);
        if !asked.0.contains(&host) {
            asked.0.insert(host);
        }
        if let Some(proxy) = proxy {
            asked.1.insert(without_credentials(proxy));
        }
    }

    fn fields_of(&self, ask: Ask<'_>) -> HeaderMap {
        let mut fields =
            if ask.whose == Whose::Third { self.plain_fields.clone() } else { self.fields.clone() };
        if ask.whose == Whose::Other {
            SECRET_FIELDS.iter().for_each(|secret| drop(fields.remove(*secret)));
        }
        if ask.whose != Whose::Third
            && let Some(cookies) = self.cookies.of(ask.url)
            && !fields.contains_key(reqwest::header::COOKIE)
        {
            fields.insert(reqwest::header::COOKIE, cookies);
        }
        fields.extend(ask.fields.iter().cloned());
        fields
    }

    /// Reads the body into the exchange, of which `held` bytes are held; its length, and its share of the
    /// memory.
    async fn read_body(
        &self,
        mut response: Response,
        exchange: &mut Exchange,
        held: usize,
        mut until: Instant,
    ) -> (u64, Share) {
        let kept = self.keep == Keep::Exchanges;
        let most = if kept || response.status().is_success() {
            self.max_body
        } else {
            self.max_body.min(ERROR_BODY)
        };
        let mut held = held.min(usize::try_from(most).unwrap_or(usize::MAX));
        let (mut length, mut share) = (0u64, Share::default());
        // A length that is not believed anyway gives no more time.
        let total = response.content_length().filter(|total| *total <= most);
        let ends_with_connection = ends_with_connection(&response);
        let (began, mut longest) = (Instant::now(), Some(self.timeout * STEADY));
        exchange.truncated = loop {
            let chunk = match timeout_at(until, response.chunk()).await {
                Err(_)
                    if longest.is_some_and(|longest| is_steady(began.elapsed(), length, total, longest)) =>
                {
                    until = began + longest.take().unwrap_or_default();
                    continue;
                }
                Err(_) => break Some(Truncation::Time),
                Ok(Err(error)) if ends_with_connection && is_end_of_connection(&error) => break None,
                Ok(Err(_)) => break Some(Truncation::Disconnect),
                Ok(Ok(None)) => break None,
                Ok(Ok(Some(chunk))) => chunk,
            };
            let wanted = chunk.len().min(held - exchange.body.len());
            if exchange.body.len() + wanted > SMALL_BODY && share.large.is_none() {
                let (waiting, large) = (Instant::now(), Arc::clone(&self.large));
                share.large =
                    if kept { large.acquire_owned().await.ok() } else { large.try_acquire_owned().ok() };
                until += waiting.elapsed();
                // A body that is not kept is looked at as far as there is memory.
                held = if share.large.is_some() { held } else { exchange.body.len() };
            }
            if exchange.body.len() + wanted > LARGE_BODY && share.huge.is_none() {
                let waiting = Instant::now();
                share.huge = Arc::clone(&self.huge).acquire_owned().await.ok();
                until += waiting.elapsed();
            }
            let wanted = wanted.min(held - exchange.body.len());
            exchange.body.extend_from_slice(&chunk[..wanted]);
            length += chunk.len() as u64;
            if length > most {
                length = most;
                // What is cut off anyway is kept as far as it shows what it was.
                exchange.body.truncate(GLANCE);
                break Some(Truncation::Length);
            }
        };
        (length, share)
    }
}

/// Bytes that a body takes, where that is said; never many on a server's word.
fn room(response: &Response) -> usize {
    let said = response.content_length().and_then(|length| usize::try_from(length).ok());
    said.unwrap_or(0).min(SMALL_BODY)
}

/// Whether the end of the connection is the end of the body, for nothing else says where that is.
fn ends_with_connection(response: &Response) -> bool {
    let has = |name| response.headers().contains_key(name);
    matches!(response.version(), Version::HTTP_10 | Version::HTTP_11)
        && !has(reqwest::header::CONTENT_LENGTH)
        && !has(reqwest::header::TRANSFER_ENCODING)
}

/// Whether the other side closed a secured connection without saying so first, as many servers do.
fn is_end_of_connection(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        if kind == Some(std::io::ErrorKind::UnexpectedEof) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Whether a body comes so fast that it will be whole in time.
fn is_steady(elapsed: Duration, length: u64, total: Option<u64>, longest: Duration) -> bool {
    let Some(total) = total.filter(|_| length > 0) else { return false };
    elapsed.mul_f64(total as f64 / length as f64) <= longest
}

/// The fields of every request, and those for hosts that must learn nothing of the user.
fn request_fields(options: &FetchOptions) -> Result<(HeaderMap, HeaderMap), FetchError> {
    let mut plain = HeaderMap::new();
    let is_browser = options.user_agent.as_deref() == Some(BROWSER);
    let agent = match options.user_agent.as_deref() {
        None => USER_AGENT,
        Some(_) if is_browser => BROWSER_AGENT,
        Some(agent) => agent,
    };
    let agent = HeaderValue::from_str(agent).map_err(|_| FetchError::Field("User-Agent".to_owned()))?;
    plain.insert(reqwest::header::USER_AGENT, agent);
    for (name, value) in FIELDS.iter().chain(BROWSER_FIELDS.iter().filter(|_| is_browser)) {
        plain.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if options.keep == Keep::Exchanges {
        plain.insert(reqwest::header::ACCEPT_ENCODING, HeaderValue::from_static(KEPT_CODINGS));
    }
    let mut fields = plain.clone();
    for (name, value) in &options.headers {
        let wrong = || FetchError::Field(name.clone());
        let field = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| wrong())?;
        fields.insert(field, HeaderValue::from_str(value.trim()).map_err(|_| wrong())?);
    }
    Ok((fields, plain))
}

/// The fields as they are sent, `Host` first.
fn sent_fields(url: &Url, fields: &HeaderMap) -> HeaderFields {
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let sent = fields.iter().map(|(name, value)| (title_case(name.as_str()), value.as_bytes().to_vec()));
    std::iter::once(("Host".to_owned(), host.into_bytes())).chain(sent).collect()
}

/// `User-Agent` of `user-agent`.
fn title_case(name: &str) -> String {
    let mut start = true;
    let letter = |letter: char| {
        let letter = if start { letter.to_ascii_uppercase() } else { letter };
        start = letter == '-';
        letter
    };
    name.chars().map(letter).collect()
}

fn head(response: &Response) -> ResponseHead {
    let status = response.status();
    let sent = response
        .extensions()
        .get::<ReasonPhrase>()
        .map(|sent| String::from_utf8_lossy(sent.as_bytes()).into_owned());
    let reason = sent.unwrap_or_else(|| status.canonical_reason().unwrap_or_default().to_owned());
    let fields = response
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
        .collect();
    ResponseHead { status: status.as_u16(), reason, fields }
}

fn protocol(version: Version) -> Protocol {
    match version {
        Version::HTTP_2 | Version::HTTP_3 => Protocol::Http2,
        Version::HTTP_09 | Version::HTTP_10 => Protocol::Http10,
        _ => Protocol::Http11,
    }
}

fn target(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// An address without its fragment, with every character escaped that RFC 3986 does not allow.
pub(super) fn in_ascii(url: &Url) -> String {
    let text = url.as_str().split('#').next().unwrap_or_default();
    let (start, rest) = text.split_at(url[..url::Position::BeforePath].len());
    let mut ascii = start.to_owned();
    for byte in rest.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=%".contains(&byte) {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}

/// The host of an address as reports name it: with its port where that is not the default.
pub(super) fn host_of(url: &Url) -> String {
    let host = match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').to_owned(),
        Some(host) => host.to_string(),
        None => String::new(),
    };
    url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}"))
}
