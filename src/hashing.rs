//! Words of a line as hashes: lower-cased, digits as `0`, so that equal shapes compare equal.
//!
//! The line model looks at words before there are blocks to cut into tokens, and it has weights for words that no list knows: it needs a
//! hash of any word, and no [`Token`](crate::text::Token). The build step uses this file too, for the hashes of what the lists say.

/// What the line model sees of a word: its hash and how it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct HashedWord {
    /// Of the lower-cased word with every digit as `0`.
    pub(super) hash: u32,
    /// In characters.
    pub(super) chars: u32,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
    /// Whether it has letters, and all are capitals.
    pub(super) upper: bool,
    /// Whether it starts with a digit.
    pub(super) digit: bool,
}

const SEED: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// FNV-1a over the four bytes of one value. Nearly all values are below 256: their three bytes of zero are one multiplication.
pub(super) const fn mix(hash: u32, value: u32) -> u32 {
    const SQUARE: u32 = PRIME.wrapping_mul(PRIME);
    let [first, second, third, fourth] = value.to_le_bytes();
    let hash = hash ^ first as u32;
    if value < 1 << 8 {
        return hash.wrapping_mul(SQUARE.wrapping_mul(SQUARE));
    }
    let hash = hash.wrapping_mul(PRIME) ^ second as u32;
    if value < 1 << 16 {
        return hash.wrapping_mul(SQUARE.wrapping_mul(PRIME));
    }
    let hash = hash.wrapping_mul(PRIME) ^ third as u32;
    (hash.wrapping_mul(PRIME) ^ fourth as u32).wrapping_mul(PRIME)
}

/// What a character adds to the kinds seen in a word: a small letter, another letter, a digit.
const SMALL: u16 = 1 << 8;
const LETTER: u16 = 1 << 9;
const DIGIT: u16 = 1 << 10;

/// Of each byte its kind, and in the low eight bits what stands for it in a hash; 0 for a byte that is no letter or digit of ASCII.
const CLASSES: [u16; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    #[expect(clippy::indexing_slicing, reason = "at compile time")]
    while byte < 128 {
        classes[byte] = match byte as u8 {
            small @ b'a'..=b'z' => SMALL | small as u16,
            capital @ b'A'..=b'Z' => LETTER | capital.to_ascii_lowercase() as u16,
            b'0'..=b'9' => DIGIT | b'0' as u16,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// Hands every word of `text` to `sink`, in order. A word is a run of letters and digits with inner apostrophes.
pub(super) fn each(text: &str, mut sink: impl FnMut(HashedWord)) {
    let bytes = text.as_bytes();
    let class_at = |at: usize| bytes.get(at).map_or(0, |byte| CLASSES.get(usize::from(*byte)).copied().unwrap_or(0));
    let empty = HashedWord { hash: SEED, chars: 0, capital: false, upper: false, digit: false };
    let (mut word, mut kinds, mut apostrophe) = (empty, 0, false);
    let mut at = 0;
    loop {
        let mut class = class_at(at);
        if class != 0 {
            if word.chars == 0 {
                (word.capital, word.digit) = (class & LETTER != 0, class & DIGIT != 0);
            }
            if std::mem::take(&mut apostrophe) {
                word.hash = mix(word.hash, u32::from('\''));
            }
            // Nearly all of a page are these bytes.
            let start = at;
            while class != 0 {
                word.hash = mix(word.hash, u32::from(class & 0xff));
                kinds |= class;
                at += 1;
                class = class_at(at);
            }
            word.chars += u32::try_from(at - start).unwrap_or(u32::MAX);
        }
        let next = match bytes.get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => text.get(at..).and_then(|rest| rest.chars().next()),
            None => None,
        };
        match next {
            Some(c) if !c.is_ascii() && c.is_alphanumeric() => {
                if word.chars == 0 {
                    (word.capital, word.digit) = (c.is_uppercase(), c.is_numeric());
                }
                if std::mem::take(&mut apostrophe) {
                    word.hash = mix(word.hash, u32::from('\''));
                }
                word.chars += 1;
                if c.is_alphabetic() {
                    kinds |= if c.is_lowercase() { SMALL } else { LETTER };
                    c.to_lowercase().for_each(|c| word.hash = mix(word.hash, u32::from(c)));
                } else {
                    word.hash = mix(word.hash, u32::from('0'));
                }
            }
            Some('\'' | '’') if word.chars > 0 && !apostrophe => apostrophe = true,
            _ if word.chars > 0 => {
                word.upper = kinds & (SMALL | LETTER) == LETTER;
                sink(word);
                (word, kinds, apostrophe) = (empty, 0, false);
            }
            _ => {}
        }
        let Some(c) = next else { break };
        at += c.len_utf8();
    }
}

/// The hash of one lower-case word.
pub(super) fn hash(word: &str) -> u32 {
    let mut hash = SEED;
    each(word, |word| hash = word.hash);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_mix_as_the_bytes_do() {
        for value in [0, 1, 255, 256, 65_535, 65_536, 16_777_216, u32::MAX] {
            let whole =
                value.to_le_bytes().iter().fold(SEED, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME));
            assert_eq!(mix(SEED, value), whole, "{value}");
        }
    }

    #[test]
    fn a_word_is_what_stands_between_marks() {
        let words = |text: &str| {
            let mut words = Vec::new();
            each(text, |word| words.push((word.chars, word.capital, word.upper, word.digit)));
            words
        };
        assert_eq!(
            words("Ünlü ÉTÉ 3rd x²"),
            [(4, true, false, false), (3, true, true, false), (3, false, false, true), (2, false, false, false)]
        );
        assert_eq!(
            words("O'Hara’s 'tis' a''b"),
            [(6, true, false, false), (3, false, false, false), (1, false, false, false), (1, false, false, false)]
        );
        assert_eq!(words("२०२३ 漢字 …"), [(4, false, false, true), (2, false, true, false)]);
        assert!(words(" '’ …").is_empty() && words("").is_empty());
        assert_eq!(hash("Été’s"), hash("été's"));
    }

    #[test]
    fn words_compare_by_shape() {
        let mut seen = Vec::new();
        each("Don’t PANIC, 12 of 34!", |word| seen.push(word));
        assert_eq!(seen.len(), 5);
        assert_eq!(seen[0].hash, hash("don't"));
        assert!(seen[1].upper && seen[1].capital && !seen[0].upper);
        assert_eq!(seen[2].hash, seen[4].hash);
    }
}
