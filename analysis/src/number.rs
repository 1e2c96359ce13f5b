//! Numbers that read the same from every face.
//!
//! Scores are rounded to four decimals, and whole numbers are written as integers: `serde_json` would write `1.0` where JavaScript
//! writes `1`, and the faces promise the same bytes.

use serde::Serializer;

/// Above this a JavaScript number no longer holds every integer.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// Rounds to four decimals, half away from zero; never gives -0 or a value that JSON cannot hold.
pub fn round4(value: f64) -> f64 {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    if rounded.is_finite() && rounded != 0.0 { rounded } else { 0.0 }
}

/// Writes a rounded number, as an integer when it is whole.
pub(crate) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let value = if value.abs() > MAX_SAFE { MAX_SAFE.copysign(*value) } else { round4(*value) };
    if value.fract() == 0.0 { serializer.serialize_i64(value as i64) } else { serializer.serialize_f64(value) }
}

/// The same for a number that may be absent.
pub(crate) fn serialize_optional<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serialize(value, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use crate::Sentiment;

    #[test]
    fn numbers_are_written_as_javascript_writes_them() {
        let written = |score: f64| {
            let sentiment = Sentiment { score, ..Sentiment::default() };
            serde_json::to_value(&sentiment).unwrap()["score"].to_string()
        };
        for (score, expected) in
            [(1.0, "1"), (-0.0, "0"), (0.123_449, "0.1234"), (-0.00001, "0"), (f64::NAN, "0"), (-0.5, "-0.5")]
        {
            assert_eq!(written(score), expected, "{score}");
        }
    }
}
