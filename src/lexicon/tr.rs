//! The words of Turkish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Turkish: see the fields of [`Language`] for what each list is.
pub static TURKISH: Language = Language {
    code: "tr",
    name: "Turkish",
    months: Months::Named([
        "ocak|oca",
        "şubat|şub",
        "mart",
        "nisan|nis",
        "mayıs",
        "haziran|haz",
        "temmuz|tem",
        "ağustos|ağu",
        "eylül|eyl",
        "ekim|eki",
        "kasım|kas",
        "aralık|ara",
    ]),
    weekdays: ["pazartesi|pzt", "salı", "çarşamba|çar", "perşembe|per", "cuma", "cumartesi|cmt", "pazar|paz"],
    dates: DateWords {
        am: "öö",
        pm: "ös",
        minutes: "dk|dakika",
        published: "yayınlanma|yayınlandı|yayın|eklenme|giriş",
        modified: "güncelleme|güncellenme|güncellendi",
        accessed: "erişim",
        joiners: "saat|saati|tarih|tarihi",
        reading: "okuma|süresi",
        ago: "önce|saat",
        ..DateWords::NONE
    },
    references: References {
        headings: "kaynaklar|kaynak|kaynakça|referanslar|dipnotlar|notlar|bibliyografya|bağlantılar|\
            alıntılar|atıflar|kaynak listesi|alıntılanan çalışmalar|kullanılan kaynaklar|\
            başlıca kaynaklar",
        joiners: "ve",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "yorumlar|daha fazla haber|ilgili haberler",
        lines: "paylaş",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "yazan:|yazar:|haber:|metin:|yazı:",
        joiners: "ve",
        roles: "muhabiri",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "tabii|tabii ki|elbette|işte|aşağıda",
        title: "başlık",
        summary: "özet",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "konu",
        from: "kimden|gönderen",
        date: "tarih|gönderme tarihi|gönderildi",
        to: "kime|alıcı|bilgi",
    },
    figures: Figures {
        percent: "yüzde",
        money: "lira|dolar|avro|euro",
        units: "kişi|insan|kilometre|metre|hektar|ton|derece|oy|kat",
        designations: "sayfa|bölüm|madde|sayı|cilt",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "iki=2|üç=3|dört=4|beş=5|altı=6|yedi=7|sekiz=8|dokuz=9|on=10|yirmi=20|otuz=30|\
            kırk=40|elli=50|altmış=60|yetmiş=70|seksen=80|doksan=90",
        scales: "yüz=2|bin=3|milyon=6|milyar=9|trilyon=12",
        about: "yaklaşık|civarında",
        over: "aşkın|fazla",
        under: "yakın",
        negations: "değil|yok|hiç",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "reklam|paylaş", ..Margins::NONE },
    not_found: NotFound {
        things: "sayfa|içerik|haber|makale|konu|yazı|öğe",
        lacks: "bulunamadı|mevcut değil|silinmiş|kaldırılmış|silindi|kaldırıldı|yayından kaldırıl",
        sold: "satılık|satılıktır",
        phrases: "sayfa bulunamadı|sayfa mevcut değil|aradığınız sayfa|içerik bulunamadı|alan adı satılıktır|alan adı satılık|bu video gizli|video kaldırıldı|video kullanılamıyor|haber kaldırıldı|ilan yayından kaldırılmış|ilanın süresi doldu",
        bare: "bulunamadı|hata 404",
        excuses: "bulunamad",
        fillers: "hata",
        empty: "sonuç bulunamadı|sonuç yok",
    },
    walls: Walls {
        gates: "oturum süreniz doldu|oturumunuzun süresi doldu|devam etmek için giriş|devam etmek için üye|okumak için giriş|giriş yapmalısınız|sadece aboneler|giriş yapmanız gerek|oturum açmanız gerek|oturum açma gerekli|giriş gerekli|giriş yapmamış|üye olmanız gerek|yalnızca üyeler|sadece üyeler|sadece kayıtlı",
        passing: "bir şeyler ters gitti|bir hata oluştu|beklenmeyen bir hata|teknik bir sorun|teknik sorun|geçici olarak kullanılamıyor|bakım çalışması|daha sonra tekrar deneyin|bir hata meydana geldi|hata oluştu|kritik bir hata|planlı bakım nedeniyle|bakım nedeniyle|kısa süreliğine kullanılamıyor|sunucu hatası|bir şeyler yanlış gitti|veritabanı bağlantısı|veritabanına bağlan|veritabanı hatası|bakımdayız|bakım modu|planlı bakım|sitemiz bakımda",
        denied: "erişim engellendi|erişim reddedildi|erişim izniniz yok|yetkiniz yok|erişim yasak",
        regions: "erişimin engellenmesi|erişime engellenmiş|erişime engellendi|erişim engeli|erişime kapatılmış|ülkenizde kullanılamıyor|bölgenizde kullanılamıyor|ülkenizde mevcut değil|bölgenizde mevcut değil|ülkenizde…kullanılamıyor|ülkenizde…mevcut değil|ülkenizde…görüntülenemiyor|ülkenizde…erişilemiyor|ülkenizde…kullanılabilir değil|bölgenizde…kullanılamıyor|bölgenizde…mevcut değil|bölgenizde…görüntülenemiyor|bölgenizde…erişilemiyor|bölgenizde…kullanılabilir değil|bulunduğunuz ülkede…kullanılamıyor|bulunduğunuz ülkede…mevcut değil|bulunduğunuz ülkede…görüntülenemiyor|bulunduğunuz ülkede…erişilemiyor|bulunduğunuz ülkede…kullanılabilir değil|bulunduğunuz bölgede…kullanılamıyor|bulunduğunuz bölgede…mevcut değil|bulunduğunuz bölgede…görüntülenemiyor|bulunduğunuz bölgede…erişilemiyor|bulunduğunuz bölgede…kullanılabilir değil",
        says: "insan olduğunuzu|robot olmadığınızı|ben robot değilim|tarayıcınız kontrol ediliyor|robot olmadığınız|tarayıcınızı kontrol|tarayıcınızı denetl|gerçek kişi olduğ",
        consent: "çerez ayarları|çerezleri kullanıyoruz|çerez kullanıyoruz|gizliliğiniz|devam etmeden önce",
        ..Walls::NONE
    },
    telling: "ve|bir|bu|da|de|için|ile|olarak|çok|daha|olan|gibi|kadar|sonra|ise|en|ne|var|değil|olduğu|her|\
        ya|göre",
};
