//! Chooses the headline among what the page offers: its own words without the site's name, in the case that
//! the page shows.

mod parts;

use std::borrow::Cow;

use crate::extract::metadata::{Ballot, Ranked};
use crate::model::{FieldName, Provenance, Verdict};
use crate::text::normalize::for_matching;

use parts::{
    LEAST_WORDS, SEPARATORS, before_site, has_words, is_long, opening_part, own_words, parts, without_tail,
};

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
    let sites = if offers.iter().all(is_refused) { Vec::new() } else { without_headline(offers, sites) };
    let sites = sites.as_slice();
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
    let words = match titles[index].kind {
        Kind::Own => words,
        _ => {
            let line = line_of_its_own(&titles[index], &titles, sites);
            without_kicker(line.unwrap_or(words), &titles, sites)
        }
    };
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
    /// The lines in which it is shown; none where it is one.
    lines: Vec<String>,
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
        let lines = offer.value.split('\n').take(MOST_LINES).map(str::to_owned).collect();
        let lines = if offer.value.contains('\n') { lines } else { Vec::new() };
        Self { kind, key: for_matching(&offer.value), own, own_key, lines }
    }

    fn is_usable(&self, sites: &[String]) -> bool {
        !self.own.is_empty() && !sites.contains(&self.own_key)
    }
}

/// The names of the site without one that the page's visible headline, its metadata and its title say alike:
/// some programs give the headline for the site's name.
fn without_headline(offers: &[Ranked<'_>], sites: &[String]) -> Vec<String> {
    let says = |ranked: &Ranked<'_>, site: &String| for_matching(&ranked.offer.value) == *site;
    let by = |site: &String, provenances: &[Provenance]| {
        offers.iter().any(|ranked| provenances.contains(&ranked.offer.provenance) && says(ranked, site))
    };
    let is_headline = |site: &&String| {
        by(site, &[Provenance::Markup])
            && by(site, &[Provenance::OpenGraph, Provenance::JsonLd])
            && by(site, &[Provenance::MetaTag])
    };
    sites.iter().filter(|site| !is_headline(site)).cloned().collect()
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
        .or_else(|| only_headline(titles, sites).map(|index| words(index, None)))
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

/// The only visible headline, where it has the words of one and no part of the page's title has.
fn only_headline(titles: &[Title], sites: &[String]) -> Option<usize> {
    let mut visible =
        titles.iter().enumerate().filter(|(_, title)| title.kind == Kind::Visible && title.is_usable(sites));
    let (index, only) = visible.next().filter(|(_, title)| has_words(&title.own))?;
    let mut pages = titles.iter().filter(|title| title.kind == Kind::Page);
    let names_it = pages.any(|page| parts(&page.own).any(has_words) || only.own_key.contains(&page.own_key));
    (visible.next().is_none() && !names_it).then_some(index)
}

/// How far the metadata, or without them the page's title, say what a visible headline says: 0 for not at
/// all.
fn agreement(headline: &Title, titles: &[Title], sites: &[String]) -> u32 {
    let metas = || titles.iter().filter(|title| title.kind == Kind::Meta && title.is_usable(sites));
    let page = || titles.iter().filter(|title| title.kind == Kind::Page);
    let said =
        metas().map(|meta| if is_site_of(headline, meta) { 0 } else { resemblance(headline, meta) }).max();
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
    is_long(&headline.own) && headline.own_key.len() * 2 > title.own_key.len()
}

/// Whether a visible headline is what stands behind the last bar of a title: `Harbour closed :: Gulls`.
fn is_site_of(headline: &Title, title: &Title) -> bool {
    let end = |text: &'_ str| text.trim_end_matches(|mark: char| !mark.is_alphanumeric()).len();
    let own = &title.own_key[..end(&title.own_key)];
    let Some(before) = own.strip_suffix(&headline.own_key[..end(&headline.own_key)]) else { return false };
    let bars = [" |", " ::", " »", " •", " ·"];
    bars.iter().any(|bar| before.trim_end().ends_with(bar)) && !closes_long(headline, title)
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

/// Of a headline that is shown in lines, a kicker or a standfirst among them, those lines that another offer
/// has alone, or those behind a kicker that another offer parts from them by a mark.
fn line_of_its_own(headline: &Title, titles: &[Title], sites: &[String]) -> Option<String> {
    let said = || titles.iter().filter(|title| title.kind > Kind::Visible && title.is_usable(sites));
    let lines: Vec<Cow<'_, str>> = headline.lines.iter().map(|line| own_words(line, sites, &[])).collect();
    let (kicker, rest) = lines.split_first()?;
    let rest = rest.join(" ");
    let key = for_matching(&rest);
    let is_kicker = kicker.split_whitespace().count() <= MOST_OF_KICKER
        && kicker.ends_with(char::is_alphanumeric)
        && is_long(&rest);
    let parts = |title: &Title| {
        let before = title.own_key.strip_suffix(key.as_str()).map(str::trim_end);
        before.is_some_and(|before| before.ends_with([':', '-', '|', '/', '·', '•']))
    };
    if said().any(|title| title.own_key == headline.own_key) {
        return None;
    }
    if is_kicker && said().any(parts) {
        return Some(rest);
    }
    let runs = (0..lines.len()).flat_map(|start| (start + 1..=lines.len()).map(move |end| start..end));
    let runs: Vec<(String, String)> = runs
        .filter(|run| {
            run.len() < lines.len() && !leads_on(run.start.checked_sub(1).map(|before| &lines[before]))
        })
        .map(|run| lines[run].join(" "))
        .filter(|words| is_long(words))
        .map(|words| (for_matching(&words), words))
        .collect();
    let alone = |title: &Title| runs.iter().find(|(key, _)| *key == title.own_key);
    said().find_map(alone).map(|(_, words)| words.clone())
}

/// Whether a line of a headline ends with a mark behind which it goes on.
fn leads_on(line: Option<&Cow<'_, str>>) -> bool {
    line.is_some_and(|line| line.ends_with([':', ',', '-', '–', '—', '&']))
}

/// Lines of a headline that are told apart.
const MOST_LINES: usize = 8;

/// Words of the longest kicker.
const MOST_OF_KICKER: usize = 5;

/// The page's title without the site's name: that of its metadata, or a visible headline that is none, or a
/// short end.
fn page_title(titles: &[Title], sites: &[String]) -> Option<(usize, String)> {
    let index = titles.iter().position(|title| title.kind == Kind::Page && title.is_usable(sites))?;
    let visible = titles.iter().filter(|title| title.kind == Kind::Visible).map(|title| title.key.clone());
    let known: Vec<String> = sites.iter().cloned().chain(visible).collect();
    let title = &titles[index].own;
    if let Some(head) = before_site(title, sites) {
        return Some((index, head.to_owned()));
    }
    let own = own_words(title, &known, &[]);
    let own = if own.len() == title.len() { without_tail(title) } else { &own };
    Some((index, opening_part(own).to_owned()))
}

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
            // Of several elements in a heading the one counts that another offer has alone.
            (
                shared,
                "<h1>Harbour closed for another week <small>What the dredgers say of it</small></h1>",
                "Harbour closed for another week",
            ),
            (
                "<meta property=og:title content='After the storm: Harbour closed for another week'>",
                "<h1><span>After the storm</span> <span>Harbour closed for another week</span></h1>",
                "Harbour closed for another week",
            ),
            // What every place says is the headline, though the page calls it the site's name.
            (
                "<meta property=og:site_name content='Harbour closed again'>\
                 <meta property=og:title content='Harbour closed again'><title>Harbour closed again</title>",
                "<h1>Harbour closed again</h1><h1>Gulls back home to Gulls</h1>",
                "Harbour closed again",
            ),
            // A slogan, a section and a site are no headline.
            (
                "<title>Harbour closed again | Gull-gazette.example - news of every single day</title>\
                 <link rel=canonical href=https://gull-gazette.example/a>",
                "",
                "Harbour closed again",
            ),
            (
                "<title>News - North</title>",
                "<h1>Harbour closed for another week</h1>",
                "Harbour closed for another week",
            ),
            (
                "<title>Customs - Notices - Overhauled dredgers returned</title>",
                "<h1>Customs</h1><h1>Notices</h1><h1>Overhauled dredgers returned</h1>",
                "Overhauled dredgers returned",
            ),
            (
                "<meta property=og:title content='Harbour closed again today @ Gulls :: Blogs of Varnholm ::'>",
                "<h1>Blogs of Varnholm</h1>",
                "Harbour closed again today @ Gulls :: Blogs of Varnholm ::",
            ),
            (
                "<title>港口再关闭一周 渡轮停航_新闻中心_海鸥新闻网</title>",
                "<p>港口再关闭一周 渡轮停航</p>",
                "港口再关闭一周 渡轮停航",
            ),
            ("", "<h1><b>H</b>arbour closed <i>again</i></h1>", "Harbour closed again"),
            ("", "<p class='c1 title'>Harbour closed again</p>", "Harbour closed again"),
        ];
        for (head, h1, expected) in table {
            assert_eq!(headline(head, h1).as_deref(), Some(expected), "{head}{h1}");
        }
    }
}
