//! What a status alone says.

use crate::answers::{depends, ok, page, raw, status};
use crate::bench::{Case, case};
use crate::pages::{article, bare, gone};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("status/200", ok(article()))
            .is("alive")
            .status(200)
            .hops(&[200])
            .attempts(1..=1)
            .requests(1..=1),
        case("status/201", page(201, article())).is("alive"),
        case("status/203", page(203, article())).is("alive"),
        case("status/204", page(204, "")).is("alive|broken"),
        case("status/206", page(206, article())).is("alive"),
        case(
            "status/300",
            page(300, bare("Multiple choices", "<a href=/en>English</a> <a href=/de>Deutsch</a>")),
        )
        .is("alive|broken"),
        case("status/304 unasked", page(304, "")).is("alive|broken|unreachable"),
        case("status/400", status(400)).is("dead|blocked|unreachable|broken"),
        case("status/401", status(401).field("WWW-Authenticate", "Basic realm=\"subscribers\""))
            .is("blocked")
            .status(401),
        case("status/402", status(402)).is("blocked"),
        case("status/403", status(403)).is("blocked").status(403).requests(1..=2),
        case("status/404", status(404)).is("dead").status(404).hops(&[404]).attempts(1..=1).requests(1..=1),
        case("status/404 with the site around it", page(404, gone("Page not found", "Sorry."))).is("dead"),
        case("status/404 with an article", page(404, article())).is("dead"),
        case("status/404 in JSON", page(404, "{\"error\":\"not found\"}").typed("application/json"))
            .is("dead"),
        case("status/404 without a body", page(404, "")).is("dead"),
        case("status/405", status(405)).is("blocked|unreachable|broken"),
        case("status/405 for HEAD only", ok(article())).is("alive"),
        case("status/406", status(406)).is("blocked"),
        case("status/407", status(407)).is("blocked|unreachable"),
        case("status/409", status(409)).is("blocked|unreachable|broken"),
        case("status/410", status(410)).is("dead").status(410).attempts(1..=1),
        case("status/418", status(418)).is("blocked|unreachable|broken"),
        case("status/423", status(423)).is("blocked|unreachable|broken"),
        case("status/451", status(451)).is("blocked").status(451),
        case(
            "status/999 of LinkedIn",
            page(999, "<html><head><script>window.onload=function(){}</script></head></html>"),
        )
        .is("blocked"),
        case("status/500", status(500)).is("unreachable").status(500).attempts(2..=9).slow(),
        case("status/501", status(501)).is("unreachable|broken").slow(),
        case("status/502", status(502)).is("unreachable").attempts(2..=9).slow(),
        case("status/503", status(503)).is("unreachable|blocked").slow(),
        case("status/504", status(504)).is("unreachable").slow(),
        case(
            "status/520 of Cloudflare",
            page(520, bare("520: Web server is returning an unknown error", "cloudflare")),
        )
        .is("unreachable")
        .slow(),
        case("status/521 of Cloudflare", page(521, bare("521: Web server is down", "cloudflare")))
            .is("unreachable")
            .slow(),
        case("status/522 of Cloudflare", page(522, bare("522: Connection timed out", "cloudflare")))
            .is("unreachable")
            .slow(),
        case("status/500 with words of a 404", page(500, gone("Page not found", "The page does not exist.")))
            .is("unreachable|dead")
            .slow(),
        case("status/700", page(700, "?")).is("broken|unreachable|blocked"),
        case("status/HEAD refused", depends(|_| ok(article()))).is("alive"),
        case(
            "status/browser required",
            depends(|request| {
                let agent = request.field("user-agent");
                if agent.starts_with("Mozilla/5.0 ") {
                    ok(article())
                } else {
                    page(403, bare("403 Forbidden", "Bots are not welcome."))
                }
            }),
        )
        .is("alive"),
        case(
            "status/Accept required",
            depends(
                |request| {
                    if request.field("accept").contains("text/html") { ok(article()) } else { status(406) }
                },
            ),
        )
        .is("alive"),
        case(
            "status/Accept-Language required",
            depends(
                |request| {
                    if request.field("accept-language").is_empty() { status(400) } else { ok(article()) }
                },
            ),
        )
        .is("alive"),
        case(
            "status/Accept-Encoding required",
            depends(|request| {
                if request.field("accept-encoding").contains("gzip") { ok(article()) } else { status(406) }
            }),
        )
        .is("alive"),
        case(
            "status/Host required",
            depends(
                |request| if request.field("host").starts_with("127.") { ok(article()) } else { status(400) },
            ),
        )
        .is("alive"),
        case("status/100 first", raw(interim("100 Continue", &[]))).is("alive").status(200),
        case("status/103 first", raw(interim("103 Early Hints", &["Link: </style.css>; rel=preload"])))
            .is("alive")
            .status(200),
        case(
            "status/102 twice",
            raw(["HTTP/1.1 102 Processing\r\n\r\n", &interim("102 Processing", &[])].concat()),
        )
        .is("alive"),
        case(
            "status/no words",
            raw("HTTP/1.1 200\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"),
        )
        .is("alive"),
        case("status/404 no words", raw("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n")).is("dead"),
        case(
            "status/words of its own",
            raw("HTTP/1.1 404 Artikel gibt es nicht mehr\r\nContent-Length: 0\r\n\r\n"),
        )
        .is("dead"),
    ]
}

/// An interim answer, then a page.
fn interim(line: &str, fields: &[&str]) -> String {
    let body = article();
    let fields: String = fields.iter().flat_map(|field| [field, "\r\n"]).collect();
    format!(
        "HTTP/1.1 {line}\r\n{fields}\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
