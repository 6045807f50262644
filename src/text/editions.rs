//! Names the languages and countries by which sites part their editions. It does not say what language a text
//! is in.

/// Languages (ISO 639-1) and countries that sites have editions for: `/en`, `/de-at`, `/uk`.
pub const EDITIONS: &[&str] = &[
    "ar", "at", "au", "az", "be", "bg", "bn", "br", "bs", "ca", "ch", "cn", "cs", "cy", "da", "de", "dk",
    "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gb", "gl", "gu", "he", "hi", "hr", "hu",
    "hy", "id", "ie", "in", "is", "it", "ja", "jp", "ka", "kk", "kn", "ko", "kr", "ku", "lt", "lv", "mk",
    "ml", "mn", "mr", "ms", "mt", "mx", "nb", "nl", "nn", "no", "nz", "pa", "pl", "ps", "pt", "ro", "ru",
    "se", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "us", "uz", "vi",
    "za", "zh",
];
