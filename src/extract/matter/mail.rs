//! Reads the head of a mail that stands in a text as it was pasted, printed or sent on: `From: ...`,
//! `Subject: ...`. Mail files have a loader of their own.

use std::borrow::Cow;
use std::ops::Range;

use crate::extract::matter::keys;
use crate::extract::offer::Offer;
use crate::lexicon::mail::{self, MailField};
use crate::model::{Block, BlockKind, Document, FieldName};

/// Lines of a head.
const MOST_LINES: usize = 40;

/// Bytes of a field's name.
const LONGEST_NAME: usize = 48;

/// Whether the block at an index is the head of a mail: it names the subject, sender or day, and little
/// else.
pub fn is_head(document: &Document<'_>, index: usize) -> bool {
    let block = &document.blocks[index];
    let few = (1..=MOST_LINES).contains(&block.breaks.len());
    if index > 1 || !few || block.kind != BlockKind::Paragraph || block.definition {
        return false;
    }
    let mut fields: Vec<Option<MailField>> =
        lines(block).map(|line| split(&block.text[line]).map(|(_, field, _)| field)).collect();
    // `---------- Forwarded message ----------` stands above.
    if fields[0].is_none() {
        fields.remove(0);
    }
    let known = fields.iter().flatten().count();
    let has = |field| fields.contains(&Some(field));
    fields[0].is_some()
        && known * 5 >= fields.len() * 3
        && has(MailField::Subject)
        && (has(MailField::From) || has(MailField::Date))
}

/// What the head of a mail offers: its subject for a headline, its sender and its day.
pub fn offers<'a>(document: &Document<'a>, index: usize) -> Vec<Offer<'a>> {
    let block = &document.blocks[index];
    let mut offers = Vec::new();
    for line in lines(block) {
        let Some((name, field, value)) = split(&block.text[line.clone()]) else { continue };
        let start = line.start + value.start;
        let value = &block.text[line][value];
        let (field, words) = match field {
            MailField::Subject => (FieldName::Headline, mail::without_reply(value)),
            MailField::From => (FieldName::Author, sender(value)),
            MailField::Date => (FieldName::Published, value),
            MailField::To => continue,
        };
        let start = start + (words.as_ptr() as usize - value.as_ptr() as usize);
        let span = block.source_span(start..start + words.len());
        let range = span.start as usize..span.end as usize;
        offers.extend(
            keys::offer(document.text, field, name, range)
                .filter(|offer| field != FieldName::Author || !offer.value.contains('@')),
        );
    }
    for offer in &mut offers {
        offer.key = Cow::Owned(format!("mail:{}", offer.key.to_lowercase()));
    }
    offers
}

/// The name of a sender, without the address behind it.
fn sender(value: &str) -> &str {
    let name = value.split(['<', '[', '(']).next().unwrap_or(value).trim_end();
    match name.rsplit_once(' ') {
        Some((name, address)) if address.contains('@') => name,
        _ => name,
    }
}

fn lines<'b>(block: &'b Block<'_>) -> impl Iterator<Item = Range<usize>> + 'b {
    let starts = std::iter::once(0).chain(block.breaks.iter().map(|&start| start as usize));
    let ends = block.breaks.iter().map(|&start| (start as usize).saturating_sub(1)).chain([block.text.len()]);
    starts.zip(ends).map(|(start, end)| start..end.max(start))
}

/// The name of the field that a line gives, what it is, and where its value stands in the line.
fn split(line: &str) -> Option<(&str, MailField, Range<usize>)> {
    let colon = line.find([':', '：']).filter(|&at| at <= LONGEST_NAME)?;
    let name = line[..colon].trim_matches(['*', '_', '>', ' ', '\u{a0}']);
    let mark = line[colon..].chars().next().map_or(0, char::len_utf8);
    let rest = line[colon + mark..].trim_start_matches(['*', '_', ' ']);
    mail::field(name).map(|field| (name, field, line.len() - rest.len()..line.len()))
}

#[cfg(test)]
mod tests {
    use super::{is_head, offers};
    use crate::input::text;
    use crate::model::Source;

    fn head(text: &str) -> Option<Vec<(String, String)>> {
        let document = text::document(text, Source::default());
        let offered = |document| -> Vec<(String, String)> {
            let offers = offers(document, 0).into_iter();
            offers.map(|offer| (offer.key.into_owned(), offer.value.into_owned())).collect()
        };
        is_head(&document, 0).then(|| offered(&document))
    }

    #[test]
    fn heads_of_mails_are_told_in_the_languages_of_their_programs() {
        let told = |text: &str| {
            head(text).map(|offers| offers.into_iter().map(|(_, value)| value).collect::<Vec<_>>())
        };
        let table: &[(&str, &[&str])] = &[
            (
                "From: Ina Fell <i.fell@example.org>\nTo: Desk\nSubject: Fwd: Night boats\nDate: Mon, 4 Mar 2024 09:00:00 +0100\n\nText.",
                &["Ina Fell", "Night boats", "Mon, 4 Mar 2024 09:00:00 +0100"],
            ),
            (
                "---------- Forwarded message ---------\nVon: \"Ina Fell\" <i.fell@example.org>\nGesendet: 4. März 2024\nBetreff: Nachtboote\n\nText.",
                &["Ina Fell", "4. März 2024", "Nachtboote"],
            ),
            (
                "From: Ina Fell i.fell@example.org\nSubject: Night boats\n\nText.",
                &["Ina Fell", "Night boats"],
            ),
            ("发件人：Ina Fell\n主题：夜船\n\nText.", &["Ina Fell", "夜船"]),
            ("From: i.fell@example.org\nSubject: Night boats\n\nText.", &["Night boats"]),
            ("TO: All\nFROM: Ina Fell\nRE: Night boats\n\nText.", &["Ina Fell", "Night boats"]),
        ];
        for (text, expected) in table {
            assert_eq!(
                told(text).as_deref(),
                Some(&expected.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()[..]),
                "{text}"
            );
        }
        for text in [
            "Subject: the night boats\nThey sail again, and nobody knows since when.\nThe port does.\n\nText.",
            "Title: Night boats\nAuthor: Ina Fell\nDate: 4 March 2024\n\nText.",
            "From: here\nTo: there\n\nText.",
            "Night boats sail again\nFrom: Ina Fell\n\nText.",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
