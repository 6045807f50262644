//! The words of Georgian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Georgian: see the fields of [`Language`] for what each list is.
pub static GEORGIAN: Language = Language {
    code: "ka",
    name: "Georgian",
    months: Months::Named([
        "იანვარი|იანვარს|იანვრის|იან",
        "თებერვალი|თებერვალს|თებერვლის|თებ",
        "მარტი|მარტს|მარტის|მარ",
        "აპრილი|აპრილს|აპრილის|აპრ",
        "მაისი|მაისს|მაისის|მაი",
        "ივნისი|ივნისს|ივნისის|ივნ",
        "ივლისი|ივლისს|ივლისის|ივლ",
        "აგვისტო|აგვისტოს|აგვისტომ|აგვ",
        "სექტემბერი|სექტემბერს|სექტემბრის|სექ",
        "ოქტომბერი|ოქტომბერს|ოქტომბრის|ოქტ",
        "ნოემბერი|ნოემბერს|ნოემბრის|ნოე",
        "დეკემბერი|დეკემბერს|დეკემბრის|დეკ",
    ]),
    weekdays: ["ორშაბათი", "სამშაბათი", "ოთხშაბათი", "ხუთშაბათი", "პარასკევი", "შაბათი", "კვირა"],
    dates: DateWords {
        hours: "სთ|საათი",
        year: "წელი|წლის|წ",
        published: "გამოქვეყნდა|გამოქვეყნებულია",
        modified: "განახლდა|განახლებულია",
        ago: "გუშინ|დღეს",
        ..DateWords::NONE
    },
    references: References {
        headings: "წყაროები|სქოლიო|ლიტერატურა|გამოყენებული ლიტერატურა|ბიბლიოგრაფია",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "წაიკითხეთ ასევე|კომენტარები", ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "ავტორი:|ავტორები:", joiners: "და", ..Bylines::NONE
    },
    labels: Labels { preamble: "რა თქმა უნდა|აი|ქვემოთ", ..Labels::NONE },
    mail: Mail {
        subject: "თემა", from: "ვისგან|გამომგზავნი", date: "თარიღი", to: "ვის"
    },
    figures: Figures::NONE,
    numerals: Numerals {
        values: "ორი=2|სამი=3|ოთხი=4|ხუთი=5|ექვსი=6|შვიდი=7|რვა=8|ცხრა=9|ათი=10",
        scales: "ასი=2|ათასი=3|მილიონი=6|მილიარდი=9",
        about: "დაახლოებით",
        over: "მეტი",
        under: "თითქმის",
        negations: "არ|არა|ვერ|არც",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "ვერ მოიძებნა",
        things: "გვერდი|სტატია|მასალა",
        lacks: "ვერ მოიძებნა|არ არსებობს|არ მოიძებნა|წაშლილია|წაიშალა",
        sold: "იყიდება",
        phrases: "გვერდი ვერ მოიძებნა",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "რომ არ ხართ რობოტი",
        denied: "წვდომა აკრძალულია",
        gates: "საჭიროა შესვლა|გთხოვთ, შეხვიდეთ|აუცილებელია ავტორიზაცია",
        passing: "მოხდა შეცდომა|დაფიქსირდა შეცდომა|დროებით მიუწვდომელია|სცადეთ მოგვიანებით|სერვერის შეცდომა|ტექნიკური სამუშაოები",
        ..Walls::NONE
    },
    telling: "",
};
