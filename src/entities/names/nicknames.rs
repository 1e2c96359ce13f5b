//! Names with a nickname in quotation marks inside them.

use std::ops::Range;

use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::Candidate;
use crate::lexicon::{self, class};
use crate::text::Shape;

/// The most words of a nickname in quotation marks.
pub(super) const MOST_NICKNAME_WORDS: usize = 4;

impl Finder<'_, '_> {
    /// `Ann "Red" Miles`: a name in quotation marks between a given name and a surname belongs to the name. `names` are by start.
    pub(super) fn find_nicknames(&self, line: &Range<usize>, names: &[Candidate], nicknamed: &mut Vec<Candidate>) {
        let is_mark = |at: usize| {
            self.words.within(at, line).is_some_and(|word| matches!(word.text, "\"" | "“" | "”" | "'" | "‘" | "’"))
        };
        let mut index = line.start + 1;
        while index < line.end {
            if !is_mark(index) {
                index += 1;
                continue;
            }
            let close = (index + 2..(index + 2 + MOST_NICKNAME_WORDS).min(line.end)).find(|&at| is_mark(at));
            let Some(close) = close else {
                index += 1;
                continue;
            };
            let capital = |at: usize| {
                self.words.within(at, line).filter(|word| {
                    word.shape == Shape::Capital && !lexicon::lexeme(&word.lower).is(class::FUNCTION_WORD)
                })
            };
            let inside = (index + 1..close).all(|at| {
                self.words
                    .get(at)
                    .is_some_and(|word| word.is_capitalised() || matches!(word.lower.as_str(), "the" | "of"))
            });
            if let (true, Some(before), Some(behind)) = (inside, capital(index - 1), capital(close + 1)) {
                let upto = names.partition_point(|name| name.span.start <= before.span.start);
                let left = upto.checked_sub(1).and_then(|at| names.get(at));
                let left = left.filter(|name| name.span.end == before.span.end && name.kind == EntityType::Person);
                let from = names.partition_point(|name| name.span.start < behind.span.start);
                let right = names.get(from).filter(|name| name.span.start == behind.span.start);
                let given = lexicon::lexeme(before.text).is(class::GIVEN_NAME);
                let person = left.is_some() || right.is_some_and(|name| name.kind == EntityType::Person);
                if person && (given || left.is_some()) {
                    let span =
                        left.map_or(before.span, |name| name.span).cover(right.map_or(behind.span, |name| name.span));
                    let merged = Candidate {
                        span,
                        kind: EntityType::Person,
                        confidence: left.or(right).map_or(0.7, |name| name.confidence),
                        found_by: "nickname",
                        title: left.and_then(|name| name.title),
                        gender: left.and_then(|name| name.gender),
                        entry: None,
                    };
                    nicknamed.push(merged);
                }
            }
            index = close + 1;
        }
    }
}
