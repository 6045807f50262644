//! One finding for readers: what is wrong, its place, the source line with carets under the words, further
//! places, how to mend it. It does not choose which findings are shown; see `text`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::model::{Excerpt, Finding, Location, Severity};
use crate::render::RunInfo;
use crate::text::sanitize::for_terminal;

/// Columns where the output is no terminal.
const COLUMNS: usize = 100;

/// Lines that are listed one by one; beyond, the first ones and the last.
const LISTED_LINES: usize = 20;

/// What stands where words were cut off.
pub(crate) const CUT: &str = "…";

/// The colour of a severity.
pub(crate) fn style(severity: Severity) -> anstyle::Style {
    let color = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Info | Severity::Off => anstyle::AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// Words in a style, or as they are without colour.
pub(crate) fn styled(words: &str, style: anstyle::Style, run: &RunInfo) -> String {
    if run.color { format!("{style}{words}{style:#}") } else { words.to_owned() }
}

/// Writes a finding of the article that goes by `name`.
///
/// ```text
/// error[CIT001]: citation [2] has no reference
///  --> article.txt:9:54
///   |
/// 9 | … and opened again in May [2].
///   |                           ^^^
///   |
///   = help: add an entry for [2] to the reference list, or correct the marker
/// ```
pub(crate) fn write(finding: &Finding, name: &str, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let code = format!("{}[{}]", finding.severity.name(), finding.code);
    writeln!(
        out,
        "{}: {}",
        styled(&code, style(finding.severity), run),
        bold(&for_terminal(&finding.message), run)
    )?;
    if let Some(place) = finding.location {
        let arrow = anstyle::AnsiColor::BrightBlue.on_default().bold();
        let margin = " ".repeat(digits(place));
        let page = place.page.map(|page| format!(" (page {page})")).unwrap_or_default();
        writeln!(
            out,
            "{margin}{} {}:{}:{}{page}",
            styled("-->", arrow, run),
            for_terminal(name),
            place.line,
            place.column
        )?;
    }
    let elements = elements(finding, run.width.unwrap_or(COLUMNS).clamp(40, 200));
    if elements.is_empty() {
        return writeln!(out);
    }
    writeln!(
        out,
        "{}\n",
        renderer(run).render(&[Group::with_level(level(finding.severity)).elements(elements)])
    )
}

/// The source line, the further places, the help: as many as there are.
fn elements(finding: &Finding, width: usize) -> Vec<Element<'static>> {
    let mut elements = Vec::new();
    if let (Some(place), Some(excerpt)) = (finding.location, &finding.excerpt) {
        elements.push(source_line(excerpt, place, width).into());
    }
    elements.extend(further_places(finding).map(|words| Level::NOTE.message(words).into()));
    elements.extend(
        finding.help.as_ref().map(|help| Level::HELP.message(for_terminal(help).into_owned()).into()),
    );
    elements
}

fn renderer(run: &RunInfo) -> Renderer {
    let renderer = match run.color {
        true => Renderer::styled()
            .error(style(Severity::Error))
            .warning(style(Severity::Warning))
            .info(style(Severity::Info)),
        false => Renderer::plain(),
    };
    // Source lines come cut to the width of the output; cutting them again would lose what marks the cut.
    renderer.term_width(usize::MAX / 2)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info | Severity::Off => Level::INFO,
    }
}

fn bold(words: &str, run: &RunInfo) -> String {
    styled(words, anstyle::Style::new().bold(), run)
}

fn digits(place: Location) -> usize {
    place.line.to_string().len()
}

/// The line of the place, cut to the width of the output around the words.
fn source_line(
    excerpt: &Excerpt,
    place: Location,
    width: usize,
) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let line = cut_line(excerpt, width.saturating_sub(digits(place) + " | ".len()));
    Snippet::source(line.text)
        .line_start(place.line as usize)
        .annotation(AnnotationKind::Primary.span(line.words))
}

/// A line safe for a terminal, and the bytes of the words in it.
#[derive(Debug, PartialEq, Eq)]
struct CutLine {
    text: String,
    words: std::ops::Range<usize>,
}

/// Cuts a line to so many columns. The words keep their place before the line around them does; what stands
/// before them is kept before what stands after.
fn cut_line(excerpt: &Excerpt, columns: usize) -> CutLine {
    let before = for_terminal(&excerpt.text[..excerpt.start]);
    let words = for_terminal(&excerpt.text[excerpt.start..excerpt.end]);
    let after = for_terminal(&excerpt.text[excerpt.end..]);
    let is_whole = before.width() + words.width() + after.width() <= columns
        && !excerpt.cut_before
        && !excerpt.cut_after;
    let room = if is_whole { columns } else { columns.saturating_sub(2 * CUT.width()) };
    let shown = head(&words, room);
    let room = room - shown.width();
    // Three quarters of the rest may stand before the words, more where there is less behind them.
    let room_after = room - before.width().min(room / 4 * 3);
    let shown_after = if shown.len() == words.len() { head(&after, room_after) } else { "" };
    let shown_before = tail(&before, room - shown_after.width());
    let lead = if excerpt.cut_before || shown_before.len() < before.len() { CUT } else { "" };
    let is_cut_after = excerpt.cut_after || shown.len() < words.len() || shown_after.len() < after.len();
    let start = lead.len() + shown_before.len();
    let text = format!("{lead}{shown_before}{shown}{shown_after}{}", if is_cut_after { CUT } else { "" });
    CutLine { text, words: start..start + shown.len() }
}

/// As much of the start of a text as fits into so many columns.
pub(crate) fn head(text: &str, columns: usize) -> &str {
    &text[..end_within(
        text.char_indices().map(|(at, character)| (at + character.len_utf8(), character)),
        columns,
    )
    .unwrap_or(0)]
}

/// As much of the end of a text as fits into so many columns; it does not begin inside a cluster of combining
/// characters.
fn tail(text: &str, columns: usize) -> &str {
    let end = &text[end_within(text.char_indices().rev(), columns).unwrap_or(text.len())..];
    if end.len() == text.len() {
        end
    } else {
        end.trim_start_matches(|character: char| character.width() == Some(0))
    }
}

/// The last offset whose characters together take no more than so many columns.
fn end_within(characters: impl Iterator<Item = (usize, char)>, columns: usize) -> Option<usize> {
    let widths = characters.scan(0, |used, (at, character)| {
        *used += character.width().unwrap_or(0);
        Some((*used, at))
    });
    widths.take_while(|(used, _)| *used <= columns).last().map(|(_, at)| at)
}

/// The further places in one line: `[2] is cited here too: lines 13, 15, 17`.
fn further_places(finding: &Finding) -> Option<String> {
    let mut by_message: Vec<(&str, BTreeSet<u32>)> = Vec::new();
    for related in &finding.related {
        match by_message.last_mut() {
            Some((message, lines)) if *message == related.message => {
                lines.insert(related.location.line);
            }
            _ => by_message.push((&related.message, BTreeSet::from([related.location.line]))),
        }
    }
    let shown: Vec<String> = by_message
        .iter()
        .map(|(message, lines)| format!("{}: {}", for_terminal(message), listed_lines(lines)))
        .collect();
    (!shown.is_empty()).then(|| shown.join("; "))
}

/// `line 9`, or `lines 9, 13, 15`: the first ones and the last where there are many.
pub(crate) fn listed_lines(lines: &BTreeSet<u32>) -> String {
    let words = if lines.len() == 1 { "line" } else { "lines" };
    let mut shown: Vec<String> = lines.iter().take(LISTED_LINES).map(u32::to_string).collect();
    if let Some(last) = lines.last().filter(|_| lines.len() > LISTED_LINES) {
        shown.push(format!("… {last} ({} lines)", lines.len()));
    }
    format!("{words} {}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(before: &str, words: &str, after: &str) -> Excerpt {
        let (start, end) = (before.len(), before.len() + words.len());
        Excerpt { text: format!("{before}{words}{after}"), start, end, cut_before: false, cut_after: false }
    }

    #[test]
    fn lines_are_cut_around_the_words() {
        let table = [
            (("It rose ", "[2]", "."), 40, "It rose [2]."),
            (("It rose and rose and rose and rose ", "[2]", "."), 20, "…rose and rose [2]."),
            (("", "[2]", " rose and rose and rose"), 12, "[2] rose a…"),
            (("東京で物価が上がった", "[2]", "。"), 16, "…上がった[2]。"),
            (("a\tb ", "[2]", ""), 12, "a b [2]"),
        ];
        for ((before, words, after), columns, expected) in table {
            let line = cut_line(&excerpt(before, words, after), columns);
            assert_eq!(line.text, expected, "{before}{words}{after}");
            assert_eq!(&line.text[line.words.clone()], "[2]");
            assert!(line.text.width() <= columns, "{}", line.text);
        }
    }

    #[test]
    fn words_longer_than_the_line_are_cut_at_their_end() {
        let line = cut_line(&excerpt("See ", "https://example.org/a/long/address", " for more"), 20);
        assert_eq!(
            (&*line.text, line.text.get(line.words.clone())),
            ("…https://example.or…", Some("https://example.or"))
        );
    }

    #[test]
    fn what_was_cut_before_is_marked_as_cut() {
        let cut = Excerpt { cut_before: true, cut_after: true, ..excerpt("so ", "[2]", " on") };
        assert_eq!(cut_line(&cut, 40).text, "…so [2] on…");
    }

    #[test]
    fn combining_characters_stay_with_their_letter() {
        assert_eq!(tail("e\u{301}ab", 2), "ab");
        assert_eq!(head("ae\u{301}b", 2), "ae\u{301}");
    }

    #[test]
    fn many_lines_are_the_first_ones_and_the_last() {
        assert_eq!(listed_lines(&BTreeSet::from([7])), "line 7");
        assert_eq!(listed_lines(&BTreeSet::from([9, 7])), "lines 7, 9");
        let many = listed_lines(&(1..=50).collect());
        assert!(many.starts_with("lines 1, 2, 3,") && many.ends_with(", 20, … 50 (50 lines)"), "{many}");
    }
}
