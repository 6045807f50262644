//! The words of Arabic.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Arabic: see the fields of [`Language`] for what each list is.
pub static ARABIC: Language = Language {
    code: "ar",
    name: "Arabic",
    // The Levant, the Maghreb and the Gulf name months differently.
    months: Months::Named([
        "يناير|جانفي|كانون الثاني",
        "فبراير|فيفري|شباط",
        "مارس|آذار",
        "أبريل|إبريل|أفريل|نيسان",
        "مايو|ماي|أيار",
        "يونيو|يونيه|جوان|حزيران",
        "يوليو|يوليه|جويلية|تموز",
        "أغسطس|أوت|آب",
        "سبتمبر|أيلول",
        "أكتوبر|تشرين الأول",
        "نوفمبر|تشرين الثاني",
        "ديسمبر|كانون الأول",
    ]),
    weekdays: ["الاثنين|الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    dates: DateWords {
        am: "ص|صباحا|صباحًا",
        pm: "م|مساء|مساءً",
        minutes: "دقيقة|دقائق",
        published: "نشر|نشرت|النشر",
        modified: "تحديث|التحديث",
        joiners: "الساعة|الموافق|تاريخ",
        of: "من",
        reading: "قراءة",
        ago: "منذ|قبل",
        ..DateWords::NONE
    },
    references: References {
        headings: "المراجع|المصادر|مراجع|مصادر|الهوامش|قائمة المراجع|روابط|المصادر والمراجع|\
            المراجع والمصادر|قائمة المصادر|هوامش|الروابط|المراجع المستشهد بها|المصادر المستخدمة|\
            المصادر الرئيسية|الأعمال المقتبس منها|أعمال تم الاستشهاد بها",
        joiners: "و",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "التعليقات|تعليقات|اقرأ أيضا|مواضيع ذات صلة",
        lines: "شارك",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "بقلم|بقلم:|كتب:|كتب",
        joiners: "و",
        particles: "al|el|bin|ben|ibn|bint|abu|ould",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "بالتأكيد|بالطبع|إليك|فيما يلي",
        title: "العنوان|عنوان",
        summary: "ملخص|الملخص",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "الموضوع", from: "من", date: "التاريخ|تم الإرسال", to: "إلى|نسخة"
    },
    figures: Figures {
        percent: "بالمئة|بالمائة|بالمية",
        money: "دولار|دولارا|يورو|ريال|درهم|جنيه|دينار",
        units: "شخص|شخصا|كيلومتر|كيلومترا|متر|طن|هكتار|درجة",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "ثلاثة=3|ثلاث=3|أربعة=4|أربع=4|خمسة=5|خمس=5|ستة=6|ست=6|سبعة=7|سبع=7|ثمانية=8|ثماني=8|\
            تسعة=9|تسع=9|عشرة=10|عشر=10",
        scales: "مئة=2|مائة=2|ألف=3|آلاف=3|مليون=6|ملايين=6|مليار=9|مليارات=9|تريليون=12",
        about: "حوالي|نحو|قرابة",
        over: "أكثر|فوق",
        under: "أقل|دون",
        negations: "لا|لم|لن|ليس|ليست|غير|بدون",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        phrases: "الصفحة غير موجودة|الصفحة المطلوبة|لم يتم العثور على الصفحة",
        bare: "غير موجود",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "انتهت صلاحية الجلسة|انتهت الجلسة|يرجى تسجيل الدخول|سجل الدخول|للمشتركين فقط",
        passing: "حدث خطأ|لقد حدث خطأ|خطأ غير متوقع|غير متاح مؤقتا|غير متاح مؤقتًا|حاول مرة أخرى لاحقا|يرجى المحاولة لاحقا|يرجى المحاولة مرة أخرى",
        denied: "تم رفض الوصول|الوصول مرفوض|ممنوع الوصول",
        regions: "غير متاح في بلدك|غير متاحة في بلدك|غير متوفر في بلدك|غير متوفر في منطقتك|غير متاح في منطقتك",
        ..Walls::NONE
    },
    telling: "في|من|على|إلى|أن|عن|التي|ما|مع|هذا|الذي|كان|قد|بعد|لم|ذلك|بين|لا|هذه|أو|كما",
};
