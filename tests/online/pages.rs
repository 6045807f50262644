//! Pages as sites have them: articles, front pages, pages that say there is none.

/// The frame of a site around some content.
pub fn framed(title: &str, content: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"stylesheet\" href=\"/style.css\">\n\
         <script>window.dataLayer = window.dataLayer || [];</script>\n</head>\n<body>\n\
         <header><a href=\"/\">The Valley Courier</a><nav><a href=\"/news\">News</a> <a href=\"/sport\">Sport</a> \
         <a href=\"/opinion\">Opinion</a> <a href=\"/weather\">Weather</a> <a href=\"/login\">Sign in</a></nav>\
         <form action=\"/search\"><input name=\"q\" placeholder=\"Search\"></form></header>\n\
         <main>\n{content}\n</main>\n\
         <footer><a href=\"/about\">About us</a> <a href=\"/contact\">Contact</a> <a href=\"/privacy\">Privacy</a> \
         <a href=\"/terms\">Terms of use</a> <p>© 2025 The Valley Courier. All rights reserved.</p></footer>\n</body>\n</html>\n"
    )
}

/// A page of a title and a few words, without a site around it.
pub fn bare(title: &str, content: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body>{content}</body></html>\n"
    )
}

const FLOOD: &[&str] = &[
    "The river rose above the level of the old bridge on Tuesday night, and by the morning some four hundred houses in the lower \
     town stood in water, the district council said.",
    "Firefighters from nine villages brought people out by boat. Nobody was seriously hurt, but twelve residents were taken to the \
     hospital with hypothermia, among them three children.",
    "“We have had floods before, but never one that came this fast,” said Marta Lindqvist, who has run the bakery on Mill Street \
     for thirty-one years. “We carried the flour upstairs, and then we carried ourselves upstairs.”",
    "The gauge at Northfield reached 6.42 metres at 3.10 a.m., the highest reading since records began in 1924. The weather service \
     had warned of 5.80 metres. A spokesman said that the model had not known of the blocked culvert above the railway.",
    "The council put the damage at 14 million, a first estimate that does not include the sports hall, whose roof came down in the \
     afternoon. The state has promised help within the week.",
    "The reservoir upstream was full before the rain began, as opposition members had noted in March. They want to know why water \
     was not let out earlier. The operator said that it had followed the plan of 2011, which the council had approved.",
    "More rain is expected on Thursday. Residents of the lower town have been asked not to return before the dykes are checked.",
];

fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

/// An article with a headline and its own first paragraphs, then others.
pub fn story(title: &str, lead: &[&str]) -> String {
    let body = format!("{}{}", paragraphs(lead), paragraphs(FLOOD));
    let article = format!(
        "<article>\n<h1>{title}</h1>\n<p class=\"byline\">By Anna Berg, 14 May 2024</p>\n{body}</article>"
    );
    framed(&format!("{title} - The Valley Courier"), &article)
}

/// An article like any other.
pub fn article() -> String {
    story("River floods four hundred houses in the lower town", &[])
}

/// An article in another language: nothing of it is English but the frame's tags.
pub fn foreign(language: &str, title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><article>\
         <h1>{title}</h1>\n{}</article></body></html>\n",
        paragraphs(&[text; 4])
    )
}

/// A front page with teasers.
pub fn front() -> String {
    framed("The Valley Courier - News from the valley", &teasers())
}

/// Teasers as they stand on front pages, and below many a page that is gone.
pub fn teasers() -> String {
    let titles = [
        "River floods four hundred houses in the lower town",
        "Council votes for the new tram after nine hours",
        "The last cinema of the valley shuts its doors",
        "How a beekeeper won against the motorway",
        "School meals: what the new contract means",
        "Northfield beat the champions in extra time",
        "Why the harvest came three weeks early",
        "Letters: the bridge, the dogs and the mayor",
    ];
    let mut html = String::from("<section><h2>Most read</h2>\n");
    for (number, title) in titles.iter().enumerate() {
        html.push_str(&format!(
            "<div class=\"teaser\"><h3><a href=\"/news/2024/{number}\">{title}</a></h3><p>{}</p></div>\n",
            FLOOD[number % FLOOD.len()]
        ));
    }
    html + "</section>"
}

/// A page that says there is none, in the site's frame.
pub fn gone(title: &str, text: &str) -> String {
    framed(
        &format!("{title} - The Valley Courier"),
        &format!("<h1>{title}</h1>\n<p>{text}</p>\n<p><a href=\"/\">Home</a></p>"),
    )
}

/// The same in another language, without an English word in sight.
pub fn foreign_gone(language: &str, title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><header><a \
         href=\"/\">Kurier</a></header><main><h1>{title}</h1><p>{text}</p></main></body></html>\n"
    )
}

/// The page of an application that draws everything itself.
pub fn shell(script: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Valley Data Explorer</title><link rel=\"icon\" \
         href=\"/favicon.ico\"><script defer src=\"/static/js/main.8f2c.js\"></script></head><body><noscript>You need to enable \
         JavaScript to run this app.</noscript><div id=\"root\"></div>{script}</body></html>"
    )
}

/// A small PDF.
pub fn pdf() -> Vec<u8> {
    let mut bytes =
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
    bytes.extend_from_slice(
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
    );
    bytes
}
