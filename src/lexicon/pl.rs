//! The words of Polish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
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
        openers: "autor|autorka|autorzy:|napisał|napisała|tekst:",
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
        percent: "proc|procent|procenta",
        money: "zł|złotych|złote|euro|dolarów|funtów|rubli",
        units: "osób|ludzi|mieszkańców|kilometrów|metrów|hektarów|ton|stopni|głosów|razy",
        designations: "strona|rozdział|artykuł|numer|tom",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dwa=2|dwie=2|dwóch=2|trzy=3|trzech=3|cztery=4|czterech=4|pięć=5|pięciu=5|sześć=6|\
            sześciu=6|siedem=7|siedmiu=7|osiem=8|ośmiu=8|dziewięć=9|dziewięciu=9|dziesięć=10|\
            dziesięciu=10|jedenaście=11|dwanaście=12|trzynaście=13|czternaście=14|piętnaście=15|\
            szesnaście=16|siedemnaście=17|osiemnaście=18|dziewiętnaście=19|dwadzieścia=20|\
            trzydzieści=30|czterdzieści=40|pięćdziesiąt=50",
        scales: "sto=2|tysiąc=3|tysiące=3|tysięcy=3|tys=3|milion=6|miliony=6|milionów=6|mln=6|miliard=9|miliardy=9|miliardów=9|mld=9|bln=12",
        about: "około|ok|niemal|mniej",
        over: "ponad|powyżej|więcej",
        under: "prawie|niemal|poniżej",
        negations: "nie|nigdy|żaden|żadna|nic|nikt|bez|ani",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "drukuj|więcej|reklama", ..Margins::NONE },
    not_found: NotFound {
        things: "stron|artykuł|treść|wpis|temat|materiał|wiadomość",
        lacks: "nie istnieje|nie znaleziono|nie został znaleziony|nie została znaleziona|nie jest już dostępn|został usunięt|została usunięt|wygasł",
        sold: "na sprzedaż",
        phrases: "nie znaleziono strony|strona nie została znaleziona|strona nie istnieje|\
            strony nie znaleziono|strona, której szukasz|artykuł nie istnieje|domena jest na sprzedaż|domena na sprzedaż|kup tę domenę|domena jest zaparkowana|film jest prywatny|film został usunięty|film jest niedostępny|artykuł został usunięty|artykuł jest niedostępny|ogłoszenie wygasło|oferta pracy wygasła|treść nie jest już dostępna|materiał nie jest już dostępny|artykuł nie jest już dostępny|domena została zarejestrowana",
        bare: "nie znaleziono|błąd 404",
        fillers: "błąd",
        empty: "brak wyników|nie znaleziono wyników",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sesja wygasła|zaloguj się, aby|zarejestruj się, aby|musisz się zalogować|tylko dla prenumeratorów|tylko dla subskrybentów|nie jesteś zalogowany lub nie masz uprawnień|musisz być zarejestrowany i zalogowany, aby|tylko dla zarejestrowanych użytkowników|tylko dla zalogowanych użytkowników|wymagane zalogowanie|wymagane logowanie|wymagane jest zalogowanie|musisz być zalogowan|aby zobaczyć tę treść, zaloguj",
        passing: "coś poszło nie tak|wystąpił błąd|nieoczekiwany błąd|problemy techniczne|chwilowo niedostępn|tymczasowo niedostępn|przerwa techniczna|spróbuj ponownie później|spróbuj później|wystąpił nieoczekiwany błąd|wystąpił krytyczny błąd|wystąpił błąd krytyczny|niedostępna z powodu planowanej konserwacji|niedostępna z powodu konserwacji|krótko niedostępn|coś poszło źle|błąd podczas nawiązywania połączenia z bazą|wewnętrzny błąd serwera|błąd serwera|prace konserwacyjne|błąd podczas łączenia się z bazą|błąd połączenia z bazą danych|błąd bazy danych|trwają prace|przerwa konserwacyjna",
        denied: "odmowa dostępu|brak dostępu|dostęp zabroniony|nie masz uprawnień|nie masz dostępu",
        regions: "niedostępna w twoim kraju|niedostępne w twoim kraju|niedostępna w twoim regionie|niedostępne w twoim regionie|niedostępn…twoim kraju|niedostępn…twoim regionie|niedostępn…państwa kraju|niedostępn…państwa regionie|niedostępn…twojej lokalizacji|nie jest dostępn…twoim kraju|nie jest dostępn…twoim regionie|nie jest dostępn…państwa kraju|nie jest dostępn…państwa regionie|nie jest dostępn…twojej lokalizacji",
        says: "nie jestem robotem|nie jesteś robotem|potwierdź, że jesteś człowiekiem|że jesteś człowiekiem|czy jesteś robotem|sprawdzanie przeglądarki|nietypowy ruch|czy jesteś człowiekiem|że nie jesteś robotem|sprawdzamy twoją przeglądarkę|sprawdzanie twojej przeglądarki",
        login: "zaloguj się",
        consent: "twoja prywatność|twojej prywatności|twoją prywatność|używamy plików cookie|ustawienia prywatności|ustawienia plików cookie|zanim przejdziesz|zgoda na cookies|pliki cookie|ustawienia zgody",
        waits: "jesteś w kolejce|wirtualna poczekalnia|szacowany czas oczekiwania",
        ..Walls::NONE
    },
    telling: "w|i|na|z|się|do|nie|że|o|to|jest|za|od|po|przez|jak|dla|ale|oraz|był|które|są|ze|co|lub|tym|\
        już|może|jego",
};
