//! The outlines of countries, fetched when a map is first shown. `xtask/src/outlines.rs` makes the file and says how it is written.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Degrees of a step in the file.
const STEP: f64 = 0.05;

/// Degrees east and north.
pub(super) type Point = (f64, f64);

/// A closed line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ring {
    pub(super) points: Vec<Point>,
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) south: f64,
    pub(super) north: f64,
}

impl Ring {
    /// A line that goes on where it comes to the edge of the file's own map, beyond 180 degrees.
    fn new(mut points: Vec<Point>) -> Self {
        let mut before = points.first().map_or(0.0, |point| point.0);
        for (lon, _) in &mut points {
            *lon += ((before - *lon) / 360.0).round() * 360.0;
            before = *lon;
        }
        let mut ring = Self { west: f64::MAX, east: f64::MIN, south: f64::MAX, north: f64::MIN, points };
        for (lon, lat) in &ring.points {
            ring.west = ring.west.min(*lon);
            ring.east = ring.east.max(*lon);
            ring.south = ring.south.min(*lat);
            ring.north = ring.north.max(*lat);
        }
        ring
    }

    /// How large it is, as a rectangle of degrees.
    fn size(&self) -> f64 {
        (self.east - self.west) * (self.north - self.south)
    }
}

/// A country as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Country {
    /// Its Wikidata item; "-" for those that no name is linked to.
    pub(super) item: String,
    pub(super) rings: Vec<Ring>,
}

impl Country {
    /// Its largest piece.
    pub(super) fn main(&self) -> Option<&Ring> {
        self.rings.iter().max_by(|one, other| one.size().total_cmp(&other.size()))
    }
}

/// All countries.
#[derive(Debug, Default)]
pub(super) struct Outlines(pub(super) Vec<Country>);

impl PartialEq for Outlines {
    /// There is one file.
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
    }
}

impl Outlines {
    /// Reads the file; what it does not understand it leaves out.
    fn parse(text: &str) -> Self {
        let mut lines = text.lines().skip(1);
        let stretches: Vec<Vec<Point>> = lines.by_ref().take_while(|line| !line.is_empty()).map(stretch).collect();
        let ring = |numbers: &str| {
            let mut points: Vec<Point> = Vec::new();
            for number in numbers.split(',').filter_map(|number| number.parse::<i32>().ok()) {
                let Some(stretch) = usize::try_from(number.max(!number)).ok().and_then(|place| stretches.get(place))
                else {
                    continue;
                };
                // It begins where the one before it ends.
                points.pop();
                if number < 0 {
                    points.extend(stretch.iter().rev());
                } else {
                    points.extend(stretch);
                }
            }
            Ring::new(points)
        };
        let country = |line: &str| {
            let (item, rings) = line.split_once(' ')?;
            Some(Country { item: item.to_owned(), rings: rings.split(';').map(ring).collect() })
        };
        Self(lines.filter_map(country).collect())
    }

    /// The country with that Wikidata item.
    pub(super) fn country(&self, item: &str) -> Option<&Country> {
        self.0.iter().find(|country| country.item == item)
    }
}

/// A stretch of coast or border.
fn stretch(line: &str) -> Vec<Point> {
    let (mut points, mut at, mut axis) = (Vec::new(), [0_i64; 2], 0);
    let (mut value, mut shift) = (0_i64, 0);
    for byte in line.bytes() {
        let bits = i64::from(byte) - 63;
        value |= (bits & 31) << shift;
        shift += 5;
        if bits >= 32 && shift < 60 {
            continue;
        }
        if let Some(at) = at.get_mut(axis) {
            *at += (value >> 1) ^ -(value & 1);
        }
        if axis == 1 {
            points.push((at[0] as f64 * STEP, at[1] as f64 * STEP));
        }
        (value, shift, axis) = (0, 0, 1 - axis);
    }
    points
}

#[wasm_bindgen(raw_module = "./asset.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn asset(name: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    static KEPT: RefCell<Option<Rc<Outlines>>> = const { RefCell::new(None) };
}

/// The outlines, as soon as they are there. Without them a map shows where places lie to each other, and no land.
#[hook]
pub(super) fn use_outlines() -> Option<Rc<Outlines>> {
    let outlines = use_state(|| KEPT.with_borrow(Clone::clone));
    let now = (*outlines).clone();
    use_effect_with((), move |()| {
        if outlines.is_none() {
            spawn_local(async move {
                if let Some(text) = asset("outlines.txt").await.ok().and_then(|text| text.as_string()) {
                    let read = Rc::new(Outlines::parse(&text));
                    KEPT.set(Some(read.clone()));
                    outlines.set(Some(read));
                }
            });
        }
    });
    now
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The file as it is shipped.
    pub(crate) fn shipped() -> Outlines {
        Outlines::parse(include_str!("../../../../static/outlines.txt"))
    }

    #[test]
    fn stretches_are_read_forwards_and_backwards() {
        let read = Outlines::parse("what it is\n??g@?\ng@?f@g@f@f@\n\nQ35 0,1;-1\n- 7\n");
        let [one, other] = &read.0[..] else { panic!("{read:?}") };
        let s = STEP * 20.0;
        assert_eq!(one.rings[0].points, [(0.0, 0.0), (s, 0.0), (0.0, s), (-s, 0.0)]);
        assert_eq!(one.rings[1].points, [(s, 0.0), (0.0, 0.0)]);
        assert_eq!((one.rings[0].west, one.rings[0].north), (-s, s));
        assert!(other.rings[0].points.is_empty() && other.item == "-");
    }

    #[test]
    fn the_shipped_countries_are_closed_and_lie_where_they_do() {
        let outlines = shipped();
        assert_eq!(outlines.0.len(), 176);
        for ring in outlines.0.iter().flat_map(|country| &country.rings) {
            assert!(ring.points.len() > 3 && ring.points.first() == ring.points.last());
            assert!(ring.east - ring.west < 180.0 && ring.south >= -60.0 && ring.north <= 84.0, "{ring:?}");
        }
        let germany = outlines.country("Q183").and_then(Country::main).unwrap();
        assert!(
            germany.west > 5.0 && germany.east < 16.0 && germany.south > 47.0 && germany.north < 56.0,
            "{germany:?}"
        );
        for kosovo_denmark in ["Q1246", "Q35"] {
            assert!(outlines.country(kosovo_denmark).is_some(), "{kosovo_denmark}");
        }
    }
}
