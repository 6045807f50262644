//! The words of Armenian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Margins, Months, NotFound, References, Trailers, Walls,
};

/// Armenian: see the fields of [`Language`] for what each list is.
pub static ARMENIAN: Language = Language {
    code: "hy",
    name: "Armenian",
    months: Months::Named([
        "հունվար|հունվարի",
        "փետրվար|փետրվարի",
        "մարտ|մարտի",
        "ապրիլ|ապրիլի",
        "մայիս|մայիսի",
        "հունիս|հունիսի",
        "հուլիս|հուլիսի",
        "օգոստոս|օգոստոսի",
        "սեպտեմբեր|սեպտեմբերի",
        "հոկտեմբեր|հոկտեմբերի",
        "նոյեմբեր|նոյեմբերի",
        "դեկտեմբեր|դեկտեմբերի",
    ]),
    weekdays: ["երկուշաբթի", "երեքշաբթի", "չորեքշաբթի", "հինգշաբթի", "ուրբաթ", "շաբաթ", "կիրակի"],
    dates: DateWords::NONE,
    references: References {
        headings: "աղբյուրներ|ծանոթագրություններ|գրականություն|հղումներ",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "կարդացեք նաև|մեկնաբանություններ", ..Trailers::NONE
    },
    bylines: Bylines::NONE,
    labels: Labels::NONE,
    figures: Figures::NONE,
    margins: Margins::NONE,
    not_found: NotFound { phrases: "էջը չի գտնվել", ..NotFound::NONE },
    walls: Walls::NONE,
    telling: "",
};
