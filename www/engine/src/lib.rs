//! The analysis core as a WebAssembly module: plain data in, plain data out.

use newsglass::{Analyzer, Error, ErrorCode, OffsetUnit, Options};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Reads one article. `options` is the contract's options object; returns the contract's `Analysis` or throws `{code, message, hint}`.
#[wasm_bindgen]
pub fn analyze(input: &str, options: JsValue) -> Result<JsValue, JsValue> {
    run(input, options).map_err(|error| to_js(&error))
}

fn run(input: &str, given: JsValue) -> Result<JsValue, Error> {
    let mut options = Options { offsets: OffsetUnit::Utf16, ..Options::default() };
    let given: serde_json::Value = serde_wasm_bindgen::from_value(given)
        .map_err(|error| Error::new(ErrorCode::InvalidOption, error.to_string(), "Options are plain data."))?;
    options.set_all(&given)?;
    Analyzer::new().analyze(input, &options).map(|analysis| to_js(&analysis))
}

fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
