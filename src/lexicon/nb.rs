//! The words of Norwegian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Norwegian: see the fields of [`Language`] for what each list is.
pub static NORWEGIAN: Language = Language {
    code: "nb",
    name: "Norwegian",
    months: Months::Named([
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober|okt",
        "november",
        "desember|des",
    ]),
    weekdays: [
        "mandag|man",
        "tirsdag|tir|tysdag",
        "onsdag|ons",
        "torsdag|tor",
        "fredag|fre",
        "lørdag|lør|laurdag",
        "søndag|søn|sundag",
    ],
    dates: DateWords {
        minutes: "minutter",
        published: "publisert",
        modified: "oppdatert",
        accessed: "hentet|besøkt",
        joiners: "den|kl|klokken|sist|tid|lokale",
        reading: "lesetid",
        ago: "siden",
        ..DateWords::NONE
    },
    references: References {
        headings: "kilder|kilde|referanser|noter|fotnoter|fotnotter|kildeliste|litteratur|litteraturliste|\
            referanseliste|siterte verk|brukte kilder",
        joiners: "og",
        ..References::NONE
    },
    trailers: Trailers { openers: "les også|kommentarer", ..Trailers::NONE },
    bylines: Bylines { openers: "av|av:|tekst:|skrevet av", joiners: "og", ..Bylines::NONE },
    labels: Labels {
        preamble: "selvfølgelig|selvsagt|her er|nedenfor",
        title: "overskrift",
        summary: "sammendrag",
        ..Labels::NONE
    },
    mail: Mail { subject: "emne", from: "fra", date: "dato|sendt", to: "til" },
    figures: Figures {
        percent: "prosent",
        money: "kroner|kr|euro|dollar|pund",
        units: "personer|mennesker|innbyggere|døde|kilometer|meter|hektar|tonn|grader|stemmer|ganger",
        designations: "side|kapittel|artikkel|nummer|bind",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "to=2|tre=3|fire=4|fem=5|seks=6|sju=7|syv=7|åtte=8|ni=9|ti=10|elleve=11|tolv=12|\
            tretten=13|fjorten=14|femten=15|seksten=16|sytten=17|atten=18|nitten=19|tjue=20|\
            tretti=30|førti=40|femti=50|seksti=60|sytti=70|åtti=80|nitti=90",
        scales: "hundre=2|tusen=3|million=6|millioner=6|mill=6|milliard=9|milliarder=9|mrd=9",
        about: "cirka|ca|omtrent|rundt",
        over: "over|enn|minst",
        under: "nesten|under|knapt",
        negations: "ikke|aldri|ingen|intet|uten|verken",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "annonse", ..Margins::NONE },
    not_found: NotFound {
        fillers: "feil",
        things: "side|siden|artikkel|innlegg|innhold|emne|tråd",
        lacks: "finnes ikke|eksisterer ikke|ble ikke funnet|ikke funnet|er fjernet|er slettet|har blitt slettet|har blitt fjernet|ikke lenger tilgjengelig",
        sold: "til salgs|er til salgs",
        phrases: "siden finnes ikke|siden ble ikke funnet|fant ikke siden|siden du leter etter|domenet er til salgs|videoen er privat|videoen er ikke lenger tilgjengelig|videoen er fjernet|artikkelen finnes ikke|artikkelen er fjernet|stillingen er utløpt|annonsen er utløpt|innholdet er ikke lenger tilgjengelig|artikkelen er ikke lenger tilgjengelig",
        bare: "ikke funnet|feil 404",
        empty: "ingen resultater|ingen treff",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "økten har utløpt|økten er utløpt|logg inn for å|registrer deg for å|kun for abonnenter|innlogging kreves|innlogging påkrevd|innlogging nødvendig|du må logge inn|du må være logget inn|kun for registrerte brukere|du er ikke logget inn eller",
        passing: "noe gikk galt|det oppstod en feil|det har oppstått en feil|tekniske problemer|midlertidig utilgjengelig|prøv igjen senere|det har skjedd en feil|det skjedde en feil|en feil har oppstått|en feil oppstod|det har oppstått en kritisk feil|kortvarig utilgjengelig|noe har gått galt|intern serverfeil|utilgjengelig på grunn av planlagt|feil ved oppretting av databasetilkobling|feil ved tilkobling til databasen|databasefeil|under vedlikehold|vedlikehold pågår|planlagt vedlikehold",
        denied: "ingen tilgang|tilgang nektet|du har ikke tilgang|du har ikke tillatelse",
        regions: "ikke tilgjengelig i ditt land|ikke tilgjengelig i ditt område|ikke tilgjengelig…ditt land|ikke tilgjengelig…din region|ikke tilgjengelig…ditt område|utilgjengelig…ditt land|utilgjengelig…din region|utilgjengelig…ditt område|ikke vises…ditt land|ikke vises…din region|ikke vises…ditt område",
        consent: "vi bruker cookies|vi bruker informasjonskapsler|ditt personvern|personverninnstillinger|før du fortsetter|ditt samtykke",
        says: "bekreft at du er et menneske|at du ikke er en robot|er du en robot|at du er et menneske|kontrollerer nettleseren",
        ..Walls::NONE
    },
    telling: "og|i|det|er|på|en|til|som|for|at|den|med|har|de|av|ikke|et|om|han|men|var|fra|seg|ble|etter|\
        vi|også|år|kan|mot",
};
