//! Tells addresses of what is nobody else's page: searches, chats with an AI, files on one machine.

use crate::address::hosts::without_www;
use crate::address::parts::{is_plain_host, opening, parts};
use crate::address::search::has_results;

/// What an address leads to where it is no page that everybody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a search found.
    Search,
    /// A chat with an AI, or an answer that it wrote.
    Chat,
    /// A file or extension on the machine of whoever wrote it down.
    Local,
}

/// Services that answer in an AI's words, and where answers and chats stand on them.
const CHATS: &[(&str, &[&str])] = &[
    ("aistudio.google.com", &["/app/prompts", "/prompts"]),
    ("bard.google.com", &["/chat", "/share"]),
    ("chat.deepseek.com", &["/"]),
    ("chat.mistral.ai", &["/"]),
    ("chat.openai.com", &["/"]),
    ("chat.qwen.ai", &["/"]),
    ("chatgpt.com", &["/c/", "/g/", "/s/", "/share/"]),
    ("claude.ai", &["/chat/", "/public/", "/share/"]),
    ("copilot.microsoft.com", &["/"]),
    ("g.co", &["/gemini/"]),
    ("gemini.google.com", &["/app", "/share"]),
    ("grok.com", &["/c/", "/chat", "/share"]),
    ("kimi.com", &["/share"]),
    ("meta.ai", &["/"]),
    ("perplexity.ai", &["/page/", "/search"]),
    ("phind.com", &["/search"]),
    ("poe.com", &["/s/"]),
    ("x.com", &["/i/grok"]),
    ("you.com", &["/search"]),
];

/// Schemes of what stands on a machine or in a browser.
const LOCAL_SCHEMES: &[&str] = &[
    "file:",
    "blob:",
    "chrome:",
    "chrome-extension:",
    "moz-extension:",
    "safari-web-extension:",
    "view-source:",
];

/// The kind of what an address leads to; `None` for a page.
pub fn kind(url: &str) -> Option<Kind> {
    if opening(url).is_some_and(|(host, rest)| is_page(host, rest)) {
        return None;
    }
    let Some(parts) = parts(url).filter(|parts| parts.is_web()) else {
        return is_local(url).then_some(Kind::Local);
    };
    if is_chat(without_www(&parts.lower_host()), parts.path) {
        return Some(Kind::Chat);
    }
    has_results(&parts).then_some(Kind::Search)
}

/// Whether an address is a page beyond doubt: no query, on a host that is no chat's.
fn is_page(host: &str, rest: &str) -> bool {
    memchr::memchr(b'?', rest.as_bytes()).is_none()
        && is_plain_host(host)
        && CHATS.iter().all(|(known, _)| *known != without_www(host))
}

fn is_chat(host: &str, path: &str) -> bool {
    let Ok(at) = CHATS.binary_search_by_key(&host, |(known, _)| known) else { return false };
    path.len() > 1 && CHATS[at].1.iter().any(|opening| path.starts_with(opening))
}

fn is_local(url: &str) -> bool {
    LOCAL_SCHEMES
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_services_are_sorted() {
        assert!(CHATS.is_sorted_by_key(|(host, _)| host));
    }

    #[test]
    fn searches_chats_and_files_are_told_from_pages() {
        let table = [
            ("https://www.google.com/search?q=dam", Some(Kind::Search)),
            ("https://www.bing.com/search?q=dam", Some(Kind::Search)),
            ("https://example.org/?s=dam", Some(Kind::Search)),
            ("https://chatgpt.com/share/67a1", Some(Kind::Chat)),
            ("https://chat.openai.com/share/67a1", Some(Kind::Chat)),
            ("https://www.perplexity.ai/search/dam-67a1", Some(Kind::Chat)),
            ("https://g.co/gemini/share/67a1", Some(Kind::Chat)),
            ("https://x.com/i/grok/share/67a1", Some(Kind::Chat)),
            ("file:///home/desk/dam.pdf", Some(Kind::Local)),
            ("chrome-extension://abc/viewer.html?file=a.pdf", Some(Kind::Local)),
            ("https://www.google.com/search/howsearchworks/", None),
            ("https://www.google.com/search?q=", None),
            ("https://books.google.com/books?id=abc", None),
            ("https://chatgpt.com/", None),
            ("https://chatgpt.com/?q=dam", None),
            ("https://openai.com/index/dam?q=1", None),
            ("https://example.org/search/dam", None),
            ("https://x.com/desk/status/1", None),
            ("mailto:desk@example.org", None),
        ];
        for (url, expected) in table {
            assert_eq!(kind(url), expected, "{url}");
        }
    }
}
