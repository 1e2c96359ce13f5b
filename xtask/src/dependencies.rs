//! What the project depends on, against `deny.toml`: licences, packages in several versions, and where packages come from.
//!
//! `deny.toml` is a file of cargo-deny, whose build takes 290 s of processor time (`cargo install cargo-deny --locked`, 0.20.2); the three tables
//! that are used here are read by this module instead and held against what `cargo metadata` says of every package of `Cargo.lock`. What it does not know in that file is an
//! error, so nothing stands there that is not held. And nothing that npm brings is shipped: there it is tools alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use serde_json::Value;
use spdx::{Expression, LicenseReq, Licensee, ParseMode};

use crate::metadata::{Metadata, Package};
use crate::steps::OnPath;

/// What `deny.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Policy {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Licenses {
    /// SPDX identifiers; of alternatives one is enough.
    allow: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    multiple_versions: Deny,
    skip: Vec<Skip>,
}

/// The one level that is known here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deny {
    Deny,
}

/// A version that may stand beside another one of its package.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Skip {
    /// `NAME@VERSION`, the version as far as it counts: `syn@1`, `getrandom@0.2`.
    #[serde(rename = "crate")]
    package: String,
    reason: String,
}

impl Skip {
    fn is_of(&self, package: &Package) -> bool {
        let version = self.package.strip_prefix(&package.name).and_then(|rest| rest.strip_prefix('@'));
        version.and_then(|version| package.version.strip_prefix(version)).is_some_and(|rest| {
            // The whole version, or its first numbers.
            rest.is_empty() || rest.starts_with('.')
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    unknown_registry: Deny,
    unknown_git: Deny,
    allow_registry: BTreeSet<String>,
}

/// Checks the packages of the lock files; returns how many there are.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    let path = root.join("deny.toml");
    let policy: Policy =
        basic_toml::from_str(&std::fs::read_to_string(&path).on("read", &path)?).context("deny.toml")?;
    let Metadata { packages, .. } = Metadata::ask(root, None)?;
    let wrong = problems(&policy, &packages)?;
    if !wrong.is_empty() {
        bail!("{}; change the dependency, or deny.toml with the reason", wrong.join("; "));
    }
    nothing_of_npm_ships(root)?;
    Ok(vec![format!("{} packages within deny.toml", packages.len())])
}

/// What of the packages, or of the policy itself, does not hold.
fn problems(policy: &Policy, packages: &[Package]) -> Result<Vec<String>> {
    let Bans { multiple_versions: Deny::Deny, skip } = &policy.bans;
    let Sources { unknown_registry: Deny::Deny, unknown_git: Deny::Deny, allow_registry } = &policy.sources;
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for package in packages {
        let Package { name, version, license, source, .. } = package;
        match license {
            None => wrong.push(format!("{name} {version} names no licence")),
            Some(license) => match allowed(&policy.licenses.allow, license)? {
                Some(by) => used.extend(by),
                None => wrong.push(format!("{name} {version} is under {license}")),
            },
        }
        let registry = source.as_deref().map(|source| source.strip_prefix("registry+"));
        if registry.is_some_and(|registry| !registry.is_some_and(|it| allow_registry.contains(it))) {
            wrong.push(format!("{name} {version} comes from {}", source.as_deref().unwrap_or_default()));
        }
    }
    let unused = policy.licenses.allow.iter().filter(|license| !used.contains(*license));
    wrong.extend(unused.map(|license| format!("no package needs the licence {license}")));

    let mut versions: BTreeMap<&str, Vec<&Package>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(package);
    }
    versions.retain(|_, versions| versions.len() > 1);
    for (name, versions) in &versions {
        let counted = versions.iter().filter(|package| !skip.iter().any(|skip| skip.is_of(package)));
        let counted: Vec<&str> = counted.map(|package| package.version.as_str()).collect();
        if counted.len() > 1 {
            wrong.push(format!("{name} is there in the versions {}", counted.join(", ")));
        }
    }
    for skip in skip {
        if !versions.values().flatten().any(|package| skip.is_of(package)) {
            wrong.push(format!("{} need not be skipped", skip.package));
        }
        if skip.reason.is_empty() {
            wrong.push(format!("{} is skipped without a reason", skip.package));
        }
    }
    Ok(wrong)
}

/// The licences of the list by which an expression is satisfied; `None` when it is not.
pub(crate) fn allowed(list: &BTreeSet<String>, license: &str) -> Result<Option<BTreeSet<String>>> {
    // Older packages write "/" for "OR".
    let expression = Expression::parse_mode(license, ParseMode::LAX).map_err(|error| anyhow!("{error}"))?;
    let accepted = list
        .iter()
        .map(|license| Licensee::parse(license).map_err(|error| anyhow!("deny.toml: {error}")))
        .collect::<Result<Vec<_>>>()?;
    let is_accepted = |required: &LicenseReq| accepted.iter().any(|licensee| licensee.satisfies(required));
    let named = || expression.requirements().map(|part| part.req.to_string()).filter(|name| list.contains(name));
    Ok(expression.evaluate(is_accepted).then(|| named().collect()))
}

/// The npm package depends on nothing, and what the lock files name is for development.
fn nothing_of_npm_ships(root: &Path) -> Result<()> {
    let read = |path: &str| -> Result<Value> {
        let path = root.join(path);
        serde_json::from_str(&std::fs::read_to_string(&path).on("read", &path)?).on_json(&path)
    };
    let manifest = read("www/element/package.json")?;
    for kind in ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"] {
        if manifest.get(kind).is_some() {
            bail!("www/element/package.json has {kind}: what it brings would ship, and its licence must be looked at");
        }
    }
    for folder in ["tests/browser", "tests/bundlers", "xtask/scripts"] {
        let path = format!("{folder}/package-lock.json");
        let lock = read(&path)?;
        let packages =
            lock.get("packages").and_then(Value::as_object).with_context(|| format!("{path}: no packages"))?;
        let shipped = packages
            .iter()
            .filter(|(place, _)| !place.is_empty())
            .find(|(_, package)| package.get("dev") != Some(&Value::Bool(true)));
        if let Some((place, _)) = shipped {
            bail!("{path}: {place} is not for development alone; make it one of the devDependencies");
        }
    }
    Ok(())
}

/// Names the path with an error of its form.
trait OnJson<T> {
    fn on_json(self, path: &Path) -> Result<T>;
}

impl<T> OnJson<T> for serde_json::Result<T> {
    fn on_json(self, path: &Path) -> Result<T> {
        self.with_context(|| path.display().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"
        [licenses]
        allow = ["MIT", "Zlib"]
        [bans]
        multiple-versions = "deny"
        skip = [{ crate = "a@1", reason = "b" }]
        [sources]
        unknown-registry = "deny"
        unknown-git = "deny"
        allow-registry = ["https://registry"]
    "#;

    fn package(name: &str, version: &str, license: &str, source: &str) -> Package {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            license: some(license),
            source: some(source),
            ..Package::default()
        }
    }

    /// What is said of the packages, when each is given with two others that give the policy's lines a use.
    fn said(packages: Vec<Package>) -> Vec<String> {
        let registry = "registry+https://registry";
        let mut all = vec![package("a", "1.2.0", "MIT", registry), package("a", "2.0.0", "Zlib", registry)];
        all.extend(packages);
        problems(&basic_toml::from_str(POLICY).unwrap(), &all).unwrap()
    }

    #[test]
    fn one_of_several_licences_is_enough_and_all_of_them_are_wanted_where_the_package_says_so() {
        for license in ["MIT OR GPL-3.0-only", "Unlicense/MIT", "MIT AND Zlib", "(MIT OR Apache-2.0) AND Zlib"] {
            assert_eq!(said(vec![package("b", "1.0.0", license, "")]), [""; 0], "{license}");
        }
        for license in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "Apache-2.0"] {
            assert_eq!(said(vec![package("b", "1.0.0", license, "")]), [format!("b 1.0.0 is under {license}")]);
        }
        assert_eq!(said(vec![package("b", "1.0.0", "", "")]), ["b 1.0.0 names no licence"]);
    }

    #[test]
    fn a_second_version_and_another_source_are_told() {
        let git = "git+https://registry";
        let found = said(vec![package("c", "1.0.0", "MIT", ""), package("c", "1.1.0", "MIT", git)]);
        assert_eq!(found, [format!("c 1.1.0 comes from {git}"), "c is there in the versions 1.0.0, 1.1.0".to_owned()]);
        let found = said(vec![package("a", "10.0.0", "MIT", "registry+https://elsewhere")]);
        assert_eq!(
            found,
            ["a 10.0.0 comes from registry+https://elsewhere", "a is there in the versions 2.0.0, 10.0.0"]
        );
    }

    #[test]
    fn a_line_that_nothing_needs_is_told() {
        let policy: Policy = basic_toml::from_str(&POLICY.replace("\"b\"", "\"\"")).unwrap();
        let found = problems(&policy, &[package("a", "1.2.0", "MIT", "")]).unwrap();
        assert_eq!(
            found,
            ["no package needs the licence Zlib", "a@1 need not be skipped", "a@1 is skipped without a reason"]
        );
    }

    #[test]
    fn what_is_not_known_of_the_policy_is_refused() {
        for (from, to) in
            [("\"deny\"", "\"warn\""), ("[sources]", "[sources]\nrequired-git-spec = \"rev\""), ("reason", "why")]
        {
            basic_toml::from_str::<Policy>(&POLICY.replacen(from, to, 1)).unwrap_err();
        }
    }
}
