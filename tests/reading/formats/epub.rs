//! EPUB books.

use newscheck::model::Format;
use zip::CompressionMethod::{Deflated, Stored};

use super::support::{member, outcome, reports, reports_within, zip};

const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
    <rootfile full-path=\"OEBPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";

const LOCKS: &str = "<span id=\"p1\"/><h1>Locks Stay Shut Until March</h1>\
    <p>The canal authority keeps both locks at Brenn shut until March, since the gates did not close in the last frost \
    <a href=\"notes.xhtml#n1\">[1]</a>.</p><p>Skippers take the longer way by the Sound, which costs them most of a day \
    and a pilot<sup><a href=\"notes.xhtml#n2\">2</a></sup>.</p>";
const FERRY: &str = "<h1>Night Ferry Returns</h1><p>The night ferry to the outer islands sails again from April, with one \
    boat in place of two, the operator said <a href=\"notes.xhtml#n3\">[3]</a>.</p><p>Islanders had asked for both, and the \
    councils want to pay for the second out of the fund for harbours.</p>";
const NOTES: &str = "<h2>Notes</h2><ol><li id=\"n1\">Canal authority: <a href=\"https://canal.example/notices/14\">notice 14</a></li>\
    <li id=\"n2\">Pilots: <a href=\"https://pilots.example/tariff\">their tariff</a></li>\
    <li id=\"n3\">Operator: <a href=\"https://ferry.example/news/7\">timetable</a></li></ol>";

/// A book of some chapters, read in some order.
fn book(chapters: &[(&str, &str)], order: &[&str], others: &[(&str, &[u8])]) -> Vec<u8> {
    let items: String = chapters
        .iter()
        .map(|(name, _)| {
            format!("<item id=\"{name}\" href=\"{name}.xhtml\" media-type=\"application/xhtml+xml\"/>")
        })
        .collect();
    let spine: String = order.iter().map(|name| format!("<itemref idref=\"{name}\"/>")).collect();
    let package = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><metadata>\
         <dc:title>The Varnholm Reader</dc:title><dc:creator>Ina Holm</dc:creator><dc:date>2026-01-02</dc:date></metadata>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let pages: Vec<(String, String)> = chapters
        .iter()
        .map(|(name, words)| {
            let page = format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{words}</body></html>");
            (format!("OEBPS/{name}.xhtml"), page)
        })
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
    ];
    parts.extend(pages.iter().map(|(name, page)| (name.as_str(), page.as_bytes())));
    parts.extend(others);
    zip(&parts, Deflated)
}

fn whole() -> Vec<u8> {
    book(
        &[("cover", "<h1>The Varnholm Reader</h1>"), ("locks", LOCKS), ("ferry", FERRY), ("notes", NOTES)],
        &["cover", "locks", "ferry", "notes"],
        &[],
    )
}

#[test]
fn each_chapter_is_an_article_with_the_notes_that_it_refers_to() {
    for name in ["reader.epub", "-", "reader.zip"] {
        let reports = reports(name, &whole());
        let told: Vec<(&str, &str, Vec<&str>)> = reports
            .iter()
            .map(|report| {
                let article = outcome(report).unwrap();
                let cited = article.citations.iter().map(|citation| citation.target.url().unwrap_or(""));
                (
                    member(report).id.as_deref().unwrap(),
                    article.headline.as_ref().map_or("", |field| field.value.as_str()),
                    cited.collect(),
                )
            })
            .collect();
        let expected = [
            (
                "OEBPS/locks.xhtml",
                "Locks Stay Shut Until March",
                vec!["https://canal.example/notices/14", "https://pilots.example/tariff"],
            ),
            ("OEBPS/ferry.xhtml", "Night Ferry Returns", vec!["https://ferry.example/news/7"]),
        ];
        assert_eq!(told, expected, "{name}");
        assert!(reports.iter().all(|report| report.source.format == Format::Epub));
        let codes: Vec<&str> =
            reports.iter().flat_map(|report| &report.findings).map(|finding| finding.code).collect();
        assert_eq!(codes, Vec::<&str>::new());
        let article = outcome(&reports[0]).unwrap();
        assert_eq!(
            article.authors.iter().map(|field| field.value.as_str()).collect::<Vec<_>>(),
            ["Ina Holm"]
        );
    }
}

#[test]
fn an_order_that_goes_round_reads_each_chapter_once_and_names_what_is_missing() {
    let order: Vec<&str> = ["locks", "ferry", "gone", "locks"].into_iter().cycle().take(90_000).collect();
    let chapters = [("locks", LOCKS), ("ferry", FERRY), ("notes", NOTES)];
    assert_eq!(reports("a.epub", &book(&chapters, &order, &[])).len(), 2);
    let mut bytes = book(&[("locks", LOCKS), ("gone", FERRY), ("notes", NOTES)], &["gone", "locks"], &[]);
    // The part is there under another name than that which the order has for it.
    let name = b"OEBPS/gone.xhtml";
    let places: Vec<usize> =
        bytes.windows(name.len()).enumerate().filter(|(_, part)| part == name).map(|(at, _)| at).collect();
    places.iter().for_each(|at| bytes[at + 6] = b'G' ^ 0x01);
    let reports = reports("a.epub", &bytes);
    assert_eq!(outcome(&reports[0]).unwrap_err(), "no part OEBPS/gone.xhtml in it, which its order names");
    assert!(outcome(&reports[1]).is_ok());
}

#[test]
fn what_is_encrypted_or_no_book_is_told() {
    let encryption = b"<encryption><EncryptedData><CipherData><CipherReference URI=\"OEBPS/locks.xhtml\"/></CipherData></EncryptedData></encryption>";
    let bytes = book(&[("locks", LOCKS)], &["locks"], &[("META-INF/encryption.xml", encryption)]);
    let told = "OEBPS/locks.xhtml is encrypted (a copy with digital rights management)";
    assert_eq!(outcome(&reports("a.epub", &bytes)[0]).unwrap_err(), told);
    let empty = book(&[("cover", "<img src=\"a.png\"/>")], &["cover"], &[]);
    assert_eq!(outcome(&reports("a.epub", &empty)[0]).unwrap_err(), "no chapter with text in it");
    let torn = zip(&[("META-INF/container.xml", CONTAINER.as_bytes())], Stored);
    let told = "no part OEBPS/book.opf in it, which describes the book";
    assert_eq!(outcome(&reports("a.epub", &torn)[0]).unwrap_err(), told);
    let none = zip(&[("META-INF/container.xml", b"<container/>")], Stored);
    let told = "META-INF/container.xml names no package document";
    assert_eq!(outcome(&reports("a.epub", &none)[0]).unwrap_err(), told);
}

#[test]
fn a_book_that_unpacks_to_too_much_ends_where_it_does() {
    let long =
        format!("{LOCKS}{}", "<p>And so on, for as long as anybody cares to read it.</p>".repeat(20_000));
    let bytes = book(
        &[("locks", LOCKS), ("long", &long), ("ferry", FERRY), ("notes", NOTES)],
        &["locks", "long", "ferry"],
        &[],
    );
    let reports = reports_within("a.epub", &bytes, 100_000);
    assert_eq!(reports.len(), 2);
    assert!(outcome(&reports[0]).is_ok());
    assert!(outcome(&reports[1]).unwrap_err().contains("OEBPS/long.xhtml unpacks to more than"));
}

#[test]
fn damage_is_told_and_nothing_panics() {
    let whole = whole();
    for cut in (0..whole.len()).step_by(29) {
        assert!(outcome(&reports("a.epub", &whole[..cut])[0]).is_err(), "cut at {cut}");
    }
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        assert!(!reports("a.epub", &bytes).is_empty(), "damaged at {at}");
    }
}

/// Chapters that all refer to notes in each other, a thousand times each.
#[test]
fn notes_that_refer_to_each_other_are_bounded() {
    let chapter = |other: usize| {
        let notes: String =
            (0..1000).map(|note| format!("<p id=\"n{note}\">Words before a marker <a href=\"c{other}.xhtml#n{note}\">{note}</a>.</p>")).collect();
        notes
    };
    let texts: Vec<(String, String)> = (0..20).map(|at| (format!("c{at}"), chapter((at + 1) % 20))).collect();
    let chapters: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let order: Vec<&str> = chapters.iter().map(|(name, _)| *name).collect();
    let reports = reports("a.epub", &book(&chapters, &order, &[]));
    assert!((1..=20).contains(&reports.len()));
}
