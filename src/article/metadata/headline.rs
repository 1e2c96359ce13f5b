//! The headline: a mail's subject, or the line for which most speaks among those around the beginning of the body.

use super::finder::Finder;
use super::outlet::{sounds_like_outlet_alone, split_publisher, split_section};
use crate::analysis::{Article, BlockKind, TitleCandidate};
use crate::article::kinds::Kinds;
use crate::article::names;
use crate::article::page::{End, Shape};
use crate::lexicon::phrase;
use crate::ranking::{self, Features, bucket, offset};
use crate::rules::article as rule;
use crate::text::Span;

/// So many lines above the body a headline may stand.
const ABOVE: usize = 60;
/// So many lines of the body may stand above it: a menu taken for text, a standfirst.
const WITHIN: usize = 10;
/// What must speak for a headline at least: of the texts to learn from one in four has none, of those that people paste fewer.
const LEAST: i32 = -24;
/// What must speak at least for the line above a standfirst.
const ABOVE_STANDFIRST: i32 = -60;
/// What speaks for a line right above "By ..." besides the model.
const SIGNED: i32 = 24;
/// A page of at most this many lines was selected by hand rather than whole.
const FEW_LINES: usize = 30;
/// What speaks at least for the line above the prose of a selection, whatever the model says, which learns from whole pages.
const SELECTED: i32 = 24;
/// How many other headlines are told.
const MOST_TOLD: usize = 5;
/// Others less probable than this are not told.
const LEAST_TOLD: f64 = 0.02;

/// A line that may be the headline.
pub(in crate::article) struct Headline {
    pub(in crate::article) index: usize,
    pub(in crate::article) features: Vec<u32>,
}

/// A headline's line taken apart.
pub(in crate::article) struct Parts {
    section: Option<Span>,
    pub(in crate::article) headline: Span,
    publisher: Option<Span>,
}

impl Finder<'_> {
    pub(super) fn title(&mut self, article: &mut Article) -> Option<usize> {
        if let Some((index, span)) = self.rules.find(rule::MAIL_SUBJECT, || self.subject()) {
            article.title = Some(self.part(span));
            self.mark(index, BlockKind::Title);
            return Some(index);
        }
        let candidates = self.headlines();
        let score = |candidate: &Headline| {
            let index = candidate.index;
            let selected = self.rules.when(rule::FIRST_LINE, || self.begins_selection(index));
            let signed = self.rules.when(rule::HEADLINE_OF_BYLINE, || self.heads_byline(index));
            let score = self.model.title.score(&candidate.features) + if signed { SIGNED } else { 0 };
            if selected { score.max(SELECTED) } else { score }
        };
        let scores: Vec<i32> = candidates.iter().map(score).collect();
        let mut order: Vec<usize> = (0..candidates.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(scores.get(*at).copied()));
        let best = order.first().copied().filter(|at| scores.get(*at).is_some_and(|score| *score > LEAST));
        let chosen = best.and_then(|at| candidates.get(at)).map(|candidate| candidate.index);
        let found = chosen.map(|chosen| {
            let above = || {
                let above = self.headline_above(chosen)?;
                let place = candidates.iter().position(|candidate| candidate.index == above)?;
                scores.get(place).is_some_and(|score| *score > ABOVE_STANDFIRST).then_some(above)
            };
            self.rules.find(rule::HEADLINE_ABOVE_STANDFIRST, above).unwrap_or(chosen)
        });
        let index = self.headline.or(found);
        if let Some(index) = index {
            let parts = self.parts(index);
            article.section = parts.section.map(|span| self.part(span));
            article.title = Some(self.part(parts.headline));
            article.publisher = parts.publisher.map(|span| self.part(span));
            self.mark(index, BlockKind::Title);
            self.mark_copies(index);
        }
        let shares = ranking::probabilities(&scores);
        for at in order {
            let (Some(candidate), Some(share)) = (candidates.get(at), shares.get(at)) else { continue };
            if Some(candidate.index) == index || *share < LEAST_TOLD {
                continue;
            }
            let text = self.part(self.parts(candidate.index).headline);
            let told = article.title.iter().map(|title| &title.value);
            let mut told = told.chain(article.title_candidates.iter().map(|told| &told.value));
            if article.title_candidates.len() < MOST_TOLD && !told.any(|told| *told == text.value) {
                article.title_candidates.push(TitleCandidate {
                    value: text.value,
                    span: text.span,
                    confidence: *share,
                });
            }
        }
        index
    }

    /// Whether a line stands right above the prose of a page of a few lines, at most its byline and its day between: who selects a few
    /// lines begins with the headline.
    fn begins_selection(&self, index: usize) -> bool {
        let form = |line: &Shape| {
            line.words >= 3 && line.kinds.is_empty() && !line.date && matches!(line.end, End::Other | End::Question)
        };
        let signs = |below: &usize| self.signs(*below).is_some() || self.shape(*below).is_some_and(|line| line.date);
        let prose = |below: usize| self.shape(below).is_some_and(Shape::is_prose);
        let below = (index + 1..index + 4).find(|below| prose(*below) || !signs(below));
        self.lines.len() <= FEW_LINES
            && index <= self.first
            && below.is_some_and(prose)
            && self.signs(index).is_none()
            && self.shape(index).is_some_and(form)
            && !self.line(index).contains(" | ")
    }

    /// Whether "By ..." stands right below a line of a headline's form.
    fn heads_byline(&self, index: usize) -> bool {
        let signed =
            |below: usize| self.shape(below).is_some_and(|shape| shape.words <= 12) && self.signs(below) == Some(true);
        self.is_like_headline(index) && signed(index + 1)
    }

    /// The headline right above what was taken for it and is its standfirst: as long or longer, and prose more than a headline is.
    fn headline_above(&self, index: usize) -> Option<usize> {
        let above = index.checked_sub(1)?;
        // Opinion pages set the writer's name between the two.
        let signed = self.shape(above)?.words <= 4 && self.signs(above) == Some(false);
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

    /// Repeated headlines above the body are the headline too.
    fn mark_copies(&mut self, index: usize) {
        let hash = self.shape(index).map(|shape| shape.hash);
        for other in self.first.saturating_sub(ABOVE)..self.first {
            if self.shape(other).map(|shape| shape.hash) == hash && other.abs_diff(index) <= 12 {
                self.mark(other, BlockKind::Title);
            }
        }
    }

    /// The section before a headline, the headline, and the outlet after it.
    pub(in crate::article) fn parts(&self, index: usize) -> Parts {
        let line = self.span(index);
        let outlet = || split_publisher(self.text, line, self.options.url.as_deref());
        let (title, publisher) = self.rules.find(rule::OUTLET_AFTER_HEADLINE, outlet).unzip();
        let title = title.unwrap_or(line);
        let section = self.rules.find(rule::SECTION_BEFORE_HEADLINE, || split_section(self.text, title));
        let (section, headline) = section.unzip();
        Parts { section, headline: headline.unwrap_or(title), publisher }
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

    /// The lines that may be the headline, with their features.
    pub(in crate::article) fn headlines(&self) -> Vec<Headline> {
        let range = self.first.saturating_sub(ABOVE)..(self.first + WITHIN).min(self.lines.len());
        let mut candidates: Vec<(usize, &Shape)> = Vec::new();
        for index in range {
            let Some(shape) = self.shape(index).filter(|shape| self.can_be_headline(index, shape)) else { continue };
            if !self.is_body(index) || self.can_be_headline_in_body(index, shape) {
                candidates.push((index, shape));
            }
        }
        let overlap = |index: usize| self.page.overlap.get(index).copied().filter(|eighths| *eighths <= 8);
        let most = candidates.iter().filter_map(|(index, _)| overlap(*index)).max();
        let mut headlines = Vec::with_capacity(candidates.len());
        for (place, (index, shape)) in candidates.iter().enumerate() {
            let mut features = Features(Vec::with_capacity(64));
            self.add_line(*index, shape, &mut features);
            self.add_head(*index, &mut features);
            let plain = |(_, shape): &&(usize, &Shape)| shape.words >= 4 && shape.kinds.is_empty() && !shape.date;
            let below = candidates.iter().skip(place + 1).filter(plain).count();
            let above = candidates.iter().take(place).filter(plain).count();
            features.add(90, bucket(below, &[1, 2, 3, 5, 8, 14]));
            features.add(91, bucket(above, &[1, 2, 3, 5, 8, 14]));
            let first_of_most = overlap(*index) == most && {
                let mut earlier = candidates.iter().take(place).filter(plain);
                !earlier.any(|(index, _)| overlap(*index) == most)
            };
            features.add(92, u32::from(overlap(*index) == most) + u32::from(first_of_most));
            // How many words of the article's it has, and whether another one has more.
            let shared = |index: usize, shape: &Shape| usize::from(overlap(index).unwrap_or(0)) * shape.words / 8;
            let own = shared(*index, shape);
            let more = |(index, shape): &&(usize, &Shape)| shared(*index, shape) > own && shape.chars <= 160;
            let more_above = candidates.iter().take(place).filter(more).count();
            let more_below = candidates.iter().skip(place + 1).filter(more).count();
            features.add(93, bucket(own, &[1, 2, 3, 4, 6, 9]));
            features.add(94, bucket(more_above, &[1, 2, 4]) * 10 + bucket(more_below, &[1, 2, 4]));
            let told = |(index, _): &&(usize, &Shape)| overlap(*index).is_some_and(|eighths| eighths >= 4);
            let told_below = candidates.iter().skip(place + 1).filter(plain).filter(told).count();
            features.add(95, bucket(told_below, &[1, 2, 3]) * 10 + u32::from(overlap(*index).unwrap_or(9).min(8)));
            headlines.push(Headline { index: *index, features: features.0 });
        }
        headlines
    }

    /// Whether a line has the length of a headline and does not say that it is a byline.
    fn can_be_headline(&self, index: usize, shape: &Shape) -> bool {
        let length = (2..=36).contains(&shape.words) && shape.chars <= 240 && self.span(index).len() >= 8;
        length && self.signs(index) != Some(true)
    }

    /// Whether a line of the body may be a headline all the same: no long sentence, and at most one above it.
    fn can_be_headline_in_body(&self, index: usize, shape: &Shape) -> bool {
        let long = |shape: &Shape| shape.is_prose() && shape.words > 20;
        let above = (self.first..index).filter(|above| self.shape(*above).is_some_and(long)).count();
        // Where nothing stands above the body, its first line is the headline or there is none.
        let reads_on = shape.is_prose() || matches!(shape.end, End::Sentence | End::Colon | End::Comma);
        if self.first == 0 {
            return index == 0 && !reads_on && shape.chars <= 130;
        }
        !long(shape) && above <= 1
    }

    /// The line itself and its words against those of the article.
    fn add_line(&self, index: usize, shape: &Shape, features: &mut Features) {
        let words = bucket(shape.words, &[3, 4, 5, 6, 7, 8, 10, 13, 17, 22]);
        let long = bucket(shape.words, &[4, 6, 9, 15]);
        let overlap = u32::from(self.page.overlap.get(index).copied().unwrap_or(9));
        let share = |part: usize| u32::try_from(part * 4 / shape.words.max(1)).unwrap_or(4);
        features.add(0, 0);
        features.add(1, words);
        features.add(2, shape.end as u32 * 10 + long);
        features.add(3, shape.start as u32);
        features.add(4, share(shape.capitals) * 10 + long);
        features.add(5, share(shape.uppers) * 10 + long);
        features.add(6, share(shape.numbers));
        features.add(7, share(shape.function_words) * 10 + long);
        features.add(8, bucket(shape.commas, &[1, 2, 3]) * 10 + long);
        features.add(9, bucket(shape.signs, &[1, 2, 4]) * 10 + long);
        features.add(10, u32::from(shape.sentences >= 2));
        features.add(11, shape.copies.min(3) * 10 + long);
        features.add_if(12, shape.date);
        features.add_if(13, shape.clock);
        features.add_if(14, shape.link);
        features.add_if(15, shape.quote);
        shape.kinds.each().for_each(|kind| features.add(16, kind));
        features.add(17, overlap);
        features.add(18, overlap * 10 + long);
        let line = self.line(index);
        features.add_if(19, sounds_like_outlet_alone(line));
        features.add_if(20, begins_with_sign(line));
        features.add_if(21, is_menu_path(line));
        features.add_if(22, line.contains(" | "));
        features.add_if(23, line.contains(" - ") || line.contains(" – "));
        features.add_if(24, line.contains(':'));
        let hashes = self.page.words_of(index, &self.page.words);
        if let (Some(first), Some(last)) = (hashes.first(), hashes.last()) {
            features.add(25, *first);
            features.add(26, *last);
        }
        features.add(28, u32::from(shape.is_prose()) + 2 * u32::from(self.is_body(index)));
        features
            .add(29, shape.kinds.bits().min(1) * 100 + long * 10 + u32::from(shape.date) + 2 * u32::from(shape.clock));
        features.add(27, self.signs(index).map_or(0, |told| 1 + u32::from(told)) * 10 + long);
    }

    /// Where the line stands: against the body, its neighbours, bylines and days.
    fn add_head(&self, index: usize, features: &mut Features) {
        let body = self.is_body(index);
        let distance = offset(Some(self.first), index);
        features.add(40, distance + 100 * u32::from(body));
        features.add(41, u32::from(index == 0) + 2 * u32::from(index == 0 && self.first == 1));
        features.add(37, bucket(self.first, &[1, 2, 4, 8, 20]) * 10 + u32::from(body) + 2 * u32::from(index == 0));
        features.add(36, self.form(Some(index)) * 100 + bucket(self.first, &[1, 4]) * 10 + u32::from(body));
        features.add(42, bucket(index, &[1, 2, 3, 5, 10, 30, 80]));
        let prose = (self.first..index).filter(|above| self.shape(*above).is_some_and(Shape::is_prose)).count();
        features.add(39, bucket(prose, &[1, 2]));
        let next = self.shape(index + 1).is_some_and(Shape::is_prose);
        features.add(38, u32::from(body) * 2 + u32::from(next));
        features.add(43, offset(self.page.title, index));
        let title = self.page.title.and_then(|title| self.shape(title));
        let here = self.shape(index);
        features.add_if(44, title.is_some_and(|title| here.is_some_and(|here| here.hash == title.hash)));
        features.add(45, u32::from(self.page.title_overlap.get(index).copied().unwrap_or(0).min(5)));
        let near = |holds: &dyn Fn(usize) -> bool| {
            let offset = (1..=5).find(|offset| index + offset < self.lines.len() && holds(index + offset));
            offset.and_then(|offset| u32::try_from(offset).ok()).unwrap_or(0)
        };
        let short = |at: usize| self.shape(at).is_some_and(|shape| shape.words <= 24 && !shape.is_prose());
        let lead =
            |at: usize| self.shape(at).is_some_and(|shape| shape.words <= 4) && names::is_bare_lead(self.line(at));
        let signed = near(&|at| short(at) && (self.signs(at) == Some(true) || lead(at)));
        let named = near(&|at| short(at) && self.signs(at) == Some(false));
        let dated = near(&|at| self.shape(at).is_some_and(|shape| shape.date || shape.kinds.has(Kinds::TIME)));
        features.add(46, signed);
        features.add(47, named);
        features.add(48, dated);
        features.add(49, u32::from(signed > 0) + 2 * u32::from(named > 0) + 4 * u32::from(dated > 0));
        let above = index.checked_sub(1);
        let forms = [above, Some(index + 1), index.checked_sub(2), Some(index + 2)].map(|at| self.form(at));
        for (template, form) in (50..).zip(forms) {
            features.add(template, form);
        }
        let [above_form, below_form, ..] = forms;
        features.add(54, above_form * 10 + below_form);
        let kinds = |at: Option<usize>| at.and_then(|at| self.shape(at)).map(|shape| shape.kinds);
        kinds(above).into_iter().flat_map(Kinds::each).for_each(|kind| features.add(55, kind));
        kinds(Some(index + 1)).into_iter().flat_map(Kinds::each).for_each(|kind| features.add(56, kind));
        let gaps = here.map_or(0, |here| u32::from(here.after_gap) + 2 * u32::from(here.before_gap));
        features.add(57, gaps);
        let dated_above = above.and_then(|at| self.shape(at)).is_some_and(|shape| shape.date);
        features.add_if(58, dated_above);
        let menu = (index.saturating_sub(5)..index)
            .filter(|at| self.shape(*at).is_some_and(|shape| (1..=3).contains(&shape.words)));
        features.add(59, bucket(menu.count(), &[1, 3, 5]) * 10 + u32::from(gaps % 2 == 1));
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

/// Whether a line begins as items and tags do.
fn begins_with_sign(line: &str) -> bool {
    line.starts_with(['(', '[', '©', '#', '@']) || ["- ", "• ", "– "].iter().any(|bullet| line.starts_with(bullet))
}
