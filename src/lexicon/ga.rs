//! The words of Irish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
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
    bylines: Bylines { openers: "údar:|scríofa ag", joiners: "agus", ..Bylines::NONE },
    labels: Labels { preamble: "cinnte|seo", ..Labels::NONE },
    mail: Mail { subject: "ábhar", from: "ó", date: "dáta", to: "chuig" },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "dó=2|dhá=2|trí=3|ceathair=4|ceithre=4|cúig=5|sé=6|seacht=7|ocht=8|naoi=9|deich=10",
        scales: "céad=2|míle=3|milliún=6|billiún=9",
        about: "thart",
        over: "breis",
        under: "beagnach",
        negations: "ní|níl|gan",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "leathanach",
        lacks: "ní bhfuarthas|gan aimsiú",
        sold: "ar díol",
        phrases: "níor aimsíodh an leathanach",
        ..NotFound::NONE
    },
    walls: Walls {
        passing: "tharla earráid|chuaigh rud éigin mícheart|níl sé ar fáil faoi láthair|bain triail eile as ar ball",
        ..Walls::NONE
    },
    telling: "",
};
