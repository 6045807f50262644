//! Tells the line that says of a text that it is a press release, in the languages of news publishing. Such
//! a line stands above the headline.

/// What press releases say of themselves, in lower case.
const RELEASES: &[&str] = &[
    "for immediate release",
    "for release",
    "press release",
    "news release",
    "media release",
    "press statement",
    "pressemitteilung",
    "presseinformation",
    "medienmitteilung",
    "presseaussendung",
    "communiqué de presse",
    "pour diffusion immédiate",
    "comunicado de prensa",
    "nota de prensa",
    "para publicación inmediata",
    "comunicado de imprensa",
    "nota à imprensa",
    "comunicato stampa",
    "persbericht",
    "pressmeddelande",
    "pressemeddelelse",
    "pressemelding",
    "lehdistötiedote",
    "komunikat prasowy",
    "informacja prasowa",
    "tisková zpráva",
    "sajtóközlemény",
    "comunicat de presă",
    "пресс-релиз",
    "прес-реліз",
    "прессъобщение",
    "δελτίο τύπου",
    "basın bülteni",
    "بيان صحفي",
    "siaran pers",
    "thông cáo báo chí",
    "新闻稿",
    "新聞稿",
    "プレスリリース",
    "報道資料",
    "보도자료",
];

/// Whether a line says of the text that it is a press release, and nothing else but a day or a number.
///
/// ```
/// use newscheck::lexicon::releases::is_release_line;
/// assert!(is_release_line("FOR IMMEDIATE RELEASE") && is_release_line("**Pressemitteilung Nr. 12**"));
/// assert!(!is_release_line("Press release season begins in the harbour"));
/// ```
pub fn is_release_line(line: &str) -> bool {
    let marks = ['*', '_', '#', '-', '–', '—', '[', ']', '(', ')', ':', '：', '.', ' ', '|', ','];
    let core = line.trim_matches(marks);
    if core.len() > LONGEST {
        return false;
    }
    let lower = core.to_lowercase();
    let rest = RELEASES.iter().find_map(|release| lower.strip_prefix(release));
    rest.is_some_and(|rest| rest.is_empty() || is_number_or_day(rest, marks.as_slice()))
}

/// Bytes of the longest line that says so, its day included.
const LONGEST: usize = 80;

/// Whether what follows is set apart and has a number: `Nr. 12`, `– 3 May 2024`.
fn is_number_or_day(rest: &str, marks: &[char]) -> bool {
    let words = rest.split_whitespace().count();
    rest.starts_with(marks) && words <= MOST_WORDS && rest.contains(|digit: char| digit.is_ascii_digit())
}

/// Words of a day or number.
const MOST_WORDS: usize = 5;

#[cfg(test)]
mod tests {
    use super::is_release_line;

    #[test]
    fn lines_of_press_releases() {
        for line in [
            "FOR IMMEDIATE RELEASE:",
            "Press Release",
            "PRESS RELEASE | 3 May 2024",
            "Communiqué de presse",
            "Пресс-релиз № 14",
            "보도자료",
        ] {
            assert!(is_release_line(line), "{line}");
        }
        for line in [
            "Press releases are sent at noon",
            "Press release of the harbour board angers fishermen",
            "For release of the hostages 12 boats sailed",
            "",
        ] {
            assert!(!is_release_line(line), "{line}");
        }
    }
}
