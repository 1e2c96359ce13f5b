//! What is taken for a name, before and after its type is decided.

use super::evidence::Evidence;
use crate::analysis::EntityType;
use crate::lexicon::Gender;
use crate::rules::Rule;
use crate::text::Span;

/// A stretch of text that is taken for a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) kind: EntityType,
    /// 0 to 1.
    pub(super) confidence: f64,
    /// The rule or list that weighed most.
    pub(super) found_by: Evidence,
    /// Office that stands before the name, from its first word to the title's end.
    pub(super) title: Option<Span>,
    /// What a form of address says.
    pub(super) gender: Option<Gender>,
    /// Whether the tagger alone speaks for its type.
    pub(super) tagged: bool,
    /// The entry of the reader's dictionary that it is.
    pub(super) entry: Option<usize>,
}

impl Candidate {
    /// A name without a title.
    pub(super) fn new(span: Span, kind: EntityType, confidence: f64, found_by: Evidence) -> Self {
        Self { span, kind, confidence, found_by, title: None, gender: None, tagged: false, entry: None }
    }

    /// Gives it the type that a rule says, which is then the reason.
    pub(super) fn retype(&mut self, kind: EntityType, rule: Rule) {
        if self.kind != kind {
            (self.kind, self.found_by) = (kind, Evidence::Rule(rule));
        }
    }
}

/// How much speaks for each type, in the order of [`KINDS`].
pub(super) type Scores = [f64; 9];

pub(super) const KINDS: [EntityType; 9] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Place,
    EntityType::Facility,
    EntityType::Group,
    EntityType::Event,
    EntityType::Product,
    EntityType::Work,
    EntityType::Law,
];

pub(super) fn slot(kind: EntityType) -> usize {
    KINDS.iter().position(|&other| other == kind).unwrap_or(0)
}

/// A piece of a capitalised run with the evidence for its type.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) span: Span,
    pub(super) ballot: Ballot,
    /// Evidence that it is a name at all, 0 to 1.
    pub(super) name: f64,
    pub(super) title: Option<Span>,
    pub(super) gender: Option<Gender>,
    /// One word, so that the rest of the document may know better.
    pub(super) single: bool,
}

impl Segment {
    /// Speaks against a type.
    pub(super) fn lower(&mut self, kind: EntityType, weight: f64) {
        self.ballot.lower(kind, weight);
    }

    /// Speaks for a type.
    pub(super) fn add(&mut self, kind: EntityType, weight: f64, why: Evidence) {
        self.ballot.add(kind, weight, why, why);
    }

    /// What speaks for a type.
    pub(super) fn score(&self, kind: EntityType) -> f64 {
        self.ballot.score(kind)
    }
}

/// The votes on what a name is: all are added up here, those of the names model like the others, and each type remembers what spoke most
/// for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ballot {
    /// By type, as [`KINDS`].
    pub(super) scores: Scores,
    /// The strongest single vote for any type, and its weight.
    pub(super) strongest: (Evidence, f64),
    /// The strongest vote for each type, and its weight.
    reasons: [Option<(Evidence, f64)>; 9],
}

impl Ballot {
    /// No vote yet; `first` is the reason until there is one.
    pub(super) const fn new(first: Evidence) -> Self {
        Self { scores: [0.0; 9], strongest: (first, 0.0), reasons: [None; 9] }
    }

    /// The same votes with half their weight, and `first` as the reason until there is one more.
    pub(super) fn halved(self, first: Evidence) -> Self {
        Self { scores: self.scores.map(|score| 0.5 * score), strongest: (first, 0.0), ..self }
    }

    fn lower(&mut self, kind: EntityType, weight: f64) {
        if let Some(score) = self.scores.get_mut(slot(kind)) {
            *score -= weight;
        }
    }

    /// A vote for a type. `reason` is told if the type wins, where it is not what casts the vote: a rule that has corrected the model.
    pub(super) fn add(&mut self, kind: EntityType, weight: f64, why: Evidence, reason: Evidence) {
        if let Some(score) = self.scores.get_mut(slot(kind)) {
            *score += weight;
        }
        if let Some(most) = self.reasons.get_mut(slot(kind))
            && most.is_none_or(|(_, most)| weight > most)
        {
            *most = Some((reason, weight));
        }
        if weight > self.strongest.1 {
            self.strongest = (why, weight);
        }
    }

    fn score(&self, kind: EntityType) -> f64 {
        self.scores.get(slot(kind)).copied().unwrap_or(0.0)
    }

    /// What spoke most for a type, if anything did.
    pub(super) fn reason(&self, kind: EntityType) -> Option<Evidence> {
        self.reasons.get(slot(kind)).copied().flatten().map(|(reason, _)| reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_remembers_what_spoke_most_for_it() {
        let mut ballot = Ballot::new(Evidence::Capitalised);
        ballot.add(EntityType::Organization, 0.4, Evidence::Context, Evidence::Context);
        ballot.add(EntityType::Organization, 0.7, Evidence::HeadNoun, Evidence::HeadNoun);
        ballot.add(EntityType::Person, 1.1, Evidence::Model, Evidence::Model);
        assert_eq!(ballot.strongest.0, Evidence::Model);
        assert_eq!(ballot.reason(EntityType::Organization), Some(Evidence::HeadNoun));
        assert_eq!(ballot.reason(EntityType::Person), Some(Evidence::Model));
        assert_eq!(ballot.reason(EntityType::Place), None);
        let halved = ballot.halved(Evidence::Model);
        assert!((halved.score(EntityType::Person) - 0.55).abs() < 1e-9);
    }
}
