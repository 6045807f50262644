//! The words of Armenian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Armenian: see the fields of [`Language`] for what each list is.
pub static ARMENIAN: Language = Language {
    code: "hy",
    name: "Armenian",
    months: Months::Named([
        "հունվար|հունվարի|հնվ",
        "փետրվար|փետրվարի|փտվ",
        "մարտ|մարտի|մրտ",
        "ապրիլ|ապրիլի|ապր",
        "մայիս|մայիսի|մյս",
        "հունիս|հունիսի|հնս",
        "հուլիս|հուլիսի|հլս",
        "օգոստոս|օգոստոսի|օգս",
        "սեպտեմբեր|սեպտեմբերի|սեպ",
        "հոկտեմբեր|հոկտեմբերի|հոկ",
        "նոյեմբեր|նոյեմբերի|նոյ",
        "դեկտեմբեր|դեկտեմբերի|դեկ",
    ]),
    weekdays: ["երկուշաբթի", "երեքշաբթի", "չորեքշաբթի", "հինգշաբթի", "ուրբաթ", "շաբաթ", "կիրակի"],
    dates: DateWords {
        hours: "ժամ|ժամը",
        year: "թ|թվական|թվականի",
        published: "հրապարակվել|հրապարակված",
        modified: "թարմացվել|թարմացված",
        ago: "երեկ|այսօր",
        ..DateWords::NONE
    },
    references: References {
        headings: "աղբյուրներ|ծանոթագրություններ|գրականություն|հղումներ",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "կարդացեք նաև|մեկնաբանություններ", ..Trailers::NONE
    },
    bylines: Bylines { openers: "հեղինակ՝|հեղինակ:", joiners: "և", ..Bylines::NONE },
    labels: Labels { preamble: "իհարկե|ահա|ստորև", ..Labels::NONE },
    mail: Mail { subject: "թեմա", from: "ումից", date: "ամսաթիվ", to: "ում" },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "երկու=2|երեք=3|չորս=4|հինգ=5|վեց=6|յոթ=7|ութ=8|ինը=9|տասը=10",
        scales: "հարյուր=2|հազար=3|միլիոն=6|միլիարդ=9",
        about: "մոտ",
        over: "ավելի",
        under: "գրեթե",
        negations: "չէ|ոչ|առանց",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "չի գտնվել",
        things: "էջը|էջ|հոդվածը|նյութը",
        lacks: "չի գտնվել|գոյություն չունի|չգտնվեց|ջնջվել է|հեռացվել է",
        sold: "վաճառվում է",
        phrases: "էջը չի գտնվել",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "որ ռոբոտ չեք",
        denied: "մուտքն արգելված է",
        gates: "անհրաժեշտ է մուտք գործել|մուտք գործեք",
        passing: "տեղի է ունեցել սխալ|սխալ է տեղի ունեցել|ժամանակավորապես անհասանելի|փորձեք ավելի ուշ|սերվերի սխալ|տեխնիկական աշխատանքներ",
        ..Walls::NONE
    },
    telling: "",
};
