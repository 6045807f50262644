//! What pages say in the field, in whatever words a language has for it: a part of a site is not there, a name
//! is for sale, a form holds all that there is; and pages with the same words that are there.

use crate::answers::{Answer, ok, page};
use crate::bench::{Case, case};
use crate::pages::{bare, foreign_gone, framed};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = missing();
    cases.extend(fault());
    cases.extend(parked());
    cases.extend(forms());
    cases.extend(tests_for_people());
    cases.extend(alive());
    cases
}

/// A name that lives as long as the run: cases are told by it.
fn named(start: &str, end: &str) -> &'static str {
    Box::leak(format!("field/{start}: {end}").into_boxed_str())
}

/// A language, what a page is headed with, and its text.
const MISSING: &[(&str, &str, &str)] = &[
    ("vi", "Bài viết này đã bị xóa", "Mời bạn xem những tin khác của tòa soạn."),
    ("vi", "Báo Bến Sông", "Nội dung bạn cần xem không còn tồn tại trên hệ thống."),
    ("hu", "Ejnye", "Ez a cikk sajnos már nem érhető el honlapunkon."),
    ("fi", "Voi ei", "Hakemasi artikkeli on poistettu, tai sen osoite on muuttunut."),
    ("cs", "Jejda", "Článek, který hledáte, byl odstraněn."),
    ("da", "Av", "Artiklen, som du leder efter, er blevet slettet."),
    ("el", "Συγγνώμη", "Το άρθρο που ζητήσατε δεν υπάρχει."),
    ("ru", "Вести", "К сожалению, запрошенный вами раздел не найден."),
    ("zh", "渡口网", "您查看的主题已被删除。"),
    ("ja", "お知らせ", "お探しの記事は掲載を終了しました。"),
    ("id", "Maaf", "Artikel yang Anda cari sudah tidak tersedia."),
    ("he", "אופס", "הכתבה שחיפשת הוסרה מהאתר."),
    ("es", "Vaya por Dios", "La noticia que has pedido ya no está disponible en este diario."),
    ("tr", "Üzgünüz", "İçerik yayından kaldırılmış."),
];

fn missing() -> Vec<Case> {
    let page = |(language, heading, text): &(&str, &str, &str)| {
        case(named("missing", text), ok(foreign_gone(language, heading, text))).is("soft-404")
    };
    let mut cases: Vec<Case> = MISSING.iter().map(page).collect();
    let frame = "<div id=top><form action=/in><input name=user><input type=password><button>登录</button></form></div>";
    cases.push(
        case(
            "field/missing below a form for a login",
            ok(bare("提示 - 渡口论坛", &format!("{frame}<p>对不起，您要看的帖子不存在。</p>"))),
        )
        .is("soft-404"),
    );
    cases
}

/// What is said of a page that will be back, beside words that say that one is not there.
fn fault() -> Vec<Case> {
    let shown = |(language, text): (&str, &str)| {
        case(named("fault", text), ok(foreign_gone(language, "Kurier", text))).is("unreachable")
    };
    let mut cases: Vec<Case> = [
        ("hu", "Az oldal átmenetileg nem elérhető. Próbálja újra később."),
        ("vi", "Trang này đang bảo trì. Vui lòng thử lại."),
        ("da", "Siden er under vedligeholdelse. Prøv igen senere."),
    ]
    .into_iter()
    .map(shown)
    .collect();
    let died = "<body id=error-page><div class=wp-die-message><h1>Tietokanta ei vastaa</h1></div></body>";
    let closed = "<h1>Ruderverein</h1><p>Die Seite wird umgebaut und ist wegen Wartungsarbeiten geschlossen. Bitte später erneut \
        versuchen.</p><form><label>Name</label><input name=user><label>Kennwort</label><input type=password></form>";
    cases.extend([
        case("field/fault: WordPress gave up", ok(bare("Virhe", died)))
            .anywhere(ok(bare("Virhe", died)))
            .is("unreachable"),
        case("field/fault: closed, with a login for its editors", page(503, bare("Ruderverein", closed)))
            .is("unreachable"),
        case("field/fault: closed with success", ok(bare("Ruderverein", closed))).is("unreachable"),
    ]);
    cases
}

fn everywhere(name: &'static str, answer: impl Fn() -> Answer) -> Case {
    case(name, answer()).anywhere(answer())
}

fn parked() -> Vec<Case> {
    let offered = |title: &str| {
        ok(bare(
            title,
            "<h1>ferrypost.example</h1><p>2,400, or 100 a month. Delivered in two hours.</p><h2>Other names</h2>",
        ))
    };
    vec![
        everywhere("field/parked: offered", move || offered("ferrypost.example is for sale | Good names")).is("soft-404"),
        everywhere("field/parked: offered in Dutch", move || offered("ferrypost.example - deze naam is te koop")).is("soft-404"),
        everywhere("field/parked: marked", || {
            ok("<html data-adblockkey='MFwwDQ'><title>ferrypost.example</title><h2>Boats</h2><p>Cabins, sails</p></html>")
        })
        .is("soft-404"),
        everywhere("field/parked: led on with where it comes from", || {
            ok("<script>var from=document.referrer;location.replace('/lander?from='+encodeURIComponent(from))</script>")
        })
        .is("soft-404"),
    ]
}

fn forms() -> Vec<Case> {
    let asks = "<p>Dokumentet er forbeholdt foreningens medlemmer. Skriv det kodeord, som du har fået af formanden.</p>";
    let fields = "<input name=user><input type=password><button>OK</button>";
    vec![
        case(
            "field/form that holds an article",
            ok(framed(
                "Referat fra mødet",
                &format!("<article><h1>Referat fra mødet</h1><time>14. 5.</time><form>{asks}{fields}</form></article>"),
            )),
        )
        .is("blocked"),
        case("field/form with its reasons", ok(bare("Foren", &format!("<form><h2>Log</h2>{asks}{asks}{fields}</form>"))))
            .is("blocked"),
        case(
            "field/wiki that asks for a login",
            ok(foreign_gone("sv", "Inloggning krävs", "Wikin är sluten: du måste logga in för att läsa den.")),
        )
        .is("blocked"),
    ]
}

fn tests_for_people() -> Vec<Case> {
    let script = "<script src=/__guard/challenge.min.js defer></script>";
    let check = move || {
        let said = "<h1>Vi ser på nettleseren din</h1><p>Det tar noen sekunder.</p><noscript>Slå på skript.</noscript>";
        ok(bare("Et øyeblikk", &format!("<meta name=robots content=noindex>{script}{said}")))
    };
    let anubis = "<script id=\"anubis_challenge\" type=\"application/json\">{}</script>";
    vec![
        everywhere("field/test by a script that is named for it", check).is("blocked"),
        case(
            "field/test with a headline of its own",
            ok(bare(
                "Varmistamme, että selain kuuluu lukijalle",
                &format!(
                    "{anubis}<h1>Varmistamme, että selain kuuluu lukijalle</h1><p>Ylläpito suojelee palvelinta ohjelmilta, jotka \
                     lukevat koko sivuston yhdessä yössä.</p>"
                ),
            )),
        )
        .is("blocked"),
    ]
}

/// Pages with the same words that are there.
fn alive() -> Vec<Case> {
    let short = |name, title: &str, text: &str| {
        let within = format!("<article><h1>{title}</h1><p>{text}</p></article>");
        case(name, ok(framed(&format!("{title} - Kurier"), &within))).is("alive")
    };
    let verse = "<p>The ferry waits for none of us,<br>the bell that called is turned to rust,<br>and whoever wrote the hours down<br>\
        has left with them for another town.</p>";
    vec![
        case(
            "field/alive: a poem with the title of an error",
            ok(format!("<meta property=og:type content=article><title>Gone</title><article><h1>Gone</h1>{verse}</article>")),
        )
        .is("alive"),
        case(
            "field/alive: a list with one that is taken",
            ok(framed(
                "Vacancies",
                "<h1>Vacancies</h1><p>The harbour trust is looking for people from June on:</p><ul><li><h3>Lock keeper</h3><p>Full \
                 time, nights by turns.</p></li><li><h3>Clerk</h3><p>This position is no longer available.</p></li></ul>",
            )),
        )
        .is("alive"),
        case(
            "field/alive: a thread with a post that is gone",
            ok(framed(
                "Boat forum",
                "<h1>Boat forum</h1><h2>Is the lock open?</h2><div>Has anybody been through the lower lock since Monday? Their own site \
                 only says page not found.</div><div>This post has been removed.</div><div>Open since seven.</div>",
            )),
        )
        .is("alive"),
        case(
            "field/alive: a notice in plain text",
            ok("Notice 7 to skippers, 14 May\n\nThe lower lock is open from seven to nine. Draught one metre forty.\nThe old address of \
                notice 2 says \"404 Not Found\", as it should.\n")
            .typed("text/plain"),
        )
        .is("alive"),
        case(
            "field/alive: a note with a login in its frame",
            ok(framed(
                "Ferry stays in on Tuesday",
                "<form><input name=user><input type=password></form><h1>Ferry stays in on Tuesday</h1><p>The ferry will not run on Tuesday between \
                 noon and four, the harbour office said.</p>",
            )),
        )
        .is("alive"),
        case(
            "field/alive: a shop that sells something else",
            ok(framed("Old mill is for sale", "<h1>Old mill is for sale</h1><p>Three floors by the river, and the wheel turns.</p>")),
        )
        .is("alive"),
        case(
            "field/alive: a shop that has sold an article",
            ok(framed(
                "Lampe de péniche",
                "<h1>Lampe de péniche</h1><p>En laiton poli, 30 cm, avec sa mèche.</p><p>Cet article n’est plus disponible.</p>",
            )),
        )
        .is("alive"),
        case(
            "field/alive: a note on a page, without marks",
            ok(framed(
                "Le site du port de la vallée",
                "<h1>Le site du port de la vallée</h1><p>La page du port a été supprimée lundi. Le port promet mieux.</p>",
            )),
        )
        .is("alive"),
        short("field/alive: Hungarian article on a page", "Eltűnt a minisztérium oldala", "A keresett oldal nem található, közölték az olvasók. A minisztérium szerint hétfőre rendbe hozzák."),
        short("field/alive: Danish article on articles", "Avis sletter gamle historier", "Artiklen om havnen er blevet slettet, siger redaktøren, fordi den var forkert fra ende til anden."),
        short("field/alive: Vietnamese article on posts", "Bộ trưởng xin lỗi người dân", "Bài viết của ông trên mạng đã bị xóa vào tối thứ hai sau nhiều lời phản đối của người dân thành phố."),
    ]
}
