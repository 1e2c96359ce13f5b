//! Measures how sentences and words are cut, against those of a treebank in CoNLL-U (Universal Dependencies). Makes nothing.
//!
//! ```text
//! newsglass-train treebank en_ewt-ud-dev.conllu          precision, recall and F1 of sentence ends and words
//! newsglass-train treebank en_ewt-ud-dev.conllu --show   each difference as well
//! ```

use std::collections::BTreeSet;
use std::error::Error;

use newsglass::training::segments;

type Span = (usize, usize);

/// A treebank as it was written: paragraphs, sentence ends (but the last of each paragraph) and words, in bytes of the text.
#[derive(Debug, Default, PartialEq)]
struct Treebank {
    text: String,
    paragraphs: Vec<Span>,
    ends: BTreeSet<usize>,
    words: BTreeSet<Span>,
}

/// The command `treebank`: a file, and whether to show the differences.
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let (path, show) = match arguments {
        [path] => (path, false),
        [path, option] if option == "--show" => (path, true),
        _ => return Err("usage: newsglass-train treebank FILE.conllu [--show]".into()),
    };
    let bank = parse(&std::fs::read_to_string(path)?)?;
    let found = segments(&bank.text, &bank.paragraphs);
    let last: BTreeSet<usize> = bank.paragraphs.iter().map(|paragraph| paragraph.1).collect();
    let ends: BTreeSet<usize> = found.ends.into_iter().filter(|end| !last.contains(end)).collect();
    let words: BTreeSet<Span> = found.words.into_iter().collect();
    if show {
        let around = |at: usize| {
            let from = (0..=at.saturating_sub(60)).rev().find(|&from| bank.text.is_char_boundary(from)).unwrap_or(0);
            let to = (at + 50..bank.text.len()).find(|&to| bank.text.is_char_boundary(to)).unwrap_or(bank.text.len());
            let part = |from: usize, to: usize| bank.text.get(from..to).unwrap_or_default().replace('\n', "/");
            format!("{}|{}", part(from, at), part(at, to))
        };
        ends.difference(&bank.ends).for_each(|&end| println!("false  {}", around(end)));
        bank.ends.difference(&ends).for_each(|&end| println!("missed {}", around(end)));
        for &(start, end) in bank.words.difference(&words) {
            let ours = words.iter().filter(|word| word.0 < end && start < word.1);
            let ours: Vec<&str> = ours.filter_map(|&(start, end)| bank.text.get(start..end)).collect();
            println!("word   {} -> {}", bank.text.get(start..end).unwrap_or_default(), ours.join("|"));
        }
    }
    score("sentence ends", &bank.ends, &ends);
    score("words", &bank.words, &words);
    Ok(())
}

fn score<T: Ord>(name: &str, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    let both = gold.intersection(found).count() as f64;
    let (precision, recall) = (100.0 * both / found.len().max(1) as f64, 100.0 * both / gold.len().max(1) as f64);
    let f1 = 200.0 * both / (gold.len() + found.len()).max(1) as f64;
    println!("{name}: P {precision:.2} R {recall:.2} F1 {f1:.2} ({} in the treebank)", gold.len());
}

fn parse(conllu: &str) -> Result<Treebank, Box<dyn Error>> {
    let mut bank = Treebank::default();
    let mut start = None;
    for sentence in conllu.split("\n\n").filter(|sentence| !sentence.trim().is_empty()) {
        if sentence.lines().any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc")) {
            close(&mut bank, start.take());
        }
        let start = *start.get_or_insert(bank.text.len());
        let written = bank.text.trim_end().len();
        if written > start {
            bank.ends.insert(written);
        }
        let rows =
            sentence.lines().filter(|line| !line.starts_with('#')).map(Row::parse).collect::<Result<Vec<_>, _>>()?;
        let mut covered = 0;
        for row in rows.iter().flatten() {
            if row.first <= covered {
                continue;
            }
            covered = row.last;
            // Words written together ("don't") count by their parts where these spell them out, as one otherwise.
            let parts = rows.iter().flatten().filter(|part| part.first == part.last && row.contains(part));
            let parts: Vec<&str> = parts.map(|part| part.form).collect();
            for word in if parts.concat() == row.form { parts } else { vec![row.form] } {
                let begin = bank.text.len();
                bank.text.push_str(word);
                bank.words.insert((begin, bank.text.len()));
            }
            if row.space_after {
                bank.text.push(' ');
            }
        }
    }
    close(&mut bank, start);
    Ok(bank)
}

/// Ends a paragraph that began at `start`.
fn close(bank: &mut Treebank, start: Option<usize>) {
    if let Some(start) = start {
        bank.paragraphs.push((start, bank.text.trim_end().len()));
        bank.text.push_str("\n\n");
    }
}

/// A line: a word, or several that are written together.
struct Row<'line> {
    first: usize,
    last: usize,
    form: &'line str,
    space_after: bool,
}

impl<'line> Row<'line> {
    /// `None` for a word that is understood but not written ("8.1").
    fn parse(line: &'line str) -> Result<Option<Self>, Box<dyn Error>> {
        let mut fields = line.split('\t');
        let (Some(id), Some(form), Some(misc)) = (fields.next(), fields.next(), fields.nth(7)) else {
            return Err(format!("not a line of CoNLL-U: {line}").into());
        };
        if id.contains('.') {
            return Ok(None);
        }
        let (first, last) = id.split_once('-').unwrap_or((id, id));
        let space_after = !misc.contains("SpaceAfter=No");
        Ok(Some(Self { first: first.parse()?, last: last.parse()?, form, space_after }))
    }

    fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, form: &str, misc: &str) -> String {
        format!("{id}\t{form}{}\t{misc}\n", "\t_".repeat(7))
    }

    #[test]
    fn a_treebank_is_read_as_it_was_written() {
        let first = ["# newdoc\n".to_owned(), line("1-2", "Don't", "_"), line("1", "Do", "_"), line("2", "n't", "_")]
            .concat()
            + &line("2.1", "you", "_")
            + &line("3", "go", "SpaceAfter=No")
            + &line("4", ".", "_");
        let second = line("1", "Stay", "SpaceAfter=No") + &line("2", "!", "_");
        let third = "# newpar\n".to_owned() + &line("1-2", "im", "_") + &line("1", "in", "_") + &line("2", "dem", "_");
        let bank = parse(&[first, second, third].join("\n")).unwrap();
        assert_eq!(bank.text, "Don't go. Stay! \n\nim \n\n");
        assert_eq!(bank.paragraphs, [(0, 15), (18, 20)]);
        assert_eq!(bank.ends, BTreeSet::from([9]));
        assert_eq!(bank.words, BTreeSet::from([(0, 2), (2, 5), (6, 8), (8, 9), (10, 14), (14, 15), (18, 20)]));
        assert!(parse("1\tword\n").is_err());
    }
}
