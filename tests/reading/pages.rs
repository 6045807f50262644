//! Where the text of a saved page is: kinds of pages, each with what must be read of it, in order, and beside each
//! kind what looks like it and must stay out.

use newscheck::model::{ArticleRecord, Format};
use newscheck::{Options, parse};

/// Five paragraphs of one article.
const TEXT: [&str; 5] = [
    "The lock keeper of Sundholm opened the upper gate on Monday for the first time since the frost, and forty barges went through before dusk [1].",
    "Skippers had waited nineteen days in the basin below, where two of them ran a kitchen for the crews and a third taught knots to children.",
    "The gate itself is sound, says the water board, but the hinge that cracked in January was cast in 1911 and nobody makes its like today [2].",
    "A smith from the next valley has offered to forge one from the drawings, at a price that the board calls fair and the council calls steep.",
    "Until then boats over sixty tonnes must take the western canal, which adds a day to the journey and three bridges to the toll.",
];

/// Three paragraphs of something else.
const OTHER: [&str; 3] = [
    "Orchards on the southern slope were in bloom a month early this year, and the beekeepers moved their hives uphill in the second week of March.",
    "Late frost is what growers fear now: a single night of it took four fifths of the crop six years ago, and few had insured their trees.",
    "The cooperative has bought eleven fans that stir the air above the rows, and lends them to whoever rings first on a clear evening.",
];

fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<p>{text}</p>")).collect()
}

/// The text of a page's blocks, captions aside.
fn body(page: &[u8], format: Option<Format>) -> Vec<String> {
    let article =
        parse(page, &Options { format, ..Options::default() }).into_iter().next().expect("one article");
    ArticleRecord::from(&article).body.into_iter().map(|block| block.text).collect()
}

/// Holds that a page with this in its body is read as the whole text, once and in order, without any of the rest.
fn is_read(name: &str, inside: &str) {
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Upper gate opens</title></head><body>{inside}</body></html>"
    );
    let blocks = body(page.as_bytes(), Some(Format::Html));
    let read: Vec<&str> = blocks.iter().map(String::as_str).filter(|block| TEXT.contains(block)).collect();
    assert_eq!(read, TEXT, "{name}: {blocks:#?}");
    for other in OTHER {
        assert!(!blocks.iter().any(|block| block.contains(other)), "{name}: {other} is read");
    }
}

#[test]
fn an_article_in_several_parts_is_all_of_them() {
    let (first, rest) = (paragraphs(&TEXT[..3]), paragraphs(&TEXT[3..]));
    for (name, inside) in [
        ("sections", format!("<section>{first}</section><section><h2>Detour</h2>{rest}</section>")),
        ("in a box", format!("<div class=set><section>{first}</section><section>{rest}</section></div>")),
        ("round a picture", format!("<div>{first}</div><figure><img src=a.jpg></figure><div>{rest}</div>")),
        (
            "of one class",
            format!(
                "<div class='copy wide'>{first}</div><figure><img src=a.jpg></figure><div class='copy'>{rest}</div>"
            ),
        ),
    ] {
        is_read(name, &format!("<main><article><h1>Upper gate opens</h1>{inside}</article></main>"));
    }
}

#[test]
fn a_name_that_all_pieces_of_an_article_bear_says_nothing_against_them() {
    for class in ["with-sidebar", "print:max-w-lg", "has-comments", "share-enabled", "promo-free", "gdpr-ok"]
    {
        let pieces: String =
            TEXT.iter().map(|text| format!("<div class='{class}'><p>{text}</p></div>")).collect();
        is_read(class, &format!("<article><h1>Upper gate opens</h1>{pieces}</article>"));
    }
    let comments: String =
        OTHER.iter().map(|text| format!("<div class=comment><p>{text}</p></div>")).collect();
    let text = paragraphs(&TEXT);
    is_read(
        "comments",
        &format!("<article><h1>Upper gate opens</h1>{text}</article><section>{comments}</section>"),
    );
}

#[test]
fn what_some_screens_show_is_text_and_what_none_shows_is_not() {
    let text = paragraphs(&TEXT);
    let other = paragraphs(&OTHER);
    for around in [
        "<div class='hidden md:block'>",
        "<div class='d-none d-lg-block'>",
        "<div class='hidden-xs'>",
        "<div class='max-sm:hidden'>",
        "<div style='--display:none'>",
        "<div style='display:none;display:block'>",
        "<div style=\"background:url('x;display:none')\">",
        "<div hidden=until-found>",
        "<details><summary>More</summary>",
    ] {
        let inside = format!("<main><article><h1>Upper gate opens</h1>{around}{text}</article></main>");
        is_read(around, &inside);
    }
    for around in [
        "<div class=hidden>",
        "<div class='hidden print:block'>",
        "<div class=d-none>",
        "<div hidden>",
        "<div style='color:red; display : none'>",
        "<div class=w-condition-invisible>",
        "<dialog>",
        "<template>",
    ] {
        let inside =
            format!("<main><article><h1>Upper gate opens</h1>{text}{around}{other}</article></main>");
        is_read(around, &inside);
    }
    let twice = format!("<div class='hidden md:block'>{text}</div><div class='md:hidden'>{text}</div>");
    is_read("twice", &format!("<main><article><h1>Upper gate opens</h1>{twice}</article></main>"));
}

#[test]
fn what_only_points_at_a_heading_is_no_part_of_it() {
    let link = "<a class=\"anchor\" href=\"#lamp\" title=\"Link\">¶</a>";
    let page = format!(
        "<article><h1>The lamp is lit</h1>{}<h2 id=\"lamp\">The lamp{link}</h2>{}</article>",
        paragraphs(&TEXT[..2]),
        paragraphs(&TEXT[2..])
    );
    let body = body(page.as_bytes(), Some(Format::Html));
    assert!(body.iter().any(|text| text == "The lamp"), "{body:?}");
}

#[test]
fn addresses_of_an_exported_document_are_those_that_were_meant() {
    let link = "https://www.google.com/url?q=https://example.org/log?a%3D1%26b%3D2&amp;sa=D&amp;source=editors&amp;ust=17";
    let page = format!("<p><a href=\"{link}\">As told</a>: {}</p>{}", TEXT[0], paragraphs(&TEXT[1..]));
    let options = Options { format: Some(Format::Html), ..Options::default() };
    let article = parse(page.as_bytes(), &options).remove(0);
    let links: Vec<&str> = article.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(links, ["https://example.org/log?a=1&b=2"]);
}

#[test]
fn what_is_kept_from_screen_readers_is_text_where_it_is_the_page() {
    let (text, other) = (paragraphs(&TEXT), paragraphs(&OTHER));
    let article = format!("<h1>Upper gate opens</h1>{text}");
    is_read(
        "behind a dialog",
        &format!(
            "<div id=root aria-hidden=true><main>{article}</main></div><div role=dialog aria-modal=true><p>Choose what this site may keep.</p></div>"
        ),
    );
    is_read("a copy", &format!("<main>{article}</main><div aria-hidden=true>{other}</div>"));
    let (first, rest) = (paragraphs(&TEXT[..2]), paragraphs(&TEXT[3..]));
    let hushed = |texts: &[&str]| -> String {
        texts.iter().map(|text| format!("<p aria-hidden=true>{text}</p>")).collect()
    };
    is_read(
        "one of its paragraphs",
        &format!("<main><h1>Upper gate opens</h1>{first}{}{rest}</main>", hushed(&TEXT[2..3])),
    );
    is_read("said twice", &format!("<main>{article}{}</main>", hushed(&TEXT[1..2])));
    is_read("a box of its own", &format!("<main>{article}<div>{}</div></main>", hushed(&OTHER)));
}

#[test]
fn a_dialog_is_no_part_of_the_article() {
    let (text, other) = (paragraphs(&TEXT[..]), paragraphs(&OTHER));
    for dialog in ["<div role=alertdialog>", "<div role=dialog class=consent>", "<dialog open>"] {
        is_read(dialog, &format!("{dialog}<h2>Your choice</h2>{other}</div></dialog><main>{text}</main>"));
    }
    is_read(
        "the article in one",
        &format!("<div role=dialog><h1>Upper gate opens</h1>{text}</div><p>Front page</p>"),
    );
}

#[test]
fn names_say_what_a_box_is_and_not_what_is_set_or_stands_in_a_word_of_it() {
    let (text, other) = (paragraphs(&TEXT), paragraphs(&OTHER));
    let comments = format!("<div class=comments><h2>Comments</h2>{other}{other}{other}</div>");
    let headline = "<h1>Upper gate opens</h1>";
    is_read("a setting", &format!("<div class=has-rail-right>{headline}{text}{comments}</div>"));
    is_read(
        "the printed part",
        &format!("{headline}<div class='box print'>{text}</div>{comments}<p class=print>Print this page</p>"),
    );
    let counted = TEXT.map(|words| {
        let (first, rest) = words.split_once(' ').expect("each has many words");
        format!("<p><a class=comments_count id=comments_1>{first}</a> {rest}</p>")
    });
    is_read("a word of comments", &format!("<div>{headline}{}</div>{comments}", counted.concat()));
    is_read("an open anchor", &format!("<main><a name=top>{headline}{text}</main>"));
    let (first, rest) = (paragraphs(&TEXT[..3]), paragraphs(&TEXT[3..]));
    is_read(
        "a part that a button opens",
        &format!(
            "<article>{headline}{first}<button aria-expanded=false aria-controls=more>More</button><div id=more style='display:none'>{rest}</div></article>"
        ),
    );
}

#[test]
fn lists_that_lead_to_other_articles_are_no_text_and_lists_of_headings_are() {
    let (first, rest) = (paragraphs(&TEXT[..3]), paragraphs(&TEXT[3..]));
    let teaser = |open: &str, middle: &str, close: &str| {
        let teasers = OTHER.map(|words| {
            let (title, said) = words.split_once(", ").expect("each has a comma");
            format!("{open}<a href=/o>{title} and more of this kind</a>{middle}{said}{close}")
        });
        teasers.concat()
    };
    let timed = teaser("<li><div>12:01</div><div>Fruit</div><div>", "</div><div>", "</div></li>");
    let terms = teaser("<dt>", "</dt><dd>", "</dd>");
    for list in [format!("<ul>{timed}</ul>"), format!("<dl>{terms}</dl>")] {
        is_read(
            &list,
            &format!("<article><h1>Upper gate opens</h1>{first}{rest}</article><div>{list}</div>"),
        );
    }
    let items = TEXT[3..].iter().map(|words| format!("<li><h3>{words}</h3></li>")).collect::<String>();
    is_read("headings", &format!("<article><h1>Upper gate opens</h1>{first}<ul>{items}</ul></article>"));
    let pointer = "<p><b>MORE: <a href=/x>Orchards in bloom a month early</a></b></p>";
    is_read("a pointer", &format!("<article><h1>Upper gate opens</h1>{first}{pointer}{rest}</article>"));
}

#[test]
fn code_and_cells_are_not_judged_by_their_letters() {
    let text = paragraphs(&TEXT);
    let table = "<table><tr><th>Lock</th><th>Metres</th></tr><tr><td>Upper</td><td>10.93</td></tr></table>";
    let code = "<pre><code><span class=hljs-comment># opens the gate</span>\ngate.open()</code></pre>";
    let page = format!("<article><h1>Upper gate opens</h1>{text}{table}{code}</article>");
    let blocks = body(page.as_bytes(), Some(Format::Html));
    assert!(blocks.iter().any(|block| block == "Upper 10.93"), "{blocks:?}");
    assert!(blocks.iter().any(|block| block.starts_with("# opens the gate")), "{blocks:?}");
}

#[test]
fn what_belongs_elsewhere_is_read_there() {
    let text = paragraphs(&TEXT);
    let (first, rest) = (paragraphs(&TEXT[..2]), paragraphs(&TEXT[2..]));
    is_read(
        "streamed",
        &format!(
            "<main><article><h1>Upper gate opens</h1><!--$?--><template id=\"B:0\"></template><p>One moment</p><!--/$--></article></main><div hidden id=\"S:0\">{first}<template id=\"P:1\"></template></div><div hidden id=\"S:1\">{rest}</div>"
        ),
    );
    is_read(
        "shadow root",
        &format!(
            "<news-page><template shadowrootmode=open><article><h1>Upper gate opens</h1>{text}</article></template></news-page>"
        ),
    );
    is_read(
        "slots",
        &format!(
            "<news-page><template shadowroot=open><article><slot name=head></slot>{first}<slot></slot></article></template>{rest}<h1 slot=head>Upper gate opens</h1></news-page>"
        ),
    );
    let twice = text.replace('<', "&lt;");
    is_read("frame", &format!("<h1>Upper gate opens</h1><iframe srcdoc=\"{twice}\"></iframe>"));
    is_read("without scripts", &format!("<h1>Upper gate opens</h1><noscript><div>{text}</div></noscript>"));
    is_read(
        "hidden",
        &format!("<div style='display:none'><article><h1>Upper gate opens</h1>{text}</article></div>"),
    );
    let other = paragraphs(&OTHER).replace('<', "&lt;");
    is_read(
        "frame beside",
        &format!(
            "<main><article><h1>Upper gate opens</h1>{text}</article></main><iframe srcdoc=\"{other}\"></iframe><noscript>{}</noscript>",
            paragraphs(&OTHER)
        ),
    );
}

#[test]
fn stories_behind_the_article_are_other_ones() {
    let (text, other) = (paragraphs(&TEXT), paragraphs(&OTHER));
    let story = format!("<div class=story><h2>Blossom</h2>{other}{other}</div>");
    is_read(
        "appended",
        &format!(
            "<div class=page><h1>Upper gate opens</h1><div class=copy>{text}{}</div><div class=more>{story}{story}</div></div>",
            paragraphs(&[
                "One more line of the report, which has to be long enough for a story to stand by itself: the board will meet again on Thursday, in the hall above the boat house, and anybody who works on the canal may speak.",
                "And the last: the bridges open on the hour, as before."
            ])
        ),
    );
    // An article in parts with headings stays whole.
    let parts: String = TEXT
        .iter()
        .map(|text| format!("<section class=story-part><h2>Part</h2><p>{text}</p></section>"))
        .collect();
    is_read("parts", &format!("<article><h1>Upper gate opens</h1>{parts}</article>"));
}

#[test]
fn a_heading_of_comments_over_prose_of_the_article_opens_none() {
    let (first, rest) = (paragraphs(&TEXT[..4]), paragraphs(&TEXT[4..]));
    is_read(
        "prose",
        &format!("<article><h1>Upper gate opens</h1>{first}<h2>Discussion</h2>{rest}</article>"),
    );
    let text = paragraphs(&TEXT);
    let boxes = format!("<div><b>Ona</b><p>{}</p></div>", OTHER[2]);
    is_read(
        "boxes",
        &format!("<article><h1>Upper gate opens</h1>{text}<h2>Discussion</h2>{boxes}</article>"),
    );
}

/// The blocks of an article with this in it.
fn article(inside: &str) -> Vec<String> {
    let page = format!(
        "<html><head><title>Upper gate opens</title></head><body><main><article><h1>Upper gate opens</h1>{inside}</article></main></body></html>"
    );
    body(page.as_bytes(), Some(Format::Html))
}

#[test]
fn headings_that_link_the_places_over_their_texts_stay_together() {
    let parts: String = TEXT
        .iter()
        .enumerate()
        .map(|(number, text)| {
            format!("<h2><a href=https://example.org/{number}>Lock number {number}</a></h2><p>{text}</p>")
        })
        .collect();
    let blocks = article(&parts);
    assert_eq!(blocks.iter().filter(|block| block.starts_with("Lock number")).count(), 5, "{blocks:#?}");
}

#[test]
fn headings_over_pictures_are_text_and_one_alone_is_none() {
    let text = paragraphs(&TEXT);
    let shown: String = ["Gate", "Basin", "Bridge"]
        .iter()
        .map(|name| {
            format!("<h3>{name}</h3><figure><img src=a.jpg><figcaption>Seen at dawn</figcaption></figure>")
        })
        .collect();
    let headings = |inside: &str| -> Vec<String> {
        article(&format!("{text}{inside}")).into_iter().filter(|block| block.len() < 10).collect()
    };
    assert_eq!(headings(&shown), ["Gate", "Basin", "Bridge"]);
    let alone = "<h3>Gate</h3><figure><img src=a.jpg><figcaption>Seen at dawn</figcaption></figure>";
    assert!(headings(alone).is_empty());
}

#[test]
fn what_is_read_aloud_beside_the_words_of_a_link_is_no_text() {
    let rest = paragraphs(&TEXT);
    let table = [
        (
            "<a href=/q>water board<span class=visually-hidden>, opens a new tab</span></a>",
            "The water board met on Thursday in the hall above the boat house.",
        ),
        (
            "<a href=/q><span aria-hidden=true>W.B.</span><span class=sr-only>water board</span></a>",
            "The water board met on Thursday in the hall above the boat house.",
        ),
    ];
    for (link, expected) in table {
        let blocks =
            article(&format!("<p>The {link} met on Thursday in the hall above the boat house.</p>{rest}"));
        assert!(blocks.iter().any(|block| block == expected), "{link}: {blocks:#?}");
    }
}

#[test]
fn words_in_a_box_within_a_heading_are_the_heading() {
    let (first, rest) = (paragraphs(&TEXT[..2]), paragraphs(&TEXT[2..]));
    for heading in ["<div>The cracked hinge</div>", "<div class=t><div>The cracked hinge</div></div>"] {
        let blocks = article(&format!("{first}<h3>{heading}</h3>{rest}"));
        assert!(blocks.iter().any(|block| block == "The cracked hinge"), "{heading}: {blocks:#?}");
    }
}

#[test]
fn a_heading_that_is_a_sentence_needs_no_text_below_it() {
    let sentence = "Whoever cannot wait for the smith may send a letter of complaint to the council before the end of the month.";
    let behind = |heading: &str| {
        let page = format!("{}<h3>{heading}</h3><nav><a href=/>Front page</a></nav>", paragraphs(&TEXT));
        article(&page).split_off(TEXT.len())
    };
    assert_eq!(behind(sentence), [sentence]);
    assert!(behind("Letters to the council").is_empty());
}

#[test]
fn a_quotation_that_repeats_the_text_is_no_text_of_its_own() {
    let [first, second, rest @ ..] = TEXT;
    let quoted = |quote: &str| {
        let around = paragraphs(&rest);
        article(&format!("<p>{first}</p><p>{second}</p><blockquote>{quote}</blockquote>{around}"))
    };
    let pulled = "two of them ran a kitchen for the crews and a third taught knots to children";
    assert_eq!(quoted(pulled), TEXT);
    let said = "Nobody taught us knots, and we were the ones who had to cook for three crews in that basin.";
    assert!(quoted(said).contains(&said.to_owned()));
}

#[test]
fn a_label_beside_a_picture_is_no_caption() {
    let (first, rest) = (paragraphs(&TEXT[..3]), paragraphs(&TEXT[3..]));
    let figure = "<figure><a href='#on'>Skip advert</a><img src=a.jpg><p>Image source</p></figure>";
    assert_eq!(article(&format!("{first}{figure}{rest}")), TEXT);
    let credited = "<figure><img src=a.jpg><p>Photo: Ona Lind</p></figure>";
    assert_eq!(article(&format!("{first}{credited}{rest}")).len(), TEXT.len() + 1);
}

#[test]
fn the_last_line_announces_no_links_that_are_left_out() {
    let text = paragraphs(&TEXT);
    let links: String = (1..5)
        .map(|number| format!("<li><a href=/n/{number}>Another story, number {number}</a></li>"))
        .collect();
    let blocks = article(&format!("{text}<p>The water board in our pages:</p><ul>{links}</ul>"));
    assert_eq!(blocks, TEXT);
    let spoken = "<p>Asked for a day, the smith said:</p><blockquote>It is done when the iron says so, and the iron has not said it.</blockquote>";
    assert_eq!(article(&format!("{text}{spoken}")).len(), TEXT.len() + 2);
}

#[test]
fn a_name_says_nothing_against_the_box_of_the_headline() {
    let standfirst = "Forty barges pass in one day, and a smith from the next valley would mend what the frost has broken.";
    for class in ["teaser", "page-banner", "comments-box", "left sidebar"] {
        let page = format!(
            "<html><head><title>Upper gate opens</title></head><body><div class='{class}'><h1>Upper gate opens</h1><p>{standfirst}</p></div><article>{}</article></body></html>",
            paragraphs(&TEXT)
        );
        let blocks = body(page.as_bytes(), Some(Format::Html));
        assert_eq!(blocks.first().map(String::as_str), Some(standfirst), "{class}: {blocks:#?}");
    }
}

#[test]
fn lines_that_a_margin_broke_are_one_paragraph() {
    let broken = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().expect("there is one");
            match line.len() + 1 + word.len() {
                _ if line.is_empty() => line.push_str(word),
                0..=64 => *line = format!("{line} {word}"),
                _ => lines.push(word.to_owned()),
            }
        }
        lines.join("<br>\n")
    };
    let wrapped: Vec<String> = TEXT.iter().map(|text| broken(text)).collect();
    assert_eq!(article(&format!("<div>{}</div>", wrapped.join("<br><br>"))), TEXT);
    // Each line is a paragraph where it was not full.
    let lines = [
        "The gate is open.",
        "The hinge is not mended, and nobody knows when it will be.",
        "Boats over sixty tonnes wait for it.",
        "Others go through.",
        "So it is told.",
    ];
    let verses = article(&format!("{}<p>{}</p>", paragraphs(&TEXT), lines.join("<br>")));
    assert_eq!(verses[TEXT.len()..], lines);
}

#[test]
fn how_often_a_paragraph_was_commented_on_is_no_part_of_it() {
    let counted: String = TEXT
        .iter()
        .map(|text| format!("<p><a class=comments-count href='#c' title='Comment'>0</a>{text}</p>"))
        .collect();
    assert_eq!(article(&counted), TEXT);
}

#[test]
fn a_short_text_in_a_script_that_names_the_title_is_read() {
    let chinese = "三月的第一个星期一，上游的闸门在霜冻之后首次打开，四十艘驳船在天黑之前通过了船闸。";
    let text: String = (1..8)
        .map(|number| format!("\\u003Cp\\u003E{chinese}第{number}天。\\u003C\\u002Fp\\u003E"))
        .collect();
    let page = |title: &str| {
        format!(
            "<html lang=zh><head><title>上游闸门霜冻后首次打开</title></head><body><div id=app></div><script>window.__NUXT__=(function(a,b){{return {{data:[{{story:{{title:b,body:\"{text}\"}}}}],error:a}}}}(null,\"{title}\"))</script></body></html>"
        )
    };
    assert_eq!(body(page("上游闸门霜冻后首次打开").as_bytes(), Some(Format::Html)).len(), 7);
    assert!(body(page("别的").as_bytes(), Some(Format::Html)).is_empty());
    let beside = |title: &str| {
        let text = TEXT.join("\\n\\n");
        format!(
            "<html><head><title>Upper gate opens</title></head><body><div id=app></div><script>window.s = {{story: {{head: {{title: \"{title}\"}}, id: 7, title: \"{title}\", body: \"{text}\"}}}}</script></body></html>"
        )
    };
    assert_eq!(body(beside("Upper gate opens").as_bytes(), Some(Format::Html)), TEXT);
    assert!(body(beside("What this site keeps").as_bytes(), Some(Format::Html)).is_empty());
}

#[test]
fn text_in_scripts_is_read_in_its_forms() {
    let long: Vec<String> = TEXT.iter().map(|text| format!("{text} {} {}", OTHER[0], OTHER[1])).collect();
    let markup: String = long.iter().map(|text| format!("<p>{text}</p>")).collect();
    let escaped = markup.replace('<', "\\u003c");
    let once = serde_json::to_string(&serde_json::json!({"story": {"body": markup}})).expect("it is JSON");
    let state = serde_json::to_string(&once).expect("it is a string");
    let rows: Vec<String> =
        long.iter().map(|text| format!("[\"$\",\"p\",null,{{\"children\":\"{text}\"}}]")).collect();
    let row =
        serde_json::to_string(&format!("5:[\"$\",\"div\",null,{{\"children\":[{}]}}]\n", rows.join(",")))
            .expect("it is a string");
    for script in [
        format!("window.s = JSON.parse({state})"),
        format!(
            "window.__NUXT__=(function(a,b){{return {{data:[{{story:{{id:a,body:\"{escaped}\"}}}}],error:void 0}}}}(1,2))"
        ),
        format!(
            "self.__next_f.push([1,\"7:T{:x},\"])</script><script>self.__next_f.push([1,\"{escaped}\"])",
            markup.len()
        ),
        format!("self.__next_f.push([1,{row}])"),
        format!("[[\"Reactive\",1],{{\"body\":2}},\"{escaped}\"]"),
    ] {
        let page = format!(
            "<html><head><title>Upper gate opens</title></head><body><div id=app></div><script>{script}</script></body></html>"
        );
        assert_eq!(body(page.as_bytes(), Some(Format::Html)), long, "{}", &script[..60]);
    }
    let chinese = "三月的第一个星期一，上游的闸门在霜冻之后首次打开，四十艘驳船在天黑之前通过了船闸。船主们在下面的港池里等了十九天。";
    let paragraphs: String = (1..12).map(|number| format!("<p>{chinese}第{number}天。</p>")).collect();
    let page = format!(
        "<html lang=zh><body><div id=app></div><script>window.s = {{\"a\": {{\"body\": \"{paragraphs}\"}}}}</script></body></html>"
    );
    assert_eq!(body(page.as_bytes(), Some(Format::Html)).len(), 11);
}

#[test]
fn a_page_of_one_preformatted_text_is_plain_text() {
    let text = format!(
        "Upper gate opens\n3 March 2026\n\n{} &amp; more.\n\n{}\n\nSources\n[1] https://example.org/?a=1&amp;b=2\n[2] https://example.org/2\n",
        TEXT[0], TEXT[2]
    );
    let page = format!(
        "<html><head><meta name=\"color-scheme\" content=\"light dark\"></head><body><pre>{text}</pre></body></html>"
    );
    let article = parse(page.as_bytes(), &Options::default()).into_iter().next().expect("one article");
    let record = ArticleRecord::from(&article);
    assert_eq!(record.headline.as_deref(), Some("Upper gate opens"));
    assert_eq!(record.body.len(), 2, "{:#?}", record.body);
    assert!(record.body[0].text.ends_with("& more."));
    assert_eq!(record.references[0].url.as_deref(), Some("https://example.org/?a=1&b=2"));
    assert!(record.citations.iter().all(|citation| citation.url.is_some()));
    // Code within a page stays code.
    let page = format!("<html><body><h1>Upper gate opens</h1><pre>{text}</pre></body></html>");
    let article = parse(page.as_bytes(), &Options::default()).into_iter().next().expect("one article");
    assert!(ArticleRecord::from(&article).citations.is_empty());
}

#[test]
fn a_declared_encoding_that_cannot_be_is_not_followed() {
    let table = [
        (
            "he",
            encoding_rs::WINDOWS_1255,
            "השער העליון נפתח ביום שני בפעם הראשונה מאז הכפור, וארבעים דוברות עברו בו.",
        ),
        (
            "ru",
            encoding_rs::WINDOWS_1251,
            "Верхние ворота открылись в понедельник впервые после морозов, и прошли сорок барж.",
        ),
        ("zh", encoding_rs::GB18030, "上游的闸门星期一在霜冻之后首次打开，四十艘驳船在天黑之前通过了船闸。"),
        (
            "ja",
            encoding_rs::SHIFT_JIS,
            "上流の水門は月曜日、霜のあと初めて開き、日暮れまでに四十隻のはしけが通った。",
        ),
        (
            "ko",
            encoding_rs::EUC_KR,
            "위쪽 수문이 월요일에 서리가 내린 뒤 처음으로 열려 바지선 마흔 척이 지나갔다.",
        ),
    ];
    for (language, encoding, text) in table {
        let page = format!(
            "<html lang={language}><head><meta charset=utf-8><title>x</title></head><body><article><p>{text}</p></article></body></html>"
        );
        let (bytes, _, unmappable) = encoding.encode(&page);
        assert!(!unmappable);
        assert_eq!(body(&bytes, Some(Format::Html)), [text], "{language}");
    }
}
