//! A web archive: record by record, in reads of any size, compressed or not, and the articles in it.

#![no_main]

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use newscheck::model::Format;
use newscheck::warc::{Cause, Extent, Fault, Header, Reader};

fuzz_target!(|bytes: &[u8]| {
    let records = records(bytes);
    // Of damaged gzip data, what was unpacked last depends on the size of reads.
    if !records.iter().any(Record::is_unreadable) {
        assert_eq!(records, records_of(Slow(bytes)), "the size of reads does not matter");
    }
    places_hold(bytes, &records);
    if !bytes.is_empty() && !bytes.starts_with(b"\x1f\x8b") {
        let unpacked: Vec<_> = records.iter().map(Record::words).collect();
        assert_eq!(
            unpacked,
            self::records(&packed(bytes)).iter().map(Record::words).collect::<Vec<_>>(),
            "nor does compression"
        );
    }
    newscheck_fuzz::holds(bytes, Format::Warc);
});

/// A record as it was read.
#[derive(Debug, PartialEq)]
struct Record {
    header: Result<Header, Fault>,
    block: Vec<u8>,
    end: Option<Result<Option<Extent>, Fault>>,
}

impl Record {
    fn is_unreadable(&self) -> bool {
        let fault = self.header.as_ref().err().or(self.end.as_ref().and_then(|end| end.as_ref().err()));
        fault.is_some_and(|fault| matches!(fault.cause, Cause::Unreadable(_)))
    }

    /// What does not depend on where it stands in its file.
    fn words(&self) -> (String, &[u8], String) {
        let header =
            self.header.as_ref().map_or_else(|fault| fault.cause.to_string(), |header| format!("{header:?}"));
        let end =
            self.end.as_ref().map(|end| end.as_ref().map(|_| ()).map_err(|fault| fault.cause.to_string()));
        (header, &self.block, format!("{end:?}"))
    }
}

/// Gives a byte or two at a time.
struct Slow<'b>(&'b [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(1 + self.0.len() % 2);
        self.0.read(&mut buffer[..length])
    }
}

fn records(bytes: &[u8]) -> Vec<Record> {
    records_of(bytes)
}

fn records_of(stream: impl Read) -> Vec<Record> {
    let mut reader = Reader::new(stream);
    let mut records = Vec::new();
    while let Some(header) = reader.next_record() {
        let mut block = Vec::new();
        let end = header.is_ok().then(|| {
            // What goes wrong here is told at the record's end.
            let _ = reader.block().read_to_end(&mut block);
            reader.finish()
        });
        records.push(Record { header, block, end });
    }
    records
}

fn places_hold(bytes: &[u8], records: &[Record]) {
    let mut reached = 0;
    for record in records {
        let (header, end) = (record.header.as_ref(), record.end.as_ref());
        let offsets = header.err().map(|fault| fault.offset).into_iter();
        let ends = end.into_iter().flat_map(|end| end.as_ref().err().map(|fault| fault.offset));
        for offset in offsets.chain(ends) {
            assert!(reached <= offset && offset <= bytes.len() as u64, "{record:?} is before {reached}");
            reached = offset;
        }
        if let Some(Ok(Some(place))) = end {
            assert!(
                reached <= place.offset && place.offset + place.length <= bytes.len() as u64,
                "{record:?} is before {reached}"
            );
            reached = place.offset + place.length;
        }
        if let (Ok(header), Some(Ok(_))) = (header, end) {
            assert_eq!(header.content_length(), Some(record.block.len() as u64), "{record:?}");
        }
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory can be written to")
}
