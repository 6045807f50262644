//! A claim and a source, parted by a zero byte: compared, and as a line of pairs.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newscheck::evidence::title::differs;
use newscheck::evidence::{Claim, Reach, SourceFacts, SourceIndex, compare};
use newscheck::model::{Comparison, EvidenceVerdict};
use newscheck::text::ByteSpan;

/// What a source may be written in.
const LANGUAGES: [Option<&str>; 6] = [None, Some("en"), Some("de"), Some("fr"), Some("ja"), Some("ar")];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let (claim, source) = text.split_once('\0').unwrap_or((text, text));
    let (source, context) = source.split_once('\0').unwrap_or((source, ""));
    let language = LANGUAGES[usize::from(first) % LANGUAGES.len()];
    let reach = if first & 0x80 == 0 { Reach::Whole } else { Reach::QuotesAndFigures };
    let index = SourceIndex::new(source, SourceFacts { language, published: None });
    let own = Claim { text: claim, context, title: context, reach };
    let comparison = compare(&own, &index);
    assert_eq!(comparison, compare(&own, &index), "another comparison the second time");
    holds(claim, source, &comparison);
    differs(claim, &[source, context]);
});

fn holds(claim: &str, source: &str, comparison: &Comparison) {
    let own = |span: ByteSpan| {
        assert!(
            claim.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} is nowhere in {claim:?}"
        )
    };
    let there = |span: ByteSpan| {
        assert!(
            source.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} is nowhere in {source:?}"
        )
    };
    comparison.passages.iter().copied().for_each(there);
    comparison.missing.iter().copied().for_each(own);
    for quote in &comparison.quotes {
        own(quote.span);
        quote.passage.into_iter().for_each(there);
    }
    for figure in &comparison.figures {
        own(figure.span);
        figure.passage.into_iter().for_each(there);
    }
    for difference in comparison.turns.iter().flat_map(|turn| &turn.differences) {
        own(difference.claim);
        there(difference.source);
    }
    assert!(comparison.best.is_none_or(|best| best < comparison.passages.len()));
    assert_eq!(comparison.reason.is_some(), comparison.verdict == EvidenceVerdict::NotChecked);
}
