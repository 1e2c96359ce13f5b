//! Descriptions that stand for someone: "the minister", "the group", "a senior official".

use crate::analysis::EntityType;
use crate::lexicon::{self, Gender, Lexeme, class};
use crate::text::{Document, Span, Token, TokenKind};

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
    let tokens = &document.tokens;
    tokens.iter().enumerate().filter_map(move |(index, token)| {
        if !matches!(document.str(token.span), "the" | "The") {
            return None;
        }
        let mut found = None;
        for (reach, word) in tokens.iter().skip(index + 1).take(LONGEST).enumerate() {
            let text = document.str(word.span);
            if word.kind != TokenKind::Word
                || reach > 0 && found.is_some() && described(lexicon::lexeme(text)).is_none()
            {
                break;
            }
            match described(lexicon::lexeme(text)) {
                Some((kind, _)) => found = Some((kind, Span::new(token.span.start, word.span.end))),
                // "the 45-year-old"
                None if aged(text) && !describes(document, tokens.get(index + reach + 2)) => {
                    found = Some((Description::Role, Span::new(token.span.start, word.span.end)))
                }
                None if is_function_word(text) => break,
                None => {}
            }
        }
        // "the party of ...", "the minister for ...", "the minister, Jo Bloggs" and "the president Jo Bloggs" describe someone new.
        let (kind, span) = found?;
        let next = tokens.get(tokens.partition_point(|token| token.span.start < span.end));
        let next_word = next.map_or("", |next| document.str(next.span));
        let behind = tokens.partition_point(|token| token.span.start < span.end);
        let third = tokens.get(behind + 1);
        // "The transport secretary, Jo Bloggs,": whoever the name is.
        let apposed = next_word == ","
            && third.is_some_and(|token| {
                let word = document.str(token.span);
                token.kind == TokenKind::Word && word.starts_with(char::is_uppercase) && !is_day(word)
            })
            && tokens.get(behind + 2).is_some_and(|token| document.str(token.span).starts_with(char::is_uppercase));
        let new = matches!(next_word, "of" | "for" | "who" | "which" | "in" | "from")
            || apposed
            || next_word.starts_with(char::is_uppercase);
        (!new).then_some((kind, span))
    })
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "of" | "and"
            | "or"
            | "to"
            | "in"
            | "on"
            | "at"
            | "for"
            | "with"
            | "from"
            | "by"
            | "that"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "who"
            | "said"
            | "says"
            | "as"
            | "not"
            | "will"
            | "would"
            | "also"
    )
}

/// Whether a noun or an adjective goes on behind "the 58-year-old", so that the age only qualifies it.
fn describes(document: &Document<'_>, next: Option<&Token>) -> bool {
    next.is_some_and(|next| {
        let word = document.str(next.span);
        crate::quotes::open_class(word) && !is_function_word(word)
    })
}

fn is_day(word: &str) -> bool {
    word.ends_with("day") && word.len() <= 9
}

/// The age in "the heroic 24-year-old", "the 24-year-old actor".
pub(super) fn age(text: &str) -> Option<&str> {
    let (before, _) = text.split_once("-year")?;
    before.rsplit([' ', '\u{a0}']).next().filter(|age| !age.is_empty() && age.chars().all(|c| c.is_ascii_digit()))
}

/// Whether an organisation whose name does not have the noun may be called by it: a bank is a company, a ministry is none. `name` is in
/// lower case.
pub(super) fn may_call(head: &str, name: &str) -> bool {
    // What is called a government, a council or a court mostly has it in its name, or is another one.
    const OF_THEIR_OWN: [&str; 17] = [
        "government",
        "administration",
        "council",
        "court",
        "ministry",
        "department",
        "party",
        "police",
        "army",
        "force",
        "university",
        "commission",
        "committee",
        "board",
        "union",
        "parliament",
        "bank",
    ];
    const PUBLIC: [&str; 30] = [
        "ministry",
        "department",
        "court",
        "council",
        "commission",
        "committee",
        "police",
        "army",
        "navy",
        "parliament",
        "senate",
        "congress",
        "assembly",
        "party",
        "union",
        "university",
        "school",
        "government",
        "authority",
        "secretariat",
        "nations",
        "federal",
        "fed",
        "central",
        "agency",
        "reuters",
        "bbc",
        "cnn",
        "times",
        "ap",
    ];
    let business = matches!(generic(head), Some(EntityType::Organization)) && !head.starts_with("group");
    let public = name.split([' ', '-']).any(|word| PUBLIC.contains(&word));
    let any = matches!(head, "organization" | "organisation");
    let own = OF_THEIR_OWN.contains(&head);
    !own && (any || !business || !public)
}

fn aged(word: &str) -> bool {
    word.ends_with("-year-old") || word.ends_with("-years-old")
}

/// What a description stands for that says hardly more than "the person" or "the organisation"; `None` when it says more.
pub(super) fn generic(text: &str) -> Option<EntityType> {
    let last = text.rsplit([' ', '\u{a0}']).next()?;
    if aged(last) {
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
    const NEW: [&str; 9] = ["another", "second", "third", "fourth", "fifth", "different", "separate", "other", "one"];
    let new = |word: &str| NEW.iter().any(|known| word.eq_ignore_ascii_case(known));
    !text.starts_with(['t', 'T']) && text.split_whitespace().take(2).any(new)
}

/// A description as a name: "omnibus bill passed by the Senate" is the "omnibus bill".
pub(super) fn short(description: &str) -> &str {
    let Some((before, _)) = description.split_once(" by ") else { return description };
    let Some((noun, participle)) = before.rsplit_once(' ') else { return description };
    if participle.ends_with("ed") || participle.ends_with("en") || participle == "made" { noun } else { description }
}

/// A description without the article in front.
pub(super) fn without_article(text: &str) -> &str {
    let (first, rest) = text.split_once([' ', '\u{a0}']).unwrap_or((text, ""));
    if !rest.is_empty() && matches!(first, "the" | "The" | "a" | "A" | "an" | "An") { rest } else { text }
}

/// The bytes up to the end of the phrase's head: what stands before the first comma, preposition or relative pronoun.
pub(super) fn head_length(text: &str) -> usize {
    let mut position = 0usize;
    for (index, word) in text.split([' ', '\u{a0}']).enumerate() {
        if index > 0
            && matches!(
                word,
                "of" | "from"
                    | "with"
                    | "for"
                    | "at"
                    | "in"
                    | "who"
                    | "on"
                    | "near"
                    | "to"
                    | "behind"
                    | "by"
                    | "against"
            )
        {
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

/// Whether the head may go on like this behind a name and still be that name's bearer: "PTI political party", "(TTP)", "'s"-less.
pub(super) fn may_follow_name(behind: &str) -> bool {
    let rest = behind.trim();
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
    let last = rest.rsplit([' ', '\u{a0}']).next().unwrap_or("").to_lowercase();
    matches!(
        last.as_str(),
        "party" | "group" | "movement" | "company" | "newspaper" | "agency" | "outfit" | "jr" | "jr." | "sr" | "sr."
    ) || rest.starts_with(')')
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
    let lexeme = lexicon::lexeme(&head);
    let known = described(lexeme);
    let person = matches!(known, Some((Description::Role, _)))
        || lexeme.is(class::ANONYMOUS_NOUN.or(class::UNNAMED_PERSON_NOUN))
        || matches!(head.as_str(), "man" | "woman" | "mother" | "father");
    let gender = match head.as_str() {
        "man" | "father" | "boy" | "brother" | "husband" | "son" => Some(Gender::Male),
        "woman" | "mother" | "girl" | "sister" | "wife" | "daughter" => Some(Gender::Female),
        _ => known.and_then(|(_, gender)| gender),
    };
    let plural = head.ends_with('s') && !head.ends_with("ss") || head == "people";
    (gender, plural, person)
}

/// Whether a speaker so described is kept without a name: "a source", "two officials who asked not to be named".
pub(super) fn anonymous(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.contains("anonym")
        || lower.contains("not to be named")
        || lower.contains("familiar with")
        || lower.contains("unnamed")
    {
        return true;
    }
    let phrase = lower.get(..head_length(&lower)).unwrap_or(&lower);
    let always = |word: &str| lexicon::lexeme(word).is(class::ANONYMOUS_NOUN);
    if phrase.split_whitespace().any(always) {
        return true;
    }
    // "Ministry spokesman": someone who holds an office speaks for it, named or not.
    let articles = ["the ", "this ", "that ", "his ", "her ", "their ", "its "];
    let definite = articles.iter().any(|article| lower.starts_with(article));
    let office = text.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
    let head = head(&lower);
    // "A senior GOP aide" is one of several.
    let one = ["a ", "an ", "one ", "another "].iter().any(|article| lower.starts_with(article));
    let of_many = head.ends_with('s') || one && !head.starts_with("spokes");
    lexicon::lexeme(head).is(class::ANONYMOUS_NOUN.or(class::UNNAMED_PERSON_NOUN)) && !definite && (!office || of_many)
}
