//! Pages that say in words of their own that they are none, in the frames that sites have; and pages in the
//! same frames that are there.

use crate::answers::{Answer, ok};
use crate::bench::{Case, case};
use crate::pages::bare;

/// A page as a site's system makes it, whatever it is asked for: data of an article, a menu, other stories, a
/// banner over it.
fn lived_in(title: &str, content: &str) -> String {
    let other = "<li class=item><a href=/n/7>Council votes for the new tram</a></li>";
    format!(
        "<!doctype html><html><head><title>{title} | Uferbote</title><meta name=description content=\"{title}\">\
         <meta property=og:type content=article><meta property=og:title content=\"{title}\"></head><body><div id=__next>\
         <header class=top><a href=/>Uferbote</a><nav><a href=/s/1>Stadt</a><a href=/s/2>Kultur</a></nav>\
         <a href=/login>Login</a></header><main><article class=post><h1>{title}</h1>{content}</article>\
         <aside><h2>Most read</h2><ol>{other}{other}{other}</ol></aside></main><footer><p>Imprint</p></footer>\
         <div class=\"cc-window cookie-banner\" role=dialog><p>We and our 90 partners keep data on your device to show what may \
         be of interest to you. You can say no to all or some of it at any time.</p><button>OK</button></div></div>\
         <script src=/_next/a.js async></script></body></html>"
    )
}

/// The site shows the same at every address.
fn everywhere(name: &'static str, html: String) -> Case {
    case(name, ok(&html)).anywhere(ok(html))
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = none();
    cases.extend(walls());
    cases.extend(alive());
    cases
}

fn none() -> Vec<Case> {
    vec![
        everywhere(
            "weighed/a page that is gone, in no phrase",
            lived_in("Nothing to see", "<p>What you were looking for was deleted by its owner or has another address now.</p>"),
        )
        .is("soft-404"),
        case(
            "weighed/a removed story, below a banner",
            ok(lived_in(
                "Story removed",
                "<p>The story that you are trying to open has been removed from our pages at the wish of those it was about and their kin.</p>",
            )),
        )
        .is("soft-404"),
        everywhere(
            "weighed/works on a server, in Spanish",
            bare(
                "Trabajos en curso",
                "<main><h1>Trabajos de mantenimiento</h1><p>El portal del puerto estará fuera de servicio hasta el lunes por \
                 mantenimiento de sus servidores. Disculpe las molestias.</p></main>",
            ),
        )
        .is("unreachable"),
    ]
}

fn walls() -> Vec<Case> {
    let fields = "<form method=post action=/enter><dl><dt>Nr</dt><dd><input name=no></dd><dt>Słowo</dt><dd><input type=password></dd></dl>\
        <button>OK</button></form>";
    let wall = "<div class=post__wall><h2>Weiter mit einem Abo</h2><p>Vier Wochen für 1 €, dann 9 € im Monat, jederzeit kündbar.</p>\
        <a href=/abo>Wählen</a></div>";
    vec![
        case(
            "weighed/a form below the headline of a page",
            ok(bare(
                "Strefa członków",
                &format!("<header><nav><a href=/>Towarzystwo</a></nav></header><main><h1>Strefa członków</h1>{fields}</main>"),
            )),
        )
        .is("blocked"),
        case("weighed/a headline and a wall", ok(lived_in("Der Fluss nimmt sich den Deich zurück", wall))).is("blocked"),
        everywhere(
            "weighed/shut by a court, in Portuguese",
            bare("Aviso", "<h1>Aviso</h1><p>Este sítio foi bloqueado por ordem judicial de 3 de maio.</p>"),
        )
        .is("blocked"),
    ]
}

fn alive() -> Vec<Case> {
    let shown = |name, title: &str, text: &str| case(name, ok(lived_in(title, text))).is("alive");
    let script = "<script>document.cookie='a=1';function again(){location.reload()}</script>";
    let data = "x".repeat(1_100_000);
    let long: fn(String) -> Answer = |html| ok(html);
    vec![
        shown("weighed/alive: a short note", "Ferry stays in on Tuesday", "<p>The ferry will not run on Tuesday between noon and four.</p>"),
        shown(
            "weighed/alive: a note on works",
            "Lock shut for repairs",
            "<p>The lower lock is shut until Friday while its gates are mended, the harbour office said.</p>",
        ),
        shown(
            "weighed/alive: a note that quotes",
            "Ministry's reports vanish",
            "<p>“The document was deleted or has another address”: so say eleven links since Monday.</p>",
        ),
        shown(
            "weighed/alive: an article behind what is called a wall",
            "Deich bricht an zwei Stellen",
            &format!("<div class=paywall>{}</div>", "<p>Der Deich brach am Dienstag kurz nach drei Uhr an zwei Stellen, und das Wasser stand am Morgen in vierhundert Häusern der unteren Stadt.</p>".repeat(6)),
        ),
        case(
            "weighed/alive: a page that is longer than is read",
            long(format!("<title>Ferry times</title>{script}<h1>Ferry times</h1><script>let a='{data}'</script><p>Every hour.</p>")),
        )
        .is("alive"),
    ]
}
