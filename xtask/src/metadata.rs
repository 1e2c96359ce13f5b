//! What `cargo metadata` says of the packages of `Cargo.lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::steps::{answer, cargo};

/// Packages, and who needs whom.
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    resolve: Resolve,
}

/// What is said of a package.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// `None` for the packages of this repository.
    pub(crate) source: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) manifest_path: PathBuf,
    pub(crate) targets: Vec<Target>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Target {
    kind: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Debug, Deserialize)]
struct DependencyKind {
    /// `None` for what is linked; else "build" or "dev".
    kind: Option<String>,
}

impl Package {
    /// Where its sources are.
    pub(crate) fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(Path::new("."))
    }

    /// Whether it runs in the compiler, and no code of its own is linked.
    fn is_macro(&self) -> bool {
        self.targets.iter().any(|target| target.kind.contains("proc-macro"))
    }
}

impl Metadata {
    /// Asks Cargo, for one platform or for all that a dependency names.
    pub(crate) fn ask(root: &Path, platform: Option<&str>) -> Result<Self> {
        let mut command = cargo(root);
        command.args(["metadata", "--format-version", "1", "--locked"]);
        command.args(platform.map(|platform| format!("--filter-platform={platform}")));
        let said = answer(&mut command).context("cargo metadata fails; run `cargo metadata --locked` to see why")?;
        Ok(serde_json::from_str(&said)?)
    }

    /// The packages of other people that are linked into the named packages of this repository, by name and version.
    pub(crate) fn linked(&self, names: &[&str]) -> Vec<&Package> {
        let packages: BTreeMap<&str, &Package> =
            self.packages.iter().map(|package| (package.id.as_str(), package)).collect();
        let nodes: BTreeMap<&str, &Node> = self.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let ours = self.packages.iter().filter(|package| package.source.is_none());
        let mut waiting: Vec<&Package> = ours.filter(|package| names.contains(&package.name.as_str())).collect();
        let mut found = BTreeMap::new();
        while let Some(package) = waiting.pop() {
            if package.is_macro() || found.insert(package.id.as_str(), package).is_some() {
                continue;
            }
            let needed = nodes.get(package.id.as_str()).into_iter().flat_map(|node| &node.deps);
            let linked = needed.filter(|needed| needed.dep_kinds.iter().any(|kind| kind.kind.is_none()));
            waiting.extend(linked.filter_map(|linked| packages.get(linked.pkg.as_str())));
        }
        let mut found: Vec<&Package> = found.into_values().filter(|package| package.source.is_some()).collect();
        found.sort_by_key(|package| (&package.name, &package.version));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_neither_a_macro_nor_for_building_or_testing_nor_ours() {
        let package = |name: &str, source: &str, kind: &str| {
            format!(
                r#"{{ "id": "{name}", "name": "{name}", "version": "1.0.0", "source": {source}, "authors": [],
                      "manifest_path": "/of/{name}/Cargo.toml", "targets": [{{ "kind": ["{kind}"] }}] }}"#
            )
        };
        let needs = |name: &str, needed: &[(&str, &str)]| {
            let needed = needed
                .iter()
                .map(|(name, kind)| format!(r#"{{ "pkg": "{name}", "dep_kinds": [{{ "kind": {kind} }}] }}"#));
            format!(r#"{{ "id": "{name}", "deps": [{}] }}"#, needed.collect::<Vec<_>>().join(","))
        };
        let theirs = r#""registry+elsewhere""#;
        let packages = [
            package("page", "null", "cdylib"),
            package("core", "null", "lib"),
            package("tool", theirs, "lib"),
            package("c", theirs, "lib"),
            package("b", theirs, "lib"),
            package("derive", theirs, "proc-macro"),
            package("under-derive", theirs, "lib"),
            package("not-needed", theirs, "lib"),
        ];
        let nodes = [
            needs("page", &[("core", "null"), ("tool", r#""build""#), ("derive", "null")]),
            needs("core", &[("b", "null"), ("not-needed", r#""dev""#)]),
            needs("b", &[("c", "null")]),
            needs("c", &[("b", r#""dev""#)]),
            needs("derive", &[("under-derive", "null")]),
        ];
        let json =
            format!(r#"{{ "packages": [{}], "resolve": {{ "nodes": [{}] }} }}"#, packages.join(","), nodes.join(","));
        let metadata: Metadata = serde_json::from_str(&json).unwrap();
        let names = |of: &[&str]| metadata.linked(of).iter().map(|package| package.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&["page"]), ["b", "c"]);
        assert_eq!(names(&["tool"]), [""; 0]);
        assert_eq!(metadata.linked(&["core"]).first().unwrap().folder(), Path::new("/of/b"));
    }
}
