//! The words of Georgian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Margins, Months, NotFound, References, Trailers, Walls,
};

/// Georgian: see the fields of [`Language`] for what each list is.
pub static GEORGIAN: Language = Language {
    code: "ka",
    name: "Georgian",
    months: Months::Named([
        "იანვარი|იანვარს",
        "თებერვალი|თებერვალს",
        "მარტი|მარტს",
        "აპრილი|აპრილს",
        "მაისი|მაისს",
        "ივნისი|ივნისს",
        "ივლისი|ივლისს",
        "აგვისტო|აგვისტოს",
        "სექტემბერი|სექტემბერს",
        "ოქტომბერი|ოქტომბერს",
        "ნოემბერი|ნოემბერს",
        "დეკემბერი|დეკემბერს",
    ]),
    weekdays: ["ორშაბათი", "სამშაბათი", "ოთხშაბათი", "ხუთშაბათი", "პარასკევი", "შაბათი", "კვირა"],
    dates: DateWords::NONE,
    references: References {
        headings: "წყაროები|სქოლიო|ლიტერატურა|გამოყენებული ლიტერატურა|ბიბლიოგრაფია",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "წაიკითხეთ ასევე|კომენტარები", ..Trailers::NONE
    },
    bylines: Bylines::NONE,
    labels: Labels::NONE,
    figures: Figures::NONE,
    margins: Margins::NONE,
    not_found: NotFound {
        phrases: "გვერდი ვერ მოიძებნა", ..NotFound::NONE
    },
    walls: Walls::NONE,
    telling: "",
};
