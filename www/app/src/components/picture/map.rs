//! Where the places lie: countries as areas, towns and regions as points, on land with its borders.
//!
//! Winkel's first projection with the middle of the map as its parallel: near the middle shapes are true, a whole world fits, and it
//! needs a cosine and nothing else.

use std::fmt::Write;

use yew::prelude::*;

use super::outlines::{Country, Outlines, Point, Ring, use_outlines};
use super::paper::{Room, table, use_width, words_width};
use crate::language::{Manner, figure, grouped, plural, t, tenths};
use crate::order;
use crate::reading::PlaceMark;
use crate::selection::Selection;
use crate::state::{Action, Origin, State};

/// Of a country that is larger, the map need only show so many degrees around where its towns lie.
const REACH: (f64, f64) = (24.0, 14.0);

/// The map shows at least so many degrees from north to south.
const LEAST: f64 = 6.0;

/// Height of a map of some width; a narrow one is higher.
fn height(width: f64) -> f64 {
    width * if width < 460.0 { 0.75 } else { 0.6 }
}

/// Level lines of an area that are tried for its name.
const ROWS: i32 = 16;

/// An area smaller than this, in pixels, has a point as well.
const SMALL: f64 = 14.0;

/// The cosine of an angle between -90 and 90 degrees, to 4 decimals: the first terms of its series, for a map needs no more, and the
/// library's costs the page some thousand bytes.
fn cosine(degrees: f64) -> f64 {
    let square = degrees.to_radians().powi(2);
    1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)))
}

/// What must be on the map, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Extent {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Extent {
    /// Of a place: of its area, as far as it is not too large, or of a point.
    fn of(place: &PlaceMark, area: Option<&Ring>) -> Self {
        let Some(ring) = area else {
            return Self { west: place.lon, east: place.lon, south: place.lat, north: place.lat };
        };
        Self {
            west: ring.west.max(place.lon - REACH.0).min(place.lon),
            east: ring.east.min(place.lon + REACH.0).max(place.lon),
            south: ring.south.max(place.lat - REACH.1).min(place.lat),
            north: ring.north.min(place.lat + REACH.1).max(place.lat),
        }
    }
}

/// How degrees become points of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    /// In the middle.
    lon: f64,
    cosine: f64,
    /// Shown in the middle of the drawing, projected.
    middle: Point,
    /// Pixels a degree.
    scale: f64,
    width: f64,
    height: f64,
}

impl View {
    /// Holds all extents with room around them.
    fn around(extents: &[Extent], width: f64, height: f64) -> Self {
        let from = seam(extents);
        let shifted: Vec<Extent> = extents
            .iter()
            .map(|extent| {
                let by = if (extent.west + extent.east) / 2.0 < from { 360.0 } else { 0.0 };
                Extent { west: extent.west + by, east: extent.east + by, ..*extent }
            })
            .collect();
        let least = |of: fn(&Extent) -> f64| shifted.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&Extent) -> f64| shifted.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (west, east) = (least(|extent| extent.west), most(|extent| extent.east));
        let (south, north) = (least(|extent| extent.south), most(|extent| extent.north));
        let (lon, lat) = ((west + east) / 2.0, (south + north) / 2.0);
        let plain = Self { lon, cosine: cosine(lat), middle: (0.0, 0.0), scale: 1.0, width: 0.0, height: 0.0 };
        let corners = shifted.iter().flat_map(|extent| {
            [extent.west, extent.east].into_iter().flat_map(|lon| [(lon, extent.south), (lon, extent.north)])
        });
        let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
        for corner in corners {
            let (x, _) = plain.projected(corner);
            left = left.min(x);
            right = right.max(x);
        }
        let high = ((north - south) * 1.3).max(LEAST);
        let wide = ((right - left) * 1.3).max(high * width / height);
        let high = wide * height / width;
        // The poles are not in the middle of anything.
        let lat = lat.min(86.0 - high / 2.0).max(high / 2.0 - 62.0);
        Self { middle: ((left + right) / 2.0, -lat), scale: width / wide, width, height, ..plain }
    }

    /// Degrees east of the middle and south of the equator, as wide as they are there.
    fn projected(&self, (lon, lat): Point) -> Point {
        ((lon - self.lon) * (self.cosine + cosine(lat)) / 2.0, -lat)
    }

    fn at(&self, point: Point) -> Point {
        let (x, y) = self.projected(point);
        ((x - self.middle.0) * self.scale + self.width / 2.0, (y - self.middle.1) * self.scale + self.height / 2.0)
    }

    /// What is to be added to a longitude, so that it lies within half the world of the middle.
    fn turn(&self, lon: f64) -> f64 {
        ((self.lon - lon) / 360.0).round() * 360.0
    }

    /// Where a place is drawn.
    fn spot(&self, place: &PlaceMark) -> Point {
        self.at((place.lon + self.turn(place.lon), place.lat))
    }

    /// A ring as it is drawn; without what moves by less than the eye sees.
    fn outline(&self, ring: &Ring) -> Vec<Point> {
        let by = self.turn((ring.west + ring.east) / 2.0);
        let mut points: Vec<Point> = Vec::new();
        if !self.sees(ring, by) {
            return points;
        }
        for (lon, lat) in &ring.points {
            let at = self.at((lon + by, *lat));
            if points.last().is_none_or(|last| (last.0 - at.0).abs() + (last.1 - at.1).abs() >= 0.8) {
                points.push(at);
            }
        }
        points
    }

    /// Whether a piece of a ring can be on the map.
    fn sees(&self, ring: &Ring, by: f64) -> bool {
        let corner = |lon: f64, lat: f64| self.at((lon + by, lat));
        let ends = [ring.south, ring.north, 0.0_f64.clamp(ring.south, ring.north)];
        let west = ends.iter().map(|lat| corner(ring.west, *lat).0).fold(f64::INFINITY, f64::min);
        let east = ends.iter().map(|lat| corner(ring.east, *lat).0).fold(f64::NEG_INFINITY, f64::max);
        let (top, bottom) = (corner(ring.west, ring.north).1, corner(ring.west, ring.south).1);
        west < self.width && east > 0.0 && top < self.height && bottom > 0.0
    }
}

/// Adds a closed line to a path.
fn write_outline(points: &[Point], out: &mut String) {
    for (place, (x, y)) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if place == 0 { 'M' } else { 'L' }, tenths(*x), tenths(*y));
    }
    if !points.is_empty() {
        out.push('Z');
    }
}

/// How an area lies under a level line: the stretches of the line inside it and the map.
fn stretches(area: &[Point], y: f64, width: f64) -> Vec<(f64, f64)> {
    let ends = area.iter().zip(area.iter().cycle().skip(1));
    let mut crossings: Vec<f64> = ends
        .filter(|(a, b)| (a.1 <= y) != (b.1 <= y))
        .map(|(a, b)| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0))
        .collect();
    order::sort_by(&mut crossings, f64::total_cmp);
    let pairs = crossings.chunks_exact(2).filter_map(|pair| match pair {
        [from, to] => Some((from.max(0.0), to.min(width))),
        _ => None,
    });
    pairs.filter(|(from, to)| to > from).collect()
}

/// Where the name of an area can begin: inside, the place nearest to the middle first, or the widest where none is wide enough; then
/// beside it.
fn inside(area: &[Point], wide: f64, view: &View) -> Vec<Point> {
    let top = area.iter().map(|point| point.1).fold(f64::INFINITY, f64::min).max(0.0);
    let bottom = area.iter().map(|point| point.1).fold(f64::NEG_INFINITY, f64::max).min(view.height);
    let (middle, high) = ((top + bottom) / 2.0, bottom - top);
    let mut found: Vec<(f64, Point)> = (1..ROWS)
        .flat_map(|row| {
            let y = top + high * f64::from(row) / f64::from(ROWS);
            stretches(area, y, view.width).into_iter().map(move |(from, to)| {
                let lacking = (wide - (to - from)).max(0.0);
                (lacking * 4.0 + (y - middle).abs(), ((from + to - wide) / 2.0, y + 4.0))
            })
        })
        .collect();
    order::sort_by(&mut found, |one, other| one.0.total_cmp(&other.0));
    // At last beside it.
    let (west, east) = area.iter().fold((f64::MAX, f64::MIN), |ends, point| (ends.0.min(point.0), ends.1.max(point.0)));
    let (left, right, centred) = (west - wide - 3.0, east + 3.0, (west + east - wide) / 2.0);
    let around = [(right, middle + 4.0), (left, middle + 4.0), (centred, bottom + 13.0), (centred, top - 5.0)];
    found.into_iter().map(|(_, at)| at).chain(around).collect()
}

/// The longitude east of which the map begins: after the widest stretch without a place.
fn seam(extents: &[Extent]) -> f64 {
    let mut middles: Vec<f64> = extents.iter().map(|extent| (extent.west + extent.east) / 2.0).collect();
    order::sort_by(&mut middles, f64::total_cmp);
    let (Some(first), Some(last)) = (middles.first().copied(), middles.last().copied()) else { return -180.0 };
    // Without a turn when that is no worse.
    let mut best = (first + 360.0 - last, first);
    for (a, b) in middles.iter().zip(middles.iter().skip(1)) {
        if b - a > best.0 {
            best = (b - a, *b);
        }
    }
    best.1
}

/// What a map needs.
#[derive(PartialEq, Properties)]
pub(crate) struct PlaceMapProps {
    /// The places, the one that matters most first.
    pub(crate) places: Vec<PlaceMark>,
    /// The entity that is pointed at.
    pub(crate) selected: Option<usize>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The map. Which places are countries is known with their outlines, so nothing is drawn before those are here, or known not to come.
#[component]
pub(crate) fn PlaceMap(props: &PlaceMapProps) -> Html {
    let measure = use_node_ref();
    let width = use_width(&measure);
    let outlines = use_outlines();
    let drawn = use_memo((props.places.clone(), width as i32, outlines.clone()), |(places, width, outlines)| {
        Drawn::new(places, f64::from(*width), outlines.as_deref().unwrap_or(&Outlines::default()))
    });
    let spot = |(place, spot): (&PlaceMark, &Spot)| {
        let (dispatch, entity) = (props.dispatch.clone(), place.entity);
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Entity(entity, 0), Origin::List));
        });
        let class = classes!("spot", (props.selected == Some(entity)).then_some("spot-selected"));
        html! {
            <g {class} {onclick} key={entity}>
                <title>{ &place.name }</title>
                if !spot.area.is_empty() {
                    <path class="area" d={spot.area.clone()} />
                }
                if spot.point {
                    <circle cx={tenths(spot.at.0)} cy={tenths(spot.at.1)} r="4.5" />
                }
            </g>
        }
    };
    let name = |(place, spot): (&PlaceMark, &Spot)| {
        let (x, y) = spot.label?;
        let class = classes!(
            "spot-name",
            spot.point.then_some("spot-town"),
            (props.selected == Some(place.entity)).then_some("spot-selected")
        );
        Some(html! { <text {class} key={place.entity} x={tenths(x)} y={tenths(y)}>{ &place.name }</text> })
    };
    let (wide, high) = (width, height(width));
    let spots = || props.places.iter().zip(&drawn.spots);
    let areas = drawn.spots.iter().filter(|spot| !spot.point).count();
    html! {
        <figure class="picture">
            <div ref={measure}></div>
            <svg class="map" viewBox={format!("0 0 {} {}", tenths(wide), tenths(high))} role="img"
                aria-label={plural(props.places.len(), "Map of {0} place; the list names it|Map of {0} places; the list names them")}>
                <path class="land" d={drawn.land.clone()} />
                // Areas first, so that none lies over a point.
                { for spots().filter(|(_, one)| !one.point).map(spot) }
                { for spots().filter(|(_, one)| one.point).map(spot) }
                { for spots().filter_map(name) }
            </svg>
            <figcaption class="row-note">{ legend(areas, props.places.len() - areas) }</figcaption>
            { table(
                t("The places on the map"),
                &[t("Place"), t("Country"), t("Lies at"), t("Times named")],
                props.places.iter().map(row).collect(),
            ) }
        </figure>
    }
}

/// What is drawn how, and whose outlines they are.
fn legend(areas: usize, points: usize) -> String {
    let how = match (areas, points) {
        (0, _) => t("Points are towns, regions and small countries."),
        (_, 0) => t("Areas are countries."),
        _ => t("Areas are countries; points are towns, regions and small countries."),
    };
    format!("{how} {}", t("Outlines: Natural Earth, 1:110 million."))
}

fn row(place: &PlaceMark) -> Vec<String> {
    let degrees = |value: f64, plus: &str, minus: &str| {
        let side = if value < 0.0 { minus } else { plus };
        format!("{}\u{b0}\u{a0}{side}", figure(value.abs(), Manner::Tenths))
    };
    vec![
        place.name.clone(),
        place.country.clone(),
        format!("{}, {}", degrees(place.lat, t("N"), t("S")), degrees(place.lon, t("E"), t("W"))),
        grouped(place.times),
    ]
}

/// A map as it is drawn.
struct Drawn {
    /// The path of all land.
    land: String,
    /// One for each place.
    spots: Vec<Spot>,
}

/// A place on a map.
#[derive(Clone, Debug, Default, PartialEq)]
struct Spot {
    at: Point,
    /// The path of its area; empty without one.
    area: String,
    /// Whether it is drawn as a point.
    point: bool,
    /// Where its name begins, if there is room for it.
    label: Option<Point>,
}

impl Drawn {
    fn new(places: &[PlaceMark], width: f64, outlines: &Outlines) -> Self {
        let areas: Vec<_> = places.iter().map(|place| outlines.country(&place.item)).collect();
        let extents: Vec<Extent> = places
            .iter()
            .zip(&areas)
            .map(|(place, area)| Extent::of(place, area.and_then(|country| country.main())))
            .collect();
        let view = View::around(&extents, width, height(width));
        let mut land = String::new();
        for ring in outlines.0.iter().flat_map(|country| &country.rings) {
            write_outline(&view.outline(ring), &mut land);
        }
        let spot = |(place, area): (&PlaceMark, &Option<&Country>)| {
            let mut spot = Spot { at: view.spot(place), point: true, ..Spot::default() };
            if let Some(country) = area {
                country.rings.iter().for_each(|ring| write_outline(&view.outline(ring), &mut spot.area));
                let size = country.main().map_or(0.0, |ring| (ring.north - ring.south) * view.scale);
                spot.point = size < SMALL;
            }
            spot
        };
        let mut spots: Vec<Spot> = places.iter().zip(&areas).map(spot).collect();
        let main = |country: &Option<&Country>| country.and_then(Country::main).map(|ring| view.outline(ring));
        let mains: Vec<Vec<Point>> = areas.iter().map(|country| main(country).unwrap_or_default()).collect();
        label(&view, places, &mains, &mut spots);
        Self { land, spots }
    }
}

/// Writes each name where it covers no other and no point; a name that finds no room is left to the table.
fn label(view: &View, places: &[PlaceMark], areas: &[Vec<Point>], spots: &mut [Spot]) {
    let points = spots.iter().filter(|spot| spot.point).map(|spot| spot.at);
    let mut taken: Vec<Room> = points.map(|(x, y)| Room([x - 6.0, y - 6.0, x + 6.0, y + 6.0])).collect();
    let mut order: Vec<_> = places.iter().zip(areas).zip(spots).collect();
    // An area has fewer places for its name.
    order::sort_by_key(&mut order, |(_, spot)| spot.point);
    for ((place, area), spot) in order {
        let wide = words_width(&place.name);
        let tries = if spot.point { beside(spot.at, wide) } else { inside(area, wide, view) };
        let rooms = tries.into_iter().map(|(x, y)| ((x, y), Room::of_words(x, y, wide)));
        let free = rooms.into_iter().find(|(_, room)| room.is_within(view.width, view.height) && room.is_free(&taken));
        if let Some((at, room)) = free {
            taken.push(room);
            spot.label = Some(at);
        }
    }
}

/// Where a name can begin beside a point.
fn beside((x, y): Point, wide: f64) -> Vec<Point> {
    let (left, middle, right) = (x - 9.0 - wide, x - wide / 2.0, x + 9.0);
    [
        (right, 4.0),
        (left, 4.0),
        (middle, -9.0),
        (middle, 18.0),
        (right, -7.0),
        (right, 15.0),
        (left, -7.0),
        (left, 15.0),
    ]
    .map(|(x, down)| (x, y + down))
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::outlines::tests::shipped;
    use super::*;

    fn place(name: &str, item: &str, lat: f64, lon: f64) -> PlaceMark {
        PlaceMark {
            entity: 0,
            name: name.to_owned(),
            item: item.to_owned(),
            country: String::new(),
            lat,
            lon,
            times: 1,
        }
    }

    fn drawn(places: &[PlaceMark]) -> Drawn {
        Drawn::new(places, 400.0, &shipped())
    }

    #[test]
    fn every_place_is_on_the_map_and_names_cover_nothing() {
        let places = [
            place("Oslo", "", 59.9, 10.8),
            place("Cape Town", "", -33.9, 18.4),
            place("Lima", "", -12.0, -77.0),
            place("Northhaven", "", 10.0, 10.0),
            place("Southhaven", "", 9.9, 10.1),
            place("Germany", "Q183", 50.9, 9.5),
        ];
        let drawn = drawn(&places);
        let mut rooms = Vec::new();
        for (place, spot) in places.iter().zip(&drawn.spots) {
            assert!(
                (0.0..=400.0).contains(&spot.at.0) && (0.0..=300.0).contains(&spot.at.1),
                "{} {spot:?}",
                place.name
            );
            assert_eq!(spot.area.is_empty(), place.item.is_empty());
            if let Some((x, y)) = spot.label {
                let room = Room::of_words(x, y, words_width(&place.name));
                assert!(room.is_free(&rooms) && room.is_within(400.0, 300.0), "{}", place.name);
                rooms.push(room);
            }
        }
        assert!(rooms.len() >= 4);
    }

    #[test]
    fn the_map_turns_where_that_is_nearer() {
        let spots = drawn(&[place("Tokyo", "", 35.7, 139.7), place("San Francisco", "", 37.8, -122.4)]).spots;
        assert!(spots[0].at.0 < spots[1].at.0, "over the Pacific: {spots:?}");
        let spots = drawn(&[place("London", "", 51.5, -0.1), place("New York", "", 40.7, -74.0)]).spots;
        assert!(spots[0].at.0 > spots[1].at.0, "over the Atlantic: {spots:?}");
    }

    #[test]
    fn of_a_large_country_the_part_with_its_towns_is_shown() {
        let places = [place("Ukraine", "Q212", 49.0, 31.5), place("Russia", "Q159", 54.0, 50.0)];
        let spots = drawn(&places).spots;
        assert!(spots.iter().all(|spot| !spot.area.is_empty() && !spot.point && spot.label.is_some()), "{spots:?}");
        assert!(spots[1].at.0 - spots[0].at.0 > 60.0);
    }
}
