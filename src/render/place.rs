//! Where a file is, as other tools want it: relative to the working folder, or as an address.

use crate::model::Source;
use crate::render::RunInfo;

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Below the working folder: the path from there, without `.` and `..`.
    Inside(String),
    /// Elsewhere: an absolute path, or the path as given where the working folder is not known.
    Outside(String),
    /// On the web.
    Web(String),
}

impl Place {
    /// Where a source is.
    pub(crate) fn of(source: &Source, run: &RunInfo) -> Self {
        let path = &source.path;
        if path.starts_with("http://") || path.starts_with("https://") {
            return Self::Web(path.clone());
        }
        if run.folder.is_empty() {
            return if is_absolute(path) { Self::Outside(path.clone()) } else { Self::Inside(plain(path)) };
        }
        let whole = if is_absolute(path) { plain(path) } else { plain(&format!("{}/{path}", run.folder)) };
        let folder = plain(&run.folder);
        let inside = whole
            .strip_prefix(&folder)
            .and_then(|rest| if folder == "/" { Some(rest) } else { rest.strip_prefix('/') });
        match inside {
            Some(rest) if !rest.is_empty() => Self::Inside(rest.to_owned()),
            _ => Self::Outside(whole),
        }
    }

    /// The path or address as words.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Inside(words) | Self::Outside(words) | Self::Web(words) => words,
        }
    }

    /// A URI: relative to the working folder inside it, else absolute. A path that is not Unicode has U+FFFD
    /// in it.
    pub(crate) fn uri(&self) -> String {
        match self {
            Self::Inside(path) => encoded(path),
            Self::Outside(path) if is_absolute(path) => file_uri(path),
            Self::Outside(path) => encoded(path),
            Self::Web(url) => url
                .chars()
                .map(
                    |character| {
                        if character.is_ascii_graphic() { character.into() } else { percent(character) }
                    },
                )
                .collect(),
        }
    }
}

/// `file:///press/a%20b` of an absolute path.
pub(crate) fn file_uri(path: &str) -> String {
    format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, encoded(path))
}

/// `/a` and `C:/a`.
fn is_absolute(path: &str) -> bool {
    path.starts_with('/')
        || path.as_bytes().get(1) == Some(&b':')
            && path.starts_with(|drive: char| drive.is_ascii_alphabetic())
}

/// The path without `.`, `..` and doubled slashes.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            // Above the root is the root.
            ".." if path.starts_with('/') => {}
            part => parts.push(part),
        }
    }
    format!("{}{}", if path.starts_with('/') { "/" } else { "" }, parts.join("/"))
}

/// Percent-encoded but for what a path segment may hold (RFC 3986, section 3.3). A colon is encoded too: in
/// the first segment it would end a scheme.
fn encoded(path: &str) -> String {
    let is_drive = |at: usize| at == 1 && is_absolute(path);
    let kept = |(at, character): (usize, char)| match character {
        'a'..='z'
        | 'A'..='Z'
        | '0'..='9'
        | '-'
        | '.'
        | '_'
        | '~'
        | '/'
        | '!'
        | '$'
        | '&'
        | '\''
        | '('
        | ')'
        | '*'
        | '+'
        | ','
        | ';'
        | '='
        | '@' => character.into(),
        ':' if is_drive(at) => ":".to_owned(),
        _ => percent(character),
    };
    path.char_indices().map(kept).collect()
}

/// The UTF-8 bytes of a character as `%xx`.
fn percent(character: char) -> String {
    let mut buffer = [0; 4];
    character.encode_utf8(&mut buffer).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, folder: &str) -> Place {
        let source = Source { path: path.to_owned(), ..Source::default() };
        Place::of(&source, &RunInfo { folder: folder.to_owned(), ..RunInfo::default() })
    }

    #[test]
    fn paths_are_relative_to_the_working_folder() {
        let inside = |path: &str| Place::Inside(path.to_owned());
        let outside = |path: &str| Place::Outside(path.to_owned());
        let table = [
            ("a.txt", "/press", inside("a.txt")),
            ("./b/../a.txt", "/press", inside("a.txt")),
            ("/press/b/a.txt", "/press", inside("b/a.txt")),
            ("/pressshop/a.txt", "/press", outside("/pressshop/a.txt")),
            ("../a.txt", "/press/b", outside("/press/a.txt")),
            ("../../../../a.txt", "/press/b", outside("/a.txt")),
            ("../b/a.txt", "/press/b", inside("a.txt")),
            ("a.txt", "/", inside("a.txt")),
            ("a.txt", "", inside("a.txt")),
            ("-", "/press", inside("-")),
            ("C:/press/a.txt", "C:/press", inside("a.txt")),
            ("https://example.org/a", "/press", Place::Web("https://example.org/a".to_owned())),
        ];
        for (path, folder, expected) in table {
            assert_eq!(of(path, folder), expected, "{path} in {folder}");
        }
    }

    #[test]
    fn uris_are_percent_encoded() {
        let table = [
            ("a b/é:%#?.txt", "/press", "a%20b/%C3%A9%3A%25%23%3F.txt"),
            ("/else where/a.txt", "/press", "file:///else%20where/a.txt"),
            ("C:/else/a.txt", "D:/press", "file:///C:/else/a.txt"),
            ("https://example.org/a b?c=%20#d", "/press", "https://example.org/a%20b?c=%20#d"),
        ];
        for (path, folder, expected) in table {
            assert_eq!(of(path, folder).uri(), expected, "{path}");
        }
    }
}
