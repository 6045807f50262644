//! One article of the page: what it is, its findings, its text, its references, its worksheet.

use std::io::{self, Write};

use data_encoding::{BASE64, HEXLOWER};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use crate::model::{Article, BlockKind, FileReport, Finding, Outcome, Reference, Severity};
use crate::render::RunInfo;
use crate::render::html::evidence;
use crate::render::html::passage::{self, Context};
use crate::render::html::{source_link, web_address, worksheet};
use crate::render::spots::{self, Spot, Spots};
use crate::render::words::{byline, dateline, plural, totals, verdict};
use crate::render::xml::escaped;

/// Citations of an entry that are linked back to, and addresses of it that are not shown twice.
const BACK_LINKS: usize = 20;

/// Writes a report: open where there is something to see, closed where there is not. Of many articles each is
/// held packed: browsers are slow with millions of elements, and the page's script unpacks what is opened.
pub(super) fn write(report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let id = id(report);
    let open = if run.single || !report.findings.is_empty() && !run.many { " open" } else { "" };
    write!(
        out,
        "<details class=\"article\" id=\"{id}\" data-found=\"{}\"{open}><summary><span class=\"file\">{}</span>",
        found(report),
        escaped(&report.source.display_name())
    )?;
    badges(report, out)?;
    out.write_all(b"</summary>\n")?;
    if run.many {
        let packed = packed(|out| inside(report, &id, out))?;
        writeln!(out, "<script type=\"text/plain\">{}</script>", BASE64.encode(&packed))?;
    } else {
        inside(report, &id, out)?;
    }
    out.write_all(b"</details>\n")
}

/// What is written, in deflate (RFC 1951) behind a record separator, without a last block: the script puts it
/// behind one such piece or behind many to unpack them in one go.
fn packed(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(b"\x1e")?;
    write(&mut encoder)?;
    encoder.flush()?;
    Ok(std::mem::take(encoder.get_mut()))
}

/// What is shown of an article that is open.
fn inside(report: &FileReport, id: &str, out: &mut dyn Write) -> io::Result<()> {
    match &report.outcome {
        Outcome::Article(article) => whole(report, article, id, out),
        Outcome::Unreadable(fault) if report.findings.is_empty() => {
            writeln!(out, "<p class=\"alarm\">{}</p>", escaped(&fault.message))
        }
        Outcome::Unreadable(_) | Outcome::Skipped => findings(report, &[], id, out),
    }
}

/// The severities and codes of the findings, for the filters: `error:CIT001 info:REF004`.
fn found(report: &FileReport) -> String {
    let names: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{}:{}", finding.severity.name(), finding.code))
        .collect();
    names.join(" ")
}

/// The same on every run, and another for every name.
fn id(report: &FileReport) -> String {
    format!("a{}", HEXLOWER.encode(&Sha256::digest(report.source.display_name())[..6]))
}

/// `2 errors` `1 warning`
fn badges(report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    let counts = report.counts();
    if report.findings.is_empty() {
        return out.write_all(b"<span class=\"badge clean\">no findings</span>");
    }
    for (count, severity) in [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "info")]
    {
        if count > 0 {
            write!(out, "<span class=\"badge {severity}\">{}</span>", plural(count, severity))?;
        }
    }
    Ok(())
}

fn whole(report: &FileReport, article: &Article, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let (paragraphs, spots) = spots::spots_of(report, article);
    let language = article
        .language
        .as_ref()
        .map(|field| format!(" lang=\"{}\"", escaped(&field.value)))
        .unwrap_or_default();
    let headline = article
        .headline
        .as_ref()
        .map_or_else(|| "<span class=\"dim\">no headline</span>".to_owned(), |field| escaped(&field.value));
    let published =
        article.published.as_ref().map_or_else(|| "no timestamp".to_owned(), |field| dateline(&field.value));
    writeln!(out, "<h2 dir=\"auto\"{language}>{headline}</h2>")?;
    writeln!(
        out,
        "<p class=\"dateline\">{} · {}</p>",
        escaped(&published),
        escaped(&byline(&article.authors))
    )?;
    writeln!(out, "<p class=\"totals\">{}</p>", escaped(&totals(article)))?;
    out.write_all(b"<div class=\"pane\">\n")?;
    findings(report, &spots, id, out)?;
    let context = Context { report, article, id };
    writeln!(out, "<div class=\"read\">\n<div class=\"story\" dir=\"auto\"{language}>")?;
    if let Some(summary) = &article.summary {
        writeln!(out, "<p class=\"standfirst\">{}</p>", escaped(&summary.value))?;
    }
    for (block, spots) in article.body.iter().zip(&paragraphs) {
        let (open, close) = tags(block.kind);
        out.write_all(open.as_bytes())?;
        passage::write(&block.text, spots, &context, out)?;
        writeln!(out, "{close}")?;
    }
    out.write_all(b"</div>\n")?;
    references(&context, &spots, &paragraphs, out)?;
    out.write_all(b"</div>\n</div>\n")?;
    evidence::write(&context, out)?;
    not_checked(report, out)?;
    worksheet::write(report, article, out)
}

fn tags(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Heading => ("<h3>", "</h3>"),
        BlockKind::Quote => ("<blockquote>", "</blockquote>"),
        BlockKind::ListItem => ("<p class=\"item\">", "</p>"),
        BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
        BlockKind::Code => ("<pre>", "</pre>"),
        BlockKind::Paragraph | BlockKind::Table => ("<p>", "</p>"),
    }
}

fn findings(report: &FileReport, spots: &[Spot], id: &str, out: &mut dyn Write) -> io::Result<()> {
    if report.findings.is_empty() {
        return Ok(());
    }
    out.write_all(b"<ol class=\"findings\" aria-label=\"Findings\">\n")?;
    for (index, finding) in report.findings.iter().enumerate() {
        let target = match spots.get(index) {
            Some(Spot::Body(_, Some(_))) => Some(format!("{id}-p{index}")),
            Some(Spot::Reference(reference)) => Some(format!("{id}-r{reference}")),
            _ => None,
        };
        write_finding(finding, index, id, target.as_deref(), out)?;
    }
    out.write_all(b"</ol>\n")
}

fn write_finding(
    finding: &Finding,
    index: usize,
    id: &str,
    target: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let severity = finding.severity.name();
    write!(
        out,
        "<li class=\"finding {severity}\" id=\"{id}-f{index}\" data-severity=\"{severity}\" data-code=\"{}\">",
        finding.code
    )?;
    write!(
        out,
        "<span class=\"tag\">{severity}</span> <span class=\"code\">{} {}</span> ",
        finding.code, finding.name
    )?;
    let place = finding.location.map(|place| {
        let page = place.page.map(|page| format!(", page {page}")).unwrap_or_default();
        format!("{}:{}{page}", place.line, place.column)
    });
    match (place, target) {
        (Some(place), Some(target)) => write!(
            out,
            "<a class=\"place\" href=\"#{target}\" title=\"show it in the text\">line {place}</a>"
        )?,
        (Some(place), None) => write!(out, "<span class=\"place\">line {place}</span>")?,
        (None, _) => {}
    }
    write!(out, "<div class=\"message\">{}</div>", escaped(&finding.message))?;
    if !finding.snippet.is_empty() {
        write!(out, "<code class=\"snippet\" dir=\"auto\">{}</code>", escaped(&finding.snippet))?;
    }
    if let Some(help) = &finding.help {
        write!(out, "<div class=\"help\">{}</div>", escaped(help))?;
    }
    out.write_all(b"</li>\n")
}

fn not_checked(report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    if report.not_checked.is_empty() {
        return Ok(());
    }
    let parts: Vec<String> = report
        .not_checked
        .iter()
        .map(|part| format!("{} ({})", escaped(&part.what), escaped(&part.reason)))
        .collect();
    writeln!(out, "<p class=\"unchecked\"><b>Not checked:</b> {}</p>", parts.join("; "))
}

fn references(
    context: &Context<'_>,
    spots: &[Spot],
    paragraphs: &[Spots],
    out: &mut dyn Write,
) -> io::Result<()> {
    let references = &context.article.references;
    if references.is_empty() {
        return Ok(());
    }
    let mut worst: Vec<Option<Severity>> = vec![None; references.len()];
    for (spot, finding) in spots.iter().zip(&context.report.findings) {
        if let Spot::Reference(reference) = spot {
            worst[*reference] = worst[*reference].max(Some(finding.severity));
        }
    }
    // Only a marker that is shown can be gone back to.
    let mut shown: Vec<usize> =
        paragraphs.iter().flat_map(|spots| &spots.markers).map(|marker| marker.citations.start).collect();
    shown.sort_unstable();
    writeln!(out, "<h3 class=\"list\">References</h3>\n<ol class=\"references\">")?;
    for (index, reference) in references.iter().enumerate() {
        let class = worst[index].map_or("", Severity::name);
        write!(out, "<li id=\"{}-r{index}\" class=\"{class}\">", context.id)?;
        entry(reference, context, out)?;
        back_links(reference, context, &shown, out)?;
        out.write_all(b"</li>\n")?;
    }
    out.write_all(b"</ol>\n")
}

/// Label, words, addresses and what became of them.
fn entry(reference: &Reference, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let label = reference.label.as_ref().map_or_else(|| "–".to_owned(), |label| format!("[{label}]"));
    write!(out, "<span class=\"label\">{}</span><div class=\"entry\">", escaped(&label))?;
    let mut words = reference.text.clone();
    // An address is shown once, as a link.
    for url in reference.urls.iter().take(BACK_LINKS) {
        words = words.replacen(url.as_str(), "", 1);
    }
    if words.chars().any(char::is_alphanumeric) {
        write!(out, "<div dir=\"auto\">{}</div>", escaped(words.trim()))?;
    }
    for url in reference.addresses() {
        write!(out, "<div>{}", source_link(url))?;
        if let Some(link) = context.report.links.as_ref().and_then(|links| links.get(url)) {
            let class = if link.verdict.is_live() {
                "good"
            } else if link.verdict.is_gone() {
                "bad"
            } else {
                "unsure"
            };
            write!(out, " <span class=\"verdict {class}\">{}</span>", escaped(&verdict(link)))?;
            if let Some(capture) = link.captures.first().and_then(|capture| web_address(&capture.url)) {
                write!(
                    out,
                    " <a href=\"{}\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">archived copy</a>",
                    escaped(capture)
                )?;
            }
        }
        out.write_all(b"</div>")?;
    }
    out.write_all(b"</div>")
}

/// Where an entry is cited.
fn back_links(
    reference: &Reference,
    context: &Context<'_>,
    shown: &[usize],
    out: &mut dyn Write,
) -> io::Result<()> {
    if reference.citations.is_empty() {
        let told = if reference.linked { "linked in the text" } else { "never cited" };
        return write!(out, "<div class=\"cited\">{told}</div>");
    }
    write!(out, "<div class=\"cited\">cited {}×", reference.citations.len())?;
    for &citation in reference.citations.iter().take(BACK_LINKS) {
        // A marker with several labels goes by its first.
        let Some(marker) =
            shown.partition_point(|start| *start <= citation).checked_sub(1).map(|at| shown[at])
        else {
            continue;
        };
        let Some(here) = context.article.citations.get(citation) else { continue };
        if context
            .article
            .citations
            .get(marker)
            .is_some_and(|first| (first.paragraph, first.start) == (here.paragraph, here.start))
        {
            write!(
                out,
                " <a href=\"#{}-c{marker}\" aria-label=\"marker on line {}\">↑{}</a>",
                context.id, here.place.at.line, here.place.at.line
            )?;
        }
    }
    out.write_all(b"</div>")
}
