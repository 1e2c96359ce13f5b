//! `cargo xtask test`: everything that must hold, cheapest first, stopping at the first that does not.
//!
//! `--quick` is the inner loop: format, lints of the native crates and native tests; nothing that needs a browser, Node.js
//! or an optimised build. Without it nothing is left out but the accuracy floors where the evaluation sets are not there,
//! and that is said.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::paths::{self, files};
use crate::scripts::Esbuild;
use crate::steps::{cargo, run, run_keeping, seconds, within};
use crate::tools::{WASM, ensure_test_tools, ensure_wasm_target};
use crate::{build, dependencies, eval, packages, serve, size};

/// How many minutes a step may take, with ample room for a slow machine that also does other things: a step that takes longer hangs.
const LONGEST: u64 = 30;

/// How many minutes a file of tests may take in Node.js. Less than [`LONGEST`], so that the runner can say which test hung.
const LONGEST_FILE: u64 = 8;

/// What was done, how long it took and what the runner itself said at its end.
struct Done {
    name: &'static str,
    time: Duration,
    said: Vec<String>,
}

/// Runs the steps in turn and keeps their account.
#[derive(Default)]
struct Run {
    done: Vec<Done>,
}

impl Run {
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Vec<String>>) -> Result<()> {
        println!("\n==> {name}");
        let start = Instant::now();
        let said = within(Duration::from_secs(LONGEST * 60), work).with_context(|| format!("step \"{name}\""))?;
        let time = start.elapsed();
        println!("    {name}: {}", seconds(time));
        self.done.push(Done { name, time, said });
        Ok(())
    }

    fn summary(&self) {
        println!("\n==> summary");
        for done in &self.done {
            println!("    {:<22} {:>12}", done.name, seconds(done.time));
            for line in &done.said {
                println!("        {line}");
            }
        }
        println!("    {:<22} {:>12}", "all", seconds(self.done.iter().map(|done| done.time).sum()));
    }
}

/// Runs every step; `quick` only those of the inner loop.
pub(crate) fn test(root: &Path, quick: bool) -> Result<()> {
    let mut steps = Run::default();
    let result = all(root, quick, &mut steps);
    steps.summary();
    if result.is_ok() {
        println!("\nAll of it holds.");
    }
    result
}

fn all(root: &Path, quick: bool, steps: &mut Run) -> Result<()> {
    if !quick {
        steps.step("tools", || {
            ensure_test_tools(root)?;
            Esbuild::ensure(root)?;
            ensure_wasm_target(root).map(|()| Vec::new())
        })?;
    }
    steps.step("format", || quietly(cargo(root).args(["fmt", "--all", "--check"]), "run `cargo fmt --all`"))?;
    steps.step("dependencies", || dependencies::check(root))?;
    steps.step("lints", || {
        let mut command = cargo(root);
        quietly(command.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]), LINTS)
    })?;
    if !quick {
        steps.step("lints of the page", || {
            let mut command = cargo(root);
            command.args(["clippy", "--target", WASM, "--package", "newsglass-wasm"]);
            command.args(["--package", "newsglass-app", "--package", "newsglass-pdf"]);
            quietly(command.args(["--", "-D", "warnings"]), LINTS)
        })?;
        steps.step("docs", || {
            let mut command = cargo(root);
            command
                .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
                .env("RUSTDOCFLAGS", "-D warnings");
            quietly(&mut command, LINTS)
        })?;
    }
    steps.step("native tests", || {
        let mut command = cargo(root);
        command.args(["test", "--workspace"]);
        run_keeping(&mut command, "see the failure above", |line| line.starts_with("test result:"))
    })?;
    if quick {
        return Ok(());
    }

    steps.step("packed crates", || packages::check(root))?;
    steps.step("command", || eval::command(root).map(|_| Vec::new()))?;
    let command = paths::command(root);
    steps.step("page", || build::build(root, &build::Options { dev: false }).map(|()| Vec::new()))?;
    let dist = root.join("dist");
    let browser = root.join("tests/browser");
    steps.step("npm packages", || {
        for folder in [&browser, &root.join("tests/bundlers")] {
            let remedy =
                format!("npm fetches what {}/package-lock.json names; it needs its registry once", folder.display());
            quietly(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder), &remedy)?;
        }
        Ok(Vec::new())
    })?;
    steps.step("types of the scripts", || types(root, &browser))?;
    steps.step("tests in Node.js", || node(root, "tests/node", &command, &dist, None))?;
    let url = serve::start(&dist)?;
    steps.step("tests in Chromium", || node(root, "tests/browser", &command, &dist, Some(&url)))?;
    steps.step("size", || size::size(&dist).map(|()| Vec::new()))?;
    steps.step("accuracy", || eval::floors(root))
}

const LINTS: &str = "mend what is said above";

fn quietly(command: &mut Command, remedy: &str) -> Result<Vec<String>> {
    run(command, remedy).map(|()| Vec::new())
}

/// Checks the JSDoc types of every folder that has a `tsconfig.json`.
fn types(root: &Path, browser: &Path) -> Result<Vec<String>> {
    let tsc = browser.join("node_modules/typescript/bin/tsc");
    for folder in ["www/element", "www/static", "www/static/sw", "tests/browser", "tests/node"] {
        if root.join(folder).join("tsconfig.json").is_file() {
            println!("    {folder}");
            quietly(Command::new("node").arg(&tsc).args(["-p", folder]).current_dir(root), LINTS)?;
        }
    }
    Ok(Vec::new())
}

/// Runs the `*.test.mjs` files of a folder with Node's own runner; returns its summary.
fn node(root: &Path, folder: &str, command: &Path, dist: &Path, url: Option<&str>) -> Result<Vec<String>> {
    let mut tests: Vec<PathBuf> = files(&root.join(folder))?
        .into_iter()
        .map(|(_, path)| path)
        .filter(|path| path.components().count() == 1 && path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    if tests.is_empty() {
        bail!("there are no tests in {folder}");
    }
    // Two files at a time, but what measures long tasks by itself: it must not measure its neighbours.
    let (alone, together): (Vec<PathBuf>, Vec<PathBuf>) =
        tests.into_iter().partition(|file| file.to_string_lossy() == "long.test.mjs");
    let mut said = Vec::new();
    for (tests, at_once) in [(together, "--test-concurrency=2"), (alone, "--test-concurrency=1")] {
        if tests.is_empty() {
            continue;
        }
        let mut process = Command::new("node");
        process.args(["--test", at_once]).arg(format!("--test-timeout={}", LONGEST_FILE * 60 * 1000));
        for reporter in ["spec", "./tests/node/hung.mjs"] {
            process.arg(format!("--test-reporter={reporter}")).arg("--test-reporter-destination=stdout");
        }
        process.args(tests.iter().map(|file| Path::new(folder).join(file))).current_dir(root);
        process.env("NEWSGLASS_BIN", command).env("NEWSGLASS_DIST", dist);
        if let Some(url) = url {
            process.env("NEWSGLASS_URL", url);
        }
        said.extend(run_keeping(&mut process, "see the failure above", |line| line.starts_with("ℹ "))?);
    }
    Ok(said)
}
