//! The web archive format WARC (ISO 28500): records, their digests, and the HTTP messages in them. A codec:
//! it knows bytes and nothing of articles. It does not decide which records are worth reading; see
//! `input::warc`.

pub mod digest;
pub mod fields;
pub mod http;
pub mod reader;
pub mod record;
mod stream;
pub mod writer;

pub use digest::{Digest, DigestReader, Verifier, sha256_label};
pub use fields::Fields;
pub use reader::{Block, Cause, Extent, Fault, Reader};
pub use record::{Header, Kind};
pub use writer::{Draft, Packing};
