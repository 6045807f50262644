//! What the elements of a page show of what it is: its fields, buttons, pictures, and how its frame is named.
//! What that is worth is `weighing`'s.

use super::wording::{FAILING, KEPT, MISSING, WAYS};
use crate::address::errors::names_error;
use crate::markup::list::Element;

/// What the elements of a page show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many names of its parts are those of a page that is none, for each way.
    pub(super) named: [u32; WAYS],
    /// Names of its parts that have the word `error`.
    pub(super) errors: u32,
    pub(super) buttons: u32,
    pub(super) pictures: u32,
    /// Whether a mail address is asked for, or a code, or a name that is registered.
    pub(super) asks_who: bool,
    /// Forms and links that lead to a login, a form of consent, a test.
    pub(super) doors: u32,
    /// Whether it has an element for a time.
    pub(super) has_time: bool,
    /// Whether it says how it is shown where others link to it.
    pub(super) has_card: bool,
    /// Whether it says what it is about.
    pub(super) is_described: bool,
}

impl Signs {
    pub(super) fn start(&mut self, element: Element<'_>) {
        let name = element.name();
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match name {
            "button" => self.buttons += 1,
            "input" => self.field(attribute("type"), attribute("name"), attribute("autocomplete")),
            "img" | "picture" => self.pictures += 1,
            "time" => self.has_time = true,
            "form" => self.doors += u32::from(is_door(attribute("action"))),
            "a" => self.doors += u32::from(is_door(attribute("href"))),
            "meta" => self.meta(attribute("property"), attribute("name")),
            _ => {}
        }
        if FRAMES.contains(&name) {
            self.name(attribute("id"));
            self.name(attribute("class"));
        }
    }

    fn field(&mut self, kind: &str, name: &str, completed: &str) {
        self.buttons += u32::from(["submit", "button"].contains(&kind));
        self.asks_who |= kind.eq_ignore_ascii_case("email")
            || name.eq_ignore_ascii_case("email")
            || ["username", "email", "one-time-code", "current-password"].contains(&completed);
    }

    fn meta(&mut self, property: &str, name: &str) {
        let named = if property.is_empty() { name } else { property };
        self.has_card |= ["og:image", "twitter:image"].contains(&named);
        self.is_described |= ["description", "og:description"].contains(&named);
    }

    /// Takes a name in its words: `page--notFound`.
    fn name(&mut self, names: &str) {
        let words = words_of(names);
        let pairs = words.windows(2).map(|pair| pair.concat());
        for word in words.iter().cloned().chain(pairs) {
            self.errors += u32::from(word == "error" || word == "err");
            if let Some(way) = NAMES.iter().position(|known| known.contains(&&*word)) {
                self.named[way] += 1;
            }
        }
    }
}

/// Whether an address on the site is that of a door: a login, a form of consent.
fn is_door(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    !names_error(path) && path.split('/').skip(1).any(|part| words_in(part, NAMES[KEPT]))
}

fn words_in(part: &str, known: &[&str]) -> bool {
    let words = words_of(part);
    words.len() <= 2
        && (words.iter().any(|word| known.contains(&&**word)) || known.contains(&&*words.concat()))
}

/// The words of names in lower case, parted where a capital begins one.
fn words_of(names: &str) -> Vec<String> {
    /// Names of generated styles go on for ever.
    const MOST: usize = 24;
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in names.chars().take(400) {
        let parts = !letter.is_alphanumeric() || was_lower && letter.is_uppercase();
        if parts && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        was_lower = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words.truncate(MOST);
    words
}

/// Elements whose names say what a page is.
const FRAMES: &[&str] = &["html", "body", "main", "section", "article", "div", "form", "h1"];

/// Words of such names, by way.
const NAMES: [&[&str]; WAYS] = {
    let mut names: [&[&str]; WAYS] = [&[]; WAYS];
    names[MISSING] =
        &["404", "410", "notfound", "error404", "gone", "missing", "expired", "removed", "deleted"];
    names[FAILING] = &[
        "500",
        "502",
        "503",
        "504",
        "maintenance",
        "maintain",
        "offline",
        "outage",
        "downtime",
        "unavailable",
        "fatal",
        "exception",
        "traceback",
        "crash",
    ];
    names[KEPT] = &[
        "401",
        "403",
        "451",
        "agegate",
        "auth",
        "authwall",
        "blocked",
        "bot",
        "captcha",
        "challenge",
        "consent",
        "denied",
        "forbidden",
        "gate",
        "gdpr",
        "geo",
        "geoblock",
        "login",
        "loginwall",
        "metered",
        "paywall",
        "queue",
        "regwall",
        "robot",
        "signin",
        "subscribe",
        "verify",
        "wall",
        "waitingroom",
    ];
    names
};

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::*;

    #[test]
    fn names_are_read_in_their_words() {
        let table = [
            ("<body class='page--notFound'>", [1, 0, 0]),
            ("<div id=maintenance-page><h1>x</h1></div>", [0, 1, 0]),
            ("<div class='ageGate x'>", [0, 0, 2]),
            ("<p class=login>", [0, 0, 0]),
            ("<div hidden class=captcha></div>", [0, 0, 0]),
        ];
        for (markup, named) in table {
            assert_eq!(Page::html(markup).signs.named, named, "{markup}");
        }
    }

    #[test]
    fn doors_are_addresses_of_logins_and_forms() {
        for (address, door) in [
            ("/login?to=/a", true),
            ("https://example.org/account/sign-in", true),
            ("/news/gate", true),
            ("/a", false),
        ] {
            assert_eq!(is_door(address), door, "{address}");
        }
    }
}
