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
        things: "pagina|artikel|bericht|inhoud|onderwerp",
        lacks: "bestaat niet|niet gevonden|niet meer beschikbaar|is verwijderd|werd verwijderd|niet langer beschikbaar|niet meer online",
        sold: "te koop",
        phrases: "pagina niet gevonden|pagina bestaat niet|pagina is niet gevonden|\
            pagina kon niet worden gevonden|pagina kan niet worden gevonden|pagina die je zoekt|\
            pagina die u zoekt|opgevraagde pagina|artikel niet gevonden|\
            artikel is niet meer beschikbaar|pagina is niet meer beschikbaar|domein is te koop|domeinnaam is te koop|domeinnaam te koop|domein te koop|koop dit domein|domeinnaam is geregistreerd|domein is geregistreerd|domein is geparkeerd|video is privé|video is niet meer beschikbaar|video is niet beschikbaar|video is verwijderd|artikel is verwijderd|artikel is ingetrokken|artikel bestaat niet|vacature is verlopen|vacature is niet meer beschikbaar|vacature is gesloten|vacature is vervuld|inhoud is niet meer beschikbaar|inhoud niet meer beschikbaar|domeinnaam is geregistreerd voor een klant",
        bare: "niet gevonden|fout 404",
        excuses: "niet gevonden|niet beschikbaar",
        fillers: "fout|helaas|deze|de",
        empty: "geen resultaten|niets gevonden|0 resultaten|geen artikelen gevonden",
    },
    walls: Walls {
        gates: "sessie is verlopen|sessie verlopen|log in om|registreer om|registreer je om|meld je aan om|alleen voor abonnees|je bent niet ingelogd of je hebt geen toestemming|u bent niet ingelogd of u heeft geen toestemming|je moet geregistreerd en aangemeld zijn om dit|alleen voor geregistreerde gebruikers|aanmelden vereist|aanmelden verplicht|inloggen vereist|inloggen verplicht|je moet ingelogd zijn|u moet ingelogd zijn|je moet inloggen|u moet inloggen|je moet je aanmelden|u moet zich aanmelden",
        passing: "er is iets misgegaan|er ging iets mis|er is een fout opgetreden|onverwachte fout|technische problemen|technische storing|tijdelijk niet beschikbaar|tijdelijk niet bereikbaar|interne serverfout|in onderhoud|probeer het later|probeer later|even niet beschikbaar voor gepland onderhoud|niet beschikbaar wegens gepland onderhoud|niet beschikbaar wegens onderhoud|er heeft zich een kritieke fout voorgedaan|kritieke fout op deze site|er heeft zich een fout voorgedaan|er is een onverwachte fout opgetreden|er is iets fout gegaan|er is iets mis gegaan|fout bij het maken van een databaseverbinding|interne fout|probeer het over|fout bij het maken van verbinding met de database|fout bij het tot stand brengen|kan geen verbinding maken met de database|databasefout|onderhoudswerkzaamheden",
        denied: "toegang geweigerd|geen toegang",
        regions: "niet beschikbaar in uw land|niet beschikbaar in jouw land|niet beschikbaar in uw regio|niet beschikbaar…uw land|niet beschikbaar…jouw land|niet beschikbaar…je land|niet beschikbaar…uw regio|niet beschikbaar…jouw regio|niet beschikbaar…je regio|niet beschikbaar…uw locatie|niet beschikbaar…je locatie|niet beschikbaar…jouw locatie|niet beschikbaar…uw gebied|niet toegankelijk…uw land|niet toegankelijk…jouw land|niet toegankelijk…je land|niet toegankelijk…uw regio|niet toegankelijk…jouw regio|niet toegankelijk…je regio|niet toegankelijk…uw locatie|niet toegankelijk…je locatie|niet toegankelijk…jouw locatie|niet toegankelijk…uw gebied|niet te bekijken…uw land|niet te bekijken…jouw land|niet te bekijken…je land|niet te bekijken…uw regio|niet te bekijken…jouw regio|niet te bekijken…je regio|niet te bekijken…uw locatie|niet te bekijken…je locatie|niet te bekijken…jouw locatie|niet te bekijken…uw gebied|niet te zien…uw land|niet te zien…jouw land|niet te zien…je land|niet te zien…uw regio|niet te zien…jouw regio|niet te zien…je regio|niet te zien…uw locatie|niet te zien…je locatie|niet te zien…jouw locatie|niet te zien…uw gebied|geblokkeerd…uw land|geblokkeerd…jouw land|geblokkeerd…je land|geblokkeerd…uw regio|geblokkeerd…jouw regio|geblokkeerd…je regio|geblokkeerd…uw locatie|geblokkeerd…je locatie|geblokkeerd…jouw locatie|geblokkeerd…uw gebied",
        says: "geen robot bent|bevestig dat u een mens bent|bevestig dat je een mens bent|bent u een robot|ben je een robot|uw browser wordt gecontroleerd|je browser wordt gecontroleerd|ongebruikelijk verkeer|dat je een mens bent|dat u een mens bent|of u een mens bent|of je een mens bent|dat je geen robot bent|dat u geen robot bent|ik ben geen robot|controleren van je browser|controleren van uw browser",
        consent: "cookie-instellingen|voordat je verdergaat|uw privacy|jouw privacy|je privacy|cookies accepteren|gebruiken cookies|gebruikt cookies|gebruik van cookies|cookievoorkeuren|cookie-voorkeuren|cookievoorkeur|cookiekeuze|cookie-keuze|toestemming voor cookies|cookiemelding|cookiemuur|privacy-instellingen|privacyinstellingen|privacyvoorkeuren|cookies en privacy|privacy en cookies|privacy & cookies|voordat u verder|voordat je verder|jouw toestemming|uw toestemming|je toestemming|om met cookies",
        login: "inloggen|aanmelden|log in",
        waits: "u staat in de wachtrij|je staat in de wachtrij|virtuele wachtruimte|virtuele wachtkamer|geschatte wachttijd",
        ..Walls::NONE
    },
    telling: "de|van|het|een|in|en|is|dat|op|te|voor|met|zijn|die|aan|niet|door|ook|er|om|bij|uit|naar|maar|\
        dan|nog|werd|wordt|heeft|deze",
};
