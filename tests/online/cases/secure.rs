//! Certificates and handshakes.

use crate::answers::{Step, ok, page, raw, raw_then, to};
use crate::bench::{Case, case};
use crate::pages::article;
use crate::tls::Certificate;

const SECURE: &str = "{https}/news/2024/05/14/river-floods-lower-town";

fn shows(name: &'static str, certificate: Certificate) -> Case {
    case(name, ok(article())).ask(SECURE).certificate(certificate)
}

/// A head and half of a body, or all of it, without a word about its length.
fn unframed() -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", article())
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        shows("tls/good", Certificate::Good).is("alive"),
        shows("tls/good with 1.2", Certificate::GoodTls12).is("alive"),
        shows("tls/good through an intermediate", Certificate::Intermediate).is("alive"),
        shows("tls/intermediate missing", Certificate::IntermediateMissing).is("tls-fault").requests(0..=0),
        shows("tls/expired", Certificate::Expired).is("tls-fault").requests(0..=0),
        shows("tls/not yet valid", Certificate::NotYetValid).is("tls-fault").requests(0..=0),
        shows("tls/self-signed", Certificate::SelfSigned).is("tls-fault").requests(0..=0),
        shows("tls/wrong name", Certificate::WrongName).is("tls-fault").requests(0..=0),
        shows("tls/common name only", Certificate::CommonNameOnly).is("tls-fault").requests(0..=0),
        shows("tls/unknown authority", Certificate::UnknownAuthority).is("tls-fault").requests(0..=0),
        case("tls/404", page(404, "gone")).ask(SECURE).is("dead"),
        case("tls/404 of an expired certificate", page(404, "gone"))
            .ask(SECURE)
            .certificate(Certificate::Expired)
            .is("tls-fault"),
        case("tls/redirect to an expired certificate", to(301, SECURE))
            .certificate(Certificate::Expired)
            .is("tls-fault")
            .hops(&[301, 0]),
        case("tls/IPv6", ok(article())).ask(SECURE).ipv6().is("alive"),
        case("tls/wrong name on IPv6", ok(article()))
            .ask(SECURE)
            .ipv6()
            .certificate(Certificate::WrongName)
            .is("tls-fault"),
        case("tls/spoken to plain HTTP", ok(article()))
            .ask("https://{hostport}/news/flood")
            .is("unreachable|tls-fault|broken")
            .slow(),
        case("tls/http to a TLS port", ok(article()))
            .ask("http://{hostsport}/news/flood")
            .is("unreachable|broken|tls-fault")
            .slow(),
        case("tls/a certificate for another name", ok(article()))
            .local()
            .ask("https://localhost:{httpsport}/news/2024/05/14/river-floods-lower-town")
            .is("tls-fault"),
        case("tls/no farewell after the body", raw_then(unframed(), [Step::Cut]))
            .ask(SECURE)
            .is("alive|broken"),
        case("tls/cut body", ok(article()).cut(500, Step::Cut)).ask(SECURE).is("broken"),
        case("tls/unframed body with a farewell", raw(unframed())).ask(SECURE).is("alive"),
        case("tls/resets after the handshake", raw_then("", [Step::Reset]))
            .ask(SECURE)
            .is("unreachable")
            .slow(),
    ]
}
