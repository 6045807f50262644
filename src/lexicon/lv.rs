//! The words of Latvian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Latvian: see the fields of [`Language`] for what each list is.
pub static LATVIAN: Language = Language {
    code: "lv",
    name: "Latvian",
    months: Months::Named([
        "janvāris|janvārī|janvāra|janvārim",
        "februāris|februārī|februāra",
        "marts|martā|marta",
        "aprīlis|aprīlī|aprīļa",
        "maijs|maijā|maija",
        "jūnijs|jūnijā|jūnija",
        "jūlijs|jūlijā|jūlija",
        "augusts|augustā|augusta",
        "septembris|septembrī|septembra",
        "oktobris|oktobrī|oktobra",
        "novembris|novembrī|novembra",
        "decembris|decembrī|decembra",
    ]),
    weekdays: ["pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena"],
    dates: DateWords {
        hours: "stundas",
        year: "gada|gads|gadā",
        day: "diena",
        published: "publicēts|publicēta",
        modified: "atjaunots|atjaunināts",
        accessed: "skatīts",
        joiners: "plkst",
        ago: "vakar|šodien",
        ..DateWords::NONE
    },
    references: References {
        headings: "avoti|avots|atsauces|literatūra|literatūras saraksts|bibliogrāfija|piezīmes",
        ..References::NONE
    },
    trailers: Trailers { openers: "lasi arī|lasiet arī|komentāri|saistītie raksti", ..Trailers::NONE },
    bylines: Bylines { openers: "autors:|autore:|autori:|teksts:", ..Bylines::NONE },
    labels: Labels { preamble: "protams|lūk|zemāk", ..Labels::NONE },
    mail: Mail { subject: "temats|tēma", from: "no", date: "datums|nosūtīts", to: "kam" },
    figures: Figures {
        percent: "procents|procenti|procentu",
        money: "eiro|dolāru|dolāri",
        units: "cilvēki|cilvēku|kilometri|kilometru|metri|metru|tonnas|tonnu|grādi",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "divi=2|divas=2|trīs=3|četri=4|četras=4|pieci=5|piecas=5|seši=6|sešas=6|septiņi=7|\
            astoņi=8|deviņi=9|desmit=10",
        scales: "simts=2|tūkstotis=3|tūkstoši=3|tūkst=3|miljons=6|miljoni=6|miljonu=6|milj=6|miljards=9|miljardi=9|miljardu=9|tūkstošiem=3",
        about: "aptuveni|ap|apmēram",
        over: "vairāk|virs",
        under: "gandrīz",
        negations: "ne|nav|nekad|neviens|nekas|bez",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "kļūda",
        bare: "nav atrasts|kļūda 404",
        things: "lapa|raksts|raksta|saturs|ieraksts",
        lacks: "nav atrast|neeksistē|ir dzēst|izdzēst|vairs nav pieejam|nav atrodam",
        sold: "pārdod|tiek pārdots",
        phrases: "lapa nav atrasta|lapa neeksistē",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "ka neesat robots|neesmu robots|ka esat cilvēks",
        denied: "piekļuve liegta|pieeja liegta",
        gates: "nepieciešams pieslēgties|jums jāpieslēdzas|jums ir jāpieslēdzas|lai turpinātu, pieslēdzieties|tikai abonentiem|sesija ir beigusies",
        passing: "radās kļūda|notikusi kļūda|radusies kļūda|īslaicīgi nav pieejam|mēģiniet vēlāk|servera kļūda|notiek apkope|kļūda savienojumā ar datu|kļūda, veidojot savienojumu|tehniskie darbi|apkopes darbi",
        ..Walls::NONE
    },
    telling: "",
};
