//! The page that a reader saw and used before the app arrived.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::dom;

/// What the app takes the place of, and with what.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Shell {
    /// The shell, in the page.
    pub(crate) shell: web_sys::Element,
    /// What the app is drawn in, not yet in the page.
    pub(crate) root: web_sys::Element,
}

/// What a reader had done in the shell.
pub(crate) struct Early {
    /// Words typed or pasted, and what was selected in them, from and to, in UTF-16 units.
    pub(crate) typed: Option<(String, Option<(u32, u32)>)>,
    /// Which stop of the Tab key had the focus; the shell has the same ones as the app in the same order.
    focus: Option<usize>,
}

impl Shell {
    /// Puts the app into the shell's place, in one go, with the focus where it was.
    pub(crate) fn take_place(&self) -> Early {
        let text_box = dom::first("#article").and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
        let typed = text_box.filter(|text_box| !text_box.value().is_empty()).map(|text_box| {
            let (start, end) = (text_box.selection_start(), text_box.selection_end());
            (text_box.value(), start.ok().flatten().zip(end.ok().flatten()))
        });
        let early = Early { typed, focus: dom::focused_stop() };
        self.root.set_id(&self.shell.id());
        // What is inside is not for `locale.js` to translate.
        let _ = self.root.set_attribute("data-own", "");
        // Only a shell that has gone from the page by itself cannot be replaced.
        let _ = self.shell.replace_with_with_node_1(&self.root);
        early
    }
}

impl Early {
    /// Puts the focus where it was.
    pub(crate) fn restore_focus(&self) {
        if let Some(stop) = self.focus {
            dom::focus_stop(stop);
        }
    }
}
