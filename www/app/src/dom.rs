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

/// Where the Tab key stops, in the shell and in the app before anything is read.
const STOPS: &str = "#app a, #app button, #app textarea";

/// The number of the stop that has the focus.
pub(crate) fn focused_stop() -> Option<usize> {
    let active = document()?.active_element()?;
    all(STOPS).iter().position(|stop| *AsRef::<Element>::as_ref(stop) == active)
}

/// Puts the focus on the stop with that number.
pub(crate) fn focus_stop(number: usize) {
    if let Some(stop) = all(STOPS).get(number) {
        focus(stop);
    }
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

/// The words of a page of HTML, a line for each block, for the text box. The page is parsed but never shown: no script runs, nothing
/// is fetched. What of it belongs to the article is the engine's to say.
pub(crate) fn words_of(html: &str) -> Option<String> {
    let page = web_sys::DomParser::new().ok()?.parse_from_string(html, web_sys::SupportedType::TextHtml).ok()?;
    let each = |selector: &str, act: &dyn Fn(&Element)| {
        let list = page.query_selector_all(selector).ok()?;
        (0..list.length()).filter_map(|index| list.item(index)?.dyn_into().ok()).for_each(|element| act(&element));
        Some(())
    };
    each("script, style, noscript, template, svg, head > *", &Element::remove)?;
    each(
        "address, article, aside, blockquote, br, dd, div, dt, figcaption, footer, h1, h2, h3, h4, h5, h6, header, li, main, nav, p, \
         pre, section, td, th, tr, ul",
        &|element| {
            let _ = element.before_with_str_1("\n");
            let _ = element.after_with_str_1("\n");
        },
    )?;
    let text = page.body()?.text_content()?;
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n"))
}
