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
use crate::rules::{Rule, Rules, article as rule};
use crate::text::Span;

/// What the rules below look at.
struct Finder<'p> {
    rules: &'p Rules,
    text: &'p str,
    lines: &'p [Line],
    page: &'p Page,
    states: &'p [State],
    options: &'p Options,
    /// The first line of the body.
    first: usize,
    /// The line after the last of the body.
    end: usize,
    roles: Vec<Option<BlockKind>>,
    /// Of each line that was asked for: whether it reads as a byline, and then whether it says so itself.
    bylines: Vec<OnceCell<Option<bool>>>,
}

/// Fills the metadata of `article` and says of which lines they are.
pub(super) fn find(
    rules: &Rules,
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
        rules,
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
        *self.bylines.get(index)?.get_or_init(|| names::parse(self.rules, self.line(index)).map(|byline| byline.told))
    }

    /// What a rule says for or against a line where it holds.
    fn weight(&self, rule: Rule, weight: f64, holds: impl FnOnce() -> bool) -> f64 {
        if self.rules.when(rule, holds) { weight } else { 0.0 }
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
        if let Some((index, span)) = self.rules.find(rule::MAIL_SUBJECT, || self.subject()) {
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
        let above = self.rules.find(rule::HEADLINE_ABOVE_STANDFIRST, || self.headline_above(index));
        let index = above.unwrap_or(index);
        let line = self.span(index);
        let outlet = || split_publisher(self.text, line, self.options.url.as_deref());
        let (title, publisher) = self.rules.find(rule::OUTLET_AFTER_HEADLINE, outlet).unzip();
        let title = title.unwrap_or(line);
        let section = self.rules.find(rule::SECTION_BEFORE_HEADLINE, || split_section(self.text, title));
        let (section, headline) = section.unzip();
        article.section = section.map(|span| self.part(span));
        article.title = Some(self.part(headline.unwrap_or(title)));
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
        let signed = self.shape(above)?.words <= 4
            && names::parse(self.rules, self.line(above)).is_some_and(|byline| !byline.told);
        let above = if signed { above.checked_sub(1)? } else { above };
        let (shape, chosen) = (self.shape(above)?, self.shape(index)?);
        // One of several such lines is a list's.
        let listed = above.checked_sub(1).is_some_and(|before| self.is_like_headline(before));
        let bullet = self.line(index).starts_with(['-', '•', '–', '*']);
        let longer = chosen.words + 1 >= shape.words && chosen.words >= 7;
        let path = is_menu_path(self.line(above)) || self.line(above).contains(self.line(index));
        (self.is_like_headline(above)
            && shape.function_words >= 1
            && !path
            && !listed
            && (longer || bullet)
            && self.title_score(above)? >= 1.0
            && chosen.copies <= 1)
            .then_some(above)
    }

    /// Whether a line outside of the body has the form of a headline.
    fn is_like_headline(&self, index: usize) -> bool {
        let form = |shape: &Shape| {
            (4..=24).contains(&shape.words)
                && shape.kinds.is_empty()
                && !shape.date
                && !shape.clock
                && !shape.link
                && shape.copies <= 1
                && matches!(shape.end, End::Other | End::Question)
        };
        self.shape(index).is_some_and(form)
            && !self.is_body(index)
            && self.signs(index).is_none()
            && !sounds_like_outlet_alone(self.line(index))
    }

    /// How much speaks for a line being the headline; `None` when it cannot be.
    fn title_score(&self, index: usize) -> Option<f64> {
        let shape = self.shape(index)?;
        let line = self.line(index);
        let body = self.is_body(index);
        if !self.can_be_title(index, shape) || body && !self.can_be_title_in_body(index, shape) {
            return None;
        }
        let when = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
        // The first line of all, and more so when the body follows at once: who selects a few lines begins with the headline.
        let alone = self.rules.when(rule::FIRST_LINE, || index == 0);
        let same_as_title =
            self.page.title.and_then(|title| self.shape(title)).is_some_and(|title| title.hash == shape.hash);
        #[expect(clippy::cast_precision_loss, reason = "at most sixty lines")]
        let distance = self.first.abs_diff(index) as f64;
        let evidence = [
            overlap_weight(self.page.overlap.get(index).copied().unwrap_or(9)),
            length_weight(shape.words),
            when(matches!(shape.end, End::Other | End::Question), 0.5),
            self.weight(rule::HEADLINE_OF_BYLINE, 1.2, || self.heads_byline(index)),
            when(shape.copies > 1, 0.7),
            when(self.page.title == Some(index), 0.8),
            when(same_as_title, 0.6),
            -distance * 0.06,
            when(alone, 0.8) + when(alone && self.first == 1, 0.4),
            aside_weight(shape),
            when(shape.date || shape.clock && shape.words < 6, -1.8),
            when(body, -0.3),
            when(self.signs(index).is_some(), -1.0),
            when(shape.sentences >= 2, -1.0),
            when(matches!(shape.end, End::Sentence) && shape.words > 8, -1.0),
            when(begins_with_sign(line), -1.5),
            self.weight(rule::OUTLET_ALONE, -2.0, || sounds_like_outlet_alone(line)),
        ];
        // In this order: another one rounds otherwise.
        Some(evidence.iter().sum())
    }

    /// Whether a line has the length of a headline and is no byline.
    fn can_be_title(&self, index: usize, shape: &Shape) -> bool {
        (2..=32).contains(&shape.words)
            && shape.chars <= 220
            && self.line(index).len() >= 8
            && self.signs(index) != Some(true)
    }

    /// What reads like the article's own prose is its prose: a headline in the body is told by its form alone, and stands first.
    fn can_be_title_in_body(&self, index: usize, shape: &Shape) -> bool {
        let reads_on = shape.is_prose() || matches!(shape.end, End::Sentence | End::Colon | End::Comma);
        !reads_on
            && shape.chars <= 130
            && index == self.first
            && self.shape(index + 1).is_some_and(|next| next.is_prose() || next.date)
    }

    /// Whether a byline or a day stands on one of the four lines below.
    fn heads_byline(&self, index: usize) -> bool {
        let heads = |below: usize| {
            self.shape(below).is_some_and(|next| next.date || next.kinds.has(Kinds::TIME))
                || self.signs(below) == Some(true)
                || names::is_bare_lead(self.line(below))
        };
        (index + 1..=index + 4).any(|below| below < self.lines.len() && heads(below))
    }

    /// The lines around the headline and the first paragraph, where byline and date stand.
    fn head(&self, title: Option<usize>) -> std::ops::Range<usize> {
        let from = title.map_or(self.first.saturating_sub(14), |title| title.saturating_sub(8));
        from..(self.first + 4).min(self.lines.len())
    }

    fn byline(&mut self, title: Option<usize>, article: &mut Article) {
        let Some((index, byline)) = self.best_byline(title).or_else(|| self.signed_at_the_end()) else { return };
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

    /// The line around the headline for which most speaks that it is the byline.
    fn best_byline(&self, title: Option<usize>) -> Option<(usize, names::Byline)> {
        const LEAST: f64 = 0.9;
        let mut best: Option<(f64, usize, names::Byline)> = None;
        for index in self.head(title) {
            let Some(shape) = self.shape(index) else { continue };
            if self.roles.get(index).copied().flatten().is_some() || shape.is_prose() {
                continue;
            }
            let Some(byline) = names::parse(self.rules, self.line(index)) else { continue };
            let Some(score) = self.byline_score(index, shape, &byline, title) else { continue };
            if best.as_ref().is_none_or(|(most, _, _)| score > *most) {
                best = Some((score, index, byline));
            }
        }
        best.filter(|(score, _, _)| *score >= LEAST).map(|(_, index, byline)| (index, byline))
    }

    /// How much speaks for a line being the byline; `None` when it is a line of the body without the signs of one.
    fn byline_score(&self, index: usize, shape: &Shape, byline: &names::Byline, title: Option<usize>) -> Option<f64> {
        let line = self.line(index);
        let bare_lead = self.follows_bare_lead(index);
        let given = byline.names.iter().any(|name| names::is_given(name.of(line)));
        let signed = byline.told || bare_lead || given && shape.date && shape.words <= 12;
        let outside = !self.is_body(index);
        if !outside && !signed {
            return None;
        }
        let when = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
        let dated = |at: usize| self.shape(at).is_some_and(|shape| shape.date || shape.kinds.has(Kinds::TIME));
        let dated_above = |lines: usize| (index.saturating_sub(lines)..index).any(dated);
        let below_title = |lines: std::ops::Range<usize>| {
            title.is_some_and(|title| (title + lines.start..title + lines.end).contains(&index))
        };
        #[expect(clippy::cast_precision_loss, reason = "a few dozen lines at most")]
        let distance = title.unwrap_or(self.first).abs_diff(index).min(self.first.abs_diff(index)) as f64;
        let evidence = [
            when(byline.told, 3.0),
            when(bare_lead, 2.5),
            when(byline.place.is_some(), 1.0),
            when(shape.date, 1.5),
            when((index + 1..=index + 3).any(dated), 1.0),
            when(dated_above(1), 0.8),
            // Nothing but a person's name right under the headline, or above the day, is who wrote it.
            self.weight(rule::NAME_BELOW_HEADLINE, 0.9, || given && outside && below_title(1..4)),
            // ... also with its age and the buttons between: "3 hours ago / Share / Save / Lena Ortiz".
            self.weight(rule::NAME_BELOW_AGE, 1.3, || given && outside && below_title(4..7) && dated_above(4)),
            when(given && self.line(index + 1).starts_with('@'), 0.8),
            when(names::leading_name(self.rules, line).is_some(), 0.8),
            // The name comes again where the author is introduced.
            self.weight(rule::AUTHOR_NAMED_AGAIN, 0.8, || shape.copies > 1 || self.is_introduced(index, byline)),
            when(shape.kinds.has(Kinds::CAPTION.with(Kinds::MENU).with(Kinds::RELATED)), -1.5),
            -distance * 0.08,
            when(title.is_some_and(|title| index < title), -1.0),
        ];
        // In this order: another one rounds otherwise.
        Some(evidence.iter().sum())
    }

    /// "By Lena Ortiz" right after the last paragraph.
    fn signed_at_the_end(&self) -> Option<(usize, names::Byline)> {
        let signed = |index: usize| {
            let byline = names::parse(self.rules, self.line(index))
                .filter(|byline| byline.told && !self.shape(index).is_some_and(Shape::is_prose))?;
            Some((index, byline))
        };
        let mut last_lines = self.end.saturating_sub(1)..(self.end + 4).min(self.lines.len());
        self.rules.find(rule::SIGNED_AT_THE_END, || last_lines.find_map(signed))
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
        let shown = self.rules.find(rule::ORDER_OF_OTHER_DAYS, || (votes != 0).then_some(votes > 0));
        let day_first = shown.unwrap_or_else(|| {
            let host = self.options.url.as_deref().and_then(host).unwrap_or("");
            phrase::DAY_FIRST_DOMAIN.iter().any(|end| host.ends_with(end))
        });
        if day_first { Order::DayFirst } else { Order::MonthFirst }
    }

    fn date(&mut self, title: Option<usize>, article: &mut Article) {
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

    /// The day around the headline for which most speaks that it is that of publication, with its line.
    fn best_date(&self, title: Option<usize>, order: Order) -> Option<(usize, date::Found)> {
        let byline = self.roles.iter().position(|role| *role == Some(BlockKind::Byline));
        let anchor = byline.or(title).unwrap_or(self.first);
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
            let when = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
            let lower = self.line(index).to_lowercase();
            #[expect(clippy::cast_precision_loss, reason = "a few dozen lines at most")]
            let distance = anchor.abs_diff(index) as f64;
            let evidence = [
                3.0 - distance * 0.15,
                when(title.is_some_and(|title| index < title), -1.2),
                when(shape.words > 14, -1.5),
                self.weight(rule::DAY_OF_UPDATE, -0.7, || phrase::UPDATED.iter().any(|word| lower.contains(word))),
                when(phrase::PUBLISHED.iter().any(|word| lower.contains(word)), 0.5),
                when(self.page.cores.iter().any(|core| (core.first..core.end).contains(&index)), -0.3),
                when(told.as_deref().is_some_and(|day| found.value.starts_with(day)), 2.0),
            ];
            let score = evidence.iter().sum();
            if best.as_ref().is_none_or(|(most, _, _)| score > *most) {
                best = Some((score, index, found));
            }
        }
        best.map(|(_, index, found)| (index, found))
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
            let itself = || Some(line).filter(|_| named).and_then(self_named);
            if let Some(span) = self.rules.find(rule::OUTLET_NAMES_ITSELF, itself) {
                let start = self.span(index).start;
                article.publisher = Some(self.part(Span::new(start + span.start, start + span.end)));
                return;
            }
            if owner.is_none()
                && let Some(span) = self.rules.find(rule::COPYRIGHT_HOLDER, || copyright(line))
            {
                let start = self.span(index).start;
                owner = Some(Span::new(start + span.start, start + span.end));
            }
        }
        article.publisher = owner.map(|span| self.part(span));
    }
}

/// "Home Reviews The Finals", "Digital MarketingFive things": a path through the site's menus.
fn is_menu_path(line: &str) -> bool {
    let glued = line.split_whitespace().any(|word| {
        let mut letters = word.chars().zip(word.chars().skip(1));
        letters.any(|(a, b)| a.is_lowercase() && b.is_uppercase()) && word.chars().count() > 9
    });
    glued || phrase::MENU_HOME.iter().any(|home| line.starts_with(home)) || line.contains(" / ")
}

/// What the share of a line's words that the article uses, in eighths, says for its being the headline; 9 for a line without content words.
fn overlap_weight(eighths: u8) -> f64 {
    if eighths == 9 { 0.0 } else { f64::from(eighths) * 0.35 }
}

/// What the number of a line's words says for its being the headline.
fn length_weight(words: usize) -> f64 {
    match words {
        0..=2 => -1.0,
        3 => 0.0,
        4 => 0.5,
        5 => 0.8,
        _ => 1.2,
    }
}

/// What speaks against a line that says what aside it is being the headline.
fn aside_weight(shape: &Shape) -> f64 {
    if shape.kinds.is_empty() {
        0.0
    } else if shape.words < 7 || shape.kinds.has(Kinds::TIME) {
        -3.0
    } else {
        -0.6
    }
}

/// Whether a line begins as items and tags do.
fn begins_with_sign(line: &str) -> bool {
    line.starts_with(['(', '[', '©', '#', '@']) || ["- ", "• ", "– "].iter().any(|bullet| line.starts_with(bullet))
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

/// A headline and the outlet after it: "... – The Diplomat", "... | BBC News".
pub(super) fn split_publisher(text: &str, line: Span, url: Option<&str>) -> Option<(Span, Span)> {
    let whole = line.of(text);
    for separator in [" | ", " – ", " — ", " - ", " · ", " :: ", " • "] {
        let Some(at) = whole.rfind(separator) else { continue };
        let (head, tail) = (whole.get(..at).unwrap_or(""), whole.get(at + separator.len()..).unwrap_or(""));
        let name = tail.trim();
        if head.split_whitespace().count() < 3 || !is_outlet(name) && !is_domain(name) || name.len() >= head.len() {
            continue;
        }
        // A dash may be part of the headline; an outlet after it shows by its name or by coming again.
        let told = matches!(separator, " | " | " :: ")
            || is_domain(name)
            || sounds_like_outlet(name)
            || text.matches(name).nth(1).is_some()
            || url.and_then(host).is_some_and(|host| host.starts_with(&as_in_address(name)));
        if told {
            let start = line.start + at + separator.len();
            return Some((Span::new(line.start, line.start + at).trim(text), Span::new(start, line.end).trim(text)));
        }
    }
    None
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
fn split_section(text: &str, title: Span) -> Option<(Span, Span)> {
    let (head, rest) = title.of(text).split_once(" | ").filter(|(_, rest)| rest.split_whitespace().count() >= 3)?;
    let listed = phrase::SECTION.iter().any(|name| head.eq_ignore_ascii_case(name));
    let section = Span::new(title.start, title.start + head.len());
    listed.then(|| (section, Span::new(title.end - rest.len(), title.end)))
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
    fn publishers_after_headlines() {
        let split = |text: &'static str| {
            split_publisher(text, Span::new(0, text.len()), None)
                .map(|(title, outlet)| (title.of(text), outlet.of(text)))
        };
        assert_eq!(
            split("Harbour closed after storm – The Coast Post"),
            Some(("Harbour closed after storm", "The Coast Post"))
        );
        assert_eq!(split("Harbour closed after storm | Coastline"), Some(("Harbour closed after storm", "Coastline")));
        assert_eq!(split("Harbour closed after storm – nobody hurt"), None);
        let section = |text: &'static str| split_section(text, Span::new(0, text.len())).map(|(span, _)| span.of(text));
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
