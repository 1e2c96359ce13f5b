//! Takes the engine's answer over from JavaScript, list by list and in slices: a long article has tens of thousands of findings, and
//! taking them over in one go would keep a key waiting.

use js_sys::{Array, Object, Reflect};
use newsglass::Analysis;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Error;
use wasm_bindgen::{JsCast, JsValue};

use crate::breath::Breath;

/// How many findings are taken over before the clock is looked at.
const HANDFUL: u32 = 16;

/// The plain object `raw` as an [`Analysis`].
pub(crate) async fn analysis(raw: &JsValue, breath: &mut Breath) -> Result<Analysis, Error> {
    // The same object but for its long lists, which come on their own.
    let short = Object::assign(&Object::new(), raw.unchecked_ref());
    for key in ["sentences", "entities", "quotes"] {
        Reflect::set(&short, &key.into(), &Array::new())?;
    }
    let mut analysis: Analysis = serde_wasm_bindgen::from_value(short.into())?;
    breath.take().await;
    analysis.sentences = list(raw, "sentences", breath).await?;
    analysis.entities = list(raw, "entities", breath).await?;
    analysis.quotes = list(raw, "quotes", breath).await?;
    Ok(analysis)
}

async fn list<T: DeserializeOwned>(raw: &JsValue, key: &str, breath: &mut Breath) -> Result<Vec<T>, Error> {
    let list: Array = Reflect::get(raw, &key.into())?.unchecked_into();
    let mut out = Vec::with_capacity(list.length() as usize);
    let mut from = 0;
    while from < list.length() {
        let handful = list.slice(from, (from + HANDFUL).min(list.length()));
        out.extend(serde_wasm_bindgen::from_value::<Vec<T>>(handful.into())?);
        from += HANDFUL;
        breath.take().await;
    }
    Ok(out)
}
