//! The links of a page: where they are and where they lead (ISO 32000-2, 12.5.6.5 and 12.3.2).

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{A, ANNOTS, D, DEST, DESTS, KIDS, NAMES, RECT, S, SUBTYPE, URI};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Rect};
use hayro_syntax::page::Page;

use crate::input::pdf::strings;

/// Links of a page that are read, and bytes of an address.
const MOST: usize = 1000;
const LONGEST: usize = 8192;

/// Names of places that are read, and how deep their tree may be.
const MOST_NAMES: usize = 50_000;
const DEEPEST: usize = 32;

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its left and right edge in points, as glyphs have them.
    pub x0: f64,
    /// See `x0`.
    pub x1: f64,
    /// Its lower and upper edge.
    pub y0: f64,
    /// See `y0`.
    pub y1: f64,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To an address on the web.
    Web(String),
    /// To a place of the file.
    Inside(Spot),
}

/// A place of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The page, from 0.
    pub page: usize,
    /// The height in points from the bottom; none for a whole page.
    pub y: Option<f64>,
}

impl Link {
    /// Whether a baseline stands in it.
    pub fn is_level(&self, y: f64) -> bool {
        self.y0 - 1.0 <= y && y < self.y1
    }

    /// The address it leads to.
    pub fn url(&self) -> Option<&str> {
        match &self.target {
            Target::Web(url) => Some(url),
            Target::Inside(_) => None,
        }
    }
}

/// The places that a file has names for.
pub struct Spots {
    pages: HashMap<ObjectIdentifier, (usize, [f64; 6])>,
    named: HashMap<Vec<u8>, Spot>,
}

impl Spots {
    /// Reads the names of a file.
    pub fn new(pdf: &Pdf) -> Self {
        let place = |(number, page): (usize, &Page<'_>)| {
            Some((page.raw().obj_id()?, (number, page.initial_transform(false).as_coeffs())))
        };
        let pages = pdf.pages().iter().enumerate().filter_map(place).collect();
        let mut spots = Self { pages, named: HashMap::new() };
        let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
        if let Some(old) = root.get::<Dict<'_>>(DESTS) {
            let names: Vec<Name<'_>> = old.keys().take(MOST_NAMES).collect();
            for name in names {
                spots.add(name.as_ref(), old.get::<Object<'_>>(&*name));
            }
        }
        if let Some(tree) = root.get::<Dict<'_>>(NAMES).and_then(|names| names.get::<Dict<'_>>(DESTS)) {
            spots.read(&tree);
        }
        spots
    }

    /// Reads a tree of names (ISO 32000-2, 7.9.6).
    fn read(&mut self, tree: &Dict<'_>) {
        let (mut open, mut read) = (vec![(tree.clone(), 0)], 0);
        while let Some((node, depth)) = open.pop() {
            read += 1;
            if read > MOST_NAMES || depth > DEEPEST {
                continue;
            }
            let mut name = None;
            for object in node.get::<Array<'_>>(NAMES).iter().flat_map(|names| names.iter::<Object<'_>>()) {
                match (name.take(), object) {
                    (None, Object::String(text)) => name = Some(text.as_bytes().to_vec()),
                    (Some(name), object) => self.add(&name, Some(object)),
                    _ => {}
                }
                if self.named.len() > MOST_NAMES {
                    return;
                }
            }
            let kids = node.get::<Array<'_>>(KIDS);
            open.extend(
                kids.iter().flat_map(|kids| kids.iter::<Dict<'_>>()).take(MOST).map(|kid| (kid, depth + 1)),
            );
        }
    }

    fn add(&mut self, name: &[u8], object: Option<Object<'_>>) {
        let array = match object {
            Some(Object::Array(array)) => Some(array),
            Some(Object::Dict(dict)) => dict.get::<Array<'_>>(D),
            _ => None,
        };
        if let Some(spot) = array.and_then(|array| self.of_array(&array)) {
            self.named.insert(name.to_vec(), spot);
        }
    }

    fn of(&self, object: Object<'_>) -> Option<Spot> {
        match object {
            Object::Array(array) => self.of_array(&array),
            Object::String(name) => self.named.get(name.as_bytes()).copied(),
            Object::Name(name) => self.named.get(name.as_ref()).copied(),
            _ => None,
        }
    }

    fn of_array(&self, array: &Array<'_>) -> Option<Spot> {
        let MaybeRef::Ref(page) = array.raw_iter().next()? else { return None };
        let (page, base) = *self.pages.get(&page.into())?;
        let rest: Vec<Object<'_>> = array.iter::<Object<'_>>().take(5).collect();
        let kind = rest.iter().find_map(|object| match object {
            Object::Name(name) => Some(name.as_str().to_owned()),
            _ => None,
        });
        let numbers: Vec<f64> = rest
            .iter()
            .filter_map(|object| match object {
                Object::Number(number) => Some(number.as_f64()),
                _ => None,
            })
            .collect();
        let y = match (kind.as_deref(), &numbers[..]) {
            (Some("XYZ"), [x, y, ..]) => Some(x * base[1] + y * base[3] + base[5]),
            (Some("FitH" | "FitBH"), [y, ..]) => Some(y * base[3] + base[5]),
            _ => None,
        };
        Some(Spot { page, y })
    }
}

/// The links of a page.
pub fn read(page: &Page<'_>, spots: &Spots) -> Vec<Link> {
    let base = page.initial_transform(false).as_coeffs();
    let annotations = page.raw().get::<Array<'_>>(ANNOTS);
    let dicts = annotations.iter().flat_map(|array| array.iter::<Dict<'_>>()).take(MOST);
    dicts.filter_map(|dict| link(&dict, base, spots)).collect()
}

fn link(dict: &Dict<'_>, base: [f64; 6], spots: &Spots) -> Option<Link> {
    if dict.get::<Name<'_>>(SUBTYPE)?.as_str() != "Link" {
        return None;
    }
    let target = target(dict, spots)?;
    let rect = dict.get::<Rect>(RECT)?;
    let place = |x: f64, y: f64| (x * base[0] + y * base[2] + base[4], x * base[1] + y * base[3] + base[5]);
    let ((ax, ay), (bx, by)) = (place(rect.x0, rect.y0), place(rect.x1, rect.y1));
    Some(Link { x0: ax.min(bx), x1: ax.max(bx), y0: ay.min(by), y1: ay.max(by), target })
}

fn target(dict: &Dict<'_>, spots: &Spots) -> Option<Target> {
    if let Some(inside) = dict.get::<Object<'_>>(DEST) {
        return spots.of(inside).map(Target::Inside);
    }
    let action = dict.get::<Dict<'_>>(A)?;
    match action.get::<Name<'_>>(S)?.as_str() {
        "URI" => {
            let uri = action.get::<hayro_syntax::object::String<'_>>(URI)?;
            let short = uri.as_bytes().len() <= LONGEST;
            short.then(|| Target::Web(strings::text(uri.as_bytes()).trim().to_owned()))
        }
        "GoTo" => spots.of(action.get::<Object<'_>>(D)?).map(Target::Inside),
        _ => None,
    }
}
