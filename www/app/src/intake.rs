//! Takes the engine's answer over from JavaScript, list by list and in slices: a long article has tens of thousands of findings, and
//! taking them over in one go would keep a key waiting.

use js_sys::{Array, Object, Reflect};
use newsglass_analysis::{Analysis, Entity};
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
    analysis.sentences = list(raw, "sentences", HANDFUL, breath).await?;
    analysis.entities = entities(raw, breath).await?;
    analysis.quotes = list(raw, "quotes", HANDFUL, breath).await?;
    Ok(analysis)
}

/// The entities. One that is named on every page of a book comes with thousands of mentions, so these come in handfuls, too.
async fn entities(raw: &JsValue, breath: &mut Breath) -> Result<Vec<Entity>, Error> {
    let found: Array = Reflect::get(raw, &"entities".into())?.unchecked_into();
    let mut entities = Vec::with_capacity(found.length() as usize);
    for raw in found.iter() {
        let short = Object::assign(&Object::new(), raw.unchecked_ref());
        Reflect::set(&short, &"mentions".into(), &Array::new())?;
        let mut entity: Entity = serde_wasm_bindgen::from_value(short.into())?;
        entity.mentions = list(&raw, "mentions", HANDFUL, breath).await?;
        entities.push(entity);
    }
    Ok(entities)
}

async fn list<T: DeserializeOwned>(
    raw: &JsValue,
    key: &str,
    handful: u32,
    breath: &mut Breath,
) -> Result<Vec<T>, Error> {
    let list: Array = Reflect::get(raw, &key.into())?.unchecked_into();
    let mut out = Vec::with_capacity(list.length() as usize);
    let mut from = 0;
    while from < list.length() {
        let some = list.slice(from, (from + handful).min(list.length()));
        out.extend(serde_wasm_bindgen::from_value::<Vec<T>>(some.into())?);
        from += handful;
        breath.take().await;
    }
    Ok(out)
}
