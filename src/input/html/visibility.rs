//! Whether a page shows an element, by its attributes alone: no style sheet is read. What an element that is
//! not shown means for the text is decided in `outline`.

/// Words of classes for widths of screens, which say for which of them a class is meant.
const WIDTHS: &[&str] = &[
    "xs",
    "sm",
    "md",
    "lg",
    "xl",
    "xxl",
    "2xl",
    "3xl",
    "4xl",
    "s",
    "m",
    "l",
    "phone",
    "mobile",
    "tablet",
    "laptop",
    "desktop",
    "wide",
    "widescreen",
    "small",
    "medium",
    "large",
    "xsmall",
    "xlarge",
    "xxlarge",
    "portrait",
    "landscape",
    "touch",
];

/// Classes that show what has them, once a width is told: values of `display`, and words for being seen.
const SHOWING: &[&str] = &[
    "block",
    "inline",
    "inlineblock",
    "flex",
    "inlineflex",
    "grid",
    "inlinegrid",
    "table",
    "inlinetable",
    "tablerow",
    "tablecell",
    "tablerowgroup",
    "contents",
    "flowroot",
    "listitem",
    "visible",
    "show",
    "shown",
    "initial",
    "unset",
    "revert",
];

/// Words of classes that stand around what shows, and say nothing.
const FRAMES: &[&str] = &["d", "is", "u", "uk", "for", "up", "down", "only"];

/// Whether some classes show on some screens what others of them hide.
pub fn show_on_some_screens(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(shows_on_some)
}

/// Whether a class shows on some screens: `md:block`, `d-lg-flex`, `visible-xs`, `show-for-medium`,
/// `is-block-tablet`, `min-[900px]:block`.
fn shows_on_some(class: &str) -> bool {
    if let Some((state, name)) = class.rsplit_once(':') {
        let state = state.rsplit(':').next().unwrap_or(state).trim_start_matches('@');
        let is_width = is_one_of(state, WIDTHS)
            || state.starts_with("min-")
            || state.starts_with("max-")
            || state.split('-').any(|word| is_one_of(word, WIDTHS));
        return is_width && is_one_of(name.trim_matches('!'), SHOWING);
    }
    let mut words: Vec<&str> = class.split(['-', '_', '@']).filter(|word| !word.is_empty()).collect();
    let before = words.len();
    words.retain(|word| !is_one_of(word, WIDTHS));
    let names_width = words.len() < before;
    let of_frame = |word: &&str| !FRAMES.contains(&word.to_ascii_lowercase().as_str());
    let rest: String = words.into_iter().filter(of_frame).collect();
    names_width && is_one_of(&rest, SHOWING)
}

/// Whether a name is one of some, but for its case, hyphens and underscores.
fn is_one_of(name: &str, known: &[&str]) -> bool {
    let letters =
        || name.bytes().filter(|byte| !matches!(byte, b'-' | b'_')).map(|byte| byte.to_ascii_lowercase());
    known.iter().any(|known| letters().eq(known.bytes()))
}

/// Whether a style's last word on `display` is `none` (CSS Syntax, 5.5: a custom property, or the same
/// letters in a string or an address, are another thing).
pub fn hides(style: &str) -> bool {
    // Most styles are lengths and colours.
    if !style.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"none")) {
        return false;
    }
    let (mut hidden, mut important) = (false, false);
    for declaration in declarations(style) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        if !name.trim().eq_ignore_ascii_case("display") {
            continue;
        }
        let (value, insists) = match value.split_once('!') {
            Some((value, _)) => (value, true),
            None => (value, false),
        };
        if insists || !important {
            hidden = value.trim().eq_ignore_ascii_case("none");
            important |= insists;
        }
    }
    hidden
}

/// The declarations of a style, cut at semicolons outside strings and brackets.
fn declarations(style: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(style);
    std::iter::from_fn(move || {
        let open = rest?;
        let (mut quote, mut depth) = (None, 0u32);
        for (at, byte) in open.bytes().enumerate() {
            match (byte, quote) {
                (_, Some(mark)) => quote = (byte != mark).then_some(mark),
                (b'"' | b'\'', None) => quote = Some(byte),
                (b'(', None) => depth += 1,
                (b')', None) => depth = depth.saturating_sub(1),
                (b';', None) if depth == 0 => {
                    rest = open.get(at + 1..);
                    return open.get(..at);
                }
                _ => {}
            }
        }
        rest = None;
        Some(open)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_on_display_hides() {
        for style in
            ["color:red; Display : none", "display:none!important;display:block", "a:url(x;y);display:none"]
        {
            assert!(hides(style), "{style}");
        }
        for style in [
            "display:block",
            "--footer-display: none; --x: 1",
            "--display:none",
            "display:none;display:flex",
            "background:url('a;display:none')",
            "content: '; display:none'",
            "border:none",
            "none",
        ] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn classes_show_on_some_screens() {
        for classes in [
            "hidden md:block",
            "flex-col hidden lg:flex",
            "hidden min-[900px]:grid",
            "hidden lg:!block",
            "d-none d-lg-block",
            "d-none d-md-inline-block",
            "hidden visible-xs",
            "hide show-for-medium",
            "is-hidden is-block-tablet",
        ] {
            assert!(show_on_some_screens(classes), "{classes}");
        }
        for classes in [
            "hidden",
            "hidden print:block",
            "hidden group-hover:block",
            "hidden md:mt-4",
            "hidden dark:block",
            "d-none d-inline",
            "d-none d-print-block",
            "hidden block-lg-title",
        ] {
            assert!(!show_on_some_screens(classes), "{classes}");
        }
    }
}
