//! Comparisons of claims with sources hold for any two texts: no crash, no place outside either, the same
//! answer every time, and no time that grows with the product of two lengths.

use std::time::{Duration, Instant};

use newscheck::evidence::title::differs;
use newscheck::evidence::{Claim, Reach, SourceFacts, SourceIndex, compare, compare_all};
use newscheck::model::{Comparison, EvidenceVerdict};
use newscheck::text::ByteSpan;
use proptest::prelude::*;

const LANGUAGES: [Option<&str>; 5] = [None, Some("en-GB"), Some("de"), Some("ja"), Some("xx")];

/// A debug build on a busy machine; what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(60);

fn compared(text: &str, source: &str, language: Option<&str>) -> Comparison {
    let index = SourceIndex::new(source, SourceFacts { language, published: None });
    let claim =
        Claim { text, context: "The council met on Monday.", title: "Council meets", reach: Reach::Whole };
    let comparison = compare(&claim, &index);
    assert_eq!(comparison, compare(&claim, &index), "another comparison the second time");
    assert_eq!(compare_all(&claim, &[&index]).verdict, comparison.verdict);
    holds(text, source, &comparison);
    comparison
}

/// Whether every place lies where it is said to.
fn holds(claim: &str, source: &str, comparison: &Comparison) {
    let own = |span: ByteSpan| {
        assert!(
            claim.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} of the claim {claim:?}"
        );
    };
    let there = |span: ByteSpan| {
        assert!(
            source.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} of the source {source:?}"
        );
    };
    comparison.passages.iter().copied().for_each(there);
    comparison.missing.iter().copied().for_each(own);
    for quote in &comparison.quotes {
        own(quote.span);
        quote.passage.into_iter().for_each(there);
        quote.edits.iter().for_each(|edit| (own(edit.claim), there(edit.source)).0);
    }
    for figure in &comparison.figures {
        own(figure.span);
        figure.passage.into_iter().for_each(there);
    }
    comparison.names.iter().for_each(|name| own(name.span));
    for turn in &comparison.turns {
        own(turn.claim);
        there(turn.source);
        turn.differences.iter().for_each(|difference| (own(difference.claim), there(difference.source)).0);
    }
    assert!(comparison.best.is_none_or(|best| best < comparison.passages.len()));
    assert!(comparison.score.is_none_or(|score| score <= 1000));
    assert_eq!(comparison.reason.is_some(), comparison.verdict == EvidenceVerdict::NotChecked);
}

/// Texts that look like news: words, figures, quotations, and what breaks them.
fn news_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "the", "harbour", "Harbour", "closed", "opened", "not", "Varnholm", "mayor", "ferry", "and", "won't", "U.S.",
            "rose", "fell", "per cent", "million", "May", "second", "twenty", "five", "about", "more than", "it’s", "HS2",
        ]).prop_map(|word| format!("{word} ")),
        2 => "[0-9]{1,4}[.,:/-]?[0-9]{0,3}[%kmé]? ",
        1 => prop::sample::select(vec![
            "1e999 ", "0/0 ", "$", "€ ", "£3bn ", "-", "’90s ", "1990s ", "3rd ", "2018–19 ", "12.05.2019 ", "10:30 pm ", "½ ",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["“", "” ", "\"", "‘", "’", "«", "»", "... ", "[...] ", "[", "] ", "[3] ", "(", ") "])
            .prop_map(str::to_owned),
        2 => prop::sample::select(vec![". ", "! ", "\n", ", ", "; ", "。"]).prop_map(str::to_owned),
        1 => "[a-zé語港\u{301}\u{ad}\u{200b}ﬁ™]{1,6} ",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_texts_can_be_compared(claim in news_like(), source in news_like(), language in 0..LANGUAGES.len()) {
        compared(&claim, &source, LANGUAGES[language]);
        differs(&claim, &[&source]);
    }

    #[test]
    fn a_sentence_is_carried_by_the_text_that_it_is_from(before in news_like(), after in news_like()) {
        let sentence = "Night ferries between the two islands will carry 4,100 lorries a year, engineers expect.";
        let source = format!("{before}\n{sentence}\nThe council met again and talked of nothing else for the rest of that long and \
            rainy day, which few of its members had expected when they came to the town.\n{after}");
        let index = SourceIndex::new(&source, SourceFacts::default());
        let verdict = compare(&Claim { text: sentence, ..Claim::default() }, &index).verdict;
        prop_assert_eq!(verdict, EvidenceVerdict::Supported);
    }
}

#[test]
fn odd_figures_and_texts_are_compared_in_good_time() {
    let long = "harbour ".repeat(5_000);
    let numbers = "11 12 13 14.5 16% 17 km ".repeat(1_000);
    let digits = "9".repeat(400);
    let quote = format!("“{}”", "harbour closes ".repeat(5_000));
    let open = "“never closed ".repeat(1_000);
    let unspaced = "harbourcloses".repeat(5_000);
    let elided = format!("“{}”", "the ... ".repeat(600));
    let figures =
        format!("The {digits} ships, 1e999 of 0/0, in 20.19.20 and 99:99:99, cost $€£5 or 3 % % %.");
    let texts = ["", &*long, &*numbers, &*digits, &*quote, &*open, &*unspaced, &*elided, &*figures];
    let start = Instant::now();
    for claim in texts {
        for source in texts {
            compared(claim, source, None);
        }
    }
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}
