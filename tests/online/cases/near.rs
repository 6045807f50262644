//! Short pages that speak of what other pages say of themselves, and pages that say it of themselves though
//! they look like articles.

use crate::answers::ok;
use crate::bench::{Case, case};
use crate::pages::{bare, framed};

/// What a short article is about, its headline and all of its text.
const SHORT: &[(&str, &str, &str)] = &[
    (
        "an outage",
        "Harbour office cut off for nine hours",
        "The harbour office's site was temporarily unavailable on Monday. Callers were told to try again later.",
    ),
    (
        "an outage, by its words",
        "Bank regrets Friday's outage",
        "“Something went wrong”, customers read for three hours.",
    ),
    (
        "maintenance",
        "Tax portal under maintenance over Easter",
        "The portal is down for maintenance from Friday, the ministry said. Deadlines move by a week.",
    ),
    (
        "a removed video",
        "Network takes down the mayor's speech",
        "“This video has been removed”, the network says now. Two million people had watched it.",
    ),
    (
        "a video that is gone",
        "Museum's film on the flood vanishes",
        "The museum says that its video is no longer available since the rights ran out. A new one is being cut.",
    ),
    (
        "a parked domain",
        "Party forgets to renew its address",
        "Whoever looks for the party finds a parked domain. The treasurer spoke of a lost letter.",
    ),
    (
        "a domain for sale",
        "Town buys back its own name",
        "For ten years a page said that the domain is for sale. The town has paid 900 for it.",
    ),
    (
        "a region",
        "Final stays dark beyond the border",
        "The final is not available in your region, fans in the north were told. The channel spoke of rights.",
    ),
    (
        "status 451",
        "Paper still shuts out readers in Europe",
        "The paper is unavailable for legal reasons, its page says. It has been so since 2018.",
    ),
    (
        "a session",
        "Council leaves without a vote on the tram",
        "The session has expired, the mayor said at nine, and the tram must wait until June.",
    ),
    (
        "a login",
        "Library closes its old volumes",
        "Readers must log in to view the volumes of the Courier from May. The library spoke of costs.",
    ),
    (
        "a test for people",
        "Shop's puzzles lock out blind customers",
        "Customers are asked to verify you are human, as the shop puts it. A court decides in June.",
    ),
    (
        "a missing page",
        "Ministry deletes its reports on the river",
        "Page not found, the links to eleven reports say since Tuesday. The ministry spoke of a review.",
    ),
    (
        "a protecting service",
        "Attack on the ferry company goes on",
        "The company has hired DDoS-Guard to keep its timetable online. Tickets are sold at the pier.",
    ),
    (
        "an outage, in German",
        "Warnapp fiel am Sonntag aus",
        "Die App war vorübergehend nicht verfügbar, teilte das Amt mit. Am Abend lief sie wieder.",
    ),
    (
        "a region, in French",
        "Le match invisible en Suisse",
        "Le match n’est pas disponible dans votre pays, lisaient les abonnés. La chaîne invoque les droits.",
    ),
    (
        "an outage, in Spanish",
        "El padrón falla el primer día",
        "La web estuvo temporalmente no disponible, dijo el alcalde. Unas dos mil personas esperaron.",
    ),
    (
        "a session, in Russian",
        "Городской совет разошёлся без решения",
        "Сессия истекла в полночь, сообщил председатель. Вопрос о трамвае перенесли на июнь.",
    ),
    (
        "an outage, in Japanese",
        "配信サイトで障害、三時間続く",
        "土曜の夜、配信サイトでは「エラーが発生しました」と表示された。運営会社は原因を調べている。",
    ),
];

/// What an article's place says of itself: its headline, its text, the right verdict.
const NOTICES: &[(&str, &str, &str, &str)] = &[
    (
        "a region below the headline",
        "River floods four hundred houses",
        "Sorry, this story is not available in your region.",
        "blocked",
    ),
    (
        "a region and an excuse",
        "River floods four hundred houses",
        "This content is not available in your country due to rights. We apologise for the inconvenience.",
        "blocked",
    ),
    ("a session", "Your session has expired", "Please start again from the catalogue.", "blocked"),
    ("a test for people", "One more step", "Please verify you are human.", "blocked"),
    ("a removed video", "Video", "This video has been removed by the uploader.", "soft-404"),
    ("a removed story", "Sorry", "This article is no longer available.", "soft-404"),
    ("a domain for sale", "valley.example", "This domain is for sale.", "soft-404"),
    (
        "maintenance",
        "We'll be back soon",
        "The site is down for maintenance. Please try again later.",
        "unreachable",
    ),
];

/// A name that lives as long as the run: cases are told by it.
fn named(start: &str, end: &str) -> &'static str {
    Box::leak(format!("near/{start} {end}").into_boxed_str())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (about, title, text) in SHORT {
        let within = format!("<article><h1>{title}</h1><p>{text}</p></article>");
        let without = format!("<h1>{title}</h1><p>{text}</p>");
        let full = framed(&format!("{title} - The Valley Courier"), &within);
        cases.push(case(named("short article on", about), ok(full)).is("alive"));
        let alone = bare("The Valley Courier", &within);
        cases.push(case(named("short article alone on", about), ok(alone)).is("alive"));
        let long = crate::pages::story(title, &[text]);
        cases.push(case(named("long article on", about), ok(long)).is("alive"));
        let note = framed(&format!("{title} | The Valley Courier"), &without);
        // Without an `article` the words have to be more than those of the notice.
        cases.push(case(named("note on", about), ok(note)).is("alive"));
    }
    for (what, title, text, verdict) in NOTICES {
        let within = format!("<article><h1>{title}</h1><p>{text}</p></article>");
        cases.push(
            case(named("notice in an article:", what), ok(framed("The Valley Courier", &within))).is(verdict),
        );
        let without = format!("<h1>{title}</h1><p>{text}</p>");
        let title = format!("{title} - The Valley Courier");
        cases.push(case(named("notice:", what), ok(framed(&title, &without))).is(verdict));
    }
    cases.extend(banners());
    cases
}

/// Cookies are asked for beside a page, before it, or are what it is about.
fn banners() -> Vec<Case> {
    let banner = "<div class=banner><h2>We value your privacy</h2><p>We and our partners use cookies.</p>\
        <button>Accept all</button></div>";
    let bridge = "<h1>Bridge open again</h1><p>The old bridge opened at noon on Friday.</p>";
    let at = |name, path: &'static str, html: String| {
        case(name, ok("")).ask(&format!("{{http}}{path}")).at(path, ok(html)).is("alive")
    };
    let rules = "<p>Cookies remember what you have chosen. Ours end after a year.</p>";
    vec![
        case("near/banner before a note", ok(framed("Bridge open again", &format!("{banner}{bridge}"))))
            .is("alive"),
        case(
            "near/banner before a note, with the site's title",
            ok(bare("The Valley Courier", &format!("{banner}{bridge}"))),
        )
        .is("alive"),
        case(
            "near/banner before an article",
            ok(bare("The Valley Courier", &format!("{banner}<article>{bridge}</article>"))),
        )
        .is("alive"),
        case("near/banner and nothing else", ok(bare("The Valley Courier", banner))).is("blocked"),
        case(
            "near/article on consent",
            ok(framed(
                "We use cookies, and nobody reads on - The Valley Courier",
                "<article><h1>We use cookies, and nobody reads on</h1><p>Nine in ten readers press the first \
                 button that they see, a study of the university says.</p></article>",
            )),
        )
        .is("alive"),
        at(
            "near/cookie policy",
            "/cookie-policy",
            framed("Cookie policy", &format!("<h1>How we use cookies</h1>{rules}")),
        ),
        at(
            "near/cookie settings",
            "/legal/cookies",
            bare("Cookie settings", &format!("<h1>Cookie settings</h1>{rules}")),
        ),
        at(
            "near/privacy choices",
            "/privacy",
            bare("Your privacy choices", &format!("<h1>Privacy</h1>{rules}")),
        ),
        case("near/cookie policy that has moved", ok(""))
            .ask("{http}/cookie-policy")
            .at("/cookie-policy", crate::answers::to(301, "/privacy/cookie-consent"))
            .at(
                "/privacy/cookie-consent",
                ok(framed("Cookies", &format!("<h1>How we use cookies</h1>{rules}"))),
            )
            .is("moved"),
    ]
}
