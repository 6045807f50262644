//! What does a text become when its faults are mended? Chooses fixes, applies them, looks again, and takes
//! back those that would lose something. It writes no file; see `rewrite`.

mod essence;
mod plain;
#[cfg(feature = "cli")]
pub mod rewrite;
#[cfg(feature = "cli")]
pub mod rewritten;

use std::collections::{BTreeMap, BTreeSet};

use crate::input::{LoadOptions, RawInput};
use crate::model::{Demand, Edit, FileReport, Finding, Fix};
use crate::pipeline::check::{Plan, Taken, check_input};
use crate::pipeline::fix::essence::Essence;

/// Times that a text is looked at anew and mended further.
const MAX_PASSES: usize = 100;

/// Attempts to tell the fixes that lose something from the others, in one text.
const MAX_TRIES: usize = 400;

/// The UTF-8 byte order mark. Spans count behind it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Which fixes may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Those that need no look.
    Safe,
    /// All of them.
    All,
}

/// What became of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The bytes as they are now.
    pub bytes: Vec<u8>,
    /// Findings that were mended.
    pub applied: usize,
    /// Fixes that were left out, in report order.
    pub refused: Vec<Refused>,
    /// Whether fixes may be left because there were too many passes or attempts.
    pub unfinished: bool,
}

/// A fix that was left out: with it a sentence, a citation or a source would be another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    /// The line of the finding in the text as it is now; none for one about the whole article.
    pub line: Option<u32>,
    /// The rule that proposed it.
    pub code: &'static str,
}

/// Mends what can be mended in one input that is a single article in an editable format; any other stays as
/// it is.
pub fn fix(input: &RawInput<'_>, plan: &Plan, taken: Taken, choice: Choice) -> Fixed {
    let plan = reading(plan);
    fix_by(input.bytes, choice, &|bytes| {
        only_report(&RawInput { source: input.source.clone(), bytes, first_index: 0 }, &plan, taken)
    })
}

/// The report on an input with one change made; none where the change would lose something of it.
pub fn with_change(input: &RawInput<'_>, plan: &Plan, change: &Fix) -> Option<FileReport> {
    let plan = reading(plan);
    let look = |bytes: &[u8]| {
        only_report(&RawInput { source: input.source.clone(), bytes, first_index: 0 }, &plan, Taken::Named)
    };
    let state = State::of(input.bytes, &look)?;
    let proposal = Proposal { line: None, code: "", fix: change };
    let next = State::of(&state.with(&[proposal]), &look)?;
    state.essence.is_kept_in(&next.essence, change.safe).then_some(next.report)
}

/// A plan that reads and judges a text by itself.
fn reading(plan: &Plan) -> Plan {
    let load = LoadOptions { demand: Demand::ARTICLE | Demand::FIXES, ..plan.load.clone() };
    Plan { load, links: None, sources: None, pages: None, digests: None, ..plan.clone() }
}

/// The report on an input that is one article which can be edited.
fn only_report(input: &RawInput<'_>, plan: &Plan, taken: Taken) -> Option<FileReport> {
    let mut reports = Vec::new();
    check_input(input, plan, taken, &mut |report| {
        // A second one is enough to know that it is not one article.
        if reports.len() < 2 {
            reports.push(report);
        }
    });
    let report = reports.pop().filter(|_| reports.is_empty())?;
    (report.article().is_some() && report.source.is_editable()).then_some(report)
}

/// Reads bytes and finds faults in them; none where they are no article that can be edited.
type Look<'l> = dyn Fn(&[u8]) -> Option<FileReport> + 'l;

fn fix_by(bytes: &[u8], choice: Choice, look: &Look<'_>) -> Fixed {
    let mut fixed = Fixed { bytes: bytes.to_vec(), ..Fixed::default() };
    let Some(mut state) = State::of(bytes, look) else { return fixed };
    let mut tries = MAX_TRIES;
    let mut refused = BTreeSet::new();
    for _ in 0..MAX_PASSES {
        let chosen = choose(&state, choice, &refused);
        if chosen.is_empty() {
            break;
        }
        let mut pass =
            Pass { state: &state, look, accepted: Vec::new(), refused: Vec::new(), next: None, tries };
        pass.settle(&chosen);
        tries = pass.tries;
        if let Some(next) = pass.next {
            fixed.applied += pass.accepted.len();
            state = next;
            // What was refused of another text may be right in this one.
            refused.clear();
        } else {
            refused.extend(pass.refused.into_iter().map(Proposal::owned));
        }
        if tries == 0 {
            break;
        }
    }
    fixed.unfinished = !choose(&state, choice, &refused).is_empty();
    fixed.refused = refused.into_iter().map(|(line, code, _)| Refused { line, code }).collect();
    fixed.bytes = state.bytes();
    fixed
}

/// A text, what is wrong with it, and what must not be lost of it.
struct State {
    mark: &'static [u8],
    text: String,
    report: FileReport,
    essence: Essence,
}

impl State {
    fn of(bytes: &[u8], look: &Look<'_>) -> Option<Self> {
        let (mark, text) = bytes.strip_prefix(MARK).map_or((&b""[..], bytes), |text| (MARK, text));
        let text = String::from_utf8(text.to_vec()).ok()?;
        let report = look(bytes)?;
        let essence = Essence::of(&report, &text)?;
        Some(Self { mark, text, report, essence })
    }

    fn bytes(&self) -> Vec<u8> {
        [self.mark, self.text.as_bytes()].concat()
    }

    /// The bytes with fixes applied. Their edits touch one another nowhere.
    fn with(&self, proposals: &[Proposal<'_>]) -> Vec<u8> {
        let mut edits: Vec<_> = proposals.iter().flat_map(|proposal| &proposal.fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        [self.mark, edited(&self.text, edits).as_bytes()].concat()
    }
}

/// A text with edits made, which are in order and touch nowhere.
pub fn edited<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out.push_str(&text[from..edit.span.start as usize]);
        out.push_str(&edit.insert);
        from = edit.span.end as usize;
    }
    out + &text[from..]
}

/// A fix and whose it is.
#[derive(Clone, Copy)]
struct Proposal<'s> {
    line: Option<u32>,
    code: &'static str,
    fix: &'s Fix,
}

/// A proposal that outlives its text's report.
type Known = (Option<u32>, &'static str, Fix);

impl<'s> Proposal<'s> {
    fn of(finding: &'s Finding) -> Option<Self> {
        Some(Self {
            line: finding.location.map(|location| location.line),
            code: finding.code,
            fix: finding.fix.as_ref()?,
        })
    }

    fn owned(self) -> Known {
        (self.line, self.code, self.fix.clone())
    }
}

/// The fixes of a pass in report order: those that touch one taken before wait for the next pass. Safe ones
/// go before the others.
fn choose<'s>(state: &'s State, choice: Choice, refused: &BTreeSet<Known>) -> Vec<Proposal<'s>> {
    // Safe ones may make others needless: a merged source is cited, and not dropped.
    let safe = take(state, true, refused);
    if safe.is_empty() && choice == Choice::All { take(state, false, refused) } else { safe }
}

fn take<'s>(state: &'s State, safe: bool, refused: &BTreeSet<Known>) -> Vec<Proposal<'s>> {
    let mut places = Places::default();
    let proposals =
        state.report.findings.iter().filter_map(Proposal::of).filter(|proposal| proposal.fix.safe == safe);
    let fresh = proposals.filter(|proposal| refused.is_empty() || !refused.contains(&proposal.owned()));
    fresh.filter(|proposal| changes(&state.text, proposal.fix) && places.take(proposal.fix)).collect()
}

/// Whether a fix changes the text, with edits that are in order and lie in it.
fn changes(text: &str, fix: &Fix) -> bool {
    let in_order = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let words = |span: crate::text::ByteSpan| text.get(span.start as usize..span.end as usize);
    in_order
        && fix.edits.iter().all(|edit| words(edit.span).is_some())
        && fix.edits.iter().any(|edit| words(edit.span) != Some(&*edit.insert))
}

/// Where edits are taken, by their first byte.
#[derive(Default)]
struct Places(BTreeMap<u32, u32>);

impl Places {
    /// Takes the places of a fix unless one of them touches what is taken.
    fn take(&mut self, fix: &Fix) -> bool {
        let touches =
            |start: u32, end: u32| self.0.range(..=end).next_back().is_some_and(|(_, taken)| *taken >= start);
        if fix.edits.iter().any(|edit| touches(edit.span.start, edit.span.end)) {
            return false;
        }
        for edit in &fix.edits {
            let end = self.0.entry(edit.span.start).or_default();
            *end = (*end).max(edit.span.end);
        }
        true
    }
}

/// One pass over a text.
struct Pass<'p, 's> {
    state: &'s State,
    look: &'p Look<'p>,
    accepted: Vec<Proposal<'s>>,
    /// Those by which something is lost, each tried by itself.
    refused: Vec<Proposal<'s>>,
    /// The text with what is accepted.
    next: Option<State>,
    /// Attempts that are left.
    tries: usize,
}

impl<'s> Pass<'_, 's> {
    /// Accepts all of the proposals if nothing is lost by them; if not, each half by itself.
    fn settle(&mut self, proposals: &[Proposal<'s>]) {
        if proposals.is_empty() || self.tries == 0 || self.accept(proposals) {
            return;
        }
        if let [only] = proposals {
            return self.refused.push(*only);
        }
        let (first, second) = proposals.split_at(proposals.len() / 2);
        self.settle(first);
        self.settle(second);
    }

    fn accept(&mut self, proposals: &[Proposal<'s>]) -> bool {
        let all = [&self.accepted, proposals].concat();
        let is_safe = all.iter().all(|proposal| proposal.fix.safe);
        let next = State::of(&self.state.with(&all), self.look)
            .filter(|next| self.state.essence.is_kept_in(&next.essence, is_safe));
        let Some(next) = next else {
            self.tries -= 1;
            return false;
        };
        (self.accepted, self.next) = (all, Some(next));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Location;
    use crate::pipeline::{Options, check};
    use crate::text::{ByteSpan, LineIndex};

    const ARTICLE: &str = "Dam holds\n\nTuesday, Mar 18, 2025 9:00 am ET\n\nThe dam holds [1][3]. Experts agree [2]. oaicite:0 So do others [1].\n\n\
                           References\n[1] https://example.org/dam#a\n[2] https://example.org/experts/#a\n[3] https://example.org/dam/\n\
                           [4] https://example.org/unused\n";

    /// A rule of these tests: in a text, the code of each finding, the words it is about and what fixes them.
    type TestRule = fn(&str) -> Vec<(&'static str, Fix)>;

    fn edits(text: &str, words: &str, insert: &str) -> Vec<Edit> {
        let at = |(start, found): (usize, &str)| ByteSpan::new(start, start + found.len());
        text.match_indices(words).map(|found| Edit { span: at(found), insert: insert.to_owned() }).collect()
    }

    /// A fix for each place of the words.
    fn each(text: &str, code: &'static str, words: &str, insert: &str) -> Vec<(&'static str, Fix)> {
        edits(text, words, insert)
            .into_iter()
            .map(|edit| (code, Fix { edits: vec![edit], safe: true }))
            .collect()
    }

    fn looked(bytes: &[u8], rule: TestRule) -> Option<FileReport> {
        let mut report = check(bytes, &Options { path: "a.txt".to_owned(), ..Options::default() });
        if report.article().is_none() || !report.source.is_editable() {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let index = LineIndex::new(text);
        report.findings =
            rule(text).into_iter().map(|(code, fix)| finding(text, &index, code, fix)).collect();
        report.findings.sort();
        Some(report)
    }

    fn finding(text: &str, index: &LineIndex, code: &'static str, fix: Fix) -> Finding {
        let span = fix.edits[0].span;
        let at = index.line_col(text, text.floor_char_boundary((span.start as usize).min(text.len())) as u32);
        let location = Location {
            span,
            line: at.line,
            column: at.column,
            end_line: at.line,
            end_column: at.column,
            page: None,
        };
        Finding { location: Some(location), code, fix: Some(fix), ..Finding::default() }
    }

    fn run(bytes: &[u8], choice: Choice, rule: TestRule) -> Fixed {
        fix_by(bytes, choice, &|bytes| looked(bytes, rule))
    }

    fn text(fixed: &Fixed) -> &str {
        std::str::from_utf8(&fixed.bytes).unwrap()
    }

    #[test]
    fn fixes_that_touch_wait_for_the_next_pass() {
        let rule: TestRule =
            |text| [each(text, "URL003", "#a", ""), each(text, "URL001", "experts/", "experts")].concat();
        let fixed = run(ARTICLE.as_bytes(), Choice::Safe, rule);
        assert_eq!(text(&fixed), ARTICLE.replace("#a", "").replace("experts/", "experts"));
        assert_eq!((fixed.applied, fixed.refused.len(), fixed.unfinished), (3, 0, false));
    }

    #[test]
    fn a_fix_that_would_lose_something_is_left_out_and_the_others_are_applied() {
        let table: [(&str, TestRule); 6] = [
            ("a word", |text| each(text, "REF003", "Experts agree", "Experts think")),
            ("a sentence", |text| each(text, "REF003", " Experts agree [2].", "")),
            ("what is cited", |text| each(text, "REF003", "agree [2]", "agree [1]")),
            ("a citation", |text| each(text, "REF003", "agree [2]", "agree")),
            ("a source", |text| each(text, "REF003", "[4] https://example.org/unused\n", "")),
            ("the time", |text| each(text, "REF003", "9:00 am ET", "9:00 pm ET")),
        ];
        for (what, bad) in table {
            let look = |bytes: &[u8]| {
                let mut report = looked(bytes, bad)?;
                report.findings.extend(looked(bytes, |text| each(text, "URL003", "#a", ""))?.findings);
                report.findings.sort();
                Some(report)
            };
            let fixed = fix_by(ARTICLE.as_bytes(), Choice::Safe, &look);
            assert_eq!(text(&fixed), ARTICLE.replace("#a", ""), "{what}");
            let refused: Vec<&str> = fixed.refused.iter().map(|refused| refused.code).collect();
            assert_eq!((fixed.applied, refused, fixed.unfinished), (2, vec!["REF003"], false), "{what}");
        }
    }

    #[test]
    fn two_entries_of_one_source_can_become_one() {
        let rule: TestRule = |text| {
            let edits =
                [edits(text, "[1][3]", "[1]"), edits(text, "[3] https://example.org/dam/\n", "")].concat();
            if edits.is_empty() { Vec::new() } else { vec![("REF003", Fix { edits, safe: true })] }
        };
        let fixed = run(ARTICLE.as_bytes(), Choice::Safe, rule);
        assert_eq!(
            text(&fixed),
            ARTICLE.replace("[1][3]", "[1]").replace("[3] https://example.org/dam/\n", "")
        );
    }

    #[test]
    fn residue_is_no_part_of_a_sentence() {
        let with_code = |code: &'static str| {
            fix_by(ARTICLE.as_bytes(), Choice::Safe, &|bytes| {
                let mut report = looked(bytes, |text| each(text, "RES001", "oaicite:0 ", ""))?;
                report.findings.iter_mut().for_each(|finding| finding.code = code);
                Some(report)
            })
        };
        assert_eq!(text(&with_code("RES001")), ARTICLE.replace("oaicite:0 ", ""));
        assert_eq!(text(&with_code("URL001")), ARTICLE);
    }

    #[test]
    fn fixes_that_want_a_look_are_applied_only_when_asked_for() {
        let rule: TestRule = |text| {
            let mut found = each(text, "REF001", "[4] https://example.org/unused\n", "");
            found.iter_mut().for_each(|(_, fix)| fix.safe = false);
            found
        };
        assert_eq!(text(&run(ARTICLE.as_bytes(), Choice::Safe, rule)), ARTICLE);
        let fixed = run(ARTICLE.as_bytes(), Choice::All, rule);
        assert_eq!(
            (text(&fixed), fixed.applied),
            (&*ARTICLE.replace("[4] https://example.org/unused\n", ""), 1)
        );
        let losing: TestRule = |text| {
            let mut found = each(text, "REF001", "[2] https://example.org/experts/#a\n", "");
            found.iter_mut().for_each(|(_, fix)| fix.safe = false);
            found
        };
        assert_eq!(text(&run(ARTICLE.as_bytes(), Choice::All, losing)), ARTICLE);
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let rule: TestRule =
            |text| [each(text, "URL001", "dam#a", "dam#b"), each(text, "URL001", "dam#b", "dam#a")].concat();
        let fixed = run(ARTICLE.as_bytes(), Choice::Safe, rule);
        assert_eq!((fixed.applied, fixed.unfinished), (MAX_PASSES, true));
    }

    #[test]
    fn very_many_fixes_that_lose_something_come_to_an_end() {
        let article = ARTICLE.replace("So do others [1].", &"So do more others [1]. ".repeat(2 * MAX_TRIES));
        let rule: TestRule = |text| each(text, "REF003", "more others", "others");
        let fixed = run(article.as_bytes(), Choice::Safe, rule);
        assert_eq!((text(&fixed), fixed.applied, fixed.unfinished), (&*article, 0, true));
        assert!(fixed.refused.len() < MAX_TRIES);
    }

    #[test]
    fn edits_outside_the_text_or_inside_a_letter_are_passed_over() {
        let rule: TestRule = |text| {
            let end = text.len() as u32;
            let inside = text.find('é').unwrap() as u32 + 1;
            let spans = [(end, end + 1), (inside, inside + 1), (5, 3)];
            let one = |(start, end)| {
                (
                    "URL001",
                    Fix {
                        edits: vec![Edit { span: ByteSpan { start, end }, insert: String::new() }],
                        safe: true,
                    },
                )
            };
            spans.into_iter().map(one).collect()
        };
        let article = ARTICLE.replace("Experts", "Expérts");
        let fixed = run(article.as_bytes(), Choice::Safe, rule);
        assert_eq!((text(&fixed), fixed.applied, fixed.refused.len()), (&*article, 0, 0));
    }

    #[test]
    fn bytes_outside_the_edits_stay() {
        let rule: TestRule = |text| each(text, "URL003", "#a", "");
        let table = [
            ARTICLE.replace('\n', "\r\n"),
            format!("\u{feff}{ARTICLE}"),
            ARTICLE.trim_end().replace("[4] https://example.org/unused", "[4] https://example.org/unused#a"),
            ARTICLE.replace("Experts", "Expe\u{301}rts 🌊"),
            ARTICLE.replace("\n[2]", "\r[2]"),
            ARTICLE.replace("agree", "agree\t \u{a0}"),
        ];
        for article in table {
            assert_eq!(
                text(&run(article.as_bytes(), Choice::Safe, rule)),
                article.replace("#a", ""),
                "{article:?}"
            );
        }
    }

    #[test]
    fn what_is_no_single_article_in_utf_8_is_left_as_it_is() {
        let rule: TestRule = |text| each(text, "URL003", "#a", "");
        for bytes in [&b"Dam\xff holds [1]\n\n[1] https://example.org/#a\n"[..], b"", b"\xff\xfea\0#\0a\0"] {
            assert_eq!(run(bytes, Choice::Safe, rule).bytes, bytes);
        }
    }
}
