//! Independent tools accept and replay what is written: tests/scripts/validate.sh runs these tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use newscheck::archive::{Attachment, Remarks, Selection};

use crate::captures::fill;
use crate::given::{at, data_files, exchange, html, open, text};
use crate::packages::package;

/// Runs every validator on a file; what fails is in the message.
fn validate(file: &Path) {
    let folder = std::env::var("NEWSCHECK_VALIDATORS")
        .expect("NEWSCHECK_VALIDATORS names the folder that has validate.sh");
    let output =
        Command::new("bash").arg(PathBuf::from(folder).join("validate.sh")).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{}\n{said}", file.display());
    assert!(
        output.status.success() && said.contains("0 tool(s) failed") && !said.contains("warn:"),
        "{}:\n{said}",
        file.display()
    );
}

#[test]
#[ignore = "needs NEWSCHECK_VALIDATORS: tests/scripts/validate.sh"]
fn data_files_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.finish().unwrap();
    for file in data_files(folder.path()) {
        validate(&file);
    }
}

#[test]
#[ignore = "needs NEWSCHECK_VALIDATORS: tests/scripts/validate.sh"]
fn packages_are_valid() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = open(folder.path(), 0);
    fill(&mut archive);
    archive.finish().unwrap();
    let mut archive = open(folder.path(), 8000);
    let page = html("attached page");
    let url = "https://example.org/page";
    let attached = Attachment {
        url,
        bytes: &page,
        mime: "text/html",
        file_name: Some("page.html"),
        at: at(8001),
        page: None,
    };
    archive.attach(&attached).unwrap();
    archive
        .add_exchange(&exchange("https://example.org/plain", 8002, &html("plain")), &text, Remarks::default())
        .unwrap();
    archive.commit().unwrap();
    let all = folder.path().join("all.wacz");
    archive.export(Selection::All, &all, &package()).unwrap();
    validate(&all);
    let article = folder.path().join("article.wacz");
    archive.export(Selection::Articles(&[archive.articles().unwrap()[0].id]), &article, &package()).unwrap();
    validate(&article);
}
