//! The words of Romanian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Romanian: see the fields of [`Language`] for what each list is.
pub static ROMANIAN: Language = Language {
    code: "ro",
    name: "Romanian",
    months: Months::Named([
        "ianuarie|ian",
        "februarie",
        "martie",
        "aprilie",
        "mai",
        "iunie|iun",
        "iulie|iul",
        "august",
        "septembrie",
        "octombrie",
        "noiembrie|noi",
        "decembrie",
    ]),
    weekdays: ["luni", "marți", "miercuri|mie", "joi", "vineri", "sâmbătă", "duminică"],
    dates: DateWords {
        published: "publicat|publicată",
        modified: "actualizat|actualizată",
        accessed: "accesat|accesată",
        joiners: "ora|ultimul",
        reading: "citire",
        ago: "ore",
        ..DateWords::NONE
    },
    references: References {
        headings: "referințe|surse|note de subsol|bibliografie selectivă|surse utilizate|surse consultate|\
            lucrări citate|surse principale",
        ..References::NONE
    },
    trailers: Trailers { openers: "citește și|citiți și|comentarii|articole similare", ..Trailers::NONE },
    bylines: Bylines {
        openers: "de:|autor:|autori:|autoare:|scris de|text:",
        joiners: "și",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "desigur|sigur|bineînțeles|iată|mai jos",
        title: "titlu",
        summary: "rezumat",
        ..Labels::NONE
    },
    mail: Mail { subject: "subiect", from: "de la|de", date: "data|trimis", to: "către" },
    figures: Figures {
        percent: "procent|procente",
        money: "lei|euro|dolari|lire",
        units: "persoane|oameni|locuitori|kilometri|metri|hectare|tone|grade|voturi",
        designations: "pagina|capitolul|articolul|numărul",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "doi=2|două=2|trei=3|patru=4|cinci=5|șase=6|şase=6|șapte=7|şapte=7|opt=8|nouă=9|\
            zece=10|unsprezece=11|doisprezece=12|douăsprezece=12",
        scales: "sută=2|sute=2|mie=3|mii=3|milion=6|milioane=6|mil=6|miliard=9|miliarde=9|mld=9",
        about: "circa|aproximativ|vreo",
        over: "peste|mult",
        under: "aproape|sub",
        negations: "nu|niciodată|niciun|nicio|nimic|nimeni|fără|nici",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "nu a fost găsit|eroare 404|pagină negăsită",
        things: "pagin|articol|conținut|subiect|știre",
        lacks: "nu există|nu exista|nu a fost găsit|nu a fost gasit|nu mai este disponibil|nu mai există|a fost șters|a fost ștearsă|a fost eliminat",
        sold: "de vânzare|de vanzare",
        phrases: "pagina nu a fost găsită|pagina nu există|pagina căutată",
        fillers: "eroare",
        empty: "niciun rezultat",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sesiunea a expirat|autentificați-vă pentru|conectați-vă pentru|doar pentru abonați|autentificare necesară|trebuie să vă autentificați|trebuie să fiți autentificat|trebuie să te autentifici|este necesară autentificarea|doar pentru utilizatorii înregistrați",
        passing: "ceva nu a mers bine|a apărut o eroare|eroare neașteptată|probleme tehnice|temporar indisponibil|încercați mai târziu|încercați din nou|s-a produs o eroare|a intervenit o eroare|eroare critică|eroare internă|ceva a mers prost|indisponibil pentru mentenanță|lucrări de mentenanță|eroare la stabilirea conexiunii|eroare la conectarea la baza de date|eroare la stabilirea unei conexiuni|în mentenanță|mentenanță programată|eroare de server",
        denied: "acces interzis|acces refuzat|nu aveți permisiunea|nu aveți acces|accesul este interzis",
        regions: "nu este disponibil în țara dvs|nu este disponibilă în țara|nu este disponibil în regiunea|nu este disponibil…țara dvs|nu este disponibil…țara dumneavoastră|nu este disponibil…țara ta|nu este disponibil…regiunea dvs|nu este disponibil…regiunea ta|indisponibil…țara dvs|indisponibil…țara dumneavoastră|indisponibil…țara ta|indisponibil…regiunea dvs|indisponibil…regiunea ta",
        says: "că nu sunteți robot|că ești om|nu sunt robot|că sunteți om|că nu ești robot|verificăm browserul",
        consent: "folosim cookie|utilizăm cookie|setări cookie|confidențialitatea dvs|înainte de a continua",
        ..Walls::NONE
    },
    telling: "de|și|în|a|la|cu|pe|care|din|o|un|nu|că|pentru|au|fost|mai|este|se|al|sunt|prin|după|ce|sau|\
        s-a|fi|ale|lui",
};
