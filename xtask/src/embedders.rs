//! What embedders read and check: the README of the package with this build's version, sizes and hashes put in, and `integrity.json`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use crate::paths::files;
use crate::policy::CONTENT_SECURITY_POLICY;
use crate::steps::OnPath;

/// Fills in `README.md` of the package and writes `integrity.json` beside it. All other files of the package must be there.
pub(crate) fn write(root: &Path, package: &Path) -> Result<()> {
    let mut hashes = BTreeMap::new();
    let mut table = String::from("| file | bytes | hash |\n|---|---:|---|\n");
    for (from, path) in files(package)?.into_iter().filter(|(_, path)| is_fetched(path)) {
        let bytes = std::fs::read(&from).on("read", &from)?;
        let path = path.to_string_lossy().replace('\\', "/");
        let hash = format!("sha384-{}", BASE64.encode(Sha384::digest(&bytes)));
        table.push_str(&format!("| `{path}` | {} | `{hash}` |\n", bytes.len()));
        hashes.insert(path, hash);
    }
    let manifest = package.join("package.json");
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(&manifest).on("read", &manifest)?)?;
    let version = manifest.get("version").and_then(Value::as_str).context("www/element/package.json has no version")?;
    let element = hashes.get("element.js").context("www/element/element.js is missing")?;
    let source = root.join("www/element/README.md");
    let mut readme = std::fs::read_to_string(&source).on("read", &source)?;
    for (name, value) in
        [("version", version), ("policy", CONTENT_SECURITY_POLICY), ("element", element), ("files", table.trim_end())]
    {
        let place = format!("{{{{{name}}}}}");
        if !readme.contains(&place) {
            bail!("{} must have {place}: the build puts it there", source.display());
        }
        readme = readme.replace(&place, value);
    }
    let target = package.join("README.md");
    std::fs::write(&target, readme).on("write", &target)?;
    let target = package.join("integrity.json");
    let json = json!({ "version": version, "files": hashes });
    std::fs::write(&target, format!("{}\n", serde_json::to_string_pretty(&json)?)).on("write", &target)
}

/// Whether a page fetches the file.
fn is_fetched(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "js" || extension == "wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_hashes_of_the_files_that_pages_fetch() {
        let root = std::env::temp_dir().join(format!("newsglass-readme-{}", std::process::id()));
        let package = root.join("package");
        let write_file = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write_file("package/element.js", "abc");
        write_file("package/element.d.ts", "export {};");
        write_file("package/package.json", r#"{ "version": "1.2.3" }"#);
        write_file("www/element/README.md", "{{version}} {{policy}} {{element}}\n{{files}}\n");
        write(&root, &package).unwrap();
        let readme = std::fs::read_to_string(package.join("README.md")).unwrap();
        // The SHA-384 of "abc", as FIPS 180-2 has it.
        let abc = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert!(readme.starts_with("1.2.3 default-src 'none';"), "{readme}");
        assert!(readme.ends_with(&format!("| `element.js` | 3 | `{abc}` |\n")), "{readme}");
        let json: Value =
            serde_json::from_str(&std::fs::read_to_string(package.join("integrity.json")).unwrap()).unwrap();
        assert_eq!(json, json!({ "version": "1.2.3", "files": { "element.js": abc } }));
        write_file("www/element/README.md", "no place for anything");
        assert!(write(&root, &package).is_err());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
