//! The text of a source that a call gives: itself, by path, or by address.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::mcp::tools::article::MARK;
use crate::mcp::tools::tool::Call;
use crate::mcp::tools::waiting::{Waiting, links, with_causes};
use crate::model::{SourcePage, SourcePages};
use crate::pipeline::evidence::source_page::{self, Found};
use crate::pipeline::learn;

/// The text of a source: one of text, path and url.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct TextOf {
    /// The text or HTML itself.
    #[serde(default)]
    text: Option<String>,
    /// A file in a folder that may be read.
    #[serde(default)]
    path: Option<String>,
    /// An address: of a capture in the archive, or, where the server was started with --online, to be asked
    /// for.
    #[serde(default)]
    url: Option<String>,
}

impl TextOf {
    /// What the source says.
    pub fn page(self, call: &mut Call<'_>) -> Result<SourcePage, String> {
        let read = |bytes: &[u8], name: &str| {
            source_page::read(&Found { bytes, content_type: None, name, url: "", captured_at: None })
        };
        match (self.text, self.path, self.url) {
            (Some(text), None, None) => {
                let words = format!("{MARK}{}", text.strip_prefix(MARK).unwrap_or(&text));
                Ok(SourcePage { origin: "text".to_owned(), ..read(words.as_bytes(), "") })
            }
            (None, Some(path), None) => Ok(read(&call.fence.read(&path)?.bytes, &path)),
            (None, None, Some(url)) => at(call, url),
            _ => Err("give one of text, path and url for each source".to_owned()),
        }
    }
}

/// What an address answers, or what the archive has of it.
fn at(call: &mut Call<'_>, url: String) -> Result<SourcePage, String> {
    let archive = call.setup.archive.as_ref();
    let job = match call.setup.is_online {
        false if archive.is_some() => None,
        _ => Some(links(call)?),
    };
    let cited = BTreeMap::from([(url.clone(), None)]);
    let mut waiting = Waiting { progress: call.progress, troubles: Vec::new() };
    let learnt = learn::of_addresses(cited, job.as_ref(), archive, &mut waiting);
    let learnt = learnt.map_err(|error| with_causes(&error))?;
    let SourcePages { by_url, .. } = &*learnt.pages;
    let pages = by_url.get(&url).into_iter().flatten();
    // What was captured last and can be compared goes before the rest.
    let page = pages.clone().rfind(|page| page.uncompared.is_none()).or(pages.last());
    page.map(|page| SourcePage::clone(page)).ok_or_else(|| format!("{url}: there is no text of it"))
}
