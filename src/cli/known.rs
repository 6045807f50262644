//! The file of known findings: read for a run, and compared with what is there.

use std::io;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::cli::exit::complain;
use crate::input::discover;
use crate::pipeline::suppress::Baseline;
use crate::render::words::plural;

/// Reads a baseline.
pub fn read_baseline(path: &Path) -> anyhow::Result<Baseline> {
    let reading = || format!("reading the baseline {}", path.display());
    match std::fs::metadata(path) {
        Ok(data) if data.is_dir() => bail!("{}: is a directory", reading()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("{}: no such file; --write-baseline makes it", reading())
        }
        _ => {}
    }
    let bytes = std::fs::read(path).map_err(|error| anyhow!("{}: {}", reading(), discover::cause(&error)))?;
    Baseline::parse(&bytes).with_context(reading)
}

/// Says which files of the baseline are not there any more: no article's report can.
pub fn tell_gone(baseline: &Baseline, root: &Path) {
    let is_there = |article: &str| {
        let container = article.split('#').next().unwrap_or(article);
        container == "-" || root.join(container).exists() || root.join(article).exists()
    };
    let gone: Vec<&str> = baseline.articles().into_iter().filter(|article| !is_there(article)).collect();
    if let Some(first) = gone.first() {
        let others =
            if gone.len() > 1 { format!(" and {}", plural(gone.len() - 1, "other")) } else { String::new() };
        complain(&format!(
            "the baseline has entries for what is not there any more: {first}{others}; --write-baseline drops them"
        ));
    }
}
