//! Generated articles: the same for the same seed, in every format, with and without faults.

use std::fs;
use std::path::Path;

/// A small generator of numbers (xorshift), so that tests need no dependency for it.
pub struct Numbers(u64);

impl Numbers {
    /// Numbers from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    /// One of some things.
    pub fn one_of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}

/// A paragraph with markers up to `labels`.
fn paragraph(numbers: &mut Numbers, labels: usize) -> String {
    const SUBJECTS: &[&str] = &[
        "The harbour board",
        "Zwei Ministerinnen",
        "La mairie",
        "Рыбаки",
        "東京の製粉業者",
        "A panel of engineers",
    ];
    const VERBS: &[&str] = &["put off", "questioned", "defended", "veröffentlichte", "withdrew"];
    const OBJECTS: &[&str] =
        &["the dredging plan", "den Haushalt", "a second audit", "the merger terms [sic]", "array[2]"];
    let sentences = 1 + numbers.below(4);
    let sentence = |numbers: &mut Numbers| {
        let marker =
            if numbers.below(2) == 0 { format!(" [{}]", 1 + numbers.below(labels)) } else { String::new() };
        format!("{} {} {}{marker}.", numbers.one_of(SUBJECTS), numbers.one_of(VERBS), numbers.one_of(OBJECTS))
    };
    (0..sentences).map(|_| sentence(numbers)).collect::<Vec<_>>().join(" ")
}

/// An article as headline, paragraphs and entries; some labels are dangling, some entries unused.
fn parts(numbers: &mut Numbers) -> (String, Vec<String>, usize) {
    let entries = 1 + numbers.below(6);
    let labels = entries + numbers.below(2);
    let paragraphs = (0..1 + numbers.below(8)).map(|_| paragraph(numbers, labels)).collect();
    (format!("Article number {} of the year", numbers.below(10_000)), paragraphs, entries)
}

/// An article in plain text.
pub fn text(numbers: &mut Numbers) -> String {
    let (headline, paragraphs, entries) = parts(numbers);
    let list: String =
        (1..=entries).map(|label| format!("[{label}] https://example.org/{label}/source\n")).collect();
    format!(
        "{headline}\n\nTuesday, Mar 18, 2025 9:00 am ET\n\n{}\n\nReferences\n{list}",
        paragraphs.join("\n\n")
    )
}

/// An article in Markdown.
pub fn markdown(numbers: &mut Numbers) -> String {
    let (headline, paragraphs, entries) = parts(numbers);
    let list: String =
        (1..=entries).map(|label| format!("{label}. A title. <https://example.org/{label}>\n")).collect();
    format!("# {headline}\n\n{}\n\n## Sources\n\n{list}", paragraphs.join("\n\n"))
}

/// An article in reStructuredText.
pub fn rst(numbers: &mut Numbers) -> String {
    let (headline, paragraphs, entries) = parts(numbers);
    let list: String =
        (1..=entries).map(|label| format!(".. [{label}] https://example.org/{label}\n")).collect();
    format!(
        "{headline}\n{}\n\n{}\n\n{list}",
        "=".repeat(headline.len()),
        paragraphs.join("\n\n").replace(']', "]_")
    )
}

/// An article in HTML.
pub fn html(numbers: &mut Numbers) -> String {
    let (headline, paragraphs, entries) = parts(numbers);
    let body: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    let list: String = (1..=entries)
        .map(|label| format!("<li><a href=\"https://example.org/{label}\">A title</a></li>\n"))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{headline}</title></head><body><article><h1>{headline}</h1>\n{body}<h2>References</h2>\n<ol>\n{list}</ol></article></body></html>\n"
    )
}

/// A line of ndjson.
pub fn row(numbers: &mut Numbers, id: usize) -> String {
    if numbers.below(20) == 0 {
        return "{\"id\": broken\n".to_owned();
    }
    let row = serde_json::json!({ "id": format!("row-{id}"), "text": text(numbers) });
    format!("{row}\n")
}

/// Fills a folder with files of every kind, broken ones too. Gives their number.
pub fn fill(folder: &Path, files: usize, seed: u64) -> usize {
    let mut numbers = Numbers::new(seed);
    for index in 0..files {
        let sub = folder.join(format!("part-{}", index % 7));
        fs::create_dir_all(&sub).unwrap();
        let (ending, bytes): (&str, Vec<u8>) = match numbers.below(16) {
            0..=4 => ("txt", text(&mut numbers).into_bytes()),
            5..=6 => ("md", markdown(&mut numbers).into_bytes()),
            7 => ("rst", rst(&mut numbers).into_bytes()),
            8..=9 => ("html", html(&mut numbers).into_bytes()),
            10 => ("ndjson", (0..20).map(|id| row(&mut numbers, id)).collect::<String>().into_bytes()),
            11 => ("txt", text(&mut numbers).replace('\n', "\r\n").into_bytes()),
            12 => (
                "txt",
                text(&mut numbers).encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
                    bytes.extend(unit.to_le_bytes());
                    bytes
                }),
            ),
            13 => ("md", b"Nothing to see here.\n".to_vec()),
            14 => ("txt", (0..400u32).map(|byte| (byte.wrapping_mul(37) % 256) as u8).collect()),
            _ => ("json", b"{\"schema\": \"newscheck/article/1\", \"body\": ".to_vec()),
        };
        fs::write(sub.join(format!("file-{index:04}.{ending}")), bytes).unwrap();
    }
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("blank.md"), " \n\t\n").unwrap();
    fs::write(
        folder.join("latin.txt"),
        b"Caf\xe9 [1]\n\nR\xe9f\xe9rences\n[1] https://example.org/caf\xe9\n",
    )
    .unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.join("link.txt")).unwrap();
    files + if cfg!(unix) { 4 } else { 3 }
}
