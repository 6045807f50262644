//! A book: its parts, their order and the notes between them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::model::Format;

fuzz_target!(|bytes: &[u8]| newscheck_fuzz::holds(bytes, Format::Epub));
