//! The words of German.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// German: see the fields of [`Language`] for what each list is.
pub static GERMAN: Language = Language {
    code: "de",
    name: "German",
    // Austria writes Jänner.
    months: Months::Named([
        "januar|jänner|jän",
        "februar|feber",
        "märz|mär|mrz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober|okt",
        "november",
        "dezember|dez",
    ]),
    weekdays: [
        "montag|mo",
        "dienstag|di",
        "mittwoch|mi",
        "donnerstag|do",
        "freitag|fr",
        "samstag|sonnabend|sa",
        "sonntag|so",
    ],
    dates: DateWords {
        hours: "uhr",
        minutes: "minuten",
        published: "veröffentlicht|publiziert|erschienen|erstellt",
        modified: "aktualisiert|geändert|überarbeitet|aktualisierung",
        accessed: "abgerufen|aufgerufen|zugriff",
        joiners: "um|am|den|der|dem|zuletzt|stand",
        of: "von",
        reading: "lesezeit|lesedauer|dauer|lesen",
        noon: "mittag|mittags",
        midnight: "mitternacht",
        ordinals: "tes",
        ago: "vor|heute|gestern|stunden|stunde",
        ..DateWords::NONE
    },
    references: References {
        headings: "quellen|quelle|quellenangaben|quellenangabe|quellenverzeichnis|quellennachweise|\
            quellennachweis|literatur|literaturverzeichnis|literaturangaben|einzelnachweise|\
            referenzen|belege|nachweise|fußnoten|fussnoten|endnoten|anmerkungen|bibliografie|\
            bibliographie|verweise|zitate|verwendete quellen|zitierte quellen|wichtigste quellen|\
            genutzte quellen|zitierte werke|verwendete literatur|zitierte literatur|\
            quellen und literatur|quellenliste|wichtige quellen",
        joiners: "und",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "kommentare|kommentar schreiben|mehr zum thema|das könnte dich|das könnte euch|\
            das könnte sie|das thema könnte|verwandte themenbereiche|\
            vorschau auf den nächsten artikel|ähnliche beiträge|weitere beiträge|weitere meldungen|\
            weitere news|mehr aus|auch interessant|lesen sie auch|das könnte sie auch interessieren|\
            weitere artikel|weitere themen|schreibe einen kommentar",
        lines: "teilen",
        headings: "empfehlungen|verwandte|ähnliche|schlagwörter|wer ist online",
    },
    bylines: Bylines {
        openers: "erstellt von|geschrieben von|verfasst von|veröffentlicht von|von|von:|text:|autor:|\
            autorin:|autoren:|interview:|autor",
        joiners: "und|mit",
        particles: "van|von|der|den|zu|zur|vom",
        desks: "redaktion|mitarbeiter",
        organisations: "gmbh|institut|universität|zeitung|nachrichten|verband|verein|e.v",
        roles: "korrespondent|korrespondentin|redakteur|redakteurin|reporterin|autor|autorin|journalistin|chefredakteur|\
            chefredakteurin|volontär|volontärin|geschäftsführer|geschäftsführerin",
        beside: "kommentar|kommentare|zeige|mehr|alle|lesen|uhr|foto|fotos|bild|quelle|stand|autor|\
            schreibt|sagt|archiv|alles|über|von",
        pictures: "foto|bild|quelle",
    },
    labels: Labels {
        preamble: "gerne|natürlich|selbstverständlich|sicher|klar|hier ist|hier sind|hier kommt|im folgenden|nachfolgend",
        title: "titel|überschrift|schlagzeile",
        summary: "zusammenfassung|kurzfassung|vorspann",
        form: "schlagwörter",
        ..Labels::NONE
    },
    mail: Mail { subject: "betreff", from: "von|absender", date: "datum|gesendet", to: "an|kopie" },
    figures: Figures {
        multiples: "dutzend",
        percent: "prozent",
        money: "dollar|pfund|franken|rubel|kronen|cent",
        units: "menschen|personen|einwohner|tote|kilometer|kilometern|meter|metern|hektar|tonnen|kilogramm|grad|stimmen|stellen",
        designations: "kapitel|seite|artikel|nr|absatz|paragraf|band",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "zwei=2|drei=3|vier=4|fünf=5|sechs=6|sieben=7|acht=8|neun=9|zehn=10|elf=11|zwölf=12|\
            dreizehn=13|vierzehn=14|fünfzehn=15|sechzehn=16|siebzehn=17|achtzehn=18|neunzehn=19|\
            zwanzig=20|dreißig=30|dreissig=30|vierzig=40|fünfzig=50|sechzig=60|siebzig=70|\
            achtzig=80|neunzig=90",
        scales: "hundert=2|tausend=3|million=6|millionen=6|mio=6|milliarde=9|milliarden=9|mrd=9|\
            billion=12|billionen=12|bio=12",
        about: "etwa|rund|circa|ca|ungefähr|knapp|gut|zirka|gegen",
        over: "über|mehr|als|mindestens|gut",
        under: "knapp|fast|beinahe|unter",
        negations: "nicht|kein|keine|keinen|keiner|keinem|keines|nie|niemals|nichts|niemand|ohne|weder|\
            kaum",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins {
        furniture: "keine kommentare|weitere informationen|weiterführende links|weiterführender link|\
            externer inhalt|empfohlener redaktioneller inhalt|auch interessant|verwandte themen|\
            verwandte artikel|rezept drucken|druckversion|noch keine bewertungen|lust auf mehr?|\
            sie sind aktuell nicht eingeloggt|anzeige|werbung|teilen|drucken|mehr zum thema",
        sign_offs: "newsletter abonnieren|weitere informationen|weitere infos|mehr infos|kontakt:|\
            dieser text wurde veröffentlicht",
        credits: "foto:|fotos:|bild:|abbildung:|titelbild:",
        adverts: "anzeige",
        ..Margins::NONE
    },
    not_found: NotFound {
        things: "seite|artikel|beitrag|inhalt|thema|meldung",
        lacks: "existiert nicht|existieren nicht|nicht gefunden|nicht mehr verfügbar|nicht mehr vorhanden|nicht vorhanden|wurde gelöscht|wurde entfernt|gibt es nicht|nicht mehr online|nicht mehr abrufbar",
        sold: "zum verkauf|zu verkaufen|kaufen sie diese domain|diese domain kaufen",
        phrases: "seite nicht gefunden|seite wurde nicht gefunden|seite konnte nicht gefunden werden|\
            seite konnte leider nicht gefunden werden|seite existiert nicht|\
            seite existiert leider nicht|seite ist nicht mehr verfügbar|seite nicht mehr verfügbar|\
            seite ist nicht verfügbar|artikel nicht gefunden|artikel wurde nicht gefunden|\
            artikel ist nicht mehr verfügbar|artikel nicht mehr verfügbar|gewünschte seite|\
            angeforderte seite|gesuchte seite|inhalt nicht gefunden|inhalt ist nicht mehr verfügbar|ressource wurde nicht gefunden|ressource kann nicht gefunden werden|domain steht zum verkauf|domain ist zu verkaufen|domain zu verkaufen|domain zum verkauf|domain wurde registriert|domain ist registriert|domain wurde geparkt|domain ist geparkt|geparkte domain|hier entsteht eine neue internetpräsenz|hier entsteht eine neue website|hier entsteht eine neue webseite|hier entsteht eine neue homepage|video ist nicht mehr verfügbar|video nicht mehr verfügbar|video wurde entfernt|video wurde gelöscht|video ist privat|video ist nicht verfügbar|beitrag ist nicht mehr verfügbar|artikel wurde entfernt|artikel wurde gelöscht|artikel wurde zurückgezogen|beitrag wurde gelöscht|stelle ist nicht mehr verfügbar|stellenanzeige ist nicht mehr|stellenangebot ist nicht mehr|stellenanzeige ist abgelaufen|stellenangebot ist abgelaufen|stelle ist bereits besetzt|stelle wurde bereits besetzt|website wurde eingestellt|webseite ist nicht mehr verfügbar|inhalt nicht mehr verfügbar|beitrag nicht mehr verfügbar|sendung nicht mehr verfügbar|meldung nicht mehr verfügbar|sendung ist nicht mehr verfügbar|meldung ist nicht mehr verfügbar|inhalt nicht länger verfügbar|domain wurde soeben registriert|domain wurde erfolgreich registriert|noch keine website hinterlegt|noch keine inhalte hinterlegt",
        bare: "nicht gefunden|fehler 404|404 fehler|privates video|video nicht verfügbar",
        excuses: "nicht gefunden|nicht verfügbar|nicht mehr|fehler",
        fillers: "fehler|hoppla|leider|die|der|diese|nicht",
        empty: "keine ergebnisse|keine treffer|keine beiträge gefunden|keine artikel gefunden|nichts gefunden|0 treffer|0 ergebnisse|keine einträge",
    },
    walls: Walls {
        gates: "sitzung ist abgelaufen|sitzung abgelaufen|registrieren sie sich, um|registrieren, um|jetzt registrieren und weiterlesen|kostenlos registrieren|melden sie sich an, um|bitte melden sie sich an|bitte anmelden|anmeldung erforderlich|nur für abonnenten|nur für mitglieder|jetzt weiterlesen mit|sie sind nicht angemeldet oder sie haben keine rechte|sie sind nicht angemeldet oder haben keine berechtigung|du bist nicht angemeldet oder hast keine rechte|du musst registriert und angemeldet sein, um|sie müssen registriert und angemeldet sein, um|nur für registrierte nutzer|nur für registrierte leser|nur für angemeldete nutzer|anmeldung notwendig|anmelden erforderlich|sie müssen sich anmelden|du musst dich anmelden|sie müssen angemeldet sein|du musst angemeldet sein|login erforderlich|dieser inhalt ist passwortgeschützt",
        passing: "etwas ist schiefgelaufen|etwas ist schief gelaufen|ein fehler ist aufgetreten|unerwarteter fehler|technischer fehler|technische probleme|technischen problemen|technische störung|vorübergehend nicht verfügbar|vorübergehend nicht erreichbar|derzeit nicht erreichbar|interner serverfehler|wartungsarbeiten|wartungsmodus|versuchen sie es später|versuche es später|bitte später erneut|wir sind gleich zurück|in kürze wieder|es ist ein fehler aufgetreten|ist ein fehler aufgetreten|es ist ein unerwarteter fehler aufgetreten|es ist ein technischer fehler aufgetreten|leider ist ein fehler aufgetreten|da ist etwas schiefgelaufen|hier ist etwas schiefgelaufen|kurzzeitig nicht verfügbar|kurzzeitig nicht erreichbar|es gab einen kritischen fehler auf|momentan nicht erreichbar|momentan nicht verfügbar|zurzeit nicht erreichbar|anwendungsfehler|bitte versuchen sie es später|interner fehler|fehler beim aufbau einer datenbankverbindung|fehler beim verbinden mit der datenbank|keine verbindung zur datenbank|datenbankfehler",
        denied: "zugriff verweigert|zugang verweigert|kein zugriff|zugriff nicht erlaubt|keine berechtigung",
        titles: "einen moment|nur einen moment|sicherheitsabfrage|sicherheitsüberprüfung|zugriffsprüfung",
        says: "bestätigen sie, dass sie ein mensch sind|dass sie kein roboter sind|ich bin kein roboter|überprüfung ihres browsers|ihr browser wird überprüft|dass du kein roboter bist|dass du ein mensch bist|sind sie ein mensch|sind sie ein roboter|ungewöhnlichen datenverkehr|ungewöhnliche aktivität|ob sie ein mensch sind|ob du ein mensch bist|vor automatisierten abrufen|vor automatisierten zugriffen|dass sie ein mensch sind|dass sie kein bot sind",
        regions: "in ihrer region nicht verfügbar|in deiner region nicht verfügbar|an ihrem standort nicht verfügbar|nicht in ihrem land verfügbar|aus ihrem land nicht|in ihrem land nicht verfügbar|in deinem land nicht verfügbar|nicht verfügbar…ihrem land|nicht verfügbar…deinem land|nicht verfügbar…ihrer region|nicht verfügbar…deiner region|nicht verfügbar…ihrem standort|nicht verfügbar…deinem standort|nicht verfügbar…ihrem gebiet|nicht abrufbar…ihrem land|nicht abrufbar…deinem land|nicht abrufbar…ihrer region|nicht abrufbar…deiner region|nicht abrufbar…ihrem standort|nicht abrufbar…deinem standort|nicht abrufbar…ihrem gebiet|nicht zugänglich…ihrem land|nicht zugänglich…deinem land|nicht zugänglich…ihrer region|nicht zugänglich…deiner region|nicht zugänglich…ihrem standort|nicht zugänglich…deinem standort|nicht zugänglich…ihrem gebiet|nicht angezeigt…ihrem land|nicht angezeigt…deinem land|nicht angezeigt…ihrer region|nicht angezeigt…deiner region|nicht angezeigt…ihrem standort|nicht angezeigt…deinem standort|nicht angezeigt…ihrem gebiet|gesperrt…ihrem land|gesperrt…deinem land|gesperrt…ihrer region|gesperrt…deiner region|gesperrt…ihrem standort|gesperrt…deinem standort|gesperrt…ihrem gebiet|in ihrem land…nicht verfügbar|in ihrem land…nicht abrufbar|in ihrem land…nicht zugänglich|in ihrem land…nicht erlaubt|in ihrem land…nicht angezeigt|in ihrem land…gesperrt|in deinem land…nicht verfügbar|in deinem land…nicht abrufbar|in deinem land…nicht zugänglich|in deinem land…nicht erlaubt|in deinem land…nicht angezeigt|in deinem land…gesperrt|in ihrer region…nicht verfügbar|in ihrer region…nicht abrufbar|in ihrer region…nicht zugänglich|in ihrer region…nicht erlaubt|in ihrer region…nicht angezeigt|in ihrer region…gesperrt|in deiner region…nicht verfügbar|in deiner region…nicht abrufbar|in deiner region…nicht zugänglich|in deiner region…nicht erlaubt|in deiner region…nicht angezeigt|in deiner region…gesperrt|an ihrem standort…nicht verfügbar|an ihrem standort…nicht abrufbar|an ihrem standort…nicht zugänglich|an ihrem standort…nicht erlaubt|an ihrem standort…nicht angezeigt|an ihrem standort…gesperrt|an deinem standort…nicht verfügbar|an deinem standort…nicht abrufbar|an deinem standort…nicht zugänglich|an deinem standort…nicht erlaubt|an deinem standort…nicht angezeigt|an deinem standort…gesperrt|in ihrem gebiet…nicht verfügbar|in ihrem gebiet…nicht abrufbar|in ihrem gebiet…nicht zugänglich|in ihrem gebiet…nicht erlaubt|in ihrem gebiet…nicht angezeigt|in ihrem gebiet…gesperrt|aus ihrem land…nicht verfügbar|aus ihrem land…nicht abrufbar|aus ihrem land…nicht zugänglich|aus ihrem land…nicht erlaubt|aus ihrem land…nicht angezeigt|aus ihrem land…gesperrt|geoblocking",
        consent: "wir verwenden cookies|bevor sie zu|datenschutzeinstellungen|privatsphäre-einstellungen|\
            cookie-einstellungen|weiter mit werbung|mit werbung weiterlesen|ihre privatsphäre|deine privatsphäre|wir nutzen cookies|cookies zustimmen|ihre zustimmung|ihre einwilligung|bevor sie fortfahren|bevor du fortfährst|cookies akzeptieren|verwendung von cookies|datenschutz-einstellungen|cookies und datenschutz|oder im abo weiterlesen|mit werbung oder im abo",
        login: "anmelden|anmeldung|einloggen",
        waits: "sie befinden sich in der warteschlange|sie sind in der warteschlange|du bist in der warteschlange|virtueller warteraum|virtuelle warteschlange|ihre voraussichtliche wartezeit|voraussichtliche wartezeit",
    },
    telling: "der|die|und|in|den|von|zu|das|mit|sich|des|auf|für|ist|im|dem|nicht|ein|eine|als|auch|es|an|\
        werden|aus|er|hat|dass|wird|sie",
};
