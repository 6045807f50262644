//! What the numbers by which the model of blocks decides say, in plain words: see `features` for their order.

use crate::input::html::features::{FIRST_MARK, GROUPS, NEIGHBOURS};

/// What the number of a row says of its segment; none where it is not worth a word.
///
/// ```
/// use newscheck::input::html::reasons::words;
/// assert_eq!(words(2, 250).as_deref(), Some("25 % of it is linked"));
/// assert_eq!(words(4, 0).as_deref(), Some("it does not end a sentence"));
/// ```
pub fn words(feature: usize, value: i32) -> Option<String> {
    let after_marks = FIRST_MARK + 2 * GROUPS.len();
    match feature {
        0..20 => Some(of_itself(feature, value)),
        20..30 => Some(of_place(feature - 20, value)),
        30..FIRST_MARK => Some(of_tags(feature - 30, value)),
        _ if feature < after_marks => Some(of_marks(feature - FIRST_MARK, value)),
        _ => of_surroundings(feature - after_marks, value),
    }
}

fn percent(thousandths: i32) -> String {
    format!("{} %", thousandths / 10)
}

/// The segment's own words and tag.
fn of_itself(feature: usize, value: i32) -> String {
    let whether = |yes: &str, no: &str| if value > 0 { yes.to_owned() } else { no.to_owned() };
    let is_a = |what: &str| whether(&format!("it is {what}"), &format!("it is not {what}"));
    match feature {
        0 => format!("it has {value} letters"),
        1 => format!("it has {value} words"),
        2 => format!("{} of it is linked", percent(value)),
        3 => format!("it has {value} sentences"),
        4 => whether("it ends a sentence", "it does not end a sentence"),
        5 => format!("its words have {}.{} letters on average", value / 10, value % 10),
        6 => format!("{} of its letters are digits", percent(value)),
        7 => format!("it has {value} commas"),
        8 => format!("{} of its letters are capitals", percent(value)),
        9 => whether("it begins with a capital", "it does not begin with a capital"),
        10 => whether("it ends with a colon", "it does not end with a colon"),
        11 => format!("it has {value} vertical bars"),
        12 => is_a("a paragraph by its tag"),
        13 => is_a("a plain box"),
        14 => is_a("an item of a list"),
        15 if value > 0 => format!("it is a heading of level {value}"),
        15 => "it is no heading".to_owned(),
        16 => is_a("a cell of a table"),
        17 => is_a("a quotation by its tag"),
        18 => is_a("in a figure"),
        _ => is_a("right in a section"),
    }
}

/// Where it stands on the page, and by the headline.
fn of_place(feature: usize, value: i32) -> String {
    match feature {
        0 => format!("{} of the page's lines stand before it", percent(value)),
        1 => format!("{value} lines stand before it"),
        2 => format!("{} lines stand behind it", value - 1),
        3 => format!("{} of the page's text stands before it", percent(value)),
        4 => format!("it is {} of the page's text", percent(value)),
        5 if value > 0 => "it has the words of the headline".to_owned(),
        5 => "it has other words than the headline".to_owned(),
        6 if value > 0 => "the page shows its headline".to_owned(),
        6 => "the page shows no headline".to_owned(),
        7 if value < 0 => format!("it stands {} lines before the headline", -value),
        7 => format!("it stands {value} lines behind the headline"),
        8 if value > 0 => "it does not stand behind the headline".to_owned(),
        8 => "it stands behind the headline".to_owned(),
        _ => format!("the densest element holds {} of the page's text", percent(value)),
    }
}

/// The tags around it.
fn of_tags(feature: usize, value: i32) -> String {
    let tags = [
        "an item of a list",
        "a list",
        "a table",
        "a figure",
        "an aside",
        "a footer",
        "a header",
        "an article",
        "the main part",
        "a quotation",
        "a link",
        "a section",
    ];
    format!(
        "it {} in {} by tag",
        if value > 0 { "stands" } else { "does not stand" },
        tags[feature % tags.len()]
    )
}

/// The names around it.
fn of_marks(feature: usize, value: i32) -> String {
    let groups = [
        "an article's text",
        "an article",
        "navigation, a head or a foot",
        "other articles",
        "comments",
        "sharing, tools or topics",
        "sign-up, advertising or law",
        "something beside",
        "a caption or media",
        "who and when",
        "a standfirst or headline",
        "something embedded",
    ];
    let what = groups[feature / 2 % groups.len()];
    match (feature % 2, value) {
        (0, -500) | (1, 0) => format!("no element around it is named for {what}"),
        (0, _) => {
            format!("the element named for {what} around it holds {} of the text", percent(1000 - value))
        }
        _ => format!("an element around it is named for {what}"),
    }
}

/// The elements around it, what is built alike, what the rules say, and its neighbours.
fn of_surroundings(feature: usize, value: i32) -> Option<String> {
    let around = [
        "its element",
        "the element around it",
        "the second element around it",
        "the third element around it",
        "the fourth element around it",
        "the fifth element around it",
    ];
    Some(match feature {
        0..12 if feature.is_multiple_of(2) => {
            format!("{} holds {} of the page's text", around[feature / 2], percent(value))
        }
        0..12 => format!("{} holds {value} lines", around[feature / 2]),
        12 => format!("it meets the densest element {value} elements further out"),
        13 => format!("it meets the elements around the densest {value} elements above it"),
        14 => format!("the element around it is {} as dense as the densest", percent(value)),
        15 => format!("{value} lines are built like it"),
        16 => format!("the lines built like it hold {} of the page's text", percent(value)),
        17 => format!("{} of the page's lines are built like it", percent(value)),
        18 => format!("the rules keep {} of the lines built like it", percent(value)),
        19 if value == 0 => "the rules keep it".to_owned(),
        19 => "the rules drop it".to_owned(),
        20 => format!("{} of what the rules keep stands before it", percent(value)),
        21..24 => format!("the rules keep {} of the text of {}", percent(value), around[feature - 20]),
        24 => format!("the rules keep {value} of the lines around it"),
        25 => format!("the rules keep {} of the page's text", percent(value)),
        26..56 => return of_neighbour((feature - 26) / 5, (feature - 26) % 5, value),
        56 => {
            format!("the line before it is {} same element", if value > 0 { "in the" } else { "not in the" })
        }
        57 => format!("the next line is {} same element", if value > 0 { "in the" } else { "not in the" }),
        _ => return None,
    })
}

fn of_neighbour(neighbour: usize, number: usize, value: i32) -> Option<String> {
    let which = match NEIGHBOURS.get(neighbour)? {
        -1 => "the line before it".to_owned(),
        1 => "the next line".to_owned(),
        behind if *behind > 0 => format!("the {} line behind it", ordinal(*behind)),
        before => format!("the {} line before it", ordinal(-before)),
    };
    Some(match number {
        _ if value < 0 => format!("{which} is not there"),
        0 => format!("{which} has {value} letters"),
        1 => format!("{} of {which} is linked", percent(value)),
        2 => format!("{which} has {value} sentences"),
        3 if value == 0 => format!("the rules keep {which}"),
        3 => format!("the rules drop {which}"),
        _ if value > 0 => format!("{which} is built like it"),
        _ => format!("{which} is built otherwise"),
    })
}

fn ordinal(number: isize) -> &'static str {
    if number == 2 { "second" } else { "third" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::html::features::WIDTH;

    #[test]
    fn every_number_has_words_of_its_own() {
        let said: Vec<String> = (0..WIDTH).filter_map(|feature| words(feature, 1)).collect();
        assert_eq!(said.len(), WIDTH);
        assert!(words(WIDTH, 1).is_none());
        for (feature, value, expected) in [
            (42, -500, "no element around it is named for an article's text"),
            (50, 900, "the element named for comments around it holds 10 % of the text"),
            (82, 710, "the lines built like it hold 71 % of the page's text"),
            (85, 3, "the rules drop it"),
            (102, 80, "the line before it has 80 letters"),
            (123, 0, "the next line is not in the same element"),
        ] {
            assert_eq!(words(feature, value).as_deref(), Some(expected), "{feature}");
        }
    }
}
