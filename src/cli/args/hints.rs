//! Values that shells complete and that may be others, too: what an argument stands for is settled elsewhere,
//! with better words for what is wrong.

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use crate::render::links::LINKS;
use crate::render::{Render, json};
use crate::rules::{self, FAMILIES};

/// Takes any words, and knows some of them.
#[derive(Clone)]
pub struct Known(fn() -> Vec<PossibleValue>);

impl TypedValueParser for Known {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter()))
    }
}

/// The codes of rules, with what they find, and the prefixes of their families.
pub fn selectors() -> Known {
    Known(|| {
        let families = FAMILIES.iter().map(|family| PossibleValue::new(family.prefix).help(family.title));
        families.chain(codes()).chain([PossibleValue::new("ALL").help("every rule")]).collect()
    })
}

/// The codes of rules, with what they find.
pub fn rules() -> Known {
    Known(|| codes().collect())
}

fn codes() -> impl Iterator<Item = PossibleValue> {
    rules::all().map(|rule| PossibleValue::new(rule.code).help(rule.summary))
}

/// The formats of reports.
pub fn reports() -> Known {
    Known(|| names(crate::render::REPORTS))
}

/// The formats of records.
pub fn records() -> Known {
    Known(|| names(crate::render::RECORDS))
}

/// The formats of evidence.
pub fn evidence() -> Known {
    Known(|| names(crate::render::evidence::EVIDENCE))
}

fn names(formats: &[&'static dyn Render]) -> Vec<PossibleValue> {
    formats.iter().map(|format| PossibleValue::new(format.name())).collect()
}

/// The formats of lists of links.
pub fn links() -> Known {
    Known(|| LINKS.iter().map(|format| PossibleValue::new(format.name)).collect())
}

/// The fields of records.
pub fn fields() -> Known {
    Known(|| json::record_fields().into_iter().map(PossibleValue::new).collect())
}

/// The fields of an article's report.
pub fn report_fields() -> Known {
    Known(|| json::report_fields().into_iter().map(PossibleValue::new).collect())
}

/// The checks that may be required.
pub fn checks() -> Known {
    Known(|| ["links", "evidence"].map(PossibleValue::new).to_vec())
}
