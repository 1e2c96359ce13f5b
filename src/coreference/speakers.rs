//! Who the speaker of a quote is: the entity that heads the mention, what a pronoun or a description stands for, or someone new.

use std::collections::BTreeMap;

use super::descriptions::{self, split_at, strip_word};
use super::pronouns::{self, Group};
use super::referents::{Found, Referent, ReferentId, Referents};
use super::walk::{GROUP_REACH, Walk};
use crate::analysis::{Entity, EntityType, MentionKind, Quote, Speaker};
use crate::lexicon::{self, class, phrase, word};
use crate::rules::coreference as rule;
use crate::text::Span;

/// How many bytes after a speaker it may be said that the name is kept back.
const KEPT_BACK_WITHIN: usize = 160;
/// How many events after a description may stand before the name in apposition to it.
const APPOSITION: usize = 8;
/// How many words of titles a name in apposition has at most, and how many a party after it.
const TITLE_WORDS: usize = 3;
const PARTY_WORDS: usize = 6;
/// How many words an office between two names has at most.
const OFFICE_WORDS: usize = 4;
/// How many of the last mentions that were resolved may be the speaker mention.
const LAST_RESOLVED: usize = 12;

impl Walk<'_, '_, '_> {
    /// Who the speaker mention of a quote is; someone new where nobody known is meant, `None` for a pronoun that nobody is found for.
    pub(super) fn speaker(&mut self, span: Span) -> Option<Found> {
        let text = self.document.str(span);
        if let Some(known) = self.named_head(span).or_else(|| self.resolved_as(span, text)) {
            return Some(known);
        }
        let mention = lexicon::lexeme(text);
        if mention.is(class::RELATIVE_SPEAKER) {
            return self.document.rules.find(rule::RELATIVE_SPEAKER, || {
                // "Smith, who said": the last one named in the sentence.
                let referent = self.referents.last_of(self.sentence(span.start))?;
                Some(Found { referent, confidence: 0.7 })
            });
        }
        if let Some(group) = Group::of(mention) {
            return self.speaking_group(group, span);
        }
        if pronouns::is_pronoun(text) {
            return None;
        }
        Some(self.apposition(span).unwrap_or_else(|| self.unnamed_speaker(span, text)))
    }

    /// What the mention, or a description that is its head, was found to stand for.
    fn resolved_as(&self, span: Span, text: &str) -> Option<Found> {
        let head_end = span.start + descriptions::head_length(text);
        let last = self.resolved.iter().rev().take(LAST_RESOLVED);
        let mut known = last.filter(|known| {
            let head = known.kind == MentionKind::Nominal
                && span.contains(known.span)
                && known.span.end == span.end
                && known.span.start < head_end;
            known.span == span || head
        });
        known.next().map(|known| known.found)
    }

    /// Whom "it" or "they" as a speaker stands for.
    fn speaking_group(&self, group: Group, span: Span) -> Option<Found> {
        let rules = self.document.rules;
        rules.find(rule::SPEAKING_GROUP, || {
            let found = self.salient(span, GROUP_REACH, |referent| group.agrees(referent))?;
            Some(Found { confidence: 0.75 * found.confidence, ..found })
        })
    }

    /// A speaker who is described only: the one described so before, or someone new.
    fn unnamed_speaker(&mut self, span: Span, text: &str) -> Found {
        let known = self.document.rules.find(rule::SAME_DESCRIPTION, || self.described_before(text));
        let referent = known.unwrap_or_else(|| {
            let anonymous = descriptions::anonymous(text) || self.keeps_name_back(span);
            self.referents.add(Referent::unnamed(text, anonymous))
        });
        self.mention(referent, span, 1.0);
        Found { referent, confidence: 0.8 }
    }

    /// The unnamed speaker of the same description, or of one with the same head: "A senior official ... the official".
    fn described_before(&self, text: &str) -> Option<ReferentId> {
        let description = descriptions::without_article(text);
        let definite = description.len() < text.len() && text.starts_with(['t', 'T']);
        let same = |known: &Referent| {
            known.description.as_deref().is_some_and(|earlier| {
                earlier.eq_ignore_ascii_case(description)
                    || definite && known.anonymous && descriptions::same_head(earlier, description)
            })
        };
        let known = self.referents.unnamed().filter(|(_, known)| !descriptions::another(text) && same(known));
        known.max_by_key(|(_, known)| known.last).map(|(id, _)| id)
    }

    /// Whether the sentence goes on to say that a speaker's name is kept back: "who asked not to be named".
    fn keeps_name_back(&self, span: Span) -> bool {
        let sentence = self.document.sentences.get(self.sentence(span.start)).map_or(span.end, |found| found.span.end);
        let mut end = sentence.min(span.end + KEPT_BACK_WITHIN).max(span.end);
        while !self.document.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = Span::new(span.end, end).of(self.document.text);
        self.document
            .rules
            .when(rule::NAME_KEPT_BACK, || phrase::KEEPS_NAME_BACK.iter().any(|kept| rest.contains(kept)))
    }

    /// The person whose name follows a description between commas, or before the sentence ends, with or without a title: "her lawyer,
    /// Dr. Samuel Wren,".
    fn apposition(&self, span: Span) -> Option<Found> {
        let referent = self.document.rules.find(rule::APPOSITION, || {
            let rest = self.document.text.get(span.end..)?.strip_prefix(',')?;
            let start = span.end + 1 + (rest.len() - rest.trim_start().len());
            let name = self.events.next_names(start, APPOSITION).find(|name| name.span.start >= start)?;
            let titles = self.document.text.get(start..name.span.start)?.split_whitespace();
            let titled = titles.clone().count() <= TITLE_WORDS
                && titles.clone().all(|word| word.starts_with(char::is_uppercase));
            let person = self.referents.is(name.referent, EntityType::Person);
            (person && titled && self.closes_apposition(name.span.end)).then_some(name.referent)
        })?;
        Some(Found { referent, confidence: 0.9 })
    }

    /// Whether an apposition ends after a name: at a mark, or after its party, "The mayor, Lena Petrov of the Harbour Party, said".
    fn closes_apposition(&self, name_end: usize) -> bool {
        let Some(rest) = self.document.text.get(name_end..) else { return false };
        let party = || strip_word(rest, word::OF).and_then(|rest| rest.split_once(',')).map(|(party, _)| party);
        rest.starts_with([',', '.'])
            || party().is_some_and(|party| {
                party.split(' ').count() <= PARTY_WORDS
                    && !party.contains(['.', ';', '"'])
                    && party.split(' ').any(|word| word.starts_with(char::is_uppercase))
            })
    }

    /// The entity whose name heads a mention: "Interior Minister Rana Khan", but not the "Kabul" of "the leadership in Kabul".
    fn named_head(&self, span: Span) -> Option<Found> {
        let rules = self.document.rules;
        let referent = rules
            .find(rule::NAME_AFTER_OFFICE, || self.person_after_office(span))
            .or_else(|| rules.find(rule::NAMED_HEAD, || self.last_name_in_head(span)))?;
        Some(Found { referent, confidence: 0.95 })
    }

    fn last_name_in_head(&self, span: Span) -> Option<ReferentId> {
        let head_end = span.start + descriptions::head_length(self.document.str(span));
        let names = self.events.names_in(span).filter(|name| {
            let after = Span::new(name.span.end, head_end.max(name.span.end)).of(self.document.text);
            // "One Liberal MP" is not the Liberals.
            let member = self.referents.is(name.referent, EntityType::Group) && !after.trim().is_empty();
            name.span.start < head_end && !member && descriptions::may_follow_name(after)
        });
        names.last().map(|name| name.referent)
    }

    /// The person that a mention ends with after an office of another name's: "Civic Council of Kent (CCK) chairperson Asad Butt".
    fn person_after_office(&self, span: Span) -> Option<ReferentId> {
        let (mut before, mut last) = (None, None);
        for name in self.events.names_in(span) {
            before = last.replace(name);
        }
        let name = last.filter(|name| name.span.end == span.end)?;
        let from = before.map_or(span.start, |before| before.span.end);
        let between = Span::new(from, name.span.start).of(self.document.text);
        let office = between.trim_start_matches(|c: char| c == ')' || c.is_whitespace());
        let fits = match before {
            Some(_) => !office.split_whitespace().any(|word| lexicon::lexeme(word).is(class::GOVERNING_PREPOSITION)),
            // "Superintendent of Police Asad Butt": an office with capitals of its own.
            None => split_at(between, word::OF).is_some() && between.split_whitespace().all(is_word_of_office),
        };
        let person = self.referents.is(name.referent, EntityType::Person);
        (person && fits && is_plain_office(office)).then_some(name.referent)
    }
}

fn is_word_of_office(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || lexicon::lexeme(word).is(class::OFFICE_PARTICLE)
}

/// Whether what stands between two names can be the office of the second one: a few words, none of which joins two people.
fn is_plain_office(office: &str) -> bool {
    let mut words = office.split_whitespace();
    !office.is_empty()
        && words.clone().count() <= OFFICE_WORDS
        && office.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '-')
        && !words.any(|word| lexicon::lexeme(word).is(class::COORDINATOR))
}

/// Writes who speaks into the quotes, which are in text order, and numbers the speakers whose names are kept back.
pub(super) fn write(referents: &Referents, speakers: &[Option<Found>], entities: &[Entity], quotes: &mut [Quote]) {
    let mut sources: BTreeMap<ReferentId, u32> = BTreeMap::new();
    let mut last = 0;
    for (quote, &found) in quotes.iter_mut().zip(speakers) {
        let Some(speaker) = &mut quote.speaker else { continue };
        let known = found.and_then(|found| Some((found.referent, referents.get(found.referent)?)));
        name_speaker(speaker, known.map(|(_, referent)| referent), entities);
        speaker.source = speaker.anonymous.then(|| {
            let numbered = known.and_then(|(id, _)| sources.get(&id).copied());
            numbered.unwrap_or_else(|| {
                last += 1;
                sources.extend(known.map(|(id, _)| (id, last)));
                last
            })
        });
    }
}

/// Gives a speaker the entity and the name of the referent, and tells whether the name is kept back.
fn name_speaker(speaker: &mut Speaker, referent: Option<&Referent>, entities: &[Entity]) {
    let entity = referent.and_then(|referent| entities.get(referent.entity?));
    speaker.entity = entity.map(|entity| entity.id);
    speaker.anonymous = entity.is_none()
        && (referent.is_some_and(|referent| referent.anonymous) || descriptions::anonymous(&speaker.text));
    speaker.name = entity.map(|entity| entity.name.clone()).or_else(|| {
        let description = referent.filter(|_| !speaker.anonymous)?.description.as_deref();
        description.map(|name| descriptions::short(name).to_owned())
    });
}
