//! How does one version of a file become the other? A unified diff, as `patch -p1` and `git apply` take it.

use std::io::{self, Write};
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

/// Lines around a change.
const CONTEXT: usize = 3;

/// The difference as a unified diff with the labels `a/NAME` and `b/NAME`; nothing where there is none. Lines
/// end at LF, all else is part of them.
///
/// ```
/// use newscheck::render::patch::unified;
/// let diff = unified("./dam.txt", b"It holds [1][1].\n", b"It holds [1].");
/// let head = "--- a/dam.txt\n+++ b/dam.txt\n@@ -1 +1 @@\n";
/// let lines = "-It holds [1][1].\n+It holds [1].\n\\ No newline at end of file\n";
/// assert_eq!(String::from_utf8(diff).unwrap(), [head, lines].concat());
/// ```
pub fn unified(name: &str, old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut diff = Vec::new();
    if old != new {
        write(name, &lines(old), &lines(new), &mut diff).expect("writing to memory gives no error");
    }
    diff
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n').collect()
}

fn write(name: &str, old: &[&[u8]], new: &[&[u8]], out: &mut Vec<u8>) -> io::Result<()> {
    writeln!(out, "--- {}", label("a", name))?;
    writeln!(out, "+++ {}", label("b", name))?;
    for group in group_diff_ops(capture_diff_slices(Algorithm::Myers, old, new), CONTEXT) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let before = extent(first.old_range().start..last.old_range().end);
        let after = extent(first.new_range().start..last.new_range().end);
        writeln!(out, "@@ -{before} +{after} @@")?;
        for operation in group {
            write_operation(operation, old, new, out)?;
        }
    }
    Ok(())
}

fn write_operation(operation: DiffOp, old: &[&[u8]], new: &[&[u8]], out: &mut Vec<u8>) -> io::Result<()> {
    let (removed, added) = (&old[operation.old_range()], &new[operation.new_range()]);
    if operation.tag() == DiffTag::Equal {
        return removed.iter().try_for_each(|line| write_line(b' ', line, out));
    }
    removed.iter().try_for_each(|line| write_line(b'-', line, out))?;
    added.iter().try_for_each(|line| write_line(b'+', line, out))
}

fn write_line(sign: u8, line: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    out.push(sign);
    out.write_all(line)?;
    if line.ends_with(b"\n") { Ok(()) } else { out.write_all(b"\n\\ No newline at end of file\n") }
}

/// The first line and how many, as hunks give them: `7`, `7,2`, and `6,0` for no line after the sixth.
fn extent(range: Range<usize>) -> String {
    match range.len() {
        1 => (range.start + 1).to_string(),
        0 => format!("{},0", range.start),
        count => format!("{},{count}", range.start + 1),
    }
}

/// A file's label. A name with control characters, quotes or backslashes is quoted as git quotes it, and one
/// with spaces ends in a tab.
fn label(side: &str, name: &str) -> String {
    let plain = name.trim_start_matches("./").trim_start_matches('/');
    if !plain.contains(|letter: char| letter.is_control() || matches!(letter, '"' | '\\')) {
        return format!("{side}/{plain}{}", if plain.contains(' ') { "\t" } else { "" });
    }
    let mut quoted = format!("\"{side}/");
    for letter in plain.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let mut bytes = [0; 4];
                letter
                    .encode_utf8(&mut bytes)
                    .bytes()
                    .for_each(|byte| quoted.push_str(&format!("\\{byte:03o}")));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_where_they_must_be() {
        let table = [
            ("a.txt", "a/a.txt"),
            ("./a.txt", "a/a.txt"),
            ("/tmp/a.txt", "a/tmp/a.txt"),
            ("dry year.txt", "a/dry year.txt\t"),
            ("müll.txt", "a/müll.txt"),
            ("a\n\"b\\.txt", "\"a/a\\012\\\"b\\\\.txt\""),
        ];
        for (name, expected) in table {
            assert_eq!(label("a", name), expected, "{name}");
        }
    }

    #[test]
    fn far_changes_have_hunks_of_their_own() {
        let old: String = (1..=20).map(|line| format!("{line}\r\n")).collect();
        let new = old.replace("2\r\n3", "3").replace("19\r\n", "19\r\nmore\r\n");
        let diff = String::from_utf8(unified("a", old.as_bytes(), new.as_bytes())).unwrap();
        let heads: Vec<&str> = diff.lines().filter(|line| line.starts_with("@@")).collect();
        assert_eq!(heads, ["@@ -1,5 +1,4 @@", "@@ -17,4 +16,5 @@"]);
        assert!(diff.contains("-2\r\n") && diff.contains("+more\r\n"));
    }

    #[test]
    fn equal_files_have_no_difference() {
        assert!(unified("a", b"x\n", b"x\n").is_empty());
    }
}
