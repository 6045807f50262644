//! The bytes of a WARC file in units: the whole file where it is not compressed, else one gzip member after
//! the other, each with its place. It does not know records; see `reader`.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use memchr::memchr;

/// How many times its size a gzip member may unpack to, once that is more than [`DENSE`].
pub(super) const RATIO: u64 = 400;

/// Bytes to which any gzip member may unpack.
const DENSE: u64 = 64 << 20;

/// Bytes that are read at a time.
const BUFFER: usize = 64 * 1024;

const GZIP: [u8; 3] = [0x1f, 0x8b, 0x08];

/// A file in units.
pub(super) struct Stream<R> {
    state: State<R>,
    inflated: Buffer,
    /// Where the current unit begins in the file.
    start: u64,
    /// Bytes that the current gzip member has unpacked to.
    unpacked: u64,
}

enum State<R> {
    /// Nothing was read yet.
    New(Source<R>),
    /// In a file that is not compressed.
    Plain(Source<R>),
    /// In a gzip member.
    Member(Box<GzDecoder<Source<R>>>),
    /// Behind a gzip member.
    Between(Source<R>),
    /// At the end, or where reading failed for good.
    Ended { position: u64 },
}

impl<R: Read> Stream<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { state: State::New(Source::new(inner)), inflated: Buffer::new(), start: 0, unpacked: 0 }
    }

    /// Goes on to the next unit; false at the end. What is left of the current one is lost. Behind damaged
    /// data this is the next place that looks like a gzip member, so that no byte is looked at twice.
    pub(super) fn next_unit(&mut self) -> io::Result<bool> {
        self.inflated.clear();
        let mut source = match self.take() {
            State::New(mut source) => {
                let compressed = source.peek(2)?.starts_with(&GZIP[..2]);
                if !compressed {
                    let filled = !source.fill_buf()?.is_empty();
                    self.state = State::Plain(source);
                    return Ok(filled);
                }
                source
            }
            State::Member(decoder) => decoder.into_inner(),
            State::Between(source) => source,
            // A plain file is one unit.
            State::Plain(_) | State::Ended { .. } => return Ok(false),
        };
        let found = source.find_gzip()?;
        (self.start, self.unpacked) = (source.position, 0);
        self.state =
            if found { State::Member(Box::new(GzDecoder::new(source))) } else { State::Between(source) };
        Ok(found)
    }

    fn take(&mut self) -> State<R> {
        let position = self.position();
        std::mem::replace(&mut self.state, State::Ended { position })
    }

    /// Whether the file is compressed: a unit is a gzip member then.
    pub(super) fn is_gzip(&self) -> bool {
        matches!(self.state, State::Member(_) | State::Between(_))
    }

    /// Where the current unit begins in the file.
    pub(super) fn unit_start(&self) -> u64 {
        self.start
    }

    /// The bytes of the file that were used. Inside a gzip member it says nothing of the inflated bytes.
    pub(super) fn position(&self) -> u64 {
        match &self.state {
            State::New(source) | State::Plain(source) | State::Between(source) => source.position,
            State::Member(decoder) => decoder.get_ref().position,
            State::Ended { position } => *position,
        }
    }

    /// The next bytes of the unit; none at its end. A gzip member is left when its data end or are damaged.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if self.inflated.is_empty()
            && let State::Member(decoder) = &mut self.state
        {
            let filled = self.inflated.fill(decoder).and_then(|read| {
                self.unpacked += read as u64;
                let packed = decoder.get_ref().position - self.start;
                if is_bomb(self.unpacked, packed) {
                    Err(io::Error::other("gzip data that unpack to more than 400 times their size"))
                } else {
                    Ok(read)
                }
            });
            if !matches!(filled, Ok(1..))
                && let State::Member(decoder) = self.take()
            {
                self.state = State::Between(decoder.into_inner());
            }
            filled?;
        }
        match &mut self.state {
            State::Plain(source) => source.fill_buf(),
            _ => Ok(self.inflated.bytes()),
        }
    }

    pub(super) fn consume(&mut self, amount: usize) {
        match &mut self.state {
            State::Plain(source) => source.consume(amount),
            _ => self.inflated.start += amount,
        }
    }
}

/// Whether a gzip member that has unpacked so far to so many bytes is a decompression bomb.
fn is_bomb(unpacked: u64, packed: u64) -> bool {
    // Counted while it unpacks: a bomb is left as soon as it shows, not when it is done.
    unpacked > DENSE && unpacked / RATIO > packed
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

    /// Passes over everything before the next gzip member; false at the end.
    fn find_gzip(&mut self) -> io::Result<bool> {
        loop {
            let ahead = self.peek(GZIP.len())?;
            if ahead.is_empty() {
                return Ok(false);
            }
            if ahead.starts_with(&GZIP) {
                return Ok(true);
            }
            // The first byte may be the magic one and yet begin no member: the search goes on behind it.
            let junk = memchr(GZIP[0], &ahead[1..]).map_or(ahead.len(), |at| at + 1);
            self.consume(junk);
        }
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
