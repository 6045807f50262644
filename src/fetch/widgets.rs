//! Finds the widgets by which pages ask whether their reader is a person. Comments and mails have them in
//! their forms, too: a widget that no form has need of stands in front of a page.

use crate::markup::list::Element;

/// The widgets of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Widgets {
    /// Whether one stands outside of forms that are filled in.
    pub(super) stands_alone: bool,
    /// Whether a script draws one that is to be seen.
    has_script: bool,
    /// Whether one stands in a form that is filled in.
    is_of_form: bool,
    /// Whether there is a place elsewhere that is named for one.
    has_place: bool,
    /// Whether one stands in a form with nothing else in it, that sends itself.
    pub(super) sends_itself: bool,
    /// Whether it shows code in a block, as pages that explain them do.
    has_block: bool,
    /// How many pieces of code stand in its lines; walls have one for the number of a request.
    codes: u32,
    form: Option<Form>,
}

/// A form that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Form {
    is_filled_in: bool,
    has_button: bool,
    has_widget: bool,
    has_place: bool,
}

impl Widgets {
    pub(super) fn start(&mut self, element: Element<'_>) {
        let name = element.name();
        let attribute = |name| element.attribute(name).unwrap_or_default();
        match name {
            "form" => {
                self.end_form();
                self.form = Some(Form::default());
                return;
            }
            "pre" => self.has_block = true,
            "code" => self.codes += 1,
            "textarea" => self.fill_in(),
            "button" => self.press(),
            "input" if ["submit", "button", "image"].contains(&attribute("type")) => self.press(),
            "input" if FIELDS.iter().any(|kind| attribute("type").eq_ignore_ascii_case(kind)) => {
                self.fill_in()
            }
            "script" => {
                let (source, drawn) = (attribute("src"), !attribute("src").contains("render=6"));
                self.has_script |= drawn && SCRIPTS.iter().any(|part| source.contains(part));
            }
            _ => {}
        }
        let names =
            || [attribute("class"), attribute("id")].into_iter().flat_map(str::split_ascii_whitespace);
        let is_frame = name == "iframe" && FRAMES.iter().any(|part| attribute("src").contains(part));
        let is_widget = is_frame || ELEMENTS.contains(&name) || names().any(|name| NAMES.contains(&name));
        // One that is not seen watches over a page that is.
        let is_unseen = is_widget && (name == "button" || attribute("data-size") == "invisible");
        if is_widget && !is_unseen {
            match &mut self.form {
                Some(form) => form.has_widget = true,
                None => self.stands_alone = true,
            }
        }
        let is_place = is_unseen || names().any(|name| name.to_ascii_lowercase().contains("captcha"));
        match &mut self.form {
            Some(form) => form.has_place |= is_place,
            None => self.has_place |= is_place,
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if name == "form" {
            self.end_form();
        }
    }

    pub(super) fn end_form(&mut self) {
        let form = self.form.take().unwrap_or_default();
        if form.is_filled_in {
            self.is_of_form |= form.has_widget || form.has_place;
            return;
        }
        self.has_place |= form.has_place;
        self.stands_alone |= form.has_widget;
        self.sends_itself |= form.has_widget && !form.has_button;
    }

    /// Whether a page with so few characters of text is there to ask, `is_headed` if it has a headline.
    pub(super) fn ask(&self, prose: usize, is_headed: bool) -> bool {
        let by_script = self.has_script
            && !self.is_of_form
            && prose < 200
            && (self.has_place || !is_headed && prose < 100);
        // Hints for who has no scripts are longer than the question.
        prose < 600 && !self.show_code() && (self.stands_alone || by_script)
    }

    /// Whether a page shows code, as those do that explain them.
    pub(super) fn show_code(&self) -> bool {
        self.has_block || self.codes > 2
    }

    fn press(&mut self) {
        if let Some(form) = &mut self.form {
            form.has_button = true;
        }
    }

    fn fill_in(&mut self) {
        if let Some(form) = &mut self.form {
            form.is_filled_in = true;
        }
    }
}

/// Kinds of fields that a reader fills in; a field without a kind is one.
const FIELDS: &[&str] = &["", "text", "email", "tel", "url", "password"];

/// Elements of reCAPTCHA, hCaptcha, Turnstile, Friendly Captcha, ALTCHA, Arkose, GeeTest and others.
const ELEMENTS: &[&str] =
    &["altcha-widget", "altcha-captcha", "cap-widget", "frc-captcha", "geetest-captcha", "procaptcha-widget"];

/// Classes and ids of such elements.
const NAMES: &[&str] = &[
    "altcha",
    "arkose",
    "arkose-challenge",
    "arkose-enforcement",
    "cf-turnstile",
    "frc-captcha",
    "FunCaptcha",
    "funcaptcha",
    "g-recaptcha",
    "geetest_box",
    "geetest_captcha",
    "geetest_holder",
    "geetest_radar_btn",
    "h-captcha",
    "mcaptcha__widget-container",
    "mtcaptcha",
    "procaptcha",
    "smart-captcha",
];

/// Parts of the addresses of scripts that draw them.
const SCRIPTS: &[&str] = &[
    "altcha.js",
    "altcha.min.js",
    "altcha/dist",
    "arkoselabs.com/",
    "captcha.qq.com",
    "challenges.cloudflare.com/turnstile",
    "friendly-challenge",
    "friendlycaptcha",
    "funcaptcha.com/",
    "geetest.com/",
    "hcaptcha.com/1/api.js",
    "mtcaptcha.com/",
    "recaptcha/api.js",
    "recaptcha/enterprise.js",
    "smartcaptcha.yandexcloud.net",
    "/gt.js",
    "/gt4.js",
];

/// Parts of the addresses of frames that hold them.
const FRAMES: &[&str] =
    &["arkoselabs.com/", "funcaptcha.com/", "geetest.com/", "hcaptcha.com/", "recaptcha/api2/anchor"];

#[cfg(test)]
mod tests {
    use super::super::page::Page;

    #[test]
    fn a_widget_stands_before_a_page_or_in_a_form() {
        let table = [
            ("<div class=frc-captcha data-sitekey=x></div>", true),
            (
                "<form><input type=hidden name=to><altcha-widget></altcha-widget><button>Go</button></form>",
                true,
            ),
            ("<script src=https://client-api.arkoselabs.com/v2/KEY/api.js></script>", true),
            (
                "<div id=captcha></div><script src=https://static.geetest.com/v4/gt4.js></script><h1>Check</h1>",
                true,
            ),
            ("<form><textarea></textarea><div class=frc-captcha></div></form>", false),
            ("<form><input name=mail><div class='x h-captcha'></div></form>", false),
            (
                "<h1>Ferry times</h1><p>Every hour.</p><script src=//google.com/recaptcha/api.js></script>",
                false,
            ),
            ("<script src=//google.com/recaptcha/api.js?render=6Lkey></script>", false),
            (
                "<form><input name=mail><div class=g-recaptcha></div></form><script src=/recaptcha/api.js></script>",
                false,
            ),
            ("<p>Every hour.</p><div class=g-recaptcha data-size=invisible></div>", false),
            ("<p>Request <code>8f1</code></p><div class=cf-turnstile></div>", true),
            ("<h1>Setup</h1><pre>&lt;div class=frc-captcha></pre><div class=frc-captcha></div>", false),
        ];
        for (markup, asks) in table {
            let page = Page::html(markup);
            assert_eq!(page.widgets.ask(page.prose, !page.headings.is_empty()), asks, "{markup}");
        }
    }
}
