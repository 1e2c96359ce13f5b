//! Small drawings beside words that say the same. Shapes are SVG, because the page's rules forbid `style` attributes.

use std::fmt::Write;

use newsglass_analysis::Entity;
use yew::prelude::*;

use crate::language::tenths;
use crate::reading::{Reading, Shares};

/// Where in the text an entity is mentioned, from its beginning to its end.
pub(crate) fn strip(reading: &Reading, entity: &Entity) -> Html {
    let mut ticks = String::new();
    let mut last = None;
    for mention in &entity.mentions {
        let tick = (reading.share(mention.start) * 196.0).round() / 2.0 + 1.0;
        if last != Some(tick) {
            let _ = write!(ticks, "M{} 1V11", tenths(tick));
            last = Some(tick);
        }
    }
    html! {
        <svg class="strip" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            <path class="strip-line" d="M0 6H100" /><path class="strip-ticks" d={ticks} />
        </svg>
    }
}

/// The tone at each mention of an entity, from the beginning of the text to its end: praise up, blame down.
pub(crate) fn tone_strip(reading: &Reading, entity: &Entity) -> Html {
    let (mut up, mut down) = (String::new(), String::new());
    let scores = entity.mentions.iter().filter_map(|mention| mention.sentiment.as_ref());
    let most = scores.map(|tone| tone.score.abs()).fold(0.1, f64::max);
    for mention in &entity.mentions {
        let Some(tone) = mention.sentiment.as_ref().filter(|tone| tone.score != 0.0) else { continue };
        let x = (reading.share(mention.start) * 196.0).round() / 2.0 + 1.0;
        let (x, height) = (tenths(x), tenths((tone.score.abs() / most * 13.0).clamp(1.5, 13.0)));
        if tone.score > 0.0 {
            let _ = write!(up, "M{x} 14v-{height}");
        } else {
            let _ = write!(down, "M{x} 14v{height}");
        }
    }
    html! {
        <svg class="strip strip-tone" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
            <path class="strip-line" d="M0 14H100" /><path class="strip-up" d={up} /><path class="strip-down" d={down} />
        </svg>
    }
}

/// Whose words the article is made of, as one bar.
pub(crate) fn share_bar(shares: &Shares) -> Html {
    let all = shares.all().max(1) as f64;
    let mut x = 0.0;
    let mut part = |words: usize, class: &'static str| {
        let width = words as f64 / all * 100.0;
        let from = x;
        x += width;
        (words > 0).then(|| {
            html! { <rect {class} x={tenths(from)} width={tenths((width - 0.5).max(0.3))} height="12" /> }
        })
    };
    html! {
        <svg class="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
            { part(shares.own, "share-own") }{ part(shares.named, "share-named") }
            { part(shares.unnamed, "share-unnamed") }{ part(shares.unknown, "share-unknown") }
        </svg>
    }
}
