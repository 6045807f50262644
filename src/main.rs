//! Arguments to `newscheck::cli` to an exit code.
fn main() {}
