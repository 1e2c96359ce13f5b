//! UTF-8 that was read as Windows-1252: "â€œ" for "“", "Ã©" for "é".

use crate::article::references::WINDOWS;

/// The byte that Windows-1252 shows as a character, of those beyond ASCII.
fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    let special = || WINDOWS.iter().zip(0x80..).find(|(shown, _)| **shown == code).map(|(_, byte)| byte);
    match code {
        0x80..=0xff => u8::try_from(code).ok(),
        0x100.. => special(),
        _ => None,
    }
}

/// The character whose bytes were shown as the first characters of `text`, with their length; `before`: the character before them.
pub(super) fn character(text: &str, before: Option<char>) -> Option<(char, usize)> {
    let mut shown = text.char_indices();
    let first = byte(shown.next()?.1)?;
    let rest = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        _ => return None,
    };
    let mut bytes = [first, 0, 0];
    let (mut count, mut last) = (1, '\0');
    for (slot, (_, c)) in bytes.iter_mut().skip(1).zip(shown.by_ref().take(rest)) {
        match byte(c).filter(|byte| matches!(byte, 0x80..=0xbf)) {
            Some(byte) => (*slot, last) = (byte, c),
            None if bytes == [0xe2, 0x80, 0] => return cut_short(text),
            None => return None,
        }
        count += 1;
    }
    if count <= rest {
        return if bytes == [0xe2, 0x80, 0] { cut_short(text) } else { None };
    }
    let next = shown.next();
    let length = next.map_or(text.len(), |(at, _)| at);
    let meant = std::str::from_utf8(bytes.get(..count)?).ok()?.chars().next()?;
    let by_itself = rest == 1 && is_mark(last) && !stands_in_word(before, next.map(|(_, c)| c));
    (is_plausible(meant) && !by_itself).then_some((meant, length))
}

/// Two capitals of Portuguese and the mark after them are no broken letter: “IRMÔ.
fn stands_in_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_lowercase) || after.is_some_and(char::is_alphabetic)
}

/// A mark that is written after a word: quotation marks, dashes, "…".
fn is_mark(c: char) -> bool {
    matches!(c, '\u{2013}'..='\u{203a}' | '»')
}

/// "â€" without its last byte, which Windows-1252 has no character for: the closing quotation mark.
fn cut_short(text: &str) -> Option<(char, usize)> {
    let mut rest = text.char_indices().skip(2);
    let (at, next) = rest.next().map_or((text.len(), None), |(at, c)| (at, Some(c)));
    match next {
        Some(lost @ char::REPLACEMENT_CHARACTER) => Some(('\u{201d}', at + lost.len_utf8())),
        Some(c) if !c.is_whitespace() && !c.is_ascii_punctuation() => None,
        _ => Some(('\u{201d}', at)),
    }
}

/// Whether a character is a letter of Latin script, a mark or a sign of its texts, or without width.
fn is_plausible(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{200f}' | '\u{2010}'..='\u{2044}' | '\u{2060}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2122}' | '\u{2212}' | '\u{feff}')
        && !matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How Windows-1252 shows the bytes of a text, those without a character as controls.
    fn shown(text: &str) -> String {
        let of_byte = |byte: u8| match byte {
            0x80..=0x9f => char::from_u32(WINDOWS[usize::from(byte) - 0x80]).unwrap(),
            byte => char::from(byte),
        };
        text.bytes().map(of_byte).collect()
    }

    #[test]
    fn letters_and_marks_are_read_back() {
        for c in "“”‘’–—…éüñçÀÉØßŁšžă£€°©™•«»\u{a0}\u{ad}\u{200b}ạ".chars() {
            let shown = shown(&c.encode_utf8(&mut [0; 4]).repeat(2));
            let (meant, length) = character(&shown, Some('a')).unwrap_or_else(|| panic!("{c}: {shown}"));
            assert_eq!((meant, 2 * length), (c, shown.len()), "{shown}");
        }
        // Read as ISO 8859-1.
        assert_eq!(character("\u{e2}\u{80}\u{9c}We", None), Some(('“', 6)));
    }

    #[test]
    fn the_closing_mark_may_have_lost_its_last_byte() {
        assert_eq!(character("â€ she said", None), Some(('”', 5)));
        assert_eq!(character("â€", None), Some(('”', 5)));
        assert_eq!(character("â€\u{fffd}.", None), Some(('”', 8)));
        assert_eq!(character("â€x", None), None);
    }

    #[test]
    fn what_is_meant_as_it_stands_is_left() {
        for text in
            ["é”", "Ãé", "ão", "â", "âé", "â\u{80}x", "Ã”", "Å“", "ÖÖ", "Ø¹", "ðŸ", "я", "a", "", "Ð¶", "ñ", "ï»"]
        {
            assert_eq!(character(text, Some('M')), None, "{text}");
        }
    }
}
