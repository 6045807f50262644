//! A PDF file: what its glyphs, fonts and links make of its pages.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::model::Format;

fuzz_target!(|bytes: &[u8]| newscheck_fuzz::holds(bytes, Format::Pdf));
