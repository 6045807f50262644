//! The fonts of a PDF file: which letters the codes of a text stand for, how wide they are, and whether they
//! are bold. It draws nothing.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::dict::keys::{
    BASE_FONT, CID_TO_GID_MAP, DESCENDANT_FONTS, ENCODING, FLAGS, FONT_DESC, FONT_FILE, FONT_FILE2,
    FONT_FILE3, FONT_WEIGHT, TO_UNICODE,
};
use hayro_syntax::object::{Array, Dict, Name, Stream};
use unicode_normalization::UnicodeNormalization;

use crate::input::pdf::bounds::Budget;

/// Fonts of a file that are read.
const MOST_FONTS: usize = 1000;

/// Bytes of a font's maps, which are kept unpacked, all together.
const MOST_CODES: usize = 1 << 20;

/// From what weight on a font is bold.
const BOLD: f32 = 600.0;

/// A letter that nobody can know.
pub const UNKNOWN: &str = "\u{fffd}";

/// All fonts that were used so far.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: Vec<Face<'a>>,
    by_dict: HashMap<usize, Option<usize>>,
    substitutes: FontResolverFn,
    maps: CMapResolverFn,
    codes: usize,
}

/// A font.
pub struct Face<'a> {
    font: Font<'a>,
    /// Whether its letters are bold.
    pub bold: bool,
    known: HashMap<u32, (Rc<str>, f64)>,
}

/// What a code stands for.
pub struct Shown {
    /// Its letters; more than one for a ligature, none for nothing.
    pub text: Rc<str>,
    /// How far the next one is, in thousandths of the size.
    pub advance: f64,
    /// Bytes of the code.
    pub length: usize,
}

impl Default for Fonts<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Fonts<'a> {
    fn new() -> Self {
        Self {
            cache: FontCache::new(),
            faces: Vec::new(),
            by_dict: HashMap::new(),
            substitutes: Arc::new(|query| {
                let standard = match query {
                    FontQuery::Standard(standard) => *standard,
                    FontQuery::Fallback(query) => query.pick_standard_font(),
                };
                Some(standard.get_font_data())
            }),
            maps: Arc::new(hayro_cmap::load_embedded),
            codes: 0,
        }
    }

    /// The font of a dictionary by its number; none if it cannot be read.
    pub fn load(&mut self, dict: &Dict<'a>, budget: &mut Budget) -> Option<usize> {
        // The file's bytes stay where they are: a dictionary is known by its place in them.
        let place = dict.data().as_ptr() as usize;
        if let Some(known) = self.by_dict.get(&place) {
            return *known;
        }
        let number = self.read(dict, budget);
        self.by_dict.insert(place, number);
        number
    }

    fn read(&mut self, dict: &Dict<'a>, budget: &mut Budget) -> Option<usize> {
        if self.faces.len() >= MOST_FONTS || !is_bounded(dict, budget) {
            return None;
        }
        let font = self.cache.font(dict, &self.substitutes, &self.maps)?;
        self.faces.push(Face { font, bold: is_bold(dict), known: HashMap::new() });
        Some(self.faces.len() - 1)
    }

    /// Whether the letters of a font are bold.
    pub fn is_bold(&self, number: usize) -> bool {
        self.faces.get(number).is_some_and(|face| face.bold)
    }

    /// What stands at a place of a text; none at its end.
    pub fn shown(&mut self, number: usize, bytes: &[u8], at: usize) -> Option<Shown> {
        let face = self.faces.get_mut(number)?;
        if at >= bytes.len() {
            return None;
        }
        let (code, length) = face.font.read_code(bytes, at);
        let length = length.max(1);
        if let Some((text, advance)) = face.known.get(&code) {
            return Some(Shown { text: text.clone(), advance: *advance, length });
        }
        let advance = face.font.code_advance(code);
        let advance = if face.font.is_horizontal() { advance.x } else { 0.0 };
        let text: Rc<str> = letters(&face.font, code).into();
        if self.codes < MOST_CODES {
            self.codes += 1;
            face.known.insert(code, (text.clone(), advance));
        }
        Some(Shown { text, advance, length })
    }
}

/// The letters of a code, as they are written: without ligatures and forms of one letter.
fn letters(font: &Font<'_>, code: u32) -> String {
    let known = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    let text = match known {
        Some(BfString::Char(letter)) => letter.to_string(),
        Some(BfString::String(letters)) => letters,
        None => return UNKNOWN.to_owned(),
    };
    let written = |letter: char| -> Vec<char> {
        match letter {
            '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => letter.nfkc().collect(),
            '\u{e000}'..='\u{f8ff}' => UNKNOWN.chars().collect(),
            '\t' | '\n' | '\r' => vec![' '],
            letter if letter.is_control() => Vec::new(),
            letter => vec![letter],
        }
    };
    text.chars().flat_map(written).collect()
}

/// Whether all that a font is read from is bounded.
fn is_bounded(dict: &Dict<'_>, budget: &mut Budget) -> bool {
    let mut fits = |dict: &Dict<'_>, keys: &[&[u8]]| {
        keys.iter().filter_map(|key| dict.get::<Stream<'_>>(*key)).all(|stream| budget.fits(&stream))
    };
    let descendant =
        dict.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    for font in [Some(dict.clone()), descendant].into_iter().flatten() {
        if !fits(&font, &[TO_UNICODE, ENCODING, CID_TO_GID_MAP]) {
            return false;
        }
        let described = font.get::<Dict<'_>>(FONT_DESC);
        if described.is_some_and(|descriptor| !fits(&descriptor, &[FONT_FILE, FONT_FILE2, FONT_FILE3])) {
            return false;
        }
    }
    true
}

/// Whether a font says that it is bold: by its name, its weight or its flags (ISO 32000-2, table 121).
fn is_bold(dict: &Dict<'_>) -> bool {
    const NAMES: [&str; 5] = ["bold", "black", "heavy", "semib", "demi"];
    const FORCED: u32 = 1 << 18;
    let name =
        dict.get::<Name<'_>>(BASE_FONT).map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
    let descendant =
        dict.get::<Array<'_>>(DESCENDANT_FONTS).and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let font = descendant.unwrap_or_else(|| dict.clone());
    let descriptor = font.get::<Dict<'_>>(FONT_DESC).unwrap_or_default();
    NAMES.iter().any(|bold| name.contains(bold))
        || descriptor.get::<f32>(FONT_WEIGHT).is_some_and(|weight| weight >= BOLD)
        || descriptor.get::<u32>(FLAGS).is_some_and(|flags| flags & FORCED != 0)
}
