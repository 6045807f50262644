//! How a tool asks for sources: whether it may, and who waits for it, is told how far it is, and keeps what
//! went wrong beside.

use std::collections::BTreeMap;

use crate::mcp::tools::tool::Call;
use crate::model::LinkVerdict;
use crate::pipeline::online::LinkJob;
use crate::pipeline::ui::{LinkProgress, Progress, Reached, Ui};

/// Whoever waits for a tool.
pub struct Waiting<'w> {
    /// Is told how many of how many addresses are known.
    pub progress: &'w mut dyn FnMut(usize, usize),
    /// What went wrong and did not end it.
    pub troubles: Vec<String>,
}

impl Progress for Waiting<'_> {
    fn update(&mut self, _reached: &Reached) {}
}

impl LinkProgress for Waiting<'_> {
    fn update(&mut self, done: usize, all: usize, _verdicts: &BTreeMap<LinkVerdict, usize>) {
        (self.progress)(done, all);
    }
}

impl Ui for Waiting<'_> {
    fn complain(&mut self, message: &str) {
        self.troubles.push(message.to_owned());
    }
}

/// How addresses are asked for, if they may be.
pub fn links(call: &Call<'_>) -> Result<LinkJob, String> {
    match call.setup.is_online {
        true => call.setup.settle.links(call.called_off),
        false => Err("nothing goes online: newscheck mcp was started without --online".to_owned()),
    }
}

/// An error with what caused it.
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        words.push_str(&format!(": {next}"));
        cause = next.source();
    }
    words
}
