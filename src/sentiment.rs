//! In which tone: of each sentence, toward each mention and entity, of each quote, of the article, each with its evidence.
//!
//! ```text
//! sentence -> units (names masked, each word with its factor) -> weights -> sums
//! ```
//! **How weights add up.** Each word of a text has a weight: its trained valence, divided by the root of its sentence's length (for a
//! sentence, a quote, the article), or its trained weight for where it stands as seen from the mention (for a mention), times the factor
//! of negation, degree, condition, contrast and topic. With `S` the sum of these, the score is `S / (H + |S|)`, where `H` is 2 for a
//! text and 1 toward a mention; an evidence item's `weight` is its share of that score, so that the weights of a sentence, a mention or
//! a quote sum up to its score. Words that hardly count are left out of both. An article or an entity has too many words to list: its
//! evidence is the strongest of them, in the same unit; an entity's are those that stand for its label. `strength` is `A / (H + A)` with `A` the sum of the absolute values. Without
//! evidence the score is 0 and the label neutral.
//!
//! **A mention in an article.** What the other sentences say of an entity adds to each of its mentions; one word of theirs, the strongest,
//! stands for it as evidence. Running news speaks ill of people less often than the sentences that the weights are learnt from, so negative
//! needs more there.
//!
//! **An entity.** Most names of an article are bystanders, sources or victims: an entity has a tone only where a decision of its own says that
//! a reader would agree ([`stance`]), and otherwise is neutral, without score and evidence. What its mentions have stays theirs.
//!
//! **Labels.** A text is positive or negative when `S` lies beyond the trained thresholds, which lie further out in an article, so that
//! plain reporting is neutral. Toward a mention the label is the class with the highest sum of a multinomial logistic regression, of which the weights
//! of evidence are the part that parts positive from negative.
//!
//! **Whose voice.** A sentence is judged as it reads. A quote is judged by the quoted words alone. The article is judged by the words
//! outside quotations, unless hardly any are left: then the quoted ones count too, at half, and `why` says so. So do words in marks
//! that nobody is quoted with.

use std::collections::BTreeMap;

use crate::analysis::{
    Entity, EntityId, EntityType, Evidence, Label, Mention, MentionKind, Quote, QuoteKind, Reason, Sentiment, Standing,
    Why,
};
use crate::coreference::is_first_person;
use crate::lexicon::{self, class, word};
use crate::rules::tone as rule;
use crate::text::{Document, Span};

mod change;
#[cfg(test)]
mod corpus;
mod stance;
mod target;
pub(crate) mod training;
mod units;
mod weights;

pub(crate) use stance::{FORMAT as STANCE_FORMAT, Weights as StanceWeights};
pub(crate) use weights::{FORMAT, Weights};

use stance::{About, FACTS, Tie, Told};
use target::{Focus, focus, locate, place, relation, relations};
use units::{Damped, Unit, UnitKind};

/// Tone of the body sentences, in order, and of the article in the writer's own voice.
pub(crate) struct Tone {
    /// One for each body sentence.
    pub(crate) sentences: Vec<Sentiment>,
    /// Of the body.
    pub(crate) article: Sentiment,
}

/// Weights nearer to 0 than this are left out of sums and evidence.
const LEAST_WEIGHT: f64 = 0.03;
/// At most this many words are evidence for a sentence, a mention or a quote; the others are left out of the sum too.
const SENTENCE_EVIDENCE: usize = 24;
/// At most this many words are evidence for an article.
const ARTICLE_EVIDENCE: usize = 24;
/// The sum of valences with which a text's score is one half: nearer to a straight line than 1, as people's answers are.
const HALF_OF_TEXT: f64 = 2.0;
/// The sum of weights with which a mention's score is one half.
const HALF_TOWARD: f64 = 1.0;
/// What the other sentences of the article add to a mention, in log-odds: this much where all of many speak well of it. As good as any
/// on the 298 sentences of NewsMTSC's dev parts of which others about the same person are known (models/tone.md).
const CONTEXT: f64 = 3.5;
/// How many mentions elsewhere count half: by how much more alike the mentions of one person are than those of several.
const CONTEXT_DOUBT: f64 = 6.0;
/// How many steps there are to 1 of what is added.
const CONTEXT_STEPS: f64 = 16.0;
/// How much less likely running news is to speak ill of somebody than a sentence that was chosen to be asked about, in log-odds: fitted on
/// mentions of articles that were read for it (models/tone.md).
const RUNNING: f64 = 1.2;
/// How much less somebody's own words say of him in an article than the writer's do: who calls the damage terrible is not blamed for it.
const OWN_WORDS: f64 = 0.7;
/// With this many sentences beside one's own a text is more than half an article.
const FEW_SENTENCES: f64 = 3.0;
/// A mention or an entity in an article has a tone only if its words add up to this much: with less they speak against each other, or say
/// hardly anything.
const LEAST_TOWARD: f64 = 0.2;
/// By how much the thresholds of the labels of a sentence or quote, negative and positive, move outward in running news: they are set on
/// editorials, in which most sentences take a side. From sentences of news that were read for it (models/tone.md).
const RUNNING_THRESHOLDS: [f64; 2] = [0.15, 0.3];
/// The same for an article, whose sum is one over many sentences. From articles that were read for it, each left out in turn (models/tone.md).
const ARTICLE_THRESHOLDS: [f64; 2] = [0.15, 0.0];
/// At most this many words are evidence for an entity.
const ENTITY_EVIDENCE: usize = 3;
/// How glad or sad a word is at least, by itself, that shows the tone toward an entity: nouns of the story are neither.
const LEAST_VALENCE: f64 = 0.3;
/// With a smaller share of words outside quotation marks than this, an article is made of quotes.
const OWN_VOICE_SHARE: f64 = 0.2;
/// What quoted words count in an article that is made of quotes.
const BORROWED_VOICE: f64 = 0.5;

/// A word that counts, before the sum is known.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    weight: f64,
    /// Index of its sentence, and of its unit there.
    sentence: usize,
    unit: usize,
    /// Counted less because it is quoted.
    borrowed: bool,
    /// Where it stands as seen from the mention.
    standing: Option<Standing>,
    /// What it is to the mention.
    tie: Tie,
}

/// What every judgement looks at.
struct Source<'d, 't> {
    document: &'d Document<'t>,
    /// One for each sentence of the document.
    readings: &'d [Reading<'t>],
    weights: &'d Weights,
    /// 0 for a sentence alone, near 1 for an article: how far its sentences come as they come, and were not chosen for what they say.
    running: f64,
}

impl Source<'_, '_> {
    /// Whether a mention only says where something is: "in Ohio", "near Quay Street".
    fn is_where(&self, mention: Span) -> bool {
        let before = self.document.text.get(..mention.start).unwrap_or_default();
        let mut words = before.trim_end().rsplit(|c: char| !c.is_alphabetic());
        let last = words.next().unwrap_or_default();
        let last = match lexicon::folded(last) {
            word::THE => lexicon::folded(words.next().unwrap_or_default()),
            last => last,
        };
        last.is(class::LOCATION_PREPOSITION)
    }

    /// Whether a group's name only describes what follows: "Irish butter".
    fn is_attribute(&self, mention: Span) -> bool {
        let after = self.document.text.get(mention.end..).unwrap_or_default();
        let noun = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        noun && !self.document.str(mention).ends_with('s')
    }
}

/// A sentence, read once.
struct Reading<'t> {
    sentence: usize,
    units: Vec<Unit<'t>>,
    ids: Vec<Option<usize>>,
    pairs: Vec<Option<usize>>,
}

/// The spans of all names, sorted: what they are made of is not tone.
fn names(entities: &[Entity]) -> Vec<Span> {
    let named = entities.iter().filter(|entity| entity.kind.is_named());
    let mentions = named.flat_map(|entity| &entity.mentions);
    let names = mentions.filter(|mention| mention.kind == MentionKind::Name);
    let mut spans: Vec<Span> = names.map(crate::Mention::span).collect();
    spans.sort_unstable();
    spans
}

/// The spans that somebody else's voice fills in so many words, sorted.
fn quoted(quotes: &[Quote]) -> Vec<Span> {
    let direct = quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct);
    let mut spans: Vec<Span> = direct.flat_map(|quote| quote.parts.iter().copied()).collect();
    spans.sort_unstable();
    spans
}

/// Reads the units of each sentence and looks up their weights.
fn readings<'t>(document: &Document<'t>, entities: &[Entity], quotes: &[Quote], weights: &Weights) -> Vec<Reading<'t>> {
    let (names, voices) = (names(entities), quoted(quotes));
    let read = |(number, sentence)| {
        let mut units = units::read(document.text, document.tokens_of(sentence), &names, &voices);
        let ids: Vec<_> = units.iter().map(|unit| weights.word(&unit.word)).collect();
        change::weigh(&mut units, |index| ids.get(index).copied().flatten().map_or(0.0, |word| weights.valence(word)));
        let pair = |two: &[Option<usize>]| match two {
            [Some(first), Some(second)] => weights.pair(*first, *second),
            _ => None,
        };
        let pairs = std::iter::once(None).chain(ids.windows(2).map(pair)).take(ids.len()).collect();
        Reading { sentence: number, units, ids, pairs }
    };
    document.sentences.iter().enumerate().map(read).collect()
}

/// How far a text's sentences come as they come, and were not chosen for what they say: see [`Source::running`].
fn running(document: &Document<'_>) -> f64 {
    let body_sentences = document.sentences.iter().filter(|sentence| sentence.body_index.is_some()).count();
    let others = count(body_sentences.saturating_sub(1));
    // The same from 16 sentences on: a sentence more in a long text changes nothing in the others.
    (1.2 * others / (others + FEW_SENTENCES)).min(1.0)
}

/// The trained weights that judging needs.
#[derive(Clone, Copy)]
pub(crate) struct Trained<'m> {
    pub(crate) weights: &'m Weights,
    pub(crate) stance: &'m StanceWeights,
}

/// Judges the text and writes the tone of each mention, entity and quote into them.
pub(crate) fn judge(
    document: &Document<'_>,
    entities: &mut [Entity],
    quotes: &mut [Quote],
    models: Trained<'_>,
) -> Tone {
    judge_each(document, entities, quotes, models, &mut |_, _, _| {})
}

/// The same; `each` is handed the facts of each named entity that its mentions lean to praise or blame, and whether it is praise.
fn judge_each(
    document: &Document<'_>,
    entities: &mut [Entity],
    quotes: &mut [Quote],
    models: Trained<'_>,
    each: &mut dyn FnMut(&Entity, bool, &[f64; FACTS]),
) -> Tone {
    let Trained { weights, stance } = models;
    let readings = readings(document, entities, quotes, weights);
    let source = Source { document, readings: &readings, weights, running: running(document) };
    let pieces: Vec<Vec<Piece>> = readings.iter().map(|reading| valence_pieces(reading, weights, &|_| 1.0)).collect();
    let body = || document.sentences.iter().zip(&pieces).filter(|(sentence, _)| sentence.body_index.is_some());
    let sentences = body().map(|(_, pieces)| of_text(&source, pieces.clone(), 1.0, RUNNING_THRESHOLDS)).collect();
    for quote in quotes.iter_mut() {
        quote.sentiment = Some(of_quote(&source, quote, &pieces));
    }
    let article = of_article(&source);
    let said = said_by(quotes);
    let mut reported: Vec<Span> = quotes.iter().flat_map(|quote| quote.parts.iter().copied()).collect();
    reported.sort_unstable();
    for entity in entities.iter_mut() {
        let own = said.get(&entity.id).map_or(&[][..], Vec::as_slice);
        let (balance, told) = judge_mentions(&source, entity, own, &reported);
        let about = About {
            kind: entity.kind,
            salience: entity.salience,
            article: article.score,
            pronouns: entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Pronoun).count(),
            mentions: entity.mentions.len(),
        };
        let facts = told.facts(&about);
        let side = told.leans_to_praise();
        side.iter().for_each(|praise| each(entity, *praise, &facts));
        let shown = side.filter(|praise| stance.log_odds(*praise, &facts) >= 0.0);
        entity.sentiment = Some(shown.and_then(|praise| balance.settle(&source, praise)).unwrap_or_default());
    }
    Tone { sentences, article }
}

/// The words of each speaker, sorted.
fn said_by(quotes: &[Quote]) -> BTreeMap<EntityId, Vec<Span>> {
    let mut said: BTreeMap<EntityId, Vec<Span>> = BTreeMap::new();
    for quote in quotes {
        if let Some(speaker) = quote.speaker.as_ref().and_then(|speaker| speaker.entity) {
            said.entry(speaker).or_default().extend(quote.parts.iter().copied());
        }
    }
    said.values_mut().for_each(|parts| parts.sort_unstable());
    said
}

/// The tone of the body in the writer's voice.
fn of_article(source: &Source<'_, '_>) -> Sentiment {
    let body: Vec<&Reading<'_>> = source
        .document
        .sentences
        .iter()
        .zip(source.readings)
        .filter(|(sentence, _)| sentence.body_index.is_some())
        .map(|(_, reading)| reading)
        .collect();
    let words = |quoted: bool| {
        let all = body.iter().flat_map(|reading| &reading.units);
        count(all.filter(|unit| unit.kind == UnitKind::Word && (!unit.quoted || quoted)).count())
    };
    let made_of_quotes = || words(false) < OWN_VOICE_SHARE * words(true);
    let borrowed = source.document.rules.when(rule::MADE_OF_QUOTES, made_of_quotes);
    let (mut pieces, mut own) = (Vec::new(), 0);
    for reading in body {
        let voice = |unit: &Unit<'_>| match (unit.quoted, unit.attributed && !borrowed) {
            (false, _) => 1.0,
            (true, false) => BORROWED_VOICE,
            (true, true) => 0.0,
        };
        own += usize::from(reading.units.iter().any(|unit| unit.kind == UnitKind::Word && voice(unit) > 0.0));
        pieces.extend(valence_pieces(reading, source.weights, &voice));
    }
    of_text(source, pieces, spread(own), ARTICLE_THRESHOLDS)
}

/// What a sum over `sentences` sentences is divided by: n to the power 3/4. A long text is not more emotional because it is long, yet
/// many mild sentences are more than one. By square roots alone, which are exact everywhere.
fn spread(sentences: usize) -> f64 {
    let root = count(sentences.max(1)).sqrt();
    root * root.sqrt()
}

/// What the words of a sentence of `units` units are divided by: 1 at 20. Readers do not find a sentence twice as sad for being twice as
/// long.
pub fn sentence_divisor(units: usize) -> f64 {
    ((count(units) + 10.0) / 30.0).sqrt()
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

/// The words of a sentence that have a valence.
fn valence_pieces(reading: &Reading<'_>, weights: &Weights, voice: &dyn Fn(&Unit<'_>) -> f64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let divisor = sentence_divisor(reading.units.len());
    for (index, unit) in reading.units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Word) {
        let own = reading.ids.get(index).copied().flatten().map_or(0.0, |word| weights.valence(word));
        let pair = reading.pairs.get(index).copied().flatten().map_or(0.0, |pair| weights.pair_valence(pair));
        let voice = voice(unit);
        let weight = (own + pair) * unit.factor * voice / divisor;
        if weight.abs() >= LEAST_WEIGHT && !is_grammar(unit) {
            let (sentence, borrowed) = (reading.sentence, voice < 1.0);
            pieces.push(Piece {
                span: change::with_verb(&reading.units, index),
                weight,
                sentence,
                unit: index,
                borrowed,
                standing: None,
                tie: Tie::Near,
            });
        }
    }
    pieces
}

/// Whether a word is one of grammar: it may help to aim tone, but it has none.
fn is_grammar(unit: &Unit<'_>) -> bool {
    unit.lexeme.is(class::TONE_FUNCTION_WORD)
}

/// Why a word counts.
fn reasons(source: &Source<'_, '_>, piece: &Piece) -> Why {
    let units = source.readings.get(piece.sentence).map_or(&[][..], |reading| &reading.units);
    let Some(unit) = units.get(piece.unit) else { return Why::default() };
    let word = |index: u32| {
        usize::try_from(index).ok().and_then(|index| units.get(index)).map(|unit| source.document.str(unit.span))
    };
    let own = if unit.factor < 0.0 { -piece.weight } else { piece.weight };
    let mut why = vec![if own > 0.0 { Reason::Positive } else { Reason::Negative }];
    why.extend(unit.turned_by.and_then(word).map(|negator| Reason::TurnedBy(negator.to_owned())));
    if let Some(degree) = unit.graded_by.and_then(word) {
        let listed = lexicon::lexeme(&degree.to_lowercase()).weighing();
        let stronger = listed.and_then(|listed| listed.degree).is_none_or(|factor| factor > 1.0);
        why.push(if stronger { Reason::StrengthenedBy } else { Reason::WeakenedBy }(degree.to_owned()));
    }
    why.extend(unit.damped.map(|damped| match damped {
        Damped::Hedge => Reason::Hedged,
        Damped::Topic => Reason::Topic,
        Damped::Question => Reason::Question,
    }));
    why.extend(piece.borrowed.then_some(Reason::Quotation));
    why.extend(piece.standing.map(Reason::Place));
    Why(why)
}

/// The sum of the weights and its evidence.
struct Sum {
    value: f64,
    score: f64,
    strength: f64,
    evidence: Vec<Evidence>,
}

/// How pieces are summed up.
#[derive(Clone, Copy)]
struct Summing {
    /// What the sum is divided by.
    divisor: f64,
    /// The value with which the score is one half.
    half: f64,
    /// Words beyond this many are left out of the list, and of the sum unless it is of the `whole`.
    most: usize,
    whole: bool,
}

fn sum(source: &Source<'_, '_>, mut pieces: Vec<Piece>, how: Summing) -> Sum {
    let Summing { divisor, half, most, whole } = how;
    // The order is total, so sums do not depend on how equals are sorted.
    pieces.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.span.cmp(&b.span)));
    if !whole {
        pieces.truncate(most);
    }
    let value = pieces.iter().map(|piece| piece.weight).sum::<f64>() / divisor;
    let amount = pieces.iter().map(|piece| piece.weight.abs()).sum::<f64>() / divisor;
    let scale = divisor * (half + value.abs());
    let evidence = pieces.iter().take(most).map(|piece| evidence(source, piece, scale));
    let (score, strength) = (value / (half + value.abs()), amount / (half + amount));
    Sum { evidence: evidence.collect(), value, score, strength }
}

/// A word as evidence, with its share of a score.
fn evidence(source: &Source<'_, '_>, piece: &Piece, scale: f64) -> Evidence {
    Evidence {
        start: piece.span.start,
        end: piece.span.end,
        text: source.document.str(piece.span).to_owned(),
        weight: piece.weight / scale,
        why: reasons(source, piece),
    }
}

/// A sentiment of a text from its words; in running news the thresholds move outward by as much.
fn of_text(source: &Source<'_, '_>, pieces: Vec<Piece>, divisor: f64, outward: [f64; 2]) -> Sentiment {
    let most = if divisor > 1.0 { ARTICLE_EVIDENCE } else { SENTENCE_EVIDENCE };
    let sum = sum(source, pieces, Summing { divisor, half: HALF_OF_TEXT, most, whole: divisor > 1.0 });
    let [low, high] = source.weights.thresholds.map(f64::from);
    let [lower, higher] = outward.map(|outward| outward * source.running);
    let (low, high) = (low - lower, high + higher);
    let label = if sum.evidence.is_empty() {
        Label::Neutral
    } else if sum.value <= low {
        Label::Negative
    } else if sum.value >= high {
        Label::Positive
    } else {
        Label::Neutral
    };
    Sentiment { label, score: sum.score, strength: sum.strength, evidence: sum.evidence }
}

/// The quoted words alone.
fn of_quote(source: &Source<'_, '_>, quote: &Quote, pieces: &[Vec<Piece>]) -> Sentiment {
    let all = &source.document.sentences;
    let first = all.partition_point(|sentence| sentence.span.end <= quote.start);
    let last = all.partition_point(|sentence| sentence.span.start < quote.end);
    let mut inside = Vec::new();
    for pieces in pieces.get(first..last).unwrap_or_default() {
        for part in &quote.parts {
            let from = pieces.partition_point(|piece| piece.span.start < part.start);
            let to = pieces.partition_point(|piece| piece.span.end <= part.end);
            inside.extend_from_slice(pieces.get(from..to).unwrap_or_default());
        }
    }
    of_text(source, inside, spread(last.saturating_sub(first)), RUNNING_THRESHOLDS)
}

/// Writes the tone toward each mention of an entity into it; `own` are the words that it speaks, `reported` those of all who speak.
fn judge_mentions(source: &Source<'_, '_>, entity: &mut Entity, own: &[Span], reported: &[Span]) -> (Balance, Told) {
    let (mut balance, mut told) = (Balance::default(), Told::default());
    if !entity.kind.is_named() {
        entity.mentions.iter_mut().for_each(|mention| mention.sentiment = Some(Sentiment::default()));
        return (balance, told);
    }
    let mut toward_each: Vec<Option<Toward>> =
        entity.mentions.iter().map(|mention| toward_mention(source, entity.kind, mention, own)).collect();
    toward_each.iter_mut().flatten().for_each(|toward| toward.odds[0] -= RUNNING * source.running);
    let in_body = entity.mentions.iter().zip(&toward_each).filter(|(mention, _)| mention.sentence.is_some());
    let elsewhere = Elsewhere::of(in_body.filter_map(|(_, toward)| toward.as_ref()));
    for (mention, toward) in entity.mentions.iter_mut().zip(&toward_each) {
        let settled = toward.as_ref().map(|toward| {
            let context = mention.sentence.and_then(|_| elsewhere.seen_from(toward));
            let settled = settle(source, toward, context);
            if mention.sentence.is_some() {
                balance.add(settled.label, &toward.pieces);
            }
            tell(source, toward, reported, &mut told);
            settled
        });
        mention.sentiment = Some(settled.unwrap_or_default());
    }
    (balance, told)
}

/// Adds what a sentence says of a mention in it, without the rest of the article; `reported` are the words of all who speak.
fn tell(source: &Source<'_, '_>, toward: &Toward, reported: &[Span], told: &mut Told) {
    let [negative, neutral, positive] = shares(toward.odds);
    let tone = match settle(source, toward, None).label {
        Label::Negative => -1.0,
        Label::Neutral => 0.0,
        Label::Positive => 1.0,
    };
    told.mention((positive - negative) / (negative + neutral + positive), tone);
    for piece in &toward.pieces {
        let at = reported.partition_point(|part| part.end <= piece.span.start);
        let reported = reported.get(at).is_some_and(|part| part.overlaps(piece.span));
        told.word(stance::Share { weight: piece.weight, tie: piece.tie, reported });
    }
}

/// What the sentence of a mention says of it; `None` where it says nothing of it.
fn toward_mention(source: &Source<'_, '_>, kind: EntityType, mention: &Mention, own: &[Span]) -> Option<Toward> {
    // What somebody says of himself is no tone of the article toward him.
    let rules = source.document.rules;
    let first_person = || mention.kind == MentionKind::Pronoun && is_first_person(&mention.text);
    let speaks = rules.when(rule::OF_HIMSELF, first_person);
    let by_the_way = match kind {
        _ if source.running < 0.5 => false,
        EntityType::Place | EntityType::Facility => rules.when(rule::SAYS_WHERE, || source.is_where(mention.span())),
        EntityType::Group => rules.when(rule::SAYS_WHICH, || source.is_attribute(mention.span())),
        _ => false,
    };
    let sentence = source.document.sentence_at(mention.start).filter(|_| !speaks && !by_the_way);
    toward(source, source.readings.get(sentence?)?, mention.span(), own)
}

/// The words of an entity's mentions in the body.
#[derive(Default)]
struct Balance {
    counted: usize,
    /// The words of those that are not neutral.
    pieces: Vec<Piece>,
}

impl Balance {
    fn add(&mut self, label: Label, pieces: &[Piece]) {
        self.counted += 1;
        if label != Label::Neutral {
            self.pieces.extend_from_slice(pieces);
        }
    }

    /// The tone toward the entity, of which it is known that it is to be shown; `None` where the words do not bear it out.
    fn settle(self, source: &Source<'_, '_>, praise: bool) -> Option<Sentiment> {
        let sign = if praise { 1.0 } else { -1.0 };
        let told = telling(source, &self.pieces, sign);
        let divisor = spread(self.counted);
        let how = Summing { divisor, half: HALF_TOWARD, most: 0, whole: true };
        let sum = sum(source, self.pieces, how);
        let scale = divisor * (HALF_TOWARD + sum.value.abs());
        let evidence: Vec<Evidence> = told.iter().map(|piece| evidence(source, piece, scale)).collect();
        let label = if praise { Label::Positive } else { Label::Negative };
        (sum.value * sign > LEAST_TOWARD * source.running && !evidence.is_empty()).then_some(Sentiment {
            label,
            score: sum.score,
            strength: sum.strength,
            evidence,
        })
    }
}

/// The words that show a tone to a reader: the strongest that are glad or sad by themselves and stand for it, each once.
fn telling(source: &Source<'_, '_>, pieces: &[Piece], sign: f64) -> Vec<Piece> {
    let mut found: Vec<(&Unit<'_>, &Piece)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.weight * sign > 0.0) {
        let Some(reading) = source.readings.get(piece.sentence) else { continue };
        let word = reading.ids.get(piece.unit).copied().flatten();
        let Some((unit, word)) = reading.units.get(piece.unit).zip(word) else { continue };
        let valence = source.weights.valence(word) * unit.factor * sign;
        let bare = class::MONTH.or(class::NUMBER_WORD).or(class::UNIT).or(class::CALENDAR_UNIT);
        if valence >= LEAST_VALENCE && unit.damped != Some(Damped::Topic) && !unit.lexeme.is(bare) {
            found.push((unit, piece));
        }
    }
    found.sort_by(|(_, a), (_, b)| b.weight.abs().total_cmp(&a.weight.abs()).then(a.span.cmp(&b.span)));
    let mut shown: Vec<(&Unit<'_>, &Piece)> = Vec::new();
    for (unit, piece) in found {
        if shown.len() < ENTITY_EVIDENCE && shown.iter().all(|(other, _)| other.word != unit.word) {
            shown.push((unit, piece));
        }
    }
    shown.into_iter().map(|(_, piece)| *piece).collect()
}

/// What a sentence says of a mention in it, before its tone is told.
#[derive(Default)]
struct Toward {
    /// Index of the sentence.
    sentence: usize,
    /// Log-odds of negative and of positive, each against neutral.
    odds: [f64; 2],
    /// All words that count.
    pieces: Vec<Piece>,
}

/// What the body says of an entity, sentence by sentence.
///
/// A sentence is more often unkind to a person whom the rest of the article is unkind to: labels of the same name in other sentences of
/// its article correlate with r .33, and what the weights see there adds to what they see in the sentence itself (models/tone.md).
#[derive(Default)]
struct Elsewhere {
    /// By the index of a sentence: how much likelier praise is there than blame, over all mentions, and how many they are.
    leanings: BTreeMap<usize, (f64, usize)>,
    /// The sum of these.
    all: (f64, usize),
    /// The strongest negative and positive words, each followed by the strongest of another sentence.
    strongest: [[Option<Piece>; 2]; 2],
}

impl Elsewhere {
    fn of<'a>(toward_each: impl Iterator<Item = &'a Toward>) -> Self {
        let mut found = Self::default();
        for toward in toward_each {
            let [negative, neutral, positive] = shares(toward.odds);
            let leaning = (positive - negative) / (negative + neutral + positive);
            let (sum, count) = found.leanings.entry(toward.sentence).or_default();
            *sum += leaning;
            *count += 1;
            found.all = (found.all.0 + leaning, found.all.1 + 1);
            let [negative, positive] = &mut found.strongest;
            for piece in &toward.pieces {
                let [first, second] = if piece.weight < 0.0 { &mut *negative } else { &mut *positive };
                let stronger = |than: &Option<Piece>| than.is_none_or(|than| piece.weight.abs() > than.weight.abs());
                if stronger(first) {
                    if first.is_some_and(|first| first.sentence != piece.sentence) {
                        *second = *first;
                    }
                    *first = Some(*piece);
                } else if stronger(second) && first.is_some_and(|first| first.sentence != piece.sentence) {
                    *second = Some(*piece);
                }
            }
        }
        found
    }

    /// What the other sentences add to a mention: the strongest word there that leans as they do together, with the weight of them all.
    fn seen_from(&self, toward: &Toward) -> Option<Piece> {
        let own = self.leanings.get(&toward.sentence).copied().unwrap_or_default();
        let (sum, mentions) = (self.all.0 - own.0, self.all.1 - own.1);
        // In steps, so that a word typed somewhere in a long text does not change every mention a little.
        let weight = (CONTEXT * sum / (count(mentions) + CONTEXT_DOUBT) * CONTEXT_STEPS).round() / CONTEXT_STEPS;
        let [negative, positive] = &self.strongest;
        let strongest = if weight < 0.0 { negative } else { positive };
        let word = strongest.iter().flatten().find(|piece| piece.sentence != toward.sentence)?;
        let standing = Some(Standing::Elsewhere);
        (weight.abs() >= LEAST_WEIGHT).then_some(Piece { weight, standing, ..*word })
    }
}

/// What a sentence says of a mention in it.
fn toward(source: &Source<'_, '_>, reading: &Reading<'_>, mention: Span, own_words: &[Span]) -> Option<Toward> {
    let weights = source.weights;
    let focus = focus(&reading.units, mention)?;
    let located = locate(&focus.units)?;
    let mut odds = [0.0; 2];
    for (fact, of_fact) in place(&located, &focus.units).into_iter().zip(weights.place) {
        odds.iter_mut().zip(of_fact).for_each(|(sum, weight)| *sum += fact * f64::from(weight));
    }
    let mut pieces = Vec::new();
    for (index, unit) in focus.units.iter().enumerate().filter(|(index, _)| *index != focus.index) {
        let origin = focus.origin(index);
        let bits = relations(&located, &focus.units, index);
        let mut own = [0.0; 2];
        if let Some(word) = reading.ids.get(origin).copied().flatten() {
            own = weights.toward(word, bits);
        }
        let pair = if index == focus.index + 1 {
            focus
                .units
                .get(focus.index)
                .and_then(|target| weights.word(&target.word))
                .zip(reading.ids.get(origin).copied().flatten())
                .and_then(|(a, b)| weights.pair(a, b))
        } else {
            reading.pairs.get(origin).copied().flatten()
        };
        if let Some(pair) = pair {
            own.iter_mut().zip(weights.pair_toward(pair, bits)).for_each(|(sum, weight)| *sum += weight);
        }
        let at = own_words.partition_point(|part| part.end <= unit.span.start);
        let spoken = || own_words.get(at).is_some_and(|part| part.overlaps(unit.span));
        let factor = if source.document.rules.when(rule::OWN_WORDS, spoken) {
            unit.factor * (1.0 - OWN_WORDS * source.running)
        } else {
            unit.factor
        };
        odds.iter_mut().zip(own).for_each(|(sum, weight)| *sum += weight * factor);
        let weight = (own[1] - own[0]) / 2.0 * factor;
        if unit.kind == UnitKind::Word && weight.abs() >= LEAST_WEIGHT && !is_grammar(unit) {
            let standing = Some(standing(&focus, index));
            let sentence = reading.sentence;
            pieces.push(Piece {
                span: unit.span,
                weight,
                sentence,
                unit: origin,
                borrowed: false,
                standing,
                tie: tie(bits),
            });
        }
    }
    Some(Toward { sentence: reading.sentence, odds, pieces })
}

/// The tone toward a mention, from its sentence and from what the other sentences add.
fn settle(source: &Source<'_, '_>, toward: &Toward, context: Option<Piece>) -> Sentiment {
    let added = context.map_or(0.0, |piece| piece.weight);
    let [negative, positive] = [toward.odds[0] - added, toward.odds[1] + added];
    let shares = shares([negative, positive]);
    let strength = (shares[0] + shares[2]) / (shares[0] + shares[1] + shares[2]);
    let how = Summing { divisor: 1.0, half: HALF_TOWARD, most: SENTENCE_EVIDENCE, whole: false };
    let pieces = toward.pieces.iter().copied().chain(context).collect();
    let sum = sum(source, pieces, how);
    if sum.evidence.is_empty() {
        return Sentiment::default();
    }
    let mut evidence = sum.evidence;
    evidence.iter_mut().for_each(|evidence| evidence.weight *= strength);
    Sentiment {
        label: label([negative, positive], sum.value, LEAST_TOWARD * source.running),
        score: sum.score * strength,
        strength,
        evidence,
    }
}

/// What negative, neutral and positive weigh against each other.
fn shares([negative, positive]: [f64; 2]) -> [f64; 3] {
    let most = negative.max(positive).max(0.0);
    [negative - most, -most, positive - most].map(libm::exp)
}

/// The likeliest class, if the words that are shown lean the same way, by at least `least`.
fn label([negative, positive]: [f64; 2], value: f64, least: f64) -> Label {
    if negative > 0.0 && negative >= positive && value < -least {
        Label::Negative
    } else if positive > 0.0 && positive > negative && value > least {
        Label::Positive
    } else {
        Label::Neutral
    }
}

/// What a word is to the mention, by its relations.
fn tie(relations: u32) -> Tie {
    let any = |of: [usize; 2]| of.iter().any(|bit| relations >> bit & 1 == 1);
    match () {
        () if any([relation::DOES, relation::DONE_BY]) => Tie::Does,
        () if any([relation::UNDERGOES, relation::OBJECT_OF]) => Tie::Undergoes,
        () if any([relation::IS, relation::HAS]) => Tie::Is,
        () => Tie::Near,
    }
}

/// Where a word stands as seen from the mention.
fn standing(focus: &Focus<'_>, index: usize) -> Standing {
    match (index > focus.index, index.abs_diff(focus.index)) {
        (false, 1) => Standing::RightBefore,
        (true, 1) => Standing::RightAfter,
        (false, 2..=8) => Standing::ShortlyBefore,
        (true, 2..=8) => Standing::ShortlyAfter,
        (false, _) => Standing::Before,
        (true, _) => Standing::After,
    }
}
