//! Finds the forms of a page that ask for a password, and what of its text stands in them. Many pages have
//! one in their frame: one that holds what the page has to say stands in front of another.

use crate::markup::list::Element;

/// The forms of a page that ask for a password, and what stands outside of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Logins {
    /// The form that is open.
    open: Option<Form>,
    /// Whether one stands in the main part of the page, below its headline.
    is_below: bool,
    /// Characters of text in such forms.
    pub(super) inside: usize,
    /// Characters of text outside, without headings and links.
    pub(super) outside: usize,
}

/// A form that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Form {
    has_password: bool,
    letters: usize,
    headed: usize,
}

/// Characters of a form that says why it asks; labels have fewer.
const EXPLAINED: usize = 60;

/// Characters outside that are a date, a notice of rights, the name of a program.
const LITTLE: usize = 150;

impl Logins {
    /// Takes the start of an element; `is_below` says whether it stands in the main part, below its headline.
    pub(super) fn start(&mut self, element: Element<'_>, is_below: bool) {
        match element.name() {
            "form" => {
                self.end_form();
                self.open = Some(Form::default());
            }
            "input"
                if element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")) =>
            {
                if let Some(form) = &mut self.open {
                    form.has_password = true;
                    self.is_below |= is_below;
                }
            }
            _ => {}
        }
    }

    /// Takes letters of text that is shown and leads nowhere.
    pub(super) fn letters(&mut self, letters: usize, in_heading: bool) {
        match &mut self.open {
            Some(form) if in_heading => form.headed += letters,
            Some(form) => form.letters += letters,
            None if in_heading => {}
            None => self.outside += letters,
        }
    }

    pub(super) fn end_form(&mut self) {
        let form = self.open.take().unwrap_or_default();
        if form.has_password {
            self.inside += form.letters + form.headed;
        } else {
            self.outside += form.letters;
        }
    }

    /// Whether such a form stands where the text of the page would, and there is hardly any.
    pub(super) fn are_below_headline(&self) -> bool {
        self.is_below && self.outside < LITTLE / 2
    }

    /// Whether such a form holds what the page has to say.
    pub(super) fn are_all(&self) -> bool {
        self.inside >= EXPLAINED && self.outside < LITTLE && self.outside < self.inside / 2
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Page;

    #[test]
    fn a_form_that_holds_the_text_of_a_page_is_all_of_it() {
        let asks = "Du må oppgi passordet som du har fått av foreningen, så vises det som står her.";
        let fields = "<label>Name</label><input name=user><label>Word</label><input type=password>";
        let story = "<p>The quay is shut until spring, the harbour office said on Tuesday.</p>";
        let table = [
            (format!("<h1>Minutes</h1><p>14. 5. 2024</p><form><p>{asks}</p>{fields}</form>"), true),
            (
                format!(
                    "<form><h2>Log in</h2><p>{asks}{asks}</p>{fields}</form><div>Powered by Forum 4</div>"
                ),
                true,
            ),
            (format!("<form>{fields}</form>{story}"), false),
            (format!("<form><p>{asks}</p>{fields}</form>{story}"), false),
            (format!("<form><p>{asks}</p><input name=mail></form>"), false),
            (format!("<p>{asks}</p>"), false),
        ];
        for (markup, are_all) in table {
            assert_eq!(Page::html(&markup).logins.are_all(), are_all, "{markup}");
        }
    }
}
