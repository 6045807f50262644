//! What the front of an article says, as tables: a text, and its headline, dates, people, standfirst and
//! residue. And what holds for any text: every field's place re-reads to its raw words.

use newscheck::extract::{extract, front};
use newscheck::input::{LoadOptions, RawInput, loader};
use newscheck::model::{
    Article, ArticleRecord, Demand, Document, Field, FieldOffer, Format, MarkKind, PageType, Provenance,
    Source, Verdict,
};
use newscheck::{Options, parse};
use proptest::prelude::*;

fn article(format: Format, text: &str) -> Article {
    parse(text.as_bytes(), &Options { format: Some(format), ..Options::default() })
        .into_iter()
        .next()
        .expect("one article")
}

/// The record's fields in the order in which they are asked for; `-` for an empty one.
fn facts(format: Format, text: &str, fields: &str) -> Vec<String> {
    let record = ArticleRecord::from(&article(format, text));
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let list = |values: Vec<String>| if values.is_empty() { "-".to_owned() } else { values.join("; ") };
    fields
        .split(' ')
        .map(|field| match field {
            "headline" => or_none(record.headline.clone()),
            "published" => or_none(record.published.clone()),
            "modified" => or_none(record.modified.clone()),
            "authors" => list(record.authors.clone()),
            "publisher" => or_none(record.publisher.clone()),
            "language" => or_none(record.language.clone()),
            "url" => or_none(record.url.clone()),
            "summary" => or_none(record.summary.clone()),
            "body" => list(record.body.iter().map(|block| block.text.clone()).collect()),
            "residue" => list(record.residue.iter().map(|residue| residue.text.clone()).collect()),
            other => panic!("no field {other}"),
        })
        .collect()
}

/// Holds each text against the fields of its row.
fn holds(format: Format, fields: &str, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(facts(format, text, fields), *expected, "{text}");
    }
}

#[test]
fn front_matter_is_read_as_clippers_and_generators_write_it() {
    let rest = "\nThe weir held through the night, the warden said on Tuesday.\n";
    let table: &[(&str, &[&str])] = &[
        (
            "---\ntitle: Ice # a draft\nauthor: [[Ruth Okafor]]\ndate: 2026-05-05\n---",
            &["Ice", "2026-05-05", "Ruth Okafor", "-"],
        ),
        (
            "---\nTitle: 'It''s ice'\nAuthors: [\"[[Ruth Okafor]]\", Jan Novak]\n---",
            &["It's ice", "-", "Ruth Okafor; Jan Novak", "-"],
        ),
        (
            "---\ntitle: Ice\nauthors:\n  - {name: Ruth Okafor, at: Gull}\n  - name: Jan Novak\n    at: Gull\n---",
            &["Ice", "-", "Ruth Okafor; Jan Novak", "-"],
        ),
        (
            "---\ntitle: Ice\nlast_modified_at: 2026-05-06\ncreator: Ruth Okafor\nsite: https://gull.example\nurl: https://gull.example/ice\ncreated: 2026-05-07\n---",
            &["Ice", "-", "Ruth Okafor", "https://gull.example/ice"],
        ),
        (
            "---\ntitle: Ice\nsource: \"[Gull](https://gull.example/ice)\"\n---",
            &["Ice", "-", "-", "https://gull.example/ice"],
        ),
        (
            "+++\ntitle = \"Ice \\\"thick\\\"\"\ndate = 2026-05-05\n[[authors]]\nname = 'Ruth Okafor'\nurl = 'https://gull.example/ruth'\n[menu]\ntitle = 'No'\n+++",
            &["Ice \"thick\"", "2026-05-05", "Ruth Okafor", "-"],
        ),
        (
            "{\"title\": \"Caf\\u00e9 on ice\", \"date\": null, \"author\": \"Ruth Okafor\"}",
            &["Café on ice", "-", "Ruth Okafor", "-"],
        ),
        // A block that is never closed loses no text.
        ("---\ntitle: Ice\nauthor: Ruth Okafor\n", &["Ice", "-", "Ruth Okafor", "-"]),
    ];
    for (matter, expected) in table {
        let text = format!("{matter}{rest}");
        assert_eq!(facts(Format::Markdown, &text, "headline published authors url"), *expected, "{text}");
        assert_eq!(
            facts(Format::Markdown, &text, "body"),
            ["The weir held through the night, the warden said on Tuesday."],
            "{text}"
        );
    }
}

#[test]
fn the_address_of_a_capture_names_the_page() {
    let page = |said: &str| format!("{said}<html><body><h1>Ice on the weir</h1><p>The ice held.</p>");
    let capture = "https://web.archive.org/web/20260505081112/https://news.example/weir";
    for said in [
        format!("<!-- saved from url=(0067){capture} -->"),
        format!("<head><link rel=canonical href=\"{capture}\"></head>"),
    ] {
        let found = facts(Format::Html, &page(&said), "url published");
        assert_eq!(found, ["https://news.example/weir", "-"], "{said}");
    }
}

#[test]
fn lines_of_a_text_have_their_roles() {
    holds(
        Format::Text,
        "headline published authors summary residue body",
        &[
            (
                "Harbour opens again\n\nSaturday, Apr 26, 2025 2:33 am ET2min read\n\nThe harbour opened.\n\nTitle: Harbour to open\n\nIt was full.",
                &[
                    "Harbour opens again",
                    "2025-04-26T02:33:00-04:00",
                    "-",
                    "The harbour opened.",
                    "Title: Harbour to open",
                    "It was full.",
                ],
            ),
            (
                "Harbour opens again\nBy Jane Doe and John Roe, Staff Writers\nApril 26, 2025\n\nIt was full.",
                &["Harbour opens again", "2025-04-26", "Jane Doe; John Roe", "-", "-", "It was full."],
            ),
            (
                "Harbour opens again\nBy Jane Doe | April 26, 2025 2:33 PM EDT\nIt was full, the port authority said on Friday evening.\nMore follows.",
                &[
                    "Harbour opens again",
                    "2025-04-26T14:33:00-04:00",
                    "Jane Doe",
                    "-",
                    "-",
                    "It was full, the port authority said on Friday evening. More follows.",
                ],
            ),
            (
                "Title: Harbour opens again\n\nIt was full.",
                &["Harbour opens again", "-", "-", "-", "-", "It was full."],
            ),
            (
                "Title: Harbour opens again\nAuthor: Jane Doe\nDate: 26 April 2025\n\nIt was full.",
                &["Harbour opens again", "2025-04-26", "Jane Doe", "-", "-", "It was full."],
            ),
            (
                "```\n  No: 434\n  Title: Harbour opens again\n  Author: Jane Doe\n  Created: 2025-04-26\n```\n\nIt was full.",
                &["Harbour opens again", "2025-04-26", "Jane Doe", "-", "-", "It was full."],
            ),
            (
                "**Harbour opens again**\n\n**Summary:** The harbour opened.\n\nIt was full.",
                &["Harbour opens again", "-", "-", "The harbour opened.", "-", "It was full."],
            ),
            (
                "Harbour opens again\n\nIt was closed for seven weeks, and now it is open.\n\nVon Max Muster\n26.04.2025, 14:33 Uhr\n\nEs war voll.",
                &[
                    "Harbour opens again",
                    "2025-04-26T14:33:00",
                    "Max Muster",
                    "It was closed for seven weeks, and now it is open.",
                    "-",
                    "Es war voll.",
                ],
            ),
            (
                "April 26, 2025\n\nHarbour opens again\n\nIt was full.",
                &["Harbour opens again", "2025-04-26", "-", "-", "-", "It was full."],
            ),
            (
                "Harbour opens again\n\nBody:\n\nIt was full.",
                &["Harbour opens again", "-", "-", "-", "Body:", "It was full."],
            ),
            (
                "Harbour opens again\n\nArticle: It was full.\n\nMeta description: About a harbour\n\nIt was loud.",
                &[
                    "Harbour opens again",
                    "-",
                    "-",
                    "-",
                    "Article:; Meta description: About a harbour",
                    "It was full.; It was loud.",
                ],
            ),
            (
                "LONDON, April 26, 2025 (AGENCY) -- The harbour opened again.\n\nIt was full.",
                &[
                    "-",
                    "2025-04-26",
                    "-",
                    "-",
                    "-",
                    "LONDON, April 26, 2025 (AGENCY) -- The harbour opened again.; It was full.",
                ],
            ),
            (
                "The harbour opened again. It was full.\n\nIt was loud.",
                &["-", "-", "-", "-", "-", "The harbour opened again. It was full.; It was loud."],
            ),
            ("Harbour opens again", &["-", "-", "-", "-", "-", "Harbour opens again"]),
            (
                "港口重新开放\n2025年4月26日 下午2:33\n文/张三\n\n港口星期五重新开放。",
                &["港口重新开放", "2025-04-26T14:33:00", "张三", "-", "-", "港口星期五重新开放。"],
            ),
        ],
    );
}

#[test]
fn fields_of_a_text_are_read_as_notes_and_exports_write_them() {
    let rest = "The weir held through the night, the warden said on Tuesday.";
    let expected: &[&str] = &["The weir holds", "2026-05-05", "Ruth Okafor", rest];
    let table = [
        (Format::Markdown, "**Title:** The weir holds\n**Author:** Ruth Okafor\n**Date:** May 5, 2026"),
        (Format::Markdown, "# The weir holds\n\n- Author: Ruth Okafor\n- Date: 5 May 2026"),
        (Format::Rst, "The weir holds\n==============\n\n:Author: Ruth Okafor\n:Date: 2026-05-05"),
        (Format::Text, "#+TITLE: The weir holds\n#+AUTHOR: Ruth Okafor\n#+DATE: 2026-05-05"),
        (Format::Text, "https://example.org/news/weir\n\nThe weir holds\n\nBy Ruth Okafor\n5 May 2026"),
    ];
    for (format, front) in table {
        let text = format!("{front}\n\n{rest}\n");
        assert_eq!(facts(format, &text, "headline published authors body"), expected, "{front}");
    }
    let (_, copied) = table[4];
    let url = facts(Format::Text, &format!("{copied}\n\n{rest}\n"), "url");
    assert_eq!(url, ["https://example.org/news/weir"]);
}

#[test]
fn what_is_no_front_stays_body() {
    holds(
        Format::Text,
        "headline published authors residue body",
        &[
            (
                "Transcript of a hearing\n\nMayor: We open the harbour.\n\nTitle deeds: none were shown.\n\nFlour: 200 g",
                &[
                    "Transcript of a hearing",
                    "-",
                    "-",
                    "-",
                    "Mayor: We open the harbour.; Title deeds: none were shown.; Flour: 200 g",
                ],
            ),
            (
                "A note\n\nBy Friday the harbour had opened again, the authority said.",
                &["A note", "-", "-", "-", "By Friday the harbour had opened again, the authority said."],
            ),
            (
                "A note\n\nOn April 26, 2025 the harbour opened after seven weeks.",
                &["A note", "-", "-", "-", "On April 26, 2025 the harbour opened after seven weeks."],
            ),
            (
                "A form\n\nName: Jane\nTitle: Officer\nUnit: 4\n\nText of it.",
                &["A form", "-", "-", "-", "Name: Jane Title: Officer Unit: 4; Text of it."],
            ),
            (
                "First line of a claim [1]\n\nSecond paragraph.",
                &["-", "-", "-", "-", "First line of a claim [1]; Second paragraph."],
            ),
        ],
    );
}

#[test]
fn updates_are_no_publications() {
    holds(
        Format::Text,
        "published modified",
        &[
            (
                "Rain\n\nPublished Apr 1, 2025 9:00 am UTC Updated Apr 2, 2025\n\nText of it.",
                &["2025-04-01T09:00:00+00:00", "2025-04-02"],
            ),
            (
                "Rain\n\nPublié le 1er avril 2025\n\nMis à jour le 2 avril 2025 à 10h00\n\nTexte.",
                &["2025-04-01", "2025-04-02T10:00:00"],
            ),
            ("Rain\n\nLast updated: 2 April 2025\n\nText of it.", &["-", "2025-04-02"]),
        ],
    );
}

#[test]
fn markdown_states_its_fields_in_front_matter() {
    let text = "---\ntitle: \"Harbour opens again\"\ndate: 2025-04-26T14:33:00+02:00\nlastmod: 2025-04-27\nauthors:\n  - Jane Doe\n  - name: John Roe\ndescription: >\n  It was closed\n  for seven weeks.\nlang: en-GB\ncanonical: https://example.org/harbour\npublisher: The Example\ntags: [harbour, ferry]\n---\n\n# Harbour opens again\n\nIt was full.\n";
    let fields = "headline published modified authors summary language url publisher body";
    let expected = [
        "Harbour opens again",
        "2025-04-26T14:33:00+02:00",
        "2025-04-27",
        "Jane Doe; John Roe",
        "It was closed for seven weeks.",
        "en-GB",
        "https://example.org/harbour",
        "The Example",
        "It was full.",
    ];
    assert_eq!(facts(Format::Markdown, text, fields), expected);
    let headline = article(Format::Markdown, text).headline.expect("a headline");
    assert_eq!(
        (headline.provenance, headline.key.as_str(), headline.raw.as_str()),
        (Provenance::Markup, "title", "Harbour opens again")
    );
}

#[test]
fn markdown_headings_are_headlines() {
    holds(
        Format::Markdown,
        "headline published authors summary residue body",
        &[
            (
                "# A *great* day\n\n*By Jane Doe, 26 April 2025*\n\nIt was full.",
                &["A great day", "2025-04-26", "Jane Doe", "-", "-", "It was full."],
            ),
            (
                "Section\n\n# Harbour opens again\n\nIt was full.\n\nIt rained.\n\n**Title:** Another\n\nIt was loud.",
                &[
                    "Harbour opens again",
                    "-",
                    "-",
                    "-",
                    "Title: Another",
                    "Section; It was full.; It rained.; It was loud.",
                ],
            ),
            (
                "**Harbour opens again**\n\nIt was full.",
                &["Harbour opens again", "-", "-", "-", "-", "It was full."],
            ),
            (
                "# Harbour opens again\n\n**Region:** Ferries, freight and the fares of all the lines that call at the harbour in summer\n**Date:** 26 April 2025\n\nIt was full.",
                &[
                    "Harbour opens again",
                    "2025-04-26",
                    "-",
                    "-",
                    "-",
                    "Region: Ferries, freight and the fares of all the lines that call at the harbour in summer Date: 26 April 2025; It was full.",
                ],
            ),
            ("- item\n- item\n\nText.", &["-", "-", "-", "-", "-", "item; item; Text."]),
            (
                "---\ntitle: One\ndate: [not a date]\nauthor: ''\n---\n\n## Other\n\nText of it.",
                &["One", "-", "-", "-", "-", "Other; Text of it."],
            ),
        ],
    );
}

#[test]
fn a_record_keeps_its_fields() {
    let json = r#"{"schema": "newscheck/article/1", "headline": "Harbour opens again", "published": "2025-04-26T02:33:00-04:00", "modified": null,
        "authors": ["Jane Doe", "Ministry of Ports"], "publisher": "The Example", "language": "en", "url": "https://example.org/harbour",
        "summary": "It was closed.", "body": [{"kind": "paragraph", "text": "It was full.", "line": 7}]}"#;
    let expected = [
        "Harbour opens again",
        "2025-04-26T02:33:00-04:00",
        "Jane Doe",
        "The Example",
        "en",
        "https://example.org/harbour",
        "It was closed.",
        "It was full.",
    ];
    assert_eq!(
        facts(Format::Record, json, "headline published authors publisher language url summary body"),
        expected
    );
}

fn page(head: &str, body: &str) -> String {
    let text = "<p>The harbour opened again on Friday, the port authority said, and the first ferry left at six in the morning with most of its seats taken.</p>\
                <p>Freight follows next week, and the fares stay as they were until autumn, according to a statement of the same authority.</p>";
    format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><head>{head}</head><body><article>{body}{text}</article></body></html>"
    )
}

#[test]
fn pages_are_read_by_rank_and_agreement() {
    let meta =
        |property: &str, content: &str| format!("<meta property=\"{property}\" content=\"{content}\">");
    let ld = |json: &str| format!("<script type=\"application/ld+json\">{json}</script>");
    let site = meta("og:site_name", "The Example");
    let table: Vec<(String, &str, &[&str])> = vec![
        (
            page(
                &format!("<title>Harbour opens again | The Example</title>{site}"),
                "<h1>Harbour opens again</h1>",
            ),
            "headline publisher language",
            &["Harbour opens again", "The Example", "en-GB"],
        ),
        (
            page(&format!("<title>The Example: Harbour opens again</title>{site}"), "<h1>The Example</h1>"),
            "headline",
            &["Harbour opens again"],
        ),
        (
            page("<title>Harbour opens again after weeks - My site</title>", "<h1>My site</h1>"),
            "headline",
            &["Harbour opens again after weeks"],
        ),
        (
            page(
                &format!(
                    "{}{}",
                    meta("og:title", "Harbour &amp;amp; ferry"),
                    meta("article:published_time", "2025-04-26T12:33:00Z")
                ),
                "<h1>Read more</h1><p class=\"byline\">By Jane Doe and John Roe</p><time datetime=\"2025-04-26\">26 April 2025</time>",
            ),
            "headline published authors",
            &["Harbour & ferry", "2025-04-26T12:33:00+00:00", "Jane Doe; John Roe"],
        ),
        (
            page(
                &ld(
                    r#"{"@type": "NewsArticle", "headline": "Harbour opens again", "datePublished": "2025-04-26", "dateModified": "2025-04-27T10:00:00+02:00",
                    "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Organization", "name": "Example Press"}], "publisher": {"name": "The Example"}}"#,
                ),
                "<h1>Harbour opens again</h1><p>26 April 2025, 14:33 CEST</p>",
            ),
            "headline published modified authors publisher",
            &[
                "Harbour opens again",
                "2025-04-26T14:33:00+02:00",
                "2025-04-27T10:00:00+02:00",
                "Jane Doe",
                "The Example",
            ],
        ),
        (
            page(
                &meta("article:published_time", "2025-04-27T01:48:19Z"),
                "<h1>Harbour opens again</h1><p>Published: April 26, 2025 at 9:48 p.m. | Updated: April 27, 2025 at 8:00 a.m.</p>",
            ),
            "published modified",
            &["2025-04-26T21:48:19-04:00", "2025-04-27T08:00:00"],
        ),
        (
            page(
                "<link rel=\"canonical\" href=\"https://example.org/2025/04/26/harbour\">",
                "<h1>Harbour opens again</h1>",
            ),
            "published url",
            &["2025-04-26", "https://example.org/2025/04/26/harbour"],
        ),
        (
            page(
                "<meta name=\"date\" content=\"1970-01-01T00:00:00Z\">",
                "<h1>Harbour opens again</h1><p>26/04/2025</p>",
            ),
            "published",
            &["2025-04-26"],
        ),
        (
            page("", "<h1>Harbour opens again</h1><p>by Jane Doe on April 26, 2025</p>"),
            "authors published",
            &["Jane Doe", "2025-04-26"],
        ),
        (
            page("", "<h1>Harbour opens again</h1><p>Par Jeanne Dupont Le 26/04/2025</p>"),
            "authors",
            &["Jeanne Dupont"],
        ),
        (
            page("<meta name=\"author\" content=\"Doe, Jane\">", "<h1>Harbour opens</h1>"),
            "authors",
            &["Jane Doe"],
        ),
        (
            page(
                "",
                "<h1>Harbour opens again</h1><div class=byline><span>By</span><a href=/d>Jane Doe</a><div>Port Editor</div></div>",
            ),
            "authors",
            &["Jane Doe"],
        ),
        (
            page("", "<h1>Harbour opens again</h1><div class=byline><p>Jane Doe</p><p>John Roe</p></div>"),
            "authors",
            &["Jane Doe; John Roe"],
        ),
        (
            page(
                "<title>Har&shy;bour opens again</title>",
                "<h1>Har&shy;bour opens again<a href=#h>¶</a></h1>",
            ),
            "headline",
            &["Harbour opens again"],
        ),
        (page("<title>Dredger - Portpedia</title>", "<h1>Dredger</h1>"), "headline", &["Dredger"]),
        (
            page(
                "<title>Harbour opens again - The Gull</title><meta property=og:title content=\"Harbour opens again - The Gull\"><meta itemprop=headline content=\"Fares stay the same\">",
                "<h1>Harbour opens again</h1><h1>Fares stay the same</h1>",
            ),
            "headline",
            &["Harbour opens again"],
        ),
        (page("<meta name=\"author\" content=\"admin\">", "<h1>Harbour opens again</h1>"), "authors", &["-"]),
        (
            page("<meta name=\"author\" content=\"Associated Press\">", "<h1>Harbour opens again</h1>"),
            "authors",
            &["Associated Press"],
        ),
        (
            page(
                "",
                "<h1>Harbour opens again</h1><p>Von Max Muster</p><p>03.04.2025</p><section class=\"comments\"><p class=\"author\">Troll</p><time datetime=\"2026-01-01\">later</time></section>",
            ),
            "authors published",
            &["Max Muster", "2025-04-03"],
        ),
    ];
    for (html, fields, expected) in table {
        assert_eq!(facts(Format::Html, &html, fields), expected, "{html}");
    }
}

#[test]
fn steps_of_a_navigation_are_no_headline_and_accounts_no_publisher() {
    let body = format!(
        "<nav><ol><li><a href=/>Start</a><li><h1>The weir holds</h1></ol></nav><main><h2>The weir holds through the night</h2>{}</main>",
        "<p>The weir held through the night, the warden said on Tuesday after the flood had gone.</p>"
            .repeat(3)
    );
    let head = "<meta property=og:title content='The weir holds through the night'><meta property=og:site_name content='@weirs'>\
                <meta name=application-name content='The River Post'>";
    assert_eq!(
        facts(Format::Html, &page(head, &body), "headline publisher"),
        ["The weir holds through the night", "The River Post"]
    );
}

#[test]
fn lines_of_a_page_are_no_body() {
    let html = page("", "<h1>Harbour opens again</h1><p>By Jane Doe</p><p>26 April 2025</p>");
    let article = article(Format::Html, &html);
    let first: Vec<&str> =
        article.body.iter().map(|block| block.text.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(first, ["The", "Freight"]);
}

#[test]
fn front_pages_are_told_by_what_they_say() {
    let table = [
        (
            "<meta property=\"og:type\" content=\"website\"><link rel=\"canonical\" href=\"https://example.org/\">",
            PageType::FrontPage,
        ),
        (
            "<meta property=\"og:type\" content=\"article\"><link rel=\"canonical\" href=\"https://example.org/\">",
            PageType::Article,
        ),
        (
            "<meta property=\"og:type\" content=\"website\"><link rel=\"canonical\" href=\"https://example.org/a\">",
            PageType::Article,
        ),
        (
            "<script type=\"application/ld+json\">{\"@type\": \"CollectionPage\"}</script>",
            PageType::SectionPage,
        ),
        ("", PageType::Article),
    ];
    for (head, expected) in table {
        assert_eq!(
            article(Format::Html, &page(head, "<h1>Harbour opens again</h1>")).page_type,
            expected,
            "{head}"
        );
    }
}

#[test]
fn notes_and_logs_have_no_dateline() {
    let told = |text: &str, format: Format| {
        with_document(text, format, |document| {
            front::has_dateline_or_byline(document, &front::read_alone(document))
        })
    };
    let text =
        "The harbour opened again on Friday, the port authority said, and the first ferry left at six.";
    let table = [
        (format!("Harbour opens again\n\nApril 26, 2025\n\n{text}"), true),
        (format!("Harbour opens again\n\nBy Jane Doe\n\n{text}"), true),
        (format!("Harbour opens again\n\n2025-04-26\n\n{text}"), false),
        (format!("Changes\n\n1.2.0 - 2025-04-26\n\n{text}"), false),
        (format!("Readme\n\n{text}"), false),
        (format!("{text}\n\n26 April 2025"), false),
        ("Harbour opens again\n\nApril 26, 2025".to_owned(), false),
        (String::new(), false),
    ];
    for (text, expected) in table {
        assert_eq!(told(&text, Format::Text), expected, "{text}");
    }
}

#[test]
fn every_offer_is_explained() {
    let html = page(
        "<title>Harbour opens again - The Example</title><meta name=\"date\" content=\"soon\"><meta property=\"article:published_time\" content=\"2025-04-26\">",
        "<h1>Harbour opens again</h1>",
    );
    with_document(&html, Format::Html, |document| {
        let mut article = Article::default();
        let (_, ballot) = front::read(document, document.blocks.len(), Demand::EXPLANATION, &mut article);
        let ranked = front::explain(ballot, &article);
        let verdict = |key: &str| {
            ranked.iter().find(|ranked| ranked.offer.key == key).map(|ranked| (ranked.verdict, ranked.reason))
        };
        assert_eq!(verdict("article:published_time"), Some((Verdict::Chosen, "the time for sharing")));
        assert_eq!(verdict("date").map(|(verdict, _)| verdict), Some(Verdict::Unreadable));
        assert_eq!(verdict("h1"), Some((Verdict::Chosen, "the visible headline")));
        assert_eq!(verdict("title").map(|(verdict, _)| verdict), Some(Verdict::Outranked));
        assert!(ranked.is_sorted_by_key(|ranked| (ranked.offer.field, ranked.rank)));
    });
}

/// The offers of an explanation as `field key: verdict`.
fn verdicts(html: &str) -> Vec<String> {
    let explanation = explained(Format::Html, html).explanation.expect("it was asked for");
    let shown = |offer: &FieldOffer| {
        format!(
            "{} {}: {}",
            offer.field.name(),
            offer.key.as_deref().unwrap_or(offer.source.name()),
            offer.verdict.name()
        )
    };
    explanation.fields.iter().map(shown).collect()
}

fn explained(format: Format, text: &str) -> Article {
    let options = Options { format: Some(format), explain: true, ..Options::default() };
    parse(text.as_bytes(), &options).into_iter().next().expect("one article")
}

#[test]
fn an_offer_of_several_names_is_chosen_while_one_of_them_is() {
    let text =
        "By Jane Doe and  John RoeTitle: Sun---\nauthor: [Jane Doe, x]\n---\nBy Jane Doe and  John Roe";
    let article = explained(Format::Html, text);
    let explanation = article.explanation.as_deref().expect("it was asked for");
    let offers = explanation.fields.iter().filter(|offer| offer.field.name() == "authors");
    let chosen = offers.filter(|offer| offer.verdict == Verdict::Chosen).count();
    assert_eq!((chosen, article.authors.is_empty()), (1, false));
}

#[test]
fn an_explanation_says_what_became_of_each_offer() {
    let table: [(&str, &str, &[&str]); 6] = [
        (
            "<meta property=og:site_name content='The Example'><meta property=og:title content='Harbour opens again'>",
            "<h1>The Example</h1>",
            &["headline h1: implausible", "headline og:title: chosen", "publisher og:site_name: chosen"],
        ),
        (
            "<meta name=author content='admin'><meta name=byl content='Jane Doe'><meta name=dc.creator content='Jane Doe and John Roe'>",
            "",
            &["authors author: unreadable", "authors byl: chosen", "authors dc.creator: outranked"],
        ),
        (
            "<meta name=date content='1970-01-01'><meta name=pubdate content='soon'><meta property=article:modified_time content='2025-04-26'>",
            "<time datetime='2026-04-01'>1 April 2026</time>",
            &[
                "published date: implausible",
                "published pubdate: unreadable",
                "published time: implausible",
                "modified article:modified_time: chosen",
            ],
        ),
        (
            "<meta name=pubdate content='2025-04-26'><meta name=date content='2025-04-26T08:00:00Z'>",
            "",
            &["published pubdate: outranked", "published date: chosen"],
        ),
        (
            "<meta property=og:type content=website><script type=application/ld+json>{\"@type\": \"WebPage\"}</script>",
            "",
            &["page_type @type: unreadable", "page_type og:type: implausible"],
        ),
        ("", "", &["language html:lang: chosen"]),
    ];
    for (head, body, expected) in table {
        let verdicts = verdicts(&page(head, body));
        for verdict in expected {
            assert!(verdicts.iter().any(|other| other == verdict), "{verdict} is not among {verdicts:?}");
        }
    }
}

#[test]
fn an_explanation_is_there_only_when_asked_for() {
    let html = page("<title>Harbour opens again</title>", "<h1>Harbour opens again</h1>");
    for format in [Format::Html, Format::Text] {
        let plain = article(format, &html);
        assert!(plain.explanation.is_none());
        let record = serde_json::to_value(ArticleRecord::from(&plain)).expect("records are plain data");
        assert!(record.get("explain").is_none());
        let asked = ArticleRecord::from(&explained(format, &html));
        let explain = asked.explain.clone().expect("it was asked for");
        assert_eq!(explain.body.is_some(), format == Format::Html);
        // What explains a record is no part of what it says.
        let without =
            serde_json::to_value(ArticleRecord { explain: None, ..asked }).expect("records are plain data");
        assert_eq!(without, record);
    }
}

#[test]
fn the_schema_of_records_has_the_explanation_as_optional() {
    let schema = newscheck::render::json::article_schema();
    assert!(schema["properties"].get("explain").is_some());
    let required = schema["required"].as_array().expect("records have required fields");
    assert!(required.contains(&"body".into()) && !required.contains(&"explain".into()));
}

#[test]
fn hostile_fronts_are_read_in_linear_time() {
    let texts = [
        "April 26, 2025 ".repeat(200_000),
        "By Jane Doe, ".repeat(200_000),
        "Title: ".repeat(400_000),
        format!("---\n{}\n---\n\nText.", "title: x\n".repeat(200_000)),
        "1:".repeat(1_000_000),
        format!("Rain\n\n{}", "Title: Sun\n\n".repeat(50_000)),
        "a\n".repeat(500_000),
    ];
    for text in texts {
        for format in [Format::Text, Format::Markdown] {
            let start = std::time::Instant::now();
            let article = with_document(&text, format, |document| extract(document, Demand::ARTICLE));
            assert!(start.elapsed().as_secs() < 20, "{format:?} {}", &text[..20]);
            assert!(article.marks.iter().all(|mark| mark.text.chars().count() <= 200));
        }
    }
}

fn with_document<T>(text: &str, format: Format, mut use_it: impl FnMut(&Document<'_>) -> T) -> T {
    let input =
        RawInput { source: Source { format, ..Source::default() }, bytes: text.as_bytes(), first_index: 0 };
    let mut result = None;
    loader(format).load(&input, &LoadOptions::default(), &mut |loaded| {
        result = loaded.ok().map(|document| use_it(&document))
    });
    result.expect("the text is readable")
}

/// Fronts of all sorts: what fronts are made of, in any order.
fn front_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => "[A-Z][a-zé]{1,8} [a-z語]{1,8}",
        1 => Just("Harbour opens again".to_owned()),
        1 => Just("Saturday, Apr 26, 2025 2:33 am ET2min read".to_owned()),
        1 => Just("30 February 2025".to_owned()),
        1 => Just("By Jane Doe and  John Roe".to_owned()),
        1 => Just("Title: Sun".to_owned()),
        1 => Just("**Summary:** it shone.".to_owned()),
        1 => Just("Body: it rained.".to_owned()),
        1 => Just("# ".to_owned()),
        1 => Just("---\ntitle: \"A  b\"\ndate: 2025-04-26\nauthor: [Jane Doe, x]\n---\n".to_owned()),
        1 => Just("<h1>Rain &amp; sun</h1><p>By <b>Jane</b> Doe</p>".to_owned()),
        1 => Just("<meta name=author content='Jane Doe'><title>Rain</title>".to_owned()),
        3 => Just("\n\n".to_owned()),
        2 => Just("\n".to_owned()),
        1 => Just("\r\n\t ".to_owned()),
        1 => Just(". ".to_owned()),
        1 => "\\PC{0,12}",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Whether a field's raw words are those at its place: exactly, or in HTML with markup between and characters
/// spelled otherwise.
fn re_reads<T>(field: &Field<T>, text: &str, format: Format) -> bool {
    let Some(place) = field.place else { return true };
    let words = place.span.slice(text);
    match format {
        Format::Html => place.span.end as usize <= text.len() && !words.is_empty(),
        _ => words == field.raw && !words.is_empty(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_re_read_to_raw_words(text in front_like()) {
        for format in [Format::Text, Format::Markdown, Format::Rst, Format::Html] {
            let article = article(format, &text);
            let words = [&article.headline, &article.publisher, &article.language, &article.url, &article.summary];
            prop_assert!(words.into_iter().flatten().chain(&article.authors).all(|field| re_reads(field, &text, format)), "{format:?} {article:?}");
            prop_assert!([&article.published, &article.modified].into_iter().flatten().all(|field| re_reads(field, &text, format)), "{format:?} {article:?}");
            for mark in article.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::TemplateResidue | MarkKind::ImpossibleDate)) {
                prop_assert!(!mark.place.span.slice(&text).is_empty());
            }
        }
    }

    #[test]
    fn a_field_has_one_chosen_offer_exactly_when_it_has_a_value(text in front_like()) {
        for format in [Format::Text, Format::Markdown, Format::Rst, Format::Html] {
            let article = explained(format, &text);
            let explanation = article.explanation.as_deref().expect("it was asked for");
            let chosen = |name: &str| {
                explanation.fields.iter().filter(|offer| offer.field.name() == name && offer.verdict == Verdict::Chosen).count()
            };
            let words = [
                ("headline", article.headline.is_some()),
                ("publisher", article.publisher.is_some()),
                ("language", article.language.is_some()),
                ("url", article.url.is_some()),
                ("summary", article.summary.is_some()),
                ("published", article.published.is_some()),
                ("modified", article.modified.is_some()),
            ];
            for (name, is_there) in words {
                prop_assert_eq!(chosen(name), usize::from(is_there), "{:?} {}: {:?}", format, name, explanation);
            }
            prop_assert!(chosen("authors") <= article.authors.len(), "{explanation:?}");
            prop_assert_eq!(chosen("authors") > 0, !article.authors.is_empty());
            prop_assert!(explanation.fields.is_sorted_by_key(|offer| (offer.field, offer.rank)));
        }
    }

    #[test]
    fn what_rules_read_is_the_same_when_the_rest_is_left_out(text in front_like()) {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            with_document(&text, format, |document| {
                let (full, judged) = (extract(document, Demand::ARTICLE), extract(document, Demand::TEXT));
                assert_eq!(judged.headline, full.headline);
                assert_eq!((&judged.published, &judged.modified, &judged.url), (&full.published, &full.modified, &full.url));
                assert_eq!((judged.page_type, &judged.marks, &judged.body), (full.page_type, &full.marks, &full.body));
                assert_eq!((&judged.citations, &judged.references, &judged.links), (&full.citations, &full.references, &full.links));
            });
        }
    }

    #[test]
    fn pieces_and_body_share_no_words(text in front_like()) {
        for format in [Format::Text, Format::Markdown] {
            with_document(&text, format, |document| {
                let (pieces, _) = front::read(document, document.blocks.len(), Demand::ARTICLE, &mut Article::default());
                for two in pieces.windows(2) {
                    assert!((two[0].block, two[0].range.end) <= (two[1].block, two[1].range.start), "{two:?}");
                }
                for piece in &pieces {
                    assert!(document.blocks[piece.block].text.get(piece.range.clone()).is_some_and(|words| !words.is_empty()), "{piece:?}");
                }
                let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
                let all: usize = document.blocks.iter().map(|block| letters(&block.text)).sum();
                let kept: usize = extract(document, Demand::ARTICLE).body.iter().map(|paragraph| letters(&paragraph.text)).sum();
                let taken: usize = pieces.iter().map(|piece| letters(&document.blocks[piece.block].text[piece.range.clone()])).sum();
                assert!(kept + taken <= all, "{kept} and {taken} of {all}");
            });
        }
    }
}

#[test]
fn the_only_heading_of_the_first_level_is_the_headline_below_what_a_model_says_of_its_search() {
    let talk = "I'll look for reports on the weir first.\n\nThere is more to be found on its costs. Let me search again.\n\nNow I can write the report.\n\nIt follows below.\n\n";
    let text =
        "The weir held through the night, the warden said on Tuesday, and will be mended in spring.\n\n"
            .repeat(48);
    let title = "# What the weir at Eastbank cost\n\n";
    let table = [
        (format!("{talk}{title}## Repairs\n\n{text}"), "What the weir at Eastbank cost"),
        // However long the talk, and short the text.
        (format!("{}{title}It was cheap.\n", talk.repeat(12)), "What the weir at Eastbank cost"),
        // What follows a text has a heading, too.
        (format!("{talk}# Related articles\n\nThe weir in autumn.\n"), "-"),
        // Two of one level are sections.
        (format!("{talk}# Repairs\n\n{text}# What it cost\n\n{text}"), "-"),
        // A list is no talk, and what stands below most of the text is a section.
        (format!("{talk}- an item\n\n{title}{text}"), "-"),
        (format!("{text}{title}The end of it all was cheap.\n"), "-"),
    ];
    for (text, expected) in table {
        assert_eq!(facts(Format::Markdown, &text, "headline"), [expected], "{text}");
    }
}

#[test]
fn a_title_stands_below_the_columns_of_a_title_page() {
    let head = "Coast Working Group                                     R. Okafor, Ed.\n\
        Request for Comments: 93                               Port of Varnholm\n\
        Replaces: 71                                             Eastbank Lights\n";
    let text = "\n\nStatus of this Memo\n\n   This document describes how lights are kept in order. It is of no\n   weight beyond that.\n";
    let table = [
        // Lines of one width, and a line that stands alone in its column.
        (head.to_owned(), "Keeping of Lights"),
        (
            format!("{head}                                                         March 1999\n"),
            "Keeping of Lights",
        ),
    ];
    for (head, expected) in table {
        let of = |title: &str| facts(Format::Text, &format!("{head}\n\n{title}{text}"), "headline");
        assert_eq!(of("                         Keeping of Lights"), [expected], "{head}");
        let centred = "             Returning of Lights and Buoys to the Stores\n                       after the Winter";
        assert_eq!(of(centred), ["Returning of Lights and Buoys to the Stores after the Winter"], "{head}");
    }
}
