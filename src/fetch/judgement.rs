//! A verdict and its reason. How it comes about is `verdict`'s.

use crate::model::link::LinkVerdict;

/// A verdict and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) verdict: LinkVerdict,
    pub(super) reason: String,
}

impl Judgement {
    pub(super) fn new(verdict: LinkVerdict, reason: impl Into<String>) -> Self {
        Self { verdict, reason: reason.into() }
    }
}
