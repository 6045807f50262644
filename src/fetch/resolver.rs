//! Which addresses a host's name has that may be connected to. Each name is asked for once a run.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::{OnceCell, Semaphore};

use super::guard::{AllowPrivate, Refusal};

/// Names that are being resolved at once.
pub(super) const RESOLVERS: usize = 32;

/// Resolves names, each once a run, to addresses that may be connected to.
pub(super) struct Guarded {
    allow: AllowPrivate,
    known: Arc<Mutex<HashMap<String, Arc<OnceCell<Addresses>>>>>,
    at_once: Arc<Semaphore>,
}

type Addresses = Result<Vec<SocketAddr>, Unresolvable>;

/// Why a name gives no address to connect to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unresolvable {
    #[error("{0}")]
    Refused(Refusal),
    #[error("no such host")]
    NoSuchHost,
    #[error("{0}")]
    Failed(String),
}

impl Guarded {
    pub(super) fn new(allow: AllowPrivate) -> Arc<Self> {
        Arc::new(Self { allow, known: Arc::default(), at_once: Arc::new(Semaphore::new(RESOLVERS)) })
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_ascii_lowercase();
        let (allow, at_once) = (self.allow.clone(), Arc::clone(&self.at_once));
        let cell = Arc::clone(
            self.known.lock().unwrap_or_else(PoisonError::into_inner).entry(name.clone()).or_default(),
        );
        Box::pin(async move {
            let look_up = || async {
                let _permit = at_once.acquire().await;
                match look_up(&name, &allow).await {
                    Err(Unresolvable::Failed(words)) => Err(Unresolvable::Failed(words)),
                    settled => Ok(settled),
                }
            };
            let addresses = match cell.get_or_try_init(look_up).await {
                Ok(settled) => settled.clone(),
                Err(failed) => Err(failed),
            };
            addresses.map(|addresses| Box::new(addresses.into_iter()) as Addrs).map_err(Into::into)
        })
    }
}

/// The addresses of a name that may be connected to.
async fn look_up(name: &str, allow: &AllowPrivate) -> Addresses {
    // RFC 6761, 6.4, and RFC 7686: these are never asked for; a resolver without a network could not say
    // so.
    if matches!(name.trim_end_matches('.').rsplit('.').next(), Some("invalid" | "onion")) {
        return Err(Unresolvable::NoSuchHost);
    }
    let addresses: Vec<SocketAddr> = match tokio::net::lookup_host((name, 0)).await {
        Ok(addresses) => addresses.collect(),
        Err(error) => return Err(resolver_failure(&error)),
    };
    let Some(first) = addresses.first().copied() else { return Err(Unresolvable::NoSuchHost) };
    let permitted: Vec<SocketAddr> =
        addresses.into_iter().filter(|address| allow.permits(address.ip())).collect();
    if permitted.is_empty() {
        Err(Unresolvable::Refused(Refusal::Private(first.ip())))
    } else {
        Ok(permitted)
    }
}

/// Whether a resolver says that there is no such name, or fails. Only its words tell: std gives the code
/// of `getaddrinfo` no kind.
fn resolver_failure(error: &io::Error) -> Unresolvable {
    const NO_SUCH: &[&str] = &[
        "Name or service not known",
        "No address associated with hostname",
        "Name does not resolve",
        "Name has no usable address",
        "nodename nor servname provided",
        "No such host is known",
    ];
    let words = error.to_string();
    if NO_SUCH.iter().any(|no_such| words.contains(no_such)) || error.raw_os_error() == Some(11_001) {
        return Unresolvable::NoSuchHost;
    }
    Unresolvable::Failed(words.rsplit(": ").next().unwrap_or_default().to_ascii_lowercase())
}
