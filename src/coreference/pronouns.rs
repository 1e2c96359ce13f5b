//! Personal pronouns and what they agree with.

use super::referents::Referent;
use crate::analysis::EntityType;
use crate::lexicon::{self, Gender, Lexeme, class, word};
use crate::text::{Cursor, Document, Span, TokenKind};

/// A pronoun that can stand for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "I", "me", "my": the speaker of direct speech.
    First,
    /// "he", "she"
    Subject(Gender),
    /// "him", "her" before no noun
    Object(Gender),
    /// "his", "her"
    Possessive(Gender),
    /// "himself"
    Reflexive(Gender),
}

impl Pronoun {
    /// The gender it shows.
    pub(super) fn gender(self) -> Option<Gender> {
        match self {
            Self::First => None,
            Self::Subject(gender) | Self::Object(gender) | Self::Possessive(gender) | Self::Reflexive(gender) => {
                Some(gender)
            }
        }
    }

    /// Whether it is the object of a verb or preposition.
    pub(super) fn is_object(self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// Whether it is the subject of a verb.
    pub(super) fn is_subject(self) -> bool {
        matches!(self, Self::Subject(_))
    }

    /// Whether it tells whose something is.
    pub(super) fn is_possessive(self) -> bool {
        matches!(self, Self::Possessive(_))
    }

    /// Whether it can stand for a referent.
    pub(super) fn agrees(self, referent: &Referent) -> bool {
        let gender = referent.gender.is_none_or(|gender| self.gender() == Some(gender));
        referent.kind == EntityType::Person && !referent.plural && gender
    }
}

/// The pronoun that a word in lower case is.
fn pronoun(word: Lexeme) -> Option<Pronoun> {
    Some(match word {
        word::HE => Pronoun::Subject(Gender::Male),
        word::SHE => Pronoun::Subject(Gender::Female),
        word::HIM => Pronoun::Object(Gender::Male),
        word::HER => Pronoun::Object(Gender::Female),
        word::HIS => Pronoun::Possessive(Gender::Male),
        word::HERS => Pronoun::Possessive(Gender::Female),
        word::HIMSELF => Pronoun::Reflexive(Gender::Male),
        word::HERSELF => Pronoun::Reflexive(Gender::Female),
        word if word.is(class::FIRST_PERSON) => Pronoun::First,
        _ => return None,
    })
}

/// A pronoun of groups and institutions, which are looked up only when they speak: elsewhere "it" is mostly no one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// "it"
    One,
    /// "they"
    Many,
}

impl Group {
    /// The pronoun that a speaker mention is.
    pub(super) fn of(mention: Lexeme) -> Option<Self> {
        if mention.is(class::SINGULAR_GROUP_PRONOUN) {
            Some(Self::One)
        } else if mention.is(class::PLURAL_GROUP_PRONOUN) {
            Some(Self::Many)
        } else {
            None
        }
    }

    /// Whether it can stand for a referent.
    pub(super) fn agrees(self, referent: &Referent) -> bool {
        match self {
            Self::One => {
                (!referent.plural || referent.entity.is_some())
                    && referent.leads
                    && referent.kind == EntityType::Organization
            }
            Self::Many => {
                referent.plural
                    || matches!(referent.kind, EntityType::Organization | EntityType::Group)
                        && referent.entity.is_some()
            }
        }
    }
}

/// Whether a mention is the "I" of somebody who speaks.
pub(crate) fn is_first_person(text: &str) -> bool {
    pronoun(lexicon::folded(text)) == Some(Pronoun::First)
}

/// Whether a speaker mention is a pronoun of any kind.
pub(super) fn is_pronoun(text: &str) -> bool {
    lexicon::folded(text).is(class::PRONOUN_MENTION)
}

/// All pronouns of the document, in text order.
pub(super) fn find<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (Pronoun, Span)> + 'd {
    let words = document.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
    words.filter_map(|(index, token)| {
        let found = match pronoun(token.folded)? {
            Pronoun::Object(Gender::Female) if owns(document.at(index)) => Pronoun::Possessive(Gender::Female),
            // "US" is no pronoun, nor is the "I" of a numeral.
            Pronoun::First if token.span.len() > 1 && document.str(token.span).chars().all(char::is_uppercase) => {
                return None;
            }
            found => found,
        };
        Some((found, token.span))
    })
}

/// Whether "her" stands before a word that can be part of a noun phrase, so that it owns it.
fn owns(her: Cursor<'_, '_>) -> bool {
    let next = her.ahead(1);
    matches!(next.kind(), TokenKind::Word | TokenKind::Number) && !next.token().is_written(class::AFTER_OBJECT)
}
