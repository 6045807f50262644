//! What an editor offers on findings: their fixes, all safe fixes at once, and a comment that hides them.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::lsp::diagnostics::{diagnostics, range_of};
use crate::lsp::document::Open;
use crate::lsp::shape::Shape;
use crate::model::{Article, Edit, Finding, Format};
use crate::pipeline::fix::edited;
use crate::text::ByteSpan;

/// Findings in a range for which something is offered. What is offered was tried, and in a long text that
/// takes its time.
const MOST: usize = 12;
const MOST_OF_LONG: usize = 2;

/// Bytes of a long text.
const LONG: usize = 512 << 10;

/// The kind under which editors run all safe fixes, as on saving.
const FIX_ALL: &str = "source.fixAll.newscheck";

/// What is offered for a range. `only` are the kinds that the client wants; all where it names none.
pub fn actions(
    open: &mut Open,
    range: Range,
    only: Option<&[CodeActionKind]>,
    versioned: bool,
) -> Vec<CodeActionOrCommand> {
    let wants = |kind: &str| {
        only.is_none_or(|only| {
            only.iter().any(|wanted| {
                kind == wanted.as_str()
                    || kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('.'))
            })
        })
    };
    let mut actions = Vec::new();
    if wants(CodeActionKind::QUICKFIX.as_str()) {
        actions.extend(quick_fixes(open, range, versioned));
    }
    // Offered unasked only where there is something to mend.
    let is_asked = only.is_some_and(|only| !only.is_empty());
    if wants(FIX_ALL) && (is_asked || !actions.is_empty()) {
        actions.extend(fix_all(open, versioned));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

fn quick_fixes(open: &mut Open, range: Range, versioned: bool) -> Vec<CodeAction> {
    let uri = open.uri.clone();
    let Some((text, article, report)) = open.read() else { return Vec::new() };
    let shown = diagnostics(report, text, &uri);
    let touches = |finding: &Finding| {
        let own = range_of(finding, text);
        own.start <= range.end && range.start <= own.end
    };
    let most = if text.as_str().len() > LONG { MOST_OF_LONG } else { MOST };
    let touched = report.findings.iter().zip(shown).filter(|(finding, _)| touches(finding)).take(most);
    let mut mended = Vec::new();
    let mut hidden = Vec::new();
    for (finding, diagnostic) in touched {
        if let Some(fix) = &finding.fix {
            mended.push((finding.clone(), fix.clone(), diagnostic.clone()));
        }
        hidden.extend(
            ignoring(text.as_str(), article, finding).map(|comment| (finding.clone(), comment, diagnostic)),
        );
    }
    let mut actions = Vec::new();
    for (finding, fix, diagnostic) in mended {
        if open.with_change(&fix).is_some() {
            let title = finding.help.clone().unwrap_or_else(|| format!("Mend {}", finding.code));
            actions.push(CodeAction {
                title: format!("{}: {title}", finding.code),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic]),
                edit: Some(edit_of(open, &fix.edits, versioned)),
                is_preferred: Some(fix.safe),
                ..CodeAction::default()
            });
        }
    }
    for (finding, comment, diagnostic) in hidden {
        if hides(open, &comment, &finding) {
            actions.push(CodeAction {
                title: format!("Ignore {} ({}) here", finding.code, finding.name),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic]),
                edit: Some(edit_of(open, &comment, versioned)),
                ..CodeAction::default()
            });
        }
    }
    actions
}

/// Whether a comment hides a finding, and nothing else of the document is changed by it.
fn hides(open: &mut Open, comment: &[Edit], finding: &Finding) -> bool {
    let is_same = |other: &&Finding| (other.code, &other.message) == (finding.code, &finding.message);
    let commented = open.reread(&edited(open.text.as_str(), comment));
    let left = commented.findings.iter().filter(is_same).count();
    let Some((_, article, report)) = open.read() else { return false };
    let says = |article: &Article| {
        (
            Shape::as_it_stands(article),
            article.body.iter().map(|block| block.text.clone()).collect::<Vec<_>>(),
        )
    };
    left < report.findings.iter().filter(is_same).count()
        && commented.article().map(says) == Some(says(article))
}

/// The comment above the block of a finding; above the list for its entries.
fn ignoring(text: &str, article: &Article, finding: &Finding) -> Option<Vec<Edit>> {
    let at = finding.location?.span;
    let holds = |span: ByteSpan| span.start <= at.start && at.end <= span.end;
    let blocks = article.body.iter().map(|block| block.place.span);
    let entries = article.references.iter().map(|reference| reference.place.span);
    let block = blocks.chain(entries).find(|span| holds(*span))?;
    let line = text[..block.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let comment = match article.source.format {
        Format::Rst => format!(".. newscheck: ignore {}\n\n", finding.code),
        _ => format!("<!-- newscheck: ignore {} -->\n\n", finding.code),
    };
    Some(vec![Edit { span: ByteSpan::new(line, line), insert: comment }])
}

fn fix_all(open: &Open, versioned: bool) -> Option<CodeAction> {
    let fixed = open.fixed();
    let mended = String::from_utf8(fixed.bytes).ok()?;
    let mended = mended.strip_prefix('\u{feff}').unwrap_or(&mended);
    let edits = between(open.text.as_str(), mended);
    (fixed.applied > 0 && !edits.is_empty()).then(|| CodeAction {
        title: format!("Mend all that is safe ({})", fixed.applied),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(edit_of(open, &edits, versioned)),
        ..CodeAction::default()
    })
}

/// One edit that makes a text of another: what both begin and end with stays.
fn between(text: &str, other: &str) -> Vec<Edit> {
    let same = text.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
    let start = text.floor_char_boundary(same).min(other.floor_char_boundary(same));
    let (rest, other_rest) = (&text[start..], &other[start..]);
    let same = rest.bytes().rev().zip(other_rest.bytes().rev()).take_while(|(one, two)| one == two).count();
    let end = rest.ceil_char_boundary(rest.len() - same);
    let other_end = other_rest.ceil_char_boundary(other_rest.len() - same);
    // Both ends lie on letters: the longer tail that both have is kept whole.
    let kept = (rest.len() - end).min(other_rest.len() - other_end);
    let (end, other_end) = (rest.len() - kept, other_rest.len() - kept);
    let span = ByteSpan::new(start, start + end);
    match text == other {
        true => Vec::new(),
        false => vec![Edit { span, insert: other_rest[..other_end].to_owned() }],
    }
}

/// Edits of the document at hand. A client that can is told its version, to refuse them on another.
fn edit_of(open: &Open, edits: &[Edit], versioned: bool) -> WorkspaceEdit {
    let edits = edits
        .iter()
        .map(|edit| TextEdit { range: open.text.range(edit.span), new_text: edit.insert.clone() });
    workspace_edit(open, edits.collect(), versioned)
}

/// The same of edits in places of an editor.
pub fn workspace_edit(open: &Open, edits: Vec<TextEdit>, versioned: bool) -> WorkspaceEdit {
    if versioned {
        let text_document =
            OptionalVersionedTextDocumentIdentifier { uri: open.uri.clone(), version: Some(open.version) };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    WorkspaceEdit { changes: Some(HashMap::from([(open.uri.clone(), edits)])), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_makes_a_text_of_another() {
        let table = [
            ("a", "a"),
            ("", "b"),
            ("abc", "abxc"),
            ("aäb", "aöb"),
            ("aaa", "aa"),
            ("aa", "aaa"),
            ("xäy", "xy"),
            ("😀😁", "😁😀"),
        ];
        for (text, other) in table {
            let edits = between(text, other);
            let made = edits.iter().fold(text.to_owned(), |mut made, edit| {
                made.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.insert);
                made
            });
            assert_eq!((made.as_str(), edits.is_empty()), (other, text == other), "{text} {other}");
        }
    }
}
