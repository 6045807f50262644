//! The citations.
