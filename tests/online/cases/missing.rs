//! Pages that say with success that there is no page.

use crate::answers::{Answer, ok, page};
use crate::bench::{Case, case};
use crate::pages::{bare, foreign_gone, framed, front, gone, pdf, shell, teasers};

/// The site answers so at every address.
fn everywhere(name: &'static str, answer: fn() -> Answer) -> Case {
    case(name, answer()).anywhere(answer())
}

fn says(name: &'static str, language: &str, title: &str, text: &str) -> Case {
    let html = foreign_gone(language, title, text);
    case(name, ok(&html)).anywhere(ok(&html)).is("soft-404").status(200)
}

fn english(name: &'static str, title: &str, text: &str) -> Case {
    let html = gone(title, text);
    case(name, ok(&html)).anywhere(ok(&html)).is("soft-404")
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        says("missing/German", "de", "Seite nicht gefunden", "Die von Ihnen gesuchte Seite existiert leider nicht mehr."),
        says("missing/German, an article", "de", "Artikel nicht gefunden", "Der gewünschte Artikel ist nicht mehr verfügbar."),
        says("missing/French", "fr", "Page introuvable", "La page que vous recherchez n’existe pas ou a été déplacée."),
        says("missing/French, not found", "fr", "Page non trouvée", "Désolé, cette page n’existe plus."),
        says("missing/Spanish", "es", "Página no encontrada", "Lo sentimos, la página que busca no existe o ha sido eliminada."),
        says("missing/Portuguese", "pt", "Página não encontrada", "A página que você procura não existe ou foi removida."),
        says("missing/Italian", "it", "Pagina non trovata", "La pagina che stai cercando non esiste o è stata rimossa."),
        says("missing/Dutch", "nl", "Pagina niet gevonden", "De pagina die u zoekt bestaat niet (meer)."),
        says("missing/Swedish", "sv", "Sidan kunde inte hittas", "Sidan du söker finns inte längre."),
        says("missing/Danish", "da", "Siden blev ikke fundet", "Siden findes ikke eller er blevet flyttet."),
        says("missing/Norwegian", "no", "Siden ble ikke funnet", "Beklager, siden du leter etter finnes ikke."),
        says("missing/Finnish", "fi", "Sivua ei löytynyt", "Hakemaasi sivua ei ole olemassa."),
        says("missing/Polish", "pl", "Nie znaleziono strony", "Strona, której szukasz, nie istnieje lub została usunięta."),
        says("missing/Czech", "cs", "Stránka nenalezena", "Požadovaná stránka neexistuje."),
        says("missing/Hungarian", "hu", "Az oldal nem található", "A keresett oldal nem létezik."),
        says("missing/Romanian", "ro", "Pagina nu a fost găsită", "Pagina pe care o căutați nu există."),
        says("missing/Turkish", "tr", "Sayfa bulunamadı", "Aradığınız sayfa bulunamadı veya kaldırılmış."),
        says("missing/Greek", "el", "Η σελίδα δεν βρέθηκε", "Η σελίδα που αναζητάτε δεν υπάρχει."),
        says("missing/Russian", "ru", "Страница не найдена", "Запрашиваемая страница не существует или была удалена."),
        says("missing/Ukrainian", "uk", "Сторінку не знайдено", "Сторінка, яку ви шукаєте, не існує."),
        says("missing/Arabic", "ar", "الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة."),
        says("missing/Hebrew", "he", "הדף לא נמצא", "הדף שחיפשת אינו קיים."),
        says("missing/Hindi", "hi", "पृष्ठ नहीं मिला", "आप जिस पृष्ठ की तलाश कर रहे हैं वह मौजूद नहीं है।"),
        says("missing/Japanese", "ja", "ページが見つかりません", "お探しのページは移動または削除された可能性があります。"),
        says("missing/Japanese, an article", "ja", "記事が見つかりません", "この記事は掲載期間を終了しました。"),
        says("missing/Chinese", "zh", "页面未找到", "抱歉，您访问的页面不存在或已被删除。"),
        says("missing/Chinese, traditional", "zh-TW", "找不到網頁", "抱歉，您要找的頁面不存在或已移除。"),
        says("missing/Korean", "ko", "페이지를 찾을 수 없습니다", "요청하신 페이지가 존재하지 않거나 삭제되었습니다."),
        says("missing/Indonesian", "id", "Halaman tidak ditemukan", "Maaf, halaman yang Anda cari tidak ada."),
        says("missing/Vietnamese", "vi", "Không tìm thấy trang", "Trang bạn tìm kiếm không tồn tại."),
        english("missing/page not found", "Page not found", "The page you are looking for does not exist."),
        english("missing/404", "404", "Sorry, we couldn’t find that page."),
        english("missing/error 404", "Error 404", "The requested page could not be found."),
        english("missing/404 not found", "404 Not Found", "The requested URL was not found on this server."),
        english(
            "missing/of WordPress",
            "Oops! That page can’t be found.",
            "It looks like nothing was found at this location. Maybe try a search?",
        ),
        english("missing/nothing found", "Nothing Found", "It seems we can’t find what you’re looking for."),
        english("missing/article gone", "Article not found", "Sorry, the article you requested is no longer available."),
        english(
            "missing/story expired",
            "This story is no longer available",
            "The story you are looking for has expired or been removed from our site.",
        ),
        english(
            "missing/content removed",
            "Content unavailable",
            "This content has been removed. The page you requested no longer exists.",
        ),
        english(
            "missing/not here",
            "We’re sorry",
            "The page you were looking for doesn’t exist. You may have mistyped the address or the page may have moved.",
        ),
        english("missing/uh-oh", "Whoops!", "We can’t seem to find the page you’re looking for. Error code: 404"),
        english("missing/video", "Video unavailable", "This video is no longer available because the account has been terminated."),
        english(
            "missing/account suspended",
            "Account Suspended",
            "This account has been suspended. Contact your hosting provider for more information.",
        ),
        english(
            "missing/in a wiki",
            "Rivers of the valley",
            "There is currently no text in this page. You can search for this page title in other pages.",
        ),
        english("missing/in a blog", "The Valley Courier", "Sorry, the page you were looking for in this blog does not exist."),
        english("missing/in a forum", "Information", "The requested topic does not exist."),
        english("missing/in a question site", "Page not found", "This question was removed for reasons of moderation."),
        everywhere("missing/of Apache", || {
            ok(bare(
                "404 Not Found",
                "<h1>Not Found</h1><p>The requested URL was not found on this server.</p><hr><address>Apache</address>",
            ))
        }),
        everywhere("missing/of nginx", || ok(bare("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"))),
        everywhere("missing/of IIS", || {
            ok(bare(
                "404 - File or directory not found.",
                "<h2>404 - File or directory not found.</h2><h3>The resource you are looking for \
                might have been removed, had its name changed, or is temporarily unavailable.</h3>",
            ))
        }),
        everywhere("missing/title only", || ok(bare("404", "<img src=/404.png>"))),
        everywhere("missing/title says it and nothing else", || ok(bare("Page not found | The Valley Courier", "<div id=app></div>"))),
        everywhere("missing/plain text", || ok("404 page not found\n").typed("text/plain; charset=utf-8")),
        everywhere("missing/JSON", || {
            ok("{\"status\":404,\"error\":\"Not Found\",\"message\":\"No such article\"}").typed("application/json")
        }),
        everywhere("missing/by its meta", || {
            ok(shell("")
                .replace("<head>", "<head><meta name=\"prerender-status-code\" content=\"404\"><meta name=\"robots\" content=\"noindex\">"))
        }),
        everywhere("missing/with the most read below", || {
            ok(framed(
                "Page not found - The Valley Courier",
                &format!(
                    "<h1>We can’t find that page</h1><p>It may have been moved or \
                deleted. Here is what others read.</p>{}",
                    teasers()
                ),
            ))
        }),
        everywhere("missing/title is the site's, with the most read below", || {
            ok(framed(
                "The Valley Courier",
                &format!("<h1>Page not found</h1><p>Sorry, the page you requested does not exist.</p>{}", teasers()),
            ))
        }),
        everywhere("missing/heading in a box", || {
            ok(framed(
                "The Valley Courier",
                "<div class=\"error-404 not-found\"><h2 class=\"page-title\">Sorry, this page isn’t \
                available</h2><p>The link you followed may be broken, or the page may have been removed.</p></div>",
            ))
        }),
        // The front page at every address: what was cited is not there.
        case("missing/front page at every address", ok(canonical_front())).anywhere(ok(canonical_front())).at("/", ok(canonical_front())),
        case(
            "missing/canonical error page",
            ok(gone("Page not found", "Sorry.").replace("<head>", "<head><link rel=\"canonical\" href=\"/404\">")),
        ),
        // A document that is none.
        case("missing/PDF is an error page", ok(""))
            .ask("{http}/files/report-2024.pdf")
            .at("/files/report-2024.pdf", ok(gone("Page not found", "The document you requested could not be found."))),
        case("missing/PDF is an error page of few words", ok(""))
            .ask("{http}/files/report-2024.pdf")
            .at("/files/report-2024.pdf", ok(bare("Error", "<h1>Error</h1><p>File does not exist.</p>"))),
        case("missing/PDF is the front page", ok("")).ask("{http}/files/report-2024.pdf").at("/files/report-2024.pdf", ok(front())),
        case("missing/PDF goes to the front page", ok(""))
            .ask("{http}/files/report-2024.pdf")
            .at("/files/report-2024.pdf", crate::answers::to(302, "/")),
        case("missing/picture is an error page", ok(""))
            .ask("{http}/images/flood.jpg")
            .at("/images/flood.jpg", ok(gone("Not found", "The image you requested does not exist."))),
    ]
    .into_iter()
    .map(|case| if case.is_judged() { case } else { case.is("soft-404") })
    .collect::<Vec<_>>();
    cases.extend([
        case("document/PDF", ok("")).ask("{http}/a.pdf").at("/a.pdf", ok(pdf()).typed("application/pdf")).is("alive"),
        case("document/PDF as bytes", ok("")).ask("{http}/a.pdf").at("/a.pdf", ok(pdf()).typed("application/octet-stream")).is("alive"),
        case("document/PDF as HTML", ok("")).ask("{http}/a.pdf").at("/a.pdf", ok(pdf())).is("alive"),
        case("document/PDF in a viewer", ok("")).ask("{http}/a.pdf").at("/a.pdf", ok(viewer())).is("alive"),
        case("document/PDF that is its article", ok("")).ask("{http}/a.pdf").at("/a.pdf", ok(crate::pages::article())).is("alive|soft-404"),
        case("document/PDF with a 404", ok("")).ask("{http}/a.pdf").at("/a.pdf", page(404, gone("Page not found", "Sorry."))).is("dead"),
        case("document/picture", ok(""))
            .ask("{http}/a.png")
            .at("/a.png", ok(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").typed("image/png"))
            .is("alive"),
        case("document/picture on a page of its own", ok(""))
            .ask("{http}/wiki/File:Flood.jpg")
            .at(
                "/wiki/File:Flood.jpg",
                ok(framed(
                    "File:Flood.jpg",
                    "<h1>File:Flood.jpg</h1><img src=/flood.jpg><p>The flood of May \
                2024, seen from the church tower. Photograph by A. Berg, licensed under CC BY-SA 4.0. Size: 4,000 × 3,000.</p>",
                )),
            )
            .is("alive"),
        case("document/plain text", ok("Minutes of the council, 14 May 2024.\nPresent: all.\n").typed("text/plain")).is("alive"),
        case("document/JSON", ok("{\"level\": 6.42, \"unit\": \"m\"}").typed("application/json")).is("alive"),
        case(
            "document/feed",
            ok("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title></channel></rss>").typed("application/rss+xml"),
        )
        .is("alive"),
        case("document/table", ok("hour,level\n1,5.9\n2,6.1\n3,6.42\n").typed("text/csv")).is("alive"),
        case("document/archive", ok(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0").typed("application/zip")).is("alive"),
        case("document/bytes of no type", ok([0, 1, 2, 3, 250, 251, 252]).typed("application/octet-stream")).is("alive"),
    ]);
    cases
}

fn canonical_front() -> String {
    front().replace(
        "<head>",
        "<head><link rel=\"canonical\" href=\"{http}/\"><meta property=\"og:url\" content=\"{http}/\">",
    )
}

fn viewer() -> String {
    framed(
        "Report 2024.pdf",
        "<div id=\"viewer\" class=\"pdfViewer\"></div><a download href=\"/raw/report-2024.pdf\">Download (4 MB)</a>\
         <embed src=\"/raw/report-2024.pdf\" type=\"application/pdf\">",
    )
}
