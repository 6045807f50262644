//! The plain data every layer shares. No I/O, no clock, no parsing: what is here can be built, compared and
//! printed anywhere.

pub mod article;
pub mod block;
pub mod citation;
pub mod demand;
pub mod document;
pub mod evidence;
pub mod evidence_record;
pub mod exchange;
pub mod explanation;
pub mod field;
pub mod finding;
pub mod format;
pub mod link;
pub mod mention;
pub mod record;
pub mod report;
pub mod report_record;
mod shown;
pub mod source;
pub mod sources;
pub mod timestamp;

pub use crate::text::decode::{Encoding, EncodingOrigin};
pub use article::{Article, Mark, MarkKind, PageType, Paragraph, Suppression, SuppressionScope};
pub use block::{Block, BlockKind, EntryFacts, Hyperlink, NoteLink, TextRange};
pub use citation::{Citation, Label, Reference, Target};
pub use demand::Demand;
pub use document::{Candidate, Document};
pub use evidence::{
    CheckedCitation, CheckedClaim, CheckedReference, Comparison, Coverage, Difference, Elsewhere, Evidence,
    EvidenceVerdict, FigureCheck, FigureFound, NameCheck, Opinion, QuoteCheck, QuoteFound, SourcePage,
    SourcePages, Turn, TurnKind, Uncompared,
};
pub use evidence_record::EvidenceRecord;
pub use exchange::{Exchange, HeaderFields, Protocol, RequestHead, ResponseHead, Tls, Truncation};
pub use explanation::{
    BodyChoice, DropReason, Dropped, DroppedText, Explanation, FieldOffer, ListOffer, TextOrigin, Verdict,
};
pub use field::{Field, FieldName, Place, Provenance};
pub use finding::{Edit, Excerpt, Finding, Fix, Location, Related, RuleInfo, Severity, SourcePassage};
pub use format::Format;
pub use link::{CaptureLookup, Hop, Link, LinkCapture, LinkList, LinkVerdict, Links};
pub use mention::{Mention, MentionKind, Setting};
pub use record::ArticleRecord;
pub use report::{CheckKind, Counts, FileReport, FixedSum, NotChecked, NotCheckedSum, Outcome, Summary};
pub use report_record::{ArticleReport, ReportRecord};
pub use source::{DigestCheck, InputFault, InputFaultKind, Member, Source};
pub use sources::{SourceHistory, SourceText, Sources};
pub use timestamp::{Precision, Timestamp, TimestampValue};
