//! Years alone and decades: "2021", "the 1990s", "2019-20".

use regex_automata::meta::Regex;

use super::found::Found;
use super::pattern::{Captures, YEAR, compile};
use super::sentence::Sentence;
use super::stretch::days;
use crate::analysis::Value;
use crate::entities::calendar;
use crate::lexicon::{class, lexeme};
use crate::rules::values as rule;
use crate::text::Span;

/// Groups: year, the "s" of a decade, the last year of a stretch; the decade of "'90s".
pub(super) fn pattern() -> Option<Regex> {
    compile(&format!("\\b({YEAR})(?:(s)\\b|[-–/]({YEAR}|[0-9]{{2}})\\b)?|['’]([2-9]0)s\\b"))
}

pub(super) fn evaluate(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let rules = sentence.rules;
    if captures.get(4).is_some() {
        rules.find(rule::SHORT_DECADE, || {
            let first = 1900 + captures.whole::<i32>(4)?;
            Some(Found::date(rule::SHORT_DECADE, span, years(first, first + 9), 0.85))
        })
    } else if captures.get(2).is_some() {
        rules.find(rule::DECADE, || decade(captures.whole(1)?, span))
    } else if is_glued(sentence, span, captures.get(3).is_some()) {
        None
    } else if captures.get(3).is_some() {
        rules.find(rule::STRETCH_OF_YEARS, || stretch(captures.whole(1)?, captures.whole(3)?, span))
    } else {
        rules.find(rule::YEAR_ALONE, || year(sentence, captures.whole(1)?, span))
    }
}

/// From the first day of one year to the last of another.
fn years(first: i32, last: i32) -> Option<Value> {
    calendar::year(first).zip(calendar::year(last)).and_then(|((start, _), (_, end))| days(start, end))
}

/// "the 1990s", "the 1900s"
fn decade(first: i32, span: Span) -> Option<Found> {
    let length = if first % 100 == 0 { 99 } else { 9 };
    (first % 10 == 0).then(|| Found::date(rule::DECADE, span, years(first, first + length), 0.93))
}

/// "2019-20"
fn stretch(first: i32, second: i32, span: Span) -> Option<Found> {
    let last = if second < 100 { second + first / 100 * 100 } else { second };
    (last > first && last - first < 100).then(|| Found::date(rule::STRETCH_OF_YEARS, span, years(first, last), 0.85))
}

/// Whether digits are part of something longer: "$2000", "2000%", "1.2000", "2000-1".
fn is_glued(sentence: &Sentence<'_>, span: Span, ranges: bool) -> bool {
    let rest = sentence.rest(span.end);
    let before =
        |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '.' | ',' | '-' | '/' | '#' | '_' | ':');
    let after = |c: char| c.is_alphanumeric() || matches!(c, '%' | '_');
    let digit_follows = rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let goes_on = rest.starts_with([',', '.', ':']) || !ranges && rest.starts_with('-');
    sentence.before(span.start).ends_with(before) || rest.starts_with(after) || goes_on && digit_follows
}

/// "in 2021"
fn year(sentence: &Sentence<'_>, year: i32, span: Span) -> Option<Found> {
    let opener = lexeme(&sentence.word_before(span.start));
    let sure = opener.is(class::SURE_YEAR_PREPOSITION);
    let modern = (1900..=2050).contains(&year);
    let before = sentence.before(span.start);
    let opens = || modern && matches!(before.trim_end().chars().next_back(), None | Some(','));
    let introduced = opener.is(class::YEAR_PREPOSITION) || before.ends_with('(') || opens();
    if !(modern || sure) || !introduced {
        return None;
    }
    if !sure && sentence.rules.when(rule::COUNT_NOT_YEAR, || plural_follows(sentence.rest(span.end))) {
        return None;
    }
    Some(Found::date(rule::YEAR_ALONE, span, years(year, year), if sure { 0.95 } else { 0.75 }))
}

/// "2000 workers": a count when a plural follows.
fn plural_follows(rest: &str) -> bool {
    let next = rest.trim_start().split([' ', ',', '.', ';', ')']).next().unwrap_or("");
    next.len() > 3
        && next.ends_with('s')
        && next.chars().all(char::is_lowercase)
        && !lexeme(next).is(class::NOT_COUNTED)
}
