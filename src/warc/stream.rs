//! The bytes of a WARC file in units: the whole file where it is not packed, else one gzip member or zstd
//! frame after the other, each with its place; where gzip members end, records may go on unpacked. It does
//! not know records; see `reader`.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use memchr::memchr2;

use crate::warc::zstd::{self, Frames};

/// How many times its size a gzip member or zstd frame may unpack to, once that is more than [`DENSE`].
pub(super) const RATIO: u64 = 400;

/// Bytes to which any of them may unpack.
const DENSE: u64 = 64 << 20;

/// Bytes that are read at a time.
const BUFFER: usize = 64 * 1024;

const GZIP: [u8; 3] = [0x1f, 0x8b, 0x08];

/// What a record begins with.
const RECORD: &[u8] = b"WARC/";

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// A file in units.
pub(super) struct Stream<R> {
    state: State<R>,
    packing: Packing,
    /// What is kept from zstd frame to zstd frame.
    frames: Option<Box<Frames>>,
    inflated: Buffer,
    /// Where the current unit begins in the file.
    start: u64,
    /// Bytes that the current unit has unpacked to.
    unpacked: u64,
}

enum State<R> {
    /// Nothing was read yet.
    New(Source<R>),
    /// In a file that is not packed, or in what is not packed of one.
    Plain(Source<R>),
    /// In a gzip member.
    Member(Box<GzDecoder<Source<R>>>),
    /// In a zstd frame.
    Frame(Source<R>),
    /// Behind a gzip member or zstd frame.
    Between(Source<R>),
    /// At the end, or where reading failed for good.
    Ended { position: u64 },
}

impl<R: Read> Stream<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            state: State::New(Source::new(inner)),
            packing: Packing::Plain,
            frames: None,
            inflated: Buffer::new(),
            start: 0,
            unpacked: 0,
        }
    }

    /// Goes on to the next unit; false at the end. What is left of the current one is lost. Behind damaged
    /// data this is the next place that looks like one, so that no byte is looked at twice.
    pub(super) fn next_unit(&mut self) -> io::Result<bool> {
        self.inflated.clear();
        let source = match self.take() {
            State::New(mut source) => {
                let start = source.peek(4)?;
                self.packing = match start {
                    _ if start.starts_with(&GZIP[..2]) => Packing::Gzip,
                    _ if start.starts_with(&zstd::FRAME) || zstd::is_skippable(start) => Packing::Zstd,
                    _ => Packing::Plain,
                };
                if self.packing == Packing::Plain {
                    let filled = !start.is_empty();
                    self.state = State::Plain(source);
                    return Ok(filled);
                }
                source
            }
            State::Plain(mut source) => {
                // Unpacked records end where gzip members begin.
                if !source.peek(GZIP.len())?.starts_with(&GZIP) {
                    return Ok(false);
                }
                self.packing = Packing::Gzip;
                source
            }
            State::Member(decoder) => decoder.into_inner(),
            State::Frame(source) | State::Between(source) => source,
            State::Ended { .. } => return Ok(false),
        };
        if self.packing == Packing::Zstd { self.next_frame(source) } else { self.next_member(source) }
    }

    fn next_member(&mut self, mut source: Source<R>) -> io::Result<bool> {
        let found = source.find(&GZIP, Some(RECORD))?;
        (self.start, self.unpacked) = (source.position, 0);
        self.state = match found {
            Some(true) => State::Member(Box::new(GzDecoder::new(source))),
            Some(false) => State::Plain(source),
            None => State::Between(source),
        };
        Ok(found.is_some())
    }

    fn next_frame(&mut self, mut source: Source<R>) -> io::Result<bool> {
        let frames = self.frames.get_or_insert_with(|| Box::new(Frames::new()));
        loop {
            let at = source.position;
            let start = source.peek(8)?;
            if !zstd::is_skippable(start) || start.len() < 8 {
                break;
            }
            let length = start[4..8].iter().rev().fold(0, |length, byte| length << 8 | u64::from(*byte));
            let is_dictionary = at == 0 && start.starts_with(&zstd::DICTIONARY);
            source.consume(8);
            if !is_dictionary {
                source.skip(length)?;
                continue;
            }
            let mut dictionary = Vec::new();
            (&mut source).take(length.min(zstd::DICTIONARY_LIMIT)).read_to_end(&mut dictionary)?;
            let taken = frames.take_dictionary(&dictionary);
            if let Err(error) = taken {
                self.state = State::Between(source);
                return Err(error);
            }
        }
        let found = source.find(&zstd::FRAME, None)?.is_some();
        (self.start, self.unpacked) = (source.position, 0);
        let begun = if found { frames.begin(&mut source) } else { Ok(()) };
        self.state = if found && begun.is_ok() { State::Frame(source) } else { State::Between(source) };
        begun.map(|()| found)
    }

    fn take(&mut self) -> State<R> {
        let position = self.position();
        std::mem::replace(&mut self.state, State::Ended { position })
    }

    /// Whether what is read is packed: a unit is a gzip member or zstd frame then.
    pub(super) fn is_packed(&self) -> bool {
        matches!(self.state, State::Member(_) | State::Frame(_) | State::Between(_))
    }

    /// Whether a gzip member begins here, in a file that is not packed.
    pub(super) fn is_at_member(&mut self) -> io::Result<bool> {
        match &mut self.state {
            State::Plain(source) => Ok(source.peek(GZIP.len())?.starts_with(&GZIP)),
            _ => Ok(false),
        }
    }

    /// Where the current unit begins in the file.
    pub(super) fn unit_start(&self) -> u64 {
        self.start
    }

    /// The bytes of the file that were used. Inside a unit that is packed it says nothing of the unpacked
    /// bytes.
    pub(super) fn position(&self) -> u64 {
        match &self.state {
            State::New(source) | State::Plain(source) | State::Frame(source) | State::Between(source) => {
                source.position
            }
            State::Member(decoder) => decoder.get_ref().position,
            State::Ended { position } => *position,
        }
    }

    /// The next bytes of the unit; none at its end. One that is packed is left when its data end or are
    /// damaged.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if self.inflated.is_empty() && matches!(self.state, State::Member(_) | State::Frame(_)) {
            let filled = self.unpack();
            if !matches!(filled, Ok(1..)) {
                self.state = match self.take() {
                    State::Member(decoder) => State::Between(decoder.into_inner()),
                    State::Frame(source) => State::Between(source),
                    other => other,
                };
            }
            filled?;
        }
        match &mut self.state {
            State::Plain(source) => source.fill_buf(),
            _ => Ok(self.inflated.bytes()),
        }
    }

    /// Unpacks more of the unit; gives how much.
    fn unpack(&mut self) -> io::Result<usize> {
        let read = match (&mut self.state, &mut self.frames) {
            (State::Member(decoder), _) => self.inflated.fill(decoder)?,
            (State::Frame(source), Some(frames)) => self.inflated.fill(&mut Frame { frames, source })?,
            _ => 0,
        };
        self.unpacked += read as u64;
        let packed = self.position() - self.start;
        if is_bomb(self.unpacked, packed) {
            let name = if self.packing == Packing::Zstd { "zstd" } else { "gzip" };
            return Err(io::Error::other(format!(
                "{name} data that unpack to more than {RATIO} times their size"
            )));
        }
        Ok(read)
    }

    pub(super) fn consume(&mut self, amount: usize) {
        match &mut self.state {
            State::Plain(source) => source.consume(amount),
            _ => self.inflated.start += amount,
        }
    }
}

/// Whether a unit that has unpacked so far to so many bytes is a decompression bomb.
fn is_bomb(unpacked: u64, packed: u64) -> bool {
    // Counted while it unpacks: a bomb is left as soon as it shows, not when it is done.
    unpacked > DENSE && unpacked / RATIO > packed
}

/// The unpacked bytes of a zstd frame.
struct Frame<'s, R> {
    frames: &'s mut Frames,
    source: &'s mut Source<R>,
}

impl<R: Read> Read for Frame<'_, R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        self.frames.read(self.source, target)
    }
}

/// A buffered reader that knows its position and can look ahead.
struct Source<R> {
    inner: R,
    buffer: Buffer,
    position: u64,
}

impl<R: Read> Source<R> {
    fn new(inner: R) -> Self {
        Self { inner, buffer: Buffer::new(), position: 0 }
    }

    /// The next bytes, at least `wanted` of them unless the end comes before.
    fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.buffer.bytes().len() < wanted && self.buffer.fill(&mut self.inner)? > 0 {}
        Ok(self.buffer.bytes())
    }

    /// Passes over everything before the next place that has these bytes, or those of another kind; gives
    /// whether it is of the first kind, or none at the end.
    fn find(&mut self, magic: &[u8], other: Option<&[u8]>) -> io::Result<Option<bool>> {
        let second = other.unwrap_or(magic);
        loop {
            let ahead = self.peek(magic.len().max(second.len()))?;
            if ahead.is_empty() {
                return Ok(None);
            }
            if ahead.starts_with(magic) {
                return Ok(Some(true));
            }
            if ahead.starts_with(second) {
                return Ok(Some(false));
            }
            // The first byte may be the magic one and yet begin nothing: the search goes on behind it.
            let junk = memchr2(magic[0], second[0], &ahead[1..]).map_or(ahead.len(), |at| at + 1);
            self.consume(junk);
        }
    }

    /// Passes over so many bytes, or those to the end.
    fn skip(&mut self, mut length: u64) -> io::Result<()> {
        while length > 0 {
            let available = self.fill_buf()?.len();
            if available == 0 {
                break;
            }
            let used = usize::try_from(length).unwrap_or(usize::MAX).min(available);
            self.consume(used);
            length -= used as u64;
        }
        Ok(())
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(target)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    fn consume(&mut self, amount: usize) {
        self.buffer.start += amount;
        self.position += amount as u64;
    }
}

/// Bytes that were read and not yet used.
struct Buffer {
    store: Box<[u8]>,
    start: usize,
    end: usize,
}

impl Buffer {
    fn new() -> Self {
        Self { store: Box::default(), start: 0, end: 0 }
    }

    fn bytes(&self) -> &[u8] {
        &self.store[self.start..self.end]
    }

    fn is_empty(&self) -> bool {
        self.start == self.end
    }

    fn clear(&mut self) {
        (self.start, self.end) = (0, 0);
    }

    /// Reads once, behind what is there already; gives how much.
    fn fill(&mut self, reader: &mut impl Read) -> io::Result<usize> {
        if self.store.is_empty() {
            // Made on first use: a plain file needs no second buffer for what unpacks.
            self.store = vec![0; BUFFER].into();
        }
        self.store.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        loop {
            match reader.read(&mut self.store[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.end += read;
                    return Ok(read);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn member(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// Each unit's place and its bytes, or that it was damaged.
    fn units(file: &[u8]) -> Vec<(u64, Result<Vec<u8>, ()>)> {
        let mut stream = Stream::new(file);
        let mut units = Vec::new();
        while stream.next_unit().unwrap() {
            let mut bytes = Vec::new();
            let end = loop {
                match stream.fill() {
                    Ok([]) => break Ok(bytes),
                    Ok(more) => {
                        bytes.extend_from_slice(more);
                        let used = more.len();
                        stream.consume(used);
                    }
                    Err(_) => break Err(()),
                }
            };
            units.push((stream.unit_start(), end));
        }
        units
    }

    #[test]
    fn a_plain_file_is_one_unit() {
        assert_eq!(units(b"some bytes"), [(0, Ok(b"some bytes".to_vec()))]);
        assert_eq!(units(b""), []);
    }

    #[test]
    fn each_gzip_member_is_a_unit_with_its_place() {
        let (one, two) = (member(b"one"), member(&[7; 300_000]));
        let file = [one.as_slice(), &two, &member(b"")].concat();
        let expected = [
            (0, Ok(b"one".to_vec())),
            (one.len() as u64, Ok(vec![7; 300_000])),
            ((one.len() + two.len()) as u64, Ok(vec![])),
        ];
        assert_eq!(units(&file), expected);
    }

    fn frame(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn skippable(kind: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        [&[kind, 0x2a, 0x4d, 0x18][..], &length, bytes].concat()
    }

    #[test]
    fn each_zstd_frame_is_a_unit_with_its_place() {
        let (one, two) = (frame(b"one"), frame(&[7; 300_000]));
        let note = skippable(0x50, b"a note");
        let file = [note.as_slice(), &one, &note, &two, b"junk", &one[..one.len() - 2]].concat();
        let first = note.len() as u64;
        let second = first + (one.len() + note.len()) as u64;
        let expected = [
            (first, Ok(b"one".to_vec())),
            (second, Ok(vec![7; 300_000])),
            (second + two.len() as u64 + 4, Err(())),
        ];
        assert_eq!(units(&file), expected);
    }

    #[test]
    fn what_zstd_cannot_be_read_without_is_named() {
        let table = [
            // A window of 256 MiB, a block of nothing.
            (vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x90, 1, 0, 0], "zstd data that look back more than 128 MiB"),
            // The dictionary 7.
            (
                vec![0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 0, 1, 0, 0],
                "zstd data that need a dictionary that is not in the file",
            ),
            (skippable(0x5d, b"no dictionary"), "damaged zstd dictionary"),
            (skippable(0x5d, b""), "damaged zstd dictionary"),
        ];
        for (file, words) in table {
            let mut stream = Stream::new(&file[..]);
            assert_eq!(stream.next_unit().unwrap_err().to_string(), words);
            assert!(!stream.next_unit().unwrap());
        }
    }

    #[test]
    fn records_go_on_unpacked_behind_members_and_packed_behind_them() {
        let (one, plain, two) = (member(b"one"), b"WARC/1.0 and so on", member(b"two"));
        let file = [one.as_slice(), plain].concat();
        assert_eq!(units(&file), [(0, Ok(b"one".to_vec())), (one.len() as u64, Ok(plain.to_vec()))]);
        let file = [one.as_slice(), plain, &two].concat();
        let mut stream = Stream::new(&file[..]);
        assert!(stream.next_unit().unwrap() && stream.next_unit().unwrap() && !stream.is_packed());
        stream.fill().unwrap();
        stream.consume(plain.len());
        assert!(stream.is_at_member().unwrap() && stream.next_unit().unwrap());
        assert_eq!(stream.fill().unwrap(), b"two");
    }

    #[test]
    fn padding_and_junk_between_members_are_passed_over() {
        let (one, two) = (member(b"one"), member(b"two"));
        let file = [one.as_slice(), b"\0\0\x1f\x8bjunk", &two, b"\0\0\0"].concat();
        assert_eq!(units(&file), [(0, Ok(b"one".to_vec())), (one.len() as u64 + 8, Ok(b"two".to_vec()))]);
    }

    #[test]
    fn a_damaged_member_does_not_hide_the_next() {
        let mut file = member(&(0..200u8).collect::<Vec<_>>());
        let (middle, first) = (file.len() / 2, file.len());
        file[middle] ^= 0x55;
        file.extend(member(b"two"));
        let units = units(&file);
        assert_eq!(units.first(), Some(&(0, Err(()))));
        assert_eq!(units.last(), Some(&(first as u64, Ok(b"two".to_vec()))));
    }

    #[test]
    fn only_large_and_very_dense_members_are_bombs() {
        let table = [
            (DENSE, 1, false),
            (DENSE * 2, DENSE * 2 / RATIO, false),
            (DENSE * 2, DENSE * 2 / RATIO - 1, true),
            (u64::MAX, u64::MAX, false),
        ];
        for (unpacked, packed, bomb) in table {
            assert_eq!(is_bomb(unpacked, packed), bomb, "{unpacked} from {packed}");
        }
    }

    #[test]
    fn a_member_that_breaks_off_is_damaged() {
        let file = member(b"some words that are long enough");
        for end in 3..file.len() {
            assert_eq!(units(&file[..end]), [(0, Err(()))], "{end}");
        }
    }
}
