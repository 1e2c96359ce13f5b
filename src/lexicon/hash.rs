//! The hash by which the lexicon's tables are found; the build step and the look-up share it.

/// FNV-1a, 32 bits: what the tables hold is fixed, so that no text can fill them, and words are short.
pub(crate) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The slot of a hash in a table of `1 << bits` slots: its high bits, after they were mixed once more.
pub(crate) fn slot(hash: u32, bits: u32) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> (32 - bits)) as usize
}
