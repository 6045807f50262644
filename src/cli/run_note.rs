//! What an archive keeps of the run that writes to it.

use chrono::Utc;

use crate::archive::RunNote;

/// Options whose value may be a secret: it is left out of the record of a run.
const SECRET: &[&str] = &["--header", "--user-agent", "--cookies"];

/// Who runs what, and when, as the archive keeps it.
pub fn run_note(operator: Option<&str>) -> RunNote {
    RunNote {
        operator: operator.map(str::to_owned),
        command_line: command_line(std::env::args_os().map(|arg| arg.to_string_lossy().into_owned())),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        at: Utc::now(),
    }
}

/// The command line without the values of secret options, and without the folders of the program itself.
fn command_line(args: impl Iterator<Item = String>) -> String {
    let mut words = vec!["newscheck".to_owned()];
    let mut is_secret = false;
    for arg in args.skip(1) {
        let name = arg.split_once('=').map(|(name, _)| name).filter(|name| SECRET.contains(name));
        words.push(match name {
            _ if std::mem::take(&mut is_secret) => "(left out)".to_owned(),
            Some(name) => format!("{name}=(left out)"),
            None => quoted(&arg),
        });
        is_secret = SECRET.contains(&arg.as_str());
    }
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = word.chars().all(|letter| letter.is_alphanumeric() || "-_./:=,@%+?&#".contains(letter));
    if plain && !word.is_empty() { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_noted_without_its_secrets() {
        let args = [
            "/usr/bin/newscheck",
            "archive",
            "add",
            "a b.txt",
            "--header",
            "Authorization: x",
            "--cookies=c.txt",
            "--operator",
            "J. Doe",
        ];
        let noted = command_line(args.into_iter().map(str::to_owned));
        assert_eq!(
            noted,
            "newscheck archive add 'a b.txt' --header (left out) --cookies=(left out) --operator 'J. Doe'"
        );
    }
}
