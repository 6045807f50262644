//! The words of Dutch.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Dutch: see the fields of [`Language`] for what each list is.
pub static DUTCH: Language = Language {
    code: "nl",
    name: "Dutch",
    months: Months::Named([
        "januari",
        "februari",
        "maart|mrt",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober|okt",
        "november",
        "december",
    ]),
    weekdays: [
        "maandag|ma",
        "dinsdag|di",
        "woensdag|wo",
        "donderdag|do",
        "vrijdag|vr",
        "zaterdag|za",
        "zondag|zo",
    ],
    dates: DateWords {
        hours: "uur",
        minutes: "minuut",
        published: "gepubliceerd|geplaatst",
        modified: "bijgewerkt|gewijzigd",
        accessed: "geraadpleegd|opgehaald",
        joiners: "het|om|laatste|datum",
        of: "van",
        reading: "leestijd|leesduur",
        ordinals: "ste",
        ago: "geleden",
        ..DateWords::NONE
    },
    references: References {
        headings: "bronnen|bron|referenties|voetnoten|noten|literatuur|literatuurlijst|bronvermelding|\
            bronvermeldingen|bronnenlijst|verwijzingen|eindnoten|geciteerd werk|geciteerde werken|\
            geciteerde bronnen|gebruikte bronnen|geraadpleegde bronnen|belangrijkste bronnen",
        joiners: "en",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "reacties|deel dit|meer nieuws|lees ook|lees meer",
        headings: "gerelateerd",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "geschreven door|door|door:|tekst:|auteur:",
        joiners: "en",
        particles: "van|der|den|ter|ten|'t|in't",
        desks: "redactie",
        roles: "verslaggever|redacteur|correspondent",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "natuurlijk|zeker|graag gedaan|hier is|hieronder",
        summary: "samenvatting",
        ..Labels::NONE
    },
    mail: Mail { subject: "onderwerp", from: "van|afzender", date: "datum|verzonden", to: "aan" },
    figures: Figures {
        percent: "procent",
        money: "euro|dollar|pond|roebel",
        units: "mensen|inwoners|doden|banen|kilometer|meter|hectare|ton|graden|stemmen|keer",
        designations: "pagina|hoofdstuk|artikel|nummer|deel",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "twee=2|drie=3|vier=4|vijf=5|zes=6|zeven=7|acht=8|negen=9|tien=10|elf=11|twaalf=12|\
            dertien=13|veertien=14|vijftien=15|zestien=16|zeventien=17|achttien=18|negentien=19|\
            twintig=20|dertig=30|veertig=40|vijftig=50|zestig=60|zeventig=70|tachtig=80|\
            negentig=90",
        scales: "honderd=2|duizend=3|miljoen=6|mln=6|miljard=9|mld=9|biljoen=12",
        about: "ongeveer|circa|zo|rond",
        over: "ruim|meer|dan|boven",
        under: "bijna|minder|onder",
        negations: "niet|geen|nooit|niets|niemand|zonder|noch",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "advertentie", ..Margins::NONE },
    not_found: NotFound {
        phrases: "pagina niet gevonden|pagina bestaat niet|pagina is niet gevonden|\
            pagina kon niet worden gevonden|pagina kan niet worden gevonden|pagina die je zoekt|\
            pagina die u zoekt|opgevraagde pagina|artikel niet gevonden|\
            artikel is niet meer beschikbaar|pagina is niet meer beschikbaar",
        bare: "niet gevonden|fout 404",
        excuses: "niet gevonden|niet beschikbaar",
        fillers: "fout|helaas|deze|de",
    },
    walls: Walls {
        gates: "sessie is verlopen|sessie verlopen|log in om|registreer om|registreer je om|meld je aan om|alleen voor abonnees",
        passing: "er is iets misgegaan|er ging iets mis|er is een fout opgetreden|onverwachte fout|technische problemen|technische storing|tijdelijk niet beschikbaar|tijdelijk niet bereikbaar|interne serverfout|in onderhoud|probeer het later|probeer later",
        denied: "toegang geweigerd|geen toegang",
        regions: "niet beschikbaar in uw land|niet beschikbaar in jouw land|niet beschikbaar in uw regio",
        says: "geen robot bent",
        consent: "cookie-instellingen|voordat je verdergaat",
        login: "inloggen",
        ..Walls::NONE
    },
    telling: "de|van|het|een|in|en|is|dat|op|te|voor|met|zijn|die|aan|niet|door|ook|er|om|bij|uit|naar|maar|\
        dan|nog|werd|wordt|heeft|deze",
};
