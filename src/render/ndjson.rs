//! The ndjson format.

use std::io::{self, Write};

use crate::model::{FileReport, Summary};
use crate::render::{Render, RunInfo, Wants};

/// NdjsonReport.
pub struct NdjsonReport;

impl Render for NdjsonReport {
    fn name(&self) -> &'static str {
        "ndjson"
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

/// NdjsonRecords.
pub struct NdjsonRecords;

impl Render for NdjsonRecords {
    fn name(&self) -> &'static str {
        "ndjson"
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
