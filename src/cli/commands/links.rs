//! `newscheck links`: the addresses that articles cite, and online what became of each.

use std::sync::atomic::Ordering;

use anyhow::{Context, anyhow};

use crate::cli::args::Links;
use crate::cli::exit::{Exit, complain};
use crate::cli::outputs::Look;
use crate::cli::rule_sets::Config;
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, WRITES, inputs, online};
use crate::model::{Demand, LinkList};
use crate::pipeline::learn::{self, ask};
use crate::pipeline::online::gather::Gathered;
use crate::pipeline::online::{LinkJob, Uncaptured};
use crate::render::links::{LINKS, LinkFormat};

/// Runs the command.
pub fn run(args: &Links) -> Outcome {
    let format = format(&args.format)?;
    let config = Config::of(&args.input)?;
    let job = online::link_job(&args.online, config.run().map(|file| &**file))?;
    let mut ui = Terminal::new();
    let (mut gathered, mut hosts) = gathered(args, &config, job.as_ref(), &mut ui)?;
    for url in inputs::listed_urls(&args.urls_from)? {
        gathered.cited.entry(url).or_insert(None);
    }
    let mut list = LinkList { complete: gathered.complete, online: job.is_some(), ..LinkList::default() };
    match &job {
        None => list.links = gathered.cited.into_keys().map(|url| (url, None)).collect(),
        Some(job) => {
            let asked = ask(&gathered.cited, job, &mut Uncaptured, &mut ui)?;
            list.complete &= asked.complete;
            hosts.extend(asked.hosts);
            hosts.sort();
            hosts.dedup();
            (list.hosts, list.proxy) = (hosts, asked.proxy);
            list.links =
                gathered.cited.into_keys().map(|url| (url.clone(), asked.links.get(&url).cloned())).collect();
        }
    }
    let (run, mut out) = Look::of(&args.output).open()?;
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

/// What the inputs cite, if there are inputs, and the hosts that were contacted for them.
fn gathered(
    args: &Links,
    config: &Config,
    job: Option<&LinkJob>,
    ui: &mut Terminal,
) -> anyhow::Result<(Gathered, Vec<String>)> {
    if args.input.paths.is_empty() && args.input.files_from.is_none() && !args.urls_from.is_empty() {
        return Ok((Gathered { complete: true, ..Gathered::default() }, Vec::new()));
    }
    let (files, hosts) = inputs::files_or_urls(&args.input, config, job.map(|job| &job.fetch))?;
    let reading = inputs::job(&args.input, Vec::new(), inputs::clock(None)?, Demand::CITATIONS)?;
    Ok((learn::gathered(files, &reading, ui)?, hosts))
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
