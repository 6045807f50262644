//! PDF files. `fixtures/pdf` has articles as browsers, word processors and typesetters print them, each
//! beside its twin: the same article as a web page. `tests/scripts/pdfs.py` made them.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use newscheck::model::{Article, BlockKind};

use super::support::{outcome, reports, unreadable};
use crate::support;

fn folder() -> PathBuf {
    support::root().join("fixtures/pdf")
}

fn file(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()))
}

/// What a reader sees: headline and day, the body, where each marker leads, the entries.
#[derive(Debug, PartialEq)]
struct Seen {
    headline: Option<String>,
    published: Option<String>,
    body: Vec<(bool, String)>,
    citations: Vec<(Option<usize>, String, Option<String>)>,
    references: Vec<(Option<String>, Option<String>)>,
}

fn seen(article: &Article) -> Seen {
    let citation = |citation: &newscheck::model::Citation| {
        let url = citation.target.url().map(str::to_owned);
        (citation.paragraph, citation.label.to_string(), url)
    };
    let entry = |entry: &newscheck::model::Reference| {
        (entry.label.as_ref().map(ToString::to_string), entry.url.clone())
    };
    Seen {
        headline: article.headline.as_ref().map(|field| field.value.clone()),
        published: article.published.as_ref().map(|field| field.raw.clone()),
        body: article
            .body
            .iter()
            .map(|block| (block.kind == BlockKind::Heading, block.text.clone()))
            .collect(),
        citations: article.citations.iter().map(citation).collect(),
        references: article.references.iter().map(entry).collect(),
    }
}

#[test]
fn a_pdf_is_read_as_its_twin() {
    let names: Vec<String> = support::names(&folder())
        .into_iter()
        .filter(|name| folder().join(name).join("twin.html").exists())
        .collect();
    assert!(names.len() >= 9, "{names:?}");
    support::each(&names, |name| {
        let twin = reports("twin.html", &file(&format!("{name}/twin.html")));
        let own = reports("article.pdf", &file(&format!("{name}/article.pdf")));
        let (twin, own) = (seen(outcome(&twin[0]).unwrap()), seen(outcome(&own[0]).unwrap()));
        assert_eq!(own, twin, "{name}");
        assert!(twin.citations.len() >= 3 && twin.body.len() >= 3, "{name}: {twin:?}");
    });
}

#[test]
fn places_have_their_pages() {
    let reports = reports("article.pdf", &file("printed/article.pdf"));
    let article = outcome(&reports[0]).unwrap();
    let pages: Vec<Option<u32>> = article.body.iter().map(|block| block.place.page).collect();
    assert_eq!((pages.first(), pages.is_sorted()), (Some(&Some(1)), true), "{pages:?}");
    let last = article.references.last().and_then(|entry| entry.place.page);
    assert_eq!(last, Some(3));
}

#[test]
fn what_cannot_be_read_says_why() {
    let encrypted = file("refused/encrypted.pdf");
    let broken = &file("printed/article.pdf")[..6000];
    let table: &[(&[u8], &str)] = &[
        (&file("refused/scan.pdf"), "a PDF file without text (2 pages); a scan?"),
        (&encrypted, "a PDF file that opens with a password only"),
        (broken, "a PDF file that is broken off"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nstartxref\n9\n%%EOF\n", "a PDF file that is damaged"),
    ];
    for (bytes, message) in table {
        let reports = reports("article.pdf", bytes);
        assert_eq!(outcome(&reports[0]).err(), Some(*message));
        assert!(reports[0].findings.iter().all(|finding| finding.code == "INP001"));
    }
}

#[test]
fn a_pdf_under_another_name_is_read_as_what_it_is() {
    let bytes = file("report/article.pdf");
    for (name, before) in [("article.txt", &b""[..]), ("-", b"HTTP header\r\n\r\n")] {
        let reports = reports(name, &[before, &bytes].concat());
        assert_eq!(reports[0].source.format.name(), "pdf", "{name}");
    }
    let text = reports("notes.md", b"A note on files.\n%PDF-1.7\nstands at their start.\n");
    assert_eq!(text[0].source.format.name(), "markdown");
}

/// A file of objects, numbered from 1; the first one is its catalogue.
fn written(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        bytes.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer =
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    bytes.extend_from_slice(trailer.as_bytes());
    bytes
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A file of one page with a content; `catalogue` has further entries, `resources` other ones, objects
/// stand behind.
fn page(catalogue: &str, resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let resources = if resources.is_empty() { "<< /Font << /F 5 0 R >> >>" } else { resources };
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources {resources} >>"
        )
        .into_bytes(),
        content,
        FONT.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    written(&objects)
}

/// The content of a page with a line of text for each of `lines`.
fn shown(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
    format!("BT /F 10 Tf 12 TL 40 350 Td {} ET", lines.join(" "))
}

const BREAD: [&str; 6] =
    ["Bread prices rise", "", "Bread costs more [1].", "", "References", "[1] https://example.org/bread"];

fn told(bytes: &[u8]) -> Result<usize, String> {
    let reports = reports("article.pdf", bytes);
    assert_eq!(reports.len(), 1);
    assert!(reports[0].findings.iter().all(|finding| finding.code != "INP003"), "{:?}", reports[0].findings);
    outcome(&reports[0]).map(|article| article.citations.len()).map_err(str::to_owned)
}

#[test]
fn scripts_and_files_in_a_pdf_are_left_alone() {
    let catalogue = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles << /Names [(a.exe) << /EF << /F 6 0 R >> >>] >> >>";
    let bytes = page(catalogue, "", stream("", shown(&BREAD).as_bytes()), &[stream("", b"MZ")]);
    assert_eq!(told(&bytes), Ok(1));
}

#[test]
fn what_refers_to_itself_ends() {
    let kids = written(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R >>".to_vec(),
    ]);
    assert!(told(&kids).is_err());
    let drawn = shown(&BREAD) + " /X Do";
    let resources = "<< /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>";
    let form = stream("/Subtype /Form /BBox [0 0 400 400]", b"/X Do /X Do");
    let drawn = page("", resources, stream("", drawn.as_bytes()), &[form]);
    assert_eq!(told(&drawn), Ok(1));
    let names = page(
        "/Names << /Dests 6 0 R >>",
        "",
        stream("", shown(&BREAD).as_bytes()),
        &[b"<< /Kids [6 0 R 6 0 R] >>".to_vec()],
    );
    assert_eq!(told(&names), Ok(1));
}

#[test]
fn streams_that_unpack_to_too_much_are_not_unpacked() {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..70 {
        packer.write_all(&blank).unwrap();
    }
    let packed = packer.finish().unwrap();
    let bytes = page("", "", stream("/Filter /FlateDecode", &packed), &[]);
    assert_eq!(told(&bytes), Err("a PDF file without text (1 page); a scan?".to_owned()));
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::best());
    twice.write_all(&packed).unwrap();
    let twice = twice.finish().unwrap();
    let bytes = page("", "", stream("/Filter [/FlateDecode /FlateDecode]", &twice), &[]);
    assert_eq!(told(&bytes), Err("a PDF file that unpacks to far more than its size".to_owned()));
}

#[test]
fn what_is_unpacked_while_a_file_is_opened_is_packed_as_files_are() {
    let whole = "a PDF file that unpacks to far more than its size";
    let held =
        |filter: &str| page("", "", stream("", shown(&BREAD).as_bytes()), &[stream(filter, b"6 0 1 2 x")]);
    let odd = [
        "/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode",
        "/N 1 /First 4 /Filter /LZ#57Decode",
        "/N 1 /Firs#74 4 /Filter [/FlateDecode 5 0 R]",
        "/Filter % 9 0 obj <<\n /LZWDecode /N 1 /First 4",
        "/Type /XRef /W [1 2 1] /Filter 7 0 R",
        "/W [1 2 1] /Filter /RunLengthDecode",
    ];
    for entries in odd {
        assert_eq!(told(&held(entries)), Err(whole.to_owned()), "{entries}");
    }
    let usual = [
        "/Filter /LZWDecode",
        "/Type /ObjStm /N 0 /First 0",
        "/N 0 /First 0 /Filter /FlateDecode",
        "/N 0 /First 0 /Filter [ /FlateDecode ]",
        "/Width 1 /FirstChar 2 /Filter /DCTDecode",
    ];
    for entries in usual {
        assert_eq!(told(&held(entries)), Ok(1), "{entries}");
    }
}

#[test]
fn of_many_pages_the_first_are_read() {
    const PAGES: usize = 100_000;
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    let kids: Vec<String> = (0..PAGES).map(|at| format!("{} 0 R", at + 5)).collect();
    objects.push(format!("<< /Type /Pages /Kids [{}] >>", kids.join(" ")).into_bytes());
    objects.push(stream("", shown(&BREAD).as_bytes()));
    objects.push(FONT.as_bytes().to_vec());
    let one = b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>";
    objects.extend(std::iter::repeat_n(one.to_vec(), PAGES));
    let reports = reports("article.pdf", &written(&objects));
    assert_eq!(unreadable(&reports[0]), ["only the first 2000 of 100000 pages are read"]);
}

#[test]
fn broken_files_are_read_as_far_as_they_go() {
    for name in ["report/article.pdf", "japanese/article.pdf", "raised/article.pdf"] {
        let whole = file(name);
        for part in 1..24 {
            let _ = told(&whole[..whole.len() * part / 24]);
            let mut damaged = whole.clone();
            let at = whole.len() * part / 24;
            damaged[at..(at + 40).min(whole.len())].fill(b'7');
            let _ = told(&damaged);
        }
    }
}
