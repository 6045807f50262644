//! Messages as they come over a pipe: JSON-RPC 2.0, one a line. What is no message is told and passed over,
//! so that one bad line ends no session.

use std::fmt;
use std::io::{self, BufRead, Read, Write};

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::render::json::write_json;

/// Bytes of the longest message; of a longer one nothing is kept.
pub const LONGEST: usize = 16 << 20;

/// What a request is answered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// A whole number.
    Number(i64),
    /// Words.
    Words(String),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// A request, a notification or an answer. What is in it stays unread: most of a message is text.
#[derive(Debug, Deserialize)]
pub struct Message {
    jsonrpc: String,
    /// Whose answer it is, or will be; none for a notification.
    pub id: Option<Id>,
    /// What is asked or told; none for an answer.
    pub method: Option<String>,
    /// With what.
    pub params: Option<Box<RawValue>>,
    /// The answer.
    pub result: Option<Box<RawValue>>,
}

/// What a client is told instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// By JSON-RPC 2.0, or by the protocol.
    pub code: i64,
    /// In words.
    pub message: String,
    /// More of it.
    pub data: Option<Value>,
}

impl Fault {
    /// Not JSON.
    pub const PARSE: i64 = -32700;
    /// No request, or none now.
    pub const REQUEST: i64 = -32600;
    /// No such method.
    pub const METHOD: i64 = -32601;
    /// A method that is asked wrongly.
    pub const PARAMS: i64 = -32602;
    /// Our own fault.
    pub const INTERNAL: i64 = -32603;

    /// A fault without further data.
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), data: None }
    }
}

/// What was read.
#[derive(Debug)]
pub enum Frame {
    /// A message.
    Message(Message),
    /// What is none, and the id in it, where that could be read.
    Damaged(Option<Id>, Fault),
    /// The other side has closed the pipe.
    End,
}

/// Reads the next frame.
pub fn read(input: &mut impl BufRead) -> io::Result<Frame> {
    loop {
        let mut line = Vec::new();
        input.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(Frame::End);
        }
        if line.len() > LONGEST && !line.ends_with(b"\n") {
            pass_over(input)?;
            let words = format!("a message of more than {} MiB is not read", LONGEST >> 20);
            return Ok(Frame::Damaged(None, Fault::new(Fault::REQUEST, words)));
        }
        if !line.trim_ascii().is_empty() {
            return Ok(parsed(&line));
        }
    }
}

/// Passes over the rest of a line.
fn pass_over(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let read = input.fill_buf()?;
        if read.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', read);
        let length = end.map_or(read.len(), |at| at + 1);
        input.consume(length);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn parsed(line: &[u8]) -> Frame {
    #[derive(Deserialize)]
    struct Named {
        id: Id,
    }
    let is_whole =
        |message: &Message| message.jsonrpc == "2.0" && (message.method.is_some() || (message.id.is_some()));
    match serde_json::from_slice::<Message>(line) {
        Ok(message) if is_whole(&message) => Frame::Message(message),
        Err(error) if matches!(error.classify(), Category::Syntax | Category::Eof | Category::Io) => {
            Frame::Damaged(None, Fault::new(Fault::PARSE, "not JSON"))
        }
        _ => {
            let id = serde_json::from_slice::<Named>(line).ok().map(|named| named.id);
            let is_json = serde_json::from_slice::<IgnoredAny>(line).is_ok();
            let (code, words) = match is_json {
                true => (Fault::REQUEST, "no message of JSON-RPC 2.0"),
                false => (Fault::PARSE, "not JSON"),
            };
            Frame::Damaged(id, Fault::new(code, words))
        }
    }
}

/// Writes a message.
pub fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    write_json(message, output)?;
    output.write_all(b"\n")?;
    output.flush()
}

/// The message that answers a request.
pub fn answer(id: &Id, result: Result<Value, Fault>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(fault) => failure(Some(id), &fault),
    }
}

/// The message that a fault is; its id is null where that of the request is not known.
pub fn failure(id: Option<&Id>, fault: &Fault) -> Value {
    let mut error = json!({ "code": fault.code, "message": fault.message });
    if let Some(data) = &fault.data {
        error["data"] = data.clone();
    }
    json!({ "jsonrpc": "2.0", "id": id, "error": error })
}

/// The message that tells something.
pub fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut shown = Vec::new();
        loop {
            match read(&mut input).unwrap() {
                Frame::Message(message) => shown.push(message.method.unwrap_or_else(|| "answer".to_owned())),
                Frame::Damaged(id, fault) => {
                    shown.push(format!("{} {}", fault.code, id.map_or_else(String::new, |id| id.to_string())))
                }
                Frame::End => return shown,
            }
        }
    }

    #[test]
    fn a_damaged_line_is_passed_over() {
        let ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n";
        let table: &[(Vec<u8>, &[&str])] = &[
            (ping.repeat(2).into_bytes(), &["ping", "ping"]),
            (ping.replace('\n', "\r\n\r\n\n").into_bytes(), &["ping"]),
            (ping.trim().as_bytes().to_vec(), &["ping"]),
            (format!("no\n{ping}").into_bytes(), &["-32700 ", "ping"]),
            ([b"\xff\xfe\n", ping.as_bytes()].concat(), &["-32700 ", "ping"]),
            (format!("[{}]\n", ping.trim()).into_bytes(), &["-32600 "]),
            (b"null\n{}\n{\"jsonrpc\":\"2.0\"}\n".to_vec(), &["-32600 ", "-32600 ", "-32600 "]),
            (b"{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}\n".to_vec(), &["-32600 7"]),
            (b"{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}\n".to_vec(), &["-32600 "]),
            (b"{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7}\n".to_vec(), &["-32600 a"]),
            (b"{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\":{}}\n".to_vec(), &["answer"]),
            (format!("{}\n{ping}", "[".repeat(100_000)).into_bytes(), &["-32700 ", "ping"]),
            (format!("{}\n{ping}", "x".repeat(LONGEST + 9)).into_bytes(), &["-32600 ", "ping"]),
            (vec![b'x'; LONGEST + 9], &["-32600 "]),
            (Vec::new(), &[]),
        ];
        for (bytes, expected) in table {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
            assert_eq!(frames(bytes), *expected, "{start}");
        }
    }
}
