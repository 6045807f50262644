//! `newscheck init`: writes the settings of a folder, with all that may stand in them, and what CI needs. It
//! never writes over a file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, anyhow};

use crate::cli::Outcome;
use crate::cli::args::init::Init;
use crate::cli::config_file;
use crate::cli::exit::{Exit, complain};
use crate::input::cause;

/// The settings, each as it is without the file.
const SETTINGS: &str = "\
# Settings of newscheck for this folder and those below. Each line shows what holds without it: take the # away to change it.
# `newscheck config PATH` prints what holds for a file; `newscheck rules` lists the rules.

# Exit with 1 for findings of this severity or above: error, warning, info, never.
# fail-on = \"warning\"

# Checks that may not be left out: \"links\" (wants --online), \"evidence\" (wants sources).
# require = []

# In folders, check the files that match, and skip those that match; paths count from here.
# include = [\"**/*.md\", \"**/*.txt\"]
# exclude = [\"drafts\"]

# Findings that are known and not reported: newscheck verify --write-baseline writes the file.
# baseline = \"newscheck-baseline.json\"

# Run only these rules: codes, prefixes, names or \"ALL\"; and not those.
# select = [\"CIT\", \"REF\", \"URL\", \"MET\", \"RES\", \"LNK\", \"EVD\", \"INP\"]
# ignore = []

# Report a rule at another severity: error, warning, info, off.
[severity]
# REF004 = \"off\"

# Other rules for the files that match.
[per-file]
# \"opinion/**\" = { ignore = [\"URL008\"] }

# How servers are asked in a run with --online; nothing here turns that on.
[online]
# timeout = \"10s\"
# retries = 2
# respect-robots = false
# cache-age = \"1d\"

# The archive of captures.
[archive]
# folder = \".newscheck\"
# operator = \"Your name\"
";

const GITHUB: &str = "\
name: newscheck
on: [push, pull_request]
permissions:
  contents: read
jobs:
  citations:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: newscheck/newscheck@vVERSION
        with:
          paths: .
";

const GITLAB: &str = "\
newscheck:
  image: rust:1.95
  script:
    - cargo install --locked --git https://github.com/newscheck/newscheck --tag vVERSION
    - newscheck verify --quiet --report gitlab=gl-code-quality-report.json .
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
";

const PRE_COMMIT: &str = "\
repos:
  - repo: https://github.com/newscheck/newscheck
    rev: vVERSION
    hooks:
      - id: newscheck
";

/// Runs the command.
pub fn run(args: &Init) -> Outcome {
    let extra = [
        (args.github, ".github/workflows/newscheck.yml", GITHUB),
        (args.gitlab, ".gitlab-ci.yml", GITLAB),
        (args.pre_commit, ".pre-commit-config.yaml", PRE_COMMIT),
    ];
    let is_extended = extra.iter().any(|(wanted, ..)| *wanted);
    let mut exit = Exit::Clean;
    let mut out = io::stdout().lock();
    let wanted = extra.into_iter().filter(|(wanted, ..)| *wanted).map(|(_, name, words)| (name, words));
    for (name, words) in std::iter::once((config_file::NAME, SETTINGS)).chain(wanted) {
        let path = args.folder.join(name);
        let words = words.replace("VERSION", env!("CARGO_PKG_VERSION"));
        if write_new(&path, &words)? {
            writeln!(out, "{} written", path.display())?;
        } else if name == config_file::NAME && is_extended {
            writeln!(out, "{} is there already", path.display())?;
        } else {
            complain(&format!("{} is there already, and stays as it is", path.display()));
            if name != config_file::NAME {
                writeln!(out, "What {name} needs for newscheck:\n\n{words}")?;
            }
            exit = Exit::Trouble;
        }
    }
    out.flush()?;
    Ok(exit)
}

/// Writes a file where there is none; whether there was none.
fn write_new(path: &Path, words: &str) -> anyhow::Result<bool> {
    let told = |error: &io::Error| anyhow!("writing {}: {}", path.display(), cause(error));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(words.as_bytes()).map(|()| true).map_err(|error| told(&error)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(told(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config_file::ConfigFile;

    fn read(words: &str) -> anyhow::Result<ConfigFile> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(config_file::NAME);
        fs::write(&path, words).unwrap();
        ConfigFile::read(&path)
    }

    #[test]
    fn the_settings_hold_with_and_without_their_marks() {
        let is_setting = |line: &str| {
            line.strip_prefix("# ").is_some_and(|rest| rest.contains(" = ") && !rest.contains(". "))
        };
        let bare: String = SETTINGS
            .lines()
            .map(|line| if is_setting(line) { format!("{}\n", &line[2..]) } else { format!("{line}\n") })
            .collect();
        assert!(bare.matches(" = ").count() > 12, "{bare}");
        let file = read(&bare).unwrap();
        assert_eq!((file.table.severity.len(), file.table.per_file.len()), (1, 1));
        let file = read(SETTINGS).unwrap();
        assert!(
            file.table.select.is_none() && file.table.severity.is_empty() && file.table.fail_on.is_none()
        );
    }

    #[test]
    fn no_file_is_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/a.toml");
        assert!(write_new(&path, "one").unwrap() && !write_new(&path, "two").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    }
}
