//! The pieces of a page's text nodes: which of their bytes run in step with the source. It does not find
//! them; see `tree`.

use crate::text::ByteSpan;
use crate::text::span::clamp;

/// A piece of a text node that runs in step with the source, or that the source spells otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the node's text, in bytes.
    pub at: u32,
    /// The source bytes. In step with the text unless `decoded`.
    pub source: ByteSpan,
    /// Whether the source spells it otherwise: a character reference, a carriage return.
    pub decoded: bool,
}

/// The pieces of all text nodes: a linked list a node, since a node may grow after another was begun.
#[derive(Default)]
pub(super) struct Pieces {
    all: Vec<(Piece, u32)>,
    /// By node: the first and the last piece, counted from 1.
    ends: Vec<(u32, u32)>,
}

impl Pieces {
    pub(super) fn push(&mut self, node: usize, piece: Piece) {
        let (first, last) = self.ends.get(node).copied().unwrap_or_default();
        if let Some((before, _)) = self.all.get_mut((last as usize).wrapping_sub(1)) {
            let in_step = !before.decoded && !piece.decoded && before.source.end == piece.source.start;
            if in_step && before.at + (before.source.end - before.source.start) == piece.at {
                before.source.end = piece.source.end;
                return;
            }
        }
        self.all.push((piece, 0));
        let number = clamp(self.all.len());
        if let Some((_, next)) = self.all.get_mut((last as usize).wrapping_sub(1)) {
            *next = number;
        }
        set(&mut self.ends, node, (if first == 0 { number } else { first }, number));
    }

    pub(super) fn of(&self, node: usize) -> impl Iterator<Item = Piece> + '_ {
        let mut next = self.ends.get(node).map_or(0, |ends| ends.0);
        std::iter::from_fn(move || {
            let (piece, following) = *self.all.get((next as usize).checked_sub(1)?)?;
            next = following;
            Some(piece)
        })
    }
}

/// Puts a value at a position of a list that is as long as it has to be.
pub(super) fn set<T: Default + Clone>(values: &mut Vec<T>, at: usize, value: T) {
    if values.len() <= at {
        values.resize(at + 1, T::default());
    }
    values[at] = value;
}
