//! `newscheck archive attach`: a file that the user saved, as a capture of an address.

use anyhow::{anyhow, bail};
use chrono::Utc;
use url::Url;

use crate::archive::Attachment;
use crate::cli::Outcome;
use crate::cli::args::archive::Attach;
use crate::cli::commands::archive::{Place, open, print};
use crate::cli::exit::Exit;
use crate::input::cause;
use crate::pipeline::archive::text_of;

/// Media types by file ending (IANA's registry).
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html"),
    ("htm", "text/html"),
    ("xhtml", "application/xhtml+xml"),
    ("txt", "text/plain"),
    ("md", "text/markdown"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("mhtml", "multipart/related"),
    ("mht", "multipart/related"),
    ("json", "application/json"),
    ("csv", "text/csv"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
];

/// Runs the command.
pub fn run(place: &Place, command: &Attach) -> Outcome {
    let url = Url::parse(&command.url).map_err(|error| anyhow!("{}: {error}", command.url))?;
    if !matches!(url.scheme(), "http" | "https") {
        bail!("{}: only http and https addresses have captures", command.url);
    }
    let bytes = std::fs::read(&command.file)
        .map_err(|error| anyhow!("reading {}: {}", command.file.display(), cause(&error)))?;
    let ending =
        command.file.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    let known = TYPES.iter().find(|(known, _)| *known == ending).map(|(_, mime)| *mime);
    let mime = command.mime.as_deref().or(known).unwrap_or("application/octet-stream");
    let file_name = command.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut archive = open(place)?;
    archive.attach(&Attachment {
        url: url.as_str(),
        bytes: &bytes,
        mime,
        file_name: file_name.as_deref(),
        at: Utc::now(),
        page: text_of(&bytes, mime, url.as_str()),
    })?;
    archive.finish()?;
    print(|out| {
        writeln!(
            out,
            "attached {} ({mime}, {} bytes) as a capture of {url}",
            command.file.display(),
            bytes.len()
        )
    })?;
    Ok(Exit::Clean)
}
