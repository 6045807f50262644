//! Finds headlines that are written in capitals.

use crate::model::Severity;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule};

rule! {
    /// ## What it finds
    ///
    /// A headline in which every letter is a capital.
    ///
    /// ## Why it matters
    ///
    /// Names and abbreviations cannot be told apart in it.
    ///
    /// ## Example
    ///
    /// ```text
    /// HARBOUR OPENS AGAIN
    /// ```
    ///
    /// ## How to fix
    ///
    /// Write it as a sentence.
    pub static SHOUTED_HEADLINE: Rule = Rule {
        code: "MET901",
        name: "shouted-headline",
        default_severity: Severity::Info,
        needs: Needs::Article,
        summary: "a headline in capitals",
        check,
    }
}

/// At most one finding an article.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(headline) = &subject.article.headline else { return };
    let mut letters = headline.value.chars().filter(|letter| letter.is_alphabetic());
    if letters.all(char::is_uppercase) {
        let span = headline.place.map(|place| place.span);
        sink.report(Draft { span, message: "headline in capitals".to_owned(), ..Draft::default() });
    }
}
