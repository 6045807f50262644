//! Pages of faults that may have passed a moment later, as sites say it and as programs write it, and pages
//! that tell of such faults or only show one beside their text.

use crate::answers::ok;
use crate::bench::{Case, case};
use crate::pages::{article, bare, framed};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = said();
    cases.extend(written());
    cases.extend(told());
    cases
}

/// A name that lives as long as the run: cases are told by it.
fn named(start: &str, end: &str) -> &'static str {
    Box::leak(format!("fault/{start} {end}").into_boxed_str())
}

fn fault(name: &'static str, html: String) -> Case {
    case(name, ok(html)).is("unreachable")
}

/// A sentence of each language that is all that a page says.
const SENTENCES: &[(&str, &str)] = &[
    ("en", "There has been a critical error on this website."),
    ("de", "Es ist ein Fehler aufgetreten."),
    (
        "de, with what to do",
        "Es ist ein Fehler aufgetreten. Laden Sie die Seite in einigen Minuten noch einmal.",
    ),
    ("de, for maintenance", "Wegen Wartungsarbeiten ist diese Website kurzzeitig nicht verfügbar."),
    ("fr", "Il y a eu une erreur critique sur ce site."),
    ("es", "Hubo un error."),
    ("it", "È avvenuto un errore."),
    ("pt", "Houve um erro."),
    ("nl", "Er heeft zich een fout voorgedaan."),
    ("pl", "Wystąpił nieoczekiwany błąd."),
    ("sv", "Det uppstod ett fel."),
    ("da", "Der skete en fejl."),
    ("nb", "En feil oppstod."),
    ("fi", "On tapahtunut virhe."),
    ("ru", "Возникла ошибка."),
    ("uk", "Трапилася помилка."),
    ("tr", "Bir hata meydana geldi."),
    ("cs", "Nastala chyba."),
    ("sk", "Nastala chyba."),
    ("hu", "Hiba lépett fel."),
    ("ro", "S-a produs o eroare."),
    ("el", "Σημειώθηκε σφάλμα."),
    ("ja", "予期しないエラーが発生しました。"),
    ("ko", "예기치 않은 오류가 발생했습니다."),
    ("zh", "发生了一个错误。"),
    ("ar", "حدث خطأ ما."),
    ("he", "התרחשה שגיאה."),
    ("sl", "Prišlo je do napake."),
    ("lt", "Įvyko klaida."),
    ("lv", "Radās kļūda."),
    ("et", "Ilmnes viga."),
    ("bg", "Настъпи грешка."),
    ("hr", "Dogodila se pogreška."),
    ("ca", "Hi ha hagut un error."),
];

fn said() -> Vec<Case> {
    let mut cases = Vec::new();
    for (language, words) in SENTENCES {
        cases.push(fault(named("sentence,", language), bare("Courier", &format!("<p>{words}</p>"))));
        cases.push(fault(named("heading,", language), bare("Courier", &format!("<h1>{words}</h1>"))));
    }
    cases.extend([
        fault(
            "fault/of WordPress",
            bare("Maintenance", "<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>"),
        ),
        fault(
            "fault/of WordPress, without a heading",
            bare("Maintenance", "<div class=wp-die-message>Briefly unavailable for scheduled maintenance. Check back in a minute.</div>"),
        ),
        fault(
            "fault/of a plug-in of WordPress",
            "<html><head><title>WordPress › Error</title></head><body id=error-page><div class=wp-die-message><p>There has \
             been a critical error on this website.</p><p><a href=/faq>Learn more about troubleshooting \
             WordPress.</a></p></div></body></html>"
                .to_owned(),
        ),
    ]);
    cases
}

const PHP: &str = "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function get_flood() in \
    /var/www/html/wp-content/themes/valley/single.php:12\nStack trace:\n#0 /var/www/html/wp-includes/template.php(770): \
    require()\n#1 /var/www/html/wp-includes/template.php(716): load_template()\n#2 {main}\n  thrown in \
    <b>/var/www/html/wp-content/themes/valley/single.php</b> on line <b>12</b><br />\n";

fn yellow(title: &str, heading: &str) -> String {
    let details = "<p><b>Description: </b>An application error occurred on the server. The current custom error settings \
        for this application prevent the details of the application error from being viewed remotely.</p>";
    bare(
        title,
        &format!(
            "<span><h1>{heading}<hr width=100% size=1></h1><h2><i>{title}</i></h2></span>{}",
            details.repeat(4)
        ),
    )
}

fn written() -> Vec<Case> {
    vec![
        fault("fault/of PHP", PHP.to_owned()),
        fault("fault/of PHP in a frame of HTML", format!("<!DOCTYPE html><html><body>{PHP}</body></html>")),
        fault(
            "fault/of PHP's parser",
            "<b>Parse error</b>: syntax error, unexpected '}' in <b>/srv/index.php</b> on line <b>40</b>"
                .to_owned(),
        ),
        fault("fault/of ASP.NET", yellow("Runtime Error", "Server Error in '/' Application.")),
        fault(
            "fault/of ASP.NET in a folder",
            yellow("Timeout expired.", "Server Error in '/Courier' Application."),
        ),
        fault("fault/of ASP.NET in German", yellow("Laufzeitfehler", "Serverfehler in der Anwendung /.")),
        case(
            "fault/of ASP.NET, since there is no page",
            ok(yellow("The resource cannot be found.", "Server Error in '/' Application.")),
        )
        .is("soft-404"),
        fault(
            "fault/of Python",
            "Traceback (most recent call last):\n File \"app.py\", line 3\nKeyError: 'x'".to_owned(),
        ),
    ]
}

fn told() -> Vec<Case> {
    let alive = |name, html: String| case(name, ok(html)).is("alive");
    let short = |title: &str, text: &str| {
        framed(
            &format!("{title} - The Valley Courier"),
            &format!("<article><h1>{title}</h1><p>{text}</p></article>"),
        )
    };
    let hint = "<br /><b>Warning</b>: Undefined variable $x in <b>/srv/head.php</b> on line <b>3</b><br />";
    vec![
        alive("fault/hint above an article", format!("{hint}{}", article())),
        alive("fault/hint above a note", format!("{hint}<h1>Ferry times</h1><p>Every hour from six.</p>")),
        alive(
            "fault/of PHP in a question",
            bare(
                "php - Fatal error: Call to undefined function - Questions",
                &format!(
                    "<h1>Fatal error: Call to undefined function</h1><p>My page says this:</p><pre>{PHP}</pre><p>Why?</p>"
                ),
            ),
        ),
        alive(
            "fault/fatal error of a judge",
            short(
                "Fatal error: how a court lost a file",
                "Fatal error, said the judge of her own ruling on Monday. The file was on line 12 of the list.",
            ),
        ),
        alive(
            "fault/article on a yellow page",
            short(
                "Council's yellow page puzzles citizens",
                "“Server Error in '/' Application” was all that the council's site said on Monday.",
            ),
        ),
        alive(
            "fault/article on WordPress",
            short(
                "Update stops a thousand small sites",
                "“There has been a critical error on this website”, their readers saw on Sunday night.",
            ),
        ),
        alive(
            "fault/German article on a fault",
            short(
                "Zehntausend Steuerbescheide waren falsch",
                "Es ist ein Fehler aufgetreten, sagte die Ministerin. Die Bescheide werden neu verschickt.",
            ),
        ),
        alive(
            "fault/French article on a fault",
            short(
                "Dix mille factures à refaire",
                "Une erreur s’est produite, reconnaît la régie. Les factures seront renvoyées en juin.",
            ),
        ),
        alive(
            "fault/a lift",
            framed(
                "Museum lift",
                "<h1>Museum lift</h1><p>The lift at the north door is temporarily unavailable.</p>",
            ),
        ),
    ]
}
