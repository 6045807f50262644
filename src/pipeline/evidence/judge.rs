//! What does a program of the user's say of claims that were neither found nor missed? It is started once,
//! without a shell, is handed a line of JSON for each claim and answers with one; whatever it does, the run
//! goes on and no verdict changes.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender, TryRecvError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{CheckedClaim, Evidence, EvidenceVerdict, Opinion};
use crate::text::spaces::single_spaced;

/// Bytes of an answer.
const ANSWER: u64 = 64 * 1024;

/// Code points of a note that are kept.
const NOTE: usize = 300;

/// Passages that the program is handed with a claim.
const PASSAGES: usize = 12;

/// Bytes of a passage that it is handed.
const PASSAGE: usize = 4000;

/// Bytes of a file of its command that are hashed.
const HASHED: u64 = 1 << 30;

/// A program that gives a second opinion.
#[derive(Debug)]
pub struct Judge {
    name: String,
    sha256: String,
    words: Vec<String>,
    /// How long one answer may take.
    patience: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Unstarted,
    Running(Running),
    /// It is not asked again: why.
    Stopped(String),
}

#[derive(Debug)]
struct Running {
    child: Child,
    requests: Sender<Vec<u8>>,
    answers: Receiver<Line>,
}

/// What came from the program.
#[derive(Debug)]
enum Line {
    Words(Vec<u8>),
    TooLong,
    End,
}

#[derive(Serialize)]
struct Request<'r> {
    claim: &'r str,
    passages: &'r [&'r str],
}

#[derive(Deserialize)]
struct Answer {
    score: f64,
    #[serde(default)]
    note: Option<String>,
}

impl Judge {
    /// A judge by its command: words parted by spaces, with quotation marks around those that hold some. An
    /// error where there is no word or a quotation mark is not closed.
    pub fn new(command: &str, patience: Duration) -> Result<Self, &'static str> {
        let words = split(command).ok_or("a quotation mark is not closed")?;
        if words.is_empty() {
            return Err("there is no command");
        }
        Ok(Self {
            name: command.to_owned(),
            sha256: hash(&words),
            words,
            patience,
            state: Mutex::new(State::Unstarted),
        })
    }

    /// Asks for an opinion on each claim that was neither found nor missed.
    pub fn look_at(&self, evidence: &mut Evidence) {
        let Evidence { claims, sources, .. } = evidence;
        let unsure = claims.iter_mut().filter(|claim| claim.verdict == EvidenceVerdict::Unsure);
        for claim in unsure.filter(|claim| !claim.is_before && claim.is_whole()) {
            let passages: Vec<&str> = claim
                .sources
                .iter()
                .filter_map(|checked| Some((checked, &*sources[checked.source?].text)))
                .flat_map(|(checked, text)| checked.comparison.passages.iter().map(|span| span.slice(text)))
                .map(|passage| &passage[..passage.floor_char_boundary(PASSAGE)])
                .take(PASSAGES)
                .collect();
            if !passages.is_empty() {
                claim.opinion = Some(self.opinion(claim, &passages));
            }
        }
    }

    fn opinion(&self, claim: &CheckedClaim, passages: &[&str]) -> Opinion {
        let words = single_spaced(&claim.text);
        let (score, note) = match self.ask(&Request { claim: &words, passages }) {
            Ok(answer) => (Some(answer.score), answer.note),
            Err(fault) => (None, Some(fault)),
        };
        let note = note.map(|note| note.chars().filter(|letter| !letter.is_control()).take(NOTE).collect());
        Opinion { judge: self.name.clone(), sha256: self.sha256.clone(), score, note }
    }

    /// One question at a time, whatever thread asks.
    fn ask(&self, request: &Request<'_>) -> Result<Answer, String> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let State::Unstarted = *state {
            *state = match self.start() {
                Ok(running) => State::Running(running),
                Err(fault) => State::Stopped(format!("it does not start: {fault}")),
            };
        }
        let running = match &mut *state {
            State::Running(running) => running,
            State::Stopped(why) => return Err(why.clone()),
            State::Unstarted => return Err("it does not start".to_owned()),
        };
        match running.ask(request, self.patience) {
            Ok(answer) => answer,
            Err(fault) => {
                running.stop();
                *state = State::Stopped(format!("not asked again: {fault}"));
                Err(fault)
            }
        }
    }

    fn start(&self) -> std::io::Result<Running> {
        let mut child = Command::new(&self.words[0])
            .args(&self.words[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (mut stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (requests, asked) = mpsc::channel::<Vec<u8>>();
        // A program that does not read blocks this thread, not the run.
        thread::spawn(move || {
            while let (Ok(line), Some(stdin)) = (asked.recv(), stdin.as_mut()) {
                if stdin.write_all(&line).and_then(|()| stdin.flush()).is_err() {
                    break;
                }
            }
        });
        // One line waits: a program that floods is blocked by its own pipe.
        let (said, answers) = mpsc::sync_channel(1);
        thread::spawn(move || stdout.map(|stdout| hand_on(stdout, &said)));
        Ok(Running { child, requests, answers })
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        if let State::Running(running) = self.state.get_mut().unwrap_or_else(PoisonError::into_inner) {
            running.stop();
        }
    }
}

impl Running {
    /// The answer, or what was wrong with it; an outer error ends the asking.
    fn ask(&mut self, request: &Request<'_>, patience: Duration) -> Result<Result<Answer, String>, String> {
        match self.answers.try_recv() {
            Err(TryRecvError::Empty) => {}
            Ok(Line::End) | Err(TryRecvError::Disconnected) => return Err("it has ended".to_owned()),
            Ok(_) => return Err("it says more than it is asked".to_owned()),
        }
        let mut line = serde_json::to_vec(request).map_err(|error| error.to_string())?;
        line.push(b'\n');
        self.requests.send(line).map_err(|_| "it has ended".to_owned())?;
        let words = match self.answers.recv_timeout(patience) {
            Ok(Line::Words(words)) => words,
            Ok(Line::TooLong) => return Err(format!("its answer is longer than {} KiB", ANSWER / 1024)),
            Ok(Line::End) | Err(RecvTimeoutError::Disconnected) => {
                return Err("it ended without an answer".to_owned());
            }
            Err(RecvTimeoutError::Timeout) => {
                return Err(format!("it gave no answer within {} s", patience.as_secs_f32()));
            }
        };
        let answer = serde_json::from_slice::<Answer>(&words);
        Ok(answer
            .ok()
            .filter(|answer| (0.0..=1.0).contains(&answer.score))
            .ok_or_else(|| "its answer is not {\"score\": 0 to 1, \"note\": words}".to_owned()))
    }

    fn stop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands on lines until the end, or one that is too long.
fn hand_on(stdout: impl Read, said: &SyncSender<Line>) {
    let mut reader = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        let read = reader.by_ref().take(ANSWER).read_until(b'\n', &mut line);
        let next = match read {
            Ok(0) | Err(_) => Line::End,
            Ok(_) if line.ends_with(b"\n") || (line.len() as u64) < ANSWER => Line::Words(line),
            Ok(_) => Line::TooLong,
        };
        let is_last = !matches!(next, Line::Words(_));
        if said.send(next).is_err() || is_last {
            return;
        }
    }
}

/// The words of a command; none where a quotation mark is not closed.
fn split(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = None;
    for letter in command.chars() {
        match (quoted, letter) {
            (Some(mark), letter) if mark == letter => quoted = None,
            (None, '"' | '\'') => {
                quoted = Some(letter);
                word.get_or_insert_default();
            }
            (None, letter) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    quoted.is_none().then_some(words)
}

/// The SHA-256 of the files that a command names, its program among them.
fn hash(words: &[String]) -> String {
    let mut hasher = Sha256::new();
    for (index, word) in words.iter().enumerate() {
        hasher.update(word.as_bytes());
        let path = if index == 0 { program(word) } else { PathBuf::from(word) };
        if path.is_file() {
            // What cannot be read to its end gives another hash, which is no fault.
            hasher.update(digest_of(&path).unwrap_or_default());
        }
    }
    HEXLOWER.encode(&hasher.finalize())
}

/// The SHA-256 of the beginning of a file.
fn digest_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = fs::File::open(path)?.take(HASHED);
    let (mut hasher, mut buffer) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize().to_vec()),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// The file of a program.
fn program(name: &str) -> PathBuf {
    if Path::new(name).components().count() > 1 {
        return PathBuf::from(name);
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| PathBuf::from(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_words() {
        let table: &[(&str, Option<&[&str]>)] = &[
            ("python3 judge.py", Some(&["python3", "judge.py"])),
            ("  a 'b c' \"d'e\"f  ", Some(&["a", "b c", "d'ef"])),
            ("a '' b", Some(&["a", "", "b"])),
            ("", Some(&[])),
            ("a 'b", None),
        ];
        for (command, expected) in table {
            let found = split(command);
            assert_eq!(
                found.as_ref().map(|words| words.iter().map(String::as_str).collect::<Vec<_>>()).as_deref(),
                *expected,
                "{command}"
            );
        }
    }

    #[cfg(unix)]
    fn answers(command: &str) -> Vec<Result<(f64, Option<String>), String>> {
        let judge = Judge::new(command, Duration::from_millis(700)).unwrap();
        let request = Request { claim: "The quay is shut.", passages: &["The quay is open."] };
        (0..2).map(|_| judge.ask(&request).map(|answer| (answer.score, answer.note))).collect()
    }

    #[cfg(unix)]
    #[test]
    fn a_judge_answers_or_is_told_of() {
        let good = r#"sh -c 'while read line; do echo "{\"score\": 0.25, \"note\": \"no\"}"; done'"#;
        assert_eq!(answers(good), [Ok((0.25, Some("no".to_owned()))), Ok((0.25, Some("no".to_owned())))]);
        let table = [
            ("sh -c 'sleep 60'", "it gave no answer within 0.7 s"),
            ("sh -c 'exit 3'", "it ended without an answer"),
            ("/no/such/program", "it does not start"),
            ("sh -c 'while true; do printf xxxxxxxxxxxxxxxx; done'", "its answer is longer than 64 KiB"),
        ];
        for (command, expected) in table {
            for said in answers(command) {
                let fault = said.unwrap_err();
                assert!(fault.contains(expected) || fault.contains("it has ended"), "{command}: {fault}");
            }
        }
        for nonsense in [
            "sh -c 'while read line; do echo hello; done'",
            r#"sh -c 'while read line; do echo "{\"score\": 7}"; done'"#,
        ] {
            for said in answers(nonsense) {
                assert!(said.unwrap_err().starts_with("its answer is not"), "{nonsense}");
            }
        }
    }
}
