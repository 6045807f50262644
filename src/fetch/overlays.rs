//! Finds the parts of a page by which services ask for consent or for a registration. They lie over pages,
//! or stand where the page would: what stands outside of them tells.

use crate::markup::list::Element;

/// Such parts of a page, and what stands outside of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Overlays {
    /// The part that is open: its element, how many of that kind are open, what it asks for.
    open: Option<(String, u32, Asked)>,
    /// Characters of text that ask for consent.
    consent: usize,
    /// Characters of text that ask for a registration.
    registration: usize,
    /// Characters of text in banners of the site's own.
    banner: usize,
    /// Characters of text outside, without headings.
    outside: usize,
    headings: usize,
    /// Pictures outside: a logo is one.
    pictures: usize,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Consent,
    Registration,
    /// A banner of the site's own, which is no wall by its name alone.
    Banner,
}

/// Characters of what is called a wall from which on it is the text behind it.
const TEXT: usize = 700;

/// Characters outside that are a name, a date, a line of hints.
const LITTLE: usize = 60;

impl Overlays {
    pub(super) fn start(&mut self, element: Element<'_>, in_link: bool) {
        let name = element.name();
        match &mut self.open {
            Some((open, depth, _)) => *depth += u32::from(open == name),
            None if ["div", "section", "dialog", "aside", "form"].contains(&name) => {
                self.open = asked(element).map(|asked| (name.to_owned(), 1, asked));
            }
            // Those in links belong to other pages.
            None => self.pictures += usize::from(name == "img" && !in_link),
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        let Some((open, depth, _)) = &mut self.open else { return };
        *depth -= u32::from(open == name);
        if *depth == 0 {
            self.open = None;
        }
    }

    /// Whether what is read lies over the page.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes letters of text that is shown.
    pub(super) fn letters(&mut self, letters: usize, in_heading: bool) {
        match &self.open {
            Some((_, _, Asked::Consent)) => self.consent += letters,
            Some((_, _, Asked::Registration)) => self.registration += letters,
            Some((_, _, Asked::Banner)) if in_heading => {}
            Some((_, _, Asked::Banner)) => self.banner += letters,
            None if in_heading => {}
            None => self.outside += letters,
        }
    }

    pub(super) fn end_heading(&mut self) {
        let is_outside = matches!(self.open, None | Some((_, _, Asked::Banner)));
        self.headings += usize::from(is_outside);
    }

    /// Whether a form of consent is all that there is.
    pub(super) fn are_consent(&self) -> bool {
        self.consent > LITTLE && self.headings == 0 && self.banner < LITTLE && self.has_little_outside()
    }

    /// Whether a page has its headline, and a registration in place of its text.
    pub(super) fn are_registration(&self) -> bool {
        (LITTLE + 1..TEXT).contains(&self.registration) && self.has_little_outside()
    }

    fn has_little_outside(&self) -> bool {
        self.outside < LITTLE && self.pictures < 2
    }
}

/// What an element asks for, by its names.
fn asked(element: Element<'_>) -> Option<Asked> {
    let names = ["id", "class"].into_iter().flat_map(|name| {
        element.attribute(name).unwrap_or_default().split_ascii_whitespace().map(str::to_ascii_lowercase)
    });
    names.into_iter().find_map(|name| match () {
        () if REGISTRATIONS.contains(&&*name) || is_wall(&name) => Some(Asked::Registration),
        () if CONSENTS.contains(&&*name) || STARTS.iter().any(|start| name.starts_with(start)) => {
            Some(Asked::Consent)
        }
        () if is_banner(&name) => Some(Asked::Banner),
        () => None,
    })
}

/// Whether a name is that of a banner that asks for consent: `cookie-notice`, `cc-window`.
fn is_banner(name: &str) -> bool {
    const OF_CONSENT: [&str; 5] = ["cc", "consent", "cookie", "cookies", "gdpr"];
    const BANNERS: [&str; 11] = [
        "alert", "banner", "bar", "box", "dialog", "message", "modal", "notice", "overlay", "popup", "window",
    ];
    let words = || name.split(|letter: char| !letter.is_alphanumeric());
    words().any(|word| OF_CONSENT.contains(&word)) && words().any(|word| BANNERS.contains(&word))
}

/// Whether a name ends in that of a wall: `article__barrier`. What is called a paywall is often the text
/// behind it.
fn is_wall(name: &str) -> bool {
    let last = name.rsplit(|letter: char| !letter.is_alphanumeric()).next();
    last.is_some_and(|last| ["barrier", "paygate", "paywall", "regwall", "wall"].contains(&last))
}

/// Names of registrations.
const REGISTRATIONS: &[&str] = &[
    "login-wall",
    "loginwall",
    "reg-wall",
    "register-wall",
    "registerwall",
    "registration-gate",
    "registration-wall",
    "registrationwall",
    "regwall",
    "signup-wall",
    "signupwall",
];

/// Names of forms of consent, by the services that draw them and by what sites call their own.
const CONSENTS: &[&str] = &[
    "axeptio_overlay",
    "borlabscookiebox",
    "cmpbox",
    "cmpwrapper",
    "cmplz-cookiebanner-container",
    "consent-page",
    "consent-wall",
    "consentwall",
    "cookie-wall",
    "cookiewall",
    "cybotcookiebotdialog",
    "didomi-host",
    "didomi-notice",
    "didomi-popup",
    "fc-consent-root",
    "gdpr-wall",
    "iubenda-cs-banner",
    "klaro",
    "onetrust-banner-sdk",
    "onetrust-consent-sdk",
    "qc-cmp2-container",
    "tarteaucitronroot",
    "truste-consent-track",
    "usercentrics-root",
];

/// How such names begin where a number follows, or the name of a part.
const STARTS: &[&str] = &["sp_message_container", "szn-cmp"];

#[cfg(test)]
mod tests {
    use super::super::page::Page;

    #[test]
    fn what_stands_outside_of_a_form_tells_what_it_is() {
        let words =
            "<h2>Choose</h2><p>We and 640 partners keep data on your device. Refuse, accept, or pay.</p>";
        let form = format!("<div id=sp_message_container_7><div>{words}</div></div>");
        let wall = format!("<div class=regwall>{words}</div>");
        let text = "<p>The quay is shut until spring, the harbour office said on Tuesday.</p>";
        let table = [
            (form.clone(), true, false),
            (
                format!("<img src=logo.svg>{form}<footer>Imprint, and who has made this site</footer>"),
                true,
                false,
            ),
            (format!("<h1>Quay shut</h1>{form}"), false, false),
            (format!("{form}{text}"), false, false),
            (format!("<div hidden>{form}</div>"), false, false),
            (format!("<img><img>{form}"), false, false),
            (format!("<h1>Quay shut</h1><p>By Anna Berg</p>{wall}"), false, true),
            (format!("<h1>Quay shut</h1>{text}{wall}"), false, false),
        ];
        for (markup, consent, registration) in table {
            let overlays = Page::html(&markup).overlays;
            assert_eq!(
                (overlays.are_consent(), overlays.are_registration()),
                (consent, registration),
                "{markup}"
            );
        }
    }
}
