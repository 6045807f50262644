//! The words of Serbian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Serbian: see the fields of [`Language`] for what each list is.
pub static SERBIAN: Language = Language {
    code: "sr",
    name: "Serbian",
    // News is written in both alphabets.
    months: Months::Named([
        "јануар|januar",
        "фебруар|februar",
        "март|mart",
        "април|april",
        "мај|maj",
        "јун",
        "јул",
        "август|avgust",
        "септембар|septembar",
        "октобар|oktobar",
        "новембар|novembar",
        "децембар|decembar",
    ]),
    weekdays: [
        "понедељак|ponedeljak",
        "уторак|utorak",
        "среда|sreda",
        "четвртак|četvrtak",
        "петак|petak",
        "субота|subota",
        "недеља|nedelja",
    ],
    dates: DateWords {
        published: "objavljeno|објављено",
        modified: "ажурирано|ažurirano",
        joiners: "u|у",
        ..DateWords::NONE
    },
    references: References {
        headings: "извори|извор|извори и референце|референце|напомене|izvori|izvor|reference|literatura|\
            napomene",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "прочитајте још|pročitajte još|коментари|komentari", ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "piše:|пише:|аутор:|ауторка:|autorka:|текст:",
        joiners: "и|i",
        ..Bylines::NONE
    },
    labels: Labels { preamble: "наравно|свакако|ево|naravno|svakako|evo", ..Labels::NONE },
    mail: Mail {
        subject: "тема|предмет|tema|naslov",
        from: "од|шаље|od|šalje",
        date: "датум|datum|послато|poslato",
        to: "за|коме|za|prima",
    },
    figures: Figures {
        percent: "процената|процента|odsto|posto",
        money: "динара|евра|долара|dinara|evra|dolara",
        units: "људи|особа|становника|километара|метара|тона|ljudi|osoba|kilometara|metara",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "два=2|две=2|три=3|четири=4|пет=5|шест=6|седам=7|осам=8|девет=9|десет=10",
        scales: "сто=2|хиљада=3|хиљаде=3|милион=6|милиона=6|милијарда=9|милијарде=9|милијарди=9|\
            hiljada=3|miliona=6|milijardi=9",
        about: "око|oko",
        over: "више|преко|više|preko",
        under: "скоро|готово|skoro|gotovo",
        negations: "не|није|никад|нико|ништа|без|ne|nije|bez",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "грешка|greška",
        bare: "није пронађено|nije pronađeno|грешка 404|greška 404",
        things: "страница|чланак|садржај|вест|stranica|članak|sadržaj|vest|tema",
        lacks: "није пронађен|не постоји|је обрисан|је уклоњен|nije pronađen|ne postoji|je obrisan|je uklonjen|više nije dostup|више није доступ",
        sold: "на продају|na prodaju",
        phrases: "страница није пронађена|stranica nije pronađena",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "сесија је истекла|пријавите се|sesija je istekla|prijavite se|потребна је пријава|potrebna je prijava|морате се пријавити|morate se prijaviti|морате бити пријављени|morate biti prijavljeni|само за регистроване|samo za registrovane",
        passing: "нешто је пошло по злу|дошло је до грешке|došlo je do greške|privremeno nedostup|привремено недоступ|покушајте касније|došlo je do kritične greške|дошло је до критичне грешке|greška na serveru|грешка на серверу|pojavila se greška|појавила се грешка|u toku je održavanje|грешка при успостављању везе|greška pri uspostavljanju veze|планирано одржавање|planirano održavanje|радови на одржавању|radovi na održavanju",
        denied: "приступ одбијен|pristup odbijen",
        regions: "није доступан у вашој земљи|nije dostupan u vašoj zemlji",
        says: "da niste robot|да нисте робот|nisam robot|нисам робот|провера прегледача|provera pregledača",
        consent: "koristimo kolačiće|користимо колачиће|vaša privatnost",
        ..Walls::NONE
    },
    telling: "",
};
