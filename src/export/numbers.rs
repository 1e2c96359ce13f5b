//! Numbers as the formats print them.

/// Rounded to what is printed; a little less than nothing is nothing, without a sign.
pub(super) fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// A number as JSON writes it: four decimals at most, whole ones without a point.
pub(super) fn number(value: f64) -> String {
    crate::analysis::round4(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn nothing_has_no_sign() {
        for (value, printed) in [(-0.0, "+0.00"), (-0.004, "+0.00"), (-0.006, "-0.01"), (0.125, "+0.13")] {
            assert_eq!(format!("{:+.2}", hundredths(value)), printed);
        }
    }
}
