//! The words of Irish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Irish: see the fields of [`Language`] for what each list is.
pub static IRISH: Language = Language {
    code: "ga",
    name: "Irish",
    months: Months::Named([
        "eanáir|ean",
        "feabhra|feabh|fea",
        "márta|már|mhárta",
        "aibreán|aib|aibreáin",
        "bealtaine|bealt|bhealtaine",
        "meitheamh|meith|meithimh|mheitheamh",
        "iúil|iúl",
        "lúnasa|lún",
        "meán fómhair|mfómh|mheán fómhair",
        "deireadh fómhair|dfómh|dheireadh fómhair",
        "samhain|samh|samhna",
        "nollaig|noll|nollag",
    ]),
    weekdays: ["luan", "máirt", "céadaoin", "déardaoin", "aoine", "satharn", "domhnach"],
    dates: DateWords {
        published: "foilsithe|foilsíodh",
        modified: "nuashonraithe|uasdátaithe",
        joiners: "ag",
        of: "de|mí|na|lá",
        ago: "inné|inniu",
        ..DateWords::NONE
    },
    references: References { headings: "tagairtí|foinsí|nótaí|leabharliosta", ..References::NONE },
    trailers: Trailers::NONE,
    bylines: Bylines::NONE,
    labels: Labels { preamble: "cinnte|seo", ..Labels::NONE },
    mail: Mail { subject: "ábhar", from: "ó", date: "dáta", to: "chuig" },
    figures: Figures::NONE,
    margins: Margins::NONE,
    not_found: NotFound { phrases: "níor aimsíodh an leathanach", ..NotFound::NONE },
    walls: Walls::NONE,
    telling: "",
};
