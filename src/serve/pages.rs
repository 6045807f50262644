//! The pages: articles, sources, captures, what changed, what was found. Every word of an archive is escaped.

use std::fmt::Write as _;
use std::path::Path;

use crate::archive::{self, Archive, ArchiveError, CaptureRow, Tag};
use crate::model::record::{CitationRecord, ReferenceRecord};
use crate::model::{BlockKind, FileReport, Finding, Severity};
use crate::pipeline::archive::{checked, history, record_of, sources};
use crate::render::html::evidence_of;
use crate::render::xml::escaped;
use crate::serve::loopback::Answer;
use crate::serve::query;

/// Captures on the front page.
const LATEST: usize = 30;

/// Captures that a search finds.
const HITS: usize = 50;

/// A page that says what went wrong.
pub(super) fn fault(status: u16, words: &str) -> Answer {
    Answer::page(
        status,
        layout("Not here", "", &format!("<h1>{}</h1><p><a href=\"/\">All articles</a></p>", escaped(words))),
    )
}

/// A whole page.
fn layout(title: &str, searched: &str, main: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{} · newscheck archive</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body>\
         <a class=\"skip\" href=\"#main\">To the content</a><header><div><a href=\"/\">newscheck archive</a>\
         <form action=\"/search\" role=\"search\"><input type=\"search\" name=\"q\" aria-label=\"Search the captures\" placeholder=\"Search the captures\" \
         value=\"{}\"><button>Search</button></form></div></header><main id=\"main\">{main}</main></body></html>",
        escaped(title),
        escaped(searched)
    )
}

/// The articles, and the latest captures.
pub(super) fn front(archive: &Archive, folder: &Path) -> Result<Answer, ArchiveError> {
    let mut main = "<h1>Articles</h1>".to_owned();
    let mut articles = archive.articles()?;
    articles.reverse();
    if articles.is_empty() {
        main.push_str("<p class=\"dim\">None yet: <code>newscheck archive add article.txt</code></p>");
    } else {
        main.push_str("<div class=\"wide\"><table><thead><tr><th>Headline</th><th>Published</th><th>Sources</th><th>Archived</th></tr></thead><tbody>");
        for article in &articles {
            let sources = sources(archive, &record_of(article)?)?;
            let held = sources.values().flatten().count();
            let headline = article.headline.as_deref().unwrap_or(&article.path);
            let published =
                article.published.as_deref().map_or("", |moment| moment.get(..10).unwrap_or(moment));
            let _ = write!(
                main,
                "<tr><td><a href=\"/article/{}\">{}</a></td><td>{}</td><td>{held} of {} captured</td><td>{}</td></tr>",
                article.id,
                escaped(headline),
                escaped(published),
                sources.len(),
                shown(&article.at)
            );
        }
        main.push_str("</tbody></table></div>");
    }
    let mut captures = archive.all_captures()?;
    captures.sort_by(|a, b| (&b.at, b.id).cmp(&(&a.at, a.id)));
    let _ = write!(main, "<h2>Latest captures</h2>{}", table(&captures[..captures.len().min(LATEST)]));
    let _ = write!(
        main,
        "<p class=\"dim\">{} captures in {}</p>",
        captures.len(),
        escaped(&folder.display().to_string())
    );
    Ok(Answer::page(200, layout("Articles", "", &main)))
}

/// An article with its citations, and what the archive holds of each source.
pub(super) fn article(archive: &Archive, id: i64) -> Result<Option<Answer>, ArchiveError> {
    let Some(article) = archive.article(id)? else { return Ok(None) };
    let record = record_of(&article)?;
    let sources = sources(archive, &record)?;
    let report = checked(archive, &article, sources)?;
    let findings = report.as_ref().map(findings).unwrap_or_default();
    let headline = record.headline.as_deref().unwrap_or(&article.path);
    let mut facts = Vec::new();
    facts.extend((!record.authors.is_empty()).then(|| format!("by {}", record.authors.join(", "))));
    facts.extend(record.published.clone());
    facts.push(article.path.clone());
    let mut main =
        format!("<h1>{}</h1><p class=\"dim\">{}</p>", escaped(headline), escaped(&facts.join(" · ")));
    if !findings.is_empty() {
        main.push_str("<h2>Findings by what is archived</h2><ul>");
        for finding in &findings {
            let class = match finding.severity {
                Severity::Error => "bad",
                Severity::Warning => "warn",
                Severity::Info | Severity::Off => "dim",
            };
            let _ = write!(
                main,
                "<li><span class=\"{class}\">{} {}</span> {}</li>",
                finding.severity.name(),
                finding.code,
                escaped(&finding.message)
            );
        }
        main.push_str("</ul>");
    }
    main.push_str("<div class=\"story\">");
    for (index, block) in record.body.iter().enumerate() {
        let citations: Vec<(usize, &CitationRecord)> = record
            .citations
            .iter()
            .enumerate()
            .filter(|(_, citation)| citation.paragraph == Some(index))
            .collect();
        let words = marked(&block.text, &citations);
        let _ = match block.kind {
            BlockKind::Heading => write!(main, "<h2>{words}</h2>"),
            BlockKind::Quote => write!(main, "<blockquote>{words}</blockquote>"),
            _ => write!(main, "<p>{words}</p>"),
        };
    }
    main.push_str("</div><h2>Sources</h2><ol class=\"sources\">");
    for (index, reference) in record.references.iter().enumerate() {
        main.push_str(&source(archive, index, reference, &findings)?);
    }
    main.push_str("</ol>");
    if let Some(report) = &report {
        main.push_str(&evidence_of(report, "said"));
    }
    let _ = write!(main, "<p><a href=\"/capture/{}\">The article as it was read</a></p>", article.capture);
    Ok(Some(Answer::page(200, layout(headline, "", &main))))
}

/// An entry of the reference list with the captures of its addresses.
fn source(
    archive: &Archive,
    index: usize,
    reference: &ReferenceRecord,
    findings: &[Finding],
) -> Result<String, ArchiveError> {
    let label = reference.label.as_ref().map_or_else(|| "·".to_owned(), |label| format!("[{label}]"));
    let mut item = format!(
        "<li id=\"source-{index}\"><span id=\"said-r{index}\"></span><span class=\"label\">{}</span> {}",
        escaped(&label),
        escaped(&reference.text)
    );
    for url in reference.addresses() {
        let captures = history::pages(archive, url)?;
        let (first, last) = (captures.first(), captures.last());
        let _ =
            write!(item, "<div class=\"url\"><a href=\"/url?u={}\">{}</a></div>", query(url), escaped(url));
        if captures.is_empty() {
            let _ = write!(
                item,
                "<div class=\"bad\">{}</div>",
                if archive.captures(url)?.is_empty() { "no capture" } else { "no page captured" }
            );
            continue;
        }
        item.push_str("<ul class=\"plain\">");
        for capture in &captures {
            let _ = write!(
                item,
                "<li><a href=\"/capture/{}\">{}</a> {}</li>",
                capture.id,
                shown(&capture.at),
                state(capture)
            );
        }
        item.push_str("</ul>");
        if let Some((first, last)) = first.zip(last).filter(|(first, last)| first.digest != last.digest) {
            let drifted = findings
                .iter()
                .any(|finding| finding.code == "LNK009" && finding.url.as_deref() == Some(url));
            let said =
                if drifted { " <span class=\"warn\">also where the article cites it</span>" } else { "" };
            let _ = write!(
                item,
                "<div><a href=\"/diff?a={}&amp;b={}\">What changed</a>{said}</div>",
                first.id, last.id
            );
        }
    }
    Ok(item + "</li>")
}

/// The text of a block with its markers as links to their sources.
fn marked(text: &str, citations: &[(usize, &CitationRecord)]) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut from = 0;
    for (index, citation) in citations {
        let (start, end) = (citation.start as usize, (citation.end as usize).min(letters.len()));
        // The labels of one marker all have its place.
        if start < from || start >= end {
            continue;
        }
        out.push_str(&escaped(&letters[from..start].iter().collect::<String>()));
        let marker = escaped(&letters[start..end].iter().collect::<String>());
        let _ = write!(out, "<span id=\"said-c{index}\"></span>");
        let _ = match citation.references.first() {
            Some(reference) => write!(out, "<sup><a href=\"#source-{reference}\">{marker}</a></sup>"),
            None => write!(out, "<sup class=\"bad\" title=\"{}\">{marker}</sup>", escaped(&citation.status)),
        };
        from = end;
    }
    out.push_str(&escaped(&letters[from..].iter().collect::<String>()));
    out
}

/// Every capture of an address, and the articles that cite it.
pub(super) fn address(archive: &Archive, url: &str) -> Result<Option<Answer>, ArchiveError> {
    let captures = archive.answers(url)?;
    let citing = archive.articles_citing(url)?;
    if captures.is_empty() && citing.is_empty() {
        return Ok(None);
    }
    let mut main = format!("<h1 class=\"url\">{}</h1>{}", escaped(url), table(&captures));
    let pages = history::pages(archive, url)?;
    let changed = pages.windows(2).filter(|pair| pair[0].digest != pair[1].digest);
    for pair in changed {
        let (before, after) = (shown(&pair[0].at), shown(&pair[1].at));
        let _ = write!(
            main,
            "<p><a href=\"/diff?a={}&amp;b={}\">What changed from {before} to {after}</a></p>",
            pair[0].id, pair[1].id
        );
    }
    if !citing.is_empty() {
        main.push_str("<h2>Cited by</h2><ul>");
        for article in citing {
            let headline = article.headline.as_deref().unwrap_or(&article.path);
            let _ = write!(main, "<li><a href=\"/article/{}\">{}</a></li>", article.id, escaped(headline));
        }
        main.push_str("</ul>");
    }
    Ok(Some(Answer::page(200, layout(url, "", &main))))
}

/// One capture: the page, its text, what is known of it.
pub(super) fn capture(archive: &Archive, id: i64) -> Result<Option<Answer>, ArchiveError> {
    let Some(capture) = archive.capture(id)? else { return Ok(None) };
    let text = archive.text(&capture)?;
    let title = text.as_ref().and_then(|page| page.title.clone()).unwrap_or_else(|| capture.url.clone());
    let mut main = format!(
        "<h1>{}</h1><p class=\"url\"><a href=\"/url?u={}\">{}</a></p>",
        escaped(&title),
        query(&capture.url),
        escaped(&capture.url)
    );
    let _ = write!(main, "<p>Captured {} {}</p>", shown(&capture.at), state(&capture));
    if capture.size > 0 && capture.redirect.is_none() {
        let _ = write!(main, "<iframe sandbox title=\"The page as captured\" src=\"/replay/{id}\"></iframe>");
    }
    if let Some(page) = text.filter(|page| !page.text.is_empty()) {
        let _ = write!(main, "<h2>Text</h2><pre class=\"text\">{}</pre>", escaped(&page.text));
    }
    main.push_str("<h2>Record</h2><div class=\"wide\"><table><tbody>");
    let place = format!("{}, byte {}, {} bytes", capture.file, capture.offset, capture.length);
    let rows = [
        ("Status", capture.status.map(|status| status.to_string())),
        ("Type", capture.mime.clone()),
        ("Size", Some(format!("{} bytes", capture.size))),
        ("Digest", Some(capture.digest.clone())),
        ("Redirects to", capture.redirect.clone()),
        ("Needed by", capture.via.clone()),
        ("Record", Some(capture.record_id.clone())),
        ("Place", Some(place)),
    ];
    for (name, value) in rows {
        if let Some(value) = value {
            let _ = write!(
                main,
                "<tr><th scope=\"row\">{name}</th><td class=\"url\">{}</td></tr>",
                escaped(&value)
            );
        }
    }
    let _ = write!(main, "</tbody></table></div><p><a href=\"/raw/{id}\" download>The bytes</a></p>");
    Ok(Some(Answer::page(200, layout(&title, "", &main))))
}

/// What changed between two captures.
pub(super) fn diff(
    archive: &Archive,
    before: Option<i64>,
    after: Option<i64>,
) -> Result<Option<Answer>, ArchiveError> {
    let of = |id: Option<i64>| id.map(|id| archive.capture(id)).transpose().map(Option::flatten);
    let Some((before, after)) = of(before)?.zip(of(after)?) else { return Ok(None) };
    let text = |capture: &CaptureRow| {
        archive.text(capture).map(|page| page.map(|page| page.text).unwrap_or_default())
    };
    let hunks = archive::diff(&text(&before)?, &text(&after)?);
    let side =
        |capture: &CaptureRow| format!("<a href=\"/capture/{}\">{}</a>", capture.id, shown(&capture.at));
    let mut main = format!(
        "<h1>What changed</h1><p class=\"url\">{}</p><p>from {} to {}</p>",
        escaped(&after.url),
        side(&before),
        side(&after)
    );
    if hunks.is_empty() {
        main.push_str("<p class=\"dim\">Both say the same.</p>");
    }
    for hunk in &hunks {
        main.push_str("<div class=\"hunk\">");
        for part in &hunk.parts {
            let words = escaped(&part.text);
            let _ = match part.tag {
                Tag::Same => write!(main, "{words}"),
                Tag::Removed => write!(main, "<del>{words}</del>"),
                Tag::Added => write!(main, "<ins>{words}</ins>"),
            };
        }
        main.push_str("</div>");
    }
    Ok(Some(Answer::page(200, layout("What changed", "", &main))))
}

/// What was found.
pub(super) fn search(archive: &Archive, words: &str) -> Result<Answer, ArchiveError> {
    let hits = if words.trim().is_empty() { Vec::new() } else { archive.search(words, HITS)? };
    let mut main = format!("<h1>{} found</h1>", crate::render::words::plural(hits.len(), "capture"));
    for hit in &hits {
        let title = hit.title.as_deref().unwrap_or(&hit.capture.url);
        let _ = write!(main, "<h2><a href=\"/capture/{}\">{}</a></h2>", hit.capture.id, escaped(title));
        let _ = write!(
            main,
            "<div class=\"dim url\">{} · {}</div><p>",
            shown(&hit.capture.at),
            escaped(&hit.capture.url)
        );
        for part in &hit.snippet {
            let words = escaped(&part.text);
            let _ = if part.found { write!(main, "<mark>{words}</mark>") } else { write!(main, "{words}") };
        }
        main.push_str("</p>");
    }
    Ok(Answer::page(200, layout("Search", words, &main)))
}

fn table(captures: &[CaptureRow]) -> String {
    if captures.is_empty() {
        return "<p class=\"dim\">No capture.</p>".to_owned();
    }
    let mut table =
        "<div class=\"wide\"><table><thead><tr><th>Captured</th><th>Address</th><th>Type</th><th></th></tr></thead><tbody>".to_owned();
    for capture in captures {
        let mime = capture.mime.as_deref().unwrap_or("");
        let _ = write!(
            table,
            "<tr><td><a href=\"/capture/{}\">{}</a></td><td class=\"url\"><a href=\"/url?u={}\">{}</a></td><td>{}</td><td>{}</td></tr>",
            capture.id,
            shown(&capture.at),
            query(&capture.url),
            escaped(&capture.url),
            escaped(mime),
            state(capture)
        );
    }
    table + "</tbody></table></div>"
}

/// Status and peculiarities of a capture.
fn state(capture: &CaptureRow) -> String {
    let mut words = Vec::new();
    words.extend(capture.status.map(|status| {
        let class = if status < 400 { "good" } else { "bad" };
        format!("<span class=\"{class}\">{status}</span>")
    }));
    let answers = |method: &String| format!("<span class=\"warn\">answers {}</span>", escaped(method));
    words.extend(capture.method.as_ref().map(answers));
    words.extend(capture.original.map(|_| "<span class=\"dim\">unchanged</span>".to_owned()));
    words.extend(capture.user_supplied.then(|| "<span class=\"warn\">user-supplied</span>".to_owned()));
    words.extend(capture.verdict.as_deref().map(|verdict| {
        let reason = capture.reason.as_deref().unwrap_or_default();
        format!("<span class=\"bad\" title=\"{}\">{}</span>", escaped(reason), escaped(verdict))
    }));
    words.extend(capture.unverified.then(|| "<span class=\"warn\">unverified</span>".to_owned()));
    words.extend(capture.truncated.as_ref().map(|_| "<span class=\"bad\">cut off</span>".to_owned()));
    words.join(" ")
}

/// `2026-11-24 16:00` in UTC, as a machine reads it, too.
fn shown(at: &str) -> String {
    let words = at.get(..16).unwrap_or(at).replace('T', " ");
    format!("<time datetime=\"{}\">{} UTC</time>", escaped(at), escaped(&words))
}

/// What the rules about captures and sources find in an article.
fn findings(report: &FileReport) -> Vec<Finding> {
    let is_of_sources =
        |finding: &&Finding| finding.code.starts_with("LNK") || finding.code.starts_with("EVD");
    report.findings.iter().filter(is_of_sources).cloned().collect()
}
