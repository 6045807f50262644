//! The prompt that has a draft checked before it is published.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::mcp::frames::Fault;
use crate::mcp::marked::fenced;

const NAME: &str = "check_draft";
const TITLE: &str = "Check this draft before publishing";

const STEPS: &str = "Check the citations of a draft before it is published, with the tools of newscheck:\n\
    1. check_article on the draft. Read every finding; explain_rule tells what a code means.\n\
    2. Where sources are at hand, compare: give check_article their texts, or check_claims single sentences.\n\
    3. If newscheck may go online, check_links for the cited addresses, or check_article with online.\n\
    4. fix_article for what has one right answer; show its diff and change no file yourself unless asked to.\n\
    Then report: first what must be mended before publishing, with line, words and source; then what a person \
    must look at; last, plainly, what was not checked (not_checked). newscheck compares words: never write that \
    something is true or false because of a verdict.";

/// What `prompts/list` answers.
pub fn list() -> Value {
    let argument = |name: &str, description: &str| json!({ "name": name, "description": description, "required": false });
    json!({ "prompts": [{
        "name": NAME,
        "title": TITLE,
        "description": "Has the citations of a draft checked, step by step, and a report made of what is left to do.",
        "arguments": [argument("path", "The draft's file"), argument("text", "The draft itself")],
    }] })
}

/// What `prompts/get` asks.
#[derive(Deserialize)]
pub struct Get {
    name: String,
    #[serde(default)]
    arguments: Arguments,
}

#[derive(Default, Deserialize)]
struct Arguments {
    path: Option<String>,
    text: Option<String>,
}

/// What `prompts/get` answers.
pub fn get(asked: Get) -> Result<Value, Fault> {
    if asked.name != NAME {
        return Err(Fault::new(Fault::PARAMS, format!("no prompt {}", asked.name)));
    }
    let draft = match asked.arguments {
        Arguments { text: Some(text), .. } => format!("The draft:\n{}", fenced(&text)),
        Arguments { path: Some(path), .. } => format!("The draft is the file {}", json!(path)),
        Arguments { .. } => "The draft is the text or file that we are working on.".to_owned(),
    };
    let text = format!("{STEPS}\n\n{draft}");
    let message = json!({ "role": "user", "content": { "type": "text", "text": text } });
    Ok(json!({ "description": TITLE, "messages": [message] }))
}
