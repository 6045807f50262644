//! Makes the clients that requests are sent with: how they connect, and how lenient they are with what
//! servers write. They follow no redirect and do not try again.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::Client;
use rustls::ClientConfig;
use url::Url;

use super::FetchOptions;
use super::fault::deepest;
use super::guard::AllowPrivate;
use super::resolver::Guarded;

/// How long an unused connection is kept.
const IDLE: Duration = Duration::from_secs(2);

/// Bytes of the fields of an answer over HTTP/2: as many as hyper takes over HTTP/1.
const MOST_FIELDS: u32 = 64 * 1024;

/// How h2 says that a server answers over HTTP/1.1 alone (RFC 9113, section 7: HTTP_1_1_REQUIRED).
const HTTP1_REQUIRED: &str = "endpoint requires HTTP/1.1";

/// Makes clients that are all set up alike.
pub(super) struct Clients {
    config: ClientConfig,
    allow: AllowPrivate,
    connect_timeout: Duration,
    host_connections: usize,
    /// The one without HTTP/2, made when a server asks for it.
    http1: OnceLock<Option<Client>>,
}

impl Clients {
    pub(super) fn new(config: ClientConfig, options: &FetchOptions) -> Self {
        Self {
            config,
            allow: options.allow_private.clone(),
            connect_timeout: options.connect_timeout,
            host_connections: options.host_connections,
            http1: OnceLock::new(),
        }
    }

    /// A client that asks servers itself, or through a proxy.
    pub(super) fn make(&self, proxy: Option<&Url>) -> Result<Client, reqwest::Error> {
        let builder = Client::builder()
            .tls_backend_preconfigured(self.config.clone())
            .redirect(reqwest::redirect::Policy::none())
            // Whether to ask again is decided by `verdict`, which knows why the answer did not come.
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .pool_max_idle_per_host(self.host_connections)
            .pool_idle_timeout(IDLE)
            // Browsers write them so, and some guards turn away whoever does not.
            .http1_title_case_headers()
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            // hyper fails beyond 100; browsers bound the bytes only.
            .http1_max_headers(512)
            .http2_max_header_list_size(MOST_FIELDS)
            .no_proxy();
        let builder = match proxy {
            None => builder.dns_resolver(Guarded::new(self.allow.clone())),
            // A proxy resolves names itself: from here only the name can be refused, see `client`.
            Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy.as_str())?),
        };
        builder.build()
    }

    /// The client to ask again with, if a server refused to answer over HTTP/2.
    pub(super) fn instead(&self, error: &reqwest::Error) -> Option<&Client> {
        if !deepest(error).contains(HTTP1_REQUIRED) {
            return None;
        }
        let make = || {
            let mut config = self.config.clone();
            config.alpn_protocols = vec![b"http/1.1".to_vec()];
            let clients = Self {
                config,
                allow: self.allow.clone(),
                connect_timeout: self.connect_timeout,
                host_connections: self.host_connections,
                http1: OnceLock::new(),
            };
            clients.make(None).ok()
        };
        self.http1.get_or_init(make).as_ref()
    }
}
