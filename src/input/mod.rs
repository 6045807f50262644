//! Bytes to documents: one file per input format. It does not decide what is headline, body or reference; see
//! `extract`.
//!
//! A new format is one file here, its `mod` line and its entry in [`LOADERS`].

pub mod block;
#[cfg(feature = "cli")]
pub mod discover;
pub mod docx;
pub mod epub;
#[cfg(feature = "cli")]
pub mod files;
pub mod html;
pub mod markdown;
pub mod matter;
pub mod mhtml;
pub mod moment;
pub mod ndjson;
pub mod package;
pub mod page;
pub mod pdf;
pub mod record;
pub mod refusals;
pub mod sniff;
pub mod text;
pub mod wacz;
pub mod warc;
pub mod webarchive;
pub mod written;

use std::fs::File;
use std::io::{self, Read};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::model::{Demand, Document, Format, InputFault, Member, Source};
use crate::text::decode::decode;

/// A document, or whose it would be and why there is none.
pub type Loaded<'d> = Result<Document<'d>, (Source, InputFault)>;

/// What a loader hands documents to. One input may give many.
pub type Emit<'e> = dyn FnMut(Loaded<'_>) + 'e;

/// An input format.
pub trait Loader: Sync {
    /// The format it reads.
    fn format(&self) -> Format;

    /// The file name endings it is known by, lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether the start of a decoded text (at most 4 KiB of it, no byte order mark) looks like this format.
    fn recognizes(&self, head: &str) -> bool;

    /// The bytes that a file of this format may begin with where it is packed: under its ending it is never
    /// taken for anything else, however damaged.
    fn packed(&self) -> &'static [&'static [u8]] {
        &[]
    }

    /// Whether a ZIP file that holds a file of this name is of this format.
    fn is_part(&self, _name: &str) -> bool {
        false
    }

    /// Reads one input and emits each article in it, in order. Emits a fault for what it cannot read, and
    /// goes on where it can.
    ///
    /// A container's articles are those of its pieces.
    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        for piece in self.pieces(Stream::Bytes(input.bytes), options.unpacked_limit()) {
            piece.load(&input.source, options, emit);
        }
    }

    /// Whether one input of this format holds many articles and is read as a stream, of any size.
    fn is_container(&self) -> bool {
        false
    }

    /// Cuts a container into pieces in order. No line or record in one is larger than `limit` bytes: one that
    /// is becomes a fault.
    fn pieces<'b>(&self, _stream: Stream<'b>, _limit: u64) -> Pieces<'b> {
        Box::new(std::iter::empty())
    }
}

/// The pieces of a container.
pub type Pieces<'b> = Box<dyn Iterator<Item = Box<dyn Piece>> + Send + 'b>;

/// A part of a container that is read at a time, on whatever thread: some of its lines or records.
pub trait Piece: Send {
    /// Emits each article in it, in order.
    fn load(&self, source: &Source, options: &LoadOptions, emit: &mut Emit<'_>);

    /// Its records that are no articles and were passed over.
    fn other_records(&self) -> usize {
        0
    }
}

/// The bytes of a container.
pub enum Stream<'b> {
    /// A file: any part of it can be read.
    File(File),
    /// Standard input, say: read once from front to back.
    Pipe(Box<dyn Read + Send + 'b>),
    /// Memory.
    Bytes(&'b [u8]),
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Pipe(pipe) => pipe.read(buffer),
            Self::Bytes(bytes) => bytes.read(buffer),
        }
    }
}

/// The bytes of one input, not yet decoded.
#[derive(Clone, Debug)]
pub struct RawInput<'b> {
    /// Path, and whatever else is known before reading. `format` and `encoding` are set by the loader.
    pub source: Source,
    /// The bytes, or for a container a run of whole records.
    pub bytes: &'b [u8],
    /// For a container read in parts: the 0-based index of the first record in `bytes`.
    pub first_index: usize,
}

/// How to read inputs.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Read everything as this format instead of going by name and content.
    pub format: Option<Format>,
    /// The ndjson field that holds the article; by default `text`, `html` or `markdown`, whichever is there.
    pub text_field: Option<String>,
    /// The ndjson field that holds the id; `id` by default.
    pub id_field: Option<String>,
    /// What is asked of an article.
    pub demand: Demand,
    /// Bytes that one article may have once it is unpacked; 256 MiB by default.
    pub max_unpacked: Option<u64>,
}

impl LoadOptions {
    /// The lower-case hexadecimal SHA-256 of an article's bytes, where it is asked for.
    pub fn sha256(&self, bytes: &[u8]) -> Option<String> {
        self.demand.has(Demand::DIGEST).then(|| sha256_hex(bytes))
    }

    /// Bytes that one article may have once it is unpacked: never more than positions can count.
    pub fn unpacked_limit(&self) -> u64 {
        self.max_unpacked.unwrap_or(256 << 20).min(u64::from(u32::MAX) - 1)
    }
}

/// Every input format. The order is the order of sniffing; plain text, which takes anything, is last.
pub static LOADERS: &[&dyn Loader] = &[
    &record::RecordLoader,
    &ndjson::NdjsonLoader,
    &warc::WarcLoader,
    &docx::DocxLoader,
    &epub::EpubLoader,
    &pdf::PdfLoader,
    &wacz::WaczLoader,
    &mhtml::MhtmlLoader,
    &webarchive::WebarchiveLoader,
    &html::HtmlLoader,
    &markdown::MarkdownLoader,
    &text::RstLoader,
    &text::TextLoader,
];

/// The loader of a format.
pub fn loader(format: Format) -> &'static dyn Loader {
    *LOADERS
        .iter()
        .find(|loader| loader.format() == format)
        .expect("every Format has a loader: a test holds this")
}

/// A member of a container at a position, with nothing else known.
pub fn member(index: usize) -> Member {
    Member { index, ..Member::default() }
}

/// Decodes one whole input and emits the one document that `read` makes of it: what every format of single
/// articles does.
pub fn load_text(
    input: &RawInput<'_>,
    options: &LoadOptions,
    format: Format,
    emit: &mut Emit<'_>,
    read: impl for<'d> Fn(&'d str, Source) -> Loaded<'d>,
) {
    let (text, encoding) = decode(input.bytes, format.declaration());
    let sha256 = options.sha256(input.bytes);
    let source = Source { format, encoding, sha256, ..input.source.clone() };
    emit(read(&text, source));
}

/// The document of decoded words that stand in a container: HTML, Markdown, or else plain text.
pub fn document<'d>(format: Format, words: &'d str, source: Source, options: &LoadOptions) -> Loaded<'d> {
    match format {
        Format::Html => html::document(words, source, options),
        Format::Markdown => Ok(markdown::document(words, source)),
        _ => Ok(text::document(words, source)),
    }
}

/// Whether a path ends in a dot and this ending, in any case.
pub fn has_ending(path: &str, ending: &str) -> bool {
    let Some(dot) = path.len().checked_sub(ending.len() + 1) else { return false };
    let (dot, end) = path.as_bytes()[dot..].split_at(1);
    dot == b"." && end.eq_ignore_ascii_case(ending.as_bytes())
}

/// What went wrong with a file, as a message's second half.
pub fn cause(error: &io::Error) -> String {
    let words = error.to_string();
    let plain = words.split(" (os error").next().unwrap_or(&words);
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_loader() {
        let read: Vec<Format> = Format::ALL.iter().map(|format| loader(*format).format()).collect();
        assert_eq!(read, Format::ALL);
    }
}
