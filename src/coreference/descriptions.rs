//! Descriptions that stand for someone: "the minister", "the group", "a senior official".

use crate::analysis::EntityType;
use crate::lexicon::{self, Gender, Lexeme, class, phrase, word};
use crate::text::{Cursor, Document, Span, TokenKind};

/// What a definite description can take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Description {
    /// "the prime minister"
    Role,
    /// "the party"
    Organization,
    /// "the country"
    Place,
}

/// What a head noun describes; of roles also the gender.
fn described(head: Lexeme) -> Option<(Description, Option<Gender>)> {
    if let Some(gender) = head.role() {
        return Some((Description::Role, gender));
    }
    let kind = if head.is(class::ORGANIZATION_NOUN) {
        Description::Organization
    } else if head.is(class::PLACE_NOUN) {
        Description::Place
    } else if head.is(class::ANY_ORGANIZATION_NOUN) {
        Description::Organization
    } else if head.is(class::ANY_PERSON_NOUN) {
        Description::Role
    } else {
        return None;
    };
    Some((kind, None))
}

/// The most words of a definite description.
const LONGEST: usize = 4;

/// Definite descriptions of up to [`LONGEST`] words, in text order: "the" or "The", modifiers, a noun of the lists.
pub(super) fn find<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (Description, Span)> + 'd {
    let articles = document.tokens.iter().enumerate().filter(|(_, token)| token.is_written(class::DEFINITE_ARTICLE));
    articles.filter_map(|(index, article)| {
        let (kind, noun) = head_noun(document.at(index))?;
        (!introduces(noun)).then(|| (kind, article.span.cover(noun.token().span)))
    })
}

/// The last noun of the lists among the words after an article, and what it describes.
fn head_noun<'d, 't>(article: Cursor<'d, 't>) -> Option<(Description, Cursor<'d, 't>)> {
    let mut found = None;
    for word in (1..=LONGEST).map(|reach| article.ahead(reach)) {
        let known = described(word.lexeme());
        if word.kind() != TokenKind::Word || found.is_some() && known.is_none() {
            break;
        }
        match known {
            Some((kind, _)) => found = Some((kind, word)),
            // "the 45-year-old"
            None if is_aged(word.str()) && !is_qualified_by_age(word.ahead(1)) => {
                found = Some((Description::Role, word))
            }
            None if word.token().is_written(class::DESCRIPTION_BOUNDARY) => break,
            None => {}
        }
    }
    found
}

/// Whether a description with this head is of someone new: "the party of ...", "the minister for ...", "the president Jo Bloggs".
fn introduces(noun: Cursor<'_, '_>) -> bool {
    let next = noun.ahead(1);
    next.token().is_written(class::DESCRIPTION_COMPLEMENT) || is_apposed(next) || next.is_capitalised()
}

/// Whether a name follows after a comma: "The transport secretary, Jo Bloggs,": whoever the name is.
fn is_apposed(comma: Cursor<'_, '_>) -> bool {
    let first = comma.ahead(1);
    let names = first.kind() == TokenKind::Word && first.is_capitalised() && !is_day(first.str());
    comma.str() == "," && names && comma.ahead(2).is_capitalised()
}

/// Whether a noun or an adjective goes on after "the 58-year-old", so that the age only qualifies it.
fn is_qualified_by_age(next: Cursor<'_, '_>) -> bool {
    crate::quotes::open_class(next.str()) && !next.token().is_written(class::DESCRIPTION_BOUNDARY)
}

fn is_day(word: &str) -> bool {
    word.len() <= 9 && phrase::DAY_ENDING.iter().any(|ending| word.ends_with(ending))
}

/// The age in "the heroic 24-year-old", "the 24-year-old actor".
pub(super) fn age(text: &str) -> Option<&str> {
    let (before, _) = phrase::AGE_UNIT.iter().find_map(|unit| text.split_once(unit))?;
    before.rsplit([' ', '\u{a0}']).next().filter(|age| !age.is_empty() && age.chars().all(|c| c.is_ascii_digit()))
}

/// Whether an organisation whose name does not have the noun may be called by it: a bank is a company, a ministry is none. `name` is in
/// lower case.
pub(super) fn may_call(head: &str, name: &str) -> bool {
    let noun = lexicon::lexeme(head);
    let business = matches!(generic(head), Some(EntityType::Organization)) && noun != word::GROUP;
    let public = || name.split([' ', '-']).any(|word| lexicon::lexeme(word).is(class::PUBLIC_BODY_WORD));
    // What is called a government, a council or a court mostly has it in its name, or is another one.
    !noun.is(class::OWN_NAME_NOUN) && (noun.is(class::ORGANIZATION_WORD) || !business || !public())
}

fn is_aged(word: &str) -> bool {
    phrase::AGED.iter().any(|ending| word.ends_with(ending))
}

/// What a description stands for that says hardly more than "the person" or "the organisation"; `None` when it says more.
pub(super) fn generic(text: &str) -> Option<EntityType> {
    let last = text.rsplit([' ', '\u{a0}']).next()?;
    if is_aged(last) {
        return Some(EntityType::Person);
    }
    let last = lexicon::lexeme(last);
    if last.is(class::ANY_ORGANIZATION_NOUN) {
        return Some(EntityType::Organization);
    }
    last.is(class::ANY_PERSON_NOUN).then_some(EntityType::Person)
}

/// Whether a description says that it is of someone not spoken of before: "another official", "a second source".
pub(super) fn another(text: &str) -> bool {
    let new = |word: &str| lexicon::folded(word).is(class::NEW_REFERENT_WORD);
    !text.starts_with(['t', 'T']) && text.split_whitespace().take(2).any(new)
}

/// A description as a name: "omnibus bill passed by the Senate" is the "omnibus bill".
pub(super) fn short(description: &str) -> &str {
    let Some((before, _)) = split_at(description, word::BY) else { return description };
    let Some((noun, participle)) = before.rsplit_once(' ') else { return description };
    let regular = phrase::REDUCED_CLAUSE_ENDING.iter().any(|ending| participle.ends_with(ending));
    if regular || lexicon::lexeme(participle) == word::MADE { noun } else { description }
}

/// What follows a word that a text begins with, between blanks: "Jones" of " of Jones".
pub(super) fn strip_word(text: &str, wanted: Lexeme) -> Option<&str> {
    let (word, rest) = text.strip_prefix(' ')?.split_once(' ')?;
    (lexicon::lexeme(word) == wanted).then_some(rest)
}

/// What stands before and after a word between two blanks.
pub(super) fn split_at(text: &str, wanted: Lexeme) -> Option<(&str, &str)> {
    let mut end = 0;
    let found = text.split(' ').find_map(|word| {
        let start = end;
        end += word.len() + 1;
        (start > 0 && lexicon::lexeme(word) == wanted).then_some(start)
    })?;
    Some((text.get(..found - 1)?, text.get(end..)?))
}

/// A description without the article in front.
pub(super) fn without_article(text: &str) -> &str {
    let (first, rest) = text.split_once([' ', '\u{a0}']).unwrap_or((text, ""));
    if !rest.is_empty() && lexicon::lexeme(first).is(class::WRITTEN_ARTICLE) { rest } else { text }
}

/// The bytes up to the end of the phrase's head: what stands before the first comma, preposition or relative pronoun.
pub(super) fn head_length(text: &str) -> usize {
    let mut position = 0usize;
    for (index, word) in text.split([' ', '\u{a0}']).enumerate() {
        if index > 0 && lexicon::lexeme(word).is(class::HEAD_END) {
            return position.saturating_sub(1);
        }
        position += word.len();
        if word.ends_with(',') {
            return position.saturating_sub(1);
        }
        position += text.get(position..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    text.len()
}

/// Whether the head may go on like this after a name and still be that name's bearer: "PTI political party", "(TTP)", but not "'s".
pub(super) fn may_follow_name(after: &str) -> bool {
    let rest = after.trim();
    if rest.is_empty() || rest.starts_with('(') {
        return true;
    }
    if rest.starts_with(['\'', '’']) {
        return false;
    }
    // "Ray Holland SC"
    if rest.len() <= 4 && rest.chars().all(char::is_uppercase) {
        return true;
    }
    let last = rest.rsplit([' ', '\u{a0}']).next().unwrap_or("");
    lexicon::folded(last).is(class::AFTER_NAME) || rest.starts_with(')')
}

fn head(text: &str) -> &str {
    let phrase = text.get(..head_length(text)).unwrap_or(text).trim();
    phrase.rsplit([' ', '\u{a0}']).next().unwrap_or(phrase)
}

/// Whether a later description repeats the head of an earlier one and adds nothing to it: "senior official", "official".
pub(super) fn same_head(earlier: &str, later: &str) -> bool {
    let (earlier, later) = (earlier.to_lowercase(), later.to_lowercase());
    let within = |word: &str| earlier.split_whitespace().any(|other| other == word);
    head(&earlier) == head(&later) && later.split_whitespace().all(within)
}

/// Gender, plural and whether a description is of a person.
pub(super) fn traits(text: &str) -> (Option<Gender>, bool, bool) {
    let head = head(text).to_lowercase();
    let noun = lexicon::lexeme(&head);
    let known = described(noun);
    let person = matches!(known, Some((Description::Role, _)))
        || noun.is(class::ANONYMOUS_NOUN.or(class::UNNAMED_PERSON_NOUN).or(class::PERSON_NOUN));
    let gender = if noun.is(class::MALE_NOUN) {
        Some(Gender::Male)
    } else if noun.is(class::FEMALE_NOUN) {
        Some(Gender::Female)
    } else {
        known.and_then(|(_, gender)| gender)
    };
    let plural = head.strip_suffix('s').is_some_and(|stem| !stem.ends_with('s')) || noun == word::PEOPLE;
    (gender, plural, person)
}

/// Whether a speaker so described is kept without a name: "a source", "two officials who asked not to be named".
pub(super) fn anonymous(text: &str) -> bool {
    let lower = text.to_lowercase();
    if phrase::ANONYMOUS_DESCRIPTION.iter().any(|kept| lower.contains(kept)) {
        return true;
    }
    let noun_phrase = lower.get(..head_length(&lower)).unwrap_or(&lower);
    let always = |word: &str| lexicon::lexeme(word).is(class::ANONYMOUS_NOUN);
    noun_phrase.split_whitespace().any(always) || is_of_several(text, &lower)
}

/// Whether a description leaves open which one of several people it is of: "an official", "officials". Those who hold an office ("Ministry
/// spokesman") speak for it, named or not.
fn is_of_several(text: &str, lower: &str) -> bool {
    let head = head(lower);
    let noun = lexicon::lexeme(head);
    let article = lower.split_once(' ').map_or(Lexeme::NONE, |(first, _)| lexicon::lexeme(first));
    let office = text.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    // "A senior GOP aide" is one of several.
    let one = article.is(class::INDEFINITE_DETERMINER) && !noun.is(class::SPOKESPERSON_NOUN);
    noun.is(class::ANONYMOUS_NOUN.or(class::UNNAMED_PERSON_NOUN))
        && !article.is(class::DEFINITE_DETERMINER)
        && (!office || one || head.ends_with('s'))
}
