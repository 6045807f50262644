//! Do the files by which newscheck is used elsewhere (GitHub Action, pre-commit hooks, container, wheel,
//! shell completions, manual pages) name only what there is?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support;
use crate::support::{newscheck, root, run_with};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("reading {path}: {error}"))
}

/// The values of `key:` in a YAML file, as written on their lines.
fn values<'y>(yaml: &'y str, key: &str) -> Vec<&'y str> {
    let start = format!("{key}: ");
    yaml.lines()
        .filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix(&start))
        .map(str::trim)
        .collect()
}

/// The `run: |` blocks of a YAML file without their indentation.
fn scripts(yaml: &str) -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = yaml.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim_start().trim_start_matches("- ") != "run: |" {
            continue;
        }
        let indent = lines.peek().map_or(0, |first| first.len() - first.trim_start().len());
        let mut script = String::new();
        while let Some(line) =
            lines.next_if(|line| line.is_empty() || line.len() - line.trim_start().len() >= indent)
        {
            script.push_str(line.get(indent..).unwrap_or(""));
            script.push('\n');
        }
        scripts.push(script);
    }
    scripts
}

/// Words like `x86_64-unknown-linux-musl`.
fn targets(text: &str) -> BTreeSet<&str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'));
    words.filter(|word| word.starts_with("x86_64-") || word.starts_with("aarch64-")).collect()
}

fn stdout(folder: &Path, arguments: &[&str]) -> String {
    let output = newscheck(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_action_downloads_what_a_release_builds() {
    let (action, release) = (read("action.yml"), read(".github/workflows/release.yml"));
    assert_eq!(targets(&action), targets(&release));
    assert!(targets(&action).len() >= 5);
    assert!(action.contains(&format!("{}/releases/download/v$version", env!("CARGO_PKG_REPOSITORY"))));
    assert!(
        action.contains("name=\"newscheck-$version-$target.tar.gz\"") && action.contains("\"$name.sha256\"")
    );
    assert!(
        release.contains("name=\"newscheck-${TAG#v}-$TARGET.tar.gz\"")
            && release.contains("> \"$name.sha256\"")
    );
}

#[test]
fn the_action_names_inputs_that_it_has() {
    let action = read("action.yml");
    let used: BTreeSet<&str> =
        action.split("${{ inputs.").skip(1).map(|rest| rest.split(' ').next().unwrap()).collect();
    let inputs = action.split("inputs:\n").nth(1).unwrap().split("\nruns:").next().unwrap();
    let lines = inputs.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    assert_eq!(used, lines.map(|line| line.trim().trim_end_matches(':')).collect());
}

#[test]
fn the_format_of_the_action_is_one_of_the_report() {
    let action = read("action.yml");
    let rest = action.split("  format:\n").nth(1).unwrap();
    let format = rest.lines().find_map(|line| line.trim().strip_prefix("default: ")).unwrap();
    assert!(newscheck::render::REPORTS.iter().any(|report| report.name() == format), "{format}");
}

#[test]
fn hooks_run_on_an_article() {
    let hooks = read(".pre-commit-hooks.yaml");
    let entries = values(&hooks, "entry");
    assert_eq!(entries.len(), values(&hooks, "id").len());
    assert!(values(&hooks, "language").iter().all(|language| *language == "rust"));
    for entry in entries {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(root().join("fixtures/rules/CIT001-dangling-citation/bad.txt"), folder.path().join("a.txt"))
            .unwrap();
        let words = support::words(entry);
        assert_eq!(words[0], "newscheck");
        let output = newscheck(folder.path()).args(&words[1..]).arg("a.txt").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{entry}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("a.txt:"), "{entry}");
    }
}

#[test]
fn the_container_is_built_from_files_that_are_there() {
    let dockerfile = read("Dockerfile");
    let copies = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|rest| !rest.starts_with("--"));
    let mut sources = 0;
    for copy in copies {
        let words: Vec<&str> = copy.split_whitespace().collect();
        for source in &words[..words.len() - 1] {
            assert!(root().join(source).exists(), "{source}");
            sources += 1;
        }
    }
    assert!(sources >= 4);
    let rust = env!("CARGO_PKG_RUST_VERSION");
    assert!(dockerfile.contains(&format!("FROM rust:{rust}-")) && dockerfile.contains("--locked"));
    assert!(dockerfile.contains("USER nonroot") && dockerfile.contains("/release/newscheck "));
}

#[test]
fn the_wheel_takes_its_version_from_the_crate() {
    let project = read("pyproject.toml");
    let project: toml::Table = project.parse().unwrap();
    let (metadata, maturin) = (&project["project"], &project["tool"]["maturin"]);
    assert_eq!((metadata["name"].as_str(), maturin["bindings"].as_str()), (Some("newscheck"), Some("bin")));
    assert_eq!(metadata["dynamic"].as_array().unwrap()[0].as_str(), Some("version"));
    assert!(metadata.get("version").is_none());
    for file in [metadata["readme"].as_str().unwrap(), metadata["license"]["file"].as_str().unwrap()] {
        assert!(root().join(file).is_file(), "{file}");
    }
    assert_eq!(metadata["urls"]["Source"].as_str(), Some(env!("CARGO_PKG_REPOSITORY")));
}

#[test]
fn a_manual_page_for_each_command_names_its_options() {
    let folder = tempfile::tempdir().unwrap();
    let table: [(&[&str], &str, &str); 4] = [
        (&["man"], "newscheck 1", "verify"),
        (&["man", "verify"], "newscheck-verify 1", "unsafe\\-fixes"),
        (&["man", "archive"], "newscheck-archive 1", "serve"),
        (&["man", "archive", "add"], "newscheck-archive-add 1", "page\\-requisites"),
    ];
    for (arguments, title, option) in table {
        let page = stdout(folder.path(), arguments);
        let head = page.lines().find(|line| !line.starts_with(".ie") && !line.starts_with(".el")).unwrap();
        assert!(
            head.starts_with(&format!(".TH {title}")) && head.contains(&format!("newscheck {VERSION}")),
            "{head}"
        );
        assert!(page.contains(option), "{arguments:?} has no {option}");
    }
    let output = newscheck(folder.path()).args(["man", "verfy"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "newscheck: no command newscheck verfy; did you mean verify?\n"
    );
}

#[test]
fn completions_name_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(folder.path(), &["completions", shell]);
        for command in ["verify", "parse", "links", "archive", "rules", "schema", "completions", "man"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(script.contains("unsafe-fixes"), "{shell}");
    }
}

#[cfg(unix)]
mod with_bash {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn bash(script: &str, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::new("bash");
        command.args(arguments);
        run_with(command, script.as_bytes())
    }

    fn program(folder: &Path, name: &str, script: &str) {
        let path = folder.join(name);
        fs::write(&path, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn scripts_parse() {
        let folder = tempfile::tempdir().unwrap();
        let mut all = vec![stdout(folder.path(), &["completions", "bash"])];
        all.extend([scripts(&read("action.yml")), scripts(&read(".github/workflows/release.yml"))].concat());
        assert!(all.len() >= 5, "{}", all.len());
        for script in all {
            let output = bash(&script, &["-n"]);
            assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
        }
    }

    /// Runs the action's first step where `curl` gives files of a folder and `cargo` says that it was run.
    fn install(released: &Path, wanted: &str) -> (Option<i32>, String) {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        program(
            &bin,
            "curl",
            "while [ $# -gt 1 ]; do [ \"$1\" = --output ] && out=$2; shift; done; cp \"$RELEASED/${1##*/}\" \"$out\"",
        );
        program(&bin, "cargo", "echo built $*");
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command
            .env("PATH", path)
            .env("RELEASED", released)
            .env("WANTED", wanted)
            .env("RUNNER_TEMP", folder.path().join("temp"));
        command.env("GITHUB_ACTION_PATH", root()).env("GITHUB_PATH", folder.path().join("path"));
        command.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64").arg("-");
        let output = run_with(command, scripts(&read("action.yml"))[0].as_bytes());
        let installed = folder.path().join("temp/newscheck/bin/newscheck");
        let said = String::from_utf8(output.stdout).unwrap();
        let words = if installed.exists() { fs::read_to_string(installed).unwrap() } else { said };
        (output.status.code(), words)
    }

    fn release(version: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("newscheck"), "the binary").unwrap();
        let name = format!("newscheck-{version}-x86_64-unknown-linux-musl.tar.gz");
        let script = format!(
            "cd '{}' && tar -czf {name} newscheck && sha256sum {name} > {name}.sha256",
            folder.path().display()
        );
        assert!(bash(&script, &["-"]).status.success());
        folder
    }

    #[test]
    fn the_action_installs_a_release_of_the_right_digest_or_builds_its_own() {
        let own = release(VERSION);
        assert_eq!(install(own.path(), ""), (Some(0), "the binary".to_owned()));
        let other = release("9.1.0");
        assert_eq!(install(other.path(), "v9.1.0"), (Some(0), "the binary".to_owned()));
        let (code, said) = install(other.path(), "");
        assert!(code == Some(0) && said.contains("built install --locked --path"), "{code:?} {said}");
        let (code, said) = install(other.path(), "9.2.0");
        assert!(code == Some(2) && said.contains("newscheck 9.2.0 is not released"), "{code:?} {said}");
        let name = format!("newscheck-{VERSION}-x86_64-unknown-linux-musl.tar.gz");
        fs::write(own.path().join(name), "something else").unwrap();
        let (code, said) = install(own.path(), "");
        assert!(code == Some(1) && !said.contains("built"), "{code:?} {said}");
    }

    #[test]
    fn the_action_hands_on_paths_and_arguments() {
        let folder = tempfile::tempdir().unwrap();
        program(folder.path(), "newscheck", "printf '%s|' \"$@\"");
        let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
        let script = &scripts(&read("action.yml"))[1];
        let table = [
            (
                "articles\nmore of them/a.txt\n",
                "--select CIT,REF  --online",
                "verify|--format|github|--select|CIT,REF|--online|--|articles|more of them/a.txt|",
            ),
            (".", "", "verify|--format|github|--|.|"),
            ("$(false)\n*", "", "verify|--format|github|--|$(false)|*|"),
        ];
        for (paths, arguments, expected) in table {
            let mut command = Command::new("bash");
            command
                .env("PATH", &path)
                .env("PATHS", paths)
                .env("ARGS", arguments)
                .env("FORMAT", "github")
                .arg("-");
            let output = run_with(command, script.as_bytes());
            assert_eq!(
                String::from_utf8(output.stdout).unwrap(),
                expected,
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
