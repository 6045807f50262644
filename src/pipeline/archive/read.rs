//! Articles as they are archived: their bytes, what was read of them, and what they cite.

use std::collections::BTreeSet;
use std::io;

use crate::extract;
use crate::input::files::Files;
use crate::input::files::FoundFile;
use crate::input::page::{self, WebPage};
use crate::input::{Emit, LoadOptions, Loader, RawInput, sniff};
use crate::model::{ArticleRecord, Demand, Document, Source};
use crate::pipeline::job::Job;
use crate::pipeline::open::{Opened, Whole, open};
use crate::pipeline::ordered::{Turn, ordered};

/// An article as it was read.
pub struct ReadArticle {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their media type.
    pub mime: String,
    /// What was read from them.
    pub record: ArticleRecord,
    /// The addresses it cites.
    pub cited: BTreeSet<String>,
}

/// The articles in a file, or why it holds none.
pub type Found = Result<Vec<ReadArticle>, String>;

/// Reads files on the job's threads; `take` is given what is in each, in their order.
pub fn read(files: Files, job: &Job, mut take: impl FnMut(&FoundFile, Found)) -> io::Result<()> {
    let threads = job.threads(files.len());
    let job = job.clone();
    let map = move |file: FoundFile, _: &mut Vec<u8>| {
        let found = one(&file, &job);
        (file, found)
    };
    ordered(files.into_owned(), threads, map, |turn| {
        if let Turn::Next((file, found)) = turn {
            take(&file, found);
        }
        Ok(())
    })?;
    Ok(())
}

fn one(file: &FoundFile, job: &Job) -> Found {
    if let Some(fault) = &file.fault {
        return Err(fault.to_string());
    }
    let load = &job.plan.load;
    match open(file, job)? {
        Opened::Page(source, page) => of_page(&page, &source, load),
        Opened::Whole(whole) => of_bytes(whole, load),
        Opened::Container(container) => {
            refuse_archive(container.loader)?;
            let source = container.source.clone();
            articles(&Own::Member, |emit| container.for_each(|piece| piece.load(&source, load, emit)))
        }
    }
}

fn of_bytes(Whole { source, bytes, many }: Whole, load: &LoadOptions) -> Found {
    let input = RawInput { source, bytes: &bytes, first_index: 0 };
    let loader = sniff::choose(&input, load).map_err(|refusal| refusal.fault().message.clone())?;
    refuse_archive(loader)?;
    let own = if many { Own::Member } else { Own::File(&bytes) };
    articles(&own, |emit| loader.load(&input, load, emit))
}

fn of_page(page: &WebPage, source: &Source, load: &LoadOptions) -> Found {
    let mut found = articles(&Own::File(&page.body), |emit| page::load(page, source, load, emit))?;
    if let Some(given) = &page.content_type {
        found.iter_mut().for_each(|article| article.mime.clone_from(given));
    }
    Ok(found)
}

/// Captures of others are copied, not read as articles.
fn refuse_archive(loader: &dyn Loader) -> Result<(), String> {
    if loader.format().is_archive() {
        return Err("a web archive: newscheck archive import takes it".to_owned());
    }
    Ok(())
}

/// The articles that loading gives. A fault counts only where there is none.
fn articles(own: &Own<'_>, load: impl FnOnce(&mut Emit<'_>)) -> Found {
    let (mut found, mut fault) = (Vec::new(), None);
    load(&mut |loaded| match loaded {
        Ok(document) => found.push(article_of(&document, own)),
        Err((_, failed)) => fault = Some(failed.message),
    });
    match (found.is_empty(), fault) {
        (true, Some(fault)) => Err(fault),
        (true, None) => Err("no article in it".to_owned()),
        (false, _) => Ok(found),
    }
}

/// The bytes that stand for an article.
enum Own<'b> {
    /// Those of its file.
    File(&'b [u8]),
    /// Its decoded text: it is one of several in its file.
    Member,
}

fn article_of(document: &Document<'_>, own: &Own<'_>) -> ReadArticle {
    let article = extract::extract(document, Demand::ARTICLE);
    let (bytes, charset) = match own {
        Own::File(bytes) => (bytes.to_vec(), document.source.encoding.name.to_ascii_lowercase()),
        Own::Member => (document.text.as_bytes().to_vec(), "utf-8".to_owned()),
    };
    let mime = match document.source.format.mime() {
        mime if mime.starts_with("text/") => format!("{mime}; charset={charset}"),
        mime => mime.to_owned(),
    };
    ReadArticle {
        mime,
        bytes,
        cited: article.cited_urls().into_iter().map(str::to_owned).collect(),
        record: (&article).into(),
    }
}
