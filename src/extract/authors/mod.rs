//! The authors of an article. Offers are trusted in an order; on a web page all names that it mentions are
//! weighed as well, each as a row of whole numbers of which fitted trees say how likely it is an author's.

mod author_trees;
mod beside;
mod features;
mod sightings;
mod signed;
mod trusted;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::extract::metadata::Ballot;
use crate::extract::offer::Offer;
use crate::extract::people;
use crate::extract::timestamp::Hints;
use crate::model::mention::{FROM_TITLE, HEADING};
use crate::model::{Document, FieldName, Mention, Provenance, Verdict};
use crate::trees;

use author_trees::TREES;
use features::Known;
use sightings::{Kind, Place, Sighting};

pub use features::Row;
pub use trusted::Named;

/// The sum of the trees above which a name is an author's, and that of the likeliest one where none is above.
const LIKELY: i32 = 0;
const LEAST: i32 = -10_000;

/// The people who wrote an article, in the order in which the page names them. `sites` are the names of the
/// site, as names are compared.
pub fn choose<'a>(
    document: &'a Document<'_>,
    ballot: &mut Ballot<'a>,
    sites: &[String],
    hints: Hints<'_>,
) -> Vec<Named<'a>> {
    let (mut trusted, sightings) = seen(document, ballot, sites, hints);
    if document.bylines.is_empty() {
        return trusted;
    }
    let mut likely = likely(&sightings, &known(&trusted, sites));
    // Cards for sharing are no sightings: they name accounts as well, and count where nothing else does.
    let is_of_cards = trusted.iter().all(is_on_a_card);
    if likely.is_empty() && (trusted.is_empty() || !is_of_cards) {
        likely = signed::by_structure(document, &sightings, sites, hints);
    }
    if likely.is_empty() && is_of_cards {
        return trusted;
    }
    likely.retain(|&at| !sites.contains(&sightings[at].key) || signs(&sightings, &sightings[at].key));
    let parts = parts_of_their_own(document, &sightings);
    for at in &mut likely {
        *at = parts.get(sightings[*at].key.as_str()).copied().unwrap_or(*at);
    }
    for named in trusted.extract_if(.., |named| parts.contains_key(&*people::key(&named.name))) {
        ballot.of_mut(FieldName::Author)[named.index].verdict = Verdict::Outranked;
    }
    let of_likely = likely.iter().map(|&at| sightings[at].key.clone());
    let keys: Vec<String> = trusted.iter().map(|named| people::key(&named.name)).chain(of_likely).collect();
    let mut of_others = of_others(&sightings, &keys);
    let names = beside::Named { document, ballot, sightings: &sightings, sites, keys: &keys };
    of_others.extend(names.of_nobody());
    likely.retain(|&at| !of_others.contains(&sightings[at].key));
    for named in trusted.extract_if(.., |named| of_others.contains(&people::key(&named.name))) {
        ballot.of_mut(FieldName::Author)[named.index].verdict = Verdict::Outranked;
    }
    let is_trusted =
        |sighting: &Sighting<'_>| trusted.iter().any(|named| people::key(&named.name) == sighting.key);
    // Who is named beside an author, in the place that is trusted most, is one as well.
    if likely.iter().any(|&at| is_trusted(&sightings[at])) {
        for (at, sighting) in sightings.iter().enumerate().filter(|(_, sighting)| is_trusted(sighting)) {
            if !likely.iter().any(|&other| sightings[other].key == sighting.key) {
                likely.push(at);
            }
        }
        likely = in_order(&sightings, likely);
    }
    if likely.len() == trusted.len() && likely.iter().all(|&at| is_trusted(&sightings[at])) {
        // An offer of several names of which one is another's still names the rest.
        let offers = ballot.of_mut(FieldName::Author);
        trusted.iter().for_each(|named| offers[named.index].verdict = Verdict::Chosen);
        return trusted;
    }
    for ranked in
        ballot.of_mut(FieldName::Author).iter_mut().filter(|ranked| ranked.verdict == Verdict::Chosen)
    {
        ranked.verdict = Verdict::Outranked;
    }
    likely.into_iter().map(|at| named(document, ballot, &trusted, &sightings, at)).collect()
}

/// Whether a card for sharing names somebody by a full name.
fn is_on_a_card(named: &Named<'_>) -> bool {
    trusted::is_of_card(&named.offer) && named.name.contains(' ')
}

/// The words that lead to a name in a line of their own, a single one before a whole line of a name: `by`,
/// in whichever language.
fn leading_words(document: &Document<'_>) -> Vec<String> {
    let leading = |mention: &Mention| {
        let (word, rest) = mention.words.split_once('\n')?;
        let name = rest.lines().next()?;
        let is_name =
            name.contains(' ') && people::named(name).first().is_some_and(|range| *range == (0..name.len()));
        (is_name && people::is_single(word) && !people::is_organisation(word)).then(|| people::key(word))
    };
    document.bylines.iter().filter_map(leading).collect()
}

/// The names that the order of trust gives, and all of a page but for the words that lead to one and the
/// parts of the site's.
fn seen<'d, 'a>(
    document: &'d Document<'_>,
    ballot: &mut Ballot<'a>,
    sites: &[String],
    hints: Hints<'_>,
) -> (Vec<Named<'a>>, Vec<Sighting<'d>>) {
    let leading = leading_words(document);
    let none: Vec<String> = sites.iter().chain(&leading).cloned().collect();
    let trusted = trusted::choose(ballot, &none, hints);
    let mut sightings = sightings::of(document, ballot.of(FieldName::Author), hints);
    let is_part_of_site = |one: &Sighting<'_>| {
        // `Gull` where the site is called `Gull, Harbour`.
        one.words.of > 1 && sites.contains(&people::key(one.place.words(document, ballot)))
    };
    sightings.retain(|one| !leading.contains(&one.key) && !is_part_of_site(one));
    (trusted, sightings)
}

/// The mentions of names: the name, its place, and its row.
pub type Rows = Vec<(String, String, Row)>;

/// What the model is fitted to, and the names that the order of trust gives.
pub fn rows(
    document: &Document<'_>,
    ballot: &mut Ballot<'_>,
    sites: &[String],
    hints: Hints<'_>,
) -> (Rows, Vec<String>) {
    let (trusted, sightings) = seen(document, ballot, sites, hints);
    let rows = features::rows(&sightings, &known(&trusted, sites));
    let named = |sighting: &Sighting<'_>| format!("{:?} {:?}", sighting.kind, sighting.reading);
    let rows =
        sightings.iter().zip(rows).map(|(sighting, row)| (sighting.name.clone(), named(sighting), row));
    (rows.collect(), trusted.into_iter().map(|named| named.name).collect())
}

fn known(trusted: &[Named<'_>], sites: &[String]) -> Known {
    let trusted = trusted.iter().filter(|named| !trusted::is_of_card(&named.offer));
    Known { trusted: trusted.map(|named| people::key(&named.name)).collect(), sites: sites.to_vec() }
}

/// For each likely author the mention that speaks most for it, in the order in which the page names them.
fn likely(sightings: &[Sighting<'_>], known: &Known) -> Vec<usize> {
    let rows = features::rows(sightings, known);
    let mut best: BTreeMap<&str, (i32, usize)> = BTreeMap::new();
    for (at, (sighting, row)) in sightings.iter().zip(rows).enumerate() {
        let sum = trees::sum(TREES, &row);
        let of_name = best.entry(&sighting.key).or_insert((sum, at));
        *of_name = if sum > of_name.0 { (sum, at) } else { *of_name };
    }
    let mut ranked: Vec<(i32, usize)> = best.into_values().collect();
    ranked.sort_by_key(|&(sum, at)| (std::cmp::Reverse(sum), at));
    let count = ranked.iter().take_while(|(sum, _)| *sum > LIKELY).count();
    let count =
        if count == 0 { ranked.iter().take(1).filter(|(sum, _)| *sum > LEAST).count() } else { count };
    let mut chosen: Vec<usize> = Vec::new();
    for (_, at) in ranked.into_iter().take(count) {
        // Of `Jane Doe` and `Jane Doe Editor` the likelier is meant.
        let is_same = |other: &usize| {
            let (one, other) = (format!(" {} ", sightings[at].key), format!(" {} ", sightings[*other].key));
            one.contains(&other) || other.contains(&one)
        };
        if !chosen.iter().any(is_same) {
            chosen.push(at);
        }
    }
    in_order(sightings, chosen)
}

/// Whether some place tells that a name of the site is the author's as well: any but lines that nothing marks
/// above the headline or behind the text, where a site names itself.
fn signs(sightings: &[Sighting<'_>], name: &str) -> bool {
    let tells = |one: &Sighting<'_>| {
        one.kind != Kind::Line
            || one.words.opened
            || one.words.labelled
            || one
                .setting
                .is_some_and(|setting| setting[HEADING] > 0 || setting[FROM_TITLE] > 0 && !one.is_behind())
    };
    sightings.iter().any(|one| one.key == name && tells(one))
}

/// By name: the mention of the part of it that is all of an element within the element that has the name.
/// `<p class=byline>De <a>Ina Holm</a> Reporter</p>` names Ina Holm, whatever the words around the link are.
fn parts_of_their_own<'s>(
    document: &Document<'_>,
    sightings: &'s [Sighting<'_>],
) -> BTreeMap<&'s str, usize> {
    let mention = |one: &Sighting<'_>| one.place.mention(document);
    let is_whole = |one: &Sighting<'_>| {
        one.kind != Kind::Line
            && one.name.contains(' ')
            && mention(one).is_some_and(|mention| mention.words.trim() == one.name)
    };
    let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, inner) in sightings.iter().enumerate().filter(|(_, one)| is_whole(one)) {
        let span = mention(inner).and_then(|mention| mention.span);
        let holds = |outer: &&Sighting<'_>| {
            let around = mention(outer).and_then(|mention| mention.span);
            around
                .zip(span)
                .is_some_and(|(around, span)| around.start <= span.start && span.end <= around.end)
                && outer.key.len() > inner.key.len()
                && (outer.key.starts_with(&format!("{} ", inner.key))
                    || outer.key.ends_with(&format!(" {}", inner.key)))
        };
        for outer in sightings.iter().filter(holds) {
            parts.entry(&outer.key).or_insert(at);
        }
    }
    parts
}

/// The names that stand in the bylines of other articles: behind the text alone, where a place
/// of the same kind with the text names another.
fn of_others(sightings: &[Sighting<'_>], keys: &[String]) -> Vec<String> {
    let kinds = |key: &str, is_behind: bool| -> Vec<Kind> {
        let of_name = sightings.iter().filter(|one| one.key == key && one.is_behind() == is_behind);
        of_name.filter(|one| one.setting.is_some()).map(|one| one.kind).collect()
    };
    let is_others = |key: &&String| {
        let behind = kinds(key, true);
        let mut rivals = keys.iter().filter(|other| other != key).flat_map(|other| kinds(other, false));
        kinds(key, false).is_empty() && rivals.any(|kind| behind.contains(&kind))
    };
    keys.iter().filter(is_others).cloned().collect()
}

/// Names in the order of the place that has the most of them, the others behind.
fn in_order(sightings: &[Sighting<'_>], mut chosen: Vec<usize>) -> Vec<usize> {
    let mut places: BTreeMap<Place, Vec<&str>> = BTreeMap::new();
    for sighting in sightings.iter().filter(|one| chosen.iter().any(|&at| sightings[at].key == one.key)) {
        let names = places.entry(sighting.place).or_default();
        if !names.contains(&sighting.key.as_str()) {
            names.push(&sighting.key);
        }
    }
    let fullest = places.iter().rev().max_by_key(|(_, names)| names.len()).map(|(_, names)| names.clone());
    let fullest = fullest.unwrap_or_default();
    chosen.sort_by_key(|&at| {
        let own = sightings[at].key.as_str();
        fullest.iter().position(|name| *name == own).unwrap_or(usize::MAX)
    });
    chosen
}

/// An author with the offer that names it: one that was made already, or the place's own.
fn named<'a>(
    document: &'a Document<'_>,
    ballot: &mut Ballot<'a>,
    trusted: &[Named<'a>],
    sightings: &[Sighting<'a>],
    at: usize,
) -> Named<'a> {
    let sighting = &sightings[at];
    let of_name = || sightings.iter().filter(|other| other.key == sighting.key);
    if let Some(named) = trusted.iter().find(|named| people::key(&named.name) == sighting.key) {
        ballot.of_mut(FieldName::Author)[named.index].verdict = Verdict::Chosen;
        return named.clone();
    }
    let offered = of_name().find_map(|other| match other.place {
        Place::Offer(index) => Some((index, other)),
        Place::Mention(_) => None,
    });
    let (index, range, name) = match offered {
        Some((index, other)) => (index, other.range.clone(), other.name.clone()),
        None => (
            ballot.add(offer(document, sighting), "among the names of the page"),
            sighting.range.clone(),
            sighting.name.clone(),
        ),
    };
    let ranked = &mut ballot.of_mut(FieldName::Author)[index];
    (ranked.verdict, ranked.note) =
        (Verdict::Chosen, Some("the likeliest of all names that the page mentions"));
    Named { index, offer: trusted::part_of(&ranked.offer, range), name }
}

/// The offer that a mention makes.
fn offer<'a>(document: &'a Document<'_>, sighting: &Sighting<'a>) -> Offer<'a> {
    let mention = sighting.place.mention(document);
    Offer {
        field: FieldName::Author,
        value: Cow::Borrowed(mention.map_or("", |mention| mention.words.as_str())),
        provenance: if sighting.kind == Kind::Line { Provenance::Text } else { Provenance::Markup },
        key: Cow::Borrowed(mention.map_or("", |mention| mention.key.as_str())),
        span: mention.and_then(|mention| mention.span),
        timestamp: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::input::{LoadOptions, html};
    use crate::model::{Demand, Source};
    use crate::trees::are_sound;

    use super::*;

    const TEXT: &str = "The harbour stayed closed for another week because the dredgers had not come back from the north in time.";

    /// The authors of a page of some head, some lines between headline and text and some behind it.
    fn authors(head: &str, lines: &str, behind: &str) -> Vec<String> {
        let page = format!(
            "<html><head><title>Harbour closed again</title>{head}</head><body><main><article>\
             <h1>Harbour closed again</h1>{lines}<p>{TEXT} One.</p><p>{TEXT} Two.</p><p>{TEXT} Three.</p>\
             </article></main>{behind}</body></html>"
        );
        let options = LoadOptions { demand: Demand::ARTICLE, ..LoadOptions::default() };
        let document = html::document(&page, Source::default(), &options)
            .unwrap_or_else(|_| panic!("a page of few nodes"));
        extract(&document, Demand::ARTICLE).authors.into_iter().map(|field| field.value).collect()
    }

    #[test]
    fn the_table_asks_for_numbers_that_a_row_has() {
        assert_eq!(TREES.len(), 150);
        assert!(are_sound(TREES, features::WIDTH));
    }

    #[test]
    fn names_are_told_wherever_the_page_has_them() {
        let table: &[(&str, &str, &str, &[&str])] = &[
            ("", "<p>By Ina Holm and Per Lund</p>", "", &["Ina Holm", "Per Lund"]),
            ("", "<a href='/author/ina-holm'>Ina Holm</a>", "", &["Ina Holm"]),
            ("", "<div class=byline>Ina Holm<br>Harbour reporter</div>", "", &["Ina Holm"]),
            ("<meta name=author content='Ina Holm'>", "", "", &["Ina Holm"]),
            ("<meta name=author content='Varnholm Gazette Staff'>", "", "", &["Varnholm Gazette Staff"]),
            ("", "", "<div class=comments><p>Jo Fell</p><p>High time that somebody said so.</p></div>", &[]),
            (
                "",
                "<blockquote>Good.<div class=quote-author>Jo Fell<br>Harbour master</div></blockquote>",
                "",
                &[],
            ),
            (
                "",
                "<div class=author-social><a href=//social.example/x>Flutter</a> <a href=//b.example>Bookface</a></div>",
                "",
                &[],
            ),
            (
                "",
                "<div class=byline>by <a href=/authors/ih>Ina Holm</a> <a href=//b.example/ih>@ih</a></div>",
                "<div class=more><div class=byline>by <a href=/authors/jf>Jo Fell</a></div></div>",
                &["Ina Holm"],
            ),
            ("", "<p>By Ina Holm</p>", "<div class=author>Follow us:</div>", &["Ina Holm"]),
            (
                "",
                "",
                "<aside class=related><a href=/ferries>Night ferries</a> <span>Max Quay</span></aside>",
                &[],
            ),
            // What stands around the element that has the name is no part of it.
            (
                "",
                "<div class=byline>De <span class=author>Ina Holm</span> <i>(@ih)</i></div>",
                "",
                &["Ina Holm"],
            ),
            (
                "",
                "<div class=byline>By<a href=/author/ih>Ina Holm</a><span>Harbour Correspondent</span></div>",
                "",
                &["Ina Holm"],
            ),
            (
                "",
                "<div class=byline><span>By</span><strong>Ina Holm</strong><em>Editor Harbours</em></div>",
                "",
                &["Ina Holm"],
            ),
            // A standfirst opens as a byline does.
            (
                "",
                "<p class=lead>By the time the harbour had opened again, and the ferry with it, it was spring.</p>",
                "",
                &[],
            ),
            // A site names itself above and below its pages.
            (
                "<meta property=og:site_name content='Sven Gull'>",
                "",
                "<footer><a href=/>Sven Gull</a></footer>",
                &[],
            ),
            (
                "<meta property=og:site_name content='Sven Gull'>",
                "<div>By Sven Gull</div>",
                "",
                &["Sven Gull"],
            ),
            // A position, a place, a degree and the publisher behind a name are no authors.
            ("", "<div class=byline>Ina Holm<br>Head of Boats and Harbour Matters</div>", "", &["Ina Holm"]),
            ("<meta name=author content='Ina Holm, PhD'>", "", "", &["Ina Holm"]),
            ("", "<div class=author>Ewa Kość, Łódź</div>", "", &["Ewa Kość"]),
            (
                "<meta property=og:site_name content='Gull'>",
                "<div class=byline>By Ina Holm | Gull Business</div>",
                "",
                &["Ina Holm"],
            ),
            // Nor is who edited what another wrote.
            (
                "<meta name=author content='Ina Holm, Per Lund'>",
                "<div class=byline>By <a href=/author/ih>Ina Holm</a> | Reviewed by <a href=/author/pl>Per Lund</a></div>",
                "",
                &["Ina Holm"],
            ),
            (
                "<link rel=canonical href=https://gull-gazette.example/a><meta name=author content='gull-gazette.example'>",
                "",
                "",
                &[],
            ),
            // Who is named in teasers wrote other texts, and behind a site's name in parts stands nobody.
            (
                "",
                "",
                "<ul><li><a href=/f>Night ferries come back in May</a><p class=author>Max Quay</p></li>\
                 <li><a href=/p>Pier of the north is rebuilt</a><p class=author>Jo Fell</p></li></ul>",
                &[],
            ),
            (
                "<meta property=og:site_name content='Gull, Tern'>",
                "<a rel=author href=/>Gull, Tern</a><div class=author>Ina Holm</div>",
                "",
                &["Ina Holm"],
            ),
            // A word for `by` in a line of its own, in whichever language.
            (
                "",
                "<div class=author><p class=byline>Zwo</p><p class=author>Ina Holm</p></div>",
                "",
                &["Ina Holm"],
            ),
            // Structure tells where no name weighs enough.
            ("", "<i itemprop=author>홍길동 기자 hong@gull.example</i>", "", &["홍길동"]),
            ("", "<span typeof=sioc:UserAccount>Ina Holm</span> 24 April 2025", "", &["Ina Holm"]),
            // A card for sharing counts where nothing else names an author.
            (
                "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ina Holm'>",
                "",
                "",
                &["Ina Holm"],
            ),
            (
                "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Desk Account'>",
                "<p>By Ina Holm</p>",
                "",
                &["Ina Holm"],
            ),
            (
                "<meta name=twitter:label1 content='Reading time'><meta name=twitter:data1 content='Five Minutes'>",
                "",
                "",
                &[],
            ),
        ];
        for (head, lines, behind, expected) in table {
            assert_eq!(authors(head, lines, behind), *expected, "{head}{lines}{behind}");
        }
    }
}
