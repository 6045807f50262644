//! Describes inputs whose bytes are no format that newscheck reads.

use crate::model::Severity;
use crate::rules::{Needs, Rule, RuleMeta, Sink, Subject};

/// INP002: raised by the pipeline; see [`crate::rules::input_finding`].
pub struct UnknownFormat;

static META: RuleMeta = RuleMeta {
    code: "INP002",
    name: "unknown-format",
    default_severity: Severity::Error,
    needs: Needs::Nothing,
    summary: "bytes in no format that newscheck reads",
    explanation: "\
## What it finds

A file whose bytes are neither text nor a known format, such as an image or a program. The other inputs are still checked.

## Why it matters

Nothing in the input was checked. Binary data read as text would give citations that nobody wrote.

## Example

```text
newscheck verify photo.jpg
```

## How to fix

Save the article as text, Markdown or HTML, leave the file out with `--exclude`, or name the format with `--input-format`.
",
};

impl Rule for UnknownFormat {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _subject: &Subject<'_>, _sink: &mut Sink<'_>) {}
}
