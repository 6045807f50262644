//! Binary property lists as Safari writes them: objects that are looked up one at a time, without copying. A
//! list that refers to itself, or lies about its sizes, gives no object; nothing is allocated that it claims.

/// A binary property list.
#[derive(Clone, Copy, Debug)]
pub struct Plist<'b> {
    bytes: &'b [u8],
    /// Where the table of the objects' places is, and the bytes of a place.
    table: usize,
    place_size: usize,
    /// The bytes of a reference.
    reference_size: usize,
    count: usize,
    top: usize,
}

/// An object of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object<'b> {
    /// Bytes.
    Data(&'b [u8]),
    /// A text.
    Text(String),
    /// The objects of a list, by number.
    Array(References<'b>),
    /// The keys and values of a map, by number.
    Dict(References<'b>, References<'b>),
    /// A number, a date, and what else there is.
    Other,
}

/// Numbers of objects as they stand in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct References<'b> {
    bytes: &'b [u8],
    size: usize,
}

impl References<'_> {
    /// The numbers in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.bytes.chunks_exact(self.size).map(number)
    }
}

const MAGIC: &[u8] = b"bplist00";

/// Bytes of the trailer.
const TRAILER: usize = 32;

/// Bytes of the longest key that is read.
const LONGEST_KEY: usize = 200;

impl<'b> Plist<'b> {
    /// Opens a list; none if it is no list, or one broken off.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let trailer = bytes.get(bytes.len().checked_sub(TRAILER)?..)?;
        let (place_size, reference_size) = (usize::from(trailer[6]), usize::from(trailer[7]));
        let whole = |from: usize| number(&trailer[from..from + 8]);
        let (count, top, table) = (whole(8), whole(16), whole(24));
        let sizes = 1..=8;
        let ends = table.checked_add(count.checked_mul(place_size)?)?;
        let holds = bytes.starts_with(MAGIC)
            && sizes.contains(&place_size)
            && sizes.contains(&reference_size)
            && ends <= bytes.len() - TRAILER;
        holds.then_some(Self { bytes, table, place_size, reference_size, count, top })
    }

    /// The number of the outermost object.
    pub fn top(&self) -> usize {
        self.top
    }

    /// An object; none where there is none of this number, or it does not lie within the list.
    pub fn object(&self, index: usize) -> Option<Object<'b>> {
        if index >= self.count {
            return None;
        }
        let place = self.table + index * self.place_size;
        let at = number(self.bytes.get(place..place + self.place_size)?);
        let objects = self.bytes.get(..self.table)?;
        let marker = *objects.get(at)?;
        let (length, start) = match marker & 0x0f {
            0x0f => {
                let size = *objects.get(at + 1)?;
                let bytes = 1usize << (size & 0x0f).min(3);
                let length = number(objects.get(at + 2..at + 2 + bytes)?);
                (length, at + 2 + bytes)
            }
            short => (usize::from(short), at + 1),
        };
        let slice =
            |start: usize, size: usize| objects.get(start..start.checked_add(length.checked_mul(size)?)?);
        let references = |start: usize| {
            Some(References { bytes: slice(start, self.reference_size)?, size: self.reference_size })
        };
        match marker >> 4 {
            0x4 => Some(Object::Data(slice(start, 1)?)),
            0x5 => Some(Object::Text(String::from_utf8_lossy(slice(start, 1)?).into_owned())),
            0x6 => {
                let units = slice(start, 2)?.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
                Some(Object::Text(String::from_utf16_lossy(&units.collect::<Vec<_>>())))
            }
            0xa => Some(Object::Array(references(start)?)),
            0xd => {
                let keys = references(start)?;
                let behind = start.checked_add(length.checked_mul(self.reference_size)?)?;
                Some(Object::Dict(keys, references(behind)?))
            }
            _ => Some(Object::Other),
        }
    }

    /// The value of a key in a map.
    pub fn value(&self, map: usize, wanted: &str) -> Option<Object<'b>> {
        self.object(self.value_index(map, wanted)?)
    }

    /// The number of the value of a key in a map.
    pub fn value_index(&self, map: usize, wanted: &str) -> Option<usize> {
        let Object::Dict(keys, values) = self.object(map)? else { return None };
        let at = keys.iter().position(|key| self.is_key(key, wanted))?;
        values.iter().nth(at)
    }

    /// The text of a key in a map.
    pub fn text(&self, map: usize, wanted: &str) -> Option<String> {
        match self.value(map, wanted)? {
            Object::Text(text) => Some(text),
            _ => None,
        }
    }

    fn is_key(&self, index: usize, wanted: &str) -> bool {
        let Some(at) = self.place(index) else { return false };
        // A key is compared only where it can be it: keys may all be one text of any length.
        let is_short = self.bytes.get(at).is_some_and(|marker| marker & 0x0f != 0x0f) || wanted.len() > 14;
        is_short
            && wanted.len() <= LONGEST_KEY
            && matches!(self.short_text(at), Some(text) if text == wanted.as_bytes())
    }

    fn place(&self, index: usize) -> Option<usize> {
        let place = self.table + index.checked_mul(self.place_size)?;
        (index < self.count).then(|| self.bytes.get(place..place + self.place_size).map(number))?
    }

    /// An ASCII text of at most [`LONGEST_KEY`] bytes.
    fn short_text(&self, at: usize) -> Option<&'b [u8]> {
        let marker = *self.bytes.get(at).filter(|marker| **marker >> 4 == 0x5)?;
        let (length, start) = match marker & 0x0f {
            0x0f => (
                usize::from(*self.bytes.get(at + 2).filter(|_| self.bytes.get(at + 1) == Some(&0x10))?),
                at + 3,
            ),
            short => (usize::from(short), at + 1),
        };
        self.bytes.get(start..start + length).filter(|text| text.len() <= LONGEST_KEY)
    }
}

/// A big-endian number; what is too large for a place is the largest.
fn number(bytes: &[u8]) -> usize {
    let value = bytes.iter().fold(0u64, |value, &byte| value << 8 | u64::from(byte));
    usize::try_from(value).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A list of one map: a key with some data, and one with a list of the map itself.
    fn list() -> Vec<u8> {
        let objects: [&[u8]; 6] = [
            &[0xd2, 1, 2, 3, 4],
            b"\x54page",
            b"\x54more",
            b"\x43abc",
            &[0xa2, 0, 5],
            &[0x62, 0, b'h', 0x20, 0xac],
        ];
        let mut bytes = MAGIC.to_vec();
        let mut places = Vec::new();
        for object in objects {
            places.push(u8::try_from(bytes.len()).unwrap());
            bytes.extend(object);
        }
        let table = u8::try_from(bytes.len()).unwrap();
        bytes.extend(&places);
        bytes.extend([0, 0, 0, 0, 0, 0, 1, 1]);
        for number in [6, 0, table] {
            bytes.extend([0, 0, 0, 0, 0, 0, 0, number]);
        }
        bytes
    }

    #[test]
    fn objects_are_looked_up() {
        let bytes = list();
        let plist = Plist::open(&bytes).unwrap();
        assert_eq!(plist.value(plist.top(), "page"), Some(Object::Data(b"abc")));
        let Some(Object::Array(more)) = plist.value(0, "more") else { panic!("a list") };
        assert_eq!(more.iter().collect::<Vec<_>>(), [0, 5]);
        assert_eq!(plist.object(5), Some(Object::Text("h€".to_owned())));
        assert_eq!((plist.value(0, "none"), plist.object(6)), (None, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_damage_makes_it_panic(at in 0usize..80, byte: u8, cut in 0usize..80) {
            let mut bytes = list();
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(length - cut % length);
            if let Some(plist) = Plist::open(&bytes) {
                for index in 0..10 {
                    let _ = (plist.object(index), plist.value(index, "page"));
                }
            }
        }
    }
}
