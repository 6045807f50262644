//! `newscheck archive add`: articles as they are read, and captures of what they cite.

use anyhow::bail;

use crate::cli::args::archive::Add;
use crate::cli::commands::archive::{Place, open, plural, print};
use crate::cli::exit::{Exit, complain};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, inputs, online};
use crate::model::Demand;
use crate::pipeline::archive::add::{Added, Requisites, add};
use crate::pipeline::archive::read::read;
use crate::pipeline::ui::Ui;
use crate::render::words::{contacted, verdict};
use crate::text::sanitize::for_terminal;

/// Runs the command.
pub fn run(place: &Place, command: &Add) -> Outcome {
    let config = &place.config;
    let fetch = online::fetch_options(&command.fetch, config.run().map(|file| &**file))?;
    let (files, hosts) = inputs::files_or_urls(&command.input, config, Some(&fetch))?;
    let job =
        inputs::job(&command.input, Vec::new(), inputs::clock(None)?, Demand::ARTICLE | Demand::DIGEST)?;
    let mut articles = Vec::new();
    let mut unread = false;
    read(files, &job, |file, found| match found {
        Ok(found) => articles.extend(found),
        Err(message) => {
            complain(&format!("{}: {message}", file.shown()));
            unread = true;
        }
    })?;
    if articles.is_empty() {
        bail!("nothing to archive");
    }
    let mut archive = open(place)?;
    let requisites = if command.page_requisites { Requisites::Captured } else { Requisites::LeftOut };
    let mut ui = Terminal::new();
    ui.begin_writing();
    let added = add(&mut archive, &articles, &fetch, requisites, &mut ui);
    ui.step_over();
    let mut added = added?;
    added.hosts.extend(hosts);
    archive.finish()?;
    if !command.quiet {
        tell(&added)?;
    }
    Ok(match () {
        () if added.unasked > 0 => Exit::Interrupted,
        () if unread => Exit::Trouble,
        () => Exit::Clean,
    })
}

fn tell(added: &Added) -> anyhow::Result<()> {
    print(|out| {
        for link in &added.links {
            let words = verdict(link);
            writeln!(out, "{}  {words}", for_terminal(&link.url))?;
        }
        let live = added.links.iter().filter(|link| link.verdict.is_live()).count();
        let mut said =
            format!("{} and {} archived", plural(added.articles, "article"), plural(live, "live source"));
        if live < added.links.len() {
            said.push_str(&format!("; {} not live", plural(added.links.len() - live, "source")));
        }
        if added.requisites > 0 {
            said.push_str(&format!("; {} of pages", plural(added.requisites, "requisite")));
        }
        if added.unasked > 0 {
            said.push_str(&format!("; interrupted: {} not asked for", plural(added.unasked, "source")));
        }
        writeln!(out, "{said}")?;
        let hosts: Vec<String> = added.hosts.iter().cloned().collect();
        contacted(&hosts, added.proxy.as_deref(), out)
    })
}
