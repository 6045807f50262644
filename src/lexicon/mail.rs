//! Tells the fields in the head of a mail by their names in all languages, and a subject from what
//! answers put before it. It reads no mail.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::Mail;
use super::{LANGUAGES, each};

/// A field in the head of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailField {
    /// What it is about.
    Subject,
    /// Who sent it.
    From,
    /// When it was sent.
    Date,
    /// Whom it was sent to.
    To,
}

/// The field that a name stands for, whatever its case.
///
/// ```
/// use newscheck::lexicon::mail::{MailField, field};
/// assert_eq!(field("Betreff"), Some(MailField::Subject));
/// assert_eq!(field("Title"), None);
/// ```
pub fn field(name: &str) -> Option<MailField> {
    static FIELDS: LazyLock<HashMap<&'static str, MailField>> = LazyLock::new(|| {
        let fields = |mail: &'static Mail| {
            [
                (mail.subject, MailField::Subject),
                (mail.from, MailField::From),
                (mail.date, MailField::Date),
                (mail.to, MailField::To),
            ]
        };
        let all = LANGUAGES.iter().flat_map(|language| fields(&language.mail));
        all.flat_map(|(words, field)| each(words).map(move |word| (word, field))).collect()
    });
    FIELDS.get(&*name.trim().to_lowercase()).copied()
}

/// A subject without what programs put before one that is answered or sent on: `Re:`, `Fwd:`, `AW:`, `Réf
/// :`.
pub fn without_reply(subject: &str) -> &str {
    let Some((before, rest)) = subject.split_once(':') else { return subject };
    let before = before.trim().to_lowercase();
    const SENT_ON: &[&str] = &[
        "re",
        "fw",
        "fwd",
        "aw",
        "wg",
        "tr",
        "rv",
        "res",
        "enc",
        "ref",
        "réf",
        "sv",
        "vs",
        "vb",
        "vl",
        "rif",
        "i",
        "odp",
        "pd",
        "ynt",
        "ilt",
        "vá",
        "továbbítás",
        "antw",
        "doorst",
        "回复",
        "转发",
        "回覆",
        "轉寄",
    ];
    if SENT_ON.contains(&before.as_str()) { without_reply(rest.trim_start()) } else { subject }
}

#[cfg(test)]
mod tests {
    use super::without_reply;

    #[test]
    fn a_subject_is_what_stands_behind_re() {
        assert_eq!(without_reply("Re: AW: Ferry deal: the crew"), "Ferry deal: the crew");
        assert_eq!(without_reply("Ferry deal: the crew"), "Ferry deal: the crew");
    }
}
