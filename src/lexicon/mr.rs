//! The words of Marathi.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Marathi: see the fields of [`Language`] for what each list is.
pub static MARATHI: Language = Language {
    code: "mr",
    name: "Marathi",
    months: Months::Named([
        "जानेवारी",
        "फेब्रुवारी",
        "मार्च",
        "एप्रिल",
        "मे",
        "जून",
        "जुलै",
        "ऑगस्ट",
        "सप्टेंबर",
        "ऑक्टोबर",
        "नोव्हेंबर",
        "डिसेंबर",
    ]),
    weekdays: ["सोमवार", "मंगळवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"],
    dates: DateWords::NONE,
    references: References { headings: "संदर्भ|स्रोत", ..References::NONE },
    trailers: Trailers {
        openers: "हेही वाचा|प्रतिक्रिया", ..Trailers::NONE
    },
    bylines: Bylines { openers: "लेखक:|लेखिका:", ..Bylines::NONE },
    labels: Labels {
        preamble: "नक्कीच|अवश्य|येथे|खाली", ..Labels::NONE
    },
    mail: Mail {
        subject: "विषय", from: "प्रेषक", date: "दिनांक", to: "प्रति"
    },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "दोन=2|तीन=3|चार=4|पाच=5|सहा=6|सात=7|आठ=8|नऊ=9|दहा=10",
        scales: "हजार=3|लाख=5|कोटी=7",
        about: "सुमारे",
        over: "जास्त",
        under: "कमी",
        negations: "नाही|नको|न",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "पान|पृष्ठ|लेख|बातमी",
        lacks: "सापडले नाही|सापडला नाही|सापडली नाही|अस्तित्वात नाही|हटवण्यात",
        sold: "विक्रीसाठी",
        phrases: "पृष्ठ सापडले नाही",
        ..NotFound::NONE
    },
    walls: Walls {
        denied: "प्रवेश नाकारला",
        gates: "लॉग इन करा|लॉगिन करा",
        passing: "त्रुटी आली|एक त्रुटी आली|काहीतरी चूक झाली|तात्पुरते अनुपलब्ध|नंतर पुन्हा प्रयत्न करा|सर्व्हर त्रुटी|नंतर पुन्हा प्रयत्न",
        ..Walls::NONE
    },
    telling: "",
};
