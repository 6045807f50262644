//! The words of Ukrainian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Ukrainian: see the fields of [`Language`] for what each list is.
pub static UKRAINIAN: Language = Language {
    code: "uk",
    name: "Ukrainian",
    months: Months::Named([
        "січень|січня|січ",
        "лютий|лютого|лют",
        "березень|березня|бер",
        "квітень|квітня|квіт|кві",
        "травень|травня|трав|тра",
        "червень|червня|черв|чер",
        "липень|липня|лип",
        "серпень|серпня|серп|сер",
        "вересень|вересня|вер",
        "жовтень|жовтня|жовт|жов",
        "листопад|листопада|лист|лис",
        "грудень|грудня|груд|гру",
    ]),
    weekdays: [
        "понеділок",
        "вівторок",
        "середа|середу",
        "четвер",
        "п'ятниця|п'ятницю",
        "субота|суботу",
        "неділя|неділю",
    ],
    dates: DateWords {
        hours: "год|година",
        minutes: "хв|хвилин|хвилини",
        year: "р|року",
        published: "опубліковано|оприлюднено|публікації",
        modified: "оновлено",
        accessed: "звернення",
        joiners: "у|о|в|дата",
        reading: "читання|читати|час",
        ordinals: "ти",
        ago: "тому|години",
        ..DateWords::NONE
    },
    references: References {
        headings: "джерела|джерело|посилання|примітки|література|список літератури|список джерел|\
            бібліографія|виноски|цитати|цитовані роботи|цитовані джерела|використані джерела|\
            список використаних джерел|основні джерела",
        joiners: "та",
        ..References::NONE
    },
    trailers: Trailers { openers: "коментарі|читайте також", ..Trailers::NONE },
    bylines: Bylines {
        openers: "автор:|автори:|автор|текст:",
        joiners: "та|і",
        desks: "редакція",
        ..Bylines::NONE
    },
    labels: Labels { preamble: "звичайно|звісно|ось|нижче", ..Labels::NONE },
    mail: Mail {
        subject: "тема", from: "від|від кого|відправник", date: "дата|надіслано", to: "кому|копія"
    },
    figures: Figures {
        scales: "тис|тисяча|тисячі|тисяч|млн|мільйон|мільйони|мільйонів|млрд|мільярд|мільярди|мільярдів|трлн",
        percent: "відсоток|відсотки|відсотка|відсотків",
        money: "грн|гривня|гривні|гривень|долар|долари|доларів|євро|рублів",
        units: "км|кг|га|людей|осіб|мешканців|кілометрів|метрів|гектарів|тонн|градусів|голосів|разів",
        designations: "сторінка|розділ|стаття|номер|том",
        ..Figures::NONE
    },
    margins: Margins { furniture: "реклама", ..Margins::NONE },
    not_found: NotFound {
        phrases: "сторінку не знайдено|сторінка не знайдена|сторінки не існує",
        bare: "помилка 404|не знайдено",
        fillers: "помилка",
        ..NotFound::NONE
    },
    walls: Walls::NONE,
    telling: "в|і|на|не|що|з|та|до|у|за|про|як|від|це|його|для|але|він|був|при|так|під|або|які|є",
};
