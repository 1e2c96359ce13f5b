//! `cargo xtask size`: what a visitor downloads, and whether it stays within the budget.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::paths::files;
use crate::serve::brotli;
use crate::steps::OnPath;

/// Bytes after brotli for everything up to the first analysis: page, styles, scripts and both modules. Engine and models together may
/// weigh 9 MB; this keeps the step from one version to the next small, and each raise has a reason: 3.0 MB until the weights that tell
/// groups, events, products, works and laws apart (23 kB, `models/finer.md`); 3.05 MB until damaged text was mended for reading, pages of
/// HTML told more of their authors and days, and headline, byline and day were ranked with learnt weights (9 kB of them).
const FIRST_LOAD: usize = 3_090_000;
/// Bytes after brotli for the interface alone, which shows before the engine arrives.
const INTERFACE: usize = 290_000;

/// Bytes after brotli that a page which embeds the panel fetches besides the engine's module.
const ELEMENT: usize = 30_000;

/// Prints every file of `dist/` with its size, raw and after brotli at its best, and fails when over budget.
pub(crate) fn size(dist: &Path) -> Result<()> {
    if !dist.is_dir() {
        bail!("there is no {}; run `cargo xtask build` first", dist.display());
    }
    let files = files(dist)?;
    let sizes = std::thread::scope(|scope| {
        let weigh = |file: &PathBuf| {
            let bytes = std::fs::read(file).on("read", file)?;
            // The single file is packed already, and travels as it is.
            let packed = if file.ends_with("newsglass.html") { bytes.len() } else { brotli(&bytes, 11)?.len() };
            anyhow::Ok((bytes.len(), packed))
        };
        let running: Vec<_> = files.iter().map(|(file, _)| scope.spawn(move || weigh(file))).collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| bail!("brotli failed")))
            .collect::<Result<Vec<_>>>()
    })?;

    println!("{:>12}  {:>12}  file", "bytes", "brotli");
    let (mut first_load, mut interface, mut element) = (0, 0, 0);
    for ((_, path), (raw, packed)) in files.iter().zip(&sizes) {
        println!("{raw:>12}  {packed:>12}  {}", path.display());
        if of_the_element(path) {
            element += packed;
        }
        if on_first_load(path) {
            first_load += packed;
            if !is_engine(path) {
                interface += packed;
            }
        }
    }
    println!();
    let mut over = Vec::new();
    for (name, total, budget) in [
        ("first load", first_load, FIRST_LOAD),
        ("interface alone", interface, INTERFACE),
        ("element without the engine", element, ELEMENT),
    ] {
        println!("{total:>26}  {name}: {} % of {budget}", total * 100 / budget);
        if total > budget {
            over.push(format!("{name} is {total} bytes after brotli, {} over its budget of {budget}", total - budget));
        }
    }
    if !over.is_empty() {
        bail!("{}; make it smaller, or raise the budget in xtask/src/size.rs and say why", over.join("; "));
    }
    Ok(())
}

/// Whether the app's page fetches the file before its first analysis.
fn on_first_load(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let page = path == Path::new("index.html") || extension != "html";
    // The element and the service worker serve other pages, or come after this one has loaded.
    let later = [
        "newsglass/element.js",
        "newsglass/embed.js",
        "newsglass/panel",
        "assets/playground.css",
        "assets/playground.js",
        // Fetched when a Word document is opened.
        "assets/docx.js",
        // For paper only: fetched last, and nothing on the screen waits for it.
        "assets/print.css",
        // Fetched when any file is opened.
        "assets/read-file.js",
        // Fetched when a PDF file is opened.
        "assets/pdf-file.js",
        "assets/pdf-place.js",
        "assets/pdf-worker.js",
        "assets/pdf.js",
        "assets/pdf_bg.wasm",
        "sw.js",
    ];
    let later = later.iter().any(|other| path.starts_with(other));
    page && !later && matches!(&*extension, "html" | "css" | "js" | "wasm")
}

/// Whether a page with the panel fetches the file, in the page or in the worker.
fn of_the_element(path: &Path) -> bool {
    let script = path.extension().is_some_and(|extension| extension == "js");
    // An analysis made beforehand is brought in by a file of its own, which comes where there is one.
    let later = path.ends_with("embed.js") || path.ends_with("panel/made.js");
    script && path.starts_with("newsglass") && !later
}

/// Whether the file is the engine's: the module, and what its worker alone fetches to start it. The interface waits for none of them.
fn is_engine(path: &Path) -> bool {
    ["newsglass_bg.wasm", "newsglass.js", "engine.js", "worker.js"]
        .iter()
        .any(|file| path == Path::new("newsglass").join(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_the_page_its_styles_its_scripts_and_both_modules() {
        for counted in [
            "index.html",
            "assets/app_bg.wasm",
            "assets/main.css",
            "newsglass/worker.js",
            "newsglass/newsglass_bg.wasm",
        ] {
            assert!(on_first_load(Path::new(counted)), "{counted}");
        }
        for left in [
            "embed.html",
            "assets/print.css",
            "newsglass/element.js",
            "newsglass/panel/view.js",
            "newsglass/types.d.ts",
            "assets/pdf_bg.wasm",
            "sw.js",
        ] {
            assert!(!on_first_load(Path::new(left)), "{left}");
        }
    }

    #[test]
    fn a_page_over_the_budget_fails() {
        let dist = std::env::temp_dir().join(format!("newsglass-size-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("assets")).unwrap();
        std::fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
        size(&dist).unwrap();
        // Bytes that no compressor makes smaller.
        let mut state = 1_u64;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        });
        std::fs::write(dist.join("assets/app_bg.wasm"), noise.take(INTERFACE + 1).collect::<Vec<_>>()).unwrap();
        let error = size(&dist).unwrap_err().to_string();
        std::fs::remove_dir_all(&dist).unwrap();
        assert!(error.contains("interface alone is 290"), "{error}");
    }
}
