//! The words of Persian.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Persian: see the fields of [`Language`] for what each list is.
pub static PERSIAN: Language = Language {
    code: "fa",
    name: "Persian",
    // Datelines have either calendar; the year tells which.
    months: Months::Persian {
        gregorian: [
            "ژانویه",
            "فوریه",
            "مارس",
            "آوریل",
            "مه",
            "ژوئن",
            "ژوئیه|جولای",
            "اوت|آگوست",
            "سپتامبر",
            "اکتبر",
            "نوامبر",
            "دسامبر",
        ],
        persian: [
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ],
    },
    weekdays: [
        "دوشنبه|دو شنبه",
        "سه‌شنبه|سه شنبه",
        "چهارشنبه|چهار شنبه",
        "پنج‌شنبه|پنج شنبه",
        "جمعه",
        "شنبه",
        "یکشنبه|یک شنبه",
    ],
    dates: DateWords {
        minutes: "دقیقه",
        published: "منتشر|انتشار",
        modified: "تعدیل|به‌روزرسانی|بروزرسانی",
        joiners: "ساعت|در|تاریخ",
        reading: "مطالعه",
        ..DateWords::NONE
    },
    references: References {
        headings: "منابع|منبع|پانویس|ارجاعات|پی‌نوشت|پی‌نوشت‌ها|یادداشت‌ها|پیوندها|فهرست منابع|\
            منابع مورد استفاده|منابع اصلی|آثار ذکر شده",
        ..References::NONE
    },
    trailers: Trailers { lines: "نظرات", ..Trailers::NONE },
    bylines: Bylines::NONE,
    labels: Labels {
        preamble: "حتما|حتماً|البته|در ادامه|در اینجا", summary: "خلاصه", ..Labels::NONE
    },
    mail: Mail {
        subject: "موضوع", from: "از|فرستنده", date: "تاریخ", to: "به|گیرنده"
    },
    figures: Figures {
        percent: "درصد",
        money: "تومان|ریال|دلار|یورو",
        units: "نفر|کیلومتر|متر|تن|هکتار|درجه",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "دو=2|سه=3|چهار=4|پنج=5|شش=6|هفت=7|هشت=8|نه=9|ده=10",
        scales: "صد=2|هزار=3|میلیون=6|میلیارد=9|تریلیون=12",
        about: "حدود|تقریبا",
        over: "بیش",
        under: "کمتر",
        negations: "نه|نیست|هیچ|بدون",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        fillers: "خطا|خطای",
        bare: "یافت نشد|پیدا نشد|خطای 404|خطای ۴۰۴",
        phrases: "صفحه یافت نشد|صفحه مورد نظر",
        ..NotFound::NONE
    },
    walls: Walls {
        gates: "نشست شما منقضی|وارد شوید|برای مشترکان|باید وارد شوید|لازم است وارد|ابتدا وارد|باید به سامانه وارد|ورود لازم است|لطفا وارد حساب|لطفاً وارد|فقط برای اعضا|شما وارد نشده",
        passing: "خطایی رخ داد|مشکلی پیش آمد|موقتا در دسترس نیست|بعدا دوباره تلاش|خطایی رخ داده|خطای سرور|خطای داخلی|در حال تعمیر|در دست تعمیر|یک خطای مهم|خطا در برقراری ارتباط با پایگاه|خطا در اتصال به پایگاه|خطا در برقراری ارتباط|به روزرسانی سایت|در حال به‌روزرسانی|بعداً دوباره|لطفا بعدا|لطفاً بعداً|خطای غیرمنتظره",
        denied: "دسترسی غیرمجاز|عدم دسترسی|دسترسی ممنوع|دسترسی شما|دسترسی به این صفحه",
        regions: "در کشور شما در دسترس نیست|در منطقه شما در دسترس نیست",
        says: "من ربات نیستم|که ربات نیستید|شما ربات نیستید|در حال بررسی مرورگر|بررسی مرورگر شما|انسان بودن|تایید کنید که انسان",
        ..Walls::NONE
    },
    telling: "در|به|از|که|این|را|با|است|برای|آن|یک|خود|تا|بر|هم|شد|کرد|می|های|شده",
};
