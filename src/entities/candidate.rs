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
    pub(super) scores: Scores,
    /// Evidence that it is a name at all, 0 to 1.
    pub(super) name: f64,
    /// The strongest single piece of evidence.
    pub(super) why: (Evidence, f64),
    pub(super) title: Option<Span>,
    pub(super) gender: Option<Gender>,
    /// One word, so that the rest of the document may know better.
    pub(super) single: bool,
}

impl Segment {
    /// Speaks against a type.
    pub(super) fn lower(&mut self, kind: EntityType, weight: f64) {
        if let Some(score) = self.scores.get_mut(slot(kind)) {
            *score -= weight;
        }
    }

    pub(super) fn add(&mut self, kind: EntityType, weight: f64, why: Evidence) {
        if let Some(score) = self.scores.get_mut(slot(kind)) {
            *score += weight;
        }
        if weight > self.why.1 {
            self.why = (why, weight);
        }
    }
    /// What speaks for a type.
    pub(super) fn score(&self, kind: EntityType) -> f64 {
        self.scores.get(slot(kind)).copied().unwrap_or(0.0)
    }
}
