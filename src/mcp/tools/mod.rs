//! The tools, one file each. A fault of a call is an answer that says so: the model that made it reads it and
//! can do better.

pub mod article;
pub mod check_article;
pub mod check_claims;
pub mod check_links;
pub mod explain_rule;
pub mod fix_article;
pub mod parse_article;
pub mod resolve_citation;
pub mod search_archive;
pub mod source;
pub mod tool;
pub mod waiting;

use crate::mcp::tools::tool::Tool;

/// The tools, in the order in which they are listed.
pub static TOOLS: &[&Tool] = &[
    &check_article::TOOL,
    &parse_article::TOOL,
    &resolve_citation::TOOL,
    &check_claims::TOOL,
    &check_links::TOOL,
    &fix_article::TOOL,
    &explain_rule::TOOL,
    &search_archive::TOOL,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::mcp::tools::tool::{described, each_object};

    #[test]
    fn schemas_are_short_and_whole() {
        for tool in TOOLS {
            let mut shown = described(tool);
            assert!(shown.to_string().len() < 24_000, "{}: {}", tool.name, shown.to_string().len());
            for side in ["inputSchema", "outputSchema"] {
                let schema = &mut shown[side];
                assert_eq!(schema["type"], "object", "{} {side}", tool.name);
                let defined: BTreeSet<String> =
                    schema["$defs"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
                each_object(schema, &mut |fields| {
                    let name = fields.get("$ref").and_then(Value::as_str);
                    let is_there =
                        name.is_none_or(|name| defined.contains(name.trim_start_matches("#/$defs/")));
                    assert!(is_there, "{} {side}: {name:?}", tool.name);
                });
            }
        }
    }
}
