//! The words of Malay.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Malay: see the fields of [`Language`] for what each list is.
pub static MALAY: Language = Language {
    code: "ms",
    name: "Malay",
    months: Months::Named([
        "januari",
        "februari",
        "mac",
        "april",
        "mei",
        "jun",
        "julai",
        "ogos",
        "september",
        "oktober",
        "november",
        "disember|dis",
    ]),
    weekdays: ["isnin", "selasa", "rabu", "khamis", "jumaat", "sabtu", "ahad"],
    dates: DateWords { modified: "dikemaskini", ..DateWords::NONE },
    references: References { headings: "rujukan|sumber|bibliografi|senarai rujukan", ..References::NONE },
    trailers: Trailers { openers: "baca juga|berita berkaitan", ..Trailers::NONE },
    bylines: Bylines { openers: "ditulis oleh|penulis:", joiners: "dan", ..Bylines::NONE },
    labels: Labels { preamble: "sudah tentu|tentu|baik|berikut|di bawah", ..Labels::NONE },
    mail: Mail { subject: "perkara|subjek", from: "daripada|dari", date: "tarikh|dihantar", to: "kepada" },
    figures: Figures {
        percent: "peratus",
        money: "ringgit|dolar",
        units: "orang|kilometer|meter|hektar|tan|darjah|undi",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dua=2|tiga=3|empat=4|lima=5|enam=6|tujuh=7|lapan=8|sembilan=9|sepuluh=10|sebelas=11",
        scales: "ratus=2|ribu=3|juta=6|bilion=9|trilion=12",
        about: "kira|sekitar",
        over: "lebih",
        under: "hampir|kurang",
        negations: "tidak|bukan|tak|tanpa|belum|jangan",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "tidak dijumpai",
        things: "halaman|artikel|kandungan|berita",
        lacks: "tidak dijumpai|tidak ditemui|tidak wujud|telah dipadam|telah dibuang|tidak lagi tersedia",
        sold: "untuk dijual",
        phrases: "halaman tidak dijumpai",
        ..NotFound::NONE
    },
    walls: Walls {
        says: "anda bukan robot|saya bukan robot",
        gates: "sesi anda telah tamat|sila log masuk|log masuk untuk|perlu log masuk|log masuk diperlukan|untuk pelanggan sahaja",
        passing: "sesuatu telah berlaku|ralat berlaku|sementara tidak tersedia|cuba lagi kemudian|sila cuba lagi|ralat telah berlaku|berlaku ralat|terdapat ralat|ralat pelayan|dalam penyelenggaraan|sedang diselenggara",
        denied: "akses dinafikan|akses ditolak",
        regions: "tidak tersedia di negara anda|tidak tersedia di kawasan anda",
        ..Walls::NONE
    },
    telling: "",
};
