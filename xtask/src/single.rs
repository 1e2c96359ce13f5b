//! `dist/newsglass.html`: the whole app in one file that opens from disk, from a mail attachment, from a USB stick.
//!
//! A page from disk may fetch nothing and start no worker by address, so all of it is inside: styles and scripts as text, the modules
//! as Base64 of their gzip, the worker as text that becomes a classic worker. The file's own policy allows these scripts by their
//! hashes, and no connection at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use sha2::{Digest, Sha256};

use crate::paths::{files, target};
use crate::policy::CONTENT_SECURITY_POLICY;
use crate::scripts::Esbuild;
use crate::steps::OnPath;

/// Makes the file of what lies in `dist`, with the licences of what is linked: it goes about alone.
pub(crate) fn write(root: &Path, dist: &Path, notices: &str, esbuild: &Esbuild) -> Result<()> {
    let staged = stage(root, dist)?;
    let page_script = checked(esbuild.bundle(&staged, "assets/single/main.js")?)?;
    let worker = checked(esbuild.bundle(&staged, "newsglass/worker.js")?)?;
    let pdf_worker = checked(esbuild.bundle(&staged, "assets/pdf-worker.js")?)?;
    let text = |path: &str| {
        let file = dist.join(path);
        std::fs::read_to_string(&file).on("read", &file)
    };
    let style = text("assets/style.css")? + &text("assets/print.css")?;
    if style.contains("</") {
        bail!("a style sheet has `</` in it, which would end it inside the single file");
    }
    let icon = format!("data:image/svg+xml;base64,{}", BASE64.encode(text("assets/icons/icon.svg")?));
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; worker-src blob:; style-src '{}'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
        hash(&page_script),
        hash(&style)
    );
    let mut blocks = format!(
        "<script type=\"text/plain\" id=\"newsglass-worker\">{worker}</script>\n\
         <script type=\"text/plain\" id=\"newsglass-pdf-worker\">{pdf_worker}</script>\n\
         <script type=\"text/plain\" id=\"newsglass-pdf\">{}</script>\n\
         <script type=\"text/plain\" id=\"newsglass-app\">{}</script>\n\
         <script type=\"text/plain\" id=\"newsglass-engine\">{}</script>\n\
         <script>{page_script}</script>\n</body>",
        packed(&dist.join("assets/pdf_bg.wasm"))?,
        packed(&dist.join("assets/app_bg.wasm"))?,
        packed(&dist.join("newsglass/newsglass_bg.wasm"))?,
    );
    for name in texts(dist)? {
        let block = checked(text(&format!("assets/{name}"))?)?;
        blocks = format!("<script type=\"text/plain\" id=\"newsglass-{name}\">{block}</script>\n{blocks}");
    }
    let notices = checked(notices.to_owned())?;
    blocks = format!("<script type=\"text/plain\" id=\"newsglass-notices\">{notices}</script>\n{blocks}");
    let mut page = text("index.html")?;
    for (from, to) in [
        (CONTENT_SECURITY_POLICY, policy),
        ("<link rel=\"manifest\" href=\"./manifest.webmanifest\">\n", String::new()),
        ("<script type=\"module\" src=\"./assets/main.js\"></script>\n", String::new()),
        ("./assets/icons/icon.svg", icon),
        ("<link rel=\"stylesheet\" href=\"./assets/print.css\" media=\"print\">\n", String::new()),
        ("<link rel=\"stylesheet\" href=\"./assets/style.css\">", format!("<style>{style}</style>")),
    ] {
        if page.matches(from).count() != 1 {
            bail!("index.html must have `{from}` once: the single file has something else there");
        }
        page = page.replace(from, &to);
    }
    if page.contains("=\"./") {
        bail!("index.html asks for a file that is not in the single file; xtask/src/single.rs puts them there");
    }
    let page = page.replace("</body>", &blocks);
    let file = dist.join("newsglass.html");
    println!("    newsglass.html: {} kB", page.len() / 1000);
    std::fs::write(&file, page).on("write", &file)
}

/// A folder with the scripts of `dist`, those of the single file among them, and its own answer to where the workers and their modules are: inside.
fn stage(root: &Path, dist: &Path) -> Result<PathBuf> {
    let staged = target(root).join("xtask/single");
    if staged.exists() {
        std::fs::remove_dir_all(&staged).on("empty", &staged)?;
    }
    let own = files(&root.join("www/static/single"))?
        .into_iter()
        .map(|(file, path)| (file, Path::new("assets/single").join(path)));
    for (file, path) in
        files(dist)?.into_iter().chain(own).filter(|(_, path)| path.extension().is_some_and(|is| is == "js"))
    {
        let to = staged.join(path);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).on("make", folder)?;
        }
        std::fs::copy(&file, &to).on("copy", &file)?;
    }
    for (place, own) in
        [("newsglass/place.js", "../assets/single/place.js"), ("assets/pdf-place.js", "./single/pdf-place.js")]
    {
        let place = staged.join(place);
        std::fs::write(&place, format!("export * from \"{own}\";\n")).on("write", &place)?;
    }
    Ok(staged)
}

/// What `www/static/asset.js` fetches elsewhere: the example, the outlines of countries and the words of other languages, as paths
/// below `assets`.
fn texts(dist: &Path) -> Result<Vec<String>> {
    let assets = files(&dist.join("assets"))?.into_iter().map(|(_, path)| path.to_string_lossy().replace('\\', "/"));
    Ok(assets.filter(|path| path.ends_with(".txt") || path.starts_with("locale/")).collect())
}

/// A script that does not end the element that it stands in.
fn checked(script: String) -> Result<String> {
    for end in ["</script", "<!--", "\r"] {
        if script.contains(end) {
            bail!("a script has {end:?} in it, which would end it inside the single file");
        }
    }
    Ok(script)
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text)))
}

fn packed(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file).on("read", file)?;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&bytes)?;
    Ok(BASE64.encode(encoder.finish()?))
}
