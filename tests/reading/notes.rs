//! Notes of web pages: which note each mark leads to, and what a note's own words are.

use newscheck::{Options, parse};

/// The labels of the marks with what they lead to, and the words of the notes.
fn read(body: &str) -> (Vec<(String, Option<String>)>, Vec<String>) {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>The lighthouse is lit again</title></head><body><article>\
         <h1>The lighthouse is lit again</h1>{body}</article></body></html>"
    );
    let article =
        parse(page.as_bytes(), &Options { path: "a.html".to_owned(), ..Options::default() }).remove(0);
    let marks = article.citations.iter();
    let marks = marks.map(|mark| (mark.label.to_string(), mark.target.url().map(str::to_owned))).collect();
    (marks, article.references.iter().map(|entry| entry.text.clone()).collect())
}

const FIRST: &str =
    "The keeper of the lighthouse on the northern cape switched the lamp on again after eleven dark years";
const SECOND: &str =
    "The association that restored the tower collected the money from sailors in four countries";

fn url(address: &str) -> Option<String> {
    Some(address.to_owned())
}

#[test]
fn the_way_back_is_no_source_and_no_word_of_a_note_though_it_is_written_in_full() {
    let (marks, notes) = read(&format!(
        "<p>{FIRST}.<a id=\"back-1\" class=\"footnote-mark\" href=\"https://cape.example/lamp#note-1\">1</a></p><p>{SECOND}.</p>\
         <div class=\"footnotes\"><div class=\"footnote\"><a id=\"note-1\" class=\"footnote-number\" \
         href=\"https://cape.example/lamp#back-1\">1</a><p>Logbook of the cape, without a link.</p></div></div>"
    ));
    assert_eq!(marks, [("1".to_owned(), None)]);
    assert_eq!(notes, ["Logbook of the cape, without a link."]);
}

#[test]
fn a_mark_and_a_note_that_link_each_other_are_one_whatever_their_names() {
    let (marks, notes) = read(&format!(
        "<p>{FIRST}.<span id=\"up:lamp\"><a href=\"#down:lamp\">1</a></span></p><p>{SECOND}.</p><div><ol>\
         <li id=\"down:lamp\">See the <a href=\"https://example.org/log\">logbook</a>. <a href=\"#up:lamp\">↩</a></li></ol></div>"
    ));
    assert_eq!(marks, [("1".to_owned(), url("https://example.org/log"))]);
    assert_eq!(notes, ["See the logbook."]);
}

#[test]
fn notes_of_a_word_processor_are_paired_by_their_names() {
    let (marks, _) = read(&format!(
        "<p>{FIRST} <sup><a href=\"#_edn1\">[1]</a></sup>.</p><p>{SECOND} <sup><a href=\"#_edn2\">[2]</a></sup>.</p><hr>\
         <p><a href=\"//AB-12#_ednref1\">[1]</a> <a href=\"https://example.org/log\">https://example.org/log</a></p>\
         <p><a href=\"//AB-12#_ednref2\">[2]</a> A list of donors, kept at the harbour.</p>"
    ));
    assert_eq!(marks, [("1".to_owned(), url("https://example.org/log")), ("2".to_owned(), None)]);
}

/// The labels and addresses of two marks that lead to two sources.
fn two() -> Vec<(String, Option<String>)> {
    vec![
        ("1".to_owned(), url("https://example.org/log")),
        ("2".to_owned(), url("https://example.net/donors")),
    ]
}

#[test]
fn notes_that_share_an_element_are_parted_at_their_lines() {
    let first = "<a href=\"https://example.org/log\">Logbook</a> of the cape";
    let second = "<a href=\"https://example.net/donors\">Donors</a> of the tower";
    let marks = format!(
        "<p>{FIRST}.<sup><a href=\"#a\" id=\"ra\">1</a></sup></p><p>{SECOND}.<sup><a href=\"#b\" id=\"rb\">2</a></sup></p>"
    );
    let table = [
        format!("{marks}<p><a id=\"a\">1.</a> {first}<br><a id=\"b\">2.</a> {second}</p>"),
        format!(
            "{marks}<p>Notes<br><br><sup id=\"a\">1</sup> {first}<br>of May<br><br><sup id=\"b\">2</sup> {second}</p>"
        ),
        format!(
            "{marks}<div><a href=\"#ra\" name=\"a\">[1]</a> {first}<br/><a href=\"#rb\" name=\"b\">[2]</a> {second}</div>"
        ),
        format!(
            "<div>{FIRST}.<a href=\"#a\">[1]</a><br><br>{SECOND}.<a href=\"#b\">[2]</a><br><br>\
             <a name=\"a\">[1]</a> {first}<br><a name=\"b\">[2]</a> {second}<br><br>Printed at the harbour.</div>"
        ),
        format!(
            "{marks}<hr><p><a name=\"a\"><sup>1</sup></a> {first}.<br><br><a name=\"b\"><sup>2</sup></a> {second}.</p>"
        ),
        format!(
            "{marks}<h3 id=\"a\">1</h3><p>{first}.</p><h3 id=\"b\">2</h3><p>{second}.</p><p>Not linked.</p>"
        ),
        format!(
            "{marks}<dl><dt id=\"a\">[1]</dt><dd>{first}.</dd><dt id=\"b\">[2]</dt><dd>{second}.</dd></dl>"
        ),
        format!(
            "{marks}<table><tr><td id=\"a\">1.</td><td>{first}.</td></tr><tr><td id=\"b\">2.</td><td>{second}.</td></tr></table>"
        ),
    ];
    for page in table {
        let (marks, notes) = read(&page);
        assert_eq!(marks, two(), "{page}");
        assert_eq!(notes.len(), 2, "{page}: {notes:?}");
        assert!(!notes[1].contains("Printed"), "{notes:?}");
    }
}

#[test]
fn notes_in_the_margin_are_cited_by_their_marks_and_no_part_of_the_sentence() {
    let (first, second) = (
        "See <a href=\"https://example.org/log\">the logbook</a>.",
        "By <a href=\"https://example.net/donors\">the donors</a>.",
    );
    let page =
        |one: &str, two: &str| format!("<p>{FIRST}.{one} So it is.</p><p>{SECOND}.{two} So it was.</p>");
    let switch = |id: &str, words: &str, note: &str| {
        format!(
            "<label for=\"{id}\" class=\"t\">{words}</label><input type=\"checkbox\" id=\"{id}\"/><span class=\"s\">{note}</span>"
        )
    };
    let table = [
        page(&switch("x", "", first), &switch("y", "", second)),
        page(&switch("x", "1", &format!("<sup>1</sup> {first}")), &switch("y", "2", second)),
        page(
            &format!("<sup><a href=\"#x\">1</a></sup><span id=\"x\">1. {first}</span>"),
            &format!("<sup><a href=\"#y\">2</a></sup><small id=\"y\">{second}</small>"),
        ),
        page(
            &format!(
                "<sup data-n=\"1\"><a href=\"javascript:void(0)\">1</a></sup><span role=\"tooltip\" data-n=\"1\">{first}</span>"
            ),
            &format!("<sup>2</sup><span><sup>2</sup> {second}</span>"),
        ),
    ];
    for page in table {
        let article = parse(
            format!(
                "<html><body><article><h1>The lighthouse is lit again</h1>{page}</article></body></html>"
            )
            .as_bytes(),
            &Options { path: "a.html".to_owned(), ..Options::default() },
        )
        .remove(0);
        assert_eq!(read(&page).0, two(), "{page}");
        let body: Vec<&str> = article.body.iter().map(|paragraph| &*paragraph.text).collect();
        assert_eq!(body, [format!("{FIRST}.1 So it is."), format!("{SECOND}.2 So it was.")], "{page}");
    }
    let (marks, notes) = read(&page(&switch("x", "⊕", first), ""));
    assert_eq!((marks.len(), notes.len()), (0, 1), "{notes:?}");
}

#[test]
fn a_number_in_a_heading_of_its_own_has_its_note_below() {
    for number in ["(1)", "1.", "[1]", "1"] {
        let (marks, notes) = read(&format!(
            "<p>{FIRST}.<a id=\"n1\" href=\"#f1\"><sup>1</sup></a></p><p>{SECOND}.</p><div><h4>Notes</h4>\
             <h5><a id=\"f1\" href=\"#n1\">{number}</a></h5><p>See <a href=\"https://example.org/log\">the logbook</a>.</p></div>"
        ));
        assert_eq!(marks, [("1".to_owned(), url("https://example.org/log"))], "{number}");
        assert_eq!(notes, ["See the logbook."], "{number}");
    }
}

#[test]
fn a_raised_number_that_links_to_another_page_cites_it() {
    let page = |second: &str| {
        read(&format!("<p>{FIRST} <a href=\"https://example.org/log\">[1]</a>.</p><p>{SECOND}{second}</p>")).0
    };
    let linked = |raised: &str| page(&format!("{raised}."));
    assert_eq!(linked("<sup><a href=\"https://example.net/donors\">2</a></sup>"), two());
    assert_eq!(linked("<a href=\"https://example.net/donors\"><sup>2</sup></a>"), two());
    // What is not raised is a word of the text, and a power is one of its number.
    assert_eq!(linked(" <a href=\"https://example.net/donors\">2</a>"), two()[..1]);
    assert_eq!(page(", on 4 km<sup><a href=\"https://example.net/units\">2</a></sup>."), two()[..1]);
}

#[test]
fn raised_numbers_count_beside_those_that_link_to_their_notes() {
    let (marks, entries) = read(&format!(
        "<p>{FIRST}.<sup><a href=\"#f1\">1</a></sup></p><p>{SECOND}.<sup>2</sup></p><h2>Notes</h2><ol>\
         <li id=\"f1\">See <a href=\"https://example.org/log\">the logbook</a>.</li>\
         <li id=\"f2\">By <a href=\"https://example.net/donors\">the donors</a>.</li></ol>"
    ));
    assert_eq!((marks, entries.len()), (two(), 2));
}

#[test]
fn a_link_that_shows_the_number_of_the_item_it_leads_to_is_a_mark() {
    let page = |first: &str, second: &str| {
        read(&format!(
            "<p>{FIRST} <a href=\"#log\">{first}</a>.</p><p>{SECOND} <a href=\"#gifts\">{second}</a>.</p>\
             <h2>References</h2><ol><li id=\"log\">See <a href=\"https://example.org/log\">the logbook</a>.</li>\
             <li><a id=\"gifts\"></a>By <a href=\"https://example.net/donors\">the donors</a>.</li></ol>"
        ))
    };
    assert_eq!(page("(1)", "(2)").0, two());
    assert_eq!(page("1", "2").0, two());
    // Others than their own numbers are words.
    assert_eq!(page("(2)", "(1)").0, []);
    assert_eq!(page("the log", "a list").0, []);
}

#[test]
fn raised_numbers_without_links_are_paired() {
    let (first, second) = (
        "See <a href=\"https://example.org/log\">the logbook</a>.",
        "By <a href=\"https://example.net/donors\">the donors</a>.",
    );
    let text = format!("<p>{FIRST}.<sup>1</sup></p><p>{SECOND}.<sup>2</sup></p>");
    for notes in [
        format!("<hr><p><sup>1</sup> {first}</p><p><sup>2</sup> {second}</p>"),
        format!("<p class=\"n\"><sup>1</sup>{first}<br><sup>2</sup>{second}</p>"),
        format!(
            "<div><small><sup>1)</sup> {first}</small></div><div><small><sup>2)</sup> {second}</small></div>"
        ),
    ] {
        let (marks, entries) = read(&format!("{text}{notes}"));
        assert_eq!(marks, two(), "{notes}");
        assert_eq!(entries, ["See the logbook.", "By the donors."], "{notes}");
    }
    // A power is no mark, and a number that nothing opens with is none.
    assert_eq!(read(&format!("<p>{FIRST} on 4 km<sup>2</sup>.</p><p>{SECOND}.</p>")).0, []);
}

#[test]
fn notes_below_short_paragraphs_are_read_once_in_digits_of_any_script() {
    let text = [
        "The lamp is lit again.",
        "It was dark for years.",
        "Sailors paid for the glass.",
        "A school keeps the key.",
    ];
    let lines: String =
        (text.iter().cycle().take(12)).map(|line| format!("<p>{line} So it is.</p>")).collect();
    let raised = |first: &str, second: &str| {
        format!("{lines}<p>{FIRST}.{first}</p><p>It is a start.{second}</p>{lines}<hr><h2>Notes</h2>")
    };
    let plain = format!(
        "{}<p><sup>1</sup> Logbook, <a href=\"https://example.org/log\">page 7</a>.</p><p><sup>2</sup> A list of donors.</p>",
        raised("<sup>1</sup>", "<sup>2</sup>")
    );
    let linked = format!(
        "{}<p id=h1><a href=\"#r1\">(١)</a> Logbook, <a href=\"https://example.org/log\">page 7</a>.</p><p id=h2><a href=\"#r2\">(٢)</a> A list of donors.</p>",
        raised("<sup><a id=r1 href=\"#h1\">(١)</a></sup>", "<sup><a id=r2 href=\"#h2\">(٢)</a></sup>")
    );
    for body in [plain, linked] {
        let (marks, notes) = read(&body);
        assert_eq!(marks, [("1".to_owned(), url("https://example.org/log")), ("2".to_owned(), None)]);
        assert_eq!(notes, ["Logbook, page 7.", "A list of donors."]);
    }
}

#[test]
fn notes_and_a_list_with_their_numbers_stand_side_by_side() {
    let note = |number: u8| format!("<a href=\"#fn{number}\" id=\"fnref{number}\"><sup>{number}</sup></a>");
    let text = format!(
        "<p>{FIRST} [1].{one} It was dark for long, and nobody knew why [2].</p><p>{SECOND}.{two}</p>",
        one = note(1),
        two = note(2)
    );
    let notes = "<section class=\"footnotes\"><ol><li id=\"fn1\"><p>It is green. <a href=\"#fnref1\">↩</a></p></li>\
                 <li id=\"fn2\"><p>One is Norway. <a href=\"#fnref2\">↩</a></p></li></ol></section>";
    let sources = ["https://cape.example/log", "https://cape.example/why"];
    let lines = sources.map(|url| format!("<a href=\"{url}\">{url}</a>"));
    for list in [
        format!("<p>[1] Log. {}</p><p>[2] Why. {}</p>", lines[0], lines[1]),
        format!("<ol><li>Log. {}</li><li>Why. {}</li></ol>", lines[0], lines[1]),
    ] {
        let (marks, entries) = read(&format!("{text}<h2>References</h2>{list}{notes}"));
        let expected = [("1", url(sources[0])), ("1", None), ("2", url(sources[1])), ("2", None)];
        assert_eq!(marks, expected.map(|(label, url)| (label.to_owned(), url)), "{list}");
        assert_eq!(entries.len(), 4, "{entries:?}");
    }
}
