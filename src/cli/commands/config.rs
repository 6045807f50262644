//! `newscheck config`: the settings that hold for a file, and where each comes from.

use std::io::{self, Write};

use serde_json::{Value, json};
use toml::Spanned;

use crate::cli::Outcome;
use crate::cli::args::{ConfigArgs, FailOn, ListFormat};
use crate::cli::config_file::{ConfigFile, Table};
use crate::cli::exit::Exit;
use crate::cli::rule_sets::{Config, RuleSets, Ruled};
use crate::fetch::CONNECTIONS;
use crate::text::sanitize::for_terminal;

/// Runs the command.
pub fn run(args: &ConfigArgs) -> Outcome {
    let config = Config::read(args.config.as_deref(), args.no_config)?;
    let run = config.run().cloned();
    let mut sets = RuleSets::new(&args.rules, config)?;
    let (rules, nearest) = sets.explain(&args.path)?;
    let settings = run_settings(run.as_deref());
    let shown =
        |file: &Option<std::sync::Arc<ConfigFile>>| file.as_ref().map(|file| file.path.display().to_string());
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        ListFormat::Json => {
            let rows: Vec<Value> = rules.iter().map(row).collect();
            let settings: Vec<Value> = settings
                .iter()
                .map(|(name, value, origin)| json!({"name": name, "value": value, "origin": origin}))
                .collect();
            let whole = json!({"path": args.path, "run": {"file": shown(&run), "settings": settings},
                "rules": {"file": shown(&nearest), "settings": rows}});
            serde_json::to_writer_pretty(&mut out, &whole).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        ListFormat::Text => text(&settings, &rules, [shown(&run), shown(&nearest)], &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Clean)
}

fn row(ruled: &Ruled) -> Value {
    let meta = ruled.rule;
    json!({"code": meta.code, "name": meta.name, "severity": ruled.severity, "origin": ruled.origin})
}

/// A setting, its value and who said so.
type Setting = (&'static str, Value, String);

fn text(
    settings: &[Setting],
    rules: &[Ruled],
    [run, nearest]: [Option<String>; 2],
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = |file: Option<String>| {
        file.map_or("no newscheck.toml".to_owned(), |file| for_terminal(&file).into_owned())
    };
    writeln!(out, "Run settings ({})", name(run))?;
    let width = settings.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    for (name, value, origin) in settings {
        let value = if value.is_null() { "-".to_owned() } else { value.to_string() };
        writeln!(out, "  {name:width$}  {}  ({})", for_terminal(&value), for_terminal(origin))?;
    }
    writeln!(out, "\nRules ({})", name(nearest))?;
    let width = rules.iter().map(|ruled| ruled.rule.name.len()).max().unwrap_or(0);
    for ruled in rules {
        let meta = ruled.rule;
        writeln!(
            out,
            "  {}  {:width$}  {:7}  ({})",
            meta.code,
            meta.name,
            ruled.severity.name(),
            for_terminal(&ruled.origin)
        )?;
    }
    Ok(())
}

/// The run settings in the order of the documentation.
fn run_settings(file: Option<&ConfigFile>) -> Vec<Setting> {
    let none = Table::default();
    let table = file.map_or(&none, |file| &file.table);
    let online = &table.online;
    let archive = &table.archive;
    let place = |span| file.map(|file| file.place(span)).unwrap_or_default();
    fn value<T: Clone + Into<Value>>(
        setting: &Option<Spanned<T>>,
        default: Value,
    ) -> (Value, Option<std::ops::Range<usize>>) {
        setting
            .as_ref()
            .map_or((default, None), |setting| (setting.get_ref().clone().into(), Some(setting.span())))
    }
    let path = |setting: &Option<Spanned<std::path::PathBuf>>| {
        let resolved = |setting: &Spanned<std::path::PathBuf>| {
            let shown =
                file.map_or_else(|| setting.get_ref().clone(), |file| file.resolve(setting.get_ref()));
            Spanned::new(setting.span(), shown.display().to_string())
        };
        value(&setting.as_ref().map(resolved), Value::Null)
    };
    let fail_on = table.fail_on.as_ref().map(|level| Spanned::new(level.span(), json!(level.get_ref())));
    let require = table.require.as_ref().map(|kinds| Spanned::new(kinds.span(), json!(kinds.get_ref())));
    let rows = [
        ("fail-on", value(&fail_on, json!(FailOn::Warning))),
        ("require", value(&require, json!([]))),
        ("include", value(&table.include, Value::Null)),
        ("exclude", value(&table.exclude, json!([]))),
        ("baseline", path(&table.baseline)),
        ("online.max-connections", value(&online.max_connections, json!(CONNECTIONS))),
        ("online.host-connections", value(&online.host_connections, json!(10))),
        ("online.timeout", value(&online.timeout, json!("10s"))),
        ("online.deadline", value(&online.deadline, Value::Null)),
        ("online.retries", value(&online.retries, json!(2))),
        ("online.patience", value(&online.patience, json!("10s"))),
        ("online.user-agent", value(&online.user_agent, Value::Null)),
        ("online.respect-robots", value(&online.respect_robots, json!(false))),
        ("online.cache-age", value(&online.cache_age, json!("1d"))),
        ("archive.folder", path(&archive.folder)),
        ("archive.operator", value(&archive.operator, Value::Null)),
    ];
    rows.map(|(name, (value, span))| (name, value, span.map_or("default".to_owned(), place))).into()
}
