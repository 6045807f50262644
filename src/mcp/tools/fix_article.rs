//! An article with what has one right answer mended. No file is changed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::mcp::marked::{NOTE, fenced};
use crate::mcp::setup::RuleChoice;
use crate::mcp::tools::article::{Given, MARK};
use crate::mcp::tools::tool::{Answer, Call, Told, Tool, input, output, read};
use crate::model::Demand;
use crate::pipeline::check::Taken;
use crate::pipeline::fix::{Choice, Fixed, Refused, fix};
use crate::render::patch::unified;
use crate::render::words::plural;

/// Letters of the mended text in one answer, and of the diff.
const PART: usize = 60_000;

/// Letters of the diff that stand in the short text.
const SHOWN: usize = 4_000;

/// The tool.
pub static TOOL: Tool = Tool {
    name: "fix_article",
    title: "Mend what has one right answer",
    description: "Gives the text of an article (text, Markdown, HTML, reStructuredText) with its safe fixes applied, and the \
        difference: duplicate sources merged, tracking parameters and chatbot residue removed. No file is changed: \
        writing the text is the caller's. What would change what a sentence says or cites is left out and named.",
    may_ask: false,
    input: input::<Arguments>,
    output: output::<Mended>,
    run,
};

#[derive(Deserialize, JsonSchema)]
struct Arguments {
    #[serde(flatten)]
    given: Given,
    /// Also apply fixes that want a look: dropping sources that are never cited, numbering anew. Default
    /// false.
    #[serde(default, rename = "unsafe")]
    all: bool,
    /// Run only these rules: codes, prefixes (CIT), names or ALL.
    #[serde(default)]
    select: Vec<String>,
    /// Do not run these rules.
    #[serde(default)]
    ignore: Vec<String>,
    /// The first letter of the text that is given: next_offset of the answer before. Default 0.
    #[serde(default)]
    offset: usize,
}

#[derive(Serialize, JsonSchema)]
struct Mended {
    /// Whether anything is other than before.
    changed: bool,
    /// How many findings were mended.
    applied: usize,
    /// Fixes that were left out.
    refused: Vec<LeftOut>,
    /// Whether more may be mended when it is called again with the mended text.
    unfinished: bool,
    /// The mended text from offset on, at most 60,000 letters.
    text: String,
    /// Letters of the whole mended text.
    letters: usize,
    /// The offset of the next part of the text; null at its end.
    next_offset: Option<usize>,
    /// The change as a unified diff, at most 60,000 letters.
    diff: String,
    /// Whether the diff is whole.
    diff_complete: bool,
    /// How to take words of others.
    note: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct LeftOut {
    /// The rule that proposed it.
    code: &'static str,
    /// The line of its finding, 1-based; null for one about the whole article.
    line: Option<u32>,
}

fn run(call: &mut Call<'_>, arguments: &RawValue) -> Answer {
    let Arguments { given, all, select, ignore, offset } = read(arguments)?;
    let bytes = given.bytes(call)?;
    let plan = bytes.plan(call, &RuleChoice { select, ignore }, Demand::ARTICLE)?;
    let choice = if all { Choice::All } else { Choice::Safe };
    let fixed = fix(&bytes.input(), &plan, Taken::Named, choice);
    let input = bytes.input();
    let diff = unified(&input.source.path, without_mark(&bytes.bytes), without_mark(&fixed.bytes));
    let diff = String::from_utf8_lossy(&diff);
    let Fixed { bytes: mended, applied, refused, unfinished } = fixed;
    let text =
        std::str::from_utf8(without_mark(&mended)).map_err(|_| "only text in UTF-8 is mended".to_owned())?;
    let letters = text.chars().count();
    let end = offset.saturating_add(PART);
    let sum = match applied {
        0 => "nothing to mend".to_owned(),
        applied => format!("{} mended", plural(applied, "finding")),
    };
    let start: String = diff.chars().take(SHOWN).collect();
    let short = if diff.is_empty() { sum } else { format!("{sum}\n{}", fenced(&start)) };
    let left_out = |refused: &Refused| LeftOut { code: refused.code, line: refused.line };
    let answer = Mended {
        changed: mended != bytes.bytes,
        applied,
        refused: refused.iter().take(200).map(left_out).collect(),
        unfinished,
        text: text.chars().skip(offset).take(PART).collect(),
        letters,
        next_offset: (end < letters).then_some(end),
        diff: diff.chars().take(PART).collect(),
        diff_complete: diff.chars().nth(PART).is_none(),
        note: NOTE,
    };
    let data = serde_json::to_value(answer).map_err(|error| error.to_string())?;
    Ok(Told { text: short, data })
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK.as_bytes()).unwrap_or(bytes)
}
