//! The words of Swedish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Swedish: see the fields of [`Language`] for what each list is.
pub static SWEDISH: Language = Language {
    code: "sv",
    name: "Swedish",
    months: Months::Named([
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober|okt",
        "november",
        "december",
    ]),
    weekdays: [
        "måndag|mån",
        "tisdag|tis",
        "onsdag|ons",
        "torsdag|tors",
        "fredag|fre",
        "lördag|lör",
        "söndag|sön",
    ],
    dates: DateWords {
        minutes: "minuter",
        published: "publicerad|publicerat",
        modified: "uppdaterad|uppdaterat|ändrad",
        accessed: "hämtad|hämtat|hämtades",
        joiners: "den|kl|senast",
        reading: "lästid",
        ago: "sedan",
        ..DateWords::NONE
    },
    references: References {
        headings: "källor|källa|referenser|källförteckning|källhänvisningar|noter|fotnoter|litteratur|\
            bibliografi|länkar|citerade verk|använda källor|referenslista|referencelista",
        joiners: "och",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "kommentarer|fler artiklar|läs också|läs mer",
        lines: "dela",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "av|av:|text och foto:|skriven av",
        joiners: "och",
        particles: "af|av",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "självklart|visst|absolut|här är|här kommer|nedan",
        title: "rubrik",
        summary: "sammanfattning",
        ..Labels::NONE
    },
    mail: Mail { subject: "ämne", from: "från", date: "datum|skickat", to: "till" },
    figures: Figures {
        percent: "procent",
        money: "kronor|kr|euro|dollar|pund",
        units: "personer|människor|invånare|döda|jobb|kilometer|meter|hektar|ton|grader|röster|gånger",
        designations: "sida|kapitel|artikel|nummer|band",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "två=2|tre=3|fyra=4|fem=5|sex=6|sju=7|åtta=8|nio=9|tio=10|elva=11|tolv=12|tretton=13|\
            fjorton=14|femton=15|sexton=16|sjutton=17|arton=18|nitton=19|tjugo=20|trettio=30|\
            fyrtio=40|femtio=50|sextio=60|sjuttio=70|åttio=80|nittio=90",
        scales: "hundra=2|tusen=3|miljon=6|miljoner=6|mn=6|miljard=9|miljarder=9|md=9",
        about: "cirka|ca|ungefär|omkring|runt",
        over: "över|än|minst",
        under: "nästan|under|knappt",
        negations: "inte|ej|icke|aldrig|ingen|inget|inga|ingenting|utan|varken",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "reklam|annons", ..Margins::NONE },
    not_found: NotFound {
        fillers: "fel",
        things: "sida|sidan|artikel|inlägg|innehåll|tråd|ämne",
        lacks: "finns inte|hittades inte|kunde inte hittas|har tagits bort|är borttag|inte längre tillgänglig|har raderats|är raderad",
        sold: "till salu|är till salu",
        phrases: "sidan hittades inte|sidan kunde inte hittas|sidan finns inte|sidan du söker|\
            sidan du letar efter|domänen är till salu|domän till salu|videon är privat|videon är inte längre tillgänglig|videon har tagits bort|artikeln har tagits bort|artikeln finns inte|annonsen har utgått|tjänsten är tillsatt|innehållet är inte längre tillgängligt|programmet är inte längre tillgängligt",
        bare: "hittades inte|fel 404|404-fel",
        empty: "inga träffar|inga resultat",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sessionen har gått ut|logga in för att|registrera dig för att|endast för prenumeranter|du är inte inloggad eller så har du inte behörighet|endast för registrerade användare|inloggning krävs|du måste logga in|du måste vara inloggad|logga in krävs",
        passing: "något gick fel|ett fel har inträffat|ett fel inträffade|tekniska problem|tekniskt fel|tillfälligt otillgänglig|försök igen senare|underhåll pågår|ett fel uppstod|ett fel har uppstått|det har uppstått ett fel|det uppstod ett fel|ett kritiskt fel har|ett oväntat fel|kortvarigt otillgänglig|något har gått fel|internt serverfel|fel vid anslutning till databasen|fel vid upprättande av|databasfel|sidan är under underhåll|vi utför underhåll|planerat underhåll",
        denied: "åtkomst nekad|tillträde nekat|åtkomst förbjuden|du har inte behörighet",
        regions: "inte tillgänglig i ditt land|inte tillgängligt i ditt land|inte tillgängligt i din region|inte tillgänglig…ditt land|inte tillgänglig…din region|inte tillgänglig…ditt område|inte tillgänglig…där du|inte visas…ditt land|inte visas…din region|inte visas…ditt område|inte visas…där du|otillgänglig…ditt land|otillgänglig…din region|otillgänglig…ditt område|otillgänglig…där du",
        login: "logga in",
        consent: "vi använder cookies|vi använder kakor|din integritet|cookie-inställningar|cookieinställningar|innan du fortsätter|godkänn cookies|ditt samtycke",
        says: "bekräfta att du är människa|att du inte är en robot|är du en robot|kontrollerar din webbläsare|att du är en människa|om du är en människa|att du är människa",
        ..Walls::NONE
    },
    telling: "och|i|att|en|som|på|är|av|för|det|med|den|till|har|de|inte|om|ett|han|men|var|jag|sig|från|vi|\
        så|kan|när|år|under",
};
