//! Marks what a template left behind the front of a text: labels such as `Title: ...` before its sections.

use crate::extract::labels::{self, Part};
use crate::extract::matter;
use crate::extract::roles::{MOST_BLOCKS, Piece, Reader, Role};
use crate::extract::units::Unit;
use crate::model::{Block, BlockKind, MarkKind};

impl Reader<'_, '_> {
    /// Marks the residue behind the front.
    pub(super) fn residue(&mut self) {
        let read = self.pieces.last().map_or(0, |piece| piece.block + 1);
        let scholarly =
            self.document.blocks.iter().take(MOST_BLOCKS).any(|block| block.text.starts_with("Abstract"));
        let sections = self.sections(read);
        for index in read..self.end {
            let block = &self.document.blocks[index];
            if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) || block.definition {
                continue;
            }
            let line = block.breaks.first().map_or(&*block.text, |&end| &block.text[..end as usize]);
            let Some(label) = labels::at_start(line) else { continue };
            let form =
                block.breaks.first().is_some_and(|&next| matter::is_header(&block.text[next as usize..]));
            let bare = label.rest.is_empty() && label.part == Part::Body && block.breaks.is_empty();
            let is_title = label.part == Part::Title && index < sections;
            let left_over = is_title || (label.part == Part::Form && !scholarly);
            if (left_over && !label.rest.is_empty() && !form && self.has_headline) || bare {
                self.put(
                    &Unit {
                        block: index,
                        range: 0..line.trim_end().len(),
                        kind: block.kind,
                        level: block.level,
                    },
                    Role::Residue,
                );
            }
        }
        for piece in std::mem::take(&mut self.pieces) {
            if piece.role == Role::Residue {
                self.mark_residue(&piece);
            }
            self.pieces.push(piece);
        }
    }

    /// The first block behind the front that a title is no second headline in: below a heading, far down,
    /// or beside another, a field of that name is one of the text's own.
    fn sections(&self, read: usize) -> usize {
        let blocks = &self.document.blocks[read.min(self.end)..self.end.min(read + MOST_BLOCKS)];
        let heading = blocks.iter().position(|block| block.kind == BlockKind::Heading);
        let section = read + heading.unwrap_or(blocks.len());
        let is_title =
            |block: &Block<'_>| labels::at_start(&block.text).is_some_and(|label| label.part == Part::Title);
        let titles =
            self.document.blocks[read.min(self.end)..self.end].iter().filter(|block| is_title(block));
        if titles.take(2).count() > 1 { read } else { section }
    }

    fn mark_residue(&mut self, piece: &Piece) {
        let block = &self.document.blocks[piece.block];
        let words = &block.text[piece.range.clone()];
        let start = labels::at_start(words).map_or(0, |label| label.start);
        let unit =
            Unit { block: piece.block, range: piece.range.clone(), kind: block.kind, level: block.level };
        self.mark(&unit, start..words.trim_end().len(), MarkKind::TemplateResidue);
    }
}
