//! Functions of real numbers that come to the same bits on every target.
//!
//! Only what IEEE 754 rounds exactly is used (sums, products, quotients, square roots), in an order that is written down, and no product is
//! fused with a sum; Rust does neither reorder nor fuse. The loops have no calls and no branches, so that they become vectors.

/// Added to a number of small size and taken off again, it rounds to the nearest integer, halves to even: 1.5 · 2²³.
const ROUNDER: f32 = 12_582_912.0;

/// Lanes of a sum.
pub(super) const LANES: usize = 8;

/// The nearest integer, halves to even; for numbers between −2²² and 2²².
fn rounded(x: f32) -> f32 {
    (x + ROUNDER) - ROUNDER
}

/// The same as a signed byte; for numbers between −128 and 127.
pub(super) fn rounded_byte(x: f32) -> i8 {
    // The lowest byte of the sum's mantissa is that of the integer in two's complement.
    let [lowest, ..] = (x + ROUNDER).to_bits().to_le_bytes();
    lowest.cast_signed()
}

/// `e` to the power of a number that is not above 0; the relative error is below 2·10⁻⁷. Below −87 it is that of −87, some 10⁻³⁸.
///
/// The argument is reduced by a multiple of ln 2, given in two parts (Cody and Waite, 1980); a Taylor polynomial of degree 7 does the rest.
pub(super) fn exp(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = if x < -87.0 { -87.0 } else { x };
    let power = x * std::f32::consts::LOG2_E;
    let whole = rounded(power);
    let rest = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    let mut sum = 1.0 / 5040.0;
    sum = sum * rest + 1.0 / 720.0;
    sum = sum * rest + 1.0 / 120.0;
    sum = sum * rest + 1.0 / 24.0;
    sum = sum * rest + 1.0 / 6.0;
    sum = sum * rest + 0.5;
    sum = sum * rest + 1.0;
    sum = sum * rest + 1.0;
    // The exponent of 2 to that power stands in the low bits of the rounder's sum, too.
    let exponent = (power + ROUNDER).to_bits().wrapping_add(127) << 23;
    sum * f32::from_bits(exponent)
}

/// The Gaussian error linear unit, x·Φ(x) with the exact distribution function (Hendrycks and Gimpel, 2016); the error is below 10⁻⁶.
///
/// The tail is formula 7.1.26 of Abramowitz and Stegun (1964), whose error is at most 1.5·10⁻⁷.
pub(super) fn gelu(x: f32) -> f32 {
    let size = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut sum = 1.061_405_4;
    sum = sum * t - 1.453_152_1;
    sum = sum * t + 1.421_413_8;
    sum = sum * t - 0.284_496_72;
    sum = sum * t + 0.254_829_6;
    let tail = 0.5 * (sum * t * exp(-(size * size)));
    x * if x < 0.0 { tail } else { 1.0 - tail }
}

/// The sum of a row: each of eight lanes adds every eighth number in order, then lanes are added in pairs.
pub(super) fn sum(row: &[f32]) -> f32 {
    sum_of(row, |x| x)
}

/// The sum of the squares of what is left of each number of a row when `mean` is taken off, added as [`sum`] does.
fn squares(row: &[f32], mean: f32) -> f32 {
    sum_of(row, |x| (x - mean) * (x - mean))
}

fn sum_of(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for eight in eights {
        lanes.iter_mut().zip(eight).for_each(|(lane, &x)| *lane += of(x));
    }
    lanes.iter_mut().zip(rest).for_each(|(lane, &x)| *lane += of(x));
    pairwise(lanes)
}

/// The sum of the products of a row of signed bytes, given as bytes, and another row, added as [`sum`] does.
pub(super) fn dot(weights: &[u8], row: &[f32]) -> f32 {
    let (weights, more) = weights.as_chunks::<LANES>();
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (weights, eight) in weights.iter().zip(eights) {
        let products = weights.iter().zip(eight).map(|(&weight, x)| f32::from(weight.cast_signed()) * x);
        lanes.iter_mut().zip(products).for_each(|(lane, product)| *lane += product);
    }
    let products = more.iter().zip(rest).map(|(&weight, x)| f32::from(weight.cast_signed()) * x);
    lanes.iter_mut().zip(products).for_each(|(lane, product)| *lane += product);
    pairwise(lanes)
}

fn pairwise([a, b, c, d, e, f, g, h]: [f32; LANES]) -> f32 {
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// Layer normalisation of a row in place (Ba, Kiros and Hinton, 2016): mean 0 and variance 1, then a weight and a bias for each number.
pub(super) fn normalise(row: &mut [f32], weights: &[f32], biases: &[f32]) {
    const EPSILON: f32 = 1e-12;
    let count = row.len() as f32;
    let mean = sum(row) / count;
    let variance = squares(row, mean) / count;
    let factor = 1.0 / (variance + EPSILON).sqrt();
    for ((x, weight), bias) in row.iter_mut().zip(weights).zip(biases) {
        *x = ((*x - mean) * factor) * weight + bias;
    }
}

/// The largest size of a number of a row.
pub(super) fn largest(row: &[f32]) -> f32 {
    let larger = |a: f32, b: f32| if b > a { b } else { a };
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for eight in eights {
        lanes.iter_mut().zip(eight).for_each(|(lane, x)| *lane = larger(*lane, x.abs()));
    }
    rest.iter().map(|x| x.abs()).chain(lanes).fold(0.0, larger)
}

/// Makes the exponential of each number of a row, less the largest; what their sum has to be multiplied with to come to 1.
pub(super) fn softmax(row: &mut [f32]) -> f32 {
    let larger = |a: f32, b: f32| if b > a { b } else { a };
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for eight in eights {
        lanes.iter_mut().zip(eight).for_each(|(lane, &x)| *lane = larger(*lane, x));
    }
    let largest = rest.iter().copied().chain(lanes).fold(f32::NEG_INFINITY, larger);
    row.iter_mut().for_each(|x| *x = exp(*x - largest));
    1.0 / sum(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number that is a multiple of 2⁻¹⁰ between two.
    fn grid(from: i32, to: i32) -> impl Iterator<Item = f32> {
        (1024 * from..=1024 * to).map(|x| x as f32 / 1024.0)
    }

    #[test]
    fn exp_is_near_the_exact_one() {
        for x in grid(-87, 0) {
            let exact = libm::exp(f64::from(x));
            assert!((f64::from(exp(x)) - exact).abs() < 2e-7 * exact, "{x}: {} {exact}", exp(x));
        }
        assert_eq!((exp(0.0), exp(-100.0), exp(f32::NEG_INFINITY)), (1.0, exp(-87.0), exp(-87.0)));
        assert!(exp(-87.0) < 2e-38);
    }

    #[test]
    fn gelu_is_near_the_exact_one() {
        for x in grid(-40, 40) {
            let exact = f64::from(x) * 0.5 * (1.0 + libm::erf(f64::from(x) * std::f64::consts::FRAC_1_SQRT_2));
            let allowed = 1e-6_f64.max(2e-7 * exact.abs());
            assert!((f64::from(gelu(x)) - exact).abs() < allowed, "{x}: {} {exact}", gelu(x));
        }
    }

    #[test]
    fn halves_are_rounded_to_even() {
        let rounded: Vec<i8> = [-127.0, -2.5, -1.5, -0.5, 0.49, 0.5, 0.51, 1.5, 126.5, 127.0].map(rounded_byte).into();
        assert_eq!(rounded, [-127, -2, -2, 0, 0, 0, 1, 2, 126, 127]);
    }

    #[test]
    fn rows_become_normal() {
        let mut row: Vec<f32> = (0..20).map(|x| (x * x % 7) as f32).collect();
        normalise(&mut row, &[1.0; 20], &[0.0; 20]);
        assert!(sum(&row).abs() < 1e-5 && (squares(&row, 0.0) - 20.0).abs() < 1e-4);
        let before = row.clone();
        normalise(&mut row, &[2.0; 20], &[1.0; 20]);
        assert!(row.iter().zip(before).all(|(x, before)| (x - (2.0 * before + 1.0)).abs() < 1e-5));
    }

    #[test]
    fn shares_add_up() {
        let mut row: Vec<f32> = (0..11).map(|x| x as f32).collect();
        let factor = softmax(&mut row);
        let exact: f64 = (0..11).map(|x| libm::exp(f64::from(x - 10))).sum();
        assert_eq!(row[10], 1.0);
        assert!((f64::from(factor) - 1.0 / exact).abs() < 1e-6 && (f64::from(row[7]) - libm::exp(-3.0)).abs() < 1e-7);
    }

    #[test]
    fn sums_see_every_number() {
        let row: Vec<f32> = (1..=21).map(|x| x as f32).collect();
        assert_eq!((sum(&row), squares(&row, 1.0), largest(&row)), (231.0, 2870.0, 21.0));
        assert_eq!((dot(&[1; 21], &row), dot(&[254; 21], &row)), (231.0, -462.0));
        assert_eq!((largest(&[0.0, -3.0]), largest(&[])), (3.0, 0.0));
    }
}
