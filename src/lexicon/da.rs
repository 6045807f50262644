//! The words of Danish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Danish: see the fields of [`Language`] for what each list is.
pub static DANISH: Language = Language {
    code: "da",
    name: "Danish",
    months: Months::Named([
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober|okt",
        "november",
        "december",
    ]),
    weekdays: [
        "mandag|man",
        "tirsdag|tir",
        "onsdag|ons",
        "torsdag|tor",
        "fredag|fre",
        "lørdag|lør",
        "søndag|søn",
    ],
    dates: DateWords {
        minutes: "minutter",
        published: "publiceret|offentliggjort",
        modified: "opdateret",
        accessed: "hentet|besøgt",
        joiners: "den|kl|klokken",
        reading: "læsetid",
        ago: "siden",
        ..DateWords::NONE
    },
    references: References {
        headings: "referencer|kilder|kilde|noter|fodnoter|kildeliste|litteratur|litteraturliste|\
            citerede værker|anvendte kilder|referenceliste",
        joiners: "og",
        ..References::NONE
    },
    trailers: Trailers { openers: "læs også|kommentarer", ..Trailers::NONE },
    bylines: Bylines { openers: "af|af:|tekst:|skrevet af", joiners: "og", particles: "af", ..Bylines::NONE },
    labels: Labels {
        preamble: "selvfølgelig|naturligvis|her er|nedenfor",
        title: "overskrift",
        summary: "sammendrag",
        ..Labels::NONE
    },
    mail: Mail { subject: "emne", from: "fra", date: "dato|sendt", to: "til" },
    figures: Figures {
        percent: "procent|pct",
        money: "kroner|kr|euro|dollar|pund",
        units: "personer|mennesker|indbyggere|døde|kilometer|meter|hektar|ton|grader|stemmer|gange",
        designations: "side|kapitel|artikel|nummer|bind",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "to=2|tre=3|fire=4|fem=5|seks=6|syv=7|otte=8|ni=9|ti=10|elleve=11|tolv=12|tretten=13|\
            fjorten=14|femten=15|seksten=16|sytten=17|atten=18|nitten=19|tyve=20|tredive=30|\
            fyrre=40",
        scales: "hundrede=2|tusind=3|million=6|millioner=6|mio=6|milliard=9|milliarder=9|mia=9",
        about: "cirka|ca|omkring|omtrent|godt",
        over: "over|end|mindst|godt",
        under: "næsten|under|knap",
        negations: "ikke|aldrig|ingen|intet|uden|hverken",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "annonce", ..Margins::NONE },
    not_found: NotFound {
        fillers: "fejl",
        things: "side|siden|artikel|artiklen|indlæg|indhold|emne|tråd",
        lacks: "findes ikke|eksisterer ikke|blev ikke fundet|kunne ikke findes|ikke fundet|er fjernet|er blevet fjernet|er slettet|er blevet slettet|ikke længere tilgængelig",
        sold: "til salg|er til salg",
        phrases: "siden blev ikke fundet|siden findes ikke|siden kunne ikke findes|siden du leder efter|domænet er til salg|videoen er privat|videoen er ikke længere tilgængelig|videoen er fjernet|artiklen findes ikke|artiklen er fjernet|jobopslaget er udløbet|indholdet er ikke længere tilgængeligt|artiklen er ikke længere tilgængelig",
        bare: "ikke fundet|fejl 404|404-fejl",
        empty: "ingen resultater|ingen artikler fundet",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sessionen er udløbet|log ind for at|opret en konto for at|kun for abonnenter|login påkrævet|log på nødvendigt|du skal logge på|du skal logge ind|du skal være logget|log på for at|kun for registrerede brugere|du er ikke logget ind eller",
        passing: "noget gik galt|der opstod en fejl|der er opstået en fejl|tekniske problemer|midlertidigt utilgængelig|prøv igen senere|der er sket en fejl|der skete en fejl|der opstod en uventet fejl|der har været en kritisk fejl|kortvarigt utilgængelig|noget er gået galt|intern serverfejl|utilgængelig på grund af planlagt|fejl ved oprettelse af databaseforbindelse|fejl under oprettelse af forbindelse til databasen|databasefejl|under vedligeholdelse|vedligeholdelse i gang|planlagt vedligeholdelse",
        denied: "adgang nægtet|ingen adgang|du har ikke adgang|du har ikke tilladelse",
        regions: "ikke tilgængelig i dit land|ikke tilgængeligt i dit land|ikke tilgængeligt i dit område|ikke tilgængelig…dit land|ikke tilgængelig…din region|ikke tilgængelig…dit område|utilgængelig…dit land|utilgængelig…din region|utilgængelig…dit område|ikke vises…dit land|ikke vises…din region|ikke vises…dit område",
        consent: "vi bruger cookies|dit privatliv|cookieindstillinger|accepter cookies|før du fortsætter|dit samtykke|samtykke til cookies",
        says: "bekræft, at du er et menneske|at du ikke er en robot|er du en robot|at du er et menneske|kontrollerer din browser|vi kontrollerer, at du",
        ..Walls::NONE
    },
    telling: "og|i|at|det|er|en|til|på|som|for|den|med|de|af|der|har|ikke|et|han|men|var|om|fra|blev|sig|\
        ved|også|efter|år|kan",
};
