//! The list of cited addresses for `newscheck links`: as text, JSON, ndjson and CSV.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Link, LinkList, LinkVerdict};
use crate::render::RunInfo;
use crate::render::csv::cell;
use crate::render::finding::styled;
use crate::render::json::write_json;
use crate::render::words::{contacted, plural, verdict};
use crate::text::sanitize::for_terminal;

/// The value of `schema` in the JSON list.
pub const SCHEMA: &str = "newscheck/links/1";

/// A format of the list.
#[derive(Clone, Copy)]
pub struct LinkFormat {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// Writes a whole list.
    pub write: fn(&LinkList, &RunInfo, &mut dyn Write) -> io::Result<()>,
}

/// The formats of `links`.
pub static LINKS: &[LinkFormat] = &[
    LinkFormat { name: "text", write: text },
    LinkFormat { name: "json", write: json },
    LinkFormat { name: "ndjson", write: ndjson },
    LinkFormat { name: "csv", write: csv },
];

/// An address a line; online, with its verdict before it.
fn text(list: &LinkList, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    for (url, link) in &list.links {
        let url = for_terminal(url);
        match link {
            _ if !list.online => writeln!(out, "{url}")?,
            Some(link) => {
                let words = verdict(link);
                let (name, rest) = words.split_at(link.verdict.name().len());
                writeln!(
                    out,
                    "{}{} {url}{}",
                    styled(name, style(link.verdict), run),
                    " ".repeat(12 - name.len()),
                    told(rest)
                )?;
            }
            None => writeln!(out, "not asked    {url}")?,
        }
    }
    if !list.online {
        return Ok(());
    }
    let counts: Vec<String> =
        list.counts().into_iter().map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
    writeln!(
        out,
        "{}: {}",
        plural(list.links.len(), "link"),
        if counts.is_empty() { "none asked".to_owned() } else { counts.join(", ") }
    )?;
    if !list.complete {
        writeln!(out, "Interrupted: not every link was asked for")?;
    }
    contacted(&list.hosts, list.proxy.as_deref(), out)
}

/// What follows the verdict, in brackets.
fn told(rest: &str) -> String {
    let rest = rest.trim_start_matches([':', ',', ' ']);
    if rest.is_empty() { String::new() } else { format!("  ({rest})") }
}

fn style(verdict: LinkVerdict) -> anstyle::Style {
    let color = match (verdict.is_live(), verdict.is_gone()) {
        (true, _) => anstyle::AnsiColor::Green,
        (_, true) => anstyle::AnsiColor::Red,
        _ => anstyle::AnsiColor::Yellow,
    };
    color.on_default()
}

/// An address that was not asked for.
#[derive(Serialize)]
struct Unasked<'a> {
    url: &'a str,
    verdict: Option<LinkVerdict>,
}

fn write_link(url: &str, link: Option<&Link>, out: &mut dyn Write) -> io::Result<()> {
    match link {
        Some(link) => write_json(link, out),
        None => write_json(&Unasked { url, verdict: None }, out),
    }
}

/// `{"schema", "links": [...], "counts", "hosts", "complete"}`, a link a line.
fn json(list: &LinkList, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"schema\":\"{SCHEMA}\",\"links\":[")?;
    for (index, (url, link)) in list.links.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        write_link(url, link.as_ref(), out)?;
    }
    out.write_all(b"\n],\"counts\":")?;
    write_json(&list.counts(), out)?;
    out.write_all(b",\"hosts\":")?;
    write_json(&list.hosts, out)?;
    if let Some(proxy) = &list.proxy {
        out.write_all(b",\"proxy\":")?;
        write_json(proxy, out)?;
    }
    writeln!(out, ",\"complete\":{}}}", list.complete)
}

/// A link a line, without a summary.
fn ndjson(list: &LinkList, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    for (url, link) in &list.links {
        write_link(url, link.as_ref(), out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A header and a row for each link (RFC 4180).
fn csv(list: &LinkList, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "url",
        "verdict",
        "reason",
        "status",
        "final_url",
        "attempts",
        "checked_at",
        "from_cache",
        "capture",
    ])?;
    for (url, link) in &list.links {
        let mut row = vec![cell(url)];
        if let Some(link) = link {
            let capture = link.captures.first().map(|capture| capture.url.as_str());
            row.extend([link.verdict.name().to_owned(), cell(&link.reason)]);
            row.push(link.status.map(|status| status.to_string()).unwrap_or_default());
            row.push(cell(link.final_url.as_deref().unwrap_or("")));
            row.extend([
                link.attempts.to_string(),
                link.checked_at.clone(),
                link.from_cache.to_string(),
                cell(capture.unwrap_or("")),
            ]);
        }
        row.resize(9, String::new());
        writer.write_record(&row)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Hop;

    fn list() -> LinkList {
        let link = |verdict, reason: &str, final_url: Option<&str>| Link {
            url: "https://example.org/a".to_owned(),
            verdict,
            reason: reason.to_owned(),
            status: Some(200),
            final_url: final_url.map(str::to_owned),
            hops: vec![Hop { url: "https://example.org/a".to_owned(), status: Some(200) }],
            attempts: 1,
            checked_at: "2026-05-01T12:00:00Z".to_owned(),
            from_cache: false,
            captures: Vec::new(),
            lookup: None,
        };
        let links = [
            ("=cmd()", Some(link(LinkVerdict::Refused, "no http", None))),
            ("https://example.org/a", Some(link(LinkVerdict::Alive, "200 OK", None))),
            (
                "https://example.org/b",
                Some(link(LinkVerdict::Moved, "301", Some("https://example.org/c, d"))),
            ),
            ("https://example.org/e", None),
        ];
        LinkList {
            links: links.map(|(url, link)| (url.to_owned(), link)).into(),
            online: true,
            complete: true,
            ..LinkList::default()
        }
    }

    fn written(name: &str, list: &LinkList) -> String {
        let format = LINKS.iter().find(|format| format.name == name).unwrap();
        let mut out = Vec::new();
        (format.write)(list, &RunInfo::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_has_a_line_a_link_and_the_counts() {
        let expected = "\
refused      =cmd()  (no http)
alive        https://example.org/a
moved        https://example.org/b  (at https://example.org/c, d)
not asked    https://example.org/e
4 links: 1 alive, 1 moved, 1 refused
";
        assert_eq!(written("text", &list()), expected);
        assert_eq!(
            written("text", &LinkList { online: false, ..list() }).lines().last(),
            Some("https://example.org/e")
        );
    }

    #[test]
    fn csv_quotes_and_disarms_its_cells() {
        let written = written("csv", &list());
        let rows: Vec<&str> = written.lines().collect();
        assert_eq!(rows.len(), 5);
        assert!(rows[1].starts_with("'=cmd(),refused,no http,200,,1,"), "{}", rows[1]);
        assert!(rows[3].contains(",\"https://example.org/c, d\","), "{}", rows[3]);
    }

    #[test]
    fn json_is_one_object_and_ndjson_an_object_a_line() {
        let object: serde_json::Value = serde_json::from_str(&written("json", &list())).unwrap();
        assert_eq!(object["links"].as_array().map(Vec::len), Some(4));
        assert_eq!(
            (&object["links"][3]["verdict"], &object["counts"]["moved"]),
            (&serde_json::Value::Null, &1.into())
        );
        assert_eq!(
            written("ndjson", &list())
                .lines()
                .filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
                .count(),
            4
        );
    }
}
