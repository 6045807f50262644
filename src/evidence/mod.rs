//! What a sentence says against what a text says: pure comparison, without files, clock or network. It does
//! not judge; see `rules`.

mod align;
mod claim;
mod claim_weights;
pub mod claims;
mod copies;
pub mod drift;
mod features;
mod figures;
pub mod fitting;
mod matching;
mod pairing;
mod passages;
mod quantities;
mod quotations;
mod runs;
mod score;
mod source;
mod speakers;
mod spoken;
mod statement;
mod stems;
pub mod title;
mod tokens;
mod turns;
mod verdict;
mod word_trees;

pub use claim::{Claim, Joint, Reach, compare, compare_all, has_quotation_or_figure};
pub use source::{SourceFacts, SourceIndex};
