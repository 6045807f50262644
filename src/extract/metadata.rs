//! Metadata candidates weighed.
