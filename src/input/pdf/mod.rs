//! PDF files: glyphs with their places become lines, columns and paragraphs, and are written out as a text of
//! their own, in which positions count. The crates of hayro know the file and its fonts; the rest is here.

#[cfg(feature = "pdf")]
pub mod bidi;
#[cfg(feature = "pdf")]
pub mod bounds;
#[cfg(feature = "pdf")]
pub mod columns;
#[cfg(feature = "pdf")]
pub mod fonts;
#[cfg(feature = "pdf")]
pub mod furniture;
#[cfg(feature = "pdf")]
pub mod glyphs;
#[cfg(feature = "pdf")]
pub mod info;
#[cfg(feature = "pdf")]
pub mod labels;
#[cfg(feature = "pdf")]
pub mod lines;
#[cfg(feature = "pdf")]
pub mod links;
#[cfg(feature = "pdf")]
pub mod notes;
#[cfg(feature = "pdf")]
pub mod paragraphs;
#[cfg(feature = "pdf")]
pub mod read;
#[cfg(feature = "pdf")]
pub mod roles;
#[cfg(feature = "pdf")]
pub mod strings;
#[cfg(feature = "pdf")]
pub mod words;

use crate::input::{Emit, LoadOptions, Loader, RawInput};
use crate::model::{Format, Source};

/// Bytes in which a file's first line is looked for: some have a header of another program before it.
const HEAD: usize = 1024;

/// Reads PDF files.
pub struct PdfLoader;

impl Loader for PdfLoader {
    fn format(&self) -> Format {
        Format::Pdf
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    /// Sniffing knows a file by its first line.
    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn packed(&self) -> &'static [&'static [u8]] {
        &[b"%PDF-"]
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let sha256 = options.sha256(input.bytes);
        let source = Source { format: Format::Pdf, sha256, ..input.source.clone() };
        load(input.bytes, source, options, emit);
    }
}

/// Whether bytes begin as a PDF file.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    memchr::memmem::find(head, b"%PDF-").is_some_and(|at| {
        // The line behind it is to show that the file is no text.
        let next = head[at..]
            .split(|byte| matches!(byte, b'\r' | b'\n'))
            .find(|line| line.starts_with(b"%") && !line.is_ascii());
        at == 0 || next.is_some()
    })
}

#[cfg(feature = "pdf")]
fn load(bytes: &[u8], source: Source, options: &LoadOptions, emit: &mut Emit<'_>) {
    use crate::input::written::Written;

    match read::read(bytes, options.unpacked_limit()) {
        Ok(read) => {
            let mut written = Written::new(read.drafts);
            let mut document = written.document(source);
            for (block, pages) in document.blocks.iter().zip(read.pages) {
                document.pages.extend(pages.into_iter().map(|(at, page)| (block.map.to_source(at), page)));
            }
            document.candidates.extend(read.candidates);
            document.faults.extend(read.faults);
            emit(Ok(document));
        }
        Err(fault) => emit(Err((source, fault))),
    }
}

#[cfg(not(feature = "pdf"))]
fn load(_bytes: &[u8], source: Source, _options: &LoadOptions, emit: &mut Emit<'_>) {
    use crate::model::{InputFault, InputFaultKind};

    let fault = InputFault {
        help: Some("build newscheck with the feature `pdf`"),
        ..InputFault::new(InputFaultKind::Unreadable, "a PDF file, which this build does not read")
    };
    emit(Err((source, fault)));
}
