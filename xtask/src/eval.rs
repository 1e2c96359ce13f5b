//! `cargo xtask eval`: the release command on the evaluation sets that are kept outside this repository.
//!
//! They are looked for in `eval/` of the folder that `NEWSGLASS_SHARED` names, else of `../shared`: one Python program a
//! table, with the sets beside it. Without them there is nothing to score, and that is said, not failed on.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths::{self, target};
use crate::steps::{OnPath, cargo, run, step};
use crate::tools::find;

/// Scores all tables (those of the scorers' own `all`, in its order), or those named; `save` also writes every row as a line of JSON, to compare two versions by.
pub(crate) fn eval(root: &Path, tables: &[String], save: Option<&Path>) -> Result<()> {
    let Some(scorers) = scorers(root) else {
        println!("no evaluation sets: looked for {} (NEWSGLASS_SHARED names another folder)", folder(root).display());
        return Ok(());
    };
    if find("python3").is_none() {
        bail!("the scorers need python3; install it (on Debian: `apt-get install python3`)");
    }
    let all = names(&scorers)?;
    let mut programs = Vec::new();
    for table in if tables.is_empty() { &all } else { tables } {
        let program = scorers.join(format!("{table}.py"));
        if table.contains(['/', '\\', '.']) || !program.is_file() {
            bail!("no table {table:?}; there are {}", all.join(", "));
        }
        programs.push((table.as_str(), program));
    }
    let command = command(root)?;
    let save = save.map(std::path::absolute).transpose()?;
    if let Some(file) = &save {
        // The scorers append; a file of an earlier run would mix two versions.
        std::fs::write(file, "").on("write", file)?;
    }
    let mut failed = Vec::new();
    for (name, program) in programs {
        let mut process = Command::new("python3");
        process.arg(program).env("NEWSGLASS_BIN", &command).current_dir(root);
        if name == "sentiment" {
            process.args(tone_sets(root)?);
        }
        if let Some(file) = &save {
            process.env("EVAL_JSON", file);
        }
        // As with the scorers' own `all`, one table that fails does not keep the others from being printed.
        if let Err(error) = step(&format!("score {name}"), || run(&mut process, "see what the scorer says above")) {
            println!("    {error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("no numbers for {}: see above", failed.join(", "));
    }
    if let Some(file) = &save {
        println!("numbers are in {}", file.display());
    }
    Ok(())
}

/// The release command, built now; returns its path.
pub(crate) fn command(root: &Path) -> Result<PathBuf> {
    step("release command", || {
        run(cargo(root).args(["build", "--release", "--bin", "newsglass"]), "mend what the compiler says above")
    })?;
    Ok(paths::command(root))
}

/// The sets of the tone table. Rows whose target has no place in the text say nothing and stop the scorer: sets with such rows are
/// given to it without them.
fn tone_sets(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = data(root).join("sentiment");
    let mut sets = Vec::new();
    for entry in std::fs::read_dir(&folder).on("read", &folder)? {
        let path = entry.on("read", &folder)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with("-dev.jsonl") {
            continue;
        }
        let text = std::fs::read_to_string(&path).on("read", &path)?;
        let (placed, lost): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| has_place(line));
        if lost.is_empty() {
            sets.push(path);
            continue;
        }
        println!(
            "    {name}: {} of {} rows left out, their target has no place",
            lost.len(),
            lost.len() + placed.len()
        );
        let copy = target(root).join("xtask/eval").join(&name);
        std::fs::create_dir_all(target(root).join("xtask/eval")).on("make the folder of", &copy)?;
        std::fs::write(&copy, placed.join("\n") + "\n").on("write", &copy)?;
        sets.push(copy);
    }
    sets.sort_by_key(|path| path.file_name().map(ToOwned::to_owned));
    Ok(sets)
}

/// Whether a row of a tone set either has no target or says where it is.
fn has_place(row: &str) -> bool {
    let row: Option<Value> = serde_json::from_str(row).ok();
    row.and_then(|row| Some(row.get("target")?.get("start")?.is_null())) != Some(true)
}

/// The folder with the labelled data.
pub(crate) fn data(root: &Path) -> PathBuf {
    std::env::var_os("NEWSGLASS_DATA").map_or_else(|| shared(root).join("data"), PathBuf::from)
}

/// The folder with the scorers, when it is there.
pub(crate) fn scorers(root: &Path) -> Option<PathBuf> {
    let folder = folder(root);
    folder.join("all").is_file().then_some(folder)
}

/// The folder where the scorers are looked for.
pub(crate) fn folder(root: &Path) -> PathBuf {
    shared(root).join("eval")
}

fn shared(root: &Path) -> PathBuf {
    std::env::var_os("NEWSGLASS_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from)
}

/// The tables that can be asked for: the programs that print one.
fn names(scorers: &Path) -> Result<Vec<String>> {
    let all = scorers.join("all");
    let list = std::fs::read_to_string(&all).on("read", &all)?;
    let measures = list.lines().find_map(|line| line.strip_prefix("for measure in ")?.strip_suffix("; do"));
    Ok(measures.unwrap_or_default().split_whitespace().map(str::to_owned).collect())
}

/// Scores all tables and fails when a number is below its floor in `floors.txt`; what it returns is for the summary.
pub(crate) fn floors(root: &Path) -> Result<Vec<String>> {
    if scorers(root).is_none() {
        return Ok(vec![format!("skipped: no evaluation sets in {}", folder(root).display())]);
    }
    let floors: Vec<Floor> = FLOORS.lines().filter_map(Floor::read).collect::<Result<_>>()?;
    let file = target(root).join("xtask/scores.jsonl");
    eval(root, &[], Some(&file))?;
    let text = std::fs::read_to_string(&file).on("read", &file)?;
    let rows = text.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let missed: Vec<String> = floors.iter().filter_map(|floor| floor.missed(&rows)).collect();
    if !missed.is_empty() {
        bail!("{}; mend it, or lower the floor in xtask/src/floors.txt and say why", missed.join("; "));
    }
    Ok(vec![format!("{} floors hold", floors.len())])
}

const FLOORS: &str = include_str!("floors.txt");

/// A number that a table must reach.
#[derive(Debug, PartialEq)]
struct Floor<'text> {
    /// Start of the table's title.
    table: &'text str,
    /// A cell of the row that tells it from the others; `*` for the table's only row.
    row: &'text str,
    column: &'text str,
    least: f64,
}

impl<'text> Floor<'text> {
    /// A line of `floors.txt`; `None` for an empty one and for a comment.
    fn read(line: &'text str) -> Option<Result<Self>> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let floor = match parts.as_slice() {
            [table, row, column, least] => least.parse().ok().map(|least| Self { table, row, column, least }),
            _ => None,
        };
        Some(floor.with_context(|| format!("xtask/src/floors.txt: not `table | row | column | least`: {line}")))
    }

    /// What is wrong, when the rows do not have that number or it is too low.
    fn missed(&self, rows: &[Value]) -> Option<String> {
        let Self { table, row, column, least } = self;
        let row_of = |value: &Value| {
            let cells = value.as_object()?;
            let right_table = cells.get("table")?.as_str()?.starts_with(table);
            let right_row = *row == "*" || cells.values().any(|cell| cell.as_str() == Some(row));
            (right_table && right_row).then(|| cells.get(*column).and_then(number))
        };
        match rows.iter().find_map(row_of) {
            None => Some(format!("no row {row:?} in a table {table:?}")),
            Some(None) => Some(format!("no number {column:?} in table {table:?}, row {row:?}")),
            Some(Some(score)) if score < *least => {
                Some(format!("{table}, {row}: {column} is {score}, its floor {least}"))
            }
            Some(Some(_)) => None,
        }
    }
}

/// The number that a cell begins with: 46 of "46/51", 97 of "97% of 93", 28 of "28.0 of 143".
pub(crate) fn number(cell: &Value) -> Option<f64> {
    cell.as_f64().or_else(|| number_of(cell.as_str()?))
}

/// The same of a cell's text.
pub(crate) fn number_of(cell: &str) -> Option<f64> {
    cell.split(['/', '%', ' ']).next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floors_can_be_read() {
        for line in FLOORS.lines() {
            if let Some(floor) = Floor::read(line) {
                floor.unwrap();
            }
        }
    }

    #[test]
    fn only_a_target_without_a_place_is_left_out() {
        assert!(has_place(r#"{"id": "1", "text": "A"}"#));
        assert!(has_place(r#"{"id": "1", "text": "A", "target": {"start": 0, "end": 1}}"#));
        assert!(!has_place(r#"{"id": "1", "text": "A", "target": {"start": null, "end": null}}"#));
    }

    #[test]
    fn a_lost_point_a_lost_row_and_a_lost_column_are_each_told() {
        let row = r#"{"table": "Seeds (peers 1 / 2)", "article": "a", "lines": "46/51", "part": "97% of 93", "F": 80.5, "G": "71.0"}"#;
        let rows = [serde_json::from_str(row).unwrap()];
        let missed = |line| Floor::read(line).unwrap().unwrap().missed(&rows);
        for fine in ["Seeds | a | F | 80.5", "Seeds | * | G | 70", "Seeds | a | lines | 46", "Seeds | a | part | 97"] {
            assert_eq!(missed(fine), None, "{fine}");
        }
        assert!(missed("Seeds | a | F | 80.6").unwrap().contains("80.5"));
        assert!(missed("Seeds | a | lines | 47").is_some());
        assert!(missed("Seeds | b | F | 1").unwrap().contains("no row"));
        assert!(missed("Seeds | a | H | 1").unwrap().contains("no number"));
        assert!(Floor::read("Seeds | a | F").unwrap().is_err());
        assert!(Floor::read("# a comment").is_none());
    }
}
