//! What a request that is no GET sent, in the form in which pywb appends it to the address: the answer to a
//! search by POST is another page than the one that the address stands for. It does not know which answer is
//! meant; see `intake`.
//!
//! Forms, parts and JSON become parameters, whatever else Base64. AMF, which Flash sent, becomes nothing.

use std::collections::HashMap;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use serde_json::Value;

use crate::warc::fields::{Fields, head_length};

/// Letters of what was sent that count.
const COUNTED: usize = 4096;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// The method in upper case: `POST`.
    pub method: String,
    /// Its body as parameters: `q=lock&page=2`.
    pub body: String,
}

impl Sent {
    /// Reads a request from its head and what follows; none for GET, and for what is no request.
    pub(super) fn read(head: &[u8], payload: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', head)?;
        let (line, fields) = head.split_at(end);
        let method = std::str::from_utf8(line).ok()?.split_ascii_whitespace().next()?;
        let is_token = method.bytes().all(|byte| byte.is_ascii_alphabetic() || b"-_".contains(&byte));
        let fields = Fields::parse(fields);
        // pywb takes as much as the field says, and nothing where it says nothing.
        let length = fields.get("Content-Length").and_then(|length| length.trim().parse::<usize>().ok());
        let body = &payload[..length.unwrap_or(0).min(payload.len())];
        is_token.then(|| Self::of(method, fields.get("Content-Type").unwrap_or(""), body))?
    }

    /// What a request of this method with this body sent; none for GET.
    pub(super) fn of(method: &str, mime: &str, body: &[u8]) -> Option<Self> {
        let method = method.to_ascii_uppercase();
        let body = match &*method {
            "GET" => return None,
            "POST" | "PUT" if !body.is_empty() => parameters(mime, body),
            _ => String::new(),
        };
        Some(Self { method, body: body.chars().take(COUNTED).collect() })
    }

    /// An address with what was sent behind it.
    pub(super) fn behind(&self, url: &str) -> String {
        let joint = if url.contains('?') { '&' } else { '?' };
        let body = if self.body.is_empty() { String::new() } else { format!("&{}", self.body) };
        format!("{url}{joint}__wb_method={}{body}", self.method)
    }
}

/// The names and values that a body gives, where its kind is known and it is one.
pub(super) fn pairs(mime: &str, body: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    match mime {
        kind if kind.starts_with(FORM) => Some(
            url::form_urlencoded::parse(body)
                .map(|(name, value)| (name.into_owned(), value.into_owned().into_bytes()))
                .collect(),
        ),
        kind if kind.starts_with("multipart/") => parts(mime, body),
        kind if kind.starts_with(JSON) || kind.starts_with("text/plain") => json(body),
        _ => None,
    }
}

fn parameters(mime: &str, body: &[u8]) -> String {
    let packed = || format!("__wb_post_data={}", BASE64.encode(body));
    match mime {
        kind if kind.starts_with(FORM) => {
            std::str::from_utf8(body).map_or_else(|_| packed(), |form| unquoted(&form.replace('+', " ")))
        }
        kind if kind.starts_with("application/x-amf") => String::new(),
        kind if kind.starts_with(JSON) => pairs(mime, body).map_or_else(String::new, |pairs| encoded(&pairs)),
        _ => pairs(mime, body).map_or_else(packed, |pairs| encoded(&pairs)),
    }
}

/// Parameters as Python's `urlencode` writes them.
fn encoded(pairs: &[(String, Vec<u8>)]) -> String {
    let parameter =
        |(name, value): &(String, Vec<u8>)| format!("{}={}", quoted(name.as_bytes()), quoted(value));
    pairs.iter().map(parameter).collect::<Vec<_>>().join("&")
}

fn quoted(bytes: &[u8]) -> String {
    let letter = |&byte: &u8| match byte {
        b' ' => "+".to_owned(),
        byte if byte.is_ascii_alphanumeric() || b"_.-~".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(letter).collect()
}

/// A text whose percent escapes are undone once.
fn unquoted(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((&byte, more)) = rest.split_first() {
        let digits = more.get(..2).filter(|_| byte == b'%');
        let decoded = digits.and_then(|digits| HEXLOWER_PERMISSIVE.decode(digits).ok());
        rest = if decoded.is_some() { &more[2..] } else { more };
        bytes.extend(decoded.unwrap_or_else(|| vec![byte]));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The names and values in parts of a form; none without a boundary.
fn parts(mime: &str, body: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let boundary = format!("--{}", parameter(mime, "boundary")?);
    let mut found = Vec::new();
    let mut starts = memchr::memmem::find_iter(body, &boundary).map(|at| at + boundary.len()).peekable();
    while let Some(start) = starts.next() {
        let end = starts.peek().map_or(body.len(), |next| next - boundary.len());
        let part = &body[start..end];
        if part.starts_with(b"--") {
            break;
        }
        let part = part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n")).unwrap_or(part);
        let Some(head) = head_length(part) else { continue };
        let value = &part[head..];
        let value = value.strip_suffix(b"\r\n").or_else(|| value.strip_suffix(b"\n")).unwrap_or(value);
        let fields = Fields::parse(&part[..head]);
        let place = fields.get("Content-Disposition").unwrap_or("");
        // Python calls a part without a name so.
        let name = parameter(place, "name").unwrap_or_else(|| "None".to_owned());
        let value = match parameter(place, "filename") {
            Some(_) => value.to_vec(),
            None => String::from_utf8_lossy(value).into_owned().into_bytes(),
        };
        found.push((name, value));
    }
    Some(found)
}

/// A parameter of a field's value: `name` of `form-data; name="a"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (known.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The named values anywhere in JSON; a name that comes again is numbered.
fn json(body: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let value = serde_json::from_slice(body).ok()?;
    let mut named = Named::default();
    named.take(&value, "");
    Some(named.pairs.into_iter().map(|(name, value)| (name, value.into_bytes())).collect())
}

#[derive(Default)]
struct Named {
    pairs: Vec<(String, String)>,
    places: HashMap<String, usize>,
    again: HashMap<String, usize>,
}

impl Named {
    fn take(&mut self, value: &Value, name: &str) {
        let text = match value {
            Value::Object(members) => return members.iter().for_each(|(name, value)| self.take(value, name)),
            Value::Array(items) => return items.iter().for_each(|item| self.take(item, name)),
            Value::String(text) => text.clone(),
            Value::Number(number) => {
                number.as_f64().filter(|_| number.is_f64()).map_or_else(|| number.to_string(), float)
            }
            value => value.to_string(),
        };
        if !name.is_empty() {
            let name = self.numbered(name);
            match self.places.get(&name) {
                Some(&at) => self.pairs[at].1 = text,
                None => {
                    self.places.insert(name.clone(), self.pairs.len());
                    self.pairs.push((name, text));
                }
            }
        }
    }

    fn numbered(&mut self, name: &str) -> String {
        if !self.places.contains_key(name) {
            return name.to_owned();
        }
        let times = self.again.entry(name.to_owned()).or_insert(1);
        *times += 1;
        format!("{name}.{times}_")
    }
}

/// A number as Python writes it, a whole one without its point.
fn float(number: f64) -> String {
    if number.fract() == 0.0 {
        return format!("{:.0}", if number == 0.0 { 0.0 } else { number });
    }
    if number.abs() >= 1e-4 {
        return number.to_string();
    }
    let text = format!("{number:e}");
    match text.split_once("e-") {
        Some((digits, power)) => format!("{digits}e-{power:0>2}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::surt::surt;

    /// A text in which bytes may be written as `\x00`.
    fn bytes(text: &str) -> Vec<u8> {
        let mut pieces = text.split("\\x");
        let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
        for piece in pieces {
            bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
            bytes.extend(piece[2..].bytes());
        }
        bytes
    }

    #[test]
    fn keys_are_those_of_pywb() {
        let mut rows = 0;
        for row in include_str!("sent.tsv").lines() {
            let [method, mime, body, url, key] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{row}")
            };
            let sent = Sent::of(method, mime, &bytes(body));
            let behind = sent.map_or_else(|| url.to_owned(), |sent| sent.behind(url));
            assert_eq!(surt(&behind).as_bytes(), bytes(key), "{row}");
            rows += 1;
        }
        assert!(rows >= 30, "{rows}");
    }

    #[test]
    fn requests_are_read_as_they_stand_in_records() {
        let read = |head: &str, payload: &str| {
            let sent = Sent::read(head.as_bytes(), payload.as_bytes());
            sent.map(|sent| sent.behind("/a"))
        };
        let post = "POST /a HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n";
        assert_eq!(read(post, "q=1&more").as_deref(), Some("/a?__wb_method=POST&q=1"));
        assert_eq!(read(post, "q").as_deref(), Some("/a?__wb_method=POST&q"));
        assert_eq!(read("HEAD /a HTTP/1.1\r\n\r\n", "").as_deref(), Some("/a?__wb_method=HEAD"));
        let sent = read("POST /a HTTP/1.1\r\nContent-Length: 9000\r\n\r\n", &"ä".repeat(4500)).unwrap();
        assert_eq!(sent.len(), "/a?__wb_method=POST&".len() + COUNTED);
        for other in
            ["GET /a HTTP/1.1\r\n\r\n", "", "\u{0}\u{1} /a\r\n", "HTTP/1.1 200 OK\r\n\r\n", "no line"]
        {
            assert_eq!(read(other, "q=1"), None, "{other}");
        }
    }
}
