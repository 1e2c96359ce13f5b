//! `cargo xtask rules`: what each hand-made rule of the core pays, by leaving it out.
//!
//! A rule is a row of a table of `src/rules/`. For each the command prints how often it fires on the set of real articles and what every
//! measure loses without it, in points of the scorers' own tables. What no measure misses does not pay.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::eval;
use crate::paths::target;
use crate::steps::OnPath;

/// The scorers whose tables a table of rules can move.
const SCORERS: [(&str, &[&str]); 6] = [
    ("quotes", &["real", "quotes", "sourcing"]),
    ("article", &["article"]),
    ("names", &["real", "names", "entities"]),
    ("values", &["real", "cases"]),
    ("coreference", &["real", "entities", "gap", "quotes"]),
    ("tone", &["real", "sentiment"]),
];
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
        println!("no evaluation sets: nothing to measure the rules by");
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
    let mut whole: BTreeMap<&str, Measures> = BTreeMap::new();
    println!("{:<32} {:>8}  what is lost without it, in points", "rule", "fires");
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
        let fires = fires(root, &command, &rule.name)?;
        let verdict = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
        println!("{:<32} {fires:>8}  {verdict}", rule.name);
    }
    Ok(())
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
    let saved = folder.join(format!("{program}.jsonl"));
    std::fs::write(&saved, "").on("write", &saved)?;
    let mut process = Command::new("python3");
    process.arg(scorers.join(format!("{program}.py"))).env("NEWSGLASS_BIN", command).env("EVAL_JSON", &saved);
    let output = process.current_dir(scorers).output().context("python3 does not start")?;
    if !output.status.success() {
        bail!("{program}.py failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = std::fs::read_to_string(&saved).on("read", &saved)?;
    let mut measures = Measures::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line)?;
        let Some(cells) = row.as_object() else { continue };
        // Cells of words tell the row; times differ from run to run.
        let name: Vec<&str> =
            cells.values().filter_map(Value::as_str).filter(|cell| eval::number_of(cell).is_none()).collect();
        let name = name.join(" ");
        for (column, cell) in cells.iter().filter(|(column, _)| !column.ends_with("/s")) {
            if let Some(number) = eval::number(cell) {
                measures.insert(format!("{name} {column}"), number);
            }
        }
    }
    Ok(measures)
}

/// What is lower (a positive number of points lost) or higher without the rule.
fn losses(before: &Measures, after: &Measures) -> Vec<(String, f64)> {
    let change = |(name, number): (&String, &f64)| {
        let lost = number - after.get(name).copied().unwrap_or(*number);
        (lost.abs() >= LEAST).then(|| (name.clone(), lost))
    };
    before.iter().filter_map(change).collect()
}

/// How often a rule fires in the real articles.
fn fires(root: &Path, command: &Path, rule: &str) -> Result<u64> {
    let articles = eval::data(root).join("real/real-dev.jsonl");
    if !articles.is_file() {
        return Ok(0);
    }
    let output = Command::new(command).args(["batch", "--count-rules"]).arg(&articles).output();
    let output = output.context("the command does not start")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counts: Option<Value> = said.lines().rev().find_map(|line| serde_json::from_str(line).ok());
    Ok(counts.and_then(|counts| counts.get(rule).and_then(Value::as_u64)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_told() {
        let measures =
            |numbers: &[(&str, f64)]| numbers.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect();
        let before: Measures = measures(&[("a F", 80.0), ("b F", 70.0), ("c F", 60.0)]);
        let after: Measures = measures(&[("a F", 79.0), ("b F", 70.02), ("c F", 60.5)]);
        assert_eq!(losses(&before, &after), [("a F".to_owned(), 1.0), ("c F".to_owned(), -0.5)]);
    }
}
