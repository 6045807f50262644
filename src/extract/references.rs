//! The references.
