//! The words of Irish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Margins, Months, NotFound, References, Trailers, Walls,
};

/// Irish: see the fields of [`Language`] for what each list is.
pub static IRISH: Language = Language {
    code: "ga",
    name: "Irish",
    months: Months::Named([
        "eanáir",
        "feabhra",
        "márta",
        "aibreán",
        "bealtaine",
        "meitheamh",
        "iúil",
        "lúnasa",
        "meán fómhair",
        "deireadh fómhair",
        "samhain",
        "nollaig",
    ]),
    weekdays: ["luan", "máirt", "céadaoin", "déardaoin", "aoine", "satharn", "domhnach"],
    dates: DateWords::NONE,
    references: References { headings: "tagairtí|foinsí|nótaí|leabharliosta", ..References::NONE },
    trailers: Trailers::NONE,
    bylines: Bylines::NONE,
    labels: Labels::NONE,
    figures: Figures::NONE,
    margins: Margins::NONE,
    not_found: NotFound { phrases: "níor aimsíodh an leathanach", ..NotFound::NONE },
    walls: Walls::NONE,
    telling: "",
};
