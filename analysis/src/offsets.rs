//! The units of offsets, and the way from bytes to each and back.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OffsetUnit {
    /// UTF-16 code units, as JavaScript strings count.
    Utf16,
    /// Bytes of UTF-8, as Rust strings count.
    #[default]
    Utf8,
    /// Unicode scalar values, as Python strings count.
    Char,
}

/// Distance in bytes between two remembered positions.
const STEP: usize = 256;

/// Converts byte offsets of one text to another unit, in constant time and a few bytes for every 256 of the text.
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// For each multiple of [`STEP`]: how many units start before it.
    before: Vec<usize>,
}

/// How many units of `unit` a byte begins: 0 for continuation bytes, 2 for the first byte of a surrogate pair.
fn units(byte: u8, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Utf8 => 1,
        _ if byte & 0xC0 == 0x80 => 0,
        OffsetUnit::Utf16 if byte >= 0xF0 => 2,
        _ => 1,
    }
}

impl<'t> OffsetMap<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut sum = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(sum);
            sum += chunk.iter().map(|&byte| units(byte, unit)).sum::<usize>();
        }
        Self { text, unit, before }
    }

    /// The offset in the map's unit of the byte offset `byte`; beyond the end it is that of the end.
    pub fn convert(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let chunk = (byte / STEP).min(self.before.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(chunk * STEP..byte).unwrap_or_default();
        self.before.get(chunk).copied().unwrap_or(0) + rest.iter().map(|&byte| units(byte, self.unit)).sum::<usize>()
    }
}

/// From `unit` to bytes; `None` when an end of the span is no character boundary of `text`.
pub(crate) fn span_in_bytes(text: &str, span: Span, unit: OffsetUnit) -> Option<Span> {
    let mut at = 0;
    let mut start = None;
    for (byte, character) in
        text.char_indices().map(|(byte, character)| (byte, Some(character))).chain([(text.len(), None)])
    {
        if at == span.start {
            start = Some(byte);
        }
        if at >= span.end {
            return start.filter(|_| at == span.end).map(|start| Span::new(start, byte));
        }
        at += character.map_or(0, |character| if unit == OffsetUnit::Utf16 { character.len_utf16() } else { 1 });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,600}") {
            let (utf16, scalar) = (OffsetMap::new(&text, OffsetUnit::Utf16), OffsetMap::new(&text, OffsetUnit::Char));
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(utf16.convert(byte), text[..byte].encode_utf16().count());
                prop_assert_eq!(scalar.convert(byte), text[..byte].chars().count());
            }
        }
    }
}
