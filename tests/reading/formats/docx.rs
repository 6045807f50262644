//! Word documents.

use newscheck::input::docx::DocxLoader;
use newscheck::input::{LoadOptions, Loader, RawInput};
use newscheck::model::{Article, BlockKind, Document, FieldName, Format, Source};
use proptest::prelude::*;
use zip::CompressionMethod::{Deflated, Stored};

use super::support::{outcome, reports, reports_within, unreadable, zip};

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Datum\"><w:name w:val=\"Date\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Autor\"><w:name w:val=\"Author\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"Code\"><w:name w:val=\"Verbatim Char\"/></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"[%1]\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";

const CORE: &str = "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\">\
    <dc:title>Draft 3</dc:title><dc:creator>Ada Baker</dc:creator><dcterms:created>2020-01-01T00:00:00Z</dcterms:created>\
    <dcterms:modified>2026-04-26T06:33:00Z</dcterms:modified><dc:language>en</dc:language></cp:coreProperties>";

/// A document to be written.
#[derive(Default)]
struct Parts {
    body: String,
    footnotes: String,
    endnotes: String,
    /// Addresses by id.
    links: Vec<(&'static str, &'static str)>,
}

impl Parts {
    fn body(body: &str) -> Self {
        Self { body: body.to_owned(), ..Self::default() }
    }

    fn bytes(&self) -> Vec<u8> {
        let part = |name: &str, inside: &str| {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{name} {WORD}>{inside}</w:{name}>")
        };
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
        let link = |(id, url): &(&str, &str)| {
            format!(
                "<Relationship Id=\"{id}\" Type=\"{KIND}/hyperlink\" Target=\"{url}\" TargetMode=\"External\"/>"
            )
        };
        let links: String = self.links.iter().map(link).collect();
        let own: String = ["styles", "numbering", "footnotes", "endnotes"]
            .map(|kind| relation(kind, kind, &format!("{kind}.xml")))
            .concat();
        let root = relation("d", "officeDocument", "word/document.xml")
            + &relation("c", "metadata/core-properties", "docProps/core.xml");
        let parts = [
            ("[Content_Types].xml", "<Types/>".to_owned()),
            ("_rels/.rels", relations(root)),
            ("word/document.xml", part("document", &format!("<w:body>{}<w:sectPr/></w:body>", self.body))),
            ("word/_rels/document.xml.rels", relations(own + &links)),
            ("word/_rels/footnotes.xml.rels", relations(links.clone())),
            ("word/styles.xml", part("styles", STYLES)),
            ("word/numbering.xml", part("numbering", NUMBERING)),
            (
                "word/footnotes.xml",
                part(
                    "footnotes",
                    &format!(
                        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>nothing</w:t></w:r></w:p></w:footnote>{}",
                        self.footnotes
                    ),
                ),
            ),
            ("word/endnotes.xml", part("endnotes", &self.endnotes)),
            ("docProps/core.xml", CORE.to_owned()),
        ];
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        zip(&parts, Deflated)
    }
}

/// A document with a title and paragraphs.
pub(crate) fn written(lines: &[&str]) -> Vec<u8> {
    let style = |index: usize| if index == 0 { "Titel" } else { "" };
    let paragraphs = lines
        .iter()
        .enumerate()
        .map(|(index, line)| paragraph(style(index), &run(&line.replace('&', "&amp;"))));
    Parts::body(&paragraphs.collect::<String>()).bytes()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(style: &str, inside: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
    };
    format!("<w:p>{style}{inside}</w:p>")
}

fn item(list: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

fn note(kind: &str, id: u8) -> String {
    format!(
        "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:{kind}Reference w:id=\"{id}\"/></w:r>"
    )
}

fn note_text(kind: &str, id: u8, inside: &str) -> String {
    format!("<w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/></w:r>{inside}</w:p></w:{kind}>")
}

/// What a document is loaded as.
fn loaded<T>(bytes: &[u8], look: impl Fn(&Document<'_>) -> T) -> T {
    let input = RawInput { source: Source::default(), bytes, first_index: 0 };
    let mut seen = None;
    DocxLoader.load(&input, &LoadOptions::default(), &mut |document| seen = Some(look(&document.unwrap())));
    seen.unwrap()
}

fn blocks(parts: &Parts) -> Vec<(BlockKind, String)> {
    loaded(&parts.bytes(), |document| {
        document.blocks.iter().map(|block| (block.kind, block.text.to_string())).collect()
    })
}

fn texts(body: &str) -> Vec<String> {
    blocks(&Parts::body(body)).into_iter().map(|(_, text)| text).collect()
}

/// Label, target and status of each citation.
fn citations(article: &Article) -> Vec<(String, &str, &str)> {
    let row = |citation: &newscheck::model::Citation| citation.label.to_string();
    article
        .citations
        .iter()
        .map(|citation| (row(citation), citation.target.url().unwrap_or(""), citation.target.status()))
        .collect()
}

fn noted() -> Parts {
    let first = format!("{}{}{}", run("Bread costs more"), note("footnote", 7), run(", bakers say"));
    let second =
        format!("{}{}{}{}", run("Flour too"), note("endnote", 1), run(" and so on"), note("footnote", 3));
    let link = format!("<w:hyperlink r:id=\"a\">{}</w:hyperlink>", run("The guild’s figures"));
    Parts {
        body: paragraph("Titel", &run("Bread prices rise"))
            + &paragraph("", &first)
            + &paragraph("", &second)
            + &paragraph("", &note("footnote", 9)),
        footnotes: note_text("footnote", 3, &run(" A book"))
            + &note_text("footnote", 7, &link)
            + &note_text("footnote", 8, &run("Never referred to")),
        endnotes: note_text("endnote", 1, &run("Flour, https://example.com/flour")),
        links: vec![("a", "https://example.org/guild")],
    }
}

#[test]
fn footnotes_and_endnotes_are_citations() {
    let reports = reports("bread.docx", &noted().bytes());
    let article = outcome(&reports[0]).unwrap();
    let expected = [
        ("1", "https://example.org/guild", "resolved"),
        ("i", "https://example.com/flour", "resolved"),
        ("2", "", "no-url"),
        ("3", "", "dangling"),
    ];
    assert_eq!(citations(article), expected.map(|(label, url, status)| (label.to_owned(), url, status)));
    let references: Vec<String> = article
        .references
        .iter()
        .map(|reference| format!("{} {}", reference.label.as_ref().unwrap(), reference.text))
        .collect();
    assert_eq!(
        references,
        ["1 The guild’s figures", "2 A book", "i Flour, https://example.com/flour"],
        "Word shows no note that nothing refers to"
    );
    assert_eq!(article.source.format, Format::Docx);
    assert_eq!(article.body[0].text, "Bread costs more[1], bakers say");
}

#[test]
fn positions_count_in_the_text_that_is_written_out() {
    let written = loaded(&noted().bytes(), |document| {
        for block in &document.blocks {
            for (at, character) in block.text.char_indices().filter(|(_, character)| *character != ' ') {
                assert!(document.text[block.map.to_source(at) as usize..].starts_with(character));
            }
            for note in &block.notes {
                assert_eq!(&block.text[note.range.clone()], format!("[{}]", note.label));
            }
        }
        document.text.to_owned()
    });
    let expected = "Bread prices rise\n\nBread costs more[1], bakers say\n\nFlour too[i] and so on[2]\n\n[3]\n\n[1] The guild’s figures\n\n[2] A book\n\n[i] Flour, https://example.com/flour";
    assert_eq!(written, expected);
    let reports = reports("bread.docx", &noted().bytes());
    let dangling = reports[0].findings.iter().find(|finding| finding.code == "CIT001").unwrap();
    assert_eq!(dangling.location.map(|place| (place.line, place.column)), Some((7, 1)));
}

#[test]
fn styles_lists_and_tables_make_blocks() {
    use BlockKind::{Heading, ListItem, Paragraph, Quote, Table};
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph("", &run(text)));
    let body = paragraph("Verzeichnis1", &run("Contents 1"))
        + &paragraph("berschrift1", &run("A part"))
        + &paragraph("Zitat", &run("Words"))
        + &item(2, "point")
        + &item(1, "https://example.org/a")
        + &item(1, "https://example.org/b")
        + &format!(
            "<w:tbl><w:tblPr/><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Year"),
            cell("Price"),
            cell("2026"),
            cell("")
        )
        + &format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("A box of one cell"));
    let expected = [
        (Heading, "A part"),
        (Quote, "Words"),
        (ListItem, "point"),
        (ListItem, "https://example.org/a"),
        (ListItem, "https://example.org/b"),
        (Table, "Year | Price"),
        (Table, "2026"),
        (Paragraph, "A box of one cell"),
    ];
    let parts = Parts::body(&body);
    assert_eq!(blocks(&parts), expected.map(|(kind, text)| (kind, text.to_owned())));
    let labels = loaded(&parts.bytes(), |document| {
        document.blocks.iter().map(|block| block.label.clone()).collect::<Vec<_>>()
    });
    assert_eq!(labels[2..5], [None, Some("1".to_owned()), Some("2".to_owned())]);
    let text = loaded(&parts.bytes(), |document| document.text.to_owned());
    assert!(
        text.contains(
            "- point\n[1] https://example.org/a\n[2] https://example.org/b\n\nYear | Price\n2026\n\n"
        ),
        "{text}"
    );
}

#[test]
fn tables_in_tables_are_read_to_any_depth() {
    let words = paragraph("", &run("inside"));
    let nested = |depth: usize| {
        format!("{}{words}{}", "<w:tbl><w:tr><w:tc>".repeat(depth), "</w:tc></w:tr></w:tbl>".repeat(depth))
    };
    let body = |depth| nested(depth) + &paragraph("", &run("behind"));
    for depth in [1, 10, 100, 2000] {
        assert_eq!(texts(&body(depth)), ["inside", "behind"], "{depth}");
    }
}

#[test]
fn typed_markers_resolve_to_a_numbered_list() {
    let body = paragraph("", &run("Bread costs more [2], bakers say [3]."))
        + &paragraph("berschrift1", &run("References"))
        + &item(1, "Flour, https://example.org/a")
        + &item(1, "Guild, https://example.org/b");
    let reports = reports("bread.docx", &Parts::body(&body).bytes());
    let expected = [("2".to_owned(), "https://example.org/b", "resolved"), ("3".to_owned(), "", "dangling")];
    assert_eq!(citations(outcome(&reports[0]).unwrap()), expected);
}

#[test]
fn links_come_from_relations_and_field_codes() {
    let code = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = "<w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://example.org/field\" </w:instrText></w:r>";
    let body = paragraph(
        "",
        &format!("<w:hyperlink r:id=\"a\">{}</w:hyperlink>{}", run("[1]"), run(" and ")),
    ) + &paragraph(
        "",
        &format!(
            "{}{instruction}{}{}{}{}",
            code("begin"),
            code("separate"),
            run("a field"),
            code("end"),
            run(" after")
        ),
    ) + &paragraph(
        "",
        &format!(
            "<w:fldSimple w:instr=\"HYPERLINK &quot;https://example.org/simple&quot;\">{}</w:fldSimple>",
            run("simple")
        ),
    ) + &paragraph(
        "",
        &format!("{}<w:r><w:instrText>PAGE</w:instrText></w:r>{}", code("begin"), run("hidden")),
    ) + &paragraph("", &run("shown"));
    let parts = Parts { body, links: vec![("a", "https://example.org/a?b&amp;c")], ..Parts::default() };
    let found = loaded(&parts.bytes(), |document| {
        let links = document.blocks.iter().flat_map(|block| {
            block.links.iter().map(|link| (block.text[link.range.clone()].to_owned(), link.url.clone()))
        });
        (links.collect::<Vec<_>>(), document.blocks.last().map(|block| block.text.to_string()))
    });
    let expected = [
        ("[1]", "https://example.org/a?b&c"),
        ("a field", "https://example.org/field"),
        ("simple", "https://example.org/simple"),
    ];
    assert_eq!(found.0, expected.map(|(words, url)| (words.to_owned(), url.to_owned())));
    assert_eq!(found.1.as_deref(), Some("shown"), "a field without an end hides its own paragraph only");
}

#[test]
fn markers_that_lead_to_bookmarks_are_notes() {
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>";
    let body = paragraph(
        "",
        &format!(
            "{}<w:hyperlink w:anchor=\"ref-a\">{raised}</w:hyperlink>{}",
            run("Bread costs more"),
            run(".")
        ),
    ) + &paragraph("berschrift1", &run("References"))
        + &paragraph(
            "",
            &format!(
                "<w:bookmarkStart w:id=\"0\" w:name=\"ref-a\"/>{}",
                run("1. Guild. https://example.org/a")
            ),
        );
    let reports = reports("bread.docx", &Parts::body(&body).bytes());
    assert_eq!(
        citations(outcome(&reports[0]).unwrap()),
        [("1".to_owned(), "https://example.org/a", "resolved")]
    );
}

#[test]
fn lists_that_fields_and_controls_mark_are_lists_without_a_heading() {
    let text = paragraph(
        "",
        &run("The harbour opened again on Friday [1], and the night boats sail once more [2]."),
    );
    let code = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        )
    };
    let first = run("[1] Fell, I. Tides of the bay. https://example.org/tides");
    let second = run("[2] Okafor, R. Night boats. https://example.org/boats");
    let end = paragraph("", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    let closing = paragraph(
        "",
        &run(
            "The harbour office is open from nine to five, and whoever wants to see the plans of the pier may come and do so.",
        ),
    );
    let control = |properties: &str, inside: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    };
    let plain = paragraph("", &first) + &paragraph("", &second);
    let table = [
        paragraph("", &(code(" ADDIN ZOTERO_BIBL {\"uncited\":[]} CSL_BIBLIOGRAPHY ") + &first))
            + &paragraph("", &second)
            + &end,
        paragraph("", &(code(" ADDIN EN.REFLIST ") + &first)) + &paragraph("", &second) + &end,
        control("<w:tag w:val=\"MENDELEY_BIBLIOGRAPHY\"/>", &plain),
        control(
            "<w:id w:val=\"1\"/>",
            &(paragraph("berschrift1", &run("Read for this")) + &control("<w:bibliography/>", &plain)),
        ),
    ];
    for list in table {
        let reports = reports("a.docx", &Parts::body(&format!("{text}{list}{closing}")).bytes());
        let article = outcome(&reports[0]).unwrap();
        let entries: Vec<_> = article
            .references
            .iter()
            .map(|entry| (entry.label.clone().map(|label| label.to_string()), &*entry.text))
            .collect();
        let label = |number: &str| Some(number.to_owned());
        assert_eq!(
            entries,
            [
                (label("1"), "Fell, I. Tides of the bay. https://example.org/tides"),
                (label("2"), "Okafor, R. Night boats. https://example.org/boats")
            ],
            "{list}"
        );
        let addresses: Vec<_> =
            citations(article).into_iter().map(|(_, address, _)| address.to_owned()).collect();
        assert_eq!(addresses, ["https://example.org/tides", "https://example.org/boats"], "{list}");
        assert!(
            article.body.iter().any(|paragraph| paragraph.text.starts_with("The harbour office")),
            "{list}"
        );
    }
}

#[test]
fn what_is_deleted_hidden_or_there_for_old_readers_is_no_text() {
    let table = [
        (format!("{}<w:del>{}</w:del><w:ins>{}</w:ins>", run("one "), run("gone"), run("two")), "one two"),
        (format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("away"), run("here")), "here"),
        (format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>{}", run("seen")), "seen"),
        (
            "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r>".to_owned(),
            "one two three\u{2011}four",
        ),
        (format!("<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run("content")), "content"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
                .to_owned(),
            "漢字",
        ),
        ("<w:r><w:t>a &amp; b &#8211; c</w:t></w:r>".to_owned(), "a & b – c"),
        (
            "<w:r><w:pPrChange><w:t>no</w:t></w:pPrChange></w:r><w:r><w:drawing><x>123</x></w:drawing><w:t>yes</w:t></w:r>".to_owned(),
            "noyes",
        ),
    ];
    for (inside, text) in table {
        assert_eq!(texts(&paragraph("", &inside)), [text], "{inside}");
    }
}

#[test]
fn text_boxes_are_read_once_and_behind_their_paragraph() {
    let inside = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph("", &run(text)));
    let body = paragraph(
        "",
        &format!(
            "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
            run("before "),
            inside("boxed"),
            inside("boxed again"),
            run("after")
        ),
    );
    assert_eq!(texts(&body), ["before after", "boxed"]);
}

#[test]
fn properties_and_styled_paragraphs_are_candidates() {
    let body = paragraph("Titel", &run("Bread prices rise"))
        + &paragraph("Autor", &run("Ada Baker"))
        + &paragraph("Datum", &run("26 April 2026"));
    let texts: Vec<String> = texts(&body);
    assert_eq!(texts, ["Bread prices rise", "26 April 2026"], "a name alone is no paragraph");
    let candidates: Vec<(FieldName, String, String)> = loaded(&Parts::body(&body).bytes(), |document| {
        document
            .candidates
            .iter()
            .map(|candidate| (candidate.field, candidate.key.clone(), candidate.value.clone()))
            .collect()
    });
    let expected = [
        (FieldName::Headline, "style:Title", "Bread prices rise"),
        (FieldName::Author, "style:Author", "Ada Baker"),
        (FieldName::Published, "style:Date", "26 April 2026"),
        (FieldName::Headline, "dc:title", "Draft 3"),
        (FieldName::Author, "dc:creator", "Ada Baker"),
        (FieldName::Modified, "dcterms:modified", "2026-04-26T06:33:00Z"),
        (FieldName::Language, "dc:language", "en"),
        (FieldName::Language, "w:lang", "en-GB"),
    ];
    assert_eq!(candidates, expected.map(|(field, key, value)| (field, key.to_owned(), value.to_owned())));
}

#[test]
fn a_drop_cap_is_the_first_letter_of_the_next_paragraph() {
    let cap = |letters: &str| {
        let frame = "<w:pPr><w:framePr w:dropCap=\"drop\" w:lines=\"3\"/></w:pPr>";
        format!("<w:p>{frame}{}</w:p>", run(letters))
    };
    let rest = paragraph("", &run("he bread is dear."));
    assert_eq!(texts(&(cap("T") + &rest)), ["The bread is dear."]);
    assert_eq!(texts(&(cap("“T") + &rest)), ["“The bread is dear."]);
    assert_eq!(texts(&(rest.clone() + &cap("T"))), ["he bread is dear.", "T"]);
    assert_eq!(texts(&(cap("In a frame") + &rest)), ["In a frame", "he bread is dear."]);
}

#[test]
fn a_document_is_known_by_its_content() {
    for name in ["-", "bread.txt", "bread.zip"] {
        assert_eq!(
            outcome(&reports(name, &noted().bytes())[0]).unwrap().source.format,
            Format::Docx,
            "{name}"
        );
    }
}

fn with_part(name: &str, text: &str) -> Vec<u8> {
    let document = format!(
        "<w:document {WORD}><w:body>{}</w:body></w:document>",
        paragraph("", &run("Bread costs more [1]."))
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"s\" Type=\"{KIND}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let mut parts = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    parts.retain(|(known, _)| *known != name);
    parts.push((name, text.as_bytes()));
    zip(&parts, Deflated)
}

#[test]
fn what_is_damaged_is_told() {
    let bomb = format!("<w:document {WORD}>{}", " ".repeat(9 << 20));
    let table = [
        (b"Words.".to_vec(), "no ZIP file, or one broken off"),
        (zip(&[("a.xml", b"<a/>")], Stored), "no Word document: no part word/document.xml in it"),
        (
            with_part("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document/>"),
            "word/document.xml: XML with a document type declaration",
        ),
        (
            with_part(
                "word/document.xml",
                &format!("<w:document {WORD}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"),
            ),
            "word/document.xml: XML with an undefined entity",
        ),
        (
            with_part("word/document.xml", &"<a>".repeat(20_000)),
            "word/document.xml: XML nested deeper than 10000 elements",
        ),
        (with_part("word/document.xml", &bomb), "word/document.xml unpacks to more than 200 times its size"),
    ];
    for (bytes, message) in table {
        assert_eq!(unreadable(&reports("a.docx", &bytes)[0]), [message]);
    }
    assert_eq!(
        unreadable(&reports_within("a.docx", &noted().bytes(), 1000)[0]),
        ["word/document.xml unpacks to more than 1000 bytes"]
    );
}

#[test]
fn without_a_damaged_part_the_document_is_read() {
    let reports = reports("a.docx", &with_part("word/styles.xml", "<w:styles"));
    assert_eq!(outcome(&reports[0]).unwrap().citations.len(), 1);
    assert_eq!(unreadable(&reports[0]), ["word/styles.xml: XML damaged at byte 0"]);
}

#[test]
fn every_cut_is_a_fault() {
    let bytes = noted().bytes();
    for end in 0..bytes.len() {
        let reports = reports("a.docx", &bytes[..end]);
        assert!(reports.len() == 1 && outcome(&reports[0]).is_err(), "cut at {end}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_it_panic(at in 0usize..6000, byte: u8) {
        let mut bytes = noted().bytes();
        let length = bytes.len();
        bytes[at % length] = byte;
        for report in reports("a.docx", &bytes) {
            prop_assert!(report.findings.iter().all(|finding| finding.code != "INP003"));
        }
    }

    #[test]
    fn no_order_of_elements_makes_it_panic(pieces in proptest::collection::vec(piece(), 0..60)) {
        let body = pieces.concat();
        for body in [closed(&body), body] {
            for report in reports("a.docx", &Parts::body(&body).bytes()) {
                prop_assert!(report.findings.iter().all(|finding| finding.code != "INP003"), "{}", body);
            }
        }
    }
}

fn piece() -> impl Strategy<Value = String> {
    let names = [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "hyperlink",
        "fldSimple",
        "txbxContent",
        "del",
        "ins",
        "pPr",
        "rPr",
    ];
    prop_oneof![
        4 => proptest::sample::select(names.to_vec()).prop_map(|name| format!("<w:{name}>")),
        3 => proptest::sample::select(names.to_vec()).prop_map(|name| format!("</w:{name}>")),
        2 => "[a-c\\[\\] é]{0,6}",
        1 => proptest::sample::select(vec!["begin", "separate", "end"]).prop_map(|kind| format!("<w:fldChar w:fldCharType=\"{kind}\"/>")),
        1 => Just("<w:footnoteReference w:id=\"1\"/>".to_owned()),
        1 => Just("<w:endnoteReference w:id=\"1\" w:customMarkFollows=\"1\"/>".to_owned()),
        1 => Just("<w:br/>".to_owned()),
    ]
}

/// The same elements, well-formed: what ends nothing is dropped, what does not end is ended.
fn closed(body: &str) -> String {
    let (mut shown, mut open) = (String::new(), Vec::new());
    for piece in body.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        shown.push_str(text);
        if let Some(name) = tag.strip_prefix("</") {
            while open.iter().any(|known: &String| format!("{known}>") == name) {
                let last = open.pop().unwrap();
                shown.push_str(&format!("</{last}>"));
                if format!("{last}>") == name {
                    break;
                }
            }
        } else if !tag.is_empty() {
            shown.push_str(tag);
            open.extend((!tag.ends_with("/>")).then(|| tag.trim_matches(['<', '>']).to_owned()));
        }
    }
    shown + &open.iter().rev().map(|name| format!("</{name}>")).collect::<String>()
}
