//! Tells pages that stand in front of the one asked for: a test for people, a form of consent, a login.
//! They are never called dead.

use super::gates::is_of_consent;
use super::heard::List;
use super::passing::passing_fault;
use super::phrases::{says_missing, span_of};
use super::said::{SHORT, Said, is_rest_of_title};
use super::story::{Teller, plain, weight};
use crate::model::exchange::ResponseHead;

/// Characters of text from which a page is more than a wall.
const MORE_THAN_A_WALL: usize = 1500;

/// Words beside a phrase of consent, in a title or heading.
const BESIDE: usize = 5;

/// Characters of text up to which a page may explain why it is kept back.
const EXPLAINED: usize = 1200;

/// Characters of text up to which a page has nothing to say of its own.
const ALMOST_EMPTY: usize = 200;

/// What stands in front of a page, by the head of the answer.
pub(super) fn by_head(head: &ResponseHead) -> Option<&'static str> {
    let is = |name: &str, values: &[&str]| {
        head.field(name).is_some_and(|value| values.iter().any(|known| value.eq_ignore_ascii_case(known)))
    };
    if is("cf-mitigated", &["challenge"]) {
        return Some("Cloudflare asks whether this is a person");
    }
    if is("x-amzn-waf-action", &["captcha", "challenge"]) {
        return Some("AWS asks whether this is a person");
    }
    if head.field("x-vercel-mitigated").is_some_and(|value| value.eq_ignore_ascii_case("challenge")) {
        return Some("Vercel asks whether this is a person");
    }
    None
}

/// What stands in front of a page, by what it says and has in its markup. `cited` is the address asked first.
pub(super) fn by_words(page: &Teller, markup: &str, cited: &str) -> Option<&'static str> {
    // Pages with text of their own name the same services in their scripts.
    if page.prose > MORE_THAN_A_WALL || page.reads_as_article() {
        return None;
    }
    let has = |words: &[&str]| {
        words.iter().any(|word| memchr::memmem::find(markup.as_bytes(), word.as_bytes()).is_some())
    };
    let services = if page.prose < ALMOST_EMPTY { [MARKUP, MARKUP_OF_EMPTY_PAGES] } else { [MARKUP, &[]] };
    let service = services.into_iter().flatten().find(|(words, _)| has(words));
    // A short article may name the service, or be behind it.
    if let Some((_, reason)) = service.filter(|_| !page.has_story()) {
        return Some(reason);
    }
    // What it is titled with may look like a headline: its data tells.
    if has(&["id=\"anubis_challenge\""]) && !page.is_marked_as_article() && !explains(page) {
        return Some("Anubis asks whether this is a person");
    }
    // A script that is named for a test drives a page that leads nowhere.
    if page.has_check && page.is_dead_end() && page.prose < 600 && !page.has_story() && has(&["<noscript"]) {
        return Some("the page asks whether this is a person");
    }
    let title = plain(&page.title);
    let said = page.plain();
    let says = |list: List| {
        // The phrases are everyday words; in a longer text they are somebody's.
        let own = |words| span_of(said, words).is_some_and(|span| !page.tells(&said[span]));
        page.prose < 800 && page.heard(list).any(own)
    };
    let titled = |known: &'static str| title.strip_prefix(known).is_some_and(is_rest_of_title);
    let asks =
        || page.heard(List::Titles).any(|known| titled(known) && !page.tells(known)) || says(List::Says);
    if !explains(page) && asks() {
        return Some("the page asks whether this is a person");
    }
    if says(List::Waits) {
        return Some("the page lets its readers wait");
    }
    if says(List::Regions) {
        return Some("the page is not shown in this region");
    }
    if let Some(reason) = kept_back(page, &title) {
        return Some(reason);
    }
    if is_captcha(page) {
        return Some("the page is only a captcha");
    }
    if page.prose < 200
        && !page.is_cut
        && !page.is_marked_as_article()
        // A script that sets a cookie and loads the page again is a test whether scripts run.
        && has(&["document.cookie"])
        && has(&["location.reload", "location.href", "location.replace"])
    {
        return Some("the page is only shown to who runs its scripts");
    }
    let consent = || asks_consent(page, &title).filter(|_| !is_of_consent(cited));
    overlaid(page).or_else(consent).or_else(|| asks_login(page, &title))
}

/// Whether a page has a test for people and nothing that it could belong to: no text, no paragraphs. A test
/// that sends itself is explained in one.
fn is_captcha(page: &Teller) -> bool {
    (page.long_paragraphs == 0 || page.long_paragraphs == 1 && page.widgets.sends_itself)
        && page.headings.len() < 4
        && page.widgets.ask(page.prose, !page.headings.is_empty())
        && !page.has_story()
}

/// Whether a page shows code under headings, as those do that explain tests for people.
fn explains(page: &Teller) -> bool {
    let is_titled = || page.below.headings.iter().any(|heading| page.title.contains(heading.as_str()));
    page.widgets.show_code() && (page.headings.len() > 2 || is_titled())
}

/// What services show in place of a page's text. What scripts draw may be below it.
fn overlaid(page: &Teller) -> Option<&'static str> {
    // A wall in place of the text is drawn by the server, whatever scripts draw around it.
    let is_drawn = page.has_embedded || page.is_shell();
    match () {
        () if page.overlays.are_consent() && !is_drawn && !page.is_marked_as_article() => {
            Some("the page asks for consent")
        }
        () if page.overlays.are_registration() && page.long_paragraphs < 2 => Some(LOGGED_IN),
        () => None,
    }
}

/// A form in place of a page.
pub(super) const LOGIN: &str = "the page asks for a login";

const LOGGED_IN: &str = "the page is only shown to who is logged in";

/// Why a short page shows nothing of the one asked for: its heading or its first words say so.
fn kept_back(page: &Teller, title: &str) -> Option<&'static str> {
    if page.prose >= EXPLAINED || page.long_paragraphs > 2 || page.is_article {
        return None;
    }
    if !page.hears(List::Gates) && !page.hears(List::Denied) {
        return None;
    }
    let said = Said::of(page, title);
    let is_told = |words: &str| page.story().is_some_and(|story| story.tells_within(words));
    if page.long_paragraphs < 2 && said.is_titled(List::Gates) || said.states(List::Gates, is_told) {
        return Some(LOGGED_IN);
    }
    if page.prose >= SHORT || page.long_paragraphs > 0 {
        return None;
    }
    if said.heads(List::Denied) {
        return Some("the page is not shown to this client");
    }
    // A line that asks for a login below the start of an article keeps the rest of it back.
    said.begins(List::Gates, is_told).then_some(LOGGED_IN)
}

/// Whether a page asks for consent before it shows the one asked for. `title` is its own in lower case.
fn asks_consent(page: &Teller, title: &str) -> Option<&'static str> {
    if !page.hears(List::Consent) {
        return None;
    }
    let consent = |text: &str| page.heard(List::Consent).any(|words| text.contains(words));
    // A banner lies over a page with a headline of its own; a form of consent has the page to itself.
    let headings =
        page.headings.first().filter(|_| page.headings.len() <= 2 && !has_own_headline(page, consent));
    // With more words beside it is the headline of an article on consent.
    let is_it = |text: &str| consent(text) && weight(text) <= BESIDE;
    let headed = title.split(['|', '–', '—', '·']).flat_map(|part| part.split(" - ")).any(is_it)
        || headings.is_some_and(|heading| is_it(&plain(heading)));
    // Forms of consent explain themselves in a long paragraph or two.
    let is_form = headed && page.long_paragraphs < 3 && !page.is_article && !page.has_story();
    is_form.then_some("the page asks for consent")
}

/// Whether a page asks for a login before it shows the one asked for. `title` is its own in lower case.
fn asks_login(page: &Teller, title: &str) -> Option<&'static str> {
    if !page.has_password {
        return None;
    }
    let login = |text: &str| {
        page.heard(List::Login).any(|words| {
            text == words
                || text.strip_prefix(words).is_some_and(|rest| rest.starts_with([' ', ':', '|', '-', '–']))
        })
    };
    // A site that is closed for a while lets those in who work on it.
    if passing_fault(page).is_some() {
        return None;
    }
    // Next to no text beside a password is a login, whatever its words; one in the frame of a page that says
    // that there is none is not.
    let says_other = || page.logins.outside > page.logins.inside && says_missing(page.plain());
    if page.logins.are_all()
        || page.logins.are_below_headline() && page.long_paragraphs == 0
        || page.prose < ALMOST_EMPTY && !page.is_article && !page.has_story() && !says_other()
    {
        return Some(LOGIN);
    }
    // A login in a page's header is no wall: the title or a heading must speak of it.
    if page.prose < 800
        && (login(title) || page.headings.iter().any(|heading| login(&heading.to_lowercase())))
    {
        return Some(LOGIN);
    }
    None
}

/// Whether a page has a headline that is none of consent: its `h1`, a heading in its `article`, or one that
/// its title bears out.
fn has_own_headline(page: &Teller, consent: impl Fn(&str) -> bool) -> bool {
    let title = page.title.to_lowercase();
    let (first, inside) = (&page.below.headings, &page.article.headings);
    let bears_out = |heading: &&String| title.contains(&heading.to_lowercase());
    let own = first.iter().chain(inside).chain(page.headings.iter().filter(bears_out));
    own.into_iter().any(|heading| !consent(&heading.to_lowercase()))
}

/// Markup that services have where they stand in front of a page.
const MARKUP: &[(&[&str], &str)] = &[
    (
        &[
            "_cf_chl_opt",
            "cf-browser-verification",
            "cf_chl_",
            "/orchestrate/chl_page",
            "/orchestrate/jsch",
            "/orchestrate/captcha",
        ],
        "Cloudflare asks whether this is a person",
    ),
    (&["captcha-delivery.com", "geo.captcha-delivery"], "DataDome asks whether this is a person"),
    (
        &["px-captcha", "_pxCaptcha", "captcha.px-cdn.net", "captcha.px-cloud.net"],
        "PerimeterX asks whether this is a person",
    ),
    (&["Incapsula incident ID"], "Imperva asks whether this is a person"),
    (&["errors.edgesuite.net"], "Akamai shows nothing to this client"),
    (
        &["triggerInterstitialChallenge", "sec-if-cpt-container", "sec-cpt-if", "bm-verify="],
        "Akamai asks whether this is a person",
    ),
    (&["awsWafCookieDomainList", "AwsWafIntegration.forceRefreshToken"], "AWS asks whether this is a person"),
    (&["sucuri_cloudproxy", "Sucuri WebSite Firewall"], "Sucuri shows nothing to this client"),
    (
        &["id=\"anubis_challenge\"", "id=\"anubis_version\"", "within.website/x/cmd/anubis"],
        "Anubis asks whether this is a person",
    ),
    (&["ddos-guard.net", "DDoS-Guard"], "DDoS-Guard asks whether this is a person"),
    (&["Generated by Wordfence", "wordfence.com/help/"], "Wordfence shows nothing to this client"),
    (
        &["id=\"MainPart_", "queue-it_log", "assets.queue-it.net", "waitingRoomInfo", "cf-waiting-room"],
        "the page lets its readers wait",
    ),
    (&["/.well-known/sgcaptcha/"], "SiteGround asks whether this is a person"),
    (&["validate.perfdrive.com"], "Radware asks whether this is a person"),
    (&["/_fs-ch-"], "Fastly asks whether this is a person"),
    (&["window.KPSDK", "ips.js?KP_"], "Kasada asks whether this is a person"),
];

/// Markup that services have there, and in the pages behind them too.
const MARKUP_OF_EMPTY_PAGES: &[(&[&str], &str)] = &[
    (&["_Incapsula_Resource"], "Imperva asks whether this is a person"),
    (&["queue-it.net/"], "the page lets its readers wait"),
    (&["awswaf.com"], "AWS asks whether this is a person"),
    (&["/cdn-cgi/challenge-platform/h/"], "Cloudflare asks whether this is a person"),
];

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::*;

    #[test]
    fn walls_are_known_by_their_words_and_markup() {
        let table = [
            ("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", true),
            ("<title>Access to this page has been denied.</title><div id=px-captcha></div>", true),
            ("<title>example.org</title><script src='https://ct.captcha-delivery.com/c.js'></script>", true),
            ("<html><iframe src='/_Incapsula_Resource?x'></iframe>", true),
            ("<title>Access Denied</title><h1>Access Denied</h1>Reference #18.1", true),
            ("<title>The Paper</title><p>Please verify you are a human.</p>", true),
            (
                "<title>The Paper</title><div class=g-recaptcha></div><script src=https://www.google.com/recaptcha/api.js></script>",
                true,
            ),
            ("<title>Before you continue to the site</title><form><button>Accept all</button></form>", true),
            ("<title>Log in - The Paper</title><form><input type=password></form>", true),
            ("<title>Sign in | The Paper</title><form><input type=password></form>", true),
            ("<script>document.cookie='a=1';location.reload()</script>", true),
            ("<title>The Paper</title><h1>We use cookies</h1><form><button>OK</button></form>", true),
            ("<title>Bread costs more</title><p>Bread costs more.</p>", false),
            (
                "<title>Bread</title><h3>We use cookies</h3><h1>Bread costs more</h1><h3>More</h3><p>Bread costs more.</p>",
                false,
            ),
            ("<title>Login data stolen - The Paper</title><p>Login data of a bank were stolen.</p>", false),
        ];
        for (markup, wall) in table {
            assert_eq!(by_words(&Page::html(markup).into(), markup, "").is_some(), wall, "{markup}");
        }
    }

    #[test]
    fn an_article_with_a_captcha_and_a_banner_is_none() {
        let paragraph = format!(
            "<p>{}</p>",
            "The captcha asks you to verify you are human, and people hate it. ".repeat(4)
        );
        let markup = format!(
            "<title>Captchas: we value your privacy?</title><div class=g-recaptcha></div><form><input type=password></form>{}",
            paragraph.repeat(4)
        );
        assert_eq!(by_words(&Page::html(&markup).into(), &markup, ""), None);
    }

    #[test]
    fn walls_are_known_by_the_head() {
        let head = |name: &str, value: &str| ResponseHead {
            status: 403,
            reason: String::new(),
            fields: vec![(name.to_owned(), value.as_bytes().to_vec())],
        };
        assert!(by_head(&head("cf-mitigated", "challenge")).is_some());
        assert!(by_head(&head("x-amzn-waf-action", "captcha")).is_some());
        assert!(by_head(&head("server", "cloudflare")).is_none());
    }
}
