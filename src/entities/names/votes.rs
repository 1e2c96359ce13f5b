//! What the document says about each written form, all its mentions together.

use crate::entities::evidence::Evidence;
use std::collections::HashMap;

use crate::analysis::EntityType;
use crate::entities::candidate::{Candidate, KINDS, Scores, Segment, slot};
use crate::lexicon::NameList;
use crate::text::Document;

/// What the document says about each written form, all its mentions together.
pub(super) struct Votes {
    forms: HashMap<String, Scores>,
    /// How often each form comes where its capital says something.
    counts: HashMap<String, u32>,
    /// Last words of sure persons.
    surnames: HashMap<String, f64>,
}

impl Votes {
    pub(super) fn count(document: &Document<'_>, segments: &[Segment]) -> Self {
        let mut votes = Self { forms: HashMap::new(), counts: HashMap::new(), surnames: HashMap::new() };
        for segment in segments {
            let text = document.str(segment.span);
            if segment.single && segment.name >= 0.7 {
                *votes.counts.entry(text.to_lowercase()).or_default() += 1;
            }
            let form = votes.forms.entry(text.to_lowercase()).or_insert([0.0; 9]);
            for (sum, score) in form.iter_mut().zip(segment.ballot.scores) {
                *sum += score;
            }
            if !segment.single
                && best(&segment.ballot.scores).is_some_and(|(kind, score)| kind == EntityType::Person && score >= 0.7)
            {
                for word in text.split_whitespace() {
                    let weight = if text.ends_with(word) { 0.9 } else { 0.5 };
                    let sum = votes.surnames.entry(word.to_lowercase()).or_default();
                    *sum = f64::max(*sum, weight);
                }
            }
        }
        votes
    }

    pub(super) fn decide(&self, document: &Document<'_>, segment: Segment) -> Option<Candidate> {
        let text = document.str(segment.span).to_lowercase();
        let mut scores = segment.ballot.scores;
        let mut found_by = segment.ballot.strongest.0;
        // A title decides for its own mention.
        if segment.ballot.strongest.0 != Evidence::Title
            && let Some(all) = self.forms.get(&text)
        {
            // The mention's own context weighs most; the document decides where it says little.
            for (score, sum) in scores.iter_mut().zip(all) {
                *score += 0.6 * (sum - *score).min(3.0);
            }
        }
        let listed = matches!(segment.ballot.strongest.0, Evidence::List(NameList::Country | NameList::Nationality));
        if segment.single
            && !listed
            && let Some(weight) = self.surnames.get(&text)
        {
            if let Some(score) = scores.get_mut(slot(EntityType::Person)) {
                *score += weight;
            }
            if segment.ballot.strongest.1 < *weight {
                found_by = Evidence::Surname;
            }
        }
        let (kind, score) = best(&scores)?;
        let second =
            KINDS.iter().zip(scores).filter(|(other, _)| **other != kind).map(|(_, score)| score).fold(0.0, f64::max);
        let repeated = self.counts.get(&text).is_some_and(|&count| count >= 3);
        let known = found_by == Evidence::Surname || segment.ballot.strongest.1 >= 0.5;
        let name = if found_by == Evidence::Surname { segment.name.max(0.85) } else { segment.name };
        let margin = (0.5 + 0.5 * (score - second) / (score + second + 0.15)).clamp(0.0, 1.0);
        // Nothing but a capital, an article, a country inside: measured on the training text, such names are right in one case of three.
        let weak = segment.ballot.strongest.1 < 0.5
            && found_by != Evidence::Surname
            && matches!(
                found_by,
                Evidence::Capitalised | Evidence::Article | Evidence::CountryBefore | Evidence::CountryInside
            );
        let name = if weak && !segment.single { 0.7 * name } else { name };
        let confidence = (name * margin).min(0.98);
        let least = match (known, segment.single) {
            // Measured on the dev parts: below this, less than four names in ten are right.
            (true, _) if found_by == Evidence::Model && kind != EntityType::Person && name < 0.55 && !repeated => 0.52,
            (true, false) if found_by == Evidence::HeadNoun => 0.3,
            (true, _) => 0.25,
            // A name that comes again is worth showing even when its type is a guess.
            (false, true) if repeated => 0.42,
            (false, true) => 0.46,
            (false, false) if found_by == Evidence::Capitalised => 0.4,
            (false, false) => 0.35,
        };
        if confidence < least {
            return None;
        }
        // What is told is what spoke for this type: here, or else at its other places in the text.
        let reason = match found_by {
            Evidence::Surname if kind == EntityType::Person => Evidence::Surname,
            _ => segment.ballot.reason(kind).unwrap_or(Evidence::NamedInText),
        };
        let name = Candidate::new(segment.span, kind, confidence, reason);
        Some(Candidate { title: segment.title, gender: segment.gender, tagged: found_by == Evidence::Model, ..name })
    }
}

pub(super) fn best(scores: &Scores) -> Option<(EntityType, f64)> {
    let mut best: Option<(EntityType, f64)> = None;
    for (kind, &score) in KINDS.iter().zip(scores) {
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((*kind, score));
        }
    }
    best.filter(|(_, score)| *score > 0.0)
}
