//! Finds texts that may be in another encoding than they were read in.

use crate::model::Severity;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};
use crate::text::decode::Doubt;

rule! {
    /// ## What it finds
    ///
    /// A file that says it is in an encoding in which it cannot be, so that another one had to be guessed; and a text that was encoded
    /// twice: its UTF-8 was read in another encoding, and what that gave was saved as UTF-8 again.
    ///
    /// ## Why it matters
    ///
    /// A guess can be wrong, and then names, figures and quotations are. What was encoded twice is read as it was meant; other programs
    /// show it as it is, and newscheck leaves the file alone: it offers no fixes in it.
    ///
    /// ## Example
    ///
    /// ```text
    /// Le cafÃ© fermÃ© prÃ¨s du marchÃ© [1]
    /// ```
    ///
    /// ## How to fix
    ///
    /// Save the file as UTF-8 once, and have it say so.
    pub static DOUBTFUL_ENCODING: Rule = Rule {
        code: "INP005",
        name: "doubtful-encoding",
        default_severity: Severity::Warning,
        needs: Needs::Nothing,
        summary: "a text that may be in another encoding than it was read in",
        check,
    }
}

/// At most one finding an article, without a place.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let encoding = subject.document.source.encoding;
    let message = match encoding.doubt {
        Some(Doubt::Declared(declared)) => {
            format!("the text cannot be in {declared}, as it says: it is read as {}", encoding.name)
        }
        Some(Doubt::Twice(mistaken)) => {
            format!("the text was encoded twice, by way of {mistaken}: it is read as it was meant")
        }
        None => return,
    };
    let help = Some("save it as UTF-8 once, and have it say so".to_owned());
    sink.report(Draft { message, help, ..Draft::default() });
}
