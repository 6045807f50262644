//! The words of Italian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
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
        percent: "percento",
        money: "dollari|sterline|rubli|franchi|centesimi",
        units: "persone|abitanti|morti|chilometri|metri|ettari|tonnellate|gradi|voti|volte",
        designations: "pagina|capitolo|articolo|numero|tomo",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "due=2|tre=3|quattro=4|cinque=5|sei=6|sette=7|otto=8|nove=9|dieci=10|undici=11|\
            dodici=12|tredici=13|quattordici=14|quindici=15|sedici=16|diciassette=17|\
            diciotto=18|diciannove=19|venti=20|trenta=30|quaranta=40|cinquanta=50|sessanta=60|\
            settanta=70|ottanta=80|novanta=90",
        scales: "cento=2|mila=3|mille=3|milione=6|milioni=6|mln=6|miliardo=9|miliardi=9|mld=9|migliaia=3",
        about: "circa|quasi|intorno",
        over: "oltre|più",
        under: "quasi|meno",
        negations: "non|mai|nessun|nessuno|nessuna|niente|nulla|senza|né",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "stampa|pubblicità|condividi", ..Margins::NONE },
    not_found: NotFound {
        things: "pagina|articolo|contenuto|notizia|discussione",
        lacks: "non esiste|non esistono|non è stata trovata|non è stato trovato|non trovat|non è più disponibile|è stato rimosso|è stata rimossa|è stato eliminato|è stata eliminata|è stato cancellato|è stata cancellata|non è più online",
        sold: "è in vendita|in vendita",
        phrases: "pagina non trovata|pagina non esiste|pagina che stai cercando|pagina che cerchi|\
            pagina richiesta|pagina non è stata trovata|pagina non disponibile|\
            pagina non è più disponibile|articolo non trovato|contenuto non trovato|\
            contenuto non disponibile|dominio è in vendita|dominio in vendita|acquista questo dominio|dominio è parcheggiato|dominio è stato registrato|video è privato|video non è più disponibile|video non è disponibile|video è stato rimosso|articolo è stato rimosso|articolo non è più disponibile|contenuto è stato rimosso|contenuto non è più disponibile|annuncio è scaduto|annuncio non è più disponibile|offerta di lavoro è scaduta|contenuto non più disponibile|dominio è stato registrato con successo|nessun sito è ancora installato",
        bare: "non trovato|non trovata|errore 404",
        excuses: "non trovat|non disponibile",
        fillers: "errore|spiacenti|la",
        empty: "nessun risultato|nessun articolo trovato|0 risultati",
    },
    walls: Walls {
        gates: "sessione è scaduta|sessione scaduta|accedi per|registrati per|effettua il login|effettua l'accesso|riservato agli abbonati|abbonati per|non sei loggato o non hai il permesso di accedere|non hai effettuato l'accesso o non hai i permessi|devi essere registrato e connesso per visualizzare|riservato agli utenti registrati|solo per utenti registrati|accesso necessario|accesso richiesto|login richiesto|è necessario effettuare l'accesso|è necessario accedere|devi effettuare l'accesso|devi accedere|devi essere autenticato|autenticazione richiesta",
        passing: "qualcosa è andato storto|si è verificato un errore|errore imprevisto|problemi tecnici|problema tecnico|temporaneamente non disponibile|momentaneamente non disponibile|errore interno del server|in manutenzione|riprova più tardi|riprovare più tardi|non disponibile per manutenzione|manutenzione programmata|c'è stato un errore critico|errore critico sul|è avvenuto un errore|qualcosa non ha funzionato|errore nello stabilire una connessione|sito in manutenzione|errore interno|errore nella connessione al database|errore di connessione al database",
        denied: "accesso negato|accesso vietato|accesso non consentito|non hai i permessi",
        says: "non sono un robot|non sei un robot|verifica di essere umano|conferma di essere umano|sei un robot|verifica del browser|traffico insolito|se sei umano|se sei un essere umano|se sei una persona|che non sei un robot|che sei umano|che sei una persona|controllo del browser",
        regions: "sito oscurato|accesso inibito|sottoposto a sequestro|oscurato per ordine|non è disponibile nel tuo paese|non disponibile nel tuo paese|non è disponibile nella tua zona|non è disponibile nella tua area|non è disponibile nel tuo paese|non è disponibile…tuo paese|non è disponibile…suo paese|non è disponibile…vostro paese|non è disponibile…tua regione|non è disponibile…sua regione|non è disponibile…tua area|non è disponibile…tua zona|non è disponibile…tua posizione|non disponibile…tuo paese|non disponibile…suo paese|non disponibile…vostro paese|non disponibile…tua regione|non disponibile…sua regione|non disponibile…tua area|non disponibile…tua zona|non disponibile…tua posizione|non è accessibile…tuo paese|non è accessibile…suo paese|non è accessibile…vostro paese|non è accessibile…tua regione|non è accessibile…sua regione|non è accessibile…tua area|non è accessibile…tua zona|non è accessibile…tua posizione|non è visibile…tuo paese|non è visibile…suo paese|non è visibile…vostro paese|non è visibile…tua regione|non è visibile…sua regione|non è visibile…tua area|non è visibile…tua zona|non è visibile…tua posizione|dal tuo paese|restrizioni geografiche|non è…nel tuo paese|non è…nel suo paese|non può…nel tuo paese",
        consent: "usiamo i cookie|prima di continuare|utilizziamo i cookie|utilizziamo cookie|la tua privacy|la vostra privacy|tua privacy|impostazioni dei cookie|accetta i cookie|il tuo consenso|impostazioni sulla privacy|uso dei cookie|preferenze cookie|prima di proseguire",
        login: "accedi",
        waits: "sei in coda|sei in fila|sala d'attesa virtuale|tempo di attesa stimato",
        ..Walls::NONE
    },
    telling: "di|e|il|la|che|in|un|per|del|una|con|della|dei|nel|le|si|da|al|non|alla|gli|anche|è|sono|più|\
        ha|delle|dal|sul|come",
};
