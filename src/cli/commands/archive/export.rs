//! `newscheck archive export`: articles with their sources as WACZ.

use anyhow::{Context, bail};
use chrono::Utc;
use serde_json::json;

use crate::archive::{Archive, ArticleRow, Package, Selection};
use crate::cli::Outcome;
use crate::cli::args::archive::Export;
use crate::cli::commands::archive::{Place, articles_named, open_read_only, plural, print};
use crate::cli::exit::{Exit, complain};
use crate::cli::inputs::is_url;
use crate::model::ArticleReport;
use crate::pipeline::archive as pipeline;

/// Runs the command.
pub fn run(place: &Place, command: &Export) -> Outcome {
    let archive = open_read_only(place)?;
    let mut articles = Vec::new();
    let mut urls = Vec::new();
    for name in &command.articles {
        let named = articles_named(&archive, name)?;
        if named.is_empty() && is_url(name.as_ref()) && !archive.answers(name)?.is_empty() {
            urls.push(name.as_str());
        } else if named.is_empty() {
            bail!("{name}: no such article in the archive");
        }
        articles.extend(named);
    }
    if !urls.is_empty() && !articles.is_empty() {
        bail!("articles and bare addresses cannot be packed together");
    }
    let ids: Vec<i64> = articles.iter().map(|article| article.id).collect();
    let selection = match (ids.is_empty(), urls.is_empty()) {
        (false, _) => Selection::Articles(&ids),
        (true, false) => Selection::Urls(&urls),
        (true, true) => Selection::All,
    };
    let told = if command.articles.is_empty() { archive.articles()? } else { articles };
    let report = report(&archive, &told)?;
    let headline =
        told.first().and_then(|article| article.headline.clone()).unwrap_or_else(|| "Web archive".to_owned());
    let title = command.title.clone().unwrap_or(headline);
    let package = Package {
        title: &title,
        created: Utc::now(),
        version: env!("CARGO_PKG_VERSION"),
        report: Some(&report),
    };
    let exported = archive.export(selection, &command.output, &package)?;
    for missing in &exported.missing {
        complain(&format!("not in the archive, so not in the package: {missing}"));
    }
    let (captures, pages) = (plural(exported.captures, "capture"), plural(exported.pages, "page"));
    print(|out| writeln!(out, "{}: {captures}, {pages} with text", command.output.display()))?;
    Ok(Exit::Clean)
}

/// The records of the articles, and the findings about them by what the archive holds.
fn report(archive: &Archive, articles: &[ArticleRow]) -> anyhow::Result<Vec<u8>> {
    let mut told = Vec::new();
    for article in articles {
        let record = pipeline::record_of(article)?;
        let sources = pipeline::sources(archive, &record)?;
        let report = pipeline::checked(archive, article, sources)?.map(|report| ArticleReport::from(&report));
        told.push(json!({ "record": record, "report": report }));
    }
    let whole = json!({ "schema": "newscheck/package/1", "articles": told });
    serde_json::to_vec_pretty(&whole).context("writing the report of the package")
}
