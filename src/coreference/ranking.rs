//! Whom a pronoun of the third person stands for: constraints leave some out, preferences raise or lower the others.
//!
//! Each of both is a row: its rule in the table of rules, what it asks, and what a score is multiplied by. The order of the preferences is
//! that of the multiplications.

use super::clause::{CLAUSE, end_of_clause};
use super::pronouns::Pronoun;
use super::referents::{Found, Referent, ReferentId};
use super::walk::Walk;
use crate::analysis::EntityType;
use crate::lexicon::{self, class};
use crate::rules::{Rule, coreference as rule};
use crate::text::Span;

/// Sentences after which a referent that was not mentioned again is forgotten.
const MEMORY: usize = 6;
/// How long a question may be that somebody is asked, in bytes.
const QUESTION: usize = 400;
/// How near an object stands to the mention beside it, in bytes.
const BESIDE: usize = 25;
/// The least confidence of a pronoun that is reported.
const FLOOR: f64 = 0.3;

/// A pronoun of the third person and what the text says of whom it can stand for.
#[derive(Debug)]
struct Anaphor {
    pronoun: Pronoun,
    span: Span,
    sentence: usize,
    /// It begins its sentence.
    heads: bool,
    /// Who speaks the direct speech that it stands in.
    speaker: Option<ReferentId>,
    /// Who tells the reported speech that it stands in.
    reporter: Option<ReferentId>,
    /// Another person than the reporter is named before it in what is reported.
    another_named: bool,
    named_in_clause: Vec<ReferentId>,
    named_in_own_words: Vec<ReferentId>,
    named_in_question: Vec<ReferentId>,
    teller: Option<ReferentId>,
}

/// Somebody whom a pronoun may stand for.
struct Candidate<'w> {
    id: ReferentId,
    referent: &'w Referent,
    /// Sentences since its last mention.
    distance: usize,
    /// It was the subject of the last verb.
    acting: bool,
}

impl Candidate<'_> {
    /// Whether it is the subject of a verb in the pronoun's own sentence.
    fn acts(&self) -> bool {
        self.acting && self.distance == 0
    }

    /// Whether it stands beside a pronoun that is an object.
    fn is_beside(&self, anaphor: &Anaphor) -> bool {
        anaphor.pronoun.is_object()
            && self.distance == 0
            && anaphor.span.start.saturating_sub(self.referent.last) < BESIDE
    }
}

/// Whom a pronoun cannot stand for, although it agrees.
struct Constraint {
    rule: Rule,
    bars: fn(&Anaphor, ReferentId) -> bool,
}

const CONSTRAINTS: [Constraint; 5] = [
    Constraint { rule: rule::SPEAKER_OF_OTHERS, bars: |anaphor, id| anaphor.speaker == Some(id) },
    Constraint { rule: rule::NAMED_IN_CLAUSE, bars: |anaphor, id| anaphor.named_in_clause.contains(&id) },
    Constraint { rule: rule::NAMED_IN_OWN_WORDS, bars: |anaphor, id| anaphor.named_in_own_words.contains(&id) },
    Constraint { rule: rule::NAMED_IN_QUESTION, bars: |anaphor, id| anaphor.named_in_question.contains(&id) },
    Constraint { rule: rule::TELLS_OF_OTHERS, bars: |anaphor, id| anaphor.teller == Some(id) },
];

/// What makes one referent likelier than another.
struct Preference {
    rule: Rule,
    /// What the score is multiplied by.
    factor: f64,
    holds: fn(&Anaphor, &Candidate<'_>) -> bool,
}

const PREFERENCES: [Preference; 8] = [
    Preference { rule: rule::KNOWN_GENDER, factor: 1.5, holds: |_, candidate| candidate.referent.gender.is_some() },
    Preference {
        rule: rule::CALLED_OTHERWISE,
        factor: 0.15,
        holds: |anaphor, Candidate { referent, .. }| {
            referent.gender.is_none() && referent.called.is_some() && referent.called != anaphor.pronoun.gender()
        },
    },
    Preference {
        rule: rule::OBJECT_OF_SUBJECT,
        factor: 0.1,
        holds: |anaphor, candidate| candidate.is_beside(anaphor) && candidate.acts(),
    },
    Preference {
        rule: rule::REFLEXIVE_OF_SUBJECT,
        factor: 4.0,
        holds: |anaphor, candidate| candidate.acts() && matches!(anaphor.pronoun, Pronoun::Reflexive(_)),
    },
    Preference {
        rule: rule::POSSESSIVE_OF_SUBJECT,
        factor: 1.25,
        holds: |anaphor, candidate| candidate.acts() && anaphor.pronoun.is_possessive(),
    },
    Preference {
        rule: rule::GOES_ON_ACTING,
        factor: 1.4,
        holds: |anaphor, candidate| {
            let heads = anaphor.pronoun.is_possessive() && anaphor.heads;
            candidate.acting && (heads || anaphor.pronoun.is_subject())
        },
    },
    Preference {
        rule: rule::REPORTS_OF_HIMSELF,
        factor: 3.0,
        holds: |anaphor, candidate| {
            anaphor.reporter == Some(candidate.id) && anaphor.pronoun.is_subject() && !anaphor.another_named
        },
    },
    Preference { rule: rule::SAME_SENTENCE, factor: 1.3, holds: |_, candidate| candidate.distance == 0 },
];

/// Who stands highest so far, and what all add up to.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    best: Option<(ReferentId, f64)>,
    sum: f64,
    /// Of the third powers: the best is sure when it stands far above the others.
    cubes: f64,
}

impl Ranking {
    /// Adds one; the first of equals stays the best.
    pub(super) fn add(&mut self, id: ReferentId, score: f64) {
        self.cubes += score * score * score;
        self.sum += score;
        if self.best.is_none_or(|(_, top)| score > top) {
            self.best = Some((id, score));
        }
    }

    /// The best with its score.
    pub(super) fn best(&self) -> Option<(ReferentId, f64)> {
        self.best
    }

    /// The best with its share of all scores.
    fn share(&self) -> Option<Found> {
        self.best.map(|(referent, score)| Found { referent, confidence: score / self.sum })
    }

    /// The best with its share of the third powers of all scores.
    fn distinct_share(&self) -> Option<Found> {
        let (referent, score) = self.best.filter(|_| self.sum > 0.0)?;
        Some(Found { referent, confidence: score * score * score / self.cubes })
    }
}

impl Walk<'_, '_, '_> {
    /// The referent a third-person pronoun stands for, with the share of the weight it has among those that agree. `event` is the number
    /// of the pronoun's event, `quote` the direct speech that it stands in.
    pub(super) fn antecedent(&self, event: usize, pronoun: Pronoun, span: Span, quote: Option<usize>) -> Option<Found> {
        let anaphor = self.anaphor(event, pronoun, span, quote);
        let mut ranking = Ranking::default();
        for (id, referent) in self.referents.recent() {
            let distance = referent.distance(anaphor.sentence);
            let known = distance <= MEMORY && referent.is_mentioned();
            if known && pronoun.agrees(referent) && !self.is_barred(&anaphor, id) {
                let candidate = Candidate { id, referent, distance, acting: self.referents.acted_last(id) };
                ranking.add(id, self.score(&anaphor, &candidate));
            }
        }
        let best = ranking.distinct_share()?;
        let of_known_gender = self.referents.get(best.referent).is_some_and(|referent| referent.gender.is_some());
        let confidence = best.confidence * if of_known_gender { 0.95 } else { 0.85 };
        (confidence >= FLOOR).then_some(Found { confidence, ..best })
    }

    fn anaphor(&self, event: usize, pronoun: Pronoun, span: Span, quote: Option<usize>) -> Anaphor {
        let sentence = self.sentence(span.start);
        let start = self.document.sentences.get(sentence).map(|found| found.span.start);
        let reporter = self.speech.reported.quote_at(span.start).and_then(|quote| self.speaker_of(quote));
        Anaphor {
            pronoun,
            span,
            sentence,
            heads: start == Some(span.start),
            speaker: quote.and_then(|quote| self.speaker_of(quote)),
            reporter,
            another_named: reporter.is_some_and(|reporter| self.names_another(event, reporter, span)),
            named_in_clause: self.named_in_clause(pronoun, span),
            named_in_own_words: self.named_in_own_words(span),
            named_in_question: start.map_or_else(Vec::new, |start| self.named_in_question(pronoun, span, start)),
            teller: self.teller_named_after(span),
        }
    }

    fn is_barred(&self, anaphor: &Anaphor, id: ReferentId) -> bool {
        CONSTRAINTS.iter().any(|row| self.document.rules.when(row.rule, || (row.bars)(anaphor, id)))
    }

    fn score(&self, anaphor: &Anaphor, candidate: &Candidate<'_>) -> f64 {
        PREFERENCES.iter().fold(candidate.referent.standing(anaphor.sentence), |score, row| {
            let holds = self.document.rules.when(row.rule, || (row.holds)(anaphor, candidate));
            if holds { score * row.factor } else { score }
        })
    }

    /// Whether a reported part names a person other than who reports it, before the pronoun in it.
    fn names_another(&self, event: usize, reporter: ReferentId, span: Span) -> bool {
        let Some(part) = self.speech.reported.last_from(span.start) else { return false };
        let mut names = self.events.names_before(event, part.span.start, CLAUSE);
        names.any(|name| name.referent != reporter && self.referents.is(name.referent, EntityType::Person))
    }

    /// Who is named in the same clause after a subject pronoun.
    fn named_in_clause(&self, pronoun: Pronoun, span: Span) -> Vec<ReferentId> {
        let end = end_of_clause(self.document, span).filter(|_| pronoun.is_subject());
        let names = end.map(|end| self.events.names_in(Span::new(span.end, end)));
        names.into_iter().flatten().map(|name| name.referent).collect()
    }

    /// Who is named in the direct speech that a pronoun is the speaker of.
    fn named_in_own_words(&self, span: Span) -> Vec<ReferentId> {
        let parts = self.speech.own_words(span).iter();
        parts.flat_map(|&part| self.events.names_that_end_in(part)).map(|name| name.referent).collect()
    }

    /// Who is named in the question before the subject that answers it, in a sentence that begins at `start`.
    fn named_in_question(&self, pronoun: Pronoun, span: Span, start: usize) -> Vec<ReferentId> {
        let before = self.document.text.get(start..span.start).unwrap_or_default();
        let asked = || {
            let first = before.split_once(' ').map(|(first, _)| lexicon::lexeme(first));
            first.is_some_and(|first| first.is(class::QUESTION_OPENER))
        };
        // A question is soon asked; a sentence without an end is looked at no further.
        let answers = pronoun.is_subject() && before.len() <= QUESTION && before.ends_with(", ") && asked();
        if !answers {
            return Vec::new();
        }
        self.events.names_that_end_in(Span::new(start, span.start)).map(|name| name.referent).collect()
    }

    /// Who is named as the one who tells it, after the pronoun in what is told.
    fn teller_named_after(&self, span: Span) -> Option<ReferentId> {
        let quote = self.speech.reported.quote_at(span.start)?;
        let teller = self.speech.teller(quote).filter(|teller| teller.start > span.end)?;
        let mut names = self.events.next_names(teller.start, CLAUSE);
        names.find(|name| teller.contains(name.span)).map(|name| name.referent)
    }

    /// The referent that stands highest of those that `agrees` allows and that were mentioned in the last `reach` sentences, with its
    /// share of their weight, when that is more than half.
    pub(super) fn salient(&self, span: Span, reach: usize, agrees: impl Fn(&Referent) -> bool) -> Option<Found> {
        let sentence = self.sentence(span.start);
        let mut ranking = Ranking::default();
        for (id, referent) in self.referents.recent() {
            // What stands inside the mention itself is no antecedent of it.
            let known = referent.is_mentioned() && referent.distance(sentence) <= reach && referent.last <= span.start;
            if known && agrees(referent) {
                ranking.add(id, referent.standing(sentence));
            }
        }
        ranking.share().filter(|found| found.confidence > 0.5)
    }
}
