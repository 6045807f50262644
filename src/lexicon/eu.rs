//! The words of Basque.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Basque: see the fields of [`Language`] for what each list is.
pub static BASQUE: Language = Language {
    code: "eu",
    name: "Basque",
    months: Months::Named([
        "urtarrila|urtarrilaren|urtarrilak|urt|urtarrilean",
        "otsaila|otsailaren|otsailak|ots|otsailean",
        "martxoa|martxoaren|martxoak|mar|martxoan",
        "apirila|apirilaren|apirilak|api|apirilean",
        "maiatza|maiatzaren|maiatzak|mai|maiatzean",
        "ekaina|ekainaren|ekainak|ekainean",
        "uztaila|uztailaren|uztailak|uzt|uztailean",
        "abuztua|abuztuaren|abuztuak|abu|abuztuan",
        "iraila|irailaren|irailak|irailean",
        "urria|urriaren|urriak|urr|urrian",
        "azaroa|azaroaren|azaroak|aza|azaroan",
        "abendua|abenduaren|abenduak|abenduan",
    ]),
    weekdays: ["astelehena", "asteartea", "asteazkena", "osteguna", "ostirala", "larunbata", "igandea"],
    dates: DateWords {
        year: "ko|eko|urteko",
        published: "argitaratua|argitaratu",
        modified: "eguneratua|eguneratu",
        joiners: "etan",
        ordinals: "a|an",
        ago: "atzo|gaur",
        ..DateWords::NONE
    },
    references: References { headings: "erreferentziak|iturriak|oharrak|bibliografia", ..References::NONE },
    trailers: Trailers { openers: "iruzkinak", ..Trailers::NONE },
    bylines: Bylines { openers: "egilea:|egileak:|testua:", joiners: "eta", ..Bylines::NONE },
    labels: Labels { preamble: "noski|jakina|hona hemen", ..Labels::NONE },
    mail: Mail { subject: "gaia", from: "nork|igorlea", date: "data", to: "nori" },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "bi=2|hiru=3|lau=4|bost=5|sei=6|zazpi=7|zortzi=8|bederatzi=9|hamar=10",
        scales: "ehun=2|mila=3|milioi=6",
        about: "inguru",
        over: "baino",
        under: "ia",
        negations: "ez|inoiz|gabe",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "orria|orrialdea|artikulua|edukia|albistea",
        lacks: "ez da aurkitu|ez da existitzen|ezabatu da|kendu da",
        sold: "salgai",
        phrases: "ez da orria aurkitu|orria ez da aurkitu",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "ez zarela robota|ez naiz robota",
        denied: "sarbidea ukatuta",
        gates: "saioa hasi behar|saioa hasi beharra|harpidedunentzat bakarrik",
        passing: "errore bat gertatu da|zerbait gaizki joan da|aldi baterako ez dago erabilgarri|saiatu berriro geroago|mantentze-lanetan",
        ..Walls::NONE
    },
    telling: "",
};
