//! What the page asks of the device: the clipboard, files, a place to keep the draft. The work is done by small scripts in `www/static/`.

use std::rc::Rc;

use js_sys::{Array, Promise};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlTextAreaElement, Url};

use crate::dom;
use crate::engine::{BlockChoice, Draft, problem};
use crate::language::t;
use crate::state::{Kept, Problem};

mod keep {
    use super::*;

    #[wasm_bindgen(raw_module = "./keep.js")]
    extern "C" {
        pub(super) async fn begin(on_state: &JsValue, may_take: bool) -> JsValue;
        pub(super) fn keep(text_box: &HtmlTextAreaElement, papers: JsValue, past: JsValue);
        pub(super) async fn forget();
        pub(super) async fn resume(text_box: &HtmlTextAreaElement, papers: JsValue, past: JsValue);
    }
}

mod files {
    use super::*;

    #[wasm_bindgen(raw_module = "./files.js")]
    extern "C" {
        #[wasm_bindgen(js_name = readFile, catch)]
        pub(super) async fn read_file(file: &File, limit: f64) -> Result<JsValue, JsValue>;
        pub(super) fn receive(open: &JsValue);
    }
}

mod share {
    use super::*;

    #[wasm_bindgen(raw_module = "./share.js")]
    extern "C" {
        #[wasm_bindgen(js_name = linkTo, catch)]
        pub(super) async fn link_to(text: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn copy(words: &Promise, html: Option<&str>) -> Result<(), JsValue>;
    }
}

mod asset {
    use super::*;

    #[wasm_bindgen(raw_module = "./asset.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn asset(name: &str) -> Result<JsValue, JsValue>;
    }
}

/// A file's words.
#[derive(Deserialize)]
pub(crate) struct Opened {
    /// The file's name.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
    /// Whether that is HTML.
    pub(crate) html: bool,
    /// What the reader should know.
    pub(crate) note: Option<String>,
}

/// A draft as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptDraft {
    text: String,
    html: Option<String>,
    blocks: Vec<BlockChoice>,
    #[serde(default)]
    address: Option<String>,
    /// What it took the place of.
    #[serde(default, skip_serializing)]
    past: Option<Box<Self>>,
}

impl From<KeptDraft> for Draft {
    fn from(KeptDraft { text, html, blocks, address, .. }: KeptDraft) -> Self {
        let (html, address) = (html.map(Into::into), address.map(Into::into));
        Self { text: text.into(), html, blocks: blocks.into(), address }
    }
}

/// The draft that was kept, of this tab or, if it `may_take` one, that another has left, and the one that it took the place of. `on_state`
/// hears from now on what becomes of the text.
pub(crate) async fn kept_draft(may_take: bool, on_state: impl Fn(Kept) + 'static) -> Option<(Draft, Option<Draft>)> {
    let listener = Closure::<dyn Fn(String)>::new(move |state: String| {
        on_state(match state.as_str() {
            "kept" => Kept::Here,
            "before" => Kept::Before,
            "off" => Kept::Off,
            "refused" => Kept::Refused,
            _ => Kept::Nothing,
        });
    });
    // It listens as long as the page lives.
    let draft = keep::begin(&listener.into_js_value(), may_take).await;
    let mut draft: KeptDraft = serde_wasm_bindgen::from_value(draft).ok()?;
    let past = draft.past.take().map(|past| (*past).into());
    Some((draft.into(), past))
}

/// Keeps what is in the text box once the keyboard rests, with what goes with it (the draft but for its words), and what it took the place
/// of.
pub(crate) fn keep_draft(text_box: &HtmlTextAreaElement, papers: &Draft, past: Option<&Draft>) {
    keep::keep(text_box, kept_form(Some(papers)), kept_form(past));
}

/// Forgets what is kept, and keeps no more.
pub(crate) fn forget_draft() {
    spawn_local(keep::forget());
}

/// Keeps again.
pub(crate) fn resume_keeping(text_box: HtmlTextAreaElement, papers: Draft, past: Option<Draft>) {
    spawn_local(async move {
        keep::resume(&text_box, kept_form(Some(&papers)), kept_form(past.as_ref())).await;
    });
}

fn kept_form(draft: Option<&Draft>) -> JsValue {
    let form = draft.map(|draft| KeptDraft {
        text: draft.text.to_string(),
        html: draft.html.as_deref().map(str::to_owned),
        blocks: draft.blocks.to_vec(),
        address: draft.address.as_deref().map(str::to_owned),
        past: None,
    });
    form.and_then(|form| serde_wasm_bindgen::to_value(&form).ok()).unwrap_or(JsValue::NULL)
}

/// Reads a file, whatever its encoding; a problem says what it is instead.
pub(crate) async fn read_file(file: &File) -> Result<Opened, Problem> {
    let opened =
        files::read_file(file, newsglass_analysis::MAX_INPUT_BYTES as f64).await.map_err(|error| problem(&error))?;
    serde_wasm_bindgen::from_value(opened).map_err(|error| problem(&error.into()))
}

/// Calls `open` with the files that the system hands to the installed app, as long as the page lives.
pub(crate) fn receive_files(open: impl Fn(Vec<File>) + 'static) {
    let open = Closure::<dyn Fn(Array)>::new(move |files: Array| {
        open(files.iter().filter_map(|file| file.dyn_into().ok()).collect());
    });
    files::receive(&open.into_js_value());
}

/// The article that shows everything.
pub(crate) async fn example() -> Result<String, Problem> {
    let text = asset::asset("example.txt").await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| {
        Problem::new("model_load_failed", t("The example did not arrive."), t("Check the connection and try again."))
    })
}

/// A link that holds the text itself; `None` when it would be too long to be of use.
pub(crate) async fn link_to(text: &str) -> Result<Option<String>, Problem> {
    let link = share::link_to(text).await.map_err(|_| {
        Problem::new(
            "engine_crashed",
            t("This browser cannot compress a text into a link."),
            t("Save the article as a file and send that."),
        )
    })?;
    Ok(link.as_string())
}

/// Copies words that may still be on their way. To be called at the reader's gesture.
pub(crate) async fn copy(words: impl Future<Output = Result<String, Problem>> + 'static) -> Result<(), Problem> {
    copy_formatted(words, None).await
}

/// The same, and beside the words their formatted form, as HTML.
pub(crate) async fn copy_formatted(
    words: impl Future<Output = Result<String, Problem>> + 'static,
    html: Option<String>,
) -> Result<(), Problem> {
    let failure = Rc::new(std::cell::RefCell::new(None));
    let promise = {
        let failure = failure.clone();
        future_to_promise(async move {
            words.await.map(JsValue::from).map_err(|problem| {
                *failure.borrow_mut() = Some(problem);
                JsValue::NULL
            })
        })
    };
    share::copy(&promise, html.as_deref()).await.map_err(|_| {
        failure.borrow_mut().take().unwrap_or_else(|| {
            Problem::new(
                "engine_crashed",
                t("The browser did not let the page copy."),
                t("Allow the clipboard for this page, or save a file instead."),
            )
        })
    })
}

/// Hands `content` to the browser as a file to save.
pub(crate) fn save(content: &str, media_type: &str, name: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = dom::document()?.create_element("a").ok()?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the content by the time it is told to save; later the address is of no use.
    gloo_timers::callback::Timeout::new(10_000, move || drop(Url::revoke_object_url(&url))).forget();
    Some(())
}
