//! A page of HTML, whatever its encoding.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::model::Format;

fuzz_target!(|bytes: &[u8]| newscheck_fuzz::holds(bytes, Format::Html));
