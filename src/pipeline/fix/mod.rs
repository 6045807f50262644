//! What does a text become when its faults are mended? Chooses fixes, applies them, looks again, and takes back those that would lose
//! something. It writes no file; see `rewrite`.

mod essence;
pub mod rewrite;

use std::collections::{BTreeMap, BTreeSet};

use crate::input::RawInput;
use crate::model::{FileReport, Finding, Fix};
use crate::pipeline::check::{Plan, Taken, check_input};
use crate::pipeline::fix::essence::Essence;
use crate::render::Wants;

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

/// Mends what can be mended in one input that is a single article in an editable format; any other stays as it is.
pub fn fix(input: &RawInput<'_>, plan: &Plan, taken: Taken, choice: Choice) -> Fixed {
    let wants = Wants { article: true, fixes: true, ..Wants::default() };
    let plan = Plan { wants, links: None, sources: None, digests: None, ..plan.clone() };
    fix_by(input.bytes, choice, &|bytes| only_report(&RawInput { source: input.source.clone(), bytes, first_index: 0 }, &plan, taken))
}

/// The report on an input that is one article which can be edited.
fn only_report(input: &RawInput<'_>, plan: &Plan, taken: Taken) -> Option<FileReport> {
    let mut reports = Vec::new();
    check_input(input, plan, taken, &mut |report| {
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
        let mut pass = Pass { state: &state, look, accepted: Vec::new(), next: None, tries };
        pass.settle(&chosen);
        tries = pass.tries;
        if let Some(next) = pass.next {
            fixed.applied += pass.accepted.len();
            state = next;
            // What was refused of another text may be right in this one.
            refused.clear();
        } else {
            refused.extend(chosen.into_iter().map(Proposal::owned));
        }
    }
    fixed.unfinished = tries == 0 || !choose(&state, choice, &refused).is_empty();
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
        let mut bytes = self.mark.to_vec();
        let mut from = 0;
        for edit in edits {
            bytes.extend_from_slice(&self.text.as_bytes()[from..edit.span.start as usize]);
            bytes.extend_from_slice(edit.insert.as_bytes());
            from = edit.span.end as usize;
        }
        bytes.extend_from_slice(&self.text.as_bytes()[from..]);
        bytes
    }
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
        Some(Self { line: finding.location.map(|location| location.line), code: finding.code, fix: finding.fix.as_ref()? })
    }

    fn owned(self) -> Known {
        (self.line, self.code, self.fix.clone())
    }
}

/// The fixes of a pass in report order: those that touch one taken before wait for the next pass. Safe ones go before the others.
fn choose<'s>(state: &'s State, choice: Choice, refused: &BTreeSet<Known>) -> Vec<Proposal<'s>> {
    let safe = take(state, true, refused);
    if safe.is_empty() && choice == Choice::All { take(state, false, refused) } else { safe }
}

fn take<'s>(state: &'s State, safe: bool, refused: &BTreeSet<Known>) -> Vec<Proposal<'s>> {
    let mut places = Places::default();
    let proposals = state.report.findings.iter().filter_map(Proposal::of).filter(|proposal| proposal.fix.safe == safe);
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
        let touches = |start: u32, end: u32| self.0.range(..=end).next_back().is_some_and(|(_, taken)| *taken >= start);
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
    /// The text with what is accepted.
    next: Option<State>,
    /// Attempts that are left.
    tries: usize,
}

impl<'s> Pass<'_, 's> {
    /// Accepts all of the proposals if nothing is lost by them; if not, each half by itself.
    fn settle(&mut self, proposals: &[Proposal<'s>]) {
        if proposals.is_empty() || self.tries == 0 || self.accept(proposals) || proposals.len() == 1 {
            return;
        }
        let (first, second) = proposals.split_at(proposals.len() / 2);
        self.settle(first);
        self.settle(second);
    }

    fn accept(&mut self, proposals: &[Proposal<'s>]) -> bool {
        let all = [&self.accepted, proposals].concat();
        let is_safe = all.iter().all(|proposal| proposal.fix.safe);
        let next = State::of(&self.state.with(&all), self.look).filter(|next| self.state.essence.is_kept_in(&next.essence, is_safe));
        let Some(next) = next else {
            self.tries -= 1;
            return false;
        };
        (self.accepted, self.next) = (all, Some(next));
        true
    }
}
