//! What stands among or beside the paragraphs of a page and is none of them, beside what looks like it and is
//! one.

use newscheck::model::{ArticleRecord, Format};
use newscheck::{Options, parse};

const FIRST: [&str; 2] = [
    "The ferry to the outer islands sails again from Thursday, after eleven weeks in the dock at Norrvik and two in the wrong one.",
    "Its new engine burns a third less than the old one did, says the engineer, who has listened to both and prefers the old.",
];
const LAST: [&str; 2] = [
    "The mail boat has carried the children to school all winter, and its captain has been asked to come to the summer feast.",
    "Tickets cost what they cost last year, and bicycles travel free of charge until the end of the school holidays in August.",
];

/// The blocks of a page with this between the paragraphs of its article, captions among them.
fn between(inside: &str) -> Vec<String> {
    let paragraphs =
        |texts: [&str; 2]| texts.iter().map(|text| format!("<p>{text}</p>")).collect::<Vec<_>>().concat();
    within(&format!(
        "<article><h1>The ferry sails again</h1>{}{inside}{}</article>",
        paragraphs(FIRST),
        paragraphs(LAST)
    ))
}

fn within(inside: &str) -> Vec<String> {
    let page = format!(
        "<html><head><title>The ferry sails again</title></head><body><nav><a href=/>Front page</a> <a href=/n>News</a></nav>{inside}</body></html>"
    );
    let options = Options { format: Some(Format::Html), ..Options::default() };
    let article = parse(page.as_bytes(), &options).into_iter().next().expect("one article");
    ArticleRecord::from(&article).body.into_iter().map(|block| block.text).collect()
}

fn text() -> Vec<&'static str> {
    FIRST.into_iter().chain(LAST).collect()
}

#[test]
fn a_card_between_paragraphs_is_no_text() {
    for card in [
        "<div class=b><div class=card><a href=/n/12>More on this</a><div><span>Mail boat takes over the school run</span></div></div></div>",
        "<figure><div><a href=/n/12><span>Mail boat takes over the school run</span></a><div>To the story</div></div></figure>",
        "<section><h4><a href=/n/12>Mail boat takes over the school run</a></h4><a href=/n/12><img src=a.jpg></a><div>Transport</div></section>",
        "<p class=see>See also: <a href=/n/12>Mail boat takes over the school run</a></p>",
        "<p><b>Islands: <a href=/n/12>Mail boat takes over the school run</a></b></p>",
        "<p><a href=/n/12><b>Islands:</b> Mail boat takes over the school run</a></p>",
    ] {
        assert_eq!(between(card), text(), "{card}");
    }
    for told in [
        "<p class=see>The times of all boats: <a href=https://ferries.example/t>here on one page</a></p>",
        "<div class=quote><a href=/n/12>The captain</a><div>She has not yet said whether she will come.</div></div>",
    ] {
        assert!(between(told).len() > text().len(), "{told}");
    }
}

#[test]
fn a_line_that_announces_another_article_of_the_site_is_no_text_beside_a_heading_or_a_list_either() {
    let link = "<a href=https://www.norrvik.example/n/12>all on one page</a>";
    let line = format!("<p><b>The times of all our boats: {link}</b></p>");
    let others = [
        ("<h2>When the boats sail</h2>", 1),
        (
            "<ul><li>At six from Norrvik, on all days but Sunday.</li><li>At nine from the islands.</li></ul>",
            2,
        ),
    ];
    for (other, blocks) in others {
        for inside in [format!("{line}{other}"), format!("{other}{line}")] {
            for (site, lines) in [("norrvik", 0), ("mirror", 1)] {
                let inside = format!("<link rel=canonical href=https://{site}.example/n/1>{inside}");
                let read = between(&inside);
                let said = read.iter().filter(|block| block.starts_with("The times")).count();
                assert_eq!((said, read.len()), (lines, text().len() + blocks + lines), "{inside}: {read:#?}");
            }
        }
    }
    // Between two headings it may be what they are about.
    let own = "<link rel=canonical href=https://norrvik.example/n/1>";
    let alone = format!("{own}<h2>When the boats sail</h2>{line}<h2>What they cost</h2>");
    assert!(between(&alone).iter().any(|block| block.starts_with("The times")));
}

#[test]
fn what_asks_the_reader_for_something_is_no_text() {
    for form in [
        "<form action=/s><p>Get what happens on the islands every morning at seven.</p><input type=email></form>",
        "<form><p>Whoever sends an answer agrees to what the house rules say of answers.</p></form>",
        "<div><div><h3>Quay by evening</h3><p>All that happens on the islands, at seven.</p>\
         <form action=/s><input type=email></form></div></div>",
    ] {
        assert_eq!(between(form), text(), "{form}");
    }
    let all = text().iter().map(|text| format!("<p>{text}</p>")).collect::<Vec<_>>().concat();
    let page = format!("<form id=aspnet><h1>The ferry sails again</h1>{all}</form>");
    assert_eq!(within(&page), text(), "a page in a form");
    assert_eq!(
        within(&format!("<h1>The ferry sails again</h1><form>{all}</form>")),
        text(),
        "a text in a form"
    );
}

#[test]
fn what_is_pressed_to_see_a_picture_is_no_caption() {
    let figure = |inside: &str| between(&format!("<figure>{inside}</figure>")).len() - text().len();
    assert_eq!(figure("<div role=button><span>Press to see it larger</span><img src=a.jpg></div>"), 0);
    let caption = "<figcaption>The old engine on the quay at Norrvik</figcaption>";
    assert_eq!(figure(&format!("<div role=button><img src=a.jpg>{caption}</div>")), 1);
}

#[test]
fn a_signature_below_a_post_is_no_text() {
    let signed =
        |class: &str| between(&format!("<div class={class}>Two sails, one oar, no motor</div>")).len();
    assert_eq!(signed("signature"), text().len());
}

#[test]
fn a_text_of_short_lines_in_boxes_is_read_as_a_whole() {
    let lines = [
        "The ferry sails again from Thursday on.",
        "It has a new engine and a new horn.",
        "The captain prefers the old horn.",
        "Bicycles travel free of charge in August.",
    ];
    let boxes: String = lines.iter().map(|line| format!("<section><span>{line}</span></section>")).collect();
    let asking = "<div><form><p>Scan the code and follow us.</p></form></div>";
    let page = format!("<h1>The ferry sails again</h1><div class=rich>{boxes}</div>{asking}");
    assert_eq!(within(&page), lines);
    let broken = lines
        .join("<br><br>")
        .replace("horn.<br><br>The", "horn.<br><br><div class=banner>Advert</div><br>The");
    assert_eq!(
        within(&format!("<h1>The ferry sails again</h1><div class=rich>{broken}</div>{asking}")),
        lines
    );
}

#[test]
fn a_first_sentence_that_names_a_year_is_no_date_line() {
    let lines = [
        "Divers have found the bell of a ferry that sank in 1911.",
        "It still rings, they say.",
        "The museum wants it.",
    ];
    let text: String = lines.iter().map(|line| format!("<p>{line}</p>")).collect();
    let dated = format!("<h1>The ferry sails again</h1><div><p>Updated on 3 May 2021.</p>{text}</div>");
    assert_eq!(within(&dated), lines);
}

#[test]
fn the_blocks_of_a_text_far_within_its_article_are_one_text() {
    let block = |inside: &str| format!("<div class='block html'><div><div>{inside}</div></div></div>");
    let paragraphs = |texts: &[&str]| texts.iter().map(|text| format!("<p>{text}</p>")).collect::<String>();
    let list = "<ul><li><p>02:10 How the engine came to Norrvik</p></li><li><p>14:35 What the old one sounded like to the crew</p></li></ul>";
    let blocks = block(&paragraphs(&text()))
        + &block(&format!(
            "{list}{}",
            paragraphs(&[
                "The dock can be seen on Thursdays, and whoever brings a lamp of their own sees a great deal more of it."
            ])
        ));
    let page = format!(
        "<article><h1>The ferry sails again</h1><div><div><div><div><div>{blocks}</div></div></div></div></div></article>"
    );
    assert_eq!(within(&page).len(), text().len() + 3);
}
