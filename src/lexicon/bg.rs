//! The words of Bulgarian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Bulgarian: see the fields of [`Language`] for what each list is.
pub static BULGARIAN: Language = Language {
    code: "bg",
    name: "Bulgarian",
    months: Months::Named([
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ]),
    weekdays: ["понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"],
    dates: DateWords {
        published: "публикувано", modified: "актуализирано", ..DateWords::NONE
    },
    references: References {
        headings: "източници|източник|бележки|библиография|използвана литература|препратки",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "прочетете още|вижте още|коментари", ..Trailers::NONE
    },
    bylines: Bylines::NONE,
    labels: Labels { preamble: "разбира се|ето|по-долу", ..Labels::NONE },
    mail: Mail {
        subject: "тема|относно", from: "от", date: "дата|изпратено", to: "до"
    },
    figures: Figures {
        percent: "процент|процента|процентов",
        money: "лв|лева|евро|долара",
        units: "км|кг|души|хора|жители|километра|метра|тона|градуса|гласа",
        designations: "страница|глава|член",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "два=2|две=2|двама=2|три=3|трима=3|четири=4|пет=5|шест=6|седем=7|осем=8|девет=9|\
            десет=10|единадесет=11|дванадесет=12",
        scales: "сто=2|хиляда=3|хиляди=3|хил=3|милион=6|милиона=6|млн=6|милиард=9|милиарда=9|млрд=9",
        about: "около|приблизително",
        over: "над|повече",
        under: "почти|под",
        negations: "не|няма|никога|никой|нищо|без|нито",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        phrases: "страницата не е намерена|страницата не съществува", ..NotFound::NONE
    },
    walls: Walls {
        gates: "сесията ви е изтекла|влезте, за да|само за абонати",
        passing: "нещо се обърка|възникна грешка|временно недостъп|опитайте отново по-късно|получи се грешка|настъпи грешка|критична грешка|грешка в сървъра|в процес на поддръжка|временно не е достъп",
        denied: "достъпът е отказан|отказан достъп",
        regions: "не е достъпно във вашата държава|не е достъпна във вашия регион",
        says: "че не сте робот|не съм робот|че сте човек",
        consent: "използваме бисквитки|вашата поверителност|настройки за бисквитки",
        ..Walls::NONE
    },
    telling: "на|и|в|да|за|се|от|с|е|че|по|са|не|до|като|ще|но|бе|към|след|при",
};
