//! The addresses that inputs cite: the first of the two passes of a run that goes online. It keeps the
//! addresses and each article's digest, so that the second pass can tell whether a file changed in between.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::input::files::Files;
use crate::model::{Demand, FileReport};
use crate::pipeline::batch::{reports, untold};
use crate::pipeline::feed::Inputs;
use crate::pipeline::job::Job;
use crate::pipeline::ordered::Turn;
use crate::pipeline::ui::{Progress, Reached};

/// What the inputs cite.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Each address once, with the date of the first article in order of path that cites it, where that
    /// article gives one.
    pub cited: Cited,
    /// The dates of all articles that cite an address and give one.
    pub near: BTreeMap<String, BTreeSet<DateTime<Utc>>>,
    /// The SHA-256 of each article, by its name in messages.
    pub digests: HashMap<String, String>,
    /// `path: cause` of what could not be read.
    pub untold: Vec<String>,
    /// Whether every input was looked at.
    pub complete: bool,
}

/// Cited addresses with the moment near which captures are looked for.
pub type Cited = BTreeMap<String, Option<DateTime<Utc>>>;

/// Reads the inputs for the addresses they cite.
pub fn gather(files: Files, job: &Job, progress: &mut dyn Progress) -> io::Result<Gathered> {
    let mut job = job.clone();
    job.plan.rules = Vec::new();
    job.plan.load.demand = Demand::ARTICLE | Demand::DIGEST;
    job.rule_sets = Arc::default();
    let inputs = Inputs::new(files, &job);
    let mut gathered = Gathered::default();
    let mut reached = Reached { all: inputs.len(), ..Reached::default() };
    let complete = reports(inputs, &job, note, |turn| {
        let Turn::Next(part) = turn else { return Ok(()) };
        reached.files += part.files;
        reached.articles += part.noted.len();
        (reached.bytes, reached.of) = part.reached;
        part.noted.into_iter().for_each(|noted| gathered.take(noted));
        progress.update(&reached);
        Ok(())
    })?;
    Ok(Gathered { complete, ..gathered })
}

/// What is kept of an article, or said of an input.
#[derive(Default)]
struct Noted {
    name: String,
    sha256: Option<String>,
    published: Option<DateTime<Utc>>,
    urls: Vec<String>,
    untold: Vec<String>,
}

fn note(report: &FileReport, noted: &mut Vec<Noted>) {
    let untold = untold(report);
    noted.push(match report.article() {
        None => Noted { untold, ..Noted::default() },
        Some(article) => Noted {
            name: report.source.display_name(),
            sha256: report.source.sha256.clone(),
            published: article.published.as_ref().and_then(|field| field.value.near()),
            urls: article.cited_urls().into_iter().map(str::to_owned).collect(),
            untold,
        },
    });
}

impl Gathered {
    fn take(&mut self, noted: Noted) {
        for url in noted.urls {
            if let Some(published) = noted.published {
                self.near.entry(url.clone()).or_default().insert(published);
            }
            self.cited.entry(url).or_insert(noted.published);
        }
        self.digests.extend(noted.sha256.map(|sha256| (noted.name, sha256)));
        self.untold.extend(noted.untold);
    }
}
