//! Which name is meant where one is not known?

use anyhow::anyhow;

use crate::rules;

/// The name that differs least from what was given, if it differs in few letters.
pub fn nearest<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let given = given.to_ascii_lowercase();
    let near = names.map(|name| (strsim::levenshtein(&given, &name.to_ascii_lowercase()), name)).min()?;
    (near.0 <= 1 + given.len() / 4).then_some(near.1)
}

/// Says that there is no such rule, and which one is meant.
pub fn unknown_rule(given: &str) -> anyhow::Error {
    let names = rules::all().flat_map(|rule| [rule.code, rule.name]);
    match nearest(given, names) {
        Some(near) => anyhow!("no rule {given}; did you mean {near}? (newscheck rules lists them)"),
        None => anyhow!("no rule {given} (newscheck rules lists them)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_rule_is_proposed() {
        assert!(unknown_rule("CIT01").to_string().contains("CIT001"));
        assert!(unknown_rule("dangling-citations").to_string().contains("dangling-citation?"));
        assert!(!unknown_rule("zzz").to_string().contains("mean"));
    }
}
