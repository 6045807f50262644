//! The words of Hindi.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Hindi: see the fields of [`Language`] for what each list is.
pub static HINDI: Language = Language {
    code: "hi",
    name: "Hindi",
    months: Months::Named([
        "जनवरी",
        "फरवरी|फ़रवरी",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई",
        "अगस्त",
        "सितंबर|सितम्बर",
        "अक्टूबर|अक्तूबर",
        "नवंबर|नवम्बर",
        "दिसंबर|दिसम्बर",
    ]),
    weekdays: ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार|गुरूवार", "शुक्रवार", "शनिवार", "रविवार"],
    dates: DateWords {
        am: "पूर्वाह्न",
        pm: "अपराह्न",
        hours: "बजे",
        minutes: "मिनट",
        published: "प्रकाशित|प्रकाशन",
        modified: "अपडेट|अपडेटेड|अद्यतन",
        joiners: "की|को",
        reading: "पढ़ने|पढ़ें",
        ago: "पहले",
        ..DateWords::NONE
    },
    references: References {
        headings: "संदर्भ|सन्दर्भ|स्रोत|संदर्भ सूची|सन्दर्भ सूची|ग्रंथसूची|ग्रन्थसूची|टिप्पणियाँ|उद्धरण|\
            पाद टिप्पणियाँ|उद्धृत कार्य|मुख्य स्रोत",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "टिप्पणी करें|यह भी पढ़ें|ये भी पढ़ें|टिप्पणियां", ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "कृते|लेखक:|द्वारा", joiners: "और", ..Bylines::NONE
    },
    labels: Labels {
        preamble: "ज़रूर|जरूर|बिल्कुल|यहाँ|यहां|नीचे",
        title: "शीर्षक",
        summary: "सारांश",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "विषय", from: "प्रेषक", date: "दिनांक|तारीख|भेजा गया", to: "प्रति|सेवा में"
    },
    figures: Figures {
        percent: "प्रतिशत|फीसदी|फ़ीसदी",
        money: "रुपये|रुपए|डॉलर|यूरो",
        units: "लोग|लोगों|किलोमीटर|मीटर|टन|हेक्टेयर|डिग्री",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "दो=2|तीन=3|चार=4|पांच=5|छह=6|सात=7|आठ=8|नौ=9|दस=10",
        scales: "सौ=2|हजार=3|लाख=5|करोड़=7|अरब=9|हज़ार=3",
        about: "लगभग|करीब",
        over: "अधिक|ज्यादा",
        under: "कम",
        negations: "नहीं|न|ना|बिना|कभी",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound {
        bare: "नहीं मिला|त्रुटि 404",
        things: "पेज|पृष्ठ|लेख|सामग्री|खबर",
        lacks: "नहीं मिला|नहीं मिली|मौजूद नहीं|हटा दिया गया|हटा दी गई|अब उपलब्ध नहीं",
        sold: "बिक्री के लिए",
        phrases: "पृष्ठ नहीं मिला|पेज नहीं मिला",
        ..NotFound::NONE
    },
    walls: Walls {
        denied: "प्रवेश निषेध|पहुँच अस्वीकृत",
        gates: "सत्र समाप्त|लॉग इन करें|लॉगिन करें|केवल सदस्यों|लॉगिन आवश्यक|लॉग इन करना होगा|लॉग इन करना आवश्यक|लॉगिन करना होगा",
        passing: "कुछ गलत हो गया|कुछ ग़लत हो गया|त्रुटि हुई|बाद में पुनः प्रयास|अस्थायी रूप से अनुपलब्ध|एक त्रुटि हुई|त्रुटि आई|कोई त्रुटि|सर्वर त्रुटि|रखरखाव के लिए|कुछ गड़बड़|डेटाबेस कनेक्शन|रखरखाव जारी|आंतरिक सर्वर|कृपया बाद में",
        regions: "आपके देश में उपलब्ध नहीं|आपके क्षेत्र में उपलब्ध नहीं",
        says: "मैं रोबोट नहीं हूँ|आप रोबोट नहीं हैं|आप रोबोट नहीं|मैं रोबोट नहीं|आप मानव हैं|ब्राउज़र की जाँच",
        ..Walls::NONE
    },
    telling: "के|की|है|और|से|का|को|ने|पर|यह|कि|भी|एक|इस|था",
};
