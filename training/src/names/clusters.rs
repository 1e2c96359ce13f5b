//! Groups of words that are used alike, by k-means over word vectors: what the tagger knows of names that no labelled text holds.
//!
//! Read at training time only: the `vocab` folder of spaCy's en_core_web_md 3.8 (MIT). What ships is a hash and a group number for each
//! word, no vector and no word.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use newsglass::training::names::word_key;

use super::random::Random;
use super::texts::Marked;
use crate::failure::Failure;
use crate::tone::embedding::{murmur64, read_rows};

const DIMENSIONS: usize = 300;
/// 0 stands for words without a group.
const GROUPS: usize = 255;
/// Parts of a group.
const PARTS: usize = 8;
const ROUNDS: usize = 12;
/// Groups whose words are part of a name less often than this in the training texts do not ship.
const LEAST_NAMES: f64 = 0.1;

/// Hash, group and part of the group of each word that ships.
pub(super) fn clusters<'t>(
    vocabulary: &Path,
    texts: impl Iterator<Item = &'t Marked>,
) -> Result<Vec<(u32, [u8; 2])>, Failure> {
    let vectors = read_vectors(&std::fs::read(vocabulary.join("vectors"))?);
    let rows = read_rows(&std::fs::read(vocabulary.join("key2row"))?)?;
    let rows_of_vectors: Vec<&[f32]> = vectors.chunks_exact(DIMENSIONS).collect();
    let group_of_row = k_means(&rows_of_vectors, GROUPS);
    // Each group falls into parts by the same means: "Berlin" is a city, and a German one.
    let mut part_of_row = vec![0; rows_of_vectors.len()];
    for group in 0..GROUPS {
        let members: Vec<usize> = (0..group_of_row.len()).filter(|&row| group_of_row[row] == group).collect();
        let rows: Vec<&[f32]> = members.iter().map(|&row| rows_of_vectors[row]).collect();
        if rows.len() > PARTS {
            for (row, part) in members.into_iter().zip(k_means(&rows, PARTS)) {
                part_of_row[row] = part;
            }
        }
    }
    let strings: Vec<String> = serde_json::from_slice(&std::fs::read(vocabulary.join("strings.json"))?)?;

    // For each word in small letters the row of its best spelling, "Berlin" before "berlin" before "BERLIN", and which there are.
    let mut words: BTreeMap<String, (usize, u8, u32)> = BTreeMap::new();
    for string in strings.iter().filter(|string| is_word(string)) {
        let Some(&row) = rows.get(&murmur64(string.as_bytes())) else { continue };
        let lower = string.to_lowercase();
        let spelling = if *string == lower {
            1
        } else if string.chars().skip(1).any(char::is_uppercase) {
            2
        } else {
            0
        };
        let word = words.entry(lower).or_insert((3, 0, 0));
        word.1 |= 1 << spelling;
        if spelling < word.0 {
            (word.0, word.2) = (spelling, row);
        }
    }

    let mut seen: HashMap<String, [u32; 2]> = HashMap::new();
    for marked in texts {
        let mut names = marked.names.iter().peekable();
        let mut start = 0;
        for part in marked.text.split_inclusive(|character: char| !is_part(character)) {
            let word = part.trim_end_matches(|character: char| !is_part(character));
            while names.next_if(|name| name.span.end <= start).is_some() {}
            let inside = names.peek().is_some_and(|name| name.span.start < start + word.len());
            if !word.is_empty() {
                seen.entry(word.to_lowercase()).or_default()[usize::from(inside)] += 1;
            }
            start += part.len();
        }
    }
    let mut of_group = [[0_u32; 2]; GROUPS];
    let group = |row: u32| group_of_row.get(row as usize).copied().unwrap_or(0);
    for (word, &(_, _, row)) in &words {
        if let Some(counts) = seen.get(word) {
            let sums = &mut of_group[group(row)];
            (sums[0], sums[1]) = (sums[0] + counts[0], sums[1] + counts[1]);
        }
    }
    let names_often = of_group.map(|[plain, named]| f64::from(named) > LEAST_NAMES * f64::from(plain + named));
    Ok(words
        .iter()
        .filter(|(word, (_, spellings, row))| names_often[group(*row)] && (*spellings == 7 || seen.contains_key(*word)))
        .map(|(word, (_, _, row))| {
            (word_key(word), [group(*row) as u8 + 1, part_of_row.get(*row as usize).map_or(0, |&part| part as u8)])
        })
        .collect())
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\'' | '’')
}

fn is_word(string: &str) -> bool {
    (3..=16).contains(&string.chars().count()) && string.chars().all(char::is_alphabetic)
}

/// Rows of length one, from NumPy's format.
fn read_vectors(bytes: &[u8]) -> Vec<f32> {
    let header = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    let mut numbers: Vec<f32> =
        bytes[header..].chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    numbers.chunks_exact_mut(DIMENSIONS).for_each(normalize);
    numbers
}

fn normalize(row: &mut [f32]) {
    let length = row.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
    row.iter_mut().for_each(|x| *x /= length);
}

/// The group of each row, by Lloyd's algorithm on the sphere.
fn k_means(rows: &[&[f32]], count: usize) -> Vec<usize> {
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut centres: Vec<Vec<f32>> =
        (0..count).map(|_| rows[(random.next() >> 33) as usize % rows.len()].to_vec()).collect();
    let mut groups = vec![0; rows.len()];
    for _ in 0..ROUNDS {
        for (row, group) in rows.iter().zip(&mut groups) {
            let mut best = (f32::MIN, 0);
            for (index, centre) in centres.iter().enumerate() {
                let product = dot(row, centre);
                if product > best.0 {
                    best = (product, index);
                }
            }
            *group = best.1;
        }
        let mut sums = vec![vec![0.0_f32; DIMENSIONS]; count];
        let mut sizes = vec![0_usize; count];
        for (row, &group) in rows.iter().zip(&groups) {
            sizes[group] += 1;
            sums[group].iter_mut().zip(*row).for_each(|(sum, x)| *sum += x);
        }
        for (index, mut sum) in sums.into_iter().enumerate() {
            if sizes[index] == 0 {
                sum = rows[(random.next() >> 33) as usize % rows.len()].to_vec();
            }
            normalize(&mut sum);
            centres[index] = sum;
        }
    }
    groups
}

/// Eight sums at once, which compilers turn into vector instructions.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.chunks(8).zip(b.chunks(8)) {
        for ((sum, x), y) in sums.iter_mut().zip(a).zip(b) {
            *sum += x * y;
        }
    }
    sums.iter().sum()
}
