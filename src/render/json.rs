//! The json format.

use std::io::{self, Write};

use crate::model::{FileReport, Summary};
use crate::render::{Render, RunInfo, Wants};

/// JsonReport.
pub struct JsonReport;

impl Render for JsonReport {
    fn name(&self) -> &'static str {
        "json"
    }

    fn wants(&self, _run: &RunInfo) -> Wants {
        Wants::default()
    }

    fn begin(&self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&self, _report: &FileReport, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, _summary: &Summary, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// JsonRecords.
pub struct JsonRecords;

impl Render for JsonRecords {
    fn name(&self) -> &'static str {
        "json"
    }

    fn wants(&self, _run: &RunInfo) -> Wants {
        Wants::default()
    }

    fn begin(&self, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&self, _report: &FileReport, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&self, _summary: &Summary, _run: &RunInfo, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
