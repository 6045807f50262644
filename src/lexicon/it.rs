//! The words of Italian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Italian: see the fields of [`Language`] for what each list is.
pub static ITALIAN: Language = Language {
    code: "it",
    name: "Italian",
    months: Months::Named([
        "gennaio|gen|genn",
        "febbraio|febbr",
        "marzo",
        "aprile",
        "maggio|mag|magg",
        "giugno|giu",
        "luglio|lug",
        "agosto|ago",
        "settembre|set|sett",
        "ottobre|ott",
        "novembre",
        "dicembre|dic",
    ]),
    weekdays: [
        "lunedì|lun",
        "martedì|mar",
        "mercoledì|mer",
        "giovedì|gio",
        "venerdì|ven",
        "sabato|sab",
        "domenica|dom",
    ],
    dates: DateWords {
        hours: "ore",
        minutes: "minuti",
        published: "pubblicato|pubblicata|pubblicazione",
        modified: "aggiornato|aggiornata|aggiornamento|modificato",
        accessed: "consultato|consultata",
        joiners: "il|le|alle|ore|ora|ultimo|ultima|data",
        of: "di",
        reading: "lettura|tempo",
        noon: "mezzogiorno",
        midnight: "mezzanotte",
        ago: "fa|ore",
        ..DateWords::NONE
    },
    references: References {
        headings: "riferimenti|fonti|fonte|note|citazioni|opere citate|collegamenti|\
            riferimenti bibliografici|note a piè di pagina|fonti citate|fonti utilizzate|\
            fonti consultate|fonti principali|lavori citati|bibliografia e fonti|riferimenti e fonti",
        joiners: "e|o",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "commenti|lascia un commento|altre notizie|leggi anche|potrebbe interessarti|\
            articoli correlati",
        lines: "condividi",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "scritto da|di|di:|testo:|autore:|a cura di",
        joiners: "e|con",
        particles: "della|di|dalla|lo|la",
        desks: "redazione",
        roles: "giornalista|inviato|inviata",
        beside: "autore",
        pictures: "foto|fonte",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "certo|certamente|ecco|di seguito|volentieri",
        title: "titolo",
        summary: "riassunto|sommario",
        form: "parole chiave",
        ..Labels::NONE
    },
    mail: Mail { subject: "oggetto", from: "da|mittente", date: "data|inviato", to: "a|per|destinatario" },
    figures: Figures {
        scales: "mila|migliaia|milione|milioni|miliardo|miliardi",
        percent: "percento",
        money: "dollari|sterline|rubli|franchi|centesimi",
        units: "persone|abitanti|morti|chilometri|metri|ettari|tonnellate|gradi|voti|volte",
        designations: "pagina|capitolo|articolo|numero|tomo",
        ..Figures::NONE
    },
    margins: Margins { furniture: "stampa|pubblicità|condividi", ..Margins::NONE },
    not_found: NotFound {
        phrases: "pagina non trovata|pagina non esiste|pagina che stai cercando|pagina che cerchi|\
            pagina richiesta|pagina non è stata trovata|pagina non disponibile|\
            pagina non è più disponibile|articolo non trovato|contenuto non trovato|\
            contenuto non disponibile",
        bare: "non trovato|non trovata|errore 404",
        excuses: "non trovat|non disponibile",
        fillers: "errore|spiacenti|la",
    },
    walls: Walls {
        gates: "sessione è scaduta|sessione scaduta|accedi per|registrati per|effettua il login|effettua l'accesso|riservato agli abbonati|abbonati per",
        passing: "qualcosa è andato storto|si è verificato un errore|errore imprevisto|problemi tecnici|problema tecnico|temporaneamente non disponibile|momentaneamente non disponibile|errore interno del server|in manutenzione|riprova più tardi|riprovare più tardi",
        denied: "accesso negato|accesso vietato|accesso non consentito|non hai i permessi",
        says: "non sono un robot|non sei un robot",
        regions: "non è disponibile nel tuo paese|non disponibile nel tuo paese|non è disponibile nella tua zona|non è disponibile nella tua area|non è disponibile nel tuo paese",
        consent: "usiamo i cookie|prima di continuare",
        login: "accedi",
        ..Walls::NONE
    },
    telling: "di|e|il|la|che|in|un|per|del|una|con|della|dei|nel|le|si|da|al|non|alla|gli|anche|è|sono|più|\
        ha|delle|dal|sul|come",
};
