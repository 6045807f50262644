//! What a client asks: answered at once, or handed on as work.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::mcp::abilities;
use crate::mcp::fence::Fence;
use crate::mcp::frames::Fault;
use crate::mcp::lanes::What;
use crate::mcp::prompts;
use crate::mcp::setup::Setup;
use crate::mcp::tools::TOOLS;
use crate::mcp::tools::tool::described;

/// What becomes of a request.
pub enum Outcome {
    /// Its answer.
    Now(Result<Value, Fault>),
    /// What is to be done for it.
    Work(What),
}

/// What every request may say of itself.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Meta {
    /// The version of the protocol, where it comes with each request.
    #[serde(rename = "io.modelcontextprotocol/protocolVersion")]
    pub version: Option<String>,
    /// What the client can, where that comes with each request.
    #[serde(rename = "io.modelcontextprotocol/clientCapabilities")]
    pub able: Option<Value>,
    /// By what progress is told.
    #[serde(rename = "progressToken")]
    pub progress: Option<Value>,
}

#[derive(Default, Deserialize)]
struct Listed {
    cursor: Option<String>,
}

#[derive(Deserialize)]
struct Called {
    name: String,
    arguments: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Read {
    uri: String,
}

/// What a request says of itself.
pub fn meta(params: Option<&RawValue>) -> Meta {
    #[derive(Deserialize)]
    struct Params {
        #[serde(rename = "_meta")]
        meta: Meta,
    }
    params
        .and_then(|params| serde_json::from_str::<Params>(params.get()).ok())
        .map_or_else(Meta::default, |p| p.meta)
}

/// What a client calls its roots, as it answers `roots/list`.
#[derive(Default, Deserialize)]
pub struct Roots {
    roots: Vec<Root>,
}

#[derive(Deserialize)]
struct Root {
    uri: String,
}

impl Roots {
    /// The files under them; none for what is no such answer.
    pub fn fence(answer: Option<&RawValue>) -> Fence {
        let listed =
            answer.and_then(|answer| serde_json::from_str::<Self>(answer.get()).ok()).unwrap_or_default();
        Fence::of_addresses(listed.roots.iter().map(|root| root.uri.as_str()))
    }
}

/// What a client that was asked by the answer to its call says of its roots; none where it was not asked.
pub fn roots_of_call(params: Option<&RawValue>) -> Option<Fence> {
    #[derive(Deserialize)]
    struct Params {
        #[serde(rename = "inputResponses")]
        responses: Responses,
    }
    #[derive(Deserialize)]
    struct Responses {
        roots: Box<RawValue>,
    }
    let params = serde_json::from_str::<Params>(params?.get()).ok()?;
    Some(Roots::fence(Some(&params.responses.roots)))
}

/// The answer to a call that asks its client for its roots: it calls again with them.
pub fn ask_roots() -> Value {
    json!({ "resultType": "input_required", "inputRequests": { "roots": { "method": "roots/list" } } })
}

/// The parameters of a request.
pub fn read<P: DeserializeOwned>(params: Option<&RawValue>) -> Result<P, Fault> {
    let words = params.map_or("{}", RawValue::get);
    serde_json::from_str(words).map_err(|error| Fault::new(Fault::PARAMS, error.to_string()))
}

/// Answers a request, or says what is to be done for it.
pub fn answer(setup: &Setup, method: &str, params: Option<&RawValue>) -> Outcome {
    match outcome(setup, method, params) {
        Ok(outcome) => outcome,
        Err(fault) => Outcome::Now(Err(fault)),
    }
}

fn outcome(setup: &Setup, method: &str, params: Option<&RawValue>) -> Result<Outcome, Fault> {
    let now = |answer| Ok(Outcome::Now(Ok(answer)));
    let unknown = || Fault::new(Fault::METHOD, format!("{method} is not known"));
    match method {
        "ping" => now(json!({})),
        "server/discover" => now(abilities::discovered(setup)),
        "tools/list" => {
            only_page(params)?;
            now(json!({ "tools": TOOLS.iter().map(described).collect::<Vec<_>>() }))
        }
        "tools/call" => {
            let Called { name, arguments } = read(params)?;
            let tool = TOOLS.iter().find(|tool| tool.name == name);
            let tool = tool.ok_or_else(|| Fault::new(Fault::PARAMS, format!("no tool {name}")))?;
            Ok(Outcome::Work(What::Tool(tool, arguments)))
        }
        "prompts/list" => {
            only_page(params)?;
            now(prompts::list())
        }
        "prompts/get" => Ok(Outcome::Now(prompts::get(read(params)?))),
        "resources/list" | "resources/templates/list" | "resources/read" if setup.archive.is_none() => Err(
            Fault::new(Fault::METHOD, "there are no captures: newscheck mcp was started without --archive"),
        ),
        "resources/list" => {
            let Listed { cursor } = read(params)?;
            let from = cursor.map_or(Ok(0), |cursor| cursor.parse::<usize>());
            let from = from.map_err(|_| Fault::new(Fault::PARAMS, "the cursor is none of ours"))?;
            Ok(Outcome::Work(What::Captures { from }))
        }
        "resources/templates/list" => {
            only_page(params)?;
            now(json!({ "resourceTemplates": [crate::mcp::captures::template()] }))
        }
        "resources/read" => {
            let Read { uri } = read(params)?;
            Ok(Outcome::Work(What::Capture { uri }))
        }
        _ => Err(unknown()),
    }
}

/// Of what is listed whole there is no second page.
fn only_page(params: Option<&RawValue>) -> Result<(), Fault> {
    match read::<Listed>(params)?.cursor {
        None => Ok(()),
        Some(_) => Err(Fault::new(Fault::PARAMS, "the cursor is none of ours")),
    }
}
