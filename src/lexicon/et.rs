//! The words of Estonian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Estonian: see the fields of [`Language`] for what each list is.
pub static ESTONIAN: Language = Language {
    code: "et",
    name: "Estonian",
    months: Months::Named([
        "jaanuar",
        "veebruar",
        "märts",
        "aprill",
        "mai",
        "juuni",
        "juuli",
        "august",
        "september",
        "oktoober|okt",
        "november",
        "detsember|dets",
    ]),
    weekdays: ["esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev"],
    dates: DateWords::NONE,
    references: References {
        headings: "allikad|viited|kasutatud kirjandus|kirjandus|allikaloend",
        ..References::NONE
    },
    trailers: Trailers { openers: "loe ka|loe lisaks|kommentaarid|seotud artiklid", ..Trailers::NONE },
    bylines: Bylines { openers: "autor:|autorid:|tekst:|kirjutas:", joiners: "ja", ..Bylines::NONE },
    labels: Labels { preamble: "muidugi|loomulikult|siin on|allpool", ..Labels::NONE },
    mail: Mail { subject: "teema", from: "saatja|kellelt", date: "kuupäev|saadetud", to: "kellele|saaja" },
    figures: Figures {
        percent: "protsent|protsenti",
        money: "eurot|dollarit",
        units: "inimest|elanikku|kilomeetrit|meetrit|hektarit|tonni|kraadi",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "kaks=2|kolm=3|neli=4|viis=5|kuus=6|seitse=7|kaheksa=8|üheksa=9|kümme=10",
        scales: "sada=2|tuhat=3|miljon=6|miljonit=6|miljard=9|miljardit=9",
        about: "umbes|ligikaudu",
        over: "üle|enam",
        under: "ligi|peaaegu|alla",
        negations: "ei|ära|mitte|ilma",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "viga",
        bare: "ei leitud|viga 404",
        things: "lehte|leht|lehekülg|lehekülge|artikkel|artiklit|sisu|postitus",
        lacks: "ei leitud|ei leidu|ei eksisteeri|on kustutatud|on eemaldatud|pole olemas|ei ole olemas|pole enam saadaval|ei ole enam saadaval",
        sold: "müügis|on müügis|on müüa",
        phrases: "lehte ei leitud|lehekülge ei leitud",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "et te ei ole robot|ma ei ole robot|et oled inimene|et olete inimene",
        denied: "juurdepääs keelatud|ligipääs keelatud",
        gates: "vajalik sisselogimine|pead sisse logima|peate sisse logima|sisselogimine nõutav|tuleb sisse logida|logi sisse, et|ainult tellijatele|seanss on aegunud",
        passing: "ilmnes viga|tekkis viga|esines viga|midagi läks valesti|ajutiselt pole saadaval|proovige hiljem uuesti|serveri viga|hooldustööd|viga andmebaasiga ühendumisel|andmebaasi viga|hooldamisel|käivad hooldus",
        ..Walls::NONE
    },
    telling: "",
};
