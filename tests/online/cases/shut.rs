//! Pages that stand in the place of others by what services and programs put there, in pairs: the second of
//! each has the same signs, and is there.

use crate::answers::{ok, to};
use crate::bench::{Case, DEEP, case};
use crate::pages::{article, bare, framed};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = consent();
    cases.extend(registration());
    cases.extend(forums());
    cases.extend(tests());
    cases.extend(programs());
    cases.extend(apps());
    cases.extend(gone());
    cases
}

fn blocked(name: &'static str, html: String) -> Case {
    case(name, ok(html.clone())).anywhere(ok(html)).is("blocked")
}

fn alive(name: &'static str, html: String) -> Case {
    case(name, ok(html)).is("alive")
}

/// A form of consent as services put it into a page.
const CHOICE: &str = "<h1>Lesen, wie Sie möchten</h1><h2>Gratis</h2><p>Mit Werbung, wie bisher. 640 Partner sehen mit.</p>\
    <button>Gut</button><h2>Für vier Euro</h2><p>Ohne Werbung, ohne Partner, jeden Monat kündbar.</p><button>Bestellen</button>";

fn consent() -> Vec<Case> {
    let form = format!("<div id=\"sp_message_container_88\">{CHOICE}</div>");
    let ferry = "<h1>Fähre zur Insel</h1><p>Die Fähre geht jede Stunde ab sechs.</p>";
    let choice = || ok(bare("Il Corriere", "<h1>Una scelta</h1><p>Accetti o paghi.</p><button>Sì</button>"));
    vec![
        blocked("shut/form of consent alone", bare("Der Kurier", &form)),
        blocked(
            "shut/form of consent of a site's own",
            bare(
                "Der Kurier",
                &format!("<img src=l.svg><section class=\"x cookie-wall\">{CHOICE}</section>"),
            ),
        ),
        alive("shut/form of consent over a note", bare("Der Kurier", &format!("{form}{ferry}"))),
        alive(
            "shut/form of consent over pictures",
            bare("Der Kurier", &format!("{form}<img src=1.jpg><img src=2.jpg>")),
        ),
        alive(
            "shut/form of consent over an app",
            bare("Der Kurier", &format!("{form}<div id=app></div><script src=a.js></script>")),
        ),
        blocked(
            "shut/consent in Czech",
            bare(
                "Kurýr",
                "<h1>Nastavení souhlasu</h1><p>Vyberte si, s čím souhlasíte.</p><button>Ano</button>",
            ),
        ),
        alive(
            "shut/headline on consent",
            bare(
                "Your consent is worth two euros a month, a survey of readers finds - Courier",
                "<h2>Your consent is worth two euros a month, a survey of readers finds</h2><p>Half of them would pay as much.</p>",
            ),
        ),
        case("shut/consent that leads back", to(302, &format!("/consenso/?to={DEEP}")))
            .at("/consenso/", choice())
            .is("blocked"),
        case("shut/login that leads back", to(302, &format!("/accedi?to={DEEP}")))
            .at("/accedi", choice())
            .is("blocked"),
        case("shut/article called like a login", to(301, "/2024/accesso-al-mare?from=rss"))
            .at("/2024/accesso-al-mare", ok(article()))
            .is("moved"),
    ]
}

fn registration() -> Vec<Case> {
    let wall = "<div class=\"registration-wall\"><h2>Read on in a minute</h2><p>An account costs nothing. It opens \
        every story of the valley, and a letter on Saturdays.</p><a href=/account>Make one</a></div>";
    let page = |text: &str| {
        let title = "Harbour dues go up by a tenth";
        framed(&format!("{title} - Courier"), &format!("<article><h1>{title}</h1>{text}{wall}</article>"))
    };
    vec![
        blocked("shut/registration without text", page("<p>By Anna Berg</p>")),
        alive(
            "shut/registration below text",
            page("<p>Boats of more than ten metres pay from May on, the harbour office said on Monday.</p>"),
        ),
        blocked(
            "shut/registered users only",
            framed("Der Kurier", "<h1>Gezeiten</h1><p>Nur für registrierte Nutzer.</p>"),
        ),
        blocked(
            "shut/session that has ended, with a reason",
            framed(
                "Session expired",
                "<h2>Start again</h2><p>For your safety a search of the catalogue ends after a quarter of an hour in which \
                 nothing was asked for; the list that you had made is kept for you until tomorrow.</p>",
            ),
        ),
        alive(
            "shut/article on sessions",
            framed(
                "Session expired: why the library logs you out - Courier",
                "<article><h1>Session expired: why the library logs you out</h1><p>The catalogue forgets its readers after a \
                 quarter of an hour, and few of them know why. The library has a reason.</p></article>",
            ),
        ),
    ]
}

/// What forums say to who is not a member.
const FORUMS: &[(&str, &str)] = &[
    (
        "vBulletin",
        "You are not logged in or you do not have permission to access this page. This could be due to one of several reasons:",
    ),
    ("phpBB", "The board requires you to be registered and logged in to view this forum."),
    (
        "vBulletin in German",
        "Sie sind nicht angemeldet oder Sie haben keine Rechte, um diese Seite zu sehen. Das kann mehrere Gründe haben:",
    ),
    ("phpBB in German", "Du musst registriert und angemeldet sein, um dieses Forum ansehen zu können."),
    ("vBulletin in French", "Vous n'êtes pas identifié ou vous n'avez pas la permission de voir cette page."),
];

fn forums() -> Vec<Case> {
    let reasons = "<ol><li>You are not logged in. Fill in the form at the bottom of this page and try again.</li><li>You may not \
        have the rights to see this page. Are you trying to edit the post of somebody else?</li><li>If you are trying to post, \
        the administrator may have disabled your account, or it may be awaiting activation.</li></ol>";
    let login = "<form><input name=user><input type=password><button>Log in</button></form>";
    let mut cases = Vec::new();
    for (board, words) in FORUMS {
        let name: &'static str = Box::leak(format!("shut/forum of {board}").into_boxed_str());
        cases.push(blocked(name, bare("Sailors' board", &format!("<div>{words}</div>{reasons}{login}"))));
        let name: &'static str = Box::leak(format!("shut/question about {board}").into_boxed_str());
        let title = "Why does my board turn its own members away?";
        let text =
            format!("<p>“{words}” is all that they read since Monday. Nothing was changed before.</p>");
        cases.push(alive(
            name,
            bare(title, &format!("<p>You are not logged in.</p><h1>{title}</h1>{text}{login}")),
        ));
    }
    cases
}

fn tests() -> Vec<Case> {
    let widget = "<div class=\"cf-turnstile\" data-sitekey=\"1x\"></div>";
    let manual = |code: &str| {
        format!(
            "<h1>On the page</h1><p>The box asks whether who reads is a person.</p><h2>Markup</h2>{code}<h2>Try</h2><form>{widget}\
             </form><h2>States</h2><table><tr><td>busy<td>Verifying you are human. One moment.</table>"
        )
    };
    let recaptcha = "<script src=\"https://www.google.com/recaptcha/api.js\"></script>";
    let long = "<p>Damit Programme unser Register nicht leeren, sieht sich diese Seite Ihren Browser an; das dauert wenige Sekunden, \
        und dann geht es weiter.</p>";
    vec![
        alive(
            "shut/manual of a test with a demo",
            bare("On the page · Box", &manual("<pre><code>&lt;script></code></pre>")),
        ),
        alive(
            "shut/manual of a test in lines",
            bare(
                "On the page · Box",
                &manual("<p><code>class</code>, <code>id</code>, <code>data-size</code></p>"),
            ),
        ),
        blocked(
            "shut/test with the number of its request",
            bare(
                "valley.example",
                &format!("<h1>valley.example</h1>{widget}<p>Ray ID: <code>8f31</code></p>"),
            ),
        ),
        blocked(
            "shut/test that sends itself",
            bare(
                "Kurze Prüfung | Stadt",
                &format!(
                    "<h1>Kurze Prüfung</h1>{long}<form method=post><div class=frc-captcha></div></form>"
                ),
            ),
        ),
        alive(
            "shut/letter to the editor",
            bare(
                "Write",
                &format!(
                    "<h1>Write</h1><form><input name=mail><textarea></textarea><div class=g-recaptcha></div><button>Send</button></form>{recaptcha}"
                ),
            ),
        ),
        alive(
            "shut/number behind a test",
            bare(
                "Anna Berg | Council",
                "<h1>Anna Berg</h1><p>She has sat on the council since 2011 and speaks for the lower town; before that she ran the \
                 bakery on Mill Street with her brother.</p><form><div class=h-captcha></div><button>Show the number</button></form>",
            ),
        ),
        alive(
            "shut/test that is not seen",
            bare(
                "Fähre",
                "<h1>Fähre</h1><p>Jede Stunde ab sechs, im Winter alle zwei Stunden. Hunde fahren frei, Räder für zwei Euro, und wer eine Karte der Insel hat, zahlt die Hälfte. Im Mai fährt sie öfter. Bei Sturm fährt sie nicht, dann hängt ein roter Ball am Mast.</p><div class=g-recaptcha data-size=invisible></div>",
            ),
        ),
    ]
}

fn programs() -> Vec<Case> {
    let fault = |name: &'static str, html: String| case(name, ok(html)).is("unreachable");
    let section = |name: &str| {
        format!(
            "<h3>{name}</h3><table>{}</table>",
            "<tr><td>HTTP_HOST<td><pre>'valley.example'</pre>".repeat(40)
        )
    };
    let django = format!(
        "<div id=summary><h1>OperationalError <span>at /news/quay</span></h1><pre>no such table: news_story</pre></div><div \
         id=traceback><h2>Traceback</h2><div id=browserTraceback>{}</div></div><div id=requestinfo><h2>Request \
         information</h2>{}{}{}{}</div>",
        "<ul><li>/srv/django/db/backends/utils.py in execute, which is where the query was sent to the database and came back</ul>".repeat(40),
        section("GET"), section("POST"), section("COOKIES"), section("META"),
    );
    vec![
        fault("shut/Django", bare("OperationalError at /news/quay", &django)),
        fault(
            "shut/Rails",
            "<title>Something is not right (500)</title><body class=\"rails-default-error-page\"><div class=dialog><h1>Something is \
             not right.</h1><p>If you are the application owner check the logs for more information.</p></div>".to_owned(),
        ),
        fault("shut/Rails, in English", bare("We're sorry, but something went wrong (500)", "<h1>We're sorry, but something went wrong.</h1>")),
        case(
            "shut/Rails, since there is no page",
            ok("<title>The page you were looking for doesn't exist (404)</title><body class=\"rails-default-error-page\"><h1>The page \
                you were looking for doesn't exist.</h1>"),
        )
        .is("soft-404"),
        fault(
            "shut/Spring",
            bare("", "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error.</p><div>There was an \
                unexpected error (type=Internal Server Error, status=500).</div>"),
        ),
        case("shut/Spring, since there is no page", ok(bare("", "<h1>Whitelabel Error Page</h1><div>(type=Not Found, status=404).</div>"))).is("soft-404"),
        fault("shut/Tomcat", bare("HTTP Status 500", "<h1>HTTP Status 500 – Internal Server Error</h1><p><b>Type</b> Exception Report</p>")),
        alive("shut/glossary of statuses", bare("HTTP status 500", "<h1>HTTP status 500</h1><p>The server met with what it did not expect.</p>")),
        alive(
            "shut/article on Django",
            bare("Reading the yellow page", &format!("<article><h1>Reading the yellow page</h1><p>Below is one, as Django shows it.</p>{django}</article>")),
        ),
    ]
}

/// What apps say in their frames where a part of them has failed.
const FAILED: &[(&str, &str)] = &[
    ("English", "<h3>Something went wrong</h3><p>Reload in a while.</p>"),
    ("German", "<p>Etwas ist schiefgelaufen.</p>"),
    ("French", "<h3>Une erreur est survenue</h3>"),
    ("Spanish", "<p>Algo salió mal.</p><button>Otra vez</button>"),
    ("Polish", "<p>Coś poszło nie tak.</p>"),
    ("Japanese", "<p>エラーが発生しました。</p>"),
];

fn apps() -> Vec<Case> {
    let frame = |main: &str| {
        bare(
            "Valley Courier",
            &format!(
                "<div id=root><div class=top><h2>Sections</h2><p>Weather: nine degrees, rain from noon.</p></div><div><h2>Most \
                 read</h2><p>Ferry line finds a captain after two years of search in all of the valley</p></div><main>{main}</main>\
                 <div class=foot><p>The Courier is printed in Northfield and read in nine villages</p></div></div><script src=a.js></script>"
            ),
        )
    };
    let mut cases = Vec::new();
    for (language, words) in FAILED {
        let name: &'static str = Box::leak(format!("shut/app that failed, in {language}").into_boxed_str());
        cases.push(case(name, ok(frame(words))).is("unreachable"));
        let name: &'static str =
            Box::leak(format!("shut/app with a box that failed, in {language}").into_boxed_str());
        let text = format!(
            "<h1>Ferry to the island</h1><p>The ferry goes every hour from six, and on Sundays from eight on.</p>{words}"
        );
        cases.push(alive(name, frame(&text)));
    }
    cases
}

fn gone() -> Vec<Case> {
    let shell = |main: &str| {
        bare(
            "Courier",
            &format!(
                "<div id=__next><header><a href=/>Courier</a></header>{main}</div><script src=/_next/m.js></script>"
            ),
        )
    };
    let lost = shell("<main class=\"NotFound_box__x1Y2z\"><h2>Wrong turn</h2><a href=/>Home</a></main>");
    let found = shell(
        "<section class=\"NotFound_box__x1Y2z\"></section><main><h1>Quay shut</h1><p>Until spring, says the office.</p></main>",
    );
    let term = "<p>Sendungen dürfen wir nur eine gewisse Zeit lang anbieten; das sieht der Vertrag der Länder so vor, und nach dieser \
        Zeit löschen wir sie.</p>";
    vec![
        case("shut/app's part for errors", ok(lost.clone())).anywhere(ok(lost)).is("soft-404"),
        case("shut/app with a part for errors", ok(found)).is("alive"),
        case("shut/term that is over", ok(framed("Sendung nicht mehr verfügbar | Funk", &format!("<h1>Sendung nicht mehr verfügbar</h1>{term}")))).is("soft-404"),
        case(
            "shut/article on terms",
            ok(framed("Sender löscht alte Filme", &format!("<article><h1>Sender löscht alte Filme</h1><p>„Sendung nicht mehr verfügbar“, steht nun dort.</p>{term}</article>"))),
        )
        .is("alive"),
        case("shut/name without a site", ok(bare("valley.example", "<h1>valley.example</h1><p>Aucun site n’est encore installé ici.</p>"))).is("soft-404"),
        case(
            "shut/article on a name",
            ok(bare("La mairie paie un nom", "<article><h1>La mairie paie un nom pour rien</h1><p>« Aucun site n’est encore installé », lit-on depuis deux ans.</p></article>")),
        )
        .is("alive"),
    ]
}
