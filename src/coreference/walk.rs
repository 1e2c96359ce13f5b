//! The walk through the text, from left to right: what each mention stands for.

use std::collections::BTreeSet;

use super::clause::{CLAUSE, place};
use super::descriptions::Description;
use super::events::{Event, Events};
use super::pronouns::{Group, Pronoun};
use super::referents::{Found, Referent, ReferentId, Referents};
use super::speech::Speech;
use crate::analysis::{BlockKind, Entity, MentionKind, Quote};
use crate::lexicon;
use crate::rules::coreference as rule;
use crate::text::{Document, Span};

/// Sentences after which "it", "they" or "the company" no longer stands for a referent.
pub(super) const GROUP_REACH: usize = 4;

/// Told of pronouns as what found them: no single rule decides.
const SALIENCE: &str = "salience";

/// What a mention was found to stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) span: Span,
    pub(super) found: Found,
    pub(super) kind: MentionKind,
    pub(super) found_by: &'static str,
}

pub(super) struct Walk<'d, 't, 'e> {
    pub(super) document: &'d Document<'t>,
    pub(super) entities: &'e [Entity],
    pub(super) events: Events,
    pub(super) speech: Speech,
    pub(super) referents: Referents,
    /// The referent that speaks each quote, as far as known.
    pub(super) speakers: Vec<Option<Found>>,
    pub(super) resolved: Vec<Resolved>,
    /// "I" and "my" in direct speech, with the index of the quote.
    first_person: Vec<(Span, usize)>,
}

impl<'d, 't, 'e> Walk<'d, 't, 'e> {
    pub(super) fn new(document: &'d Document<'t>, entities: &'e [Entity], quotes: &[Quote]) -> Self {
        let mut referents = Referents::default();
        let mut names = Vec::new();
        for (index, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.kind.is_named()) {
            let referent = referents.add(Referent::of_entity(document, index, entity));
            names.extend(entity.mentions.iter().map(|mention| Event::Name { referent, span: mention.span() }));
        }
        let starts: BTreeSet<usize> = names.iter().map(|name| name.span().start).collect();
        Self {
            document,
            entities,
            events: Events::new(document, names, quotes),
            speech: Speech::new(document, quotes, &starts),
            referents,
            speakers: vec![None; quotes.len()],
            resolved: Vec::new(),
            first_person: Vec::new(),
        }
    }

    /// Looks up every mention.
    pub(super) fn run(&mut self) {
        for index in 0..self.events.len() {
            match self.events.get(index) {
                Some(Event::Name { referent, span }) => self.mention(referent, span, 1.0),
                Some(Event::Pronoun { pronoun, span }) => self.pronoun(index, pronoun, span),
                Some(Event::Description { description, span }) => self.description(description, span),
                Some(Event::Speaker { quote, span }) => self.speaker_mention(quote, span),
                None => {}
            }
        }
        for (span, quote) in std::mem::take(&mut self.first_person) {
            let speaker = self.document.rules.find(rule::FIRST_PERSON, || self.speakers.get(quote).copied().flatten());
            if let Some(Found { referent, confidence }) = speaker {
                let found = Found { referent, confidence: confidence.min(0.9) };
                self.resolve(span, found, MentionKind::Pronoun, rule::FIRST_PERSON.name());
            }
        }
    }

    fn pronoun(&mut self, event: usize, pronoun: Pronoun, span: Span) {
        let quote = self.speech.direct.quote_at(span.start);
        if pronoun == Pronoun::First {
            self.first_person.extend(quote.map(|quote| (span, quote)));
        } else if let Some(referent) = self.document.rules.find(rule::SPOKEN_OF, || self.spoken_of(quote?, pronoun)) {
            self.resolve(span, Found { referent, confidence: 0.8 }, MentionKind::Pronoun, rule::SPOKEN_OF.name());
        } else if let Some(found) = self.antecedent(event, pronoun, span, quote) {
            if let Some(known) = self.referents.get_mut(found.referent) {
                known.call(pronoun.gender(), found.confidence > 0.6);
            }
            self.mention(found.referent, span, 0.8);
            self.resolve(span, found, MentionKind::Pronoun, SALIENCE);
        }
    }

    fn description(&mut self, description: Description, span: Span) {
        if let Some((found, rule)) = self.described(description, span) {
            self.mention(found.referent, span, 0.8);
            self.resolve(span, found, MentionKind::Nominal, rule.name());
        }
    }

    fn speaker_mention(&mut self, quote: usize, span: Span) {
        let Some(found) = self.speaker(span) else { return };
        if Group::of(lexicon::lexeme(self.document.str(span))).is_some() {
            self.mention(found.referent, span, 0.8);
            self.resolve(span, found, MentionKind::Pronoun, SALIENCE);
        }
        if let Some(speaker) = self.referents.get_mut(found.referent) {
            speaker.weight += 0.5;
        }
        if let Some(slot) = self.speakers.get_mut(quote) {
            *slot = Some(found);
        }
    }

    fn resolve(&mut self, span: Span, found: Found, kind: MentionKind, found_by: &'static str) {
        self.resolved.push(Resolved { span, found, kind, found_by });
    }

    /// Notes a mention of a referent, which weighs `base`.
    pub(super) fn mention(&mut self, referent: ReferentId, span: Span, base: f64) {
        let sentence = self.sentence(span.start);
        let place = place(self.document, span, sentence);
        // Who wrote the article is nobody of whom it speaks.
        let at = self.document.blocks.partition_point(|block| block.end <= span.start);
        let block = self.document.blocks.get(at);
        let byline = block.is_some_and(|block| block.kind == BlockKind::Byline && block.start <= span.start);
        self.referents.mention(referent, span, sentence, base, place, byline);
    }

    /// The person of whom a quote is said, for the pronouns in it that agree.
    fn spoken_of(&self, quote: usize, pronoun: Pronoun) -> Option<ReferentId> {
        let start = self.speech.said_of(quote)?;
        let name = self.events.next_names(start, CLAUSE).find(|name| name.span.start == start)?;
        let agrees = self.referents.get(name.referent).is_some_and(|known| pronoun.agrees(known));
        agrees.then_some(name.referent)
    }

    /// The number of the sentence that holds a byte or follows it.
    pub(super) fn sentence(&self, position: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.span.end <= position)
    }

    /// Who speaks a quote, as far as known.
    pub(super) fn speaker_of(&self, quote: usize) -> Option<ReferentId> {
        self.speakers.get(quote).copied().flatten().map(|found| found.referent)
    }
}
