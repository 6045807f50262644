//! Edits a reference list and its markers together: merges two entries, drops one, numbers all anew. It
//! offers an edit only where every marker and entry concerned is of the plainest shape, so that there is one
//! right answer.

use std::collections::{HashMap, HashSet};

use crate::address::pages::{canonical, page};
use crate::model::{Article, Citation, Document, Edit, Fix, Format, Reference, Target};
use crate::rules::mentions::{Mention, Mentions};
use crate::text::ByteSpan;

/// Markers in a row that are looked at together.
const MOST_IN_A_ROW: usize = 32;

/// The longest entries that are compared, in bytes, and the most addresses in them.
const LONGEST_ENTRY: usize = 2048;
const MOST_ADDRESSES: usize = 4;

/// Numbers named in a text, ranges counted out, beyond which its list is left alone.
const MOST_NAMED: usize = 1_000_000;

/// A list and its markers, read for editing.
pub(crate) struct List<'a> {
    document: &'a Document<'a>,
    article: &'a Article,
    /// Ascending, each once.
    markers: Vec<Marker>,
    /// How many entries have a number.
    entries: HashMap<u32, usize>,
    /// Whether a label that is cited has no entry.
    has_missing: bool,
    /// What the raw text outside the list mentions.
    used: Used,
}

/// What the raw text outside the list mentions, whatever was read there.
struct Used {
    /// Places that could name an entry, by its number.
    places: HashMap<u32, Vec<ByteSpan>>,
    /// The names of the pages of its addresses.
    pages: HashSet<String>,
}

/// A marker in the source.
struct Marker {
    span: ByteSpan,
    /// Its numbers; none where it is more than a bracket around numbers.
    items: Vec<Item>,
}

/// A number in a marker.
struct Item {
    span: ByteSpan,
    number: u32,
}

impl<'a> List<'a> {
    /// Reads the markers of an article; `None` where the format has other lists than lines that begin with
    /// `[n]`, or something that could name one of their numbers was not read as a citation.
    pub(crate) fn read(document: &'a Document<'a>, article: &'a Article) -> Option<Self> {
        let is_text = matches!(document.source.format, Format::Text | Format::Markdown);
        let is_plain = |reference: &Reference| reference.also.is_empty() && reference.section == 0;
        if !is_text || !article.references.iter().all(is_plain) {
            return None;
        }
        let cited = article.citations.iter().filter(|citation| !citation.target.references().is_empty());
        let mut spans: Vec<ByteSpan> = cited.map(|citation| citation.place.span).collect();
        spans.sort_unstable();
        spans.dedup();
        let markers = spans
            .into_iter()
            .map(|span| Marker { span, items: items(document.text, span).unwrap_or_default() })
            .collect();
        let mut entries = HashMap::new();
        for number in article.references.iter().filter_map(number) {
            *entries.entry(number).or_default() += 1;
        }
        let used = Used::read(document, article, &entries.keys().copied().collect())?;
        let has_missing = article.citations.iter().any(|citation| citation.target == Target::Dangling);
        Some(Self { document, article, markers, entries, has_missing, used })
    }

    /// Cites `first` wherever `later` is cited, and removes `later`: they lead to one page. `also` are the
    /// numbers of other entries that lead there. What `later` says beyond its address must stand in `first`.
    pub(crate) fn merge(&self, first: &Reference, later: &Reference, also: &HashSet<u32>) -> Option<Fix> {
        let (to, from) = (number(first)?, number(later)?);
        let is_single = |number: u32| self.entries.get(&number) == Some(&1);
        if to == from || !is_single(to) || !is_single(from) || !is_told_by(first, later) {
            return None;
        }
        let mut edits = vec![Edit { span: self.lines_of(later)?, insert: String::new() }];
        let mut done = None;
        if !self.used.is_only_at(from, later, self.article) {
            return None;
        }
        for &citation in &later.citations {
            let at = self.marker_of(&self.article.citations[citation])?;
            if done.replace(at) != Some(at) {
                edits.push(self.swap(at, from, to, also)?);
            }
        }
        edits.sort();
        Some(Fix { edits, safe: true })
    }

    /// Removes an entry that nothing names or links. `None` where the list would be left empty when all such
    /// entries go; where the entry has no label, so that the text could not have named it; and where a label
    /// that is cited has no entry, which may be this one's, mistyped.
    pub(crate) fn drop_entry(&self, unused: &Reference) -> Option<Fix> {
        let number = number(unused)?;
        if self.markers.is_empty()
            || self.entries.get(&number) != Some(&1)
            || self.has_missing
            || self.used.places.contains_key(&number)
            || unused.addresses().any(|url| self.used.pages.contains(&*canonical(url)))
        {
            return None;
        }
        let edits = vec![Edit { span: self.lines_of(unused)?, insert: String::new() }];
        Some(Fix { edits, safe: false })
    }

    /// Numbers the entries in the order in which the text first cites them, uncited ones last, and sorts the
    /// list.
    pub(crate) fn renumber(&self) -> Option<Fix> {
        let references = &self.article.references;
        let numbers: Vec<u32> = references.iter().map(number).collect::<Option<_>>()?;
        let is_sound = self.entries.values().all(|&count| count == 1)
            && self.markers.iter().all(|marker| !marker.items.is_empty())
            && self.article.citations.iter().all(|citation| !citation.target.references().is_empty());
        if !is_sound {
            return None;
        }
        let order = order_of_use(
            &numbers,
            self.markers.iter().flat_map(|marker| &marker.items).map(|item| item.number),
        );
        let new: HashMap<u32, usize> =
            order.iter().enumerate().map(|(index, &entry)| (numbers[entry], index + 1)).collect();
        let mut edits = vec![self.reordered(&order)?];
        for item in self.markers.iter().flat_map(|marker| &marker.items) {
            let insert = new.get(&item.number)?.to_string();
            if insert != item.number.to_string() {
                edits.push(Edit { span: item.span, insert });
            }
        }
        edits.sort();
        // A marker inside the list would be edited twice.
        let is_apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        is_apart.then_some(Fix { edits, safe: false })
    }

    /// The whole list with its entries in an order, numbered from 1; what stands between two entries stays
    /// where it is.
    fn reordered(&self, order: &[usize]) -> Option<Edit> {
        let references = &self.article.references;
        let text = self.document.text;
        let (first, last) = (references.first()?.place.span, references.last()?.place.span);
        let mut insert = String::with_capacity((last.end - first.start) as usize + 16);
        for (index, &entry) in order.iter().enumerate() {
            if index > 0 {
                let between = ByteSpan {
                    start: references[index - 1].place.span.end,
                    end: references[index].place.span.start,
                };
                let between = (between.start <= between.end).then(|| between.slice(text))?;
                insert.push_str(
                    Some(between).filter(|between| between.trim().is_empty() && between.contains('\n'))?,
                );
            }
            self.lines_of(&references[entry])?;
            let (open, words) = opening(references[entry].place.span.slice(text))?;
            insert.push_str(&format!("{open}{}{words}", index + 1));
        }
        Some(Edit { span: ByteSpan { start: first.start, end: last.end }, insert })
    }

    fn marker_of(&self, citation: &Citation) -> Option<usize> {
        let at = self.markers.binary_search_by_key(&citation.place.span, |marker| marker.span).ok()?;
        (!self.markers[at].items.is_empty()).then_some(at)
    }

    /// Puts a number in another one's place at a marker, or takes it out where the markers in this row have
    /// the other one already.
    fn swap(&self, at: usize, from: u32, to: u32, also: &HashSet<u32>) -> Option<Edit> {
        let row = self.row(at)?;
        let numbers =
            || self.markers[row.clone()].iter().flat_map(|marker| &marker.items).map(|item| item.number);
        // Two entries that both go would leave one number twice.
        if numbers().filter(|&number| number == from).count() > 1
            || numbers().any(|number| number != from && also.contains(&number))
        {
            return None;
        }
        let marker = &self.markers[at];
        let item = marker.items.iter().position(|item| item.number == from)?;
        if !numbers().any(|number| number == to) {
            return Some(Edit { span: marker.items[item].span, insert: to.to_string() });
        }
        let span = match (marker.items.len(), item) {
            (1, _) if at > row.start => {
                ByteSpan { start: self.markers[at - 1].span.end, end: marker.span.end }
            }
            (1, _) => ByteSpan { start: marker.span.start, end: self.markers.get(at + 1)?.span.start },
            (_, 0) => ByteSpan { start: marker.items[0].span.start, end: marker.items[1].span.start },
            (_, item) => {
                ByteSpan { start: marker.items[item - 1].span.end, end: marker.items[item].span.end }
            }
        };
        Some(Edit { span, insert: String::new() })
    }

    /// The markers that stand side by side with one; `None` where there are very many, or one is not plain.
    fn row(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let touches = |left: usize| {
            let between =
                ByteSpan { start: self.markers[left].span.end, end: self.markers[left + 1].span.start };
            between.start <= between.end && matches!(between.slice(self.document.text), "" | " ")
        };
        let (mut start, mut end) = (at, at + 1);
        while start > 0 && touches(start - 1) {
            start -= 1;
            (end - start <= MOST_IN_A_ROW).then_some(())?;
        }
        while end < self.markers.len() && touches(end - 1) {
            end += 1;
            (end - start <= MOST_IN_A_ROW).then_some(())?;
        }
        self.markers[start..end].iter().all(|marker| !marker.items.is_empty()).then_some(start..end)
    }

    /// The lines that an entry has to itself, with their line breaks, and with the blank line before them
    /// where one follows too.
    fn lines_of(&self, entry: &Reference) -> Option<ByteSpan> {
        let (text, span) = (self.document.text, entry.place.span);
        if entry.label.is_some() && opening(span.slice(text)).is_none() {
            return None;
        }
        // Only white space may stand beside it: looking no further keeps entries of one long line cheap.
        let before = text.get(..span.start as usize)?.trim_end_matches([' ', '\t']);
        let after = text.get(span.end as usize..)?.trim_start_matches([' ', '\t', '\r']);
        if !(before.is_empty() || before.ends_with('\n')) || !(after.is_empty() || after.starts_with('\n')) {
            return None;
        }
        let (start, end) = (before.len(), text.len() - after.len() + usize::from(!after.is_empty()));
        let next = text[end..].lines().next().unwrap_or("");
        // The line before, if there is one: `start` stands behind its line break.
        let before = text[..start].strip_suffix('\n').map(|before| before.rfind('\n').map_or(0, |at| at + 1));
        // Between two blank lines one would be left: it goes with the entry.
        let blank_before =
            before.filter(|&before| text[before..start].trim().is_empty() && next.trim().is_empty());
        Some(match blank_before {
            Some(blank) => ByteSpan::new(blank, end),
            // The last entry of the text: its line break is the one before it.
            None if !text[..end].ends_with('\n') && start > 0 => ByteSpan::new(start - 1, end),
            None => ByteSpan::new(start, end),
        })
    }
}

impl Used {
    /// `None` where a mention of one of the numbers is neither a citation nor the label of an entry.
    fn read(document: &Document<'_>, article: &Article, numbers: &HashSet<u32>) -> Option<Self> {
        let mut entries: Vec<ByteSpan> = article.references.iter().map(|entry| entry.place.span).collect();
        entries.sort_unstable();
        let mut markers: Vec<ByteSpan> =
            article.citations.iter().map(|citation| citation.place.span).collect();
        markers.sort_unstable();
        let mentions = Mentions::read(document.text);
        let mut places: HashMap<u32, Vec<ByteSpan>> = HashMap::new();
        let mut count = 0;
        for mention in &mentions.labels {
            let mut named = mention.all_numbers().filter(|number| numbers.contains(number)).peekable();
            if named.peek().is_none() || !is_use(mention, &entries, &markers, document.text)? {
                continue;
            }
            for number in named {
                places.entry(number).or_default().push(mention.span);
                count += 1;
            }
            if count > MOST_NAMED {
                return None;
            }
        }
        let mut pages = mentions.addresses;
        pages.retain(|(span, _)| around(&entries, span.start).is_none());
        Some(Self { places, pages: pages.into_iter().map(|(_, page)| page).collect() })
    }

    /// Whether each place that could name a number is a citation of one entry.
    fn is_only_at(&self, number: u32, entry: &Reference, article: &Article) -> bool {
        let cited: Vec<ByteSpan> =
            entry.citations.iter().map(|&citation| article.citations[citation].place.span).collect();
        let places = self.places.get(&number).into_iter().flatten();
        places.copied().all(|place| touches(&cited, place))
    }
}

/// Whether a mention is a use of an entry: `false` for its label, `None` where it was not read.
fn is_use(mention: &Mention, entries: &[ByteSpan], markers: &[ByteSpan], text: &str) -> Option<bool> {
    match around(entries, mention.span.start) {
        Some(entry) if is_label(mention.span, entry, text) => Some(false),
        // Volumes, years and issues stand in every other entry.
        Some(_) if !mention.is_bracket => Some(false),
        Some(_) => None,
        None => touches(markers, mention.span).then_some(true),
    }
}

/// The span of ascending ones that are apart in which an offset lies.
fn around(spans: &[ByteSpan], offset: u32) -> Option<ByteSpan> {
    let last = spans.partition_point(|span| span.start <= offset).checked_sub(1)?;
    Some(spans[last]).filter(|span| offset < span.end)
}

/// Whether one of the ascending spans overlaps another one.
fn touches(spans: &[ByteSpan], other: ByteSpan) -> bool {
    let before = spans.partition_point(|span| span.start < other.end);
    before.checked_sub(1).is_some_and(|last| spans[last].overlaps(other))
}

/// Whether a mention is the label by which its entry begins.
fn is_label(mention: ByteSpan, entry: ByteSpan, text: &str) -> bool {
    let before = ByteSpan { start: entry.start, end: mention.start.max(entry.start) }.slice(text);
    before.trim_matches([' ', '\t', '\\', '*', '_', '-']).is_empty()
}

/// The number that an entry's label is.
fn number(reference: &Reference) -> Option<u32> {
    reference.label.as_ref()?.number()
}

/// The entries by first use: the position of each in the list.
fn order_of_use(numbers: &[u32], used: impl Iterator<Item = u32>) -> Vec<usize> {
    let positions: HashMap<u32, usize> =
        numbers.iter().enumerate().map(|(entry, &number)| (number, entry)).collect();
    let mut taken = vec![false; numbers.len()];
    let mut order: Vec<usize> = Vec::with_capacity(numbers.len());
    for entry in used.filter_map(|number| positions.get(&number).copied()).chain(0..numbers.len()) {
        if !std::mem::replace(&mut taken[entry], true) {
            order.push(entry);
        }
    }
    order
}

/// The numbers of `[1]`, `[1, 2]`, `[^1]` with their places; `None` for every other marker.
fn items(text: &str, span: ByteSpan) -> Option<Vec<Item>> {
    let inside = span.slice(text).strip_prefix('[')?.strip_suffix(']')?;
    // `[1](...)` and `[1]: ...` are links and definitions of Markdown.
    if text[span.end as usize..].starts_with(['(', ':']) {
        return None;
    }
    let mut at = span.start as usize + 1;
    let mut items = Vec::new();
    for part in inside.split(',') {
        let trimmed = part.trim_start();
        let written = trimmed.strip_prefix('^').unwrap_or(trimmed);
        let start = at + part.len() - written.len();
        let digits = written.trim_end();
        // Nine digits always fit into the number.
        let is_number = (1..=9).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        let number = digits.parse().ok().filter(|_| is_number)?;
        items.push(Item { span: ByteSpan::new(start, start + digits.len()), number });
        at += part.len() + 1;
    }
    Some(items)
}

/// An entry around the number of its label: `[` and `] words` of `[1] words`. `None` where it begins
/// otherwise.
fn opening(entry: &str) -> Option<(&str, &str)> {
    let open = if entry.starts_with("[^") { 2 } else { 1 };
    let inside = entry.strip_prefix('[')?.trim_start_matches('^');
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let words = &inside[digits..];
    (digits > 0 && words.starts_with(']')).then(|| (&entry[..open], words))
}

/// Whether an entry says nothing that another one of the same page does not: no other address, no other
/// words.
fn is_told_by(first: &Reference, later: &Reference) -> bool {
    let is_short = |reference: &Reference| {
        reference.urls.len() <= MOST_ADDRESSES && reference.text.len() <= LONGEST_ENTRY
    };
    if !is_short(first)
        || !is_short(later)
        || !later.addresses().all(|url| first.addresses().any(|other| leads_as(url, other)))
    {
        return false;
    }
    let own = words_of(later);
    own.is_empty() || own == words_of(first)
}

/// Whether one address leads to all that another one leads to: a capture outlives its page.
fn leads_as(url: &str, other: &str) -> bool {
    url == other || canonical(url) == canonical(other) && !page(url).apart.is_a_state()
}

/// The letters and digits of an entry without its addresses.
fn words_of(reference: &Reference) -> String {
    let bare =
        reference.urls.iter().fold(reference.text.clone(), |text, url| text.replacen(url.as_str(), " ", 1));
    bare.chars().filter(|character| character.is_alphanumeric()).collect()
}
