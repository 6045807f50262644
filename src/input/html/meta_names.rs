//! Which field a meta tag is for, by its name. Data and a lookup; what is trusted is for `extract` to say.

use std::sync::LazyLock;

use crate::lexicon::set::WordSet;
use crate::model::FieldName;

/// The field that a meta tag's name in lower case is for. A name that is known is known behind a prefix of
/// Open Graph too: `og:article:published_time`.
pub fn field(name: &str) -> Option<FieldName> {
    let of = |name: &str| {
        let row = NAMES.iter().find(|(_, names)| names.split_ascii_whitespace().any(|known| known == name));
        row.map(|(field, _)| *field)
    };
    of(name).or_else(|| of(name.strip_prefix("og:").filter(|rest| rest.starts_with("article:"))?))
}

/// Whether a label says that what it labels is who wrote the page: `Written by`, `Autor`.
pub fn says_author(label: &str) -> bool {
    static OPENERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.bylines.openers));
    let label = label.trim().to_lowercase();
    let label = label.trim_end_matches([':', '：', ' ']);
    [label.to_owned(), format!("{label}:")].iter().any(|words| OPENERS.contains(words))
        || label.rsplit_once(' ').is_some_and(|(_, last)| OPENERS.contains(last))
}

/// The names for each field, between spaces.
static NAMES: [(FieldName, &str); 9] = [
    (
        FieldName::Headline,
        "og:title twitter:title dc.title dcterms.title citation_title parsely-title sailthru.title headline",
    ),
    (
        FieldName::Published,
        "article:published_time article:published og:published_time date dc.date dc.date.issued dcterms.date \
         dcterms.created dcterms.issued dc.date.created parsely-pub-date sailthru.date pubdate publishdate \
         publish-date publish_date publication_date article_date_original originalpublicationdate datepublished \
         datecreated citation_date citation_publication_date rnews:datepublished bt:pubdate published_time \
         cxenseparse:recs:publishtime created release_date prism.publicationdate \
         shareaholic:article_published_time article.published article:publish_date displaydate ptime rbpubdate \
         article.created dateposted date.created",
    ),
    (
        FieldName::Modified,
        "article:modified_time article:modified og:updated_time last-modified lastmod dc.date.modified \
         dcterms.modified datemodified bt:moddate updated_time modified revised article.updated utime",
    ),
    (
        FieldName::Author,
        "author article:author parsely-author sailthru.author dc.creator dcterms.creator dc.author citation_author \
         byl rbauthors article:author_name twitter:creator shareaholic:article_author_name cxenseparse:author \
         authors creator",
    ),
    (
        FieldName::Publisher,
        "og:site_name publisher dc.publisher dcterms.publisher application-name citation_journal_title cre \
         twitter:site source",
    ),
    (FieldName::Language, "og:locale content-language language dc.language dcterms.language"),
    (FieldName::Url, "og:url twitter:url parsely-link"),
    (FieldName::Summary, "og:description description twitter:description dc.description dcterms.abstract"),
    (FieldName::PageType, "og:type parsely-type page.type pagetype page-type"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_behind_a_prefix() {
        assert_eq!(field("article:published_time"), Some(FieldName::Published));
        assert_eq!(field("og:article:published_time"), Some(FieldName::Published));
        assert_eq!(field("og:article:author"), Some(FieldName::Author));
        assert_eq!(field("og:date"), None);
        assert_eq!(field(""), None);
    }

    #[test]
    fn labels_that_open_bylines_say_author() {
        for label in
            ["Written by", "Verfasst von", "Écrit par", "Scritto da", "Escrito por", "Автор", "Autor:", "By"]
        {
            assert!(says_author(label), "{label}");
        }
        for label in ["Est. reading time", "Tiempo de lectura", "Price", "Filed under", ""] {
            assert!(!says_author(label), "{label}");
        }
    }
}
