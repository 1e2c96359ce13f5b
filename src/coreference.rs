//! Pronouns and descriptions: which entity they stand for.
//!
//! The text is read once from left to right. People, organisations and unnamed speakers ("a spokesman") are referents; each mention
//! raises its referent, and a pronoun goes to the agreeing referent that stands highest: near, subject of its sentence, speaking
//! already, often named (after Lappin and Leass 1994, "An Algorithm for Pronominal Anaphora Resolution", without a parser). When two
//! stand nearly as high, confidence falls; when nothing agrees, the pronoun is left alone. "I" in direct speech is its speaker.

#[cfg(test)]
mod corpus;
mod descriptions;
mod pronouns;
pub(crate) mod unnamed;

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{BlockKind, Entity, EntityType, Mention, MentionKind, Quote, QuoteKind};
use crate::entities::{self, Gender};
use crate::quotes;
use crate::text::{Document, Span, Token, TokenKind};

use descriptions::Description;
use pronouns::Pronoun;
pub(crate) use pronouns::is_first_person;

/// Someone who can be spoken of again: an entity, or a speaker the article does not name.
#[derive(Clone, Debug)]
struct Referent {
    /// Index into the entities; `None` for an unnamed speaker.
    entity: Option<usize>,
    kind: EntityType,
    gender: Option<Gender>,
    /// The gender of the last pronoun that was taken to stand for it, however unsure that was.
    called: Option<Gender>,
    plural: bool,
    /// How an unnamed speaker is called.
    description: Option<String>,
    anonymous: bool,
    /// Whether it was last mentioned as the subject of a clause and by a phrase of its own: not "Acme" of "the Acme plant".
    leads: bool,
    /// Number of the sentence of its last mention, and that mention's weight.
    sentence: usize,
    last: usize,
    weight: f64,
    mentions: usize,
}

/// One event of the walk through the text.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A name of an entity.
    Name { referent: usize, span: Span },
    /// A pronoun.
    Pronoun { pronoun: Pronoun, span: Span },
    /// "the minister"
    Description { description: Description, span: Span },
    /// The speaker mention of a quote that is neither name nor pronoun.
    Speaker { quote: usize, span: Span },
}

impl Event {
    fn span(&self) -> Span {
        match self {
            Self::Name { span, .. }
            | Self::Pronoun { span, .. }
            | Self::Description { span, .. }
            | Self::Speaker { span, .. } => *span,
        }
    }
}

/// What a mention was found to stand for.
#[derive(Clone, Copy, Debug)]
struct Resolved {
    span: Span,
    referent: usize,
    confidence: f64,
    kind: MentionKind,
    rule: &'static str,
}

/// Sentences after which a referent that was not mentioned again is forgotten.
const MEMORY: usize = 6;
/// Sentences after which "it", "they" or "the company" no longer stands for a referent.
const GROUP_REACH: usize = 4;
/// How much likelier "he" in reported words is who reports them.
const REPORTING: f64 = 3.0;
/// The same when the reported words have named another person already.
const REPORTING_OF_OTHERS: f64 = 1.3;
/// The most tokens of an aside between a name and its verb.
const ASIDE: usize = 14;
/// How much less likely a pronoun of one gender is for whom one of the other gender has stood already.
const OTHER_GENDER: f64 = 0.15;
/// How long a question may be that somebody is asked, in bytes.
const QUESTION: usize = 400;
/// Tokens within which the rest of a pronoun's clause is looked for.
const CLAUSE: usize = 16;
/// The least confidence of a pronoun that is reported.
const FLOOR: f64 = 0.3;

/// Adds pronoun and nominal mentions to `entities` and gives `quotes` the entity, full name and anonymity of their speakers.
pub(crate) fn resolve(document: &Document<'_>, entities: &mut [Entity], quotes: &mut [Quote]) {
    let mut walk = Walk::new(document, entities, quotes);
    let resolved = walk.run();
    let (referents, speakers) = (walk.referents, walk.speakers);
    name_speakers(&referents, &speakers, entities, quotes);
    add_mentions(document, &referents, &resolved, entities);
}

struct Walk<'d, 't, 'e> {
    document: &'d Document<'t>,
    entities: &'e [Entity],
    referents: Vec<Referent>,
    events: Vec<Event>,
    /// Referents mentioned in the last sentences, latest last.
    recent: Vec<usize>,
    /// Direct speech: parts with the index of their quote, in text order.
    speech: Vec<(Span, usize)>,
    /// The same of speech that is reported in the writer's grammar: whoever speaks is "he" in it.
    reported: Vec<(Span, usize)>,
    /// Direct speech by the mention of its speaker.
    speaking: BTreeMap<Span, Vec<Span>>,
    /// Of whom a quote is said, by its index: the start of the name.
    about: BTreeMap<usize, Span>,
    /// Who tells a quote, by its index.
    tellers: BTreeMap<usize, Span>,
    /// The referent of the last mention that was the subject of a verb, and where that mention ends.
    acting: Option<(usize, usize)>,
    /// The referent that speaks each quote, as far as known.
    speakers: Vec<Option<(usize, f64)>>,
}

impl<'d, 't, 'e> Walk<'d, 't, 'e> {
    fn new(document: &'d Document<'t>, entities: &'e [Entity], quotes: &[Quote]) -> Self {
        let mut referents = Vec::new();
        let mut events = Vec::new();
        for (index, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.kind.is_named()) {
            let traits = entities::traits(document, entity);
            let referent = referents.len();
            referents.push(Referent {
                entity: Some(index),
                kind: entity.kind,
                gender: traits.gender,
                called: None,
                plural: traits.plural,
                description: None,
                anonymous: false,
                leads: false,
                sentence: 0,
                last: 0,
                weight: 0.0,
                mentions: 0,
            });
            events.extend(entity.mentions.iter().map(|mention| Event::Name { referent, span: mention.span() }));
        }
        for (quote, span) in quotes
            .iter()
            .enumerate()
            .filter_map(|(at, quote)| quote.speaker.as_ref().map(|s| (at, Span::new(s.start, s.end))))
        {
            events.push(Event::Speaker { quote, span });
        }
        events.extend(pronouns::find(document).map(|(pronoun, span)| Event::Pronoun { pronoun, span }));
        events.extend(descriptions::find(document).map(|(description, span)| Event::Description { description, span }));
        // What starts first comes first; the speaker mention after the name inside it.
        events.sort_by_key(|event| (event.span().end, matches!(event, Event::Speaker { .. }), event.span().start));
        let mut speech: Vec<(Span, usize)> = quotes
            .iter()
            .enumerate()
            .filter(|(_, quote)| quote.kind == QuoteKind::Direct)
            .flat_map(|(index, quote)| quote.parts.iter().map(move |&part| (part, index)))
            .collect();
        speech.sort_by_key(|(span, _)| *span);
        let mut reported: Vec<(Span, usize)> = quotes
            .iter()
            .enumerate()
            .filter(|(_, quote)| quote.kind != QuoteKind::Direct)
            .flat_map(|(index, quote)| quote.parts.iter().map(move |&part| (part, index)))
            .collect();
        reported.sort_by_key(|(span, _)| *span);
        let direct = quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
        let speaking = direct
            .filter_map(|quote| quote.speaker.as_ref().map(|s| (Span::new(s.start, s.end), quote.parts.clone())))
            .collect();
        let names: BTreeSet<usize> = events
            .iter()
            .filter_map(|event| match event {
                Event::Name { span, .. } => Some(span.start),
                _ => None,
            })
            .collect();
        let about = quotes.iter().enumerate().filter(|(_, quote)| quote.kind == QuoteKind::Direct);
        let about = about.filter_map(|(index, quote)| {
            let behind = quote.cue.as_ref()?.end;
            let start = behind + " of ".len();
            let of = document.text.get(behind..start)? == " of ";
            let name = names.range(start..start + 30).next().copied().filter(|_| of)?;
            let title = document.text.get(start..name)?;
            let titled = title.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
            titled.then_some((index, Span::new(name, name)))
        });
        let about = about.collect();
        let tellers = quotes.iter().enumerate().filter_map(|(index, quote)| {
            quote.speaker.as_ref().map(|speaker| (index, Span::new(speaker.start, speaker.end)))
        });
        let tellers = tellers.collect();
        let speakers = vec![None; quotes.len()];
        let (recent, acting) = (Vec::new(), None);
        Self {
            document,
            entities,
            referents,
            events,
            recent,
            speech,
            reported,
            speaking,
            about,
            tellers,
            acting,
            speakers,
        }
    }

    fn run(&mut self) -> Vec<Resolved> {
        let mut resolved: Vec<Resolved> = Vec::new();
        let mut first_person: Vec<(Span, usize)> = Vec::new();
        for index in 0..self.events.len() {
            let Some(&event) = self.events.get(index) else { continue };
            let speech = quote_at(&self.speech, event.span().start);
            match event {
                Event::Name { referent, span } => self.mention(referent, span, 1.0),
                Event::Pronoun { pronoun: Pronoun::First, span } => {
                    first_person.extend(speech.map(|quote| (span, quote)))
                }
                Event::Pronoun { pronoun, span }
                    if self.spoken_of(speech).is_some_and(|referent| {
                        let known = self.referents.get(referent);
                        known.is_some_and(|known| pronoun.agrees(known.kind, known.gender, known.plural))
                    }) =>
                {
                    let Some(referent) = self.spoken_of(speech) else { continue };
                    let (kind, rule, confidence) = (MentionKind::Pronoun, "spoken of", 0.8);
                    resolved.push(Resolved { span, referent, confidence, kind, rule });
                }
                Event::Pronoun { pronoun, span } => {
                    let speaking = speech
                        .and_then(|quote| self.speakers.get(quote).copied().flatten())
                        .map(|(referent, _)| referent);
                    let reporting = quote_at(&self.reported, span.start)
                        .and_then(|quote| self.speakers.get(quote).copied().flatten())
                        .map(|(referent, _)| referent);
                    let reporting = reporting.map(|referent| (referent, self.another_named(index, referent, span)));
                    let voice = (speaking, reporting);
                    let mut barred = self.named_behind(index, pronoun, span);
                    barred.extend(self.named_in_own_words(span));
                    barred.extend(self.asked_about(pronoun, span));
                    barred.extend(self.tells_behind(span));
                    let Some((referent, confidence)) = self.antecedent(pronoun, span, voice, &barred) else { continue };
                    if let Some(known) = self.referents.get_mut(referent) {
                        known.called = pronoun.gender();
                        if known.gender.is_none() && confidence > 0.6 {
                            known.gender = pronoun.gender();
                        }
                    }
                    self.mention(referent, span, 0.8);
                    resolved.push(Resolved {
                        span,
                        referent,
                        confidence,
                        kind: MentionKind::Pronoun,
                        rule: "salience",
                    });
                }
                Event::Description { description, span } => {
                    if let Some((referent, confidence)) = self.described(description, span) {
                        self.mention(referent, span, 0.8);
                        resolved.push(Resolved {
                            span,
                            referent,
                            confidence,
                            kind: MentionKind::Nominal,
                            rule: "description",
                        });
                    }
                }
                Event::Speaker { quote, span } => {
                    let found = self.speaker(span, &resolved);
                    if let Some((referent, confidence)) = found
                        && pronouns::Group::from_word(self.document.str(span)).is_some()
                    {
                        self.mention(referent, span, 0.8);
                        let (kind, rule) = (MentionKind::Pronoun, "salience");
                        resolved.push(Resolved { span, referent, confidence, kind, rule });
                    }
                    if let Some((referent, _)) = found {
                        if let Some(speaker) = self.referents.get_mut(referent) {
                            speaker.weight += 0.5;
                        }
                        if let Some(slot) = self.speakers.get_mut(quote) {
                            *slot = found;
                        }
                    }
                }
            }
        }
        for (span, quote) in first_person {
            if let Some(&Some((referent, confidence))) = self.speakers.get(quote) {
                let confidence = confidence.min(0.9);
                resolved.push(Resolved {
                    span,
                    referent,
                    confidence,
                    kind: MentionKind::Pronoun,
                    rule: "first person",
                });
            }
        }
        resolved
    }

    /// `"He is a bully," Smith said of Jones`: the person behind "of", for the pronouns in what is said.
    fn spoken_of(&self, quote: Option<usize>) -> Option<usize> {
        let name = self.about.get(&quote?)?;
        let first = self.events.partition_point(|event| event.span().end <= name.start);
        self.events.iter().skip(first).take(CLAUSE).find_map(|event| match event {
            Event::Name { referent, span } if span.start == name.start => Some(*referent),
            _ => None,
        })
    }

    fn sentence(&self, position: usize) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.span.end <= position)
    }

    fn mention(&mut self, referent: usize, span: Span, base: f64) {
        let sentence = self.sentence(span.start);
        let (subject, acts) = self.subject(span, sentence);
        let alone = !self.attributive(span);
        let Some(known) = self.referents.get_mut(referent) else { return };
        if known.mentions > 0 && known.sentence == sentence {
            known.weight += 0.2;
        } else {
            // What was carried over fades by half a sentence.
            let gap = i32::try_from(sentence.saturating_sub(known.sentence).min(30)).unwrap_or(30);
            known.weight = known.weight * libm::pow(0.5, f64::from(gap)) + base;
        }
        known.weight += if subject { 0.8 } else { 0.0 };
        known.leads = subject && alone;
        if acts {
            self.acting = Some((referent, span.end));
        }
        known.sentence = sentence;
        known.last = span.end;
        known.mentions += 1;
        // Who wrote the article is nobody of whom it speaks.
        let at = self.document.blocks.partition_point(|block| block.end <= span.start);
        if self
            .document
            .blocks
            .get(at)
            .is_some_and(|block| block.kind == BlockKind::Byline && block.start <= span.start)
        {
            return;
        }
        self.recent.retain(|&other| other != referent);
        self.recent.push(referent);
        if self.recent.len() > 40 {
            self.recent.remove(0);
        }
    }

    /// Whether a noun in lower case follows, so that the mention only qualifies it: "Acme" of "the Acme plant".
    fn attributive(&self, span: Span) -> bool {
        let next = self.document.tokens.partition_point(|token| token.span.start < span.end);
        let next = self.document.tokens.get(next).map_or("", |token| self.document.str(token.span));
        quotes::open_class(next)
    }

    /// Whether a mention stands where subjects stand, at the head of its sentence or clause, and whether its verb is seen behind it.
    fn subject(&self, span: Span, sentence: usize) -> (bool, bool) {
        let Some(sentence) = self.document.sentences.get(sentence) else { return (false, false) };
        let tokens = self.document.tokens_of(sentence);
        let at = tokens.partition_point(|token| token.span.start < span.start);
        let next = tokens.partition_point(|token| token.span.start < span.end);
        let behind = tokens.get(next);
        let possessive = behind.is_some_and(|token| token.kind == TokenKind::Clitic);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map(|token| self.document.str(token.span));
        let governed = before.is_some_and(pronouns::governs);
        // A verb that stands before it at the sentence's head has it for an object.
        let early = at <= 4 && tokens.iter().take(at).any(|token| quotes::finite(self.document.str(token.span)));
        // Its verb may stand in marks; "who" has its verb in its stead.
        let mut rest = tokens.iter().skip(next).filter(|token| token.kind != TokenKind::QuoteMark);
        let (first, second) = (rest.next(), rest.next());
        let text = |token: Option<&Token>| token.map_or("", |token| self.document.str(token.span));
        let relative = text(first) == "," && text(second) == "who";
        let aside = || self.verb_behind_aside(tokens.get(next..).unwrap_or_default());
        let acts = quotes::finite(text(first)) || relative || aside();
        // "Tell me about Smith, who feeds her son": whatever governs the name, it has a clause of its own.
        let free = !possessive && (!governed || relative);
        let opens = || before.is_some_and(|word| matches!(word, "," | "that" | "and" | "but" | "when" | "because"));
        (free && (acts || at <= 4 && !early || opens()), free && acts)
    }

    /// Whether a finite verb stands behind an aside that describes a name: ", 33, was", " (88) said", ", a farmer from Kent, refused".
    fn verb_behind_aside(&self, behind: &[Token]) -> bool {
        let text = |index: usize| behind.get(index).map_or("", |token| self.document.str(token.span));
        let close = match text(0) {
            "," => ",",
            "(" => ")",
            _ => return false,
        };
        // One comma before the verb closes what stands before the name: "The agent, Smith, refused".
        if close == "," && quotes::finite(text(1)) {
            return true;
        }
        let end = (1..ASIDE).find(|&index| text(index) == close || matches!(text(index), "." | ";" | ":" | "\"" | "”"));
        end.is_some_and(|end| text(end) == close && end > 1 && quotes::finite(text(end + 1)))
    }

    /// Whether a reported part names a person other than who reports it, before the pronoun in it.
    fn another_named(&self, event: usize, reporter: usize, span: Span) -> bool {
        let before = self.reported.partition_point(|(part, _)| part.start <= span.start);
        let Some((part, _)) = before.checked_sub(1).and_then(|before| self.reported.get(before)) else { return false };
        let events = self.events.get(..event).unwrap_or_default();
        events.iter().rev().take_while(|event| event.span().start >= part.start).take(CLAUSE).any(|event| match event {
            Event::Name { referent, .. } => {
                let person = self.referents.get(*referent).is_some_and(|known| known.kind == EntityType::Person);
                person && *referent != reporter
            }
            _ => false,
        })
    }

    /// Who is named in the same clause behind a subject pronoun: "He described Smith" speaks of two people (principle C of the binding
    /// theory; Chomsky 1981, "Lectures on Government and Binding").
    fn named_behind(&self, event: usize, pronoun: Pronoun, span: Span) -> Vec<usize> {
        if !matches!(pronoun, Pronoun::Subject(_)) {
            return Vec::new();
        }
        let tokens = &self.document.tokens;
        let first = tokens.partition_point(|token| token.span.start < span.end);
        let clause = tokens.iter().skip(first).take(CLAUSE).take_while(|token| {
            token.kind != TokenKind::QuoteMark && !pronouns::parts_clauses(self.document.str(token.span))
        });
        let Some(end) = clause.last().map(|token| token.span.end) else { return Vec::new() };
        let behind = self.events.iter().skip(event + 1).take_while(|event| event.span().end <= end);
        behind
            .filter_map(|event| match event {
                Event::Name { referent, span: name } if name.start >= span.end => Some(*referent),
                _ => None,
            })
            .collect()
    }

    /// Who is named as the one who tells it, behind the pronoun in what is told: "She was, Smith says, the best" is not Smith.
    fn tells_behind(&self, span: Span) -> Option<usize> {
        let teller =
            self.tellers.get(&quote_at(&self.reported, span.start)?).filter(|teller| teller.start > span.end)?;
        let first = self.events.partition_point(|event| event.span().end <= teller.start);
        self.events.iter().skip(first).take(CLAUSE).find_map(|event| match event {
            Event::Name { referent, span } if teller.contains(*span) => Some(*referent),
            _ => None,
        })
    }

    /// Who is named in the question before the subject that answers it: "Asked whether Smith could stay, she said" is not Smith.
    fn asked_about(&self, pronoun: Pronoun, span: Span) -> Vec<usize> {
        let sentence = self.document.sentences.get(self.sentence(span.start));
        let Some(start) =
            sentence.map(|sentence| sentence.span.start).filter(|_| matches!(pronoun, Pronoun::Subject(_)))
        else {
            return Vec::new();
        };
        let before = self.document.text.get(start..span.start).unwrap_or_default();
        let asked = ["Asked ", "Pressed ", "Questioned "].iter().any(|asked| before.starts_with(asked));
        // A question is soon asked; a sentence without an end is looked at no further.
        if !asked || !before.ends_with(", ") || before.len() > QUESTION {
            return Vec::new();
        }
        let first = self.events.partition_point(|event| event.span().end <= start);
        let within = self.events.iter().skip(first).take_while(|event| event.span().end <= span.start);
        within
            .filter_map(|event| match event {
                Event::Name { referent, .. } => Some(*referent),
                _ => None,
            })
            .collect()
    }

    /// Who is named in the direct speech that a pronoun is the speaker of: `"Smith will spend it all," she said` is not Smith's.
    fn named_in_own_words(&self, span: Span) -> Vec<usize> {
        let Some(parts) = self.speaking.get(&span) else { return Vec::new() };
        let mut named = Vec::new();
        for part in parts {
            let first = self.events.partition_point(|event| event.span().end <= part.start);
            let within = self.events.iter().skip(first).take_while(|event| event.span().end <= part.end);
            named.extend(within.filter_map(|event| match event {
                Event::Name { referent, .. } => Some(*referent),
                _ => None,
            }));
        }
        named
    }

    /// The referent a third-person pronoun stands for, with the share of the weight it has among those that agree.
    fn antecedent(
        &self,
        pronoun: Pronoun,
        span: Span,
        (speaking, reporting): (Option<usize>, Option<(usize, bool)>),
        barred: &[usize],
    ) -> Option<(usize, f64)> {
        let sentence = self.sentence(span.start);
        let mut best: Option<(usize, f64)> = None;
        let mut all = 0.0;
        let mut sum = 0.0;
        for &index in self.recent.iter().rev() {
            let Some(referent) = self.referents.get(index) else { continue };
            let distance = sentence.saturating_sub(referent.sentence);
            if distance > MEMORY
                || referent.mentions == 0
                || Some(index) == speaking
                || barred.contains(&index)
                || !pronoun.agrees(referent.kind, referent.gender, referent.plural)
            {
                continue;
            }
            let mut score = referent.weight * libm::pow(0.6, f64::from(u32::try_from(distance).unwrap_or(9)));
            if referent.gender.is_some() {
                score *= 1.5;
            } else if referent.called.is_some() && referent.called != pronoun.gender() {
                score *= OTHER_GENDER;
            }
            let acts = self.acting.is_some_and(|(acting, _)| acting == index) && distance == 0;
            if pronoun.is_object() && distance == 0 && span.start.saturating_sub(referent.last) < 25 {
                // "Smith met him": the object is not the subject beside it.
                score *= if acts { 0.1 } else { 0.3 };
            }
            if acts && matches!(pronoun, Pronoun::Reflexive(_)) {
                score *= 4.0;
            }
            if acts && matches!(pronoun, Pronoun::Possessive(_)) {
                // "Smith thanked his sister."
                score *= 1.25;
            }
            let heads = matches!(pronoun, Pronoun::Possessive(_))
                && self.document.sentences.get(sentence).is_some_and(|found| found.span.start == span.start);
            if self.acting.is_some_and(|(acting, _)| acting == index)
                && (heads || matches!(pronoun, Pronoun::Subject(_)))
            {
                // Who acted last goes on acting.
                score *= 1.4;
            }
            if let Some((_, other)) = reporting.filter(|(reporter, _)| *reporter == index)
                && matches!(pronoun, Pronoun::Subject(_))
            {
                // "Smith said he would stay." But: "Smith said Jones knew he would stay."
                score *= if other { REPORTING_OF_OTHERS } else { REPORTING };
            }
            if matches!(pronoun, Pronoun::Object(_)) && referent.entity.is_none() {
                score *= 0.8;
            }
            if distance == 0 {
                score *= 1.3;
            }
            all += score * score * score;
            sum += score;
            if best.is_none_or(|(_, top)| score > top) {
                best = Some((index, score));
            }
        }
        let (index, score) = best?;
        if sum <= 0.0 {
            return None;
        }
        let share = score * score * score / all;
        let known =
            if self.referents.get(index).is_some_and(|referent| referent.gender.is_some()) { 0.95 } else { 0.85 };
        let confidence = share * known;
        (confidence >= FLOOR).then_some((index, confidence))
    }

    /// The referent that stands highest of those that `agrees` allows and that were mentioned in the last `reach` sentences, with its
    /// share of their weight, when that is more than half.
    fn salient(&self, span: Span, reach: usize, agrees: impl Fn(&Referent) -> bool) -> Option<(usize, f64)> {
        let sentence = self.sentence(span.start);
        let mut best: Option<(usize, f64)> = None;
        let mut all = 0.0;
        for &index in self.recent.iter().rev() {
            let Some(referent) = self.referents.get(index) else { continue };
            let distance = sentence.saturating_sub(referent.sentence);
            // What stands inside the mention itself is no antecedent of it.
            if distance > reach || referent.mentions == 0 || referent.last > span.start || !agrees(referent) {
                continue;
            }
            let score = referent.weight * libm::pow(0.6, f64::from(u32::try_from(distance).unwrap_or(9)));
            all += score;
            if best.is_none_or(|(_, top)| score > top) {
                best = Some((index, score));
            }
        }
        best.map(|(index, score)| (index, score / all)).filter(|(_, share)| *share > 0.5)
    }

    /// The entity that a description such as "the minister" takes up.
    fn described(&self, description: Description, span: Span) -> Option<(usize, f64)> {
        let sentence = self.sentence(span.start);
        let text = self.document.str(span).to_lowercase();
        let head = text.rsplit([' ', '\u{a0}']).next()?;
        let words: Vec<&str> = text.split_whitespace().skip(1).collect();
        if let Some(of_age) = descriptions::age(&text).and_then(|age| self.of_age(age, span)) {
            return Some((of_age, 0.9));
        }
        let mut best: Option<(usize, f64)> = None;
        for &index in self.recent.iter().rev() {
            let Some(referent) = self.referents.get(index) else { continue };
            let Some(entity) = referent.entity.and_then(|entity| self.entities.get(entity)) else { continue };
            let distance = f64::from(u32::try_from(sentence.saturating_sub(referent.sentence)).unwrap_or(99));
            let score = match description {
                Description::Role => {
                    let Some(role) = entity.role.as_deref().filter(|_| referent.kind == EntityType::Person) else {
                        continue;
                    };
                    let role = role.to_lowercase();
                    // "The APC candidate" is nobody of whose role the text says nothing of the APC.
                    let capitals = self.document.str(span).split_whitespace().skip(1);
                    let mut capitals = capitals.filter(|word| word.starts_with(char::is_uppercase));
                    if !capitals.all(|word| role.contains(&word.to_lowercase())) {
                        continue;
                    }
                    let has = |word: &str| role.split([' ', '-', ',']).any(|other| other == word);
                    if !has(head) {
                        continue;
                    }
                    let matched = words.iter().filter(|word| has(word)).count();
                    0.5 + 0.4 * (matched as f64) / (words.len().max(1) as f64) - 0.01 * distance
                }
                Description::Organization => {
                    if referent.kind != EntityType::Organization || referent.mentions == 0 {
                        continue;
                    }
                    let name = entity.name.to_lowercase();
                    let named = name.split_whitespace().any(|word| word == head);
                    if !named && (distance > 1.0 || !descriptions::may_call(head, &name) || self.addressed(referent)) {
                        continue;
                    }
                    if named { 0.8 - 0.01 * distance } else { 0.4 + 0.05 * referent.weight.min(2.0) - 0.05 * distance }
                }
                Description::Place => continue,
            };
            if best.is_none_or(|(_, top)| score > top) {
                best = Some((index, score));
            }
        }
        best.filter(|(_, score)| *score >= 0.45).or_else(|| {
            // "The company", "the 45-year-old": words that say little stand for whoever the text speaks of.
            let generic = descriptions::generic(&text)?;
            let (gender, ..) = descriptions::traits(&text);
            let (found, share) = self.salient(span, GROUP_REACH, |referent| {
                let agrees = referent.gender.is_none() || gender.is_none() || referent.gender == gender;
                let name = referent.entity.and_then(|entity| self.entities.get(entity)).map(|entity| &entity.name);
                let called = generic != EntityType::Organization
                    || name.is_some_and(|name| descriptions::may_call(head, &name.to_lowercase()))
                        && !self.addressed(referent);
                referent.entity.is_some() && referent.kind == generic && agrees && called
            })?;
            Some((found, 0.7 * share)).filter(|_| share > 0.6)
        })
    }

    /// The only person whose name is followed by this age before a byte: "Smith, 24,", "Smith (24)".
    fn of_age(&self, age: &str, span: Span) -> Option<usize> {
        let far = self.events.partition_point(|event| event.span().end <= span.start);
        let mut found = None;
        for event in self.events.iter().take(far).rev().take(400) {
            let Event::Name { referent, span: name } = event else { continue };
            let behind = self.document.text.get(name.end..).unwrap_or_default();
            let behind = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" ("));
            let rest = behind.and_then(|behind| behind.strip_prefix(age));
            let person = self.referents.get(*referent).is_some_and(|known| known.kind == EntityType::Person);
            if !person || !rest.is_some_and(|rest| rest.starts_with([',', ')', '.', ' '])) {
                continue;
            }
            if found.is_some_and(|other| other != *referent) {
                return None;
            }
            found = Some(*referent);
        }
        found
    }

    /// Whether a referent was last mentioned as the one who is told something: "told Reuters".
    fn addressed(&self, referent: &Referent) -> bool {
        let entity = referent.entity.and_then(|entity| self.entities.get(entity));
        let last = entity.and_then(|entity| {
            let at = entity.mentions.partition_point(|mention| mention.end < referent.last);
            entity.mentions.get(at).filter(|mention| mention.end == referent.last)
        });
        last.is_some_and(|mention| {
            let before = self.document.text.get(..mention.start).unwrap_or_default().trim_end();
            let before = before.strip_suffix(" the").or_else(|| before.strip_suffix(" The")).unwrap_or(before);
            before.ends_with(" told") || before.ends_with(" tells")
        })
    }

    /// Who the speaker mention of a quote is: the entity that heads it, the pronoun's or description's referent, or someone new.
    fn speaker(&mut self, span: Span, resolved: &[Resolved]) -> Option<(usize, f64)> {
        let text = self.document.str(span);
        if let Some(found) = self.named_head(span) {
            return Some((found, 0.95));
        }
        let exact = resolved.iter().rev().take(12).find(|found| {
            found.span == span
                || found.kind == MentionKind::Nominal
                    && span.contains(found.span)
                    && found.span.end == span.end
                    && found.span.start < span.start + descriptions::head_length(text)
        });
        if let Some(found) = exact {
            return Some((found.referent, found.confidence));
        }
        if matches!(text, "who" | "who've" | "whom") {
            // "Smith, who said": the last one named in the sentence.
            let sentence = self.sentence(span.start);
            let last = self.recent.last().copied()?;
            return self
                .referents
                .get(last)
                .is_some_and(|referent| referent.sentence == sentence)
                .then_some((last, 0.7));
        }
        if let Some(group) = pronouns::Group::from_word(text) {
            // "Officials say they know": whoever reports it.
            let reporting = quote_at(&self.reported, span.start).and_then(|quote| *self.speakers.get(quote)?);
            let reporting =
                reporting.filter(|(reporter, _)| self.referents.get(*reporter).is_some_and(|r| group.agrees(r)));
            if reporting.is_some() {
                return reporting.map(|(reporter, _)| (reporter, 0.7));
            }
            return self
                .salient(span, GROUP_REACH, |referent| group.agrees(referent))
                .map(|(found, share)| (found, 0.75 * share));
        }
        if pronouns::is_pronoun(text) {
            return None;
        }
        // "The mayor, Lena Petrov, said": the name stands in apposition.
        if let Some(found) = self.apposition(span) {
            return Some((found, 0.9));
        }
        // The same description once more, or its head: "A senior official ... the official".
        let description = descriptions::without_article(text);
        let definite = description.len() < text.len() && text.starts_with(['t', 'T']);
        let far = self.referents.len().saturating_sub(200);
        let known = self.referents.iter().enumerate().skip(far).filter(|(_, referent)| {
            referent.entity.is_none()
                && !descriptions::another(text)
                && referent.description.as_deref().is_some_and(|known| {
                    known.eq_ignore_ascii_case(description)
                        || definite && referent.anonymous && descriptions::same_head(known, description)
                })
        });
        let known = known.max_by_key(|(_, referent)| referent.last).map(|(known, _)| known);
        let referent = known.unwrap_or_else(|| {
            let (gender, plural, person) = descriptions::traits(text);
            self.referents.push(Referent {
                entity: None,
                kind: if person { EntityType::Person } else { EntityType::Organization },
                gender,
                called: None,
                plural,
                description: Some(description.to_owned()),
                anonymous: descriptions::anonymous(text) || self.withholds_name(span),
                leads: false,
                sentence: 0,
                last: 0,
                weight: 0.0,
                mentions: 0,
            });
            self.referents.len() - 1
        });
        self.mention(referent, span, 1.0);
        Some((referent, 0.8))
    }

    /// Whether the sentence goes on to say that a speaker's name is kept back: "who asked not to be named".
    fn withholds_name(&self, span: Span) -> bool {
        let sentence = self.document.sentences.get(self.sentence(span.start)).map_or(span.end, |found| found.span.end);
        let mut end = sentence.min(span.end + 160).max(span.end);
        while !self.document.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = Span::new(span.end, end).of(self.document.text);
        const KEPT: [&str; 8] = [
            "not to be named",
            "of anonymity",
            "granted anonymity",
            "requested anonymity",
            "asked for anonymity",
            "to remain anonymous",
            "not to be identified",
            "declined to be named",
        ];
        KEPT.iter().any(|kept| rest.contains(kept))
    }

    /// The person whose name follows a description between commas, or before the sentence ends, with or without a title: "her lawyer,
    /// Dr. Samuel Wren,".
    fn apposition(&self, span: Span) -> Option<usize> {
        let rest = self.document.text.get(span.end..)?.strip_prefix([','])?;
        let start = span.end + 1 + (rest.len() - rest.trim_start().len());
        let first = self.events.partition_point(|event| event.span().end <= start);
        self.events.iter().skip(first).take(8).find_map(|event| match event {
            Event::Name { referent, span: name } if name.start >= start => {
                let person = self.referents.get(*referent).is_some_and(|known| known.kind == EntityType::Person);
                let title = self.document.text.get(start..name.start)?.split_whitespace();
                let titled =
                    title.clone().count() <= 3 && title.clone().all(|word| word.starts_with(char::is_uppercase));
                // "The mayor, Lena Petrov of the Harbour Party, said"
                let closed = self.document.text.get(name.end..).is_some_and(|rest| {
                    let party = rest.strip_prefix(" of ").and_then(|rest| rest.split_once(',')).map(|(party, _)| party);
                    rest.starts_with([',', '.'])
                        || party.is_some_and(|party| {
                            party.split(' ').count() <= 6
                                && !party.contains(['.', ';', '"'])
                                && party.split(' ').any(|word| word.starts_with(char::is_uppercase))
                        })
                });
                Some((person && titled && closed).then_some(*referent))
            }
            _ => None,
        })?
    }

    /// The person that a mention ends with behind an office of another name's: "Civic Council of Kent (CCK) chairperson Asad Butt".
    fn person_behind_office(&self, span: Span) -> Option<usize> {
        let first = self.events.partition_point(|event| event.span().end <= span.start);
        let mut names = self.events.iter().skip(first).take_while(|event| event.span().end <= span.end);
        let mut last: Option<(usize, Span)> = None;
        let mut before: Option<Span> = None;
        for event in names.by_ref() {
            if let Event::Name { referent, span: name } = event
                && name.start >= span.start
            {
                before = last.map(|(_, name)| name);
                last = Some((*referent, *name));
            }
        }
        let (referent, name) = last.filter(|(_, name)| name.end == span.end)?;
        let between = Span::new(before.map_or(span.start, |before| before.end), name.start).of(self.document.text);
        // "Superintendent of Police Asad Butt": an office with capitals of its own.
        let capitals =
            |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "for" | "the" | "and");
        if before.is_none() && (!between.contains(" of ") || !between.split_whitespace().all(capitals)) {
            return None;
        }
        let person = self.referents.get(referent).is_some_and(|known| known.kind == EntityType::Person);
        let office = between.trim_start_matches(|c: char| c == ')' || c.is_whitespace());
        let plain = !office.is_empty()
            && office.split_whitespace().count() <= 4
            && office.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == '-')
            && (before.is_none() || !office.split_whitespace().any(pronouns::governs))
            && !office.split_whitespace().any(|word| matches!(word, "and" | "or"));
        (person && plain).then_some(referent)
    }

    /// The entity whose name heads a mention: "Interior Minister Rana Khan", but not the "Kabul" of "the leadership in Kabul".
    fn named_head(&self, span: Span) -> Option<usize> {
        let text = self.document.str(span);
        let head_end = span.start + descriptions::head_length(text);
        let first = self.events.partition_point(|event| event.span().end <= span.start);
        let mut best = None;
        for event in self.events.iter().skip(first).take_while(|event| event.span().end <= span.end) {
            if let Event::Name { referent, span: name } = event
                && name.start >= span.start
                && name.start < head_end
            {
                let behind = Span::new(name.end, head_end.max(name.end)).of(self.document.text);
                // "One Liberal MP" is not the Liberals.
                let member = self.referents.get(*referent).is_some_and(|known| known.kind == EntityType::Group)
                    && !behind.trim().is_empty();
                if !member && descriptions::may_follow_name(behind) {
                    best = Some(*referent);
                }
            }
        }
        self.person_behind_office(span).or(best)
    }
}

/// The quote among `parts`, in text order, that covers a byte.
fn quote_at(parts: &[(Span, usize)], position: usize) -> Option<usize> {
    let behind = parts.partition_point(|(span, _)| span.start <= position);
    let (span, quote) = parts.get(behind.checked_sub(1)?)?;
    (position < span.end).then_some(*quote)
}

/// Writes who speaks into the quotes, which are in text order, and numbers the speakers whose names are kept back.
fn name_speakers(referents: &[Referent], speakers: &[Option<(usize, f64)>], entities: &[Entity], quotes: &mut [Quote]) {
    let mut sources: BTreeMap<usize, u32> = BTreeMap::new();
    let mut last = 0;
    for (quote, speaker) in quotes.iter_mut().zip(speakers) {
        let Some(named) = &mut quote.speaker else { continue };
        let found = speaker.and_then(|(index, _)| Some((index, referents.get(index)?)));
        let entity = found.and_then(|(_, referent)| entities.get(referent.entity?));
        named.entity = entity.map(|entity| entity.id);
        named.anonymous = entity.is_none()
            && (found.is_some_and(|(_, referent)| referent.anonymous) || descriptions::anonymous(&named.text));
        named.name = entity.map(|entity| entity.name.clone()).or_else(|| {
            let (_, referent) = found.filter(|_| !named.anonymous)?;
            referent.description.as_deref().map(|name| descriptions::short(name).to_owned())
        });
        named.source = named.anonymous.then(|| {
            let known = found.and_then(|(index, _)| sources.get(&index).copied());
            known.unwrap_or_else(|| {
                last += 1;
                sources.extend(found.map(|(index, _)| (index, last)));
                last
            })
        });
    }
}

fn add_mentions(document: &Document<'_>, referents: &[Referent], resolved: &[Resolved], entities: &mut [Entity]) {
    for found in resolved {
        let Some(entity) = referents.get(found.referent).and_then(|referent| entities.get_mut(referent.entity?)) else {
            continue;
        };
        let sentence = document.sentence_at(found.span.start).and_then(|index| document.sentences.get(index));
        entity.mentions.push(Mention {
            start: found.span.start,
            end: found.span.end,
            text: document.str(found.span).to_owned(),
            kind: found.kind,
            sentence: sentence.and_then(|sentence| sentence.body_index),
            confidence: found.confidence,
            sentiment: None,
            found_by: found.rule.to_owned(),
        });
    }
    for entity in entities {
        entity.mentions.sort_by_key(|mention| (mention.start, mention.end));
    }
}
