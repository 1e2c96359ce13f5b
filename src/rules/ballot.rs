//! Votes about one question, added up in one place.

use super::Rule;

/// The votes that rules and models give to the answers of one question.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "the rooms move to it one after the other")]
pub(crate) struct Ballot<A> {
    votes: Vec<(A, f64, Rule)>,
}

impl<A> Default for Ballot<A> {
    fn default() -> Self {
        Self { votes: Vec::new() }
    }
}

#[allow(dead_code, reason = "the rooms move to it one after the other")]
impl<A: Copy + PartialEq> Ballot<A> {
    /// Adds a vote; a negative weight speaks against an answer.
    pub(crate) fn vote(&mut self, rule: Rule, answer: A, weight: f64) {
        self.votes.push((answer, weight, rule));
    }

    /// What the votes for an answer add up to.
    pub(crate) fn total(&self, answer: A) -> f64 {
        self.votes.iter().filter(|vote| vote.0 == answer).map(|vote| vote.1).sum()
    }

    /// The answer with the most weight (the first of equals), that weight, and the rule that weighed most for it. `None` without votes.
    pub(crate) fn winner(&self) -> Option<(A, f64, Rule)> {
        let mut best: Option<(A, f64)> = None;
        for &(answer, ..) in &self.votes {
            let total = self.total(answer);
            if best.is_none_or(|(_, most)| total > most) {
                best = Some((answer, total));
            }
        }
        let (answer, total) = best?;
        let mut reason: Option<(f64, Rule)> = None;
        for &(_, weight, rule) in self.votes.iter().filter(|vote| vote.0 == answer) {
            if reason.is_none_or(|(most, _)| weight > most) {
                reason = Some((weight, rule));
            }
        }
        reason.map(|(_, rule)| (answer, total, rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_add_up_and_the_weightiest_is_the_reason() {
        let rules = [Rule::new(0, 0), Rule::new(0, 1), Rule::new(0, 2)];
        let mut ballot = Ballot::default();
        assert!(ballot.winner().is_none());
        ballot.vote(rules[0], 'a', 1.0);
        ballot.vote(rules[1], 'b', 0.75);
        ballot.vote(rules[2], 'b', 0.5);
        assert_eq!(ballot.winner(), Some(('b', 1.25, rules[1])));
        ballot.vote(rules[0], 'b', -1.0);
        assert_eq!(ballot.winner(), Some(('a', 1.0, rules[0])));
        assert!((ballot.total('b') - 0.25).abs() < 1e-9);
    }
}
