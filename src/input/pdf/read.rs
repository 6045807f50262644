//! Reads a whole PDF file: its pages one after the other, within bounds, to drafts. A damaged or hostile
//! file is a fault, whatever the crate that reads it makes of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::input::pdf::bounds::{self, Budget};
use crate::input::pdf::columns::{self, Sheet};
use crate::input::pdf::fonts::{Fonts, UNKNOWN};
use crate::input::pdf::glyphs::{self, Glyph};
use crate::input::pdf::{furniture, info, lines, links, roles};
use crate::input::written::draft::Draft;
use crate::model::{Candidate, InputFault, InputFaultKind};

/// Pages that are read, and glyphs of all of them.
const MOST_PAGES: usize = 2000;
const MOST_GLYPHS: usize = 4_000_000;

const AS_TEXT: &str = "save the article's page itself, or the text as .docx or .txt, and check that";

/// What a file holds.
pub struct Read {
    /// Its paragraphs.
    pub drafts: Vec<Draft>,
    /// Of each: from where on its text stands on which page, from 1.
    pub pages: Vec<Vec<(usize, u32)>>,
    /// What it states of itself.
    pub candidates: Vec<Candidate>,
    /// What left something of it to read.
    pub faults: Vec<InputFault>,
}

/// Reads a file; `limit` is the number of bytes that all of it may unpack to.
pub fn read(bytes: &[u8], limit: u64) -> Result<Read, InputFault> {
    if bounds::is_bomb(bytes) {
        return Err(unreadable("a PDF file that unpacks to far more than its size"));
    }
    let read = catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, limit)));
    read.unwrap_or_else(|_| Err(unreadable("a PDF file that is damaged")))
}

fn read_unguarded(bytes: &[u8], limit: u64) -> Result<Read, InputFault> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| refused(error, bytes))?;
    let mut budget = Budget::new(limit);
    let mut faults = Vec::new();
    if !bounds::has_end(bytes) {
        faults.push(InputFault::new(
            InputFaultKind::Unreadable,
            "the PDF file is broken off: what there is of it is read",
        ));
    }
    let (sheets, unknown) = sheets(&pdf, &mut budget, &mut faults);
    let glyphs: usize = sheets.iter().flat_map(|sheet| &sheet.runs).map(|run| run.glyphs.len()).sum();
    if glyphs == 0 && !bounds::has_end(bytes) {
        return Err(unreadable("a PDF file that is broken off"));
    }
    if glyphs == 0 {
        let pages = pdf.pages().len();
        let counted = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        return Err(unreadable(&format!("a PDF file without text ({counted}); a scan?")));
    }
    if unknown * 2 > glyphs {
        return Err(unreadable("a PDF file whose fonts do not say which letters they show"));
    }
    let links: Vec<_> = sheets.iter().map(|sheet| sheet.links.clone()).collect();
    let lines = furniture::without(columns::read(sheets));
    let (drafts, pages) = roles::drafts(lines, &links).into_iter().unzip();
    Ok(Read { drafts, pages, candidates: info::read(&pdf, &mut budget), faults })
}

/// The runs of all pages, and how many letters nobody can know.
fn sheets(pdf: &Pdf, budget: &mut Budget, faults: &mut Vec<InputFault>) -> (Vec<Sheet>, usize) {
    let mut fonts = Fonts::default();
    let spots = links::Spots::new(pdf);
    let (mut sheets, mut count, mut unknown) = (Vec::new(), 0, 0);
    let pages = pdf.pages();
    for page in pages.iter().take(MOST_PAGES) {
        if count >= MOST_GLYPHS || budget.is_spent() {
            break;
        }
        let glyphs = of_text(glyphs::read(page, &mut fonts, budget));
        count += glyphs.len();
        unknown += glyphs.iter().filter(|glyph| &*glyph.text == UNKNOWN).count();
        sheets.push(Sheet { runs: lines::runs(glyphs), links: links::read(page, &spots) });
    }
    if sheets.len() < pages.len() {
        let message = format!("only the first {} of {} pages are read", sheets.len(), pages.len());
        faults.push(InputFault::new(InputFaultKind::Unreadable, message));
    }
    (sheets, unknown)
}

/// The glyphs that a page does not say to be no part of its text; all, where it says so of all.
fn of_text(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    if glyphs.iter().all(|glyph| glyph.artifact) {
        return glyphs;
    }
    glyphs.into_iter().filter(|glyph| !glyph.artifact).collect()
}

fn refused(error: LoadPdfError, bytes: &[u8]) -> InputFault {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => InputFault {
            help: Some("save it without a password, and check that"),
            ..unreadable("a PDF file that opens with a password only")
        },
        LoadPdfError::Decryption(_) => unreadable("a PDF file that is encrypted in an unknown way"),
        LoadPdfError::Invalid if !bounds::has_end(bytes) => unreadable("a PDF file that is broken off"),
        LoadPdfError::Invalid => unreadable("a PDF file that is damaged"),
    }
}

fn unreadable(message: &str) -> InputFault {
    InputFault { help: Some(AS_TEXT), ..InputFault::new(InputFaultKind::Unreadable, message) }
}
