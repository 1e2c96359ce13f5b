//! What the other places of a word in the same document say about it, once all have been judged for themselves.
//!
//! A name is introduced where all can see what it is, and stands alone afterwards. So the probabilities that the first stage gives to
//! the other places of a word are added to its scores for a second stage (after Krishnan and Manning 2006, "An Effective Two-Stage Model
//! for Exploiting Non-Local Dependencies in Named Entity Recognition"; here they are not trained, but weighed by the constants below,
//! which were chosen on the dev parts named in `models/names.md`).

use super::decode::Values;
use super::features::DocumentFacts;
use super::labels::{KINDS, LABELS};
use super::model::{SCALE, Scores};

/// So many other places count half as much as ever so many.
const HALF: f64 = 1.0;
/// What they count where the word stands among other capitalised words: "Bank of England".
const IN_RUN: f64 = 0.5;
/// Probabilities below this say no more than nothing.
const LEAST: f64 = 0.05;

/// Probabilities as near as this are the same.
const AGREED: f64 = 0.02;

/// The votes of a document.
pub(crate) struct Votes {
    /// Of the words that may be part of a name in several places, sorted by word.
    ballots: Vec<Ballot>,
}

/// What all places of a word say together.
struct Ballot {
    word: u32,
    count: f64,
    /// Of the probabilities of each label.
    sums: Values,
}

impl Votes {
    /// Counts the votes: `believed` are the first stage's probabilities of each token.
    pub(crate) fn count(facts: &DocumentFacts, believed: &[Values]) -> Self {
        let voters = (0..believed.len()).filter_map(|token| Some((facts.voter(token)?.word, token)));
        let mut places: Vec<(u32, usize)> = voters.collect();
        places.sort_unstable();
        let several = places.chunk_by(|a, b| a.0 == b.0).filter(|places| places.len() > 1);
        let ballots = several.map(|places| {
            let mut ballot = Ballot { word: 0, count: places.len() as f64, sums: [0.0; LABELS] };
            for &(word, token) in places {
                ballot.word = word;
                for (sum, probability) in ballot.sums.iter_mut().zip(believed.get(token).into_iter().flatten()) {
                    *sum += probability;
                }
            }
            ballot
        });
        Self { ballots: ballots.collect() }
    }

    /// Adds what the other places of a token's word say to its scores: by the odds of a name, and by the share of each kind. `own` are its
    /// own probabilities.
    pub(crate) fn add(&self, facts: &DocumentFacts, token: usize, own: &Values, scores: &mut Scores) {
        let Some(voter) = facts.voter(token) else { return };
        let at = self.ballots.partition_point(|ballot| ballot.word < voter.word);
        let Some(ballot) = self.ballots.get(at).filter(|ballot| ballot.word == voter.word) else { return };
        let others = ballot.count - 1.0;
        let mut means = ballot.sums;
        for (mean, own) in means.iter_mut().zip(own) {
            *mean = ((*mean - own) / others).max(0.0);
        }
        // Who agrees need not be heard; most do, on what is no name, and their sentences need not be judged again.
        if means.iter().zip(own).all(|(mean, own)| (mean - own).abs() < AGREED) {
            return;
        }
        let [outside, kinds @ ..] = means;
        let name = 1.0 - outside;
        let odds = libm::log((name + LEAST) / (outside + LEAST));
        let share = others / (others + HALF) * if voter.alone { 1.0 } else { IN_RUN };
        let (_, labels) = scores.split_at_mut(1);
        for (scores, kind) in labels.chunks_exact_mut(2).zip(kinds.chunks_exact(2)) {
            let of_names = kind.iter().sum::<f64>() / name.max(1e-9);
            let even = 1.0 / KINDS.len() as f64;
            let vote = odds + name * libm::log((of_names + LEAST) / (even + LEAST));
            let vote = libm::round(vote * share * SCALE) as i32;
            scores.iter_mut().for_each(|score| *score += vote);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Block, BlockKind};
    use crate::tagger::table::Clusters;
    use crate::text::Document;

    /// The labels' scores that others add to each token of a text of one paragraph, by what is believed of each.
    fn votes(text: &str, believed: impl Fn(&str) -> usize) -> Vec<(String, Scores)> {
        let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }];
        let document = Document::new(text, &blocks);
        let facts = DocumentFacts::new(&document, &Clusters::NONE);
        let words: Vec<&str> = document.tokens.iter().map(|token| document.str(token.span)).collect();
        let mut seen = std::collections::HashMap::new();
        let beliefs: Vec<Values> = words
            .iter()
            .map(|word| {
                let times: &mut usize = seen.entry(*word).or_default();
                *times += 1;
                let label = believed(&format!("{word}{times}"));
                std::array::from_fn(|at| if at == label { 0.92 } else { 0.01 })
            })
            .collect();
        let votes = Votes::count(&facts, &beliefs);
        let tokens = words.iter().enumerate().map(|(token, word)| {
            let mut scores = [0; LABELS];
            votes.add(&facts, token, &beliefs[token], &mut scores);
            ((*word).to_owned(), scores)
        });
        tokens.collect()
    }

    #[test]
    fn a_surname_alone_hears_of_the_full_name() {
        let heard = votes("Today we met Ann Okafor. But today Okafor left Lagos.", |word| match word {
            "Ann1" => 1,
            "Okafor1" => 2,
            "Lagos1" => 5,
            _ => 0,
        });
        let of = |at: usize| heard[at].1;
        assert_eq!((heard[4].0.as_str(), heard[8].0.as_str()), ("Okafor", "Okafor"));
        // For a person, whether begin or inside; the other kinds gain only what speaks for a name at all.
        let alone = of(8);
        assert!(alone[0] == 0 && alone[1] > 20 && alone[1] == alone[2]);
        assert!(alone[1] > alone[3] + 10 && alone[3..].iter().all(|score| *score == alone[3]), "{alone:?}");
        // The full name hears that the word alone was none, and less, since it stands in a run.
        assert!(of(4)[1] < 0 && of(4)[1] > -alone[1], "{:?}", of(4));
        assert_eq!((of(3), of(10)), ([0; LABELS], [0; LABELS]), "words of one place hear nothing");
    }

    #[test]
    fn more_places_say_more() {
        let once = votes("In Sula. In Sula.", |word| if word == "Sula1" { 5 } else { 0 });
        let often = votes("In Sula. In Sula. In Sula. In Sula.", |word| {
            if word.starts_with("Sula") && word != "Sula4" { 5 } else { 0 }
        });
        let last = |heard: &[(String, Scores)]| heard[heard.len() - 2].1[5];
        assert!(last(&once) > 0 && last(&often) > last(&once));
    }
}
