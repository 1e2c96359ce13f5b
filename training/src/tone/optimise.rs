//! Limited-memory BFGS with a backtracking line search (Nocedal & Wright, Numerical Optimization, ch. 7).

use std::collections::VecDeque;

const MEMORY: usize = 8;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Minimises `objective`, which returns the value at a point and writes the gradient; starts at zero.
pub(super) fn minimise(size: usize, steps: usize, mut objective: impl FnMut(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut point = vec![0.0; size];
    let mut gradient = vec![0.0; size];
    let mut value = objective(&point, &mut gradient);
    let mut history: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for step in 0..steps {
        let mut direction: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::new();
        for (s, y, rho) in history.iter().rev() {
            let alpha = rho * dot(s, &direction);
            direction.iter_mut().zip(y).for_each(|(d, y)| *d -= alpha * y);
            alphas.push(alpha);
        }
        if let Some((s, y, _)) = history.back() {
            let scale = dot(s, y) / dot(y, y);
            direction.iter_mut().for_each(|d| *d *= scale);
        } else {
            let length = dot(&direction, &direction).sqrt().max(1e-12);
            direction.iter_mut().for_each(|d| *d /= length);
        }
        for ((s, y, rho), alpha) in history.iter().zip(alphas.iter().rev()) {
            let beta = rho * dot(y, &direction);
            direction.iter_mut().zip(s).for_each(|(d, s)| *d += s * (alpha - beta));
        }
        let slope = dot(&gradient, &direction);
        if slope >= 0.0 {
            break;
        }
        let (mut length, mut moved) = (1.0, None);
        for _ in 0..20 {
            let candidate: Vec<f64> = point.iter().zip(&direction).map(|(p, d)| p + length * d).collect();
            let mut new_gradient = vec![0.0; size];
            let new_value = objective(&candidate, &mut new_gradient);
            if new_value <= value + 1e-4 * length * slope {
                moved = Some((candidate, new_gradient, new_value));
                break;
            }
            length *= 0.5;
        }
        let Some((candidate, new_gradient, new_value)) = moved else { break };
        let s: Vec<f64> = candidate.iter().zip(&point).map(|(a, b)| a - b).collect();
        let y: Vec<f64> = new_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curvature = dot(&s, &y);
        if curvature > 1e-12 {
            history.push_back((s, y, 1.0 / curvature));
            if history.len() > MEMORY {
                history.pop_front();
            }
        }
        let gain = value - new_value;
        (point, gradient, value) = (candidate, new_gradient, new_value);
        if gain < 1e-6 * value.abs() && step > 10 {
            break;
        }
    }
    point
}
