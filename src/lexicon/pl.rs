//! The words of Polish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Polish: see the fields of [`Language`] for what each list is.
pub static POLISH: Language = Language {
    code: "pl",
    name: "Polish",
    months: Months::Named([
        "styczeń|stycznia|sty",
        "luty|lutego|lut",
        "marzec|marca",
        "kwiecień|kwietnia|kwi",
        "maj|maja",
        "czerwiec|czerwca|cze",
        "lipiec|lipca|lip",
        "sierpień|sierpnia|sie",
        "wrzesień|września|wrz",
        "październik|października|paź",
        "listopad|listopada|lis",
        "grudzień|grudnia|gru",
    ]),
    weekdays: [
        "poniedziałek|pon",
        "wtorek|wt",
        "środa|śr",
        "czwartek|czw",
        "piątek|pt",
        "sobota|sob",
        "niedziela|niedz",
    ],
    dates: DateWords {
        minutes: "minut",
        year: "roku|r",
        published: "opublikowano|publikacja|dodano",
        modified: "zaktualizowano|aktualizacja",
        accessed: "dostęp",
        joiners: "godz|godzina|o",
        reading: "czytania|czytanie|czas",
        ago: "temu",
        ..DateWords::NONE
    },
    references: References {
        headings: "źródła|źródło|przypisy|odnośniki|literatura|referencje|odniesienia|linki|cytaty|\
            cytowania|wykaz źródeł|cytowane prace|cytowane źródła|wykorzystane źródła|główne źródła|\
            źródła cytowane|spis źródeł|prace cytowane",
        joiners: "i",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "komentarze|czytaj także|zobacz także",
        lines: "udostępnij",
        headings: "polecane|powiązane|przeczytaj",
    },
    bylines: Bylines {
        openers: "autor|napisał|napisała|tekst:",
        joiners: "i",
        desks: "redakcja",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "oczywiście|jasne|oto|poniżej",
        title: "tytuł",
        summary: "streszczenie",
        ..Labels::NONE
    },
    mail: Mail { subject: "temat", from: "od|nadawca", date: "data|wysłano|wysłane", to: "do" },
    figures: Figures {
        scales: "tys|tysiąc|tysiące|tysięcy|mln|milion|miliony|milionów|mld|miliard|miliardy|miliardów|bln",
        percent: "proc|procent|procenta",
        money: "zł|złotych|złote|euro|dolarów|funtów|rubli",
        units: "osób|ludzi|mieszkańców|kilometrów|metrów|hektarów|ton|stopni|głosów|razy",
        designations: "strona|rozdział|artykuł|numer|tom",
        ..Figures::NONE
    },
    margins: Margins { furniture: "drukuj|więcej|reklama", ..Margins::NONE },
    not_found: NotFound {
        phrases: "nie znaleziono strony|strona nie została znaleziona|strona nie istnieje|\
            strony nie znaleziono|strona, której szukasz|artykuł nie istnieje",
        bare: "nie znaleziono|błąd 404",
        fillers: "błąd",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sesja wygasła|zaloguj się, aby|zarejestruj się, aby|musisz się zalogować|tylko dla prenumeratorów|tylko dla subskrybentów",
        passing: "coś poszło nie tak|wystąpił błąd|nieoczekiwany błąd|problemy techniczne|chwilowo niedostępn|tymczasowo niedostępn|przerwa techniczna|spróbuj ponownie później|spróbuj później",
        denied: "odmowa dostępu|brak dostępu|dostęp zabroniony",
        regions: "niedostępna w twoim kraju|niedostępne w twoim kraju|niedostępna w twoim regionie|niedostępne w twoim regionie",
        says: "nie jestem robotem|nie jesteś robotem",
        login: "zaloguj się",
        ..Walls::NONE
    },
    telling: "w|i|na|z|się|do|nie|że|o|to|jest|za|od|po|przez|jak|dla|ale|oraz|był|które|są|ze|co|lub|tym|\
        już|może|jego",
};
