//! `THIRD-PARTY.txt`: which packages of other people are linked into the modules, and the licences that want to be where the code is.
//!
//! The texts come from the packages themselves, as Cargo has unpacked them, and stand once for all packages that have the same words. They
//! are a product of the build, made anew each time, and no part of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::dependencies::allowed;
use crate::metadata::{Metadata, Package};
use crate::steps::OnPath;
use crate::tools::WASM;

/// The file's name, in `dist/` for the page and in `dist/newsglass/` for the package.
pub(crate) const FILE: &str = "THIRD-PARTY.txt";

/// How names of files begin that are said by the law, in capitals.
const SAID_BY_THE_LAW: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// The licence of a package that has no text of it; ours is the whole of it, word for word.
const WITHOUT_TEXT: &str = "Apache-2.0";
const ITS_TEXT: &str = "LICENSE-APACHE";

const HEAD: &str = "\
What is linked into the WebAssembly modules besides Newsglass itself, which is under MIT or Apache-2.0: the packages below, each in its
version, with the licence that it is offered under and, by number, the texts that come with it. Where there are several licences with \"OR\"
between them, one is enough. The standard library of Rust is linked, too: by the Rust Project contributors, under MIT OR Apache-2.0.
";

/// What is to be said of the modules.
pub(crate) struct Notices {
    /// Of the engine, which is the package.
    pub(crate) package: String,
    /// Of all modules of the page.
    pub(crate) page: String,
}

impl Notices {
    /// Reads the licences of all that is linked into the engine and into the other modules of the page, which are packages of this
    /// repository.
    pub(crate) fn gather(root: &Path, engine: &str, others: &[&str]) -> Result<Self> {
        let metadata = Metadata::ask(root, Some(WASM))?;
        let of = |names: &[&str]| written(root, &metadata.linked(names));
        Ok(Self { package: of(&[engine])?, page: of(&[&[engine], others].concat())? })
    }
}

/// A text, and which files of which packages have it.
struct Text {
    number: usize,
    text: String,
    of: Vec<String>,
}

/// The texts in the order in which they are met, each by its words: what differs in white space alone is the same.
#[derive(Default)]
struct Texts(BTreeMap<String, Text>);

impl Texts {
    /// Takes in a file; returns its number.
    fn take(&mut self, file: &Path, of: String) -> Result<usize> {
        let bytes = std::fs::read(file).on("read", file)?;
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let words: Vec<&str> = text.split_whitespace().collect();
        let next = self.0.len() + 1;
        let entry = self.0.entry(words.join(" "));
        let entry = entry.or_insert_with(|| Text {
            number: next,
            text: lines.join("\n").trim_matches('\n').to_owned(),
            of: Vec::new(),
        });
        entry.of.push(of);
        Ok(entry.number)
    }
}

/// The file for these packages.
fn written(root: &Path, packages: &[&Package]) -> Result<String> {
    let mut texts = Texts::default();
    // Of the standard library, and of packages that bring none.
    texts.take(&root.join(ITS_TEXT), "the standard library of Rust".to_owned())?;
    let mut list = String::new();
    for package in packages {
        let Package { name, version, license, authors, .. } = package;
        let license = license.as_deref().unwrap_or_default();
        let files = files_of(package.folder())?;
        let mut numbers = BTreeSet::new();
        for (file, path) in &files {
            numbers.insert(texts.take(file, format!("{path} of {name} {version}"))?);
        }
        let mut by = String::new();
        if files.is_empty() {
            if allowed(&BTreeSet::from([WITHOUT_TEXT.to_owned()]), license)?.is_none() {
                bail!(
                    "{name} {version} is under {license} and brings no text of it; give it one in xtask/src/notices.rs"
                );
            }
            numbers.insert(texts.take(&root.join(ITS_TEXT), format!("{name} {version}, which brings none"))?);
            // Their addresses are nobody's business here.
            let authors: Vec<&str> = authors.iter().filter_map(|author| author.split(" <").next()).collect();
            by = format!(", by {}", authors.join(", "));
        }
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        list.push_str(&format!("{name} {version}: {license}{by} [{}]\n", numbers.join(", ")));
    }
    let mut texts: Vec<Text> = texts.0.into_values().collect();
    texts.sort_by_key(|text| text.number);
    let mut file = format!("{HEAD}\n{list}");
    for Text { number, text, of } in texts {
        file.push_str(&format!("\n{}\n[{number}] {}\n\n{text}\n", "=".repeat(80), of.join("\n    ")));
    }
    Ok(file)
}

/// What a package's folder has of licences and notices, with their names and in the order of these.
fn files_of(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).on("read", folder)? {
        let file = entry.on("read", folder)?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let capitals = name.to_uppercase();
        if file.is_file() && SAID_BY_THE_LAW.iter().any(|beginning| capitals.starts_with(beginning)) {
            found.push((file, name));
        }
    }
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_here_is_named_with_its_licence_and_nothing_of_this_machine() {
        let root = crate::paths::root().unwrap();
        let Notices { package, page } =
            Notices::gather(&root, "newsglass-wasm", &["newsglass-app", "newsglass-pdf"]).unwrap();
        let names = |file: &str, name: &str| file.lines().any(|line| line.starts_with(&format!("{name} ")));
        for name in ["regex-automata", "serde_json", "wasm-bindgen"] {
            assert!(names(&package, name) && names(&page, name), "{name}");
        }
        for name in ["yew", "hayro-font"] {
            assert!(names(&page, name) && !names(&package, name), "{name}");
        }
        // Neither macros, nor what builds and tests, nor ourselves.
        for name in ["syn", "serde_derive", "proptest", "walrus", "newsglass", "newsglass-analysis"] {
            assert!(!names(&page, name), "{name}");
        }
        for file in [&package, &page] {
            assert!(file.contains("Copyright (c) 2015 Andrew Gallant") && file.contains("Version 2.0, January 2004"));
            let home = std::env::home_dir().unwrap();
            for foreign in
                [home.join(".cargo").display().to_string(), root.display().to_string(), "registry".to_owned()]
            {
                assert!(!file.contains(&foreign), "{foreign}");
            }
        }
    }
}
