//! Tells by its address what a redirect leads to in place of a page: a form of consent, a login, a captcha.

use url::Url;

use crate::address::hosts::site_of;
use crate::address::parts::{decoded, parts};

/// What stands in front of a page, by where it redirects to.
pub(super) fn by_address(cited: &Url, reached: &Url) -> Option<&'static str> {
    if cited == reached {
        return None;
    }
    let host = site_of(reached);
    // `consent.example.org`: what comes first says what the host is for.
    let first = host.split('.').next().unwrap_or_default();
    let segment_is = |url: &Url, known: &[&str]| {
        url.path().split('/').any(|segment| {
            let name = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
            known.contains(&name.as_str())
        })
    };
    let new_host = host != site_of(cited);
    if new_host && (WAITING_HOSTS.contains(&first) || host.ends_with("queue-it.net")) {
        return Some("redirects to a place to wait");
    }
    // What takes the address along, to lead back to it, asks for something first.
    let returns = takes_along(cited, reached);
    // More words are those of a headline.
    let names = || reached.path().split('/').filter(|segment| words(segment).count() <= 3);
    let has_word = |known: &[&str]| names().flat_map(words).any(|word| known.contains(&&*word));
    let asks_consent = new_host && CONSENT_HOSTS.contains(&first)
        || reached.path().split('/').any(is_called_consent)
        || returns && has_word(OF_CONSENT);
    let is_cited = is_of_consent(cited.as_str()) || cited.path().split('/').any(is_called_consent);
    if asks_consent && !is_cited {
        return Some("redirects to a form of consent");
    }
    if new_host && LOGIN_HOSTS.contains(&first)
        || segment_is(reached, LOGIN_PATHS) && !segment_is(cited, LOGIN_PATHS)
        || returns && has_word(LOGIN_WORDS)
    {
        return Some("redirects to a login");
    }
    if segment_is(reached, CAPTCHA_PATHS) && !segment_is(cited, CAPTCHA_PATHS)
        // Google's page for clients that ask too often.
        || reached.path().starts_with("/sorry/index")
    {
        return Some("redirects to a captcha");
    }
    None
}

/// Whether a redirect on one site takes the whole path along in its query: `?to=/news/1`.
fn takes_along(cited: &Url, reached: &Url) -> bool {
    let path = cited.path();
    let ends =
        |value: &str| value.ends_with(path) || decoded(path).is_some_and(|path| value.ends_with(&path));
    // What the address asked for had behind its path comes along, too.
    let carries = |value: &str| ends(value.split(['?', '#']).next().unwrap_or(value));
    path.len() > 1
        && site_of(cited) == site_of(reached)
        && reached.query_pairs().any(|(_, value)| carries(&value))
}

/// Whether an address is that of a page about consent, not of a form of it: `/cookie-policy`.
pub(super) fn is_of_consent(url: &str) -> bool {
    parts(url).is_some_and(|parts| {
        let last = parts.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        // More words are those of a headline.
        words(last).count() <= 3
            && words(last).any(|word| OF_CONSENT.contains(&&*word))
            && !is_called_consent(last)
    })
}

/// Whether a part of a path is called that of a form of consent, in one word or in several: `consent`,
/// `privacy-consent`, `cookie_wall`.
fn is_called_consent(segment: &str) -> bool {
    let name = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_form = |word: String| FORMS.contains(&&*word);
    CONSENT_PATHS.contains(&&*name)
        || words(&name).any(is_form)
            && words(&name).any(|word| OF_CONSENT.contains(&&*word))
            && words(&name).all(|word| FORMS.contains(&&*word) || OF_CONSENT.contains(&&*word))
}

/// The words of a part of a path, without the name of its format.
fn words(segment: &str) -> impl Iterator<Item = String> {
    let name = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// What is consented to, and how that is called.
const OF_CONSENT: &[&str] = &[
    "consent",
    "consentement",
    "consentimiento",
    "consentimento",
    "consenso",
    "cookie",
    "cookies",
    "cookiewall",
    "datenschutz",
    "einwilligung",
    "gdpr",
    "privacidad",
    "privacidade",
    "privacy",
    "privatsphaere",
    "rgpd",
    "samtycke",
    "samtykke",
    "toestemming",
    "zustimmung",
];

/// What stands beside those words in the address of a form.
const FORMS: &[&str] = &[
    "ask",
    "check",
    "choice",
    "choices",
    "collect",
    "consent",
    "consentement",
    "cookiewall",
    "einwilligung",
    "form",
    "gate",
    "manage",
    "manager",
    "page",
    "required",
    "screen",
    "toestemming",
    "wall",
    "zustimmung",
];

const WAITING_HOSTS: &[&str] = &["queue", "waitingroom", "waiting-room"];

const CONSENT_HOSTS: &[&str] =
    &["consent", "cmp", "privacy-mgmt", "myprivacy", "cookiewall", "consents", "guce", "zustimmung"];

const CONSENT_PATHS: &[&str] = &[
    "consent",
    "collectconsent",
    "cookie-consent",
    "cookieconsent",
    "cookie_consent",
    "cookiewall",
    "cookie-wall",
    "gdpr-consent",
    "privacywall",
    "privacy-wall",
    "privacygate",
    "privacy-gate",
    "zustimmung",
    "cookie_usage",
];

const LOGIN_HOSTS: &[&str] =
    &["login", "signin", "auth", "sso", "accounts", "idp", "secure-login", "passport"];

const LOGIN_PATHS: &[&str] = &[
    "login",
    "log-in",
    "log_in",
    "logon",
    "signin",
    "sign-in",
    "sign_in",
    "sso",
    "authenticate",
    "authwall",
    "auth",
    "wp-login",
    "anmelden",
    "anmeldung",
    "connexion",
    "iniciar-sesion",
    "inloggen",
    "users_sign_in",
    "paywall",
    "subscribe-login",
];

/// Words of such addresses that take the one asked for along.
const LOGIN_WORDS: &[&str] = &[
    "acceder",
    "accedi",
    "acceso",
    "accesso",
    "einloggen",
    "entrar",
    "giris",
    "identification",
    "inscription",
    "logowanie",
    "prihlaseni",
    "register",
    "registrati",
    "registration",
    "registrazione",
    "registrieren",
    "registro",
    "signup",
    "zaloguj",
];

const CAPTCHA_PATHS: &[&str] = &[
    "captcha",
    "captchachallenge",
    "are-you-a-robot",
    "robot-check",
    "botcheck",
    "bot-check",
    "human-verification",
    "validate-perfdrive",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_are_known_by_their_address() {
        let table = [
            (
                "https://a.org/story",
                "https://consent.a.org/?continue=story",
                Some("redirects to a form of consent"),
            ),
            (
                "https://a.org/story",
                "https://a.org/zustimmung?url=story",
                Some("redirects to a form of consent"),
            ),
            (
                "https://a.org/story",
                "https://a.org/privacy-consent?to=x",
                Some("redirects to a form of consent"),
            ),
            ("https://a.org/story", "https://a.org/cookie_wall.php", Some("redirects to a form of consent")),
            ("https://a.org/story", "https://a.org/informed-consent-in-medicine", None),
            ("https://a.org/story", "https://a.org/cookie-policy", None),
            ("https://a.org/cookie-policy", "https://a.org/cookie-consent", None),
            (
                "https://a.org/story",
                "https://shop.queue-it.net/?c=shop",
                Some("redirects to a place to wait"),
            ),
            ("https://a.org/story", "https://login.a.org/?next=/story", Some("redirects to a login")),
            (
                "https://a.org/story",
                "https://a.org/accounts/login/?next=/story",
                Some("redirects to a login"),
            ),
            ("https://a.org/story", "https://a.org/wp-login.php?redirect_to=x", Some("redirects to a login")),
            (
                "https://a.org/story",
                "https://www.google.com/sorry/index?continue=x",
                Some("redirects to a captcha"),
            ),
            (
                "https://a.org/2024/caf%C3%A9?id=1",
                "https://a.org/consentement?retour=%2F2024%2Fcaf%C3%A9%3Fid%3D1",
                Some("redirects to a form of consent"),
            ),
            (
                "https://a.org/story",
                "https://a.org/accedi/?to=https://a.org/story",
                Some("redirects to a login"),
            ),
            ("https://a.org/story", "https://a.org/2024/el-registro-civil-abre?from=/story", None),
            ("https://a.org/story", "https://a.org/registro?from=rss", None),
            ("https://a.org/login", "https://www.a.org/login", None),
            ("https://a.org/story", "https://a.org/story-2", None),
        ];
        for (cited, reached, wall) in table {
            assert_eq!(
                by_address(&Url::parse(cited).unwrap(), &Url::parse(reached).unwrap()),
                wall,
                "{reached}"
            );
        }
    }
}
