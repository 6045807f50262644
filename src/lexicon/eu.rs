//! The words of Basque.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Margins, Months, NotFound, References, Trailers, Walls,
};

/// Basque: see the fields of [`Language`] for what each list is.
pub static BASQUE: Language = Language {
    code: "eu",
    name: "Basque",
    months: Months::Named([
        "urtarrila|urtarrilaren|urtarrilak",
        "otsaila|otsailaren|otsailak",
        "martxoa|martxoaren|martxoak",
        "apirila|apirilaren|apirilak",
        "maiatza|maiatzaren|maiatzak",
        "ekaina|ekainaren|ekainak",
        "uztaila|uztailaren|uztailak",
        "abuztua|abuztuaren|abuztuak",
        "iraila|irailaren|irailak",
        "urria|urriaren|urriak",
        "azaroa|azaroaren|azaroak",
        "abendua|abenduaren|abenduak",
    ]),
    weekdays: ["astelehena", "asteartea", "asteazkena", "osteguna", "ostirala", "larunbata", "igandea"],
    dates: DateWords::NONE,
    references: References { headings: "erreferentziak|iturriak|oharrak|bibliografia", ..References::NONE },
    trailers: Trailers { openers: "iruzkinak", ..Trailers::NONE },
    bylines: Bylines::NONE,
    labels: Labels::NONE,
    figures: Figures::NONE,
    margins: Margins::NONE,
    not_found: NotFound { phrases: "ez da orria aurkitu|orria ez da aurkitu", ..NotFound::NONE },
    walls: Walls::NONE,
    telling: "",
};
