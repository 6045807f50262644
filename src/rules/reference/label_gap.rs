//! Finds numbers that a numbered reference list leaves out.

use std::collections::BTreeMap;

use crate::model::{Format, Label, Reference, Severity};
use crate::rules::lists::List;
use crate::rules::{Draft, Needs, Rule, Sink, Subject, rule, words};
use crate::text::notes::auto_numbered;
use crate::text::parts;

rule! {
    /// ## What it finds
    ///
    /// Numbers from 1 to the highest label of the list that no entry has. It is one finding for the list, at the entry after the first
    /// gap, and names the gaps as ranges. Lists of sections whose labels start again at 1, and notes beside a list, are counted by
    /// themselves; one that begins higher is a part of the last list. The keys of Markdown's footnotes are names, which are numbered
    /// anew where the text is shown: none is missing among them.
    ///
    /// ## Why it matters
    ///
    /// A gap is where an entry was taken out or lost, and the markers may have been numbered for the full list.
    ///
    /// ## Example
    ///
    /// ```text
    /// References
    /// [1] https://example.org/harbour-closed
    /// [4] https://example.org/harbour-budget
    /// ```
    ///
    /// `[2]` and `[3]` are missing.
    ///
    /// ## How to fix
    ///
    /// Put the lost entries back, or number the list anew together with its markers. Where all entries are lines that begin
    /// with `[n]` and all markers plain, the fix numbers them in the order of the text; it is applied only where unsafe fixes are asked for.
    pub static LABEL_GAP: Rule = Rule {
        code: "REF005",
        name: "label-gap",
        default_severity: Severity::Info,
        needs: Needs::Citations,
        summary: "numbers that a numbered reference list leaves out",
        check,
    }
}

/// At most one finding a list, which names every gap.
fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for list in lists(subject) {
        report(&gaps(subject, &list), subject, sink);
    }
}

fn report(gaps: &[Gap<'_>], subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(first) = gaps.first() else { return };
    let is_one = gaps.len() == 1 && first.from == first.to;
    let fixes = sink.takes_fixes();
    let names = words::list(gaps.iter().map(Gap::name));
    sink.report(Draft {
        span: Some(first.next.place.span),
        message: format!("the list leaves out {} {names}", if is_one { "the label" } else { "the labels" }),
        help: Some("restore the entries that were lost, or number the list and its markers anew".to_owned()),
        label: first.next.label.as_ref().map(ToString::to_string),
        fix: fixes
            .then(|| List::read(subject.document, subject.article))
            .flatten()
            .and_then(|list| list.renumber()),
        ..Draft::default()
    });
}

/// Numbers that are missing before an entry.
struct Gap<'a> {
    from: u32,
    to: u32,
    next: &'a Reference,
}

impl Gap<'_> {
    fn name(&self) -> String {
        match self.to - self.from {
            0 => format!("[{}]", self.from),
            _ => format!("[{}–{}]", self.from, self.to),
        }
    }
}

/// The numbers of a list with their entries, ascending.
type Numbered<'a> = Vec<(u32, &'a Reference)>;

/// The numbered lists of an article, in document order. A section's list that does not begin at 1 is a part
/// of the lists before it.
fn lists<'a>(subject: &Subject<'a>) -> Vec<Numbered<'a>> {
    let article = subject.article;
    let source = |reference: &Reference| reference.place.span.slice(subject.document.text);
    // Notes of reStructuredText that have names take a number as well where the text is shown.
    let takes_number = |entry: &Reference| auto_numbered(source(entry)).is_some();
    if article.source.format == Format::Rst && article.references.iter().any(takes_number) {
        return Vec::new();
    }
    // The keys of footnotes are names, which are numbered anew where the text is shown.
    let is_name = |reference: &Reference| {
        article.source.format == Format::Markdown && source(reference).starts_with("[^")
    };
    let mut sections: BTreeMap<usize, Numbered<'a>> = BTreeMap::new();
    for entry in article.references.iter().filter(|entry| !is_name(entry)) {
        for number in entry.label.iter().chain(&entry.also).filter_map(number) {
            sections.entry(entry.section).or_default().push((number, entry));
        }
    }
    let mut lists: Vec<Numbered<'a>> = Vec::new();
    for mut section in sections.into_values() {
        let starts_again = section.iter().any(|entry| entry.0 <= 1);
        match lists.last_mut().filter(|_| !starts_again) {
            Some(list) => list.append(&mut section),
            None => lists.push(section),
        }
    }
    for list in &mut lists {
        if !list.is_sorted_by_key(|entry| entry.0) {
            list.sort_by_key(|entry| entry.0);
        }
    }
    lists
}

/// The number of a label, or that of which it names a part: `2b`.
fn number(label: &Label) -> Option<u32> {
    match label {
        Label::Number(number) => Some(*number),
        Label::Name(name) => parts::named(name).map(|(number, _)| number),
    }
}

/// The gaps of a list in ascending order: between neighbours of the sorted labels, so that the size of a gap
/// costs nothing.
fn gaps<'a>(subject: &Subject<'a>, list: &[(u32, &'a Reference)]) -> Vec<Gap<'a>> {
    // A book numbers its notes through all chapters, of which each has its own.
    let is_chapter = subject.article.source.format == Format::Epub;
    let mut expected = list.first().filter(|_| is_chapter).map_or(1, |entry| entry.0);
    let mut gaps = Vec::new();
    for &(number, next) in list {
        if number > expected {
            gaps.push(Gap { from: expected, to: number - 1, next });
        }
        expected = expected.max(number.saturating_add(1));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::LABEL_GAP;
    use crate::model::{Format, Label};
    use crate::rules::testing::{findings, findings_as, findings_with, fixed, lines};

    fn list(labels: &[&str]) -> String {
        let entries: String = labels.iter().map(|label| format!("[{label}] x\n")).collect();
        format!("References\n{entries}")
    }

    #[test]
    fn gaps_are_named_as_ranges_at_the_entry_after_the_first() {
        let table: &[(&[&str], &[&str])] = &[
            (&["1", "2", "3"], &[]),
            (&["3", "1", "2"], &[]),
            (&["1", "1", "2"], &[]),
            (&["0", "1"], &[]),
            (&["a", "note 7"], &[]),
            (&["1", "2a", "2b", "3"], &[]),
            (&[], &[]),
            (&["1", "3"], &["3:1 the list leaves out the label [2]"]),
            (&["2"], &["2:1 the list leaves out the label [1]"]),
            (&["1", "4", "9"], &["3:1 the list leaves out the labels [2–3], [5–8]"]),
            (&["9", "1"], &["2:1 the list leaves out the labels [2–8]"]),
            (&["1", "4294967295"], &["3:1 the list leaves out the labels [2–4294967294]"]),
        ];
        for (labels, expected) in table {
            assert_eq!(lines(&findings(&LABEL_GAP, &list(labels))), *expected, "{labels:?}");
        }
    }

    #[test]
    fn keys_of_footnotes_are_names() {
        let count = |text: &str| findings_as(&LABEL_GAP, text, Format::Markdown, |_, _| {}).len();
        assert_eq!(count("References\n[^2]: A\n"), 0);
        assert_eq!(count("References\n[2]: A\n"), 1);
        let named = ".. [#] A\n.. [#name] B\n.. [#] C\n";
        assert_eq!(findings_as(&LABEL_GAP, named, Format::Rst, |_, _| {}).len(), 0);
    }

    #[test]
    fn each_list_is_counted_by_itself() {
        let table: &[(&[&str], &[&str], &[&str])] = &[
            (&["1", "2", "3"], &["1", "2"], &[]),
            (&["1", "2", "4"], &["1", "2", "3"], &["4:1 the list leaves out the label [3]"]),
            (
                &["1", "3"],
                &["1", "3"],
                &["3:1 the list leaves out the label [2]", "5:1 the list leaves out the label [2]"],
            ),
            (&["1", "2"], &["3", "4"], &[]),
            (&["1", "2"], &["4", "5"], &["4:1 the list leaves out the label [3]"]),
            (&["1", "4"], &["2", "3"], &[]),
        ];
        for (first, second, expected) in table {
            let text = list(&[*first, *second].concat());
            let found = findings_with(&LABEL_GAP, &text, |article, _| {
                article.references.iter_mut().skip(first.len()).for_each(|entry| entry.section = 1);
            });
            assert_eq!(lines(&found), *expected, "{first:?} {second:?}");
        }
    }

    #[test]
    fn further_labels_of_an_entry_fill_a_gap() {
        let found = findings_with(&LABEL_GAP, &list(&["1", "4"]), |article, _| {
            article.references[0].also = vec![Label::Number(2), Label::Number(3)];
        });
        assert_eq!(found.len(), 0);
    }

    #[test]
    fn very_many_gaps_are_counted() {
        let labels: Vec<String> = (1..=100).map(|label| (label * 2).to_string()).collect();
        let found = findings(&LABEL_GAP, &list(&labels.iter().map(String::as_str).collect::<Vec<_>>()));
        assert!(found[0].message.ends_with("[15] and 92 more"), "{}", found[0].message);
    }

    #[test]
    fn the_unsafe_fix_closes_the_gaps() {
        let text = "One [1]. Two [4].\nReferences\n[1] a\n[4] b\n";
        assert_eq!(fixed(text, &findings(&LABEL_GAP, text)), "One [1]. Two [2].\nReferences\n[1] a\n[2] b\n");
    }
}
