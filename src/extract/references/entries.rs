//! Reads the entries of the chosen lists: their words, addresses and places in the source.

use std::collections::HashSet;

use crate::extract::over;
use crate::extract::references::lists::{Entry, Part};
use crate::extract::references::openings::Style;
use crate::extract::references::reader::{RawEntry, Reader};
use crate::extract::urls::{self, FoundUrl};
use crate::model::{Block, Format, Hyperlink, Label};
use crate::text::ByteSpan;

impl Reader<'_> {
    /// An entry by its lines.
    pub(super) fn entry(&self, raw: RawEntry, section: usize) -> Entry {
        if raw.style == Style::Definition {
            return self.definition(raw, section);
        }
        let mut parts: Vec<Part> = Vec::with_capacity(1);
        for at in raw.first..=raw.last {
            let line = self.lines[at];
            let skip = if at == raw.first { raw.words } else { 0 };
            let (block, range) = (line.block as usize, line.start as usize + skip..line.end as usize);
            match parts.last_mut() {
                Some(last) if last.block == block => last.range.end = range.end,
                _ if range.is_empty() && at < raw.last => {}
                _ => parts.push(Part { block, range }),
            }
        }
        let (start, end) = (self.opening_source(&raw), self.span(raw.last, 0).end);
        // The source of a page may have the last block first.
        let span = ByteSpan { start: start.min(end), end: start.max(end) };
        let opened = self.lines[raw.first];
        let words = opened.start as usize + raw.words;
        let (urls, linked) = match parts.first_mut() {
            // The label may be a link as well: `[1](https://example.org)`.
            Some(first) if first.block == opened.block as usize && first.range.start == words => {
                first.range.start = opened.start as usize;
                let urls = self.urls(&parts, raw.label.as_ref());
                parts[0].range.start = words;
                urls
            }
            _ => self.urls(&parts, raw.label.as_ref()),
        };
        Entry { label: raw.label, also: raw.also, parts, urls, linked, span, section, used: false }
    }

    /// A block that is a reference by its markup.
    fn definition(&self, raw: RawEntry, section: usize) -> Entry {
        let block = self.block(raw.first);
        let part = Part { block: self.lines[raw.first].block as usize, range: 0..block.text.len() };
        let (urls, linked) = self.urls(std::slice::from_ref(&part), raw.label.as_ref());
        let facts = self.block(raw.first).entry.as_deref();
        let section = facts.map_or(section, |facts| facts.section);
        Entry {
            label: raw.label,
            also: raw.also,
            parts: vec![part],
            urls,
            linked,
            span: block.span,
            section,
            used: facts.is_some_and(|facts| facts.linked),
        }
    }

    /// Where the entry begins in the source, its label included.
    fn opening_source(&self, raw: &RawEntry) -> u32 {
        let from_markup = self.is_first_of_block(raw.first) && self.block(raw.first).label.is_some();
        if from_markup { self.block(raw.first).span.start } else { self.span(raw.first, 0).start }
    }

    /// The addresses of an entry in order, links of the markup and literal ones, and the first that stands
    /// elsewhere.
    fn urls(&self, parts: &[Part], label: Option<&Label>) -> (Vec<String>, Option<String>) {
        let mut urls = Vec::new();
        let mut elsewhere = None;
        for part in parts {
            let block = &self.document.blocks[part.block];
            let links = over(&block.links, |link| &link.range, &part.range);
            let literal = urls::find(&block.text[part.range.clone()]);
            if links.is_empty() {
                urls.extend(literal.map(|found| found.url));
                continue;
            }
            let mut found: Vec<FoundUrl> = literal.collect();
            for url in &mut found {
                url.range = url.range.start + part.range.start..url.range.end + part.range.start;
            }
            let mut linked: Vec<FoundUrl> = Vec::new();
            let is_back = |link: &Hyperlink| {
                urls::leads_back(&block.text[link.range.clone()], &link.url)
                    || label.is_some_and(|label| urls::leads_to_note(&link.url, label))
            };
            let leading = links.iter().enumerate().filter(|(_, link)| urls::is_web_url(&link.url));
            for (index, link) in leading.filter(|(_, link)| !is_back(link)) {
                let next = links.get(index + 1).map_or(block.text.len(), |next| next.range.start);
                if self.document.source.format == Format::Markdown && !self.spells(block, link, next) {
                    elsewhere = elsewhere.or_else(|| Some(link.url.clone()));
                } else {
                    linked.push(FoundUrl { range: link.range.clone(), url: link.url.clone() });
                }
            }
            // The words of a link may be an address as well: the link's own counts.
            found.retain(|literal| over(&linked, |link| &link.range, &literal.range).is_empty());
            found.append(&mut linked);
            found.sort_by_key(|url| url.range.start);
            urls.extend(found.into_iter().map(|found| found.url));
        }
        (without_repeats(urls), elsewhere)
    }

    /// Whether the source says a link's address itself, before the words at `next`: a link by reference gives
    /// it elsewhere.
    fn spells(&self, block: &Block<'_>, link: &Hyperlink, next: usize) -> bool {
        let start = block.map.to_source(link.range.start);
        let end = if next < block.text.len() { block.map.to_source(next) } else { block.span.end };
        ByteSpan { start, end: end.max(start) }.slice(self.document.text).contains(&link.url)
    }
}

/// Each address once, where it stands first.
fn without_repeats(mut urls: Vec<String>) -> Vec<String> {
    if urls.len() > 1 {
        let mut seen = HashSet::new();
        urls.retain(|url| seen.insert(url.clone()));
    }
    urls
}
