//! The words by which pages name their parts in classes, ids, roles and tags. Data only: what follows from a mark is decided in `content`.
//!
//! The words are those that content management systems, microformats and newsrooms' style sheets use for the same thing
//! everywhere; none of them names a site.

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
    /// Buttons for sharing, following, printing.
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

    /// Marks of parts that are never the article's text.
    pub const BOILERPLATE: Self = Self(
        Self::NAVIGATION.0
            | Self::RELATED.0
            | Self::COMMENTS.0
            | Self::SHARE.0
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
    ("cookie", Marks::SIGNUP),
    ("cookies", Marks::SIGNUP),
    ("consent", Marks::SIGNUP),
    ("gdpr", Marks::SIGNUP),
    ("paywall", Marks::SIGNUP),
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
    ("modal", Marks::WIDGET),
    ("popup", Marks::WIDGET),
    ("dialog", Marks::WIDGET),
    ("banner", Marks::ADVERT),
    ("article", Marks::ARTICLE),
    ("story", Marks::ARTICLE),
    ("post", Marks::ARTICLE),
    ("hentry", Marks::ARTICLE),
];

/// Whole class names and ids that mean more than their words, lower case, without hyphens and underscores.
pub static NAMES: &[(&str, Marks)] = &[
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
    ("dnone", Marks::HIDDEN),
    ("displaynone", Marks::HIDDEN),
    ("articlewrap", Marks::ARTICLE),
    ("sronly", Marks::ASSISTIVE),
    ("visuallyhidden", Marks::ASSISTIVE),
    ("screenreadertext", Marks::ASSISTIVE),
    ("screenreader", Marks::ASSISTIVE),
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
