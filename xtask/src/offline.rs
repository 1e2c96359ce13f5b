//! The service worker of `dist/`: what of a build a browser keeps, and by which bytes it knows it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::notices;
use crate::paths::files;
use crate::steps::OnPath;

/// The line of `sw.js` that says what is kept, as it stands in the sources: nothing.
pub(crate) const NOTHING_KEPT: &str = "const BUILD = { version: \"\", files: {} };";

/// Writes `sw.js` with the files of `dist`, unless it `keeps` nothing: where the page is worked on, what was just built is what must show.
pub(crate) fn write_service_worker(root: &Path, dist: &Path, keeps: bool) -> Result<()> {
    let source = root.join("www/static/sw/sw.js");
    let code = std::fs::read_to_string(&source).on("read", &source)?;
    if code.matches(NOTHING_KEPT).count() != 1 {
        bail!("{} must have the line `{NOTHING_KEPT}` once: the build puts the files there", source.display());
    }
    let code = if keeps { code.replace(NOTHING_KEPT, &format!("const BUILD = {};", kept(dist)?)) } else { code };
    let target = dist.join("sw.js");
    std::fs::write(&target, code).on("write", &target)
}

/// Paths with the SHA-256 of their bytes in Base64, and of all that as their version.
fn kept(dist: &Path) -> Result<String> {
    let mut hashes = BTreeMap::new();
    for (from, path) in files(dist)?.into_iter().filter(|(_, path)| is_kept(path)) {
        let bytes = std::fs::read(&from).on("read", &from)?;
        let path = path.to_string_lossy().replace('\\', "/");
        let path = if path == "index.html" { "./".to_owned() } else { path };
        hashes.insert(path, BASE64.encode(Sha256::digest(bytes)));
    }
    let version = BASE64.encode(Sha256::digest(json!(hashes).to_string()));
    Ok(json!({ "version": version, "files": hashes }).to_string())
}

/// Whether a page asks for the file: types, licences and the description of the package are for developers, and the single file is
/// a copy of all the others.
fn is_kept(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !(name.ends_with(".d.ts")
        || name.starts_with("LICENSE")
        || ["package.json", "README.md", "integrity.json", "newsglass.html", "sw.js", notices::FILE].contains(&&*name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_asks_for_is_kept_under_its_hash_and_the_version_is_that_of_all_bytes() {
        let dist = std::env::temp_dir().join(format!("newsglass-kept-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let path = dist.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for path in [
            "index.html",
            "assets/app.js",
            "newsglass/index.d.ts",
            "newsglass/LICENSE-MIT",
            "newsglass/package.json",
            "newsglass/THIRD-PARTY.txt",
            "THIRD-PARTY.txt",
        ] {
            write(path, "abc");
        }
        let first: serde_json::Value = serde_json::from_str(&kept(&dist).unwrap()).unwrap();
        // The SHA-256 of "abc", as FIPS 180-2 has it.
        let abc = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(first["files"], json!({ "./": abc, "assets/app.js": abc }));
        write("assets/app.js", "abd");
        let second: serde_json::Value = serde_json::from_str(&kept(&dist).unwrap()).unwrap();
        assert_ne!(first["version"], second["version"]);
        std::fs::remove_dir_all(&dist).unwrap();
    }
}
