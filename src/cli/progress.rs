//! How far a run is, in a line: files, articles and bytes, how fast, and how long it goes on. It does not
//! draw the line; see `terminal`.

use std::time::Duration;

use crate::pipeline::ui::Reached;
use crate::render::words::grouped;

/// Before that much is done, how long the rest takes is a guess.
const TELLING: f64 = 0.001;

/// The part of the run that is behind it, where that is known: of a pipe nobody knows the length.
pub fn share(reached: &Reached) -> Option<f64> {
    let all = reached.all as f64;
    let within = match (reached.bytes, reached.of) {
        (0, _) => 0.0,
        (_, 0) if reached.all == 1 => return None,
        (_, 0) => 0.0,
        (bytes, of) => bytes as f64 / of as f64,
    };
    (all > 0.0).then(|| ((reached.files as f64 + within) / all).min(1.0))
}

/// `12,000 of 2,000,000 files, 3,120 articles/s, 11 min left`.
pub fn words(reached: &Reached, spent: Duration) -> String {
    let mut parts = Vec::new();
    if reached.all > 1 {
        parts.push(format!("{} of {} files", grouped(reached.files), grouped(reached.all)));
    }
    if reached.bytes > 0 || reached.all <= 1 {
        parts.push(format!("{} articles", grouped(reached.articles)));
    }
    match (reached.bytes, reached.of) {
        (0, _) => {}
        (bytes, 0) => parts.push(size(bytes)),
        (bytes, of) => parts.push(format!("{} of {}", size(bytes), size(of))),
    }
    let seconds = spent.as_secs_f64().max(0.001);
    let rate = reached.articles as f64 / seconds;
    parts.push(if rate < 10.0 {
        format!("{rate:.1} articles/s")
    } else {
        format!("{} articles/s", grouped(rate as usize))
    });
    if let Some(share) = share(reached).filter(|share| *share >= TELLING) {
        parts.push(format!("{} left", duration(seconds * (1.0 - share) / share)));
    }
    parts.join(", ")
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..60 => format!("{whole} s"),
        60..3600 => format!("{} min", whole.div_ceil(60)),
        3600..172_800 => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
        _ => format!("{} days", whole / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1_000_000;

    fn reached(files: usize, all: usize, articles: usize, bytes: u64, of: u64) -> Reached {
        Reached { files, all, articles, bytes, of }
    }

    #[test]
    fn a_line_says_how_far_how_fast_and_how_long_yet() {
        let table = [
            // Files: one article each.
            (
                reached(12_000, 2_000_000, 12_000, 0, 0),
                4,
                "12,000 of 2,000,000 files, 3,000 articles/s, 12 min left",
            ),
            // One archive, by its bytes.
            (
                reached(0, 1, 900, 250 * MB, 1000 * MB),
                60,
                "900 articles, 250.0 MB of 1.0 GB, 15 articles/s, 3 min left",
            ),
            // The third of four archives.
            (
                reached(2, 4, 50_000, 500 * MB, 1000 * MB),
                36_000,
                "2 of 4 files, 50,000 articles, 500.0 MB of 1.0 GB, 1.4 articles/s, 6 h 0 min left",
            ),
            // A pipe has no end that is known.
            (reached(0, 1, 80_000, 3_400 * MB, 0), 8, "80,000 articles, 3.4 GB, 10,000 articles/s"),
            // What is hardly begun has no estimate.
            (reached(1, 1_000_000, 1, 0, 0), 2, "1 of 1,000,000 files, 0.5 articles/s"),
            (reached(3, 3, 3, 0, 0), 2, "3 of 3 files, 1.5 articles/s, 0 s left"),
        ];
        for (reached, seconds, expected) in table {
            assert_eq!(words(&reached, Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn a_share_is_never_more_than_all_of_it() {
        assert_eq!(share(&reached(3, 3, 9, 5, 5)), Some(1.0));
        assert_eq!(share(&reached(1, 2, 9, 5, 0)), Some(0.5));
        assert_eq!(share(&reached(0, 1, 9, 5, 0)), None);
        assert_eq!(share(&reached(0, 0, 0, 0, 0)), None);
    }
}
