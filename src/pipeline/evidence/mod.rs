//! What do the sources of an article say of its cited sentences? Puts each together with what it cites and
//! has them compared. It reads no source; see `source_page`.

#[cfg(feature = "cli")]
pub mod alone;
pub mod judge;
#[cfg(feature = "cli")]
pub mod pairs;
#[cfg(feature = "cli")]
pub mod source_page;
#[cfg(feature = "cli")]
pub mod source_pages;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use url::Url;

use crate::address::pages::same_page;
use crate::evidence::claims::{CitedSentence, Extent, cited_sentences};
use crate::evidence::{
    Claim, Reach, SourceFacts, SourceIndex, compare, compare_all, has_quotation_or_figure, title,
};
use crate::extract::language;
use crate::model::{
    Article, CheckedCitation, CheckedClaim, CheckedReference, Citation, Comparison, Elsewhere, Evidence,
    EvidenceVerdict, FigureFound, QuoteFound, Reference, SourcePage, SourcePages, Uncompared,
};
use crate::text::ByteSpan;
use crate::text::spaces::single_spaced;

/// Bytes of an article before a sentence that are its context.
const CONTEXT: usize = 4096;

/// The language whose sentences are compared word by word.
const WHOLE: &str = "en";

/// Compares the cited sentences of an article with the sources that are at hand.
pub fn of_article(article: &Article, pages: &SourcePages) -> Evidence {
    let mut sources = SourcesOf::new(article, pages);
    let mut claims = Vec::new();
    for sentence in cited_sentences(article) {
        // Of what stands before the marked sentence nothing else is looked for.
        let is_marked = sentence.extent == Extent::Marked;
        if is_marked || has_quotation_or_figure(&sentence.text, sources.language.as_deref()) {
            claims.push(sources.checked(&sentence));
        }
    }
    let references = sources.references();
    Evidence { claims, references, only_figures: sources.only_figures.clone(), sources: sources.into_pages() }
}

/// The sources of an article, each made ready for comparisons when it is first needed.
struct SourcesOf<'a> {
    article: &'a Article,
    pages: &'a SourcePages,
    /// The article's own moment, near which captures are chosen.
    near: Option<DateTime<Utc>>,
    language: Option<String>,
    /// The article's language, where it is not the one whose sentences are compared word by word.
    only_figures: Option<String>,
    found: Vec<(Arc<SourcePage>, OnceCell<SourceIndex>)>,
    by_page: HashMap<*const SourcePage, usize>,
}

impl<'a> SourcesOf<'a> {
    fn new(article: &'a Article, pages: &'a SourcePages) -> Self {
        let longest = article.body.iter().map(|block| &*block.text).max_by_key(|text| text.len());
        let guessed = longest.and_then(language::guess).map(|guess| guess.tag.to_owned());
        let declared = article.language.as_ref().map(|field| field.value.clone());
        let language = guessed.or(declared).map(|tag| primary(&tag).to_owned());
        Self {
            article,
            pages,
            near: article.published.as_ref().and_then(|field| field.value.near()),
            only_figures: language.clone().filter(|language| language != WHOLE),
            language,
            found: Vec::new(),
            by_page: HashMap::new(),
        }
    }

    fn checked(&mut self, sentence: &CitedSentence) -> CheckedClaim {
        let sources: Vec<Result<usize, (Uncompared, Option<usize>)>> = sentence
            .citations
            .iter()
            .map(|&citation| self.source_of(&self.article.citations[citation]))
            .collect();
        let context = self.context(sentence);
        let claim = Claim {
            text: &sentence.text,
            context: &context,
            title: self.article.headline.as_ref().map_or("", |field| field.value.as_str()),
            reach: match sentence.extent {
                Extent::Marked if self.only_figures.is_none() => Reach::Whole,
                Extent::Marked | Extent::Before => Reach::QuotesAndFigures,
            },
        };
        let compared: Vec<usize> = sources.iter().filter_map(|source| source.ok()).collect();
        let indexes: Vec<&SourceIndex> = compared.iter().map(|&source| self.index(source)).collect();
        let joint = compare_all(&claim, &indexes);
        let mut by_source = joint.by_source.into_iter();
        let left_out = |reason| Comparison::left_out(reason);
        let checked = sentence.citations.iter().zip(&sources).map(|(&citation, source)| match source {
            Ok(source) => CheckedCitation {
                citation,
                source: Some(*source),
                comparison: by_source.next().unwrap_or_else(|| left_out(Uncompared::NoSource)),
            },
            Err((reason, source)) => {
                CheckedCitation { citation, source: *source, comparison: left_out(*reason) }
            }
        });
        let mut checked = CheckedClaim {
            paragraph: sentence.paragraph,
            span: ByteSpan::new(sentence.range.start, sentence.range.end),
            text: sentence.text.clone(),
            is_before: sentence.extent == Extent::Before,
            verdict: joint.verdict,
            sources: checked.collect(),
            elsewhere: None,
            opinion: None,
        };
        if !checked.is_whole() && checked.verdict != EvidenceVerdict::Supported {
            // What is not in one source may be in the one that was not compared.
            checked.verdict = EvidenceVerdict::NotChecked;
        }
        checked.elsewhere = self.elsewhere(&claim, &checked);
        checked
    }

    /// What the article says before a sentence, as far as it may matter for it.
    fn context(&self, sentence: &CitedSentence) -> String {
        let own = &self.article.body[sentence.paragraph].text[..sentence.range.start];
        let mut parts = vec![own];
        let mut length = own.len();
        for block in self.article.body[..sentence.paragraph].iter().rev() {
            if length >= CONTEXT {
                break;
            }
            length += block.text.len();
            parts.push(&block.text);
        }
        parts.reverse();
        let context = parts.join("\n");
        context[context.ceil_char_boundary(context.len().saturating_sub(CONTEXT))..].to_owned()
    }

    /// The source of a citation, or why it is not compared with, and the page that said so.
    fn source_of(&mut self, citation: &Citation) -> Result<usize, (Uncompared, Option<usize>)> {
        if let Some(page) = self.pages.by_label.get(&citation.label.to_string()) {
            return self.take(&Arc::clone(page));
        }
        let entries =
            citation.target.references().iter().map(|&reference| &self.article.references[reference]);
        let target = citation.target.url();
        let urls: Vec<&str> = match target {
            Some(url) => std::iter::once(url).chain(entries.flat_map(Reference::addresses)).collect(),
            None => return Err((Uncompared::NoAddress, None)),
        };
        self.of_urls(&urls)
    }

    /// The first of some addresses that leads to a text, or why none does.
    fn of_urls(&mut self, urls: &[&str]) -> Result<usize, (Uncompared, Option<usize>)> {
        let mut fault = (Uncompared::NoSource, None);
        for url in urls {
            if self.is_own(url) {
                return Err((Uncompared::Itself, None));
            }
            let Some(page) = self.page_at(url) else { continue };
            match self.take(&page) {
                Ok(source) => return Ok(source),
                Err(other) if fault.1.is_none() => fault = other,
                Err(_) => {}
            }
        }
        Err(fault)
    }

    fn is_own(&self, url: &str) -> bool {
        let own = self.article.url.as_ref().and_then(|field| Url::parse(&field.value).ok());
        own.zip(Url::parse(url).ok()).is_some_and(|(own, url)| same_page(&own, &url))
    }

    /// The capture of an address that is nearest to the article's day; without a day the last one.
    fn page_at(&self, url: &str) -> Option<Arc<SourcePage>> {
        let pages = self.pages.by_url.get(url)?;
        let distance = |page: &Arc<SourcePage>| {
            let at = page.captured_at.as_ref().and_then(|at| at.parse::<DateTime<Utc>>().ok());
            at.zip(self.near).map_or(i64::MAX, |(at, near)| (at - near).num_seconds().abs())
        };
        match self.near {
            Some(_) => pages.iter().min_by_key(|page| distance(page)).cloned(),
            None => pages.last().cloned(),
        }
    }

    /// Takes a page among the article's sources, if it can be compared with.
    fn take(&mut self, page: &Arc<SourcePage>) -> Result<usize, (Uncompared, Option<usize>)> {
        let index = *self.by_page.entry(Arc::as_ptr(page)).or_insert_with(|| {
            self.found.push((Arc::clone(page), OnceCell::new()));
            self.found.len() - 1
        });
        if let Some(reason) = page.uncompared {
            return Err((reason, Some(index)));
        }
        let other = page.language.as_deref().map(primary);
        if other.zip(self.language.as_deref()).is_some_and(|(other, own)| other != own) {
            return Err((Uncompared::OtherLanguage, Some(index)));
        }
        Ok(index)
    }

    fn index(&self, source: usize) -> &SourceIndex {
        let (page, index) = &self.found[source];
        index.get_or_init(|| {
            let facts =
                SourceFacts { published: page.published.as_ref(), language: page.language.as_deref() };
            SourceIndex::new(&page.text, facts)
        })
    }

    /// The source of a reference by its addresses or label.
    fn source_of_reference(&mut self, reference: &Reference) -> Option<usize> {
        let label = reference.label.as_ref().map(ToString::to_string);
        if let Some(page) = label.and_then(|label| self.pages.by_label.get(&label)) {
            return self.take(&Arc::clone(page)).ok();
        }
        let urls: Vec<&str> = reference.addresses().collect();
        self.of_urls(&urls).ok()
    }

    /// Another reference whose source carries a claim that its own ones lack.
    fn elsewhere(&mut self, claim: &Claim<'_>, checked: &CheckedClaim) -> Option<Elsewhere> {
        let is_lacking = matches!(
            checked.verdict,
            EvidenceVerdict::QuoteNotFound | EvidenceVerdict::FigureNotFound | EvidenceVerdict::ClaimNotFound
        );
        if !is_lacking || !checked.is_whole() || checked.is_before {
            return None;
        }
        let own: Vec<usize> = checked.sources.iter().filter_map(|source| source.source).collect();
        let article = self.article;
        for (reference, entry) in article.references.iter().enumerate() {
            let Some(source) = self.source_of_reference(entry).filter(|source| !own.contains(source)) else {
                continue;
            };
            let comparison = compare(claim, self.index(source));
            if carries(&comparison) {
                return Some(Elsewhere { reference, source, comparison });
            }
        }
        None
    }

    /// The references whose sources are at hand, and which of them state another title.
    fn references(&mut self) -> Vec<CheckedReference> {
        let article = self.article;
        let mut checked = Vec::new();
        for (reference, entry) in article.references.iter().enumerate() {
            let Some(source) = self.source_of_reference(entry) else { continue };
            let titles: Vec<&str> = self.found[source].0.titles.iter().map(String::as_str).collect();
            let words = words_of(entry);
            let stated = title::stated(&words);
            let other_title = title::differs(stated, &titles).then(|| stated.to_owned());
            checked.push(CheckedReference { reference, source, other_title });
        }
        checked
    }

    fn into_pages(self) -> Vec<Arc<SourcePage>> {
        self.found.into_iter().map(|(page, _)| page).collect()
    }
}

/// Whether a source has what its own source lacks: all of a claim's words, or its quotations and figures.
fn carries(comparison: &Comparison) -> bool {
    let quotes = comparison.quotes.iter().filter(|quote| quote.found != QuoteFound::ShortMissing);
    let quoted = quotes.clone().count() > 0 && quotes.clone().all(|quote| quote.found <= QuoteFound::Near);
    let figures = comparison.figures.iter().all(|figure| figure.found <= FigureFound::Soft);
    comparison.verdict == EvidenceVerdict::Supported
        || quoted && figures && comparison.verdict == EvidenceVerdict::Unsure
}

/// The words of an entry without its addresses.
fn words_of(entry: &Reference) -> String {
    let mut words = entry.text.clone();
    for url in &entry.urls {
        words = words.replace(url.as_str(), " ");
    }
    single_spaced(&words)
}

/// The language of a tag without region and script.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}
