//! Names at the head and the foot of letters: a salutation and a signature have a line of their own.
//!
//! Papers print letters, and inquiries publish mails by the thousand. A line of one word says little to the tagger, which looks at what
//! stands around a word.

use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::Candidate;
use crate::entities::evidence::Evidence;
use crate::entities::words::{Line, Word};
use crate::lexicon::{self, class};
use crate::rules::names as rule;
use crate::text::Shape;

/// A closing has this many words at most: "With best regards,".
const MOST_CLOSING_WORDS: usize = 5;
const CONFIDENCE: f64 = 0.8;

impl Finder<'_, '_> {
    /// "Carla," above a line and "Thanks," with "Piet" below it.
    pub(super) fn find_correspondents(&self, found: &mut Vec<Candidate>) {
        let lines = &self.words.lines;
        let mut before: Option<&Line> = None;
        for (index, line) in lines.iter().enumerate() {
            let next = lines.get(index + 1);
            if let Some(candidate) = self.correspondent(line, before, next) {
                found.push(candidate);
            }
            before = Some(line);
        }
    }

    fn correspondent(&self, line: &Line, before: Option<&Line>, next: Option<&Line>) -> Option<Candidate> {
        let words = self.words.all.get(line.words.clone())?;
        let (first, rest) = words.split_first()?;
        let names = 1 + rest.iter().take_while(|word| word.shape == Shape::Capital && word.joined).count();
        let last = words.get(names - 1)?;
        let whole =
            words.last().is_some_and(|last| self.ends_line(last.span.end)) && self.begins_line(first.span.start);
        if !whole || names > 3 || words.len() > names + 1 {
            return None;
        }
        let signed = words.len() == names && before.is_some_and(|line| self.closes(line));
        let addressed = names == 1
            && next.is_some()
            && words.get(names).is_some_and(|mark| matches!(mark.text, "," | "-" | "–" | "—"));
        let person = words.iter().take(names).all(may_sign);
        let rules = self.document.rules;
        let found_by = if rules.when(rule::SIGNATURE, || person && signed) {
            rule::SIGNATURE
        } else if rules.when(rule::SALUTATION, || person && addressed) {
            rule::SALUTATION
        } else {
            return None;
        };
        let span = first.span.cover(last.span);
        let name = Candidate::new(span, EntityType::Person, CONFIDENCE, Evidence::Rule(found_by));
        Some(Candidate { gender: first.lexeme.given_name().and_then(|given| given.gender), ..name })
    }

    /// "With best regards,"
    fn closes(&self, line: &Line) -> bool {
        let words = self.words.all.get(line.words.clone()).unwrap_or_default();
        let few = words.iter().filter(|word| word.shape != Shape::Other).count() <= MOST_CLOSING_WORDS;
        few && words.last().is_some_and(|word| self.ends_line(word.span.end))
            && words.iter().any(|word| word.is(class::LETTER_CLOSING))
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = self.document.text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    fn ends_line(&self, at: usize) -> bool {
        let after = self.document.text.get(at..).unwrap_or_default().trim_start_matches([' ', '\t', '\r']);
        after.is_empty() || after.starts_with('\n')
    }
}

/// Whether a word alone on a line may be somebody's name.
fn may_sign(word: &Word<'_>) -> bool {
    word.shape == Shape::Capital
        && word.text.chars().count() > 1
        && (!word.is(class::COMMON) || word.is_written(class::GIVEN_NAME))
        && !word.is(class::FUNCTION_WORD.or(class::LETTER_CLOSING).or(class::LETTER_GREETING))
        && lexicon::known_name(&word.lower).is_none()
}
