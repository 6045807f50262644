//! Chooses the headline among what the page offers: its own words without the site's name, in the case that
//! the page shows.

use std::borrow::Cow;

use crate::extract::metadata::{Ballot, Ranked};
use crate::markup::dereferenced;
use crate::model::{FieldName, Provenance, Verdict};
use crate::text::normalize::for_matching;
use crate::text::spaces::single_spaced;

/// A chosen headline: which offer, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The index among the ranked offers.
    pub index: usize,
    /// The words.
    pub words: String,
}

/// The headline that a page's offers agree on best.
///
/// A visible `h1` counts where the metadata or the page's title say the same or much of it: many pages have
/// the site's name or a section in theirs. Without such agreement the metadata decide, and the page's title
/// only without them.
pub fn choose(ballot: &mut Ballot<'_>, sites: &[String]) -> Option<Chosen> {
    let offers = ballot.of_mut(FieldName::Headline);
    // Where all that is offered is the site's name, that is no name of a site.
    let is_refused = |ranked: &Ranked<'_>| !Title::new(ranked, sites).is_usable(sites);
    let sites = if offers.iter().all(is_refused) { &[] } else { sites };
    if let [only] = offers
        && sites.is_empty()
        && only.offer.provenance != Provenance::MetaTag
    {
        let words = own_words(&only.offer.value, sites, &[]);
        only.verdict = if words.is_empty() { Verdict::Unreadable } else { Verdict::Chosen };
        return (!words.is_empty()).then(|| Chosen { index: 0, words: words.into_owned() });
    }
    let titles: Vec<Title> = offers.iter().map(|ranked| Title::new(ranked, sites)).collect();
    let best = best(&titles, sites);
    for (ranked, title) in offers.iter_mut().zip(&titles) {
        if !title.is_usable(sites) {
            ranked.verdict = Verdict::Implausible;
            ranked.note = Some("the site's name");
        }
    }
    let Best { index, words, note } = best?;
    let words = if titles[index].kind == Kind::Own { words } else { without_kicker(words, &titles, sites) };
    if titles[index].kind > Kind::Visible {
        let passed_over = offers
            .iter_mut()
            .zip(&titles)
            .filter(|(_, title)| title.kind == Kind::Visible && title.is_usable(sites));
        passed_over.for_each(|(ranked, _)| ranked.note = Some(UNCONFIRMED));
    }
    (offers[index].verdict, offers[index].note) = (Verdict::Chosen, note);
    Some(Chosen { index, words })
}

/// Why a visible headline is passed over.
const UNCONFIRMED: &str = "neither metadata nor title says the same";

/// The best headline.
struct Best {
    index: usize,
    words: String,
    /// What counted beside its rank.
    note: Option<&'static str>,
}

/// An offer for the headline.
struct Title {
    kind: Kind,
    /// The words as offered, for comparison.
    key: String,
    /// The words without the site's name.
    own: String,
    /// These for comparison.
    own_key: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Front matter or a record's own field.
    Own,
    /// The visible headline.
    Visible,
    /// What the page says of its article.
    Meta,
    /// A line that is a part of the page's title.
    Shown,
    /// What the page says of something in it.
    Other,
    /// The page's title, with the site's name.
    Page,
}

impl Title {
    fn new(ranked: &Ranked<'_>, sites: &[String]) -> Self {
        let offer = &ranked.offer;
        let kind = match (&*offer.key, offer.provenance) {
            ("h1", Provenance::Markup) => Kind::Visible,
            ("title", Provenance::MetaTag) => Kind::Page,
            ("line:title", Provenance::Markup) => Kind::Shown,
            (key, Provenance::JsonLd) if !key.ends_with(".headline") || key.starts_with("VideoObject") => {
                Kind::Other
            }
            _ if ranked.rank == 0 => Kind::Own,
            _ => Kind::Meta,
        };
        let own = own_words(&offer.value, sites, &[]).into_owned();
        let own_key = for_matching(&own);
        Self { kind, key: for_matching(&offer.value), own, own_key }
    }

    fn is_usable(&self, sites: &[String]) -> bool {
        !self.own.is_empty() && !sites.contains(&self.own_key)
    }
}

fn best(titles: &[Title], sites: &[String]) -> Option<Best> {
    let first = |kind: Kind| titles.iter().position(|title| title.kind == kind && title.is_usable(sites));
    let words =
        |index: usize, note: Option<&'static str>| Best { index, words: titles[index].own.clone(), note };
    if let Some(own) = first(Kind::Own) {
        return Some(words(own, None));
    }
    let visible =
        titles.iter().enumerate().filter(|(_, title)| title.kind == Kind::Visible && title.is_usable(sites));
    let agreeing = visible
        .map(|(index, title)| (agreement(title, titles, sites), index))
        .filter(|(score, _)| *score > 0);
    // The nearest to the article comes first among equals: offers are in that order.
    if let Some((score, index)) = agreeing.max_by_key(|&(score, index)| (score, std::cmp::Reverse(index))) {
        let note = if score >= EQUAL {
            "metadata or title say the same"
        } else {
            "metadata or title say much the same"
        };
        return Some(words(index, Some(note)));
    }
    first(Kind::Meta)
        .map(|index| words(index, None))
        .or_else(|| shown(titles, sites).map(|index| words(index, None)))
        .or_else(|| page_title(titles, sites).map(|(index, words)| Best { index, words, note: None }))
        .or_else(|| first(Kind::Visible).map(|index| words(index, None)))
        .or_else(|| first(Kind::Other).map(|index| words(index, None)))
}

/// The longest of the lines that are parts of the page's title, if it has the words of a headline.
fn shown(titles: &[Title], sites: &[String]) -> Option<usize> {
    let lines = titles.iter().enumerate().filter(|(_, title)| title.kind == Kind::Shown);
    let usable = lines.filter(|(_, title)| title.is_usable(sites) && has_words(&title.own));
    // The first among equals.
    usable.max_by_key(|(index, title)| (title.own.len(), std::cmp::Reverse(*index))).map(|(index, _)| index)
}

/// How far the metadata, or without them the page's title, say what a visible headline says: 0 for not at
/// all.
fn agreement(headline: &Title, titles: &[Title], sites: &[String]) -> u32 {
    let metas = || titles.iter().filter(|title| title.kind == Kind::Meta && title.is_usable(sites));
    let page = || titles.iter().filter(|title| title.kind == Kind::Page);
    let said = metas().map(|meta| resemblance(headline, meta)).max();
    let titled = page().map(|title| match resemblance(headline, title) {
        // Behind a separator stands the site's name, unless what stands before it is that name.
        EQUAL.. if headline.own_key == title.own_key => EQUAL,
        _ if opens_short(&headline.own, &title.own) => BEGINS,
        _ if title.own_key.ends_with(&headline.own_key) && title.own_key.len() > headline.own_key.len() => {
            // What is most of the title is not the site's name.
            if closes_long(headline, title) { EQUAL } else { 0 }
        }
        score => score,
    });
    match said {
        Some(0) => titled.max().filter(|&score| score == EQUAL).map_or(0, |_| LIKE),
        // Of two headings the one that the page's title says too is no subtitle.
        Some(score) => score + titled.max().unwrap_or(0),
        None => titled.max().unwrap_or(0),
    }
}

/// Whether a title is a short headline, a separator and a word or two: `Pier - Gullpedia`.
fn opens_short(headline: &str, title: &str) -> bool {
    let Some(tail) = title.strip_prefix(headline) else { return false };
    let separator = SEPARATORS.iter().find(|separator| tail.starts_with(**separator));
    separator.is_some_and(|separator| (1..=2).contains(&tail[separator.len()..].split_whitespace().count()))
}

/// Whether a title is a site, perhaps a section, and a headline that is longer than these.
fn closes_long(headline: &Title, title: &Title) -> bool {
    has_words(&headline.own) && headline.own_key.len() * 2 > title.own_key.len()
}

const EQUAL: u32 = 3;
const BEGINS: u32 = 2;
const LIKE: u32 = 1;

/// How much two titles say the same.
fn resemblance(headline: &Title, title: &Title) -> u32 {
    let (ours, theirs) = (&headline.own_key, &title.own_key);
    if ours == theirs || *ours == title.key || headline.key == *theirs {
        return EQUAL;
    }
    // A title of one word begins any other.
    let long = ours.len() >= 8 && theirs.len() >= 8;
    if long
        && (theirs.starts_with(ours.as_str())
            || (ours.starts_with(theirs.as_str()) || ours.ends_with(theirs.as_str())))
    {
        return BEGINS;
    }
    let words = |text: &'_ str| {
        text.split(|mark: char| !mark.is_alphanumeric())
            // Short words are shared by all titles.
            .filter(|word| word.chars().count() >= 3)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (ours, theirs) = (words(ours), words(theirs));
    let shared = ours.iter().filter(|word| theirs.contains(word)).count();
    // Headlines for search engines keep the names and reword the rest.
    if shared >= 2 && shared * 4 >= ours.len() { LIKE } else { 0 }
}

/// A headline without the words before it that another offer leaves out, and without the section behind a
/// bar: `Ferries: Harbour closed again | Local`.
fn without_kicker(words: String, titles: &[Title], sites: &[String]) -> String {
    let key = for_matching(&words);
    let is_rest = |title: &&Title| {
        let Some(kicker) = key.strip_suffix(title.own_key.as_str()) else { return false };
        let count = kicker.split_whitespace().count();
        (1..=MOST_OF_KICKER).contains(&count)
            && !kicker.ends_with(char::is_alphanumeric)
            && title.own_key.split_whitespace().count() >= LEAST_WORDS
    };
    let rest = titles.iter().filter(|title| title.is_usable(sites)).find(is_rest);
    let words = rest.map_or(words, |title| title.own.clone());
    let section = words.rsplit_once(" | ").filter(|(head, tail)| {
        head.split_whitespace().count() > LEAST_WORDS && tail.split_whitespace().count() <= LEAST_WORDS
    });
    section.map(|(head, _)| head.trim_end().to_owned()).unwrap_or(words)
}

/// Words of the longest kicker, and of the shortest headline behind one.
const MOST_OF_KICKER: usize = 5;
const LEAST_WORDS: usize = 3;

/// Letters of the shortest headline in a script without spaces.
const LEAST_LETTERS: usize = 6;

/// The page's title without the site's name: that of its metadata, or a visible headline that is none, or a
/// short end.
fn page_title(titles: &[Title], sites: &[String]) -> Option<(usize, String)> {
    let index = titles.iter().position(|title| title.kind == Kind::Page && title.is_usable(sites))?;
    let visible = titles.iter().filter(|title| title.kind == Kind::Visible).map(|title| title.key.clone());
    let known: Vec<String> = sites.iter().cloned().chain(visible).collect();
    let title = &titles[index].own;
    let own = own_words(title, &known, &[]);
    let own = if own.len() == title.len() { without_tail(title) } else { &own };
    Some((index, opening_part(own).to_owned()))
}

/// The first part of a page's title between separators that has the words of a headline: behind it stand
/// sections, the site and its slogan.
fn opening_part(title: &str) -> &str {
    const PARTING: [&str; 17] = [
        " | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " / ", " < ", "｜", "_", "::", "丨", "￨",
        "│", "|",
    ];
    let mut parts = vec![title];
    for separator in PARTING {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).find(|part| has_words(part)).unwrap_or(title)
}

/// Whether words are as many as those of a headline; of scripts that write no spaces the letters are counted.
fn has_words(words: &str) -> bool {
    let is_spaceless = || !words.is_ascii() && !words.contains(' ') && words.chars().count() >= LEAST_LETTERS;
    words.split_whitespace().count() > LEAST_WORDS || is_spaceless()
}

/// A title of several words without the one to three words behind a separator, which name the site by custom.
fn without_tail(title: &str) -> &str {
    let custom = [" | ", " :: ", " » ", " – ", " — ", " - ", " • "];
    let cut = custom.iter().filter_map(|separator| Some((title.rfind(separator)?, separator.len()))).max();
    let Some((at, length)) = cut else { return title };
    let (head, tail) = (title[..at].trim_end(), &title[at + length..]);
    let short = tail.split_whitespace().count() <= 3 && tail.chars().next().is_some_and(char::is_uppercase);
    if short && head.split_whitespace().count() >= 3 && head.len() > tail.len() { head } else { title }
}

/// The words of a title without white space around them, references that were escaped twice, and the site's
/// name at either end.
fn own_words<'t>(title: &'t str, sites: &[String], others: &[String]) -> Cow<'t, str> {
    let mut words = Cow::Borrowed(title.trim());
    if words.contains('&') && words.contains(';') {
        words = Cow::Owned(dereferenced(&words));
    }
    if words.contains(['\u{ad}', '¶']) {
        // Soft hyphens and the mark of a permalink are not of the words.
        words = Cow::Owned(words.replace('\u{ad}', "").trim_end_matches(['¶', ' ']).to_owned());
    }
    if words.contains(['\n', '\t', '\r']) || words.contains("  ") {
        words = Cow::Owned(single_spaced(&words));
    }
    if sites.is_empty() && others.is_empty() {
        return words;
    }
    let mut kept = 0..words.len();
    // A site, its section and its slogan, and no longer.
    for _ in 0..3 {
        let Some(shorter) = without_site(&words[kept.clone()], sites, others) else { break };
        kept = kept.start + shorter.start..kept.start + shorter.end;
    }
    if kept.start == 0 && kept.end < words.len() {
        kept.end = without_section(&words[kept.clone()]).len();
    }
    match words {
        Cow::Borrowed(words) => Cow::Borrowed(&words[kept]),
        Cow::Owned(words) => Cow::Owned(words[kept].to_owned()),
    }
}

/// A title from whose end the site's name was taken, without the section before it, in scripts that write one
/// with nothing but a mark between: `시의회, 부두 재건 결정-정치`.
fn without_section(title: &str) -> &str {
    let is_mark = |letter: char| matches!(letter, '-' | '_' | '>') || is_bar(letter);
    let Some((head, section)) = title.rsplit_once(is_mark) else { return title };
    let is_section = !section.is_ascii()
        && section.chars().all(char::is_alphabetic)
        && (2..LEAST_LETTERS).contains(&section.chars().count());
    let is_enough = head.chars().filter(|letter| letter.is_alphabetic()).count() >= LEAST_LETTERS;
    if is_section && is_enough && !head.ends_with(' ') { head } else { title }
}

/// Whether a letter is a bar, or a letter that scripts without spaces use for one.
fn is_bar(letter: char) -> bool {
    matches!(letter, '|' | '｜' | '￨' | '│' | '┃' | '丨' | 'ㅣ' | '︱' | '¦')
}

/// The title without a part that names the site, at its end or start.
fn without_site(title: &str, sites: &[String], others: &[String]) -> Option<std::ops::Range<usize>> {
    let is_site = |part: &str| {
        let part = for_matching(part);
        !part.is_empty()
            && sites.iter().any(|site| {
                // Hosts are written without spaces: `thegazette` is The Gazette. Of short names too many are
                // the same so.
                *site == part || (part.len() >= 4 && site.replace(' ', "") == part.replace(' ', ""))
            })
    };
    for separator in SEPARATORS {
        if let Some(at) = title.rfind(separator) {
            let (left, right) = (title[..at].trim_end(), &title[at + separator.len()..]);
            // A part as short as that may be a section that the page shows as well.
            let agreed = || others.contains(&for_matching(left)) && left.len() >= 8;
            if !left.is_empty() && (is_site(right) || agreed()) {
                return Some(0..left.len());
            }
        }
        if let Some(at) = title.find(separator) {
            let right = title[at + separator.len()..].trim_start();
            if !right.is_empty() && is_site(&title[..at]) {
                return Some(title.len() - right.len()..title.len());
            }
        }
    }
    None
}

/// What stands between a headline and a site's name; bars need no spaces.
const SEPARATORS: [&str; 19] = [
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " // ", " < ", "｜", "ㅣ", " : ", ": ",
    "丨", "￨", "│", "|",
];

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::{LoadOptions, html};
    use crate::model::{Demand, Source};

    fn headline(head: &str, h1: &str) -> Option<String> {
        let text = "The harbour stayed closed for another week because the dredgers had not come back from the north.";
        let page = format!(
            "<html><head>{head}</head><body><article>{h1}<p>{text}</p><p>{text} Again.</p></article></body></html>"
        );
        let document = html::document(&page, Source::default(), &LoadOptions::default())
            .unwrap_or_else(|_| panic!("a page of few nodes"));
        extract(&document, Demand::ARTICLE).headline.map(|field| field.value)
    }

    #[test]
    fn kickers_sections_and_slogans_are_no_headline() {
        let shared = "<meta property=og:title content='Harbour closed for another week'>";
        let table = [
            (shared, "<h1>Ferries: Harbour closed for another week</h1>", "Harbour closed for another week"),
            (
                shared,
                "<h1><span>Ferries</span> Harbour closed for another week</h1>",
                "Harbour closed for another week",
            ),
            (shared, "<h1>Harbour closed for another week | Local</h1>", "Harbour closed for another week"),
            (
                "<title>Harbour closed for another week - Local news - Varnholm Gazette, news and weather</title>",
                "",
                "Harbour closed for another week",
            ),
            ("<title>港口再关闭一周_新闻中心_中国江门网</title>", "", "港口再关闭一周"),
            ("<title>Dredger - Gullpedia</title>", "", "Dredger - Gullpedia"),
            (
                "<title>Gazette: Local: Harbour closed for another week</title>",
                "<h1>Harbour closed for another week</h1>",
                "Harbour closed for another week",
            ),
            ("<title>Ferries - Varnholm Gazette</title>", "<h1>Varnholm Gazette</h1>", "Ferries"),
            (
                "<meta property=og:site_name content='Harbour closed for another week'><title>Harbour closed for another week</title>",
                "",
                "Harbour closed for another week",
            ),
            (
                "<title>Local news of the week: Harbour closed for another week | Gazette</title>",
                "<p>Harbour closed for another week</p>",
                "Harbour closed for another week",
            ),
            (
                "<title>Local news of the week, harbour closed for another week | Gazette</title>",
                "<p>harbour closed for another week</p>",
                "Local news of the week, harbour closed for another week",
            ),
            (
                "<title>Harbour &amp;#x26; ferries closed &amp;eacute;</title>",
                "",
                "Harbour & ferries closed é",
            ),
            (
                "<meta property=og:title content='항구, 한 주 더 닫힌다-사회ㅣ갈매기신문'><meta property=og:site_name content='갈매기신문'>",
                "",
                "항구, 한 주 더 닫힌다",
            ),
            (
                "<meta property=og:title content='港口再关闭一周丨经济丨海鸥新闻网'><meta property=og:site_name content='海鸥新闻网'>",
                "",
                "港口再关闭一周",
            ),
            (
                "<meta property=og:title content='港が一週間閉鎖された｜経済｜かもめ新聞'><meta property=og:site_name content='かもめ新聞'>",
                "",
                "港が一週間閉鎖された",
            ),
            ("<title>港口再关闭一周|经济|海鸥新闻网</title>", "", "港口再关闭一周"),
            ("", "<h1><span>Ferries</span>Harbour closed again</h1>", "Ferries Harbour closed again"),
            ("", "<h1><b>H</b>arbour closed <i>again</i></h1>", "Harbour closed again"),
            ("", "<p class='c1 title'>Harbour closed again</p>", "Harbour closed again"),
        ];
        for (head, h1, expected) in table {
            assert_eq!(headline(head, h1).as_deref(), Some(expected), "{head}{h1}");
        }
    }
}
