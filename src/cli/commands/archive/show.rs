//! `newscheck archive show`: one capture, as text, page, record or data.

use std::io::Write;

use anyhow::{Context, anyhow};
use serde_json::json;

use crate::archive::{Archive, CaptureRow};
use crate::cli::Outcome;
use crate::cli::args::archive::{Show, ShowFormat};
use crate::cli::commands::archive::{Place, captures_of, list, moment, nearest, open_read_only};
use crate::cli::exit::Exit;
use crate::cli::outputs::Look;
use crate::render::json::write_json;
use crate::text::sanitize::for_terminal;

/// Runs the command.
pub fn run(place: &Place, command: &Show) -> Outcome {
    let at = command.at.as_deref().map(|words| moment(words, "--at")).transpose()?;
    let archive = open_read_only(place)?;
    let mut captures = captures_of(&archive, &command.url)?;
    let capture = match at {
        Some(at) => nearest(captures, at),
        None => captures.pop(),
    };
    let capture = capture.ok_or_else(|| anyhow!("no capture of {} in the archive", command.url))?;
    let bytes = shown(&archive, &capture, command.format)?;
    let (_, mut out) = Look::of(&command.output).open()?;
    out.write_all(&bytes).and_then(|()| out.finish()).context("writing the output")?;
    Ok(Exit::Clean)
}

fn shown(archive: &Archive, capture: &CaptureRow, format: ShowFormat) -> anyhow::Result<Vec<u8>> {
    match format {
        ShowFormat::Raw => Ok(archive.raw(capture)?),
        ShowFormat::Html => Ok(archive.payload(capture)?.unpacked().bytes.into_owned()),
        ShowFormat::Text => {
            let page = archive
                .text(capture)?
                .ok_or_else(|| anyhow!("{} has no text: --format html gives its bytes", capture.url))?;
            let lines = page.title.iter().map(String::as_str).chain(page.text.lines());
            Ok(lines.map(|line| format!("{}\n", for_terminal(line))).collect::<String>().into_bytes())
        }
        ShowFormat::Json => {
            let mut value = list::capture(capture);
            let page = archive.text(capture)?;
            value["title"] = json!(page.as_ref().and_then(|page| page.title.as_deref()));
            value["text"] = json!(page.as_ref().map(|page| page.text.as_str()));
            let mut bytes = Vec::new();
            write_json(&value, &mut bytes).context("writing the output")?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}
