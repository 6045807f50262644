//! The words of Catalan.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Catalan: see the fields of [`Language`] for what each list is.
pub static CATALAN: Language = Language {
    code: "ca",
    name: "Catalan",
    months: Months::Named([
        "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre",
        "novembre", "desembre",
    ]),
    weekdays: ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
    dates: DateWords::NONE,
    references: References { headings: "referències|fonts|bibliografia|notes al peu", ..References::NONE },
    trailers: Trailers { openers: "llegiu també|comentaris|articles relacionats", ..Trailers::NONE },
    bylines: Bylines {
        openers: "escrit per|publicat per|text:|redacció:|autoria:",
        joiners: "i",
        ..Bylines::NONE
    },
    labels: Labels { preamble: "és clar|per descomptat|aquí tens|a continuació", ..Labels::NONE },
    mail: Mail { subject: "assumpte", from: "de", date: "data|enviat", to: "per a|a" },
    figures: Figures {
        money: "euros|dòlars|lliures",
        units: "persones|habitants|quilòmetres|metres|hectàrees|tones|graus|vots",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dos=2|dues=2|tres=3|quatre=4|cinc=5|sis=6|set=7|vuit=8|nou=9|deu=10|onze=11|dotze=12",
        scales: "cent=2|mil=3|milió=6|milions=6|miliards=9",
        about: "uns|unes|aproximadament",
        over: "més",
        under: "gairebé|quasi",
        negations: "no|mai|cap|res|ningú|sense|ni",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "no trobat|error 404",
        things: "pàgina|article|contingut|notícia",
        lacks: "no existeix|no s'ha trobat|no trobad|ja no està disponible|ha estat eliminad|ha estat eliminat|ha estat esborrat|ha estat retirat",
        sold: "en venda|està en venda",
        phrases: "pàgina no trobada|no s'ha trobat la pàgina",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "la sessió ha caducat|inicia sessió per|només per a subscriptors|cal iniciar una sessió|cal que inicieu una sessió|cal que us identifiqueu|inicieu una sessió per|heu d'iniciar sessió|has d'iniciar sessió",
        passing: "alguna cosa ha anat malament|s'ha produït un error|temporalment no disponible|torneu-ho a provar més tard|hi ha hagut un error|ha ocorregut un error|s'ha produït un error crític|error intern del servidor|en manteniment|alguna cosa ha fallat|error en establir una connexió|error en connectar amb la base de dades|manteniment programat",
        denied: "accés denegat",
        regions: "no està disponible al teu país|no està disponible al vostre país",
        says: "que no ets un robot|no soc un robot|que ets humà|que no sou un robot",
        consent: "utilitzem galetes|la vostra privadesa|la teva privadesa|configuració de galetes",
        ..Walls::NONE
    },
    telling: "",
};
