//! The glyphs of a page with their places, in the order in which the page draws them. It does not know lines.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::dict::keys::{CONTENTS, FONT, MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::input::pdf::bounds::Budget;
use crate::input::pdf::fonts::Fonts;
use crate::input::pdf::strings;

/// Glyphs and operators of a page that are read.
const MOST_GLYPHS: usize = 200_000;
const MOST_OPERATORS: usize = 4_000_000;

/// How deep forms and saved states may stand in each other.
const DEEPEST_FORM: usize = 12;
const DEEPEST_STATE: usize = 512;

/// Letters up to which a replacement text is taken for what it stands on; a longer one would hide where its
/// words stand.
const REPLACEMENT: usize = 32;

/// A glyph, or some that are one.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Its letters.
    pub text: Rc<str>,
    /// Where it begins and ends, in points from the left.
    pub x0: f64,
    /// See `x0`.
    pub x1: f64,
    /// Its baseline, in points from the bottom.
    pub y: f64,
    /// Its size in points.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether the page says that it is no part of the text: a running header, a page number.
    pub artifact: bool,
}

/// Reads the glyphs of a page.
pub fn read<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, budget: &mut Budget) -> Vec<Glyph> {
    let base = page.initial_transform(false).as_coeffs();
    let mut reader = Reader {
        fonts,
        budget,
        states: Vec::new(),
        state: State::new(base),
        marks: Vec::new(),
        glyphs: Vec::new(),
        operators: 0,
        depth: 0,
    };
    let content = content(page, reader.budget);
    reader.run(&content, page.resources());
    reader.glyphs
}

/// The content of a page: of several streams one after the other.
fn content(page: &Page<'_>, budget: &mut Budget) -> Vec<u8> {
    let dict = page.raw();
    if let Some(stream) = dict.get::<Stream<'_>>(CONTENTS) {
        return budget.unpack(&stream).map(|bytes| bytes.into_owned()).unwrap_or_default();
    }
    let mut content = Vec::new();
    for stream in dict.get::<Array<'_>>(CONTENTS).iter().flat_map(|array| array.iter::<Stream<'_>>()) {
        content.extend_from_slice(&budget.unpack(&stream).unwrap_or_default());
        content.push(b'\n');
    }
    content
}

type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// The part of the graphics state that places text (ISO 32000-2, 9.3).
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<usize>,
    size: f64,
    letter: f64,
    word: f64,
    wide: f64,
    leading: f64,
    rise: f64,
    line: Matrix,
    text: Matrix,
}

impl State {
    fn new(page: Matrix) -> Self {
        Self {
            page,
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            wide: 1.0,
            leading: 0.0,
            rise: 0.0,
            line: IDENTITY,
            text: IDENTITY,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }
}

/// Marked content that is open.
struct Mark {
    artifact: bool,
    /// What its glyphs are to be read as, and the first of them.
    replaced: Option<(String, usize)>,
}

struct Reader<'r, 'a> {
    fonts: &'r mut Fonts<'a>,
    budget: &'r mut Budget,
    states: Vec<State>,
    state: State,
    marks: Vec<Mark>,
    glyphs: Vec<Glyph>,
    operators: usize,
    depth: usize,
}

impl<'a> Reader<'_, 'a> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>) {
        let mut operators = TypedIter::new(content);
        let (states, marks) = (self.states.len(), self.marks.len());
        while let Some(operator) = operators.next() {
            self.operators += 1;
            if self.operators > MOST_OPERATORS || self.glyphs.len() >= MOST_GLYPHS {
                break;
            }
            match operator {
                Op::SaveState(_) if self.states.len() < DEEPEST_STATE => self.states.push(self.state.clone()),
                Op::RestoreState(_) if self.states.len() > states => {
                    self.state = self.states.pop().expect("there are more than at the start");
                }
                Op::XObject(object) => self.form(object.0, resources),
                Op::SetGraphicsState(named) => self.graphics_state(named.0, resources),
                Op::BeginMarkedContent(mark) => self.mark(mark.0, None),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let properties = match mark.1 {
                        Object::Dict(dict) => Some(dict.clone()),
                        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
                        _ => None,
                    };
                    self.mark(mark.0, properties);
                }
                Op::EndMarkedContent(_) if self.marks.len() > marks => self.end_mark(),
                operator => self.text(&operator, resources),
            }
        }
        while self.marks.len() > marks {
            self.end_mark();
        }
        self.states.truncate(states);
    }

    fn text(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>) {
        let state = &mut self.state;
        match operator {
            Op::Transform(matrix) => {
                let of =
                    [matrix.0, matrix.1, matrix.2, matrix.3, matrix.4, matrix.5].map(|part| part.as_f64());
                state.page = times(of, state.page);
            }
            Op::BeginText(_) => (state.line, state.text) = (IDENTITY, IDENTITY),
            Op::CharacterSpacing(space) => state.letter = space.0.as_f64(),
            Op::WordSpacing(space) => state.word = space.0.as_f64(),
            Op::HorizontalScaling(scale) => state.wide = scale.0.as_f64() / 100.0,
            Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
            Op::TextRise(rise) => state.rise = rise.0.as_f64(),
            Op::TextFont(font) => {
                let dict = resources.get_font(font.0);
                state.size = font.1.as_f64();
                state.font = dict.and_then(|dict| self.fonts.load(&dict, self.budget));
            }
            Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::SetTextMatrix(matrix) => {
                let of =
                    [matrix.0, matrix.1, matrix.2, matrix.3, matrix.4, matrix.5].map(|part| part.as_f64());
                (state.line, state.text) = (of, of);
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::ShowTexts(texts) => self.show_all(texts.0),
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                (state.word, state.letter) = (text.0.as_f64(), text.1.as_f64());
                state.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes());
            }
            _ => {}
        }
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for part in texts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(number) => {
                    let by = -number.as_f64() / 1000.0 * self.state.size * self.state.wide;
                    self.state.text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], self.state.text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font else { return };
        let bold = self.fonts.is_bold(font);
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let mut at = 0;
        while let Some(shown) = self.fonts.shown(font, bytes, at) {
            let state = &mut self.state;
            let width = shown.advance / 1000.0 * state.size * state.wide;
            let placed = times([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], times(state.text, state.page));
            let size = state.size.abs() * placed[2].hypot(placed[3]);
            let (x, y) = (placed[4], placed[5]);
            let end = x + width * placed[0];
            // Text that is turned is a stamp at the margin or the label of a chart.
            let upright = placed[0] > 0.0 && placed[1].abs() < placed[0] * 0.1;
            let sound = [x, y, end, size].iter().all(|value| value.abs() < 1e6) && size > 0.1;
            if upright && sound && !shown.text.is_empty() && self.glyphs.len() < MOST_GLYPHS {
                self.glyphs.push(Glyph { text: shown.text, x0: x, x1: end.max(x), y, size, bold, artifact });
            }
            // Word spacing is for the single byte 32 alone.
            let word = if shown.length == 1 && bytes[at] == b' ' { state.word } else { 0.0 };
            let by = width + (state.letter + word) * state.wide;
            state.text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], state.text);
            at += shown.length;
        }
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(font) = resources.get_ext_g_state(name).and_then(|state| state.get::<Array<'a>>(FONT))
        else {
            return;
        };
        let dict = font.iter::<Dict<'a>>().next();
        if let Some(size) = font.iter::<Number>().next() {
            self.state.size = size.as_f64();
        }
        self.state.font = dict.and_then(|dict| self.fonts.load(&dict, self.budget));
    }

    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(form) = resources.get_x_object(name).filter(|_| self.depth < DEEPEST_FORM) else { return };
        let dict = form.dict();
        if dict.get::<Name<'_>>(SUBTYPE).is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        let Some(content) = self.budget.unpack(&form) else { return };
        let own = dict.get::<Dict<'a>>(RESOURCES).map(Resources::new);
        let saved = self.state.clone();
        if let Some(matrix) = dict.get::<[f64; 6]>(MATRIX) {
            self.state.page = times(matrix, saved.page);
        }
        self.depth += 1;
        self.run(&content, own.as_ref().unwrap_or(resources));
        self.depth -= 1;
        self.state = saved;
    }

    fn mark(&mut self, tag: &Name<'_>, properties: Option<Dict<'_>>) {
        let replaced = properties.and_then(|properties| {
            let text = properties.get::<hayro_syntax::object::String<'_>>(&b"ActualText"[..])?;
            Some((strings::text(&text), self.glyphs.len()))
        });
        if self.marks.len() < DEEPEST_STATE {
            self.marks.push(Mark { artifact: tag.as_str() == "Artifact", replaced });
        }
    }

    /// Glyphs that are to be read as something else become one.
    fn end_mark(&mut self) {
        let Some(Mark { replaced: Some((text, first)), .. }) = self.marks.pop() else { return };
        let Some(glyphs) = self.glyphs.get(first..).filter(|glyphs| !glyphs.is_empty()) else { return };
        let one_line = glyphs.iter().all(|glyph| (glyph.y - glyphs[0].y).abs() < glyph.size);
        if !one_line || text.chars().count() > REPLACEMENT {
            return;
        }
        let x0 = glyphs.iter().map(|glyph| glyph.x0).fold(f64::MAX, f64::min);
        let x1 = glyphs.iter().map(|glyph| glyph.x1).fold(f64::MIN, f64::max);
        let one = Glyph { text: text.into(), x0, x1, ..glyphs[0].clone() };
        self.glyphs.truncate(first);
        self.glyphs.push(one);
    }
}
