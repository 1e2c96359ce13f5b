//! The engine as the page sees it: plain data in, plain data or a [`Problem`] out, computed in a worker.

use std::rc::Rc;

use newsglass_analysis::WarningCode;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::breath::Breath;
use crate::intake;
use crate::language::{fill, key, speech, t, with_numbers};
use crate::reading::Reading;
use crate::state::Problem;

#[wasm_bindgen(raw_module = "../newsglass/index.js")]
extern "C" {
    #[wasm_bindgen(js_name = createAnalyzer, catch)]
    async fn create_analyzer(options: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// What `createAnalyzer` resolves to.
    pub(crate) type Analyzer;

    #[wasm_bindgen(method, catch)]
    async fn analyze(this: &Analyzer, input: &str, options: &JsValue, call: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    async fn render(this: &Analyzer, analysis: &JsValue, format: &str, options: &JsValue) -> Result<JsValue, JsValue>;
}

/// What goes to the engine.
#[derive(Clone, PartialEq)]
pub(crate) struct Draft {
    /// The words in the text box.
    pub(crate) text: Rc<str>,
    /// The same with its formatting, as pasted.
    pub(crate) html: Option<Rc<str>>,
    /// What the reader said of its blocks.
    pub(crate) blocks: Rc<[BlockChoice]>,
    /// Where the reader says that it stands on the web.
    pub(crate) address: Option<Rc<str>>,
}

/// Whether a block belongs to the article; offsets as in the last result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BlockChoice {
    /// Where it begins.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// Whether it belongs.
    pub(crate) body: bool,
}

/// Which form of the draft is read.
#[derive(Serialize)]
struct CallOptions<'draft> {
    input: &'static str,
    blocks: &'draft [BlockChoice],
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'draft str>,
}

/// Fetches the engine and starts its worker.
pub(crate) async fn load() -> Result<Analyzer, Problem> {
    let options = js_sys::Object::new();
    set(&options, "worker", &JsValue::TRUE);
    create_analyzer(&options).await.map(JsCast::unchecked_into).map_err(|error| problem(&error))
}

/// Reads a draft. Its formatted form is preferred, unless nothing is found to be an article in it.
pub(crate) async fn analyze(
    analyzer: &Analyzer,
    draft: &Draft,
    signal: &AbortSignal,
    on_progress: &JsValue,
) -> Result<Reading, Problem> {
    if let Some(html) = &draft.html {
        match read_as(analyzer, html, "html", draft, signal, on_progress).await {
            Ok(mut reading) if is_article_of(&reading, html) => {
                reading.with_formatting = true;
                return Ok(reading);
            }
            Err(problem) if problem.code != "empty_input" => return Err(problem),
            _ => {}
        }
    }
    read_as(analyzer, &draft.text, "auto", draft, signal, on_progress).await
}

/// Writes what was read as a file: `format` and `table` as the package names them. What people read is in the language of the page.
pub(crate) async fn render(
    analyzer: &Analyzer,
    reading: &Reading,
    format: &str,
    table: Option<&str>,
) -> Result<String, Problem> {
    let options = js_sys::Object::assign(&js_sys::Object::new(), speech().unchecked_ref());
    set(&options, "table", &table.map_or(JsValue::NULL, JsValue::from));
    let text = analyzer.render(&reading.raw, format, &options).await.map_err(|error| problem(&error))?;
    Ok(text.as_string().unwrap_or_default())
}

async fn read_as(
    analyzer: &Analyzer,
    input: &str,
    form: &'static str,
    draft: &Draft,
    signal: &AbortSignal,
    on_progress: &JsValue,
) -> Result<Reading, Problem> {
    let Draft { blocks, address, .. } = draft;
    let options = CallOptions { input: form, blocks, url: address.as_deref() };
    let options = serde_wasm_bindgen::to_value(&options).unwrap_or_default();
    let call = js_sys::Object::new();
    set(&call, "signal", signal);
    set(&call, "onProgress", on_progress);
    let raw = analyzer.analyze(input, &options, &call).await.map_err(|error| problem(&error))?;
    let mut breath = Breath::new();
    let analysis = intake::analysis(&raw, &mut breath).await.map_err(|error| {
        Problem::new(
            "engine_crashed",
            fill("The engine's answer could not be read: {0}.", &[&error.to_string()]),
            t("Reload the page; if that does not help, page and engine are of different versions."),
        )
    })?;
    Ok(Reading::new(analysis, raw, &mut breath).await)
}

/// Whether an article was found in the markup: a body, and not the markup itself taken for text.
fn is_article_of(reading: &Reading, html: &str) -> bool {
    let empty = reading.analysis.warnings.iter().any(|warning| warning.code == WarningCode::EmptyBody);
    !empty && reading.analysis.text != html
}

/// The share that is done, from whatever form of progress the engine reports: a number, or an object with `done` and `total`.
pub(crate) fn share_done(progress: &JsValue) -> Option<f64> {
    let number = |key: &str| js_sys::Reflect::get(progress, &key.into()).ok().and_then(|value| value.as_f64());
    let share = progress.as_f64().or_else(|| Some(number("done")? / number("total")?.max(1.0)))?;
    Some(share.clamp(0.0, 1.0))
}

/// A thrown value in the contract's form.
pub(crate) fn problem(error: &JsValue) -> Problem {
    let text = |key: &str| js_sys::Reflect::get(error, &key.into()).ok().and_then(|value| value.as_string());
    let code = text("code").unwrap_or_else(|| "engine_crashed".to_owned());
    let message = text("message");
    let hint = text("hint");
    Problem::new(
        &code,
        with_numbers(message.as_deref().unwrap_or(key("The engine stopped unexpectedly."))),
        with_numbers(hint.as_deref().unwrap_or(key("Reload the page and try again; your text is kept."))),
    )
}

fn set(object: &js_sys::Object, key: &str, value: &JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = js_sys::Reflect::set(object, &key.into(), value);
}
