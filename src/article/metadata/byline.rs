//! The byline: of the lines around the headline that read as one, and those right after the end, that for which most speaks.

use super::finder::Finder;
use super::outlet::sounds_like_outlet_alone;
use crate::analysis::{Article, BlockKind};
use crate::article::kinds::Kinds;
use crate::article::names;
use crate::article::page::Shape;
use crate::lexicon::{self, class};
use crate::ranking::{Features, bucket, offset};
use crate::rules::article as rule;
use crate::text::Span;

/// What must speak at least for a line beside the byline to be one too.
const TOGETHER: i32 = -36;

/// A line that may be the byline.
pub(in crate::article) struct Signature {
    pub(in crate::article) index: usize,
    pub(in crate::article) byline: names::Byline,
    pub(in crate::article) features: Vec<u32>,
}

impl Finder<'_> {
    pub(super) fn byline(&mut self, title: Option<usize>, article: &mut Article) {
        let candidates = self.signatures(title);
        let scores: Vec<i32> =
            candidates.iter().map(|candidate| self.model.byline.score(&candidate.features)).collect();
        let mut best = None;
        for (place, score) in scores.iter().enumerate() {
            if *score > best.map_or(0, |(_, most)| most) {
                best = Some((place, *score));
            }
        }
        let Some((best, _)) = best else { return };
        for candidate in self.signed_together(&candidates, &scores, best) {
            self.sign(candidate, article);
        }
    }

    /// The candidate at `best` and those right above and below it that read alike: each author on a line of their own.
    fn signed_together<'c>(&self, candidates: &'c [Signature], scores: &[i32], best: usize) -> &'c [Signature] {
        let alike = |from: usize, to: usize| {
            let (Some(from), Some(to)) = (candidates.get(from), candidates.get(to)) else { return false };
            let words = |index: usize| self.shape(index).map_or(usize::MAX, |shape| shape.words);
            from.index.abs_diff(to.index) == 1
                && from.byline.told == to.byline.told
                && words(from.index).abs_diff(words(to.index)) <= 2
        };
        let likely = |at: usize| scores.get(at).is_some_and(|score| *score > TOGETHER);
        let (mut first, mut last) = (best, best);
        while first.checked_sub(1).is_some_and(|above| likely(above) && alike(first, above)) {
            first -= 1;
        }
        while likely(last + 1) && alike(last, last + 1) {
            last += 1;
        }
        candidates.get(first..=last).unwrap_or_default()
    }

    /// Takes a byline's names as authors.
    fn sign(&mut self, signature: &Signature, article: &mut Article) {
        let Signature { index, byline, .. } = signature;
        let index = *index;
        let start = self.span(index).start;
        let absolute = |span: Span| Span::new(start + span.start, start + span.end);
        for span in &byline.names {
            let author = self.part(absolute(*span));
            if !article.authors.iter().any(|known| known.value == author.value) {
                article.authors.push(author);
            }
        }
        if article.dateline.is_none() {
            article.dateline = byline.place.map(|place| self.part(absolute(place)));
        }
        self.mark(index, BlockKind::Byline);
        let led = self.follows_bare_lead(index);
        if led {
            self.mark(index - 1, BlockKind::Byline);
        }
        if names::is_role_alone(self.line(index + 1)) && !self.is_body(index + 1) {
            self.mark(index + 1, BlockKind::Byline);
        }
    }

    /// Whether the line above is nothing but "By".
    fn follows_bare_lead(&self, index: usize) -> bool {
        self.rules.when(rule::BARE_BY, || index > 0 && names::is_bare_lead(self.line(index - 1)))
    }

    /// The lines that may be the byline, with their features.
    pub(in crate::article) fn signatures(&self, title: Option<usize>) -> Vec<Signature> {
        let head = self.head(title);
        let after = self.end.saturating_sub(1).max(head.end)..(self.end + 6).min(self.lines.len());
        let mut candidates: Vec<Signature> = Vec::new();
        for index in head.chain(after) {
            let Some(shape) = self.shape(index) else { continue };
            let prose = shape.is_prose();
            if self.roles.get(index).copied().flatten().is_some() || prose && self.is_body(index) {
                continue;
            }
            let line = self.line(index);
            let byline = names::parse(self.rules, line)
                .filter(|byline| byline.told || !prose && !sounds_like_outlet_alone(line));
            let Some(byline) = byline else { continue };
            let features = self.features_of_signature(index, shape, &byline, title, candidates.len());
            candidates.push(Signature { index, byline, features });
        }
        candidates
    }

    fn features_of_signature(
        &self,
        index: usize,
        shape: &Shape,
        byline: &names::Byline,
        title: Option<usize>,
        earlier: usize,
    ) -> Vec<u32> {
        let line = self.line(index);
        let mut features = Features(Vec::with_capacity(48));
        let lead = self.follows_bare_lead(index);
        let given = byline.names.iter().any(|name| names::is_given(name.of(line)));
        // How the line says that it is a byline, or what else speaks for it.
        let sign = if byline.told {
            3
        } else if lead {
            2
        } else {
            u32::from(given)
        };
        let side = match title {
            _ if index + 1 >= self.end => 4,
            _ if self.is_body(index) => 3,
            Some(title) if index < title => 2,
            Some(_) if index < self.first => 1,
            _ => 0,
        };
        features.add(0, 0);
        features.add(1, sign);
        features.add(2, side);
        features.add(3, sign * 10 + side);
        let from_title = offset(title, index);
        features.add(4, from_title);
        features.add(5, from_title * 10 + sign);
        features.add(6, offset(Some(self.first), index) * 10 + u32::from(byline.told));
        features.add(7, bucket(shape.words, &[3, 4, 5, 6, 8, 12, 18]) * 10 + sign);
        features.add(8, bucket(byline.names.len(), &[2, 3, 4]) * 10 + sign);
        features.add_if(9, byline.place.is_some());
        features.add(10, u32::from(shape.date) * 10 + sign);
        features.add_if(11, shape.clock);
        features.add(12, shape.copies.min(3) * 10 + sign);
        shape.kinds.each().for_each(|kind| features.add(13, kind));
        let named: usize = byline.names.iter().map(|name| name.len()).sum();
        features.add(14, bucket(line.len().saturating_sub(named), &[1, 4, 8, 20, 50]) * 10 + sign);
        let dated = |at: usize| self.shape(at).is_some_and(|shape| shape.date || shape.kinds.has(Kinds::TIME));
        let below = (1..=4).find(|offset| dated(index + offset)).unwrap_or(0);
        let above = (1..=4).find(|offset| index.checked_sub(*offset).is_some_and(dated)).unwrap_or(0);
        features.add(15, u32::try_from(below).unwrap_or(0) * 10 + sign);
        features.add(16, u32::try_from(above).unwrap_or(0) * 10 + sign);
        features.add_if(17, self.line(index + 1).starts_with('@'));
        features.add_if(18, names::leading_name(self.rules, line).is_some());
        features.add(
            19,
            u32::from(self.rules.when(rule::AUTHOR_NAMED_AGAIN, || self.is_introduced(index, byline))) * 10 + sign,
        );
        features.add_if(20, names::is_role_alone(self.line(index + 1)));
        features.add_if(21, index > 0 && names::is_role_alone(self.line(index - 1)));
        features.add(22, u32::try_from(earlier.min(4)).unwrap_or(4) * 10 + u32::from(byline.told));
        let share = |part: usize| u32::try_from(part * 4 / shape.words.max(1)).unwrap_or(4);
        features.add(23, share(shape.uppers));
        features.add(24, share(shape.capitals) * 10 + sign);
        let forms = [index.checked_sub(1), Some(index + 1)].map(|at| self.form(at));
        for (template, form) in (25..).zip(forms) {
            features.add(template, form * 10 + sign);
        }
        for (template, at) in [(27, index.checked_sub(1)), (28, Some(index + 1))] {
            let shape = at.and_then(|at| self.shape(at));
            shape.into_iter().flat_map(|shape| shape.kinds.each()).for_each(|kind| features.add(template, kind));
            let words = at.map(|at| self.page.words_of(at, &self.page.words)).unwrap_or_default();
            if let Some(first) = words.first() {
                features.add(template + 2, *first);
            }
        }
        features.add(31, u32::from(shape.after_gap) + 2 * u32::from(shape.before_gap));
        let words = self.page.words_of(index, &self.page.words);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            features.add(32, *first);
            features.add(33, *last);
        }
        features.add(34, shape.end as u32);
        features.add(35, bucket(shape.signs, &[1, 2, 4]));
        // Words that are no names, and words that are a person's.
        let parts = || byline.names.iter().flat_map(|name| name.of(line).split(' '));
        let common = parts().filter(|word| lexicon::lexeme(&word.to_lowercase()).is(class::COMMON)).count();
        let persons = parts().filter(|word| lexicon::lexeme(word).is(class::GIVEN_NAME)).count();
        features.add(36, bucket(common, &[1, 2]) * 10 + sign);
        let last_words = byline.names.iter().filter_map(|name| name.of(line).rsplit(' ').next());
        let uses = last_words.filter_map(|word| lexicon::lexeme(word).word_use());
        uses.for_each(|(kind, _)| features.add(38, kind as u32 * 10 + sign));
        features.add(37, bucket(persons, &[1, 2]) * 10 + bucket(common, &[1, 2]));
        features.0
    }

    /// Whether a line elsewhere starts with the byline's first name and goes on about it: "Lena Ortiz is a reporter ...".
    fn is_introduced(&self, index: usize, byline: &names::Byline) -> bool {
        let Some(name) = byline.names.first() else { return false };
        let name = name.of(self.line(index)).to_lowercase();
        self.page.shapes.iter().enumerate().any(|(other, shape)| {
            other != index
                && shape.kinds.has(Kinds::AUTHOR)
                && self.line(other).get(..name.len() + 20).unwrap_or(self.line(other)).to_lowercase().contains(&name)
        })
    }
}
