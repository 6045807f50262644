//! What is done with many inputs: how they are read and judged, by which rules, on how many threads.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::model::{CheckKind, FixedSum};
use crate::pipeline::check::Plan;
use crate::pipeline::online::Online;
use crate::pipeline::ordered::Threads;
use crate::rules::{ActiveRule, Needs};

/// Rules with their severities, and the folder that the paths in fingerprints start from.
#[derive(Clone, Default)]
pub struct RuleSet {
    /// The rules that run.
    pub rules: Vec<ActiveRule>,
    /// The absolute folder of the configuration they come from, with `/` between its parts.
    pub root: Option<Arc<str>>,
}

/// What to do with the files.
#[derive(Clone)]
pub struct Job {
    /// How to read and judge.
    pub plan: Plan,
    /// The rules of each file, by `FoundFile::rule_set`; those of the plan where there is none.
    pub rule_sets: Arc<[RuleSet]>,
    /// What was fixed before, for the summary.
    pub fixed: FixedSum,
    /// The checks that may not be left out.
    pub required: Vec<CheckKind>,
    /// Threads that check, at least one.
    pub jobs: usize,
    /// Bytes that a file may have; containers are exempt, their lines and records are not.
    pub max_file_size: u64,
    /// The name that standard input goes by.
    pub stdin_name: Option<String>,
    /// What is known of the links, and of how it was learned; none for a run that stays offline.
    pub online: Option<Arc<Online>>,
    /// Set when the run is to end at once.
    pub interrupted: &'static AtomicBool,
}

impl Job {
    /// The plan with the rules of a set; of its own rules where there is no such set.
    pub fn plan_of(&self, rule_set: u32) -> Plan {
        let rules = self.rule_sets.get(rule_set as usize).map_or(&self.plan.rules, |set| &set.rules);
        Plan { rules: rules.clone(), ..self.plan.clone() }
    }

    /// Whether a rule of any set or an output asks what cited sources say.
    pub fn wants_evidence(&self) -> bool {
        let asks = |active: &ActiveRule| active.rule.needs == Needs::Evidence;
        self.plan.wants_evidence() || self.rule_sets.iter().any(|set| set.rules.iter().any(asks))
    }

    /// At most so many of the job's threads.
    pub fn threads(&self, most: usize) -> Threads {
        Threads { jobs: self.jobs.min(most).max(1), interrupted: self.interrupted }
    }
}
