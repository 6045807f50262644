//! Reads the text of a document or of its notes: paragraphs with what their runs, links, fields and notes
//! say, tables by row. Text that was deleted, hidden or kept for old readers is no text.

use std::collections::HashMap;

use crate::input::docx::links::{Target, bookmarked, instructed, is_list_of_sources, marker_label};
use crate::input::docx::notes::{NoteKind, Notes};
use crate::input::docx::numbering::Numbering;
use crate::input::docx::styles::{ListPlace, Styles, outlined};
use crate::input::package::xml::{Event, Space, Tag, Xml, XmlFault};
use crate::input::written::draft::{Between, Draft, Open, Role, row};
use crate::model::{BlockKind, Hyperlink, NoteLink};

/// Paragraphs of one document.
const PARAGRAPHS: usize = 250_000;

/// Rows and cells that may stand in each other; what is deeper stands in the last of them.
const NESTED: usize = 64;

/// Bytes of a field's instruction that are kept.
const INSTRUCTION: usize = 8192;

/// Letters of the longest drop cap: one, with a quotation mark before it or a further letter behind.
const LONGEST_DROP_CAP: usize = 4;

/// What the text refers to.
pub struct Context<'p> {
    /// The styles.
    pub styles: &'p Styles,
    /// The lists, and how far they have counted.
    pub numbering: &'p mut Numbering,
    /// The notes, and which were referred to.
    pub notes: &'p mut Notes,
    /// Addresses by id.
    pub links: &'p HashMap<String, String>,
}

/// Why reading ended early.
#[derive(Debug, thiserror::Error)]
pub enum StoryFault {
    /// The XML cannot be read.
    #[error(transparent)]
    Xml(#[from] XmlFault),
    /// There is no end to it.
    #[error("more than {PARAGRAPHS} paragraphs")]
    Long,
}

/// The paragraphs of the document part.
pub fn read_body(text: &str, context: Context<'_>) -> Result<Vec<Draft>, StoryFault> {
    let mut story = Story::new(text, context);
    while let Some(()) = story.step()? {}
    Ok(story.finish())
}

/// The notes of a notes part by id, each as one draft. Separators are no notes.
pub fn read_notes(text: &str, context: Context<'_>) -> Result<HashMap<String, Draft>, StoryFault> {
    let mut story = Story::new(text, context);
    let mut notes = HashMap::new();
    while let Some(tag) = story.xml.next_start()? {
        if !(tag.space == Space::Word && matches!(tag.name(), "footnote" | "endnote")) {
            continue;
        }
        if tag.attribute("type").is_some_and(|kind| kind != "normal") {
            story.xml.skip()?;
            continue;
        }
        let depth = story.xml.depth();
        while story.xml.depth() >= depth && story.step()?.is_some() {}
        let mut note = Draft { definition: true, ..Draft::default() };
        story.finish().into_iter().for_each(|paragraph| note.append(paragraph, Between::Lines));
        notes.extend(tag.attribute("id").map(|id| (id, note)));
    }
    Ok(notes)
}

struct Story<'x, 'p> {
    xml: Xml<'x>,
    context: Context<'p>,
    /// Paragraphs that are open: one stands in another where a text box does.
    open: Vec<Open>,
    /// Tables that are open.
    tables: Vec<Container>,
    /// Rows and cells that are open beyond [`NESTED`].
    deeper: usize,
    done: Vec<Draft>,
    runs: Vec<Run>,
    fields: Vec<Field>,
    /// Fields whose code is being read: nothing in it is text.
    codes: usize,
    links: Vec<Link>,
    /// Pieces of raised text so far.
    raised: usize,
    /// Whether characters are text: inside a `t` element.
    taking: bool,
    /// For each open set of alternatives, whether one was taken.
    alternatives: Vec<bool>,
    /// Bookmarks that stand between paragraphs.
    anchors: Vec<String>,
    /// For each open content control, whether it holds a list of sources.
    controls: Vec<bool>,
    /// Fields and content controls that are open and hold lists of sources.
    lists: usize,
    /// The label of a note that the next words of the run are the mark of.
    own_mark: Option<(NoteKind, String)>,
    /// The letters of a drop cap, which the next paragraph begins with.
    drop_cap: Option<String>,
    begun: usize,
    closed: usize,
}

/// What paragraphs go into while a table is open.
enum Container {
    Row(Vec<Vec<Draft>>),
    Cell(Vec<Draft>),
}

/// A run of characters that look alike.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    code: bool,
    raised: bool,
    hidden: bool,
}

/// A field that a run of characters began.
#[derive(Debug)]
struct Field {
    instruction: String,
    /// While its code is being read: the number of paragraphs that had been closed when it began.
    code: Option<usize>,
    link: bool,
    list: bool,
}

/// A link that is open.
#[derive(Debug)]
struct Link {
    target: Target,
    /// Which paragraph it began in, and where.
    paragraph: usize,
    start: usize,
    /// Pieces of raised text before it.
    raised: usize,
}

impl<'x, 'p> Story<'x, 'p> {
    fn new(text: &'x str, context: Context<'p>) -> Self {
        Self {
            xml: Xml::new(text),
            context,
            open: Vec::new(),
            tables: Vec::new(),
            deeper: 0,
            done: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            links: Vec::new(),
            raised: 0,
            taking: false,
            alternatives: Vec::new(),
            anchors: Vec::new(),
            controls: Vec::new(),
            lists: 0,
            own_mark: None,
            drop_cap: None,
            begun: 0,
            closed: 0,
        }
    }

    /// Reads one event; none at the end.
    fn step(&mut self) -> Result<Option<()>, StoryFault> {
        match self.xml.event()? {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(space, name) => self.end(space, &name),
            Event::Text(words) if self.taking => self.text(&words),
            Event::Text(_) => {}
            Event::Eof => return Ok(None),
        }
        Ok(Some(()))
    }

    /// The paragraphs so far in the order in which they began; what is open is closed.
    fn finish(&mut self) -> Vec<Draft> {
        while let Some(open) = self.open.pop() {
            self.close_paragraph(open);
        }
        while let Some(container) = self.tables.pop() {
            self.close_container(container);
        }
        // A drop cap with nothing behind it is a paragraph of its own.
        if let Some(text) = self.drop_cap.take() {
            self.done.push(Draft { text, order: self.begun, ..Draft::default() });
        }
        self.fields.clear();
        self.links.clear();
        self.runs.clear();
        self.alternatives.clear();
        self.controls.clear();
        (self.deeper, self.lists) = (0, 0);
        let mut done = std::mem::take(&mut self.done);
        done.sort_by_key(|draft| draft.order);
        done
    }

    fn start(&mut self, tag: &Tag<'x>) -> Result<(), StoryFault> {
        match (tag.space, tag.name()) {
            (Space::Word, "p") => self.open_paragraph()?,
            (Space::Word, "pPr") => self.paragraph_properties()?,
            (Space::Word, "r") => self.runs.push(Run::default()),
            (Space::Word | Space::Math, "t") => self.taking = true,
            (Space::Word, "rPr") => self.run_properties()?,
            (Space::Word, "tab") => self.words(" "),
            (Space::Word, "br" | "cr") => self.line_break(),
            (Space::Word, "noBreakHyphen") => self.words("\u{2011}"),
            (Space::Word, "sym") => self.symbol(tag),
            (Space::Word, "footnoteReference") => self.note(NoteKind::Footnote, tag),
            (Space::Word, "endnoteReference") => self.note(NoteKind::Endnote, tag),
            (Space::Word, "hyperlink") => self.open_link(self.hyperlink(tag)),
            (Space::Word, "fldSimple") => {
                self.open_link(instructed(&tag.attribute("instr").unwrap_or_default()))
            }
            (Space::Word, "fldChar") => self.field(&tag.attribute("fldCharType").unwrap_or_default()),
            (Space::Word, "instrText") => self.instruction()?,
            (Space::Word, "bookmarkStart") => self.bookmark(tag.attribute("name").unwrap_or_default()),
            (Space::Word, "tr" | "tc") if self.tables.len() >= NESTED => self.deeper += 1,
            (Space::Word, "tr") => self.tables.push(Container::Row(Vec::new())),
            (Space::Word, "tc") => self.tables.push(Container::Cell(Vec::new())),
            (Space::Word, "sdt") => self.controls.push(false),
            (Space::Word, "sdtPr") => self.control_properties()?,
            (Space::Compat, "AlternateContent") => self.alternatives.push(false),
            (Space::Compat, "Choice" | "Fallback") => {
                let taken = self.alternatives.last_mut().map(|taken| std::mem::replace(taken, true));
                if taken == Some(true) {
                    self.xml.skip()?;
                }
            }
            (Space::Word, name) if is_no_text(name) => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, space: Space, name: &str) {
        match (space, name) {
            (Space::Word, "p") => {
                if let Some(open) = self.open.pop() {
                    self.close_paragraph(open);
                }
            }
            (Space::Word, "r") => {
                self.runs.pop();
                self.own_mark = None;
            }
            (Space::Word | Space::Math, "t") => self.taking = false,
            (Space::Word, "hyperlink" | "fldSimple") => self.close_link(),
            (Space::Word, "tr" | "tc") if self.deeper > 0 => self.deeper -= 1,
            (Space::Word, "tr" | "tc") => {
                if let Some(container) = self.tables.pop() {
                    self.close_container(container);
                }
            }
            (Space::Word, "sdt") => {
                let list = self.controls.pop() == Some(true);
                self.lists = self.lists.saturating_sub(usize::from(list));
            }
            (Space::Compat, "AlternateContent") => {
                self.alternatives.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        match self.own_mark.take() {
            Some((kind, id)) if !words.trim().is_empty() => {
                let label = self.context.notes.refer(kind, &id, Some(words.trim().to_owned()));
                self.marker(&label, kind.anchor(&id));
            }
            _ => self.words(words),
        }
    }

    /// Appends words to the open paragraph, unless they are hidden or code of a field.
    fn words(&mut self, words: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        if run.hidden || self.codes > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        let start = open.position();
        open.push(words);
        let end = open.end();
        if run.code && start < end {
            match open.draft.code.last_mut() {
                Some(last) if last.end + 1 >= start => last.end = end,
                _ => open.draft.code.push(start..end),
            }
        }
        self.raised += usize::from(run.raised && !words.trim().is_empty());
    }

    fn line_break(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.line_break();
        }
    }

    /// A character of a symbol font stands for itself where it is one of Unicode's own.
    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let character = code.filter(|code| !(0xe000..0xf900).contains(code)).and_then(char::from_u32);
        self.words(&character.map(String::from).unwrap_or_default());
    }

    fn open_paragraph(&mut self) -> Result<(), StoryFault> {
        self.begun += 1;
        if self.begun > PARAGRAPHS {
            return Err(StoryFault::Long);
        }
        let draft = Draft {
            order: self.begun,
            anchors: std::mem::take(&mut self.anchors),
            definition: self.lists > 0,
            ..Draft::default()
        };
        let mut open = Open::new(draft);
        if let Some(letters) = self.drop_cap.take() {
            open.push(&letters);
        }
        self.open.push(open);
        Ok(())
    }

    fn close_paragraph(&mut self, open: Open) {
        // The code of a field ends with its paragraph: one that never comes to a result would hide the rest
        // of the document.
        self.codes = 0;
        self.closed += 1;
        let is_drop_cap = open.is_drop_cap;
        let mut draft = open.close().filter(|draft| draft.role != Role::Contents);
        if is_drop_cap
            && let Some(letters) = draft.take_if(|draft| draft.text.chars().count() <= LONGEST_DROP_CAP)
        {
            self.drop_cap = Some(letters.text);
        }
        if let Some(draft) = draft.as_mut().filter(|draft| draft.definition) {
            draft.enter();
        }
        self.container().extend(draft);
    }

    /// What paragraphs go into.
    fn container(&mut self) -> &mut Vec<Draft> {
        match self.tables.last_mut() {
            Some(Container::Cell(drafts)) => drafts,
            // What stands in a row and in no cell is a cell.
            Some(Container::Row(cells)) => cells.push_mut(Vec::new()),
            None => &mut self.done,
        }
    }

    fn close_container(&mut self, container: Container) {
        match container {
            Container::Cell(mut drafts) => {
                drafts.sort_by_key(|draft| draft.order);
                self.container().extend(drafts);
            }
            Container::Row(cells) => {
                let row = row(cells);
                self.container().extend(row);
            }
        }
    }

    fn paragraph_properties(&mut self) -> Result<(), StoryFault> {
        let (mut role, mut list, mut outline) = (Role::Plain, ListPlace::default(), None);
        let mut is_drop_cap = false;
        let depth = self.xml.depth();
        while let Some(tag) = self.xml.next_inside(depth)? {
            match tag.name() {
                "pStyle" => {
                    let id = tag.value().unwrap_or_default();
                    role = self.context.styles.role(&id);
                    list = self.context.styles.list(&id);
                }
                "numId" => list.list = tag.value(),
                "ilvl" => list.level = tag.value().and_then(|level| level.parse().ok()),
                "framePr" => is_drop_cap = tag.attribute("dropCap").is_some_and(|cap| cap != "none"),
                "outlineLvl" => outline = tag.value().and_then(|level| level.parse().ok()).and_then(outlined),
                "pPrChange" | "rPr" | "sectPr" => self.xml.skip()?,
                _ => {}
            }
        }
        let role = if role == Role::Plain { outline.unwrap_or(role) } else { role };
        let item = list
            .list
            .filter(|id| id != "0")
            .and_then(|id| self.context.numbering.next(&id, list.level.unwrap_or(0)));
        let Some(Open { draft, is_drop_cap: drops, .. }) = self.open.last_mut() else { return Ok(()) };
        *drops = is_drop_cap;
        (draft.kind, draft.level) = role.block();
        draft.role = role;
        if let Some(item) = item {
            draft.shown = item.shown;
            if draft.kind == BlockKind::Paragraph {
                draft.kind = BlockKind::ListItem;
                draft.label = item.label;
            }
        }
        Ok(())
    }

    fn run_properties(&mut self) -> Result<(), StoryFault> {
        let mut run = Run::default();
        let depth = self.xml.depth();
        while let Some(tag) = self.xml.next_inside(depth)? {
            match tag.name() {
                "rStyle" => {
                    run.code = self.context.styles.role(&tag.value().unwrap_or_default()) == Role::Code
                }
                "vertAlign" => run.raised = tag.value().as_deref() == Some("superscript"),
                "vanish" => run.hidden = tag.is_on(),
                "rPrChange" => self.xml.skip()?,
                _ => {}
            }
        }
        if let Some(last) = self.runs.last_mut() {
            *last = run;
        }
        Ok(())
    }

    /// Whether a content control holds the list of sources: Word's own, or one that a citation program names
    /// so in its tag.
    fn control_properties(&mut self) -> Result<(), StoryFault> {
        let depth = self.xml.depth();
        let mut list = false;
        while let Some(tag) = self.xml.next_inside(depth)? {
            list |= match tag.name() {
                "bibliography" => true,
                "tag" => tag.value().is_some_and(|name| name.to_ascii_uppercase().contains("BIBLIOGRAPHY")),
                _ => false,
            };
        }
        if let Some(open) = self.controls.last_mut().filter(|open| list && !**open) {
            *open = true;
            self.lists += 1;
        }
        Ok(())
    }

    fn note(&mut self, kind: NoteKind, tag: &Tag<'_>) {
        let Some(id) = tag.attribute("id") else { return };
        if tag
            .attribute("customMarkFollows")
            .is_some_and(|follows| !matches!(&*follows, "0" | "false" | "off"))
        {
            self.own_mark = Some((kind, id));
            return;
        }
        let label = self.context.notes.refer(kind, &id, None);
        self.marker(&label, kind.anchor(&id));
    }

    fn marker(&mut self, label: &str, target: String) {
        if let Some(open) = self.open.last_mut() {
            open.marker(label, target);
        }
    }

    fn bookmark(&mut self, name: String) {
        if name.is_empty() || name == "_GoBack" {
            return;
        }
        match self.open.last_mut() {
            Some(open) => open.draft.anchors.push(bookmarked(&name)),
            None => self.anchors.push(bookmarked(&name)),
        }
    }

    fn hyperlink(&self, tag: &Tag<'_>) -> Target {
        let anchor = tag.attribute("anchor").unwrap_or_default();
        match tag.attribute("id").and_then(|id| self.context.links.get(&id)) {
            Some(url) if anchor.is_empty() || url.contains('#') => Target::Web(url.clone()),
            Some(url) => Target::Web(format!("{url}#{anchor}")),
            None if anchor.is_empty() => Target::Nowhere,
            None => Target::Bookmark(anchor),
        }
    }

    fn open_link(&mut self, target: Target) {
        let (paragraph, start) = self.open.last().map_or((0, 0), |open| (open.draft.order, open.position()));
        self.links.push(Link { target, paragraph, start, raised: self.raised });
    }

    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let Some(open) = self.open.last_mut().filter(|open| open.draft.order == link.paragraph) else {
            return;
        };
        let range = link.start..open.end();
        if range.start >= range.end {
            return;
        }
        match link.target {
            Target::Web(url) => open.draft.links.push(Hyperlink { range, url }),
            Target::Bookmark(name) => {
                let label = marker_label(open.words_from(range.start), self.raised > link.raised);
                let note = label.map(|label| NoteLink { range, label, target: bookmarked(&name) });
                open.draft.notes.extend(note);
            }
            Target::Nowhere => {}
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.fields.push(Field {
                    instruction: String::new(),
                    code: Some(self.closed),
                    link: false,
                    list: false,
                });
                self.codes += 1;
            }
            "separate" => {
                let Some(field) = self.fields.last_mut().filter(|field| !field.link) else { return };
                field.link = true;
                field.list = is_list_of_sources(&field.instruction);
                if field.list {
                    self.lists += 1;
                    if let Some(open) = self.open.last_mut().filter(|open| open.end() == 0) {
                        open.draft.definition = true;
                    }
                }
                let (code, target) = (field.code.take(), instructed(&field.instruction));
                self.end_code(code);
                self.open_link(target);
            }
            "end" => {
                let Some(field) = self.fields.pop() else { return };
                self.end_code(field.code);
                self.lists = self.lists.saturating_sub(usize::from(field.list));
                if field.link {
                    self.close_link();
                }
            }
            _ => {}
        }
    }

    /// Ends the code of a field, unless its paragraph has ended it.
    fn end_code(&mut self, code: Option<usize>) {
        if code == Some(self.closed) {
            self.codes = self.codes.saturating_sub(1);
        }
    }

    /// Reads the code of a field.
    fn instruction(&mut self) -> Result<(), StoryFault> {
        let code = self.xml.text_inside()?;
        if let Some(field) =
            self.fields.last_mut().filter(|field| field.instruction.len() + code.len() <= INSTRUCTION)
        {
            field.instruction.push_str(&code);
        }
        Ok(())
    }
}

/// Whether what an element holds is no text of the document: what was deleted or moved away, properties, and
/// what only readers of phonetic script see.
fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "sdtEndPr"
            | "sectPr"
            | "tblPr"
            | "tblGrid"
            | "trPr"
            | "tcPr"
            | "tblPrEx"
            | "rt"
            | "rubyPr"
            | "ffData"
    )
}
