//! Whether an article takes a side toward somebody: one decision for each entity, from what all of its mentions say.
//!
//! ```text
//! mentions and their words -> facts, as seen from the side they lean to -> weights of that side -> log-odds -> shown or not
//! ```
//! A tone toward a name is shown only where a reader would probably agree with it. Most names of most articles are bystanders, sources or
//! victims, so that the decision starts from no tone: a logistic regression for praise and one for blame ask how far the mentions lean,
//! whether the words that lean belong to the name in its clause (what it does, what is done to it, what it is said to be), whose voice
//! they are in, what the article is otherwise like, and what kind of thing is named. Made by `training/`, described in `models/tone.md`.

use crate::analysis::EntityType;
use crate::container::{Damage, Format};

/// The file `models/stance.bin`.
pub const FORMAT: Format<1> = Format { name: "stance", version: 1, sections: ["weights"] };
/// Rows of weights: for blame and for praise.
pub(super) const SIDES: usize = 2;
/// Number of facts that the decision goes by.
pub const FACTS: usize = 16;

/// What a word is to the mention that it says something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// What it does.
    Does,
    /// What is done to it.
    Undergoes,
    /// What it is said to be or to have.
    Is,
    /// Stands in its sentence.
    Near,
}

/// How many ties there are.
const TIES: usize = 4;

/// A word that says something of an entity.
#[derive(Clone, Copy)]
pub(super) struct Share {
    /// For praise if positive, for blame if negative.
    pub(super) weight: f64,
    pub(super) tie: Tie,
    /// Somebody's words, and not the writer's.
    pub(super) reported: bool,
}

/// What is known of an entity beside its mentions' words.
pub(super) struct About {
    pub(super) kind: EntityType,
    pub(super) salience: f64,
    /// Score of the article.
    pub(super) article: f64,
    /// How many of its mentions are pronouns.
    pub(super) pronouns: usize,
    /// How many mentions it has.
    pub(super) mentions: usize,
}

/// What an article's mentions of an entity say of it; of two numbers, the first is for blame and the second for praise.
#[derive(Default)]
pub(super) struct Told {
    mentions: usize,
    /// Over all mentions: how much likelier praise is than blame.
    leaning: f64,
    /// The furthest that a mention leans.
    furthest: [f64; SIDES],
    /// How many mentions have a tone by themselves.
    toned: [usize; SIDES],
    /// Sums of the writer's words by their ties.
    ties: [f64; TIES],
    /// Sums of the writer's words.
    own: [f64; SIDES],
    /// Sums of the words of others.
    others: [f64; SIDES],
}

/// A sum that grows less and less.
fn squashed(sum: f64) -> f64 {
    sum / (1.0 + sum.abs())
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

fn of<N: Copy + Default>(sides: [N; SIDES], praise: bool) -> N {
    let [blame, praised] = sides;
    if praise { praised } else { blame }
}

impl Told {
    /// Adds a mention that leans to praise (positive) or blame, with the tone that its own words have: -1, 0 or 1.
    pub(super) fn mention(&mut self, leaning: f64, tone: f64) {
        self.mentions += 1;
        self.leaning += leaning;
        let [blame, praise] = &mut self.furthest;
        (*blame, *praise) = (blame.max(-leaning), praise.max(leaning));
        let [blame, praise] = &mut self.toned;
        *blame += usize::from(tone < 0.0);
        *praise += usize::from(tone > 0.0);
    }

    /// Adds a word that says something of one of the mentions.
    pub(super) fn word(&mut self, word: Share) {
        let [blame, praise] = if word.reported { &mut self.others } else { &mut self.own };
        *(if word.weight > 0.0 { praise } else { blame }) += word.weight.abs();
        if let Some(sum) = self.ties.get_mut(word.tie as usize).filter(|_| !word.reported) {
            *sum += word.weight;
        }
    }

    /// Whether the mentions lean to praise; `None` where they do not lean.
    pub(super) fn leans_to_praise(&self) -> Option<bool> {
        (self.leaning != 0.0).then_some(self.leaning > 0.0)
    }

    /// The facts, as seen from the side that the mentions lean to.
    pub(super) fn facts(&self, about: &About) -> [f64; FACTS] {
        use EntityType::{Event, Facility, Group, Law, Place, Product, Work};
        let praise = self.leaning > 0.0;
        let sign = if praise { 1.0 } else { -1.0 };
        let (mentions, root) = (count(self.mentions), (1.0 + count(self.mentions)).sqrt());
        let tie = |tie: Tie| squashed(self.ties.get(tie as usize).copied().unwrap_or_default() * sign / root);
        let is = |kinds: &[EntityType]| f64::from(u8::from(kinds.contains(&about.kind)));
        [
            1.0,
            squashed(mentions / 4.0),
            count(of(self.toned, praise)) / mentions.max(1.0),
            of(self.furthest, praise),
            about.article * sign,
            tie(Tie::Does),
            tie(Tie::Undergoes),
            tie(Tie::Is),
            squashed(of(self.own, praise) / root),
            squashed(of(self.others, praise) / root),
            is(&[Place, Facility]),
            is(&[Group]),
            is(&[Product, Work]),
            is(&[Event, Law]),
            about.salience.sqrt(),
            count(about.pronouns) / count(about.mentions.max(1)),
        ]
    }
}

/// Weights of the facts for blame and for praise.
#[derive(Clone, Copy)]
pub(crate) struct Weights {
    sides: [[f64; FACTS]; SIDES],
}

impl Weights {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Damage> {
        let [section] = FORMAT.read(bytes)?;
        let (numbers, rest) = section.as_chunks();
        let numbers: &[[u8; 8]; SIDES * FACTS] =
            numbers.try_into().ok().filter(|_| rest.is_empty()).ok_or(Damage::Content)?;
        let mut sides = [[0.0; FACTS]; SIDES];
        for (weight, bytes) in sides.as_flattened_mut().iter_mut().zip(numbers) {
            *weight = f64::from_le_bytes(*bytes);
        }
        Ok(Self { sides })
    }

    /// The log-odds of a tone that a reader agrees with, less those that are asked for: shown from 0 on.
    pub(super) fn log_odds(&self, praise: bool, facts: &[f64; FACTS]) -> f64 {
        facts.iter().zip(of(self.sides.map(Some), praise).unwrap_or_default()).map(|(fact, weight)| fact * weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(weights: usize) -> Vec<u8> {
        FORMAT.write(0, [&vec![0; 8 * weights]])
    }

    #[test]
    fn another_number_of_weights_is_refused() {
        assert!(Weights::from_bytes(&written(SIDES * FACTS)).is_ok());
        for weights in [0, FACTS, SIDES * FACTS - 1, SIDES * FACTS + 1] {
            assert_eq!(Weights::from_bytes(&written(weights)).err(), Some(Damage::Content));
        }
    }

    #[test]
    fn facts_are_seen_from_the_side_that_is_leant_to() {
        let about = About { kind: EntityType::Person, salience: 0.25, article: 0.5, pronouns: 1, mentions: 2 };
        let told = |sign: f64| {
            let mut told = Told::default();
            told.mention(0.8 * sign, sign);
            told.mention(0.1 * sign, 0.0);
            told.word(Share { weight: sign, tie: Tie::Is, reported: false });
            told.word(Share { weight: sign, tie: Tie::Does, reported: true });
            told.facts(&About { article: about.article * sign, ..about })
        };
        assert_eq!(told(1.0), told(-1.0));
        let facts = told(1.0);
        // Half of the mentions have the tone; words of others are no tie.
        assert_eq!((facts[2], facts[5], facts[14]), (0.5, 0.0, 0.5));
        assert!(facts[7] > 0.0 && facts[9] > 0.0);
        assert_eq!(Told::default().leans_to_praise(), None);
    }
}
