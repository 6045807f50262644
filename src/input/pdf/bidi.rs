//! The order in which the glyphs of a line are read, where it has letters that run from right to left: a page
//! places them, and says nothing of their order.

/// What a glyph is for the order of its line (UAX 9, much simplified: places are known, levels are not).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Left,
    Right,
    Number,
    Neutral,
}

/// Whether a letter runs from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms.
pub fn is_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !is_number(letter)
}

/// Whether most letters of a text run from right to left.
pub fn runs_right(text: &str) -> bool {
    let (mut right, mut left) = (0, 0);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        if is_right(letter) { right += 1 } else { left += 1 }
    }
    right > left
}

fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn class(text: &str) -> Class {
    let Some(letter) = text.chars().find(|letter| letter.is_alphanumeric()) else { return Class::Neutral };
    match letter {
        letter if is_right(letter) => Class::Right,
        letter if is_number(letter) => Class::Number,
        _ => Class::Left,
    }
}

/// The places of glyphs in the order in which they are read, each with whether it stands among letters from
/// right to left; `texts` has their letters from left to right, `page` says that the page is read from
/// right to left.
pub fn order(texts: &[&str], page: bool) -> Vec<(usize, bool)> {
    let classes: Vec<Class> = texts.iter().map(|text| class(text)).collect();
    let count = |wanted: Class| classes.iter().filter(|class| **class == wanted).count();
    let right = count(Class::Right);
    if right == 0 {
        return (0..texts.len()).map(|at| (at, false)).collect();
    }
    let base = page || right > count(Class::Left);
    let mut ordered = Vec::with_capacity(texts.len());
    let mut at = 0;
    // Runs of one direction from left to right; in a line from right to left all are turned round in the end.
    while at < texts.len() {
        let end = match classes[at] {
            Class::Left if base => end_of_left(texts, &classes, at),
            Class::Number if base => end_of_number(texts, &classes, at),
            Class::Right if !base => end_of_right(&classes, at),
            _ => at + 1,
        };
        let against =
            matches!(classes[at], Class::Left | Class::Number) == base && classes[at] != Class::Neutral;
        let run = (at..end).map(|place| (place, base != against));
        // What runs with the line stands as it is, and is turned with it.
        if against {
            ordered.extend(run.rev())
        } else {
            ordered.extend(run)
        }
        at = end;
    }
    if base {
        ordered.reverse();
    }
    ordered
}

/// Latin letters with the numbers and signs between them and the numbers behind them; brackets that they
/// open.
fn end_of_left(texts: &[&str], classes: &[Class], start: usize) -> usize {
    let (mut end, mut open) = (start + 1, 0);
    for at in start..texts.len() {
        match classes[at] {
            Class::Right => break,
            Class::Neutral if texts[at].starts_with(['[', '(']) => open += 1,
            Class::Neutral if texts[at].starts_with([']', ')']) && open > 0 => {
                open -= 1;
                end = at + 1;
            }
            Class::Neutral => {}
            Class::Left | Class::Number => end = at + 1,
        }
    }
    end
}

/// A number with the signs in it: `3.5`, `12:30`.
fn end_of_number(texts: &[&str], classes: &[Class], start: usize) -> usize {
    let mut at = start + 1;
    while at < texts.len() {
        let inside = classes.get(at + 1) == Some(&Class::Number)
            && matches!(texts[at], "." | "," | ":" | "/" | "-" | "–");
        match classes[at] {
            Class::Number => at += 1,
            Class::Neutral if inside => at += 2,
            _ => break,
        }
    }
    at
}

/// Letters from right to left with what stands between them.
fn end_of_right(classes: &[Class], start: usize) -> usize {
    let mut end = start + 1;
    for (at, class) in classes.iter().enumerate().skip(start) {
        match class {
            Class::Left => break,
            Class::Right => end = at + 1,
            Class::Number | Class::Neutral => {}
        }
    }
    end
}

/// The sign that is shown where a bracket stands in text from right to left.
pub fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shown: &str, page: bool) -> String {
        let texts: Vec<String> = shown.chars().map(String::from).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let read = order(&texts, page).into_iter().map(|(at, mirror)| {
            let letter = texts[at].chars().next().unwrap_or_default();
            if mirror { mirrored(letter) } else { letter }
        });
        read.collect()
    }

    #[test]
    fn lines_are_read_in_their_direction() {
        let table = [
            ("left to right", false, "left to right"),
            ("[1] םולש", false, "שלום [1]"),
            (".[12] 3.5 םולש", false, "שלום 3.5 [12]."),
            (".[12] 1921 םולש", true, "שלום 1921 [12]."),
            (".NATO [12] םולש", true, "שלום NATO [12]."),
            ("םולש example.org/a-b םלוע", true, "עולם example.org/a-b שלום"),
            ("he said םולש םלוע twice", false, "he said עולם שלום twice"),
        ];
        for (shown, page, expected) in table {
            assert_eq!(read(shown, page), expected, "{shown}");
        }
    }
}
