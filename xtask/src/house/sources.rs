//! The Rust files of the workspace, parsed, each with its crate, its module and its room.
//!
//! Files are found as the compiler finds them: from the root of each crate along `mod name;`. What stands under `#[cfg(test)]` or is a
//! test is left out, files and items alike.

use std::path::Path;

use anyhow::{Context, Result};
use syn::{Attribute, Item};

use crate::steps::OnPath;

/// A crate: its name in the report and its root file.
const CRATES: [(&str, &str); 9] = [
    ("newsglass", "src/lib.rs"),
    ("analysis", "analysis/src/lib.rs"),
    ("command", "src/bin/newsglass/main.rs"),
    ("engine", "www/engine/src/lib.rs"),
    ("app", "www/app/src/lib.rs"),
    ("pdf", "www/pdf/src/lib.rs"),
    ("build", "build/main.rs"),
    ("xtask", "xtask/src/main.rs"),
    ("training", "training/src/main.rs"),
];

/// The rooms of the core in which data flows from left to right; a room imports only rooms to its left. `summary.rs` and `voices.rs` are
/// the room of sources.
pub(super) const ORDER: [&str; 11] = [
    "lexicon",
    "text",
    "article",
    "tagger",
    "reader",
    "entities",
    "quotes",
    "coreference",
    "sources",
    "sentiment",
    "export",
];

/// Whether a room reads a language: all of them but the lists below and the exports above. `rules/` does not: it holds names of rules, and
/// sentences in which they fire and rest.
pub(super) fn reads_language(room: &str) -> bool {
    ORDER.contains(&room) && room != "lexicon" && room != "export"
}

/// One parsed file.
pub(super) struct Source {
    /// From the repository's root, with `/`.
    pub(super) path: String,
    /// The name of its crate.
    pub(super) krate: &'static str,
    /// Its module path within the crate, empty for the root.
    pub(super) module: Vec<String>,
    /// What it says.
    pub(super) text: String,
    /// The same, parsed.
    pub(super) file: syn::File,
}

impl Source {
    /// The room it belongs to: the first folder or file below `src/` of the core, the crate's name elsewhere.
    pub(super) fn room(&self) -> &str {
        if self.krate != "newsglass" {
            return self.krate;
        }
        match self.module.first().map(String::as_str) {
            Some("summary" | "voices") => "sources",
            Some("article_training") => "article",
            None | Some("analyzer" | "training") => "face",
            Some("container" | "fingerprint") => "models",
            Some(room) => room,
        }
    }
}

/// Reads and parses every file of every crate, in the order of their paths.
pub(super) fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for (krate, path) in CRATES {
        if root.join(path).is_file() {
            add(root, krate, path, Vec::new(), &mut sources)?;
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn add(root: &Path, krate: &'static str, path: &str, module: Vec<String>, sources: &mut Vec<Source>) -> Result<()> {
    let at = root.join(path);
    let text = std::fs::read_to_string(&at).on("read", &at)?;
    let file = syn::parse_file(&text).with_context(|| format!("cannot parse {path}"))?;
    // `mod name;` of a root file stands beside it, of another one in the folder of its name.
    let folder = if module.is_empty() { path.rsplit_once('/').map_or("", |(folder, _)| folder) } else { stem(path) };
    for item in &file.items {
        let Item::Mod(child) = item else { continue };
        // A file that `path` names is another crate's, and is measured there.
        let borrowed = child.attrs.iter().any(|attribute| attribute.path().is_ident("path"));
        if child.content.is_some() || is_test(&child.attrs) || borrowed {
            continue;
        }
        let name = child.ident.to_string();
        let inner = module.iter().cloned().chain([name.clone()]).collect();
        let beside = format!("{folder}/{name}.rs");
        let below = format!("{folder}/{name}/mod.rs");
        let path = if root.join(&beside).is_file() { beside } else { below };
        add(root, krate, &path, inner, sources)?;
    }
    sources.push(Source { path: path.to_owned(), krate, module, text, file });
    Ok(())
}

/// The folder that holds the children of a file.
fn stem(path: &str) -> &str {
    path.strip_suffix("/mod.rs").or_else(|| path.strip_suffix(".rs")).unwrap_or(path)
}

/// Whether something is there for tests only.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        if path.is_ident("test") || path.segments.last().is_some_and(|last| last.ident == "test") {
            return true;
        }
        let list = attribute.meta.require_list();
        path.is_ident("cfg") && list.is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

/// The attributes of any item.
pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// A [`syn::visit::Visit`] method that leaves out items for tests and everything in attributes.
macro_rules! skip_tests_and_attributes {
    () => {
        fn visit_item(&mut self, item: &'ast syn::Item) {
            if !$crate::house::sources::is_test($crate::house::sources::attributes(item)) {
                syn::visit::visit_item(self, item);
            }
        }

        fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    };
}
pub(super) use skip_tests_and_attributes;
