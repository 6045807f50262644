//! A page saved as one file, with its parts and their encodings.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::model::Format;

fuzz_target!(|bytes: &[u8]| newscheck_fuzz::holds(bytes, Format::Mhtml));
