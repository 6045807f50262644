//! The findings of an article, with what it cites and what was not checked.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::mcp::marked::fenced;
use crate::mcp::pages::{Page, Paged, paged};
use crate::mcp::setup::RuleChoice;
use crate::mcp::tools::article::{Bytes, Given, Read};
use crate::mcp::tools::source::TextOf;
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::mcp::tools::waiting::{Waiting, links, with_causes};
use crate::model::{ArticleRecord, ArticleReport, Demand, Label, SourcePages};
use crate::pipeline::check::Plan;
use crate::pipeline::learn;
use crate::render::ledger;
use crate::render::text::TextReport;
use crate::render::words::severities;
use crate::render::{Render, RunInfo, Verbosity};

/// The tool.
pub static TOOL: Tool = Tool {
    name: "check_article",
    title: "Check an article's citations",
    description: "Checks the citations of a news article or draft: dangling and unused markers, malformed or unsuitable \
        addresses, metadata, what chatbots left behind; with sources at hand (sources, an archive, online) also \
        quotations, figures and names against what the sources say. Answers with findings (place, message, help), \
        citations, references, evidence, and not_checked: what was left out.",
    may_ask: true,
    input: input::<Arguments>,
    output: output::<Paged<Checked>>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    #[serde(flatten)]
    given: Given,
    /// Texts of sources to compare with, by the label that cites them.
    #[serde(default)]
    sources: Vec<Labelled>,
    /// Ask for the cited addresses, and compare with what they answer. Only where the server was started with
    /// --online. Default false.
    #[serde(default)]
    online: bool,
    /// Run only these rules: codes, prefixes (CIT), names or ALL.
    #[serde(default)]
    select: Vec<String>,
    /// Do not run these rules.
    #[serde(default)]
    ignore: Vec<String>,
    /// Also give the article's record, as parse_article does. Default false.
    #[serde(default)]
    record: bool,
    #[serde(flatten)]
    page: Page,
}

/// A source by the label that cites it.
#[derive(Deserialize, JsonSchema)]
struct Labelled {
    /// The label: `3` for `[3]`.
    label: String,
    #[serde(flatten)]
    text: TextOf,
}

#[derive(Serialize, JsonSchema)]
struct Checked {
    #[serde(flatten)]
    report: ArticleReport,
    /// The record of the article, where it was asked for.
    record: Option<ArticleRecord>,
    /// How many articles the input holds.
    members: usize,
    /// What went wrong beside: an archive that lost something.
    troubles: Vec<String>,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { given, sources, online, select, ignore, record, page } = read(arguments)?;
    let bytes = given.bytes(call)?;
    let demand = Demand::ARTICLE | Demand::DIGEST | Demand::FINGERPRINTS | Demand::FIXES | Demand::LEDGER;
    let mut plan = bytes.plan(call, &RuleChoice { select, ignore }, demand)?;
    let troubles = learn(call, &bytes, &mut plan, sources, online)?;
    let Read { report, members } = bytes.report(&plan)?;
    // Passwords and keys in addresses are nobody's to read.
    let report = report.without_secrets().unwrap_or(report);
    let mut words = Vec::new();
    let run = RunInfo { single: true, verbosity: Verbosity::Quiet, ..RunInfo::default() };
    TextReport.file(&report, &run, &mut words).map_err(|error| error.to_string())?;
    let words = String::from_utf8_lossy(&words).into_owned();
    let lines: Vec<&str> = words.lines().collect();
    let sum = severities(&report.counts());
    let left_out = ledger::of_article(&report.not_checked).unwrap_or_default();
    let text = format!("{sum}\n{}\n{left_out}", shown(&lines));
    let record = report.article().filter(|_| record).map(ArticleRecord::from);
    let checked = Checked { report: ArticleReport::from(&report), record, members, troubles };
    let data = serde_json::to_value(checked).map_err(|error| error.to_string())?;
    let lists = [
        "/findings",
        "/not_checked",
        "/citations",
        "/references",
        "/evidence",
        "/links",
        "/troubles",
        "/record/body",
        "/record/citations",
        "/record/references",
        "/record/links",
        "/record/residue",
    ];
    Ok(Told { text, data: paged(data, &lists, page) })
}

/// The first lines of a list.
pub fn shown(lines: &[&str]) -> String {
    const MOST: usize = 20;
    if lines.is_empty() {
        return "no findings".to_owned();
    }
    let first = fenced(&lines[..lines.len().min(MOST)].join("\n"));
    match lines.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first}\nand {more} more in findings"),
    }
}

/// Looks the sources up that are at hand; gives what went wrong beside.
fn learn(
    call: &mut Call<'_>,
    bytes: &Bytes,
    plan: &mut Plan,
    sources: Vec<Labelled>,
    online: bool,
) -> Result<Vec<String>, String> {
    let setup = call.setup;
    let job = if online { Some(links(call)?) } else { None };
    let mut pages = SourcePages::default();
    for source in sources {
        let page = source.text.page(call)?;
        let label = source.label.trim().trim_start_matches('[').trim_end_matches(']');
        pages.by_label.insert(Label::new(label).to_string(), Arc::new(page));
    }
    let mut waiting = Waiting { progress: call.progress, troubles: Vec::new() };
    if job.is_some() || setup.archive.is_some() {
        let (article, _) = bytes.cited()?;
        let near = article.published.as_ref().and_then(|field| field.value.near());
        let cited = article.cited_urls().into_iter().map(|url| (url.to_owned(), near)).collect();
        let learnt = learn::of_addresses(cited, job.as_ref(), setup.archive.as_ref(), &mut waiting);
        let learnt = learnt.map_err(|error| with_causes(&error))?;
        plan.links = job.as_ref().map(|_| learnt.links);
        plan.sources = learnt.sources;
        pages.by_url.clone_from(&learnt.pages.by_url);
    }
    if !pages.by_label.is_empty() || !pages.by_url.is_empty() || job.is_some() {
        plan.pages = Some(Arc::new(pages));
        plan.load.demand |= Demand::EVIDENCE;
    }
    Ok(waiting.troubles)
}
