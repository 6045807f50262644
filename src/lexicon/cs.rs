//! The words of Czech.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Czech: see the fields of [`Language`] for what each list is.
pub static CZECH: Language = Language {
    code: "cs",
    name: "Czech",
    months: Months::Named([
        "leden|ledna",
        "únor|února",
        "březen|března",
        "duben|dubna",
        "květen|května",
        "červen|června",
        "červenec|července",
        "srpen|srpna",
        "září",
        "říjen|října",
        "listopad|listopadu",
        "prosinec|prosince",
    ]),
    weekdays: ["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota|so", "neděle"],
    dates: DateWords {
        minutes: "minuta|minuty",
        year: "roku",
        published: "zveřejněno|publikováno|vydáno",
        modified: "aktualizováno",
        accessed: "citováno|dostupné",
        joiners: "dne|v|ve|datum",
        reading: "čtení",
        ..DateWords::NONE
    },
    references: References {
        headings: "reference a zdroje|zdroje|odkazy|poznámky|poznámky pod čarou|použitá literatura|\
            seznam literatury|citace|citovaná díla|citované zdroje|použité zdroje|citované práce|\
            hlavní zdroje",
        joiners: "a",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "čtěte také|přečtěte si také|komentáře|související články",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "autoři:|autor:|autorka:|napsal:|napsala:|text:",
        joiners: "a",
        desks: "redakce",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "samozřejmě|jistě|zde je|tady je|níže",
        title: "titulek",
        summary: "shrnutí",
        ..Labels::NONE
    },
    mail: Mail { subject: "předmět", from: "od", date: "datum|odesláno", to: "komu|kopie" },
    figures: Figures {
        percent: "procento|procenta|procent",
        money: "kč|korun|koruny|eur|dolarů|liber",
        units: "lidí|osob|obyvatel|kilometrů|metrů|hektarů|tun|stupňů|hlasů",
        designations: "strana|kapitola|článek|číslo",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dva=2|dvě=2|dvou=2|tři=3|tří=3|čtyři=4|pět=5|pěti=5|šest=6|šesti=6|sedm=7|sedmi=7|\
            osm=8|osmi=8|devět=9|devíti=9|deset=10|deseti=10|jedenáct=11|dvanáct=12",
        scales: "sto=2|tisíc=3|tisíce=3|tis=3|milion=6|milionu=6|miliony=6|milionů=6|mil=6|\
            miliarda=9|miliardy=9|miliard=9|mld=9",
        about: "asi|zhruba|kolem|přibližně",
        over: "přes|více|nad",
        under: "téměř|skoro|pod",
        negations: "ne|není|nikdy|nikdo|nic|žádný|žádná|bez|ani",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "reklama", ..Margins::NONE },
    not_found: NotFound {
        things: "stránk|článek|článk|obsah|příspěv|téma",
        lacks: "nenalezen|neexistuje|nebyl nalezen|nebyla nalezena|byl odstraněn|byla odstraněna|byl smazán|byla smazána|již není k dispozici|není již dostupn|už není dostupn|nepodařilo najít",
        sold: "na prodej",
        phrases: "stránka nenalezena|stránka nebyla nalezena|stránka neexistuje|požadovaná stránka|doména je na prodej|video je soukromé|video bylo odstraněno|článek byl odstraněn|článek nenalezen|inzerát vypršel|obsah již není dostupný|obsah už není dostupný|článek již není dostupný|doména byla zaregistrována",
        bare: "nenalezeno|chyba 404",
        fillers: "chyba",
        empty: "žádné výsledky|nic nenalezeno",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "platnost relace vypršela|relace vypršela|přihlaste se|pro pokračování se|jen pro předplatitele|nejste přihlášeni nebo nemáte dostatečná oprávnění|pouze pro registrované uživatele|jen pro registrované uživatele|vyžadováno přihlášení|je vyžadováno přihlášení|musíte se přihlásit|musíte být přihlášen|přihlášení je nutné|je nutné se přihlásit|pro zobrazení se musíte přihlásit",
        passing: "něco se pokazilo|došlo k chybě|neočekávaná chyba|technické potíže|dočasně nedostupn|probíhá údržba|zkuste to později|nastala chyba|vyskytla se chyba|objevila se chyba|došlo k neočekávané chybě|došlo ke kritické chybě|krátce nedostupn|interní chyba serveru|chyba serveru|probíhá plánovaná údržba|stala se chyba|chyba při navazování spojení s databází|chyba při připojování k databázi|chyba databáze|plánovaná údržba|stránky jsou v údržbě|web je v údržbě",
        denied: "přístup odepřen|přístup zamítnut|nemáte oprávnění|nemáte přístup|přístup zakázán",
        regions: "není ve vaší zemi dostupn|není ve vašem regionu dostupn|ve vaší zemi…nedostupn|ve vaší zemi…není dostupn|ve vaší zemi…není k dispozici|ve vašem regionu…nedostupn|ve vašem regionu…není dostupn|ve vašem regionu…není k dispozici|ve vaší oblasti…nedostupn|ve vaší oblasti…není dostupn|ve vaší oblasti…není k dispozici|nedostupn…vaší zemi|nedostupn…vašem regionu|není k dispozici…vaší zemi|není k dispozici…vašem regionu|není dostupn…vaší zemi|není dostupn…vašem regionu",
        says: "ověřte, že jste člověk|že nejste robot|nejsem robot|že jste člověk|zda jste člověk|jestli jste člověk|kontrola prohlížeče|kontrolujeme váš prohlížeč|ověřujeme, že",
        consent: "používáme cookies|vaše soukromí|nastavení cookies|souhlas s cookies|než budete pokračovat|nastavení souhlasu|udělení souhlasu|potřebujeme váš souhlas",
        ..Walls::NONE
    },
    telling: "a|v|na|se|že|je|s|z|do|o|to|i|ve|by|za|pro|jsou|jako|ale|po|od|který|podle|byl|také|jeho|až|\
        při|ze",
};
