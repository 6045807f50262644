//! Web archives of Safari (`.webarchive`): a binary property list with the page, its address, and the pages
//! in its frames. Positions count in the decoded page.

pub mod plist;

use crate::input::page::address;
use crate::input::{Emit, LoadOptions, Loader, RawInput, document, html};
use crate::model::{Format, InputFault, InputFaultKind, Source};
use crate::text::decode::{Declaration, decode};

use plist::{Object, Plist};

/// How deep frames in frames are looked at, and how many.
const DEPTH: usize = 4;
const FRAMES: usize = 64;

/// Letters that make an article of a page, so that its frames need no look.
const ENOUGH: usize = 100;

/// Reads web archives of Safari.
pub struct WebarchiveLoader;

impl Loader for WebarchiveLoader {
    fn format(&self) -> Format {
        Format::Webarchive
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["webarchive"]
    }

    /// Sniffing knows it by its first bytes.
    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn packed(&self) -> &'static [&'static [u8]] {
        &[b"bplist"]
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let source = Source {
            format: Format::Webarchive,
            sha256: options.sha256(input.bytes),
            ..input.source.clone()
        };
        let fault = |message: &str| InputFault::new(InputFaultKind::Unreadable, message);
        let Some(list) = Plist::open(input.bytes) else {
            return emit(Err((
                source,
                fault("not a whole Safari web archive: its property list is cut off or damaged"),
            )));
        };
        let Some(page) = chosen(&list) else {
            return emit(Err((source, fault("no page in it: no main resource that is a text"))));
        };
        let (words, encoding) = page.words();
        let source = Source { encoding, address: page.url.clone(), ..source };
        emit(document(page.format, &words, source, options).map(|mut document| {
            document.candidates.extend(page.url.map(|url| address(&url, "WebResourceURL")));
            document
        }));
    }
}

/// Whether bytes are a web archive of Safari and no other property list.
pub fn is_archive(bytes: &[u8]) -> bool {
    Plist::open(bytes).is_some_and(|list| list.value_index(list.top(), "WebMainResource").is_some())
}

/// A page as the archive has it.
struct Resource<'b> {
    bytes: &'b [u8],
    format: Format,
    charset: Option<String>,
    /// Its address, where that is on the web.
    url: Option<String>,
}

impl<'b> Resource<'b> {
    /// The main resource of an archive, or of a frame.
    fn of(list: &Plist<'b>, archive: usize) -> Option<Self> {
        let main = list.value_index(archive, "WebMainResource")?;
        let Object::Data(bytes) = list.value(main, "WebResourceData")? else { return None };
        let mime = list.text(main, "WebResourceMIMEType").unwrap_or_else(|| "text/html".to_owned());
        let url = list.text(main, "WebResourceURL");
        Some(Self {
            bytes,
            format: Format::of_page(&mime.to_ascii_lowercase())?,
            charset: list.text(main, "WebResourceTextEncodingName"),
            url: url.filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        })
    }

    fn words(&self) -> (std::borrow::Cow<'b, str>, crate::text::decode::Encoding) {
        decode(self.bytes, Declaration::header(self.charset.as_deref(), self.format.declaration()))
    }

    /// The letters that a reader sees.
    fn letters(&self) -> usize {
        let words = self.words().0;
        let count = |words: &str| words.chars().filter(|letter| letter.is_alphanumeric()).count();
        if self.format == Format::Html { count(&html::shown_text(&words)) } else { count(&words) }
    }
}

/// The page itself, unless it says next to nothing and one of its frames does.
fn chosen<'b>(list: &Plist<'b>) -> Option<Resource<'b>> {
    let main = Resource::of(list, list.top());
    let letters = main.as_ref().map_or(0, Resource::letters);
    if letters >= ENOUGH {
        return main;
    }
    let mut best = main.map(|main| (letters, main));
    let mut waiting = vec![(list.top(), 0)];
    let mut seen = 0;
    while let Some((archive, depth)) = waiting.pop() {
        let frames = list.value(archive, "WebSubframeArchives").filter(|_| depth < DEPTH);
        let Some(Object::Array(frames)) = frames else { continue };
        for frame in frames.iter().take(FRAMES) {
            seen += 1;
            if seen > FRAMES {
                break;
            }
            waiting.push((frame, depth + 1));
            let Some(page) = Resource::of(list, frame) else { continue };
            let letters = page.letters();
            if best.as_ref().is_none_or(|(most, _)| letters > *most) {
                best = Some((letters, page));
            }
        }
    }
    best.map(|(_, page)| page)
}
