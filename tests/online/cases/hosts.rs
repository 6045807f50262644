//! How links name their hosts and pages.

use crate::answers::{depends, ok, page, status, to};
use crate::bench::{Case, case};
use crate::pages::article;

fn literal(name: &'static str, url: &str) -> Case {
    case(name, status(404)).ask(url)
}

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("host/IPv6", ok(article())).ipv6().is("alive"),
        case("host/IPv6 404", status(404)).ipv6().is("dead"),
        case("host/IPv6 redirect", to(301, "/b")).at("/b", ok(article())).ipv6().is("moved").ends("{http}/b"),
        case("host/a name", ok(article()))
            .local()
            .ask("http://localhost:{httpport}/news/2024/05/14/river-floods-lower-town")
            .is("alive"),
        case("host/a name's 404", status(404))
            .local()
            .ask("http://localhost:{httpport}/news/2024/05/14/river-floods-lower-town")
            .is("dead"),
        case("host/capitals", ok(article()))
            .local()
            .ask("HTTP://LocalHost:{httpport}/news/2024/05/14/river-floods-lower-town")
            .is("alive"),
        literal("host/unknown", "http://no-such-newspaper.invalid/news/flood").is("dead|unreachable"),
        literal("host/unknown with https", "https://no-such-newspaper.invalid/news/flood")
            .is("dead|unreachable"),
        literal("host/with an underscore", "http://no_such_newspaper.invalid/").is("dead|unreachable"),
        literal("host/label of 70 letters", &format!("http://{}.invalid/", "a".repeat(70)))
            .is("dead|unreachable|broken|refused"),
        literal("host/canary", "{httpcanary}/").is("refused"),
        literal("host/canary with https", "https://127.66.6.6/").is("refused"),
        literal("host/canary as a number", "http://2134910470/").is("refused"),
        literal("host/unspecified", "http://0.0.0.0/").is("refused"),
        literal("host/private", "http://10.20.30.40/").is("refused"),
        literal("host/metadata", "http://169.254.169.254/latest/meta-data/").is("refused"),
        literal("host/metadata by name", "http://metadata.google.internal/computeMetadata/v1/")
            .is("refused|dead|unreachable"),
        literal("host/shared", "http://100.64.1.1/").is("refused"),
        literal("host/unique local", "http://[fd00::1]/").is("refused"),
        literal("host/link-local", "http://[fe80::1]/").is("refused"),
        literal("host/multicast", "http://224.0.0.1/").is("refused"),
        literal("host/broadcast", "http://255.255.255.255/").is("refused"),
        literal("host/credentials", "http://user:secret@{hostport}/").is("refused"),
        literal("host/a user", "http://user@{hostport}/").is("refused"),
        literal("host/port of SMTP", "http://127.0.0.1:25/").is("refused"),
        literal("host/port of IRC", "http://127.0.0.1:6667/").is("refused"),
        literal("scheme/ftp", "ftp://127.0.0.1/pub/flood.txt").is("refused"),
        literal("scheme/file", "file:///etc/hostname").is("refused"),
        literal("scheme/gopher", "gopher://127.0.0.1/1").is("refused"),
        literal("scheme/data", "data:text/html,hello").is("refused"),
        literal("scheme/javascript", "javascript:alert(1)").is("refused"),
        literal("scheme/mailto", "mailto:desk@valley.example").is("refused"),
        literal("path/spaces", "{http}/news/river floods?q=a b")
            .at("/news/river%20floods?q=a%20b", ok(article()))
            .is("alive"),
        literal("path/UTF-8", "{http}/news/überschwemmung")
            .at("/news/%C3%BCberschwemmung", ok(article()))
            .is("alive"),
        literal("path/percent-encoded", "{http}/a%2Fb%7Ec").at("/a%2Fb%7Ec", ok(article())).is("alive"),
        literal("path/dots", "{http}/a/./b/../c").at("/a/c", ok(article())).is("alive"),
        literal("path/fragment", "{http}/news/flood#damage")
            .at("/news/flood", ok(article()))
            .is("alive")
            .hops(&[200]),
        literal("path/script fragment", "{http}/news/flood#!/comments")
            .at("/news/flood", ok(article()))
            .is("alive"),
        literal("path/a query of 3,000 characters", &format!("{{http}}/long?q={}", "0123456789".repeat(300)))
            .at("/long", ok(article()))
            .is("alive"),
        literal("path/a bar and braces", "{http}/q?a=x|y&b=[1]").at("/q", ok(article())).is("alive"),
        literal("path/a plus", "{http}/q?a=c%2B%2B+notes")
            .at("/q?a=c%2B%2B+notes", ok(article()))
            .is("alive"),
        literal("path/an empty query", "{http}/news?").at("/news", ok(article())).is("alive"),
        literal("path/double slashes", "{http}//news//flood").at("//news//flood", ok(article())).is("alive"),
        case(
            "host/sees no referrer",
            depends(|request| {
                if request.field("referer").is_empty() { ok(article()) } else { page(403, "no hotlinks") }
            }),
        )
        .is("alive"),
    ]
}
