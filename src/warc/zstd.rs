//! Unpacks one zstd frame after the other, with the dictionary that a file begins with (the WARC zstd
//! proposal of IIPC). It does not look for frames; see `stream`.

use std::io::{self, Read};

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

/// The first bytes of a frame.
pub(super) const FRAME: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The first bytes of the skippable frame that holds a dictionary.
pub(super) const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];

/// Bytes that a dictionary may have.
pub(super) const DICTIONARY_LIMIT: u64 = 16 << 20;

/// Bytes that a frame may look back: as many as zstd's own tools allow unless told otherwise.
const WINDOW: u64 = 128 << 20;

/// Whether bytes begin a frame that holds no data of its own.
pub(super) fn is_skippable(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// What is kept from frame to frame.
pub(super) struct Frames {
    decoder: FrameDecoder,
    dictionary: Option<u32>,
}

impl Frames {
    pub(super) fn new() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { decoder, dictionary: None }
    }

    /// Takes the dictionary for all frames to come; it may be packed itself.
    pub(super) fn take_dictionary(&mut self, bytes: &[u8]) -> io::Result<()> {
        let unpacked = if bytes.starts_with(&FRAME) { unpacked(bytes)? } else { bytes.to_vec() };
        let dictionary =
            Dictionary::decode_dict(&unpacked).map_err(|_| io::Error::other("damaged zstd dictionary"))?;
        self.dictionary = Some(dictionary.id);
        self.decoder.add_dict(dictionary).map_err(|_| io::Error::other("damaged zstd dictionary"))
    }

    /// Reads the head of a frame.
    pub(super) fn begin(&mut self, source: &mut impl Read) -> io::Result<()> {
        self.decoder.reset(source).map_err(|error| match error {
            FrameDecoderError::WindowSizeTooBig { .. } => {
                io::Error::other("zstd data that look back more than 128 MiB")
            }
            FrameDecoderError::DictNotProvided { .. } => {
                io::Error::other("zstd data that need a dictionary that is not in the file")
            }
            error => fault(&error),
        })?;
        if let Some(dictionary) = self.dictionary {
            // Frames need not name the dictionary that the file has for all of them.
            self.decoder.force_dict(dictionary).map_err(|error| fault(&error))?;
        }
        Ok(())
    }

    /// The next bytes of the frame; none at its end.
    pub(super) fn read(&mut self, source: &mut impl Read, target: &mut [u8]) -> io::Result<usize> {
        let decoder = &mut self.decoder;
        while decoder.can_collect() == 0 && !decoder.is_finished() {
            decoder
                .decode_blocks(&mut *source, BlockDecodingStrategy::UptoBlocks(1))
                .map_err(|error| fault(&error))?;
        }
        let read = decoder.read(target)?;
        if read == 0
            && let Some(stated) = decoder.get_checksum_from_data()
            && decoder.get_calculated_checksum().is_some_and(|found| found != stated)
        {
            return Err(io::Error::other("damaged zstd data"));
        }
        Ok(read)
    }
}

/// The bytes of a packed dictionary.
fn unpacked(mut packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut frames = Frames::new();
    frames.begin(&mut packed)?;
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
    loop {
        match frames.read(&mut packed, &mut buffer)? {
            0 => return Ok(bytes),
            read => bytes.extend_from_slice(&buffer[..read]),
        }
        if bytes.len() as u64 > DICTIONARY_LIMIT {
            return Err(io::Error::other("zstd dictionary of more than 16 MiB"));
        }
    }
}

/// The decoder's errors say in Rust's words where it stood; what counts is whether bytes are missing.
fn fault(error: &FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return match error.kind() {
                io::ErrorKind::UnexpectedEof => io::Error::other("zstd data broken off"),
                kind => io::Error::new(kind, error.to_string()),
            };
        }
        cause = error.source();
    }
    io::Error::other("damaged zstd data")
}
