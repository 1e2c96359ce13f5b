//! The analysis core as a WebAssembly module: plain data in, plain data out.
//!
//! One thing is promised about the result: `JSON.stringify` of it gives the same bytes as the command's JSON with
//! `--offsets utf16`. Errors are thrown as the contract's `{code, message, hint}`. A panic is thrown the same way, as
//! `engine_crashed`; the instance is not usable after that, and `www/element/engine.js` discards it.

use newsglass::{
    Analysis, Analyzer, Error, ErrorCode, Export, MAX_INPUT_BYTES, OffsetUnit, Options, Warning, WarningCode,
};
use serde::Serialize;
use serde_json::Value as Json;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "import type { Analysis } from \"./types.js\";";

thread_local! {
    // Built once for every article that this instance reads.
    static ANALYZER: Analyzer = Analyzer::new();
}

/// Runs once when the module is instantiated: makes a panic a typed error instead of a bare trap.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        // The place, not the message: the message may hold words of the article, and reports of crashes get sent around.
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        wasm_bindgen::throw_val(plain(&crashed(&format!("The engine stopped unexpectedly{place}."))));
    }));
}

/// Version of the engine, as in `package.json`.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The largest input that is analysed, in bytes of UTF-8, so that a caller can refuse a larger one before copying it.
#[wasm_bindgen]
pub fn max_input_bytes() -> usize {
    MAX_INPUT_BYTES
}

/// Reads one article: `input` is a string, `options` the contract's options object, `on_progress` gets shares of the work
/// done, from 0 to 1. Offsets are UTF-16 code units unless the options say otherwise.
///
/// Half a surrogate pair, which no UTF-8 can hold, is read as U+FFFD: one code unit for one, so every offset still fits
/// the string that was given. The result then has the warning `damaged_text`.
///
/// # Errors
/// Throws `{code, message, hint}`: as [`Analyzer::analyze`], `invalid_option` for options or an input of the wrong kind,
/// `engine_crashed` for a panic.
#[wasm_bindgen(unchecked_return_type = "Analysis")]
pub fn analyze(
    input: JsValue,
    options: JsValue,
    #[wasm_bindgen(unchecked_param_type = "((share: number) => void) | undefined")] on_progress: JsValue,
) -> Result<JsValue, JsValue> {
    run(&input, &options, &on_progress).map_err(|error| plain(&error))
}

/// Writes an analysis as a file, byte for byte what the command writes: `analysis` is the JSON of an `Analysis`, `export` a plain object
/// `{format, table, source, language, words}`.
///
/// # Errors
/// Throws `{code, message, hint}`: `invalid_option` for what is no analysis and for options that are not taken.
#[wasm_bindgen]
pub fn render(analysis: &str, export: JsValue) -> Result<String, JsValue> {
    write(analysis, &export).map_err(|error| plain(&error))
}

fn write(analysis: &str, given: &JsValue) -> Result<String, Error> {
    let analysis: Analysis = serde_json::from_str(analysis)
        .map_err(|_| Error::invalid_option("analysis", "what was given", "an analysis as `analyze` gives it"))?;
    let mut export = Export::default();
    if let Json::Object(fields) = read_plain(given)? {
        fields.iter().try_for_each(|(name, value)| export.set(name, value))?;
    }
    Ok(newsglass::export(&analysis, &export))
}

fn run(input: &JsValue, options: &JsValue, on_progress: &JsValue) -> Result<JsValue, Error> {
    let text = read_text(input)?;
    let options = read_options(options)?;
    let on_progress = on_progress.dyn_ref::<js_sys::Function>();
    let mut progress = |share: f64| {
        if let Some(on_progress) = on_progress {
            // A listener that throws loses its turn; the reader still gets the result.
            let _ = on_progress.call1(&JsValue::NULL, &share.into());
        }
    };
    let mut analysis = ANALYZER.with(|analyzer| analyzer.analyze_with_progress(&text, &options, &mut progress))?;
    // Asking every code unit is slow; only a text with U+FFFD can have been one with half a pair.
    let is_suspect = text.contains('\u{FFFD}');
    if is_suspect && input.dyn_ref::<js_sys::JsString>().is_some_and(|given| !given.is_valid_utf16()) {
        warn_of_damage(&mut analysis);
    }
    analysis
        .serialize(&Serializer::json_compatible())
        .map_err(|error| crashed(&format!("The result could not be handed over: {error}.")))
}

fn read_text(input: &JsValue) -> Result<String, Error> {
    if input.is_null() || input.is_undefined() {
        return Err(Error::empty_input());
    }
    input.as_string().ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidOption,
            "The article is not a string.",
            "Pass the article's text or HTML as a string.",
        )
    })
}

/// Options go through JSON text: it knows no cycles and serde_json bounds its depth, so no object can exhaust the stack.
fn read_options(given: &JsValue) -> Result<Options, Error> {
    let mut options = Options { offsets: OffsetUnit::Utf16, ..Options::default() };
    options.set_all(&read_plain(given)?)?;
    Ok(options)
}

fn read_plain(given: &JsValue) -> Result<Json, Error> {
    if given.is_undefined() || given.is_null() {
        return Ok(Json::Null);
    }
    let json = js_sys::JSON::stringify(given).ok().and_then(|json| json.as_string());
    let json = json.and_then(|json| serde_json::from_str(&json).ok());
    json.ok_or_else(|| Error::invalid_option("options", "what was given", "a plain object that JSON can hold"))
}

fn warn_of_damage(analysis: &mut Analysis) {
    if !analysis.warnings.iter().any(|warning| warning.code == WarningCode::DamagedText) {
        analysis.warnings.push(Warning {
            code: WarningCode::DamagedText,
            message: "Some characters were cut in half before they got here; they are read as \u{FFFD}.".to_owned(),
        });
    }
}

fn crashed(message: &str) -> Error {
    Error::new(
        ErrorCode::EngineCrashed,
        message,
        "Your text is still there. Try again; if it happens again, try a part of it.",
    )
}

/// An error as a plain object; the fallback cannot happen with three strings.
fn plain(error: &Error) -> JsValue {
    error.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
