//! The container of every trained model that ships: which model it is, what it is made of, and whether it arrived whole.
//!
//! ```text
//!  0  magic "NGMODEL\n"
//!  8  u32 version of the container, u32 version of the model
//! 16  name of the model, 16 bytes, filled up with zeros
//! 32  u64 fingerprint of the features that the weights were trained with
//! 40  u32 number of sections; of each its name (16 bytes, filled up with zeros) and its length in bytes (u32)
//!     the sections, one after the other
//!     u64 checksum: XXH64 (seed 0) of everything before it
//! ```
//! Numbers are little-endian. What a section holds is the business of the model's own code.
//!
//! The fingerprint is compared in tests only: whoever changes what the features of a model come to is told so before it ships.

use twox_hash::XxHash64;

use crate::error::Error;

const MAGIC: &[u8; 8] = b"NGMODEL\n";
/// Version of the container's layout.
const VERSION: u32 = 1;
/// Bytes of a name.
const NAME: usize = 16;
/// Where the fingerprint stands.
const FINGERPRINT: std::ops::Range<usize> = 32..40;

/// What a container must say of itself to be read as one model: the same value writes it and reads it.
#[derive(Clone, Copy, Debug)]
pub struct Format<const SECTIONS: usize> {
    /// Name of the model, at most 16 bytes.
    pub name: &'static str,
    /// Counts the changes of what the sections hold.
    pub version: u32,
    /// Names of the sections in their order, at most 16 bytes each.
    pub sections: [&'static str; SECTIONS],
}

/// Why bytes are not the model that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// They do not begin like a model.
    Foreign,
    /// The container has another version than this code reads.
    ContainerVersion(u32),
    /// They are another model.
    Name,
    /// The model has another version than this code reads.
    ModelVersion(u32),
    /// They end too early.
    Short,
    /// They are not what was written.
    Checksum,
    /// The sections are not those of the model, or their lengths do not add up.
    Sections,
    /// A section does not hold what the model needs.
    Content,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign => f.write_str("it is no model"),
            Self::ContainerVersion(found) => write!(f, "its container has version {found}, not {VERSION}"),
            Self::Name => f.write_str("it is another model"),
            Self::ModelVersion(found) => write!(f, "it has version {found}, which this version does not read"),
            Self::Short => f.write_str("it ends too early"),
            Self::Checksum => f.write_str("its checksum is wrong"),
            Self::Sections => f.write_str("its sections are wrong"),
            Self::Content => f.write_str("a section of it is damaged"),
        }
    }
}

impl std::error::Error for Damage {}

impl<const SECTIONS: usize> Format<SECTIONS> {
    /// The bytes of a container.
    pub fn write(&self, fingerprint: u64, sections: [&[u8]; SECTIONS]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(self.version.to_le_bytes());
        out.extend(padded(self.name));
        out.extend(fingerprint.to_le_bytes());
        out.extend((SECTIONS as u32).to_le_bytes());
        for (name, section) in self.sections.iter().zip(sections) {
            out.extend(padded(name));
            out.extend((section.len() as u32).to_le_bytes());
        }
        sections.iter().for_each(|section| out.extend(*section));
        out.extend(checksum(&out).to_le_bytes());
        out
    }

    /// The sections of a container of this format.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub fn read<'m>(&self, bytes: &'m [u8]) -> Result<[&'m [u8]; SECTIONS], Damage> {
        let mut head = Reader(bytes.strip_prefix(MAGIC).ok_or(Damage::Foreign)?);
        match head.u32()? {
            VERSION => {}
            other => return Err(Damage::ContainerVersion(other)),
        }
        let version = head.u32()?;
        if head.array()? != padded(self.name) {
            return Err(Damage::Name);
        }
        if version != self.version {
            return Err(Damage::ModelVersion(version));
        }
        let (covered, sum) = bytes.split_last_chunk().ok_or(Damage::Short)?;
        if checksum(covered) != u64::from_le_bytes(*sum) {
            return Err(Damage::Checksum);
        }
        let _fingerprint: [u8; 8] = head.array()?;
        if head.u32()? as usize != SECTIONS {
            return Err(Damage::Sections);
        }
        let mut lengths = [0; SECTIONS];
        for (name, length) in self.sections.iter().zip(&mut lengths) {
            if head.array()? != padded(name) {
                return Err(Damage::Sections);
            }
            *length = head.u32()? as usize;
        }
        let mut rest = head.0.strip_suffix(sum).ok_or(Damage::Short)?;
        let mut sections: [&[u8]; SECTIONS] = [&[]; SECTIONS];
        for (section, length) in sections.iter_mut().zip(lengths) {
            (*section, rest) = rest.split_at_checked(length).ok_or(Damage::Sections)?;
        }
        if rest.is_empty() { Ok(sections) } else { Err(Damage::Sections) }
    }

    /// The fingerprint that a container of this format holds.
    ///
    /// # Errors
    /// As [`Format::read`].
    pub fn fingerprint(&self, bytes: &[u8]) -> Result<u64, Damage> {
        self.read(bytes)?;
        let stored = bytes.get(FINGERPRINT).and_then(|bytes| bytes.first_chunk()).ok_or(Damage::Short)?;
        Ok(u64::from_le_bytes(*stored))
    }

    /// The same weights under another fingerprint.
    ///
    /// # Errors
    /// As [`Format::read`].
    pub fn stamp(&self, bytes: &[u8], fingerprint: u64) -> Result<Vec<u8>, Damage> {
        Ok(self.write(fingerprint, self.read(bytes)?))
    }

    /// What `analyze` says when the model cannot be used.
    pub(crate) fn failure(&self, damage: Damage) -> Error {
        Error::model_load_failed(self.name, &damage.to_string())
    }
}

/// XXH64 of a container's content.
fn checksum(bytes: &[u8]) -> u64 {
    XxHash64::oneshot(0, bytes)
}

/// A name in the bytes that it takes in a container.
fn padded(name: &str) -> [u8; NAME] {
    let mut bytes = [0; NAME];
    bytes.iter_mut().zip(name.bytes()).for_each(|(byte, of_name)| *byte = of_name);
    bytes
}

/// Takes bytes off a slice.
struct Reader<'m>(&'m [u8]);

impl Reader<'_> {
    fn array<const SIZE: usize>(&mut self) -> Result<[u8; SIZE], Damage> {
        let (array, rest) = self.0.split_first_chunk().ok_or(Damage::Short)?;
        self.0 = rest;
        Ok(*array)
    }

    fn u32(&mut self) -> Result<u32, Damage> {
        self.array().map(u32::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format<3> = Format { name: "names", version: 7, sections: ["first", "empty", "last"] };
    /// Where the sections begin, and where each ends.
    const BORDERS: [usize; 4] = [104, 108, 108, 113];

    fn sample() -> Vec<u8> {
        FORMAT.write(0x0123_4567_89ab_cdef, [b"abcd", b"", b"12345"])
    }

    /// The sample with a change, under a checksum that is right.
    fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut bytes = sample();
        bytes.truncate(bytes.len() - 8);
        change(&mut bytes);
        bytes.extend(checksum(&bytes).to_le_bytes());
        bytes
    }

    #[test]
    fn what_is_written_reads_back() {
        let bytes = sample();
        assert_eq!(bytes.len(), BORDERS[3] + 8);
        assert_eq!(FORMAT.read(&bytes), Ok([&b"abcd"[..], b"", b"12345"]));
        assert_eq!(FORMAT.fingerprint(&bytes), Ok(0x0123_4567_89ab_cdef));
        let stamped = FORMAT.stamp(&bytes, 5).unwrap();
        assert_eq!((FORMAT.fingerprint(&stamped), FORMAT.read(&stamped)), (Ok(5), FORMAT.read(&bytes)));
    }

    #[test]
    fn every_shortened_container_is_refused() {
        let bytes = sample();
        for end in 0..bytes.len() {
            assert!(FORMAT.read(&bytes[..end]).is_err(), "cut at {end}");
        }
        // Cut at a border of its sections, under a checksum that is right.
        for end in [8, 12, 16, 32, 40, 44, 64, 84].into_iter().chain(BORDERS).filter(|&end| end < BORDERS[3]) {
            let cut = changed(|bytes| bytes.truncate(end));
            assert!(FORMAT.read(&cut).is_err(), "cut at {end}");
        }
        let longer = changed(|bytes| bytes.push(0));
        assert_eq!(FORMAT.read(&longer), Err(Damage::Sections));
        assert!(FORMAT.read(&[bytes.as_slice(), b"\0"].concat()).is_err());
    }

    #[test]
    fn every_flipped_bit_is_refused() {
        let bytes = sample();
        for bit in 0..8 * bytes.len() {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(FORMAT.read(&flipped).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let read = |bytes: &[u8]| FORMAT.read(bytes).unwrap_err();
        assert_eq!(read(b"\0asm\x01\0\0\0 something else"), Damage::Foreign);
        assert_eq!(read(&changed(|bytes| bytes[8] = 9)), Damage::ContainerVersion(9));
        assert_eq!(read(&changed(|bytes| bytes[12] = 8)), Damage::ModelVersion(8));
        assert_eq!(read(&changed(|bytes| bytes[40] = 2)), Damage::Sections);
        assert_eq!(read(&changed(|bytes| bytes[44] = b'x')), Damage::Sections);
        // A length that is longer than everything.
        assert_eq!(read(&changed(|bytes| bytes[60..64].fill(0xff))), Damage::Sections);
        let other = Format { name: "tone", ..FORMAT };
        assert_eq!(read(&other.write(1, [b"", b"", b""])), Damage::Name);
        let error = FORMAT.failure(Damage::Checksum);
        assert_eq!(error.code(), crate::ErrorCode::ModelLoadFailed);
        assert!(error.message().contains("names") && error.message().contains("checksum"), "{error}");
    }
}
