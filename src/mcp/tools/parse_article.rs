//! The record of an article.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::mcp::marked::fenced;
use crate::mcp::pages::{Page, Paged, paged};
use crate::mcp::tools::article::Given;
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::model::{ArticleRecord, Demand};
use crate::render::words::{byline, totals};

/// The tool.
pub static TOOL: Tool = Tool {
    name: "parse_article",
    title: "Read an article",
    description: "Reads a news article (text, web page, Word, PDF, EPUB, mail, web archive) as a record: headline, dates, \
        authors, body, links, citations with what each leads to, and references. Lists come page by page.",
    may_ask: false,
    input: input::<Arguments>,
    output: output::<Paged<ArticleRecord>>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    #[serde(flatten)]
    given: Given,
    #[serde(flatten)]
    page: Page,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { given, page } = read(arguments)?;
    let (article, members) = given.bytes(call)?.article(Demand::DIGEST)?;
    let headline = article.headline.as_ref().map_or("(no headline)", |field| field.value.as_str());
    let headline: String = headline.chars().take(300).collect();
    let words = fenced(&format!("{headline}\n{}\n{}", byline(&article.authors), totals(&article)));
    let text = if members > 1 { format!("one of {members} articles\n{words}") } else { words };
    let data = serde_json::to_value(ArticleRecord::from(&article)).map_err(|error| error.to_string())?;
    let lists = ["/body", "/links", "/citations", "/references", "/residue", "/authors"];
    Ok(Told { text, data: paged(data, &lists, page) })
}
