//! The worksheet of an article as a table to be printed and filled in.

use std::io::{self, Write};

use crate::model::{Article, FileReport};
use crate::render::text::plural;
use crate::render::worksheet::{Row, rows};
use crate::render::xml::escaped;

/// Writes the table, closed; nothing for an article without sentences.
pub(super) fn write(report: &FileReport, article: &Article, out: &mut dyn Write) -> io::Result<()> {
    let rows = rows(report, article);
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<details class=\"worksheet\"><summary>Worksheet: {}</summary>\n<div class=\"wide\"><table>",
        plural(rows.len(), "sentence")
    )?;
    out.write_all(
        b"<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Sentence</th><th scope=\"col\">Quotes and figures</th>\
          <th scope=\"col\">Sources</th><th scope=\"col\">Findings</th><th scope=\"col\" class=\"fill\">Checker</th>\
          <th scope=\"col\" class=\"fill\">Date</th><th scope=\"col\" class=\"fill\">Decision</th></tr></thead>\n<tbody>\n",
    )?;
    rows.iter().try_for_each(|row| write_row(row, out))?;
    out.write_all(b"</tbody></table></div></details>\n")
}

fn write_row(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<tr><td>{}</td><td dir=\"auto\">{}</td><td>", row.number, escaped(&row.sentence))?;
    for quote in &row.quotes {
        write!(out, "<div class=\"quote\" dir=\"auto\">{}</div>", escaped(quote))?;
    }
    if !row.figures.is_empty() {
        let figures: Vec<String> = row.figures.iter().map(|figure| format!("<span class=\"figure\">{}</span>", escaped(figure))).collect();
        write!(out, "<div>{}</div>", figures.join(" "))?;
    }
    write!(out, "</td><td>{}", escaped(&row.markers.join(" ")))?;
    for url in &row.urls {
        write!(out, "<div class=\"url\">{}</div>", escaped(url))?;
    }
    writeln!(out, "</td><td>{}</td><td></td><td></td><td></td></tr>", row.findings.join(" "))
}
