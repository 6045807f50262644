//! Archived articles: their records, and what the rules find in them by what the archive holds of their
//! sources.

use crate::archive::{Archive, ArchiveError, ArticleRow};
use crate::model::{ArticleRecord, FileReport, Format, Sources};
use crate::pipeline::archive::history;
use crate::pipeline::evidence::source_pages;
use crate::pipeline::{Options, check};
use crate::warc::http::MediaType;

/// An article's record; an archive may hold one of a later version that cannot be read.
pub fn record_of(article: &ArticleRow) -> Result<ArticleRecord, ArchiveError> {
    serde_json::from_str(&article.record).map_err(|error| ArchiveError::Damaged {
        file: article.path.clone(),
        offset: 0,
        cause: format!("the article's record: {error}"),
    })
}

/// The report on an article as it was read, with what the archive holds of its sources; none if its bytes are
/// not in the archive.
pub fn checked(
    archive: &Archive,
    article: &ArticleRow,
    sources: Sources,
) -> Result<Option<FileReport>, ArchiveError> {
    let Some(capture) = archive.capture(article.capture)? else { return Ok(None) };
    let payload = archive.payload(&capture)?;
    let media = payload.mime.as_deref().map(MediaType::parse).unwrap_or_default();
    // Plain text may be reStructuredText: the name of its file tells.
    let format = Format::of_page(&media.essence).filter(|format| *format != Format::Text);
    let pages = source_pages::of_record(archive, &record_of(article)?)?;
    let options = Options {
        path: article.path.clone(),
        format,
        sources: Some(sources.into()),
        pages: Some(pages.into()),
        ..Options::default()
    };
    Ok(Some(check(&payload.unpacked().bytes, &options)))
}

/// What the archive holds of the sources of an article.
pub fn sources(archive: &Archive, record: &ArticleRecord) -> Result<Sources, ArchiveError> {
    history::sources(archive, record.cited_urls().into_iter())
}
