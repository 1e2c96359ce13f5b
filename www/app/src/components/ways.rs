//! The ways in beside the text box: files, the bookmarklet, links.

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use crate::language::t;
use crate::{device, dom, fragment};

/// The button "Other ways in" and what it opens.
#[component]
pub(crate) fn Ways() -> Html {
    let dialog = use_node_ref();
    let link = use_node_ref();
    let copied = use_state_eq(|| false);
    // From disk there is none: no page may open a file.
    let code = use_memo((), |()| {
        let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
        let base = address.split(['#', '?']).next().filter(|base| !base.starts_with("file:"))?;
        Some(fragment::bookmarklet(base))
    });
    {
        let (link, code) = (link.clone(), code.clone());
        // Yew, rightly, writes no address that is a program; this one is ours, and is only to be dragged.
        use_effect_with((), move |()| {
            if let Some((link, code)) = link.cast::<HtmlElement>().zip(code.as_ref().as_ref()) {
                let _ = link.set_attribute("href", code);
            }
        });
    }
    let open = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // It fails only for one that is open.
                let _ = dialog.show_modal();
            }
        })
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let stay = Callback::from(|event: MouseEvent| event.prevent_default());
    let copy = {
        let (code, copied) = (code.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let (code, copied) = (code.as_ref().clone().unwrap_or_default(), copied.clone());
            wasm_bindgen_futures::spawn_local(async move {
                copied.set(device::copy(async move { Ok(code) }).await.is_ok());
            });
        })
    };
    let host = dom::document().and_then(|document| document.body());
    let content = html! {
        <dialog ref={dialog} class="ways" aria-labelledby="ways-title">
            <h2 id="ways-title">{ t("Other ways in") }</h2>
            <dl>
                <dt>{ t("Files") }</dt>
                <dd>{ t("Open or drop .txt, .html, .md, .docx and .pdf files, several at once if you like: they stand in a list under the text box.") }</dd>
                if code.is_some() {
                    <>
                        <dt>{ t("From the page you are reading") }</dt>
                        <dd>
                            { t("Drag this to your bookmarks bar:") }{ " " }
                            <a ref={link} class="bookmarklet" onclick={stay}>{ t("Read with Newsglass") }</a>
                            <p>{ t("On an article, press it: a new tab opens here with the words of that page. They travel in its address, behind the #, which no \
                               browser sends to a server; they do stay in your browser\u{2019}s history. Some sites forbid bookmarklets; there, copy and paste.") }</p>
                            <p>
                                <button type="button" class="button button-small" onclick={copy}>{ t("Copy the bookmarklet") }</button>
                                <span role="status">{ " " }{ if *copied { t("It is on the clipboard: make a bookmark and paste it as its address.") } else { "" } }</span>
                            </p>
                        </dd>
                    </>
                }
                <dt>{ t("In a link") }</dt>
                <dd>{ t("Export, Copy link, makes a link that holds the whole text. Who opens it reads it here, on their own device.") }</dd>
            </dl>
            <button type="button" class="button" onclick={close}>{ t("Close") }</button>
        </dialog>
    };
    html! {
        <>
            <button type="button" class="text-button" aria-haspopup="dialog" onclick={open}>{ t("Other ways in") }</button>
            // Not in the paragraph where the button stands: a dialog is no part of a sentence.
            if let Some(host) = host {
                { create_portal(content, host.into()) }
            }
        </>
    }
}
