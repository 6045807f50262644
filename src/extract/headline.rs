//! Chooses the headline among what the page offers: its own words without the site's name, in the case that the page shows.

use std::borrow::Cow;

use crate::extract::metadata::{Ballot, Ranked, Verdict};
use crate::model::FieldName;
use crate::text::normalize::for_matching;

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
/// A visible `h1` counts where a title says the same, for many pages have the site's name or a section in theirs; without such
/// agreement the metadata decide.
pub fn choose(ballot: &mut Ballot<'_>, sites: &[String]) -> Option<Chosen> {
    let offers = ballot.of_mut(FieldName::Headline);
    if let [only] = offers {
        only.verdict = Verdict::Chosen;
        let words = own_words(&only.offer.value, sites, &[]);
        return (!words.is_empty()).then(|| Chosen { index: 0, words: words.into_owned() });
    }
    let keys: Vec<String> = offers.iter().map(|ranked| for_matching(&ranked.offer.value)).collect();
    let own: Vec<String> = offers.iter().map(|ranked| own_words(&ranked.offer.value, sites, &keys).into_owned()).collect();
    let index = best(offers, &keys, &own, sites)?;
    offers[index].verdict = Verdict::Chosen;
    Some(Chosen { index, words: own[index].clone() })
}

fn best(offers: &[Ranked<'_>], keys: &[String], own: &[String], sites: &[String]) -> Option<usize> {
    let usable = |&index: &usize| !own[index].is_empty() && !sites.contains(&keys[index]);
    let visible = |index: &usize| &*offers[*index].offer.key == "h1";
    let first = (0..offers.len()).filter(|index| !visible(index)).find(usable);
    if let Some(first) = first
        && is_own_field(&offers[first])
    {
        return Some(first);
    }
    let agrees = |index: &usize| (0..offers.len()).any(|other| !visible(&other) && says(&keys[other], &for_matching(&own[*index])));
    let agreeing = (0..offers.len()).filter(visible).filter(usable).filter(agrees).max_by_key(|&index| own[index].len());
    let lone = || (0..offers.len()).filter(visible).find(usable);
    agreeing.or(first).or_else(lone)
}

fn is_own_field(ranked: &Ranked<'_>) -> bool {
    ranked.rank == 0
}

/// Whether a title says a headline: it is it, or begins or ends with it and is not many times as long.
fn says(title: &str, headline: &str) -> bool {
    headline.len() >= 8
        && (title == headline
            || title.starts_with(headline)
            || title.ends_with(headline)
            || headline.starts_with(title) && title.len() * 2 > headline.len())
}

/// The words of a title without white space around them, entities that were escaped twice, and the site's name at either end.
fn own_words<'t>(title: &'t str, sites: &[String], others: &[String]) -> Cow<'t, str> {
    let mut words = Cow::Borrowed(title.trim());
    if words.contains('&') && words.contains(';') {
        words = Cow::Owned(unescaped(&words));
    }
    if words.contains(['\n', '\t', '\r']) || words.contains("  ") {
        words = Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if sites.is_empty() && others.is_empty() {
        return words;
    }
    let mut kept = 0..words.len();
    for _ in 0..3 {
        let Some(shorter) = without_site(&words[kept.clone()], sites, others) else { break };
        kept = kept.start + shorter.start..kept.start + shorter.end;
    }
    match words {
        Cow::Borrowed(words) => Cow::Borrowed(&words[kept]),
        Cow::Owned(words) => Cow::Owned(words[kept].to_owned()),
    }
}

/// The title without a part that names the site, at its end or start.
fn without_site(title: &str, sites: &[String], others: &[String]) -> Option<std::ops::Range<usize>> {
    let is_site = |part: &str| {
        let part = for_matching(part);
        !part.is_empty() && sites.iter().any(|site| *site == part || (part.len() >= 4 && site.replace(' ', "") == part.replace(' ', "")))
    };
    for separator in SEPARATORS {
        if let Some(at) = title.rfind(separator) {
            let (left, right) = (title[..at].trim_end(), &title[at + separator.len()..]);
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

/// What stands between a headline and a site's name.
const SEPARATORS: [&str; 14] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " // ", " < ", "｜", " : ", ": "];

/// The characters of entities that were escaped twice.
fn unescaped(words: &str) -> String {
    let table = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&nbsp;", " "),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#038;", "&"),
        ("&amp;", "&"),
    ];
    table
        .iter()
        .fold(words.to_owned(), |words, (entity, character)| if words.contains(entity) { words.replace(entity, character) } else { words })
}
