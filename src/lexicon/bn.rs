//! The words of Bengali.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Bengali: see the fields of [`Language`] for what each list is.
pub static BENGALI: Language = Language {
    code: "bn",
    name: "Bengali",
    months: Months::Named([
        "জানুয়ারি|জানুয়ারী",
        "ফেব্রুয়ারি|ফেব্রুয়ারী",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ]),
    weekdays: ["সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার|রোববার"],
    dates: DateWords {
        hours: "टা|টা",
        minutes: "মিনিট",
        published: "পোস্ট|প্রকাশ|প্রকাশিত|প্রকাশের",
        modified: "আপডেট|হালনাগাদ",
        joiners: "দিন",
        ago: "আগে",
        ..DateWords::NONE
    },
    references: References {
        headings: "তথ্যসূত্র|সূত্র|উৎস", ..References::NONE
    },
    trailers: Trailers { openers: "আরও পড়ুন|মন্তব্য", ..Trailers::NONE },
    bylines: Bylines { openers: "লেখক:|প্রতিবেদক:", ..Bylines::NONE },
    labels: Labels {
        preamble: "অবশ্যই|নিশ্চয়ই|এখানে|নিচে", title: "শিরোনাম", ..Labels::NONE
    },
    mail: Mail {
        subject: "বিষয়", from: "প্রেরক", date: "তারিখ", to: "প্রাপক"
    },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "দুই=2|তিন=3|চার=4|পাঁচ=5|ছয়=6|সাত=7|আট=8|নয়=9|দশ=10",
        scales: "শত=2|হাজার=3|লাখ=5|কোটি=7",
        about: "প্রায়",
        over: "বেশি",
        under: "কম",
        negations: "না|নেই|নয়",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "পৃষ্ঠা|পাতা|নিবন্ধ|খবর|সংবাদ",
        lacks: "পাওয়া যায়নি|মুছে ফেলা|খুঁজে পাওয়া যায়নি",
        sold: "বিক্রয়ের জন্য",
        phrases: "পৃষ্ঠাটি পাওয়া যায়নি",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "আপনি রোবট নন",
        denied: "প্রবেশ নিষেধ",
        gates: "লগ ইন করুন|লগইন করুন|লগ ইন প্রয়োজন",
        passing: "একটি ত্রুটি ঘটেছে|ত্রুটি হয়েছে|কিছু ভুল হয়েছে|সাময়িকভাবে অনুপলব্ধ|পরে আবার চেষ্টা করুন|সার্ভার ত্রুটি|পরে আবার চেষ্টা|সাময়িকভাবে|রক্ষণাবেক্ষণ",
        ..Walls::NONE
    },
    telling: "",
};
