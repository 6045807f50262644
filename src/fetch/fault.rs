//! Why a request got no answer: what the errors of the layers below mean.

use std::error::Error;
use std::io;

use super::guard::Refusal;
use super::resolver::Unresolvable;
use super::tls;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It must not be asked.
    Refused(Refusal),
    /// The name has no address.
    NoSuchHost,
    /// It cannot be said whether the name has an address.
    Unresolved(String),
    /// The connection cannot be trusted.
    Tls(String),
    /// No answer in time.
    TimedOut,
    /// The connection was refused, or there is no way to the host.
    Unconnected(String),
    /// The connection ended before an answer came.
    Lost(String),
    /// What came is no HTTP.
    NotHttp(String),
}

/// Why a request failed.
pub(super) fn fault(error: &reqwest::Error) -> Fault {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        if let Some(fault) = fault_of(cause) {
            return fault;
        }
        next = cause.source();
    }
    if error.is_timeout() {
        return Fault::TimedOut;
    }
    let words = deepest(error);
    let not_http = [
        "invalid HTTP",
        "message head",
        "invalid content-length",
        "unexpected transfer-encoding",
        "URI too long",
    ];
    if not_http.iter().any(|start| words.starts_with(start)) {
        Fault::NotHttp(words)
    } else {
        Fault::Lost(words)
    }
}

fn fault_of(cause: &(dyn Error + 'static)) -> Option<Fault> {
    if let Some(failure) = cause.downcast_ref::<Unresolvable>() {
        return Some(match failure {
            Unresolvable::Refused(refusal) => Fault::Refused(refusal.clone()),
            Unresolvable::NoSuchHost => Fault::NoSuchHost,
            Unresolvable::Failed(words) => Fault::Unresolved(words.clone()),
        });
    }
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        let reason = tls::reason(error);
        // Without a certificate nobody's word is doubted: the connection did not come about.
        return Some(match error {
            rustls::Error::InvalidCertificate(_) | rustls::Error::General(_) => Fault::Tls(reason),
            _ => Fault::Unconnected(reason),
        });
    }
    let error = cause.downcast_ref::<io::Error>()?;
    if let Some(inner) = error.get_ref() {
        return fault_of(inner)
            .or_else(|| (error.kind() == io::ErrorKind::TimedOut).then_some(Fault::TimedOut));
    }
    match error.kind() {
        io::ErrorKind::TimedOut => Some(Fault::TimedOut),
        io::ErrorKind::ConnectionRefused => Some(Fault::Unconnected("connection refused".to_owned())),
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => Some(Fault::Unconnected("no route to the host".to_owned())),
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
            Some(Fault::Lost("connection reset".to_owned()))
        }
        _ => None,
    }
}

/// What the innermost cause says.
pub(super) fn deepest(error: &(dyn Error + 'static)) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
