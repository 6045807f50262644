//! The words of Hebrew.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Hebrew: see the fields of [`Language`] for what each list is.
pub static HEBREW: Language = Language {
    code: "he",
    name: "Hebrew",
    // Dates have ב, "in", before the month.
    months: Months::Named([
        "ינואר|בינואר",
        "פברואר|בפברואר",
        "מרץ|במרץ|מרס|במרס",
        "אפריל|באפריל",
        "מאי|במאי",
        "יוני|ביוני",
        "יולי|ביולי",
        "אוגוסט|באוגוסט",
        "ספטמבר|בספטמבר",
        "אוקטובר|באוקטובר",
        "נובמבר|בנובמבר",
        "דצמבר|בדצמבר",
    ]),
    weekdays: ["שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "ראשון"],
    dates: DateWords {
        minutes: "דקות",
        published: "פורסם",
        modified: "עודכן|עדכון",
        joiners: "בשעה|ב|יום",
        of: "של",
        reading: "קריאה",
        ..DateWords::NONE
    },
    references: References {
        headings: "מקורות|הערות שוליים|ביבליוגרפיה|הפניות|עבודות שצוטטו|מקורות עיקריים",
        ..References::NONE
    },
    trailers: Trailers { openers: "קראו גם|תגובות|כתבות נוספות", ..Trailers::NONE },
    bylines: Bylines { openers: "מאת|מאת:", joiners: "ו", ..Bylines::NONE },
    labels: Labels {
        preamble: "בטח|בוודאי|כמובן|הנה|להלן", title: "כותרת", ..Labels::NONE
    },
    mail: Mail { subject: "נושא", from: "מאת", date: "תאריך|נשלח", to: "אל" },
    figures: Figures {
        percent: "אחוז|אחוזים",
        money: "שקל|שקלים|דולר|דולרים|אירו|יורו",
        units: "איש|אנשים|קילומטר|מטר|טון|מעלות",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "שלושה=3|שלוש=3|ארבעה=4|ארבע=4|חמישה=5|חמש=5|שישה=6|שש=6|שבעה=7|שבע=7|שמונה=8|תשעה=9|\
            תשע=9|עשרה=10|עשר=10",
        scales: "מאה=2|אלף=3|אלפים=3|מיליון=6|מיליארד=9",
        about: "כ|בערך",
        over: "יותר",
        under: "כמעט",
        negations: "לא|אין|בלי|אף",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "שגיאה",
        things: "הדף|העמוד|הכתבה|המאמר|התוכן|הפוסט",
        lacks: "לא נמצא|לא קיים|לא קיימת|הוסר|הוסרה|נמחק|נמחקה|אינו קיים|אינה קיימת|לא זמין יותר",
        sold: "למכירה",
        phrases: "הדף לא נמצא|העמוד לא נמצא|העמוד המבוקש",
        bare: "לא נמצא|שגיאה 404|שגיאת 404",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "פג תוקף ההפעלה|יש להתחבר|התחברו כדי|למנויים בלבד|נדרשת כניסה|עליך להיכנס|נדרשת התחברות|יש להיכנס לחשבון|עליך להתחבר|לחברים רשומים בלבד|למשתמשים רשומים בלבד",
        passing: "משהו השתבש|אירעה שגיאה|ארעה שגיאה|תקלה טכנית|נסו שוב מאוחר יותר|נסה שוב מאוחר יותר|התרחשה שגיאה|קרתה תקלה|אירעה תקלה|שגיאת שרת|שגיאה קריטית|האתר בתחזוקה|בשל תחזוקה|שגיאה ביצירת קשר עם מסד|שגיאה ביצירת חיבור|שגיאה בהתחברות למסד|האתר בשיפוצים|עבודות תחזוקה",
        denied: "הגישה נדחתה|אין גישה|אין לך הרשאה|הגישה נחסמה",
        regions: "אינו זמין במדינה שלך|אינו זמין באזור שלך|לא זמין במדינה שלך",
        says: "אני לא רובוט|שאינך רובוט|שאתה אנושי|אינני רובוט|בודקים את הדפדפן",
        consent: "אנו משתמשים בעוגיות|הפרטיות שלך|לפני שתמשיך",
        ..Walls::NONE
    },
    telling: "",
};
