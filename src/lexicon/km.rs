//! The words of Khmer.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Khmer: see the fields of [`Language`] for what each list is.
pub static KHMER: Language = Language {
    code: "km",
    name: "Khmer",
    months: Months::Named([
        "មករា|ខែមករា",
        "កុម្ភៈ|ខែកុម្ភៈ|កុម្ភះ|ខែកុម្ភះ",
        "មីនា|ខែមីនា",
        "មេសា|ខែមេសា",
        "ឧសភា|ខែឧសភា",
        "មិថុនា|ខែមិថុនា",
        "កក្កដា|ខែកក្កដា",
        "សីហា|ខែសីហា",
        "កញ្ញា|ខែកញ្ញា",
        "តុលា|ខែតុលា",
        "វិច្ឆិកា|ខែវិច្ឆិកា",
        "ធ្នូ|ខែធ្នូ",
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
    dates: DateWords {
        hours: "ម៉ោង",
        year: "ឆ្នាំ",
        month: "ខែ",
        day: "ថ្ងៃទី|ទី|ថ្ងៃ",
        published: "ផ្សាយ|ចេញផ្សាយ",
        modified: "កែប្រែ|ធ្វើបច្ចុប្បន្នភាព",
        ago: "ម្សិលមិញ|ថ្ងៃនេះ",
        ..DateWords::NONE
    },
    references: References { headings: "ឯកសារយោង|ប្រភព", ..References::NONE },
    trailers: Trailers { openers: "អានបន្ត|មតិយោបល់", ..Trailers::NONE },
    bylines: Bylines {
        openers: "ដោយ៖|ដោយ:|អ្នកនិពន្ធ៖", ..Bylines::NONE
    },
    labels: Labels {
        preamble: "ពិតប្រាកដ|នេះគឺជា|ខាងក្រោម", ..Labels::NONE
    },
    mail: Mail {
        subject: "ប្រធានបទ", from: "ពី", date: "កាលបរិច្ឆេទ", to: "ទៅ"
    },
    figures: Figures::NONE,
    numerals: Numerals {
        scales: "រយ=2|ពាន់=3|លាន=6", negations: "មិន", decimal_comma: true, ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        things: "ទំព័រ|អត្ថបទ",
        lacks: "រកមិនឃើញ|មិនមាន|ត្រូវបានលុប",
        sold: "លក់",
        phrases: "រកមិនឃើញទំព័រ",
        ..NotFound::NONE
    },
    walls: Walls {
        passing: "មានកំហុសកើតឡើង|មានបញ្ហាកើតឡើង|សូមព្យាយាមម្ដងទៀត", ..Walls::NONE
    },
    telling: "",
};
