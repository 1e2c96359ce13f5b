//! Words that a line break has parted, put together again.

use std::collections::HashSet;

use super::page::Line;

/// What stands before a hyphen that belongs to the word.
const COMPOUNDS: [&str; 5] = ["self", "well", "long", "half", "vice"];

/// The words that stand undivided in the lines, in small letters.
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut words = HashSet::new();
        let mut broken = false;
        for line in lines {
            let pieces: Vec<&str> = line.text.split_whitespace().collect();
            for (at, piece) in pieces.iter().enumerate() {
                let after_break = at == 0 && broken;
                let at_break = at + 1 == pieces.len() && is_parted(piece);
                if !after_break && !at_break {
                    words.insert(plain(piece));
                }
            }
            broken = is_parted(&line.text);
        }
        Self(words)
    }

    /// Adds the next line to a paragraph.
    pub(super) fn join(&self, paragraph: &mut String, line: &str) {
        if paragraph.ends_with('\u{ad}') {
            paragraph.pop();
        } else if is_parted(paragraph) {
            let first = paragraph.rsplit(char::is_whitespace).next().unwrap_or_default().trim_end_matches('-');
            if !self.keeps_hyphen(first, line.split_whitespace().next().unwrap_or_default()) {
                paragraph.pop();
            }
        } else {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }

    /// Whether the hyphen between these parts would stand there without the line break, too: by what the document writes elsewhere, then
    /// by what the parts are.
    fn keeps_hyphen(&self, first: &str, second: &str) -> bool {
        // "Franco-German", but "GOVERN-MENT", and "Covid-19".
        let shouted = !first.chars().any(char::is_lowercase);
        let named = second.starts_with(char::is_uppercase) && !shouted;
        if named || second.starts_with(|c: char| c.is_ascii_digit()) || first.ends_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let (first, second) = (plain(first), plain(second));
        if self.0.contains(&format!("{first}-{second}")) {
            return true;
        }
        if self.0.contains(&format!("{first}{second}")) {
            return false;
        }
        let is_word = |part: &String| part.chars().count() > 3 && self.0.contains(part);
        first.contains('-')
            || second.contains('-')
            || second.len() > 3 && COMPOUNDS.contains(&first.as_str())
            || is_word(&first) && is_word(&second)
    }
}

/// Whether the text ends in a hyphen that parts a word: a letter before it.
pub(super) fn is_parted(text: &str) -> bool {
    text.ends_with('\u{ad}')
        || text.strip_suffix('-').and_then(|rest| rest.chars().next_back()).is_some_and(char::is_alphanumeric)
}

/// Without the marks around it, in small letters.
fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
