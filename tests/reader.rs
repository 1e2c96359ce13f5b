//! The reader against its twin in numpy (`training/reader/twin.py`): a small encoder that both make of the same numbers reads a few texts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use newsglass::training::reader::{HIDDEN, HeadParts, LayerParts, Parts, Reader, Workspace};
use serde::Deserialize;
use serde_json::Value;

/// Written by `python3 training/reader/twin.py golden tests/reader/golden.json`.
const GOLDEN: &str = include_str!("reader/golden.json");
/// How far a number may be from the twin's: states are of the size of 1, and both follow the same order.
const NEAR: f32 = 1e-4;

#[derive(Deserialize)]
struct Golden {
    entries: Vec<String>,
    letters: std::collections::BTreeMap<char, char>,
    texts: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    /// Entry, first byte, byte after the last, shape, gap, whether it begins a word, whether it can end a sentence; and every 64th number
    /// of its state, from its own index on.
    pieces: Vec<(Value, Vec<f32>)>,
}

/// Numbers between -size and size: the finaliser of SplitMix64 over a counter, another one for each tensor.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, count: usize, size: f32, more: f32) -> Vec<f32> {
        let tensor = self.0;
        self.0 += 1;
        let number = |at: u64| {
            let z = ((tensor << 32) + at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let z = z ^ (z >> 31);
            ((z >> 40) as f32 / (1 << 23) as f32 - 1.0) * size + more
        };
        (0..count as u64).map(number).collect()
    }

    fn norm(&mut self) -> [Vec<f32>; 2] {
        [self.next(HIDDEN, 0.5, 1.0), self.next(HIDDEN, 0.2, 0.0)]
    }

    fn matrix(&mut self, outputs: usize, inputs: usize) -> [Vec<f32>; 2] {
        [self.next(outputs * inputs, 0.12, 0.0), self.next(outputs, 0.1, 0.0)]
    }

    fn layer(&mut self) -> LayerParts {
        let mut matrix = |outputs, inputs| self.matrix(outputs * HIDDEN, inputs * HIDDEN);
        let matrices = [matrix(1, 1), matrix(1, 1), matrix(1, 1), matrix(1, 1), matrix(4, 1), matrix(1, 4)];
        LayerParts { matrices, norms: [self.norm(), self.norm()] }
    }
}

fn golden() -> Golden {
    serde_json::from_str(GOLDEN).unwrap()
}

fn parts(golden: &Golden) -> Parts {
    let mut numbers = Numbers(0);
    let table = numbers.next(golden.entries.len() * HIDDEN, 0.5, 0.0);
    let positions = numbers.next(256 * HIDDEN, 0.2, 0.0);
    let shapes = numbers.next(12 * HIDDEN, 0.3, 0.0);
    let gaps = numbers.next(3 * HIDDEN, 0.3, 0.0);
    let norm = numbers.norm();
    let layers = vec![numbers.layer(), numbers.layer()];
    let weights = [2.0, -1.0, 0.5, 0.0, 0.25, -0.125].into_iter().cycle().take(2 * HIDDEN).collect();
    let head = HeadParts { name: "sample".into(), inputs: HIDDEN, weights, biases: vec![0.5, -0.25] };
    let letters = golden.letters.iter().map(|(&from, &to)| (from, to)).collect();
    Parts { pieces: golden.entries.clone(), letters, table, positions, shapes, gaps, norm, layers, heads: vec![head] }
}

#[test]
fn pieces_and_states_are_those_of_the_twin() {
    let golden = golden();
    let file = parts(&golden).to_bytes(0).unwrap();
    let reader = Reader::load(&file).unwrap();
    let mut workspace = Workspace::default();
    let (mut compared, mut worst) = (0, 0.0_f32);
    for Text { text, pieces } in &golden.texts {
        let found = reader.pieces(text);
        let told: Vec<Value> = found
            .iter()
            .map(|piece| {
                let entry = reader.entry(piece.id);
                let (shape, gap) = (piece.shape as u8, piece.gap as u8);
                let (begins, ends) = (u8::from(piece.begins), u8::from(piece.ends_sentence));
                serde_json::json!([entry, piece.span.start, piece.span.end, shape, gap, begins, ends])
            })
            .collect();
        let expected: Vec<&Value> = pieces.iter().map(|(piece, _)| piece).collect();
        assert_eq!(told.iter().collect::<Vec<_>>(), expected, "{text}");
        let states = reader.states(&found, &mut workspace);
        assert_eq!(states.rows().len(), pieces.len());
        for (at, (state, (piece, expected))) in states.rows().zip(pieces).enumerate() {
            let some: Vec<f32> = state.iter().skip(at % 64).step_by(64).copied().collect();
            assert_eq!(some.len(), expected.len());
            let far = some.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(far < NEAR, "{piece} at {at}: {some:?} is not {expected:?}");
            worst = worst.max(far);
            compared += some.len();
        }
    }
    println!("{compared} numbers, the farthest {worst:e} from the twin's");
    assert!(compared > 3_000);
}

#[test]
fn a_workspace_that_was_used_changes_nothing() {
    let golden = golden();
    let file = parts(&golden).to_bytes(0).unwrap();
    let reader = Reader::load(&file).unwrap();
    let mut used = Workspace::default();
    for Text { text, .. } in golden.texts[..2].iter().rev() {
        let pieces = reader.pieces(text);
        assert_eq!(reader.states(&pieces, &mut used), reader.states(&pieces, &mut Workspace::default()));
    }
    assert_eq!(reader.states(&[], &mut used).rows().len(), 0);
}

#[test]
fn a_head_scores_a_state() {
    let golden = golden();
    let file = parts(&golden).to_bytes(0).unwrap();
    let reader = Reader::load(&file).unwrap();
    let head = reader.head("sample").unwrap();
    assert_eq!((head.inputs, head.outputs(), reader.head("other").is_none()), (HIDDEN, 2, true));
    // Six weights in turn, which come to 1.625; as bytes they are a little off.
    let expected = 1.625 * 64.0;
    let scores: Vec<f32> = head.scores(&[1.0; HIDDEN]).collect();
    assert!((scores[0] - (expected + 0.5)).abs() < 0.5 && (scores[1] - (expected - 0.25)).abs() < 0.5, "{scores:?}");
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    let golden = golden();
    let whole = parts(&golden);
    let refused = |change: fn(&mut Parts)| {
        let mut parts = whole.clone();
        change(&mut parts);
        parts.to_bytes(0).is_err()
    };
    assert!(!refused(|_| {}));
    assert!(refused(|parts| parts.pieces.truncate(2)));
    assert!(refused(|parts| parts.pieces.push("the".into())));
    assert!(refused(|parts| parts.table.truncate(HIDDEN)));
    assert!(refused(|parts| parts.positions.truncate(255 * HIDDEN)));
    assert!(refused(|parts| parts.positions = vec![0.0; 321 * HIDDEN]));
    assert!(refused(|parts| parts.shapes.truncate(11 * HIDDEN)));
    assert!(refused(|parts| parts.norm[0][7] = f32::NAN));
    assert!(refused(|parts| parts.table[7] = f32::INFINITY));
    assert!(refused(|parts| parts.layers[1].matrices[2][0].truncate(HIDDEN)));
    assert!(refused(|parts| parts.layers[0].norms[1][1].truncate(3)));
    assert!(refused(|parts| parts.layers = vec![parts.layers[0].clone(); 13]));
    assert!(refused(|parts| parts.heads[0].weights.truncate(3)));
    assert!(refused(|parts| parts.heads[0].name = "x".repeat(256)));
    assert!(refused(|parts| parts.letters.push(('a', '\u{1F600}'))));
}

/// Whom "she" and "he" stand for in one sentence, by the heads of the file that is kept.
#[test]
fn the_kept_file_is_read_and_tells_antecedents_apart() {
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/reader.bin")).unwrap();
    let reader = Reader::load(&file).unwrap();
    for (pronoun, right, wrong) in [("she", "Laura Ortiz", "Peter Holm"), ("he", "Peter Holm", "Laura Ortiz")] {
        let text = format!("Laura Ortiz thanked Peter Holm when {pronoun} left the office.");
        let pieces = reader.pieces(&text);
        let states = reader.states(&pieces, &mut Workspace::default());
        assert_eq!(states.rows().count(), pieces.len());
        assert!(states.rows().flatten().all(|number| number.is_finite()));
        let head = |name: &str, words: &str| -> Vec<f32> {
            let start = text.find(&format!(" {words} ")).map_or(0, |blank| blank + 1);
            let first = pieces.iter().position(|piece| piece.span.start == start).unwrap();
            let last = pieces.iter().position(|piece| piece.span.end == start + words.len()).unwrap();
            let both = [states.of(first).unwrap().as_slice(), states.of(last).unwrap().as_slice()].concat();
            reader.head(name).unwrap().scores(&both).collect()
        };
        let anaphor = head("anaphor", pronoun);
        let fit =
            |name: &str| -> f32 { anaphor.iter().zip(head("antecedent", name)).map(|(one, other)| one * other).sum() };
        assert!(fit(right) > fit(wrong), "{pronoun}: {} {}", fit(right), fit(wrong));
    }
}
