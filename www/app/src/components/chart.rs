//! Small drawings that lead back to the words. Shapes are SVG, because the page's rules forbid `style` attributes; what can be pressed
//! is a button, and each drawing has the same in words beside it.

use std::fmt::Write;

use newsglass_analysis::Entity;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::tone;
use crate::dom;
use crate::language::{fill, grouped, plural, t, tenths};
use crate::order;
use crate::reading::{Figures, PlaceMark, Reading, Shares, ToneColumn};
use crate::selection::Selection;
use crate::state::{Action, Origin, State};

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

/// What a chart of a reading needs.
#[derive(PartialEq, Properties)]
pub(crate) struct ToneChartProps {
    /// The columns, in text order.
    pub(crate) columns: Vec<ToneColumn>,
    /// The block that is pointed at.
    pub(crate) selected: Option<usize>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// Tone from the first paragraph to the last: the writer's own words above, those of the quoted below, each with praise up and blame
/// down. A column leads to its paragraph.
#[component]
pub(crate) fn ToneChart(props: &ToneChartProps) -> Html {
    let most = props
        .columns
        .iter()
        .flat_map(|column| [column.own.0, column.own.1, column.quoted.0, column.quoted.1])
        .fold(0.5, f64::max);
    let bar = |value: f64| value / most * 22.0;
    let lane = |(up, down): (f64, f64), middle: f64| {
        html! {
            <>
                if up > 0.0 {
                    <rect class="tone-up" x="1" width="8" y={tenths(middle - bar(up))} height={tenths(bar(up))} />
                }
                if down > 0.0 {
                    <rect class="tone-down" x="1" width="8" y={tenths(middle)} height={tenths(bar(down))} />
                }
            </>
        }
    };
    let column = |(place, column): (usize, &ToneColumn)| {
        let dispatch = props.dispatch.clone();
        let block = column.block;
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Block(block), Origin::List));
        });
        let name = fill(
            "{0}: writer {1}, quoted {2}: {3}",
            &[&paragraph(column), &balance(column.own), &balance(column.quoted), &column.opening],
        );
        let selected = props.selected == Some(block);
        html! {
            <button type="button" class="column" key={place} data-stop="" tabindex={if place == 0 { "0" } else { "-1" }}
                aria-label={name.clone()} title={name} aria-current={selected.then_some("true")} {onclick}>
                <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                    <path class="tone-zero" d="M0 24H10M0 76H10" />
                    { lane(column.own, 24.0) }{ lane(column.quoted, 76.0) }
                </svg>
            </button>
        }
    };
    let row = |column: &ToneColumn| {
        html! {
            <tr key={column.block}>
                <th scope="row">{ paragraph(column) }<span class="row-note">{ &column.opening }</span></th>
                <td>{ balance(column.own) }</td><td>{ balance(column.quoted) }</td>
            </tr>
        }
    };
    html! {
        <>
            <div class="tone-chart">
                <div class="lanes" aria-hidden="true"><span>{ t("Writer") }</span><span>{ t("Quoted") }</span></div>
                <div class="columns" role="group" aria-label={t("Tone by paragraph; the arrow keys go from one to the next")} data-rove=""
                    onkeydown={Callback::from(|event: KeyboardEvent| dom::rove(&event))}>
                    { for props.columns.iter().enumerate().map(column) }
                </div>
            </div>
            <details class="more-words">
                <summary>{ t("How it is drawn, and as a table") }</summary>
                <p class="row-note">
                    { t("A column is a paragraph; a bar adds up the weights of its marked words, praise above the line, blame below it.") }
                </p>
                <div class="table-box" tabindex="0" role="group" aria-label={t("Tone by paragraph")}>
                    <table class="table">
                        <thead><tr><th scope="col">{ t("Where") }</th><th scope="col">{ t("Writer") }</th><th scope="col">{ t("Quoted") }</th></tr></thead>
                        <tbody>{ for props.columns.iter().map(row) }</tbody>
                    </table>
                </div>
            </details>
        </>
    }
}

fn paragraph(column: &ToneColumn) -> String {
    if column.first == column.last {
        fill("Paragraph {0}", &[&grouped(column.first)])
    } else {
        fill("Paragraphs {0} to {1}", &[&grouped(column.first), &grouped(column.last)])
    }
}

/// Praise and blame as they are added up.
fn balance((up, down): (f64, f64)) -> String {
    match (up > 0.0, down > 0.0) {
        (false, false) => t("none").to_owned(),
        (true, false) => tone::signed(up),
        (false, true) => tone::signed(-down),
        (true, true) => format!("{} {}", tone::signed(up), tone::signed(-down)),
    }
}

/// How often 1 is doubled to reach a number, with straight lines between the powers of two.
fn doublings(number: u64) -> f64 {
    let whole = number.max(1).ilog2();
    f64::from(whole) + number as f64 / (1_u64 << whole) as f64 - 1.0
}

/// The cosine of an angle between -90 and 90 degrees, to 4 decimals: the first terms of its series, for a map needs no more, and the
/// library's costs the page some thousand bytes.
fn cosine(degrees: f64) -> f64 {
    let square = degrees.to_radians().powi(2);
    1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)))
}

/// Days on a line, in order; a gap is drawn shorter the longer it is, so that one far year does not press the rest together.
pub(crate) fn time_line(figures: &Figures) -> Html {
    let mut ends: Vec<i64> =
        figures.days.iter().flat_map(|day| [day.first, day.last]).chain(figures.published).collect();
    order::sort_by_key(&mut ends, |day| *day);
    ends.dedup();
    if ends.len() < 2 {
        return Html::default();
    }
    let gaps = ends.iter().zip(ends.iter().skip(1)).map(|(a, b)| doublings(1 + (b - a).unsigned_abs()));
    let mut at = vec![0.0];
    for gap in gaps {
        at.push(at.last().copied().unwrap_or(0.0) + gap);
    }
    let whole = at.last().copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
    let x = |day: i64| {
        let place = ends.binary_search(&day).unwrap_or_default();
        at.get(place).copied().unwrap_or_default() / whole * 380.0 + 10.0
    };
    let day = |day: &crate::reading::DayMark| {
        let (from, to) = (x(day.first), x(day.last));
        html! { <path class={if day.first == day.last { "day" } else { "days" }} d={format!("M{} 22H{}", tenths(from), tenths(to.max(from + 0.1)))} /> }
    };
    html! {
        <svg class="time-line" viewBox="0 0 400 44" aria-hidden="true">
            <path class="axis" d="M4 22H396" />
            { for figures.days.iter().map(day) }
            if let Some(published) = figures.published {
                <path class="published" d={format!("M{} 8V36", tenths(x(published)))} />
            }
        </svg>
    }
}

/// The frame of a map: what it shows, in degrees, and how they become points of a drawing of 400 to 230.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Frame {
    const WIDTH: f64 = 400.0;
    const HEIGHT: f64 = 230.0;

    /// Holds all places with room around them, at least as large as a small country.
    fn around(places: &[PlaceMark]) -> Self {
        let least = |of: fn(&PlaceMark) -> f64| places.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&PlaceMark) -> f64| places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (west, east) = (least(|place| place.lon), most(|place| place.lon));
        let (south, north) = (least(|place| place.lat), most(|place| place.lat));
        let (lon, lat) = ((west + east) / 2.0, (south + north) / 2.0);
        // A degree of longitude is drawn as wide as it is in the middle of the map.
        let squeeze = cosine(lat).max(0.2);
        let wide = ((east - west) * 1.35).max(10.0);
        let high = ((north - south) * 1.5).max(6.0);
        let high = high.max(wide * squeeze * Self::HEIGHT / Self::WIDTH).min(180.0);
        let wide = (high / squeeze * Self::WIDTH / Self::HEIGHT).min(360.0);
        Self { west: lon - wide / 2.0, east: lon + wide / 2.0, south: lat - high / 2.0, north: lat + high / 2.0 }
    }

    fn x(&self, lon: f64) -> f64 {
        (lon - self.west) / (self.east - self.west) * Self::WIDTH
    }

    fn y(&self, lat: f64) -> f64 {
        (self.north - lat) / (self.north - self.south) * Self::HEIGHT
    }

    /// Degrees between two lines of the graticule.
    fn step(&self) -> f64 {
        let wanted = (self.east - self.west) / 5.0;
        [1.0, 2.0, 5.0, 10.0, 15.0, 30.0].into_iter().find(|step| *step >= wanted).unwrap_or(60.0)
    }
}

/// Where the places lie, on nothing but the lines of longitude and latitude.
#[derive(PartialEq, Properties)]
pub(crate) struct PlaceMapProps {
    /// The places, the one that matters most first.
    pub(crate) places: Vec<PlaceMark>,
    /// The entity that is pointed at.
    pub(crate) selected: Option<usize>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// A map of places. Made of numbers alone: no coast is drawn, so none is wrong.
#[component]
pub(crate) fn PlaceMap(props: &PlaceMapProps) -> Html {
    let frame = Frame::around(&props.places);
    let step = frame.step();
    let lines = |from: f64, to: f64| {
        let first = (from / step).ceil() as i32;
        (first..=(to / step).floor() as i32).map(move |number| f64::from(number) * step)
    };
    let degrees = |value: f64, plus: &str, minus: &str| {
        let value = if value > 180.0 {
            value - 360.0
        } else if value < -180.0 {
            value + 360.0
        } else {
            value
        };
        let side = if value > 0.0 {
            plus
        } else if value < 0.0 {
            minus
        } else {
            ""
        };
        format!("{}\u{b0}{side}", value.abs().round() as i64)
    };
    let meridian = |lon: f64| {
        let x = frame.x(lon);
        html! {
            <>
                <path class="graticule" d={format!("M{} 0V230", tenths(x))} />
                <text class="degree" x={tenths(x + 3.0)} y="226">{ degrees(lon, t("E"), t("W")) }</text>
            </>
        }
    };
    let parallel = |lat: f64| {
        let y = frame.y(lat);
        html! {
            <>
                <path class={if lat == 0.0 { "graticule equator" } else { "graticule" }} d={format!("M0 {}H400", tenths(y))} />
                <text class="degree" x="3" y={tenths(y - 3.0)}>{ degrees(lat, t("N"), t("S")) }</text>
            </>
        }
    };
    let labels = labels(&frame, &props.places);
    let place = |(place, label): (&PlaceMark, &Option<Label>)| {
        let (dispatch, entity) = (props.dispatch.clone(), place.entity);
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Entity(entity, 0), Origin::List));
        });
        let class = classes!("spot", (props.selected == Some(entity)).then_some("spot-selected"));
        html! {
            <g {class} {onclick} key={entity}>
                <circle cx={tenths(frame.x(place.lon))} cy={tenths(frame.y(place.lat))} r="5" />
                if let Some(label) = label {
                    <text x={tenths(label.x)} y={tenths(label.y)} text-anchor={label.anchor}>{ &place.name }</text>
                }
            </g>
        }
    };
    html! {
        <svg class="map" viewBox="0 0 400 230" role="img" aria-label={plural(props.places.len(), "Map of {0} place; the list names it|Map of {0} places; the list names them")}>
            { for lines(frame.west, frame.east).map(meridian) }
            { for lines(frame.south.max(-90.0), frame.north.min(90.0)).map(parallel) }
            { for props.places.iter().zip(&labels).map(place) }
        </svg>
    }
}

/// Where a name is written on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Label {
    x: f64,
    y: f64,
    anchor: &'static str,
}

/// Writes each name beside its place where it covers no other; a name that finds no room is left to the list.
fn labels(frame: &Frame, places: &[PlaceMark]) -> Vec<Option<Label>> {
    let mut taken: Vec<[f64; 4]> = places
        .iter()
        .map(|place| (frame.x(place.lon), frame.y(place.lat)))
        .map(|(x, y)| [x - 5.0, y - 5.0, x + 5.0, y + 5.0])
        .collect();
    let label = |place: &PlaceMark| {
        let (x, y) = (frame.x(place.lon), frame.y(place.lat));
        let width = place.name.chars().count() as f64 * 6.6;
        let spots = [
            (Label { x: x + 9.0, y: y + 4.0, anchor: "start" }, x + 8.0),
            (Label { x: x - 9.0, y: y + 4.0, anchor: "end" }, x - 8.0 - width),
            (Label { x, y: y - 9.0, anchor: "middle" }, x - width / 2.0),
            (Label { x, y: y + 17.0, anchor: "middle" }, x - width / 2.0),
        ];
        for (label, left) in spots {
            let room = [left, label.y - 10.0, left + width, label.y + 3.0];
            let inside = room[0] >= 0.0 && room[2] <= Frame::WIDTH && room[1] >= 0.0 && room[3] <= Frame::HEIGHT - 12.0;
            let free = taken
                .iter()
                .all(|other| room[2] < other[0] || other[2] < room[0] || room[3] < other[1] || other[3] < room[1]);
            if inside && free {
                taken.push(room);
                return Some(label);
            }
        }
        None
    };
    places.iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, lat: f64, lon: f64) -> PlaceMark {
        PlaceMark { entity: 0, name: name.to_owned(), lat, lon }
    }

    #[test]
    fn the_frame_holds_every_place() {
        let places = [place("Oslo", 59.9, 10.8), place("Cape Town", -33.9, 18.4), place("Lima", -12.0, -77.0)];
        let frame = Frame::around(&places);
        for place in &places {
            let (x, y) = (frame.x(place.lon), frame.y(place.lat));
            assert!((0.0..=400.0).contains(&x) && (0.0..=230.0).contains(&y), "{} at {x} {y}", place.name);
        }
        let one = Frame::around(&places[..1]);
        assert!((one.x(10.8) - 200.0).abs() < 1e-9, "a single place stands in the middle");
    }

    #[test]
    fn names_never_cover_each_other() {
        let places = [place("Northhaven", 10.0, 10.0), place("Southhaven", 9.9, 10.1), place("Easthaven", 9.8, 10.0)];
        let frame = Frame::around(&places);
        let labels: Vec<Label> = labels(&frame, &places).into_iter().flatten().collect();
        assert!(!labels.is_empty());
        for (index, a) in labels.iter().enumerate() {
            for b in &labels[index + 1..] {
                assert!((a.y - b.y).abs() >= 13.0 || a.anchor != b.anchor, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn praise_and_blame_are_said_apart() {
        assert_eq!(balance((0.0, 0.0)), "none");
        assert_eq!(balance((0.5, 0.25)), "+0.50 \u{2212}0.25");
    }
}
