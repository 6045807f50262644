//! `newscheck watch`: a file changed, added, removed, renamed over, a folder; the page that follows; Ctrl-C.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a screen is waited for on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const GOOD: &str = "Dam holds\n\nThe dam holds [1].\n\nReferences\n[1] https://example.org/dam/plan\n";

const BAD: &str = "Dam holds\n\nThe dam holds [1][3].\n\nReferences\n[1] https://example.org/dam/plan\n";

struct Watch {
    child: Child,
    screens: Receiver<Vec<String>>,
}

impl Watch {
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newscheck"));
        command.arg("watch").args(arguments).args(["--select", "CIT001"]).current_dir(folder);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, screens) = channel();
        std::thread::spawn(move || {
            let mut screen = Vec::new();
            for line in output.lines() {
                let line = line.unwrap();
                let is_last = line.starts_with("All: ");
                screen.push(line);
                if is_last && sender.send(std::mem::take(&mut screen)).is_err() {
                    return;
                }
            }
        });
        Self { child, screens }
    }

    /// Screens until one has all of these words.
    fn shows(&self, words: &[&str]) -> Vec<String> {
        loop {
            let screen =
                self.screens.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no screen has {words:?}"));
            if words.iter().all(|words| screen.iter().any(|line| line.contains(words))) {
                return screen;
            }
        }
    }

    fn interrupted(mut self) -> Option<i32> {
        assert!(
            Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success()
        );
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn what_changes_is_checked_again_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), GOOD).unwrap();
    fs::write(at("b.txt"), BAD).unwrap();
    fs::write(at("notes.bin"), "x").unwrap();
    let watch = Watch::of(folder.path(), &["."]);
    watch.shows(&["2 files checked", "./b.txt:3:18", "All: 1 error, 0 warnings, 0 infos in 2 files"]);
    // Changed in place.
    fs::write(at("a.txt"), BAD).unwrap();
    let screen = watch.shows(&["1 file checked", "./a.txt:3:18", "All: 2 errors"]);
    assert!(screen.iter().any(|line| line == "./b.txt: 1 error, 0 warnings, 0 infos"), "{screen:?}");
    assert!(screen.iter().all(|line| !line.contains("b.txt:3")), "{screen:?}");
    // Renamed over, as editors save; the file beside is none that is checked.
    fs::write(at("a.txt~"), GOOD).unwrap();
    fs::rename(at("a.txt~"), at("a.txt")).unwrap();
    watch.shows(&["1 file checked", "All: 1 error, 0 warnings, 0 infos in 2 files"]);
    // Added, in a folder that is new, too.
    fs::create_dir(at("deep")).unwrap();
    fs::write(at("deep/c.md"), BAD).unwrap();
    watch.shows(&["./deep/c.md:3:18", "All: 2 errors, 0 warnings, 0 infos in 3 files"]);
    fs::write(at("deep/c.md"), GOOD).unwrap();
    watch.shows(&["1 file checked", "All: 1 error, 0 warnings, 0 infos in 3 files"]);
    // Moved, removed.
    fs::rename(at("deep/c.md"), at("deep/d.md")).unwrap();
    watch.shows(&["./deep/c.md is gone", "in 3 files"]);
    fs::remove_file(at("b.txt")).unwrap();
    watch.shows(&["./b.txt is gone", "All: 0 errors, 0 warnings, 0 infos in 2 files"]);
    fs::remove_dir_all(at("deep")).unwrap();
    watch.shows(&["./deep/d.md is gone", "in 1 file"]);
    // Other settings hold for all files.
    fs::write(at("a.txt"), BAD).unwrap();
    watch.shows(&["All: 1 error"]);
    fs::write(at("newscheck.toml"), "[severity]\nCIT001 = \"warning\"\n").unwrap();
    watch.shows(&["All: 0 errors, 1 warning"]);
    assert_eq!(watch.interrupted(), Some(130));
}

#[test]
fn a_file_that_is_named_is_followed_through_its_absence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, BAD).unwrap();
    let watch = Watch::of(folder.path(), &["a.txt"]);
    watch.shows(&["a.txt:3:18", "All: 1 error"]);
    fs::write(folder.path().join("new"), GOOD).unwrap();
    fs::rename(folder.path().join("new"), &file).unwrap();
    watch.shows(&["All: 0 errors"]);
    fs::remove_file(&file).unwrap();
    watch.shows(&["1 file checked"]);
    fs::write(&file, BAD).unwrap();
    watch.shows(&["a.txt:3:18", "All: 1 error"]);
    assert_eq!(watch.interrupted(), Some(130));
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let watch = Watch::of(folder.path(), &["."]);
    watch.shows(&["0 files checked", "All: 0 errors, 0 warnings, 0 infos in 0 files"]);
    // What is no article is no news.
    fs::write(folder.path().join("notes.bin"), "x").unwrap();
    std::thread::sleep(Duration::from_millis(600));
    assert!(watch.screens.try_recv().is_err());
    fs::write(folder.path().join("a.txt"), BAD).unwrap();
    watch.shows(&["a.txt:3:18", "All: 1 error, 0 warnings, 0 infos in 1 file"]);
}

/// The head and body of an answer.
fn get(port: &str, host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_page_follows_and_answers_its_own_name_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), GOOD).unwrap();
    let watch = Watch::of(folder.path(), &[".", "--open"]);
    let screen = watch.shows(&["http://127.0.0.1:"]);
    let (_, rest) = screen[0].split_once("http://127.0.0.1:").unwrap();
    let (port, _) = rest.split_once('/').unwrap();
    let own = format!("127.0.0.1:{port}");
    let number = || get(port, &own, "/number").rsplit("\r\n\r\n").next().unwrap().to_owned();
    let first = number();
    assert!(get(port, &own, "/report").contains("newscheck report"));
    let around = get(port, &own, "/");
    assert!(around.contains("frame-ancestors 'none'") && !around.contains("unsafe-inline"), "{around}");
    fs::write(folder.path().join("a.md"), BAD).unwrap();
    watch.shows(&["All: 1 error"]);
    assert_ne!(number(), first);
    assert!(get(port, &own, "/report?2").contains("CIT001"));
    for host in ["evil.example", "127.0.0.1:1", "evil.example:80"] {
        assert!(get(port, host, "/report").starts_with("HTTP/1.0 403"), "{host}");
    }
    assert!(get(port, &own, "/../a.md").starts_with("HTTP/1.0 404"));
    assert_eq!(watch.interrupted(), Some(130));
}

#[test]
fn what_cannot_be_watched_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let table = [
        (&[][..], "no input: name the files and folders to watch"),
        (&["-"], "-: files and folders are watched, nothing else"),
        (&["https://example.org/"], "https://example.org/: files and folders are watched, nothing else"),
        (&["none/a.txt"], "watching: "),
    ];
    for (arguments, expected) in table {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newscheck"));
        let run = command.arg("watch").args(arguments).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.code() == Some(2) && said.contains(expected), "{arguments:?}: {said}");
    }
}
