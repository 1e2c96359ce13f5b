//! People whom a text never names: "She said her first priority is serving the county."
//!
//! An excerpt, a single sentence of a data set or a quotation passed on can speak of somebody by pronouns alone. When nobody has been
//! named whom "she" could stand for, "she" is still one of those the text is about: without an entity there is no tone toward her.

use super::pronouns::{self, Pronoun};
use crate::analysis::{Entity, EntityId, EntityType, Mention, MentionKind};
use crate::lexicon::{Gender, class, phrase};
use crate::rules::coreference as rule;
use crate::text::{Document, SentenceSpan, Span, TokenKind};

/// How sure it is that all pronouns of one gender stand for one person.
const CONFIDENCE: f64 = 0.5;

/// Makes one entity of the pronouns of each gender that stand before anybody is named. They come last, called as the text calls them.
pub(crate) fn add(document: &Document<'_>, entities: &mut Vec<Entity>) {
    let alone = !entities.iter().any(|entity| entity.kind.is_named());
    let mut chains: Vec<Chain> =
        chains(document, entities).into_iter().filter(|(_, chain)| !chain.is_empty()).collect();
    chains.sort_by_key(|(_, chain)| chain.first().map(|mention| mention.start));
    let share = if chains.len() == 2 { 0.5 } else { 1.0 };
    for (name, mentions) in chains {
        let id = EntityId(u32::try_from(entities.len() + 1).unwrap_or(u32::MAX));
        entities.push(Entity {
            id,
            kind: EntityType::Person,
            name: name.to_owned(),
            aliases: Vec::new(),
            role: None,
            salience: if alone { share } else { 0.0 },
            mentions,
            sentiment: None,
            value: None,
            link: None,
        });
    }
}

/// A chain by the pronoun that names it.
type Chain = (&'static str, Vec<Mention>);

/// The pronouns of each gender that stand before anybody is named and for nobody yet.
fn chains(document: &Document<'_>, entities: &[Entity]) -> [Chain; 2] {
    let people = entities.iter().filter(|entity| entity.kind == EntityType::Person);
    let named = people.flat_map(|entity| &entity.mentions).map(|mention| mention.start).min().unwrap_or(usize::MAX);
    let mut taken: Vec<Span> = entities.iter().flat_map(|entity| &entity.mentions).map(Mention::span).collect();
    taken.sort_unstable();
    let mut chains: [Chain; 2] = phrase::UNNAMED_PERSON.map(|name| (name, Vec::new()));
    for (pronoun, span) in pronouns::find(document).take_while(|(_, span)| span.start <= named) {
        let sentence = document.sentence_at(span.start).and_then(|index| document.sentences.get(index));
        let Some((sentence, gender)) = sentence.zip(pronoun.gender()) else { continue };
        let [(_, male), (_, female)] = &mut chains;
        let chain = if gender == Gender::Male { male } else { female };
        // A sentence may name somebody after the pronoun: "When she was elected, Ortiz promised ...". But the subject of the main
        // clause is never one who is named after it: "She thanked Ortiz." (Principle C of the binding theory, Chomsky 1981.)
        let free = sentence.span.end <= named || heads_clause(document, sentence, pronoun, span);
        let goes_on = chain.last().is_some_and(|last| last.start >= sentence.span.start);
        let untaken = sentence.body_index.is_some() && taken.binary_search(&span).is_err();
        if document.rules.when(rule::UNNAMED, || untaken && (free || goes_on)) {
            chain.push(Mention {
                start: span.start,
                end: span.end,
                text: document.str(span).to_owned(),
                kind: MentionKind::Pronoun,
                sentence: sentence.body_index,
                confidence: CONFIDENCE,
                sentiment: None,
                found_by: rule::UNNAMED.name().to_owned(),
            });
        }
    }
    chains
}

/// Whether a pronoun is the subject of its sentence's main clause: it begins it, or follows its first words and a comma.
fn heads_clause(document: &Document<'_>, sentence: &SentenceSpan, pronoun: Pronoun, span: Span) -> bool {
    let before = document.within(sentence, document.token_from(span.start)).back(1);
    matches!(pronoun, Pronoun::Subject(_))
        && (matches!(before.kind(), TokenKind::Edge | TokenKind::QuoteMark)
            || before.str() == ","
            || before.token().is_written(class::SENTENCE_CONJUNCTION))
}

#[cfg(test)]
mod tests {
    use crate::{Analysis, Analyzer, MentionKind, Options};

    fn read(text: &str) -> Analysis {
        Analyzer::new().analyze(text, &Options { clean: false, ..Options::default() }).unwrap()
    }

    /// Name and mentions of the people nobody names.
    fn unnamed(text: &str) -> Vec<(String, usize)> {
        let people = read(text).entities.into_iter().filter(|entity| {
            entity.mentions.iter().all(|mention| mention.kind == MentionKind::Pronoun && mention.found_by == "unnamed")
        });
        people.map(|entity| (entity.name, entity.mentions.len())).collect()
    }

    #[test]
    fn who_is_never_named_is_somebody_all_the_same() {
        assert_eq!(unnamed("She said her first priority is serving the county."), [("she".to_owned(), 2)]);
        assert_eq!(unnamed("He praised her courage."), [("he".to_owned(), 1), ("she".to_owned(), 1)]);
    }

    #[test]
    fn the_subject_is_not_the_one_named_after_it() {
        assert_eq!(unnamed("She said the debate with Michael Garcia went badly."), [("she".to_owned(), 1)]);
        assert_eq!(unnamed("Last week, she told Michael Garcia to go."), [("she".to_owned(), 1)]);
        assert_eq!(unnamed("When she was elected, Laura Ortiz promised to go."), []);
    }

    #[test]
    fn a_pronoun_after_a_name_is_left_to_the_resolver() {
        assert_eq!(unnamed("Laura Ortiz was elected. She promised to go. He did not."), []);
    }

    #[test]
    fn tone_reaches_the_unnamed() {
        let analysis = read("She is a brilliant and generous teacher.");
        assert_eq!(analysis.entities[0].sentiment.as_ref().unwrap().label, crate::Label::Positive);
        assert!((analysis.entities[0].salience - 1.0).abs() < 1e-9);
    }
}
