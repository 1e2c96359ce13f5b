//! The few things that are done to the page by hand: light up, scroll, focus.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, KeyboardEvent, NodeList, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// The page.
pub(crate) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// What the browser remembers for this page under a name.
pub(crate) fn remembered(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Has the browser remember something under a name. Where nothing may be kept, it holds until the page is left.
pub(crate) fn remember(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, value);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// All elements that match, in document order.
pub(crate) fn all(selector: &str) -> Vec<HtmlElement> {
    document().and_then(|document| document.query_selector_all(selector).ok()).map_or_else(Vec::new, elements)
}

/// Every element inside `root` that matches.
pub(crate) fn all_in(root: &Element, selector: &str) -> Vec<HtmlElement> {
    root.query_selector_all(selector).map_or_else(|_| Vec::new(), elements)
}

fn elements(list: NodeList) -> Vec<HtmlElement> {
    (0..list.length()).filter_map(|index| list.item(index)).filter_map(|node| node.dyn_into().ok()).collect()
}

/// The first element that matches.
pub(crate) fn first(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// The first element that matches, drawings included.
pub(crate) fn first_any(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Whether a media query holds.
pub(crate) fn matches_media(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Opens a `dialog` over the page; says whether it is there.
pub(crate) fn open_dialog(selector: &str) -> bool {
    let dialog = first(selector).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    // One that is open already stays so.
    dialog.filter(|dialog| !dialog.open()).is_some_and(|dialog| dialog.show_modal().is_ok())
}

/// Moves the one stop for the Tab key among the children of a row or column that carry `data-stop`, as the arrow keys say.
pub(crate) fn rove(event: &KeyboardEvent) {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(row) = here.closest("[data-rove]").ok().flatten() else { return };
    let Ok(list) = row.query_selector_all("[data-stop]") else { return };
    let stops: Vec<HtmlElement> =
        (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<HtmlElement>().ok()).collect();
    let place = stops.iter().position(|stop| *stop == here);
    let next = match (event.key().as_str(), place) {
        ("ArrowRight" | "ArrowDown", Some(place)) => stops.get(place + 1),
        ("ArrowLeft" | "ArrowUp", Some(place)) => place.checked_sub(1).and_then(|place| stops.get(place)),
        ("Home", _) => stops.first(),
        ("End", _) => stops.last(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        here.set_tab_index(-1);
        next.set_tab_index(0);
        focus(next);
        bring_into_view(next, false);
    }
}

/// Where the Tab key stops, in the shell and in the app before anything is read.
const STOPS: &str = "#app a, #app button, #app textarea";

/// Whether the focus is in an element.
pub(crate) fn has_focus(element: &Element) -> bool {
    let active = document().and_then(|document| document.active_element());
    element.contains(active.as_deref())
}

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
    options.set_behavior(if matches_media("(prefers-reduced-motion: reduce)") {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls the list around `row` so that the whole of its item stands at the top; where the list does not scroll by itself, just into view.
pub(crate) fn bring_to_top(row: &Element) {
    let item = row.closest("li, tr").ok().flatten().unwrap_or_else(|| row.clone());
    if let Some(list) =
        row.closest(".tab-panel").ok().flatten().filter(|list| list.scroll_height() > list.client_height())
    {
        // Under the head of its table, which stays at the top.
        let head = row.closest("table").ok().flatten().and_then(|table| table.query_selector("thead").ok().flatten());
        let above = head.map_or(0.0, |head| head.get_bounding_client_rect().height()) + ABOVE;
        let below = item.get_bounding_client_rect().top() - list.get_bounding_client_rect().top() - above;
        list.set_scroll_top(list.scroll_top() + below.round() as i32);
    }
    bring_into_view(row, false);
}

/// How much room is left above an item at the top of its list, in pixels.
const ABOVE: f64 = 8.0;

/// Adds a class to every element that matches, after taking it from all that have it.
pub(crate) fn move_class(class: &str, selector: Option<&str>) -> Vec<HtmlElement> {
    let elements = selector.map(all).unwrap_or_default();
    put_class(class, &elements);
    elements
}

/// Adds a class to these elements, after taking it from all that have it.
pub(crate) fn put_class(class: &str, elements: &[HtmlElement]) {
    for element in all(&format!(".{class}")) {
        let _ = element.class_list().remove_1(class);
    }
    for element in elements {
        let _ = element.class_list().add_1(class);
    }
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
