//! Tells where a page leads its reader on to: by a refresh, or by a script that does nothing else.

/// A refresh that is followed though the page stays a moment, in seconds: it says why it leads on.
const SHORT: f64 = 10.0;

/// Bytes of scripts from which on they do more than lead on.
const MOST_CODE: usize = 1500;

/// How soon a refresh leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Soon {
    /// At once.
    AtOnce,
    /// After some seconds.
    InSeconds,
}

/// The address that a refresh leads to, and how soon (HTML standard, section 4.2.5.3): `0; url=/a`. None
/// for one that waits longer: such a page renews itself.
pub(super) fn refresh_target(content: &str) -> Option<(Soon, String)> {
    let content = content.trim();
    let digits =
        content.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(content.len());
    let soon = match content[..digits].parse::<f64>().ok().filter(|_| digits > 0)? {
        seconds if seconds < 1.0 => Soon::AtOnce,
        seconds if seconds <= SHORT => Soon::InSeconds,
        _ => return None,
    };
    let rest = content[digits..].trim_start().trim_start_matches([';', ',']).trim_start();
    let url = rest.get(..3).filter(|word| word.eq_ignore_ascii_case("url")).map(|_| rest[3..].trim_start());
    let target = url.and_then(|url| url.strip_prefix('=')).map_or(rest, str::trim_start);
    let quote = target.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    let target = quote.map_or(target, |quote| target[1..].split(quote).next().unwrap_or_default());
    Some((soon, target.trim().to_owned())).filter(|(_, target)| !target.is_empty())
}

/// The address that a page's scripts lead to, where they are short and name it: `location.href = "/a"`,
/// `window.location.replace('/a')`.
pub(super) fn script_target(code: &str) -> Option<String> {
    if code.len() > MOST_CODE {
        return None;
    }
    let mut rest = code;
    while let Some((_, after)) = rest.split_once("location") {
        rest = after;
        let after = after.trim_start();
        let after = after.strip_prefix(".href").unwrap_or(after).trim_start();
        let called = [".replace", ".assign"].iter().find_map(|name| after.strip_prefix(name));
        let value = match called {
            Some(call) => call.trim_start().strip_prefix('('),
            None => after.strip_prefix('=').filter(|value| !value.starts_with('=')),
        };
        let Some(value) = value.map(str::trim_start) else { continue };
        let Some(quote) = value.chars().next().filter(|letter| matches!(letter, '"' | '\'' | '`')) else {
            continue;
        };
        let Some((target, behind)) = value[1..].split_once(quote) else { continue };
        // A part of an address that is put together is none, unless a query alone is.
        let is_part =
            behind.trim_start().starts_with('+') && !(target.contains('?') && target.ends_with('='));
        let is_whole = !is_part && !target.contains(['{', '<', '\n']);
        if is_whole && !target.is_empty() && !target.starts_with('#') {
            return Some(target.to_owned());
        }
    }
    None
}

/// What the scripts of a page say that stand in it, as far as it is short.
pub(super) fn scripts(markup: &str) -> String {
    let lower = markup.to_ascii_lowercase();
    let (mut code, mut at) = (String::new(), 0);
    while let Some(open) = lower[at..].find("<script")
        && code.len() <= MOST_CODE
    {
        let begin = at + open;
        let Some(inside) = lower[begin..].find('>').map(|end| begin + end + 1) else { break };
        let end = lower[inside..].find("</script").map_or(lower.len(), |length| inside + length);
        let is_data = lower[begin..inside].contains("json");
        code.push_str(if is_data { "" } else { &markup[inside..end] });
        code.push('\n');
        at = end;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_leads_on_soon_or_not_at_all() {
        use Soon::{AtOnce, InSeconds};
        let table = [
            ("0; url=/a", Some((AtOnce, "/a"))),
            ("0;URL='/a b'", Some((AtOnce, "/a b"))),
            ("0, url = \"/a\"", Some((AtOnce, "/a"))),
            ("0;/a", Some((AtOnce, "/a"))),
            ("0.5; url=/a", Some((AtOnce, "/a"))),
            ("5; url=/a", Some((InSeconds, "/a"))),
            ("60; url=/a", None),
            ("0", None),
            ("300", None),
            ("url=/a", None),
            ("", None),
        ];
        for (content, target) in table {
            let expected = target.map(|(soon, url)| (soon, url.to_owned()));
            assert_eq!(refresh_target(content), expected, "{content}");
        }
    }

    #[test]
    fn scripts_lead_to_the_addresses_that_they_name() {
        let table = [
            ("window.onload=function(){window.location.href=\"/lander\"}", Some("/lander")),
            ("top.location = 'https://example.org/';", Some("https://example.org/")),
            ("location.replace(`/x`)", Some("/x")),
            ("window.location.assign( '/x' )", Some("/x")),
            ("location.href = '/x?from=' + document.referrer", Some("/x?from=")),
            ("location.href = '/x/' + name + '?a=1'", None),
            ("if (location.href == '/x') go()", None),
            ("var location_name = 'x'", None),
            ("location = '#top'", None),
            ("location.href", None),
            ("location='", None),
        ];
        for (code, target) in table {
            assert_eq!(script_target(code).as_deref(), target, "{code}");
        }
        assert_eq!(script_target(&format!("{}location='/x'", " ".repeat(MOST_CODE))), None);
    }
}
