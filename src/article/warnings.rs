//! What a reader is told of an input that does not read like an English article.

use crate::analysis::{Article, Warning, WarningCode, not_english};

/// What a reader is told when nothing of the text belongs to an article.
pub(super) const EMPTY_BODY: &str = "No article was found in this text; all of it was set aside.";

/// What a reader is told of a page whose first reading lost much of its prose.
pub(super) const BODY_UNSURE: &str = "Where this article ends was hard to tell; look at what was set aside.";

/// The warnings of an article with its text; `foreign`: whether it is surely not English.
pub(super) fn warnings(text: &str, article: &Article, foreign: bool) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut add = |code, message: &str| warnings.push(Warning { code, message: message.to_owned() });
    if !article.blocks.iter().any(|block| block.kind.is_body()) {
        add(WarningCode::EmptyBody, EMPTY_BODY);
    }
    if foreign {
        add(WarningCode::LanguageNotEnglish, &not_english(&article.language.code));
    } else if !matches!(article.language.code.as_str(), "en" | "und") {
        add(
            WarningCode::LanguageUnsure,
            "This does not read like English; names and quotes may be missed and the tone is not to be trusted.",
        );
    }
    let damaged = damaged_characters(text);
    if damaged > 0 && damaged * 200 > text.chars().count() {
        add(WarningCode::DamagedText, "Much of this is no text: unreadable characters stand in it.");
    }
    warnings
}

/// How many characters are controls that are no white space, or stand for what could not be read.
fn damaged_characters(text: &str) -> usize {
    // Hardly any text has one, and every text is asked. The bytes are looked at without branches, so that many are compared at once:
    // controls of ASCII, the two bytes of U+0080 to U+009F, and the first of U+FFFD.
    let control = |byte: u8| (byte < b'\t') | (byte.wrapping_sub(0x0e) < 0x12) | (byte == 0x7f) | (byte == 0xef);
    let further = |first: u8, second: u8| (first == 0xc2) & (second & 0xe0 == 0x80);
    let bytes = text.as_bytes();
    let possible = bytes.iter().fold(false, |seen, byte| seen | control(*byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if !pairs.fold(possible, |seen, (first, second)| seen | further(*first, *second)) {
        return 0;
    }
    text.chars().filter(|c| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}').count()
}
