//! The front of an article: headline, dates, people, standfirst and the rest, each chosen among what lines,
//! markup and metadata offer. Lines get their roles in `roles`; offers are ranked in `ranks` and weighed in
//! `metadata`.

use std::borrow::Cow;

use crate::extract::authors::{self, Named};
use crate::extract::metadata::{self, Ballot, Ranked};
use crate::extract::offer::Offer;
use crate::extract::roles::{self, Leading, MOST_BLOCKS, Piece};
use crate::extract::timestamp::Hints;
use crate::extract::{days, headline, language, people};
use crate::model::{
    Article, Block, BlockKind, Demand, Document, Field, FieldName, PageType, Provenance, Timestamp, Verdict,
};
use crate::text::normalize::for_matching;
use crate::text::spaces::single_spaced;

/// Reads the front of a document into an article: what the leading lines and the metadata say of it. Gives
/// the parts of the text that are no body, in document order, and what each place offered. `end` is the index
/// of the first block that belongs to a reference list, or the number of blocks. Short of [`Demand::ARTICLE`]
/// it leaves out what no rule reads.
pub fn read<'a>(
    document: &'a Document<'_>,
    end: usize,
    demand: Demand,
    article: &mut Article,
) -> (Vec<Piece>, Ballot<'a>) {
    let Leading { mut pieces, marks, offers, language } = roles::read(document, end);
    let hints = Hints { language, metadata: false };
    let mut ballot = Ballot::new(document, offers, hints);
    article.marks = marks;
    choose(document, &mut ballot, hints, article);
    if article.headline.is_none() {
        // What is no headline after all is body: no word of a text is lost.
        pieces.retain(|piece| piece.role != roles::Role::Headline);
    }
    if demand.has(Demand::ARTICLE) {
        describe(document, &mut ballot, hints, article);
    }
    (pieces, ballot)
}

/// What each place offers for each field of an article, how far it is trusted and what became of it.
pub fn explain<'a>(ballot: Ballot<'a>, article: &Article) -> Vec<Ranked<'a>> {
    let mut offers = ballot.into_ranked();
    let is_told = offers
        .iter()
        .any(|ranked| ranked.offer.field == FieldName::Language && ranked.verdict == Verdict::Chosen);
    if let Some(guess) = article.language.as_ref().filter(|_| !is_told) {
        let after = offers.partition_point(|ranked| ranked.offer.field <= FieldName::Language);
        offers.insert(after, guessed(guess));
    }
    offers
}

/// What the model of days is fitted to: see `days::rows`.
pub fn day_rows(document: &Document<'_>) -> (days::Rows, Option<chrono::NaiveDate>) {
    let Leading { offers, language, .. } = roles::read(document, document.blocks.len());
    let mut ballot = Ballot::new(document, offers, Hints { language, metadata: false });
    let values = Hints { language, metadata: true };
    let last = days::modified(&mut ballot, values).map(|(_, timestamp)| timestamp);
    days::rows(document, &mut ballot, values, last.as_ref())
}

/// What the model of authors is fitted to: see `authors::rows`.
pub fn author_rows(document: &Document<'_>) -> (authors::Rows, Vec<String>) {
    let Leading { offers, language, .. } = roles::read(document, document.blocks.len());
    let hints = Hints { language, metadata: false };
    let mut ballot = Ballot::new(document, offers, hints);
    let mut front = Article::default();
    choose(document, &mut ballot, hints, &mut front);
    let sites: Vec<String> = sites(&front, &ballot).iter().map(|site| people::key(site)).collect();
    authors::rows(document, &mut ballot, &sites, hints)
}

/// The language that the text's words tell, as an offer.
fn guessed<'a>(language: &Field<String>) -> Ranked<'a> {
    let (value, key) = (Cow::Owned(language.value.clone()), Cow::Borrowed(""));
    let offer = Offer {
        field: FieldName::Language,
        value,
        provenance: Provenance::Text,
        key,
        span: None,
        timestamp: None,
    };
    Ranked {
        offer,
        rank: usize::MAX,
        reason: "the commonest words of the text",
        verdict: Verdict::Chosen,
        note: None,
    }
}

/// The front of a document without reference lists, in an article that has nothing else.
pub fn read_alone(document: &Document<'_>) -> Article {
    let mut front = Article::default();
    read(document, document.blocks.len(), Demand::ARTICLE, &mut front);
    front
}

/// Whether a document has a timestamp or byline in its `front`: what makes a file without citations an
/// article. A date in figures alone, as notes and change logs have them, is not enough.
pub fn has_dateline_or_byline(document: &Document<'_>, front: &Article) -> bool {
    let dated = |field: &Field<Timestamp>| {
        field.provenance != Provenance::Text
            // A month has three letters at least; a date without one may be any numbers.
            || field.raw.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
    };
    let has_text = || {
        document
            .blocks
            .iter()
            .skip(1)
            // Longer than items of lists and entries of change logs, which have dates as well.
            .any(|block| block.kind == BlockKind::Paragraph && block.text.len() > 60)
    };
    let told = front.published.as_ref().is_some_and(dated)
        || front.modified.as_ref().is_some_and(dated)
        || !front.authors.is_empty();
    told && front.headline.is_some() && has_text()
}

/// Chooses the fields that rules read, and the publisher, which headlines are told from.
fn choose<'a>(document: &'a Document<'_>, ballot: &mut Ballot<'a>, hints: Hints<'_>, front: &mut Article) {
    front.url = words(document, ballot, FieldName::Url, is_web_url);
    front.publisher =
        // Some sites give an address, an account or a slogan for their name.
        words(document, ballot, FieldName::Publisher, |name| {
            name.len() <= 120 && !name.contains("://") && !name.trim_start().starts_with('@')
        });
    front.page_type = page_type(ballot, front.url.as_ref().map(|field| field.value.as_str()));
    let sites = sites(front, ballot);
    if let Some(chosen) = headline::choose(ballot, &sites) {
        let offer = &ballot.of(FieldName::Headline)[chosen.index].offer;
        let shown = Offer { value: Cow::Owned(one_line(&offer.value)), ..offer.clone() };
        front.headline = Some(metadata::field(document, &shown, chosen.words));
    }
    let values = Hints { metadata: true, ..hints };
    if let Some((index, timestamp)) = days::modified(ballot, values) {
        front.modified =
            Some(metadata::field(document, &ballot.of(FieldName::Modified)[index].offer, timestamp));
    }
    let last = front.modified.as_ref().map(|field| field.value.clone());
    if let Some((index, timestamp)) = days::published(document, ballot, values, last.as_ref()) {
        front.published =
            Some(metadata::field(document, &ballot.of(FieldName::Published)[index].offer, timestamp));
    }
}

/// Chooses the other fields: language, standfirst, people.
fn describe<'a>(document: &'a Document<'_>, ballot: &mut Ballot<'a>, hints: Hints<'_>, front: &mut Article) {
    front.language = words(document, ballot, FieldName::Language, |tag| language::tag(tag).is_some());
    if let Some(field) = &mut front.language {
        field.value = language::tag(&field.value).unwrap_or_default();
    }
    front.language = front.language.take().or_else(|| guessed_language(document));
    front.summary = words(document, ballot, FieldName::Summary, |_| true);
    let publishers: Vec<String> = sites(front, ballot).iter().map(|site| people::key(site)).collect();
    let authors = authors::choose(document, ballot, &publishers, hints);
    let field = |Named { offer, name, .. }: Named<'_>| {
        metadata::field(document, &Offer { value: Cow::Owned(name.clone()), ..offer }, name)
    };
    front.authors = authors.into_iter().map(field).collect();
}

/// The first value of a field that is accepted.
fn words(
    document: &Document<'_>,
    ballot: &mut Ballot<'_>,
    field: FieldName,
    accepts: fn(&str) -> bool,
) -> Option<Field<String>> {
    metadata::first(ballot, field, accepts)
        .map(|offer| metadata::field(document, offer, one_line(&offer.value)))
}

/// The names that the site goes by, for comparison: publisher, site name, host.
fn sites(front: &Article, ballot: &Ballot<'_>) -> Vec<String> {
    let mut sites: Vec<String> =
        ballot.of(FieldName::Publisher).iter().map(|ranked| for_matching(&ranked.offer.value)).collect();
    if let Some(host) = front.url.as_ref().and_then(|field| host(&field.value)) {
        sites.push(host.to_lowercase());
        sites.extend(host.split('.').max_by_key(|label| label.len()).map(str::to_lowercase));
    }
    sites
}

/// The language of the first long paragraph that tells one.
fn guessed_language(document: &Document<'_>) -> Option<Field<String>> {
    let long = |block: &&Block<'_>| {
        // Shorter ones have too few of the commonest words to tell by.
        block.text.len() >= 120 && !matches!(block.kind, BlockKind::Code | BlockKind::Table)
    };
    let guess = document
        .blocks
        .iter()
        .take(MOST_BLOCKS)
        .filter(long)
        // The first may be a quotation, the next a box in another language: three are asked.
        .take(3)
        .find_map(|block| language::guess(&block.text))?;
    let (value, raw) = (guess.tag.to_owned(), guess.words.join(" "));
    Some(Field { value, raw, provenance: Provenance::Text, key: String::new(), place: None })
}

/// What sort of page it is, as far as the page says so itself: a page that names an article in it is one.
fn page_type(ballot: &mut Ballot<'_>, url: Option<&str>) -> PageType {
    let offers = ballot.of_mut(FieldName::PageType);
    let is_article = |kind: &str| {
        kind.ends_with("Article") || kind.ends_with("Posting") || kind.eq_ignore_ascii_case("article")
    };
    let is_site = |kind: &str| kind.eq_ignore_ascii_case("website");
    let is_section = |kind: &str| kind == "CollectionPage";
    for ranked in offers
        .iter_mut()
        .filter(|ranked| ![is_article, is_site, is_section].iter().any(|is| is(&ranked.offer.value)))
    {
        ranked.verdict = Verdict::Unreadable;
    }
    let mut chosen = |is: fn(&str) -> bool| {
        let found = offers.iter_mut().find(|ranked| is(&ranked.offer.value));
        found.map(|ranked| ranked.verdict = Verdict::Chosen).is_some()
    };
    if chosen(is_article) {
        return PageType::Article;
    }
    let path = url
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .map(|(_, path)| path);
    let at_root = url.is_some() && path.is_none_or(str::is_empty);
    if at_root && chosen(is_site) {
        return PageType::FrontPage;
    }
    if chosen(is_section) {
        return PageType::SectionPage;
    }
    for ranked in offers.iter_mut().filter(|ranked| is_site(&ranked.offer.value)) {
        ranked.verdict = Verdict::Implausible;
    }
    PageType::Article
}

fn one_line(value: &str) -> String {
    if !value.contains(['\n', '\t', '\r']) && !value.contains("  ") {
        return value.trim().to_owned();
    }
    single_spaced(value)
}

fn is_web_url(value: &str) -> bool {
    let value = value.trim();
    (value.starts_with("http://") || value.starts_with("https://"))
        && host(value).is_some_and(|host| host.contains('.'))
}

/// The host of an address without `www.`.
fn host(url: &str) -> Option<&str> {
    let rest = url.trim().split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}
