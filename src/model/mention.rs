//! The days and the names that a page mentions, with whole numbers of where each stands: what fitted models
//! tell the day of publication and the authors by. It says nothing of what the words mean; `extract` reads
//! them.

use crate::text::ByteSpan;

/// Groups of marks that a setting counts.
pub const MARKS: usize = 15;

/// Where the numbers of the marks begin in a setting.
pub const FIRST_MARK: usize = 26;

/// Where a setting has the segments from the headline; negative before it.
pub const FROM_TITLE: usize = 1;

/// What stands in a setting for the way to something that a page does not have.
pub const NOWHERE: i32 = 9999;

/// Where a setting has the segments from the first one of the text.
const FROM_FIRST: usize = 2;

/// Where a setting has the segments from the last one of the text; negative before it.
const FROM_LAST: usize = 3;

/// Where a setting has the level of the heading that the words are, 0 for none.
pub const HEADING: usize = 8;

/// Where a setting has whether the names of its element speak of publication, and whether of change.
pub const PUBLISHED: usize = 19;
/// See [`PUBLISHED`].
pub const MODIFIED: usize = 20;

/// Where a setting has whether the element that holds the text holds it.
const WITH_TEXT: usize = 21;

/// Where a setting has whether it is another text's.
const APART: usize = FIRST_MARK - 1;

/// Where a setting has how near a name that tells of a date is, from 0 for none.
pub const MARK_OF_DATE: usize = FIRST_MARK + 7;

/// Numbers of a setting.
pub const WIDTH: usize = FIRST_MARK + MARKS;

/// Words in which a day or an author may be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What kind of place it is.
    pub kind: MentionKind,
    /// The name that the place gives it: an attribute, a meta tag, a key of a script. Empty for text.
    pub key: String,
    /// The words, at most some hundred bytes.
    pub words: String,
    /// Short words right before them in a place of their own.
    pub label: String,
    /// Where they stand in the decoded source.
    pub span: Option<ByteSpan>,
    /// Where they stand on the page; none outside the visible text.
    pub setting: Option<Box<Setting>>,
}

/// What kind of place mentions a day or an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// Visible text.
    Text,
    /// A `time` element.
    Time,
    /// Microdata.
    Property,
    /// Another attribute.
    Attribute,
    /// A meta tag.
    Meta,
    /// A value in a script.
    Script,
    /// The address of a picture.
    Image,
    /// A link to somebody's page.
    Link,
    /// An element whose name says so.
    Named,
}

/// Whether some words stand in a caption, in what is embedded, in readers' comments, or behind the text in a
/// list of other articles.
pub fn is_apart(setting: &Setting) -> bool {
    setting[APART] > 0
}

/// Whether some words stand behind the text, and not in the element that holds it.
pub fn is_behind(setting: &Setting) -> bool {
    setting[FROM_LAST] > 0 && setting[WITH_TEXT] == 0
}

/// Whether some words stand right before the text.
pub fn opens_text(setting: &Setting) -> bool {
    matches!(setting[FROM_FIRST], -2 | -1)
}

/// Whether some words stand right behind the text, in the element that holds it.
pub fn closes_text(setting: &Setting) -> bool {
    matches!(setting[FROM_LAST], 1 | 2) && setting[WITH_TEXT] > 0
}

/// Where on a page some words stand, as the numbers of a row: see `input::html::settings` for each.
pub type Setting = [i32; WIDTH];
