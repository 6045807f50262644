//! The words of Tamil.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Tamil: see the fields of [`Language`] for what each list is.
pub static TAMIL: Language = Language {
    code: "ta",
    name: "Tamil",
    months: Months::Named([
        "ஜனவரி|ஜன",
        "பிப்ரவரி|பிப்|பெப்ரவரி",
        "மார்ச்",
        "ஏப்ரல்|ஏப்|ஏப்ரில்",
        "மே",
        "ஜூன்",
        "ஜூலை",
        "ஆகஸ்ட்|ஆக",
        "செப்டம்பர்|செப்|செப்டெம்பர்",
        "அக்டோபர்|அக்|ஒக்டோபர்",
        "நவம்பர்|நவ|நவம்",
        "டிசம்பர்|டிச",
    ]),
    weekdays: ["திங்கள்", "செவ்வாய்", "புதன்", "வியாழன்", "வெள்ளி", "சனி", "ஞாயிறு"],
    dates: DateWords {
        published: "வெளியீடு|பதிவு|வெளியிடப்பட்டது",
        modified: "புதுப்பிக்கப்பட்டது",
        ago: "நேற்று|இன்று",
        ..DateWords::NONE
    },
    references: References {
        headings: "மேற்கோள்கள்|சான்றுகள்|ஆதாரங்கள்|குறிப்புகள்", ..References::NONE
    },
    trailers: Trailers {
        openers: "மேலும் படிக்க|கருத்துகள்", ..Trailers::NONE
    },
    bylines: Bylines { openers: "எழுதியவர்:|ஆசிரியர்:", ..Bylines::NONE },
    labels: Labels { preamble: "நிச்சயமாக|இதோ|கீழே", ..Labels::NONE },
    mail: Mail {
        subject: "பொருள்|தலைப்பு", from: "அனுப்புநர்", date: "தேதி", to: "பெறுநர்"
    },
    figures: Figures::NONE,
    numerals: Numerals {
        scales: "ஆயிரம்=3|லட்சம்=5|கோடி=7",
        about: "சுமார்",
        negations: "இல்லை",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "பக்கம்|கட்டுரை|செய்தி",
        lacks: "கிடைக்கவில்லை|காணப்படவில்லை|நீக்கப்பட்ட",
        sold: "விற்பனைக்கு",
        phrases: "பக்கம் கிடைக்கவில்லை",
        ..NotFound::NONE
    },
    walls: Walls {
        passing: "பிழை ஏற்பட்டது|ஏதோ தவறு நடந்தது|தற்காலிகமாக கிடைக்கவில்லை|பின்னர் மீண்டும் முயற்சிக்கவும்",
        ..Walls::NONE
    },
    telling: "",
};
