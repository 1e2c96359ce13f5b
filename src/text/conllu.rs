//! Segmentation measured on a treebank: sentence ends and words against those of a CoNLL-U file.
//!
//! ```text
//! NEWSGLASS_CONLLU=en_ewt-ud-dev.conllu cargo test --release -p newsglass -- --ignored --nocapture treebank
//! ```

use std::collections::BTreeSet;

use super::{Document, Span};
use crate::analysis::{Block, BlockKind};

/// A treebank as it was written: one block a paragraph; sentence ends (but the last of each paragraph) and word spans.
struct Treebank {
    text: String,
    blocks: Vec<Block>,
    ends: BTreeSet<usize>,
    words: BTreeSet<Span>,
}

fn read(conllu: &str) -> Treebank {
    let mut bank = Treebank { text: String::new(), blocks: Vec::new(), ends: BTreeSet::new(), words: BTreeSet::new() };
    let mut block_start = None;
    for sentence in conllu.split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
        if sentence.lines().any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc")) {
            close(&mut bank, &mut block_start);
        }
        let start = *block_start.get_or_insert(bank.text.len());
        if bank.text.trim_end().len() > start {
            let end = bank.text.trim_end().len();
            bank.ends.insert(end);
        }
        // Words written together ("don't") count by their parts where these spell them out, as one otherwise.
        let rows: Vec<Vec<&str>> =
            sentence.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        let mut covered = 0;
        for row in rows.iter().filter(|row| !row[0].contains('.')) {
            let (first, last) = row[0].split_once('-').unwrap_or((row[0], row[0]));
            let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
            if first <= covered {
                continue;
            }
            covered = last;
            let is_part = |part: &&Vec<&str>| part[0].parse().is_ok_and(|id: usize| first <= id && id <= last);
            let parts: Vec<&str> = rows.iter().filter(is_part).map(|part| part[1]).collect();
            for word in if parts.concat() == row[1] { parts } else { vec![row[1]] } {
                let begin = bank.text.len();
                bank.text.push_str(word);
                bank.words.insert(Span::new(begin, bank.text.len()));
            }
            if !row[9].contains("SpaceAfter=No") {
                bank.text.push(' ');
            }
        }
    }
    close(&mut bank, &mut block_start);
    bank
}

fn close(bank: &mut Treebank, block_start: &mut Option<usize>) {
    if let Some(start) = block_start.take() {
        let end = bank.text.trim_end().len();
        bank.blocks.push(Block { start, end, kind: BlockKind::Paragraph, reason: None });
        bank.text.push_str("\n\n");
    }
}

fn score(name: &str, gold: &BTreeSet<impl Ord>, found: &BTreeSet<impl Ord>, both: usize) -> f64 {
    let (precision, recall) = (both as f64 / found.len() as f64, both as f64 / gold.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{name}: P {:.2} R {:.2} F1 {:.2} ({} gold)", 100.0 * precision, 100.0 * recall, 100.0 * f1, gold.len());
    100.0 * f1
}

#[test]
#[ignore = "needs a treebank"]
fn treebank() {
    let path = std::env::var("NEWSGLASS_CONLLU").expect("NEWSGLASS_CONLLU names a CoNLL-U file");
    let bank = read(&std::fs::read_to_string(path).unwrap());
    let document = Document::new(&bank.text, &bank.blocks);
    let last: BTreeSet<usize> = bank.blocks.iter().map(|block| block.end).collect();
    let ends: BTreeSet<usize> =
        document.sentences.iter().map(|sentence| sentence.span.end).filter(|end| !last.contains(end)).collect();
    let words: BTreeSet<Span> = document.tokens.iter().map(|token| token.span).collect();
    if std::env::var("NEWSGLASS_SHOW").is_ok() {
        let around = |at: usize| {
            let from = (at.saturating_sub(60)..at).find(|&from| bank.text.is_char_boundary(from)).unwrap();
            let to = (at + 50..).find(|&to| to >= bank.text.len() || bank.text.is_char_boundary(to)).unwrap();
            format!("{}|{}", &bank.text[from..at], &bank.text[at..to.min(bank.text.len())]).replace('\n', "/")
        };
        ends.difference(&bank.ends).for_each(|&end| println!("false  {}", around(end)));
        bank.ends.difference(&ends).for_each(|&end| println!("missed {}", around(end)));
        for gold in bank.words.difference(&words) {
            let ours: Vec<&str> =
                words.iter().filter(|word| word.overlaps(*gold)).map(|word| word.of(&bank.text)).collect();
            println!("word {} -> {}", gold.of(&bank.text), ours.join("|"));
        }
    }
    let found = score("ends ", &bank.ends, &ends, bank.ends.intersection(&ends).count());
    let word = score("words", &bank.words, &words, bank.words.intersection(&words).count());
    assert!(found > 80.0 && word > 95.0);
}
