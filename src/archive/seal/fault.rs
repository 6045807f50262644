//! Why a seal does not hold, or none was made.

use crate::archive::ArchiveError;

/// Why a seal does not hold, or none was made.
#[derive(Debug, thiserror::Error)]
pub enum SealFault {
    /// The archive cannot be read or written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// What the authority sent is no answer of one (RFC 3161).
    #[error("the answer is none of a time-stamping authority")]
    NoReply,
    /// The authority gave no token.
    #[error("the authority refuses: {0}")]
    Refused(String),
    /// The token is built otherwise than RFC 3161 and RFC 5652 say.
    #[error("the token is damaged: {0}")]
    Damaged(&'static str),
    /// The token is about other bytes.
    #[error("the token is about something else than was sealed")]
    OtherImprint,
    /// The token answers another request.
    #[error("the token answers another request: its nonce is not the one that was sent")]
    OtherNonce,
    /// The signature is not by the certificate.
    #[error("the token's signature does not hold")]
    Signature,
    /// The signature is made in a way that is not known, or is too weak.
    #[error("the token is signed in a way that newscheck does not know")]
    Algorithm,
    /// The certificate is for something else than time stamps.
    #[error("the authority's certificate is not for time stamps alone")]
    Purpose,
    /// The certificate leads to nobody who is trusted, or did not hold at the time.
    #[error("the authority's certificate {0}")]
    Untrusted(String),
    /// The time of the token cannot be right.
    #[error("{0}")]
    Time(String),
}
