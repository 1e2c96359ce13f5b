//! A button that opens a menu, after the ARIA pattern: the arrow keys go through it, Enter chooses, Escape leaves.

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::dom;

/// What can be chosen.
#[derive(Clone, PartialEq)]
pub(crate) struct Entry {
    /// What it is called.
    pub(crate) name: AttrValue,
    /// What it is for.
    pub(crate) note: Option<AttrValue>,
}

/// What the menu needs.
#[derive(PartialEq, Properties)]
pub(crate) struct MenuProps {
    /// What stands on the button, before its sign.
    #[prop_or_default]
    pub(crate) name: AttrValue,
    /// What button and menu are called.
    pub(crate) label: AttrValue,
    /// The style class of the place.
    pub(crate) class: &'static str,
    /// The style class of the button.
    pub(crate) button_class: &'static str,
    /// Whether there is nothing to choose yet.
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// What can be chosen, in groups that are parted by a line.
    pub(crate) groups: Vec<Vec<Entry>>,
    /// Says which one was chosen last, in a menu that remembers.
    #[prop_or_default]
    pub(crate) checked: Option<Callback<(), usize>>,
    /// Is told the number of what is chosen, counted through all groups.
    pub(crate) choose: Callback<usize>,
}

/// The button and its menu.
#[component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let menu = use_node_ref();

    {
        let menu = menu.clone();
        use_effect_with(*open, move |open| {
            if *open {
                move_focus(&menu, |_, _| 0);
            }
        });
    }
    let close = {
        let (open, button) = (open.clone(), button.clone());
        move || {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                dom::focus(&button);
            }
        }
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let (open, close, menu) = (open.clone(), close.clone(), menu.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match (key.as_str(), *open) {
                ("Escape", true) => close(),
                ("ArrowDown", false) => open.set(true),
                ("ArrowDown", true) => move_focus(&menu, |at, count| (at + 1) % count),
                ("ArrowUp", true) => move_focus(&menu, |at, count| (at + count - 1) % count),
                ("Home", true) => move_focus(&menu, |_, _| 0),
                ("End", true) => move_focus(&menu, |_, count| count - 1),
                ("Tab", true) => return open.set(false),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocusout = {
        let (open, menu, button) = (open.clone(), menu.clone(), button.clone());
        Callback::from(move |event: FocusEvent| {
            let target = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            let inside = |node: &NodeRef| node.get().is_some_and(|node| node.contains(target.as_ref()));
            if !inside(&menu) && !inside(&button) {
                open.set(false);
            }
        })
    };
    let checked = props.checked.as_ref().filter(|_| *open).map(|checked| checked.emit(()));
    let item = |number: usize, entry: &Entry| {
        let (choose, close) = (props.choose.clone(), close.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            close();
            choose.emit(number);
        });
        let (role, is_checked) = match checked {
            Some(checked) => ("menuitemradio", Some((checked == number).to_string())),
            None => ("menuitem", None),
        };
        html! {
            <button type="button" {role} aria-checked={is_checked} tabindex="-1" class="menu-item" {onclick}>
                <strong>{ &entry.name }</strong>
                if let Some(note) = &entry.note {
                    <span class="menu-note">{ note }</span>
                }
            </button>
        }
    };
    let mut number = 0;
    let groups = props.groups.iter().map(|group| {
        let items = group.iter().map(|entry| {
            number += 1;
            item(number - 1, entry)
        });
        html! { <span role="group" class="menu-group">{ for items }</span> }
    });
    html! {
        <span class={props.class} {onkeydown} {onfocusout}>
            <button ref={button} type="button" class={props.button_class} aria-haspopup="menu" aria-expanded={open.to_string()}
                aria-label={&props.label} disabled={props.disabled} onclick={toggle}>{ &props.name }<span class="caret" aria-hidden="true"></span></button>
            if *open {
                <span ref={menu} class="menu" role="menu" aria-label={&props.label}>{ for groups }</span>
            }
        </span>
    }
}

/// Puts the focus on the item of that number; `to` gets the number of the one that has it, and how many there are.
fn move_focus(menu: &NodeRef, to: impl Fn(usize, usize) -> usize) {
    let Some(items) = menu.cast::<web_sys::Element>().map(|menu| dom::all_in(&menu, ".menu-item")) else { return };
    let active = dom::document().and_then(|document| document.active_element());
    let at = items.iter().position(|item| Some(AsRef::<web_sys::Element>::as_ref(item)) == active.as_ref());
    if let Some(item) = items.get(to(at.unwrap_or(0), items.len().max(1))) {
        // The browser also scrolls to it, at once.
        let _ = item.focus();
    }
}
