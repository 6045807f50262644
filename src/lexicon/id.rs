//! The words of Indonesian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Indonesian: see the fields of [`Language`] for what each list is.
pub static INDONESIAN: Language = Language {
    code: "id",
    name: "Indonesian",
    months: Months::Named([
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus|agu|agt",
        "september",
        "oktober|okt",
        "november",
        "desember|des",
    ]),
    weekdays: ["senin", "selasa", "rabu", "kamis", "jumat|jum'at", "sabtu", "minggu|ahad"],
    dates: DateWords {
        minutes: "menit",
        published: "diterbitkan|terbit|dipublikasikan|tayang",
        modified: "diperbarui|pembaruan",
        accessed: "diakses",
        joiners: "pukul|pkl|jam|tanggal|hari",
        reading: "baca|dibaca",
        ago: "yang|lalu|jam",
        ..DateWords::NONE
    },
    references: References {
        headings: "referensi|sumber|daftar pustaka|catatan|rujukan|catatan kaki|tautan|kutipan|bibliografi|\
            daftar referensi|daftar rujukan|karya yang dikutip|sumber referensi|sumber utama|\
            sumber yang digunakan|daftar sumber",
        joiners: "dan",
        ..References::NONE
    },
    trailers: Trailers { openers: "komentar|baca juga|berita terkait", lines: "bagikan", ..Trailers::NONE },
    bylines: Bylines {
        openers: "oleh|oleh:|penulis:|reporter",
        joiners: "dan",
        desks: "redaksi",
        roles: "wartawan",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "tentu|tentu saja|baik|berikut|berikut adalah|di bawah ini",
        title: "judul",
        summary: "ringkasan",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "perihal|subjek",
        from: "dari|pengirim",
        date: "tanggal|dikirim",
        to: "kepada|tembusan",
    },
    figures: Figures {
        percent: "persen",
        money: "rupiah|dolar|euro",
        units: "orang|jiwa|kilometer|meter|hektare|hektar|ton|derajat|suara",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dua=2|tiga=3|empat=4|lima=5|enam=6|tujuh=7|delapan=8|sembilan=9|sepuluh=10|\
            sebelas=11",
        scales: "ratus=2|ribu=3|juta=6|miliar=9|triliun=12",
        about: "sekitar|kira",
        over: "lebih|atas",
        under: "hampir|kurang",
        negations: "tidak|bukan|tak|tanpa|belum|jangan",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "kesalahan|galat",
        bare: "tidak ditemukan|kesalahan 404|galat 404",
        things: "halaman|artikel|konten|berita|topik|postingan",
        lacks: "tidak ditemukan|telah dihapus|sudah dihapus|tidak tersedia lagi|sudah tidak tersedia|tidak lagi tersedia|tidak dapat ditemukan|sudah tidak ada",
        sold: "dijual",
        phrases: "halaman tidak ditemukan|halaman yang anda cari",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "sesi anda telah berakhir|sesi telah berakhir|silakan masuk|silakan login|masuk untuk melanjutkan|daftar untuk|khusus pelanggan|harus masuk log|perlu masuk log|masuk log diperlukan|harus login|anda harus masuk|perlu login|khusus anggota|anda belum login",
        passing: "terjadi kesalahan|ada yang salah|kesalahan server|sementara tidak tersedia|sedang dalam pemeliharaan|coba lagi nanti|silakan coba lagi|terjadi galat|ada kesalahan kritis|telah terjadi error|sedang dalam perbaikan|kesalahan internal|sedang pemeliharaan|gagal menyambung ke basis data|kesalahan koneksi|kesalahan saat membuat koneksi|sedang perawatan|dalam perawatan|sedang dalam perawatan",
        denied: "akses ditolak|akses dilarang|anda tidak memiliki akses|anda tidak memiliki izin|tidak memiliki izin",
        regions: "tidak tersedia di negara anda|tidak tersedia di wilayah anda",
        says: "bahwa anda bukan robot|saya bukan robot|bahwa anda manusia|anda bukan robot|anda adalah manusia|memeriksa browser|memeriksa peramban",
        consent: "kami menggunakan cookie|privasi anda|sebelum anda melanjutkan|pengaturan cookie",
        ..Walls::NONE
    },
    telling: "yang|dan|di|dari|untuk|dengan|ini|pada|itu|tidak|dalam|akan|oleh|ke|adalah|juga|tersebut|bisa|\
        kami|saat|ada|para|atas|karena",
};
