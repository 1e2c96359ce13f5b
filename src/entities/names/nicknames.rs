//! Names with a nickname in quotation marks inside them.

use std::ops::Range;

use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::Candidate;
use crate::entities::evidence::Evidence;
use crate::entities::words::Word;
use crate::lexicon::class;
use crate::rules::names as rule;
use crate::text::Shape;

/// The most words of a nickname in quotation marks.
pub(super) const MOST_NICKNAME_WORDS: usize = 4;

impl Finder<'_, '_> {
    /// `Ann "Red" Miles`: a name in quotation marks between a given name and a surname belongs to the name. `names` are by start.
    pub(super) fn find_nicknames(&self, line: &Range<usize>, names: &[Candidate], nicknamed: &mut Vec<Candidate>) {
        let mut index = line.start + 1;
        while index < line.end {
            let close = (index + 2..(index + 2 + MOST_NICKNAME_WORDS).min(line.end))
                .find(|&at| self.is_nickname_mark(at, line))
                .filter(|_| self.is_nickname_mark(index, line));
            let Some(close) = close else {
                index += 1;
                continue;
            };
            let rules = self.document.rules;
            nicknamed.extend(rules.find(rule::NICKNAME, || self.around_nickname(index, close, line, names)));
            index = close + 1;
        }
    }

    fn is_nickname_mark(&self, at: usize, line: &Range<usize>) -> bool {
        matches!(self.words.in_line(at, line).text, "\"" | "“" | "”" | "'" | "‘" | "’")
    }

    /// The whole name around a nickname in the marks at `open` and `close`.
    fn around_nickname(
        &self,
        open: usize,
        close: usize,
        line: &Range<usize>,
        names: &[Candidate],
    ) -> Option<Candidate> {
        let capital = |word: &Word<'_>| word.shape == Shape::Capital && !word.is(class::FUNCTION_WORD);
        let (before, after) = (self.words.left_of(open, line), self.words.in_line(close + 1, line));
        let mut inside = (open + 1..close).map(|at| self.words.at(at));
        if !capital(before)
            || !capital(after)
            || !inside.all(|word| word.is_capitalised() || word.is(class::NICKNAME_SMALL_WORD))
        {
            return None;
        }
        let upto = names.partition_point(|name| name.span.start <= before.span.start);
        let left = upto.checked_sub(1).and_then(|at| names.get(at));
        let left = left.filter(|name| name.span.end == before.span.end && name.kind == EntityType::Person);
        let from = names.partition_point(|name| name.span.start < after.span.start);
        let right = names.get(from).filter(|name| name.span.start == after.span.start);
        let given = before.is_written(class::GIVEN_NAME);
        let person = right.is_some_and(|name| name.kind == EntityType::Person);
        if left.is_none() && !(person && given) {
            return None;
        }
        let span = left.map_or(before.span, |name| name.span).cover(right.map_or(after.span, |name| name.span));
        let confidence = left.or(right).map_or(0.7, |name| name.confidence);
        let name = Candidate::new(span, EntityType::Person, confidence, Evidence::Rule(rule::NICKNAME));
        Some(Candidate { title: left.and_then(|name| name.title), gender: left.and_then(|name| name.gender), ..name })
    }
}
