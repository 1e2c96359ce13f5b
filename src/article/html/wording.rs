//! Texts compared regardless of white space and marks.

use crate::article::mending;

/// With single blanks for white space, and damaged characters read as they are meant.
pub(super) fn collapse(text: &str) -> String {
    mending::meant(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone, for comparing titles that differ in marks.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
