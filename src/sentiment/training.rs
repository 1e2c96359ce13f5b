//! What the training program needs of this room, so that it learns from exactly what is read later.

pub use super::sentence_divisor;
pub use super::stance::{FACTS, FORMAT as STANCE_FORMAT};
pub use super::target::{PLACES, Place, RELATIONS, locate, place, relations};
pub use super::units::{Damped, Unit, UnitKind};
pub use super::weights::{FORMAT, PAIR_COLUMNS, PAIR_RELATIONS, WORD_COLUMNS};

use super::target::focus;
use super::units;
use crate::analysis::{Block, BlockKind, Entity};
use crate::fingerprint::{Fingerprint, PROBE};
use crate::lexicon::{self, class};
use crate::models::Models;
use crate::text::{Document, Span, Token};
use crate::{Lexicon, coreference, entities, quotes};

/// Whether a word is one of grammar, which is given no valence.
pub fn is_grammar(word: &str) -> bool {
    lexicon::lexeme(word).is(class::TONE_FUNCTION_WORD)
}

/// The fingerprint of the features: of each unit of a text of our own, toward each name in it, and what lists say of each of their words.
/// Which words are names or quoted is told by the text's form alone, so that the rules of other rooms do not count.
pub fn fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    let blocks = lines(PROBE);
    let document = Document::new(PROBE, &blocks);
    let is_name = |token: &&Token| {
        let word = document.str(token.span);
        word.chars().count() > 3 && word.starts_with(char::is_uppercase)
    };
    let names: Vec<Span> = document.tokens.iter().filter(is_name).map(|token| token.span).collect();
    let marks: Vec<usize> = PROBE.match_indices(['“', '”']).map(|(at, _)| at).collect();
    let quoted = marks.chunks_exact(2).filter_map(|two| Some(Span::new(*two.first()?, *two.last()?)));
    let quoted: Vec<Span> = quoted.collect();
    for sentence in &document.sentences {
        let units = units::read(PROBE, document.tokens_of(sentence), &names, &quoted);
        add_units(&units, &mut fingerprint);
        for target in units.iter().filter(|unit| unit.kind == UnitKind::Name) {
            let Some(focus) = focus(&units, target.span) else { continue };
            add_units(&focus.units, &mut fingerprint);
            if let Some(at) = locate(&focus.units) {
                fingerprint.numbers((0..focus.units.len()).map(|index| relations(&at, &focus.units, index)));
                fingerprint.numbers(place(&at, &focus.units).into_iter().map(f64::to_bits));
            }
        }
    }
    add_listed(&mut fingerprint);
    fingerprint.finish()
}

fn add_units(units: &[Unit<'_>], fingerprint: &mut Fingerprint) {
    fingerprint.number(sentence_divisor(units.len()).to_bits());
    for unit in units {
        fingerprint.text(&unit.word);
        let flags = u64::from(unit.quoted) << 1 | u64::from(unit.attributed);
        let damped = unit.damped.map_or(0, |damped| damped as u64 + 1);
        let links = [unit.turned_by, unit.graded_by].map(|link| link.map_or(0, |link| u64::from(link) + 1));
        fingerprint.numbers([unit.kind as u64, u64::from(unit.clause), flags, damped].into_iter().chain(links));
        fingerprint.number(unit.factor.to_bits());
    }
}

/// The classes of words that relations and factors go by.
const CLASSES: [lexicon::Classes; 16] = [
    class::CAPITAL_I,
    class::CLAUSE_CONJUNCTION,
    class::CLAUSE_START,
    class::LOCATION_PREPOSITION,
    class::SCOPE_END,
    class::TONE_FUNCTION_WORD,
    class::TONE_SPEECH,
    class::CLAUSE_ADVERB,
    class::CLAUSE_AUXILIARY,
    class::CLAUSE_BE,
    class::CLAUSE_DETERMINER,
    class::CLAUSE_PARTICIPLE,
    class::CLAUSE_POSSESSIVE,
    class::CLAUSE_PREPOSITION,
    class::CLAUSE_RELATIVE,
    class::CLAUSE_TITLE,
];

/// Adds what the lists say of each of their words.
fn add_listed(fingerprint: &mut Fingerprint) {
    for word in lexicon::words() {
        let lexeme = lexicon::lexeme(word);
        let classes = CLASSES.iter().fold(0_u64, |bits, class| bits << 1 | u64::from(lexeme.is(*class)));
        let weighing = lexeme.weighing();
        if classes != 0 || weighing.is_some() {
            fingerprint.text(word);
            fingerprint.number(classes);
        }
        let Some(weighing) = weighing else { continue };
        for phrases in [weighing.negators, weighing.topics] {
            fingerprint.number(phrases.len() as u64);
            for phrase in phrases {
                phrase.words.iter().for_each(|word| fingerprint.text(word));
                fingerprint.number(phrase.factor.to_bits());
            }
        }
        let (before, after) = weighing.contrast.unwrap_or_default();
        let factors = [weighing.degree.unwrap_or_default(), before, after];
        fingerprint.numbers(factors.into_iter().map(f64::to_bits));
        fingerprint.number(u64::from(weighing.hedges));
    }
}

/// A paragraph for each line that is not empty.
fn lines(text: &str) -> Vec<Block> {
    let lines = text.split_inclusive('\n').scan(0, |start, line| {
        let block = Span::new(*start, *start + line.len());
        *start = block.end;
        Some(block.trim(text))
    });
    let block = |block: Span| Block { start: block.start, end: block.end, kind: BlockKind::Paragraph, reason: None };
    lines.filter(|line| !line.is_empty()).map(block).collect()
}

/// Reads a text as the analyzer does and hands out the units of each sentence; with a target only those of its sentence.
pub fn read(text: &str, target: Option<Span>, models: &Models, each: &mut dyn FnMut(&[Unit<'_>])) {
    let blocks = lines(text);
    let document = Document::new(text, &blocks);
    let mut found = entities::find(&document, &Lexicon::default(), None, &models.names, &entities::Values::default());
    let mut said = quotes::find(&document, &found, models.quotes);
    coreference::resolve(&document, &mut found, &mut said);
    let (names, quoted) = (super::names(&found), super::quoted(&said));
    for sentence in &document.sentences {
        if target.is_none_or(|target| sentence.span.overlaps(target)) {
            let units = units::read(text, document.tokens_of(sentence), &names, &quoted);
            let Some(target) = target else {
                each(&units);
                continue;
            };
            if let Some(focus) = focus(&units, target) {
                each(&focus.units);
            }
            break;
        }
    }
}

/// The fingerprint of what the decision about an entity goes by: the features of tone, and how many facts are made of them.
pub fn stance_fingerprint() -> u64 {
    let mut all = Fingerprint::new();
    all.numbers([fingerprint(), FACTS as u64].into_iter());
    all.finish()
}

/// What the decision about each entity of a text with those blocks goes by: the entity, whether its mentions lean to praise, the facts.
pub fn stances(text: &str, blocks: &[Block], models: &Models, each: &mut dyn FnMut(&Entity, bool, &[f64; FACTS])) {
    let document = Document::new(text, blocks);
    let mut found = entities::find(&document, &Lexicon::default(), None, &models.names, &entities::Values::default());
    let mut said = quotes::find(&document, &found, models.quotes);
    coreference::resolve(&document, &mut found, &mut said);
    coreference::unnamed::add(&document, &mut found);
    super::judge_each(&document, &mut found, &mut said, models.trained_for_tone(), each);
}
