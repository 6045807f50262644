//! Words that several report formats say alike: numbers, dates, people, sums. It lays nothing out.

use std::io::{self, Write};

use crate::model::{Article, Counts, Field, Link, LinkVerdict, Target, Timestamp, TimestampValue};
use crate::text::sanitize::for_terminal;

/// `2025-04-26 02:33 ET (UTC-04:00)`
pub(crate) fn dateline(published: &Timestamp) -> String {
    let zone = published.zone.as_deref().unwrap_or("");
    match published.value {
        TimestampValue::Instant(instant) => {
            let offset = if instant.offset().local_minus_utc() == 0 {
                "UTC".to_owned()
            } else {
                format!("UTC{}", instant.format("%:z"))
            };
            let clock = instant.format("%Y-%m-%d %H:%M");
            if zone.is_empty() || zone.starts_with(['+', '-', 'Z', 'U']) {
                format!("{clock} {offset}")
            } else {
                format!("{clock} {} ({offset})", for_terminal(zone))
            }
        }
        TimestampValue::Civil(civil) => {
            let zone = if zone.is_empty() {
                "(no time zone)".to_owned()
            } else {
                format!("{} (ambiguous time zone)", for_terminal(zone))
            };
            format!("{} {zone}", civil.format("%Y-%m-%d %H:%M"))
        }
        TimestampValue::Date(date) => date.format("%Y-%m-%d").to_string(),
    }
}

/// `by Ruth Okafor, Jan Novak`
pub(crate) fn byline(authors: &[Field<String>]) -> String {
    if authors.is_empty() {
        return "no byline".to_owned();
    }
    let names: Vec<String> = authors.iter().map(|author| for_terminal(&author.value).into_owned()).collect();
    format!("by {}", names.join(", "))
}

/// `dead: 404 Not Found`
pub(crate) fn verdict(link: &Link) -> String {
    match (link.verdict, &link.final_url) {
        (LinkVerdict::Alive, None) => "alive".to_owned(),
        (LinkVerdict::Alive | LinkVerdict::Moved, Some(url)) => {
            format!("{}, at {}", link.verdict.name(), for_terminal(url))
        }
        _ => format!("{}: {}", link.verdict.name(), for_terminal(&link.reason)),
    }
}

/// `Contacted 2 hosts: example.com, example.org`
pub(crate) fn contacted(hosts: &[String], proxy: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    if !hosts.is_empty() {
        writeln!(out, "Contacted {}: {}", plural(hosts.len(), "host"), for_terminal(&hosts.join(", ")))?;
    }
    match proxy {
        Some(proxy) => {
            writeln!(
                out,
                "By way of the proxy {}: behind it only names and literal addresses can be refused",
                for_terminal(proxy)
            )
        }
        None => Ok(()),
    }
}

/// `7 citations, all resolved; 2 references, all used`
pub(crate) fn totals(article: &Article) -> String {
    let count = |wanted: fn(&Target) -> bool| {
        article.citations.iter().filter(|citation| wanted(&citation.target)).count()
    };
    let dangling = count(|target| matches!(target, Target::Dangling));
    let ambiguous = count(|target| matches!(target, Target::Ambiguous { .. }));
    let addressless = count(|target| matches!(target, Target::NoUrl { .. }));
    let unused = article.references.iter().filter(|reference| !reference.is_used()).count();
    let mut faults = Vec::new();
    faults.extend((dangling > 0).then(|| format!("{} dangling", grouped(dangling))));
    faults.extend((ambiguous > 0).then(|| format!("{} ambiguous", grouped(ambiguous))));
    faults.extend((addressless > 0).then(|| format!("{} without address", grouped(addressless))));
    let citations = match article.citations.len() {
        0 => "no citations".to_owned(),
        many if faults.is_empty() => format!("{}, all resolved", plural(many, "citation")),
        many => format!("{}, {}", plural(many, "citation"), faults.join(", ")),
    };
    let references = match article.references.len() {
        0 => "no references".to_owned(),
        many if unused == 0 => format!("{}, all used", plural(many, "reference")),
        many => format!("{}, {} unused", plural(many, "reference"), grouped(unused)),
    };
    format!("{citations}; {references}")
}

/// `2 citations`
pub(crate) fn plural(count: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `12,345`
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `1 error, 2 warnings, 0 infos`
pub(crate) fn severities(counts: &Counts) -> String {
    let told = format!(
        "{}, {}, {}",
        plural(counts.errors, "error"),
        plural(counts.warnings, "warning"),
        plural(counts.infos, "info")
    );
    if counts.suppressed == 0 {
        told
    } else {
        format!("{told} ({} more hidden by comments or the baseline)", grouped(counts.suppressed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_words_agree() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            (plural(1, "citation"), plural(2, "citation")),
            ("1 citation".into(), "2 citations".into())
        );
    }
}
