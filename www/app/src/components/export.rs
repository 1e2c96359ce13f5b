//! The menu that hands the result out as a file.

use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, KeyboardEvent, Url};
use yew::prelude::*;

use crate::dom;
use crate::reading::Reading;

/// The reading to hand out.
#[derive(PartialEq, Properties)]
pub(crate) struct ExportProps {
    /// Nothing yet: the button waits.
    pub(crate) reading: Option<std::rc::Rc<Reading>>,
}

/// The "Export" button and its menu.
#[component]
pub(crate) fn Export(props: &ExportProps) -> Html {
    let open = use_state_eq(|| false);
    let button = use_node_ref();
    let menu = use_node_ref();

    {
        let menu = menu.clone();
        use_effect_with(*open, move |open| {
            if let Some(item) = menu.cast::<HtmlElement>().filter(|_| *open) {
                let first = item.query_selector("[role='menuitem']").ok().flatten();
                if let Some(first) = first.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
                    dom::focus(&first);
                }
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
        let (open, close) = (open.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" if *open => {
                event.prevent_default();
                close();
            }
            "ArrowDown" => {
                event.prevent_default();
                open.set(true);
            }
            "Tab" => open.set(false),
            _ => {}
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
    let save_json = {
        let reading = props.reading.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(reading) = &reading {
                // An analysis is plain data, and a download that the browser refuses is told by the browser.
                let json = js_sys::JSON::stringify_with_replacer_and_space(&reading.raw, &JsValue::NULL, &2.into());
                let _ = json.and_then(|json| save(&String::from(json), "application/json", "newsglass.json"));
            }
            close();
        })
    };
    html! {
        <div class="export" {onkeydown} {onfocusout}>
            <button ref={button} type="button" class="button" aria-haspopup="menu" aria-expanded={open.to_string()}
                disabled={props.reading.is_none()} onclick={toggle}>{ "Export" }<span class="caret" aria-hidden="true"></span></button>
            if *open {
                <div ref={menu} class="menu" role="menu" aria-label="Export">
                    <button type="button" role="menuitem" tabindex="-1" class="menu-item" onclick={save_json}>
                        <strong>{ "JSON" }</strong>
                        <span class="menu-note">{ "Everything that was found, for programs" }</span>
                    </button>
                </div>
            }
        </div>
    }
}

/// Hands `content` to the browser as a file to save.
fn save(content: &str, media_type: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&content.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = dom::document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the content by the time it is told to save; later the address is of no use.
    gloo_timers::callback::Timeout::new(10_000, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
