//! What a rule finds, why, and how to mend it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::model::Severity;
use crate::rules::{self, Rule};

/// The tool.
pub static TOOL: Tool = Tool {
    name: "explain_rule",
    title: "Explain a rule",
    description: "Explains a rule by its code or name: what it finds, why that matters, an example, how to fix it. \
        Without a rule it lists all of them, with a prefix (CIT) those that begin with it.",
    may_ask: false,
    input: input::<Arguments>,
    output: output::<Explained>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    /// CIT001, dangling-citation, or CIT. Default: all.
    #[serde(default)]
    rule: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Explained {
    /// The rules by code.
    rules: Vec<Row>,
}

#[derive(Serialize, JsonSchema)]
struct Row {
    /// Its code.
    code: &'static str,
    /// Its name.
    name: &'static str,
    /// Its severity unless settings say otherwise.
    severity: Severity,
    /// What it finds, in a line.
    summary: &'static str,
    /// All of it, in Markdown; null in lists.
    explanation: Option<&'static str>,
}

fn run(_call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { rule } = read(arguments)?;
    let wanted = rule.as_deref().unwrap_or("ALL");
    let found: Vec<&Rule> = match rules::find(wanted) {
        Some(rule) => vec![rule],
        None => rules::matching(wanted).collect(),
    };
    let text = match &found[..] {
        [] => return Err(format!("no rule {}: without a rule all are listed", shortened(wanted))),
        [rule] => rule.explanation.trim().to_owned(),
        many => many.iter().map(|rule| format!("{} {}: {}\n", rule.code, rule.name, rule.summary)).collect(),
    };
    let is_one = found.len() == 1;
    let row = |rule: &&Rule| Row {
        code: rule.code,
        name: rule.name,
        severity: rule.default_severity,
        summary: rule.summary,
        explanation: is_one.then(|| rule.explanation.trim()),
    };
    let data = serde_json::to_value(Explained { rules: found.iter().map(row).collect() });
    Ok(Told { text, data: data.map_err(|error| error.to_string())? })
}

fn shortened(words: &str) -> String {
    words.chars().take(80).collect()
}
