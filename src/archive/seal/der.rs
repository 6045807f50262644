//! Reads elements of DER (X.690) one behind the other, and writes the few that a request is made of. It knows
//! no structures; see `token`.

use asn1_rs::{Any, FromDer};

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;

/// `[0]`, `[1]` and so on, of more than one element.
pub(super) const fn tagged(number: u8) -> u8 {
    0xa0 | number
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'d> {
    /// Its first byte: class, form and number.
    pub tag: u8,
    /// What is in it.
    pub content: &'d [u8],
    /// The element with its tag and length.
    pub whole: &'d [u8],
}

impl<'d> Element<'d> {
    /// The elements in it.
    pub(super) fn inside(&self) -> Elements<'d> {
        Elements(self.content)
    }
}

/// Elements one behind the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Elements<'d>(pub &'d [u8]);

impl<'d> Elements<'d> {
    /// The next element, if it has this tag; else it stays.
    pub(super) fn pick(&mut self, tag: u8) -> Option<Element<'d>> {
        let mut ahead = *self;
        let found = ahead.next().filter(|element| element.tag == tag)?;
        *self = ahead;
        Some(found)
    }
}

impl<'d> Iterator for Elements<'d> {
    type Item = Element<'d>;

    /// The next element; none at the end, or where no element is.
    fn next(&mut self) -> Option<Element<'d>> {
        let (rest, any) = Any::from_der(self.0).ok()?;
        let whole = self.0.get(..self.0.len() - rest.len())?;
        self.0 = rest;
        Some(Element { tag: *whole.first()?, content: any.data, whole })
    }
}

/// An element of these parts.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = vec![tag];
    match u8::try_from(length) {
        Ok(short @ 0..=0x7f) => bytes.push(short),
        _ => {
            let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|digit| *digit == 0).collect();
            // A length has eight digits at most.
            bytes.push(0x80 | u8::try_from(digits.len()).unwrap_or(8));
            bytes.extend(digits);
        }
    }
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7; length];
            let bytes = [element(OCTETS, &[&content]), element(INTEGER, &[b"\x05"])].concat();
            let mut elements = Elements(&bytes);
            let first = elements.pick(OCTETS).unwrap();
            assert_eq!((first.content.len(), first.whole.len() + 3), (length, bytes.len()));
            assert!(elements.pick(OCTETS).is_none(), "another tag stays");
            assert_eq!(elements.next().map(|last| last.content), Some(&b"\x05"[..]));
            assert!(elements.next().is_none());
        }
    }

    #[test]
    fn lengths_beyond_the_bytes_are_no_elements() {
        for bytes in [&b"\x04\x05ab"[..], b"\x04", b"", b"\x04\x84\xff\xff\xff\xff", b"\x30\x80\x00\x00"] {
            assert!(Elements(bytes).next().is_none(), "{bytes:?}");
        }
    }
}
