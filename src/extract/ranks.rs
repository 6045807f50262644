//! What is trusted for each field, as one ordered table with its reasons. How the ranked offers are weighed
//! is `metadata`'s.

use crate::extract::matter;
use crate::extract::offer::{NEAR, Offer};
use crate::model::{FieldName, Provenance};

/// The rank of an offer among those for its field (lower is trusted more), and why it has it.
pub fn rank_of(offer: &Offer<'_>) -> (usize, &'static str) {
    let row = RANKS.iter().position(|row| {
        row.field == offer.field && row.provenance == offer.provenance && row.key.matches(offer)
    });
    row.map_or((RANKS.len(), "some other key"), |row| (row, RANKS[row].reason))
}

/// A row of the table of ranks.
struct Rank {
    field: FieldName,
    provenance: Provenance,
    key: Key,
    reason: &'static str,
}

/// Which keys a row is for.
enum Key {
    /// This one.
    Is(&'static str),
    /// One of these, with `|` between them.
    OneOf(&'static str),
    /// Those that end so.
    Ends(&'static str),
    /// Those that begin so.
    Begins(&'static str),
    /// A visible element that looks like a date by its tag, its name or its place.
    Visible,
    /// A field of the article's own: front matter, header lines, or a record.
    Own,
    /// All.
    Any,
}

impl Key {
    fn matches(&self, offer: &Offer<'_>) -> bool {
        let key = &*offer.key;
        match self {
            Self::Is(name) => key == *name,
            Self::OneOf(names) => names.split('|').any(|name| name == key),
            Self::Ends(end) => key.ends_with(end),
            Self::Begins(begin) => key.starts_with(begin),
            Self::Visible => key == "time" || key == NEAR || key.starts_with("class:"),
            Self::Own => is_own(key, offer.span.is_some()),
            Self::Any => true,
        }
    }
}

/// Whether a key is one of front matter, which stands in the source, or of a record.
fn is_own(key: &str, placed: bool) -> bool {
    let of_record = matches!(
        key,
        "headline" | "published" | "modified" | "authors" | "publisher" | "language" | "url" | "summary"
    );
    of_record || (placed && matter::field(key).is_some())
}

const fn row(field: FieldName, provenance: Provenance, key: Key, reason: &'static str) -> Rank {
    Rank { field, provenance, key, reason }
}

use FieldName::{Author, Headline, Language, Modified, PageType, Published, Publisher, Summary, Url};
use Key::{Any, Begins, Ends, Is, OneOf, Own, Visible};
use Provenance::{JsonLd, Markup, MetaTag, OpenGraph, Text};

/// What is trusted for each field, the most first.
static RANKS: &[Rank] = &[
    row(Headline, Markup, Own, "the article's own field"),
    row(Headline, Markup, Is("h1"), "the visible headline"),
    row(Headline, JsonLd, Ends("Article.headline"), "structured data of the article"),
    row(Headline, JsonLd, Ends("Posting.headline"), "structured data of the post"),
    row(Headline, OpenGraph, Is("og:title"), "the title for sharing"),
    row(Headline, Markup, Is("itemprop:headline"), "microdata"),
    row(Headline, MetaTag, Is("mail:subject"), "the mail's subject"),
    row(Headline, Text, Any, "the first line"),
    row(Headline, JsonLd, Any, "other structured data"),
    row(
        Headline,
        MetaTag,
        OneOf("citation_title|parsely-title|sailthru.title|dc.title|dcterms.title|headline|hdl"),
        "a title for indexes",
    ),
    row(Headline, MetaTag, Is("twitter:title"), "the title for sharing"),
    row(Headline, MetaTag, Begins("itemprop:"), "microdata"),
    row(Headline, Markup, Is("line:title"), "a line that is a part of the page's title"),
    row(Headline, MetaTag, Is("title"), "the page's title, with the site's name in it"),
    row(Published, Markup, Own, "the article's own field"),
    row(Published, JsonLd, Ends("Article.datePublished"), "structured data of the article"),
    row(Published, JsonLd, Ends("Posting.datePublished"), "structured data of the post"),
    row(
        Published,
        OpenGraph,
        OneOf("article:published_time|article:published|og:article:published_time|og:published_time"),
        "the time for sharing",
    ),
    row(Published, Markup, OneOf("time[pubdate]|itemprop:datePublished"), "microdata"),
    row(
        Published,
        MetaTag,
        OneOf(
            "parsely-pub-date|sailthru.date|dc.date.issued|dcterms.issued|citation_publication_date|citation_date|datepublished|pubdate|\
             publish-date|publish_date|publishdate|publication_date|published_at|pub_date|originalpublicationdate|article_date_original|\
             iso-8601-publish-date|cxenseparse:recs:publishtime|article.published|ptime|dcterms.created|dcterms.date|dc.date|dc.date.created",
        ),
        "a date for indexes",
    ),
    row(Published, JsonLd, Ends(".datePublished"), "other structured data"),
    row(
        Published,
        MetaTag,
        OneOf("date|itemprop:datePublished|created|datecreated|pdate|displaydate|release_date"),
        "a date of the page",
    ),
    row(Published, Provenance::Url, Any, "the address"),
    row(Published, Text, Any, "the dateline"),
    row(Published, Markup, Visible, "a visible date near the headline"),
    row(Published, JsonLd, Any, "the date of making"),
    row(Published, MetaTag, Any, "some other date"),
    row(Published, OpenGraph, Any, "some other date"),
    row(Published, Markup, Is("date"), "the collection's date"),
    row(Modified, Markup, Own, "the article's own field"),
    row(Modified, JsonLd, Ends("Article.dateModified"), "structured data of the article"),
    row(Modified, JsonLd, Ends("Posting.dateModified"), "structured data of the post"),
    row(
        Modified,
        OpenGraph,
        OneOf("article:modified_time|article:modified|og:article:modified_time"),
        "the time for sharing",
    ),
    row(Modified, Markup, Is("itemprop:dateModified"), "microdata"),
    row(Modified, JsonLd, Ends(".dateModified"), "other structured data"),
    row(Modified, OpenGraph, Is("og:updated_time"), "the time for sharing"),
    row(Modified, Text, Any, "the dateline"),
    row(Modified, MetaTag, Any, "a date for indexes"),
    row(Modified, Markup, Any, "markup by its name"),
    row(Author, Markup, Own, "the article's own field"),
    row(Author, JsonLd, Ends("Article.author"), "structured data of the article"),
    row(Author, JsonLd, Ends("Posting.author"), "structured data of the post"),
    row(Author, Markup, Is("rel:author"), "a link to the author"),
    row(Author, Markup, Is("itemprop:author"), "microdata"),
    row(
        Author,
        MetaTag,
        OneOf(
            "author|byl|byline|parsely-author|sailthru.author|citation_author|dc.creator|dcterms.creator|article_author|cxenseparse:author",
        ),
        "an author for indexes",
    ),
    row(Author, OpenGraph, OneOf("article:author|article:author_name|og:author"), "the author for sharing"),
    row(Author, MetaTag, Begins("itemprop:"), "microdata"),
    row(Author, Text, Any, "the byline"),
    row(Author, Markup, Is(NEAR), "a byline near the headline"),
    row(Author, Markup, Begins("class:byline"), "markup by its name"),
    row(Author, Markup, Begins("class:"), "markup by its name"),
    row(Author, JsonLd, Any, "other structured data"),
    row(Author, MetaTag, Is("mail:from"), "the mail's sender"),
    row(Author, MetaTag, Begins("twitter:data"), "the author on a card for sharing"),
    row(Publisher, Markup, Own, "the article's own field"),
    row(Publisher, JsonLd, Ends("Article.publisher"), "structured data of the article"),
    row(Publisher, OpenGraph, Is("og:site_name"), "the site's name for sharing"),
    row(Publisher, JsonLd, Ends(".publisher"), "other structured data"),
    row(Publisher, JsonLd, Any, "other structured data"),
    row(Publisher, MetaTag, Any, "some other name"),
    row(Language, Markup, Own, "the article's own field"),
    row(Language, Markup, Is("html:lang"), "the page's language"),
    row(Language, JsonLd, Ends("Article.inLanguage"), "structured data of the article"),
    row(Language, OpenGraph, Is("og:locale"), "the locale for sharing"),
    row(Language, JsonLd, Any, "other structured data"),
    row(Language, MetaTag, Any, "a language for indexes"),
    row(Url, Markup, Own, "the article's own field"),
    row(Url, MetaTag, Is("link:canonical"), "the canonical link"),
    row(Url, OpenGraph, Is("og:url"), "the address for sharing"),
    row(Url, JsonLd, Any, "structured data"),
    row(Url, Provenance::Url, Any, "the address it was saved from"),
    row(Summary, Markup, Own, "the article's own field"),
    row(Summary, Markup, Any, "the visible standfirst"),
    row(Summary, Text, Any, "the standfirst"),
    row(Summary, JsonLd, Ends("Article.description"), "structured data of the article"),
    row(Summary, OpenGraph, Any, "the description for sharing"),
    row(Summary, MetaTag, Any, "the description for search"),
    row(Summary, JsonLd, Any, "other structured data"),
    row(PageType, JsonLd, Any, "structured data"),
    row(PageType, OpenGraph, Any, "the type for sharing"),
];
