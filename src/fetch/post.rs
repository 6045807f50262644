//! Sends bytes to a service that answers in bytes, such as a time-stamping authority. It follows no redirect,
//! does not try again, and knows nothing of what is sent.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::client::Connections;
use super::fault::Fault;
use super::{Contacted, FetchError, FetchOptions, guard, proxies, resolver};

/// How often it is looked whether the run is interrupted.
const LOOK: Duration = Duration::from_millis(50);

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Post<'p> {
    /// The service.
    pub url: &'p str,
    /// The media type of the bytes.
    pub content_type: &'static str,
    /// The bytes.
    pub body: &'p [u8],
    /// Bytes of the answer that are read; a longer one is an error.
    pub most: usize,
}

/// Why no answer came.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// Nothing can be asked.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The address is none that is asked.
    #[error("{0}")]
    Address(String),
    /// The service answered with another status than 200.
    #[error("status {0}")]
    Status(u16),
    /// It did not answer.
    #[error("{0}")]
    NoAnswer(String),
    /// The run was interrupted.
    #[error("interrupted")]
    Interrupted,
}

/// Sends bytes and gives what came back.
pub fn post(post: Post<'_>, options: &FetchOptions) -> Result<(Vec<u8>, Contacted), PostError> {
    let url = guard::admit(post.url, &options.allow_private)
        .map_err(|refusal| PostError::Address(refusal.to_string()))?;
    let connections = Connections::new(options, proxies(options)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(resolver::RESOLVERS)
        .build()
        .map_err(FetchError::Start)?;
    let answered = runtime.block_on(async {
        let sent = connections.post(&url, (post.content_type, post.body), post.most);
        tokio::select! {
            answered = sent => answered.map_err(|fault| PostError::NoAnswer(words(&fault))),
            () = interrupted(options) => Err(PostError::Interrupted),
        }
    });
    // A name that is still being resolved is not waited for.
    runtime.shutdown_background();
    match answered? {
        (200, body) => Ok((body, Contacted::of(connections.asked()))),
        (status, _) => Err(PostError::Status(status)),
    }
}

/// Ends when the run is to end.
async fn interrupted(options: &FetchOptions) {
    while !options.interrupted.load(Ordering::Relaxed) {
        tokio::time::sleep(LOOK).await;
    }
}

fn words(fault: &Fault) -> String {
    match fault {
        Fault::Refused(refusal) => refusal.to_string(),
        Fault::NoSuchHost => "no such host".to_owned(),
        Fault::TimedOut => "no answer in time".to_owned(),
        Fault::Unresolved(words)
        | Fault::Tls(words)
        | Fault::Unconnected(words)
        | Fault::Lost(words)
        | Fault::NotHttp(words) => words.clone(),
    }
}
