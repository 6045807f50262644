//! What pages repeat: running headers and footers, page numbers. It is no part of the text.

use std::collections::HashMap;

use crate::input::pdf::lines::Line;

/// Lines at the top and at the bottom of a page that may be repeated ones.
const LINES: usize = 3;

/// How far repeated lines may stand from each other, in points.
const SAME: f64 = 3.0;

/// Letters of a page's number with what stands around it: `Page 12 of 140`.
const NUMBER: usize = 24;

/// The lines of pages without what the pages repeat.
pub fn without(lines: Vec<Line>) -> Vec<Line> {
    let edges = edges(&lines);
    let repeated = repeated(&lines, &edges);
    let numbers = numbers(&lines, &edges);
    let mut dropped = vec![false; lines.len()];
    for at in repeated.into_iter().chain(numbers) {
        dropped[at] = true;
    }
    let mut dropped = dropped.into_iter();
    lines.into_iter().filter(|_| !dropped.next().unwrap_or(false)).collect()
}

/// By page: its highest and its lowest lines, each from the edge on.
fn edges(lines: &[Line]) -> Vec<[Vec<usize>; 2]> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if pages.len() <= line.page {
            pages.resize(line.page + 1, Vec::new());
        }
        pages[line.page].push(at);
    }
    let edge = |mut page: Vec<usize>| {
        page.sort_by(|&a, &b| lines[b].y.total_cmp(&lines[a].y));
        let top = page.iter().take(LINES).copied().collect();
        [top, page.iter().rev().take(LINES).copied().collect()]
    };
    pages.into_iter().map(edge).collect()
}

/// Lines that stand on several pages at the same height, but for their numbers.
fn repeated(lines: &[Line], edges: &[[Vec<usize>; 2]]) -> Vec<usize> {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for &at in edges.iter().flatten().flatten() {
        let text = lines[at].text.chars().map(|letter| if letter.is_numeric() { '0' } else { letter });
        let mut key: String = text.collect();
        while key.contains("00") {
            key = key.replace("00", "0");
        }
        let places = seen.entry(key).or_default();
        if !places.contains(&at) {
            places.push(at);
        }
    }
    let mut found = Vec::new();
    for mut places in seen.into_values() {
        places.sort_by(|&a, &b| lines[a].y.total_cmp(&lines[b].y));
        for group in places.chunk_by(|&a, &b| (lines[a].y - lines[b].y).abs() < SAME) {
            let first = lines[group[0]].page;
            if group.iter().any(|&at| lines[at].page != first) {
                found.extend_from_slice(group);
            }
        }
    }
    found
}

/// Lines at the edge of a page that are its number: it counts with the pages, or the page is the only one
/// and the number stands apart.
fn numbers(lines: &[Line], edges: &[[Vec<usize>; 2]]) -> Vec<usize> {
    let mut by_distance: HashMap<i64, Vec<usize>> = HashMap::new();
    for &at in edges.iter().flatten().filter_map(|edge| edge.first()) {
        let Some(number) = page_number(&lines[at].text) else { continue };
        by_distance.entry(number - lines[at].page as i64).or_default().push(at);
    }
    let several = |places: &Vec<usize>| places.iter().any(|&at| lines[at].page != lines[places[0]].page);
    let mut found: Vec<usize> =
        by_distance.values().filter(|places| several(places)).flatten().copied().collect();
    for at in by_distance.into_values().flatten() {
        let line = &lines[at];
        let near = lines.iter().filter(|other| other.page == line.page && other.y != line.y);
        let apart = near.map(|other| (other.y - line.y).abs()).fold(f64::MAX, f64::min);
        if edges.len() <= 2 && apart > 1.8 * line.size && apart < f64::MAX {
            found.push(at);
        }
    }
    found
}

/// The number of a page in a line that holds nothing else: `12`, `- 12 -`, `12 / 140`, `Page 12 of 140`.
fn page_number(text: &str) -> Option<i64> {
    if text.len() > NUMBER {
        return None;
    }
    let digits = |word: &&str| !word.is_empty() && word.len() <= 5;
    let numbers: Vec<&str> = text.split(|letter: char| !letter.is_ascii_digit()).filter(digits).collect();
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let fits = match numbers[..] {
        [_] => words <= 1,
        [_, _] => words <= 2,
        _ => false,
    };
    fits.then(|| numbers[0].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: usize, y: f64, text: &str) -> Line {
        Line { page, y, size: 10.0, x1: 100.0, text: text.to_owned(), ..Line::default() }
    }

    #[test]
    fn what_pages_repeat_is_no_text() {
        let pages = (0..3).flat_map(|page| {
            [
                line(page, 800.0, &format!("Ports Quarterly {}", 2020 + page)),
                line(page, 700.0, "The dam holds."),
                line(page, 600.0 - page as f64 * 20.0, "Again: 5 boats."),
                line(page, 30.0, &format!("Page {} of 9", page + 7)),
            ]
        });
        let kept: Vec<String> = without(pages.collect()).into_iter().map(|line| line.text).collect();
        assert_eq!(kept.iter().filter(|text| text.starts_with("Again")).count(), 3, "{kept:?}");
        assert!(!kept.iter().any(|text| text.contains("Ports") || text.contains("Page")), "{kept:?}");
    }

    #[test]
    fn numbers_of_pages_are_known() {
        let table = [
            ("12", Some(12)),
            ("- 12 -", Some(12)),
            ("3 / 14", Some(3)),
            ("Page 3 of 14", Some(3)),
            ("The 12 boats left.", None),
            ("12 March 2024 10", None),
        ];
        for (text, number) in table {
            assert_eq!(page_number(text), number, "{text}");
        }
    }
}
