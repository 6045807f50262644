//! Tells the headings of reference lists, in the twenty largest languages of news publishing and a few more:
//! a page's loader must keep what stands below one, and `extract` reads it. It does not look for lists.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes of a heading without its decoration.
const LONGEST: usize = 80;

/// Whether a whole line is the heading of a reference list, in any of the known languages.
///
/// ```
/// use newscheck::text::headings::is_reference_heading;
/// assert!(is_reference_heading("9.1.  Normative References"));
/// assert!(is_reference_heading("**Quellen:**") && is_reference_heading("参考文献："));
/// assert!(!is_reference_heading("References to the treaty were removed"));
/// ```
pub fn is_reference_heading(line: &str) -> bool {
    // Most lines are told apart here, without a copy: headings are a few plain words after their number.
    if line.len() > 120
        || memchr::memchr2(b'?', b'"', line.as_bytes()).is_some()
        || line.bytes().map(|byte| u8::from(byte == b' ')).sum::<u8>() > 9
    {
        return false;
    }
    let core = heading_core(line);
    if let Some((bare, addition)) = without_addition(core) {
        let core = heading_core(bare);
        let is_count = addition.bytes().all(|byte| byte.is_ascii_digit());
        return (is_count || !core.contains('/') && !SHORT_NOTES.contains(&&*core.to_lowercase()))
            && is_reference_heading(core);
    }
    if memchr::memchr(b'/', core.as_bytes()).is_some() {
        // `References / Sources`, and no address.
        return core.split('/').count() == 2 && core.split('/').all(is_reference_heading);
    }
    if core.is_empty() || core.len() > LONGEST || core.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if !core.is_ascii() {
        return is_heading_in_lower_case(&core.to_lowercase());
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..core.len()];
    lower.copy_from_slice(core.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(is_heading_in_lower_case)
}

/// Headings that are other things with brackets behind them: `Source (Reuters)`, `Notes (to editors)`.
const SHORT_NOTES: &[&str] = &[
    "source",
    "reference",
    "citation",
    "citations",
    "note",
    "notes",
    "links",
    "quelle",
    "fuente",
    "fonte",
    "kaynak",
    "sumber",
    "bron",
    "kilde",
    "källa",
    "источник",
    "ссылки",
    "来源",
    "出典",
    "출처",
    "참고",
    "引用",
    "参考",
];

/// A heading and what is added behind it: `(key papers)`, `(17)`, `{#references}`.
fn without_addition(core: &str) -> Option<(&str, &str)> {
    let core = core.trim_end();
    let open = core.rfind(['(', '（', '{']).filter(|&at| at > 0)?;
    let added = core[open..].trim_start_matches(['(', '（', '{']).trim_end_matches([')', '）', '}', ' ']);
    (!added.is_empty()).then_some((&core[..open], added))
}

fn is_heading_in_lower_case(lower: &str) -> bool {
    if TERMS.whole.contains(lower) {
        return true;
    }
    // Of several words, the first or the last is one that a term begins or ends with.
    let Some((first, last)) = lower.split_once(' ').map(|(first, _)| first).zip(lower.rsplit(' ').next())
    else {
        return false;
    };
    if !TERMS.ends.contains(last) && !TERMS.ends.contains(first) {
        return false;
    }
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    while words.len() > 1 && HEADING_QUALIFIERS.contains(&words[0]) {
        words.remove(0);
    }
    is_term(&words) || joined_terms(&words) || is_qualified(&words)
}

/// The terms of headings, and the words that they begin or end with.
struct Terms {
    whole: Words,
    ends: Words,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let terms = || REFERENCE_HEADINGS.iter().copied();
    let first = terms().filter_map(|term| term.split(' ').next());
    let last = terms().filter_map(|term| term.rsplit(' ').next());
    Terms { ends: Words::new(first.chain(last)), whole: Words::new(terms()) }
});

/// A set of words that tells most others by their first byte and length, without hashing them.
struct Words {
    words: HashSet<&'static str>,
    /// For each first byte, a bit for each length.
    lengths: [u128; 256],
}

impl Words {
    fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut lengths = [0; 256];
        let noted = words.inspect(|word| lengths[Self::first(word)] |= Self::length(word));
        Self { words: noted.collect(), lengths }
    }

    fn contains(&self, word: &str) -> bool {
        self.lengths[Self::first(word)] & Self::length(word) != 0 && self.words.contains(word)
    }

    fn first(word: &str) -> usize {
        word.bytes().next().unwrap_or(0).into()
    }

    fn length(word: &str) -> u128 {
        1 << word.len().min(127)
    }
}

fn is_term(words: &[&str]) -> bool {
    match words {
        [word] => TERMS.whole.contains(word),
        _ => TERMS.whole.contains(&words.join(" ")),
    }
}

/// A term with one or two words before it or "on ..." after it: "Informational References", "References on
/// Spectre".
fn is_qualified(words: &[&str]) -> bool {
    const SURE: &[&str] = &["references", "bibliography", "citations", "footnotes", "endnotes"];
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let before = words.len() <= 3 && SURE.contains(last);
    let after = words.len() <= 4
        && SURE.contains(first)
        && matches!(words.get(1), Some(&("on" | "for" | "about" | "to" | "in")));
    before || after
}

/// Terms with joining words between: "references and notes", "notes et références".
fn joined_terms(words: &[&str]) -> bool {
    let Some(joiner) = words.iter().position(|word| HEADING_JOINERS.contains(word)) else { return false };
    let (left, right) = (&words[..joiner], &words[joiner + 1..]);
    let beside = matches!(
        right,
        ["further", "reading"] | ["external", "links"] | ["resources"] | ["acknowledgements"]
    );
    is_term(left) && (beside || is_term(right))
}

/// The heading without numbering, marks of emphasis, brackets and colon.
fn heading_core(line: &str) -> &str {
    let decoration = |character: char| {
        matches!(
            character,
            '#' | '*'
                | '_'
                | '='
                | '-'
                | '–'
                | '—'
                | ':'
                | '：'
                | '.'
                | '['
                | ']'
                | '【'
                | '】'
                | '('
                | ')'
                | '>'
                | '|'
                | '~'
                | '■'
                | '●'
                | '▼'
                | '\u{200f}'
                | '\u{200e}'
        ) || character.is_whitespace()
            || is_pictogram(character)
    };
    let mut core = line.trim_matches(decoration);
    let numbering = core.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    if numbering > 0 {
        core = core[numbering..]
            .trim_start_matches(|character: char| decoration(character) || character == '、');
        return core;
    }
    let roman = core.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X' | b'A'..=b'F')).count();
    if roman <= 5
        && let Some(rest) = core[roman..].strip_prefix(". ")
    {
        core = rest.trim_start();
    }
    core
}

/// Emoji and their joiners, as chatbots put before headings: `📚 Sources`.
fn is_pictogram(character: char) -> bool {
    matches!(character, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{20E3}' | '\u{200D}')
}

/// Headings that open a reference list, lower case, without numbering and colon.
///
/// Sources: the section names of encyclopedias and citation guides (MLA, APA, Chicago) in each language, and
/// what language models write when asked for sources.
static REFERENCE_HEADINGS: &[&str] = &[
    // English
    "references",
    "reference",
    "reference list",
    "list of references",
    "sources",
    "source",
    "source list",
    "list of sources",
    "citations",
    "citation",
    "citation list",
    "works cited",
    "cited works",
    "literature cited",
    "sources cited",
    "cited sources",
    "works consulted",
    "sources consulted",
    "sources used",
    "bibliography",
    "footnotes",
    "endnotes",
    "notes",
    "links",
    "reference links",
    "source links",
    "reference documents",
    "reference material",
    "reference materials",
    "further references",
    "end notes",
    "foot notes",
    "references cited",
    "citations list",
    "source references",
    "document references",
    "reference sources",
    "urls",
    "source urls",
    "references used",
    "references consulted",
    "references and sources",
    "sources referenced",
    "sources and citations",
    "source citations",
    "sources and links",
    "cited references",
    "cited sources and references",
    "sources & references",
    // Spanish
    "referencias",
    "fuentes",
    "fuente",
    "bibliografía",
    "citas",
    "notas",
    "obras citadas",
    "enlaces",
    "notas al pie",
    "referencias bibliográficas",
    "fuentes consultadas",
    "fuentes citadas",
    "lista de referencias",
    "fuentes utilizadas",
    "fuentes principales",
    "fuentes de referencia",
    "referencias consultadas",
    "referencias citadas",
    "trabajos citados",
    "fuentes y referencias",
    // Chinese
    "参考文献",
    "参考资料",
    "参考来源",
    "参考链接",
    "参考",
    "引用",
    "引用来源",
    "引用文献",
    "引文",
    "来源",
    "资料来源",
    "信息来源",
    "数据来源",
    "注释",
    "脚注",
    "链接",
    "文献",
    "參考文獻",
    "參考資料",
    "參考來源",
    "參考連結",
    "資料來源",
    "來源",
    "註釋",
    "腳註",
    "引用來源",
    "相关链接来源",
    "引用资料",
    "参考书目",
    "主要参考文献",
    "主要参考资料",
    "尾注",
    "引用的著作",
    "引用作品",
    "主要来源",
    "主要參考來源",
    "主要参考来源",
    "主要資料來源",
    "主要资料来源",
    "参考与来源",
    "引用著作",
    "資料出處",
    "资料出处",
    "参考文献与来源",
    "参考文献和来源",
    "信息源",
    // Arabic
    "المراجع",
    "المصادر",
    "مراجع",
    "مصادر",
    "الهوامش",
    "قائمة المراجع",
    "روابط",
    "المصادر والمراجع",
    "المراجع والمصادر",
    "قائمة المصادر",
    "هوامش",
    "الروابط",
    "المراجع المستشهد بها",
    "المصادر المستخدمة",
    "المصادر الرئيسية",
    "الأعمال المقتبس منها",
    "أعمال تم الاستشهاد بها",
    // Hindi
    "संदर्भ",
    "सन्दर्भ",
    "स्रोत",
    "संदर्भ सूची",
    "सन्दर्भ सूची",
    "ग्रंथसूची",
    "ग्रन्थसूची",
    "टिप्पणियाँ",
    "उद्धरण",
    "पाद टिप्पणियाँ",
    "उद्धृत कार्य",
    "मुख्य स्रोत",
    // Portuguese
    "referências",
    "fontes",
    "bibliografia",
    "citações",
    "obras citadas",
    "ligações",
    "notas de rodapé",
    "referências bibliográficas",
    "fontes consultadas",
    "lista de referências",
    "fontes utilizadas",
    "fontes principais",
    "fontes citadas",
    "referências citadas",
    "trabalhos citados",
    "referências consultadas",
    "fontes e referências",
    // Russian
    "источники",
    "источник",
    "ссылки",
    "примечания",
    "литература",
    "список литературы",
    "список источников",
    "библиография",
    "сноски",
    "использованные источники",
    "цитаты",
    "использованная литература",
    "цитируемые работы",
    "цитируемые источники",
    "основные источники",
    "список использованных источников",
    "список использованной литературы",
    "источники информации",
    "цитированные источники",
    // Japanese
    "出典",
    "参照",
    "引用文献",
    "注釈",
    "参考リンク",
    "リンク",
    "ソース",
    "引用元",
    "情報源",
    "出典一覧",
    "参照元",
    "註",
    "脚註",
    "参考文献一覧",
    "参照文献",
    "参考url",
    "主な出典",
    "主要な出典",
    "主な情報源",
    "参考資料",
    "参考資料一覧",
    "引用文献一覧",
    "出典・参考文献",
    "参考文献・出典",
    // German
    "quellen",
    "quelle",
    "quellenangaben",
    "quellenangabe",
    "quellenverzeichnis",
    "quellennachweise",
    "quellennachweis",
    "literatur",
    "literaturverzeichnis",
    "literaturangaben",
    "einzelnachweise",
    "referenzen",
    "belege",
    "nachweise",
    "fußnoten",
    "fussnoten",
    "endnoten",
    "anmerkungen",
    "bibliografie",
    "bibliographie",
    "verweise",
    "zitate",
    "verwendete quellen",
    "zitierte quellen",
    "wichtigste quellen",
    "genutzte quellen",
    "zitierte werke",
    "verwendete literatur",
    "zitierte literatur",
    "quellen und literatur",
    "quellenliste",
    "wichtige quellen",
    // French
    "références",
    "références bibliographiques",
    "notes de bas de page",
    "ouvrages cités",
    "liens",
    "sources citées",
    "liste des références",
    "sources consultées",
    "sources utilisées",
    "sources principales",
    "sources des citations",
    "œuvres citées",
    "références citées",
    "références consultées",
    "sources et références",
    "travaux cités",
    // Korean
    "참고문헌",
    "참고 문헌",
    "참고자료",
    "참고 자료",
    "출처",
    "각주",
    "인용",
    "주석",
    "참조",
    "참고",
    "인용 출처",
    "링크",
    "미주",
    "인용 자료",
    "인용 문헌",
    "인용된 자료",
    "주요 출처",
    "참고 출처",
    "출처 목록",
    "참고문헌 및 출처",
    // Italian
    "riferimenti",
    "fonti",
    "fonte",
    "note",
    "citazioni",
    "opere citate",
    "collegamenti",
    "riferimenti bibliografici",
    "note a piè di pagina",
    "fonti citate",
    "fonti utilizzate",
    "fonti consultate",
    "fonti principali",
    "lavori citati",
    "bibliografia e fonti",
    "riferimenti e fonti",
    // Turkish
    "kaynaklar",
    "kaynak",
    "kaynakça",
    "referanslar",
    "dipnotlar",
    "notlar",
    "bibliyografya",
    "bağlantılar",
    "alıntılar",
    "atıflar",
    "kaynak listesi",
    "alıntılanan çalışmalar",
    "kullanılan kaynaklar",
    "başlıca kaynaklar",
    // Indonesian and Malay
    "referensi",
    "sumber",
    "daftar pustaka",
    "catatan",
    "rujukan",
    "catatan kaki",
    "tautan",
    "kutipan",
    "bibliografi",
    "daftar referensi",
    "daftar rujukan",
    "karya yang dikutip",
    "sumber referensi",
    "sumber utama",
    "sumber yang digunakan",
    "daftar sumber",
    // Dutch
    "bronnen",
    "bron",
    "referenties",
    "voetnoten",
    "noten",
    "literatuur",
    "literatuurlijst",
    "bronvermelding",
    "bronvermeldingen",
    "bronnenlijst",
    "verwijzingen",
    "eindnoten",
    "geciteerd werk",
    "geciteerde werken",
    "geciteerde bronnen",
    "gebruikte bronnen",
    "geraadpleegde bronnen",
    "belangrijkste bronnen",
    // Polish
    "źródła",
    "źródło",
    "przypisy",
    "odnośniki",
    "literatura",
    "referencje",
    "odniesienia",
    "linki",
    "cytaty",
    "cytowania",
    "wykaz źródeł",
    "cytowane prace",
    "cytowane źródła",
    "wykorzystane źródła",
    "główne źródła",
    "źródła cytowane",
    "spis źródeł",
    "prace cytowane",
    // Vietnamese
    "tài liệu tham khảo",
    "nguồn",
    "tham khảo",
    "chú thích",
    "nguồn tham khảo",
    "trích dẫn",
    "liên kết",
    "ghi chú",
    "nguồn trích dẫn",
    "tài liệu trích dẫn",
    "nguồn chính",
    "các nguồn",
    "nguồn đã sử dụng",
    // Persian
    "منابع",
    "منبع",
    "پانویس",
    "ارجاعات",
    "پی‌نوشت",
    "پی‌نوشت‌ها",
    "یادداشت‌ها",
    "پیوندها",
    "فهرست منابع",
    "منابع مورد استفاده",
    "منابع اصلی",
    "آثار ذکر شده",
    // Ukrainian
    "джерела",
    "джерело",
    "посилання",
    "примітки",
    "література",
    "список літератури",
    "список джерел",
    "бібліографія",
    "виноски",
    "цитати",
    "цитовані роботи",
    "цитовані джерела",
    "використані джерела",
    "список використаних джерел",
    "основні джерела",
    // Swedish, Danish, Norwegian
    "källor",
    "källa",
    "referenser",
    "källförteckning",
    "källhänvisningar",
    "noter",
    "fotnoter",
    "litteratur",
    "bibliografi",
    "länkar",
    "referencer",
    "kilder",
    "kilde",
    "referanser",
    "fodnoter",
    "fotnotter",
    "kildeliste",
    "litteraturliste",
    "referanseliste",
    "citerade verk",
    "använda källor",
    "citerede værker",
    "anvendte kilder",
    "siterte verk",
    "brukte kilder",
    "referencelista",
    "referenslista",
    "referenceliste",
    // Czech, Slovak, Romanian, Hungarian, Finnish, Greek, Hebrew, Thai, Bengali, Urdu
    "citovaná díla",
    "citované zdroje",
    "použité zdroje",
    "citované práce",
    "hlavní zdroje",
    "felhasznált források",
    "idézett művek",
    "fő források",
    "surse utilizate",
    "surse consultate",
    "lucrări citate",
    "surse principale",
    "käytetyt lähteet",
    "lainatut teokset",
    "viitatut teokset",
    "έργα που αναφέρονται",
    "κύριες πηγές",
    "עבודות שצוטטו",
    "מקורות עיקריים",
    "ผลงานที่อ้างอิง",
    "แหล่งข้อมูล",
    "แหล่งข้อมูลอ้างอิง",
    "izvori",
    "citirana djela",
    "citirani radovi",
    "korišteni izvori",
    "korištena literatura",
    "literatura i izvori",
    "reference a zdroje",
    "zdroje",
    "odkazy",
    "poznámky",
    "poznámky pod čarou",
    "použitá literatura",
    "seznam literatury",
    "citace",
    "referințe",
    "surse",
    "note de subsol",
    "bibliografie selectivă",
    "hivatkozások",
    "források",
    "jegyzetek",
    "lábjegyzetek",
    "irodalom",
    "lähteet",
    "viitteet",
    "alaviitteet",
    "lähdeluettelo",
    "αναφορές",
    "πηγές",
    "παραπομπές",
    "βιβλιογραφία",
    "υποσημειώσεις",
    "σημειώσεις",
    "מקורות",
    "הערות שוליים",
    "ביבליוגרפיה",
    "הפניות",
    "อ้างอิง",
    "แหล่งอ้างอิง",
    "แหล่งที่มา",
    "เอกสารอ้างอิง",
    "তথ্যসূত্র",
    "সূত্র",
    "উৎস",
    "حوالہ جات",
    "حوالے",
];

/// Words that may stand before a heading's term: "Normative References", "Selected Bibliography".
static HEADING_QUALIFIERS: &[&str] = &[
    "normative",
    "informative",
    "selected",
    "key",
    "main",
    "primary",
    "secondary",
    "general",
    "additional",
    "external",
    "cited",
    "web",
    "online",
    "verified",
    "full",
    "numbered",
    "all",
    "the",
    "article",
    "news",
    "useful",
    "original",
    "inline",
    "official",
    "external",
    "explanatory",
    "complete",
];

/// Words that join two terms in a heading: "References and Notes".
static HEADING_JOINERS: &[&str] = &[
    "and", "&", "/", "und", "et", "y", "e", "en", "och", "og", "i", "и", "та", "og", "o", "ve", "dan", "và",
    "和", "与", "与", "及", "و", "a", "+", ",",
];

#[cfg(test)]
mod tests {
    use super::is_reference_heading;

    #[test]
    fn headings_may_have_additions() {
        for heading in [
            "References (key papers and supporting sources)",
            "10. References (selected)",
            "Sources (17)",
            "References {#references .unnumbered}",
            "📚 Sources",
            "### 🔗 **Quellen:**",
            "References / Sources",
            "Bronnen (12)",
            "Verwendete Quellen",
            "Cytowane prace",
            "主要来源",
        ] {
            assert!(is_reference_heading(heading), "{heading}");
        }
        for line in [
            "Source (Reuters)",
            "Notes (to editors)",
            "References/https://example.org",
            "(17)",
            "📚",
            "Money / Sources",
            "a/b/Sources",
            "{#references}",
        ] {
            assert!(!is_reference_heading(line), "{line}");
        }
    }
}
