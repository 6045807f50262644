//! What input formats there are, and what is to be known of each beyond how it is read; see `input` for that.

use serde::{Deserialize, Serialize};

use crate::text::decode::Declaration;

/// An input format. The name is what `--input-format` takes and the record's `format` says.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown (CommonMark with footnotes).
    Markdown,
    /// reStructuredText, read as text with `[1]_` markers and `.. [1]` entries.
    Rst,
    /// HTML and XHTML.
    Html,
    /// newscheck's own article record.
    Record,
    /// One JSON object a line.
    Ndjson,
    /// A web page saved as one file, or a mail.
    Mhtml,
    /// A web page saved by Safari.
    Webarchive,
    /// A Word document.
    Docx,
    /// An EPUB book.
    Epub,
    /// A PDF file.
    Pdf,
    /// A web archive.
    Warc,
    /// A collection of web archives.
    Wacz,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &[Self] = &[
        Self::Text,
        Self::Markdown,
        Self::Rst,
        Self::Html,
        Self::Record,
        Self::Ndjson,
        Self::Mhtml,
        Self::Webarchive,
        Self::Docx,
        Self::Epub,
        Self::Pdf,
        Self::Warc,
        Self::Wacz,
    ];

    /// Its name, what help says of it, and the media type of its files.
    const fn facts(self) -> [&'static str; 3] {
        match self {
            Self::Text => ["text", "Plain text", "text/plain"],
            Self::Markdown => ["markdown", "Markdown", "text/markdown"],
            // No media type is registered for it.
            Self::Rst => ["rst", "reStructuredText", "text/plain"],
            Self::Html => ["html", "HTML and XHTML", "text/html"],
            Self::Record => ["record", "newscheck's own records", "application/json"],
            Self::Ndjson => ["ndjson", "One JSON object a line", "application/x-ndjson"],
            Self::Mhtml => ["mhtml", "A web page saved as one file, or a mail", "multipart/related"],
            Self::Webarchive => ["webarchive", "A web page saved by Safari", "application/x-webarchive"],
            Self::Docx => [
                "docx",
                "A Word document",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ],
            Self::Epub => ["epub", "An EPUB book: its chapters", "application/epub+zip"],
            Self::Pdf => ["pdf", "A PDF file with text in it", "application/pdf"],
            Self::Warc => ["warc", "A web archive, compressed or not", "application/warc"],
            Self::Wacz => ["wacz", "A collection of web archives", "application/wacz"],
        }
    }

    /// The name as it is written in records and on the command line.
    pub fn name(self) -> &'static str {
        self.facts()[0]
    }

    /// What help says of it, without a full stop.
    pub fn description(self) -> &'static str {
        self.facts()[1]
    }

    /// The media type of its files, without parameters.
    pub fn mime(self) -> &'static str {
        self.facts()[2]
    }

    /// The format of what a server sends with a media type, where such a page can be an article. `mime` is in
    /// lower case and has no parameters.
    pub fn of_page(mime: &str) -> Option<Self> {
        match mime {
            "application/xhtml+xml" => Some(Self::Html),
            _ => [Self::Text, Self::Markdown, Self::Html].into_iter().find(|format| format.mime() == mime),
        }
    }

    /// Where its bytes may declare their encoding.
    pub fn declaration(self) -> Declaration {
        if self == Self::Html { Declaration::Html } else { Declaration::Nowhere }
    }

    /// Whether a file of it is the text itself, which an editor shows as it is read.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Rst | Self::Html)
    }

    /// Whether a document of it is a web page.
    pub fn is_page(self) -> bool {
        matches!(self, Self::Html | Self::Mhtml | Self::Webarchive | Self::Epub)
    }

    /// Whether markup says where a paragraph ends and what is a heading, so that line ends say nothing.
    pub fn has_markup(self) -> bool {
        self.is_page() || matches!(self, Self::Docx | Self::Pdf)
    }

    /// Whether a file of it holds captures of pages that others made.
    pub fn is_archive(self) -> bool {
        matches!(self, Self::Warc | Self::Wacz)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_help_have_one_name_for_a_format() {
        for format in Format::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.name());
        }
    }

    #[test]
    fn pages_are_known_by_their_media_types() {
        let table = [
            ("text/html", Some(Format::Html)),
            ("application/xhtml+xml", Some(Format::Html)),
            ("text/plain", Some(Format::Text)),
            ("text/markdown", Some(Format::Markdown)),
            ("application/json", None),
            ("", None),
        ];
        for (mime, format) in table {
            assert_eq!(Format::of_page(mime), format, "{mime}");
        }
    }
}
