//! Classes of characters that segmentation goes by.

/// Whether a character has neither ink nor width: joiners, direction marks, byte order marks, soft hyphens.
///
/// Inside a word they belong to it; elsewhere they count as white space.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Whether nothing is written where `c` is.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether a character belongs to a script that writes words without blanks between them, and is not Thai, Lao or Khmer, whose
/// letters combine.
pub(super) fn is_east_asian(c: char) -> bool {
    matches!(c as u32, 0x3005..=0x3007 | 0x3031..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

/// Whether a grapheme that is neither a letter nor a digit is a pictograph.
pub(super) fn is_emoji(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else { return false };
    matches!(first as u32, 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x231A..=0x231B | 0x23E9..=0x23FA | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55)
        || chars.any(|c| matches!(c, '\u{FE0F}' | '\u{20E3}'))
}

/// Whether a non-ASCII mark is a sign rather than punctuation: currencies, mathematics, arrows, shapes, what has no meaning.
pub(super) fn is_symbol(c: char) -> bool {
    matches!(c as u32, 0xA2..=0xA6 | 0xA8..=0xA9 | 0xAC | 0xAE..=0xB1 | 0xB4 | 0xB8 | 0xD7 | 0xF7 | 0x2044 | 0x2052 | 0x20A0..=0x20CF
        | 0x2100..=0x2BFF | 0xFF04..=0xFF05 | 0xFF0B | 0xFF1C..=0xFF1E | 0xFFE0..=0xFFE6 | 0xE000..=0xF8FF | 0xFFF0..=0xFFFF | 0x1D000..)
        && !matches!(c, '\u{2329}' | '\u{232A}')
}

/// A mark that can stand for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{201B}' | '`' | '\u{B4}' | '\u{2032}' | '\u{FF07}')
}

/// Which side of the quoted words a mark stands on, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteSide {
    /// “ ‘ „ « 「
    Opening,
    /// ” ’ » 」 and '' after ``
    Closing,
    /// Straight marks: the neighbours must tell.
    Either,
}

/// The side of a quotation mark; `None` when the character is none.
///
/// « and » are read the French way; „ opens, and “ opens as in English although it closes in German.
pub(crate) fn quote_side(c: char) -> Option<QuoteSide> {
    Some(match c {
        '"' | '\'' | '\u{FF02}' | '\u{FF07}' | '\u{B4}' | '\u{2032}' | '\u{2033}' => QuoteSide::Either,
        '\u{201C}' | '\u{2018}' | '\u{201E}' | '\u{201A}' | '\u{201F}' | '\u{201B}' | '«' | '‹' | '「' | '『'
        | '《' | '〈' | '〝' | '`' | '｢' => QuoteSide::Opening,
        '\u{201D}' | '\u{2019}' | '»' | '›' | '」' | '』' | '》' | '〉' | '〞' | '〟' | '｣' => {
            QuoteSide::Closing
        }
        _ => return None,
    })
}

/// Whether a bracket opens.
pub(super) fn opens_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '〔')
}

/// Whether a bracket closes.
pub(super) fn closes_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '〕')
}

/// Marks that end a sentence in scripts without capitals.
pub(super) fn is_foreign_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '፧' | '။' | '។')
}
