//! Personal pronouns and what they agree with.

use super::Referent;
use crate::analysis::EntityType;
use crate::entities::Gender;
use crate::text::{Document, Span, TokenKind};

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

    /// Whether it can stand for a referent of this kind.
    pub(super) fn agrees(self, kind: EntityType, gender: Option<Gender>, plural: bool) -> bool {
        kind == EntityType::Person && !plural && gender.is_none_or(|gender| self.gender() == Some(gender))
    }
}

fn pronoun(word: &str) -> Option<Pronoun> {
    if word.len() > 7 || !word.is_ascii() {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::First,
        "he" => Pronoun::Subject(Gender::Male),
        "she" => Pronoun::Subject(Gender::Female),
        "him" => Pronoun::Object(Gender::Male),
        "her" => Pronoun::Object(Gender::Female),
        "his" => Pronoun::Possessive(Gender::Male),
        "hers" => Pronoun::Possessive(Gender::Female),
        "himself" => Pronoun::Reflexive(Gender::Male),
        "herself" => Pronoun::Reflexive(Gender::Female),
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
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "it" | "It" => Some(Self::One),
            "they" | "They" => Some(Self::Many),
            _ => None,
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
    pronoun(text) == Some(Pronoun::First)
}

/// Whether a speaker mention is a pronoun of any kind.
pub(super) fn is_pronoun(text: &str) -> bool {
    let word = text.to_lowercase();
    matches!(
        word.as_str(),
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "who"
            | "him"
            | "her"
            | "them"
            | "us"
            | "me"
            | "his"
            | "their"
            | "its"
            | "which"
            | "that"
            | "this"
    )
}

/// Whether a word before a mention makes it an object: a preposition.
pub(super) fn governs(word: &str) -> bool {
    matches!(
        word,
        "of" | "to"
            | "with"
            | "for"
            | "by"
            | "from"
            | "at"
            | "in"
            | "on"
            | "about"
            | "against"
            | "between"
            | "under"
            | "after"
            | "before"
            | "like"
            | "than"
            | "over"
    )
}

/// Whether a token ends a clause that has a subject before it.
pub(super) fn parts_clauses(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "—" | "–" | "--" | "." | "?" | "!" | "(" | ")")
}

/// All pronouns of the document, in text order.
pub(super) fn find<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (Pronoun, Span)> + 'd {
    document.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word).filter_map(
        |(index, token)| {
            let word = document.str(token.span);
            let found = pronoun(word)?;
            let next = document.tokens.get(index + 1);
            // "her" before a word that can be part of a noun phrase owns it.
            let owns = next.is_some_and(|next| {
                let word = document.str(next.span);
                matches!(next.kind, TokenKind::Word | TokenKind::Number) && !FOLLOWS_OBJECT.contains(&word)
            });
            match found {
                Pronoun::Object(Gender::Female) if owns => Some((Pronoun::Possessive(Gender::Female), token.span)),
                // "US" is no pronoun, nor is the "I" of a numeral.
                Pronoun::First if word.len() > 1 && word.chars().all(char::is_uppercase) => None,
                found => Some((found, token.span)),
            }
        },
    )
}

/// Words that do not begin what "her" owns.
const FOLLOWS_OBJECT: [&str; 36] = [
    "and", "or", "but", "to", "in", "on", "at", "for", "with", "from", "of", "as", "by", "that", "if", "when", "while",
    "because", "after", "before", "is", "was", "the", "a", "an", "about", "into", "out", "up", "over", "again", "how",
    "what", "why", "who", "than",
];
