//! Describes inputs that could not be read.

use crate::model::Severity;
use crate::rules::{Needs, Rule, RuleMeta, Sink, Subject};

/// INP001: raised by the pipeline; see [`crate::rules::input_finding`].
pub struct UnreadableInput;

static META: RuleMeta = RuleMeta {
    code: "INP001",
    name: "unreadable-input",
    default_severity: Severity::Error,
    needs: Needs::Nothing,
    summary: "an input that could not be read",
    explanation: "\
## What it finds

A file that is missing, forbidden, a directory, larger than `--max-file-size`, or broken off; a record or a line of ndjson that is
no JSON; a record of a web archive that is damaged, broken off, or not what its digest says. The other inputs are still checked.

## Why it matters

Nothing in the input was checked, so a run that passed over it in silence would read as clean.

## Example

```text
newscheck verify missing.txt
```

## How to fix

Correct the path or its permissions, raise the size limit, or mend the line that the message names.
",
};

impl Rule for UnreadableInput {
    fn meta(&self) -> &'static RuleMeta {
        &META
    }

    fn check(&self, _subject: &Subject<'_>, _sink: &mut Sink<'_>) {}
}
