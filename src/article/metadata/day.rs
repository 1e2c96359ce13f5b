//! The day of publication: of the days around headline and byline, and right after the end, that for which most speaks.

use super::finder::Finder;
use super::outlet::host;
use crate::analysis::{Article, BlockKind, Published};
use crate::article::date::{self, Order};
use crate::article::kinds::Kinds;
use crate::article::page::Shape;
use crate::lexicon::phrase;
use crate::ranking::{Features, bucket, offset};
use crate::rules::article as rule;
use crate::text::Span;

/// A line that may have the day of publication.
pub(in crate::article) struct Day {
    pub(in crate::article) index: usize,
    pub(in crate::article) found: date::Found,
    pub(in crate::article) features: Vec<u32>,
}

impl Finder<'_> {
    /// Which number of "3/4/2023" is the day: what other dates of the page show, then where the outlet sits.
    pub(in crate::article) fn order(&self) -> Order {
        let mut votes = 0_i32;
        for (index, shape) in self.page.shapes.iter().enumerate() {
            if shape.date {
                match date::find(self.line(index)).and_then(|found| found.order) {
                    Some(Order::DayFirst) => votes += 1,
                    Some(Order::MonthFirst) => votes -= 1,
                    None => {}
                }
            }
        }
        let shown = self.rules.find(rule::ORDER_OF_OTHER_DAYS, || (votes != 0).then_some(votes > 0));
        let day_first = shown.unwrap_or_else(|| {
            let host = self.options.url.as_deref().and_then(host).unwrap_or("");
            phrase::DAY_FIRST_DOMAIN.iter().any(|end| host.ends_with(end))
        });
        if day_first { Order::DayFirst } else { Order::MonthFirst }
    }

    pub(super) fn date(&mut self, title: Option<usize>, article: &mut Article) {
        let order = self.order();
        let (index, found) = match self.best_date(title, order) {
            Some((index, found)) => (index, found),
            None => {
                article.published = self.rules.find(rule::DAY_OF_DATELINE, || self.day_of_dateline(order));
                return;
            }
        };
        let start = self.span(index).start;
        let span = Span::new(start + found.span.start, start + found.span.end);
        article.published = Some(Published { value: found.value, span: Some(span) });
        // A line with little else than the day goes with the byline.
        let most = if self.is_body(index) { 4 } else { 12 };
        if self.shape(index).is_some_and(|shape| shape.words <= most) {
            self.mark(index, BlockKind::Byline);
        }
    }

    /// The day of publication with its line, as the ranking chooses it.
    fn best_date(&self, title: Option<usize>, order: Order) -> Option<(usize, date::Found)> {
        let mut best: Option<(i32, Day)> = None;
        for candidate in self.days(title, order) {
            let score = self.model.date.score(&candidate.features);
            if score > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, Day { index, found, .. })| (index, found))
    }

    /// The lines that may have the day of publication, with their features.
    pub(in crate::article) fn days(&self, title: Option<usize>, order: Order) -> Vec<Day> {
        let told =
            self.options.published.map(|day| day.to_string()).or_else(|| date::in_url(self.options.url.as_deref()?));
        let head = self.head(title);
        let after = self.end.saturating_sub(1).max(head.end)..(self.end + 6).min(self.lines.len());
        let mut found: Vec<(usize, &Shape, date::Found)> = Vec::new();
        for index in head.chain(after) {
            let Some(shape) = self.shape(index).filter(|shape| shape.date) else { continue };
            // Below the end comments and further stories have days too.
            let told = || {
                let lower = self.line(index).to_lowercase();
                phrase::UPDATED.iter().chain(&phrase::PUBLISHED).any(|word| lower.contains(word))
            };
            if self.is_body(index) && shape.words > 12 || index >= self.end && !told() {
                continue;
            }
            if let Some(day) = date::find_with(self.line(index), order) {
                found.push((index, shape, day));
            }
        }
        let day_of = |found: &date::Found| found.value.get(..10).map(str::to_owned);
        let days: Vec<Option<String>> = found.iter().map(|(_, _, day)| day_of(day)).collect();
        let candidate = |(place, (index, shape, found)): (usize, (usize, &Shape, date::Found))| {
            let own = days.get(place);
            let mut features = self.features_of_day(index, shape, &found, title);
            let (latest, first) = (days.iter().max(), days.iter().min());
            features.add(60, u32::from(own == latest) + 2 * u32::from(own == first) + 4 * u32::from(days.len() > 1));
            features.add(61, bucket(place, &[1, 2, 4]));
            features.add(62, bucket(days.iter().filter(|day| Some(*day) == own).count(), &[2, 3]));
            features.add_if(63, told.as_deref().is_some_and(|day| found.value.starts_with(day)));
            Day { index, found, features: features.0 }
        };
        found.into_iter().enumerate().map(candidate).collect()
    }

    fn features_of_day(&self, index: usize, shape: &Shape, found: &date::Found, title: Option<usize>) -> Features {
        let line = self.line(index);
        let lower = line.to_lowercase();
        let updated = self.rules.when(rule::DAY_OF_UPDATE, || phrase::UPDATED.iter().any(|word| lower.contains(word)));
        let published = phrase::PUBLISHED.iter().any(|word| lower.contains(word));
        let word = u32::from(updated) + 2 * u32::from(published);
        let byline = self.roles.iter().position(|role| *role == Some(BlockKind::Byline));
        let side = match title {
            _ if index >= self.end => 4,
            _ if self.is_body(index) => 3,
            Some(title) if index < title => 2,
            Some(_) if index < self.first => 1,
            _ => 0,
        };
        let mut features = Features(Vec::with_capacity(48));
        features.add(0, 0);
        features.add(1, word);
        features.add(2, side);
        features.add(3, word * 10 + side);
        features.add(4, offset(byline, index));
        features.add(5, offset(title, index));
        features.add(6, offset(Some(self.first), index));
        features.add(7, offset(byline, index) * 100 + offset(title, index));
        let words = bucket(shape.words, &[4, 5, 7, 10, 15, 25]);
        features.add(8, words);
        features.add(9, words * 10 + side);
        shape.kinds.each().for_each(|kind| features.add(10, kind * 10 + words));
        features.add_if(11, found.value.len() > 10);
        features.add(12, bucket(found.span.start, &[1, 5, 15, 40]));
        features.add(13, bucket(line.len().saturating_sub(found.span.end), &[1, 5, 15, 40]));
        features.add_if(14, line.contains('©'));
        features.add_if(15, Some(index) == byline);
        let forms = [index.checked_sub(1), Some(index + 1)].map(|at| self.form(at));
        for (template, form) in (16..).zip(forms) {
            features.add(template, form);
        }
        features.add(18, u32::from(shape.after_gap) + 2 * u32::from(shape.before_gap));
        features.add(19, shape.copies.min(3));
        let hashes = self.page.words_of(index, &self.page.words);
        if let (Some(first), Some(last)) = (hashes.first(), hashes.last()) {
            features.add(20, *first);
            features.add(21, *last);
        }
        let named = |at: Option<usize>| at.and_then(|at| self.page.words_of(at, &self.page.words).first().copied());
        for (template, at) in [(22, index.checked_sub(1)), (23, Some(index + 1))] {
            if let Some(first) = named(at) {
                features.add(template, first);
            }
        }
        features.add_if(24, self.signs(index).is_some());
        features.add_if(25, found.ambiguous);
        features.add_if(26, shape.kinds.has(Kinds::CAPTION));
        features
    }

    /// "BOSTON, Nov. 5, 2026 /PRNewswire/ --": the day in the dateline.
    fn day_of_dateline(&self, order: Order) -> Option<Published> {
        let line = self.line(self.first);
        let head = line.char_indices().nth(80).map_or(line, |(at, _)| line.get(..at).unwrap_or_default());
        let dash = [" -- ", " – ", " — ", " - "].iter().find_map(|dash| head.find(dash))?;
        let found = date::find_with(head.get(..dash)?, order)?;
        if !self.is_body(self.first) || !found.span.of(line).contains("20") {
            return None;
        }
        let start = self.span(self.first).start;
        let span = Span::new(start + found.span.start, start + found.span.end);
        Some(Published { value: found.value, span: Some(span) })
    }
}
