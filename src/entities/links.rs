//! Who or what an entity is in the world, only when sure.
//!
//! A sorted text, made by `newsglass-train links` and described in `models/links.md`, holds a line for each name of a country, state,
//! city or organisation: key, Wikidata item, label, country, point, kind, clues. It is searched in place by halving, so that nothing is
//! read before a name is asked for. A name links when its fullest form is in the table and nothing speaks against it: what follows a
//! comma ("Paris, Texas") must lie in the same country, and a name that means several things, or mostly others, must have one of its
//! clues in the article and none of the clues of its rivals.

use std::collections::BTreeMap;

use super::spelling::comparable;
use crate::analysis::{Entity, EntityType, Link};
use crate::lexicon::{self};
use crate::text::Document;

static TABLE: &str = include_str!("../../models/links.txt");

/// A line of the table.
#[derive(Clone, Copy, Debug)]
struct Entry<'l> {
    id: &'l str,
    label: &'l str,
    /// ISO 3166: a country, or a division of it after a hyphen.
    region: &'l str,
    point: Option<(f64, f64)>,
    kind: Kind,
    /// Words of which the article must hold one; separated by semicolons, empty when the name alone will do.
    clues: &'l str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Country,
    Division,
    City,
    Organization,
}

impl<'l> Entry<'l> {
    fn read(line: &'l str) -> Option<Self> {
        let mut fields = line.split('|').skip(1);
        let mut next = || fields.next();
        let (id, label, region) = (next()?, next()?, next()?);
        let point = next()?.parse().ok().zip(next()?.parse().ok());
        let kind = match next()? {
            "country" => Kind::Country,
            "city" => Kind::City,
            "organization" => Kind::Organization,
            _ => Kind::Division,
        };
        Some(Self { id, label, region, point, kind, clues: next().unwrap_or_default() })
    }

    fn country(&self) -> &'l str {
        self.region.split('-').next().unwrap_or_default()
    }
}

/// What the table says of each entity, under its position in `entities`.
pub(super) fn find(document: &Document<'_>, entities: &[Entity]) -> BTreeMap<usize, Link> {
    entities.iter().enumerate().filter_map(|(index, entity)| Some((index, link(document, entity)?))).collect()
}

fn link(document: &Document<'_>, entity: &Entity) -> Option<Link> {
    let fits = |kind: Kind| match entity.kind {
        EntityType::Organization => kind == Kind::Organization,
        EntityType::Place => kind != Kind::Organization,
        _ => false,
    };
    if !fits(Kind::City) && !fits(Kind::Organization) {
        return None;
    }
    let chosen = choose(document, entity, &entity.name, fits)?;
    // Another of its names may not mean something else.
    let agreed = entity.aliases.iter().all(|alias| {
        let mut others = named(alias).into_iter().filter(|entry| fits(entry.kind)).peekable();
        others.peek().is_none() || others.any(|other| other.id == chosen.id)
    });
    agreed.then(|| Link {
        wikidata: chosen.id.to_owned(),
        label: chosen.label.to_owned(),
        country: (!chosen.region.is_empty()).then(|| chosen.country().to_owned()),
        lat: chosen.point.map(|point| point.0),
        lon: chosen.point.map(|point| point.1),
    })
}

/// The one entry that a name can mean here.
fn choose(document: &Document<'_>, entity: &Entity, name: &str, fits: impl Fn(Kind) -> bool) -> Option<Entry<'static>> {
    let mut entries: Vec<Entry<'_>> = named(name).into_iter().filter(|entry| fits(entry.kind)).collect();
    let mut confirmed = false;
    for mention in &entity.mentions {
        let Some(around) = after_comma(document, mention.end) else { continue };
        let before = entries.len();
        entries.retain(|entry| around.iter().any(|place| lies_in(entry, place)));
        confirmed |= !entries.is_empty();
        if before > 0 && entries.is_empty() {
            return None;
        }
    }
    if confirmed && let [entry] = entries.as_slice() {
        return Some(*entry);
    }
    let said = |entry: &Entry<'_>| entry.clues.split(';').any(|clue| stands(document.text, clue));
    let sure = match entries.as_slice() {
        [entry] => entry.clues.is_empty() || said(entry),
        _ => {
            entries.retain(said);
            entries.len() == 1
        }
    };
    entries.first().filter(|_| sure).copied()
}

/// Whether `clue` stands in the text as a word of its own.
fn stands(text: &str, clue: &str) -> bool {
    !clue.is_empty()
        && text.match_indices(clue).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + clue.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// Countries and divisions that a comma after a name puts it in: "Athens, Georgia". `None` where no known one follows.
fn after_comma(document: &Document<'_>, end: usize) -> Option<Vec<Entry<'static>>> {
    let rest = document.text.get(end..)?.strip_prefix(", ")?;
    let ends = rest.char_indices().filter(|&(_, c)| !c.is_alphabetic() && c != '.').map(|(at, _)| at);
    ends.chain([rest.len()]).take(4).filter_map(|at| rest.get(..at)).find_map(|name| {
        let mut entries = named(name);
        entries.retain(|entry| matches!(entry.kind, Kind::Country | Kind::Division));
        (!entries.is_empty()).then_some(entries)
    })
}

fn lies_in(entry: &Entry<'_>, place: &Entry<'_>) -> bool {
    let divisions = entry.region.contains('-') && place.region.contains('-');
    // A list of places is no address: "in Texas, California", "France, Germany".
    let listed = matches!(entry.kind, Kind::Country)
        || entry.kind == Kind::Division && (place.kind == Kind::Division || entry.country() != place.country());
    listed || if divisions { entry.region == place.region } else { entry.country() == place.country() }
}

/// All entries of a name, by the lists' name for it first: "U.S." is listed as "United States".
fn named(name: &str) -> Vec<Entry<'static>> {
    let lower = name.to_lowercase().replace('’', "'");
    let known = lexicon::known_name(&lower).or_else(|| lexicon::known_name(lower.trim_end_matches('.')));
    let mut entries = known.map_or(Vec::new(), |known| with_key(TABLE, &comparable(known.canonical)));
    if entries.is_empty() {
        entries = with_key(TABLE, &comparable(name));
    }
    entries
}

/// The entries of a sorted table that have this key.
fn with_key<'l>(table: &'l str, key: &str) -> Vec<Entry<'l>> {
    let key_of = |line: &'l str| line.split('|').next().unwrap_or_default();
    // Both ends stay at starts of lines; the line of `high` is not below the key.
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = table.as_bytes().get(..middle).and_then(|head| head.iter().rposition(|&byte| byte == b'\n'));
        let start = start.map_or(0, |at| at + 1).max(low);
        let line = table.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if key_of(line) < key {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    let lines = table.get(low..).unwrap_or_default().lines();
    lines.take_while(|line| key_of(line) == key).filter_map(Entry::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_whole() {
        let keys: Vec<&str> = TABLE.lines().map(|line| line.split('|').next().unwrap()).collect();
        assert!(keys.is_sorted());
        for line in TABLE.lines() {
            let entry = Entry::read(line).unwrap_or_else(|| panic!("{line}"));
            let number = entry.id.strip_prefix('Q').and_then(|number| number.parse::<u32>().ok());
            assert!(number.is_some(), "{line}");
            assert_eq!(entry.point.is_some(), entry.kind != Kind::Organization, "{line}");
            assert_eq!(entry.region.is_empty(), entry.kind == Kind::Organization, "{line}");
            let key = line.split('|').next().unwrap();
            assert!(with_key(TABLE, key).iter().any(|found| found.id == entry.id), "{line}");
        }
    }

    #[test]
    fn rivals_have_clues() {
        let lines: Vec<&str> = TABLE.lines().collect();
        for pair in lines.windows(2) {
            let [a, b] = pair else { continue };
            if a.split('|').next() == b.split('|').next() {
                for line in pair {
                    assert!(!Entry::read(line).unwrap().clues.is_empty(), "{line}");
                }
            }
        }
    }

    #[test]
    fn a_table_is_searched_by_key() {
        let table = "a|Q1|A|XX|1|2|city|\nb|Q2|B|XX|1|2|city|x\nb|Q3|B|YY|1|2|state|y\nc|Q4|C|||||";
        let ids = |key: &str| with_key(table, key).iter().map(|entry| entry.id).collect::<Vec<_>>();
        assert_eq!(ids("a"), ["Q1"]);
        assert_eq!(ids("b"), ["Q2", "Q3"]);
        assert_eq!(ids("c"), ["Q4"]);
        assert_eq!(ids(""), [""; 0]);
        assert_eq!(ids("bb"), [""; 0]);
        assert_eq!(ids("d"), [""; 0]);
        assert!(with_key("", "a").is_empty());
    }
}
