//! One input: load, extract, judge, behind a panic guard. Threads and folders are `batch`'s.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::extract::{self, front};
use crate::input::page::{self, WebPage};
use crate::input::sniff::{self, Refusal};
use crate::input::{Emit, LoadOptions, Piece, RawInput};
use crate::model::{
    Article, Demand, Document, Evidence, FileReport, Finding, Format, InputFault, InputFaultKind, Links,
    Outcome, Severity, Source, SourcePages, Sources,
};
use crate::pipeline::evidence;
use crate::pipeline::evidence::judge::Judge;
use crate::pipeline::suppress::{self, Baseline};
use crate::rules::{self, ActiveRule, Needs, Sink, Subject};

/// The rule that tells of suppressions and baseline entries that hid nothing.
const UNUSED_SUPPRESSION: &str = "INP004";

/// How to read and check bytes in memory.
///
/// ```
/// use newscheck::Options;
/// let options = Options { path: "article.md".into(), ..Options::default() };
/// assert_eq!((options.format, options.explain), (None, false));
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// The name the bytes go by: its ending helps to choose the format, and messages show it.
    pub path: String,
    /// Read as this format instead of going by name and content.
    pub format: Option<Format>,
    /// The clock for rules such as future-timestamp.
    pub now: DateTime<Utc>,
    /// Whether articles carry what was offered for each field and how the body was chosen.
    pub explain: bool,
    /// What is known of cited links: with it the rules about links run.
    pub links: Option<Arc<Links>>,
    /// What an archive holds of cited sources: with it the rules about captures run.
    pub sources: Option<Arc<Sources>>,
    /// The texts of cited sources: with them the rules about evidence run.
    pub pages: Option<Arc<SourcePages>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            path: "-".to_owned(),
            format: None,
            now: Utc::now(),
            explain: false,
            links: None,
            sources: None,
            pages: None,
        }
    }
}

/// The articles in `bytes`; inputs that cannot be read give none.
///
/// ```
/// let text = b"Bread prices rise\n\nBread costs more [1].\n\nReferences\n[1] https://example.org/bread\n";
/// let articles = newscheck::parse(text, &newscheck::Options::default());
/// assert_eq!(articles[0].headline.as_ref().map(|field| field.value.as_str()), Some("Bread prices rise"));
/// assert_eq!(articles[0].citations[0].target.url(), Some("https://example.org/bread"));
/// ```
pub fn parse(bytes: &[u8], options: &Options) -> Vec<Article> {
    let plan = Plan { rules: Vec::new(), ..Plan::of(options) };
    let mut articles = Vec::new();
    check_input(&options.input(bytes), &plan, Taken::Named, &mut |report| {
        if let Outcome::Article(article) = report.outcome {
            articles.push(*article);
        }
    });
    articles
}

/// The report on the first article in `bytes`, by every rule that is on by default.
///
/// ```
/// let text = b"Bread prices rise\n\nBread costs more [2].\n\nReferences\n[1] https://example.org/bread\n";
/// let report = newscheck::check(text, &newscheck::Options::default());
/// let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
/// assert!(codes.contains(&"CIT001") && codes.contains(&"REF001"));
/// ```
pub fn check(bytes: &[u8], options: &Options) -> FileReport {
    check_first(&options.input(bytes), &Plan::of(options))
}

/// The report on the first article in an input.
pub fn check_first(input: &RawInput<'_>, plan: &Plan) -> FileReport {
    let mut first = None;
    check_input(input, plan, Taken::Named, &mut |report| {
        first = first.take().or(Some(report));
    });
    first.unwrap_or_else(|| skipped(input.source.clone()))
}

impl Options {
    fn input<'b>(&self, bytes: &'b [u8]) -> RawInput<'b> {
        RawInput { source: Source { path: self.path.clone(), ..Source::default() }, bytes, first_index: 0 }
    }
}

/// A settled plan for checking inputs: what to read, extract and judge.
#[derive(Clone)]
pub struct Plan {
    /// How to read, and what the output needs.
    pub load: LoadOptions,
    /// The rules that run, with their severities.
    pub rules: Vec<ActiveRule>,
    /// The run's clock.
    pub now: DateTime<Utc>,
    /// What became of the cited links; none for a run that stays offline.
    pub links: Option<Arc<Links>>,
    /// What an archive holds of the cited sources; none without one.
    pub sources: Option<Arc<Sources>>,
    /// The texts of cited sources that are at hand; none where nobody looked for them.
    pub pages: Option<Arc<SourcePages>>,
    /// The user's program that gives a second opinion.
    pub judge: Option<Arc<Judge>>,
    /// Known findings, which are not reported.
    pub baseline: Option<Arc<Baseline>>,
    /// The SHA-256 that each article had when its links were gathered, by its name in messages.
    pub digests: Option<Arc<HashMap<String, String>>>,
}

/// How an input came to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was named outright, or stands in a container: it is an article whatever is in it.
    Named,
    /// It was found in a folder: without citation, reference, timestamp and byline it is skipped.
    Found,
}

impl Plan {
    /// A plan of a run that stays offline and knows nothing beforehand.
    pub fn new(load: LoadOptions, rules: Vec<ActiveRule>, now: DateTime<Utc>) -> Self {
        Self {
            load,
            rules,
            now,
            links: None,
            sources: None,
            pages: None,
            judge: None,
            baseline: None,
            digests: None,
        }
    }

    fn of(options: &Options) -> Self {
        let explained = if options.explain { Demand::EXPLANATION } else { Demand::ARTICLE };
        let of_findings = Demand::EXCERPTS | Demand::FINGERPRINTS | Demand::FIXES | Demand::LEDGER;
        let demand = explained | Demand::EVIDENCE | Demand::DIGEST | of_findings;
        let load = LoadOptions { format: options.format, demand, ..LoadOptions::default() };
        Self {
            links: options.links.clone(),
            sources: options.sources.clone(),
            pages: options.pages.clone(),
            ..Self::new(load, default_rules(), options.now)
        }
    }

    /// What is asked of an article by the output and by the rules.
    fn demand(&self) -> Demand {
        let reads = |active: &ActiveRule| matches!(active.rule.needs, Needs::Article | Needs::Sources);
        let judged = if self.rules.iter().any(reads) { Demand::TEXT } else { Demand::CITATIONS };
        let compares = self.pages.is_some() && self.wants_evidence();
        self.load.demand | judged | if compares { Demand::EVIDENCE } else { Demand::CITATIONS }
    }

    /// Whether a rule or an output asks what cited sources say.
    pub fn wants_evidence(&self) -> bool {
        self.rules.iter().any(|active| active.rule.needs == Needs::Evidence)
            || self.load.demand.has(Demand::EVIDENCE)
    }
}

/// Every rule that is on by default, at its default severity.
pub fn default_rules() -> Vec<ActiveRule> {
    let on = rules::all().filter(|rule| rule.default_severity != Severity::Off);
    on.map(|rule| ActiveRule { rule, severity: rule.default_severity }).collect()
}

/// Reads one input and hands on a report for each article in it, in order. Never panics: what goes wrong
/// inside is an INP003 finding.
pub fn check_input(input: &RawInput<'_>, plan: &Plan, taken: Taken, each: &mut dyn FnMut(FileReport)) {
    let loader = match sniff::choose(input, &plan.load) {
        Ok(loader) => loader,
        Err(Refusal::Foreign(_)) if taken == Taken::Found => return each(skipped(input.source.clone())),
        Err(refusal) => return each(unreadable(input.source.clone(), refusal.fault(), plan)),
    };
    check_loaded(&input.source, plan, taken, |emit| loader.load(input, &plan.load, emit), each);
}

/// Reads one piece of a container and hands on a report for each article in it, as [`check_input`] does.
pub fn check_piece(piece: &dyn Piece, source: &Source, plan: &Plan, each: &mut dyn FnMut(FileReport)) {
    check_loaded(source, plan, Taken::Named, |emit| piece.load(source, &plan.load, emit), each);
}

/// Reads a page that was fetched and hands on its report, as [`check_input`] does.
pub fn check_page(page: &WebPage, source: &Source, plan: &Plan, each: &mut dyn FnMut(FileReport)) {
    check_loaded(source, plan, Taken::Named, |emit| page::load(page, source, &plan.load, emit), each);
}

fn check_loaded(
    source: &Source,
    plan: &Plan,
    taken: Taken,
    load: impl FnOnce(&mut Emit<'_>),
    each: &mut dyn FnMut(FileReport),
) {
    let demand = plan.demand();
    let load = || {
        load(&mut |loaded| match loaded {
            Ok(document) => each(guarded(&document, plan, taken, demand)),
            Err((source, fault)) => each(unreadable(source, &fault, plan)),
        });
    };
    if catch_unwind(AssertUnwindSafe(load)).is_err() {
        each(unreadable(source.clone(), &internal("reading"), plan));
    }
}

/// The report on a file in a folder that is no article.
fn skipped(source: Source) -> FileReport {
    FileReport {
        source,
        outcome: Outcome::Skipped,
        findings: Vec::new(),
        suppressed: 0,
        not_checked: Vec::new(),
        faults: Vec::new(),
        links: None,
        evidence: None,
    }
}

fn guarded(document: &Document<'_>, plan: &Plan, taken: Taken, demand: Demand) -> FileReport {
    let report = catch_unwind(AssertUnwindSafe(|| judge(document, plan, taken, demand)))
        .unwrap_or_else(|_| unreadable(document.source.clone(), &internal("checking"), plan));
    if report.article().is_some() && has_changed(&document.source, plan) {
        let message = "it changed while its links were asked for".to_owned();
        return unreadable(report.source, &InputFault::new(InputFaultKind::Unreadable, message), plan);
    }
    report
}

/// Whether an article is another than the one whose links were gathered.
fn has_changed(source: &Source, plan: &Plan) -> bool {
    plan.digests.as_ref().is_some_and(|digests| {
        source.sha256.is_some() && digests.get(&source.display_name()) != source.sha256.as_ref()
    })
}

/// The fault of an input on which newscheck itself failed.
pub fn internal(doing: &str) -> InputFault {
    InputFault::new(InputFaultKind::Internal, format!("newscheck failed while {doing} this input"))
}

fn judge(document: &Document<'_>, plan: &Plan, taken: Taken, demand: Demand) -> FileReport {
    let article = extract::extract(document, demand);
    let mut report = skipped(document.source.clone());
    if taken == Taken::Found && is_no_article(document, &article, demand) {
        return report;
    }
    let pages = plan.pages.as_deref().filter(|_| demand.has(Demand::EVIDENCE));
    let mut evidence = pages.map(|pages| Box::new(evidence::of_article(&article, pages)));
    if let (Some(evidence), Some(judge)) = (&mut evidence, &plan.judge) {
        judge.look_at(evidence);
    }
    (report.findings, report.suppressed) = findings(document, &article, evidence.as_deref(), plan);
    report.faults.clone_from(&document.faults);
    if demand.has(Demand::ARTICLE) || demand.has(Demand::LEDGER) {
        report.not_checked =
            crate::pipeline::not_checked::left_out(&article, plan.links.as_deref(), evidence.as_deref());
    }
    report.links.clone_from(&plan.links);
    report.evidence = evidence;
    report.outcome = Outcome::Article(Box::new(article));
    report
}

fn is_no_article(document: &Document<'_>, article: &Article, demand: Demand) -> bool {
    if !article.citations.is_empty() || !article.references.is_empty() {
        return false;
    }
    let has_front = match demand.has(Demand::ARTICLE) {
        true => front::has_dateline_or_byline(document, article),
        false => front::has_dateline_or_byline(document, &front::read_alone(document)),
    };
    !has_front
}

/// What the rules find, without what is hidden, and how many findings are.
fn findings(
    document: &Document<'_>,
    article: &Article,
    evidence: Option<&Evidence>,
    plan: &Plan,
) -> (Vec<Finding>, usize) {
    let subject = Subject {
        document,
        article,
        links: plan.links.as_deref(),
        sources: plan.sources.as_deref(),
        evidence,
        now: plan.now,
    };
    let for_baseline = if plan.baseline.is_some() { Demand::FINGERPRINTS } else { Demand::CITATIONS };
    let demand = plan.load.demand | for_baseline;
    let mut findings = Vec::new();
    let runs = |active: &ActiveRule| match active.rule.needs {
        Needs::Links => subject.links.is_some(),
        Needs::Sources => subject.sources.is_some(),
        Needs::Evidence => subject.evidence.is_some(),
        Needs::Nothing | Needs::Citations | Needs::Article => true,
    };
    for active in plan.rules.iter().filter(|active| runs(active)) {
        let mut sink = Sink::new(&subject, active.rule, active.severity, demand, &mut findings);
        (active.rule.check)(&subject, &mut sink);
        sink.finish();
    }
    findings.extend(document.faults.iter().filter_map(|fault| input_finding(&document.source, fault, plan)));
    let ran = |code: &str| plan.rules.iter().any(|active| active.rule.code == code && runs(active));
    let (mut suppressed, mut unused) = suppress::apply(&article.suppressions, &mut findings, ran);
    findings.sort();
    // Elements that markup repeats at one place would say the same twice.
    findings.dedup();
    rules::number_fingerprints(&mut findings);
    if let Some(baseline) = &plan.baseline {
        let (known, gone) = baseline.apply(&document.source.project_name(), &mut findings, ran);
        suppressed += known;
        unused.extend(gone);
    }
    let is_told = |active: &&ActiveRule| active.rule.code == UNUSED_SUPPRESSION;
    if let Some(active) = plan.rules.iter().find(is_told).filter(|_| !unused.is_empty()) {
        let mut told = Vec::new();
        let mut sink = Sink::new(&subject, active.rule, active.severity, demand, &mut told);
        unused.into_iter().for_each(|draft| sink.report(draft));
        sink.finish();
        rules::number_fingerprints(&mut told);
        findings.append(&mut told);
        findings.sort();
    }
    (findings, suppressed)
}

/// The report on an input that could not be read.
pub fn unreadable(source: Source, fault: &InputFault, plan: &Plan) -> FileReport {
    let findings = input_finding(&source, fault, plan).into_iter().collect();
    FileReport { outcome: Outcome::Unreadable(fault.clone()), findings, ..skipped(source) }
}

/// The finding of a fault of reading, if its rule runs.
fn input_finding(source: &Source, fault: &InputFault, plan: &Plan) -> Option<Finding> {
    let code = fault.kind.code();
    let active = plan.rules.iter().find(|active| active.rule.code == code)?;
    rules::input_finding(source, fault, active.severity)
}
