//! The readable cases of `tests/corpus/tone/*.txt`: a text and, under a line of three dashes, its tone with the words that decided.
//!
//! ```text
//! === what the case shows
//! want text negative              (what a careful reader would say; for the text, "toward NAME" or "quote")
//! Text.
//! ---
//! text negative: -terrible, -good (turned by "not")
//! toward Lena Ortiz neutral:
//! quote positive: +proud
//! missed: text negative           (a wish that is not met yet)
//! ```
//! Only the strongest words are written, and beside the text only what a wish names. Run with `NEWSGLASS_UPDATE=1` to rewrite what stands under the dashes, then read the difference.

use crate::analysis::{Block, BlockKind, Entity, Label, Quote, Reason, Sentiment, Why};
use crate::models::shipped;
use crate::options::Lexicon;
use crate::text::{Document, Span};
use crate::{coreference, entities, quotes};

/// Words written for each tone.
const WORDS: usize = 4;

fn judge(text: &str) -> (super::Tone, Vec<Entity>, Vec<Quote>) {
    let (mut blocks, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            blocks.push(Block { start: span.start, end: span.end, kind: BlockKind::Paragraph, reason: None });
        }
        start += line.len();
    }
    let document = Document::new(text, &blocks);
    let models = shipped();
    let mut entities =
        entities::find(&document, &Lexicon::default(), None, &models.names, &entities::Values::default());
    let mut quotes = quotes::find(&document, &entities, models.quotes);
    coreference::resolve(&document, &mut entities, &mut quotes);
    let tone = super::judge(&document, &mut entities, &mut quotes, models.trained_for_tone());
    (tone, entities, quotes)
}

fn label(label: Label) -> &'static str {
    match label {
        Label::Positive => "positive",
        Label::Neutral => "neutral",
        Label::Negative => "negative",
    }
}

/// What holds for every tone: bounds, order, no score without evidence.
fn check(sentiment: &Sentiment, text: &str) {
    assert!((-1.0..=1.0).contains(&sentiment.score) && (0.0..=1.0).contains(&sentiment.strength));
    if sentiment.evidence.is_empty() {
        assert!(sentiment.score == 0.0 && sentiment.label == Label::Neutral);
    }
    for two in sentiment.evidence.windows(2) {
        assert!(two[0].weight.abs() >= two[1].weight.abs());
    }
    for evidence in &sentiment.evidence {
        assert_eq!(Span::new(evidence.start, evidence.end).of(text), evidence.text);
        assert!(!evidence.why.0.is_empty() && evidence.weight != 0.0);
    }
}

fn write(about: &str, sentiment: &Sentiment, text: &str) -> String {
    check(sentiment, text);
    let words = sentiment.evidence.iter().take(WORDS).map(|evidence| {
        let sign = if evidence.weight > 0.0 { '+' } else { '-' };
        let shown = |reason: &&Reason| {
            !matches!(reason, Reason::Positive | Reason::Negative | Reason::Place(_) | Reason::Other(_))
        };
        let rules: Vec<String> =
            evidence.why.0.iter().filter(shown).map(|reason| Why(vec![reason.clone()]).to_string()).collect();
        let rules = if rules.is_empty() { String::new() } else { format!(" ({})", rules.join("; ")) };
        format!("{sign}{}{rules}", evidence.text)
    });
    format!("{about} {}: {}", label(sentiment.label), words.collect::<Vec<_>>().join(", ")).trim_end().to_owned() + "\n"
}

/// What stands under the dashes.
fn analyse(head: &str) -> String {
    let (mut wanted, mut text) = (Vec::new(), String::new());
    for line in head.lines().skip(1) {
        match line.strip_prefix("want ") {
            Some(wish) => wanted.push(wish.to_owned()),
            None => text.extend([line, "\n"]),
        }
    }
    let (tone, mut entities, quotes) = judge(&text);
    tone.sentences.iter().for_each(|sentiment| check(sentiment, &text));
    // Only what the case asks for is written, so that a name or a quote found elsewhere does not change a case about tone.
    let asked = |about: &str| wanted.iter().any(|wish| wish.starts_with(about));
    let mut lines = vec![write("text", &tone.article, &text)];
    entities.sort_by_key(|entity| entity.mentions.first().map(|mention| mention.start));
    for entity in entities.iter().filter(|entity| entity.kind.is_named()) {
        let about = format!("toward {}", entity.name);
        if asked(&about) {
            lines.push(write(&about, entity.sentiment.as_ref().unwrap(), &text));
        }
    }
    for quote in quotes.iter().filter(|_| asked("quote")) {
        lines.push(write("quote", quote.sentiment.as_ref().unwrap(), &text));
    }
    for wish in wanted {
        if !lines.iter().any(|line| line.starts_with(&format!("{wish}:"))) {
            lines.push(format!("missed: {wish}\n"));
        }
    }
    lines.concat()
}

#[test]
fn readable_cases() {
    crate::text::cases::check("tone", 50, analyse);
}

/// Texts with a place for each kind of name, and two casts that must be treated alike.
#[test]
fn names_are_no_tone() {
    let texts = [
        "Senator {P} praised the teachers of {L} on Monday. {P} called their work remarkable.",
        "{P} was accused of lying to the board of {O}. The company denied the charge.",
        "Police in {L} said that {P} had been arrested after a violent fight.",
        "\"We are proud of what {O} has built,\" said {P}, who moved to {L} in 2014.",
        "{O} cut 400 jobs in {L} last week. {P} said the decision was painful but right.",
        "The critics hated the film, yet {P} of {O} thought it was wonderful.",
        "Voters in {L} no longer trust {P}, a survey found.",
    ];
    let casts = [
        ["Maria Lopez", "Acme Corporation", "London"],
        ["John Smith", "Globex Corporation", "Paris"],
        ["Mohammed Hussein", "Hope Foundation", "Baghdad"],
        ["Anna Love", "Victory Bank", "Death Valley"],
        ["Wei Zhang", "Progressive Insurance", "Beijing"],
    ];
    for text in texts {
        let scores: Vec<Vec<f64>> = casts
            .iter()
            .map(|[person, organization, place]| {
                let text = text.replace("{P}", person).replace("{O}", organization).replace("{L}", place);
                let tone = judge(&text).0;
                tone.sentences.iter().chain([&tone.article]).map(|sentiment| sentiment.score).collect()
            })
            .collect();
        for other in &scores {
            assert_eq!(other.len(), scores[0].len(), "{text}");
            for (a, b) in other.iter().zip(&scores[0]) {
                assert!((a - b).abs() <= 0.05, "{text}: {scores:?}");
            }
        }
    }
}

/// The shares of all words add up to the score of a sentence.
#[test]
fn weights_add_up() {
    let (tone, ..) =
        judge("The brave crews saved the town, but the terrible fire did not spare the beautiful old mill.\n");
    for sentiment in &tone.sentences {
        let sum: f64 = sentiment.evidence.iter().map(|evidence| evidence.weight).sum();
        assert!((sum - sentiment.score).abs() < 1e-9 && !sentiment.evidence.is_empty());
    }
}

#[test]
fn one_endless_sentence_is_survived() {
    let text = "Maria Lopez praised John Smith and ".repeat(300);
    let (tone, entities, _) = judge(&text);
    tone.sentences.iter().for_each(|sentiment| check(sentiment, &text));
    assert!(entities.iter().all(|entity| entity.sentiment.is_some()));
}
