//! `cargo xtask`: builds, serves, tests and measures Newsglass on a machine that has only rustup.
//!
//! One module per verb; [`steps`] prints what is being done and how long it took, [`tools`] finds the programs that
//! Cargo does not bring. Whatever fails is told in one line that ends with the remedy.

mod build;
mod dependencies;
mod embedders;
mod eval;
mod house;
mod metadata;
mod notices;
mod offline;
mod outlines;
mod packages;
mod paths;
mod policy;
mod processes;
mod reproduce;
mod rules;
mod scripts;
mod serve;
mod single;
mod size;
mod steps;
mod test;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
Usage: cargo xtask <command>

  build [--dev]        build the page, the engine and the npm package into dist/
                       --dev skips wasm-opt, for a quicker loop while working on the page
  serve [--port N] [--no-open] [--no-build] [--dev]
                       build, then serve dist/ on 127.0.0.1 (port 8787 or the next free one; 0 lets the system choose)
  test [--quick]       everything that must hold: format, lints, docs, tests, types, browsers, size, accuracy
                       --quick: format, lints and native tests only, the inner loop
  eval [TABLE...] [--save FILE]
                       score the release command on the shared evaluation sets (all tables, or those named)
  train MODEL [ARGUMENT...]
                       make a file of models/ from labelled data (article, finer, links, names, quotes, tone; the cards have the arguments)
  train stamp MODEL...
                       accept the features that the code has today for a model's weights (models/README.md says when)
  rules [NAME...]      what each hand-made rule pays: how often it fires, and what the measures lose without it (minutes)
  house [--save]       how the code is built, against the limits of xtask/src/house.txt; --save lowers them to what is measured
  outlines --atlas FILE --borders FILE
                       make www/static/outlines.txt, what the map draws, of the files that xtask/src/outlines.rs names
  reproduce            build a copy of the sources elsewhere, from nothing, and compare every byte with dist/ (minutes)
  size                 what a visitor downloads, raw and after brotli, against the budget
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(usage) = error.downcast_ref::<Usage>() {
                eprintln!("error: {}\n\n{USAGE}", usage.0);
                return ExitCode::from(2);
            }
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{USAGE}");
        return Ok(());
    };
    let root = paths::root()?;
    match command.as_str() {
        "build" => build::build(&root, &build::Options { dev: Flags::read(rest, &["--dev"], &[])?.has("--dev") }),
        "serve" => {
            let flags = Flags::read(rest, &["--no-open", "--no-build", "--dev"], &["--port"])?;
            let port = flags.value("--port").map(|port| port.parse::<u16>()).transpose();
            let port = port.map_err(|_| usage("--port wants a number from 0 to 65535"))?;
            if !flags.has("--no-build") {
                build::build(&root, &build::Options { dev: flags.has("--dev") })?;
            }
            serve::serve(&root.join("dist"), port, !flags.has("--no-open"))
        }
        "test" => test::test(&root, Flags::read(rest, &["--quick"], &[])?.has("--quick")),
        "eval" => {
            let flags = Flags::read_with_words(rest, &[], &["--save"])?;
            eval::eval(&root, &flags.words, flags.value("--save").map(Path::new))
        }
        "train" => {
            let mut train = steps::cargo(&root);
            // Paths among the arguments are the caller's, not the repository's.
            train.current_dir(std::env::current_dir()?).args(["run", "--release", "--manifest-path"]);
            train.arg(root.join("Cargo.toml")).args(["--package", "newsglass-training", "--"]).args(rest);
            steps::run(&mut train, "see what the training program says above")
        }
        "rules" => rules::rules(&root, &Flags::read_with_words(rest, &[], &[])?.words),
        "house" => house::house(&root, Flags::read(rest, &["--save"], &[])?.has("--save")),
        "outlines" => {
            let flags = Flags::read(rest, &[], &["--atlas", "--borders"])?;
            let file = |name| flags.value(name).map(Path::new).ok_or_else(|| usage(&format!("{name} wants a file")));
            outlines::outlines(&root, file("--atlas")?, file("--borders")?)
        }
        "reproduce" => {
            Flags::read(rest, &[], &[])?;
            reproduce::reproduce(&root)
        }
        "size" => {
            Flags::read(rest, &[], &[])?;
            size::size(&root.join("dist"))
        }
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(usage(&format!("no command {other:?}"))),
    }
}

/// A mistake in how xtask was called: exit code 2, with the usage.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

fn usage(message: &str) -> anyhow::Error {
    anyhow::Error::new(Usage(message.to_owned()))
}

/// The arguments after the command: switches, values and, where a command takes them, plain words.
#[derive(Debug, Default)]
struct Flags {
    switches: Vec<String>,
    values: Vec<(String, String)>,
    words: Vec<String>,
}

impl Flags {
    fn read(arguments: &[String], switches: &[&str], values: &[&str]) -> Result<Self> {
        let flags = Self::read_with_words(arguments, switches, values)?;
        match flags.words.first() {
            Some(word) => Err(usage(&format!("unexpected {word:?}"))),
            None => Ok(flags),
        }
    }

    fn read_with_words(arguments: &[String], switches: &[&str], values: &[&str]) -> Result<Self> {
        let mut flags = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let (name, inline) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (argument.as_str(), None),
            };
            if switches.contains(&name) && inline.is_none() {
                flags.switches.push(name.to_owned());
            } else if values.contains(&name) {
                let value = inline.or_else(|| arguments.next().cloned());
                flags.values.push((name.to_owned(), value.ok_or_else(|| usage(&format!("{name} wants a value")))?));
            } else if name.starts_with('-') {
                return Err(usage(&format!("unknown option {argument:?}")));
            } else {
                flags.words.push(argument.clone());
            }
        }
        Ok(flags)
    }

    fn has(&self, name: &str) -> bool {
        self.switches.iter().any(|switch| switch == name)
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// What each file of this crate imports of the others.
    fn imports() -> BTreeMap<String, BTreeSet<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let sources = paths::files(&folder)
            .unwrap()
            .into_iter()
            .filter(|(_, path)| path.extension().is_some_and(|is| is == "rs"));
        let mut imports: BTreeMap<String, BTreeSet<String>> = sources
            .map(|(file, path)| {
                let source = std::fs::read_to_string(file).unwrap();
                let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                let mut names = BTreeSet::new();
                for (_, rest) in code.match_indices("crate::").map(|(at, mark)| code.split_at(at + mark.len())) {
                    // `crate::a::b`, or `crate::{a, b::{c, d}}`.
                    let list = rest.strip_prefix('{').map_or(rest, |list| list.split_once("};").unwrap().0);
                    let end = if list == rest {
                        rest.find(|is: char| !is.is_alphanumeric() && is != '_').unwrap()
                    } else {
                        list.len()
                    };
                    names.extend(
                        list.split_at(end).0.split(|is: char| !is.is_alphanumeric() && is != '_').map(str::to_owned),
                    );
                }
                (path.file_stem().unwrap().to_string_lossy().into_owned(), names)
            })
            .collect();
        let files: BTreeSet<String> = imports.keys().cloned().collect();
        imports.values_mut().for_each(|names| names.retain(|name| files.contains(name)));
        imports
    }

    #[test]
    fn no_files_import_each_other_in_a_circle() {
        let mut left = imports();
        assert!(left["build"].contains("paths") && left["test"].contains("build"), "{left:?}");
        // What imports nothing that is left is in no circle.
        while let Some(free) = left.iter().find(|(_, names)| names.is_empty()).map(|(name, _)| name.clone()) {
            left.remove(&free);
            left.values_mut().for_each(|names| {
                names.remove(&free);
            });
        }
        assert!(left.is_empty(), "a circle, or what leads to one: {left:?}");
    }

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn values_may_follow_or_be_joined_and_the_last_one_counts() {
        let flags = Flags::read(&words("--port 1 --no-open --port=2"), &["--no-open"], &["--port"]).unwrap();
        assert!(flags.has("--no-open"));
        assert_eq!(flags.value("--port"), Some("2"));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in ["--prot 1", "--port", "extra", "--no-open=yes"] {
            let error = Flags::read(&words(line), &["--no-open"], &["--port"]).unwrap_err();
            assert!(error.downcast_ref::<Usage>().is_some(), "{line}");
        }
    }
}
