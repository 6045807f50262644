//! What is a language to newscheck: one table of words, each list for one question. The words themselves are
//! in the files of the languages.

/// Words of one kind, in lower case, with `|` between them: `"quellen|belege"`. Read them with
/// [`each`](super::each).
pub type Words = &'static str;

/// The words of one language. What a language has no words for, it takes from `NONE` of that part; months and
/// weekdays have no such way out.
pub struct Language {
    /// Its BCP 47 tag without region.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// The names of the months, January first.
    pub months: Months,
    /// The names of the weekdays, Monday first.
    pub weekdays: [Words; 7],
    /// The other words of dates and times.
    pub dates: DateWords,
    /// What reference lists are headed with.
    pub references: References,
    /// What an article is followed by.
    pub trailers: Trailers,
    /// The words of bylines and author fields.
    pub bylines: Bylines,
    /// What templates and language models write before the parts of an article.
    pub labels: Labels,
    /// The fields in the head of a mail.
    pub mail: Mail,
    /// The words of numbers, money and quantities.
    pub figures: Figures,
    /// The words that numbers are made of, and what stands before them.
    pub numerals: Numerals,
    /// What stands around an article and is none of it.
    pub margins: Margins,
    /// How sites say that there is no such page.
    pub not_found: NotFound,
    /// How pages speak that stand in front of the one asked for.
    pub walls: Walls,
    /// Its commonest words of at most eight bytes, by which a text's language is told.
    pub telling: Words,
}

/// The names of months in every inflected form that dates use, and the abbreviations that newsrooms write.
pub enum Months {
    /// Datelines have their numbers.
    Numbered,
    /// Those of the Gregorian calendar.
    Named([Words; 12]),
    /// The same, in years of the Buddhist era.
    Buddhist([Words; 12]),
    /// Those of the Gregorian calendar, and of the Persian solar calendar, Farvardin first.
    Persian {
        /// January first.
        gregorian: [Words; 12],
        /// Farvardin first.
        persian: [Words; 12],
    },
}

impl Months {
    /// The names of January to December; none where they have numbers.
    pub fn gregorian(&self) -> Option<&[Words; 12]> {
        match self {
            Self::Numbered => None,
            Self::Named(names) | Self::Buddhist(names) | Self::Persian { gregorian: names, .. } => {
                Some(names)
            }
        }
    }
}

/// Words of dates and times beside the names of months and weekdays.
pub struct DateWords {
    /// Before noon.
    pub am: Words,
    /// After noon.
    pub pm: Words,
    /// Behind a number of hours.
    pub hours: Words,
    /// Behind a number of minutes.
    pub minutes: Words,
    /// Behind a number of seconds.
    pub seconds: Words,
    /// Behind the number of a year.
    pub year: Words,
    /// Beside the number of a month.
    pub month: Words,
    /// Beside the number of a day.
    pub day: Words,
    /// Say that a date is that of the first publication.
    pub published: Words,
    /// Say that a date is that of the last change.
    pub modified: Words,
    /// Say that a date is that of a reading of the source: `accessed`, `abgerufen am`.
    pub accessed: Words,
    /// Stand between a date and its time, or before either: `at`, `um`, `kl`.
    pub joiners: Words,
    /// Stand between day, month and year: `of`, `de`.
    pub of: Words,
    /// Tell a reading time: `read`, `Lesezeit`.
    pub reading: Words,
    /// Twelve o'clock by day.
    pub noon: Words,
    /// Twelve o'clock by night.
    pub midnight: Words,
    /// Endings of ordinal numbers: `26th`, `1er`.
    pub ordinals: Words,
    /// Count back from now: `ago`, `vor`, `yesterday`.
    pub ago: Words,
}

/// Words of the headings of reference lists.
///
/// Sources: the section names of encyclopedias and citation guides (MLA, APA, Chicago) in each language, and
/// what language models write when asked for sources.
pub struct References {
    /// Whole headings, without numbering and colon.
    pub headings: Words,
    /// May stand before one: "Normative References".
    pub qualifiers: Words,
    /// Join two: "References and Notes".
    pub joiners: Words,
}

/// What an article is followed by: comment boxes, share bars, newsletters, related stories.
pub struct Trailers {
    /// A line or heading that begins with one opens what follows: "Lesen Sie auch: ...".
    pub openers: Words,
    /// The same in plain text; a page's heading only if it says no more ("Share prices fall" heads a part of
    /// the article).
    pub lines: Words,
    /// The same in a page's headings; a line of plain text only if it says no more ("Latest figures,
    /// Ministry" is a source).
    pub headings: Words,
}

/// Words of bylines and author fields.
pub struct Bylines {
    /// Open one. An opener that ends in a letter needs a space or a colon behind it.
    pub openers: Words,
    /// Stand between two names.
    pub joiners: Words,
    /// Lower-case words inside names.
    pub particles: Words,
    /// Desks and accounts that sign for whoever wrote it: never an author.
    pub desks: Words,
    /// Words of organisations: authors only where no person is named.
    pub organisations: Words,
    /// Roles: what ends in one is no name.
    pub roles: Words,
    /// Stand beside names in bylines and forms and are none.
    pub beside: Words,
    /// Say that who follows made a picture and wrote nothing.
    pub pictures: Words,
}

/// Labels before the parts of an article: `Title: ...`.
pub struct Labels {
    /// Before the headline.
    pub title: Words,
    /// Before a standfirst.
    pub summary: Words,
    /// Before the body.
    pub body: Words,
    /// Before names of authors.
    pub author: Words,
    /// Before a date.
    pub date: Words,
    /// Before what belongs to a form: keywords, a slug.
    pub form: Words,
    /// How language models open an answer that has the article below.
    pub preamble: Words,
}

/// The fields in the head of a mail, as mail programs show, print and quote it.
pub struct Mail {
    /// What it is about.
    pub subject: Words,
    /// Who sent it.
    pub from: Words,
    /// When it was sent.
    pub date: Words,
    /// Whom it was sent to.
    pub to: Words,
}

/// Words of numbers. Signs and abbreviations that are the same everywhere are in `figures`.
pub struct Figures {
    /// Behind a number, they multiply it by what is no power of ten: `dozen`. Powers are in [`Numerals`].
    pub multiples: Words,
    /// Hundredths.
    pub percent: Words,
    /// Currencies.
    pub money: Words,
    /// What is counted or measured.
    pub units: Words,
    /// Before a number, they make it a name: `Boeing 737`, `page 12`.
    pub designations: Words,
    /// Small numbers in words.
    pub numbers: Words,
}

/// The words that numbers are made of, and what a comparison of two texts has to know beside them.
pub struct Numerals {
    /// Small numbers with their values: `one=1|two=2`.
    pub values: Words,
    /// The same in their order: `first=1`.
    pub ordinals: Words,
    /// What multiplies the number before it, as a power of ten: `hundred=2|million=6`.
    pub scales: Words,
    /// Before a number, they make it an estimate: `about`.
    pub about: Words,
    /// Before a number, they say that there is more: `over`. Of several words, the last.
    pub over: Words,
    /// Before a number, they say that there is less: `nearly`.
    pub under: Words,
    /// Turn a sentence into its contrary: `not`.
    pub negations: Words,
    /// Whether decimals stand behind a comma, and thousands before a stop or a space; else it is the other
    /// way round.
    pub decimal_comma: bool,
}

/// Short lines around an article that are none of it.
pub struct Margins {
    /// Labels of buttons and boxes, without closing punctuation.
    pub furniture: Words,
    /// In a closing line: it speaks of the writer or to the reader.
    pub sign_offs: Words,
    /// In a closing paragraph: it is about its writer or its source.
    pub biographies: Words,
    /// Open a line that names where a picture comes from.
    pub credits: Words,
    /// Agencies that pictures come from.
    pub agencies: Words,
    /// Whole labels of adverts.
    pub adverts: Words,
    /// Beside a number, they count readers: `12 comments`.
    pub counted: Words,
}

/// How sites say that there is no such page.
pub struct NotFound {
    /// What is said of a page that does not exist. Where several begin at one place, the first listed is
    /// told.
    pub phrases: Words,
    /// What a whole title or heading may say.
    pub bare: Words,
    /// In a short page that stands where a file should.
    pub excuses: Words,
    /// Stand beside the phrases in an error.
    pub fillers: Words,
    /// What a list says that has nothing in it.
    pub empty: Words,
    /// How what a site has is called in its own words, as far as its name does not change: `article`.
    pub things: Words,
    /// What is said of such a thing that is not there, and never will be.
    pub lacks: Words,
    /// What is said of a name that is for sale.
    pub sold: Words,
}

/// How pages speak that stand in front of the one asked for.
pub struct Walls {
    /// How the titles of tests for people begin.
    pub titles: Words,
    /// What tests for people say.
    pub says: Words,
    /// What is said where readers wait for their turn.
    pub waits: Words,
    /// What is said where a page is not shown in a region. `…` stands for some words of the same sentence.
    pub regions: Words,
    /// How a page that asks for consent is headed.
    pub consent: Words,
    /// How a page that asks for a login is headed.
    pub login: Words,
    /// What a page says that is not shown to everybody.
    pub denied: Words,
    /// What a page says that is only shown to who is registered or logged in, or whose session has ended.
    pub gates: Words,
    /// What is said of a fault that may have passed a moment later.
    pub passing: Words,
}

impl Numerals {
    /// No words, and decimals behind a stop.
    pub const NONE: Self = Self {
        values: "",
        ordinals: "",
        scales: "",
        about: "",
        over: "",
        under: "",
        negations: "",
        decimal_comma: false,
    };
}

macro_rules! none {
    ($($part:ident { $($field:ident)* })*) => {
        $(impl $part {
            /// No words.
            pub const NONE: Self = Self { $($field: ""),* };
        })*
    };
}

none! {
    DateWords {
        am pm hours minutes seconds year month day published modified accessed joiners of reading noon midnight
        ordinals ago
    }
    References { headings qualifiers joiners }
    Trailers { openers lines headings }
    Bylines { openers joiners particles desks organisations roles beside pictures }
    Labels { title summary body author date form preamble }
    Figures { multiples percent money units designations numbers }
    Margins { furniture sign_offs biographies credits agencies adverts counted }
    NotFound { phrases bare excuses fillers empty things lacks sold }
    Walls { titles says waits regions consent login denied gates passing }
}
