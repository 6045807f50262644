//! `newscheck archive list`: the articles and captures of the archive.

use anyhow::Context;
use serde_json::json;

use crate::archive::{ArticleRow, CaptureRow};
use crate::cli::Outcome;
use crate::cli::args::archive::{List, ListFormat};
use crate::cli::commands::archive::{Place, capture_line, open_read_only, plural};
use crate::cli::exit::Exit;
use crate::cli::outputs::Look;
use crate::text::sanitize::for_terminal;

/// Runs the command.
pub fn run(place: &Place, command: &List) -> Outcome {
    let archive = open_read_only(place)?;
    let mut captures = Vec::new();
    let mut articles = Vec::new();
    if command.urls.is_empty() {
        captures = archive.all_captures()?;
        articles = archive.articles()?;
    }
    for url in &command.urls {
        captures.extend(archive.answers(url)?);
        articles.extend(archive.articles_citing(url)?);
    }
    let (_, mut out) = Look::of(&command.output).open()?;
    let out = &mut out;
    match command.format {
        ListFormat::Json => {
            let articles: Vec<_> = articles.iter().map(article).collect();
            let captures: Vec<_> = captures.iter().map(capture).collect();
            crate::render::json::write_json(&json!({"articles": articles, "captures": captures}), out)
                .and_then(|()| writeln!(out))
        }
        ListFormat::Text => text(&articles, &captures, out),
    }
    .and_then(|()| out.finish())
    .context("writing the output")?;
    Ok(Exit::Clean)
}

fn text(
    articles: &[ArticleRow],
    captures: &[CaptureRow],
    out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    for article in articles {
        let headline = article.headline.as_deref().unwrap_or("(no headline)");
        writeln!(out, "{}  {}  {}", article.at, for_terminal(&article.path), for_terminal(headline))?;
    }
    if !articles.is_empty() && !captures.is_empty() {
        writeln!(out)?;
    }
    captures.iter().try_for_each(|capture| writeln!(out, "{}", capture_line(capture)))?;
    writeln!(out, "{}, {}", plural(articles.len(), "article"), plural(captures.len(), "capture"))
}

/// An article as JSON.
pub fn article(article: &ArticleRow) -> serde_json::Value {
    json!({
        "path": article.path, "url": article.url, "headline": article.headline, "published": article.published,
        "archived_at": article.at, "sha256": article.sha256,
    })
}

/// A capture as JSON.
pub fn capture(capture: &CaptureRow) -> serde_json::Value {
    json!({
        "url": capture.url, "captured_at": capture.at, "kind": capture.kind.name(),
        "method": capture.method, "status": capture.status, "mime": capture.mime,
        "digest": capture.digest, "size": capture.size, "truncated": capture.truncated, "redirect": capture.redirect, "via": capture.via,
        "user_supplied": capture.user_supplied, "unverified": capture.unverified, "verdict": capture.verdict,
        "reason": capture.reason, "record_id": capture.record_id, "file": capture.file,
        "offset": capture.offset, "length": capture.length,
    })
}
