//! Opens an article that came in the address, after the `#`, which browsers never send to a server.
//!
//! `#text=` holds it percent-encoded, `#z=` compressed (raw deflate, base64url). Either may be plain text or a whole page of HTML, which is
//! what the bookmarklet sends.

use js_sys::Uint8Array;
use newsglass_analysis::MAX_INPUT_BYTES;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader};

use crate::language::t;
use crate::state::Problem;

#[wasm_bindgen]
extern "C" {
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    type Stream;

    #[wasm_bindgen(method, catch, js_name = pipeThrough)]
    fn pipe_through(this: &Stream, through: &DecompressionStream) -> Result<Stream, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn get_reader(this: &Stream) -> Result<ReadableStreamDefaultReader, JsValue>;
}

/// The article in the address, if there is one.
pub(crate) async fn shared_article() -> Option<Result<String, Problem>> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let hash = hash.strip_prefix('#')?;
    if let Some(encoded) = hash.strip_prefix("text=") {
        let decoded = js_sys::decode_uri_component(encoded).map(String::from);
        return Some(decoded.map_err(|_| damaged()));
    }
    if let Some(encoded) = hash.strip_prefix("z=") {
        let bytes = match base64url(encoded) {
            Some(bytes) => inflate(&bytes).await.ok().flatten(),
            None => None,
        };
        return Some(bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(damaged));
    }
    None
}

/// Whether the article is a whole page of HTML.
pub(crate) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|opening| start.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening)))
}

/// A program for the bookmarks bar that sends the page it is used on to Newsglass at `base`: in the address of a new tab, after the
/// `#`, compressed. What runs, draws or embeds is left out; what says what the page is (JSON-LD) comes along.
pub(crate) fn bookmarklet(base: &str) -> String {
    let too_large = t("This page is too large to send. Copy the article and paste it into Newsglass.");
    let code = BOOKMARKLET.replace("BASE", base).replace("TOO_LARGE", too_large);
    format!("javascript:{}", js_sys::encode_uri_component(code.trim()))
}

const BOOKMARKLET: &str = r#"(async()=>{const d=document.documentElement.cloneNode(true);
for(const e of d.querySelectorAll('script:not([type="application/ld+json"]),style,svg,noscript,iframe,template,link,object,canvas,video,audio'))e.remove();
for(const e of d.querySelectorAll('img,source'))for(const a of['src','srcset','data-src','data-srcset'])e.removeAttribute(a);
const s=new Blob(['<!doctype html>'+d.outerHTML]).stream().pipeThrough(new CompressionStream('deflate-raw'));
let b='';for(const c of new Uint8Array(await new Response(s).arrayBuffer()))b+=String.fromCharCode(c);
const u='BASE#z='+btoa(b).replace(/\+/g,'-').replace(/\//g,'_').replace(/=+$/,'');
if(u.length>1e6)alert('TOO_LARGE');else open(u,'_blank','noopener')})()"#;

fn damaged() -> Problem {
    Problem::new(
        "invalid_option",
        t("The article in this link could not be opened: the link is damaged or cut off."),
        t("Ask for the link again, or paste the article itself."),
    )
}

/// Decodes base64url, with or without padding; `None` if a character does not belong.
fn base64url(encoded: &str) -> Option<Vec<u8>> {
    let encoded = encoded.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(encoded.len() * 3 / 4);
    let mut held: u32 = 0;
    let mut bits = 0;
    for character in encoded.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    // A lone last character cannot stand for a byte.
    (bits < 6).then_some(bytes)
}

/// Inflates, but no further than an article can be long: a small link must not fill the memory.
async fn inflate(bytes: &[u8]) -> Result<Option<Vec<u8>>, JsValue> {
    let blob = Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&Uint8Array::from(bytes)))?;
    let compressed: Stream = JsValue::from(blob.stream()).unchecked_into();
    let reader = compressed.pipe_through(&DecompressionStream::new("deflate-raw")?)?.get_reader()?;
    let mut inflated = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if js_sys::Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(Some(inflated));
        }
        let piece: Uint8Array = js_sys::Reflect::get(&chunk, &"value".into())?.unchecked_into();
        inflated.extend(piece.to_vec());
        if inflated.len() > MAX_INPUT_BYTES {
            drop(reader.cancel());
            return Ok(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{base64url, is_page};

    #[test]
    fn a_page_is_told_from_a_text() {
        assert!(is_page("<!DOCTYPE html><p>One") && is_page(" \n<html lang=en>"));
        assert!(!is_page("<p>One") && !is_page("Ünï") && !is_page(""));
    }

    #[test]
    fn base64url_decodes_with_and_without_padding() {
        assert_eq!(base64url("TmV3c2dsYXNz").unwrap(), b"Newsglass");
        assert_eq!(base64url("TmV3cw").unwrap(), b"News");
        assert_eq!(base64url("TmV3cw==").unwrap(), b"News");
        assert_eq!(base64url("-_8").unwrap(), [0xfb, 0xff]);
        assert_eq!(base64url("").unwrap(), b"");
    }

    #[test]
    fn what_is_not_base64url_is_refused() {
        assert_eq!(base64url("TmV3!"), None);
        assert_eq!(base64url("TmV3c"), None);
        assert_eq!(base64url("Ünï"), None);
    }
}
