//! Title, subtitle, authors, publisher, section, dateline and date of what was pasted as text.
//!
//! They stand near one another, between the menu and the first paragraph; each is found by its form and its distance to the others.
//! Whatever is found says which line it stands on, so that the line becomes a block of that kind.

use super::date;
use super::kinds::Kinds;
use super::model::State;
use super::page::{End, Shape};
use super::{blocks, credits, names};
use crate::analysis::{Article, BlockKind, Published, Text};
use crate::lexicon::{self, class, phrase};
use crate::options::Options;
use crate::rules::article as rule;
use crate::text::Span;

mod byline;
mod candidates;
mod day;
mod finder;
mod headline;
mod outlet;

use byline::Signature;
pub use candidates::{Candidate, Candidates};
use day::Day;
pub(super) use finder::{Finder, Given};
use headline::Headline;
pub(super) use outlet::{host, split_publisher};

/// Fills the metadata of `article` and says of which lines they are.
pub(super) fn find(given: &Given<'_>, article: &mut Article) -> Vec<Option<BlockKind>> {
    let mut finder = Finder::new(given);
    let title = finder.title(article);
    finder.byline(title, article);
    finder.date(title, article);
    finder.dateline(article);
    finder.captions();
    finder.subtitle(title, article);
    finder.section(title, article);
    finder.publisher(article);
    find_unseen(given.options, article);
    finder.roles
}

impl Finder<'_> {
    /// What may be headline, byline and day, for the trainer of the rankings.
    pub(super) fn candidates(mut self) -> Candidates {
        let text = |parts: Vec<String>| parts.join(", ");
        let headlines = self.headlines().into_iter().map(|Headline { index, features }| {
            let value = text(vec![self.part(self.parts(index).headline).value]);
            Candidate { value, features }
        });
        let titles = headlines.collect();
        let mut article = Article::default();
        let title = self.title(&mut article);
        let bylines = self.signatures(title).into_iter().map(|Signature { index, byline, features }| {
            let names = byline.names.iter().map(|name| name.of(self.line(index)).to_owned());
            Candidate { value: text(names.collect()), features }
        });
        let bylines = bylines.collect();
        self.byline(title, &mut article);
        let dates = self.days(title, self.order()).into_iter();
        let dates = dates.map(|Day { found, features, .. }| Candidate { value: found.value, features }).collect();
        Candidates { titles, bylines, dates }
    }
}

/// What the options alone tell, for what was not found in the text.
pub(super) fn find_unseen(options: &Options, article: &mut Article) {
    if article.published.is_none() {
        let told = options.published.map(|day| day.to_string());
        let value = told.or_else(|| date::in_url(options.url.as_deref()?));
        article.published = value.map(|value| Published { value, span: None });
    }
    if article.publisher.is_none() {
        article.publisher =
            options.url.as_deref().and_then(host).map(|host| Text { value: host.to_owned(), span: None });
    }
}

impl Finder<'_> {
    /// "ISLAMABAD (AP) —" at the start of the first paragraph.
    fn dateline(&mut self, article: &mut Article) {
        for index in self.first..(self.first + 3).min(self.lines.len()) {
            if !self.is_body(index) {
                continue;
            }
            // "BENNING: ..." again and again: who speaks, and no place.
            let is_turn = |index: usize| blocks::is_turn(self.line(index));
            let speaks = || is_turn(index) && (index + 1..(index + 8).min(self.lines.len())).any(is_turn);
            let opening = || dateline(self.line(index)).filter(|_| !self.rules.when(rule::TURN_NO_PLACE, speaks));
            if let Some((place, agency)) = self.rules.find(rule::OPENING_PLACE, opening) {
                let start = self.span(index).start;
                let absolute = |span: Span| Span::new(start + span.start, start + span.end);
                article.dateline = Some(self.part(absolute(place)));
                if article.publisher.is_none() {
                    article.publisher = agency.map(|span| self.part(absolute(span)));
                }
                return;
            }
        }
    }

    /// Captions and credits between the headline and the end.
    fn captions(&mut self) {
        let from = self.roles.iter().position(|role| *role == Some(BlockKind::Title)).unwrap_or(0);
        for index in from..self.end {
            if self.is_body(index) || self.roles.get(index).copied().flatten().is_some() {
                continue;
            }
            let Some(shape) = self.shape(index) else { continue };
            if !shape.kinds.has(Kinds::CAPTION) && names::credits_another(self.rules, self.line(index)) {
                self.mark(index, BlockKind::Byline);
                continue;
            }
            if self.states.get(index) == Some(&State::Aside) && credits::is_caption(self.line(index)) {
                self.mark(index, BlockKind::Caption);
                continue;
            }
            let only = Kinds::CAPTION.with(Kinds::ADVERTISEMENT);
            let credited = || {
                phrase::PICTURE_CREDIT.iter().any(|mark| self.line(index).contains(mark))
                    || shape.kinds.has(Kinds::CAPTION) && shape.kinds.with(only) == only
            };
            if self.rules.when(rule::PICTURE_CREDIT, credited) {
                self.mark(index, BlockKind::Caption);
                // What stands right above a credit is its caption.
                let is_caption = |above: &Shape| {
                    above.words >= 5 && above.kinds.is_empty() && !above.before_gap && above.end == End::Other
                };
                if self
                    .rules
                    .when(rule::CAPTION_ABOVE_CREDIT, || index > from && self.shape(index - 1).is_some_and(is_caption))
                {
                    self.mark(index - 1, BlockKind::Caption);
                }
            }
        }
        // "Edited by" as the last line, or right after it.
        for index in self.end.saturating_sub(2).max(self.first)..(self.end + 4).min(self.lines.len()) {
            let short = self.shape(index).is_some_and(|shape| shape.words <= 10);
            if (short || !self.is_body(index)) && names::credits_another(self.rules, self.line(index)) {
                self.mark(index, BlockKind::Byline);
            }
        }
    }

    fn subtitle(&mut self, title: Option<usize>, article: &mut Article) {
        let Some(title) = title else { return };
        for index in title + 1..self.first.min(title + 5) {
            let Some(shape) = self.shape(index) else { return };
            let free = self.roles.get(index).copied().flatten().is_none();
            let subtitle = || {
                free && (6..=50).contains(&shape.words)
                    && shape.kinds.is_empty()
                    && !shape.date
                    && shape.function_words >= 2
                    && !shape.link
                    && !self.is_body(index)
            };
            if self.rules.when(rule::STANDFIRST, subtitle) {
                article.subtitle = Some(self.part(self.span(index)));
                self.mark(index, BlockKind::Subtitle);
                return;
            }
        }
    }

    /// A section's name right above the headline, also glued to another: "PoliticsPakistan".
    fn section(&mut self, title: Option<usize>, article: &mut Article) {
        let Some(title) = title.filter(|_| article.section.is_none()) else { return };
        for index in (title.saturating_sub(3)..title).rev() {
            let line = self.line(index);
            let names = || phrase::SECTION.into_iter();
            // In a row of short lines it is one entry of a menu.
            let menu = |other: usize| {
                other != title
                    && self.shape(other).is_some_and(|other| other.words <= 3 && !other.date && other.words > 0)
            };
            let in_menu = index.checked_sub(1).is_some_and(menu) || menu(index + 1);
            let exact = || names().find(|name| !in_menu && line.eq_ignore_ascii_case(name)).map(str::len);
            let glued = || {
                names()
                    .filter(|name| {
                        let head = line.get(..name.len());
                        let rest = line.get(name.len()..).unwrap_or("");
                        let small_end = head.is_some_and(|head| head.ends_with(char::is_lowercase));
                        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
                            && small_end
                            && rest.starts_with(char::is_uppercase)
                            && rest.len() < 30
                    })
                    .map(str::len)
                    .max()
            };
            if let Some(length) = self.rules.find(rule::SECTION_ABOVE_HEADLINE, || exact().or_else(glued)) {
                let start = self.span(index).start;
                article.section = Some(self.part(Span::new(start, start + length)));
                return;
            }
        }
    }
}

/// The place and the agency of "ISLAMABAD (AP) —" at the start of a paragraph.
pub(super) fn dateline(paragraph: &str) -> Option<(Span, Option<Span>)> {
    let reach = paragraph.char_indices().nth(80).map_or(paragraph.len(), |(at, _)| at);
    let head = paragraph.get(..reach)?;
    let (at, _) = [" — ", " – ", " -- ", " - ", "— ", "– ", "—", ": "]
        .iter()
        .filter_map(|mark| head.find(mark).map(|at| (at, mark)))
        .min_by_key(|(at, _)| *at)?;
    let mut place = head.get(..at)?.trim_end();
    let mut agency = None;
    if let (Some(open), true) = (place.find('('), place.ends_with(')')) {
        let name = place.get(open + 1..place.len() - 1)?;
        if name.is_empty() || name.len() > 30 || !name.starts_with(char::is_uppercase) {
            return None;
        }
        agency = Some(Span::new(open + 1, open + 1 + name.len()));
        place = place.get(..open)?.trim_end();
    }
    // "LONDON, Jan 5": the day is no part of the place.
    if let Some((city, rest)) = place.split_once(", ")
        && rest.split_whitespace().next().is_some_and(|word| date::month(word.trim_matches(['.', ','])).is_some())
    {
        place = city;
    }
    let place = place.trim_end_matches([',', ' ']);
    let first = place.split([',', ' ']).next()?;
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = first.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !first.chars().any(char::is_lowercase)
        || place.split(',').next().is_some_and(|city| city.len() >= 4 && !city.chars().any(char::is_lowercase));
    let plain = place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-' | '\'' | '’' | '/'));
    let capitals = place
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase) || lexicon::lexeme(word).is(class::DATELINE_JOINT));
    let count = place.split_whitespace().count();
    let fits = plain && capitals && letters >= 3 && (1..=6).contains(&count) && (shouted || agency.is_some());
    fits.then(|| (Span::new(0, place.len()), agency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(paragraph: &str) -> Option<&str> {
        dateline(paragraph).map(|(span, _)| span.of(paragraph))
    }

    #[test]
    fn datelines() {
        assert_eq!(place("ISLAMABAD (AP) — The court ruled on Friday."), Some("ISLAMABAD"));
        assert_eq!(place("KABUL, Afghanistan — The court ruled."), Some("KABUL, Afghanistan"));
        assert_eq!(place("LONDON, Jan 5 (Reuters) - The court ruled."), Some("LONDON"));
        assert_eq!(place("Port Harlan (HNA) – The court ruled."), Some("Port Harlan"));
        assert_eq!(place("The court – the highest in the land – ruled."), None);
        assert_eq!(place("Nobody said a word: it was over."), None);
    }
}
