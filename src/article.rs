//! From what was pasted to the article: body, title, byline, date, and what was set aside and why.
//!
//! ```text
//! paste -> lines (wrapped ones joined) -> a page of line shapes -> the line model's states -> blocks -> metadata
//! ```
//! Whether a line belongs to the article is decided by a trained model over the lines of the page ([`model`]); what kind of line it is,
//! and why it was set aside, by rules that can be read ([`blocks`], [`metadata`]) and word lists in `models/lists/`. Text is never
//! repaired: every block is a span over what was pasted.

use crate::analysis::{Article, Block, BlockKind, Warning, WarningCode};
use crate::error::Error;
use crate::lexicon::{self};
use crate::options::{Input, Options};

mod asides;
mod blocks;
mod choices;
mod date;
mod features;
mod hashing;
mod html;
mod kinds;
mod language;
mod lines;
mod listed;
mod live;
mod metadata;
mod model;
mod names;
mod page;
mod reasons;
pub mod training;
mod word_map;

pub(crate) use model::{FORMAT, Model};

/// What was pasted, read.
pub(crate) struct Reading {
    /// The plain text that all spans refer to.
    pub(crate) text: String,
    /// Metadata and blocks; offsets are bytes of `text`.
    pub(crate) article: Article,
    /// What to tell the reader.
    pub(crate) warnings: Vec<Warning>,
}

/// Reads an input that is neither empty nor too large.
///
/// # Errors
/// `empty_input` when HTML holds no text.
pub(crate) fn read(input: &str, options: &Options, model: &Model) -> Result<Reading, Error> {
    let is_html = match options.input {
        Input::Html => true,
        Input::Text => false,
        Input::Auto => html::looks_like(input),
    };
    let mut reading = if is_html { html::read(input, options, model)? } else { read_plain(input, options, model) };
    choices::apply(&mut reading, options);
    Ok(reading)
}

/// A page of at most this many lines was selected by hand rather than whole.
const FEW_LINES: usize = 30;
/// What speaks for prose being body there, in the model's units.
const PROSE_OF_FEW: i32 = 40;

/// What speaks for lines being body besides the model, which learns from whole pages. Who selects a few lines selects what they read:
/// a link or a row of buttons among them is no sign that the paragraphs before or after it are another article's.
fn trust_in_prose(page: &page::Page) -> Vec<i32> {
    if page.shapes.len() > FEW_LINES {
        return Vec::new();
    }
    let of = |shape: &page::Shape| if shape.is_prose() && shape.kinds.is_empty() { PROSE_OF_FEW } else { 0 };
    page.shapes.iter().map(of).collect()
}

/// Every line of a text as a paragraph.
pub(crate) fn every_line(text: &str) -> Vec<Block> {
    let paragraph = |line: &lines::Line| Block {
        start: line.span.start,
        end: line.span.end,
        kind: BlockKind::Paragraph,
        reason: None,
    };
    lines::physical(text).iter().map(paragraph).collect()
}

fn read_plain(input: &str, options: &Options, model: &model::Model) -> Reading {
    let mut warnings = Vec::new();
    let lines = lines::split(input);
    let mut article = Article::default();
    if options.clean {
        let mut page = page::Page::new(input, &lines);
        let blog = live::find(&page.shapes);
        if let Some(headline) = blog.as_ref().and_then(|blog| blog.headline) {
            page = page::Page::with_headline(input, &lines, Some(headline));
        }
        let mut states = model.decode(&page, &trust_in_prose(&page));
        overrule(&page, &mut states);
        set_notices_aside(input, &lines, &mut states);
        if let Some(blog) = blog {
            live::settle(&blog, &page.shapes, &mut states);
        }
        let roles = metadata::find(input, &lines, &page, &states, options, &mut article);
        article.blocks = blocks::make(input, &lines, &page, &states, &roles);
        article.language = language::guess_by(input, &article.blocks, |span| page.words_in(&lines, span));
    } else {
        article.blocks = every_line(input);
        metadata::find_unseen(options, &mut article);
        article.language = language::guess(input, &article.blocks);
    }
    warn(input, &article, &mut warnings);
    Reading { text: input.to_owned(), article, warnings }
}

/// "Copyright 2026 Coast Media, Inc. All rights reserved. This material may not be published": whatever the model thinks of it.
fn set_notices_aside(input: &str, lines: &[lines::Line], states: &mut [model::State]) {
    if lines.len() < 2 {
        return;
    }
    for (line, state) in lines.iter().zip(states) {
        let text = line.span.of(input);
        let opens = lexicon::phrase::COPYRIGHT_LEAD.iter().any(|lead| text.starts_with(lead));
        if *state == model::State::Body
            && opens
            && text.len() <= 400
            && lexicon::phrase::RIGHTS_RESERVED.iter().any(|mark| text.contains(mark))
        {
            *state = model::State::Aside;
        }
    }
}

/// Rules above the model. Short lines that say of themselves that they belong to the page's machinery are set aside; prose that
/// follows the headline with nothing but byline, date or captions between belongs to the article.
fn overrule(page: &page::Page, states: &mut [model::State]) {
    use kinds::Kinds;
    let machinery = Kinds::PLAYER.with(Kinds::COOKIES).with(Kinds::ADVERTISEMENT).with(Kinds::PAGES);
    for (state, shape) in states.iter_mut().zip(&page.shapes) {
        let offer = shape.kinds.has(Kinds::SUBSCRIPTION) && shape.words <= 20 && !shape.quote;
        if *state == model::State::Body
            && page.shapes.len() > 1
            && (offer || shape.kinds.has(machinery) && shape.words <= 12)
        {
            *state = model::State::Aside;
        }
    }
    for index in page.mail_head() {
        if let Some(state) = states.get_mut(index) {
            *state = model::State::Aside;
        }
    }
    // What stands right above a player's clock and its controls is the name of what it plays.
    for index in 0..page.shapes.len() {
        let Some([shape, clock, player]) = page.shapes.get(index..index + 3) else { break };
        let named = shape.words <= 14 && shape.end == page::End::Other;
        if named
            && clock.clock
            && clock.words <= 2
            && !clock.date
            && player.kinds.has(Kinds::PLAYER)
            && let Some(state) = states.get_mut(index)
            && *state == model::State::Body
        {
            *state = model::State::Aside;
        }
    }
    end_with_speech(page, states);
    end_before_notices(page, states);
    // Words that stand on the page twice, once right above a photo's credit, are the caption of a gallery.
    let credited = |(shape, next): (&page::Shape, &page::Shape)| {
        let repeated = shape.copies > 1 && shape.words >= 6 && next.words <= 12 && next.kinds.has(Kinds::CAPTION);
        repeated.then_some(shape.hash)
    };
    let captions: word_map::WordSet = page.shapes.iter().zip(page.shapes.iter().skip(1)).filter_map(credited).collect();
    for (state, shape) in states.iter_mut().zip(&page.shapes) {
        if *state == model::State::Body && captions.contains(&shape.hash) {
            *state = model::State::Aside;
        }
    }
    let Some(title) = page.title else { return };
    let first = states.iter().position(|state| *state == model::State::Body).unwrap_or(0);
    let between = || page.shapes.iter().enumerate().take(first).skip(title + 1);
    let clear = |shape: &page::Shape| {
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
    let behind_the_day = opening.first().is_some_and(|first| {
        page.shapes.get(*first).is_some_and(|shape| shape.end == page::End::Sentence)
            && page.shapes.iter().take(*first).skip(title + 1).any(|shape| shape.date)
    });
    if opening.len() >= 2 || behind_the_day {
        for (index, state) in states.iter_mut().enumerate().take(first).skip(title + 1) {
            *state = if opening.contains(&index) { model::State::Body } else { model::State::Aside };
        }
    }
}

/// An article may end with short lines of talk: right behind its last paragraph, whole sentences up to one in quotation marks go on.
fn end_with_speech(page: &page::Page, states: &mut [model::State]) {
    let Some(last) = states.iter().rposition(|state| *state == model::State::Body) else { return };
    let sentence = |shape: &page::Shape| {
        let ends = shape.end == page::End::Sentence || shape.quote && shape.end == page::End::Other;
        ends && shape.kinds.is_empty() && !shape.date && !shape.link && shape.words >= 2
    };
    let mut upto = last;
    for (index, shape) in page.shapes.iter().enumerate().skip(last + 1).take(6) {
        // In marks and shorter than this it may be the name of a film.
        let spoken = shape.quote && shape.words >= 4 && shape.function_words >= 1;
        if !sentence(shape) || !spoken && shape.words > 14 {
            break;
        }
        if spoken && shape.end == page::End::Sentence {
            upto = index;
        }
    }
    for state in states.iter_mut().take(upto + 1).skip(last + 1) {
        *state = model::State::Body;
    }
}

/// What stands last and speaks of newsletters, sharing, subscriptions or its author is no part of the article: nor is a rule of dashes.
fn end_before_notices(page: &page::Page, states: &mut [model::State]) {
    use kinds::Kinds;
    let notices =
        Kinds::NEWSLETTER.with(Kinds::SUBSCRIPTION).with(Kinds::SHARING).with(Kinds::AUTHOR).with(Kinds::RELATED);
    let bodies = states.iter().filter(|state| **state == model::State::Body).count();
    for _ in 0..6.min(bodies / 4) {
        let Some(last) = states.iter().rposition(|state| *state == model::State::Body) else { return };
        let Some(shape) = page.shapes.get(last) else { return };
        let notice = shape.kinds.has(notices) && shape.words <= 45 && !shape.quote;
        if !notice && shape.words > 0 {
            return;
        }
        if let Some(state) = states.get_mut(last) {
            *state = model::State::After;
        }
    }
}

/// What a reader is told when nothing of the text belongs to an article.
const EMPTY_BODY: &str = "No article was found in this text; all of it was set aside.";

fn warn(text: &str, article: &Article, warnings: &mut Vec<Warning>) {
    let mut add = |code, message: &str| warnings.push(Warning { code, message: message.to_owned() });
    if !article.blocks.iter().any(|block| block.kind.is_body()) {
        add(WarningCode::EmptyBody, EMPTY_BODY);
    }
    if !matches!(article.language.code.as_str(), "en" | "und") {
        add(
            WarningCode::LanguageNotEnglish,
            "This does not read like English; names and quotes may be missed and the tone is not to be trusted.",
        );
    }
    let damaged = damaged_characters(text);
    if damaged > 0 && damaged * 200 > text.chars().count() {
        add(WarningCode::DamagedText, "Much of this is no text: unreadable characters stand in it.");
    }
}

/// How many characters are controls that are no white space, or stand for what could not be read.
fn damaged_characters(text: &str) -> usize {
    // Hardly any text has one, and every text is asked. The bytes are looked at without branches, so that many are compared at once:
    // controls of ASCII, the two bytes of U+0080 to U+009F, and the first of U+FFFD.
    let control = |byte: u8| (byte < b'\t') | (byte.wrapping_sub(0x0e) < 0x12) | (byte == 0x7f) | (byte == 0xef);
    let further = |first: u8, second: u8| (first == 0xc2) & (second & 0xe0 == 0x80);
    let bytes = text.as_bytes();
    let possible = bytes.iter().fold(false, |seen, byte| seen | control(*byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if !pairs.fold(possible, |seen, (first, second)| seen | further(*first, *second)) {
        return 0;
    }
    text.chars().filter(|c| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}').count()
}
