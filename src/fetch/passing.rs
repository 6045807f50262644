//! Tells pages of faults that may have passed a moment later: what a site says of itself, and what a program
//! wrote in the place of a page.

use super::heard::List;
use super::phrases::{phrases_in, span_of};
use super::said::{SHORT, Said};
use super::story::{Teller, plain};

/// What a page with success says of a fault that may have passed a moment later, if it says that and
/// nothing of a page that is gone.
pub(super) fn passing_fault(page: &Teller) -> Option<String> {
    if page.is_article || page.says_status_404 {
        return None;
    }
    if page.named_failure && !page.is_marked_as_article() && !says_not_found(page) {
        return Some("its markup is that of a program that failed".to_owned());
    }
    // Of longer pages only a heading is read, or a text without any.
    let is_short = page.prose < SHORT && page.long_paragraphs == 0;
    if !is_short && page.reads_as_article() && page.headings.len() > 3 {
        return None;
    }
    let title = plain(&page.title);
    let said = Said::of(page, &title);
    let is_missing = |line: &String| phrases_in(line).next().is_some();
    if page.hears(List::NotFound) && said.lines.iter().any(is_missing) {
        return None;
    }
    if let Some(words) = written_by_program(page, &said) {
        return Some(format!("says \"{words}\""));
    }
    let fault = Some(&said).filter(|_| is_short)?.mainly(List::Passing)?;
    Some(format!("says \"{fault}\""))
}

/// Whether a title or the first heading says that there is no such page.
fn says_not_found(page: &Teller) -> bool {
    let mut lines = page.headings.first().into_iter().chain([&page.title]);
    lines.any(|line| phrases_in(&plain(line)).next().is_some())
}

/// What a program wrote that failed: by its heading, however much it says of its state, or by the start and
/// end of a text without headings.
fn written_by_program(page: &Teller, said: &Said<'_>) -> Option<&'static str> {
    if page.is_marked_as_article() {
        return None;
    }
    let heads = page.headings.first().map(|heading| plain(heading));
    let is_whole = |line: &str| {
        let line = line.trim_matches(|letter: char| !letter.is_alphanumeric());
        HEADINGS.iter().find(|words| span_of(line, words).is_some_and(|span| line.len() - span.len() < 8))
    };
    if let Some(words) = heads.as_deref().or(said.lines.first().map(String::as_str)).and_then(is_whole) {
        return Some(words);
    }
    let text = said.text();
    // Tomcat says below which kind of report it gives; a glossary has the heading alone.
    let of_tomcat = "http status 500";
    let is_report = || ["exception report", "status report"].iter().any(|words| text.contains(words));
    if heads.as_deref().is_some_and(|heading| heading.starts_with(of_tomcat)) && is_report() {
        return Some(of_tomcat);
    }
    let begins = |words: &&&str| text.starts_with(**words);
    // Hints of programs stand above pages that are there: a fault ends them.
    let names_line = page.text.contains(" on line ") || page.text.contains(".php:");
    let bare = page.headings.is_empty();
    let php = FATAL.iter().find(begins).filter(|_| bare && names_line);
    // A text of its own, as of a log, has its first line for a title.
    let is_untitled = page.title.is_empty();
    php.or_else(|| STARTS.iter().find(begins).filter(|_| bare && is_untitled)).copied()
}

/// Headings of the pages that ASP.NET, Spring, Rails and Magento write for a program that failed.
const HEADINGS: &[&str] = &[
    "server error in…application",
    "serverfehler in…anwendung",
    "erreur du serveur dans l'application",
    "erreur serveur dans l'application",
    "error de servidor en la aplicación",
    "errore server nell'applicazione",
    "erro de servidor no aplicativo",
    "erro do servidor na aplicação",
    "serverfout in toepassing",
    "serverfel i programmet",
    "błąd serwera w aplikacji",
    "ошибка сервера в приложении",
    "应用程序中的服务器错误",
    "アプリケーションでサーバー エラー",
    "uygulamasında sunucu hatası",
    "whitelabel error page",
    "action controller: exception caught",
    "an unhandled exception occurred while processing the request",
    "there has been an error processing your request",
];

/// How PHP tells of a fault that ends a program.
const FATAL: &[&str] = &["fatal error:", "php fatal error:", "parse error:", "php parse error:"];

/// How other programs do.
const STARTS: &[&str] = &["traceback (most recent call last)", "exception in thread ", "sqlstate["];

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::*;

    #[test]
    fn what_a_program_wrote_is_a_fault() {
        let php = "<br /><b>Fatal error</b>:  Uncaught Error: Call to undefined function x() in /srv/a.php:3\n\
            Stack trace: #0 {main} thrown in <b>/srv/a.php</b> on line <b>3</b><br />";
        let net = "<title>Runtime Error</title><h1>Server Error in '/' Application.<hr></h1><h2><i>Runtime Error</i></h2>";
        let long = "<p>An application error occurred on the server, and its settings keep the details from being seen.</p>";
        let table = [
            (php.to_owned(), true),
            (format!("{net}{}", long.repeat(9)), true),
            ("<h1>Serverfehler in der Anwendung /.</h1>".to_owned(), true),
            (format!("<h1>Bridge open again</h1>{php}"), false),
            (format!("<article><h1>Server Error in '/' Application</h1>{}</article>", long.repeat(9)), false),
            (
                "<h1>Server error in the ferry company's booking application halts trade</h1>".to_owned(),
                false,
            ),
            ("<p>Fatal error: the judge's ruling</p>".to_owned(), false),
            ("<b>Warning</b>: x in /srv/a.php on line 3<h1>Bridge</h1><p>Open again.</p>".to_owned(), false),
        ];
        for (markup, is_fault) in table {
            assert_eq!(passing_fault(&Page::html(&markup).into()).is_some(), is_fault, "{markup}");
        }
    }
}
