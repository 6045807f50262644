//! Pages that only lead on, pages that are the site's and not an article's, and pages that look so.

use crate::answers::{Answer, ok, page, status, to};
use crate::bench::{Case, DEEP, case};
use crate::pages::{article, bare, framed, front, shell, teasers};

fn script(code: &str) -> String {
    format!("<html><head><script>{code}</script></head></html>")
}

fn refresh(seconds: u32, target: &str, words: &str) -> String {
    format!(
        "<html><head><title>Courier</title><meta http-equiv=\"refresh\" content=\"{seconds}; url={target}\"></head><body><p>{words}</p></body></html>"
    )
}

fn everywhere(name: &'static str, answer: fn() -> Answer) -> Case {
    case(name, answer()).anywhere(answer())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = leading();
    cases.extend(marks());
    cases.extend(domains());
    cases.extend(fronts());
    cases.extend(hidden());
    cases.extend(blamed());
    cases
}

fn leading() -> Vec<Case> {
    let gone = "This address is gone. You will be taken to the home page.";
    vec![
        everywhere("leads/script to itself everywhere", || {
            ok(script("window.onload=function(){window.location.href=\"/lander\"}"))
        })
        .is("soft-404"),
        case("leads/script to a parked page", ok(script("window.location.replace('/lander')")))
            .at(
                "/lander",
                ok(bare("valley.example", "<p>The domain valley.example may be for sale by an owner!</p>")),
            )
            .is("soft-404"),
        case("leads/script to the front page", ok(script("top.location=\"/\""))).is("soft-404"),
        case("leads/script to the article", ok(script("location.href='/news/2024/river'")))
            .at("/news/2024/river", ok(article()))
            .is("alive")
            .ends("{http}/news/2024/river"),
        case("leads/script to nothing", ok(script("location.href='/gone'"))).is("dead"),
        case(
            "leads/script in an article",
            ok(article().replace("<head>", "<head><script>if(top!=self){top.location='/'}</script>")),
        )
        .is("alive"),
        case("leads/script in a shell", ok(shell("if (!window.fetch) location.href = '/old-browser'")))
            .is("alive"),
        everywhere("leads/a shell at every address", || ok(shell(""))).is("alive"),
        case("leads/refresh in five seconds to the front page", ok(refresh(5, "/", gone))).is("soft-404"),
        everywhere("leads/refresh in five seconds everywhere", || {
            ok(refresh(5, "/", "This address is gone. You will be taken to the home page."))
        })
        .is("soft-404"),
        case(
            "leads/refresh in three seconds to the article",
            ok(refresh(3, "/river", "We have moved. One moment.")),
        )
        .at("/river", ok(article()))
        .is("alive")
        .ends("{http}/river"),
        case(
            "leads/refresh in a minute",
            ok(refresh(60, "/", "Live from the council: the vote is at nine.")),
        )
        .is("alive"),
        case(
            "leads/an article that reloads itself",
            ok(article().replace("<head>", "<head><meta http-equiv=refresh content=300>")),
        )
        .is("alive"),
        case(
            "leads/an article that leads on in ten seconds",
            ok(article().replace("<head>", "<head><meta http-equiv=refresh content='10; url=/next'>")),
        )
        .is("alive"),
    ]
}

fn marks() -> Vec<Case> {
    let mark = |head: &str, body: &str| {
        ok(format!("<html><head><title>Courier</title>{head}</head><body>{body}</body></html>"))
    };
    vec![
        case("leads/mark of Next", mark("<meta name=\"robots\" content=\"noindex\"><meta name=\"next-error\" content=\"not-found\">", "<h1>Loading</h1>"))
            .is("soft-404"),
        case(
            "leads/mark of Next in its data",
            mark("", "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>{\"props\":{},\"page\":\"/404\",\"query\":{}}</script>"),
        )
        .is("soft-404"),
        case("leads/mark of Gatsby", mark("", "<div id=___gatsby></div><script>window.pagePath=\"/404.html\";</script>")).is("soft-404"),
        case(
            "leads/mark of Nuxt",
            mark("", "<div id=__nuxt></div><script>window.__NUXT__={error:{statusCode:404,message:\"No\"}}</script>"),
        )
        .is("soft-404"),
        case("leads/data of a page that is there", mark("", "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>{\"page\":\"/news/[slug]\"}</script>"))
            .is("alive"),
        case("leads/canonical to an error", mark("<link rel=canonical href=/404>", "<h1>Hello</h1><p>Have a look around.</p>")).is("soft-404"),
        case("leads/canonical to another article", mark("<link rel=canonical href=/news/river>", "<h1>Hello</h1><p>Have a look around.</p>"))
            .is("alive"),
        case("leads/expired", mark("", "<h1>Article expired</h1><p>The article you requested has expired and is no longer available.</p>"))
            .is("soft-404"),
        case("leads/video removed", mark("", "<h1>Video</h1><p>This video has been removed by the uploader.</p>")).is("soft-404"),
        case("leads/post deleted", mark("", "<p>This post was deleted by its author.</p>")).is("soft-404"),
    ]
}

fn domains() -> Vec<Case> {
    let page_of = |title: &str, words: &str| ok(bare(title, &format!("<h1>{title}</h1><p>{words}</p>")));
    vec![
        case(
            "leads/for sale",
            page_of("valley.example", "The domain valley.example may be for sale by an owner!"),
        )
        .is("soft-404"),
        case("leads/for sale, briefly", page_of("valley.example", "This domain is for sale.")).is("soft-404"),
        case("leads/parked", page_of("valley.example", "This domain is parked free of charge."))
            .is("soft-404"),
        case(
            "leads/default page of nginx",
            page_of(
                "Welcome to nginx!",
                "If you see this page, the nginx web server is successfully installed.",
            ),
        )
        .is("soft-404"),
        case(
            "leads/default page of Apache",
            page_of("Apache2 Ubuntu Default Page: It works", "This is the default welcome page."),
        )
        .is("soft-404"),
        case("leads/a site to come", page_of("valley.example", "Future home of something quite cool."))
            .is("soft-404"),
        everywhere("leads/the same few words at every address", || {
            ok(bare("Valley", "<p>Under the hill, by the river.</p>")
                .replace("<head>", "<head><meta name=robots content=noindex>"))
        })
        .is("soft-404"),
        everywhere("leads/few words everywhere that may be its own", || {
            ok(bare("Ferry times", "<h1>Ferry times</h1><p>Every hour from six.</p>"))
        })
        .is("alive"),
        case(
            "leads/few words of its own",
            ok(bare("Valley", "<h1>Valley</h1><p>Under the hill, by the river, since 1910.</p>")),
        )
        .is("alive"),
    ]
}

fn fronts() -> Vec<Case> {
    let section = || ok(framed("News - The Valley Courier", &teasers()));
    vec![
        case("leads/front of its section", to(302, "/news/")).at("/news/", section()).is("soft-404"),
        case("leads/front of its section for good", to(301, "/news")).at("/news", section()).is("soft-404"),
        case("leads/front of its year", to(302, "/news/2024/"))
            .at("/news/2024/", section())
            .is("soft-404|alive"),
        case("leads/search of the site", to(302, "/search?q=")).at("/search?q=", section()).is("soft-404"),
        case("leads/search in German", to(302, "/suche?notfound=1"))
            .at("/suche?notfound=1", section())
            .is("soft-404"),
        case("leads/the article without its print form", ok(""))
            .ask("{http}/news/river-floods/print")
            .at("/news/river-floods/print", to(302, "/news/river-floods"))
            .at("/news/river-floods", ok(article()))
            .is("alive"),
        case("leads/the article in another section", to(301, "/town/river-floods-lower-town"))
            .at("/town/river-floods-lower-town", ok(article()))
            .is("moved"),
        case("leads/a section that was cited", ok(""))
            .ask("{http}/news/")
            .at("/news/", section())
            .is("alive"),
        case("leads/a search that was cited", ok(""))
            .ask("{http}/search?q=river")
            .at("/search?q=river", section())
            .is("alive"),
        case("leads/front page", to(302, "/")).at("/", ok(front())).is("soft-404"),
    ]
}

fn hidden() -> Vec<Case> {
    let notice = "<h1>Page not found</h1><p>Something went wrong.</p>";
    let with = |open: &str, close: &str| {
        ok(bare(
            "Ferry times",
            &format!("{open}{notice}{close}<h1>Ferry times</h1><p>Every hour from six.</p>"),
        ))
    };
    vec![
        case("leads/closed dialog", with("<dialog>", "</dialog>")).is("alive"),
        case("leads/out of sight by visibility", with("<div style=\"visibility: hidden\">", "</div>"))
            .is("alive"),
        case(
            "leads/out of sight by clipping",
            with("<div style=\"position:absolute; clip: rect(0 0 0 0)\">", "</div>"),
        )
        .is("alive"),
        case("leads/not displayed", with("<div style=\"display: none\">", "</div>")).is("alive"),
        case("leads/kept from readers aloud", with("<div aria-hidden=true>", "</div>")).is("alive"),
        case("leads/open dialog", with("<dialog open>", "</dialog>")).is("soft-404|alive|unreachable"),
    ]
}

fn blamed() -> Vec<Case> {
    let error = || page(400, bare("Error", "<h1>Sorry, something went wrong.</h1>"));
    vec![
        case("leads/400 for every address", error()).anywhere(error()).is("blocked").status(400),
        case("leads/400 for this address", error()).is("dead").status(400),
        case("leads/422 for every address", status(422)).anywhere(status(422)).is("blocked"),
        case("leads/422 for this address", status(422)).is("dead"),
        case("leads/414 for every address", status(414)).anywhere(status(414)).is("blocked"),
        case(
            "leads/403 and a second",
            crate::answers::turns([status(403).field("Retry-After", "1"), ok(article())]),
        )
        .is("alive")
        .slow(),
        case("leads/of another network", ok(""))
            .ask("http://expyuzz4wqqyqhjn.onion/a")
            .is("refused")
            .requests(0..=0),
        case("leads/of I2P", ok("")).ask("http://courier.i2p/a").is("refused").requests(0..=0),
        case("leads/the deep address itself", ok(article())).ask(&format!("{{http}}{DEEP}")).is("alive"),
    ]
}
