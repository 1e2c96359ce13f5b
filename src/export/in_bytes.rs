//! Any analysis as one whose spans can be cut without a second thought.

use crate::analysis::Analysis;
use crate::options::OffsetUnit;

/// The same analysis with every offset a byte of its text: inside it, between two characters, no end before its start. An offset that
/// was none of the text becomes the nearest before it.
pub(super) fn in_bytes(analysis: &Analysis) -> Analysis {
    let mut copy = analysis.clone();
    let text = std::mem::take(&mut copy.text);
    match analysis.offsets {
        OffsetUnit::Utf16 | OffsetUnit::Char if !text.is_ascii() => {
            let bytes = starts(&text, analysis.offsets);
            let byte = |offset: usize| bytes.get(offset).map_or(text.len(), |&byte| byte as usize);
            copy.visit_offsets(&mut |start, end| {
                *start = byte(*start);
                *end = byte(*end).max(*start);
            });
        }
        _ => copy.visit_offsets(&mut |start, end| {
            *start = text.floor_char_boundary(*start);
            *end = text.floor_char_boundary(*end).max(*start);
        }),
    }
    copy.offsets = OffsetUnit::Utf8;
    copy.text = text;
    copy
}

/// For each offset in `unit`: the byte at which its character starts. Texts are bounded far below what 32 bits count.
fn starts(text: &str, unit: OffsetUnit) -> Vec<u32> {
    let mut bytes = Vec::with_capacity(text.len());
    for (byte, character) in text.char_indices() {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        bytes.push(byte);
        if unit == OffsetUnit::Utf16 && character.len_utf16() == 2 {
            bytes.push(byte);
        }
    }
    bytes
}
