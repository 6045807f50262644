//! What a file is that newscheck does not read, and what to do instead: told by first bytes, by the parts of
//! a ZIP file, by the root of an XML document.

use crate::zip::Entry;

/// A file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// What it is: `an RTF document`.
    pub what: &'static str,
    /// What to do instead; none where there is nothing better than to leave it out.
    pub instead: Option<&'static str>,
}

const AS_DOCX: Option<&str> = Some("save it as .docx in a word processor, and check that");
const AS_TEXT: Option<&str> = Some("save its text as .txt, .md or .html, and check that");
const UNPACKED: Option<&str> = Some("unpack it, and name the files or their folder");
const CLIPPED: Option<&str> = Some("save the article's page itself, and check that");

/// Beginnings of well-known files that are no text.
const MAGICS: &[(&[u8], Other)] = &[
    (b"PK\x03\x04", other("a ZIP archive (and none that newscheck reads)", UNPACKED)),
    (b"PK\x05\x06", other("an empty ZIP archive", None)),
    (b"\x1f\x8b", other("a gzip file (and no WARC in it)", UNPACKED)),
    (b"\x89PNG", other("a PNG image", None)),
    (b"\xff\xd8\xff", other("a JPEG image", None)),
    (b"GIF87a", other("a GIF image", None)),
    (b"GIF89a", other("a GIF image", None)),
    (b"\x7fELF", other("an ELF program", None)),
    (b"BZh", other("a bzip2 file", UNPACKED)),
    (b"\xfd7zXZ\0", other("an xz file", UNPACKED)),
    (b"\x28\xb5\x2f\xfd", other("a Zstandard file", UNPACKED)),
    (b"7z\xbc\xaf\x27\x1c", other("a 7-Zip archive", UNPACKED)),
    (b"Rar!\x1a\x07", other("a RAR archive", UNPACKED)),
    (b"SQLite format 3\0", other("an SQLite database", None)),
    (b"\xd0\xcf\x11\xe0", other("an old Office document, or a new one with a password", AS_DOCX)),
    (b"{\\rtf", other("an RTF document", AS_DOCX)),
    (b"bplist00", other("a binary property list", None)),
    (b"ITSF", other("a compiled help file", AS_TEXT)),
    (b"\0asm", other("a WebAssembly module", None)),
    (b"\xca\xfe\xba\xbe", other("a Java class or a Mach-O program", None)),
    (b"wOF2", other("a web font", None)),
    (b"OggS", other("an Ogg file", None)),
    (b"ID3", other("an MP3 file", None)),
];

/// Parts by which other ZIP files are known.
const PARTS: &[(&str, Other)] = &[
    ("content.xml", other("an OpenDocument file", AS_DOCX)),
    ("xl/workbook.xml", other("an Excel workbook", AS_TEXT)),
    ("ppt/presentation.xml", other("a PowerPoint presentation", AS_TEXT)),
    ("index.rdf", other("a Mozilla archive (MAFF)", UNPACKED)),
    ("Index/Document.iwa", other("a Pages document", AS_DOCX)),
    ("AndroidManifest.xml", other("an Android program", None)),
];

/// Roots of XML documents.
const ROOTS: &[(&str, Other)] = &[
    ("FictionBook", other("a FictionBook", AS_TEXT)),
    ("rss", other("a news feed (RSS)", CLIPPED)),
    ("feed", other("a news feed (Atom)", CLIPPED)),
    ("RDF", other("an RDF document", CLIPPED)),
    ("plist", other("a property list", None)),
    ("svg", other("an SVG drawing", None)),
    ("opml", other("an outline (OPML)", AS_TEXT)),
    ("urlset", other("a site map", CLIPPED)),
    ("sitemapindex", other("a site map", CLIPPED)),
    ("document", other("an OpenDocument file", AS_DOCX)),
    ("wordDocument", other("a Word document in one XML file", AS_DOCX)),
    ("package", other("a Word document in one XML file", AS_DOCX)),
    ("article", other("an article in XML (JATS or DocBook)", AS_TEXT)),
    ("book", other("a book in XML (DocBook)", AS_TEXT)),
    ("TEI", other("a TEI document", AS_TEXT)),
    ("nitf", other("an article in XML (NITF)", AS_TEXT)),
    ("newsItem", other("an article in XML (NewsML)", AS_TEXT)),
    ("NewsML", other("an article in XML (NewsML)", AS_TEXT)),
    ("en-export", other("an Evernote export", Some("export the notes as HTML, and check those"))),
];

const fn other(what: &'static str, instead: Option<&'static str>) -> Other {
    Other { what, instead }
}

/// What begins so, and by which bytes it is known.
pub fn by_magic(bytes: &[u8]) -> Option<(&'static [u8], Other)> {
    let first = bytes.first()?;
    MAGICS.iter().find(|(magic, _)| magic[0] == *first && bytes.starts_with(magic)).copied()
}

/// What a ZIP file with such parts is.
pub fn by_parts(parts: &[Entry]) -> Option<Other> {
    let holds = |name: &str| parts.iter().any(|part| part.name == name);
    PARTS.iter().find(|(name, _)| holds(name)).map(|(_, other)| *other)
}

/// What the XML document is that begins so. A document of an unknown root is one of XML if it says so itself;
/// one without a declaration may be a page's fragment.
pub fn by_root(head: &str) -> Option<Other> {
    let (root, declared) = root(head)?;
    let local = root.rsplit(':').next().unwrap_or(root);
    let known = ROOTS.iter().find(|(name, _)| *name == local).map(|(_, other)| *other);
    let is_fragment = root.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    match known {
        // Elements of HTML have such names, too.
        Some(known) if declared || !matches!(local, "article" | "document" | "book" | "package" | "feed") => {
            Some(known)
        }
        Some(_) => None,
        None => (declared && !is_fragment).then_some(other("an XML document", AS_TEXT)),
    }
}

/// The name of the first element behind comments, instructions and a document type, and whether an XML
/// declaration stands before it.
fn root(head: &str) -> Option<(&str, bool)> {
    let mut rest = head.trim_start();
    let declared = rest.starts_with("<?xml");
    loop {
        let close = match rest.strip_prefix('<')? {
            inside if inside.starts_with('?') => "?>",
            inside if inside.starts_with("!--") => "-->",
            inside if inside.starts_with('!') => ">",
            inside => {
                let ends = |letter: char| letter.is_whitespace() || matches!(letter, '>' | '/');
                let name = &inside[..inside.find(ends)?];
                return (!name.is_empty()).then_some((name, declared));
            }
        };
        rest = rest[rest.find(close)? + close.len()..].trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_roots() {
        let what = |head| by_root(head).map(|other| other.what);
        let table = [
            ("<?xml version='1.0'?>\n<FictionBook xmlns='x'>", Some("a FictionBook")),
            ("<!-- a --><rss version=\"2.0\">", Some("a news feed (RSS)")),
            ("<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", Some("an RDF document")),
            (
                "<?xml version='1.0'?><!DOCTYPE article PUBLIC 'x'><article>",
                Some("an article in XML (JATS or DocBook)"),
            ),
            ("<article><p>Words", None),
            ("<?xml version='1.0'?><Minutes>", Some("an XML document")),
            ("<?xml version='1.0'?><html xmlns='x'>", None),
            ("<?xml version='1.0'?><div>", None),
            ("<svg viewBox='0 0 1 1'>", Some("an SVG drawing")),
            ("<p>Words", None),
            ("Words", None),
            ("<?xml", None),
        ];
        for (head, expected) in table {
            assert_eq!(what(head), expected, "{head}");
        }
    }
}
