//! A web archive of Safari: a binary property list.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::model::Format;

fuzz_target!(|bytes: &[u8]| newscheck_fuzz::holds(bytes, Format::Webarchive));
