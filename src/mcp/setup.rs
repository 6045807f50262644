//! How a server was started: what it may reach, and where settings come from.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::mcp::fence::Fence;
use crate::pipeline::learn::ArchiveUse;
use crate::pipeline::online::LinkJob;
use crate::rules::ActiveRule;

/// How a server was started.
pub struct Setup {
    /// The folders under which files may be read; none where the client says so.
    pub roots: Option<Fence>,
    /// Whether addresses may be asked for, where a call wants that.
    pub is_online: bool,
    /// The archive that is read.
    pub archive: Option<ArchiveUse>,
    /// Where settings come from.
    pub settle: Box<dyn Settle>,
}

/// Which rules a call wants: codes, prefixes and names. None means those of the settings.
#[derive(Clone, Debug, Default)]
pub struct RuleChoice {
    /// Only these.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

/// Where settings come from.
pub trait Settle: Send + Sync {
    /// The rules of a file.
    fn rules(&self, path: &Path, choice: &RuleChoice) -> Result<Vec<ActiveRule>, String>;

    /// How addresses are asked for, until it is called off.
    fn links(&self, called_off: &'static AtomicBool) -> Result<LinkJob, String>;
}
