//! The packages that a release publishes, built and used as a stranger would: the two crates here, the npm package in `tests/browser/package.test.mjs`.
//!
//! Each crate is packed, unpacked elsewhere and used by a small program that has nothing else of this repository; the tests that a packed crate
//! brings along are run there. A file that `include` of a
//! `Cargo.toml` forgets, or a path that leads out of the package, fails here and not after the release.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use serde_json::Value;
use tar::Archive;

use crate::paths::{files, target};
use crate::steps::{OnPath, cargo, run, run_keeping};

/// What is published, each with the version that `Cargo.toml` gives to all.
const CRATES: [&str; 2] = ["newsglass-analysis", "newsglass"];

/// What crates.io takes, in bytes (<https://doc.rust-lang.org/cargo/reference/publishing.html>).
const LARGEST: u64 = 10 * 1024 * 1024;

/// What must be in every crate besides its sources.
const WANTED: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// The workspace of the unpacked crates and the program. Without optimisation and names: it is built once and runs for a moment.
const WORKSPACE: &str = r#"[workspace]
members = ["user"]
resolver = "3"

[patch.crates-io]
newsglass-analysis = { path = "newsglass-analysis" }

[profile.dev]
debug = false
incremental = false
"#;

const USER: &str = r#"[package]
name = "user"
edition = "2024"

[dependencies]
newsglass = { path = "../newsglass" }
newsglass-analysis = { path = "../newsglass-analysis" }
"#;

/// What the program prints for its text: the speaker, the quote, and whether the report has it.
const ANSWER: &str = "Mayor Lena Ortiz: “The bridge will reopen on Friday,”: true";

const PROGRAM: &str = r#"use newsglass::{Analyzer, Export, Format, Options};

fn main() -> Result<(), newsglass_analysis::Error> {
    let text = "“The bridge will reopen on Friday,” Mayor Lena Ortiz said.";
    let analysis: newsglass_analysis::Analysis = Analyzer::new().analyze(text, &Options::default())?;
    let mut export = Export::default();
    export.format = Format::Markdown;
    let report = newsglass::export(&analysis, &export);
    for quote in &analysis.quotes {
        let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| speaker.text.as_str());
        println!("{speaker}: {}: {}", analysis.str(quote.span()), report.contains("The bridge will reopen"));
    }
    Ok(())
}
"#;

/// The crate whose own tests run where it is unpacked. Those of `newsglass` are left out: building it once more for its tests takes
/// minutes, and most of what they read (`tests/`) is not packed.
const TESTED: &str = "newsglass-analysis";

/// Packs the crates, unpacks them, runs the program and the tests; returns how large each is.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    one_version(root)?;
    let mut command = cargo(root);
    command.args(["package", "--quiet", "--no-verify", "--offline", "--locked", "--allow-dirty"]);
    for name in CRATES {
        command.args(["--package", name]);
    }
    run(&mut command, "see what cargo says of the package above")?;
    let folder = target(root).join("packages");
    let mut said = Vec::new();
    for name in CRATES {
        let (size, kept) = unpack(&packed(root, name)?, &folder.join(name))?;
        if size > LARGEST {
            bail!("{name} is packed {size} bytes, and crates.io takes {LARGEST}; mend `include` in its Cargo.toml");
        }
        if let Some(missing) = WANTED.iter().find(|wanted| !kept.contains(Path::new(wanted))) {
            bail!("{name} is packed without {missing}; mend `include` in its Cargo.toml");
        }
        said.push(format!("{name}: {} files, {} kB packed, at most {} kB", kept.len(), size / 1000, LARGEST / 1000));
    }
    for (path, text) in [("Cargo.toml", WORKSPACE), ("user/Cargo.toml", USER), ("user/src/main.rs", PROGRAM)] {
        write(&folder.join(path), text.as_bytes())?;
    }
    // The versions that the repository is tested with, all of which are here.
    let lock = root.join("Cargo.lock");
    write(&folder.join("Cargo.lock"), &fs::read(&lock).on("read", &lock)?)?;
    let mut command = cargo(&folder);
    command.args(["run", "--quiet", "--offline", "--package", "user"]).env("CARGO_TARGET_DIR", folder.join("target"));
    let remedy =
        "what is packed cannot be used by itself; mend `include` in its Cargo.toml, or the path that leads out of it";
    let printed = run_keeping(&mut command, remedy, |_| true)?;
    if printed != [ANSWER] {
        bail!("the packed crates answered {printed:?}, not {ANSWER:?}; mend `include` in their Cargo.toml");
    }
    let mut command = cargo(&folder);
    command.args(["test", "--quiet", "--offline", "--package", TESTED]).env("CARGO_TARGET_DIR", folder.join("target"));
    let remedy = "a test of the packed crate fails, or wants a file that is not packed";
    said.extend(run_keeping(&mut command, remedy, |line| line.starts_with("test result:"))?);
    Ok(said)
}

/// The npm package has the version of the crates.
fn one_version(root: &Path) -> Result<()> {
    let path = root.join("www/element/package.json");
    let manifest: Value = serde_json::from_str(&fs::read_to_string(&path).on("read", &path)?)?;
    let version = manifest.get("version").and_then(Value::as_str).unwrap_or_default();
    if version != env!("CARGO_PKG_VERSION") {
        bail!(
            "{} has version {version:?}; set it to {:?}, that of Cargo.toml",
            path.display(),
            env!("CARGO_PKG_VERSION")
        );
    }
    Ok(())
}

/// The packed crate.
fn packed(root: &Path, name: &str) -> Result<PathBuf> {
    let file = format!("{name}-{}.crate", env!("CARGO_PKG_VERSION"));
    let path = target(root).join("package").join(file);
    if !path.is_file() {
        bail!("{} is not there; `version` of {name} must be that of the workspace", path.display());
    }
    Ok(path)
}

/// Unpacks a crate without its outer folder; returns its packed size and its files. What has not changed is not written again, so that
/// Cargo need not build it again (in the archive all files are of one day), and what the archive does not have goes.
fn unpack(from: &Path, to: &Path) -> Result<(u64, BTreeSet<PathBuf>)> {
    let packed = fs::File::open(from).on("read", from)?;
    let size = packed.metadata().on("read", from)?.len();
    let mut kept = BTreeSet::new();
    for entry in Archive::new(GzDecoder::new(packed)).entries().on("read", from)? {
        let mut entry = entry.on("read", from)?;
        let path: PathBuf = entry.path().on("read", from)?.components().skip(1).collect();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).on("read", from)?;
        write(&to.join(&path), &bytes)?;
        kept.insert(path);
    }
    for (file, path) in files(to)?.into_iter().filter(|(_, path)| !kept.contains(path)) {
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok((size, kept))
}

/// Writes a file unless it is there with these bytes.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).on("make", folder)?;
    }
    fs::write(path, bytes).on("write", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unpacked_crate_is_that_of_the_archive_and_unchanged_files_are_left_alone() {
        let folder = std::env::temp_dir().join(format!("newsglass-crate-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let packed = folder.join("a.crate");
        let pack = |contents: &[(&str, &str)]| {
            let gzip = flate2::write::GzEncoder::new(fs::File::create(&packed).unwrap(), flate2::Compression::fast());
            let mut archive = tar::Builder::new(gzip);
            for (path, text) in contents {
                let mut header = tar::Header::new_gnu();
                header.set_size(text.len() as u64);
                archive.append_data(&mut header, path, text.as_bytes()).unwrap();
            }
            archive.into_inner().unwrap().finish().unwrap();
        };
        let to = folder.join("a");
        pack(&[("a-0.1.0/one", "1"), ("a-0.1.0/src/two", "2")]);
        let (size, kept) = unpack(&packed, &to).unwrap();
        assert_eq!(size, fs::metadata(&packed).unwrap().len());
        assert_eq!(kept, BTreeSet::from([PathBuf::from("one"), PathBuf::from("src/two")]));
        let written = fs::metadata(to.join("src/two")).unwrap().modified().unwrap();

        pack(&[("a-0.1.0/src/two", "2"), ("a-0.1.0/three", "3")]);
        unpack(&packed, &to).unwrap();
        assert!(!to.join("one").exists());
        assert_eq!(fs::read_to_string(to.join("three")).unwrap(), "3");
        assert_eq!(fs::metadata(to.join("src/two")).unwrap().modified().unwrap(), written);
        fs::remove_dir_all(&folder).unwrap();
    }
}
