//! The few things that are done to the page by hand: light up, scroll, focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The page.
pub(crate) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// All elements that match, in document order.
pub(crate) fn all(selector: &str) -> Vec<HtmlElement> {
    let Some(list) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.item(index)).filter_map(|node| node.dyn_into().ok()).collect()
}

/// The first element that matches.
pub(crate) fn first(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Puts the focus on an element without moving the page.
pub(crate) fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}

/// Scrolls `element` to the middle of what is visible, or just into view.
pub(crate) fn bring_into_view(element: &Element, middle: bool) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(if middle { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Nearest });
    options.set_inline(ScrollLogicalPosition::Nearest);
    options.set_behavior(if prefers_calm() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether the reader asked for less motion.
fn prefers_calm() -> bool {
    let query =
        web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Adds a class to every element that matches, after taking it from all that have it.
pub(crate) fn move_class(class: &str, selector: Option<&str>) -> Vec<HtmlElement> {
    for element in all(&format!(".{class}")) {
        let _ = element.class_list().remove_1(class);
    }
    let elements = selector.map(all).unwrap_or_default();
    for element in &elements {
        let _ = element.class_list().add_1(class);
    }
    elements
}

/// The value of a `data-` attribute on `element` or the nearest ancestor that has it, as a number.
pub(crate) fn number_near(element: &Element, name: &str) -> Option<usize> {
    element.closest(&format!("[{name}]")).ok()??.get_attribute(name)?.parse().ok()
}
