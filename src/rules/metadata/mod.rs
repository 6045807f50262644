//! Rules about metadata: headline, timestamps and body.

pub mod future_timestamp;
pub mod impossible_date;
pub mod missing_body;
pub mod missing_headline;
pub mod missing_timestamp;
pub mod zoneless_timestamp;

use crate::model::{Article, PageType};
use crate::rules::Rule;

/// The family's rules by code.
pub static RULES: &[&Rule] = &[
    &missing_headline::MISSING_HEADLINE,
    &missing_timestamp::MISSING_TIMESTAMP,
    &future_timestamp::FUTURE_TIMESTAMP,
    &missing_body::MISSING_BODY,
    &zoneless_timestamp::ZONELESS_TIMESTAMP,
    &impossible_date::IMPOSSIBLE_DATE,
];

/// Whether the page is one that should have a headline, a timestamp and a body: a front page or an error page
/// need not.
fn is_article(article: &Article) -> bool {
    article.page_type == PageType::Article
}
