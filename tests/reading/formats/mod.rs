//! Are containers and other packed formats read as what they hold: which articles, in which encoding, from
//! which place, and what is said of what cannot be read?

mod codes;
mod docx;
mod epub;
mod mhtml;
mod pdf;
mod support;
mod wacz;
mod warc;
mod webarchive;
