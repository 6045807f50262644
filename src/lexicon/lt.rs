//! The words of Lithuanian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
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
    bylines: Bylines { openers: "autorius:|autorė:|autoriai:|parašė:|tekstas:", ..Bylines::NONE },
    labels: Labels { preamble: "žinoma|štai|žemiau", ..Labels::NONE },
    mail: Mail { subject: "tema", from: "nuo|siuntėjas", date: "data|išsiųsta", to: "kam" },
    figures: Figures {
        percent: "proc|procentas|procentai|procentų",
        money: "eurų|eurai|dolerių",
        units: "žmonių|žmonės|gyventojų|kilometrų|metrų|hektarų|tonų|laipsnių",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "du=2|dvi=2|trys=3|tris=3|keturi=4|keturios=4|penki=5|penkios=5|šeši=6|šešios=6|\
            septyni=7|septynios=7|aštuoni=8|aštuonios=8|devyni=9|devynios=9|dešimt=10",
        scales: "šimtas=2|tūkstantis=3|tūkstančių=3|tūkst=3|milijonas=6|milijonų=6|mln=6|milijardas=9|milijardų=9|mlrd=9|tūkstančiai=3|milijonai=6|milijardai=9",
        about: "apie|maždaug",
        over: "daugiau|virš",
        under: "beveik",
        negations: "ne|nėra|niekada|niekas|be",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "klaida",
        bare: "nerasta|klaida 404",
        things: "puslapis|puslapio|straipsnis|straipsnio|turinys|įrašas",
        lacks: "nerastas|neegzistuoja|nerasta|ištrintas|pašalintas|nebepasiekiamas|nebeegzistuoja|rasti nepavyko",
        sold: "parduodamas|parduodama",
        phrases: "puslapis nerastas|puslapis neegzistuoja",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "kad nesate robotas|aš ne robotas|kad esate žmogus|tikrinama naršyklė",
        denied: "prieiga uždrausta|prieiga draudžiama",
        gates: "reikia prisijungti|būtina prisijungti|turite prisijungti|privalote prisijungti|prisijunkite, kad|tik prenumeratoriams|sesija baigėsi",
        passing: "įvyko klaida|kažkas nutiko ne taip|laikinai nepasiekiam|bandykite vėliau|serverio klaida|vyksta techniniai darbai|klaida jungiantis prie duomenų|nepavyko prisijungti prie duomenų bazės|priežiūros darbai|svetainė tvarkoma",
        ..Walls::NONE
    },
    telling: "",
};
