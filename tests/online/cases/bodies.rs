//! How answers are framed, and how they break.

use std::time::Duration;

use crate::answers::{Answer, Step, endless, head_and, ok, page, raw, raw_then, turns};
use crate::bench::{Case, case};
use crate::pages::{article, foreign, foreign_gone, front};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = framing();
    cases.extend(heads());
    cases.extend(silence());
    cases.extend(charsets());
    cases
}

fn framing() -> Vec<Case> {
    let html = article();
    let length = html.len();
    let head = "HTTP/1.1 200 OK\nContent-Type: text/html";
    let chunked = format!("{head}\nTransfer-Encoding: chunked");
    vec![
        case("body/chunked", ok(article()).chunked()).is("alive"),
        case("body/chunked 404", page(404, article()).chunked()).is("dead"),
        case(
            "body/chunks with extensions and trailers",
            head_and(&format!("{chunked}\nTrailer: X-Sum"), "5;name=x\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n"),
        )
        .is("alive"),
        case(
            "body/chunk sizes in capitals with zeros",
            head_and(&chunked, "000A\r\n0123456789\r\n00\r\n\r\n"),
        )
        .is("alive"),
        case("body/chunk by chunk, slowly", ok(article()).chunked().dripping(1500, 60)).is("alive"),
        case("body/bad chunk size", head_and(&chunked, "zz\r\nhello\r\n0\r\n\r\n")).is("broken"),
        case("body/bad chunk size later", head_and(&chunked, "5\r\nhello\r\nworld\r\n0\r\n\r\n"))
            .is("broken"),
        case("body/chunk size beyond 64 bits", head_and(&chunked, "fffffffffffffffff\r\nhello\r\n"))
            .is("broken"),
        case("body/chunk cut off", head_and(&chunked, "ff\r\nhello")).is("broken"),
        case("body/no last chunk", head_and(&chunked, "5\r\nhello\r\n")).is("broken"),
        case("body/until the connection ends", ok(article()).until_close()).is("alive"),
        case("body/HTTP/1.0", head_and("HTTP/1.0 200 OK\nContent-Type: text/html", &html)).is("alive"),
        case("body/HTTP/1.0 404", head_and("HTTP/1.0 404 Not Found\nContent-Type: text/html", "gone"))
            .is("dead"),
        case("body/HTTP/1.0 redirect", head_and("HTTP/1.0 301 Moved\nLocation: /b", ""))
            .at("/b", ok(article()))
            .is("moved"),
        case(
            "body/shorter than it says",
            head_and(&format!("{head}\nContent-Length: {}", length + 1000), &html),
        )
        .is("broken")
        .status(200),
        case("body/cut after 1,000 bytes", ok(article()).cut(1000, Step::Close)).is("broken"),
        case("body/cut after nothing", ok(article()).cut(0, Step::Close)).is("broken"),
        case("body/reset after 1,000 bytes", ok(article()).cut(1000, Step::Reset)).is("broken|unreachable"),
        case("body/cut once", turns([ok(article()).cut(1000, Step::Close), ok(article())]))
            .is("alive|broken"),
        case(
            "body/longer than it says",
            head_and(&format!("{head}\nContent-Length: {}", length - 100), &html),
        )
        .is("alive|broken"),
        case(
            "body/length twice the same",
            head_and(&format!("{head}\nContent-Length: {length}\nContent-Length: {length}"), &html),
        )
        .is("alive|broken"),
        case(
            "body/two lengths",
            head_and(&format!("{head}\nContent-Length: {length}\nContent-Length: 12"), &html),
        )
        .is("broken|unreachable"),
        case("body/length of a minus", head_and(&format!("{head}\nContent-Length: -5"), &html))
            .is("broken|unreachable"),
        case("body/length in words", head_and(&format!("{head}\nContent-Length: many"), &html))
            .is("broken|unreachable"),
        case(
            "body/length and chunks",
            head_and(&format!("{chunked}\nContent-Length: 4"), "5\r\nhello\r\n0\r\n\r\n"),
        )
        .is("alive|broken"),
        case("body/none", ok("")).is("alive|broken|soft-404"),
        case("body/none at all", raw("HTTP/1.1 200 OK\r\n\r\n")).is("alive|broken|soft-404"),
        case("body/cut 404", page(404, article()).cut(100, Step::Close)).is("dead"),
        case(
            "body/3 MB",
            ok(article() + &"<p>The minutes of the council, word for word.</p>\n".repeat(60_000)),
        )
        .is("alive"),
        case("body/20 MB of PDF", ok(big_pdf()).typed("application/pdf")).is("alive").slow(),
        case("body/cut PDF of 20 MB", ok(big_pdf()).typed("application/pdf").cut(15_000_000, Step::Close))
            .is("broken")
            .slow(),
        case(
            "body/drips and ends",
            ok("<title>A short note</title><p>The bridge is open again.</p>").dripping(12, 100),
        )
        .is("alive"),
        case("body/stops in the middle", ok(article()).cut(1000, Step::Hang)).is("broken|unreachable").slow(),
        case(
            "body/without end",
            raw_then(format!("{}\r\n\r\n", head.replace('\n', "\r\n")), [endless([b'x'; 65536], 20)]),
        )
        .is("broken")
        .slow(),
        case(
            "body/without end in chunks",
            raw_then(
                format!("{}\r\n\r\n", chunked.replace('\n', "\r\n")),
                [endless([&b"4000\r\n"[..], &[b'x'; 0x4000], b"\r\n"].concat(), 20)],
            ),
        )
        .is("broken")
        .slow(),
        case(
            "body/drips without end",
            raw_then(format!("{}\r\n\r\n", head.replace('\n', "\r\n")), [endless("<p>on", 300)]),
        )
        .is("broken|unreachable")
        .slow(),
    ]
}

fn big_pdf() -> Vec<u8> {
    let mut bytes = crate::pages::pdf();
    bytes.resize(20_000_000, b' ');
    bytes
}

fn heads() -> Vec<Case> {
    let html = article();
    let length = html.len();
    let line = "HTTP/1.1 200 OK";
    let fields = format!("Content-Type: text/html\nContent-Length: {length}");
    let many =
        |count: usize| (0..count).map(|number| format!("X-Field-{number}: value\n")).collect::<String>();
    vec![
        case("head/bare line feeds", raw(format!("{line}\n{fields}\n\n{html}"))).is("alive"),
        case(
            "head/field names in capitals",
            head_and(&format!("{line}\nCONTENT-TYPE: text/html\nCONTENT-LENGTH: {length}"), &html),
        )
        .is("alive"),
        case(
            "head/no space after colons",
            head_and(&format!("{line}\nContent-Type:text/html\nContent-Length:{length}"), &html),
        )
        .is("alive"),
        case("head/space before a colon", head_and(&format!("{line}\nX-Powered-By : PHP\n{fields}"), &html))
            .is("alive|broken"),
        case("head/a field without a name", head_and(&format!("{line}\n: nothing\n{fields}"), &html))
            .is("alive|broken"),
        case("head/a name with a space", head_and(&format!("{line}\nX Cache: HIT\n{fields}"), &html))
            .is("alive|broken"),
        case("head/a line without a colon", head_and(&format!("{line}\nhello\n{fields}"), &html))
            .is("alive|broken"),
        case("head/folded", head_and(&format!("{line}\nX-Long: one\n two\n{fields}"), &html))
            .is("alive|broken"),
        case(
            "head/Latin-1 value",
            raw([
                format!("{line}\r\nX-Place: M").as_bytes(),
                b"\xfcnchen\r\n",
                fields.replace('\n', "\r\n").as_bytes(),
                b"\r\n\r\n",
                html.as_bytes(),
            ]
            .concat()),
        )
        .is("alive"),
        case("head/UTF-8 value", head_and(&format!("{line}\nX-Place: München\n{fields}"), &html)).is("alive"),
        case("head/without a type", head_and(&format!("{line}\nContent-Length: {length}"), &html))
            .is("alive"),
        case(
            "head/a type that is none",
            head_and(&format!("{line}\nContent-Type: html\nContent-Length: {length}"), &html),
        )
        .is("alive"),
        case(
            "head/attachment",
            ok(article()).field("Content-Disposition", "attachment; filename=\"flood.html\""),
        )
        .is("alive"),
        case("head/90 fields", head_and(&format!("{line}\n{}{fields}", many(90)), &html)).is("alive"),
        case("head/150 fields", head_and(&format!("{line}\n{}{fields}", many(150)), &html)).is("alive"),
        case(
            "head/a value of 40 KB",
            head_and(&format!("{line}\nContent-Security-Policy: {}\n{fields}", "a".repeat(40_000)), &html),
        )
        .is("alive"),
        case(
            "head/2 MB",
            head_and(
                &format!("{line}\n{}{fields}", format!("X-Long: {}\n", "a".repeat(8_000)).repeat(250)),
                &html,
            ),
        )
        .is("alive|broken|unreachable"),
        case(
            "head/without end",
            raw_then(format!("{line}\r\n"), [endless(format!("X-Long: {}\r\n", "a".repeat(8_000)), 0)]),
        )
        .is("broken|unreachable")
        .slow(),
        case("head/a line without end", raw_then(format!("{line}\r\nX-Long: "), [endless([b'a'; 8_000], 0)]))
            .is("broken|unreachable")
            .slow(),
        case("head/drips without end", raw_then(format!("{line}\r\n"), [endless("X-A: b\r\n", 300)]))
            .is("broken|unreachable")
            .slow(),
        case("head/in pieces", ok(article()).dripping(7, 0)).is("alive").slow(),
        case("head/HTTP/1.1 in small letters", raw(format!("http/1.1 200 ok\r\n\r\n{html}")))
            .is("alive|broken|unreachable"),
        case("head/HTTP/2 in words", raw(format!("HTTP/2 200\r\n\r\n{html}"))).is("alive|broken|unreachable"),
        case(
            "head/empty lines first",
            raw(format!("\r\n\r\n{line}\r\n{}\r\n\r\n{html}", fields.replace('\n', "\r\n"))),
        )
        .is("alive|broken"),
        case("head/closes after each answer", head_and(&format!("{line}\n{fields}"), &html)).is("alive"),
        case("head/Connection: close", head_and(&format!("{line}\nConnection: close\n{fields}"), &html))
            .is("alive"),
    ]
}

fn silence() -> Vec<Case> {
    vec![
        case("silence/closes at once", Answer::Steps(vec![Step::Close]))
            .is("unreachable")
            .attempts(2..=9)
            .slow(),
        case("silence/closes once", turns([Answer::Steps(vec![Step::Close]), ok(article())]))
            .is("alive")
            .requests(2..=2)
            .slow(),
        case("silence/resets", Answer::Steps(vec![Step::Reset])).is("unreachable").attempts(2..=9).slow(),
        case("silence/resets once", turns([Answer::Steps(vec![Step::Reset]), ok(article())]))
            .is("alive")
            .requests(2..=2)
            .slow(),
        case("silence/resets in the head", raw_then("HTTP/1.1 200 OK\r\nContent-Ty", [Step::Reset]))
            .is("unreachable|broken")
            .slow(),
        case("silence/ends in the head", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-"))
            .is("unreachable|broken")
            .slow(),
        case("silence/hangs", Answer::Steps(vec![Step::Hang])).is("unreachable").slow(),
        case("silence/hangs in the head", raw_then("HTTP/1.1 200 OK\r\nContent-Type: te", [Step::Hang]))
            .is("unreachable|broken")
            .slow(),
        case("silence/two seconds", ok(article()).later(2_000)).is("alive").slow(),
        case("silence/four seconds", ok(article()).later(4_000)).is("alive").slow(),
        case("silence/404 after a second", page(404, "gone").later(1_000)).is("dead").slow(),
        case("noise/HTTP/0.9", raw("<html><body>Hello.</body></html>")).is("broken|unreachable").slow(),
        case("noise/bytes", raw((0..=255).cycle().take(4_000).collect::<Vec<u8>>()))
            .is("broken|unreachable")
            .slow(),
        case("noise/SSH", raw("SSH-2.0-OpenSSH_9.6\r\n")).is("broken|unreachable").slow(),
        case("noise/SMTP", raw("220 mail.valley.example ESMTP Postfix\r\n")).is("broken|unreachable").slow(),
        case("noise/a status of letters", raw("HTTP/1.1 OK\r\n\r\n")).is("broken|unreachable").slow(),
        case("noise/a status of four digits", raw("HTTP/1.1 2000 OK\r\n\r\n"))
            .is("broken|unreachable")
            .slow(),
        case("noise/zeros without end", Answer::Steps(vec![endless([0; 4096], 0)]))
            .is("broken|unreachable")
            .slow(),
        case(
            "noise/interim without end",
            Answer::Steps(vec![Step::Repeat {
                bytes: b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".to_vec(),
                times: u64::MAX,
                pause: Duration::ZERO,
            }]),
        )
        .is("broken|unreachable")
        .slow(),
        case("silence/nobody listens", ok("")).ask("{httpnobody}/news/flood").is("unreachable").slow(),
    ]
}

fn typed(content_type: &'static str, bytes: &[u8]) -> Answer {
    ok(bytes).typed(content_type)
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

fn charsets() -> Vec<Case> {
    let umlauts =
        foreign("de", "Überschwemmung", "Über den Fluss führt keine Brücke mehr, sagte der Bürgermeister.");
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let russian =
        foreign_gone("ru", "Страница не найдена", "Такой страницы нет.").replace("utf-8", "windows-1251");
    let japanese = foreign_gone("ja", "ページが見つかりません", "お探しのページは存在しません。")
        .replace("utf-8", "shift_jis");
    let chinese =
        foreign_gone("zh", "页面不存在", "您访问的页面不存在或已被删除。").replace("utf-8", "gb2312");
    let korean = foreign_gone("ko", "페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다.")
        .replace("utf-8", "euc-kr");
    vec![
        case("charset/Latin-1 declared UTF-8", typed("text/html; charset=utf-8", &latin(&umlauts)))
            .is("alive"),
        case("charset/UTF-8 declared Latin-1", typed("text/html; charset=iso-8859-1", umlauts.as_bytes()))
            .is("alive"),
        case("charset/unknown", typed("text/html; charset=klingon", umlauts.as_bytes())).is("alive"),
        case("charset/none", typed("text/html", &latin(&umlauts))).is("alive"),
        case("charset/UTF-16", typed("text/html", &utf16(&front()))).is("alive"),
        case("charset/UTF-16 that is none", typed("text/html; charset=utf-16", umlauts.as_bytes()))
            .is("alive"),
        case(
            "charset/soft-404 in windows-1251",
            typed("text/html; charset=windows-1251", &encoding_rs::WINDOWS_1251.encode(&russian).0),
        )
        .is("soft-404"),
        case(
            "charset/soft-404 in windows-1251 by its meta",
            typed("text/html", &encoding_rs::WINDOWS_1251.encode(&russian).0),
        )
        .is("soft-404"),
        case(
            "charset/soft-404 in Shift_JIS",
            typed("text/html; charset=Shift_JIS", &encoding_rs::SHIFT_JIS.encode(&japanese).0),
        )
        .is("soft-404"),
        case(
            "charset/soft-404 in GB2312 by its meta",
            typed("text/html", &encoding_rs::GBK.encode(&chinese).0),
        )
        .is("soft-404"),
        case(
            "charset/soft-404 in EUC-KR",
            typed("text/html; charset=euc-kr", &encoding_rs::EUC_KR.encode(&korean).0),
        )
        .is("soft-404"),
        case(
            "charset/soft-404 in UTF-16",
            typed("text/html", &utf16(&crate::pages::gone("Page not found", "There is no such page."))),
        )
        .is("soft-404"),
    ]
}
