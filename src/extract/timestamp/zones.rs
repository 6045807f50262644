//! Time zones as datelines name them: abbreviations, phrases and what places make certain. Offsets in figures
//! are `grammar`'s.

use chrono_tz::Tz;

/// What the name of a zone stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// An offset east of UTC in minutes.
    Fixed(i32),
    /// A zone whose offset depends on the date: `ET`.
    Region(Tz),
    /// One of several: `IST`, `CST`, `BST`. No offset.
    Ambiguous,
}

/// The zone of an abbreviation as it is written. Only capitals count: `et` is a French word.
pub(super) fn by_name(name: &str) -> Option<Zone> {
    let minutes = |hours: i32, minutes: i32| Some(Zone::Fixed(hours * 60 + minutes));
    match name {
        "ET" => Some(Zone::Region(Tz::America__New_York)),
        "CT" => Some(Zone::Region(Tz::America__Chicago)),
        "MT" => Some(Zone::Region(Tz::America__Denver)),
        "PT" => Some(Zone::Region(Tz::America__Los_Angeles)),
        "UTC" | "GMT" | "UT" | "Z" | "WET" | "ГМТ" | "UCT" => minutes(0, 0),
        "CET" | "MEZ" | "WEST" | "WAT" => minutes(1, 0),
        "CEST" | "MESZ" | "EET" | "CAT" | "SAST" => minutes(2, 0),
        "EEST" | "MSK" | "МСК" | "EAT" | "TRT" | "IDT" => minutes(3, 0),
        "IRST" => minutes(3, 30),
        "GST" => minutes(4, 0),
        "PKT" | "UZT" => minutes(5, 0),
        "NPT" => minutes(5, 45),
        "ICT" | "WIB" => minutes(7, 0),
        "HKT" | "SGT" | "MYT" | "PHT" | "AWST" | "WITA" => minutes(8, 0),
        "JST" | "KST" | "WIT" => minutes(9, 0),
        "ACST" => minutes(9, 30),
        "AEST" => minutes(10, 0),
        "ACDT" => minutes(10, 30),
        "AEDT" => minutes(11, 0),
        "NZST" => minutes(12, 0),
        "NZDT" => minutes(13, 0),
        "BRT" | "ART" => minutes(-3, 0),
        "NDT" => minutes(-2, -30),
        "NST" => minutes(-3, -30),
        "EDT" => minutes(-4, 0),
        "EST" | "CDT" | "COT" | "PET" => minutes(-5, 0),
        "MDT" => minutes(-6, 0),
        "MST" | "PDT" => minutes(-7, 0),
        "PST" | "AKDT" => minutes(-8, 0),
        "AKST" => minutes(-9, 0),
        "HST" => minutes(-10, 0),
        "IST" | "CST" | "BST" | "AST" | "ADT" | "SST" | "AMT" | "WST" | "ECT" => Some(Zone::Ambiguous),
        _ => None,
    }
}

/// The zone of the words that stand before `Time`: `Eastern`, `Eastern Daylight`, in lower case.
pub(super) fn by_phrase(words: &str) -> Option<Zone> {
    let fixed = |hours: i32| Some(Zone::Fixed(hours * 60));
    match words {
        "eastern" | "us eastern" => by_name("ET"),
        "central" | "us central" => by_name("CT"),
        "mountain" | "us mountain" => by_name("MT"),
        "pacific" | "us pacific" => by_name("PT"),
        "eastern standard" => by_name("EST"),
        "eastern daylight" => by_name("EDT"),
        "central daylight" => by_name("CDT"),
        "mountain standard" => by_name("MST"),
        "mountain daylight" => by_name("MDT"),
        "pacific standard" => by_name("PST"),
        "pacific daylight" => by_name("PDT"),
        "greenwich mean" | "coordinated universal" | "universal" => fixed(0),
        "central european" | "central european standard" => fixed(1),
        "central european summer" | "eastern european" => fixed(2),
        "eastern european summer" | "moscow" => fixed(3),
        "british summer" => fixed(1),
        "beijing" | "china standard" | "singapore" | "hong kong" => fixed(8),
        "japan standard" | "korea standard" => fixed(9),
        "indian standard" | "india standard" => Some(Zone::Fixed(330)),
        _ => None,
    }
}

/// The offset of an ambiguous abbreviation where the country is certain: in minutes.
pub(super) fn in_country(name: &str, country: &str) -> Option<i32> {
    let hours = match (name, country) {
        ("IST", "IN") => return Some(330),
        ("IST", "IL") => 2,
        ("IST", "IE") | ("BST", "GB") => 1,
        ("BST", "BD") => 6,
        ("CST", "CN" | "TW") => 8,
        ("CST", "US" | "MX") => -6,
        ("AST", "SA" | "QA" | "KW" | "BH") => 3,
        ("AST", "CA" | "PR") => -4,
        ("ADT", "CA") => -3,
        ("WST", "AU") => 8,
        _ => return None,
    };
    Some(hours * 60)
}

/// The country of a place that a dateline names, by words in lower case.
pub(super) fn country_of_place(word: &str) -> Option<&'static str> {
    match word {
        "india" | "delhi" | "mumbai" | "kolkata" | "chennai" | "bengaluru" | "bangalore" | "hyderabad"
        | "pune" | "ahmedabad" => Some("IN"),
        "israel" | "jerusalem" | "haifa" => Some("IL"),
        "ireland" | "dublin" => Some("IE"),
        "uk" | "london" | "england" | "scotland" | "edinburgh" | "britain" | "manchester" => Some("GB"),
        "bangladesh" | "dhaka" => Some("BD"),
        "china" | "beijing" | "shanghai" | "taipei" | "taiwan" | "guangzhou" | "shenzhen" => Some("CN"),
        "chicago" | "dallas" | "houston" | "texas" | "usa" | "minneapolis" | "nashville" => Some("US"),
        "riyadh" | "jeddah" => Some("SA"),
        "doha" => Some("QA"),
        "halifax" => Some("CA"),
        _ => None,
    }
}
