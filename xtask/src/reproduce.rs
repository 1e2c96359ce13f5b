//! `cargo xtask reproduce`: whether the same sources give the same bytes, wherever they lie and whatever was built before.
//!
//! A copy of what the repository holds is built in a folder of another name and length, with a target folder of its own, so nothing is
//! taken over from earlier builds; then every file of the two `dist/` is compared. What is the same on both sides is the machine: its
//! toolchain, and `wasm-opt` or its absence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::paths::files;
use crate::steps::{OnPath, step};

/// Builds `dist/` here and in a copy elsewhere, and fails when they differ.
pub(crate) fn reproduce(root: &Path) -> Result<()> {
    if std::env::var_os("CARGO_TARGET_DIR").is_some() {
        bail!("both builds would share CARGO_TARGET_DIR; unset it and run this again");
    }
    let options = build::Options { dev: false };
    build::build(root, &options)?;
    let place = std::env::temp_dir().join(format!("newsglass reproduced {}", std::process::id()));
    let copy = place.join("at another place");
    let outcome = step("copy of the sources", || copy_sources(root, &copy)).and_then(|()| {
        build::build(&copy, &options)?;
        compare(&root.join("dist"), &copy.join("dist"))
    });
    // The copy goes in any case: its target folder is large.
    std::fs::remove_dir_all(&place).on("remove", &place)?;
    outcome
}

/// Copies the files that the repository holds, as they are now.
fn copy_sources(root: &Path, copy: &Path) -> Result<()> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output();
    let output = output.context("git says which files are sources; it could not be started")?;
    if !output.status.success() {
        bail!("git does not say which files are sources: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    for path in String::from_utf8(output.stdout)?.split_terminator('\0') {
        let (from, to) = (root.join(path), copy.join(path));
        if !from.is_file() {
            continue;
        }
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).on("make", folder)?;
        }
        std::fs::copy(&from, &to).on("copy", &from)?;
    }
    Ok(())
}

/// Fails with the names of the files that are not the same on both sides.
fn compare(here: &Path, there: &Path) -> Result<()> {
    let read = |folder: &Path| -> Result<BTreeMap<PathBuf, Vec<u8>>> {
        files(folder)?.into_iter().map(|(from, path)| Ok((path, std::fs::read(&from).on("read", &from)?))).collect()
    };
    let (here, there) = (read(here)?, read(there)?);
    let mut differ: Vec<String> = Vec::new();
    for path in here.keys().chain(there.keys().filter(|path| !here.contains_key(*path))) {
        let name = path.display();
        match (here.get(path), there.get(path)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => {
                let at =
                    one.iter().zip(other).position(|(one, other)| one != other).unwrap_or(one.len().min(other.len()));
                differ.push(format!("{name} (from byte {at}; {} and {} bytes)", one.len(), other.len()));
            }
            (Some(_), None) => differ.push(format!("{name} (only here)")),
            _ => differ.push(format!("{name} (only there)")),
        }
    }
    if !differ.is_empty() {
        bail!("two builds of the same sources differ in {}", differ.join(", "));
    }
    println!("{} files, the same bytes from both builds", here.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let root = std::env::temp_dir().join(format!("newsglass-compare-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for side in ["one", "other"] {
            write(&format!("{side}/a/same.js"), "same");
            write(&format!("{side}/b.wasm"), "abc");
        }
        let (one, other) = (root.join("one"), root.join("other"));
        compare(&one, &other).unwrap();
        write("other/b.wasm", "abd");
        write("one/c.js", "");
        write("other/d.js", "");
        let error = compare(&one, &other).unwrap_err().to_string();
        assert!(error.contains("b.wasm (from byte 2; 3 and 3 bytes), c.js (only here), d.js (only there)"), "{error}");
        std::fs::remove_dir_all(&root).unwrap();
    }
}
