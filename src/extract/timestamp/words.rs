//! The words of dates and times in the languages of news: months, weekdays, halves of the day, marks of
//! units, and what a dateline says of a date. Data and its index; what the words mean together is
//! `grammar`'s.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::timestamp::tokens::fold;

/// What a word can mean in a dateline. One word may mean several things in several languages: `mar` is March
/// and Tuesday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// 1 to 12; from [`JALALI`] on a month of the Persian solar calendar; 0 for none.
    pub(super) month: u8,
    /// 1 is Monday; [`SOME_WEEKDAY`] where languages differ; 0 for none.
    pub(super) weekday: u8,
    /// The bits below.
    pub(super) bits: u32,
}

/// Added to the number of a month of the Persian solar calendar.
pub(super) const JALALI: u8 = 20;

/// A weekday, but another one in each of several languages.
pub(super) const SOME_WEEKDAY: u8 = 8;

pub(super) const AM: u32 = 1;
pub(super) const PM: u32 = 1 << 1;
pub(super) const HOUR: u32 = 1 << 2;
pub(super) const MINUTE: u32 = 1 << 3;
pub(super) const SECOND: u32 = 1 << 4;
pub(super) const YEAR_MARK: u32 = 1 << 5;
pub(super) const MONTH_MARK: u32 = 1 << 6;
pub(super) const DAY_MARK: u32 = 1 << 7;
pub(super) const PUBLISHED: u32 = 1 << 8;
pub(super) const MODIFIED: u32 = 1 << 9;
/// Stands between a date and its time, or before either: `at`, `um`, `kl`.
pub(super) const JOINER: u32 = 1 << 10;
/// Stands between day, month and year: `of`, `de`.
pub(super) const OF: u32 = 1 << 11;
/// Reading time: `read`, `Lesezeit`.
pub(super) const READING: u32 = 1 << 12;
pub(super) const NOON: u32 = 1 << 13;
pub(super) const MIDNIGHT: u32 = 1 << 14;
/// The ending of an ordinal number: `26th`, `1er`.
pub(super) const ORDINAL: u32 = 1 << 15;
/// A span of time until now: `ago`, `vor`.
pub(super) const RELATIVE: u32 = 1 << 16;
/// The first of two words that may mean something together: `تشرين الأول`, `thứ hai`.
pub(super) const COMPOUND: u32 = 1 << 17;
/// Years of the Buddhist era, which begins 543 years earlier.
pub(super) const BUDDHIST: u32 = 1 << 18;

impl Meaning {
    pub(super) fn has(self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    pub(super) fn is_known(self) -> bool {
        self != Self::default()
    }
}

/// What a folded word means; the words of English and of the clock are looked up first.
pub(super) fn meaning(folded: &str) -> Meaning {
    match COMMON.get(folded) {
        Some(&meaning) => meaning,
        None => OTHERS.get(folded).copied().unwrap_or_default(),
    }
}

/// The longest word of Chinese, Japanese or Korean datelines at the start of a text, which has no spaces
/// between words.
pub(super) fn eastern_prefix(text: &str) -> Option<(usize, Meaning)> {
    let found = EASTERN.iter().find(|(word, ..)| text.starts_with(word))?;
    Some((found.0.len(), Meaning { month: 0, weekday: found.1, bits: found.2 }))
}

/// The weekday of a single character in parentheses: `(土)`, `(토)`.
pub(super) fn eastern_weekday(character: char) -> Option<u8> {
    let days = ["月월一", "火화二", "水수三", "木목四", "金금五", "土토六", "日일天"];
    days.iter().position(|day| day.contains(character)).and_then(|day| u8::try_from(day + 1).ok())
}

type Index = HashMap<Box<str>, Meaning>;

static COMMON: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::new();
    add_names(&mut index, &ENGLISH);
    add_bits(&mut index, COMMON_BITS);
    index
});

static OTHERS: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::with_capacity(2048);
    NAMES.iter().for_each(|names| add_names(&mut index, names));
    add_bits(&mut index, BITS);
    index
});

fn add_names(index: &mut Index, names: &Names) {
    let months = names.months.split('|').zip(1u8..);
    for (month, words) in months.flat_map(|(words, number)| words.split(',').map(move |word| (number, word)))
    {
        let number = if names.jalali { month + JALALI } else { month };
        let bits = if names.language == "th" { BUDDHIST } else { 0 };
        add(index, words, Meaning { month: number, weekday: 0, bits });
        if names.language == "he" {
            add(index, &format!("ב{words}"), Meaning { month: number, weekday: 0, bits });
        }
    }
    let weekdays = names.weekdays.split('|').zip(1u8..);
    for (weekday, word) in
        weekdays.flat_map(|(words, number)| words.split(',').map(move |word| (number, word)))
    {
        add(index, word, Meaning { month: 0, weekday, bits: 0 });
    }
}

fn add_bits(index: &mut Index, table: &[(u32, &str)]) {
    for &(bits, words) in table {
        words.split_whitespace().for_each(|word| add(index, word, Meaning { bits, ..Meaning::default() }));
    }
}

fn add(index: &mut Index, word: &str, meaning: Meaning) {
    let word = word.trim();
    if word.is_empty() {
        return;
    }
    if let Some((first, _)) = word.split_once(' ') {
        add(index, first, Meaning { bits: COMPOUND, ..Meaning::default() });
    }
    let known = index.entry(key(word)).or_default();
    known.bits |= meaning.bits;
    if meaning.month != 0 {
        known.month = meaning.month;
    }
    if meaning.weekday != 0 {
        let differs = known.weekday != 0 && known.weekday != meaning.weekday;
        known.weekday = if differs { SOME_WEEKDAY } else { meaning.weekday };
    }
}

/// The key of one or two words: each folded, with one space between.
fn key(words: &str) -> Box<str> {
    if !words.contains(' ') {
        return fold(words).as_str().into();
    }
    words.split(' ').map(|word| fold(word).as_str().to_owned()).collect::<Vec<_>>().join(" ").into()
}

/// The names of months (January first) and weekdays (Monday first) of one language: `|` between entries, `,`
/// between forms.
struct Names {
    language: &'static str,
    months: &'static str,
    weekdays: &'static str,
    /// Whether the months are those of the Persian solar calendar.
    jalali: bool,
}

const ENGLISH: Names = Names {
    language: "en",
    months: "january,jan|february,feb,febr|march,mar|april,apr|may|june,jun|july,jul|august,aug|september,sept,sep|october,oct|november,nov|december,dec",
    weekdays: "monday,mon|tuesday,tue,tues|wednesday,wed,weds|thursday,thu,thur,thurs|friday,fri|saturday,sat|sunday,sun",
    jalali: false,
};

macro_rules! names {
    ($($language:literal $months:literal $weekdays:literal)*) => {
        &[$(Names { language: $language, months: $months, weekdays: $weekdays, jalali: false }),*, JALALI_NAMES]
    };
}

/// Every inflected form that dates use, and the abbreviations that newsrooms write.
static NAMES: &[Names] = names! {
    "es" "enero,ene|febrero|marzo|abril,abr|mayo|junio|julio|agosto,ago|septiembre,setiembre,set|octubre|noviembre|diciembre,dic"
         "lunes,lun|martes,mar|miércoles,mié|jueves,jue|viernes,vie|sábado,sáb|domingo,dom"
    "pt" "janeiro|fevereiro,fev|março|abril,abr|maio,mai|junho|julho|agosto,ago|setembro,set|outubro,out|novembro|dezembro,dez"
         "segunda,seg|terça,ter|quarta,qua|quinta,qui|sexta,sex|sábado,sáb|domingo,dom"
    "fr" "janvier,janv|février,févr,fév|mars|avril,avr|mai|juin|juillet,juil|août|septembre|octobre|novembre|décembre,déc"
         "lundi,lun|mardi,mar|mercredi,mer|jeudi,jeu|vendredi,ven|samedi,sam|dimanche,dim"
    "de" "januar,jänner,jän|februar,feber|märz,mär,mrz|april|mai|juni|juli|august|september|oktober,okt|november|dezember,dez"
         "montag,mo|dienstag,di|mittwoch,mi|donnerstag,do|freitag,fr|samstag,sonnabend,sa|sonntag,so"
    "it" "gennaio,gen,genn|febbraio,febbr|marzo|aprile|maggio,mag,magg|giugno,giu|luglio,lug|agosto,ago|settembre,set,sett|ottobre,ott|novembre|dicembre,dic"
         "lunedì,lun|martedì,mar|mercoledì,mer|giovedì,gio|venerdì,ven|sabato,sab|domenica,dom"
    "nl" "januari|februari|maart,mrt|april|mei|juni|juli|augustus|september|oktober,okt|november|december"
         "maandag,ma|dinsdag,di|woensdag,wo|donderdag,do|vrijdag,vr|zaterdag,za|zondag,zo"
    "sv" "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober,okt|november|december"
         "måndag,mån|tisdag,tis|onsdag,ons|torsdag,tors|fredag,fre|lördag,lör|söndag,sön"
    "da" "januar|februar|marts|april|maj|juni|juli|august|september|oktober,okt|november|december"
         "mandag,man|tirsdag,tir|onsdag,ons|torsdag,tor|fredag,fre|lørdag,lør|søndag,søn"
    "no" "januar|februar|mars|april|mai|juni|juli|august|september|oktober,okt|november|desember,des"
         "mandag,man|tirsdag,tir,tysdag|onsdag,ons|torsdag,tor|fredag,fre|lørdag,lør,laurdag|søndag,søn,sundag"
    "fi" "tammikuu,tammikuuta,tammikuun|helmikuu,helmikuuta,helmikuun|maaliskuu,maaliskuuta,maaliskuun|huhtikuu,huhtikuuta,huhtikuun|toukokuu,toukokuuta,toukokuun|kesäkuu,kesäkuuta,kesäkuun|heinäkuu,heinäkuuta,heinäkuun|elokuu,elokuuta,elokuun|syyskuu,syyskuuta,syyskuun|lokakuu,lokakuuta,lokakuun|marraskuu,marraskuuta,marraskuun|joulukuu,joulukuuta,joulukuun"
         "maanantai,maanantaina|tiistai,tiistaina|keskiviikko,keskiviikkona|torstai,torstaina|perjantai,perjantaina|lauantai,lauantaina|sunnuntai,sunnuntaina"
    "pl" "styczeń,stycznia,sty|luty,lutego,lut|marzec,marca|kwiecień,kwietnia,kwi|maj,maja|czerwiec,czerwca,cze|lipiec,lipca,lip|sierpień,sierpnia,sie|wrzesień,września,wrz|październik,października,paź|listopad,listopada,lis|grudzień,grudnia,gru"
         "poniedziałek,pon|wtorek,wt|środa,śr|czwartek,czw|piątek,pt|sobota,sob|niedziela,niedz"
    "cs" "leden,ledna|únor,února|březen,března|duben,dubna|květen,května|červen,června|červenec,července|srpen,srpna|září|říjen,října|listopad,listopadu|prosinec,prosince"
         "pondělí|úterý|středa|čtvrtek|pátek|sobota,so|neděle"
    "sk" "január,januára|február,februára|marec,marca|apríl,apríla|máj,mája|jún,júna|júl,júla|august,augusta|september,septembra|október,októbra|november,novembra|december,decembra"
         "pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa"
    "hu" "január|február|március,márc|április,ápr|május,máj|június,jún|július,júl|augusztus|szeptember,szept|október,okt|november|december"
         "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap"
    "ro" "ianuarie,ian|februarie|martie|aprilie|mai|iunie,iun|iulie,iul|august|septembrie|octombrie|noiembrie,noi|decembrie"
         "luni|marți|miercuri,mie|joi|vineri|sâmbătă|duminică"
    "tr" "ocak,oca|şubat,şub|mart|nisan,nis|mayıs|haziran,haz|temmuz,tem|ağustos,ağu|eylül,eyl|ekim,eki|kasım,kas|aralık,ara"
         "pazartesi,pzt|salı|çarşamba,çar|perşembe,per|cuma|cumartesi,cmt|pazar,paz"
    "id" "januari|februari|maret|april|mei|juni|juli|agustus,agu,agt|september|oktober,okt|november|desember,des"
         "senin|selasa|rabu|kamis|jumat,jum'at|sabtu|minggu,ahad"
    "ms" "januari|februari|mac|april|mei|jun|julai|ogos|september|oktober|november|disember,dis"
         "isnin|selasa|rabu|khamis|jumaat|sabtu|ahad"
    "vi" "" "thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật"
    "ca" "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre"
         "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge"
    "ru" "январь,января,янв|февраль,февраля,фев,февр|март,марта,мар|апрель,апреля,апр|май,мая|июнь,июня,июн|июль,июля,июл|август,августа,авг|сентябрь,сентября,сен,сент|октябрь,октября,окт|ноябрь,ноября,ноя,нояб|декабрь,декабря,дек"
         "понедельник,пн|вторник,вт|среда,среду,ср|четверг,чт|пятница,пятницу,пт|суббота,субботу,сб|воскресенье,вс"
    "uk" "січень,січня,січ|лютий,лютого,лют|березень,березня,бер|квітень,квітня,квіт,кві|травень,травня,трав,тра|червень,червня,черв,чер|липень,липня,лип|серпень,серпня,серп,сер|вересень,вересня,вер|жовтень,жовтня,жовт,жов|листопад,листопада,лист,лис|грудень,грудня,груд,гру"
         "понеділок|вівторок|середа,середу|четвер|п'ятниця,п'ятницю|субота,суботу|неділя,неділю"
    "bg" "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември"
         "понеделник|вторник|сряда|четвъртък|петък|събота|неделя"
    "sr" "јануар,januar|фебруар,februar|март,mart|април,april|мај,maj|јун|јул|август,avgust|септембар,septembar|октобар,oktobar|новембар,novembar|децембар,decembar"
         "понедељак,ponedeljak|уторак,utorak|среда,sreda|четвртак,četvrtak|петак,petak|субота,subota|недеља,nedelja"
    "el" "ιανουάριος,ιανουαρίου,ιαν|φεβρουάριος,φεβρουαρίου,φεβ|μάρτιος,μαρτίου,μαρ|απρίλιος,απριλίου,απρ|μάιος,μαΐου,μάι|ιούνιος,ιουνίου,ιουν|ιούλιος,ιουλίου,ιουλ|αύγουστος,αυγούστου,αυγ|σεπτέμβριος,σεπτεμβρίου,σεπ,σεπτ|οκτώβριος,οκτωβρίου,οκτ|νοέμβριος,νοεμβρίου,νοε|δεκέμβριος,δεκεμβρίου,δεκ"
         "δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή"
    "he" "ינואר|פברואר|מרץ,מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"
         "שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון"
    "ar" "يناير,جانفي,كانون الثاني|فبراير,فيفري,شباط|مارس,آذار|أبريل,إبريل,أفريل,نيسان|مايو,ماي,أيار|يونيو,يونيه,جوان,حزيران|يوليو,يوليه,جويلية,تموز|أغسطس,أوت,آب|سبتمبر,أيلول|أكتوبر,تشرين الأول|نوفمبر,تشرين الثاني|ديسمبر,كانون الأول"
         "الاثنين,الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
    "fa" "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه,جولای|اوت,آگوست|سپتامبر|اکتبر|نوامبر|دسامبر"
         "دوشنبه,دو شنبه|سه‌شنبه,سه شنبه|چهارشنبه,چهار شنبه|پنج‌شنبه,پنج شنبه|جمعه|شنبه|یکشنبه,یک شنبه"
    "ur" "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر"
         "پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار"
    "hi" "जनवरी|फरवरी,फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर,सितम्बर|अक्टूबर,अक्तूबर|नवंबर,नवम्बर|दिसंबर,दिसम्बर"
         "सोमवार|मंगलवार|बुधवार|गुरुवार,गुरूवार|शुक्रवार|शनिवार|रविवार"
    "mr" "जानेवारी|फेब्रुवारी|मार्च|एप्रिल|मे|जून|जुलै|ऑगस्ट|सप्टेंबर|ऑक्टोबर|नोव्हेंबर|डिसेंबर"
         "सोमवार|मंगळवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार"
    "bn" "জানুয়ারি,জানুয়ারী|ফেব্রুয়ারি,ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর"
         "সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|শনিবার|রবিবার,রোববার"
    "th" "มกราคม,ม.ค|กุมภาพันธ์,ก.พ|มีนาคม,มี.ค|เมษายน,เม.ย|พฤษภาคม,พ.ค|มิถุนายน,มิ.ย|กรกฎาคม,ก.ค|สิงหาคม,ส.ค|กันยายน,ก.ย|ตุลาคม,ต.ค|พฤศจิกายน,พ.ย|ธันวาคม,ธ.ค"
         "จันทร์,วันจันทร์,วันจันทร์ที่|อังคาร,วันอังคาร,วันอังคารที่|พุธ,วันพุธ,วันพุธที่|พฤหัสบดี,วันพฤหัสบดี,วันพฤหัสบดีที่|ศุกร์,วันศุกร์,วันศุกร์ที่|เสาร์,วันเสาร์,วันเสาร์ที่|อาทิตย์,วันอาทิตย์,วันอาทิตย์ที่"
};

const JALALI_NAMES: Names = Names {
    language: "fa",
    months: "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند",
    weekdays: "",
    jalali: true,
};

/// Words of English datelines and of clocks everywhere.
static COMMON_BITS: &[(u32, &str)] = &[
    (AM, "am"),
    (PM, "pm"),
    (HOUR, "h hr hrs hour hours uhr"),
    (MINUTE, "min mins minute minutes"),
    (SECOND, "s sec secs second seconds"),
    (PUBLISHED, "published publish posted issued released created original originally first"),
    (MODIFIED, "updated update modified revised edited changed"),
    (JOINER, "at on t time local date last the by"),
    (OF, "of de"),
    (READING, "read reading"),
    (NOON, "noon"),
    (MIDNIGHT, "midnight"),
    (ORDINAL, "st nd rd th"),
    (RELATIVE, "ago yesterday today"),
];

static BITS: &[(u32, &str)] = &[
    (AM, "πμ ص صباحا صباحًا पूर्वाह्न sáng öö"),
    (PM, "μμ م مساء مساءً अपराह्न chiều tối ös"),
    (HOUR, "ч час часа часов год година uur hora horas hs น बजे टা টা بجے ore"),
    (
        MINUTE,
        "minuto minutos minuti minuten minuut minuta minuty minut minuter minutter minuuttia minute мин минут минуты хв хвилин хвилини dk dakika menit phút นาที دقيقة دقائق دقیقه λεπτά דקות मिनट মিনিট perc",
    ),
    (SECOND, "сек с"),
    (YEAR_MARK, "г года году р року roku r год năm พ.ศ"),
    (BUDDHIST, "พ.ศ"),
    (MONTH_MARK, "tháng"),
    (DAY_MARK, "ngày ที่ วันที่ dia"),
    (
        PUBLISHED,
        "publié publiée publication publicado publicada publicación publicação veröffentlicht publiziert erschienen erstellt pubblicato pubblicata \
         pubblicazione gepubliceerd geplaatst opublikowano publikacja dodano yayınlanma yayınlandı yayın eklenme giriş опубликовано \
         опубликована размещено публикация публикации опубліковано оприлюднено публікації publicat publicată publicerad publicerat publisert \
         publiceret offentliggjort julkaistu zveřejněno publikováno publikované vydáno megjelent közzétéve δημοσίευση δημοσιεύτηκε \
         δημοσιεύθηκε פורסם نشر نشرت النشر منتشر انتشار شائع प्रकाशित प्रकाशन পোস্ট প্রকাশ প্রকাশিত প্রকাশের diterbitkan terbit \
         dipublikasikan tayang đăng เผยแพร่ objavljeno објављено публикувано créé creado criado",
    ),
    (
        MODIFIED,
        "mis mise maj actualisé actualisée modifié modifiée aktualisiert geändert überarbeitet aktualisierung actualizado actualizada \
         actualización modificado atualizado atualizada atualização modificada aggiornato aggiornata aggiornamento modificato bijgewerkt \
         gewijzigd zaktualizowano aktualizacja güncelleme güncellenme güncellendi обновлено обновлена изменено обновление оновлено \
         actualizat actualizată uppdaterad uppdaterat ändrad oppdatert opdateret päivitetty muokattu aktualizováno aktualizované \
         aktualizovaný frissítve frissült módosítva ενημέρωση ενημερώθηκε עודכן עדכון تحديث التحديث تعدیل به‌روزرسانی بروزرسانی \
         अपडेट अपडेटेड अद्यतन আপডেট হালনাগাদ diperbarui pembaruan dikemaskini nhật แก้ไข อัปเดต ажурирано ažurirano актуализирано",
    ),
    (
        JOINER,
        "um am a à às godz godzina ora as alle ore las le la les il el los den der dem het kl klokken klo в во о об у u o om saat saati pukul pkl jam lúc \
         vào เวลา الساعة الموافق ساعت در تاريخ تاریخ בשעה ב יום की को দিন hora heure heures zuletzt stand jour dernière última ultimo \
         ultima ultimul laatste sist senast viimeksi последнее última fecha data datum дата tarih tarihi ημερομηνία ώρα feira dne v ve \
         tanggal hari cập ký hs local tid time lokale ngày",
    ),
    (OF, "del do da dos des von van di d' של من"),
    (
        READING,
        "lesezeit lesedauer lecture lectura leitura lettura leestijd leesduur lesetid lästid læsetid czytania czytanie okuma чтение чтения \
         читання читати citire čtení olvasási ανάγνωση ανάγνωσης קריאה قراءة مطالعه पढ़ने पढ़ें baca dibaca đọc อ่าน temps tiempo tempo \
         czas süresi время час dauer lesen",
    ),
    (NOON, "midi mediodía mittag mittags mezzogiorno"),
    (MIDNIGHT, "minuit medianoche mitternacht mezzanotte"),
    (ORDINAL, "er ère º ª го й ste ти tes"),
    (
        RELATIVE,
        "vor hace há fa ya geleden siden sedan temu önce назад тому lalu yang trước منذ قبل पहले আগে hier ayer heute gestern heures stunden \
         stunde horas ore час часов години saat jam giờ",
    ),
];

/// Words without spaces between them, longer ones before their beginnings.
static EASTERN: &[(&str, u8, u32)] = &[
    ("星期一", 1, 0),
    ("星期二", 2, 0),
    ("星期三", 3, 0),
    ("星期四", 4, 0),
    ("星期五", 5, 0),
    ("星期六", 6, 0),
    ("星期日", 7, 0),
    ("星期天", 7, 0),
    ("周一", 1, 0),
    ("周二", 2, 0),
    ("周三", 3, 0),
    ("周四", 4, 0),
    ("周五", 5, 0),
    ("周六", 6, 0),
    ("周日", 7, 0),
    ("週一", 1, 0),
    ("週二", 2, 0),
    ("週三", 3, 0),
    ("週四", 4, 0),
    ("週五", 5, 0),
    ("週六", 6, 0),
    ("週日", 7, 0),
    ("月曜日", 1, 0),
    ("火曜日", 2, 0),
    ("水曜日", 3, 0),
    ("木曜日", 4, 0),
    ("金曜日", 5, 0),
    ("土曜日", 6, 0),
    ("日曜日", 7, 0),
    ("월요일", 1, 0),
    ("화요일", 2, 0),
    ("수요일", 3, 0),
    ("목요일", 4, 0),
    ("금요일", 5, 0),
    ("토요일", 6, 0),
    ("일요일", 7, 0),
    ("上午", 0, AM),
    ("午前", 0, AM),
    ("凌晨", 0, AM),
    ("早上", 0, AM),
    ("오전", 0, AM),
    ("下午", 0, PM),
    ("午後", 0, PM),
    ("中午", 0, PM),
    ("傍晚", 0, PM),
    ("晚上", 0, PM),
    ("오후", 0, PM),
    ("正午", 0, NOON),
    ("分钟", 0, MINUTE),
    ("分鐘", 0, MINUTE),
    ("分で", 0, MINUTE),
    ("小时前", 0, RELATIVE),
    ("小時前", 0, RELATIVE),
    ("時間前", 0, RELATIVE),
    ("시간 전", 0, RELATIVE),
    ("시간전", 0, RELATIVE),
    ("分前", 0, RELATIVE),
    ("분전", 0, RELATIVE),
    ("日前", 0, RELATIVE),
    ("天前", 0, RELATIVE),
    ("阅读", 0, READING),
    ("閱讀", 0, READING),
    ("読める", 0, READING),
    ("読了", 0, READING),
    ("最終更新", 0, MODIFIED),
    ("最终更新", 0, MODIFIED),
    ("最后更新", 0, MODIFIED),
    ("最后修改", 0, MODIFIED),
    ("更新日時", 0, MODIFIED),
    ("更新时间", 0, MODIFIED),
    ("更新時間", 0, MODIFIED),
    ("更新日", 0, MODIFIED),
    ("更新", 0, MODIFIED),
    ("修改", 0, MODIFIED),
    ("修訂", 0, MODIFIED),
    ("최종수정", 0, MODIFIED),
    ("최종 수정", 0, MODIFIED),
    ("업데이트", 0, MODIFIED),
    ("수정", 0, MODIFIED),
    ("发布时间", 0, PUBLISHED),
    ("發布時間", 0, PUBLISHED),
    ("发布于", 0, PUBLISHED),
    ("发布", 0, PUBLISHED),
    ("發布", 0, PUBLISHED),
    ("發佈", 0, PUBLISHED),
    ("发表于", 0, PUBLISHED),
    ("发表", 0, PUBLISHED),
    ("發表", 0, PUBLISHED),
    ("刊登", 0, PUBLISHED),
    ("公開日", 0, PUBLISHED),
    ("公開", 0, PUBLISHED),
    ("掲載", 0, PUBLISHED),
    ("配信", 0, PUBLISHED),
    ("投稿日", 0, PUBLISHED),
    ("投稿", 0, PUBLISHED),
    ("입력", 0, PUBLISHED),
    ("등록", 0, PUBLISHED),
    ("게시", 0, PUBLISHED),
    ("발행", 0, PUBLISHED),
    ("승인", 0, PUBLISHED),
    ("时间", 0, JOINER),
    ("時間", 0, JOINER),
    ("日期", 0, JOINER),
    ("기사", 0, JOINER),
    ("年", 0, YEAR_MARK),
    ("년", 0, YEAR_MARK),
    ("月", 0, MONTH_MARK),
    ("월", 0, MONTH_MARK),
    ("日", 0, DAY_MARK),
    ("号", 0, DAY_MARK),
    ("號", 0, DAY_MARK),
    ("일", 0, DAY_MARK),
    ("时", 0, HOUR),
    ("時", 0, HOUR),
    ("点", 0, HOUR),
    ("點", 0, HOUR),
    ("시", 0, HOUR),
    ("分", 0, MINUTE),
    ("분", 0, MINUTE),
    ("秒", 0, SECOND),
    ("초", 0, SECOND),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_names_twelve_months_and_seven_days() {
        for names in NAMES.iter().chain([&ENGLISH]) {
            let counts = (names.months.split('|').count(), names.weekdays.split('|').count());
            assert!(names.months.is_empty() || counts.0 == 12, "{}: {counts:?}", names.language);
            assert!(names.weekdays.is_empty() || counts.1 == 7, "{}: {counts:?}", names.language);
        }
    }

    #[test]
    fn no_month_name_means_two_months() {
        let mut seen: HashMap<Box<str>, (u8, &str)> = HashMap::new();
        for names in NAMES.iter().chain([&ENGLISH]).filter(|names| !names.months.is_empty()) {
            for (month, words) in (1..).zip(names.months.split('|')) {
                let month = if names.jalali { month + JALALI } else { month };
                for word in words.split(',') {
                    let (first, language) = *seen.entry(key(word)).or_insert((month, names.language));
                    assert_eq!(first, month, "{word} in {language} and {}", names.language);
                }
            }
        }
    }

    #[test]
    fn longer_eastern_words_stand_before_their_beginnings() {
        for (at, (word, ..)) in EASTERN.iter().enumerate() {
            assert!(
                EASTERN[..at].iter().all(|(earlier, ..)| !word.starts_with(earlier)),
                "{word} is never reached"
            );
        }
    }

    #[test]
    fn weekdays_that_differ_between_languages_are_some_weekday() {
        assert_eq!(meaning("so").weekday, SOME_WEEKDAY);
        assert_eq!(meaning("samstag").weekday, 6);
        assert_eq!((meaning("mar").month, meaning("lun").weekday), (3, 1));
    }
}
