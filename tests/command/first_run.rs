//! The first minutes with newscheck: files that `init` writes, and never writes over, and what shells complete.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn newscheck(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newscheck")).current_dir(folder).args(arguments).output().unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn init_writes_what_newscheck_and_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = newscheck(folder.path(), &["init", "--github", "--gitlab", "--pre-commit"]);
    assert_eq!((run.status.code(), words(&run.stdout).lines().count()), (Some(0), 4), "{run:?}");
    let version = format!("v{}", env!("CARGO_PKG_VERSION"));
    for name in [".github/workflows/newscheck.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"] {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.contains(&version) && !text.contains("VERSION"), "{text}");
    }
    let config = newscheck(folder.path(), &["config", "a.txt"]);
    let bare = newscheck(folder.path(), &["config", "a.txt", "--no-config"]);
    let severities =
        |output: &Output| words(&output.stdout).lines().filter(|line| line.contains("IT0")).count();
    assert!(words(&config.stdout).contains("newscheck.toml"), "{config:?}");
    assert_eq!(severities(&config), severities(&bare));
}

#[test]
fn init_never_writes_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let toml = folder.path().join("newscheck.toml");
    fs::write(&toml, "fail-on = \"error\"\n").unwrap();
    fs::write(folder.path().join(".gitlab-ci.yml"), "own: {}\n").unwrap();
    let run = newscheck(folder.path(), &["init"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(words(&run.stderr).contains("newscheck.toml is there already, and stays as it is"));
    let run = newscheck(folder.path(), &["init", "--gitlab", "--pre-commit"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(words(&run.stdout).contains("gl-code-quality-report.json"), "{run:?}");
    assert_eq!(fs::read_to_string(&toml).unwrap(), "fail-on = \"error\"\n");
    assert_eq!(fs::read_to_string(folder.path().join(".gitlab-ci.yml")).unwrap(), "own: {}\n");
    assert!(folder.path().join(".pre-commit-config.yaml").exists());
    let inner = newscheck(folder.path(), &["init", "articles/new"]);
    assert_eq!(inner.status.code(), Some(0));
    assert!(folder.path().join("articles/new/newscheck.toml").exists());
}

#[cfg(unix)]
#[test]
fn a_shell_completes_rules_formats_and_checks() {
    let script = words(&newscheck(Path::new("."), &["completions", "bash"]).stdout);
    let completed = |line: &str| {
        let count = line.split(' ').count() - 1;
        let asked = format!(
            "{script}\nCOMP_WORDS=({line}); COMP_CWORD={count}; _newscheck newscheck \"${{COMP_WORDS[$COMP_CWORD]}}\" \"${{COMP_WORDS[$COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        words(&Command::new("bash").args(["-c", &asked]).output().unwrap().stdout).trim().to_owned()
    };
    let table = [
        ("newscheck verify --select CIT00", "CIT001 CIT002"),
        ("newscheck verify --ignore EV", "EVD EVD001"),
        ("newscheck verify --format sa", "sarif"),
        ("newscheck verify --require ev", "evidence"),
        ("newscheck parse --fields head", "headline"),
        ("newscheck links --format c", "csv"),
        ("newscheck rules LNK01", "LNK010 LNK011"),
        ("newscheck init --git", "--github --gitlab"),
    ];
    for (line, expected) in table {
        assert!(completed(line).starts_with(expected), "{line}: {}", completed(line));
    }
    // What is completed is no bound: prefixes and names are taken as well.
    let run = newscheck(Path::new("fixtures"), &["verify", "--select", "CIT0,dangling-citation", "articles"]);
    assert_ne!(run.status.code(), Some(2), "{run:?}");
}
