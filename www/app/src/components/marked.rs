//! What a place in the text stands for.

use web_sys::Element;

use crate::dom;
use crate::selection::Selection;
use crate::state::Layers;

/// What a place in the text stands for: the innermost highlight that is shown.
pub(super) fn selection_at(target: &Element, layers: Layers) -> Option<Selection> {
    if is_stale(target) {
        return None;
    }
    let inside = target.closest(".prose [data-s], .prose [data-e], .prose [data-q]").ok().flatten()?;
    if inside.class_list().contains("heard") {
        return dom::number_near(&inside, "data-q").map(Selection::Quote);
    }
    let entity = dom::number_near(&inside, "data-e").filter(|_| layers.entities);
    if let (Some(entity), Some(mention)) = (entity, dom::number_near(&inside, "data-m")) {
        return Some(Selection::Entity(entity, mention));
    }
    if let Some(word) = dom::number_near(&inside, "data-t").filter(|_| layers.tone) {
        return Some(Selection::Tone(word));
    }
    dom::number_near(&inside, "data-q").filter(|_| layers.quotes).map(Selection::Quote)
}

/// Whether something is of the reading before: its numbers say nothing of this one.
pub(super) fn is_stale(element: &Element) -> bool {
    element.closest(".stale").ok().flatten().is_some()
}
