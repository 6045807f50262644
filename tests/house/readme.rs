//! Do the README and the pages of `docs/` show what the binary prints? Their ```console blocks are run from the
//! repository's root and compared, their links lead to files, and the table of rules is made from the registry.

use std::fs;

use crate::support;
use crate::support::{blessing, newscheck, root, words};
use newscheck::rules;

const BEGIN: &str = "<!-- rules: begin -->\n";
const END: &str = "<!-- rules: end -->";

fn readme() -> String {
    read("README.md")
}

/// A piece of the README: text, or a console block without its fences.
enum Piece<'r> {
    Text(&'r str),
    Console(&'r str),
}

fn pieces(readme: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = readme;
    while let Some(start) = rest.find("```console\n") {
        let (text, block) = rest.split_at(start + "```console\n".len());
        let end = block.find("```\n").expect("a console block is closed");
        pieces.extend([Piece::Text(text), Piece::Console(&block[..end])]);
        rest = &block[end..];
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The block as a terminal would show it: each command, then what it prints.
fn as_run(block: &str) -> String {
    let mut shown = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        shown.push_str(&format!("$ {command}\n{}", output_of(command)));
    }
    assert!(!shown.is_empty(), "a console block without a command: {block}");
    assert!(!shown.contains("```"), "the output would close its block: {block}");
    shown
}

/// Standard output of a pipeline of `cat FILE`, `newscheck`, `head -n N` and `tail -n N`, and `echo $?` for
/// the exit code of the last newscheck.
fn output_of(command: &str) -> String {
    let mut bytes = Vec::new();
    for part in command.split(" | ") {
        let (part, status) = part.strip_suffix("; echo $?").map_or((part, false), |part| (part, true));
        let words = words(part);
        bytes = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["newscheck", ..] => {
                let mut command = newscheck(root());
                command.args(&words[1..]);
                let output = support::run_with(command, &bytes);
                let mut printed = output.stdout;
                if status {
                    printed.extend(format!("{}\n", output.status.code().expect("it was not killed")).bytes());
                }
                printed
            }
            ["cat", file] => fs::read(root().join(file)).expect("the file is there"),
            ["tail", "-n", count] => {
                let count: usize = count.parse().expect("a number of lines");
                let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
                lines[lines.len().saturating_sub(count)..].concat()
            }
            ["head", "-n", count] => {
                let count = count.parse().expect("a number of lines");
                bytes.split_inclusive(|&byte| byte == b'\n').take(count).flatten().copied().collect()
            }
            _ => panic!("a command that the README's test does not know: {part}"),
        };
    }
    String::from_utf8(bytes).expect("the output is UTF-8")
}

fn rule_table() -> String {
    let mut table = "| code | name | default | finds |\n|---|---|---|---|\n".to_owned();
    for meta in rules::all() {
        table.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            meta.code,
            meta.name,
            meta.default_severity.name(),
            meta.summary
        ));
    }
    table
}

/// The README with every console block run anew.
fn with_console_blocks(readme: &str) -> String {
    let shown = pieces(readme).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Console(block) => as_run(block),
    });
    shown.collect()
}

/// The README with its table of rules made anew.
fn with_rule_table(readme: &str) -> String {
    let (before, rest) = readme.split_once(BEGIN).expect("the table of rules begins");
    let (_, after) = rest.split_once(END).expect("the table of rules ends");
    format!("{before}{BEGIN}{}{END}{after}", rule_table())
}

/// The pages that are held to what the program does, by their paths.
fn pages() -> Vec<String> {
    let docs = support::names(&root().join("docs"));
    let docs = docs.into_iter().map(|name| format!("docs/{name}"));
    ["README.md", "CONTRIBUTING.md"].map(str::to_owned).into_iter().chain(docs).collect()
}

fn read(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("reading {page}: {error}"))
}

#[test]
fn console_blocks_show_what_the_binary_prints() {
    support::each(&pages(), |page| {
        let text = read(page);
        let run = with_console_blocks(&text);
        if blessing() {
            let run = if page == "README.md" { with_rule_table(&run) } else { run };
            fs::write(root().join(page), run).expect("the page can be written");
        } else {
            assert_eq!(text, run, "{page}: renew it with NEWSCHECK_BLESS=1 and read what changed");
        }
    });
}

#[test]
fn links_between_pages_lead_to_files() {
    for page in pages() {
        let text = read(&page);
        let folder = root().join(&page).parent().expect("a page is in a folder").to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, _) = link.split_once('#').unwrap_or((link, ""));
            let is_elsewhere = link.contains("://") || link.contains(' ');
            assert!(is_elsewhere || folder.join(file).exists(), "{page}: {link}");
        }
    }
}

#[test]
fn pages_are_short_enough_to_read() {
    // A new rule has its row in the README's table and shortens nothing else.
    let is_rule = |line: &&str| rules::all().any(|rule| line.starts_with(&format!("| {} |", rule.code)));
    for (page, longest) in [("docs/architecture.md", 150), ("CONTRIBUTING.md", 60), ("README.md", 272)] {
        let lines = read(page).lines().filter(|line| !is_rule(line)).count();
        assert!(lines <= longest, "{page} has {lines} lines, more than {longest}");
    }
}

#[test]
fn the_table_has_every_rule() {
    let readme = readme();
    // Who blesses has it written by another test, at the same time.
    let renewed = with_rule_table(&readme);
    assert!(blessing() || readme == renewed, "renew it with NEWSCHECK_BLESS=1");
    assert!(rules::all().all(|rule| renewed.contains(&format!("| {} | {} |", rule.code, rule.name))));
}

#[test]
fn there_are_console_blocks_for_each_command() {
    let text: String = pages().iter().map(|page| read(page)).collect();
    let blocks: Vec<&str> = pieces(&text)
        .into_iter()
        .filter_map(|piece| if let Piece::Console(block) = piece { Some(block) } else { None })
        .collect();
    for command in ["verify", "links", "parse", "rules", "schema"] {
        assert!(blocks.iter().any(|block| block.contains(&format!("newscheck {command}"))), "{command}");
    }
}
