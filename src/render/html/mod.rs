//! The report as one HTML file: each article with its text, markers and references, its findings and its
//! worksheet. It asks for nothing on the network, and what it shows of articles never runs.

mod article;
mod evidence;
mod passage;
mod worksheet;

use std::io::{self, Write};

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::model::report_record::HTML_START;
use crate::model::{Demand, FileReport, Outcome, Severity, Summary};
use crate::render::words::plural;
use crate::render::xml::escaped;
use crate::render::{Render, RunInfo, ledger};

/// How the page looks: light and dark, narrow and wide, on paper.
const STYLE: &str = include_str!("report.css");

/// What it does beyond being read: references beside their markers, filters, printing. Without it everything
/// is readable, unless there are many articles: of these it unpacks what is opened.
const SCRIPT: &str = include_str!("report.js");

/// `verify --format html`.
pub struct HtmlReport;

impl Render for HtmlReport {
    fn name(&self) -> &'static str {
        "html"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::EVIDENCE | Demand::FINGERPRINTS | Demand::LEDGER
    }

    fn begin(&self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            digest(STYLE),
            digest(SCRIPT)
        );
        write!(
            out,
            "{HTML_START}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>newscheck report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#summary\">Summary</a>\n"
        )?;
        head(run, out)?;
        if run.many {
            out.write_all(
                b"<noscript><p class=\"alarm\">The texts of this report are packed, and need JavaScript to be shown.</p></noscript>\n",
            )?;
        }
        out.write_all(b"<main>\n")
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        if matches!(report.outcome, Outcome::Skipped) {
            return Ok(());
        }
        article::write(report, run, out)
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        write_summary(summary, out)?;
        write!(
            out,
            "</main>\n<div id=\"card\" role=\"dialog\" aria-label=\"Reference\" hidden></div>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
        )
    }
}

/// The head of the page: its name, what the markers' looks mean, and the filters, which the script shows.
fn head(run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<header class=\"top\"><div class=\"bar\"><strong class=\"name\">newscheck</strong>\
          <span class=\"legend\" aria-label=\"Markers\"><span class=\"cite resolved\">[1]</span> leads to a source \
          <span class=\"cite no-url\">[2]</span> without an address, or to several <span class=\"cite dangling\">[3]</span> leads nowhere</span>\
          <form id=\"filter\" hidden><fieldset><legend>Severities</legend>",
    )?;
    for (severity, words) in [("error", "errors"), ("warning", "warnings"), ("info", "infos")] {
        write!(
            out,
            "<label><input type=\"checkbox\" name=\"severity\" value=\"{severity}\" checked> <span class=\"dot {severity}\"></span>{words}</label>"
        )?;
    }
    out.write_all(b"</fieldset><label>Rule <select name=\"rule\"><option value=\"\">all</option>")?;
    for rule in run.rules.iter().filter(|rule| rule.severity != Severity::Off) {
        write!(out, "<option value=\"{}\">{} {}</option>", rule.code, rule.code, rule.name)?;
    }
    out.write_all(
        b"</select></label><label><input type=\"checkbox\" name=\"faulty\"> with findings only</label>\
          <label>Words <input type=\"search\" name=\"words\" size=\"14\"></label>\
          <button type=\"button\" id=\"open-all\">Open all</button><button type=\"button\" id=\"print-articles\">Print</button><button type=\"button\" id=\"print-worksheets\">Print worksheets</button>\
          <output id=\"shown\" aria-live=\"polite\"></output></form></div></header>\n",
    )
}

/// The sums. They stand at the end of the file, where they are known, and at the top of the page.
fn write_summary(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let counts = &summary.counts;
    out.write_all(
        b"<section id=\"summary\" aria-label=\"Summary\"><h1>Citation report</h1>\n<ul class=\"sums\">",
    )?;
    let sums = [
        (counts.errors, "error", "error"),
        (counts.warnings, "warning", "warning"),
        (counts.infos, "info", "info"),
        (counts.articles, "article", ""),
        (counts.citations, "citation", ""),
        (counts.references, "reference", ""),
    ];
    // What there mostly is none of.
    let rare = [
        (counts.unused, "unused reference", ""),
        (counts.unreadable, "unreadable input", ""),
        (counts.suppressed, "hidden finding", ""),
    ];
    for (count, word, class) in sums.into_iter().chain(rare.into_iter().filter(|(count, ..)| *count > 0)) {
        let words = plural(count, word);
        let (number, words) = words.split_once(' ').unwrap_or((&words, ""));
        let class = if count == 0 { "none" } else { class };
        write!(out, "<li class=\"{class}\"><b>{number}</b> {words}</li>")?;
    }
    out.write_all(b"</ul>\n")?;
    if !summary.complete {
        out.write_all(b"<p class=\"alarm\">Interrupted: not every file was looked at.</p>\n")?;
    }
    for kind in &summary.unmet {
        writeln!(out, "<p class=\"alarm\">{}</p>", escaped(&capital(&ledger::unmet(*kind))))?;
    }
    if !summary.not_checked.is_empty() {
        out.write_all(b"<h2>Not checked</h2>\n<ul class=\"ledger\">")?;
        for sum in &summary.not_checked {
            write!(
                out,
                "<li>{} <span class=\"dim\">({})</span></li>",
                escaped(&ledger::counted(sum)),
                escaped(&sum.reason)
            )?;
        }
        out.write_all(b"</ul>\n")?;
    }
    if !summary.hosts.is_empty() {
        writeln!(out, "<p class=\"dim\">Contacted: {}</p>", escaped(&summary.hosts.join(", ")))?;
    }
    out.write_all(b"</section>\n")
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// A digest as a content security policy has it.
fn digest(words: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(words)))
}

/// An address that a page may link to: the web's, and no other scheme.
fn web_address(url: &str) -> Option<&str> {
    let is_web =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (is_web("http://") || is_web("https://")).then_some(url)
}

/// What the sources of an article say, side by side, as a part of another page; empty where none was
/// compared. Markers of the article have the ids `PREFIX-cN`, its references `PREFIX-rN`.
#[cfg(feature = "cli")]
pub(crate) fn evidence_of(report: &FileReport, prefix: &str) -> String {
    let Outcome::Article(article) = &report.outcome else { return String::new() };
    let mut html = Vec::new();
    let context = passage::Context { report, article, id: prefix };
    // Writing to memory does not fail.
    let _ = evidence::write(&context, &mut html);
    String::from_utf8(html).unwrap_or_default()
}

/// A link to a source, or its words where it is no address of the web.
fn source_link(url: &str) -> String {
    match web_address(url) {
        Some(url) => {
            let url = escaped(url);
            format!(
                "<a class=\"url\" href=\"{url}\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">{url}</a>"
            )
        }
        None => format!("<span class=\"url\">{}</span>", escaped(url)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "ftp://example.org/a",
            " https://example.org",
            "httpſ://x",
        ] {
            assert!(!source_link(url).contains("<a"), "{url}");
        }
        assert!(
            source_link("HTTPS://example.org/\"><b>")
                .contains("href=\"HTTPS://example.org/&quot;&gt;&lt;b&gt;\"")
        );
    }
}
