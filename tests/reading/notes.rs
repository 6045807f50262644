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
