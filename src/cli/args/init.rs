//! `newscheck init`: which files are written.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// `newscheck init`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder: that of the repository, as a rule
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Also write a workflow for GitHub Actions: .github/workflows/newscheck.yml
    #[arg(long)]
    pub github: bool,
    /// Also write a pipeline for GitLab: .gitlab-ci.yml
    #[arg(long)]
    pub gitlab: bool,
    /// Also write the hook for pre-commit: .pre-commit-config.yaml
    #[arg(long)]
    pub pre_commit: bool,
}
