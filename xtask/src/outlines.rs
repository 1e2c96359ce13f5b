//! `cargo xtask outlines`: the outlines of countries that the map of places draws, `www/static/outlines.txt`.
//!
//! Made of Natural Earth's countries at 1:110 million (public domain) as npm `world-atlas` 2.0.2 packs them (`countries-110m.json`), and
//! of the codes in npm `@rapideditor/country-coder` 5.6.1 (`src/data/borders.json`). Both are unpacked beforehand; nothing is downloaded,
//! and no build needs them: only who makes the file anew does.
//!
//! The file is a text: a line of what it is, a line for each stretch of coast or border, an empty line, a line for each country. A
//! stretch is in the Encoded Polyline Algorithm Format, longitude before latitude, in steps of [`STEP`] degrees. A country is its
//! Wikidata item (`-` when the engine links no name to it) and its rings, separated by semicolons: the numbers of stretches from 0,
//! separated by commas, and -1, -2 and so on for stretches 0, 1 and so on backwards. A stretch begins where the one before it ends.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::steps::OnPath;

/// Degrees.
const STEP: f64 = 0.05;

/// ISO 3166 number of Antarctica, which is not drawn: it takes more room than it says.
const ANTARCTICA: &str = "010";

/// Writes the file of the two sources and the engine's own table of countries.
pub(crate) fn outlines(root: &Path, atlas: &Path, borders: &Path) -> Result<()> {
    let table = root.join("models/links.txt");
    let text = std::fs::read_to_string(&table).on("read", &table)?;
    let made = made(&json(atlas)?, &json(borders)?, &text).context("the sources are not what they were")?;
    let file = root.join("www/static/outlines.txt");
    println!("{}: {} bytes", file.display(), made.len());
    std::fs::write(&file, made).on("write", &file)
}

fn json(file: &Path) -> Result<Value> {
    let bytes = std::fs::read(file).on("read", file)?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is no JSON", file.display()))
}

/// The text of the file; `None` when a source lacks what is needed.
fn made(atlas: &Value, borders: &Value, table: &str) -> Option<String> {
    let items = items(borders, table)?;
    let mut used = BTreeMap::new();
    let mut countries = String::new();
    for country in atlas.pointer("/objects/countries/geometries")?.as_array()? {
        let text = |path: &str| country.pointer(path)?.as_str();
        let name = text("/id").or(text("/properties/name"))?;
        if name == ANTARCTICA {
            continue;
        }
        let rings = rings(country)?.iter().map(|ring| written_ring(ring, &mut used)).collect::<Option<Vec<_>>>()?;
        writeln!(countries, "{} {}", items.get(name).map_or("-", String::as_str), rings.join(";")).ok()?;
    }
    let mut by_number: Vec<(usize, usize)> = used.into_iter().map(|(old, new)| (new, old)).collect();
    by_number.sort_unstable();
    let mut out =
        "Natural Earth 1:110m, public domain, by way of world-atlas 2.0.2; made by `cargo xtask outlines`\n".to_owned();
    for (_, old) in by_number {
        writeln!(out, "{}", stretch(atlas.get("arcs")?.get(old)?, atlas.get("transform")?)?).ok()?;
    }
    Some(format!("{out}\n{countries}"))
}

/// Wikidata items by ISO 3166 number, and by name where there is no number.
fn items(borders: &Value, table: &str) -> Option<HashMap<String, String>> {
    let by_code: HashMap<&str, &str> = table
        .lines()
        .map(|line| line.split('|').collect::<Vec<_>>())
        .filter_map(|fields| match fields[..] {
            [_, item, _, code, _, _, "country", ..] => Some((code, item)),
            _ => None,
        })
        .collect();
    let items = borders.get("features")?.as_array()?.iter().filter_map(|feature| {
        let text = |path: &str| feature.pointer(path)?.as_str();
        let item = by_code.get(text("/properties/iso1A2")?)?;
        let name = text("/properties/iso1N3").or(text("/properties/nameEn"))?;
        Some((name.to_owned(), (*item).to_owned()))
    });
    Some(items.collect())
}

/// All rings of a country's polygons, holes among them.
fn rings(country: &Value) -> Option<Vec<&Value>> {
    let arcs = country.get("arcs")?.as_array()?;
    if country.get("type")? == "Polygon" {
        return Some(arcs.iter().collect());
    }
    Some(arcs.iter().filter_map(Value::as_array).flatten().collect())
}

/// The numbers of a ring's stretches, given in the order in which they are first needed.
fn written_ring(ring: &Value, used: &mut BTreeMap<usize, usize>) -> Option<String> {
    let number = |arc: &Value| {
        let arc = arc.as_i64()?;
        let old = usize::try_from(if arc < 0 { !arc } else { arc }).ok()?;
        let next = used.len();
        let new = i64::try_from(*used.entry(old).or_insert(next)).ok()?;
        Some((if arc < 0 { !new } else { new }).to_string())
    };
    Some(ring.as_array()?.iter().map(number).collect::<Option<Vec<_>>>()?.join(","))
}

/// A stretch, in steps, without points that fall on the one before.
fn stretch(arc: &Value, transform: &Value) -> Option<String> {
    let pair = |value: &Value| value.get(0)?.as_f64().zip(value.get(1)?.as_f64());
    let (scale, translate) = (pair(transform.get("scale")?)?, pair(transform.get("translate")?)?);
    let steps = |raw: f64, scale: f64, translate: f64| ((raw * scale + translate) / STEP).round() as i64;
    let (mut out, mut raw, mut last) = (String::new(), (0.0, 0.0), (0, 0));
    let points = arc.as_array()?;
    for (index, point) in points.iter().enumerate() {
        let moved = pair(point)?;
        raw = (raw.0 + moved.0, raw.1 + moved.1);
        let at = (steps(raw.0, scale.0, translate.0), steps(raw.1, scale.1, translate.1));
        if index == 0 || index + 1 == points.len() || at != last {
            number(at.0 - last.0, &mut out);
            number(at.1 - last.1, &mut out);
            last = at;
        }
    }
    Some(out)
}

/// A signed number, five bits a character.
fn number(value: i64, out: &mut String) {
    let mut rest = (value << 1) ^ (value >> 63);
    while rest >= 32 {
        out.push(char::from(((rest & 31) | 32) as u8 + 63));
        rest >>= 5;
    }
    out.push(char::from(rest as u8 + 63));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_those_of_the_published_format() {
        // -179.98321, the example of the format's description.
        let mut out = String::new();
        number(-17_998_321, &mut out);
        assert_eq!(out, "`~oia@");
    }

    #[test]
    fn a_country_has_its_item_and_its_stretches_and_antarctica_is_left_out() {
        let atlas = json!({
            "transform": { "scale": [1.0, 1.0], "translate": [0.0, 0.0] },
            "arcs": [[[9, 9], [1, 1]], [[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, -1]]],
            "objects": { "countries": { "geometries": [
                { "type": "Polygon", "id": "010", "arcs": [[0]], "properties": { "name": "Antarctica" } },
                { "type": "MultiPolygon", "id": "208", "arcs": [[[2, 1]], [[-2]]], "properties": { "name": "Denmark" } },
                { "type": "Polygon", "arcs": [[1]], "properties": { "name": "Nowhere" } },
            ] } },
        });
        let borders = json!({ "features": [{ "properties": { "iso1A2": "DK", "iso1N3": "208" } }] });
        let made = made(&atlas, &borders, "denmark|Q35|Denmark|DK|55.9|10.6|country|\n").unwrap();
        let lines: Vec<&str> = made.lines().skip(1).collect();
        assert_eq!(lines, ["g@??g@f@f@", "??g@?", "", "Q35 0,1;-2", "- 1"]);
    }
}
