//! Work in slices: whoever has much to do takes a breath now and then, and the page answers keys and scrolls meanwhile.

use wasm_bindgen_futures::JsFuture;

/// How long one works before a breath, in milliseconds; with what the browser does besides it stays far under the 50 from which on a
/// key feels late.
const SLICE: f64 = 10.0;

/// When the last breath was taken.
pub(crate) enum Breath {
    /// Never, and none will be: there is no page to answer.
    #[cfg(test)]
    Held,
    /// At that time of the page's clock, in milliseconds.
    At(f64),
}

impl Breath {
    /// Starts to count now.
    pub(crate) fn new() -> Self {
        Self::At(now())
    }

    /// Lets the page answer, if one has worked for long enough.
    pub(crate) async fn take(&mut self) {
        #[cfg(test)]
        if matches!(self, Self::Held) {
            return;
        }
        if matches!(self, Self::At(since) if now() - *since > SLICE) {
            rest().await;
            *self = Self::At(now());
        }
    }
}

/// The page's clock, in milliseconds.
fn now() -> f64 {
    js_sys::Date::now()
}

/// Comes back after everything that waits has had its turn.
pub(crate) async fn rest() {
    let mut wait = |resolve: js_sys::Function, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    };
    // A promise that is only ever kept.
    let _ = JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}
