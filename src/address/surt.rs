//! Makes the sort-friendly key of an address, as pywb and cdxj-indexer make it: `com,example)/path?query`. It
//! does not sort.

/// Bytes that the Python package `surt` leaves as they are beside letters and digits.
const SAFE: &[u8] = b"!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// The key of an address: host names reversed and without `www.`, everything in lower case, the query's parts
/// in order, without session ids, user names, default ports and fragments.
///
/// ```
/// use newscheck::address::surt::surt;
/// assert_eq!(surt("https://www.Example.com:443/A//b/?z=1&a=2#top"), "com,example)/a/b?a=2&z=1");
/// assert_eq!(surt("http://127.0.0.1:8080/"), "1,0,0,127:8080)/");
/// assert_eq!(surt("urn:newscheck:article:AB"), "urn:newscheck:article:ab");
/// ```
pub fn surt(url: &str) -> String {
    let url = url.trim().replace(['\n', '\r', '\t'], "");
    let url = url.split('#').next().unwrap_or("").trim();
    let Some((scheme, rest)) = url.split_once(':') else { return url.to_ascii_lowercase() };
    let Some(rest) = rest.strip_prefix("//") else {
        return format!("{}:{}", scheme, escaped(&unescaped(rest.as_bytes())).to_ascii_lowercase());
    };
    let authority_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(authority_end);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut key = host_key(authority, scheme);
    key.push(')');
    key.push_str(&path_key(path));
    let query = query_key(query);
    if !query.is_empty() {
        key.push('?');
        key.push_str(&query);
    }
    key
}

fn host_key(authority: &str, scheme: &str) -> String {
    let host = authority.rsplit('@').next().unwrap_or("");
    let (host, port) = match host.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((host, port)) => (host, port.strip_prefix(':').unwrap_or("")),
        None => host.split_once(':').unwrap_or((host, "")),
    };
    let host = String::from_utf8_lossy(&unescaped(host.as_bytes())).to_lowercase().replace("..", ".");
    let host = in_ascii(host);
    let host = without_www(host.trim_matches('.'));
    let mut key = host.split('.').rev().collect::<Vec<_>>().join(",");
    let default = if scheme.eq_ignore_ascii_case("https") { "443" } else { "80" };
    if !port.is_empty() && port != default {
        key.push(':');
        key.push_str(port);
    }
    key
}

/// A host name of other letters as names are registered (IDNA). Python's codec is of 2003, when two letters
/// were written as others.
fn in_ascii(host: String) -> String {
    if host.is_ascii() {
        return host;
    }
    let older = host.replace('ß', "ss").replace('ς', "σ");
    let url = url::Url::parse(&format!("http://{older}/")).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or(host)
}

/// The host without `www.`, `www1.` and the like in front.
fn without_www(host: &str) -> &str {
    let rest =
        host.strip_prefix("www").map(|rest| rest.trim_start_matches(|digit: char| digit.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix('.')).unwrap_or(host)
}

fn path_key(path: &str) -> String {
    let path = unescaped(path.as_bytes());
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&byte| byte == b'/').skip(1) {
        match part {
            b"." => {}
            b".." if !parts.is_empty() => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let last = parts.pop().unwrap_or_default();
    let mut kept = vec![b'/'];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        kept.extend_from_slice(part);
        kept.push(b'/');
    }
    kept.extend_from_slice(last);
    let key = without_path_session(escaped(&kept).to_ascii_lowercase());
    match key.strip_suffix('/') {
        Some(key) if !key.is_empty() => key.to_owned(),
        _ => key,
    }
}

fn query_key(query: &str) -> String {
    let query = escaped(&unescaped(query.as_bytes()));
    let query = without_query_session(query).to_ascii_lowercase();
    if query.len() <= 1 {
        return query;
    }
    let mut parts: Vec<(&str, Option<&str>)> = query
        .split('&')
        .map(|part| part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value))))
        .collect();
    // As Python sorts pairs: by name, one without a value first.
    parts.sort_unstable();
    let parts = parts
        .into_iter()
        .map(|(name, value)| value.map_or(name.to_owned(), |value| format!("{name}={value}")));
    parts.collect::<Vec<_>>().join("&")
}

/// The path without the session that ASP.NET puts into it: `/(S(24 letters))/page.aspx`.
fn without_path_session(path: String) -> String {
    let is_token = |token: &str| token.len() == 24 && token.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_session = |part: &str| {
        let Some(inside) = part.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
            return false;
        };
        let mut named = inside.split_inclusive(')').map(|item| {
            let (name, token) =
                item.strip_suffix(')').and_then(|item| item.split_once('(')).unwrap_or(("", ""));
            name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_token(token)
        });
        is_token(inside) || (!inside.is_empty() && named.all(|valid| valid))
    };
    let starts = path.match_indices('/').map(|(at, _)| at + 1).collect::<Vec<_>>();
    for start in starts.into_iter().rev() {
        let Some((part, rest)) = path[start..].split_once('/') else { continue };
        if is_session(part) && rest.find(".aspx").is_some_and(|at| at > 0 && !rest[..at].contains('?')) {
            return format!("{}{rest}", &path[..start]);
        }
    }
    path
}

/// The query without session ids, one of each kind.
fn without_query_session(mut query: String) -> String {
    type Length = fn(&str) -> Option<usize>;
    let kinds: [(&str, Length); 5] = [
        ("jsessionid=", |rest| token(rest, 32, |byte| byte.is_ascii_alphanumeric())),
        ("phpsessid=", |rest| token(rest, 32, |byte| byte.is_ascii_alphanumeric())),
        ("sid=", |rest| token(rest, 32, |byte| byte.is_ascii_alphanumeric())),
        ("aspsessionid", |rest| {
            let name = token(rest, 8, |byte| byte.is_ascii_alphabetic())?;
            let value = token(rest[name..].strip_prefix('=')?, 24, |byte| byte.is_ascii_alphabetic())?;
            Some(name + 1 + value)
        }),
        ("cfid=", |rest| {
            let id = rest.find('&').filter(|&length| length > 0)?;
            let second = rest[id + 1..].strip_prefix("cftoken=")?;
            let length = second.find('&').unwrap_or(second.len());
            (length > 0).then_some(id + 1 + "cftoken=".len() + length)
        }),
    ];
    for (name, length) in kinds {
        let lower = query.to_ascii_lowercase();
        let found = lower.rmatch_indices(name).find_map(|(start, _)| {
            let end = start + name.len() + length(&lower[start + name.len()..])?;
            (end == lower.len() || lower[end..].starts_with('&')).then_some((start, end))
        });
        if let Some((start, end)) = found {
            query = format!("{}{}", &query[..start], query.get(end + 1..).unwrap_or(""));
        }
    }
    query
}

/// The length of a token if the text begins with one.
fn token(text: &str, length: usize, allowed: fn(&u8) -> bool) -> Option<usize> {
    text.as_bytes().get(..length).filter(|bytes| bytes.iter().all(allowed)).map(<[u8]>::len)
}

/// The bytes with percent escapes undone until there are none.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    loop {
        let (mut undone, mut at, mut changed) = (Vec::with_capacity(bytes.len()), 0, false);
        while at < bytes.len() {
            let hex = |at: usize| {
                bytes
                    .get(at)
                    .and_then(|&byte| char::from(byte).to_digit(16))
                    .and_then(|digit| u8::try_from(digit).ok())
            };
            match (bytes[at], hex(at + 1), hex(at + 2)) {
                (b'%', Some(high), Some(low)) => {
                    undone.push(high << 4 | low);
                    (at, changed) = (at + 3, true);
                }
                (byte, _, _) => {
                    undone.push(byte);
                    at += 1;
                }
            }
        }
        if !changed {
            return undone;
        }
        bytes = undone;
    }
}

fn escaped(bytes: &[u8]) -> String {
    let escape = |&byte: &u8| match byte.is_ascii_alphanumeric() || SAFE.contains(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    bytes.iter().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_other_tools() {
        let table = include_str!("surt.tsv").lines().filter_map(|line| line.split_once('\t'));
        let mut rows = 0;
        for (url, key) in table {
            assert_eq!(surt(url), key, "{url}");
            rows += 1;
        }
        assert!(rows > 60, "{rows}");
    }
}
