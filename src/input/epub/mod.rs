//! EPUB books (EPUB 2 and 3): each chapter is an article of its own, with the notes that it refers to in
//! other chapters behind it. Positions count in the chapter as it is read.

pub mod book;
pub mod xhtml;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::input::{Emit, LoadOptions, Loader, RawInput, html};
use crate::markup::Page;
use crate::model::{Format, InputFault, InputFaultKind, Member, Source};

use book::Book;
use xhtml::Reference;

/// Letters and digits below which a chapter is a cover, a title or a picture and no article.
const LEAST_LETTERS: usize = 100;

/// Chapters of a book that are read.
const MOST_CHAPTERS: usize = 2000;

/// Bytes of the parts that hold notes which are kept for the chapters that refer to them, and in which these
/// look for them, all together.
const MOST_KEPT: usize = 16 << 20;
const MOST_SEARCHED: usize = 64 << 20;

/// Reads EPUB books.
pub struct EpubLoader;

impl Loader for EpubLoader {
    fn format(&self) -> Format {
        Format::Epub
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    /// Sniffing knows a book by the names in its ZIP file.
    fn recognizes(&self, _head: &str) -> bool {
        false
    }

    fn packed(&self) -> &'static [&'static [u8]] {
        &[b"PK"]
    }

    fn is_part(&self, name: &str) -> bool {
        name == book::CONTAINER
    }

    fn load(&self, input: &RawInput<'_>, options: &LoadOptions, emit: &mut Emit<'_>) {
        let source = Source { format: Format::Epub, ..input.source.clone() };
        let mut reader = match Book::open(input.bytes, options.unpacked_limit()) {
            Ok(book) => Reader {
                book,
                source,
                options,
                notes: BTreeMap::new(),
                kept: 0,
                searched: 0,
                taken: HashMap::new(),
                index: 0,
            },
            Err(message) => return emit(Err((source, unreadable(message)))),
        };
        reader.read(emit);
        if reader.index == 0 {
            emit(Err((reader.source, unreadable("no chapter with text in it"))));
        }
    }
}

/// Reads the chapters of a book.
struct Reader<'b, 'o> {
    book: Book<'b>,
    source: Source,
    options: &'o LoadOptions,
    /// Parts that hold notes, by their names.
    notes: BTreeMap<String, Option<String>>,
    kept: usize,
    searched: usize,
    /// By part: where the notes stand that chapters took from it, and their bytes.
    taken: HashMap<String, BTreeMap<u32, usize>>,
    /// Articles and faults so far.
    index: usize,
}

impl Reader<'_, '_> {
    /// Each part once, however often the book's order names it.
    fn read(&mut self, emit: &mut Emit<'_>) {
        let mut read = HashSet::new();
        let chapters = self.book.chapters();
        for name in chapters.into_iter().filter(|name| read.insert(name.clone())).take(MOST_CHAPTERS) {
            let text = match self.book.text(&name) {
                Ok(text) => text,
                Err((message, over)) => {
                    self.fault(&name, message, emit);
                    if over {
                        return;
                    }
                    continue;
                }
            };
            let (chapter, references) = xhtml::read(&text, |href| self.book.other(&name, href));
            let shown = html::shown_text(&chapter);
            let letters = shown.chars().filter(|letter| letter.is_alphanumeric()).take(LEAST_LETTERS);
            if letters.count() < LEAST_LETTERS || self.is_of_notes(&name, text.len()) {
                continue;
            }
            let words = self.with_notes(chapter, references);
            self.article(&name, &words, emit);
        }
    }

    fn article(&mut self, name: &str, words: &str, emit: &mut Emit<'_>) {
        let source = Source {
            member: Some(self.member(name)),
            sha256: self.options.sha256(words.as_bytes()),
            ..self.source.clone()
        };
        emit(html::document(words, source, self.options).map(|mut document| {
            document.candidates.extend(self.book.facts().iter().cloned());
            document
        }));
    }

    fn fault(&mut self, name: &str, message: String, emit: &mut Emit<'_>) {
        let member = self.member(name);
        let source = Source { member: Some(member.clone()), ..self.source.clone() };
        emit(Err((source, InputFault { member: Some(Box::new(member)), ..unreadable(message) })));
    }

    fn member(&mut self, name: &str) -> Member {
        let member = Member { index: self.index, id: Some(name.to_owned()), ..Member::default() };
        self.index += 1;
        member
    }

    /// A chapter with the notes behind it that it refers to in other parts: what a reader comes to by their
    /// links.
    fn with_notes(&mut self, mut chapter: String, references: Vec<Reference>) -> String {
        let mut wanted: BTreeMap<String, HashSet<String>> = BTreeMap::new();
        for reference in references {
            wanted.entry(reference.part).or_default().insert(reference.id);
        }
        for (part, ids) in wanted {
            self.note_part(&part);
            let Some(Some(text)) = self.notes.get(&part) else { continue };
            self.searched += text.len();
            if self.searched > MOST_SEARCHED {
                break;
            }
            let Ok(page) = Page::parse(text) else { continue };
            let entries = xhtml::entries(&page, text, &ids);
            if entries.is_empty() {
                continue;
            }
            // Behind the end of the page a parser goes on in its body.
            chapter.push_str("\n<section role=\"doc-endnotes\">\n");
            for (start, words) in entries {
                chapter.push_str(words);
                chapter.push('\n');
                self.taken.entry(part.clone()).or_default().insert(start, words.len());
            }
            chapter.push_str("</section>\n");
        }
        chapter
    }

    /// Whether chapters took most of a part as their notes: it is no chapter itself.
    fn is_of_notes(&self, name: &str, length: usize) -> bool {
        self.taken.get(name).is_some_and(|taken| taken.values().sum::<usize>() * 2 >= length)
    }

    /// Reads a part that holds notes, once.
    fn note_part(&mut self, part: &str) {
        if !self.notes.contains_key(part) {
            let text = self.book.text(part).ok().filter(|text| self.kept + text.len() <= MOST_KEPT);
            let text = text.map(|text| xhtml::read(&text, |_| None).0);
            self.kept += text.as_ref().map_or(0, String::len);
            self.notes.insert(part.to_owned(), text);
        }
    }
}

fn unreadable(message: impl Into<String>) -> InputFault {
    InputFault::new(InputFaultKind::Unreadable, message)
}
