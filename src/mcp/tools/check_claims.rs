//! Single claims against the texts of their sources, without an article.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::evidence::Claim;
use crate::mcp::marked::fenced;
use crate::mcp::pages::{Page, Paged, paged};
use crate::mcp::tools::source::TextOf;
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::model::evidence_record::{PairRecord, of_pair};
use crate::model::{EvidenceVerdict, Uncompared};
use crate::pipeline::evidence::alone::{Ready, compare};

/// Claims and sources of one call.
const CLAIMS: usize = 200;
const SOURCES: usize = 32;

/// The tool.
pub static TOOL: Tool = Tool {
    name: "check_claims",
    title: "Compare claims with sources",
    description: "Compares sentences with the texts of sources: for each a verdict, the passages on it, and what differs \
        in quotations, figures, names and words. It compares words: supported means that the source has them, not \
        that they are true; claim-not-found and unsure ask for a look.",
    may_ask: true,
    input: input::<Arguments>,
    output: output::<Paged<Compared>>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    /// The sentences, at most 200.
    claims: Vec<GivenClaim>,
    /// The sources, at most 32.
    sources: Vec<GivenSource>,
    #[serde(flatten)]
    page: Page,
}

#[derive(Deserialize, JsonSchema)]
struct GivenClaim {
    /// One sentence, as the article has it.
    text: String,
    /// What the article says before it: it settles who "she" is.
    #[serde(default)]
    context: String,
    /// The article's headline.
    #[serde(default)]
    title: String,
    /// The names of its sources. Without it all sources count.
    #[serde(default)]
    sources: Option<Vec<String>>,
}

#[derive(Deserialize, JsonSchema)]
struct GivenSource {
    /// What claims call it. Without it its number: 1 for the first.
    #[serde(default)]
    name: Option<String>,
    #[serde(flatten)]
    text: TextOf,
}

#[derive(Serialize, JsonSchema)]
struct Compared {
    /// The claims in order.
    claims: Vec<ComparedClaim>,
    /// The sources in order, as they were read.
    sources: Vec<ReadSource>,
}

#[derive(Serialize, JsonSchema)]
struct ComparedClaim {
    /// 0-based number of the claim.
    claim: usize,
    /// What the comparison with all its sources amounts to.
    verdict: EvidenceVerdict,
    /// What each of them says.
    sources: Vec<OfSource>,
}

#[derive(Serialize, JsonSchema)]
struct OfSource {
    /// The source's name.
    source: String,
    #[serde(flatten)]
    pair: PairRecord,
}

#[derive(Serialize, JsonSchema)]
struct ReadSource {
    /// What claims call it.
    name: String,
    /// Where it came from.
    origin: String,
    /// What it calls itself.
    title: Option<String>,
    /// When it was captured, as RFC 3339 in UTC.
    captured_at: Option<String>,
    /// Its language, BCP 47.
    language: Option<String>,
    /// Whether only a part of it was read.
    part: bool,
    /// Why it is not compared with; null where it is.
    uncompared: Option<Uncompared>,
    /// What told that.
    told: Option<String>,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { claims, sources, page } = read(arguments)?;
    if claims.len() > CLAIMS || sources.len() > SOURCES || claims.is_empty() || sources.is_empty() {
        return Err(format!("give 1 to {CLAIMS} claims and 1 to {SOURCES} sources"));
    }
    let mut ready = Vec::new();
    let mut names = BTreeSet::new();
    for (index, source) in sources.into_iter().enumerate() {
        let name = source.name.unwrap_or_else(|| (index + 1).to_string());
        if !names.insert(name.clone()) {
            return Err(format!("two sources are called {name}"));
        }
        ready.push((name, Ready::new(Arc::new(source.text.page(call)?))));
    }
    let mut compared = Compared { claims: Vec::new(), sources: ready.iter().map(as_read).collect() };
    for (index, claim) in claims.iter().enumerate() {
        if call.called_off.load(Ordering::Relaxed) {
            return Err("called off".to_owned());
        }
        compared.claims.push(of_claim(index, claim, &ready)?);
    }
    let lines: Vec<String> =
        claims.iter().zip(&compared.claims).map(|(claim, found)| line(claim, found)).collect();
    let text = fenced(&lines[..lines.len().min(20)].join("\n"));
    let data = serde_json::to_value(compared).map_err(|error| error.to_string())?;
    Ok(Told { text, data: paged(data, &["/claims"], page) })
}

fn of_claim(index: usize, claim: &GivenClaim, ready: &[(String, Ready)]) -> Result<ComparedClaim, String> {
    let mut chosen: Vec<&(String, Ready)> = ready.iter().collect();
    if let Some(names) = &claim.sources {
        let unknown = names.iter().find(|name| ready.iter().all(|(known, _)| known != *name));
        if let Some(unknown) = unknown {
            return Err(format!("claim {index}: no source is called {unknown}"));
        }
        chosen.retain(|(name, _)| names.contains(name));
    }
    let words = Claim { text: &claim.text, context: &claim.context, title: &claim.title, ..Claim::default() };
    let pages: Vec<&Ready> = chosen.iter().map(|(_, ready)| ready).collect();
    let (verdict, found) = compare(&words, &pages);
    let of_source = |((name, ready), comparison): (&&(String, Ready), _)| OfSource {
        source: name.clone(),
        pair: of_pair(&claim.text, &ready.page.text, comparison),
    };
    Ok(ComparedClaim { claim: index, verdict, sources: chosen.iter().zip(&found).map(of_source).collect() })
}

fn as_read((name, ready): &(String, Ready)) -> ReadSource {
    let page = &ready.page;
    ReadSource {
        name: name.clone(),
        origin: page.origin.clone(),
        title: page.titles.first().cloned(),
        captured_at: page.captured_at.clone(),
        language: page.language.clone(),
        part: page.is_part,
        uncompared: page.uncompared,
        told: page.told.clone(),
    }
}

/// `2 figure-differs: The ferry carried 57,000 people …`
fn line(claim: &GivenClaim, found: &ComparedClaim) -> String {
    let verdict = serde_json::to_value(found.verdict).ok();
    let verdict = verdict.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let words: String = claim.text.chars().take(100).collect();
    format!("{} {verdict}: {words}", found.claim)
}
