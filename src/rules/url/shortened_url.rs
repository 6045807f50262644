//! Finds cited addresses that another site gives in place of the source's own.

use crate::address::shorteners::is_shortened;
use crate::model::Severity;
use crate::rules::places::each_suspect;
use crate::rules::{Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// Cited addresses of services that give a short address for any other: `bit.ly`, `t.co`, `tinyurl.com`, `ow.ly` and their like. A
    /// site's own short addresses (`youtu.be`, `doi.org`) pass: they say where they lead.
    ///
    /// ## Why it matters
    ///
    /// The reader cannot see what is cited, and the source is lost with the service: several have closed, and their addresses are dead
    /// or lead elsewhere.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://bit.ly/3xYzAbC
    /// ```
    ///
    /// ## How to fix
    ///
    /// Open it, and cite the address that it leads to.
    pub static SHORTENED_URL: Rule = Rule {
        code: "URL004",
        name: "shortened-url",
        default_severity: Severity::Warning,
        needs: Needs::Citations,
        summary: "a cited address that hides the source behind a shortener",
        check,
    }
}

/// One finding for each shortened address.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    each_suspect(
        subject,
        |url| is_shortened(url).then_some(()),
        |cited, ()| {
            sink.report(
                cited.draft("does not show where it leads", "open it, and cite the address that it leads to"),
            );
        },
    );
}

#[cfg(test)]
mod tests {
    use super::SHORTENED_URL;
    use crate::rules::testing::{findings, lines};

    #[test]
    fn the_finding_names_the_address() {
        let found = findings(&SHORTENED_URL, "References\n[1] Dam, https://bit.ly/3xYz");
        assert_eq!(lines(&found), ["2:10 address https://bit.ly/3xYz does not show where it leads"]);
    }
}
