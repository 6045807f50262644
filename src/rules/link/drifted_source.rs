//! Finds cited sources whose passage on the citing sentence changed since the first capture. It does not say
//! whether the passage bears the sentence out.

use crate::evidence::claims::sentence_of;
use crate::evidence::drift::{Drift, drift, find};
use crate::model::{Severity, SourceHistory};
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};

rule! {
    /// ## What it finds
    ///
    /// Citations whose source was captured at least twice, and whose passage on the citing sentence differs between the first capture and
    /// the last, or is gone. The passage is the sentence of the first capture that shares most of the citing sentence's words.
    /// Changes elsewhere on the page (adverts, dates, menus) count for nothing.
    ///
    /// ## Why it matters
    ///
    /// The citation was right when it was written, and a reader of today does not find it so.
    ///
    /// ## Example
    ///
    /// ```text
    /// The harbour closed on 3 May [1].
    ///
    /// References
    /// [1] https://example.org/harbour   (first captured: "closed on 3 May"; now: "closed on 5 May")
    /// ```
    ///
    /// ## How to fix
    ///
    /// `newscheck archive diff URL` shows what changed. Correct the article, or cite the first capture.
    pub static DRIFTED_SOURCE: Rule = Rule {
        code: "LNK009",
        name: "drifted-source",
        default_severity: Severity::Info,
        needs: Needs::Sources,
        summary: "a source whose passage on the citing sentence has changed or gone",
        check,
    }
}

/// A source that says something else by now.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(sources) = subject.sources else { return };
    for citation in &subject.article.citations {
        let Some(url) = citation.target.url() else { continue };
        let Some(Some(history)) = sources.get(url) else { continue };
        let Some(sentence) = sentence_of(citation, subject.article) else { continue };
        if let Some((said, help)) = drifted(sentence, history) {
            sink.report(Draft {
                span: Some(citation.place.span),
                message: format!("source {} {said}", words::brief(url)),
                help: Some(help),
                label: Some(citation.label.to_string()),
                url: Some(url.to_owned()),
                ..Draft::default()
            });
        }
    }
}

/// What became of the passage on a sentence, if anything did.
fn drifted(sentence: &str, history: &SourceHistory) -> Option<(String, String)> {
    let last = history.last.as_ref()?;
    let passage = &history.first.text[find(sentence, &history.first.text)?.core];
    let became = match drift(passage, &last.text) {
        Drift::Stands => return None,
        Drift::Changed => "has changed what it says here",
        Drift::Gone => "no longer says what it said here",
    };
    let said = format!("{became}, between {}", between(&history.first.captured_at, &last.captured_at));
    Some((said, format!("it said: {}", words::brief(passage))))
}

/// Two moments by their days, or on one day by their minutes.
fn between(first: &str, last: &str) -> String {
    let day = |moment: &str| moment.get(..10).unwrap_or(moment).to_owned();
    let minute = |moment: &str| format!("{} UTC", moment.get(..16).unwrap_or(moment).replace('T', " "));
    match day(first) == day(last) {
        true => format!("{} and {}", minute(first), minute(last)),
        false => format!("{} and {}", day(first), day(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceText;

    fn history(first: &str, last: Option<&str>) -> SourceHistory {
        let text = |captured_at: &str, text: &str| SourceText {
            captured_at: captured_at.to_owned(),
            text: text.to_owned(),
        };
        SourceHistory {
            first: text("2026-01-01T00:00:00Z", first),
            last: last.map(|last| text("2026-03-01T00:00:00Z", last)),
        }
    }

    #[test]
    fn captures_of_one_day_are_told_apart() {
        assert_eq!(between("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"), "2026-01-01 and 2026-03-01");
        assert_eq!(
            between("2026-01-01T08:30:00Z", "2026-01-01T09:00:07Z"),
            "2026-01-01 08:30 UTC and 2026-01-01 09:00 UTC"
        );
    }

    #[test]
    fn only_the_passage_on_the_sentence_counts() {
        let first = "Buy now.\nThe harbour closed on 3 May after the storm.\nAll boats left the harbour.\nWeather: sunny.\nRead also: ten tips.";
        let sentence = "The harbour closed on 3 May after a storm [1].";
        let table = [
            (None, None),
            (Some(first.replace("sunny", "rain").replace("ten tips", "nothing")), None),
            (Some(first.replace("3 May", "5 June")), Some("has changed what it says here")),
            (Some("The page is gone.".to_owned()), Some("no longer says what it said here")),
        ];
        for (last, expected) in table {
            let said = drifted(sentence, &history(first, last.as_deref())).map(|(said, _)| said);
            let expected = expected.map(|became| format!("{became}, between 2026-01-01 and 2026-03-01"));
            assert_eq!(said, expected, "{last:?}");
        }
    }
}
