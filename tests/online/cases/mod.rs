//! The matrix: a case for everything that servers do to links.

mod bodies;
mod codings;
mod doors;
mod faults;
mod field;
mod friends;
mod gone;
mod hosts;
mod kept;
mod leads;
mod missing;
mod near;
mod polite;
mod redirects;
mod secure;
mod shut;
mod statuses;
mod walls;
mod weighed;

use crate::bench::Case;

/// Every case.
pub fn all() -> Vec<Case> {
    [
        statuses::cases(),
        redirects::cases(),
        bodies::cases(),
        codings::cases(),
        missing::cases(),
        gone::cases(),
        near::cases(),
        faults::cases(),
        field::cases(),
        friends::cases(),
        walls::cases(),
        weighed::cases(),
        doors::cases(),
        kept::cases(),
        leads::cases(),
        secure::cases(),
        shut::cases(),
        hosts::cases(),
        polite::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
