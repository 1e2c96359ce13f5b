//! Cuts the text of a block wherever a highlight begins or ends, so that overlapping layers become a flat row of pieces.
//!
//! Offsets arrive as JavaScript counts them, in UTF-16 code units; Rust cuts strings at bytes. [`Utf16Cursor`] walks the text once,
//! forward, and turns the one into the other. An offset inside a surrogate pair falls back to the start of its character, so that
//! a wrong span can blur a highlight but never lose or double a character.

/// Walks a text and turns growing UTF-16 offsets into byte offsets, each character read once.
pub(crate) struct Utf16Cursor<'a> {
    text: &'a str,
    units: usize,
    bytes: usize,
}

impl<'a> Utf16Cursor<'a> {
    /// Starts in front of the first character.
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, units: 0, bytes: 0 }
    }

    /// The byte offset of the character that holds the code unit `target`; the end of the text for offsets after it.
    pub(crate) fn advance_to(&mut self, target: usize) -> usize {
        if target < self.units {
            *self = Self::new(self.text);
        }
        let rest = self.text.get(self.bytes..).unwrap_or_default();
        for character in rest.chars() {
            let next = self.units + character.len_utf16();
            if next > target {
                break;
            }
            self.units = next;
            self.bytes += character.len_utf8();
        }
        self.bytes
    }

    /// The text between two UTF-16 offsets.
    pub(crate) fn slice(&mut self, start: usize, end: usize) -> &'a str {
        let first = self.advance_to(start);
        let last = self.advance_to(end.max(start));
        self.text.get(first..last).unwrap_or_default()
    }
}

/// Where in a text every so many characters stand, so that any offset is found without walking from the start.
pub(crate) struct TextIndex {
    /// UTF-16 offset and byte of every [`TextIndex::STEP`]th character.
    stations: Vec<(usize, usize)>,
    units: usize,
}

impl TextIndex {
    const STEP: usize = 256;

    /// Walks `text` once.
    pub(crate) fn new(text: &str) -> Self {
        let mut stations = Vec::new();
        let mut units = 0;
        for (number, (byte, character)) in text.char_indices().enumerate() {
            if number.is_multiple_of(Self::STEP) {
                stations.push((units, byte));
            }
            units += character.len_utf16();
        }
        Self { stations, units }
    }

    /// Length of the text in UTF-16 units.
    pub(crate) fn units(&self) -> usize {
        self.units
    }

    /// What stands between two UTF-16 offsets of the `text` this was made of.
    pub(crate) fn slice<'a>(&self, text: &'a str, start: usize, end: usize) -> &'a str {
        let place = self.stations.partition_point(|station| station.0 <= start).saturating_sub(1);
        let (units, bytes) = self.stations.get(place).copied().unwrap_or_default();
        Utf16Cursor { text, units, bytes }.slice(start, end)
    }
}

/// A stretch of the text with something to say about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layer<T> {
    /// First UTF-16 offset.
    pub(crate) start: usize,
    /// Offset after the last.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) what: T,
}

/// A piece of a block's text that no highlight begins or ends inside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment<T> {
    /// First UTF-16 offset.
    pub(crate) start: usize,
    /// The characters.
    pub(crate) text: String,
    /// Everything that covers it, outermost first.
    pub(crate) layers: Vec<T>,
}

/// Cuts `start..end` (UTF-16) at every boundary of `layers`, which are sorted by start, longest first. The pieces put together are
/// exactly the text; layers that reach beyond the stretch are clipped, empty ones ignored.
pub(crate) fn cut<T: Clone>(
    cursor: &mut Utf16Cursor<'_>,
    start: usize,
    end: usize,
    layers: &[Layer<T>],
) -> Vec<Segment<T>> {
    let inside = |layer: &&Layer<T>| layer.start < end && layer.end > start && layer.start < layer.end;
    let layers: Vec<&Layer<T>> = layers.iter().filter(inside).collect();
    let mut boundaries: Vec<usize> =
        layers.iter().flat_map(|layer| [layer.start.max(start), layer.end.min(end)]).chain([start, end]).collect();
    crate::order::sort_by_key(&mut boundaries, |boundary| *boundary);
    boundaries.dedup();

    let mut segments = Vec::with_capacity(boundaries.len());
    let mut open: Vec<&Layer<T>> = Vec::new();
    let mut upcoming = layers.into_iter().peekable();
    for (&from, &to) in boundaries.iter().zip(boundaries.iter().skip(1)) {
        open.retain(|layer| layer.end > from);
        while let Some(layer) = upcoming.next_if(|layer| layer.start <= from) {
            if layer.end > from {
                open.push(layer);
            }
        }
        let text = cursor.slice(from, to);
        if !text.is_empty() {
            let layers = open.iter().map(|layer| layer.what.clone()).collect();
            segments.push(Segment { start: from, text: text.to_owned(), layers });
        }
    }
    segments
}

/// Sorts layers the way [`cut`] wants them.
pub(crate) fn sort<T>(layers: &mut [Layer<T>]) {
    crate::order::sort_by(layers, |a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
}

/// Counts words as a reader would: what stands between white space and has a letter or digit in it.
pub(crate) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> usize {
        text.encode_utf16().count()
    }

    fn layer(text: &str, words: &str, what: char) -> Layer<char> {
        let byte = text.find(words).unwrap();
        let start = utf16(text.get(..byte).unwrap());
        Layer { start, end: start + utf16(words), what }
    }

    fn show(text: &str, layers: &[Layer<char>]) -> Vec<(String, String)> {
        let mut layers = layers.to_vec();
        sort(&mut layers);
        cut(&mut Utf16Cursor::new(text), 0, utf16(text), &layers)
            .into_iter()
            .map(|segment| (segment.text, segment.layers.into_iter().collect()))
            .collect()
    }

    #[test]
    fn without_layers_the_text_is_one_piece() {
        assert_eq!(show("Rain fell.", &[]), [("Rain fell.".to_owned(), String::new())]);
        assert_eq!(show("", &[]), []);
    }

    #[test]
    fn nested_and_crossing_layers_are_cut_at_every_boundary() {
        let text = "abcdefgh";
        let layers = [layer(text, "bcdef", 'q'), layer(text, "cd", 'e'), layer(text, "efg", 't')];
        let expected = [("a", ""), ("b", "q"), ("cd", "qe"), ("ef", "qt"), ("g", "t"), ("h", "")];
        assert_eq!(show(text, &layers), expected.map(|(text, layers)| (text.to_owned(), layers.to_owned())));
    }

    #[test]
    fn offsets_count_utf16_units_not_bytes_or_characters() {
        let text = "🚢 “Zoë” said 👩‍🚀 José, naïvely — then e\u{301}";
        for words in ["“Zoë”", "👩‍🚀", "José", "e\u{301}"] {
            let pieces = show(text, &[layer(text, words, 'x')]);
            let marked: String =
                pieces.iter().filter(|(_, layers)| layers == "x").map(|(text, _)| text.as_str()).collect();
            assert_eq!(marked, words);
            assert_eq!(pieces.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
        }
    }

    #[test]
    fn an_offset_inside_a_surrogate_pair_loses_nothing() {
        let text = "a😀b";
        let layers = [Layer { start: 2, end: 3, what: 'x' }];
        let pieces = show(text, &layers);
        assert_eq!(pieces.iter().map(|(text, _)| text.as_str()).collect::<String>(), text);
    }

    #[test]
    fn layers_beyond_the_stretch_are_clipped_and_empty_ones_ignored() {
        let mut layers = vec![
            Layer { start: 0, end: 100, what: 'w' },
            Layer { start: 3, end: 3, what: 'n' },
            Layer { start: 90, end: 95, what: 'o' },
        ];
        sort(&mut layers);
        let pieces = cut(&mut Utf16Cursor::new("0123456789"), 2, 6, &layers);
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0].text, "2345");
        assert_eq!(pieces[0].layers, ['w']);
    }

    #[test]
    fn any_offset_is_found_from_its_station() {
        let text = "é😀xyz — ".repeat(200);
        let index = TextIndex::new(&text);
        assert_eq!(index.units(), utf16(&text));
        for start in (0..index.units()).step_by(37) {
            let mut cursor = Utf16Cursor::new(&text);
            assert_eq!(index.slice(&text, start, start + 11), cursor.slice(start, start + 11));
        }
        assert_eq!(TextIndex::new("").slice("", 3, 9), "");
    }

    #[test]
    fn the_cursor_can_step_back() {
        let mut cursor = Utf16Cursor::new("é😀xyz");
        assert_eq!(cursor.slice(3, 4), "x");
        assert_eq!(cursor.slice(0, 1), "é");
        assert_eq!(cursor.slice(1, 3), "😀");
        assert_eq!(cursor.slice(2, 400), "😀xyz");
    }
}
