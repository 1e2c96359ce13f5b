//! Rules above the line model: each corrects the states of lines that say more than the model sees.

use super::kinds::Kinds;
use super::lines::Line;
use super::model::State;
use super::page::{End, Page, Shape, Start};
use super::word_map::{WordMap, WordSet};
use crate::hashing;
use crate::lexicon::phrase;
use crate::rules::{Rules, article as rule};

/// Corrects the states of a page's lines, one rule after the other. `is_item` tells which lines the markup makes items of lists.
pub(super) fn correct(rules: &Rules, page: &Page, is_item: impl Fn(usize) -> bool, states: &mut [State]) {
    set_machinery_aside(rules, page, states);
    set_mail_head_aside(rules, page, states);
    set_player_titles_aside(rules, page, states);
    end_before_notices(rules, page, states);
    set_gallery_captions_aside(rules, page, states);
    begin_below_headline(rules, page, states);
    set_repeats_aside(rules, page, states);
    set_pull_quotes_aside(rules, page, is_item, states);
}

/// The least words of a line of prose that is not said twice on purpose.
const REPEATED: usize = 12;

/// Sets aside what stands in the body.
pub(super) fn set_aside(states: &mut [State], is_aside: impl Fn(usize) -> bool) {
    for (index, state) in states.iter_mut().enumerate() {
        if *state == State::Body && is_aside(index) {
            *state = State::Aside;
        }
    }
}

/// Short lines that say of themselves that they belong to the page's machinery, or offer a subscription.
fn set_machinery_aside(rules: &Rules, page: &Page, states: &mut [State]) {
    let machinery = Kinds::PLAYER.with(Kinds::COOKIES).with(Kinds::ADVERTISEMENT).with(Kinds::PAGES);
    if page.shapes.len() <= 1 {
        return;
    }
    let offers = |shape: &Shape| shape.kinds.has(Kinds::SUBSCRIPTION) && shape.words <= 20 && !shape.quote;
    let works = |shape: &Shape| shape.kinds.has(machinery) && shape.words <= 12;
    set_aside(states, |index| {
        page.shapes.get(index).is_some_and(|shape| {
            rules.when(rule::SUBSCRIPTION_OFFER, || offers(shape)) || rules.when(rule::PAGE_MACHINERY, || works(shape))
        })
    });
}

/// The lines of a mail's head.
fn set_mail_head_aside(rules: &Rules, page: &Page, states: &mut [State]) {
    for index in page.mail_head() {
        if let Some(state) = states.get_mut(index)
            && rules.when(rule::MAIL_HEAD, || *state != State::Aside)
        {
            *state = State::Aside;
        }
    }
}

/// What stands right above a player's clock and its controls is the name of what it plays.
fn set_player_titles_aside(rules: &Rules, page: &Page, states: &mut [State]) {
    let is_title = |lines: &[Shape]| {
        let [name, clock, player] = lines else { return false };
        let named = name.words <= 14 && name.end == End::Other;
        let timed = clock.clock && clock.words <= 2 && !clock.date;
        named && timed && player.kinds.has(Kinds::PLAYER)
    };
    let is_title_below = |lines: &[Shape]| {
        let [player, clock, name] = lines else { return false };
        let timed = clock.clock && clock.words <= 2 && !clock.date && !clock.after_gap;
        let named = name.words <= 14 && name.end == End::Other && !name.after_gap;
        timed && named && player.kinds.has(Kinds::PLAYER) && player.words <= 3
    };
    set_aside(states, |index| {
        let below =
            || index.checked_sub(2).and_then(|first| page.shapes.get(first..=index)).is_some_and(is_title_below);
        rules.when(rule::PLAYER_TITLE, || page.shapes.get(index..index + 3).is_some_and(is_title))
            || rules.when(rule::PLAYER_TITLE_BELOW, below)
    });
}

/// Words that stand on the page twice, once right above a photo's credit, are the caption of a gallery.
fn set_gallery_captions_aside(rules: &Rules, page: &Page, states: &mut [State]) {
    let credited = |(shape, next): (&Shape, &Shape)| {
        let repeated = shape.copies > 1 && shape.words >= 6 && next.words <= 12 && next.kinds.has(Kinds::CAPTION);
        repeated.then_some(shape.hash)
    };
    let captions: WordSet = page.shapes.iter().zip(page.shapes.iter().skip(1)).filter_map(credited).collect();
    set_aside(states, |index| {
        let is_caption = |shape: &Shape| captions.contains(&shape.hash);
        rules.when(rule::GALLERY_CAPTION, || page.shapes.get(index).is_some_and(is_caption))
    });
}

/// What a page says twice, as for narrow and for wide screens, belongs to the article once: of two equal lines of prose the second is set
/// aside, and with it the lines next to it that were said before too.
fn set_repeats_aside(rules: &Rules, page: &Page, states: &mut [State]) {
    let mut said = WordSet::default();
    let body = |(shape, state): (&Shape, &State)| *state == State::Body && shape.copies > 1 && !said.insert(shape.hash);
    let repeated: Vec<bool> = page.shapes.iter().zip(states.iter()).map(body).collect();
    let long = |index: usize| page.shapes.get(index).is_some_and(|shape| shape.is_prose() && shape.words >= REPEATED);
    let repeats = |index: usize| repeated.get(index) == Some(&true);
    let mut before = false;
    for (index, state) in states.iter_mut().enumerate() {
        let twice = || repeats(index) && (before || long(index) || repeats(index + 1) && long(index + 1));
        before = rules.when(rule::SAID_TWICE, twice);
        if before {
            *state = State::Aside;
        }
    }
}

/// How many words a pull quote has: fewer may be said twice, more are a paragraph.
const PULLED: std::ops::RangeInclusive<usize> = 7..=45;
/// How many words more the paragraph has that a pull quote is taken from.
const AROUND_PULLED: usize = 4;
/// How many words are looked up at once.
const GRAM: usize = 4;
/// How many lines that begin with the same words are looked at.
const SAME_GRAM: usize = 4;

/// The most words of the name under a pull quote.
const SPEAKER: usize = 6;

/// A sentence that stands alone and word for word in a longer paragraph was pulled out of it to be seen. What stands above the first
/// paragraph may be a standfirst.
fn set_pull_quotes_aside(rules: &Rules, page: &Page, is_item: impl Fn(usize) -> bool, states: &mut [State]) {
    let gram = |words: &[u32]| words.iter().fold(7, |hash, word| hashing::mix(hash, *word));
    let words = |index: usize| page.words_of(index, &page.words);
    let body = || page.shapes.iter().enumerate().zip(states.iter()).filter(|(_, state)| **state == State::Body);
    let mut candidates: WordMap<Vec<usize>> = WordMap::default();
    let mut begun = false;
    for ((index, shape), _) in body() {
        let quoted = shape.start == Start::Quote && shape.end == End::Other;
        let whole = shape.end == End::Sentence || rules.when(rule::OPEN_PULL_QUOTE, || quoted);
        let alone = whole && shape.start != Start::Item && shape.tabs == 0 && !is_item(index);
        if begun && alone && PULLED.contains(&shape.words) {
            let same = candidates.entry(gram(words(index).get(..GRAM).unwrap_or_default())).or_default();
            if same.len() < SAME_GRAM {
                same.push(index);
            }
        }
        begun |= shape.is_prose();
    }
    let mut pulled = vec![false; states.len()];
    for ((index, shape), _) in body().filter(|_| !candidates.is_empty()) {
        for (at, window) in words(index).windows(GRAM).enumerate() {
            for candidate in candidates.get(&gram(window)).into_iter().flatten() {
                let own = words(*candidate);
                let within =
                    shape.words >= own.len() + AROUND_PULLED && words(index).get(at..at + own.len()) == Some(own);
                if let (true, Some(pulled)) = (within, pulled.get_mut(*candidate)) {
                    *pulled = true;
                }
            }
        }
    }
    set_aside(states, |index| rules.when(rule::PULL_QUOTE, || pulled.get(index) == Some(&true)));
    let quotes: Vec<bool> = page
        .shapes
        .iter()
        .zip(states.iter())
        .zip(&pulled)
        .map(|((shape, state), pulled)| {
            *pulled || *state == State::Aside && shape.start == Start::Quote && shape.words >= *PULLED.start()
        })
        .collect();
    set_aside(states, |index| {
        let under = |above: usize| quotes.get(above) == Some(&true);
        let names = |shape: &Shape| {
            (1..=SPEAKER).contains(&shape.words)
                && shape.capitals == shape.words
                && shape.signs == 0
                && shape.end == End::Other
                && (shape.start != Start::Capital || !shape.after_gap)
        };
        rules.when(rule::PULL_QUOTE_SPEAKER, || {
            index.checked_sub(1).is_some_and(under) && page.shapes.get(index).is_some_and(names)
        })
    });
}

/// The most words of a line that leads elsewhere.
const LEADING: usize = 25;

/// "Read more: Bridge over the Orlen reopens": a line that begins by saying that it leads elsewhere, or to a picture.
pub(super) fn set_leads_aside(rules: &Rules, input: &str, lines: &[Line], page: &Page, states: &mut [State]) {
    let leads = |index: usize| {
        let line = lines.get(index)?;
        page.shapes.get(index).filter(|shape| shape.words <= LEADING)?;
        let (lead, rest) = line.span.of(input).split_once(':')?;
        let lead = lead.trim_matches(|c: char| !c.is_alphanumeric());
        let known = phrase::ASIDE_LEAD.iter().any(|known| lead.eq_ignore_ascii_case(known));
        Some(known && !rest.trim().is_empty())
    };
    set_aside(states, |index| rules.when(rule::LEADS_ELSEWHERE, || leads(index) == Some(true)));
}

/// Prose that follows the headline with nothing but byline, date or captions between belongs to the article.
fn begin_below_headline(rules: &Rules, page: &Page, states: &mut [State]) {
    let Some(title) = page.title else { return };
    let first = states.iter().position(|state| *state == State::Body).unwrap_or(0);
    let between = || page.shapes.iter().enumerate().take(first).skip(title + 1);
    let clear = |shape: &Shape| {
        shape.is_prose() && shape.kinds.is_empty() || shape.date || shape.kinds.has(Kinds::CAPTION.with(Kinds::TIME))
    };
    // A byline stands right above its day.
    let signed = |index: usize| {
        let short = page.shapes.get(index).is_some_and(|shape| shape.words <= 8 && shape.kinds.is_empty());
        short && page.shapes.get(index + 1).is_some_and(|next| next.date)
    };
    let opening = between()
        .take_while(|(index, shape)| clear(shape) || signed(*index))
        .filter(|(_, shape)| shape.is_prose() && shape.words >= 20);
    let opening: Vec<usize> = opening.map(|(index, _)| index).collect();
    // One sentence alone is the article's first when byline and date stand above it; else it may be a subtitle.
    let after_the_day = |first: &usize| {
        page.shapes.get(*first).is_some_and(|shape| shape.end == End::Sentence)
            && page.shapes.iter().take(*first).skip(title + 1).any(|shape| shape.date)
    };
    let begins = rules.when(rule::BEGINS_BELOW_HEADLINE, || opening.len() >= 2)
        || rules.when(rule::BEGINS_BELOW_DAY, || opening.first().is_some_and(after_the_day));
    if begins {
        for (index, state) in states.iter_mut().enumerate().take(first).skip(title + 1) {
            *state = if opening.contains(&index) { State::Body } else { State::Aside };
        }
    }
}

/// "Copyright 2026 Coast Media, Inc. All rights reserved. This material may not be published": whatever the model thinks of it.
pub(super) fn set_notices_aside(rules: &Rules, input: &str, lines: &[Line], states: &mut [State]) {
    if lines.len() < 2 {
        return;
    }
    for (line, state) in lines.iter().zip(states) {
        let text = line.span.of(input);
        let opens = || phrase::COPYRIGHT_LEAD.iter().any(|lead| text.starts_with(lead));
        let reserves = || text.len() <= 400 && phrase::RIGHTS_RESERVED.iter().any(|mark| text.contains(mark));
        if *state == State::Body && rules.when(rule::RIGHTS_NOTICE, || opens() && reserves()) {
            *state = State::Aside;
        }
    }
}

/// What stands last and speaks of newsletters, sharing, subscriptions or its author is no part of the article: nor is a rule of dashes.
fn end_before_notices(rules: &Rules, page: &Page, states: &mut [State]) {
    let notices =
        Kinds::NEWSLETTER.with(Kinds::SUBSCRIPTION).with(Kinds::SHARING).with(Kinds::AUTHOR).with(Kinds::RELATED);
    let bodies = states.iter().filter(|state| **state == State::Body).count();
    for _ in 0..6.min(bodies / 4) {
        let Some(last) = states.iter().rposition(|state| *state == State::Body) else { return };
        let Some(shape) = page.shapes.get(last) else { return };
        let notice = shape.kinds.has(notices) && shape.words <= 45 && !shape.quote;
        if !rules.when(rule::LAST_NOTICE, || notice || shape.words == 0) {
            return;
        }
        if let Some(state) = states.get_mut(last) {
            *state = State::After;
        }
    }
}
