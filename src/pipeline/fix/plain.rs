//! What does each passage of a raw text lead to, by a reading that shares nothing with the one that found its
//! citations? A marker which that one misses is seen here, so that no fix takes its source or its number
//! away.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use crate::rules::{Mention, Mentions};
use crate::text::ByteSpan;

/// Goals of one mention beyond which they count as one: a range over a long list.
const MOST_GOALS: usize = 32;

/// A raw text's passages and what they lead to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    /// The letters outside entries, mentions, addresses and residue.
    words: String,
    /// What is named and linked at each offset in `words`: the addresses of entries, or the words of those
    /// that have none.
    named: BTreeMap<usize, BTreeSet<Rc<str>>>,
    /// What entries name in brackets, with the number of the entry.
    named_by_entries: BTreeSet<(u32, Rc<str>)>,
    /// The addresses of entries that stand outside them too.
    linked_and_listed: BTreeSet<Rc<str>>,
}

/// A line that begins with a number in brackets, with the lines that go on.
struct Entry {
    span: ByteSpan,
    label: ByteSpan,
    number: u32,
}

impl Plain {
    /// Reads a text without its residue, whose places ascend and are apart.
    pub(super) fn read(text: &str, residue: &[ByteSpan]) -> Self {
        let mentions = Mentions::read(text);
        let entries = entries(text, &mentions);
        let mut goals = Goals::read(text, &entries, &mentions);
        let mut reading = Reading { text, residue, from: 0, plain: Self::default() };
        let mut entries = entries.iter().peekable();
        let mut addresses = mentions.addresses.iter().peekable();
        let mut labels = mentions.labels.iter().filter(|mention| !covers(residue, mention.span)).peekable();
        loop {
            let address = addresses.peek().map(|address| address.0);
            let label = labels.peek().map(|mention| mention.span);
            let Some(span) = address.into_iter().chain(label).min() else { break };
            let leads_to = match addresses.next_if(|address| address.0 == span) {
                Some((_, page)) => goals.of_page(page),
                None => labels.next().map_or_else(Rc::default, |mention| goals.of_mention(mention)),
            };
            while let Some(entry) = entries.next_if(|entry| entry.span.end <= span.start) {
                reading.pass(entry.span);
            }
            match entries.peek().filter(|entry| entry.span.start <= span.start) {
                None => reading.name(span, &leads_to),
                // Numbers of other forms are volumes, years and issues here.
                Some(entry) if span != entry.label && span.slice(text).ends_with(']') => {
                    let named = leads_to.iter().map(|goal| (entry.number, Rc::clone(goal)));
                    reading.plain.named_by_entries.extend(named);
                }
                Some(_) => {}
            }
        }
        entries.for_each(|entry| reading.pass(entry.span));
        reading.pass(ByteSpan::new(text.len(), text.len()));
        Self { linked_and_listed: goals.linked_and_listed, ..reading.plain }
    }
}

/// How far a text is read.
struct Reading<'t> {
    text: &'t str,
    residue: &'t [ByteSpan],
    from: u32,
    plain: Plain,
}

impl Reading<'_> {
    /// Takes what is named at a place.
    fn name(&mut self, span: ByteSpan, leads_to: &[Rc<str>]) {
        self.pass(span);
        if !leads_to.is_empty() {
            let named = self.plain.named.entry(self.plain.words.len()).or_default();
            named.extend(leads_to.iter().cloned());
        }
    }

    /// Takes the letters before a place, and passes it over.
    fn pass(&mut self, span: ByteSpan) {
        while self.from < span.start {
            let next = self.residue.partition_point(|residue| residue.end <= self.from);
            let residue =
                self.residue.get(next).copied().unwrap_or(ByteSpan { start: u32::MAX, end: u32::MAX });
            let end = residue.start.clamp(self.from, span.start);
            let words = ByteSpan { start: self.from, end }.slice(self.text);
            self.plain.words.extend(words.chars().filter(|letter| !letter.is_whitespace()));
            self.from = if end < span.start { residue.end.max(end) } else { end };
        }
        self.from = self.from.max(span.end);
    }
}

fn covers(residue: &[ByteSpan], span: ByteSpan) -> bool {
    let next = residue.partition_point(|residue| residue.end <= span.start);
    residue.get(next).is_some_and(|residue| residue.overlaps(span))
}

/// The entries of every list in a text.
fn entries(text: &str, mentions: &Mentions) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut labels = mentions.labels.iter().filter(|mention| mention.is_bracket).peekable();
    let (mut start, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let span = ByteSpan::new(start, start + line.len());
        start += line.len();
        while labels.next_if(|mention| mention.span.start < span.start).is_some() {}
        let label = labels.peek().filter(|mention| mention.span.end <= span.end);
        if let Some(number) = label.and_then(|mention| own_number(text, span, mention)) {
            entries.push(Entry { span, label: label.map_or(span, |mention| mention.span), number });
            is_open = true;
        } else if line.trim().is_empty() {
            is_open = false;
        } else if let Some(entry) = entries.last_mut().filter(|_| is_open) {
            entry.span.end = span.end;
        }
    }
    entries
}

/// The number of a mention by which a line begins, if it is an entry's.
fn own_number(text: &str, line: ByteSpan, mention: &Mention) -> Option<u32> {
    let before = ByteSpan { start: line.start, end: mention.span.start }.slice(text);
    let is_first = before.chars().all(|letter| letter.is_whitespace() || ">-*+•.\\|".contains(letter));
    let is_linked = text[mention.span.end as usize..].starts_with('(');
    match mention.numbers[..] {
        [(number, last)] if number == last && is_first && !is_linked => Some(number),
        _ => None,
    }
}

/// Addresses of pages, and words of entries without any.
type Aims = Rc<[Rc<str>]>;

/// What mentions and addresses lead to, each worked out once.
struct Goals {
    /// The addresses of the entries with a number, or their words.
    by_number: BTreeMap<u32, BTreeSet<Rc<str>>>,
    by_numbers: HashMap<Vec<(u32, u32)>, Aims>,
    linked_and_listed: BTreeSet<Rc<str>>,
}

impl Goals {
    fn read(text: &str, entries: &[Entry], mentions: &Mentions) -> Self {
        let mut by_number: BTreeMap<u32, BTreeSet<Rc<str>>> = BTreeMap::new();
        let (mut listed, mut linked) = (BTreeSet::new(), BTreeSet::new());
        let mut addresses = mentions.addresses.iter().peekable();
        let mut take = |until: u32, pages: &mut BTreeSet<Rc<str>>| {
            while let Some((_, page)) = addresses.next_if(|(span, _)| span.start < until) {
                pages.insert(page.as_str().into());
            }
        };
        for entry in entries {
            take(entry.span.start, &mut linked);
            let mut own = BTreeSet::new();
            take(entry.span.end, &mut own);
            listed.extend(own.iter().cloned());
            if own.is_empty() {
                own.insert(words(text, entry).into());
            }
            by_number.entry(entry.number).or_default().append(&mut own);
        }
        take(u32::MAX, &mut linked);
        let linked_and_listed = linked.intersection(&listed).cloned().collect();
        Self { by_number, by_numbers: HashMap::new(), linked_and_listed }
    }

    fn of_page(&self, page: &str) -> Aims {
        [page.into()].into()
    }

    fn of_mention(&mut self, mention: &Mention) -> Aims {
        if let Some(known) = self.by_numbers.get(&mention.numbers) {
            return Rc::clone(known);
        }
        let ranges = mention.numbers.iter();
        let all: BTreeSet<&Rc<str>> = ranges
            .flat_map(|&(low, high)| self.by_number.range(low..=high))
            .flat_map(|(_, goals)| goals)
            .collect();
        let goals: Aims = if all.len() > MOST_GOALS {
            [all.into_iter().map(|goal| &**goal).collect::<Vec<_>>().join(" ").into()].into()
        } else {
            all.into_iter().cloned().collect()
        };
        self.by_numbers.insert(mention.numbers.clone(), Rc::clone(&goals));
        goals
    }
}

/// The letters of an entry behind its label.
fn words(text: &str, entry: &Entry) -> String {
    let words = ByteSpan { start: entry.label.end, end: entry.span.end }.slice(text);
    words.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\n\nReferences\n[1] A. https://example.org/1\n[2] B. https://example.org/2?utm_source=x\n[3] C, a book\n";

    fn read(body: &str, list: &str) -> Plain {
        Plain::read(&format!("{body}{list}"), &[])
    }

    #[test]
    fn what_is_named_is_the_same_under_other_numbers() {
        let other =
            "\n\nReferences\n[1] C, a book\n[2] A. https://example.org/1\n[3] B. https://example.org/2\n";
        for (one, same) in [
            ("So [1]. So [2, p. 9]. So [3].", "So [2]. So [3, p. 9]. So [1]."),
            ("So¹. So<sup>2</sup>.", "So². So<sup>3</sup>."),
            ("So [1][2].", "So [3, 2]."),
            ("So it was.3 It is", "So it was.1 It is"),
            ("[Here](https://example.org/9?utm_source=x).", "[Here](https://example.org/9)."),
        ] {
            assert_eq!(read(one, LIST), read(same, other), "{one}");
            assert_ne!(read(one, LIST), read(one, other).with_links_of(same), "{one}");
        }
    }

    impl Plain {
        /// Something else where the passages are links, which have no number.
        fn with_links_of(self, body: &str) -> Self {
            if body.contains("](http") { Self::default() } else { self }
        }
    }

    #[test]
    fn a_lost_source_or_passage_is_seen() {
        let without = LIST.replace("[1] A. https://example.org/1\n", "");
        assert_eq!(read("So [2].", LIST), read("So [2].", &without));
        for body in
            ["So [1].", "So [1]–[3].", "So ([A](https://example.org/1)).", "So (source 1).", "So [١]."]
        {
            assert_ne!(read(body, LIST), read(body, &without), "{body}");
        }
        assert_ne!(read("So it is [2].", LIST), read("So it was [2].", LIST));
        let naming = LIST.replace("a book", "as in [1]");
        assert_ne!(read("So [2].", &naming), read("So [2].", &naming.replace("in [1]", "in [2]")));
    }

    #[test]
    fn residue_is_no_word_and_no_mention() {
        let text = format!("So【1†x】 it is [2].{LIST}");
        let span = ByteSpan::new(2, text.find(" it").unwrap());
        assert_eq!(Plain::read(&text, &[span]), read("So it is [2].", LIST));
    }
}
