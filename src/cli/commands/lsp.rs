//! `newscheck lsp`: a language server over standard input and output.

use std::collections::BTreeMap;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use chrono::Utc;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::Outcome;
use crate::cli::args::servers::Lsp;
use crate::cli::args::{Online, RuleArgs};
use crate::cli::commands::active_rules;
use crate::cli::exit::Exit;
use crate::cli::online::link_job;
use crate::cli::rule_sets::Config;
use crate::input::LoadOptions;
use crate::lsp::{self, Ended, Settle};
use crate::pipeline::check::Plan;
use crate::pipeline::online::LinkJob;
use crate::rules::ActiveRule;

/// Runs the command until the client ends it.
pub fn run(args: &Lsp) -> Outcome {
    let mut settings = Settings { args: args.clone(), client: Client::default() };
    // A configuration that cannot be read is told now, not with the first document.
    settings.config()?;
    let ended = lsp::serve(BufReader::new(io::stdin()), io::stdout(), &mut settings);
    Ok(if ended == Ended::InOrder { Exit::Clean } else { Exit::Findings })
}

/// The arguments, and over them what the client says.
struct Settings {
    args: Lsp,
    client: Client,
}

/// A client's settings, as `initializationOptions` or `newscheck` in its configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Client {
    select: Vec<String>,
    ignore: Vec<String>,
    severity: BTreeMap<String, String>,
    config: Option<PathBuf>,
}

impl Settings {
    fn config(&self) -> anyhow::Result<Config> {
        Config::read(self.client.config.as_deref().or(self.args.config.as_deref()), self.args.no_config)
    }

    fn rules(&self, path: &Path) -> anyhow::Result<Vec<ActiveRule>> {
        let or =
            |client: &Vec<String>, own: &Vec<String>| if client.is_empty() { own } else { client }.clone();
        let levels = self.client.severity.iter().map(|(code, level)| format!("{code}={level}"));
        let rules = RuleArgs {
            select: or(&self.client.select, &self.args.rules.select),
            ignore: or(&self.client.ignore, &self.args.rules.ignore),
            severity: self.args.rules.severity.iter().cloned().chain(levels).collect(),
        };
        active_rules(&rules, self.config()?, path)
    }
}

impl Settle for Settings {
    fn plan(&mut self, path: &str) -> Result<Plan, String> {
        let rules = self.rules(Path::new(path)).map_err(|error| format!("{error:#}"))?;
        Ok(Plan::new(LoadOptions::default(), rules, Utc::now()))
    }

    fn configure(&mut self, settings: &Value) -> Result<(), String> {
        if settings.is_null() {
            return Ok(());
        }
        self.client =
            serde_json::from_value(settings.clone()).map_err(|error| format!("settings: {error}"))?;
        Ok(())
    }

    fn online(&self) -> Result<LinkJob, String> {
        let args = Online { online: true, fetch: self.args.fetch.clone(), ..Online::default() };
        let job = self.config().and_then(|config| link_job(&args, config.run().map(|file| &**file)));
        job.map_err(|error| format!("{error:#}"))?.ok_or_else(|| "nothing goes online".to_owned())
    }
}
