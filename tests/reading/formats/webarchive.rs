//! Web archives of Safari.

use std::path::Path;

use newscheck::model::Format;

use super::support::{outcome, reports, unreadable};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats").join(name)).unwrap()
}

#[test]
fn the_main_page_is_the_article_and_links_lead_from_its_address() {
    for name in ["keeper.webarchive", "-", "keeper.html"] {
        let reports = reports(name, &fixture("safari.webarchive"));
        assert_eq!((reports.len(), reports[0].source.format), (1, Format::Webarchive));
        let article = outcome(&reports[0]).unwrap();
        let cited: Vec<&str> =
            article.citations.iter().map(|citation| citation.target.url().unwrap_or("")).collect();
        assert_eq!(cited, ["https://canal.example/notices/brenn", "https://canals.example.org/desk"]);
        let url = article.url.as_ref().map(|url| url.value.as_str());
        assert_eq!(url, Some("https://canal.example/2026/01/09/keeper"));
        assert!(!article.body.iter().any(|block| block.text.contains("half price")));
        assert_eq!(unreadable(&reports[0]), Vec::<&str>::new());
    }
}

#[test]
fn a_page_of_frames_is_the_frame_with_the_words() {
    let reports = reports("a.webarchive", &fixture("frames.webarchive"));
    let article = outcome(&reports[0]).unwrap();
    assert_eq!(article.citations.len(), 2);
    assert_eq!(article.url.as_ref().map(|url| url.value.as_str()), Some("https://canal.example/inner"));
}

#[test]
fn damage_is_told_and_nothing_panics() {
    let whole = fixture("safari.webarchive");
    for cut in (0..whole.len()).step_by(7) {
        let reports = reports("a.webarchive", &whole[..cut]);
        assert!(outcome(&reports[0]).is_err(), "cut at {cut}");
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        assert_eq!(reports("a.webarchive", &bytes).len(), 1, "damaged at {at}");
    }
    let other = b"bplist00\xd0\x08\0\0\0\0\0\0\x01\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x09";
    let reports = reports("settings.txt", other);
    assert!(outcome(&reports[0]).unwrap_err().contains("a binary property list"));
}

/// A list whose frames are lists of each other, and one of a million frames that are all the first.
#[test]
fn frames_that_hold_themselves_are_bounded() {
    let list = |frames: usize| {
        let mut bytes = b"bplist00".to_vec();
        let mut places = vec![bytes.len()];
        bytes.extend([0xd1, 0, 0, 0, 1, 0, 0, 0, 2]);
        places.push(bytes.len());
        bytes.extend(b"\x5f\x10\x13WebSubframeArchives");
        places.push(bytes.len());
        bytes.extend([0xaf, 0x12]);
        bytes.extend(u32::try_from(frames).unwrap().to_be_bytes());
        bytes.extend(std::iter::repeat_n([0u8; 4], frames).flatten());
        let table = bytes.len();
        bytes.extend(places.iter().flat_map(|&place| u32::try_from(place).unwrap().to_be_bytes()));
        bytes.extend([0, 0, 0, 0, 0, 0, 4, 4]);
        for number in [3, 0, table] {
            bytes.extend(u64::try_from(number).unwrap().to_be_bytes());
        }
        bytes
    };
    for frames in [1, 1_000_000] {
        let reports = reports("a.webarchive", &list(frames));
        assert!(outcome(&reports[0]).unwrap_err().contains("no page in it"));
    }
}
