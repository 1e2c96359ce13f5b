//! The ways in that need no button: the article in the address, files that are dropped or handed over, a paste anywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlTextAreaElement};
use yew::prelude::*;

use crate::bench::Bench;
use crate::shell::Shell;
use crate::{clipboard, device, dom};

/// The button that opens a folded text.
const EDIT: &str = "#edit";

/// Takes the place of the shell, with what was typed there, and opens what the address or another program brings.
#[hook]
pub(crate) fn use_arrival(bench: &Bench, shell: &Shell) {
    let bench = bench.clone();
    // The first effect: by now everything is drawn.
    use_effect_with(shell.clone(), move |shell| {
        let early = shell.take_place();
        if let Some((typed, caret)) = &early.typed
            && let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>()
        {
            text_box.set_value(typed);
            if let Some((start, end)) = *caret {
                // A caret that cannot be set stands at the end.
                let _ = text_box.set_selection_range(start, end);
            }
            bench.read_after_pause();
        }
        early.restore_focus();
        bench.arrive();
        let opening = bench.clone();
        device::receive_files(move |files| opening.open(files));
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                let bench = bench.clone();
                spawn_local(async move {
                    bench.open_shared().await;
                });
            })
        });
        move || drop(listener)
    });
}

/// Opens what is pasted. A paste needs no focus; where there is a field with the focus it belongs to that.
#[hook]
pub(crate) fn use_paste(bench: &Bench) {
    let bench = bench.clone();
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "paste", options, move |event| paste_anywhere(event, &bench))
        });
        move || drop(listener)
    });
}

/// Opens files that are dropped anywhere: beside the desk the browser would leave the page for them. Whether some are being dragged.
#[hook]
pub(crate) fn use_drop(bench: &Bench) -> bool {
    let dragging = use_state_eq(|| false);
    let is_over = *dragging;
    let bench = bench.clone();
    use_effect_with((), move |()| {
        let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
            let window = web_sys::window()?;
            let options = EventListenerOptions::enable_prevent_default();
            Some(EventListener::new_with_options(&window, name, options, move |event| {
                if let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| carries_files(event)) {
                    act(event);
                }
            }))
        };
        let over = dragging.clone();
        let dragover = listen(
            "dragover",
            Box::new(move |event| {
                event.prevent_default();
                over.set(true);
            }),
        );
        let left = dragging.clone();
        let dragleave = listen("dragleave", Box::new(move |event| left.set(event.related_target().is_some())));
        let drop_ = listen(
            "drop",
            Box::new(move |event| {
                event.prevent_default();
                dragging.set(false);
                bench.open(event.data_transfer().and_then(|data| data.files()).map(listed).unwrap_or_default());
            }),
        );
        move || drop((dragover, dragleave, drop_))
    });
    is_over
}

/// Lets no focus stay in what is folded away.
#[hook]
pub(crate) fn use_focus_on_fold(desk: NodeRef, folded: bool) {
    use_effect_with(folded, move |folded| {
        if *folded && desk.cast::<Element>().is_some_and(|desk| dom::has_focus(&desk)) {
            dom::first(EDIT).iter().for_each(dom::focus);
        }
    });
}

/// What a paste brings.
pub(crate) fn clipboard_of(event: &Event) -> Option<DataTransfer> {
    event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
}

/// Takes a paste that is meant for no field: files are opened; an article takes the place of the one that is there; a piece goes into it.
fn paste_anywhere(event: &Event, bench: &Bench) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let in_field = target.is_some_and(|target| {
        target.closest("input, textarea, select, dialog, [contenteditable]").is_ok_and(|place| place.is_some())
    });
    let Some(data) = clipboard_of(event).filter(|_| !in_field && !event.default_prevented()) else { return };
    let files = data.files().map(listed).unwrap_or_default();
    let Some(text_box) = bench.text_box.cast::<HtmlTextAreaElement>() else { return };
    if let Some(draft) = clipboard::draft_in(&data) {
        event.prevent_default();
        if text_box.text_length() == 0 || clipboard::is_article(&draft.text) {
            bench.begin(&draft);
        } else {
            dom::focus(&text_box);
            // It fails for a selection that lies outside of the text, which there is none.
            let _ = text_box.set_range_text(&draft.text);
            bench.set_html(None);
            bench.keep();
            bench.read_after_pause();
        }
    } else if !files.is_empty() {
        event.prevent_default();
        bench.open(files);
    }
}

fn carries_files(event: &DragEvent) -> bool {
    let kinds = event.data_transfer().map(|data| data.types());
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files")))
}

/// The files of a list.
pub(crate) fn listed(files: FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.item(index)).collect()
}
