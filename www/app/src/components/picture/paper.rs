//! What the large pictures of an article have in common: they are drawn in the width they have, so that their words keep their size,
//! no word covers another, and each picture is a table too.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

use crate::language::t;

/// Width of a picture before it is measured, and the most it takes.
const WIDTH: f64 = 544.0;

/// The width of an element, in CSS pixels, also after it changes.
#[hook]
pub(super) fn use_width(element: &NodeRef) -> f64 {
    let width = use_state_eq(|| WIDTH);
    let now = *width;
    use_effect_with(element.clone(), move |element| {
        let element = element.cast::<Element>();
        let measured = element.clone();
        let measure = Closure::<dyn Fn()>::new(move || {
            // What is not shown has no width.
            if let Some(wide) =
                measured.as_ref().map(|element| f64::from(element.client_width())).filter(|wide| *wide > 0.0)
            {
                width.set(wide.min(WIDTH));
            }
        });
        let observer = ResizeObserver::new(measure.as_ref().unchecked_ref()).ok();
        if let Some((observer, element)) = observer.as_ref().zip(element.as_ref()) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(measure);
        }
    });
    now
}

/// A picture's numbers, folded away: what its columns are called, and its rows, each begun by what it is about.
pub(super) fn table(caption: &str, heads: &[&str], rows: Vec<Vec<String>>) -> Html {
    let row = |(place, cells): (usize, Vec<String>)| {
        let cell = |(place, cell): (usize, String)| {
            if place == 0 {
                html! { <th scope="row">{ cell }</th> }
            } else {
                html! { <td>{ cell }</td> }
            }
        };
        html! { <tr key={place}>{ for cells.into_iter().enumerate().map(cell) }</tr> }
    };
    html! {
        <details class="more-words">
            <summary>{ t("As a table") }</summary>
            <div class="table-box" tabindex="0" role="group" aria-label={caption.to_owned()}>
                <table class="table">
                    <caption class="row-note">{ caption }</caption>
                    <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for rows.into_iter().enumerate().map(row) }</tbody>
                </table>
            </div>
        </details>
    }
}

/// A rectangle on a picture: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room(pub(super) [f64; 4]);

impl Room {
    /// A line of words of 12 pixels that begins at `x` and stands on `y`.
    pub(super) fn of_words(x: f64, y: f64, width: f64) -> Self {
        Self([x - 2.0, y - 11.0, x + width + 2.0, y + 4.0])
    }

    pub(super) fn covers(&self, Self(b): &Self) -> bool {
        let Self(a) = self;
        a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
    }

    pub(super) fn is_free(&self, taken: &[Self]) -> bool {
        taken.iter().all(|other| !self.covers(other))
    }

    pub(super) fn is_within(&self, width: f64, height: f64) -> bool {
        let Self([left, top, right, bottom]) = *self;
        left >= 0.0 && top >= 0.0 && right <= width && bottom <= height
    }
}

#[cfg(not(test))]
mod browser {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(raw_module = "./measure.js")]
    extern "C" {
        #[wasm_bindgen(js_name = wordsWidth)]
        pub(in crate::components::picture) fn words_width(words: &str) -> f64;
    }
}

/// Without a browser: about as wide.
#[cfg(test)]
mod browser {
    pub(in crate::components::picture) fn words_width(words: &str) -> f64 {
        words.chars().count() as f64 * 8.0
    }
}

pub(super) use browser::words_width;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_know_what_they_cover_and_where_they_are() {
        let room = Room::of_words(10.0, 20.0, words_width("Paris"));
        assert!(room.covers(&Room::of_words(30.0, 24.0, 10.0)) && room.is_free(&[Room::of_words(10.0, 40.0, 50.0)]));
        assert!(room.is_within(100.0, 30.0) && !room.is_within(30.0, 30.0));
    }
}
