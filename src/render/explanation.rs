//! An explanation as text for readers: by field a line for each offer, how the body was chosen, and a line
//! for each part that may be a reference list. Untrusted words are made safe.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::{BlockKind, BodyChoice, Dropped, Explanation, FieldOffer, ListOffer, TextOrigin, Verdict};
use crate::render::RunInfo;
use crate::render::finding::{CUT, head, styled};
use crate::render::words::{grouped, plural};
use crate::text::sanitize::for_terminal;

/// Columns of an output that is no terminal.
const COLUMNS: usize = 140;

/// Columns of the widest source and key.
const WIDEST_SOURCE: usize = 40;

/// Columns that are kept for a reason.
const REASON: usize = 44;

/// Bytes of a value that are looked at: far more than a terminal is wide.
const LONGEST_VALUE: usize = 2000;

/// Columns that a value has at least.
const LEAST_VALUE: usize = 16;

/// Writes an explanation below a record.
///
/// ```text
///   headline
///     chosen     markup h1            line 17  Tram Line 4 Opens     the visible headline; metadata or ...
///     outranked  open-graph og:title  line 6   Tram Line 4 Opens     the title for sharing
/// ```
pub(crate) fn write(explanation: &Explanation, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<Row<'_>> = explanation.fields.iter().map(Row::new).collect();
    let columns = Columns::of(&rows, run);
    let mut field = None;
    for row in &rows {
        if field != Some(row.offer.field) {
            field = Some(row.offer.field);
            writeln!(out, "\n  {}", styled(row.offer.field.name(), anstyle::Style::new().bold(), run))?;
        }
        row.write(&columns, run, out)?;
    }
    if let Some(body) = &explanation.body {
        write_body(body, run, out)?;
    }
    write_lists(&explanation.lists, run, out)
}

/// ```text
///   lists
///     taken  line 12  References  [1], 3 entries, 3 labelled, 2 cited, 3 like sources: a heading of ...
///     left   line 30  1., 2 entries, 2 labelled, 0 cited, 0 like sources: a numbered list, and too ...
/// ```
fn write_lists(lists: &[ListOffer], run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    if lists.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {}", styled("lists", anstyle::Style::new().bold(), run))?;
    for list in lists {
        let verdict = if list.taken { "taken" } else { "left " };
        let heading = list.heading.as_deref().map(for_terminal).unwrap_or_default();
        let heading = shortened(&heading, WIDEST_SOURCE);
        writeln!(
            out,
            "    {verdict}  line {}  {heading}{}{}, {}, {} labelled, {} cited, {} like sources: {}",
            list.line,
            if heading.is_empty() { "" } else { "  " },
            list.style,
            entries(list.entries),
            list.labelled,
            list.cited,
            list.sources,
            list.reason
        )?;
    }
    Ok(())
}

fn entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{} entries", grouped(count)) }
}

/// An offer in the words of its columns.
struct Row<'e> {
    offer: &'e FieldOffer,
    source: String,
    line: String,
    value: Cow<'e, str>,
}

impl<'e> Row<'e> {
    fn new(offer: &'e FieldOffer) -> Self {
        let key = offer.key.as_deref().map(for_terminal).unwrap_or_default();
        let source = format!("{} {key}", offer.source.name());
        let source = shortened(source.trim_end(), WIDEST_SOURCE).into_owned();
        let line = offer.line.map_or_else(String::new, |line| format!("line {line}"));
        let value = for_terminal(&offer.value[..offer.value.floor_char_boundary(LONGEST_VALUE)]);
        Self { offer, source, line, value }
    }

    fn write(&self, columns: &Columns, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
        let verdict = padded(self.offer.verdict.name(), columns.verdict);
        let verdict = match self.offer.verdict {
            Verdict::Chosen => styled(&verdict, anstyle::AnsiColor::Green.on_default().bold(), run),
            _ => verdict,
        };
        let source = padded(&self.source, columns.source);
        let value = padded(&shortened(&self.value, columns.value), columns.value);
        write!(out, "    {verdict}  {source}  ")?;
        if columns.line > 0 {
            write!(out, "{}  ", padded(&self.line, columns.line))?;
        }
        writeln!(out, "{value}  {}", for_terminal(&self.offer.reason))
    }
}

/// The widths of the columns before the reason.
struct Columns {
    verdict: usize,
    source: usize,
    line: usize,
    value: usize,
}

impl Columns {
    fn of(rows: &[Row<'_>], run: &RunInfo) -> Self {
        let widest = |width: &dyn Fn(&Row<'_>) -> usize| rows.iter().map(width).max().unwrap_or(0);
        let verdict = widest(&|row| row.offer.verdict.name().len());
        let source = widest(&|row| row.source.width());
        let line = widest(&|row| row.line.len());
        let reason = widest(&|row| row.offer.reason.width()).min(REASON);
        let gaps = 4 + 2 * if line > 0 { 4 } else { 3 };
        let room = run.width.unwrap_or(COLUMNS).saturating_sub(gaps + verdict + source + line + reason);
        let value = widest(&|row| row.value.width()).min(room.max(LEAST_VALUE));
        Self { verdict, source, line, value }
    }
}

fn write_body(body: &BodyChoice, run: &RunInfo, out: &mut dyn Write) -> io::Result<()> {
    let columns = run.width.unwrap_or(COLUMNS);
    writeln!(out, "\n  {}", styled("body", anstyle::Style::new().bold(), run))?;
    let from = match body.from {
        TextOrigin::Page => "the page",
        TextOrigin::Scripts => "the page's scripts, which hold more than it shows",
        TextOrigin::Frame => "a frame that the page holds, which shows no text of its own",
        TextOrigin::Noscript => "what the page says to readers without scripts; it shows no other text",
        TextOrigin::Hidden => "what the page hides; it shows no other text",
    };
    match &body.element {
        Some(element) => writeln!(out, "    taken from {from}: {}", for_terminal(element))?,
        None => writeln!(out, "    the page shows no text")?,
    }
    if !body.kept.is_empty() {
        let kept: Vec<String> = body.kept.iter().map(|(kind, count)| plural(*count, words(*kind))).collect();
        writeln!(out, "    kept: {}", kept.join(", "))?;
    }
    if body.added.count > 0 {
        let added = plural(body.added.count, "text");
        writeln!(out, "    kept, though the rules by themselves drop it: {added}")?;
        write_samples(&body.added, columns, out)?;
    }
    for (reason, dropped) in &body.dropped {
        writeln!(out, "    dropped: {}, {}", plural(dropped.count, "text"), reason.words())?;
        write_samples(dropped, columns, out)?;
    }
    Ok(())
}

fn write_samples(dropped: &Dropped, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    for sample in &dropped.samples {
        let line = sample.line.map_or_else(String::new, |line| format!("line {line}  "));
        let text = for_terminal(&sample.text);
        writeln!(out, "      {line}{}", shortened(&text, columns.saturating_sub(6 + line.len())))?;
        if !sample.because.is_empty() {
            writeln!(out, "        because {}", sample.because.join("; "))?;
        }
    }
    Ok(())
}

fn words(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Heading => "heading",
        BlockKind::ListItem => "list item",
        BlockKind::Quote => "quote",
        BlockKind::Caption => "caption",
        BlockKind::Table => "table row",
        BlockKind::Code => "code block",
    }
}

/// Words cut to so many columns.
fn shortened(words: &str, columns: usize) -> Cow<'_, str> {
    let start = head(words, columns);
    if start.len() == words.len() {
        return Cow::Borrowed(words);
    }
    Cow::Owned(format!("{}{CUT}", head(words, columns.saturating_sub(CUT.width())).trim_end()))
}

fn padded(words: &str, columns: usize) -> String {
    format!("{words}{}", " ".repeat(columns.saturating_sub(words.width())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FieldName, Provenance};

    fn shown(value: &str, width: usize) -> Vec<String> {
        let offer = |verdict: Verdict, key: &str, line: Option<u32>| FieldOffer {
            field: FieldName::Headline,
            value: value.to_owned(),
            source: Provenance::Markup,
            key: Some(key.to_owned()),
            line,
            rank: 1,
            reason: "the visible headline".to_owned(),
            verdict,
        };
        let fields =
            vec![offer(Verdict::Chosen, "h1", Some(7)), offer(Verdict::Outranked, "itemprop:headline", None)];
        let mut out = Vec::new();
        write(
            &Explanation { fields, ..Explanation::default() },
            &RunInfo { width: Some(width), ..RunInfo::default() },
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn values_are_cut_to_the_width_and_columns_are_aligned() {
        for width in [100, 140] {
            let lines = shown(&"海の見える街の朝と夜".repeat(20), width);
            let columns: Vec<usize> =
                lines[2..].iter().map(|line| line[..line.find("the visible").unwrap()].width()).collect();
            assert_eq!(columns[0], columns[1], "{lines:?}");
            assert_eq!(lines[2].width(), width, "{lines:?}");
            assert!(lines[2].contains(CUT), "{lines:?}");
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let lines = shown("a\u{1b}[31mred\n", 100);
        assert!(lines[2].contains("a␛[31mred␊"), "{lines:?}");
    }
}
