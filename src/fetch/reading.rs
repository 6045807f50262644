//! Reads the body of an answer, as far as a verdict needs it: unpacked, decoded, its page and what stands
//! in front of it.

use super::client::{Answer, GLANCE};
use super::leading::{Soon, refresh_target};
use super::page::Page;
use super::story::Teller;
use super::walls;
use crate::model::Format;
use crate::text::decode::{Declaration, decode};
use crate::warc::http::{BodyFault, MediaType, unpacked_start};

/// What the body of an answer says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The page, if the body is text.
    pub(super) page: Option<Teller>,
    /// Whether it is HTML.
    pub(super) is_html: bool,
    /// What stands in front of the page asked for.
    pub(super) wall: Option<&'static str>,
    /// Why the body cannot be read.
    pub(super) fault: Option<String>,
    /// Where the page leads on at once.
    pub(super) refresh: Option<String>,
}

/// Reads the start of a body, of which at most `limit` bytes are unpacked. `cited` is the address asked
/// first.
pub(super) fn read(answer: &Answer, limit: usize, cited: &str) -> Reading {
    let (head, packed) = (&answer.exchange.response, &answer.exchange.body);
    let body = unpacked_start(packed, head.field("content-encoding").unwrap_or_default(), GLANCE, limit);
    // What is cut off anyway does not unpack to its end.
    let fault = body.fault.filter(|fault| answer.is_whole() || !matches!(fault, BodyFault::Damaged(_)));
    let kind = MediaType::parse(head.field("content-type").unwrap_or_default());
    let start = body.bytes.trim_ascii_start();
    let said = Format::of_page(&kind.essence);
    let format = if looks_like_html(start) { Some(Format::Html) } else { said };
    let is_html = format == Some(Format::Html);
    let otherwise = format.unwrap_or_default().declaration();
    let declaration = Declaration::header(kind.charset.as_deref(), otherwise);
    let text = (is_html || is_text(&kind.essence)).then(|| decode(&body.bytes, declaration).0);
    let page = text.as_deref().map(|text| match () {
        () if is_html => Page::html(text),
        () if kind.essence.ends_with("json") => Page::json(text),
        () => Page::plain(text),
    });
    let is_parked = head.field("x-adblock-key").is_some();
    let page = page.map(|mut page| {
        page.is_parked |= is_parked;
        page.is_cut |= !answer.is_whole();
        Teller::from(page)
    });
    let said = page.as_ref().zip(text.as_deref());
    let said = said.and_then(|(page, text)| walls::by_words(page, text, cited));
    let wall = walls::by_head(head).or(said);
    // A wall that stays a moment before it asks again is one all the same.
    let stays = |page: &Teller| matches!(page.refresh, Some((Soon::InSeconds, _)) | None);
    let leads = page.as_ref().filter(|page| wall.is_none() || !stays(page)).and_then(|page| page.leads_to());
    let leads = leads.map(str::to_owned);
    Reading {
        is_html,
        wall,
        fault: fault.map(|fault| fault.to_string()),
        refresh: head
            .field("refresh")
            .and_then(refresh_target)
            .filter(|(soon, _)| *soon == Soon::AtOnce)
            .map(|(_, target)| target)
            .or(leads),
        page,
    }
}

fn is_text(essence: &str) -> bool {
    essence.starts_with("text/")
        || essence.ends_with("json")
        || essence.ends_with("xml")
        || essence.is_empty()
}

/// Whether a body begins as HTML does, whatever it is said to be.
fn looks_like_html(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let begins = |tag: &[u8]| start.get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag));
    begins(b"<!doctype html") || begins(b"<html")
}
