//! `newscheck links`: the addresses that articles cite, and online what became of each.

use std::sync::atomic::Ordering;

use anyhow::{Context, anyhow};

use crate::cli::args::Links;
use crate::cli::exit::{Exit, complain};
use crate::cli::progress::LateBar;
use crate::cli::rule_sets::Config;
use crate::cli::{Outcome, WRITES, online, settings};
use crate::model::LinkList;
use crate::pipeline::online::Uncaptured;
use crate::pipeline::online::gather::{Gathered, gather};
use crate::render::Wants;
use crate::render::links::{LINKS, LinkFormat};

/// Runs the command.
pub fn run(args: &Links) -> Outcome {
    let format = format(&args.format)?;
    let config = Config::of(&args.input)?;
    let job = online::link_job(&args.online, config.run().map(|file| &**file))?;
    let mut hosts = Vec::new();
    let mut gathered = gathered(args, &config, job.as_ref(), &mut hosts)?;
    for url in online::listed_urls(&args.urls_from)? {
        gathered.cited.entry(url).or_insert(None);
    }
    let mut list = LinkList { complete: gathered.complete, online: job.is_some(), ..LinkList::default() };
    match &job {
        None => list.links = gathered.cited.into_keys().map(|url| (url, None)).collect(),
        Some(job) => {
            let asked = online::ask(&gathered.cited, job, &mut Uncaptured)?;
            list.complete &= asked.complete;
            hosts.extend(asked.hosts);
            hosts.sort();
            hosts.dedup();
            (list.hosts, list.proxy) = (hosts, asked.proxy);
            list.links =
                gathered.cited.into_keys().map(|url| (url.clone(), asked.links.get(&url).cloned())).collect();
        }
    }
    let (run, mut out) = settings::target(&args.output)?;
    WRITES.store(true, Ordering::Relaxed);
    (format.write)(&list, &run, &mut out).context("writing the output")?;
    out.finish().context("writing the output")?;
    for message in &gathered.untold {
        complain(message);
    }
    Ok(exit_of(&list, !gathered.untold.is_empty()))
}

fn format(name: &str) -> anyhow::Result<LinkFormat> {
    let known = || LINKS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    LINKS
        .iter()
        .copied()
        .find(|format| format.name == name)
        .ok_or_else(|| anyhow!("no format {name}: there are {}", known()))
}

/// What the inputs cite, if there are inputs.
fn gathered(
    args: &Links,
    config: &Config,
    job: Option<&crate::pipeline::online::LinkJob>,
    hosts: &mut Vec<String>,
) -> anyhow::Result<Gathered> {
    if args.input.paths.is_empty() && args.input.files_from.is_none() && !args.urls_from.is_empty() {
        return Ok(Gathered { complete: true, ..Gathered::default() });
    }
    let files = settings::files_or_urls(&args.input, config, job.map(|job| &job.fetch), hosts)?;
    let reading = settings::job(&args.input, Vec::new(), settings::clock(None)?, Wants::default())?;
    let mut bar = LateBar::new();
    let gathered = gather(files, &reading, &mut bar).context("gathering the cited links")?;
    bar.clear();
    Ok(gathered)
}

fn exit_of(list: &LinkList, unread: bool) -> Exit {
    let failed = list.links.values().flatten().any(|link| link.verdict.is_gone());
    match () {
        () if !list.complete => Exit::Interrupted,
        () if unread => Exit::Trouble,
        () if failed => Exit::Findings,
        () => Exit::Clean,
    }
}
