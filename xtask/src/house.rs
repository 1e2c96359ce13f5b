//! `cargo xtask house`: how the code is built, in numbers that may only fall.
//!
//! Decisions per function ([`decisions`]), files that need each other in circles and imports that run back up the order of rooms
//! ([`imports`]), words of a language in code ([`literals`]), types that hold a word and names that say too little ([`names`]). What is
//! counted, and how, stands at the head of each module. `house.txt` holds the limit of every number; a test fails when
//! one is passed, and `cargo xtask house --save` lowers the limits to what is measured.

mod decisions;
mod imports;
mod literals;
mod names;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::steps::OnPath;
use decisions::{Function, functions, spread};
use literals::Exception;
use sources::{ORDER, Source, reads_language, sources};

const LIMITS: &str = include_str!("house.txt");
const EXCEPTIONS: &str = include_str!("house-exceptions.txt");

/// What the report has after the core and its rooms.
const OTHERS: [&str; 7] = ["analysis", "face", "command", "engine", "app", "xtask", "training"];

/// A number, by the measure and the place it is of.
type Numbers = BTreeMap<(String, String), usize>;

/// Everything that is measured.
struct House {
    /// What `house.txt` limits.
    numbers: Numbers,
    /// The report.
    report: String,
}

/// Prints the report; `save` lowers the limits of `house.txt` to it. Fails when a limit is passed.
pub(crate) fn house(root: &Path, save: bool) -> Result<()> {
    let house = measure(root)?;
    print!("{}", house.report);
    let limits = limits(LIMITS)?;
    if save {
        let path = root.join("xtask/src/house.txt");
        std::fs::write(&path, rewritten(LIMITS, &limits, &house.numbers)).on("write", &path)?;
        println!("limits are in {}", path.display());
    }
    let passed = passed(&limits, &house.numbers);
    if !passed.is_empty() {
        bail!("{}; mend it, or raise the limit in xtask/src/house.txt and say why", passed.join("; "));
    }
    Ok(())
}

fn measure(root: &Path) -> Result<House> {
    let sources = sources(root)?;
    let mut house = House { numbers: Numbers::new(), report: String::new() };
    house.decisions(&sources);
    house.imports(&sources);
    house.literals(&sources)?;
    house.names(&sources);
    Ok(house)
}

impl House {
    fn say(&mut self, line: &str) {
        self.report.push_str(line);
        self.report.push('\n');
    }

    fn number(&mut self, measure: &str, place: &str, number: usize) {
        *self.numbers.entry((measure.to_owned(), place.to_owned())).or_default() += number;
    }

    fn decisions(&mut self, sources: &[Source]) {
        let mut rooms: BTreeMap<&str, Vec<Function>> = BTreeMap::new();
        for source in sources {
            rooms.entry(source.room()).or_default().extend(functions(source));
        }
        self.say("decisions per function");
        self.say("| room | functions | p90 | p99 | worst | |");
        self.say("|---|---|---|---|---|---|");
        let elsewhere = ["build", "command", "engine", "app", "xtask", "training"];
        let named: Vec<&str> = std::iter::once("core").chain(ORDER).chain(OTHERS).collect();
        let others = rooms.keys().copied().filter(|room| !named.contains(room));
        for room in named.iter().copied().chain(others) {
            let of_room: Vec<&Function> = rooms
                .iter()
                .filter(|(name, _)| **name == room || room == "core" && !elsewhere.contains(name))
                .flat_map(|(_, functions)| functions)
                .collect();
            if of_room.is_empty() {
                continue;
            }
            let spread = spread(&of_room);
            let (worst, name) = spread
                .worst
                .map_or((0, String::new()), |worst| (worst.decisions, format!("`{}`, {}", worst.name, worst.place)));
            self.say(&format!(
                "| {room} | {} | {} | {} | {worst} | {name} |",
                spread.functions, spread.p90, spread.p99
            ));
            self.number("decisions p99", room, spread.p99);
            self.number("decisions worst", room, worst);
        }
    }

    fn imports(&mut self, sources: &[Source]) {
        let edges = imports::edges(sources);
        self.say("\nfiles in circles");
        for circle in imports::circles(sources.len(), &edges) {
            let paths = circle.iter().filter_map(|&file| sources.get(file));
            let krate = paths.clone().next().map_or("", |source| source.krate);
            self.number("files in circles", krate, circle.len());
            self.say(&format!("  {krate}, {} files:", circle.len()));
            for (&(from, to), names) in &edges {
                if circle.contains(&from)
                    && circle.contains(&to)
                    && let (Some(from), Some(to)) = (sources.get(from), sources.get(to))
                {
                    self.say(&format!("    {} -> {}: {}", from.path, to.path, joined(names)));
                }
            }
        }
        self.say("\nimports that run back up");
        for (from, to, names) in imports::back_up(sources, &edges) {
            self.number("back up", &format!("{} -> {}", from.room(), to.room()), 1);
            self.say(&format!("  {} -> {}: {}", from.path, to.path, joined(names)));
        }
    }

    fn literals(&mut self, sources: &[Source]) -> Result<()> {
        let exceptions = Exception::list(EXCEPTIONS)?;
        let mut unused: BTreeSet<usize> = (0..exceptions.len()).collect();
        let (mut all, mut listed, mut distinct) = (0, 0, BTreeSet::new());
        self.say("\nwords in literals of language rooms, by file: words, literals");
        for source in sources.iter().filter(|source| reads_language(source.room())) {
            let (mut words, mut literals) = (0, 0);
            for literal in literals::literals(source) {
                all += literal.words.len();
                let allowed = exceptions.iter().position(|one| one.allows(&source.path, &literal.text));
                if let Some(allowed) = allowed {
                    unused.remove(&allowed);
                    listed += literal.words.len();
                } else {
                    words += literal.words.len();
                    literals += 1;
                    distinct.extend(literal.words);
                }
            }
            if words > 0 {
                self.number("words in literals", &source.path, words);
                self.say(&format!("  {}: {words}, {literals}", source.path));
            }
        }
        self.say(&format!(
            "  all: {all}, of them {listed} listed as exceptions; {} different words are not",
            distinct.len()
        ));
        for index in unused {
            if let Some(exception) = exceptions.get(index) {
                self.number("exceptions without a use", "", 1);
                self.say(&format!("  no use of the exception {} | {}", exception.file, exception.literal));
            }
        }
        if let Some(silent) = exceptions.iter().find(|exception| exception.reason.is_empty()) {
            bail!("xtask/src/house-exceptions.txt: {} | {} has no reason", silent.file, silent.literal);
        }
        Ok(())
    }

    fn names(&mut self, sources: &[Source]) {
        self.say("\nwords, names and comments");
        let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
        for source in sources {
            let found = names::names(source);
            if reads_language(source.room()) || source.room() == "lexicon" {
                for name in found.word_types {
                    self.number("word types", &format!("{} {name}", source.path), 1);
                    self.say(&format!("  word type: {} {name}", source.path));
                }
            }
            if source.krate == "newsglass" {
                *sums.entry("bare pairs").or_default() += found.pairs;
            }
            if reads_language(source.room()) {
                *sums.entry("LazyLocks in language rooms").or_default() += found.locks;
            }
            *sums.entry("functions called read").or_default() += found.reads;
            *sums.entry("types called Reading").or_default() += found.readings;
            *sums.entry("\"behind\" in comments and names").or_default() += found.behind;
            *sums.entry("files called words.rs").or_default() += usize::from(source.path.ends_with("/words.rs"));
        }
        for (what, number) in sums {
            self.number("names", what, number);
            self.say(&format!("  {what}: {number}"));
        }
    }
}

fn joined(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Reads `measure | place | most`, one a line.
fn limits(text: &str) -> Result<Numbers> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let limit = match parts.as_slice() {
                [measure, place, most] => {
                    most.parse().ok().map(|most| (((*measure).to_owned(), (*place).to_owned()), most))
                }
                _ => None,
            };
            limit.with_context(|| format!("xtask/src/house.txt: not `measure | place | most`: {line}"))
        })
        .collect()
}

/// The limit of a number: its own line, else that of its measure for any place (`*`), else none of it at all.
fn limit(limits: &Numbers, measure: &str, place: &str) -> usize {
    let of = |place: &str| limits.get(&(measure.to_owned(), place.to_owned())).copied();
    of(place).or_else(|| of("*")).unwrap_or(0)
}

/// What is above its limit.
fn passed(limits: &Numbers, numbers: &Numbers) -> Vec<String> {
    let above = numbers.iter().filter(|((measure, place), number)| **number > limit(limits, measure, place));
    above
        .map(|((measure, place), number)| {
            format!("{measure}, {place}: {number}, at most {}", limit(limits, measure, place))
        })
        .collect()
}

/// The same file with its head and every limit lowered to what is measured; what is gone, or within the limit of any, loses its line.
fn rewritten(text: &str, limits: &Numbers, numbers: &Numbers) -> String {
    let mut out: String = text
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    let any = limits.iter().filter(|((_, place), _)| place == "*").map(|(key, most)| (key, *most));
    let own = numbers.iter().map(|(key, number)| (key, *number.min(&limit(limits, &key.0, &key.1))));
    let lowered: BTreeMap<_, _> = any.chain(own).collect();
    for ((measure, place), most) in lowered {
        if place == "*" || most > limit(limits, measure, "*") {
            out.push_str(&format!("{measure} | {place} | {most}\n"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_within_its_limits() {
        let house = measure(&crate::paths::root().unwrap()).unwrap();
        let limits = limits(LIMITS).unwrap();
        let passed = passed(&limits, &house.numbers);
        assert!(
            passed.is_empty(),
            "{}\nMend it, or raise the limit in xtask/src/house.txt and say why.",
            passed.join("\n")
        );
    }

    #[test]
    fn a_number_above_its_limit_is_told_and_a_new_one_has_the_limit_of_any() {
        let limits = limits("# head\na | x | 3\na | * | 1\n").unwrap();
        let numbers = |list: &[(&str, &str, usize)]| -> Numbers {
            list.iter().map(|(measure, place, number)| (((*measure).into(), (*place).into()), *number)).collect()
        };
        assert!(passed(&limits, &numbers(&[("a", "x", 3), ("a", "y", 1)])).is_empty());
        let found = passed(&limits, &numbers(&[("a", "x", 4), ("a", "y", 2), ("b", "z", 1)]));
        assert_eq!(found, ["a, x: 4, at most 3", "a, y: 2, at most 1", "b, z: 1, at most 0"]);
        assert!(super::limits("a | x").is_err());
    }

    #[test]
    fn saving_lowers_and_never_raises() {
        let text = "# head\na | gone | 3\na | x | 3\na | y | 3\na | * | 1\n";
        let limits = limits(text).unwrap();
        let numbers =
            [("x", 2), ("y", 4), ("z", 1)].map(|(place, number)| (("a".to_owned(), place.to_owned()), number));
        assert_eq!(rewritten(text, &limits, &Numbers::from(numbers)), "# head\na | * | 1\na | x | 2\na | y | 3\n");
    }
}
