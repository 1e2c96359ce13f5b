//! Title, subtitle, authors, publisher, section, dateline and date of what was pasted as text.
//!
//! They stand near one another, between the menu and the first paragraph; each is found by its form and its distance to the others.
//! Whatever is found says which line it stands on, so that the line becomes a block of that kind.

use std::cell::OnceCell;

use super::date::{self, Order};
use super::kinds::Kinds;
use super::lines::Line;
use super::model::State;
use super::names;
use super::page::{End, Page, Shape};
use super::{blocks, hashing};
use crate::analysis::{Article, BlockKind, Published, Text};
use crate::lexicon::{self, class, phrase};
use crate::options::Options;
use crate::text::Span;

/// What the rules below look at.
struct Finder<'p> {
    text: &'p str,
    lines: &'p [Line],
    page: &'p Page,
    states: &'p [State],
    options: &'p Options,
    /// The first line of the body.
    first: usize,
    /// The line behind the last of the body.
    end: usize,
    roles: Vec<Option<BlockKind>>,
    /// Of each line that was asked for: whether it reads as a byline, and then whether it says so itself.
    bylines: Vec<OnceCell<Option<bool>>>,
}

/// Fills the metadata of `article` and says of which lines they are.
pub(super) fn find(
    text: &str,
    lines: &[Line],
    page: &Page,
    states: &[State],
    options: &Options,
    article: &mut Article,
) -> Vec<Option<BlockKind>> {
    let first = states.iter().position(|state| *state == State::Body);
    let end = states.iter().rposition(|state| *state == State::Body).map_or(0, |last| last + 1);
    let mut finder = Finder {
        text,
        lines,
        page,
        states,
        options,
        first: first.unwrap_or(lines.len()),
        end,
        roles: vec![None; lines.len()],
        bylines: vec![OnceCell::new(); lines.len()],
    };
    let title = finder.title(article);
    finder.byline(title, article);
    finder.date(title, article);
    finder.dateline(article);
    finder.captions();
    finder.subtitle(title, article);
    finder.section(title, article);
    finder.publisher(article);
    find_unseen(options, article);
    finder.roles
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

/// The host of an address, without "www.".
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    (host.contains('.') && host.len() > 3).then_some(host)
}

impl Finder<'_> {
    fn shape(&self, index: usize) -> Option<&Shape> {
        self.page.shapes.get(index)
    }

    fn span(&self, index: usize) -> Span {
        self.lines.get(index).map_or_else(Span::default, |line| line.span)
    }

    fn line(&self, index: usize) -> &str {
        self.span(index).of(self.text)
    }

    /// Whether a line reads as a byline, and then whether it says so itself ("By ..."). The search for the headline asks the same of
    /// each line many times.
    fn signs(&self, index: usize) -> Option<bool> {
        *self.bylines.get(index)?.get_or_init(|| names::parse(self.line(index)).map(|byline| byline.told))
    }

    fn is_body(&self, index: usize) -> bool {
        self.states.get(index) == Some(&State::Body)
    }

    fn mark(&mut self, index: usize, role: BlockKind) {
        if let Some(slot) = self.roles.get_mut(index)
            && slot.is_none()
        {
            *slot = Some(role);
        }
    }

    /// A part of the text as metadata.
    fn part(&self, span: Span) -> Text {
        Text { value: span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" "), span: Some(span) }
    }

    /// What a mail's head gives as its subject, the marks of answering and forwarding left out.
    fn subject(&self) -> Option<(usize, Span)> {
        let [subject] = phrase::MAIL_SUBJECT;
        let index = self.page.mail_head().into_iter().find(|index| self.line(*index).starts_with(subject))?;
        let line = self.line(index);
        let mut rest = line.strip_prefix(subject)?.trim_start();
        while let Some(bare) = phrase::MAIL_ANSWER.iter().find_map(|mark| rest.strip_prefix(mark)) {
            rest = bare.trim_start();
        }
        let end = self.span(index).end;
        (!rest.is_empty()).then(|| (index, Span::new(end - rest.len(), end)))
    }

    fn title(&mut self, article: &mut Article) -> Option<usize> {
        if let Some((index, span)) = self.subject() {
            article.title = Some(self.part(span));
            self.mark(index, BlockKind::Title);
            return Some(index);
        }
        let mut best: Option<(f64, usize)> = None;
        for index in self.first.saturating_sub(60)..(self.first + 2).min(self.lines.len()) {
            if let Some(score) = self.title_score(index)
                && best.is_none_or(|(most, _)| score > most)
            {
                best = Some((score, index));
            }
        }
        let (_, index) = best.filter(|(score, _)| *score >= 1.5)?;
        let index = self.headline_above(index).unwrap_or(index);
        if let Some(above) = self.wrapped_from(index) {
            let whole = Span::new(self.span(above).start, self.span(index).end);
            article.title = Some(self.part(whole));
            self.mark(above, BlockKind::Title);
            self.mark(index, BlockKind::Title);
            return Some(index);
        }
        let (title, publisher) = split_publisher(self.text, self.span(index), self.options.url.as_deref());
        let (section, title) = split_section(self.text, title);
        article.section = section.map(|span| self.part(span));
        article.title = Some(self.part(title));
        article.publisher = publisher.map(|span| self.part(span));
        self.mark(index, BlockKind::Title);
        // Repeated headlines above the body are the headline too.
        let hash = self.shape(index).map(|shape| shape.hash);
        for other in self.first.saturating_sub(60)..self.first {
            if self.shape(other).map(|shape| shape.hash) == hash && other.abs_diff(index) <= 12 {
                self.mark(other, BlockKind::Title);
            }
        }
        Some(index)
    }

    /// The headline right above what was taken for it and is its standfirst: as long or longer, and prose more than a headline is.
    fn headline_above(&self, index: usize) -> Option<usize> {
        let above = index.checked_sub(1)?;
        // Opinion pages set the writer's name between the two.
        let signed = self.shape(above)?.words <= 4 && names::parse(self.line(above)).is_some_and(|byline| !byline.told);
        let above = if signed { above.checked_sub(1)? } else { above };
        let (shape, chosen) = (self.shape(above)?, self.shape(index)?);
        let like = |at: usize| {
            self.shape(at).is_some_and(|shape| {
                (4..=24).contains(&shape.words)
                    && shape.kinds.is_empty()
                    && !shape.date
                    && !shape.clock
                    && !shape.link
                    && shape.copies <= 1
                    && matches!(shape.end, End::Other | End::Question)
            }) && !self.is_body(at)
                && self.signs(at).is_none()
                && !sounds_like_outlet_alone(self.line(at))
        };
        // "Home Reviews The Finals", "Digital MarketingFive things": a path through the site's menus.
        let path = |line: &str| {
            let glued = line.split_whitespace().any(|word| {
                let letters = || word.chars().zip(word.chars().skip(1));
                letters().filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count() > 0 && word.chars().count() > 9
            });
            glued
                || phrase::MENU_HOME.iter().any(|home| line.starts_with(home))
                || line.contains(" / ")
                || line.contains(self.line(index))
        };
        // One of several such lines is a list's.
        let listed = above.checked_sub(1).is_some_and(like);
        let bullet = self.line(index).starts_with(['-', '•', '–', '*']);
        let longer = chosen.words + 1 >= shape.words && chosen.words >= 7;
        let sentence = shape.function_words >= 1 && !path(self.line(above));
        (like(above)
            && sentence
            && !listed
            && (longer || bullet)
            && self.title_score(above)? >= 1.0
            && chosen.copies <= 1)
            .then_some(above)
    }

    /// The line above a headline that goes on in lower case: one headline on two lines.
    fn wrapped_from(&self, index: usize) -> Option<usize> {
        let above = index.checked_sub(1)?;
        let shape = self.shape(above)?;
        let goes_on = self.line(index).starts_with(char::is_lowercase) && !self.shape(index)?.before_gap;
        let open = (2..=14).contains(&shape.words) && shape.end == End::Other && shape.kinds.is_empty() && !shape.date;
        (goes_on && open && !self.is_body(above) && self.line(above).starts_with(char::is_uppercase)).then_some(above)
    }

    fn title_score(&self, index: usize) -> Option<f64> {
        let shape = self.shape(index)?;
        let line = self.line(index);
        let body = self.is_body(index);
        let alone = index == 0;
        if !(2..=32).contains(&shape.words) || shape.chars > 220 || line.len() < 8 || self.signs(index) == Some(true) {
            return None;
        }
        // What reads like the article's own prose is its prose: a headline in the body is told by its form alone.
        if body
            && (shape.is_prose() || matches!(shape.end, End::Sentence | End::Colon | End::Comma) || shape.chars > 130)
        {
            return None;
        }
        if body && !(index == self.first && self.shape(index + 1).is_some_and(|next| next.is_prose() || next.date)) {
            return None;
        }
        let overlap = self.page.overlap.get(index).copied().unwrap_or(9);
        let mut score = match overlap {
            9 => 0.0,
            eighths => f64::from(eighths) * 0.35,
        };
        score += match shape.words {
            0..=2 => -1.0,
            3 => 0.0,
            4 => 0.5,
            5 => 0.8,
            _ => 1.2,
        };
        score += if matches!(shape.end, End::Other | End::Question) { 0.5 } else { 0.0 };
        let heads = |offset: usize| {
            self.shape(index + offset).is_some_and(|next| next.date || next.kinds.has(Kinds::TIME))
                || self.signs(index + offset) == Some(true)
                || (offset > 0 && names::is_bare_lead(self.line(index + offset)))
        };
        if (1..=4).any(|offset| index + offset < self.lines.len() && heads(offset)) {
            score += 1.2;
        }
        score += if shape.copies > 1 { 0.7 } else { 0.0 };
        score += if self.page.title == Some(index) { 0.8 } else { 0.0 };
        if let Some(title) = self.page.title.and_then(|title| self.shape(title))
            && title.hash == shape.hash
        {
            score += 0.6;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most sixty lines")]
        let distance = self.first.abs_diff(index) as f64;
        score -= distance * 0.06;
        // The first line of all, and more so when the body follows at once: who selects a few lines begins with the headline.
        score += if alone { 0.8 } else { 0.0 } + if alone && self.first == 1 { 0.4 } else { 0.0 };
        if !shape.kinds.is_empty() {
            score -= if shape.words < 7 || shape.kinds.has(Kinds::TIME) { 3.0 } else { 0.6 };
        }
        // "Senator Lena Ortiz" below day and byline is under a picture.
        let captioned = (3..=5).contains(&shape.words)
            && line.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && phrase::CAPTIONED_TITLE.iter().any(|title| line.starts_with(title))
            && (index.saturating_sub(8)..index)
                .any(|above| self.signs(above) == Some(true) || self.shape(above).is_some_and(|shape| shape.date));
        score -= if captioned { 2.5 } else { 0.0 };
        score -= if shape.date || shape.clock && shape.words < 6 { 1.8 } else { 0.0 };
        score -= if body { 0.3 } else { 0.0 };
        if self.signs(index).is_some() {
            score -= 1.0;
        }
        score -= if shape.sentences >= 2 { 1.0 } else { 0.0 };
        score -= if matches!(shape.end, End::Sentence) && shape.words > 8 { 1.0 } else { 0.0 };
        score -= if line.starts_with(['(', '[', '©', '#', '@'])
            || ["- ", "• ", "– "].iter().any(|bullet| line.starts_with(bullet))
        {
            1.5
        } else {
            0.0
        };
        score -= if sounds_like_outlet_alone(line) { 2.0 } else { 0.0 };
        Some(score)
    }

    /// The lines around the headline and the first paragraph, where byline and date stand.
    fn head(&self, title: Option<usize>) -> std::ops::Range<usize> {
        let from = title.map_or(self.first.saturating_sub(14), |title| title.saturating_sub(8));
        from..(self.first + 4).min(self.lines.len())
    }

    fn byline(&mut self, title: Option<usize>, article: &mut Article) {
        let mut best: Option<(f64, usize, names::Byline)> = None;
        for index in self.head(title) {
            let Some(shape) = self.shape(index) else { continue };
            if self.roles.get(index).copied().flatten().is_some() || shape.is_prose() {
                continue;
            }
            let line = self.line(index);
            let Some(byline) = names::parse(line) else { continue };
            let bare_lead = index > 0 && names::is_bare_lead(self.line(index - 1));
            let given = byline.names.iter().any(|name| names::is_given(name.of(line)));
            let signed = byline.told || bare_lead || given && shape.date && shape.words <= 12;
            if self.is_body(index) && !signed {
                continue;
            }
            let mut score = if byline.told { 3.0 } else { 0.0 };
            score += if bare_lead { 2.5 } else { 0.0 };
            score += if byline.place.is_some() { 1.0 } else { 0.0 };
            score += if shape.date { 1.5 } else { 0.0 };
            let dated = |at: usize| self.shape(at).is_some_and(|shape| shape.date || shape.kinds.has(Kinds::TIME));
            score += if (1..=3).any(|offset| dated(index + offset)) { 1.0 } else { 0.0 };
            score += if index > 0 && dated(index - 1) { 0.8 } else { 0.0 };
            // Nothing but a person's name right under the headline, or above the day, is who wrote it.
            let under = title.is_some_and(|title| (title + 1..title + 4).contains(&index));
            score += if given && under && !self.is_body(index) { 0.9 } else { 0.0 };
            // ... also with its age and the buttons between: "3 hours ago / Share / Save / Lena Ortiz".
            let below = title.is_some_and(|title| (title + 4..title + 7).contains(&index))
                && (index.saturating_sub(4)..index).any(dated);
            score += if given && below && !self.is_body(index) { 1.3 } else { 0.0 };
            score += if given && self.line(index + 1).starts_with('@') { 0.8 } else { 0.0 };
            score += if names::leading_name(line).is_some() { 0.8 } else { 0.0 };
            // The name comes again where the author is introduced.
            score += if shape.copies > 1 || self.is_introduced(index, &byline) { 0.8 } else { 0.0 };
            score -= if shape.kinds.has(Kinds::CAPTION.with(Kinds::MENU).with(Kinds::RELATED)) { 1.5 } else { 0.0 };
            #[expect(clippy::cast_precision_loss, reason = "a few dozen lines at most")]
            let distance = title.map_or(self.first, |title| title).abs_diff(index) as f64;
            score -= distance.min(self.first.abs_diff(index) as f64) * 0.08;
            score -= if title.is_some_and(|title| index < title) { 1.0 } else { 0.0 };
            if best.as_ref().is_none_or(|(most, _, _)| score > *most) {
                best = Some((score, index, byline));
            }
        }
        let threshold = 0.9;
        let found = best.filter(|(score, _, _)| *score >= threshold).map(|(_, index, byline)| (index, byline));
        let found = found.or_else(|| self.signed_at_the_end());
        let Some((index, byline)) = found else { return };
        let start = self.span(index).start;
        let absolute = |span: Span| Span::new(start + span.start, start + span.end);
        for span in &byline.names {
            let author = self.part(absolute(*span));
            if !article.authors.iter().any(|known| known.value == author.value) {
                article.authors.push(author);
            }
        }
        article.dateline = byline.place.map(|place| self.part(absolute(place)));
        self.mark(index, BlockKind::Byline);
        if index > 0 && names::is_bare_lead(self.line(index - 1)) {
            self.mark(index - 1, BlockKind::Byline);
        }
        if names::is_role_alone(self.line(index + 1)) && !self.is_body(index + 1) {
            self.mark(index + 1, BlockKind::Byline);
        }
        // Further authors, one a line.
        if byline.told || index > 0 && names::is_bare_lead(self.line(index - 1)) {
            let joins = |line: &str| phrase::AUTHOR_JOINT.contains(&line.trim());
            let mut next = index + 1;
            while next < self.first && next < index + 8 {
                let glue = joins(self.line(next));
                let Some(more) = (if glue { names::parse(self.line(next + 1)) } else { None }) else { break };
                let base = self.span(next + 1).start;
                let spans: Vec<Span> =
                    more.names.iter().map(|span| Span::new(base + span.start, base + span.end)).collect();
                article.authors.extend(spans.into_iter().map(|span| self.part(span)));
                self.mark(next, BlockKind::Byline);
                self.mark(next + 1, BlockKind::Byline);
                next += 2;
            }
        }
    }

    /// "By Lena Ortiz" right behind the last paragraph.
    fn signed_at_the_end(&self) -> Option<(usize, names::Byline)> {
        (self.end.saturating_sub(1)..(self.end + 4).min(self.lines.len())).find_map(|index| {
            let byline = names::parse(self.line(index))
                .filter(|byline| byline.told && !self.shape(index).is_some_and(Shape::is_prose))?;
            Some((index, byline))
        })
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

    /// Which number of "3/4/2023" is the day: what other dates of the page show, then where the outlet sits.
    fn order(&self) -> Order {
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
        if votes == 0 {
            let host = self.options.url.as_deref().and_then(host).unwrap_or("");
            votes = i32::from(phrase::DAY_FIRST_DOMAIN.iter().any(|end| host.ends_with(end)));
        }
        if votes > 0 { Order::DayFirst } else { Order::MonthFirst }
    }

    fn date(&mut self, title: Option<usize>, article: &mut Article) {
        let byline = self.roles.iter().position(|role| *role == Some(BlockKind::Byline));
        let order = self.order();
        let told =
            self.options.published.map(|day| day.to_string()).or_else(|| date::in_url(self.options.url.as_deref()?));
        let mut best: Option<(f64, usize, date::Found)> = None;
        for index in self.head(title) {
            let Some(shape) = self.shape(index).filter(|shape| shape.date && !shape.kinds.has(Kinds::CAPTION)) else {
                continue;
            };
            let Some(found) = date::find_with(self.line(index), order) else { continue };
            if self.is_body(index) && shape.words > 12 {
                continue;
            }
            let anchor = byline.or(title).unwrap_or(self.first);
            #[expect(clippy::cast_precision_loss, reason = "a few dozen lines at most")]
            let mut score = 3.0 - anchor.abs_diff(index) as f64 * 0.15;
            score -= if title.is_some_and(|title| index < title) { 1.2 } else { 0.0 };
            score -= if shape.words > 14 { 1.5 } else { 0.0 };
            let lower = self.line(index).to_lowercase();
            score -= if phrase::UPDATED.iter().any(|word| lower.contains(word)) { 0.7 } else { 0.0 };
            score += if phrase::PUBLISHED.iter().any(|word| lower.contains(word)) { 0.5 } else { 0.0 };
            score -= if self.page.cores.iter().any(|core| (core.first..core.end).contains(&index)) { 0.3 } else { 0.0 };
            score += if told.as_deref().is_some_and(|day| found.value.starts_with(day)) { 2.0 } else { 0.0 };
            if best.as_ref().is_none_or(|(most, _, _)| score > *most) {
                best = Some((score, index, found));
            }
        }
        let Some((_, index, found)) = best else {
            // "BOSTON, Nov. 5, 2026 /PRNewswire/ --": the day in the dateline.
            let line = self.line(self.first);
            let head = line.char_indices().nth(80).map_or(line, |(at, _)| line.get(..at).unwrap_or_default());
            let found = head
                .find(" -- ")
                .or_else(|| head.find(" – "))
                .or_else(|| head.find(" — "))
                .or_else(|| head.find(" - "));
            let found = found.and_then(|dash| date::find_with(head.get(..dash)?, order));
            let year = |found: &date::Found| found.span.of(line).contains("20");
            if let Some(found) = found.filter(|found| self.is_body(self.first) && year(found)) {
                let start = self.span(self.first).start;
                let span = Span::new(start + found.span.start, start + found.span.end);
                article.published = Some(Published { value: found.value, span: Some(span) });
            }
            return;
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

    /// "ISLAMABAD (AP) —" at the start of the first paragraph.
    fn dateline(&mut self, article: &mut Article) {
        for index in self.first..(self.first + 3).min(self.lines.len()) {
            if !self.is_body(index) {
                continue;
            }
            // "BENNING: ..." again and again: who speaks, and no place.
            let turn = blocks::is_turn(self.line(index));
            let ahead = (index + 1..(index + 8).min(self.lines.len())).any(|other| blocks::is_turn(self.line(other)));
            if let Some((place, agency)) = dateline(self.line(index)).filter(|_| !(turn && ahead)) {
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
            if names::credits_another(self.line(index)) && !shape.kinds.has(Kinds::CAPTION) {
                self.mark(index, BlockKind::Byline);
                continue;
            }
            let only = Kinds::CAPTION.with(Kinds::ADVERTISEMENT);
            let credited = phrase::PICTURE_CREDIT.iter().any(|mark| self.line(index).contains(mark));
            if credited || shape.kinds.has(Kinds::CAPTION) && shape.kinds.with(only) == only {
                self.mark(index, BlockKind::Caption);
                // What stands right above a credit is its caption.
                if index > from
                    && self.shape(index - 1).is_some_and(|above| {
                        above.words >= 5 && above.kinds.is_empty() && !above.before_gap && above.end == End::Other
                    })
                {
                    self.mark(index - 1, BlockKind::Caption);
                }
            }
        }
        // "Edited by" as the last line, or right behind it.
        for index in self.end.saturating_sub(2).max(self.first)..(self.end + 4).min(self.lines.len()) {
            let short = self.shape(index).is_some_and(|shape| shape.words <= 10);
            if names::credits_another(self.line(index)) && (short || !self.is_body(index)) {
                self.mark(index, BlockKind::Byline);
            }
        }
    }

    fn subtitle(&mut self, title: Option<usize>, article: &mut Article) {
        let Some(title) = title else { return };
        for index in title + 1..self.first.min(title + 5) {
            let Some(shape) = self.shape(index) else { return };
            let free = self.roles.get(index).copied().flatten().is_none();
            let subtitle = free
                && (6..=50).contains(&shape.words)
                && shape.kinds.is_empty()
                && !shape.date
                && shape.function_words >= 2
                && !shape.link;
            if subtitle && !self.is_body(index) {
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
            let exact = names().find(|name| !in_menu && line.eq_ignore_ascii_case(name)).map(str::len);
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
            if let Some(length) = exact.or_else(glued) {
                let start = self.span(index).start;
                article.section = Some(self.part(Span::new(start, start + length)));
                return;
            }
        }
    }

    /// The outlet, by how its pages speak of themselves around the article: "More stories from X", "© 2023 X".
    fn publisher(&self, article: &mut Article) {
        if article.publisher.is_some() {
            return;
        }
        let aside = (0..self.lines.len())
            .filter(|index| !self.is_body(*index) && self.shape(*index).is_some_and(|shape| shape.chars <= 200));
        let leads = phrase::SELF_NAMING_WORD.map(hashing::hash);
        let mut owner = None;
        for index in aside {
            let line = self.line(index);
            // All leads of [`self_named`] hold one of these as a word; almost no line does.
            let named = self.page.words_of(index, &self.page.words).iter().any(|word| leads.contains(word));
            if let Some(span) = Some(line).filter(|_| named).and_then(self_named) {
                let start = self.span(index).start;
                article.publisher = Some(self.part(Span::new(start + span.start, start + span.end)));
                return;
            }
            if owner.is_none()
                && let Some(span) = copyright(line)
            {
                let start = self.span(index).start;
                owner = Some(Span::new(start + span.start, start + span.end));
            }
        }
        article.publisher = owner.map(|span| self.part(span));
    }
}

/// "More stories from X", "Skip to more X sites".
fn self_named(line: &str) -> Option<Span> {
    let lower = line.to_ascii_lowercase();
    let (at, lead) = phrase::SELF_NAMING.iter().find_map(|lead| Some((lower.find(lead)?, lead)))?;
    let start = at + lead.len();
    let rest = line.get(start..)?;
    let end = phrase::SELF_NAMING_END.iter().find_map(|end| rest.find(end)).unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end_matches([' ', '.', ':', '»', '›']);
    is_outlet(name).then(|| Span::new(start, start + name.len()))
}

fn is_outlet(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..=5).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                || lexicon::lexeme(word).is(class::OUTLET_JOINT)
        })
}

/// "© 2023 X. All rights reserved."
fn copyright(line: &str) -> Option<Span> {
    let lower = line.to_ascii_lowercase();
    let at = line
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| phrase::COPYRIGHT.iter().find_map(|word| Some(lower.find(word)? + word.len())))?;
    let mut start = at;
    let skip =
        |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '.' | '©' | '(' | ')');
    loop {
        let rest = line.get(start..)?;
        let trimmed = rest.trim_start_matches(skip);
        let trimmed = phrase::COPYRIGHT_SKIPPED.iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed);
        if trimmed.len() == rest.len() {
            break;
        }
        start = line.len() - trimmed.len();
    }
    let rest = line.get(start..)?;
    let end = rest.find(['|', '.', '·', '(', '©', '/']).unwrap_or(rest.len());
    let cut = rest.get(..end)?;
    let lower = cut.to_ascii_lowercase();
    let end = phrase::HOLDER_END.iter().filter_map(|cut| lower.find(cut)).min().unwrap_or(cut.len());
    let name = cut
        .get(..end)?
        .trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ','));
    (is_outlet(name) && name.len() >= 2).then(|| Span::new(start, start + name.len()))
}

/// A headline and the outlet behind it: "... – The Diplomat", "... | BBC News".
pub(super) fn split_publisher(text: &str, line: Span, url: Option<&str>) -> (Span, Option<Span>) {
    let whole = line.of(text);
    for separator in [" | ", " – ", " — ", " - ", " · ", " :: ", " • "] {
        let Some(at) = whole.rfind(separator) else { continue };
        let (head, tail) = (whole.get(..at).unwrap_or(""), whole.get(at + separator.len()..).unwrap_or(""));
        let name = tail.trim();
        if head.split_whitespace().count() < 3 || !is_outlet(name) && !is_domain(name) || name.len() >= head.len() {
            continue;
        }
        // A dash may be part of the headline; an outlet behind it shows by its name or by coming again.
        let told = matches!(separator, " | " | " :: ")
            || is_domain(name)
            || sounds_like_outlet(name)
            || text.matches(name).nth(1).is_some()
            || url.and_then(host).is_some_and(|host| host.starts_with(&as_in_address(name)));
        if told {
            let start = line.start + at + separator.len();
            return (Span::new(line.start, line.start + at).trim(text), Some(Span::new(start, line.end).trim(text)));
        }
    }
    (line, None)
}

/// An outlet's name as addresses have it: "thecoastpost" without its article.
fn as_in_address(name: &str) -> String {
    let glued = name.to_lowercase().replace([' ', '\''], "");
    phrase::ADDRESS_ARTICLE.iter().fold(glued, |name, article| name.replace(article, ""))
}

fn is_domain(name: &str) -> bool {
    !name.contains(' ') && phrase::OUTLET_DOMAIN.iter().any(|end| name.to_lowercase().ends_with(end))
}

fn sounds_like_outlet(name: &str) -> bool {
    let lower = name.to_lowercase();
    phrase::OUTLET_ARTICLE.iter().any(|the| name.starts_with(the))
        || lower.split_whitespace().any(|word| lexicon::lexeme(word).is(class::OUTLET_WORD))
}

/// Whether a line is an outlet's name and nothing else: "The New York Times".
fn sounds_like_outlet_alone(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=5).contains(&words) && is_outlet(line.trim()) && sounds_like_outlet(line.trim())
}

/// "Opinion | The harbour deserves better": the section and the headline.
fn split_section(text: &str, title: Span) -> (Option<Span>, Span) {
    let line = title.of(text);
    let Some((head, rest)) = line.split_once(" | ").filter(|(_, rest)| rest.split_whitespace().count() >= 3) else {
        return (None, title);
    };
    let listed = phrase::SECTION.iter().any(|name| head.eq_ignore_ascii_case(name));
    if !listed {
        return (None, title);
    }
    let start = title.end - rest.len();
    (Some(Span::new(title.start, title.start + head.len())), Span::new(start, title.end))
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

    #[test]
    fn publishers_behind_headlines() {
        let split = |text: &'static str| {
            let (title, publisher) = split_publisher(text, Span::new(0, text.len()), None);
            (title.of(text), publisher.map(|span| span.of(text)))
        };
        assert_eq!(
            split("Harbour closed after storm – The Coast Post"),
            ("Harbour closed after storm", Some("The Coast Post"))
        );
        assert_eq!(split("Harbour closed after storm | Coastline"), ("Harbour closed after storm", Some("Coastline")));
        assert_eq!(split("Harbour closed after storm – nobody hurt").1, None);
        let section = |text: &'static str| split_section(text, Span::new(0, text.len())).0.map(|span| span.of(text));
        assert_eq!(section("Opinion | The harbour deserves better"), Some("Opinion"));
        assert_eq!(section("Harbour | The storm that closed it"), None);
    }

    #[test]
    fn outlets_that_name_themselves() {
        let named = |line: &'static str| self_named(line).or_else(|| copyright(line)).map(|span| span.of(line));
        assert_eq!(named("More stories from Coast Post"), Some("Coast Post"));
        assert_eq!(named("© 2023 Coast Media Inc. All rights reserved."), Some("Coast Media"));
        assert_eq!(named("Copyright 2021-2023 by The Coast Post | Privacy"), Some("The Coast Post"));
        assert_eq!(named("© copyright holders may write to us"), None);
    }
}
