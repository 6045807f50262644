//! Weighs all that a short page shows whether it is one, or says in words of its own that it is gone, that
//! something fails, that it is kept back. The weights are fitted by `tools/fit/pages.py`.

use std::net::IpAddr;

use url::Url;

use super::judgement::Judgement;
use super::page::Page;
use super::parked::is_name;
use super::phrases::span_of;
use super::story::{Teller, plain};
use super::weights::{BIASES, SCALE, WEIGHTS};
use super::wording::{Bearing, FAILING, KEPT, MISSING, WAYS, Wording};
use crate::address::errors::speaks_of_errors;
use crate::model::link::LinkVerdict;

/// Characters of text from which on a page says what it is by its text, and nothing is weighed.
const LONG: usize = 900;

/// Headings and lines that are read: what a page says of itself stands at its start.
const HEADINGS: usize = 3;
const LINES: usize = 12;

/// What an unknown word takes from what the rest of its sentence says, in log-odds.
const UNKNOWN: f64 = 0.5;

/// Where the numbers stand in a row.
const WHOLE: usize = 0;
const TITLE: usize = WHOLE + WAYS;
const FIRST: usize = TITLE + WAYS;
const CLEAREST: usize = FIRST + WAYS;
const BEFORE: usize = CLEAREST + WAYS;
const OTHERS: usize = BEFORE + 2;
const STATUSES: usize = OTHERS + 4;
const NAMED: usize = STATUSES + WAYS + 2;
const SHAPE: usize = NAMED + WAYS;
const MARKS: usize = SHAPE + 12;
const FIELDS: usize = MARKS + 6;
const NUMBERS: usize = MARKS + 12;

/// What is read of a short page, in numbers: log-odds in hundredths, whether something is so, how many there
/// are of something.
pub type Row = [i32; NUMBERS];

/// Log-odds in hundredths from which on a page is none.
const SURE: i64 = 400;

/// The same where what does not exist looks the same: some sites show one short page for every address.
const DOUBTFUL: i64 = 200;

/// What a page is by all that it shows, if it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Weighed {
    pub(super) judgement: Judgement,
    /// Whether that counts even if what does not exist looks otherwise.
    pub(super) is_sure: bool,
}

/// Weighs a page of HTML that was reached by this address.
pub(super) fn weighed(page: &Teller, cited: &Url) -> Option<Weighed> {
    // An address with the words in it is about them.
    if speaks_of_errors(cited.as_str()) || !is_weighed(page) {
        return None;
    }
    let (said, wording) = (Said::of(page), page.wording());
    let doubt = most(&row(page, cited, &said, &wording));
    // If it is none, its phrases tell which.
    let full = row(page, cited, &said, &Wording::default());
    if doubt < DOUBTFUL || !has_evidence(&full) && !is_name(&said.first) {
        return None;
    }
    let sums = sums(&full);
    let way = (0..WAYS).max_by_key(|way| sums[*way])?;
    // What is said in phrases was weighed before, and found to be said of others.
    let other = row(page, cited, &said.without_phrases(page), &wording);
    let is_sure = has_evidence(&other) && most(&other).min(doubt) >= SURE;
    let (verdict, reason) = match way {
        MISSING => (LinkVerdict::Soft404, "reads as a page that says that there is none"),
        FAILING => (LinkVerdict::Unreachable, "reads as a page that says that something fails"),
        _ => (LinkVerdict::Blocked, "reads as a page that keeps another back"),
    };
    Some(Weighed { judgement: Judgement::new(verdict, reason), is_sure })
}

/// The log-odds in hundredths of the likeliest way.
fn most(row: &Row) -> i64 {
    sums(row).into_iter().max().unwrap_or_default() / (SCALE / 100)
}

/// Whether more speaks against a page than that it has little to say: a sentence, the number of a status, a
/// name in its markup, a field for a name.
fn has_evidence(row: &Row) -> bool {
    let any = |places: std::ops::Range<usize>, least: i32| row[places].iter().any(|number| *number >= least);
    any(0..WAYS, SPEAKING)
        || any(CLEAREST..CLEAREST + WAYS, CLEAR)
        || any(STATUSES..STATUSES + WAYS, 1)
        || any(NAMED..NAMED + WAYS, 1)
        || row[FIELDS] > 0
}

/// Log-odds in hundredths from which on all that is said speaks of the page.
const SPEAKING: i32 = 200;

/// Log-odds in hundredths from which on a sentence does.
const CLEAR: i32 = 120;

/// The log-odds of each way against a page.
fn sums(row: &Row) -> [i64; WAYS] {
    std::array::from_fn(|way| {
        let parts = row.iter().zip(&WEIGHTS[way]).map(|(number, weight)| i64::from(*number) * weight);
        parts.sum::<i64>() + BIASES[way]
    })
}

/// The row of a page of HTML that was cited by this address, to which the weights are fitted.
pub fn page_row(markup: &str, cited: &str) -> Option<Row> {
    let (page, cited) = (Teller::from(Page::html(markup)), Url::parse(cited).ok()?);
    is_weighed(&page).then(|| row(&page, &cited, &Said::of(&page), &page.wording()))
}

/// Whether a page is weighed: not one that says what it is by how much it says, or has scripts to draw it.
fn is_weighed(page: &Page) -> bool {
    let is_short = (5..LONG).contains(&page.prose.saturating_sub(page.overlaid)) && page.long_paragraphs <= 3;
    is_short && !page.is_cut && !page.is_empty_shell() && !page.widgets.show_code()
}

/// The row of a page, by what it says.
fn row(page: &Page, cited: &Url, said: &Said, wording: &Wording) -> Row {
    let (whole, title, first) =
        (wording.bearing(&said.all()), said.bearing_of_title(wording), wording.bearing(&said.first));
    let (clearest, before) = said.sentences(wording);
    let others =
        [few(whole.others, 25), share(whole.known, whole.others), few(title.others, 6), few(first.others, 8)];
    let mut row = [0; NUMBERS];
    let mut put = |place: usize, numbers: &[i32]| {
        row[place..place + numbers.len()].copy_from_slice(numbers);
    };
    put(WHOLE, &hundredths(whole.odds));
    put(TITLE, &hundredths(title.odds));
    put(FIRST, &hundredths(first.odds));
    put(CLEAREST, &hundredths(clearest));
    put(BEFORE, &before);
    put(OTHERS, &others);
    put(STATUSES, &said.numbers());
    put(NAMED, &page.signs.named.map(|count| few(count as usize, 2)));
    put(SHAPE, &said.shape(page, cited));
    put(MARKS, &marks(page));
    row
}

/// What a page says of itself, in lower case.
struct Said {
    title: String,
    headings: Vec<String>,
    lines: Vec<String>,
    /// The first heading of the first rank.
    first: String,
}

impl Said {
    fn of(page: &Teller) -> Self {
        Self {
            title: plain(&page.title),
            headings: page.headings.iter().take(HEADINGS).map(|heading| plain(heading)).collect(),
            lines: plain(&page.unlinked.text).lines().take(LINES).map(unquoted).collect(),
            first: page.below.headings.first().map(|heading| plain(heading)).unwrap_or_default(),
        }
    }

    /// The same without the lines in which a phrase stands.
    fn without_phrases(&self, page: &Teller) -> Self {
        let phrases: Vec<&str> = page.telling().collect();
        let is_own = |line: &String| !phrases.iter().any(|phrase| span_of(line, phrase).is_some());
        let own = |lines: &[String]| lines.iter().filter(|line| is_own(line)).cloned().collect();
        let shown = |line: &String| Some(line.clone()).filter(is_own).unwrap_or_default();
        Self {
            title: shown(&self.title),
            headings: own(&self.headings),
            lines: own(&self.lines),
            first: shown(&self.first),
        }
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        let parts = self.headings.iter().chain(&self.lines);
        std::iter::once(&*self.title).chain(parts.map(String::as_str))
    }

    fn all(&self) -> String {
        self.parts().collect::<Vec<_>>().join("\n")
    }

    /// How the part of the title speaks that is most like an error: the other is the name of the site.
    fn bearing_of_title(&self, wording: &Wording) -> Bearing {
        let parts = self.title.split(['|', '–', '—', '·', '»', '«', '•']).flat_map(|part| part.split(" - "));
        let bearings = parts.map(|part| wording.bearing(part));
        let clearest = |bearing: &Bearing| bearing.known as i64 - bearing.others as i64;
        bearings.max_by_key(clearest).unwrap_or_default()
    }

    /// What the sentence says that speaks most clearly of each way, and how many sentences and unknown words
    /// stand before the clearest of all.
    fn sentences(&self, wording: &Wording) -> ([f64; WAYS], [i32; 2]) {
        let mut best = [f64::from(-9); WAYS];
        let (mut clearest, mut before) = (f64::from(-9), [0, 0]);
        let parts = self.headings.iter().chain(&self.lines).map(String::as_str).chain([&*self.title]);
        let sentences = parts.flat_map(|part| part.split(['.', '!', '?', '。', '！', '।']));
        let mut others = 0;
        for (number, sentence) in sentences.filter(|sentence| !sentence.trim().is_empty()).enumerate() {
            let bearing = wording.bearing(sentence);
            for (way, best) in best.iter_mut().enumerate() {
                let clear = bearing.odds[way] - UNKNOWN * bearing.others as f64;
                *best = best.max(clear);
                if clear > clearest {
                    (clearest, before) = (clear, [few(number, 8), few(others, 25)]);
                }
            }
            others += bearing.others;
        }
        (best, before)
    }

    /// Whether a heading or title has the number of a status, for each way; whether the text has an address
    /// or a number by which a service knows a request.
    fn numbers(&self) -> [i32; WAYS + 2] {
        let mut found = [0; WAYS + 2];
        let heads = self.headings.iter().chain([&self.title]);
        for word in heads.flat_map(|head| head.split(|letter: char| !letter.is_alphanumeric())) {
            if let Some(way) = status(word) {
                found[way] = 1;
            }
        }
        let marks =
            || self.lines.iter().flat_map(|line| line.split([' ', ',', '(', ')', '[', ']', '#', '=']));
        found[WAYS] = i32::from(marks().any(|word| word.parse::<IpAddr>().is_ok()));
        found[WAYS + 1] = i32::from(marks().any(is_number_of_request));
        found
    }

    /// How the page is built around what it says.
    fn shape(&self, page: &Page, cited: &Url) -> [i32; 12] {
        let is_borne_out = !self.first.is_empty() && self.title.contains(&self.first);
        let own = page.own.iter().filter_map(|own| cited.join(own).ok());
        let (mut here, mut elsewhere) = (false, false);
        for own in own {
            here |= own.path() == cited.path();
            elsewhere |= own.path() != cited.path();
        }
        let address = plain(cited.path());
        let words = self.first.split(|letter: char| !letter.is_alphanumeric());
        let shares = words.filter(|word| word.chars().count() > 3).any(|word| address.contains(word));
        [
            i32::from(is_borne_out),
            i32::from(self.first.is_empty()),
            i32::from(shares),
            i32::from(here),
            i32::from(elsewhere),
            few(page.prose.saturating_sub(page.overlaid) / 10, LONG / 10),
            few(self.lines.len(), LINES),
            few(page.long_paragraphs, 2),
            few(page.headings.len(), 6),
            few(page.links as usize, 12),
            i32::from(page.refresh.is_some()),
            i32::from(page.is_dead_end()),
        ]
    }
}

/// What the markup of a page says.
fn marks(page: &Page) -> [i32; 12] {
    let signs = &page.signs;
    [
        i32::from(page.is_one_article()),
        i32::from(page.is_list()),
        i32::from(page.has_embedded),
        i32::from(page.is_article),
        i32::from(page.is_unlisted),
        few(signs.errors as usize, 2),
        i32::from(page.has_password) + i32::from(signs.asks_who),
        i32::from(page.has_form),
        few(signs.buttons as usize, 3),
        few(signs.pictures as usize, 3),
        few(signs.doors as usize, 3),
        i32::from(signs.has_time) + i32::from(signs.has_card) + i32::from(signs.is_described),
    ]
}

/// A line without what it quotes: what others say.
fn unquoted(line: &str) -> String {
    let mut shown = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['“', '„', '«', '「', '『', '"']) {
        let mark = rest[open..].chars().next().map_or(1, char::len_utf8);
        let Some(close) = rest[open + mark..].find(['”', '“', '»', '」', '』', '"']) else { break };
        shown.push_str(&rest[..open]);
        let end = open + mark + close;
        rest = &rest[end + rest[end..].chars().next().map_or(1, char::len_utf8)..];
    }
    shown.push_str(rest);
    shown
}

/// The way that a number of a status speaks of.
fn status(word: &str) -> Option<usize> {
    match word {
        "404" | "410" => Some(MISSING),
        "500" | "502" | "503" | "504" | "508" | "520" | "521" | "522" | "523" | "524" | "525" | "526"
        | "530" => Some(FAILING),
        "401" | "403" | "405" | "406" | "429" | "451" | "1005" | "1006" | "1009" | "1010" | "1012"
        | "1015" | "1020" => Some(KEPT),
        _ => None,
    }
}

/// Whether a word is one by which services know a request: long, and of hexadecimal digits or parts of them.
fn is_number_of_request(word: &str) -> bool {
    let is_mark = |letter: char| letter.is_ascii_hexdigit() || matches!(letter, '-' | '.' | ':');
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.len() >= 12 && digits >= 4 && word.chars().all(is_mark)
}

fn hundredths(odds: [f64; WAYS]) -> [i32; WAYS] {
    odds.map(|odds| (odds * 100.0).round().clamp(-1500.0, 1500.0) as i32)
}

fn few(count: usize, most: usize) -> i32 {
    count.min(most) as i32
}

/// The share of one in both, in hundredths.
fn share(one: usize, other: usize) -> i32 {
    (one * 100 / (one + other).max(1)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITED: &str = "https://harbour.example/notes/41";

    fn told(title: &str, body: &str) -> Option<LinkVerdict> {
        let page = Teller::from(Page::html(&format!("<title>{title}</title><h1>{title}</h1>{body}")));
        let weighed = weighed(&page, &Url::parse(CITED).unwrap());
        weighed.map(|weighed| weighed.judgement.verdict)
    }

    /// What a page says below its title, and what it is.
    const NONE: [(&str, &str, LinkVerdict); 8] = [
        ("Oh dear", "<p>The page that you wanted was deleted or moved.", LinkVerdict::Soft404),
        (
            "Nicht gefunden",
            "<p>Der Artikel, den Sie suchen, wurde gelöscht oder umbenannt.",
            LinkVerdict::Soft404,
        ),
        ("Error 502", "<p>The server is overloaded. Try it again in some minutes.", LinkVerdict::Unreachable),
        ("Mantenimiento", "<p>El sitio vuelve en unos minutos.", LinkVerdict::Unreachable),
        ("Wartung", "<p>Der Dienst ist vorübergehend nicht erreichbar.", LinkVerdict::Unreachable),
        ("Members", "<p>Log in to read this.<input name=user><input type=password>", LinkVerdict::Blocked),
        ("One moment", "<p>Your browser is checked. Confirm that you are human.", LinkVerdict::Blocked),
        ("403", "<p>Non hai il permesso di vedere questa pagina.", LinkVerdict::Blocked),
    ];

    /// Short pages that are there.
    const ALIVE: [(&str, &str); 7] = [
        ("Thwart", "<p>A plank across a boat on which who rows it sits."),
        (
            "Grandmother's fish soup",
            "<ul><li>2 pike<li>1 leek<li>dill</ul><p>Boil the heads for an hour, then put the rest in.",
        ),
        (
            "Oars and rope",
            "<p>Mill Street 4. Open from nine to five, on Saturdays until noon. Call 555 0117, or come by.",
        ),
        (
            "Lantern walk",
            "<time>11 November, 17:00</time><p>From the old lock to the church. Bring a candle.",
        ),
        (
            "Status of the ferry's services",
            "<ul><li>Tickets: up<li>Timetable: up<li>Map: up</ul><p>No incidents since 3 May.",
        ),
        (
            "Cabins by the lake",
            "<ul><li>Heron, four beds<li>Otter, two beds: no longer available<li>Pike, six beds and a stove</ul>",
        ),
        (
            "Why our 404 page has a duck",
            "<p>Whoever mistypes an address meets Berta. Our apprentice drew her one wet afternoon, and readers \
             have sent her forty letters since.",
        ),
    ];

    #[test]
    fn what_is_gone_or_fails_or_is_kept_back_is_told() {
        for (title, body, verdict) in NONE {
            assert_eq!(told(title, body), Some(verdict), "{title}");
        }
    }

    #[test]
    fn short_pages_that_tell_something_are_kept() {
        for (title, body) in ALIVE {
            assert_eq!(told(title, body), None, "{title}");
        }
    }
}
