//! The words of Hungarian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Hungarian: see the fields of [`Language`] for what each list is.
pub static HUNGARIAN: Language = Language {
    code: "hu",
    name: "Hungarian",
    months: Months::Named([
        "január",
        "február",
        "március|márc",
        "április|ápr",
        "május|máj",
        "június|jún",
        "július|júl",
        "augusztus",
        "szeptember|szept",
        "október|okt",
        "november",
        "december",
    ]),
    weekdays: ["hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"],
    dates: DateWords {
        minutes: "perc",
        published: "megjelent|közzétéve",
        modified: "frissítve|frissült|módosítva",
        accessed: "hozzáférés|megtekintve",
        reading: "olvasási",
        ..DateWords::NONE
    },
    references: References {
        headings: "hivatkozások|források|jegyzetek|lábjegyzetek|irodalom|felhasznált források|\
            idézett művek|fő források",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "olvassa el ezt is|kapcsolódó cikkek|hozzászólások", ..Trailers::NONE
    },
    bylines: Bylines { openers: "szerző:|szerzők:|írta:|szöveg:", ..Bylines::NONE },
    labels: Labels { preamble: "természetesen|persze|íme|itt van|alább", title: "cím", ..Labels::NONE },
    mail: Mail { subject: "tárgy", from: "feladó", date: "dátum|elküldve", to: "címzett" },
    figures: Figures {
        percent: "százalék|százaléka",
        money: "forint|ft|euró|dollár|font",
        units: "ember|fő|lakos|kilométer|méter|hektár|tonna|fok|szavazat",
        designations: "oldal|fejezet|cikk|szám",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "kettő=2|két=2|három=3|négy=4|öt=5|hat=6|hét=7|nyolc=8|kilenc=9|tíz=10",
        scales: "száz=2|ezer=3|millió=6|milliárd=9",
        about: "körülbelül|mintegy|nagyjából",
        over: "több|mint|legalább",
        under: "majdnem|csaknem|közel",
        negations: "nem|ne|soha|senki|semmi|nélkül|sem",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "oldal|cikk|tartalom|bejegyzés|téma",
        lacks: "nem található|nem létezik|már nem elérhető|már nem érhető el|már nincs|törölték|törölve lett|törlésre került|eltávolított|megszűnt",
        sold: "eladó",
        phrases: "az oldal nem található|a keresett oldal",
        bare: "nem található|404-es hiba|hiba 404|az oldal nem található",
        fillers: "hiba",
        empty: "nincs találat",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "munkamenet lejárt|a folytatáshoz jelentkezz|jelentkezzen be|csak előfizetőknek|bejelentkezés szükséges|be kell jelentkez|bejelentkezés után|csak regisztrált felhasználók|nincs bejelentkezve vagy|a megtekintéshez jelentkez|kérjük, jelentkezz",
        passing: "valami hiba történt|hiba történt|váratlan hiba|technikai hiba|átmenetileg nem elérhető|próbálja újra később|próbálkozzon később|hiba lépett fel|hiba merült fel|kritikus hiba|belső szerverhiba|karbantartás miatt nem|karbantartás alatt|rövid ideig nem elérhető|valami elromlott|hiba az adatbázis-kapcsolat|hiba az adatbázishoz|adatbázis-kapcsolódási hiba|adatbázishiba|karbantartást végzünk|karbantartás miatt|tervezett karbantartás|az oldal karbantartás",
        denied: "hozzáférés megtagadva|a hozzáférés megtagadva|nincs jogosultság|hozzáférés korlátozva",
        regions: "nem érhető el az ön országában|nem elérhető az ön országában|nem érhető el az országodban",
        says: "hogy nem robot|nem vagyok robot|hogy ön ember|böngésző ellenőrzése|böngészőjét ellenőrizzük|ellenőrizzük a böngész|nem egy robot",
        consent: "sütiket használ|adatvédelmi beállítások|süti beállítások|mielőtt folytatná",
        ..Walls::NONE
    },
    telling: "a|az|és|hogy|nem|is|egy|meg|volt|de|ez|már|csak|el|van|mint|még|azt|után|pedig|lesz|ki|ha|sem|\
        szerint",
};
