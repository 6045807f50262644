//! What a sentence says against what a text says: pure comparison, without files, clock or network. It does
//! not judge; see `rules`.

pub mod passage;
