//! Reads a WARC or ARC file record by record, packed or not, in memory that does not grow with it. Behind a
//! damaged record it goes on with the next. It does not look into blocks; see `http`.

use std::io::{self, Read};

use memchr::memchr;

use crate::warc::arc::Arc;
use crate::warc::record::Header;
use crate::warc::stream::Stream;

/// Bytes that the header of a record may have.
pub const HEADER_LIMIT: usize = 64 * 1024;

/// Faults after which the rest of a file is not read.
pub const FAULT_LIMIT: usize = 10_000;

/// The records of a WARC file in order.
///
/// ```
/// use newscheck::warc::{Kind, Reader};
/// use std::io::Read;
/// let file = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 5\r\n\r\nWords\r\n\r\n";
/// let mut reader = Reader::new(&file[..]);
/// let header = reader.next_record().unwrap().unwrap();
/// let mut block = String::new();
/// reader.block().read_to_string(&mut block).unwrap();
/// assert_eq!((header.kind(), &*block), (Kind::Resource, "Words"));
/// assert_eq!(reader.finish().unwrap().unwrap().length, file.len() as u64);
/// assert!(reader.next_record().is_none());
/// ```
pub struct Reader<R> {
    stream: Stream<R>,
    unit: Unit,
    open: Option<Open>,
    /// Set behind a fault: what comes before the next line that begins as a record is passed over.
    lost: bool,
    faults: usize,
    head: Vec<u8>,
    /// What is known of the file if it is an ARC file.
    arc: Arc,
}

/// Where the reader is in the stream's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Before the next one.
    Before,
    /// At the first byte of one.
    Start,
    /// Inside one.
    Inside,
    /// Behind the last.
    End,
}

/// The record whose block is being read.
struct Open {
    /// Where it begins in the file: itself or the gzip member it stands in.
    start: u64,
    /// Whether it begins a unit.
    first: bool,
    /// Bytes of its block that were not read.
    left: u64,
    /// Why its block could not be read.
    failed: Option<Cause>,
}

/// Where a record stands in its file, compressed as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The first byte of the record, or of the gzip member that holds it and nothing else.
    pub offset: u64,
    /// The bytes to the next record.
    pub length: u64,
}

/// What is wrong with a record, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause} (at byte {offset})")]
pub struct Fault {
    /// The byte of the file at which the record begins, or the gzip member it stands in.
    pub offset: u64,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// Something else stands in its place.
    #[error("not a WARC record")]
    NoRecord,
    /// Its header is longer than [`HEADER_LIMIT`].
    #[error("record with a header of more than {HEADER_LIMIT} bytes")]
    LongHeader,
    /// The file or gzip member ends inside its header.
    #[error("record broken off in its header")]
    BrokenHeader,
    /// Its header does not say how long the block is.
    #[error("record without a valid Content-Length")]
    NoLength,
    /// The file or gzip member ends inside its block.
    #[error("record broken off: {missing} bytes of its block are missing")]
    BrokenOff {
        /// Bytes that should follow.
        missing: u64,
    },
    /// The file could not be read, or its gzip data are damaged.
    #[error("record that cannot be read: {0}")]
    Unreadable(String),
    /// There were more faults than [`FAULT_LIMIT`].
    #[error("more than {FAULT_LIMIT} damaged records: the rest is not read")]
    TooMany,
}

impl<R: Read> Reader<R> {
    /// Reads a file from its first byte on. The reader keeps buffers of its own.
    pub fn new(inner: R) -> Self {
        Self {
            stream: Stream::new(inner),
            unit: Unit::Before,
            open: None,
            lost: false,
            faults: 0,
            head: Vec::new(),
            arc: Arc::default(),
        }
    }

    /// The header of the next record; none at the end of the file. What was not read of the record before is
    /// passed over.
    pub fn next_record(&mut self) -> Option<Result<Header, Fault>> {
        if let Err(fault) = self.finish() {
            return Some(Err(fault));
        }
        let (start, header) = match self.read_header() {
            Ok(None) => return None,
            Ok(Some(start)) => (start, self.parse_head()),
            Err(fault) => return Some(Err(fault)),
        };
        let first = std::mem::replace(&mut self.unit, Unit::Inside) == Unit::Start;
        let header = header.map(|header| (header.content_length(), header));
        match header {
            Some((Some(left), header)) => {
                self.open = Some(Open { start, first, left, failed: None });
                Some(Ok(header))
            }
            Some((None, _)) => Some(Err(self.lose(start, Cause::NoLength))),
            None => Some(Err(self.lose(start, Cause::NoRecord))),
        }
    }

    /// The header that the lines in `self.head` are.
    fn parse_head(&mut self) -> Option<Header> {
        if self.head.starts_with(b"WARC/") {
            return Header::parse(&self.head);
        }
        // What goes wrong here shows again when the block is read.
        let document = self.stream.fill().unwrap_or_default();
        self.arc.header(&self.head, document)
    }

    /// Reads bytes of the same file in which other records may be hidden: everything before the first that
    /// begins is passed over.
    pub fn resume<S: Read>(&self, bytes: S) -> Reader<S> {
        Reader { arc: self.arc.clone(), lost: true, ..Reader::new(bytes) }
    }

    /// Whether the file is an ARC file, of whose lines the headers are made.
    pub fn is_arc(&self) -> bool {
        self.arc.has_begun()
    }

    /// The block of the record whose header was read last. It ends early where the file does;
    /// [`Self::finish`] tells.
    pub fn block(&mut self) -> Block<'_, R> {
        Block { reader: self }
    }

    /// Passes over what is left of the record and says where it stands: unknown inside a gzip member of
    /// several records.
    pub fn finish(&mut self) -> Result<Option<Extent>, Fault> {
        let Some(open) = self.open.take() else { return Ok(None) };
        let missing = match (open.failed, open.left) {
            (Some(cause), _) => Err(cause),
            (None, left) => self.skip(left).map_err(|error| self.leave_unit(&error)),
        };
        let cause = match missing {
            Ok(0) => match self.end_record() {
                Ok(at_end) => {
                    // A reader can seek to a gzip member, not into one.
                    let alone = !self.stream.is_packed() || (open.first && at_end);
                    let length = self.stream.position().saturating_sub(open.start);
                    return Ok(alone.then_some(Extent { offset: open.start, length }));
                }
                Err(error) => self.leave_unit(&error),
            },
            Ok(missing) => Cause::BrokenOff { missing },
            Err(cause) => cause,
        };
        Err(self.lose(open.start, cause))
    }

    /// Passes over the two line ends behind a block; gives whether the unit ends there.
    fn end_record(&mut self) -> io::Result<bool> {
        self.skip_line_ends(4)?;
        let at_end = self.stream.fill()?.is_empty();
        if at_end && self.stream.is_packed() {
            self.unit = Unit::Before;
        }
        Ok(at_end)
    }

    /// Counts a fault, behind which the reader is lost until it sees a record begin. There is an end to
    /// faults.
    fn lose(&mut self, offset: u64, cause: Cause) -> Fault {
        self.lost = true;
        self.faults += 1;
        if self.faults <= FAULT_LIMIT {
            return Fault { offset, cause };
        }
        self.unit = Unit::End;
        Fault { offset, cause: Cause::TooMany }
    }

    /// Reads the head of the next record into `self.head`; gives where the record begins, or none at the end
    /// of the file. Of a damaged stretch only the first fault is told.
    fn read_header(&mut self) -> Result<Option<u64>, Fault> {
        loop {
            let mut start = self.stream.position();
            let lines = self.find_record().and_then(|found| {
                let Some(found) = found else { return Ok(None) };
                start = found;
                self.read_lines().map(Some)
            });
            let cause = match lines {
                Ok(None) => return Ok(None),
                Ok(Some(Lines::Head)) => {
                    self.lost = false;
                    return Ok(Some(start));
                }
                Ok(Some(Lines::Junk)) if self.lost => continue,
                Ok(Some(Lines::Junk)) => Cause::NoRecord,
                Ok(Some(Lines::TooLong)) => Cause::LongHeader,
                Ok(Some(Lines::BrokenOff)) => Cause::BrokenHeader,
                Err(error) => self.leave_unit(&error),
            };
            // A damaged stretch is one fault, however many lines of it look like none of a record.
            let told = self.lost;
            let fault = self.lose(start, cause);
            if !told || fault.cause == Cause::TooMany {
                return Err(fault);
            }
        }
    }

    /// Goes to the next byte that is no white space, over units if need be; gives its place.
    fn find_record(&mut self) -> io::Result<Option<u64>> {
        loop {
            match self.unit {
                Unit::End => return Ok(None),
                Unit::Before => {
                    let more = self.stream.next_unit()?;
                    self.unit = if more { Unit::Start } else { Unit::End };
                }
                Unit::Start | Unit::Inside => {
                    self.pass_over(u64::MAX, |byte| byte.is_ascii_whitespace())?;
                    if !self.stream.fill()?.is_empty() && !self.stream.is_at_member()? {
                        let start = if self.stream.is_packed() {
                            self.stream.unit_start()
                        } else {
                            self.stream.position()
                        };
                        return Ok(Some(start));
                    }
                    self.unit = Unit::Before;
                }
            }
        }
    }

    /// Behind an error nothing more of the unit can be read: the next gzip member can, the rest of a plain
    /// file cannot.
    fn leave_unit(&mut self, error: &io::Error) -> Cause {
        self.unit = if self.stream.is_packed() { Unit::Before } else { Unit::End };
        unreadable(error)
    }

    /// Reads lines to the first blank one.
    fn read_lines(&mut self) -> io::Result<Lines> {
        self.head.clear();
        loop {
            let from = self.head.len();
            let length = self.read_line()?;
            // It is passed over line by line, so that the next record is found at its first byte.
            if from == 0 && !self.head.starts_with(b"WARC/") {
                if self.arc.is_line(&self.head) {
                    return Ok(Lines::Head);
                }
                self.unit = Unit::Inside;
                return Ok(Lines::Junk);
            }
            if self.head.len() > HEADER_LIMIT {
                return Ok(Lines::TooLong);
            }
            let line = &self.head[from..];
            if line == b"\r\n" || line == b"\n" {
                return Ok(Lines::Head);
            }
            if length == 0 || !line.ends_with(b"\n") {
                return Ok(Lines::BrokenOff);
            }
        }
    }

    /// Appends the next line to `self.head`, its line end included, or as much of it as shows that the head
    /// is too long.
    fn read_line(&mut self) -> io::Result<usize> {
        let mut length = 0;
        loop {
            let available = self.stream.fill()?;
            if available.is_empty() {
                return Ok(length);
            }
            let (used, ended) =
                memchr(b'\n', available).map_or((available.len(), false), |end| (end + 1, true));
            // A head without end is not held: a byte beyond the limit shows that it is too long.
            let room = (HEADER_LIMIT + 1).saturating_sub(self.head.len());
            self.head.extend_from_slice(&available[..used.min(room)]);
            self.stream.consume(used);
            length += used;
            if ended {
                return Ok(length);
            }
        }
    }

    /// Passes over that many bytes; gives how many there were not.
    fn skip(&mut self, mut left: u64) -> io::Result<u64> {
        while left > 0 {
            let available = self.stream.fill()?.len();
            if available == 0 {
                self.unit = Unit::Before;
                break;
            }
            let used = usize::try_from(left).unwrap_or(usize::MAX).min(available);
            self.stream.consume(used);
            left -= used as u64;
        }
        Ok(left)
    }

    fn skip_line_ends(&mut self, limit: u64) -> io::Result<()> {
        self.pass_over(limit, |byte| matches!(byte, b'\r' | b'\n'))
    }

    /// Passes over the bytes of a kind that come next, at most so many.
    fn pass_over(&mut self, limit: u64, is_kind: impl Fn(u8) -> bool) -> io::Result<()> {
        let mut left = limit;
        while left > 0 {
            let available = self.stream.fill()?;
            let most = usize::try_from(left).unwrap_or(usize::MAX).min(available.len());
            let ends = available[..most].iter().take_while(|byte| is_kind(**byte)).count();
            let all = ends == available.len();
            self.stream.consume(ends);
            left -= ends as u64;
            if ends == 0 || !all {
                break;
            }
        }
        Ok(())
    }
}

/// What reading the lines of a head gave.
enum Lines {
    Head,
    Junk,
    TooLong,
    BrokenOff,
}

fn unreadable(error: &io::Error) -> Cause {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Cause::Unreadable("gzip data broken off".to_owned()),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Cause::Unreadable("damaged gzip data".to_owned())
        }
        _ => Cause::Unreadable(error.to_string()),
    }
}

/// The block of one record.
pub struct Block<'r, R> {
    reader: &'r mut Reader<R>,
}

impl<R: Read> Read for Block<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(open) = &mut self.reader.open else { return Ok(0) };
        let most = usize::try_from(open.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let available = self.reader.stream.fill().inspect_err(|error| {
            open.failed = Some(unreadable(error));
            self.reader.unit = Unit::Before;
        })?;
        let read = available.len().min(most);
        buffer[..read].copy_from_slice(&available[..read]);
        self.reader.stream.consume(read);
        open.left -= read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warc::record::Kind;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    fn record(kind: &str, block: &[u8]) -> Vec<u8> {
        let head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nContent-Length: {}\r\n\r\n", block.len());
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A record's block and place, or its fault.
    type Found = Result<(String, Option<(u64, u64)>), Fault>;

    fn read(file: &[u8]) -> Vec<Found> {
        let mut reader = Reader::new(file);
        let mut records = Vec::new();
        while let Some(header) = reader.next_record() {
            records.push(header.and_then(|_| {
                let mut block = Vec::new();
                let _ = reader.block().read_to_end(&mut block);
                let place = reader.finish()?.map(|place| (place.offset, place.length));
                Ok((String::from_utf8_lossy(&block).into_owned(), place))
            }));
        }
        records
    }

    fn good(block: &str, offset: usize, length: usize) -> Found {
        Ok((block.to_owned(), Some((offset as u64, length as u64))))
    }

    fn bad(offset: usize, cause: Cause) -> Found {
        Err(Fault { offset: offset as u64, cause })
    }

    #[test]
    fn records_are_read_plain_and_by_gzip_member_with_their_places() {
        let (one, two) = (record("response", b"one"), record("metadata", b""));
        let plain = [one.clone(), two.clone()].concat();
        assert_eq!(read(&plain), [good("one", 0, one.len()), good("", one.len(), two.len())]);
        let (one, two) = (gzip(&one), gzip(&two));
        let by_member = [one.clone(), two.clone()].concat();
        assert_eq!(read(&by_member), [good("one", 0, one.len()), good("", one.len(), two.len())]);
        assert_eq!(
            read(&gzip(&plain)),
            [Ok(("one".to_owned(), None)), Ok((String::new(), None))],
            "no place of its own in the file"
        );
    }

    #[test]
    fn blocks_that_are_not_read_are_passed_over() {
        let file = [record("request", &[b'x'; 200_000]), record("response", b"two")].concat();
        for file in [file.clone(), gzip(&file)] {
            let mut reader = Reader::new(&file[..]);
            let kinds: Vec<Kind> =
                std::iter::from_fn(|| reader.next_record()).map(|header| header.unwrap().kind()).collect();
            assert_eq!(kinds, [Kind::Request, Kind::Response]);
        }
    }

    #[test]
    fn old_versions_bare_line_feeds_and_missing_line_ends_are_read() {
        let file = b"\n\nWARC/0.18\nwarc-type: response\nCONTENT-LENGTH: 3\n\noneWARC/1.0\r\nContent-Length: 3\r\n\r\ntwo\r\n";
        let blocks: Vec<String> = read(file).into_iter().map(|record| record.unwrap().0).collect();
        assert_eq!(blocks, ["one", "two"]);
    }

    #[test]
    fn behind_a_damaged_record_the_next_is_read() {
        let (one, two) = (record("response", b"one"), record("response", b"two"));
        let without_length = b"WARC/1.1\r\nWARC-Type: response\r\n\r\nlost\r\nwords\r\n\r\n".to_vec();
        let short = b"WARC/1.1\r\nContent-Length: 2\r\n\r\nmore than two\r\n\r\n".to_vec();
        let long_header =
            [b"WARC/1.1\r\nA: ".to_vec(), vec![b'x'; HEADER_LIMIT], b"\r\n\r\n".to_vec()].concat();
        let at = one.len();
        let table = [
            (without_length, bad(at, Cause::NoLength)),
            (long_header, bad(at, Cause::LongHeader)),
            (b"<html>no record</html>\r\n".to_vec(), bad(at, Cause::NoRecord)),
            (b"WARC/x\r\n\r\n".to_vec(), bad(at, Cause::NoRecord)),
        ];
        for (damaged, fault) in table {
            let file = [one.clone(), damaged.clone(), two.clone()].concat();
            assert_eq!(read(&file), [good("one", 0, at), fault, good("two", at + damaged.len(), two.len())]);
        }
        let file = [one.clone(), short.clone(), two.clone()].concat();
        let shown = read(&file);
        assert_eq!((&shown[0], &shown[3]), (&good("one", 0, at), &good("two", at + short.len(), two.len())));
        assert_eq!((shown.len(), shown[2].clone().unwrap_err().cause), (4, Cause::NoRecord));
    }

    #[test]
    fn a_damaged_gzip_member_is_one_fault() {
        let noise: Vec<u8> =
            (0..5000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let (one, mut two, three) = (
            gzip(&record("response", b"one")),
            gzip(&record("response", &noise)),
            gzip(&record("response", b"three")),
        );
        let at = one.len();
        two[10_000] ^= 0x55;
        let file = [one.clone(), two.clone(), three.clone()].concat();
        let damaged = bad(at, Cause::Unreadable("damaged gzip data".to_owned()));
        assert_eq!(read(&file), [good("one", 0, at), damaged, good("three", at + two.len(), three.len())]);
    }

    #[test]
    fn a_file_cut_anywhere_gives_its_whole_records_and_one_fault() {
        let (one, two) = (record("response", b"one"), record("response", b"two and more"));
        for (one, file) in [
            (one.len(), [one.clone(), two.clone()].concat()),
            (gzip(&one).len(), [gzip(&one), gzip(&two)].concat()),
        ] {
            // A cut in the magic number leaves padding.
            for end in one + 3..file.len() - 4 {
                let records = read(&file[..end]);
                assert_eq!((records.len(), &records[0]), (2, &good("one", 0, one)), "cut at {end}");
                assert_eq!(records[1].as_ref().unwrap_err().offset, one as u64, "cut at {end}");
            }
        }
    }

    #[test]
    fn a_length_beyond_the_file_reserves_nothing() {
        let records = read(b"WARC/1.1\r\nContent-Length: 18446744073709551615\r\n\r\nwords");
        assert_eq!(records, [bad(0, Cause::BrokenOff { missing: u64::MAX - 5 })]);
    }

    #[test]
    fn faults_without_end_come_to_an_end() {
        let file = b"WARC/1.1\r\n\r\n".repeat(FAULT_LIMIT + 10);
        let records = read(&file);
        assert_eq!(records.len(), FAULT_LIMIT + 1);
        assert_eq!(records.last().map(|last| last.clone().unwrap_err().cause), Some(Cause::TooMany));
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..300), lines in "(WARC/1\\.[01]|[A-C]: [a-z]|Content-Length: [0-9]{1,2}|\r|\n|\r\n){0,40}") {
            for file in [bytes.clone(), lines.clone().into_bytes(), gzip(&bytes), gzip(lines.as_bytes()), [gzip(lines.as_bytes()), bytes].concat()] {
                prop_assert!(read(&file).len() <= file.len() + 1);
            }
        }
    }
}
