//! `cargo xtask rules`: what each hand-made rule of the core pays, by leaving it out.
//!
//! A rule is a row of a table of `src/rules/`. For each the command prints how often it fires in the texts of the sets, how many of the
//! results that it decided in the real articles are right, and what every measure loses without it, in points of the scorers' own tables.
//! What no measure misses does not pay.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::eval;
use crate::paths::target;
use crate::steps::OnPath;

/// The scorers, with what they are given, whose tables a table of rules can move.
const SCORERS: [(&str, &[&str]); 7] = [
    ("quotes", &["real", "quotes", "quotes ../data/quotes/polnear-train.jsonl", "sourcing", "cases"]),
    ("article", &["article", "real", "cases"]),
    ("names", &["real", "names", "entities", "cases"]),
    ("values", &["real", "cases"]),
    ("coreference", &["real", "entities", "gap", "quotes", "cases"]),
    ("entities", &["real", "entities", "quotes", "sourcing", "cases"]),
    ("tone", &["real", "sentiment"]),
];
/// The sets in whose texts it is counted how often a rule fires.
const TEXTS: [&str; 8] = [
    "real/real-dev.jsonl",
    "quotes/phenomena.jsonl",
    "quotes/polnear-dev.jsonl",
    "quotes/polnear-train.jsonl",
    "sourcing/sourcing-dev.jsonl",
    "coref/gum_news-dev.jsonl",
    "coref/gum_interview-dev.jsonl",
    "coref/gum_other-train.jsonl",
];
/// The same for the rules of the article: pages as they were pasted, and as they were sent.
const PAGES: [&str; 2] = ["article/paste-dev.jsonl", "article/html-dev.jsonl"];
/// What a measure of errors has in its name: the lower, the better.
const ERRORS: [&str; 6] = ["blamed", "false", "merged", "split", "wrong", "no name"];
/// The least change that is told, in points.
const LEAST: f64 = 0.05;

/// A row of a table of rules.
struct Rule {
    table: String,
    name: String,
}

/// Measures all rules, or those named (a name, or the name of a table).
pub(crate) fn rules(root: &Path, wanted: &[String]) -> Result<()> {
    let Some(scorers) = eval::scorers(root) else {
        println!("no evaluation sets in {}: nothing to measure the rules by", eval::folder(root).display());
        return Ok(());
    };
    let command = eval::command(root)?;
    let all = table_of_rules(&command)?;
    for name in wanted {
        if all.iter().all(|rule| rule.name != *name && rule.table != *name) {
            bail!("no rule or table {name:?}; `newsglass rules` lists them");
        }
    }
    let chosen: Vec<&Rule> = all
        .iter()
        .filter(|rule| wanted.is_empty() || wanted.iter().any(|name| *name == rule.name || *name == rule.table))
        .collect();
    let folder = target(root).join("xtask/rules");
    std::fs::create_dir_all(&folder).on("make", &folder)?;
    let in_texts = fired(root, &folder, &command, &TEXTS)?;
    let in_pages = fired(root, &folder, &command, &PAGES)?;
    let judged = judged(root, &scorers, &command)?;
    let mut whole: BTreeMap<&str, Measures> = BTreeMap::new();
    let (mut idle, mut harmful) = (Vec::new(), Vec::new());
    println!("{:<28} {:>6} {:>9}  what is lost without it, in points", "rule", "fires", "right");
    for rule in chosen {
        let programs = SCORERS.iter().find(|(table, _)| *table == rule.table).map_or(&[][..], |(_, programs)| programs);
        let reduced = without(&folder, &command, &rule.name)?;
        let mut lost = Vec::new();
        for &program in programs {
            if !whole.contains_key(program) {
                whole.insert(program, score(&scorers, &folder, program, &command)?);
            }
            let before = whole.get(program).context("scored above")?;
            let after = score(&scorers, &folder, program, &reduced)?;
            lost.extend(losses(before, &after));
        }
        lost.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
        let told: Vec<String> = lost.iter().take(6).map(|(name, points)| format!("{name} {points:+.1}")).collect();
        let fired = if rule.table == "article" { &in_pages } else { &in_texts };
        let fires = fired.get(&rule.name).copied().unwrap_or(0);
        let right = judged.get(&rule.name).map_or_else(String::new, |(right, shown)| format!("{right}/{shown}"));
        let verdict = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
        println!("{:<28} {fires:>6} {right:>9}  {verdict}", rule.name);
        if lost.is_empty() {
            idle.push(rule.name.as_str());
        } else if lost.iter().map(|(_, points)| points).sum::<f64>() < 0.0 {
            harmful.push(rule.name.as_str());
        }
    }
    println!("\nno measure loses without: {}", idle.join(", "));
    println!("measures gain without, in sum: {}", harmful.join(", "));
    Ok(())
}

/// How often each rule fires in the texts of some sets.
fn fired(root: &Path, folder: &Path, command: &Path, sets: &[&str]) -> Result<BTreeMap<String, u64>> {
    let mut lines = String::new();
    for path in sets.iter().map(|name| eval::data(root).join(name)) {
        let text = std::fs::read_to_string(&path).on("read", &path)?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line)?;
            lines.push_str(&format!("{}\n", input(&row)));
        }
    }
    let texts = folder.join("texts.jsonl");
    std::fs::write(&texts, lines).on("write", &texts)?;
    let output = Command::new(command).args(["batch", "--count-rules"]).arg(&texts).output();
    let said = output.context("the command does not start")?.stderr;
    let said = String::from_utf8_lossy(&said);
    let counts = said.lines().rev().find_map(|line| serde_json::from_str(line).ok());
    counts.context("batch counts its rules on the last line of its errors")
}

/// A text, a page or the lines of a paste as the command reads it.
fn input(row: &Value) -> Value {
    let pasted = row.get("lines").and_then(Value::as_array).map(|lines| {
        let lines = lines.iter().filter_map(|line| line.get("text")?.as_str());
        Value::from(lines.collect::<Vec<_>>().join("\n"))
    });
    let text = pasted.as_ref().or_else(|| row.get("text"));
    match row.get("html") {
        Some(html) => json!({ "id": 0, "html": html, "url": row.get("url") }),
        None => json!({ "id": 0, "text": text, "published": row.get("published") }),
    }
}

/// How many of the quotes and mentions that each rule decided in the real articles are right, of how many. A result is wrong where the
/// scorer lists its place.
fn judged(root: &Path, scorers: &Path, command: &Path) -> Result<BTreeMap<String, (usize, usize)>> {
    let articles = eval::data(root).join("real/real-dev.jsonl");
    let mut listing = Command::new("python3");
    listing.arg(scorers.join("real.py")).arg("--list").env("NEWSGLASS_BIN", command).current_dir(scorers);
    let listed = listing.output().context("python3 does not start")?.stdout;
    let wrong: BTreeSet<Place> = String::from_utf8_lossy(&listed).lines().filter_map(Place::parse).collect();
    let batch = Command::new(command).args(["batch", "--offsets", "char"]).arg(&articles).output();
    let answers = batch.context("the command does not start")?.stdout;
    let mut judged: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in String::from_utf8_lossy(&answers).lines() {
        let answer: Value = serde_json::from_str(line)?;
        let id = answer.get("id").and_then(Value::as_str).unwrap_or_default();
        let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let analysis = answer.get("analysis").cloned().unwrap_or_default();
        let mentions = list(&analysis, "entities").into_iter().flat_map(|entity| list(&entity, "mentions"));
        let mentions = mentions.map(|mention| (["name", "reference", "date"].as_slice(), mention));
        let quotes = list(&analysis, "quotes").into_iter().map(|quote| (["speaker", "quote"].as_slice(), quote));
        for (kinds, result) in mentions.chain(quotes) {
            let number = |key: &str| result.get(key).and_then(Value::as_u64).unwrap_or_default();
            let found_by = result.get("found_by").and_then(Value::as_str).unwrap_or_default();
            let place = |kind: &str, start| Place { id: id.to_owned(), kind: kind.to_owned(), start };
            let mut listed = kinds.iter().flat_map(|&kind| {
                wrong.range(place(kind, number("start"))..place(kind, number("end").max(number("start") + 1)))
            });
            let (right, shown) = judged.entry(found_by.to_owned()).or_default();
            *right += usize::from(listed.next().is_none());
            *shown += 1;
        }
    }
    Ok(judged)
}

/// Where a wrong result stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    id: String,
    kind: String,
    /// In characters.
    start: u64,
}

impl Place {
    /// A line of the scorer's list: "- id kind @start 'text': what is told / right: what is right".
    fn parse(line: &str) -> Option<Self> {
        let (place, rest) = line.trim().strip_prefix("- ")?.split_once(" @")?;
        let (id, kind) = place.rsplit_once(' ')?;
        // What was not found is nobody's result.
        if rest.contains(": not found / right:") {
            return None;
        }
        let start = rest.split(' ').next()?.parse().ok()?;
        Some(Self { id: id.to_owned(), kind: kind.to_owned(), start })
    }
}

/// The rows as the command tells them.
fn table_of_rules(command: &Path) -> Result<Vec<Rule>> {
    let output = Command::new(command).arg("rules").output().context("the command does not start")?;
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line)?;
            Ok(Rule { table: text(&row, "table"), name: text(&row, "name") })
        })
        .collect()
}

/// A program that is the command without one rule: the scorers give no options of their own.
fn without(folder: &Path, command: &Path, rule: &str) -> Result<PathBuf> {
    let program = folder.join(format!("without-{rule}"));
    let script = format!("#!/bin/sh\nexec \"{}\" \"$@\" --without {rule}\n", command.display());
    std::fs::write(&program, script).on("write", &program)?;
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).on("make executable", &program)?;
    Ok(program)
}

/// The numbers of a scorer by table, row and column.
type Measures = BTreeMap<String, f64>;

fn score(scorers: &Path, folder: &Path, program: &str, command: &Path) -> Result<Measures> {
    let mut words = program.split(' ');
    let script = words.next().unwrap_or_default();
    let saved = folder.join(format!("{script}.jsonl"));
    std::fs::write(&saved, "").on("write", &saved)?;
    let mut process = Command::new("python3");
    process
        .arg(scorers.join(format!("{script}.py")))
        .args(words)
        .env("NEWSGLASS_BIN", command)
        .env("EVAL_JSON", &saved);
    let output = process.current_dir(scorers).output().context("python3 does not start")?;
    if !output.status.success() {
        bail!("{script}.py failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = std::fs::read_to_string(&saved).on("read", &saved)?;
    let mut measures = Measures::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line)?;
        let Some(cells) = row.as_object() else { continue };
        // The start of the title and cells of words tell the row; times differ from run to run.
        let title = cells.get("table").and_then(Value::as_str).unwrap_or_default();
        let title = title.split(" (").next().unwrap_or_default();
        let words = cells.iter().filter(|(column, _)| *column != "table").filter_map(|(_, cell)| cell.as_str());
        let words = words.filter(|cell| *cell != "-" && eval::number_of(cell).is_none());
        let name: Vec<&str> = std::iter::once(title).chain(words).collect();
        let name = name.join(" ");
        for (column, cell) in cells.iter().filter(|(column, _)| !column.ends_with("/s")) {
            if let Some(number) = eval::number(cell) {
                measures.insert(format!("{name} {column}"), number);
            }
        }
    }
    Ok(measures)
}

/// What is worse (a positive number of points lost) or better without the rule.
fn losses(before: &Measures, after: &Measures) -> Vec<(String, f64)> {
    let change = |(name, number): (&String, &f64)| {
        let lower = number - after.get(name).copied().unwrap_or(*number);
        let lost = if ERRORS.iter().any(|error| name.contains(error)) { -lower } else { lower };
        (lost.abs() >= LEAST).then(|| (name.clone(), lost))
    };
    before.iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_told() {
        let measures =
            |numbers: &[(&str, f64)]| numbers.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect();
        let before: Measures = measures(&[("a F", 80.0), ("b F", 70.0), ("c F", 60.0), ("quotes false", 3.0)]);
        let after: Measures = measures(&[("a F", 79.0), ("b F", 70.02), ("c F", 60.5), ("quotes false", 5.0)]);
        let lost = [("a F", 1.0), ("c F", -0.5), ("quotes false", 2.0)].map(|(name, lost)| (name.to_owned(), lost));
        assert_eq!(losses(&before, &after), lost);
    }

    #[test]
    fn a_wrong_place_is_read() {
        let place = Place::parse("   - a b1 speaker @120 'It @ was': Ann / right: Bo");
        assert_eq!(place, Some(Place { id: "a b1".to_owned(), kind: "speaker".to_owned(), start: 120 }));
        assert_eq!(Place::parse("   - b1 quote @7 'It': not found / right: Bo"), None);
        assert_eq!(Place::parse("   - b1 tone 'Ann': positive / right: neutral"), None);
    }
}
