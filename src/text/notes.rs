//! Notes of reStructuredText as they are written. It does not number them; see `input::text`.

/// The name of a note that is numbered where it is shown, empty where it has none; none for any other note.
///
/// ```
/// use newscheck::text::notes::auto_numbered;
/// assert_eq!(auto_numbered(".. [#] The harbour's books"), Some(""));
/// assert_eq!(auto_numbered(".. [#books] The harbour's books"), Some("books"));
/// assert_eq!(auto_numbered(".. [4] The harbour's books"), None);
/// ```
pub fn auto_numbered(note: &str) -> Option<&str> {
    let (name, _) = note.trim_start_matches(['.', ' ']).strip_prefix("[#")?.split_once(']')?;
    Some(name)
}
