//! Where redirects lead, and where they do not.

use crate::answers::{depends, head_and, ok, page, status, to};
use crate::bench::{Case, DEEP, case};
use crate::pages::{article, bare, front, gone};

/// A redirect of the link, and the page it ought to lead to.
fn leads(name: &'static str, location: &str, path: &'static str) -> Case {
    case(name, to(301, location)).at(path, ok(article())).is("moved").hops(&[301, 200])
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = plain();
    cases.extend(locations());
    cases.extend(loops());
    cases.extend(front_pages());
    cases.extend(pages());
    cases.extend(cookies());
    cases
}

fn plain() -> Vec<Case> {
    vec![
        leads("redirect/301", "/new", "/new").ends("{http}/new").status(200),
        case("redirect/308", to(308, "/new"))
            .at("/new", ok(article()))
            .is("moved")
            .ends("{http}/new")
            .hops(&[308, 200]),
        case("redirect/302", to(302, "/new"))
            .at("/new", ok(article()))
            .is("alive")
            .ends("{http}/new")
            .hops(&[302, 200]),
        case("redirect/303", to(303, "/new")).at("/new", ok(article())).is("alive").ends("{http}/new"),
        case("redirect/307", to(307, "/new")).at("/new", ok(article())).is("alive").ends("{http}/new"),
        case("redirect/301 then 302", to(301, "/b"))
            .at("/b", to(302, "/c"))
            .at("/c", ok(article()))
            .is("alive|moved")
            .ends("{http}/c"),
        case("redirect/302 then 301", to(302, "/b"))
            .at("/b", to(301, "/c"))
            .at("/c", ok(article()))
            .is("alive|moved")
            .ends("{http}/c"),
        case("redirect/301, 308, 301", to(301, "/b"))
            .at("/b", to(308, "/c"))
            .at("/c", to(301, "/d"))
            .at("/d", ok(article()))
            .is("moved")
            .ends("{http}/d")
            .hops(&[301, 308, 301, 200]),
        case("redirect/to 404", to(301, "/new")).is("dead").status(404).ends("{http}/new").hops(&[301, 404]),
        case("redirect/to 404 for now", to(302, "/new")).is("dead").status(404),
        case("redirect/to 410", to(301, "/new")).at("/new", status(410)).is("dead").status(410),
        case("redirect/to 403", to(301, "/new")).at("/new", status(403)).is("blocked").status(403),
        case("redirect/to 500", to(301, "/new")).at("/new", status(500)).is("unreachable").slow(),
        case("redirect/to another host", to(301, "{httpother}/new"))
            .at_other("/new", ok(article()))
            .is("moved")
            .ends("{httpother}/new"),
        case("redirect/to another host's 404", to(301, "{httpother}/new")).is("dead").ends("{httpother}/new"),
        case("redirect/to https", to(301, "{https}/news/secure"))
            .at("/news/secure", ok(article()))
            .is("moved")
            .ends("{https}/news/secure"),
        case("redirect/from https", to(301, "{http}/b"))
            .at("/b", ok(article()))
            .ask("{https}/news/2024/05/14/river-floods-lower-town")
            .is("moved")
            .ends("{http}/b"),
        case("redirect/with a slash", to(301, "/news/2024/05/14/river-floods-lower-town/"))
            .at("/news/2024/05/14/river-floods-lower-town/", ok(article()))
            .is("moved"),
        case("redirect/nobody at the end", to(301, "{httpnobody}/x")).is("unreachable").slow(),
        case("redirect/no such host", to(301, "http://no-such-host.invalid/x")).is("dead|unreachable"),
        case("redirect/to the canary", to(302, "{httpcanary}/latest/meta-data/")).is("refused"),
        case("redirect/to a file", to(302, "file:///etc/passwd")).is("refused|broken"),
        case("redirect/to a mail address", to(302, "mailto:desk@valley.example")).is("refused|broken"),
        case("redirect/to a script", to(302, "javascript:alert(1)")).is("refused|broken"),
        case("redirect/to an application", to(302, "intent://news/1#Intent;scheme=valley;end"))
            .is("refused|broken"),
        case("redirect/to data", to(302, "data:text/html,hello")).is("refused|broken"),
        case("redirect/to credentials", to(302, "http://user:secret@127.0.0.1:1/x")).is("refused"),
    ]
}

fn locations() -> Vec<Case> {
    vec![
        leads("location/relative", "flood-2", "/news/2024/05/14/flood-2")
            .ends("{http}/news/2024/05/14/flood-2"),
        leads("location/relative with dots", "../../archive/flood", "/news/2024/archive/flood")
            .ends("{http}/news/2024/archive/flood"),
        leads("location/too many dots", "../../../../../../../flood", "/flood").ends("{http}/flood"),
        leads("location/query only", "?id=7", "/news/2024/05/14/river-floods-lower-town?id=7"),
        leads("location/without scheme", "{httpslash}/b", "/b").ends("{http}/b"),
        leads("location/upper-case scheme", "HTTP:{httpslash}/b", "/b").ends("{http}/b"),
        leads("location/spaces", "/news/river floods town", "/news/river%20floods%20town")
            .ends("{http}/news/river%20floods%20town"),
        leads("location/spaces around", "  /b  ", "/b").ends("{http}/b"),
        leads("location/UTF-8", "/news/überschwemmung", "/news/%C3%BCberschwemmung")
            .ends("{http}/news/%C3%BCberschwemmung"),
        leads(
            "location/Japanese",
            "/ニュース/洪水?q=川",
            "/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9/%E6%B4%AA%E6%B0%B4",
        ),
        case("location/Latin-1", page(301, "").field("Location", b"/news/\xfcberschwemmung"))
            .at("/news/%FCberschwemmung", ok(article()))
            .at("/news/%C3%BCberschwemmung", ok(article()))
            .is("moved"),
        leads("location/percent-encoded", "/news/%C3%BCber%2Funs", "/news/%C3%BCber%2Funs")
            .ends("{http}/news/%C3%BCber%2Funs"),
        leads("location/fragment", "/b#section-2", "/b").ends("{http}/b#section-2"),
        leads("location/backslashes", "\\news\\flood", "/news/flood"),
        leads("location/a brace and a bar", "/b?a={1}|2", "/b"),
        case("location/fragment kept", to(301, "/b"))
            .at("/b", ok(article()))
            .ask("{http}/news/2024/05/14/river-floods-lower-town#damage")
            .is("moved"),
        case("location/missing", page(302, bare("Found", "Moved."))).is("broken|alive|unreachable"),
        case("location/missing for good", page(301, "")).is("broken|unreachable"),
        case("location/empty", page(302, "").field("Location", "")).is("broken|unreachable"),
        case("location/no host", page(302, "").field("Location", "http://")).is("broken|refused|unreachable"),
        case("location/bad port", page(302, "").field("Location", "http://127.0.0.1:99999/x"))
            .is("broken|refused|unreachable"),
        case("location/bad host", page(302, "").field("Location", "http://exa mple.com/x"))
            .is("broken|refused|unreachable"),
        case("location/twice the same", to(301, "/b").field("Location", "/b"))
            .at("/b", ok(article()))
            .is("moved"),
        case("location/on a page that is there", ok(article()).field("Location", "/b"))
            .is("alive")
            .hops(&[200]),
        case("location/Content-Location", ok(article()).field("Content-Location", "/404"))
            .is("alive")
            .hops(&[200]),
        leads("location/4,000 characters", &format!("/b?session={}", "0123456789abcdef".repeat(250)), "/b"),
    ]
}

/// `/n?3` leads to `/n?2`, and so on.
fn countdown(name: &'static str, ask: &'static str, code: u16) -> Case {
    case(name, status(404)).ask(ask).at(
        "/n",
        depends(move |request| {
            match request.target.strip_prefix("/n?").and_then(|count| count.parse::<u32>().ok()) {
                Some(0) | None => ok(article()),
                Some(count) => to(code, &format!("/n?{}", count - 1)),
            }
        }),
    )
}

fn loops() -> Vec<Case> {
    vec![
        countdown("chain/5", "{http}/n?5", 301)
            .is("moved")
            .ends("{http}/n?0")
            .hops(&[301, 301, 301, 301, 301, 200]),
        countdown("chain/10", "{http}/n?10", 302).is("alive").ends("{http}/n?0"),
        countdown("chain/15", "{http}/n?15", 302).is("alive").ends("{http}/n?0"),
        countdown("chain/19", "{http}/n?19", 301).is("moved").ends("{http}/n?0"),
        countdown("chain/60", "{http}/n?60", 302).is("broken|unreachable|dead"),
        case("loop/itself", to(302, DEEP)).is("broken|unreachable|dead"),
        case("loop/itself for good", to(301, DEEP)).is("broken|unreachable|dead"),
        case("loop/two", to(301, "/b")).at("/b", to(301, DEEP)).is("broken|unreachable|dead"),
        case("loop/two hosts", to(302, "{httpother}/b"))
            .at_other("/b", to(302, &format!("{{http}}{DEEP}")))
            .is("broken|unreachable|dead"),
        case("loop/http and https", to(301, "{https}/b"))
            .at("/b", to(301, &format!("{{http}}{DEEP}")))
            .is("broken|unreachable|dead"),
        case("loop/ever another query", status(404))
            .ask("{http}/n?x=1")
            .at("/n", depends(|request| to(302, &format!("{}1", request.target))))
            .is("broken|unreachable|dead"),
        case("loop/fragment only", to(302, "#top")).is("broken|unreachable|dead|alive"),
    ]
}

fn front_pages() -> Vec<Case> {
    vec![
        case("front/a deep link for good", to(301, "/")).is("soft-404").ends("{http}/").hops(&[301, 200]),
        case("front/a deep link for now", to(302, "/")).is("soft-404"),
        case("front/a deep link with 307", to(307, "{http}/")).is("soft-404"),
        case("front/a deep link by way of another", to(301, "/b")).at("/b", to(302, "/")).is("soft-404"),
        case("front/of another host", to(301, "{httpother}/")).is("soft-404"),
        case("front/with a query", to(302, "/?ref=expired")).is("soft-404"),
        case("front/in a language", to(302, "/en/")).at("/en/", ok(front())).is("soft-404"),
        case("front/not a page of two letters", to(302, "/ok"))
            .at("/ok", ok(article()))
            .is("alive")
            .ends("{http}/ok"),
        case("front/index.html", to(302, "/index.html")).at("/index.html", ok(front())).is("soft-404"),
        case("front/home", to(302, "/home")).at("/home", ok(front())).is("soft-404"),
        case("front/asked by number", to(301, "/"))
            .ask("{http}/article.php?id=48213")
            .at("/article.php", to(301, "/"))
            .is("soft-404"),
        case("front/meta refresh", ok(bare("", "<meta http-equiv=\"refresh\" content=\"0;url=/\">")))
            .is("soft-404"),
        case("front/an application's own address", to(302, "/#/news/2024/flood")).is("alive"),
        case("front/itself", status(404)).ask("{http}/").is("alive").hops(&[200]),
        case("front/without a slash", status(404)).ask("{http}").is("alive"),
        case("front/itself to a language", status(404))
            .ask("{http}/")
            .at("/", to(302, "/en/"))
            .at("/en/", ok(front()))
            .is("alive")
            .ends("{http}/en/"),
        case("front/itself to a language for good", status(404))
            .ask("{http}/")
            .at("/", to(301, "/en/"))
            .at("/en/", ok(front()))
            .is("moved"),
        case("front/itself to a locale", status(404))
            .ask("{http}/")
            .at("/", to(302, "/de-at/home"))
            .at("/de-at/home", ok(front()))
            .is("alive"),
        case("front/itself to another host", status(404))
            .ask("{http}/")
            .at("/", to(301, "{httpother}/"))
            .is("moved"),
        case("front/itself to https", status(404))
            .ask("{http}/")
            .at("/", to(301, "{https}/welcome"))
            .at("/welcome", ok(front()))
            .is("moved"),
        case("front/index.html to the root", status(404))
            .ask("{http}/index.html")
            .at("/index.html", to(301, "/"))
            .is("moved"),
        case("front/language to the root", status(404))
            .ask("{http}/en/")
            .at("/en/", to(302, "/"))
            .is("alive"),
        case("front/with a query of a campaign", status(404))
            .ask("{http}/?utm_source=newsletter")
            .at("/", ok(front()))
            .is("alive"),
        case("front/to an article", status(404))
            .ask("{http}/n/48213")
            .at("/n/48213", to(301, DEEP))
            .at(DEEP, ok(article()))
            .is("moved"),
        case("front/short link", status(404))
            .ask("{http}/3kXq9")
            .at("/3kXq9", to(301, "{httpother}/news/2024/flood"))
            .at_other("/news/2024/flood", ok(article()))
            .is("moved")
            .ends("{httpother}/news/2024/flood"),
        case("error page/404", to(302, "/404"))
            .at("/404", ok(gone("Oops", "We could not find that.")))
            .is("soft-404")
            .ends("{http}/404"),
        case("error page/404.html", to(301, "/404.html"))
            .at("/404.html", ok(gone("Oops", "It is not here.")))
            .is("soft-404"),
        case("error page/with its status", to(302, "/404"))
            .at("/404", page(404, gone("Oops", "We could not find that.")))
            .is("dead"),
        case("error page/error with a code", to(302, "/error?code=404"))
            .at("/error", ok(gone("Something went wrong", "Try again.")))
            .is("soft-404"),
        case("error page/not-found", to(302, "/not-found"))
            .at("/not-found", ok(gone("Hm", "There is nothing at this address.")))
            .is("soft-404"),
        case("error page/of ASP.NET", to(302, "/PageNotFound.aspx?aspxerrorpath=/news/flood.aspx"))
            .at("/PageNotFound.aspx", ok(gone("Page Not Found", "The page was not found.")))
            .is("soft-404"),
        case("error page/of another host", to(302, "{httpother}/errors/404/"))
            .at_other("/errors/404/", ok(gone("Sorry", "This page is gone.")))
            .is("soft-404"),
        case("error page/German", to(302, "/fehler/seite-nicht-gefunden"))
            .at(
                "/fehler/seite-nicht-gefunden",
                ok(gone("Seite nicht gefunden", "Diese Seite gibt es nicht.")),
            )
            .is("soft-404"),
    ]
}

/// A page that sends on.
fn refresh(content: &str) -> String {
    format!(
        "<html><head><title>Redirecting</title><meta http-equiv=\"refresh\" content=\"{content}\"></head><body>…</body></html>"
    )
}

fn pages() -> Vec<Case> {
    vec![
        case("refresh/at once", ok(refresh("0; url=/b")))
            .at("/b", ok(article()))
            .is("alive")
            .ends("{http}/b"),
        case("refresh/quotes and capitals", ok(refresh("0;URL='/b'")))
            .at("/b", ok(article()))
            .is("alive")
            .ends("{http}/b"),
        case("refresh/entities", ok(refresh("0;url=/b?x=1&amp;y=2")))
            .at("/b?x=1&y=2", ok(article()))
            .is("alive")
            .ends("{http}/b?x=1&y=2"),
        case("refresh/to 404", ok(refresh("0;url=/b"))).is("dead"),
        case("refresh/to the canary", ok(refresh("0;url={httpcanary}/"))).is("refused"),
        case(
            "refresh/later",
            ok(article().replace("<head>", "<head><meta http-equiv=\"refresh\" content=\"300\">")),
        )
        .is("alive"),
        case(
            "refresh/to itself",
            ok(article().replace("<head>", "<head><meta http-equiv=\"refresh\" content=\"0\">")),
        )
        .is("alive|broken|unreachable"),
        case(
            "refresh/without scripts",
            ok(article().replace("<head>", &format!("<head><noscript>{}</noscript>", refresh("0;url=/no")))),
        )
        .is("alive"),
        case(
            "refresh/in a comment",
            ok(article().replace("<head>", &format!("<head><!-- {} -->", refresh("0;url=/no")))),
        )
        .is("alive"),
        case("refresh/in the head of the answer", ok("<html>…</html>").field("Refresh", "0; url=/b"))
            .at("/b", ok(article()))
            .is("alive"),
        case("refresh/by script", ok("<html><script>location.replace('/b')</script></html>"))
            .at("/b", ok(article()))
            .is("alive"),
        case("redirect/body is an article", page(302, article()).field("Location", "/b"))
            .at("/b", ok(article()))
            .is("alive"),
        case(
            "redirect/body of 10 MB",
            head_and("HTTP/1.1 301 Moved Permanently\nLocation: /b", vec![b'x'; 10_000_000]),
        )
        .at("/b", ok(article()))
        .is("moved"),
    ]
}

fn cookies() -> Vec<Case> {
    vec![
        case(
            "cookies/required",
            depends(|request| {
                if request.field("cookie").contains("seen=1") {
                    ok(article())
                } else {
                    to(302, DEEP).field("Set-Cookie", "seen=1; Path=/")
                }
            }),
        )
        .is("alive")
        .requests(2..=2),
        case(
            "cookies/by way of a gate",
            depends(|request| {
                if request.field("cookie").contains("pass=yes") { ok(article()) } else { to(302, "/gate") }
            }),
        )
        .at("/gate", to(302, DEEP).field("Set-Cookie", "pass=yes; Path=/; HttpOnly"))
        .is("alive"),
        case(
            "cookies/two",
            depends(|request| {
                let cookies = request.field("cookie");
                match (cookies.contains("a=1"), cookies.contains("b=2")) {
                    (true, true) => ok(article()),
                    (true, false) => to(302, DEEP).field("Set-Cookie", "b=2; Path=/"),
                    _ => to(302, DEEP).field("Set-Cookie", "a=1; Path=/"),
                }
            }),
        )
        .is("alive"),
        case(
            "cookies/by way of another host",
            depends(|request| {
                if request.field("cookie").contains("id=") {
                    ok(article())
                } else {
                    to(302, "{httpother}/single-sign-on")
                }
            }),
        )
        .at_other("/single-sign-on", to(302, "{http}/take?id=77"))
        .at("/take", to(302, DEEP).field("Set-Cookie", "id=77; Path=/"))
        .is("alive"),
        case("cookies/never enough", to(302, DEEP).field("Set-Cookie", "seen=1; Path=/"))
            .is("broken|unreachable|blocked|dead"),
        case(
            "cookies/of another path",
            depends(|request| {
                if request.field("cookie").contains("seen=1") {
                    ok(article())
                } else {
                    to(302, DEEP).field("Set-Cookie", "seen=1; Path=/news")
                }
            }),
        )
        .is("alive"),
        case("cookies/malformed", ok(article()).field("Set-Cookie", "=;;;").field("Set-Cookie", "a b c"))
            .is("alive"),
        case(
            "cookies/a hundred",
            (0..90).fold(ok(article()), |page, number| page.field("Set-Cookie", format!("c{number}=1"))),
        )
        .is("alive"),
        case(
            "cookies/without them a wall",
            depends(|request| {
                if request.field("cookie").contains("consent=1") {
                    ok(article())
                } else {
                    ok(bare("Redirecting", "<meta http-equiv=refresh content=0>"))
                        .field("Set-Cookie", "consent=1; Path=/")
                }
            }),
        )
        .is("alive|blocked|broken"),
    ]
}
