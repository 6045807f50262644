//! The text format.

use std::io::{self, Write};

use crate::model::{FileReport, Summary};
use crate::render::{Render, RunInfo, Wants};

/// TextReport.
pub struct TextReport;

impl Render for TextReport {
    fn name(&self) -> &'static str {
        "text"
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

/// TextRecords.
pub struct TextRecords;

impl Render for TextRecords {
    fn name(&self) -> &'static str {
        "text"
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
