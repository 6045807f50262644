//! Answers of servers as data: heads, bodies, codings, and every way to cut them short.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use crate::server::{Names, Request, fill};

/// One thing a server does.
#[derive(Clone)]
pub enum Step {
    Send(Vec<u8>),
    Repeat {
        bytes: Vec<u8>,
        times: u64,
        pause: Duration,
    },
    Wait(Duration),
    /// Says no more, and keeps the connection.
    Hang,
    /// Ends the connection with a reset.
    Reset,
    /// Ends it without a farewell of TLS.
    Cut,
    /// Ends it.
    Close,
}

/// What a server does with a request.
pub enum Answer {
    Page(Page),
    /// These steps, whatever is asked.
    Steps(Vec<Step>),
    /// One after the other; the last for ever.
    Turns(Vec<Answer>),
    /// Whatever the request deserves.
    Depends(Box<dyn Fn(&Request) -> Answer + Send + Sync>),
    /// The same, later.
    Later(Duration, Box<Answer>),
}

/// An answer in good form.
#[derive(Clone)]
pub struct Page {
    status: u16,
    fields: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    framing: Framing,
}

#[derive(Clone, Copy, PartialEq)]
enum Framing {
    Length,
    Chunked,
    UntilClose,
}

impl Answer {
    pub fn steps(&self, request: &Request, names: &Names) -> Vec<Step> {
        match self {
            Self::Page(page) => page.steps(names),
            Self::Steps(steps) => steps.clone(),
            Self::Turns(turns) => turns[request.nth.min(turns.len() - 1)].steps(request, names),
            Self::Depends(answer) => answer(request).steps(request, names),
            Self::Later(time, answer) => {
                let mut steps = vec![Step::Wait(*time)];
                steps.extend(answer.steps(request, names));
                steps
            }
        }
    }

    /// The markup of a page in good form that is no redirect and in no coding.
    pub fn markup(&self) -> Option<&str> {
        let Self::Page(page) = self else { return None };
        let is_html =
            |(name, value): &(String, Vec<u8>)| name == "Content-Type" && value.starts_with(b"text/html");
        let is_coded = page.fields.iter().any(|(name, _)| name == "Content-Encoding");
        let is_shown = !(300..400).contains(&page.status) && page.fields.iter().any(is_html) && !is_coded;
        std::str::from_utf8(&page.body).ok().filter(|_| is_shown)
    }

    fn page(mut self, change: impl FnOnce(&mut Page)) -> Self {
        let Self::Page(page) = &mut self else {
            panic!("an answer in good form is changed before it is cut or delayed")
        };
        change(page);
        self
    }

    /// With another header field.
    pub fn field(self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.page(|page| page.fields.push((name.to_owned(), value.as_ref().to_owned())))
    }

    /// With another media type.
    pub fn typed(self, value: &str) -> Self {
        self.page(|page| page.fields.retain(|(name, _)| name != "Content-Type")).field("Content-Type", value)
    }

    pub fn chunked(self) -> Self {
        self.page(|page| page.framing = Framing::Chunked)
    }

    /// With a body that ends where the connection does.
    pub fn until_close(self) -> Self {
        self.page(|page| page.framing = Framing::UntilClose)
    }

    /// With a content coding.
    pub fn coded(self, coding: &str, encode: fn(&[u8]) -> Vec<u8>) -> Self {
        self.page(|page| page.body = encode(&page.body)).field("Content-Encoding", coding)
    }

    /// With a body that is not decoded as it says: the bytes are changed after they are coded.
    pub fn spoilt(self, spoil: fn(&mut Vec<u8>)) -> Self {
        self.page(|page| spoil(&mut page.body))
    }

    pub fn later(self, milliseconds: u64) -> Self {
        Self::Later(Duration::from_millis(milliseconds), Box::new(self))
    }

    /// Only so many bytes of what it should be, then something else.
    pub fn cut(self, body_bytes: usize, then: Step) -> Self {
        let Self::Page(page) = self else { panic!("an answer in good form is cut before it is delayed") };
        assert!(body_bytes < page.body.len(), "less than the body");
        let whole = page.bytes(&Names::new());
        let kept = whole.len() - page.body.len() + body_bytes;
        Self::Steps(vec![Step::Send(whole[..kept].to_owned()), then])
    }

    /// In pieces with a pause between them.
    pub fn dripping(self, piece: usize, pause: u64) -> Self {
        let Self::Page(page) = self else { panic!("an answer in good form drips before it is delayed") };
        let mut steps = Vec::new();
        for bytes in page.bytes(&Names::new()).chunks(piece) {
            steps.extend([Step::Send(bytes.to_owned()), Step::Wait(Duration::from_millis(pause))]);
        }
        Self::Steps(steps)
    }
}

impl Page {
    fn bytes(&self, names: &Names) -> Vec<u8> {
        let body = match std::str::from_utf8(&self.body) {
            Ok(text) if text.contains("{http") => fill(text, names).into_bytes(),
            _ => self.body.clone(),
        };
        let mut bytes =
            format!("HTTP/1.1 {} {}\r\nServer: nginx\r\n", self.status, reason(self.status)).into_bytes();
        for (name, value) in &self.fields {
            let value = std::str::from_utf8(value)
                .map_or_else(|_| value.clone(), |text| fill(text, names).into_bytes());
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(&value);
            bytes.extend_from_slice(b"\r\n");
        }
        match self.framing {
            Framing::Length if self.status == 204 || self.status == 304 => bytes.extend_from_slice(b"\r\n"),
            Framing::Length => {
                bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
                bytes.extend_from_slice(&body);
            }
            Framing::UntilClose => {
                bytes.extend_from_slice(b"Connection: close\r\n\r\n");
                bytes.extend_from_slice(&body);
            }
            Framing::Chunked => {
                bytes.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
                for piece in body.chunks(1000) {
                    bytes.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
                    bytes.extend_from_slice(piece);
                    bytes.extend_from_slice(b"\r\n");
                }
                bytes.extend_from_slice(b"0\r\n\r\n");
            }
        }
        bytes
    }

    fn steps(&self, names: &Names) -> Vec<Step> {
        let mut steps = vec![Step::Send(self.bytes(names))];
        if self.framing == Framing::UntilClose {
            steps.push(Step::Close);
        }
        steps
    }
}

/// A page with a status.
pub fn page(status: u16, html: impl AsRef<[u8]>) -> Answer {
    Answer::Page(Page {
        status,
        fields: Vec::new(),
        body: html.as_ref().to_owned(),
        framing: Framing::Length,
    })
    .field("Content-Type", "text/html; charset=utf-8")
}

/// A page.
pub fn ok(html: impl AsRef<[u8]>) -> Answer {
    page(200, html)
}

/// The page that servers have for a status where nobody wrote one.
pub fn status(status: u16) -> Answer {
    let title = format!("{status} {}", reason(status));
    page(
        status,
        format!(
            "<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center><hr>nginx</body></html>"
        ),
    )
}

/// A redirect.
pub fn to(status: u16, location: &str) -> Answer {
    page(status, "<html><body>The document has moved.</body></html>").field("Location", location)
}

/// Bytes as they are, then the end of the connection.
pub fn raw(bytes: impl AsRef<[u8]>) -> Answer {
    Answer::Steps(vec![Step::Send(bytes.as_ref().to_owned()), Step::Close])
}

/// Bytes as they are, then something else.
pub fn raw_then(bytes: impl AsRef<[u8]>, then: impl IntoIterator<Item = Step>) -> Answer {
    Answer::Steps(std::iter::once(Step::Send(bytes.as_ref().to_owned())).chain(then).collect())
}

/// A head as it is and a body after it: `HTTP/1.1 200 OK\nContent-Length: 3` with line ends as HTTP has them.
pub fn head_and(head: &str, body: impl AsRef<[u8]>) -> Answer {
    let mut bytes = head.replace('\n', "\r\n").into_bytes();
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes.extend_from_slice(body.as_ref());
    raw(bytes)
}

pub fn turns(turns: impl IntoIterator<Item = Answer>) -> Answer {
    Answer::Turns(turns.into_iter().collect())
}

pub fn depends(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Answer {
    Answer::Depends(Box::new(answer))
}

/// Bytes without end.
pub fn endless(bytes: impl AsRef<[u8]>, pause: u64) -> Step {
    Step::Repeat { bytes: bytes.as_ref().to_owned(), times: u64::MAX, pause: Duration::from_millis(pause) }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Deflate without the zlib frame, as some servers send it.
pub fn bare_deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Brotli that stores (RFC 7932, section 9.2).
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut coded = Vec::new();
    // The window of 16 bits is one bit, 0, before the first block's header.
    let mut window_bits = 1;
    for piece in bytes.chunks(1 << 16) {
        // ISLAST 0, MNIBBLES 0 (four), MLEN - 1, ISUNCOMPRESSED 1; then to the next byte.
        let header = (u32::try_from(piece.len() - 1).unwrap() << 3) | (1 << 19);
        let header = header << window_bits;
        window_bits = 0;
        coded.extend_from_slice(&header.to_le_bytes()[..3]);
        coded.extend_from_slice(piece);
    }
    // ISLAST 1, ISLASTEMPTY 1.
    coded.push(3);
    coded
}

/// Zstandard that stores (RFC 8878, section 3.1.1).
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut coded = zstd_head();
    for piece in bytes.chunks(1 << 16) {
        coded.extend_from_slice(&u32::try_from(piece.len() << 3).unwrap().to_le_bytes()[..3]);
        coded.extend_from_slice(piece);
    }
    // The last block is empty.
    coded.extend_from_slice(&[1, 0, 0]);
    coded
}

fn zstd_head() -> Vec<u8> {
    // The magic number, no flags, a window of 128 KiB.
    vec![0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3]
}

/// Zstandard blocks that each repeat a byte: four bytes for 128 KiB, 4 GiB in all.
pub fn zstd_bomb(_: &[u8]) -> Vec<u8> {
    let mut coded = zstd_head();
    let block = u32::try_from((128 << 10) << 3 | 1 << 1).unwrap().to_le_bytes();
    for _ in 0..1 << 15 {
        coded.extend_from_slice(&block[..3]);
        coded.push(b' ');
    }
    coded.extend_from_slice(&[1, 0, 0]);
    coded
}

/// Gzip of 10 MB of zeros, a thousand times.
pub fn gzip_bomb(_: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 10_000_000]).unwrap();
    encoder.flush().unwrap();
    let zeros = encoder.get_ref().clone();
    let mut coded = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    for _ in 0..1000 {
        coded.extend_from_slice(&zeros);
    }
    // An empty last block, and sums that nobody comes to.
    coded.extend_from_slice(&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    coded
}

/// Gzip in gzip.
pub fn gzip_twice(bytes: &[u8]) -> Vec<u8> {
    gzip(&gzip(bytes))
}

/// Gzip in two members.
pub fn gzip_members(bytes: &[u8]) -> Vec<u8> {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    [gzip(first), gzip(second)].concat()
}

/// No coding at all.
pub fn plain(bytes: &[u8]) -> Vec<u8> {
    bytes.to_owned()
}

/// The words of a status.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        206 => "Partial Content",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        418 => "I'm a teapot",
        421 => "Misdirected Request",
        423 => "Locked",
        425 => "Too Early",
        429 => "Too Many Requests",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}
