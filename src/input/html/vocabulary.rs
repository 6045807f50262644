//! The words by which pages name their parts in classes, ids, roles and tags. Data only: what follows from a
//! mark is decided in `content`.
//!
//! The words are those that content management systems, microformats and newsrooms' style sheets use for the
//! same thing everywhere; none of them names a site.

use std::sync::LazyLock;

use crate::input::html::written::is_over;
use crate::lexicon::set::WordSet;
use crate::lexicon::{all, trailers};

/// Short lines that are part of no article: labels of buttons and boxes, without closing punctuation.
static FURNITURE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(|language| language.margins.furniture));

/// What a name says of an element. A set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub u32);

impl Marks {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Holds the article's text: `articleBody`, `entry-content`.
    pub const BODY: Self = Self(1);
    /// Holds an article: `article`, `post`, `story`.
    pub const ARTICLE: Self = Self(1 << 1);
    /// Navigation: menus, breadcrumbs, pagers.
    pub const NAVIGATION: Self = Self(1 << 2);
    /// Other articles: related, recommended, most read, teasers.
    pub const RELATED: Self = Self(1 << 3);
    /// Readers' comments.
    pub const COMMENTS: Self = Self(1 << 4);
    /// Buttons for sharing and following.
    pub const SHARE: Self = Self(1 << 5);
    /// Advertising and sponsored content.
    pub const ADVERT: Self = Self(1 << 6);
    /// Newsletters, subscriptions, logins, donations, cookie and pay walls.
    pub const SIGNUP: Self = Self(1 << 7);
    /// Something beside the main column.
    pub const ASIDE: Self = Self(1 << 8);
    /// A page's or section's foot.
    pub const FOOTER: Self = Self(1 << 9);
    /// A page's head or masthead.
    pub const HEADER: Self = Self(1 << 10);
    /// A caption or credit of a picture.
    pub const CAPTION: Self = Self(1 << 11);
    /// Who wrote it.
    pub const BYLINE: Self = Self(1 << 12);
    /// When it was published.
    pub const DATE: Self = Self(1 << 13);
    /// A box about the author.
    pub const AUTHOR_BOX: Self = Self(1 << 14);
    /// Tags, topics, categories, keywords.
    pub const TAGS: Self = Self(1 << 15);
    /// A gallery, player or other media.
    pub const MEDIA: Self = Self(1 << 16);
    /// Not shown.
    pub const HIDDEN: Self = Self(1 << 17);
    /// The standfirst.
    pub const STANDFIRST: Self = Self(1 << 18);
    /// The headline.
    pub const HEADLINE: Self = Self(1 << 19);
    /// A list of references or notes.
    pub const REFERENCES: Self = Self(1 << 20);
    /// Copyright and legal notes, disclaimers.
    pub const LEGAL: Self = Self(1 << 21);
    /// A promotion of something in the text: read-more teasers, in-text related boxes.
    pub const PROMO: Self = Self(1 << 22);
    /// Only for people who cannot see the page, or for printing: skip links and the like.
    pub const ASSISTIVE: Self = Self(1 << 23);
    /// A widget, a tool bar, a form.
    pub const WIDGET: Self = Self(1 << 24);

    /// Something embedded from elsewhere: a post of a social network is quoted, not shared.
    pub const EMBED: Self = Self(1 << 25);
    /// Shown on some screens and not on others.
    pub const SOMETIMES: Self = Self(1 << 26);
    /// Kept from programs that read aloud.
    pub const UNREAD: Self = Self(1 << 27);
    /// A window before the page.
    pub const DIALOG: Self = Self(1 << 28);
    /// A button for printing, or the part that is printed.
    pub const PRINT: Self = Self(1 << 29);

    /// Marks of parts that are never the article's text.
    pub const BOILERPLATE: Self = Self(
        Self::NAVIGATION.0
            | Self::RELATED.0
            | Self::COMMENTS.0
            | Self::SHARE.0
            | Self::PRINT.0
            | Self::ADVERT.0
            | Self::SIGNUP.0
            | Self::FOOTER.0
            | Self::AUTHOR_BOX.0
            | Self::TAGS.0
            | Self::HIDDEN.0
            | Self::LEGAL.0
            | Self::PROMO.0
            | Self::ASSISTIVE.0
            | Self::WIDGET.0,
    );

    /// Whether some mark is in both.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Words in class names and ids, lower case, split at hyphens, underscores and capitals.
pub static WORDS: &[(&str, Marks)] = &[
    ("nav", Marks::NAVIGATION),
    ("navbar", Marks::NAVIGATION),
    ("navigation", Marks::NAVIGATION),
    ("menu", Marks::NAVIGATION),
    ("submenu", Marks::NAVIGATION),
    ("breadcrumb", Marks::NAVIGATION),
    ("breadcrumbs", Marks::NAVIGATION),
    ("crumbs", Marks::NAVIGATION),
    ("pager", Marks::NAVIGATION),
    ("pagination", Marks::NAVIGATION),
    ("paginator", Marks::NAVIGATION),
    ("next", Marks::NAVIGATION),
    ("prev", Marks::NAVIGATION),
    ("previous", Marks::NAVIGATION),
    ("toc", Marks::NAVIGATION),
    ("sitemap", Marks::NAVIGATION),
    ("skip", Marks::ASSISTIVE),
    ("related", Marks::RELATED),
    ("recirc", Marks::RELATED),
    ("recirculation", Marks::RELATED),
    ("recommended", Marks::RELATED),
    ("recommendation", Marks::RELATED),
    ("recommendations", Marks::RELATED),
    ("popular", Marks::RELATED),
    ("trending", Marks::RELATED),
    ("mostread", Marks::RELATED),
    ("mostpopular", Marks::RELATED),
    ("outbrain", Marks::RELATED),
    ("taboola", Marks::RELATED),
    ("teaser", Marks::RELATED),
    ("teasers", Marks::RELATED),
    ("readmore", Marks::PROMO),
    ("seealso", Marks::RELATED),
    ("similar", Marks::RELATED),
    ("comment", Marks::COMMENTS),
    ("comments", Marks::COMMENTS),
    ("commentlist", Marks::COMMENTS),
    ("disqus", Marks::COMMENTS),
    ("respond", Marks::COMMENTS),
    ("share", Marks::SHARE),
    ("shares", Marks::SHARE),
    ("sharing", Marks::SHARE),
    ("sharebar", Marks::SHARE),
    ("sharedaddy", Marks::SHARE),
    ("addthis", Marks::SHARE),
    ("addtoany", Marks::SHARE),
    ("social", Marks::SHARE),
    ("socials", Marks::SHARE),
    ("print", Marks::PRINT),
    ("follow", Marks::SHARE),
    ("ad", Marks::ADVERT),
    ("ads", Marks::ADVERT),
    ("advert", Marks::ADVERT),
    ("adverts", Marks::ADVERT),
    ("advertisement", Marks::ADVERT),
    ("advertising", Marks::ADVERT),
    ("adsense", Marks::ADVERT),
    ("sponsor", Marks::ADVERT),
    ("sponsored", Marks::ADVERT),
    ("dfp", Marks::ADVERT),
    ("newsletter", Marks::SIGNUP),
    ("newsletters", Marks::SIGNUP),
    ("subscribe", Marks::SIGNUP),
    ("subscription", Marks::SIGNUP),
    ("signup", Marks::SIGNUP),
    ("login", Marks::SIGNUP),
    ("register", Marks::SIGNUP),
    ("donate", Marks::SIGNUP),
    ("donation", Marks::SIGNUP),
    ("gating", Marks::SIGNUP),
    ("cookie", Marks::SIGNUP),
    ("cookies", Marks::SIGNUP),
    ("consent", Marks::SIGNUP),
    ("gdpr", Marks::SIGNUP),
    ("optin", Marks::SIGNUP),
    ("sidebar", Marks::ASIDE),
    ("aside", Marks::ASIDE),
    ("rail", Marks::ASIDE),
    ("footer", Marks::FOOTER),
    ("foot", Marks::FOOTER),
    ("colophon", Marks::FOOTER),
    ("masthead", Marks::HEADER),
    ("header", Marks::HEADER),
    ("caption", Marks::CAPTION),
    ("captions", Marks::CAPTION),
    ("figcaption", Marks::CAPTION),
    ("credit", Marks::CAPTION),
    ("credits", Marks::CAPTION),
    ("byline", Marks::BYLINE),
    ("bylines", Marks::BYLINE),
    ("author", Marks::BYLINE),
    ("writer", Marks::BYLINE),
    ("authors", Marks::BYLINE),
    ("vcard", Marks::BYLINE),
    ("dateline", Marks::DATE),
    ("date", Marks::DATE),
    ("datetime", Marks::DATE),
    ("timestamp", Marks::DATE),
    ("published", Marks::DATE),
    ("pubdate", Marks::DATE),
    ("bio", Marks::AUTHOR_BOX),
    ("authorbox", Marks::AUTHOR_BOX),
    ("tags", Marks::TAGS),
    ("tagcloud", Marks::TAGS),
    ("taglist", Marks::TAGS),
    ("topics", Marks::TAGS),
    ("categories", Marks::TAGS),
    ("keywords", Marks::TAGS),
    ("gallery", Marks::MEDIA),
    ("slideshow", Marks::MEDIA),
    ("carousel", Marks::MEDIA),
    ("player", Marks::MEDIA),
    ("standfirst", Marks::STANDFIRST),
    ("dek", Marks::STANDFIRST),
    ("subheadline", Marks::STANDFIRST),
    ("subtitle", Marks::STANDFIRST),
    ("subhead", Marks::STANDFIRST),
    ("lede", Marks::STANDFIRST),
    ("lead", Marks::STANDFIRST),
    ("intro", Marks::STANDFIRST),
    ("abstract", Marks::STANDFIRST),
    ("excerpt", Marks::STANDFIRST),
    ("summary", Marks::STANDFIRST),
    ("ratings", Marks::WIDGET),
    ("headline", Marks::HEADLINE),
    ("references", Marks::REFERENCES),
    ("reflist", Marks::REFERENCES),
    ("footnotes", Marks::REFERENCES),
    ("endnotes", Marks::REFERENCES),
    ("copyright", Marks::LEGAL),
    ("disclaimer", Marks::LEGAL),
    ("promo", Marks::PROMO),
    ("promos", Marks::PROMO),
    ("promotion", Marks::PROMO),
    ("offscreen", Marks::ASSISTIVE),
    ("noprint", Marks::ASSISTIVE),
    ("widget", Marks::WIDGET),
    ("toolbar", Marks::WIDGET),
    ("modal", Marks::SIGNUP),
    ("popup", Marks::SIGNUP),
    ("dialog", Marks::SIGNUP),
    ("banner", Marks::ADVERT),
    ("embed", Marks::EMBED),
    ("embedded", Marks::EMBED),
    ("tweet", Marks::EMBED),
    ("article", Marks::ARTICLE),
    ("story", Marks::ARTICLE),
    ("post", Marks::ARTICLE),
    ("hentry", Marks::ARTICLE),
];

/// Beginnings of words that mean the same whatever follows: `relatedposts`, `sidebarLeft`. Lower case.
pub static STEMS: &[(&str, Marks)] = &[
    ("related", Marks::RELATED),
    ("recommend", Marks::RELATED),
    ("mostpopular", Marks::RELATED),
    ("mostread", Marks::RELATED),
    ("newsletter", Marks::SIGNUP),
    ("subscri", Marks::SIGNUP),
    ("breadcrumb", Marks::NAVIGATION),
    ("advert", Marks::ADVERT),
    ("sponsor", Marks::ADVERT),
    ("sidebar", Marks::ASIDE),
    ("footer", Marks::FOOTER),
    ("commentlist", Marks::COMMENTS),
    ("kommentar", Marks::COMMENTS),
    ("commentaire", Marks::COMMENTS),
    ("comentario", Marks::COMMENTS),
    ("commentform", Marks::COMMENTS),
    ("sharebutton", Marks::SHARE),
    ("sharetools", Marks::SHARE),
    ("socialshare", Marks::SHARE),
];

/// Whole class names and ids that mean more than their words, lower case, without hyphens and underscores.
pub static NAMES: &[(&str, Marks)] = &[
    ("imagedescription", Marks::CAPTION),
    ("imgmetadata", Marks::CAPTION),
    ("mediatitle", Marks::CAPTION),
    ("imagemeta", Marks::CAPTION),
    ("postmeta", Marks::TAGS),
    ("postcategory", Marks::TAGS),
    ("postcategories", Marks::TAGS),
    ("nextstory", Marks::RELATED),
    ("nextpost", Marks::RELATED),
    ("nextarticle", Marks::RELATED),
    ("interestingarticles", Marks::RELATED),
    ("furtherreading", Marks::RELATED),
    ("articlebody", Marks::BODY),
    ("articlecontent", Marks::BODY),
    ("articletext", Marks::BODY),
    ("articlebodycontent", Marks::BODY),
    ("articlemaincontent", Marks::BODY),
    ("contentarticle", Marks::BODY),
    ("storybody", Marks::BODY),
    ("storybodytext", Marks::BODY),
    ("storycontent", Marks::BODY),
    ("storytext", Marks::BODY),
    ("entrycontent", Marks::BODY),
    ("postcontent", Marks::BODY),
    ("postbody", Marks::BODY),
    ("posttext", Marks::BODY),
    ("tdpostcontent", Marks::BODY),
    ("newsbody", Marks::BODY),
    ("newstext", Marks::BODY),
    ("newscontent", Marks::BODY),
    ("bodytext", Marks::BODY),
    ("bodycopy", Marks::BODY),
    ("bodycontent", Marks::BODY),
    ("contentbody", Marks::BODY),
    ("maintext", Marks::BODY),
    ("richtext", Marks::BODY),
    ("wysiwyg", Marks::BODY),
    ("mwparseroutput", Marks::BODY),
    ("mwcontenttext", Marks::BODY),
    ("singlecontent", Marks::BODY),
    ("blogcontent", Marks::BODY),
    ("hidden", Marks::HIDDEN),
    ("ishidden", Marks::HIDDEN),
    ("hide", Marks::WIDGET),
    ("dnone", Marks::HIDDEN),
    ("displaynone", Marks::HIDDEN),
    ("wconditioninvisible", Marks::HIDDEN),
    ("ukhidden", Marks::HIDDEN),
    ("nodisplay", Marks::HIDDEN),
    ("articlewrap", Marks::ARTICLE),
    ("sronly", Marks::ASSISTIVE),
    ("visuallyhidden", Marks::ASSISTIVE),
    ("screenreadertext", Marks::ASSISTIVE),
    ("screenreader", Marks::ASSISTIVE),
    ("signature", Marks::AUTHOR_BOX),
    ("authorbio", Marks::AUTHOR_BOX),
    ("authorinfo", Marks::AUTHOR_BOX),
    ("aboutauthor", Marks::AUTHOR_BOX),
    ("abouttheauthor", Marks::AUTHOR_BOX),
    ("authorbox", Marks::AUTHOR_BOX),
    ("mweditsection", Marks::WIDGET),
    ("navbox", Marks::NAVIGATION),
    ("readmore", Marks::PROMO),
    ("readnext", Marks::RELATED),
    ("upnext", Marks::RELATED),
    ("mostread", Marks::RELATED),
    ("alsoread", Marks::RELATED),
    ("seealso", Marks::RELATED),
];

/// Whether a short line is a label of a button or a box.
pub fn is_furniture(line: &str) -> bool {
    let plain = line
        .trim()
        .trim_start_matches(['(', '['])
        .trim_end_matches([':', '.', '…', '»', '>', '!', ')', ']'])
        .trim()
        .to_lowercase();
    plain.is_empty() || plain == "|" || FURNITURE.contains(&plain) || is_counter(&plain)
}

/// `1 of 5`, `image 1 of 12`, `3 / 7`
fn is_counter(plain: &str) -> bool {
    let mut words = plain.split([' ', '/']).filter(|word| !word.is_empty());
    let numbers = words.clone().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count();
    numbers == 2
        && plain.len() < 24
        && words.all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || matches!(word, "of" | "image" | "photo" | "slide" | "von" | "de" | "bild")
        })
}

/// Whether a short line opens what follows an article.
pub fn opens_trailer(line: &str, heading: bool) -> bool {
    if heading { trailers::opens_as_heading(line) } else { trailers::opens_alone(line) }
}

/// Words of the longest sentence that says when.
const SENTENCE_OF_DATE: usize = 7;

/// Whether a short line says who or when: a name after `By`, a date, a time, reading minutes. A sentence that
/// names a year or a time says something else.
pub fn is_dateline(line: &str) -> bool {
    let plain = line.trim().to_lowercase();
    let words: Vec<&str> =
        plain.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let by = matches!(
        words.first(),
        Some(
            &("by"
                | "von"
                | "par"
                | "por"
                | "di"
                | "door"
                | "av"
                | "автор"
                | "text"
                | "author"
                | "written"
                | "published"
                | "posted"
                | "updated"
                | "publish"
                | "created"
                | "last")
        )
    );
    let year = words.iter().any(|word| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let clock = plain.split_whitespace().any(|word| {
        let word = word.trim_matches(|character: char| !character.is_ascii_digit());
        word.split_once([':', '.']).is_some_and(|(hours, minutes)| {
            (1..=2).contains(&hours.len())
                && minutes.len() >= 2
                && hours.bytes().all(|byte| byte.is_ascii_digit())
                && minutes.bytes().take(2).all(|byte| byte.is_ascii_digit())
        })
    });
    let minutes = words.windows(2).any(|pair| {
        pair[0].bytes().all(|byte| byte.is_ascii_digit())
            && matches!(
                pair[1],
                "min" | "mins" | "minute" | "minutes" | "minuten" | "comments" | "shares" | "views"
            )
    });
    let ago = words.last() == Some(&"ago");
    let is_text = words.len() > SENTENCE_OF_DATE && is_over(&plain) && !plain.contains(": ");
    (by || (year || clock) && !is_text || minutes || ago) && words.len() <= 16
}

/// Whether a line is a time of day and no more: `12:02 PM`, `18.40 Uhr`. It stands over a post of a live
/// report.
pub fn is_clock(line: &str) -> bool {
    let digits = |part: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut words = line.split_whitespace();
    let clock = words.next().and_then(|word| word.split_once([':', '.']));
    let is_time = clock.is_some_and(|(hours, minutes)| digits(hours, 1..=2) && digits(minutes, 2..=2));
    is_time
        && words.clone().count() <= 2
        && words.all(|word| word.chars().count() <= 4 && !word.contains(char::is_numeric))
}

/// Whether a closing line speaks of the writer or to the reader: who helped, whom to follow, what to
/// subscribe to.
pub fn is_sign_off(line: &str) -> bool {
    let plain = line.to_lowercase();
    all(|language| language.margins.sign_offs).any(|words| plain.contains(words))
}

/// Whether a closing paragraph is about its writer or its source.
pub fn is_biography(paragraph: &str) -> bool {
    let plain = paragraph.to_lowercase();
    all(|language| language.margins.biographies).any(|words| plain.contains(words))
}

/// Whether a line tells what the publisher earns, or asks to subscribe.
pub fn is_disclosure(line: &str) -> bool {
    let plain = line.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|words| plain.contains(words));
    let earns = has(&["commission", "revenue", "compensation"])
        && has(&["may earn", "we earn", "may receive", "affiliate"]);
    let asks = has(&["newsletter", "inbox"]) && has(&["sign up", "subscribe", "delivered"]);
    earns
        || asks
        || has(&["affiliate-link", "affiliate link", "enthält werbung", "independently selected by"])
}

/// Whether a short line names where a picture comes from.
pub fn is_credit(line: &str) -> bool {
    let plain = line.trim().to_lowercase();
    let is_sentence = plain.ends_with(['.', '!', '?', '”', '"', ':']);
    all(|language| language.margins.credits).any(|words| plain.starts_with(words))
        || !is_sentence && all(|language| language.margins.agencies).any(|words| plain.contains(words))
}

/// Whether a line opens with the label of an entry, `[3]` or `3.`, or is an address.
pub fn opens_entry(line: &str) -> bool {
    let line = line.trim_start();
    let (inside, closed_by): (&str, &[char]) = match line.strip_prefix('[') {
        Some(inside) => (inside, &[']']),
        None => (line, &['.', ')']),
    };
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let labelled = (1..=4).contains(&digits) && inside[digits..].starts_with(closed_by);
    labelled || line.starts_with("https://") || line.starts_with("http://")
}

/// Bytes of the longest key of an entry.
const LONGEST_KEY: usize = 20;

/// Whether what stands in brackets is the key of an entry: `Ito20`, `REF-01`.
pub fn is_key(inside: &str) -> bool {
    inside.len() <= LONGEST_KEY
        && !inside.contains(char::is_whitespace)
        && inside.contains(char::is_alphabetic)
        && inside.contains(|digit: char| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_clock, is_dateline};

    #[test]
    fn times_of_day() {
        for line in ["12:02 PM", "9:15", "18.40 Uhr", "1:15 p.m. EST"] {
            assert!(is_clock(line), "{line}");
        }
        for line in ["12:02 Ships leave", "3.5", "12:02:30", "1.5.2024", "At 9:15", "9:15 12", ""] {
            assert!(!is_clock(line), "{line}");
        }
    }

    #[test]
    fn datelines() {
        for line in ["By Ana Ruiz", "3 May 2024", "Updated 10:45 GMT", "4 min read", "2 hours ago"] {
            assert!(is_dateline(line), "{line}");
        }
        let with_year = "The mill that burnt in 1931 has a new roof.";
        for line in [with_year, "The minister resigned.", "Chapter 3:é", "12:0é"] {
            assert!(!is_dateline(line), "{line}");
        }
    }
}
