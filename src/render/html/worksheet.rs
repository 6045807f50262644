//! The worksheet of an article as a table to be printed and filled in. It is kept lean (optional end tags are
//! left out, sources go by their markers): a report on thousands of articles has hundreds of thousands of
//! rows.

use std::io::{self, Write};

use crate::model::{Article, FileReport};
use crate::render::words::plural;
use crate::render::worksheet::{Row, rows};
use crate::render::xml::escaped;

/// Between figures, and between quotes.
const BETWEEN: &str = " · ";

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
        b"<thead><tr><th scope=\"col\">No.<th scope=\"col\">Sentence<th scope=\"col\">Quotes and figures<th scope=\"col\">Sources\
          <th scope=\"col\">Findings<th scope=\"col\" class=\"fill\">Checked by, on, decision</thead>\n<tbody>\n",
    )?;
    rows.iter().try_for_each(|row| write_row(row, out))?;
    out.write_all(b"</tbody></table></div></details>\n")
}

fn write_row(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    let quotes = row.quotes.iter().map(|quote| format!("“{quote}”"));
    let facts: Vec<String> = quotes.chain(row.figures.iter().cloned()).collect();
    write!(
        out,
        "<tr><td>{}<td dir=\"auto\">{}<td dir=\"auto\">{}",
        row.number,
        escaped(&row.sentence),
        escaped(&facts.join(BETWEEN))
    )?;
    writeln!(out, "<td>{}<td>{}<td>", escaped(&row.markers.join(" ")), row.findings.join(" "))
}
