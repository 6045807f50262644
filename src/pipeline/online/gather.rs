//! The addresses that inputs cite: the first of the two passes of a run that goes online. It keeps the
//! addresses and each article's digest, so that the second pass can tell whether a file changed in between.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::input::discover::FoundFile;
use crate::model::{FileReport, Summary};
use crate::pipeline::batch::{self, Inputs, Job, Memory, Output, Progress};
use crate::pipeline::check::Plan;
use crate::render::{Render, RunInfo, Wants};

/// What the inputs cite.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Each address once, with the date of the first article in order of path that cites it, where that
    /// article gives one.
    pub cited: BTreeMap<String, Option<DateTime<Utc>>>,
    /// The SHA-256 of each article, by its name in messages.
    pub digests: HashMap<String, String>,
    /// `path: cause` of what could not be read.
    pub untold: Vec<String>,
    /// Whether every input was looked at.
    pub complete: bool,
}

/// Reads the inputs for the addresses they cite.
pub fn gather(files: Vec<FoundFile>, job: &Job, progress: &mut dyn Progress) -> io::Result<Gathered> {
    let mut job = job.clone();
    job.plan = Plan { rules: Vec::new(), wants: CitedRows.wants(&RunInfo::default()), ..job.plan };
    job.plan.load.sha256 = true;
    job.rule_sets = Arc::default();
    job.required.clear();
    let rows = Memory::default();
    let inputs = Inputs::new(files, &job);
    let mut outputs =
        [Output { renderer: &CitedRows, run: RunInfo::default(), writer: Box::new(rows.clone()) }];
    let ended = batch::run(inputs, &job, &mut outputs, progress)?;
    let mut gathered =
        Gathered { complete: ended.summary.complete, untold: ended.untold, ..Gathered::default() };
    for row in serde_json::Deserializer::from_slice(&rows.take()).into_iter::<Row>() {
        let row = row?;
        for url in row.urls {
            gathered.cited.entry(url).or_insert(row.published);
        }
        gathered.digests.extend(row.sha256.map(|sha256| (row.name, sha256)));
    }
    Ok(gathered)
}

/// What an article cites, as it is handed from the threads that read to the one that gathers.
#[derive(Serialize, Deserialize)]
struct Row {
    name: String,
    sha256: Option<String>,
    published: Option<DateTime<Utc>>,
    urls: Vec<String>,
}

/// Writes [`Row`]s.
struct CitedRows;

impl Render for CitedRows {
    fn name(&self) -> &'static str {
        "cited"
    }

    fn wants(&self, _run: &RunInfo) -> Wants {
        Wants { article: true, sha256: true, ..Wants::default() }
    }

    fn begin(&self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&self, report: &FileReport, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let Some(article) = report.article() else { return Ok(()) };
        let row = Row {
            name: report.source.display_name(),
            sha256: report.source.sha256.clone(),
            published: article.published.as_ref().and_then(|field| moment(&field.value)),
            urls: article.cited_urls().into_iter().map(str::to_owned).collect(),
        };
        serde_json::to_writer(out, &row).map_err(io::Error::from)
    }

    fn end(&self, _summary: &Summary, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A moment near a timestamp: a page that names no zone or no time of day is taken to be of noon in UTC, or
/// of its clock there.
fn moment(timestamp: &crate::model::Timestamp) -> Option<DateTime<Utc>> {
    let noon = || timestamp.date().and_hms_opt(12, 0, 0).map(|noon| noon.and_utc());
    timestamp.to_utc().or_else(noon)
}
