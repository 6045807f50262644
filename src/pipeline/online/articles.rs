//! Articles that are given by address, fetched.

use std::collections::{BTreeMap, BTreeSet};

use chrono::SecondsFormat;

use crate::fetch::{self, FetchError, FetchOptions, FetchRequest, Fetched, Keep};
use crate::input::files::FoundFile;
use crate::input::page::WebPage;

/// Bytes of an article that is fetched, without its content coding.
const MAX_PAGE: usize = 256 << 20;

/// Fetches the articles that are given by address; gives them in that order, and the hosts that were
/// contacted.
pub fn fetch_articles(
    urls: &[String],
    options: &FetchOptions,
) -> Result<(Vec<FoundFile>, BTreeSet<String>), FetchError> {
    let requests: Vec<FetchRequest> =
        urls.iter().map(|url| FetchRequest { url: url.clone(), near: None, validators: None }).collect();
    let mut pages: BTreeMap<usize, Result<WebPage, String>> = BTreeMap::new();
    let options = FetchOptions { keep: Keep::Exchanges, memento: None, ..options.clone() };
    let contacted = fetch::fetch_all(&requests, &options, &mut |fetched| {
        pages.insert(fetched.index, page_of(&fetched));
    })?;
    let unasked = || Err("not asked: interrupted".to_owned());
    let files = urls
        .iter()
        .enumerate()
        .map(|(index, url)| FoundFile::fetched(url, pages.remove(&index).unwrap_or_else(unasked)));
    Ok((files.collect(), contacted.hosts))
}

/// The page behind a fetched address, or why there is none to read.
fn page_of(fetched: &Fetched) -> Result<WebPage, String> {
    let found = fetched
        .exchanges
        .last()
        .filter(|exchange| exchange.response.status == 200 && exchange.truncated.is_none());
    let Some(exchange) = found else {
        return Err(format!("{}: {}", fetched.link.verdict.name(), fetched.link.reason));
    };
    let body = exchange.unpacked(MAX_PAGE);
    match body.fault {
        Some(fault) => Err(fault.to_string()),
        None => Ok(WebPage {
            url: fetched.link.final_url.clone().unwrap_or_else(|| fetched.link.url.clone()),
            captured: exchange.at.to_rfc3339_opts(SecondsFormat::Secs, true),
            content_type: exchange.response.field("content-type").map(str::to_owned),
            body: body.bytes.into_owned(),
        }),
    }
}
