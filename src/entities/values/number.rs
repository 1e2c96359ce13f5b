//! Numbers in digits and words.

use crate::lexicon::{class, lexeme, word};

/// "1,200.5", "twenty-one", "three hundred".
pub(super) fn number(text: &str) -> Option<f64> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.replace(',', "").parse().ok();
    }
    text.to_lowercase().split([' ', '-']).map(lexeme).try_fold(0.0, |sum, part| {
        if part == word::HUNDRED {
            return Some(if sum == 0.0 { 100.0 } else { sum * 100.0 });
        }
        let one = part.is(class::INDEFINITE_ARTICLE).then_some(1.0);
        Some(sum + part.number().or(one)?)
    })
}

/// "5 crore" is 50 million: what a scale multiplies the number before it by, 1 without one.
pub(super) fn scale(word: Option<&str>) -> f64 {
    word.and_then(|word| lexeme(word).scale()).unwrap_or(1.0)
}

/// No tail of binary fractions: 1.1 million is 1100000.
pub(super) fn clean(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, value) in
            [("1,200.5", 1200.5), ("twenty-one", 21.0), ("three hundred", 300.0), ("a", 1.0), ("12", 12.0)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(number("some"), None);
        assert!((scale(Some("crore")) - 1e7).abs() < 1e-9 && (scale(Some("apples")) - 1.0).abs() < 1e-9);
    }
}
