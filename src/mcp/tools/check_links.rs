//! What became of addresses.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::mcp::marked::fenced;
use crate::mcp::pages::{Page, Paged, paged};
use crate::mcp::tools::article::Given;
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::mcp::tools::waiting::{Waiting, links, with_causes};
use crate::model::{Link, LinkVerdict};
use crate::pipeline::learn::ask;
use crate::pipeline::online::Uncaptured;
use crate::render::words::verdict;

/// Addresses of one call.
const MOST: usize = 200;

/// The tool.
pub static TOOL: Tool = Tool {
    name: "check_links",
    title: "Ask whether links are alive",
    description: "Asks for addresses, or for those that an article cites, and says what became of each: alive, moved, dead, \
        soft-404, blocked (which is not dead), tls-fault, unreachable, broken, refused (private addresses are never \
        asked). Only where the server was started with --online.",
    may_ask: true,
    input: input::<Arguments>,
    output: output::<Paged<Asked>>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    /// The addresses, at most 200. Either these or an article.
    #[serde(default)]
    urls: Vec<String>,
    #[serde(flatten)]
    given: Given,
    #[serde(flatten)]
    page: Page,
}

#[derive(Serialize, JsonSchema)]
struct Asked {
    /// What became of each, in order of address.
    links: Vec<Link>,
    /// How many have each verdict.
    counts: BTreeMap<LinkVerdict, usize>,
    /// The hosts that were contacted.
    hosts: Vec<String>,
    /// Whether there is a verdict on every address.
    complete: bool,
    /// What went wrong beside.
    troubles: Vec<String>,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { urls, given, page } = read(arguments)?;
    let job = links(call)?;
    let urls: BTreeSet<String> = match urls.is_empty() {
        false => urls.into_iter().collect(),
        true => {
            let (article, _) = given.bytes(call)?.cited()?;
            article.cited_urls().into_iter().map(str::to_owned).collect()
        }
    };
    if urls.len() > MOST {
        return Err(format!(
            "{} addresses: at most {MOST} are asked for in one call; give them as urls",
            urls.len()
        ));
    }
    let cited = urls.into_iter().map(|url| (url, None)).collect();
    let mut waiting = Waiting { progress: call.progress, troubles: Vec::new() };
    let asked = ask(&cited, &job, &mut Uncaptured, &mut waiting).map_err(|error| with_causes(&error))?;
    let mut counts = BTreeMap::new();
    for link in asked.links.values() {
        *counts.entry(link.verdict).or_default() += 1;
    }
    let links: Vec<Link> = asked.links.values().map(Link::without_secrets).collect();
    let line = |link: &Link| format!("{}  {}", link.url, verdict(link));
    let lines: Vec<String> = links.iter().take(20).map(line).collect();
    let asked =
        Asked { links, counts, hosts: asked.hosts, complete: asked.complete, troubles: waiting.troubles };
    let data = serde_json::to_value(asked).map_err(|error| error.to_string())?;
    Ok(Told { text: fenced(&lines.join("\n")), data: paged(data, &["/links", "/hosts"], page) })
}
