//! The words of Slovak.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Slovak: see the fields of [`Language`] for what each list is.
pub static SLOVAK: Language = Language {
    code: "sk",
    name: "Slovak",
    months: Months::Named([
        "január|januára",
        "február|februára",
        "marec|marca",
        "apríl|apríla",
        "máj|mája",
        "jún|júna",
        "júl|júla",
        "august|augusta",
        "september|septembra",
        "október|októbra",
        "november|novembra",
        "december|decembra",
    ]),
    weekdays: ["pondelok", "utorok", "streda", "štvrtok", "piatok", "sobota", "nedeľa"],
    dates: DateWords {
        published: "publikované", modified: "aktualizované|aktualizovaný", ..DateWords::NONE
    },
    references: References { headings: "zdroje|odkazy|poznámky", ..References::NONE },
    trailers: Trailers {
        openers: "prečítajte si aj|čítajte aj|komentáre|súvisiace články",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "autor:|autorka:|autori:|napísal:|napísala:|text:",
        joiners: "a",
        ..Bylines::NONE
    },
    labels: Labels { preamble: "samozrejme|iste|tu je|nižšie", ..Labels::NONE },
    mail: Mail { subject: "predmet", from: "od", date: "dátum|odoslané", to: "komu|kópia" },
    figures: Figures {
        percent: "percento|percentá|percent",
        money: "eur|dolárov|korún|libier",
        units: "ľudí|osôb|obyvateľov|kilometrov|metrov|hektárov|ton|stupňov|hlasov",
        designations: "strana|kapitola|článok|číslo",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dva=2|dve=2|dvoch=2|tri=3|troch=3|štyri=4|štyroch=4|päť=5|šesť=6|sedem=7|osem=8|\
            deväť=9|desať=10|jedenásť=11|dvanásť=12",
        scales: "sto=2|tisíc=3|tis=3|milión=6|milióny=6|miliónov=6|mil=6|miliarda=9|miliardy=9|\
            miliárd=9|mld=9",
        about: "asi|približne|okolo",
        over: "viac|vyše|nad",
        under: "takmer|skoro|pod",
        negations: "nie|nikdy|nikto|nič|žiadny|bez|ani",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "chyba",
        bare: "nenájdené|stránka nenájdená|chyba 404",
        things: "stránk|článok|článk|obsah|príspev|téma",
        lacks: "neexistuje|nenájden|nebol nájden|nebola nájdená|bol odstránen|bola odstránená|bol vymazan|bola vymazaná|už nie je dostupn|sa nenašl",
        sold: "na predaj",
        phrases: "stránka sa nenašla|stránka nebola nájdená|stránka neexistuje",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "relácia vypršala|prihláste sa|len pre predplatiteľov|vyžaduje sa prihlásenie|je potrebné prihlásenie|musíte sa prihlásiť|musíte byť prihlásen|je potrebné prihlásiť sa|nie ste prihlásený alebo|len pre registrovaných",
        passing: "niečo sa pokazilo|vyskytla sa chyba|technické problémy|dočasne nedostupn|skúste to neskôr|nastala chyba|došlo k chybe|vznikla chyba|neočakávaná chyba|kritická chyba|interná chyba servera|prebieha údržba|chyba pri pripájaní k databáze|chyba pri nadväzovaní spojenia s databázou|chyba databázy|plánovaná údržba|stránka je v údržbe",
        denied: "prístup odmietnutý|prístup zamietnutý|nemáte oprávnenie|prístup zakázaný",
        regions: "nie je vo vašej krajine dostupn|nie je dostupný vo vašej krajine",
        says: "že nie ste robot|nie som robot|že ste človek|kontrola prehliadača",
        consent: "používame cookies|vaše súkromie|nastavenia cookies|nastavenie súhlasu|potrebujeme váš súhlas",
        ..Walls::NONE
    },
    telling: "",
};
