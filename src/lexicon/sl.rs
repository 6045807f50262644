//! The words of Slovenian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Slovenian: see the fields of [`Language`] for what each list is.
pub static SLOVENIAN: Language = Language {
    code: "sl",
    name: "Slovenian",
    months: Months::Named([
        "januar|januarja",
        "februar|februarja",
        "marec|marca",
        "april|aprila",
        "maj|maja",
        "junij|junija",
        "julij|julija",
        "avgust|avgusta",
        "september|septembra",
        "oktober|oktobra",
        "november|novembra",
        "december|decembra",
    ]),
    weekdays: ["ponedeljek", "torek", "sreda|sredo", "četrtek", "petek", "sobota|soboto", "nedelja|nedeljo"],
    dates: DateWords {
        minutes: "minut",
        published: "objavljeno",
        modified: "posodobljeno|spremenjeno",
        accessed: "dostopano",
        joiners: "ob",
        ago: "včeraj|danes",
        ..DateWords::NONE
    },
    references: References {
        headings: "viri|vir|reference|literatura|opombe|sprotne opombe|bibliografija",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "preberite še|preberite tudi|komentarji|sorodni članki", ..Trailers::NONE
    },
    bylines: Bylines { openers: "piše:|pišejo:|avtor:|avtorica:|avtorja:|besedilo:", ..Bylines::NONE },
    labels: Labels { preamble: "seveda|tukaj je|spodaj", ..Labels::NONE },
    mail: Mail { subject: "zadeva", from: "od", date: "datum|poslano", to: "za" },
    figures: Figures {
        percent: "odstotek|odstotka|odstotkov",
        money: "evrov|evra|dolarjev",
        units: "ljudi|oseb|prebivalcev|kilometrov|metrov|hektarjev|ton|stopinj|glasov",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dva=2|dve=2|tri=3|trije=3|štiri=4|štirje=4|pet=5|šest=6|sedem=7|osem=8|devet=9|\
            deset=10|enajst=11|dvanajst=12",
        scales: "sto=2|tisoč=3|milijon=6|milijona=6|milijone=6|milijonov=6|milijarda=9|milijarde=9|\
            milijard=9",
        about: "približno|okoli|okrog",
        over: "več|nad",
        under: "skoraj|pod",
        negations: "ne|ni|nikoli|nihče|nič|brez",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "napaka",
        bare: "ni najdeno|napaka 404",
        things: "stran|članek|članka|vsebina|vsebine|tema",
        lacks: "ni bila najdena|ni bil najden|ni mogoče najti|ne obstaja|ni najden|je bila odstranjena|je bil odstranjen|je bil izbrisan|je bila izbrisana|ni več na voljo",
        sold: "naprodaj|na prodaj",
        phrases: "strani ni mogoče najti|stran ne obstaja|stran ni bila najdena",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "da niste robot|nisem robot|preverjanje brskalnika|da ste človek",
        denied: "dostop zavrnjen|dostop prepovedan",
        gates: "potrebna je prijava|zahtevana je prijava|morate se prijaviti|morate biti prijavljeni|prijavite se|samo za naročnike|seja je potekla",
        passing: "prišlo je do napake|zgodila se je napaka|nekaj je šlo narobe|začasno nedosegljiv|začasno ni na voljo|poskusite znova pozneje|v vzdrževanju|napaka pri vzpostavljanju povezave|napaka pri povezovanju|napaka strežnika|vzdrževalna dela|vzdrževanje strani",
        ..Walls::NONE
    },
    telling: "",
};
