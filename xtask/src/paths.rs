//! Where things lie: the repository, Cargo's folder, the files below a folder; and how files are told apart.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};

use crate::steps::OnPath;

/// The repository: the folder above this crate, wherever the command is called from.
pub(crate) fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_path_buf).ok_or_else(|| anyhow!("{} has no parent folder", here.display()))
}

/// Cargo's folder for what it builds.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// The release command, once it is built.
pub(crate) fn command(root: &Path) -> PathBuf {
    target(root).join("release").join(format!("newsglass{}", std::env::consts::EXE_SUFFIX))
}

/// Every file below a folder with its path from there, in name order; none when the folder is not there. Hidden files stay out.
pub(crate) fn files(folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        if !next.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&next).on("read", &next)? {
            let path = entry.on("read", &next)?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below = path.strip_prefix(folder)?.to_path_buf();
                found.push((path, below));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A number that changes with the bytes: for caches on this machine only.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
