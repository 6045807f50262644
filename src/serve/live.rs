//! A report that follows its articles: a page that shows the newest one and keeps its place.

use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::serve::loopback::{Answer, Loopback, Pages};

/// How the page around the report looks: it is not seen.
const STYLE: &str = "html,body{margin:0;height:100%;overflow:hidden;background:Canvas}\
    iframe{position:absolute;inset:0;width:100%;height:100%;border:0;visibility:hidden}iframe.shown{visibility:visible}\
    #gone{position:fixed;bottom:0;left:0;right:0;margin:0;padding:.4em 1em;background:#b3261e;color:#fff;font:14px sans-serif}";

/// Asks for the number of the newest report; a newer one is loaded behind the one that is shown, put to the
/// same place with the same parts open and the same filters, and then shown.
const SCRIPT: &str = include_str!("live.js");

/// What the report may load: nothing but what is written into it.
const REPORT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

/// The newest report.
#[derive(Clone, Default)]
pub struct Report(Arc<Mutex<(u64, Vec<u8>)>>);

impl Report {
    /// Puts a newer one in its place.
    pub fn renew(&self, html: Vec<u8>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held = (held.0 + 1, html);
    }

    fn number(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn html(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }
}

/// A report that is served.
pub struct Live {
    loopback: Loopback,
    report: Report,
}

impl Live {
    /// Binds a port of 127.0.0.1; 0 is any that is free.
    pub fn bind(port: u16, report: Report) -> io::Result<Self> {
        Ok(Self { loopback: Loopback::bind(port)?, report })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.loopback.port
    }

    /// Answers until the interrupt is set.
    pub fn run(&self, interrupted: &AtomicBool) {
        self.loopback.run(self, interrupted);
    }
}

impl Pages for Live {
    fn answer(&self, address: &str) -> Answer {
        match address.split('?').next().unwrap_or_default() {
            "/" => around(),
            "/report" => Answer {
                status: 200,
                kind: "text/html; charset=utf-8".to_owned(),
                policy: REPORT_POLICY.to_owned(),
                location: None,
                body: self.report.html(),
            },
            "/number" => plain(200, &self.report.number().to_string()),
            _ => self.fault(404, "There is no such page."),
        }
    }

    fn fault(&self, status: u16, words: &str) -> Answer {
        plain(status, words)
    }
}

fn plain(status: u16, words: &str) -> Answer {
    Answer {
        status,
        kind: "text/plain; charset=utf-8".to_owned(),
        policy: "default-src 'none'".to_owned(),
        location: None,
        body: words.as_bytes().to_vec(),
    }
}

/// The page around the report.
fn around() -> Answer {
    let digest = |words: &str| format!("sha256-{}", BASE64.encode(&Sha256::digest(words)));
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let body = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>newscheck watch</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<p id=\"gone\" role=\"status\" hidden>newscheck watch has ended: this is its last report.</p>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
    Answer {
        status: 200,
        kind: "text/html; charset=utf-8".to_owned(),
        policy,
        location: None,
        body: body.into_bytes(),
    }
}
