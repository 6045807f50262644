//! What a tool is, how one is called, and how its arguments and answers are described.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::mcp::fence::Fence;
use crate::mcp::setup::Setup;

/// A tool.
pub struct Tool {
    /// What it is called by.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it does, for models.
    pub description: &'static str,
    /// Whether it may ask servers.
    pub may_ask: bool,
    /// The schema of its arguments.
    pub input: fn() -> Value,
    /// The schema of its answers.
    pub output: fn() -> Value,
    /// Does it.
    pub run: fn(&mut Call<'_>, &RawValue) -> Answer,
}

/// A call of a tool.
pub struct Call<'c> {
    /// How the server was started.
    pub setup: &'c Setup,
    /// Which files may be read.
    pub fence: &'c Fence,
    /// Set when the call is called off.
    pub called_off: &'static AtomicBool,
    /// Is told how far the asking for sources is: how many of how many.
    pub progress: &'c mut dyn FnMut(usize, usize),
}

/// What a tool answers, or why it cannot.
pub type Answer = Result<Told, String>;

/// What a tool answers.
pub struct Told {
    /// In short, for readers.
    pub text: String,
    /// In full, by its schema.
    pub data: Value,
}

/// A tool as `tools/list` shows it.
pub fn described(tool: &&Tool) -> Value {
    json!({
        "name": tool.name,
        "title": tool.title,
        "description": tool.description,
        "inputSchema": (tool.input)(),
        "outputSchema": (tool.output)(),
        "annotations": { "readOnlyHint": true, "openWorldHint": tool.may_ask },
    })
}

/// Calls a tool. What is wrong with the arguments is an answer, too.
pub fn run(tool: &Tool, call: &mut Call<'_>, arguments: Option<&RawValue>) -> Value {
    let none = RawValue::from_string("{}".to_owned()).unwrap_or_default();
    let arguments = arguments.unwrap_or(&none);
    match known(tool, arguments).and_then(|()| (tool.run)(call, arguments)) {
        Ok(told) => json!({
            "content": [{ "type": "text", "text": told.text }],
            "structuredContent": told.data,
            "isError": false,
        }),
        Err(words) => json!({ "content": [{ "type": "text", "text": words }], "isError": true }),
    }
}

/// Whether a tool takes all that it was given: what is misspelt is not passed over.
fn known(tool: &Tool, arguments: &RawValue) -> Result<(), String> {
    let given: BTreeMap<String, IgnoredAny> = read(arguments)?;
    let schema = (tool.input)();
    let taken = schema["properties"].as_object();
    let is_taken = |name: &&String| taken.is_some_and(|taken| taken.contains_key(name.as_str()));
    match given.keys().find(|name| !is_taken(name)) {
        None => Ok(()),
        Some(name) => {
            let names: Vec<&str> =
                taken.into_iter().flat_map(|taken| taken.keys().map(String::as_str)).collect();
            Err(format!("{} takes no {name}: there are {}", tool.name, names.join(", ")))
        }
    }
}

/// The arguments of a call.
pub fn read<A: DeserializeOwned>(arguments: &RawValue) -> Result<A, String> {
    serde_json::from_str(arguments.get()).map_err(|error| format!("arguments: {error}"))
}

/// The schema of arguments.
pub fn input<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    schema["additionalProperties"] = false.into();
    trimmed(schema, &["$schema", "title", "description"])
}

/// The schema of an answer. Of what is within its lists the names say enough.
pub fn output<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = trimmed(
        settings.into_generator().into_root_schema_for::<T>().to_value(),
        &["$schema", "title", "description"],
    );
    if let Some(definitions) = schema.get_mut("$defs") {
        each_object(definitions, &mut |fields| {
            // A property may be called so, too: it is no string.
            fields.retain(|name, value| name != "description" || !value.is_string());
            // Nobody can ask for it here.
            if let Some(Value::Object(properties)) = fields.get_mut("properties") {
                properties.remove("explain");
            }
        });
    }
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.remove("explain");
    }
    without_unused(&mut schema);
    schema
}

/// A schema without some fields of its root, and without the widths of numbers, which clients do not know.
fn trimmed(mut schema: Value, without: &[&str]) -> Value {
    if let Some(root) = schema.as_object_mut() {
        root.retain(|name, _| !without.contains(&name.as_str()));
    }
    each_object(&mut schema, &mut |fields| {
        let is_width = |value: &Value| {
            value.as_str().is_some_and(|format| format.starts_with(['u', 'i', 'd', 'f']) && format != "uri")
        };
        fields.retain(|name, value| name != "format" || !is_width(value));
        if let Some(Value::String(words)) = fields.get_mut("description") {
            *words = words.replace('\n', " ");
        }
    });
    schema
}

/// Drops the definitions that nothing refers to.
fn without_unused(schema: &mut Value) {
    loop {
        let mut used = BTreeSet::new();
        each_object(schema, &mut |fields| {
            let name = fields.get("$ref").and_then(Value::as_str);
            used.extend(name.and_then(|name| name.strip_prefix("#/$defs/")).map(str::to_owned));
        });
        let Some(Value::Object(definitions)) = schema.get_mut("$defs") else { return };
        let before = definitions.len();
        definitions.retain(|name, _| used.contains(name));
        if definitions.len() == before {
            return;
        }
    }
}

/// Shows every object in a schema.
pub(crate) fn each_object(schema: &mut Value, show: &mut dyn FnMut(&mut serde_json::Map<String, Value>)) {
    match schema {
        Value::Object(fields) => {
            show(fields);
            fields.values_mut().for_each(|field| each_object(field, show));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, show)),
        _ => {}
    }
}
