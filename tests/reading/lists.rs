//! Lists of sources in the forms that programs give them, and what their labels and those of the text say.

use newscheck::{Options, parse};

const TEXT: &str =
    "The keeper of the lighthouse on the northern cape switched the lamp on again after eleven dark years";
const MORE: &str =
    "The association that restored the tower collected the money from sailors in four countries";
const LOG: &str = "https://example.org/log";
const DONORS: &str = "https://example.net/donors";
const MAP: &str = "https://example.com/map";

/// The labels that a document cites, in their order, and its entries as `label address`.
fn read(path: &str, source: &str) -> (String, Vec<String>) {
    let options = Options { path: path.to_owned(), ..Options::default() };
    let article = parse(source.as_bytes(), &options).remove(0);
    let labels: Vec<String> = article.citations.iter().map(|citation| citation.label.to_string()).collect();
    let entry = |reference: &newscheck::model::Reference| {
        let label = reference.label.as_ref().map_or_else(String::new, ToString::to_string);
        format!("{label} {}", reference.url.as_deref().unwrap_or("-"))
    };
    (labels.join(" "), article.references.iter().map(entry).collect())
}

fn page(body: &str) -> (String, Vec<String>) {
    let head = "<!DOCTYPE html><html lang=\"en\"><head><title>The lighthouse is lit again</title></head>";
    read("a.html", &format!("{head}<body>{body}</body></html>"))
}

/// An article that cites three sources in brackets, with what stands below its text.
fn article(below: &str) -> (String, Vec<String>) {
    page(&format!(
        "<article><h1>The lighthouse is lit again</h1><p>{TEXT} [1].</p><p>{MORE} [2].</p><p>{TEXT} once more [3].</p>{below}</article>"
    ))
}

fn entries(labels: [&str; 3]) -> Vec<String> {
    labels.into_iter().zip([LOG, DONORS, MAP]).map(|(label, url)| format!("{label} {url}")).collect()
}

#[test]
fn lists_of_programs_are_kept_whole_though_they_are_little_but_links() {
    let link = |url: &str, words: &str| format!("<a href=\"{url}\">{words}</a>");
    let (log, donors, map) =
        (link(LOG, "Logbook of the cape"), link(DONORS, "Donors of the tower"), link(MAP, "Map"));
    let table = [
        // A list for each item.
        format!(
            "<h2>References</h2><ol start=\"1\"><li>{log}</li></ol><ol start=\"2\"><li>{donors}</li></ol>\
             <ol start=\"3\"><li>{map}</li></ol>"
        ),
        // Parts of a list under headings of their own.
        format!(
            "<h2>References</h2><h3>Logs</h3><ol><li>{log}</li></ol><h3>Press</h3>\
             <ol start=\"2\"><li>{donors}</li><li>{map}</li></ol><h2>More</h2><p>{MORE}.</p>"
        ),
        // Rows with a label in a cell of its own.
        format!(
            "<h2>References</h2><table><tr><th>↑1</th><td>{log}</td></tr><tr><th>↑2</th><td>{donors}</td></tr>\
             <tr><th>↑3</th><td>{map}</td></tr></table>"
        ),
        // A heading that is a line of the list.
        format!("<p><b>References for this section</b><br>[1] {log}<br>[2] {donors}<br>[3] {map}</p>"),
        // Under a heading that nobody knows.
        format!("<h2>Springs</h2><p>[1] Cape, {log}</p><p>[2] Tower, the {donors}</p><p>[3] {map}</p>"),
        // A number by itself.
        format!(
            "<h3>Notes</h3><ul><li><span>1</span><div>{log}</div></li><li><span>2</span><div>{donors}</div></li>\
             <li><span>3</span><div>{map}</div></li></ul>"
        ),
    ];
    for below in table {
        assert_eq!(article(&below), ("1 2 3".to_owned(), entries(["1", "2", "3"])), "{below}");
    }
}

#[test]
fn a_bibliography_in_a_section_of_its_own_belongs_to_the_text() {
    let read = page(&format!(
        "<section id=\"model\"><h2>Model</h2><p>{TEXT} [<cite><a href=\"#bib-log\">LOG</a></cite>].</p><p>{MORE} [<cite><a \
         href=\"#bib-donors\">donors</a></cite>].</p><p>{TEXT} once more [<cite><a href=\"#bib-map\">MAP2</a></cite>].</p></section>\
         <section><h2>A. References</h2><section><h3>A.1 Normative references</h3><dl><dt id=\"bib-log\">[LOG]</dt><dd><a \
         href=\"{LOG}\">Logbook</a></dd><dt id=\"bib-donors\">[donors]</dt><dd><a href=\"{DONORS}\">Donors</a></dd></dl></section>\
         <section><h3>A.2 Informative references</h3><dl><dt id=\"bib-map\">[MAP2]</dt><dd><a href=\"{MAP}\">Map</a></dd></dl>\
         </section></section>"
    ));
    assert_eq!(read, ("LOG donors MAP2".to_owned(), entries(["LOG", "donors", "MAP2"])));
}

#[test]
fn notes_that_no_marker_leads_to_keep_the_labels_that_they_show() {
    let note = |number: u32, url: &str| {
        format!("<li id=\"nota{number}\">({number}) Cape, <a href=\"{url}\">source</a></li>")
    };
    let (labels, found) = page(&format!(
        "<article><h1>The lighthouse is lit again</h1><p>{TEXT}.<sup><a href=\"#nota1\">(1)</a></sup></p>\
         <p>{MORE}.<sup><a href=\"#nota2\">(2)</a></sup></p><h2>Notas</h2><ul>{}{}{}</ul></article>",
        note(1, LOG),
        note(2, DONORS),
        note(3, MAP)
    ));
    assert_eq!((labels.as_str(), found), ("1 2", entries(["1", "2", "3"])));
}

#[test]
fn a_range_between_two_links_cites_what_lies_between() {
    let item = |number: u32, url: &str| {
        format!("<li id=\"r{number}\"><a href=\"{url}\">Source</a> of the cape</li>")
    };
    let (labels, found) = page(&format!(
        "<article><h1>The lighthouse is lit again</h1><p>{TEXT} [<a href=\"#r1\">1</a>–<a href=\"#r3\">3</a>].</p><p>{MORE}.</p>\
         <h2>References</h2><ol>{}{}{}</ol></article>",
        item(1, LOG),
        item(2, DONORS),
        item(3, MAP)
    ));
    assert_eq!((labels.as_str(), found), ("1 2 3", entries(["1", "2", "3"])));
}

#[test]
fn lists_of_a_text_are_read_without_a_heading_where_the_text_cites_them() {
    let table = [
        ("[i]", "[ii]", "[iii]", ["[i] ", "[ii] ", "[iii] "], ["i", "ii", "iii"]),
        (
            "[note 1]",
            "[note 2]",
            "[note 3]",
            ["[note 1] ", "[note 2] ", "[note 3] "],
            ["note 1", "note 2", "note 3"],
        ),
        (
            "[Source 1]",
            "[Source 2]",
            "[Source 3]",
            ["Source 1: ", "Source 2: ", "Source 3: "],
            ["1", "2", "3"],
        ),
        ("〔1〕", "〔2〕", "〔3〕", ["〔1〕", "〔2〕", "〔3〕"], ["1", "2", "3"]),
        ("[۱]", "[۲]", "[۳]", ["۱. ", "۲. ", "۳. "], ["1", "2", "3"]),
    ];
    for (one, two, three, openings, labels) in table {
        let lines: String = openings
            .iter()
            .zip([LOG, DONORS, MAP])
            .map(|(opening, url)| format!("{opening}Cape, {url}\n"))
            .collect();
        let text = format!(
            "The lighthouse is lit again\n\n{TEXT} {one}. {MORE} {two}. It burns {three}.\n\n{lines}"
        );
        assert_eq!(read("a.txt", &text), (labels.join(" "), entries(labels)), "{text}");
    }
}

#[test]
fn a_name_without_an_entry_dangles_where_it_is_written_as_those_of_the_list() {
    let list = format!(
        "References\n\n[Ruiz 2020] Logbook, {LOG}\n[Lund 2019] Donors, {DONORS}\n[Fell 2018] Map, {MAP}\n"
    );
    let cited = |words: &str| {
        read(
            "a.txt",
            &format!("The lighthouse is lit again\n\n{TEXT} [Ruiz 2020, ch. 3]. {MORE} {words}.\n\n{list}"),
        )
        .0
    };
    assert_eq!(cited("[Ito 2017]"), "Ruiz 2020 Ito 2017");
    assert_eq!(cited("[Lund 2019; Ito 2017]"), "Ruiz 2020 Lund 2019 Ito 2017");
    assert_eq!(cited("[March 2017]"), "Ruiz 2020");
    assert_eq!(cited("[sic]"), "Ruiz 2020");
}

#[test]
fn elements_of_arrays_are_no_citations_beside_some_that_stand_apart() {
    let list = format!("## Sources\n\n1. {LOG}\n2. {DONORS}\n3. {MAP}\n");
    let cited =
        |words: &str| read("a.md", &format!("# Lamps\n\n{TEXT} [1].\n\n{words}\n\n{MORE} [3].\n\n{list}")).0;
    assert_eq!(cited("The first is `lamps[0]`, and lamps[2] was always dark."), "1 3");
    assert_eq!(cited("The lamp was always dark, said the keeper[2]."), "1 2 3");
}

#[test]
fn a_record_says_which_numbers_in_brackets_are_cited() {
    let record = |citations: &str| {
        let fields = "\"schema\":\"newscheck/article/1\",\"body\":[{\"kind\":\"paragraph\",\"text\":\"The buoy [2] is red, \
                      said the pilot [3].\",\"line\":1}],\"references\":[]";
        read("a.json", &format!("{{{fields}{citations}}}")).0
    };
    assert_eq!(record(",\"citations\":[]"), "");

    let text = "[1—] [1–";
    let broken = format!(
        "{{\"schema\":\"newscheck/article/1\",\"body\":[{{\"kind\":\"paragraph\",\"text\":\"{text}\",\"line\":1}}],\"citations\":[]}}"
    );
    assert_eq!(read("a.json", &broken).0, "");
    let one = ",\"citations\":[{\"marker\":\"[3]\",\"label\":\"3\",\"in\":\"body\",\"paragraph\":0,\"start\":35,\"end\":38,\"line\":1,\
               \"column\":36,\"status\":\"dangling\",\"url\":null}]";
    assert_eq!(record(one), "3");
}

#[test]
fn a_line_that_cites_is_text_though_a_word_of_it_means_ago() {
    let source = "[1] fa\n\nThe keeper switched the lamp on again.\n";
    let article =
        parse(source.as_bytes(), &Options { path: "a.txt".to_owned(), ..Options::default() }).remove(0);
    assert_eq!(article.body.first().map(|paragraph| paragraph.text.as_str()), Some("[1] fa"));
    let told = parse(
        "Lamp lit again\n\n5 min ago\n\nThe keeper switched the lamp on again.\n".as_bytes(),
        &Options { path: "a.txt".to_owned(), ..Options::default() },
    )
    .remove(0);
    assert_eq!(told.body.len(), 1, "{:?}", told.body);
}

#[test]
fn text_between_two_lists_is_no_note_of_the_first() {
    let (labels, found) = read(
        "a.txt",
        &format!(
            "The lighthouse is lit again\n\n{TEXT}.[1] {MORE}.[2]\n\n  [1] {LOG}\n  [2] In a letter of May.\n\n\n\
             A FUND FOR IT\n\nThere is a fund for the tower, of course.[3] {MORE}.[4]\n\n  [3] {DONORS}\n  [4] {MAP}\n"
        ),
    );
    let expected = [format!("1 {LOG}"), "2 -".to_owned(), format!("3 {DONORS}"), format!("4 {MAP}")];
    assert_eq!((labels.as_str(), found), ("1 2 3 4", expected.to_vec()));
}

#[test]
fn bold_lines_part_a_list_and_entries_that_were_taken_out_do_not_end_it() {
    for middle in ["[3] Chart. https://example.org/chart\n", ""] {
        let (labels, found) = read(
            "a.md",
            &format!(
                "# The lighthouse is lit again\n\n{TEXT} [1]. {MORE} [2]. {TEXT} once more [4].\n\n## Sources\n\n\
                 **Official**\n\n[1] Log. {LOG}\n[2] Donors. {DONORS}\n\n**Press**\n\n{middle}[4] Map. {MAP}\n"
            ),
        );
        assert_eq!(labels, "1 2 4");
        assert_eq!(found.len(), if middle.is_empty() { 3 } else { 4 });
        assert_eq!(found.last(), Some(&format!("4 {MAP}")));
    }
}

#[test]
fn numbers_beside_a_list_of_names_are_none_of_its_labels() {
    let (labels, found) = read(
        "a.txt",
        &format!(
            "The lighthouse is lit again\n\n{TEXT} [RD1], lamps [1] to [4]. {MORE} [RD2]. Lamp [2] is spare.\n\n\
             References\n\n[RD1] Donors, {DONORS}\n[RD2] Map, {MAP}\n"
        ),
    );
    let expected = [format!("RD1 {DONORS}"), format!("RD2 {MAP}")];
    assert_eq!((labels.as_str(), found), ("RD1 RD2", expected.to_vec()));
}

#[test]
fn keys_of_notes_lead_to_notes_beside_a_list_with_their_numbers() {
    let notes = "[^1]: It is green.\n[^2]: One is Norway.\n";
    for list in
        [format!("[1] Log. {LOG}\n[2] Donors. {DONORS}\n"), format!("1. Log. {LOG}\n2. Donors. {DONORS}\n")]
    {
        for below in
            [format!("## References\n\n{list}\n{notes}"), format!("{notes}\n## References\n\n{list}")]
        {
            let source =
                format!("# The lighthouse is lit again\n\n{TEXT} [1].[^1] {MORE} [2].[^2]\n\n{below}");
            let options = Options { path: "a.md".to_owned(), ..Options::default() };
            let report = newscheck::check(source.as_bytes(), &options);
            let urls = report.article().map(|article| {
                let citations = article.citations.iter();
                citations.map(|citation| citation.target.url().map(str::to_owned)).collect::<Vec<_>>()
            });
            let expected = [Some(LOG), None, Some(DONORS), None].map(|url| url.map(str::to_owned));
            assert_eq!(urls, Some(expected.to_vec()), "{source}");
            let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
            assert!(!codes.contains(&"REF002") && !codes.contains(&"REF001"), "{codes:?}");
        }
    }
    // Where no marker is one of the list, it is one list or the other, as before.
    let alone = format!(
        "# Lit\n\n{TEXT}.[^1] {MORE}.[^2]\n\n## References\n\n1. Log. {LOG}\n2. Map. {MAP}\n\n{notes}"
    );
    assert_eq!(read("a.md", &alone).1, ["1 -", "2 -"]);
}

#[test]
fn letters_behind_a_number_cite_the_parts_of_an_entry() {
    let text = format!("{TEXT}.[1] {MORE}.[2a] {TEXT},[2b,3] and {MORE} [2a–c].");
    let head = "The lighthouse is lit again\n\n4 May 2026\n\n";
    let parts = format!("[2] a) A. Ito, Lamps, {DONORS}; b) B. Ruiz, Towers, {MAP}; c) C. Lund, Keepers.");
    let list = |entries: &str| format!("References\n[1] {LOG}\n{entries}\n[3] {LOG}/3\n");
    let cited = |source: &str| {
        let article =
            parse(source.as_bytes(), &Options { path: "a.txt".to_owned(), ..Options::default() }).remove(0);
        let of = |citation: &newscheck::model::Citation| {
            format!("{} {}", citation.label, citation.target.url().unwrap_or("-"))
        };
        article.citations.iter().map(of).collect::<Vec<_>>()
    };
    let expected = [
        ("1", LOG),
        ("2a", DONORS),
        ("2b", MAP),
        ("3", &format!("{LOG}/3")),
        ("2a", DONORS),
        ("2b", MAP),
        ("2c", "-"),
    ];
    let expected = expected.map(|(label, url)| format!("{label} {url}"));
    assert_eq!(cited(&format!("{head}{text}\n\n{}", list(&parts))), expected);
    // Entries of their own, of which the number alone means all.
    let own = format!("[2a] {DONORS}\n[2b] {MAP}\n[2c] Keepers");
    assert_eq!(cited(&format!("{head}{text}\n\n{}", list(&own))), expected);
    let (labels, _) = read("a.txt", &format!("{head}{TEXT}.[1] {MORE}.[2] {TEXT} [3].\n\n{}", list(&own)));
    assert_eq!(labels, "1 2 3");
    // Without parts the letters say something else.
    let (labels, _) = read("a.txt", &format!("{head}{TEXT}.[1] {MORE} [2d] {TEXT} [3].\n\n{}", list(&parts)));
    assert_eq!(labels, "1 3");
}

/// The labels and entries of a text that cites three sources so, with these lines below it.
fn text(markers: [&str; 3], below: &str) -> (String, Vec<String>) {
    let [one, two, three] = markers;
    let body = format!("The lighthouse is lit again\n\n{TEXT} {one}. {MORE} {two}. It burns {three}.");
    read("a.txt", &format!("{body}\n\n{below}"))
}

#[test]
fn labels_without_an_entry_dangle_in_the_form_in_which_others_are_cited() {
    let list = format!("References\n[1] Log, {LOG}\n[2] Donors, {DONORS}\n[3] Map, {MAP}\n");
    for form in ["[see N]", "[N, p. 12]", "[N, pp. 12–15]", "[#N]", "[Ref. N]", "[ N ]", "[N.]"] {
        let markers = ["1", "2", "4"].map(|label| form.replace('N', label));
        let cited = text([&markers[0], &markers[1], &markers[2]], &list).0;
        assert_eq!(cited, "1 2 4", "{form}");
    }
    // A form that nothing else has, or a number far from the list, is no label.
    assert_eq!(text(["[1]", "[2]", "[see 4]"], &list).0, "1 2");
    assert_eq!(text(["[see 1]", "[see 2]", "[see 40]"], &list).0, "1 2");
}

#[test]
fn quantities_in_brackets_cite_nothing_whatever_the_list_defines() {
    let list = format!("References\n[1] Log, {LOG}\n[2] Donors, {DONORS}\n[3] Map, {MAP}\n");
    for other in ["[1 0 0]", "[0 1 0]", "[2:30]"] {
        assert_eq!(text(["[1]", "[2]", other], &list).0, "1 2", "{other}");
    }
    assert_eq!(text(["[1]", "[2]", "[3, pp. 4–5][1, p. 7]"], &list).0, "1 2 3 1");
    // Without a list no range begins far beyond what is cited, and one of names has no numbers.
    assert_eq!(text(["[1]", "[2]", "[45-67]"], "").0, "1 2");
    assert_eq!(text(["[1]", "[2]", "[3-5]"], "").0, "1 2 3 4 5");
    assert_eq!(text(["[1]", "[2]", "[8-15]"], &list).0, "1 2");
    assert_eq!(text(["[1]", "[2]", "[4-9]"], &list).0, "1 2 4 5 6 7 8 9");
    let names = format!("References\n[Ruiz20] Log, {LOG}\n[Lund19] Donors, {DONORS}\n");
    assert_eq!(text(["[Ruiz20]", "[Lund19]", "[45-67]"], &names).0, "Ruiz20 Lund19");
}

#[test]
fn a_list_that_counts_from_zero_shows_no_elements() {
    let list = format!("References\n[0] Log, {LOG}\n[1] Donors, {DONORS}\n[2] Map, {MAP}\n");
    let body = format!("The lighthouse is lit again\n\n{TEXT}[0]. {MORE}[1], it is said[2].\n\n{list}");
    assert_eq!(read("a.txt", &body).0, "0 1 2");
}

#[test]
fn what_frames_the_labels_of_a_list_is_no_matter() {
    let cited = ["[1]", "[2]", "[3]"];
    let list = |entry: &dyn Fn(usize, &str) -> String| -> String {
        (1..).zip([LOG, DONORS, MAP]).map(|(label, url)| entry(label, url)).collect()
    };
    let lists = [
        format!("References\n{}", list(&|label, url| format!("{label}.\nCape\n{url}\n"))),
        format!("References\n{}", list(&|label, url| format!("({label}). Cape, {url}\n"))),
        format!("References\n{}", list(&|label, url| format!("^{label}^ Cape, {url}\n"))),
        format!("> References\n{}", list(&|label, url| format!("> [{label}] Cape, {url}\n"))),
        list(&|label, url| format!("• [{label}] Cape, {url}\n")),
        list(&|label, url| format!("{label}. [{label}] Cape, {url}\n")),
        format!("This text is based on these sources:\n{}", list(&|label, url| format!("{label}) {url}\n"))),
    ];
    for below in lists {
        assert_eq!(text(cited, &below), ("1 2 3".to_owned(), entries(["1", "2", "3"])), "{below}");
    }
    let headed = list(&|label, url| format!("### [{label}] Cape\n\n{url}\n\n"));
    let source =
        format!("# The lighthouse is lit again\n\n{TEXT} [1]. {MORE} [2] [3].\n\n## References\n\n{headed}");
    assert_eq!(read("a.md", &source), ("1 2 3".to_owned(), entries(["1", "2", "3"])));
}

#[test]
fn numbered_lists_are_weighed_by_what_cites_them_not_by_their_first_number() {
    let list = format!("41. Log, {LOG}\n42. Donors, {DONORS}\n43. Map, {MAP}\n");
    let expected = ("41 42 43".to_owned(), entries(["41", "42", "43"]));
    assert_eq!(text(["[41]", "[42]", "[43]"], &list), expected);
    assert_eq!(text(["[41]", "", ""], &list).1, [""; 0]);
    let water = "The cape has three sources of water:\n1. the river\n2. the wells\n3. the rain\n";
    assert_eq!(text(["[1]", "[2]", "[3]"], water).1, [""; 0]);
    // Books below a line of that word, in any order; and what else there is to read.
    let books = "References\n2. Lund, A. Tides. Bay Press, 1998.\n1. Fell, B. Piers. Bay Press, 2004.\n";
    assert_eq!(text(["[1]", "[2]", ""], books).1, ["2 -", "1 -"]);
    let other = format!(
        "{}\nRelated articles\n\n1. Log, {LOG}\n2. Donors, {DONORS}\n",
        "1. Map, ".to_owned() + MAP + "\n2. Cape, " + MAP + "\n"
    );
    assert_eq!(text(["[1]", "[2]", ""], &other).1.len(), 2);
}

#[test]
fn lines_of_one_paragraph_of_a_page_are_kept_together_as_rows_of_labels() {
    let line = |label: usize, url: &str| format!("[{label}] <a href=\"{url}\">{url}</a>");
    let lines: Vec<String> = (1..).zip([LOG, DONORS, MAP]).map(|(label, url)| line(label, url)).collect();
    let expected = ("1 2 3".to_owned(), entries(["1", "2", "3"]));
    assert_eq!(article(&format!("<p>{}</p>", lines.join("<br>\n"))), expected);
}

#[test]
fn lines_of_a_page_with_keys_that_the_text_cites_are_kept_together_whatever_is_linked_in_them() {
    let keys: Vec<String> = (1..=10).map(|number| format!("REF-{number:02}")).collect();
    let cited: Vec<String> = keys.iter().map(|key| format!("<p>{TEXT} [{key}].</p>")).collect();
    let line = |words: &str, tag: &str| -> String {
        let lines = (1..).zip(&keys).map(|(number, key)| {
            let words = words.replace('#', &number.to_string());
            format!("<{tag}>[{key}] <a href=\"https://example.org/{number}\">{words}</a> - Lamp</{tag}>")
        });
        lines.collect()
    };
    let expected: Vec<String> =
        (1..).zip(&keys).map(|(number, key)| format!("{key} https://example.org/{number}")).collect();
    for (words, tag) in [("https://example.org/#", "p"), ("Log #", "p"), ("Log #", "div"), ("Log #", "li")] {
        for heading in ["<h2>Works cited</h2>", ""] {
            let body = format!("{}{heading}{}", cited.concat(), line(words, tag));
            let (labels, entries) = page(&format!("<article><h1>The lamp</h1>{body}</article>"));
            assert_eq!(entries, expected, "{words} {tag} {heading}");
            assert_eq!(labels, keys.join(" "));
        }
    }
}

#[test]
fn keys_with_numbers_open_entries_whose_words_begin_with_a_parenthesis() {
    let list = format!("References\n[S1] (PDF) Log, {LOG}\n[S2] Donors, {DONORS}\n[S3] (Map) {MAP}\n");
    let expected = ("S1 S2 S3".to_owned(), entries(["S1", "S2", "S3"]));
    assert_eq!(text(["[S1]", "[S2]", "[S3]"], &list), expected);
}

#[test]
fn what_a_record_cites_is_not_doubted_and_one_without_citations_is_read_as_a_text() {
    let labels = |source: &str, path: &str| {
        let options = Options { path: path.to_owned(), ..Options::default() };
        let article = parse(source.as_bytes(), &options).remove(0);
        let labels: Vec<String> =
            article.citations.iter().map(|citation| citation.label.to_string()).collect();
        let record = serde_json::to_string(&newscheck::model::ArticleRecord::from(&article));
        (labels, record.expect("a record can be written"))
    };
    let sources = [
        // A raised label that no entry has, right behind an address.
        (
            "a.html",
            format!("<p>{TEXT} [7] {LOG}<sup><a href=\"#n\">[1]</a></sup></p><p>[2-7]\n[2] {MAP}</p>"),
        ),
        // A number that begins a word, where nothing else cites.
        ("a.txt", format!("a [1]a\n[7] {MAP}\n")),
    ];
    for (path, source) in sources {
        let (first, record) = labels(&source, path);
        assert_eq!(labels(&record, "a.json").0, first, "{source}: {record}");
    }
}

/// The entries of an article whose text cites three sources in brackets, with what its page has beside it.
fn beside(below: &str) -> Vec<String> {
    let cited = format!("<p>{TEXT} [1].</p><p>{MORE} [2].</p><p>{TEXT} once more [3].</p>");
    let menu = "<nav><a href=\"/news\">News</a> <a href=\"/sport\">Sport</a> <a href=\"/sea\">Sea</a></nav>";
    page(&format!("{menu}<article><h1>The lighthouse is lit again</h1>{cited}</article>{below}")).1
}

#[test]
fn lists_that_stand_beside_the_article_are_its_own_where_its_text_cites_all_that_they_number() {
    let list = |open: &str, close: &str, label: &dyn Fn(usize) -> String| -> String {
        let each = (1..).zip([LOG, DONORS, MAP]).map(|(number, url)| {
            format!("{open}{} <a href=\"{url}\">Lamp {number}</a>{close}", label(number))
        });
        each.collect()
    };
    let forms = [
        list("<p>", "</p>", &|number| format!("[{number}]")),
        list("<div>", "</div>", &|number| format!("{number}.")),
        format!("<ol>{}</ol>", list("<li>", "</li>", &|_| String::new())),
        format!("<p>{}</p>", list("", "<br>", &|number| format!("[{number}]"))),
    ];
    let boxes = ["footer", "section", "aside", "details", "div"];
    for (tag, list) in boxes.iter().flat_map(|tag| forms.iter().map(move |list| (tag, list))) {
        let below = format!("<{tag}><h3>References</h3>{list}</{tag}>");
        assert_eq!(beside(&below), entries(["1", "2", "3"]), "{below}");
        let within = article(&below).1;
        assert_eq!(within, entries(["1", "2", "3"]), "{below}");
    }
}

#[test]
fn numbered_lists_beside_the_article_that_lead_into_its_site_or_are_said_by_others_are_none_of_its_sources() {
    let links = |urls: [&str; 3]| -> String {
        urls.iter().map(|url| format!("<li><a href=\"{url}\">The storm on the cape</a></li>")).collect()
    };
    let within = links(["/storm", "/wind", "/rain"]);
    let comment = format!("<p>[1] <a href=\"{LOG}\">{LOG}</a></p><p>[2] <a href=\"{MAP}\">{MAP}</a></p>");
    let own_list =
        format!("<section><h2>References</h2><p>[1] {LOG}</p><p>[2] {DONORS}</p><p>[3] {MAP}</p></section>");
    let sponsored = links(["https://ads.example/a", "https://ads.example/b", "https://ads.example/c"]);
    let most_read = format!("<aside><h3>Most read</h3><ol>{within}</ol></aside>");
    let comments =
        format!("<div class=\"comments\"><h3>2 comments</h3><div class=\"comment\">{comment}</div></div>");
    assert_eq!(beside(&most_read), Vec::<String>::new());
    assert_eq!(beside(&comments), Vec::<String>::new());
    let both = format!("{own_list}<aside><h3>From our partners</h3><ol>{sponsored}</ol></aside>");
    assert_eq!(beside(&both), entries(["1", "2", "3"]));
}

#[test]
fn rows_of_a_table_are_entries_whatever_form_the_labels_in_their_first_cells_have() {
    for (cited, label) in [
        ("<sup>#</sup>", "<sup>#</sup>"),
        ("<sup>#</sup>", "#"),
        ("[^#]", "[^#]:"),
        ("[#]", "#:"),
        ("[#]", "(#)"),
    ] {
        let paragraph = |number: usize| format!("<p>{TEXT}{cited}.</p>").replace('#', &number.to_string());
        let row = |(number, url): (usize, &str)| {
            let cell = label.replace('#', &number.to_string());
            format!("<tr><td>{cell}</td><td><a href=\"{url}\">Lamp {number}</a></td></tr>")
        };
        let text: String = (1..=3).map(paragraph).collect();
        let rows: String = (1..).zip([LOG, DONORS, MAP]).map(row).collect();
        let read = |inside: &str| {
            page(&format!("<article><h1>The lighthouse is lit again</h1>{text}{inside}</article>"))
        };
        for heading in ["<h2>Works cited</h2>", ""] {
            let found = read(&format!("{heading}<table>{rows}</table>"));
            assert_eq!(found, ("1 2 3".to_owned(), entries(["1", "2", "3"])), "{cited} {label} {heading}");
        }
        // A table of facts numbers its rows below their names.
        if cited == "[#]" {
            let head = "<tr><th>Place</th><th>Lighthouse</th></tr>";
            assert!(read(&format!("<table>{head}{rows}</table>")).1.is_empty(), "{label}");
        }
    }
}
