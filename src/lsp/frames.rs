//! Messages as they come over a pipe: a header with the length, and JSON. What is no message is told and
//! passed over, so that one bad frame ends no session.

use std::io::{self, BufRead, Read, Write};

use lsp_server::Message;
use serde_json::Value;

/// Bytes of the longest message; a longer one is passed over unread.
const LONGEST: usize = 64 << 20;

/// Bytes of the longest header line.
const LONGEST_LINE: u64 = 4096;

/// What was read.
#[derive(Debug)]
pub enum Frame {
    /// A message.
    Message(Message),
    /// What is none, with the reason.
    Damaged(String),
    /// The other side has closed the pipe, or what comes has no lengths to go by.
    End,
}

/// Reads the next frame.
pub fn read(input: &mut impl BufRead) -> io::Result<Frame> {
    let Some(length) = length(input)? else { return Ok(Frame::End) };
    if length > LONGEST {
        let passed = io::copy(&mut input.take(length as u64), &mut io::sink())?;
        return Ok(match passed == length as u64 {
            true => Frame::Damaged(format!("a message of {length} bytes: at most {LONGEST} are read")),
            false => Frame::End,
        });
    }
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    if body.len() < length {
        return Ok(Frame::End);
    }
    Ok(match serde_json::from_slice::<Message>(&body) {
        Ok(message) => Frame::Message(message),
        Err(_) => Frame::Damaged("no message of JSON-RPC 2.0".to_owned()),
    })
}

/// The length that a header gives; none at the end, or where there is no header.
fn length(input: &mut impl BufRead) -> io::Result<Option<usize>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        let Some(line) = line.strip_suffix(b"\n") else { return Ok(None) };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            match length {
                // An empty line before a header does no harm.
                None => continue,
                found => return Ok(found),
            }
        }
        let text = String::from_utf8_lossy(line);
        if let Some((name, value)) = text.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

/// Writes a message.
pub fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    let mut value = serde_json::to_value(message)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("jsonrpc".to_owned(), "2.0".into());
    }
    let body = serde_json::to_vec(&value)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut shown = Vec::new();
        loop {
            match read(&mut input).unwrap() {
                Frame::Message(Message::Notification(message)) => shown.push(message.method),
                Frame::Message(other) => shown.push(format!("{other:?}")),
                Frame::Damaged(reason) => shown.push(reason),
                Frame::End => return shown,
            }
        }
    }

    #[test]
    fn a_damaged_frame_is_passed_over() {
        let good = "Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";
        let typed = format!("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n{good}");
        let table: &[(Vec<u8>, &[&str])] = &[
            (good.repeat(2).into_bytes(), &["exit", "exit"]),
            (typed.into_bytes(), &["exit"]),
            (
                format!("Content-Length: 4\r\n\r\nnull{good}").into_bytes(),
                &["no message of JSON-RPC 2.0", "exit"],
            ),
            (
                [b"Content-Length: 2\r\n\r\n\xff\xfe", good.as_bytes()].concat(),
                &["no message of JSON-RPC 2.0", "exit"],
            ),
            (b"Content-Length: 99\r\n\r\n{}".to_vec(), &[]),
            (b"Content-Length: 99999999999\r\n\r\n{}".to_vec(), &[]),
            (b"hello".to_vec(), &[]),
            (b"Content-Length: x\r\n\r\n".to_vec(), &[]),
            ([b'x'; 10_000].to_vec(), &[]),
            (Vec::new(), &[]),
        ];
        for (bytes, expected) in table {
            assert_eq!(
                frames(bytes),
                *expected,
                "{}",
                String::from_utf8_lossy(&bytes[..bytes.len().min(80)])
            );
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let message =
            Message::Notification(lsp_server::Notification::new("initialized".to_owned(), Value::Null));
        let mut bytes = Vec::new();
        write(&mut bytes, &message).unwrap();
        assert_eq!(frames(&bytes), ["initialized"]);
    }
}
