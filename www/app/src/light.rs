//! What lights up without being chosen: the mentions of the entity that the pointer or the focus is on, and where on the way through the
//! text they stand.
//!
//! A text can hold thousands of pieces, so this is a change of classes on the elements concerned, not a new drawing.

use std::fmt::Write;

use web_sys::HtmlElement;

use crate::dom;
use crate::reading::Reading;
use crate::selection::Selection;

/// Ticks in the height of the page; two mentions closer than one share it.
const TICKS: f64 = 500.0;

/// Lights all mentions of an entity, pronouns and descriptions included; in a long text those around what is in sight, since to light
/// thousands would keep the wheel waiting.
pub(crate) fn hint(reading: &Reading, entity: usize) {
    let Some(prose) = dom::first(".prose") else { return };
    let name = entity.to_string();
    let lit = prose.get_attribute("data-hint").as_ref() == Some(&name);
    let selector = format!(".prose [data-e='{name}']");
    if reading.is_long() {
        // Again for each place that the pointer or the focus comes to: others are in sight then.
        dom::put_class("hint", &around_sight(&selector));
    } else if !lit {
        dom::move_class("hint", Some(&selector));
    }
    if !lit {
        let _ = prose.set_attribute("data-hint", &name);
        show(&ticks(reading, Selection::Entity(entity, 0)));
    }
}

/// The elements that match in the portions that are in sight or less than a screen away from it.
fn around_sight(selector: &str) -> Vec<HtmlElement> {
    let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let screen = window.unwrap_or_default();
    let near = dom::all(".prose .portion").into_iter().filter(|portion| {
        let place = portion.get_bounding_client_rect();
        place.bottom() > -screen && place.top() < 2.0 * screen
    });
    near.flat_map(|portion| dom::all_in(&portion, selector)).collect()
}

/// Puts the light of [`hint`] out.
pub(crate) fn unhint() {
    let Some(prose) = dom::first(".prose[data-hint]") else { return };
    let _ = prose.remove_attribute("data-hint");
    dom::move_class("hint", None);
    show(&dom::first_any(".rail").and_then(|rail| rail.get_attribute("data-chosen")).unwrap_or_default());
}

/// Draws a tick along the scroll bar for every place of what is chosen.
pub(crate) fn choose(reading: Option<&Reading>, selection: Option<Selection>) {
    let Some(rail) = dom::first_any(".rail") else { return };
    let shape = reading.zip(selection).map(|(reading, selection)| ticks(reading, selection)).unwrap_or_default();
    let _ = rail.set_attribute("data-chosen", &shape);
    show(&shape);
}

fn show(shape: &str) {
    if let Some(path) = dom::first_any(".rail path") {
        let _ = path.set_attribute("d", shape);
    }
}

/// The ticks of a selection, as a path. Where a word stands is reckoned from its block, or in a long text from the portion it is drawn
/// with: to ask for the place of the word itself would have the browser lay out all that is out of sight.
fn ticks(reading: &Reading, selection: Selection) -> String {
    let analysis = &reading.analysis;
    let offsets: Vec<usize> = match selection {
        Selection::Entity(entity, _) => {
            let mentions = analysis.entities.get(entity).into_iter().flat_map(|entity| &entity.mentions);
            mentions.map(|mention| mention.start).collect()
        }
        Selection::Quote(quote) => {
            let parts = analysis.quotes.get(quote).into_iter().flat_map(|quote| &quote.parts);
            parts.map(|part| part.start).collect()
        }
        Selection::Tone(word) => reading.tone_words.get(word).map(|word| word.start).into_iter().collect(),
        Selection::Sentence(sentence) => {
            analysis.sentences.get(sentence).map(|sentence| sentence.start).into_iter().collect()
        }
        Selection::Block(block) => analysis.article.blocks.get(block).map(|block| block.start).into_iter().collect(),
    };
    let Some(root) = dom::document().and_then(|document| document.document_element()) else { return String::new() };
    let (top, height) = (root.get_bounding_client_rect().top(), f64::from(root.scroll_height().max(1)));
    let boxes: Vec<(usize, usize, f64, f64)> = if reading.is_long() {
        let spans = reading.portion_spans();
        let portions = dom::all(".prose .portion").into_iter().zip(spans);
        portions
            .map(|(portion, (start, end))| {
                let place = portion.get_bounding_client_rect();
                (start, end, place.top() - top, place.height())
            })
            .collect()
    } else {
        let blocks = dom::all(".prose [data-b]").into_iter().filter(|block| block.offset_parent().is_some());
        blocks
            .filter_map(|block| {
                let index: usize = block.get_attribute("data-b")?.parse().ok()?;
                let span = analysis.article.blocks.get(index)?;
                let place = block.get_bounding_client_rect();
                Some((span.start, span.end, place.top() - top, place.height()))
            })
            .collect()
    };
    let mut shape = String::new();
    let mut last = None;
    for offset in offsets {
        let place = boxes.partition_point(|(_, end, ..)| *end <= offset);
        let Some((start, end, y, tall)) = boxes.get(place).filter(|(start, ..)| *start <= offset) else { continue };
        let within = (offset - start) as f64 / (end - start).max(1) as f64;
        let tick = ((y + within * tall) / height * TICKS).round();
        if last != Some(tick) {
            let _ = write!(shape, "M0 {}h10", tick as i64);
            last = Some(tick);
        }
    }
    shape
}
