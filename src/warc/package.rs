//! What a WACZ file, or a list of such files, states of what is in it: a data package (WACZ 1.1.1).

use serde::Deserialize;

/// A `datapackage.json`.
#[derive(Debug, Default, Deserialize)]
pub struct Package {
    /// What kind of package it is.
    pub profile: Option<String>,
    /// Its files.
    #[serde(default)]
    pub resources: Vec<Resource>,
}

/// A file of a package.
#[derive(Debug, Deserialize)]
pub struct Resource {
    /// Where it is in the package.
    pub path: String,
    hash: Option<String>,
}

impl Package {
    /// Bytes of a package's statement that are read.
    pub const LIMIT: u64 = 64 << 20;

    /// Reads a statement; none where it is none.
    pub fn parse(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }
}

impl Resource {
    /// The SHA-256 that is stated of it, in hexadecimal as it is written.
    pub fn sha256(&self) -> Option<&str> {
        self.hash.as_deref()?.strip_prefix("sha256:")
    }
}
