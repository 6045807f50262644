//! SARIF 2.1.0, for code scanning and editors: a result for each finding, written as it comes.

use std::io::{self, Write};

use serde_json::{Value, json};
use url::Url;

use crate::model::{
    Demand, EncodingOrigin, FileReport, Finding, Fix, Location, RuleInfo, Severity, Source, SourcePassage,
    Summary,
};
use crate::render::json::write_json;
use crate::render::ledger;
use crate::render::place::{Place, file_uri};
use crate::render::{Render, RunInfo};

/// Where its schema is.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Results that GitHub takes of one run: it refuses a file with more.
const MOST_RESULTS: usize = 25_000;

/// `verify --format sarif`. Results stand before the invocation that tells how the run ended, so that nothing
/// waits for the end.
pub struct SarifReport;

impl Render for SarifReport {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn wants(&self, _run: &RunInfo) -> Demand {
        Demand::FINGERPRINTS | Demand::FIXES | Demand::LEDGER
    }

    fn limit(&self, findings: usize) -> Option<String> {
        (findings > MOST_RESULTS).then(|| {
            format!(
                "{findings} findings in SARIF: GitHub takes {MOST_RESULTS} of a run; check fewer files or rules at once"
            )
        })
    }

    fn begin(&self, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{{\"name\":\"newscheck\","
        )?;
        write!(
            out,
            "\"version\":\"{}\",\"informationUri\":\"{}\",\"rules\":[",
            env!("CARGO_PKG_VERSION"),
            env!("CARGO_PKG_REPOSITORY")
        )?;
        for (index, rule) in run.rules.iter().enumerate() {
            out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            write_json(&descriptor(rule), out)?;
        }
        out.write_all(b"]}},\"columnKind\":\"unicodeCodePoints\",")?;
        if !run.folder.is_empty() {
            let root = format!("{}/", file_uri(run.folder.trim_end_matches('/')));
            write!(out, "\"originalUriBaseIds\":")?;
            write_json(&json!({ "%SRCROOT%": { "uri": root } }), out)?;
            out.write_all(b",")?;
        }
        out.write_all(b"\"results\":[\n")
    }

    fn file(&self, report: &FileReport, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let subject = Subject::new(&report.source, run);
        for (index, finding) in report.findings.iter().enumerate() {
            if index > 0 {
                out.write_all(b",\n")?;
            }
            write_json(&subject.result(finding, run), out)?;
        }
        Ok(())
    }

    fn separator(&self, _run: &RunInfo) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, summary: &Summary, _run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\"invocations\":[")?;
        let notifications: Vec<Value> = notifications(summary);
        write_json(
            &json!({ "executionSuccessful": summary.complete, "toolExecutionNotifications": notifications }),
            out,
        )?;
        out.write_all(b"],\"properties\":")?;
        write_json(
            &json!({ "counts": summary.counts, "not_checked": summary.not_checked, "hosts": summary.hosts }),
            out,
        )?;
        out.write_all(b"}]}\n")
    }
}

/// What the run as a whole has to say: what was not checked, what was asked for in vain, whether it came to
/// its end.
fn notifications(summary: &Summary) -> Vec<Value> {
    let notification = |level: &str, words: String| json!({ "level": level, "message": { "text": words } });
    let mut notifications = Vec::new();
    notifications.extend(
        (!summary.complete)
            .then(|| notification("error", "interrupted: not every file was looked at".to_owned())),
    );
    notifications.extend(summary.unmet.iter().map(|kind| notification("error", ledger::unmet(*kind))));
    let unreadable = summary.counts.unreadable;
    notifications.extend(
        (unreadable > 0)
            .then(|| notification("warning", format!("inputs that could not be read: {unreadable}"))),
    );
    notifications.extend(
        summary
            .not_checked
            .iter()
            .map(|sum| notification("note", format!("not checked: {}", ledger::sum(sum)))),
    );
    notifications
}

/// The reporting descriptor of a rule.
fn descriptor(rule: &RuleInfo) -> Value {
    let configuration = match rule.severity {
        Severity::Off => json!({ "enabled": false }),
        severity => json!({ "level": level(severity) }),
    };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": first_paragraph(rule.explanation) },
        "help": { "text": rule.explanation, "markdown": rule.explanation },
        "defaultConfiguration": configuration,
        "properties": { "tags": ["citations", &rule.code[..3.min(rule.code.len())]] },
    })
}

/// The words under the first heading, in one line.
fn first_paragraph(explanation: &str) -> String {
    let lines = explanation.lines().skip_while(|line| line.is_empty() || line.starts_with('#'));
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::Off => "none",
    }
}

/// What the findings of one report have in common.
struct Subject<'a> {
    source: &'a Source,
    artifact: Value,
}

impl<'a> Subject<'a> {
    fn new(source: &'a Source, run: &RunInfo) -> Self {
        let place = Place::of(source, run);
        let artifact = match place {
            Place::Inside(_) => json!({ "uri": place.uri(), "uriBaseId": "%SRCROOT%" }),
            Place::Outside(_) | Place::Web(_) => json!({ "uri": place.uri() }),
        };
        Self { source, artifact }
    }

    fn result(&self, finding: &Finding, run: &RunInfo) -> Value {
        let mut result = json!({ "ruleId": finding.code });
        if let Some(index) = run.rules.iter().position(|rule| rule.code == finding.code) {
            result["ruleIndex"] = json!(index);
        }
        result["level"] = json!(level(finding.severity));
        result["message"] = json!({ "text": words(finding) });
        result["locations"] = json!([self.location(finding.location, Some(&finding.snippet))]);
        let related = finding.related.iter().map(|related| {
            let mut location = self.location(Some(related.location), None);
            location["message"] = json!({ "text": without_links(&related.message) });
            location
        });
        let mut related: Vec<Value> = related.chain(finding.passage.as_ref().map(passage)).collect();
        for (index, location) in related.iter_mut().enumerate() {
            location["id"] = json!(index + 1);
        }
        if !related.is_empty() {
            result["relatedLocations"] = json!(related);
        }
        if !finding.fingerprint.is_empty() {
            // The version is part of the name, so that another way to make them is another name (SARIF,
            // 3.27.17).
            result["partialFingerprints"] = json!({ "newscheckFingerprint/v1": finding.fingerprint });
        }
        if let Some(fix) = &finding.fix {
            result["fixes"] = json!([self.fix(fix)]);
        }
        result
    }

    /// A place in the file. The lines of a container's member count in its own text, so that they name no
    /// place of the file.
    fn location(&self, place: Option<Location>, snippet: Option<&str>) -> Value {
        let mut physical = json!({ "artifactLocation": self.artifact });
        if let Some(place) = place.filter(|_| self.source.member.is_none()) {
            physical["region"] = json!({
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            });
            if let Some(snippet) = snippet.filter(|snippet| !snippet.is_empty()) {
                physical["region"]["snippet"] = json!({ "text": snippet });
            }
        }
        let mut location = json!({ "physicalLocation": physical });
        if self.source.member.is_some() {
            location["logicalLocations"] =
                json!([{ "fullyQualifiedName": self.source.display_name(), "kind": "member" }]);
        }
        location
    }

    fn fix(&self, fix: &Fix) -> Value {
        // Spans count without a byte order mark; SARIF counts the bytes of the file.
        let mark = if self.source.encoding.origin == EncodingOrigin::Bom { "\u{feff}".len() } else { 0 };
        let replacement = |edit: &crate::model::Edit| {
            let region =
                json!({ "byteOffset": edit.span.start as usize + mark, "byteLength": edit.span.len() });
            if edit.insert.is_empty() {
                json!({ "deletedRegion": region })
            } else {
                json!({ "deletedRegion": region, "insertedContent": { "text": edit.insert } })
            }
        };
        let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
        let description =
            if fix.safe { "safe: it changes no citation" } else { "to be looked at before it is applied" };
        json!({
            "description": { "text": description },
            "artifactChanges": [{ "artifactLocation": self.artifact, "replacements": replacements }],
        })
    }
}

/// A passage of a source: code points of its text as newscheck reads it.
fn passage(passage: &SourcePassage) -> Value {
    let address = passage.url.as_deref().filter(|url| Url::parse(url).is_ok());
    let mut physical = json!({
        "region": {
            "charOffset": passage.start,
            "charLength": passage.end - passage.start,
            "snippet": { "text": passage.text },
        },
    });
    if let Some(address) = address {
        physical["artifactLocation"] = json!({ "uri": address });
    }
    let said = without_links(&format!("the source says: {}", passage.text));
    match address {
        Some(_) => json!({ "physicalLocation": physical, "message": { "text": said } }),
        None => json!({ "message": { "text": said } }),
    }
}

/// What is wrong, and how to mend it.
fn words(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => without_links(&format!("{}\nhelp: {help}", finding.message)),
        None => without_links(&finding.message),
    }
}

/// Words in which nothing is an embedded link (SARIF, section 3.11.6): article text chooses no link.
fn without_links(words: &str) -> String {
    words.replace("](", "] (")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_text_makes_no_links() {
        assert_eq!(
            without_links("see [x](https://example.org) and [2]"),
            "see [x] (https://example.org) and [2]"
        );
    }

    #[test]
    fn the_first_paragraph_is_one_line() {
        assert_eq!(
            first_paragraph("## What it finds\n\nA marker\nwithout entry.\n\n## Why\n"),
            "A marker without entry."
        );
    }
}
