//! Web pages saved as one file (MHTML, RFC 2557), as Chrome, Edge and Internet Explorer write them, and
//! mails: the article is one part of a MIME message, the others are its images and styles, or letters around
//! it. Positions count in the decoded part.

pub mod page;
pub mod part;

use crate::input::moment::moment;
use crate::input::{Emit, LoadOptions, Loader, RawInput, document};
use crate::lexicon::mail;
use crate::model::{Candidate, FieldName, Format, InputFault, InputFaultKind, Provenance, Source};
use crate::text::decode::{Declaration, decode};
use crate::warc::Fields;
use crate::warc::fields::head_length;

use page::Chosen;
use part::{End, Part, decoded_words, essence, parameter};

/// Reads web pages saved as one file.
pub struct MhtmlLoader;

impl Loader for MhtmlLoader {
    fn format(&self) -> Format {
        Format::Mhtml
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht", "eml"]
    }

    /// A head that says who saved the page, that its body is a page with its parts, or that it is a mail's.
    fn recognizes(&self, head: &str) -> bool {
        let fields = Fields::parse(&head.as_bytes()[..head_length(head.as_bytes()).unwrap_or(head.len())]);
        let begins = fields.iter().next().is_some_and(|(name, _)| {
            head.starts_with(name) && !name.is_empty() && !name.contains(char::is_whitespace)
        });
        let related = fields.get("Content-Type").is_some_and(|kind| essence(kind) == "multipart/related");
        let is_message = fields.get("MIME-Version").is_some() && (is_saved(&fields) || related);
        // A text may begin with `From:` and `Date:`, but no text has the fields that only programs write.
        let sent = ["Message-ID", "Received", "MIME-Version"].iter().any(|name| fields.get(name).is_some());
        begins && (is_message || sent && fields.get("From").is_some() && fields.get("Date").is_some())
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let top = Part::parse(input.bytes, End::File);
        let mut source =
            Source { format: Format::Mhtml, sha256: options.sha256(input.bytes), ..input.source.clone() };
        let Some(Chosen { part, format, message }) = page::choose(top.clone()) else {
            return emit(Err((source, unreadable("no page in it: no part of type text/html"))));
        };
        let location = location(&top, &part);
        let (body, mut fault) = part.content();
        if part.end == End::Missing {
            fault = fault.or(Some("page broken off: the end of its part is missing"));
        }
        let charset = parameter(part.content_type(), "charset");
        let declaration = Declaration::header(charset.as_deref(), format.declaration());
        let (words, encoding) = decode(&body, declaration);
        let mail = (!is_saved(&message) && message.get("From").is_some()).then(|| mail(&message));
        if mail.is_none() {
            let date = top.fields.get("Date");
            source.captured = date.map(|date| moment(date).unwrap_or_else(|| date.to_owned()));
        }
        source.encoding = encoding;
        source.address = location.as_ref().map(|location| location.value.clone());
        let mut document = match document(format, &words, source, options) {
            Ok(document) => document,
            Err(refused) => return emit(Err(refused)),
        };
        document.candidates.extend(location);
        document.candidates.extend(mail.into_iter().flatten());
        document.faults.extend(fault.map(unreadable));
        emit(Ok(document));
    }
}

/// Whether a browser wrote the message.
fn is_saved(message: &Fields) -> bool {
    message.get("Snapshot-Content-Location").is_some()
        || message.get("From").is_some_and(|from| from.trim_start_matches(['<', '"']).starts_with("Saved by"))
}

/// What a mail's head says of the article in it.
fn mail(message: &Fields) -> Vec<Candidate> {
    let value = |name| message.get(name).map(decoded_words).map(|value| value.trim().to_owned());
    let candidate = |field, key: &str, value: Option<String>| {
        let (provenance, key) = (Provenance::MetaTag, key.to_owned());
        value.filter(|value| !value.is_empty()).map(|value| Candidate {
            field,
            value,
            provenance,
            key,
            span: None,
        })
    };
    let subject = value("Subject").map(|subject| mail::without_reply(&subject).to_owned());
    let sender =
        value("From").map(|from| from.split('<').next().unwrap_or("").trim_matches(['"', ' ']).to_owned());
    [
        candidate(FieldName::Headline, "mail:subject", subject),
        candidate(FieldName::Published, "mail:date", value("Date")),
        candidate(FieldName::Author, "mail:from", sender.filter(|sender| !sender.contains('@'))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where the page was saved from, if that is on the web.
fn location(top: &Part<'_>, page: &Part<'_>) -> Option<Candidate> {
    let places = [(top, "Snapshot-Content-Location"), (page, "Content-Location"), (top, "Content-Location")];
    places.into_iter().find_map(|(part, key)| {
        // RFC 2557, 4.4.2: an address may be folded anywhere.
        let value: String = part.fields.get(key)?.split_whitespace().collect();
        let web = value.starts_with("http://") || value.starts_with("https://");
        web.then(|| Candidate {
            field: FieldName::Url,
            value,
            provenance: Provenance::Url,
            key: key.to_owned(),
            span: None,
        })
    })
}

fn unreadable(message: &str) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_saved_pages_are_known() {
        let table = [
            (
                "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
                true,
            ),
            (
                "From: \"Saved by Windows Internet Explorer 8\"\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n",
                true,
            ),
            ("MIME-Version: 1.0\nContent-Type: Multipart/Related; boundary=x\n\n", true),
            ("From: me@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n", false),
            ("Received: by mx\nFrom: me@example.org\nDate: Tue, 5 May 2026 08:00:00 +0000\n\n", true),
            ("From: The editor\nDate: Tuesday\nSubject: Ice\n\n", false),
            ("A headline\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", false),
            ("The MIME-Version: 1.0 field\nContent-Type: multipart/related", false),
            ("", false),
        ];
        for (head, known) in table {
            assert_eq!(MhtmlLoader.recognizes(head), known, "{head}");
        }
    }
}
