//! The words of Greek.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, References, Trailers,
    Walls,
};

/// Greek: see the fields of [`Language`] for what each list is.
pub static GREEK: Language = Language {
    code: "el",
    name: "Greek",
    months: Months::Named([
        "ιανουάριος|ιανουαρίου|ιαν",
        "φεβρουάριος|φεβρουαρίου|φεβ",
        "μάρτιος|μαρτίου|μαρ",
        "απρίλιος|απριλίου|απρ",
        "μάιος|μαΐου|μάι",
        "ιούνιος|ιουνίου|ιουν",
        "ιούλιος|ιουλίου|ιουλ",
        "αύγουστος|αυγούστου|αυγ",
        "σεπτέμβριος|σεπτεμβρίου|σεπ|σεπτ",
        "οκτώβριος|οκτωβρίου|οκτ",
        "νοέμβριος|νοεμβρίου|νοε",
        "δεκέμβριος|δεκεμβρίου|δεκ",
    ]),
    weekdays: ["δευτέρα", "τρίτη", "τετάρτη", "πέμπτη", "παρασκευή", "σάββατο", "κυριακή"],
    dates: DateWords {
        am: "πμ",
        pm: "μμ",
        minutes: "λεπτά",
        published: "δημοσίευση|δημοσιεύτηκε|δημοσιεύθηκε",
        modified: "ενημέρωση|ενημερώθηκε",
        accessed: "ανακτήθηκε|πρόσβαση",
        joiners: "ημερομηνία|ώρα",
        reading: "ανάγνωση|ανάγνωσης",
        ..DateWords::NONE
    },
    references: References {
        headings: "αναφορές|πηγές|παραπομπές|βιβλιογραφία|υποσημειώσεις|σημειώσεις|έργα που αναφέρονται|\
            κύριες πηγές",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "διαβάστε επίσης|διαβάστε ακόμα|σχόλια|σχετικά άρθρα", ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "του|της|γράφει ο|γράφει η", joiners: "και", ..Bylines::NONE
    },
    labels: Labels {
        preamble: "φυσικά|βεβαίως|ορίστε|εδώ είναι|παρακάτω", title: "τίτλος", ..Labels::NONE
    },
    mail: Mail {
        subject: "θέμα", from: "από", date: "ημερομηνία|στάλθηκε", to: "προς"
    },
    figures: Figures {
        scales: "χιλιάδες|χιλ|εκατομμύριο|εκατομμύρια|εκατ|δισεκατομμύριο|δισεκατομμύρια|δισ",
        percent: "τοις",
        money: "ευρώ|δολάρια|δολαρίων|λίρες",
        units: "άτομα|άνθρωποι|κάτοικοι|χιλιόμετρα|μέτρα|τόνοι|τόνους|βαθμούς|ψήφους",
        designations: "σελίδα|κεφάλαιο|άρθρο",
        ..Figures::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        phrases: "η σελίδα δεν βρέθηκε|η σελίδα που ζητήσατε",
        bare: "δεν βρέθηκε",
        ..NotFound::NONE
    },
    walls: Walls::NONE,
    telling: "",
};
