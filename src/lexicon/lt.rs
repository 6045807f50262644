//! The words of Lithuanian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Lithuanian: see the fields of [`Language`] for what each list is.
pub static LITHUANIAN: Language = Language {
    code: "lt",
    name: "Lithuanian",
    months: Months::Named([
        "sausis|sausio",
        "vasaris|vasario",
        "kovas|kovo",
        "balandis|balandžio",
        "gegužė|gegužės",
        "birželis|birželio",
        "liepa|liepos",
        "rugpjūtis|rugpjūčio",
        "rugsėjis|rugsėjo",
        "spalis|spalio",
        "lapkritis|lapkričio",
        "gruodis|gruodžio",
    ]),
    weekdays: [
        "pirmadienis|pirmadienį",
        "antradienis|antradienį",
        "trečiadienis|trečiadienį",
        "ketvirtadienis|ketvirtadienį",
        "penktadienis|penktadienį",
        "šeštadienis|šeštadienį",
        "sekmadienis|sekmadienį",
    ],
    dates: DateWords {
        hours: "val",
        minutes: "min",
        year: "m|metų|metai",
        day: "d|diena|dieną",
        published: "paskelbta|publikuota|įkelta",
        modified: "atnaujinta|redaguota",
        accessed: "žiūrėta",
        ago: "prieš|vakar|šiandien",
        ..DateWords::NONE
    },
    references: References {
        headings: "šaltiniai|šaltinis|nuorodos|literatūra|išnašos|literatūros sąrašas|bibliografija",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "skaitykite taip pat|taip pat skaitykite|komentarai|susiję straipsniai",
        ..Trailers::NONE
    },
    bylines: Bylines::NONE,
    labels: Labels { preamble: "žinoma|štai|žemiau", ..Labels::NONE },
    mail: Mail { subject: "tema", from: "nuo|siuntėjas", date: "data|išsiųsta", to: "kam" },
    figures: Figures {
        scales: "tūkst|tūkstančiai|tūkstančių|mln|milijonas|milijonai|milijonų|mlrd|milijardas|milijardai|milijardų",
        percent: "proc|procentas|procentai|procentų",
        money: "eurų|eurai|dolerių",
        units: "žmonių|žmonės|gyventojų|kilometrų|metrų|hektarų|tonų|laipsnių",
        ..Figures::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound { phrases: "puslapis nerastas|puslapis neegzistuoja", ..NotFound::NONE },
    walls: Walls::NONE,
    telling: "",
};
