//! The words of Urdu.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Urdu: see the fields of [`Language`] for what each list is.
pub static URDU: Language = Language {
    code: "ur",
    name: "Urdu",
    months: Months::Named([
        "جنوری",
        "فروری",
        "مارچ",
        "اپریل",
        "مئی",
        "جون",
        "جولائی",
        "اگست",
        "ستمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ]),
    weekdays: ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"],
    dates: DateWords { hours: "بجے", published: "شائع", ..DateWords::NONE },
    references: References { headings: "حوالہ جات|حوالے", ..References::NONE },
    trailers: Trailers { openers: "یہ بھی پڑھیں|تبصرے", ..Trailers::NONE },
    bylines: Bylines { openers: "تحریر:|مصنف:", joiners: "اور", ..Bylines::NONE },
    labels: Labels { preamble: "ضرور|بالکل|یہ رہا|ذیل میں", ..Labels::NONE },
    mail: Mail { subject: "موضوع", from: "منجانب|از", date: "تاریخ", to: "بنام" },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "دو=2|تین=3|چار=4|پانچ=5|چھ=6|سات=7|آٹھ=8|نو=9|دس=10",
        scales: "سو=2|ہزار=3|لاکھ=5|کروڑ=7|ارب=9",
        about: "تقریبا",
        over: "زیادہ",
        under: "کم",
        negations: "نہیں|نہ|بغیر",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "نہیں ملا",
        things: "صفحہ|مضمون|خبر",
        lacks: "نہیں ملا|نہیں ملی|موجود نہیں|حذف کر دیا|حذف کر دی|ہٹا دیا|ہٹا دی",
        sold: "برائے فروخت",
        phrases: "صفحہ نہیں ملا",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "آپ روبوٹ نہیں",
        denied: "رسائی ممنوع",
        gates: "لاگ ان کریں|لاگ ان ضروری",
        passing: "ایک خرابی پیش آئی|خرابی پیش آ گئی|کچھ غلط ہو گیا|عارضی طور پر دستیاب نہیں|بعد میں دوبارہ کوشش کریں|خرابی پیش آئی|سرور کی خرابی|بعد میں دوبارہ کوشش|دیکھ بھال",
        ..Walls::NONE
    },
    telling: "کے|میں|کی|ہے|اور|سے|کا|کو|اس|نے|پر|کہ|ہیں|ایک|بھی|یہ|تھا|گیا|کر",
};
