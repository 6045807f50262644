//! The words of Croatian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Croatian: see the fields of [`Language`] for what each list is.
pub static CROATIAN: Language = Language {
    code: "hr",
    name: "Croatian",
    months: Months::Named([
        "siječanj|siječnja|sij",
        "veljača|veljače|velj",
        "ožujak|ožujka|ožu",
        "travanj|travnja",
        "svibanj|svibnja|svi",
        "lipanj|lipnja",
        "srpanj|srpnja",
        "kolovoz|kolovoza",
        "rujan|rujna|ruj",
        "listopad|listopada",
        "studeni|studenoga|studenog|stu",
        "prosinac|prosinca",
    ]),
    weekdays: [
        "ponedjeljak",
        "utorak",
        "srijeda|srijedu",
        "četvrtak",
        "petak",
        "subota|subotu",
        "nedjelja|nedjelju",
    ],
    dates: DateWords {
        hours: "sat|sati",
        minutes: "minuta",
        published: "objavljeno|objavljen",
        modified: "ažurirano|izmijenjeno",
        accessed: "pristupljeno",
        joiners: "u",
        ago: "jučer|danas",
        ..DateWords::NONE
    },
    references: References {
        headings: "izvori|izvor|reference|literatura|bilješke|fusnote|bibliografija|popis literature|\
            poveznice|\
            citirana djela|citirani radovi|korišteni izvori|korištena literatura|literatura i izvori",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "pročitajte i|pročitajte još|komentari|vezane vijesti|povezani članci",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "piše:|pišu:|napisao:|napisala:|tekst:|autorica:|autori:",
        joiners: "i",
        ..Bylines::NONE
    },
    labels: Labels { preamble: "naravno|svakako|evo|u nastavku", ..Labels::NONE },
    mail: Mail { subject: "predmet", from: "od|šalje", date: "datum|poslano", to: "za|prima" },
    figures: Figures {
        percent: "posto",
        money: "eura|kuna|dolara|funti",
        units: "ljudi|osoba|stanovnika|kilometara|metara|hektara|tona|stupnjeva|glasova",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dva=2|dvije=2|tri=3|četiri=4|pet=5|šest=6|sedam=7|osam=8|devet=9|deset=10|\
            jedanaest=11|dvanaest=12",
        scales: "sto=2|tisuća=3|tisuće=3|tisućà=3|milijun=6|milijuna=6|milijarda=9|milijarde=9|\
            milijardi=9",
        about: "oko|otprilike",
        over: "više|preko|iznad",
        under: "gotovo|skoro|ispod",
        negations: "ne|nije|nikad|nitko|ništa|bez|ni",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "greška|pogreška",
        bare: "nije pronađeno|pogreška 404|greška 404",
        things: "stranica|članak|sadržaj|vijest|tema",
        lacks: "nije pronađen|ne postoji|je obrisan|je uklonjen|je izbrisan|više nije dostup|nije moguće pronaći",
        sold: "na prodaju",
        phrases: "stranica nije pronađena|stranica ne postoji|tražena stranica",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sesija je istekla|prijavite se|samo za pretplatnike|potrebna je prijava|morate se prijaviti|morate biti prijavljeni|nužna prijava|samo za registrirane",
        passing: "nešto je pošlo po zlu|došlo je do pogreške|došlo je do greške|privremeno nedostup|pokušajte kasnije|pojavila se pogreška|dogodila se pogreška|dogodila se greška|kritična pogreška|pogreška poslužitelja|radovi na održavanju|u tijeku je održavanje|pogreška pri uspostavljanju veze|greška pri povezivanju|planirano održavanje|stranica je u održavanju",
        denied: "pristup odbijen|pristup zabranjen|nemate pristup|nemate ovlasti",
        regions: "nije dostupan u vašoj zemlji|nije dostupno u vašoj zemlji",
        says: "da niste robot|nisam robot|da ste čovjek|provjera preglednika",
        consent: "koristimo kolačiće|vaša privatnost|postavke kolačića",
        ..Walls::NONE
    },
    telling: "",
};
