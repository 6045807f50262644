//! The words of Thai.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Thai: see the fields of [`Language`] for what each list is.
pub static THAI: Language = Language {
    code: "th",
    name: "Thai",
    // Years are of the Buddhist era, which begins 543 years earlier.
    months: Months::Buddhist([
        "มกราคม|ม.ค",
        "กุมภาพันธ์|ก.พ",
        "มีนาคม|มี.ค",
        "เมษายน|เม.ย",
        "พฤษภาคม|พ.ค",
        "มิถุนายน|มิ.ย",
        "กรกฎาคม|ก.ค",
        "สิงหาคม|ส.ค",
        "กันยายน|ก.ย",
        "ตุลาคม|ต.ค",
        "พฤศจิกายน|พ.ย",
        "ธันวาคม|ธ.ค",
    ]),
    weekdays: [
        "จันทร์|วันจันทร์|วันจันทร์ที่",
        "อังคาร|วันอังคาร|วันอังคารที่",
        "พุธ|วันพุธ|วันพุธที่",
        "พฤหัสบดี|วันพฤหัสบดี|วันพฤหัสบดีที่",
        "ศุกร์|วันศุกร์|วันศุกร์ที่",
        "เสาร์|วันเสาร์|วันเสาร์ที่",
        "อาทิตย์|วันอาทิตย์|วันอาทิตย์ที่",
    ],
    dates: DateWords {
        hours: "น",
        minutes: "นาที",
        year: "พ.ศ",
        day: "ที่|วันที่",
        published: "เผยแพร่",
        modified: "แก้ไข|อัปเดต",
        joiners: "เวลา",
        reading: "อ่าน",
        ..DateWords::NONE
    },
    references: References {
        headings: "อ้างอิง|แหล่งอ้างอิง|แหล่งที่มา|เอกสารอ้างอิง|ผลงานที่อ้างอิง|แหล่งข้อมูล|\
            แหล่งข้อมูลอ้างอิง",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|ความคิดเห็น", ..Trailers::NONE
    },
    bylines: Bylines::NONE,
    labels: Labels {
        preamble: "แน่นอน|ได้เลย|นี่คือ|ด้านล่าง", ..Labels::NONE
    },
    mail: Mail {
        subject: "เรื่อง|หัวเรื่อง", from: "จาก", date: "วันที่|ส่งเมื่อ", to: "ถึง"
    },
    figures: Figures::NONE,
    numerals: Numerals {
        scales: "ร้อย=2|พัน=3|หมื่น=4|แสน=5|ล้าน=6",
        about: "ประมาณ",
        negations: "ไม่",
        ..Numerals::NONE
    },
    margins: Margins::NONE,
    not_found: NotFound { phrases: "ไม่พบหน้า", ..NotFound::NONE },
    walls: Walls {
        gates: "เซสชันหมดอายุ|กรุณาเข้าสู่ระบบ|โปรดเข้าสู่ระบบ|เข้าสู่ระบบเพื่อ|สำหรับสมาชิกเท่านั้น",
        passing: "เกิดข้อผิดพลาด|มีบางอย่างผิดพลาด|ไม่สามารถใช้งานได้ชั่วคราว|ปิดปรับปรุง|กรุณาลองใหม่|โปรดลองอีกครั้ง|เกิดความผิดพลาด|พบข้อผิดพลาด|ข้อผิดพลาดของเซิร์ฟเวอร์|ข้อผิดพลาดร้ายแรง|กำลังปรับปรุง",
        denied: "การเข้าถึงถูกปฏิเสธ",
        regions: "ไม่พร้อมใช้งานในประเทศ|ไม่สามารถใช้ได้ในประเทศ|ไม่พร้อมให้บริการในพื้นที่",
        says: "ฉันไม่ใช่โปรแกรมอัตโนมัติ|คุณไม่ใช่หุ่นยนต์|คุณเป็นมนุษย์",
        ..Walls::NONE
    },
    telling: "",
};
