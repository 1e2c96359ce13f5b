//! Scores of predictions.

/// Macro F1 of three classes, in percent.
pub(super) fn macro_f1(gold: &[usize], given: &[usize]) -> f64 {
    let of = |class: usize| {
        let both = gold.iter().zip(given).filter(|&(&a, &b)| a == class && b == class).count();
        let all = gold.iter().filter(|&&a| a == class).count() + given.iter().filter(|&&b| b == class).count();
        200.0 * both as f64 / (all as f64).max(1.0)
    };
    (of(0) + of(1) + of(2)) / 3.0
}

/// The correlation of two series of the same length.
pub(super) fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    let (ma, mb) = (mean(a), mean(b));
    let sum = |f: &dyn Fn(f64, f64) -> f64| a.iter().zip(b).map(|(&x, &y)| f(x - ma, y - mb)).sum::<f64>();
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}
