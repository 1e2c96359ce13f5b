//! What the lists say of words and phrases by the hashes that the line model knows them by ([`crate::hashing`]), and of characters: tables
//! that the build step makes of `models/lists/` (`build/article.rs`).

use super::kinds::Kinds;

/// What is known of hashes: open addressing, at most half full; an empty slot has the hash 0.
pub(super) struct Table<V: 'static> {
    slots: &'static [(u32, V)],
}

impl<V: Copy> Table<V> {
    /// What is known of a hash.
    pub(super) fn get(&self, hash: u32) -> Option<V> {
        let mut at = hash as usize;
        loop {
            at &= self.slots.len() - 1;
            match self.slots.get(at)? {
                (0, _) => return None,
                (found, value) if *found == hash => return Some(*value),
                _ => at += 1,
            }
        }
    }

    /// Every hash with what is known of it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, V)> {
        self.slots.iter().copied().filter(|(hash, _)| *hash != 0)
    }
}

/// What lists say of a word of an English page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// One of the commonest words of grammar.
    pub(super) is_function: bool,
    /// The voice that it tells of, by its line of `models/lists/article-voices.txt`.
    pub(super) voice: Option<usize>,
}

/// A phrase that tells what a line is.
pub(super) struct Phrase {
    /// The hashes of its words.
    pub(super) words: &'static [u32],
    /// Whether the line must begin with it.
    pub(super) at_start: bool,
    /// Whether the line must end with it.
    pub(super) at_end: bool,
    /// What the line is.
    pub(super) kind: Kinds,
}

/// The language that a script stands for when no other is known: the script's first and last character, and the language's code.
pub(super) struct Script {
    /// The first character.
    first: char,
    /// The last character.
    last: char,
    /// ISO 639-1.
    code: &'static str,
}

/// Letters that single out a language within a script.
pub(super) struct TellingLetters {
    /// The language that the script stands for otherwise.
    pub(super) script: &'static str,
    /// The language that they tell of.
    pub(super) language: &'static str,
    /// The letters.
    pub(super) letters: &'static [char],
}

include!(concat!(env!("OUT_DIR"), "/article.rs"));

/// The script of a letter, as the language that it stands for when no other is known.
pub(super) fn script(letter: char) -> Option<&'static str> {
    let script = SCRIPTS.get(SCRIPTS.partition_point(|script| script.last < letter))?;
    (script.first <= letter).then_some(script.code)
}

/// The character that an HTML reference of that name stands for.
pub(super) fn named_character(name: &str) -> Option<char> {
    let at = NAMED_CHARACTERS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    NAMED_CHARACTERS.get(at).map(|(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hashing::hash;

    #[test]
    fn words_are_found_by_their_hashes() {
        assert_eq!(WORDS.get(hash("The")), Some(Known { is_function: true, voice: None }));
        assert_eq!(WORDS.get(hash("said")), Some(Known { is_function: true, voice: Some(2) }));
        assert_eq!(WORDS.get(hash("harbour")), None);
        assert_eq!(WORDS.get(0), None);
        assert!(WORDS.iter().all(|(hash, known)| WORDS.get(hash) == Some(known)));
        let (english, german) = (1, 2);
        assert_eq!(LANGUAGES_BY_WORD.get(hash("the")), Some(english));
        assert_eq!(LANGUAGES_BY_WORD.get(hash("und")).map(|languages| languages & german), Some(german));
    }

    #[test]
    fn characters_are_found() {
        assert_eq!(
            ['a', 'ж', '漢', 'ア', '\u{4ff}', '\u{530}'].map(script),
            [None, Some("ru"), Some("zh"), Some("ja"), Some("ru"), Some("hy")]
        );
        assert_eq!((named_character("amp"), named_character("Amp"), named_character("")), (Some('&'), None, None));
    }
}
