//! Which rules run on which file, at which severity, and who said so: the arguments, then the nearest
//! configuration, then each rule's default. A configuration is read once, however many folders it holds for.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use globset::GlobSet;

use crate::cli::args::{Input, RuleArgs};
use crate::cli::config_file::{self, ConfigFile, PerFile};
use crate::cli::nearest::unknown_rule;
use crate::input::discover::{self, absolute};
use crate::input::files::Files;
use crate::model::Severity;
use crate::pipeline::job::RuleSet;
use crate::rules::{self, ActiveRule, Rule};

/// Where configurations come from.
pub enum Config {
    /// None is read.
    None,
    /// One, for the run and all its files.
    Only(Arc<ConfigFile>),
    /// The nearest to the working folder for the run, the nearest to each file for its rules.
    Nearest(Option<Arc<ConfigFile>>),
}

/// A rule as it was settled for a file.
#[derive(Clone)]
pub struct Ruled {
    /// The rule.
    pub rule: &'static Rule,
    /// Its severity; `Off` where it does not run.
    pub severity: Severity,
    /// Who said so: `default`, `--select`, `newscheck.toml:3`.
    pub origin: String,
}

/// Settles rules for files.
pub struct RuleSets {
    given: Choice,
    config: Config,
    configs: Vec<Known>,
    /// The configuration of each folder that was asked for, by index.
    folders: HashMap<PathBuf, Option<usize>>,
    /// The sets so far, by configuration and the patterns that match.
    sets: HashMap<(Option<usize>, Vec<usize>), u32>,
    settled: Vec<RuleSet>,
}

/// What one voice says of rules: the arguments, a configuration, or its settings for a pattern. Each word has
/// its origin.
#[derive(Default)]
struct Choice {
    /// The rules that run, where only they do, and who narrows them down.
    select: Option<(Vec<(&'static str, String)>, String)>,
    /// The rules that run too.
    add: Vec<(&'static str, String)>,
    ignore: Vec<(&'static str, String)>,
    severity: Vec<(&'static str, Severity, String)>,
}

/// A configuration whose rule settings were looked up.
struct Known {
    file: Arc<ConfigFile>,
    choice: Choice,
    /// The settings for patterns, in the file's order.
    per_file: Vec<Choice>,
    globs: GlobSet,
}

impl Config {
    /// The configuration of a run.
    pub fn of(input: &Input) -> anyhow::Result<Self> {
        Self::read(input.config.as_deref(), input.no_config)
    }

    /// The configuration that `--config` and `--no-config` name.
    pub fn read(given: Option<&Path>, none: bool) -> anyhow::Result<Self> {
        match (given, none) {
            (_, true) => Ok(Self::None),
            (Some(path), _) => Ok(Self::Only(Arc::new(ConfigFile::read(path)?))),
            (None, false) => Self::found(),
        }
    }

    /// The configuration found from the working folder upward.
    pub fn found() -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("finding the working folder")?;
        let file = config_file::find_above(&here)
            .map(|path| ConfigFile::read(&shown(&path, &here)).map(Arc::new))
            .transpose()?;
        Ok(Self::Nearest(file))
    }

    /// What the run settings come from.
    pub fn run(&self) -> Option<&Arc<ConfigFile>> {
        match self {
            Self::None => None,
            Self::Only(file) => Some(file),
            Self::Nearest(file) => file.as_ref(),
        }
    }
}

impl Config {
    /// The archive's folder that the run settings name.
    pub fn archive_folder(&self) -> Option<PathBuf> {
        let file = self.run()?;
        Some(file.resolve(file.table.archive.folder.as_ref()?.get_ref()))
    }

    /// Who is responsible for captures by the run settings.
    pub fn operator(&self) -> Option<String> {
        Some(self.run()?.table.archive.operator.as_ref()?.get_ref().clone())
    }
}

/// A path as messages show it: from the working folder where it lies in it.
fn shown(path: &Path, here: &Path) -> PathBuf {
    path.strip_prefix(here).unwrap_or(path).to_owned()
}

impl RuleSets {
    /// For the rules that were asked for on the command line.
    pub fn new(args: &RuleArgs, config: Config) -> anyhow::Result<Self> {
        let listed = |selectors: &[String], origin: &str| -> anyhow::Result<Vec<(&'static str, String)>> {
            Ok(codes(selectors.iter().map(String::as_str))?
                .into_iter()
                .map(|code| (code, origin.to_owned()))
                .collect())
        };
        let select = (!args.select.is_empty()).then(|| listed(&args.select, "--select")).transpose()?;
        let given = Choice {
            select: select.map(|list| (list, "--select".to_owned())),
            add: Vec::new(),
            ignore: listed(&args.ignore, "--ignore")?,
            severity: args.severity.iter().map(|pair| override_of(pair)).collect::<anyhow::Result<_>>()?,
        };
        let mut sets = Self {
            given,
            config,
            configs: Vec::new(),
            folders: HashMap::new(),
            sets: HashMap::new(),
            settled: Vec::new(),
        };
        // The first set is the run's own: it tells of what has no file.
        let run = sets.config.run().cloned().map(|file| sets.know(file)).transpose()?;
        sets.set(run, Vec::new());
        Ok(sets)
    }

    /// What the run settings come from.
    pub fn run(&self) -> Option<&Arc<ConfigFile>> {
        self.config.run()
    }

    /// Gives each file the number of its set.
    pub fn assign(&mut self, files: &mut Files) -> anyhow::Result<()> {
        let here = std::env::current_dir().context("finding the working folder")?;
        // The folder of the file before, as it is given: most files stand beside it.
        let mut last: Option<(PathBuf, Option<usize>)> = None;
        for place in 0..files.len() {
            let file = files.at(place);
            let path = if file.is_stdin() || file.page.is_some() { Path::new("-") } else { &file.path };
            let given = path.parent().unwrap_or(Path::new(""));
            let known = last.as_ref().filter(|(known, _)| known.as_os_str() == given.as_os_str());
            let config = match known {
                Some((_, config)) => *config,
                None => {
                    let config = self.config_of(absolute(path).parent().unwrap_or(&here), &here)?;
                    last = Some((given.to_owned(), config));
                    config
                }
            };
            files.assign(place, self.set(config, self.matching(config, path)));
        }
        Ok(())
    }

    /// The sets in the order of their numbers. `root` is where paths in fingerprints start for files without
    /// a configuration.
    pub fn finish(self, root: &str) -> Arc<[RuleSet]> {
        let rooted = |set: RuleSet| RuleSet { root: set.root.or_else(|| Some(root.into())), ..set };
        self.settled.into_iter().map(rooted).collect()
    }

    /// How each rule was settled for a file, and the configuration that was asked.
    pub fn explain(&mut self, path: &Path) -> anyhow::Result<(Vec<Ruled>, Option<Arc<ConfigFile>>)> {
        let here = std::env::current_dir().context("finding the working folder")?;
        let path = absolute(path);
        let config = self.config_of(path.parent().unwrap_or(&here), &here)?;
        let matching = self.matching(config, &path);
        Ok((self.rule(config, &matching), config.map(|index| Arc::clone(&self.configs[index].file))))
    }

    fn config_of(&mut self, folder: &Path, here: &Path) -> anyhow::Result<Option<usize>> {
        match &self.config {
            Config::None => return Ok(None),
            Config::Only(_) => return Ok(Some(0)),
            Config::Nearest(_) => {}
        }
        let mut passed = Vec::new();
        let mut found = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.folders.get(folder) {
                found = *known;
                break;
            }
            passed.push(folder.to_owned());
            let path = folder.join(config_file::NAME);
            if path.is_file() {
                found = Some(match self.configs.iter().position(|known| known.file.folder == folder) {
                    Some(index) => index,
                    None => self.know(Arc::new(ConfigFile::read(&shown(&path, here))?))?,
                });
                break;
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        self.folders.extend(passed.into_iter().map(|folder| (folder, found)));
        Ok(found)
    }

    /// Looks the rule settings of a configuration up; gives its number.
    fn know(&mut self, file: Arc<ConfigFile>) -> anyhow::Result<usize> {
        let table = &file.table;
        let mut patterns: Vec<(&String, &toml::Spanned<PerFile>)> = table.per_file.iter().collect();
        patterns.sort_by_key(|(_, settings)| settings.span().start);
        let names: Vec<String> = patterns.iter().map(|(pattern, _)| (*pattern).clone()).collect();
        let globs = discover::globs(&names).with_context(|| format!("{}: per-file", file.path.display()))?;
        let of_pattern = |settings: &PerFile| -> anyhow::Result<Choice> {
            Ok(Choice {
                select: None,
                add: placed(&file, &settings.select)?,
                ignore: placed(&file, &settings.ignore)?,
                severity: placed_severities(&file, &settings.severity)?,
            })
        };
        let per_file = patterns
            .iter()
            .map(|(_, settings)| of_pattern(settings.get_ref()))
            .collect::<anyhow::Result<_>>()?;
        let narrowed = |list: &toml::Spanned<Vec<toml::Spanned<String>>>| -> anyhow::Result<_> {
            Ok((placed(&file, list.get_ref())?, file.place(list.span())))
        };
        let choice = Choice {
            select: table.select.as_ref().map(narrowed).transpose()?,
            add: Vec::new(),
            ignore: table
                .ignore
                .as_ref()
                .map(|list| placed(&file, list.get_ref()))
                .transpose()?
                .unwrap_or_default(),
            severity: placed_severities(&file, &table.severity)?,
        };
        self.configs.push(Known { choice, per_file, globs, file });
        Ok(self.configs.len() - 1)
    }

    /// The patterns of a configuration that match a file, in the file's order.
    fn matching(&self, config: Option<usize>, path: &Path) -> Vec<usize> {
        let Some(known) = config.map(|index| &self.configs[index]).filter(|known| !known.per_file.is_empty())
        else {
            return Vec::new();
        };
        let path = absolute(path);
        known.globs.matches(path.strip_prefix(&known.file.folder).unwrap_or(&path))
    }

    /// The number of a set, which is settled where it is new.
    fn set(&mut self, config: Option<usize>, matching: Vec<usize>) -> u32 {
        if let Some(&number) = self.sets.get(&(config, matching.clone())) {
            return number;
        }
        let ruled = self.rule(config, &matching).into_iter().filter(|ruled| ruled.severity != Severity::Off);
        let rules = ruled.map(|ruled| ActiveRule { rule: ruled.rule, severity: ruled.severity }).collect();
        let root =
            config.map(|index| self.configs[index].file.folder.to_string_lossy().replace('\\', "/").into());
        let number = u32::try_from(self.settled.len()).unwrap_or(u32::MAX);
        self.settled.push(RuleSet { rules, root });
        self.sets.insert((config, matching), number);
        number
    }

    fn rule(&self, config: Option<usize>, matching: &[usize]) -> Vec<Ruled> {
        let config = config.map(|index| &self.configs[index]);
        let per_file: Vec<&Choice> =
            config.map(|known| matching.iter().map(|&at| &known.per_file[at]).collect()).unwrap_or_default();
        rules::all().map(|rule| self.settle(rule, config.map(|known| &known.choice), &per_file)).collect()
    }

    /// What holds for a rule: the arguments come before the patterns, the later ones first, and these before
    /// the rest of the file.
    fn settle(&self, rule: &'static Rule, file: Option<&Choice>, per_file: &[&Choice]) -> Ruled {
        let code = rule.code;
        let ruled = |severity, origin: &str| Ruled { rule, severity, origin: origin.to_owned() };
        let patterns = || per_file.iter().rev().copied();
        // Who selects on the command line wants these rules, whatever the file leaves out or adds.
        let is_given = self.given.select.is_some();
        let ignoring = std::iter::once(&self.given).chain(patterns()).chain(file.filter(|_| !is_given));
        if let Some(origin) = ignoring.into_iter().find_map(|choice| origin_of(&choice.ignore, code)) {
            return ruled(Severity::Off, origin);
        }
        let narrowing = if is_given {
            self.given.select.as_ref()
        } else {
            file.and_then(|choice| choice.select.as_ref())
        };
        let added = patterns().filter(|_| !is_given).find_map(|choice| origin_of(&choice.add, code));
        let selected = narrowing.and_then(|(list, _)| origin_of(list, code)).or(added);
        if let (Some((_, origin)), None) = (narrowing, selected) {
            return ruled(Severity::Off, origin);
        }
        let speaking = std::iter::once(&self.given).chain(patterns()).chain(file);
        let overridden = speaking
            .into_iter()
            .find_map(|choice| choice.severity.iter().rev().find(|(other, ..)| *other == code));
        match (overridden, rule.default_severity, selected) {
            (Some((_, severity, origin)), ..) => ruled(*severity, origin),
            (None, Severity::Off, Some(origin)) => ruled(Severity::Warning, origin),
            (None, severity, origin) => ruled(severity, origin.unwrap_or("default")),
        }
    }
}

/// Who names a rule in a list.
fn origin_of<'l>(list: &'l [(&'static str, String)], code: &str) -> Option<&'l str> {
    list.iter().find(|(other, _)| *other == code).map(|(_, origin)| origin.as_str())
}

/// The codes that selectors of a configuration stand for, each with its place.
fn placed(
    file: &ConfigFile,
    selectors: &[toml::Spanned<String>],
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let mut found = Vec::new();
    for selector in selectors {
        let place = file.place(selector.span());
        let codes = codes([selector.get_ref().as_str()]).with_context(|| place.clone())?;
        found.extend(codes.into_iter().map(|code| (code, place.clone())));
    }
    Ok(found)
}

fn placed_severities(
    file: &ConfigFile,
    table: &BTreeMap<String, toml::Spanned<Severity>>,
) -> anyhow::Result<Vec<(&'static str, Severity, String)>> {
    let settle = |(name, severity): (&String, &toml::Spanned<Severity>)| {
        let place = file.place(severity.span());
        let rule = rules::find(name).ok_or_else(|| unknown_rule(name)).with_context(|| place.clone())?;
        Ok((rule.code, *severity.get_ref(), place))
    };
    table.iter().map(settle).collect()
}

/// `CODE=LEVEL`
fn override_of(pair: &str) -> anyhow::Result<(&'static str, Severity, String)> {
    let (code, level) =
        pair.split_once('=').ok_or_else(|| anyhow!("--severity {pair}: expected CODE=LEVEL"))?;
    let rule = rules::find(code.trim()).ok_or_else(|| unknown_rule(code))?;
    let severity = match level.trim().to_ascii_lowercase().as_str() {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "info" => Severity::Info,
        "off" => Severity::Off,
        _ => bail!("--severity {pair}: the level is none of error, warning, info, off"),
    };
    Ok((rule.code, severity, "--severity".to_owned()))
}

/// The codes that codes, prefixes, names and ALL stand for.
pub fn codes<'s>(selectors: impl IntoIterator<Item = &'s str>) -> anyhow::Result<Vec<&'static str>> {
    let mut found = Vec::new();
    for selector in selectors.into_iter().map(str::trim).filter(|selector| !selector.is_empty()) {
        let matching: Vec<&'static str> = rules::matching(selector).map(|rule| rule.code).collect();
        if matching.is_empty() {
            return Err(unknown_rule(selector));
        }
        found.extend(matching);
    }
    Ok(found)
}
