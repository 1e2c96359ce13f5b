//! What the article says a person is: "US State Department spokesman Ned Price", "Noor Fatima, an Islamabad-based analyst,".

use std::ops::Range;

use super::candidate::Candidate;
use super::words::{Word, Words};
use crate::lexicon::{self, TitleClass, class};
use crate::text::{Document, Shape, Span};

/// The most words of a description.
const MOST_WORDS: usize = 14;

/// The description that stands with one mention of a person.
pub(super) fn role(document: &Document<'_>, words: &Words<'_>, candidate: &Candidate) -> Option<String> {
    let first = words.all.partition_point(|word| word.span.start < candidate.span.start);
    let behind = words.all.partition_point(|word| word.span.start < candidate.span.end);
    let line = words.lines.get(words.lines.partition_point(|line| line.words.end <= first))?.words.clone();
    let span = before(words, candidate, first, &line)
        .or_else(|| apposition(words, behind, &line))
        .or_else(|| apposed(words, first, &line))?;
    let text = document.str(span).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.len() <= 160).then_some(text)
}

fn span_of(words: &Words<'_>, range: Range<usize>) -> Option<Span> {
    let last = range.end.checked_sub(1).filter(|_| !range.is_empty())?;
    Some(Span::new(words.get(range.start)?.span.start, words.get(last)?.span.end))
}

fn is_role(word: &Word<'_>) -> bool {
    let noun = |text: &str| lexicon::lexeme(text).is(class::ROLE);
    noun(&word.lower) || noun(word.lower.trim_end_matches('.')) || office(word)
}

fn office(word: &Word<'_>) -> bool {
    lexicon::lexeme(word.bare()).title().is_some_and(|title| title.class == TitleClass::Office)
}

/// Words that may stand in a description before its noun.
fn is_modifier(word: &Word<'_>) -> bool {
    matches!(
        word.lower.as_str(),
        "former"
            | "ex"
            | "then"
            | "acting"
            | "interim"
            | "outgoing"
            | "incoming"
            | "late"
            | "longtime"
            | "veteran"
            | "senior"
            | "junior"
            | "chief"
            | "deputy"
            | "vice"
            | "assistant"
            | "associate"
            | "executive"
            | "prime"
            | "foreign"
            | "interior"
            | "defence"
            | "defense"
            | "finance"
            | "health"
            | "education"
            | "energy"
            | "trade"
            | "agriculture"
            | "environment"
            | "transport"
            | "press"
            | "police"
            | "army"
            | "military"
            | "party"
            | "opposition"
            | "government"
            | "political"
            | "national"
            | "regional"
            | "local"
            | "state"
            | "federal"
            | "provincial"
            | "presidential"
            | "vice-presidential"
            | "congressional"
            | "republican"
            | "democratic"
            | "company"
            | "campaign"
            | "committee"
            | "human"
            | "rights"
            | "climate"
            | "security"
            | "policy"
            | "research"
            | "managing"
            | "general"
            | "co-founder"
            | "fellow"
            | "lead"
            | "head"
            | "based"
            | "born"
            | "team"
            | "club"
            | "union"
            | "group"
            | "project"
            | "program"
            | "programme"
            | "media"
            | "news"
            | "football"
            | "film"
            | "first"
            | "law"
            | "history"
            | "science"
            | "economics"
            | "investment"
            | "bank"
            | "data"
            | "tech"
            | "technology"
            | "communications"
            | "marketing"
            | "financial"
            | "market"
            | "legal"
            | "medical"
            | "public"
    )
}

/// "US State Department spokesman", "Foreign Minister": what ends right before the name.
fn before(words: &Words<'_>, candidate: &Candidate, first: usize, line: &Range<usize>) -> Option<Span> {
    let mut from = first;
    let mut nouns = 0;
    while from > line.start && first - from < MOST_WORDS {
        let word = words.before(from, line)?;
        let role = is_role(word);
        let honorific = lexicon::lexeme(word.bare()).is(class::LISTED_TITLE) && word.shape == Shape::Capital;
        let point = word.text == "." && words.get(from - 1).is_some_and(|point| !point.joined) || word.text == "-";
        // Where the name's own title reaches, everything belongs.
        let within_title = candidate.title.is_some_and(|title| title.start <= word.span.start);
        // "What coach Hall is building"
        let capital = nouns > 0
            && word.is_capitalised()
            && !matches!(
                word.lower.as_str(),
                "what"
                    | "how"
                    | "why"
                    | "when"
                    | "where"
                    | "which"
                    | "that"
                    | "whether"
                    | "if"
                    | "with"
                    | "by"
                    | "from"
                    | "to"
                    | "as"
                    | "in"
                    | "on"
                    | "at"
                    | "a"
                    | "an"
                    | "against"
                    | "after"
                    | "before"
                    | "meet"
                    | "meets"
            )
            && words.get(from).is_some_and(|next| next.joined || next.split);
        // "founder and director", but not "Justice Scalia and Justice".
        let and = matches!(word.lower.as_str(), "and" | "&")
            && words.before(from - 1, line).is_some_and(|word| is_role(word) && !word.is_capitalised());
        // "Vermont Agency of Transportation spokesman"
        let of = word.lower == "of"
            && words.get(from).is_some_and(|next| next.is_capitalised() && next.joined)
            && words.before(from - 1, line).is_some_and(|before| before.is_capitalised() && word.joined);
        if role || honorific || within_title || (nouns > 0 && (capital || is_modifier(word) || point || and || of)) {
            nouns += usize::from(role);
            from -= 1;
        } else {
            break;
        }
    }
    // "and" opens nothing.
    while from < first
        && words.get(from).is_some_and(|word| matches!(word.lower.as_str(), "and" | "&" | "." | "-" | "'s"))
    {
        from += 1;
    }
    // "the first camp to host Hall"
    let verb = from + 1 == first
        && words.get(from).is_some_and(|word| VERBS.contains(&word.lower.as_str()))
        && words
            .before(from, line)
            .is_some_and(|word| matches!(word.lower.as_str(), "to" | "will" | "would" | "can" | "could"));
    (nouns > 0 && from < first && !verb).then(|| span_of(words, from..first)).flatten()
}

/// Roles that are verbs as well.
const VERBS: [&str; 14] = [
    "captain", "chair", "champion", "coach", "doctor", "guard", "guide", "head", "host", "judge", "mentor", "nurse",
    "partner", "pilot",
];

/// ", an expert on Afghan affairs,": what follows the name behind a comma.
fn apposition(words: &Words<'_>, behind: usize, line: &Range<usize>) -> Option<Span> {
    let comma = words.within(behind, line)?;
    if !matches!(comma.text, "," | "—" | "–") {
        return None;
    }
    let mut from = behind + 1;
    // An age may stand between.
    if words.within(from, line).is_some_and(|word| word.shape == Shape::Number)
        && words.within(from + 1, line).is_some_and(|word| word.text == ",")
    {
        from += 2;
    }
    let determined = words.within(from, line).is_some_and(|word| {
        matches!(word.lower.as_str(), "a" | "an" | "the" | "one" | "his" | "her" | "their" | "its")
    });
    if determined {
        from += 1;
    }
    let mut end = from;
    let mut noun = None;
    while end < line.end && end - from < MOST_WORDS + 4 {
        let word = words.get(end)?;
        let stop = matches!(word.text, "," | ";" | "." | "(" | ")" | "—" | "–" | ":" | "?" | "!" | "\"" | "“" | "”")
            || matches!(
                word.lower.as_str(),
                "who"
                    | "which"
                    | "that"
                    | "said"
                    | "says"
                    | "told"
                    | "has"
                    | "had"
                    | "is"
                    | "was"
                    | "were"
                    | "will"
                    | "would"
                    | "but"
                    | "whose"
                    | "where"
                    | "when"
                    | "while"
            );
        if stop {
            break;
        }
        if noun.is_none() && is_role(word) {
            noun = Some(end);
        }
        // The noun has to come before the first preposition: "a town in the leader's hands" is no role.
        if noun.is_none()
            && matches!(
                word.lower.as_str(),
                "of" | "in" | "on" | "at" | "for" | "from" | "with" | "by" | "to" | "and" | "or"
            )
        {
            return None;
        }
        end += 1;
    }
    let noun = noun?;
    // "She is survived by Mikhail, a daughter, Anna, and five grandchildren": one of a list, and no description.
    let kin = matches!(
        words.get(noun).map(|word| word.lower.as_str()),
        Some("son" | "daughter" | "brother" | "sister" | "stepson" | "stepdaughter" | "grandson" | "granddaughter")
    );
    let listed = words.within(end, line).is_some_and(|word| word.text == ",")
        && words.within(end + 1, line).is_some_and(|word| word.is_capitalised());
    if kin && listed && matches!(words.get(behind + 1).map(|word| word.lower.as_str()), Some("a" | "an")) {
        return None;
    }
    // Without an article it must begin like a description: "equity strategist at", not "walking with the doctor".
    let plain = |index: usize| {
        words.get(index).is_some_and(|word| {
            word.shape == Shape::Lower
                && !lexicon::lexeme(&word.lower).is(class::FUNCTION_WORD)
                && !word.lower.ends_with("ing")
                && !word.lower.ends_with("ed")
        })
    };
    let begins = determined
        || noun == from
        || noun - from <= 2 && (from..noun).all(plain)
        || words.get(from).is_some_and(|word| is_modifier(word) || word.is_capitalised());
    let another_name = !determined
        && noun > from
        && words
            .get(from)
            .is_some_and(|word| word.is_capitalised() && lexicon::lexeme(word.text).is(class::GIVEN_NAME));
    let closed = words.within(end, line).is_none_or(|word| !matches!(word.text, "(" | ":"));
    (begins && !another_name && closed).then(|| span_of(words, from..end)).flatten()
}

/// "TTP's leader, Qari Amjad,": what stands before a comma.
fn apposed(words: &Words<'_>, first: usize, line: &Range<usize>) -> Option<Span> {
    let comma = words.before(first, line).filter(|word| word.text == ",")?;
    let last = first.checked_sub(2).filter(|last| *last >= line.start)?;
    let noun = words.get(last).filter(|word| word.span.end <= comma.span.start)?;
    if !is_role(noun) || noun.is_capitalised() {
        return None;
    }
    let mut from = last;
    while from > line.start && last - from < 8 {
        let word = words.before(from, line)?;
        let joined = words.get(from).is_some_and(|next| next.joined || next.split);
        if is_modifier(word) || is_role(word) || (word.is_capitalised() && joined && !word.initial) {
            from -= 1;
        } else {
            break;
        }
    }
    // A list of people ("the actor, X, the singer, Y") has an article before the noun; a bare plural is no role of one person.
    words.before(from, line).filter(|word| {
        matches!(word.lower.as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my" | "'s" | "’s")
    })?;
    span_of(words, from..last + 1)
}
