//! The words of Khmer.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Margins, Months, NotFound, References, Trailers, Walls,
};

/// Khmer: see the fields of [`Language`] for what each list is.
pub static KHMER: Language = Language {
    code: "km",
    name: "Khmer",
    months: Months::Named([
        "មករា",
        "កុម្ភៈ",
        "មីនា",
        "មេសា",
        "ឧសភា",
        "មិថុនា",
        "កក្កដា",
        "សីហា",
        "កញ្ញា",
        "តុលា",
        "វិច្ឆិកា",
        "ធ្នូ",
    ]),
    weekdays: [
        "ចន្ទ|ថ្ងៃចន្ទ",
        "អង្គារ|ថ្ងៃអង្គារ",
        "ពុធ|ថ្ងៃពុធ",
        "ព្រហស្បតិ៍|ថ្ងៃព្រហស្បតិ៍",
        "សុក្រ|ថ្ងៃសុក្រ",
        "សៅរ៍|ថ្ងៃសៅរ៍",
        "អាទិត្យ|ថ្ងៃអាទិត្យ",
    ],
    dates: DateWords::NONE,
    references: References { headings: "ឯកសារយោង|ប្រភព", ..References::NONE },
    trailers: Trailers { openers: "អានបន្ត|មតិយោបល់", ..Trailers::NONE },
    bylines: Bylines::NONE,
    labels: Labels::NONE,
    figures: Figures::NONE,
    margins: Margins::NONE,
    not_found: NotFound { phrases: "រកមិនឃើញទំព័រ", ..NotFound::NONE },
    walls: Walls::NONE,
    telling: "",
};
