//! Makes `models/reader.bin` of the real weights of an encoder, and tells what a reader makes of a text.
//!
//! ```text
//! newsglass-train reader --weights FILE.safetensors --vocab FILE.json --out models/reader.bin
//! newsglass-train reader --model models/reader.bin --text FILE --states FILE     makes no model
//! ```
//! The weights are tensors of `F32`, matrices as `[output, input]`: `table`, `position`, `shape`, `gap`, `norm.weight`, `norm.bias`; of
//! each layer from 0 on `layer.{i}.{q,k,v,o,up,down}.{weight,bias}` and `layer.{i}.{norm1,norm2}.{weight,bias}`; and of each head
//! `head.{name}.{weight,bias}`. The vocabulary is `{"pieces": [entry, ...], "letters": {"letter": "folded", ...}}`.
//!
//! States of a text are written as `f32`, little-endian, one row after the other; its pieces are printed as lines of JSON.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Instant;

use newsglass::training::reader::{FORMAT, HIDDEN, HeadParts, LayerParts, Parts, Reader, Workspace};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::failure::Outcome;

/// Matrices and normalisations of a layer, in the order of the file.
const MATRICES: [&str; 6] = ["q", "k", "v", "o", "up", "down"];
const NORMS: [&str; 2] = ["norm1", "norm2"];

/// The vocabulary as training writes it.
#[derive(Deserialize)]
struct Vocabulary {
    pieces: Vec<String>,
    letters: BTreeMap<char, char>,
}

/// The command `reader`.
pub(crate) fn run(arguments: &[String]) -> Outcome<()> {
    let mut given: BTreeMap<&str, &str> = BTreeMap::new();
    let (pairs, rest) = arguments.as_chunks::<2>();
    for [name, value] in pairs {
        match name.as_str() {
            "--weights" | "--vocab" | "--out" | "--model" | "--text" | "--states" => given.insert(name, value),
            other => return Err(format!("{other} is no argument").into()),
        };
    }
    if let [argument] = rest {
        return Err(format!("{argument} needs a value").into());
    }
    let need = |name: &str| given.get(name).copied().ok_or_else(|| format!("{name} is missing"));
    if given.contains_key("--model") {
        return tell(need("--model")?, need("--text")?, need("--states")?);
    }
    make(need("--weights")?, need("--vocab")?, need("--out")?)
}

fn make(weights: &str, vocabulary: &str, out: &str) -> Outcome<()> {
    let bytes = std::fs::read(weights)?;
    let tensors = Tensors(SafeTensors::deserialize(&bytes)?);
    let vocabulary: Vocabulary = serde_json::from_slice(&std::fs::read(vocabulary)?)?;
    // There are no features that code could change: the definition of the pieces is part of the format's version.
    let file = tensors.parts(vocabulary)?.to_bytes(0)?;
    std::fs::write(out, &file)?;
    println!("{:>14} {:>10} {:>10}", "section", "bytes", "brotli");
    for (name, section) in FORMAT.sections.iter().zip(FORMAT.read(&file)?) {
        println!("{name:>14} {:>10} {:>10}", section.len(), packed(section)?);
    }
    println!("{:>14} {:>10} {:>10}", "all", file.len(), packed(&file)?);
    Ok(())
}

/// Bytes after brotli at its best.
fn packed(bytes: &[u8]) -> Outcome<usize> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    encoder.write_all(bytes)?;
    Ok(encoder.into_inner().len())
}

/// Tensors by name.
struct Tensors<'t>(SafeTensors<'t>);

impl Tensors<'_> {
    /// A tensor's shape and numbers.
    fn get(&self, name: &str) -> Outcome<(Vec<usize>, Vec<f32>)> {
        let tensor = self.0.tensor(name).map_err(|error| format!("{name}: {error}"))?;
        if tensor.dtype() != Dtype::F32 {
            return Err(format!("{name} is of {:?}, not of F32", tensor.dtype()).into());
        }
        let numbers = tensor.data().as_chunks().0.iter().map(|&number| f32::from_le_bytes(number));
        Ok((tensor.shape().to_vec(), numbers.collect()))
    }

    /// A matrix of rows of that length.
    fn rows(&self, name: &str, length: usize) -> Outcome<Vec<f32>> {
        match self.get(name)? {
            (shape, numbers) if matches!(shape[..], [_, columns] if columns == length) => Ok(numbers),
            (shape, _) => Err(format!("{name} has the shape {shape:?}; its rows should have {length} numbers").into()),
        }
    }

    /// The weights and biases of something.
    fn both(&self, name: &str) -> Outcome<[Vec<f32>; 2]> {
        Ok([self.get(&format!("{name}.weight"))?.1, self.get(&format!("{name}.bias"))?.1])
    }

    fn parts(&self, vocabulary: Vocabulary) -> Outcome<Parts> {
        let layers = (0..).take_while(|layer| self.0.tensor(&format!("layer.{layer}.q.weight")).is_ok());
        let names = self.0.names();
        let heads = names.iter().filter_map(|name| name.strip_prefix("head.")?.strip_suffix(".weight"));
        let mut heads: Vec<&str> = heads.collect();
        heads.sort_unstable();
        Ok(Parts {
            pieces: vocabulary.pieces,
            letters: vocabulary.letters.into_iter().collect(),
            table: self.rows("table", HIDDEN)?,
            positions: self.rows("position", HIDDEN)?,
            shapes: self.rows("shape", HIDDEN)?,
            gaps: self.rows("gap", HIDDEN)?,
            norm: self.both("norm")?,
            layers: layers.map(|layer| self.layer(layer)).collect::<Outcome<_>>()?,
            heads: heads.into_iter().map(|name| self.head(name)).collect::<Outcome<_>>()?,
        })
    }

    fn layer(&self, layer: usize) -> Outcome<LayerParts> {
        let mut parts = LayerParts::default();
        for (name, matrix) in MATRICES.iter().zip(&mut parts.matrices) {
            *matrix = self.both(&format!("layer.{layer}.{name}"))?;
            self.rows(&format!("layer.{layer}.{name}.weight"), if *name == "down" { 4 * HIDDEN } else { HIDDEN })?;
        }
        for (name, norm) in NORMS.iter().zip(&mut parts.norms) {
            *norm = self.both(&format!("layer.{layer}.{name}"))?;
        }
        Ok(parts)
    }

    fn head(&self, name: &str) -> Outcome<HeadParts> {
        let (shape, _) = self.get(&format!("head.{name}.weight"))?;
        let [weights, biases] = self.both(&format!("head.{name}"))?;
        match shape[..] {
            [outputs, inputs] if outputs == biases.len() => {
                Ok(HeadParts { name: name.to_owned(), inputs, weights, biases })
            }
            _ => Err(format!("head.{name}.weight has the shape {shape:?}, its bias that of {}", biases.len()).into()),
        }
    }
}

/// Prints the pieces of a text, writes their states and says how long they took.
fn tell(model: &str, text: &str, states: &str) -> Outcome<()> {
    let file = std::fs::read(model)?;
    let before = Instant::now();
    let reader = Reader::load(&file)?;
    let loaded = before.elapsed();
    let text = std::fs::read_to_string(text)?;
    let before = Instant::now();
    let pieces = reader.pieces(&text);
    let cut = before.elapsed();
    let mut workspace = Workspace::default();
    let mut fastest = None;
    for _ in 0..5 {
        let before = Instant::now();
        let found = reader.states(&pieces, &mut workspace);
        let now = (before.elapsed(), found);
        fastest = fastest.filter(|(best, _)| *best < now.0).or(Some(now));
    }
    let (time, found) = fastest.ok_or("there are no states")?;
    for piece in &pieces {
        let (entry, shape, gap) = (reader.entry(piece.id), piece.shape as u8, piece.gap as u8);
        println!("{}", serde_json::json!([entry, piece.span.start, piece.span.end, shape, gap, piece.begins]));
    }
    eprintln!("load {loaded:?}, {} pieces {cut:?}, states {time:?}", pieces.len());
    let numbers = found.rows().flatten().flat_map(|number| number.to_le_bytes());
    std::fs::write(states, numbers.collect::<Vec<u8>>())?;
    Ok(())
}
