//! The words of Slovak.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Slovak: see the fields of [`Language`] for what each list is.
pub static SLOVAK: Language = Language {
    code: "sk",
    name: "Slovak",
    months: Months::Named([
        "január|januára",
        "február|februára",
        "marec|marca",
        "apríl|apríla",
        "máj|mája",
        "jún|júna",
        "júl|júla",
        "august|augusta",
        "september|septembra",
        "október|októbra",
        "november|novembra",
        "december|decembra",
    ]),
    weekdays: ["pondelok", "utorok", "streda", "štvrtok", "piatok", "sobota", "nedeľa"],
    dates: DateWords {
        published: "publikované", modified: "aktualizované|aktualizovaný", ..DateWords::NONE
    },
    references: References { headings: "zdroje|odkazy|poznámky", ..References::NONE },
    trailers: Trailers {
        openers: "prečítajte si aj|čítajte aj|komentáre|súvisiace články",
        ..Trailers::NONE
    },
    bylines: Bylines { openers: "autor:", joiners: "a", ..Bylines::NONE },
    labels: Labels { preamble: "samozrejme|iste|tu je|nižšie", ..Labels::NONE },
    mail: Mail { subject: "predmet", from: "od", date: "dátum|odoslané", to: "komu|kópia" },
    figures: Figures {
        scales: "tis|tisíc|milión|milióny|miliónov|mil|miliarda|miliardy|miliárd|mld",
        percent: "percento|percentá|percent",
        money: "eur|dolárov|korún|libier",
        units: "ľudí|osôb|obyvateľov|kilometrov|metrov|hektárov|ton|stupňov|hlasov",
        designations: "strana|kapitola|článok|číslo",
        ..Figures::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        phrases: "stránka sa nenašla|stránka nebola nájdená|stránka neexistuje",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "relácia vypršala|prihláste sa|len pre predplatiteľov",
        passing: "niečo sa pokazilo|vyskytla sa chyba|technické problémy|dočasne nedostupn|skúste to neskôr",
        denied: "prístup odmietnutý|prístup zamietnutý",
        regions: "nie je vo vašej krajine dostupn|nie je dostupný vo vašej krajine",
        ..Walls::NONE
    },
    telling: "",
};
