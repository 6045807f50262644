//! The resolve.
