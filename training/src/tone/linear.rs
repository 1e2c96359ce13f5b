//! Linear models over sparse and dense features: ridge and multinomial logistic regression.

use super::optimise::minimise;

/// Feature rows: sparse pairs (feature, value) and `width` dense values.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) sparse: Vec<Vec<(u32, f32)>>,
    pub(super) dense: Vec<f32>,
    pub(super) width: usize,
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (mut left, mut right) = (a.chunks_exact(16), b.chunks_exact(16));
    for (x, y) in left.by_ref().zip(right.by_ref()) {
        for lane in 0..16 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = left.remainder().iter().zip(right.remainder()).map(|(x, y)| x * y).sum();
    lanes.iter().sum::<f32>() + rest
}

impl Rows {
    fn dense_of(&self, row: usize) -> &[f32] {
        &self.dense[row * self.width..(row + 1) * self.width]
    }

    /// The outputs of a row; weights are laid out output by output, sparse before dense.
    pub(super) fn scores(&self, row: usize, features: usize, outputs: usize, weights: &[f32]) -> Vec<f64> {
        let stride = features + self.width;
        (0..outputs)
            .map(|output| {
                let own = &weights[output * stride..(output + 1) * stride];
                let sparse: f64 =
                    self.sparse[row].iter().map(|&(feature, value)| f64::from(own[feature as usize] * value)).sum();
                sparse + f64::from(dot(self.dense_of(row), &own[features..]))
            })
            .collect()
    }

    /// Fits `outputs` outputs; `errors` turns a row's outputs into its loss and writes their derivatives. `penalty` is that of the
    /// square of each weight. Rows are `chosen`. Two threads, summed in fixed order.
    pub(super) fn fit(
        &self,
        chosen: &[usize],
        features: usize,
        outputs: usize,
        penalty: f64,
        steps: usize,
        errors: &(dyn Fn(usize, &mut [f64]) -> f64 + Sync),
    ) -> Vec<f64> {
        let stride = features + self.width;
        minimise(stride * outputs, steps, |point, gradient| {
            let weights: Vec<f32> = point.iter().map(|&x| x as f32).collect();
            let halves = chosen.split_at(chosen.len() / 2);
            let half = |rows: &[usize]| {
                let (mut loss, mut sum) = (0.0, vec![0.0_f32; stride * outputs]);
                for &row in rows {
                    let mut scores = self.scores(row, features, outputs, &weights);
                    loss += errors(row, &mut scores);
                    for (output, &error) in scores.iter().enumerate() {
                        let error = error as f32;
                        let own = &mut sum[output * stride..(output + 1) * stride];
                        for &(feature, value) in &self.sparse[row] {
                            own[feature as usize] += error * value;
                        }
                        for (sum, x) in own[features..].iter_mut().zip(self.dense_of(row)) {
                            *sum += error * x;
                        }
                    }
                }
                (loss, sum)
            };
            let (first, second) = std::thread::scope(|scope| {
                let other = scope.spawn(|| half(halves.1));
                let first = half(halves.0);
                (first, other.join().unwrap_or_else(|_| (f64::NAN, Vec::new())))
            });
            let mut loss = first.0 + second.0;
            for (index, slot) in gradient.iter_mut().enumerate() {
                *slot = f64::from(first.1[index] + second.1[index]) + 2.0 * penalty * point[index];
                loss += penalty * point[index] * point[index];
            }
            loss
        })
    }
}

/// Loss and derivative of the softmax of `scores` where the classes have the `shares`, times `weight`.
pub(super) fn cross_entropy(scores: &mut [f64], shares: [f64; 3], weight: f64) -> f64 {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = scores.iter().map(|score| (score - most).exp()).sum();
    let log_total = most + total.ln();
    let mut loss = 0.0;
    for (score, share) in scores.iter_mut().zip(shares) {
        loss += share * (log_total - *score);
        *score = weight * ((*score - most).exp() / total - share);
    }
    weight * loss
}
