//! What a comparison of two texts has to know of words: numbers, measures, opposites, and in English which
//! words say nothing. What they mean together is for `evidence`.

pub mod english;
pub mod measures;
pub mod numerals;
pub mod opposites;
