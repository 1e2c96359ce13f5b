//! The programs that Cargo does not bring: what is there, what can be had, and what to say when it cannot.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::steps::{OnPath, answer, cargo, run};

/// What the page's modules are compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly target when the toolchain lacks it.
pub(crate) fn ensure_wasm_target(root: &Path) -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = answer(Command::new(rustc).args(["--print", "sysroot"]).current_dir(root))
        .context("rustc does not answer; install Rust from https://rustup.rs")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!(
            "this Rust has no {WASM} target; install Rust from https://rustup.rs, or your system's package for that target"
        );
    }
    println!("    adding the target {WASM} (once)");
    run(
        Command::new("rustup").args(["target", "add", WASM]).current_dir(root),
        &format!("it needs the network once; try `rustup target add {WASM}` by hand"),
    )
}

/// The glue generator and the glue must be the same release, or the module does not load.
pub(crate) fn check_bindgen_versions(root: &Path) -> Result<()> {
    let path = root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).on("read", &path)?;
    let (page, generator) = (locked(&lock, "wasm-bindgen"), locked(&lock, "wasm-bindgen-cli-support"));
    if let (Some(page), Some(generator)) = (page, generator)
        && page != generator
    {
        bail!(
            "Cargo.lock has wasm-bindgen {page} but wasm-bindgen-cli-support {generator}; set the latter to \"={page}\" in xtask/Cargo.toml"
        );
    }
    Ok(())
}

/// The version that a lock file has for a package.
fn locked<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The first program of that name in `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| {
            [folder.join(program), folder.join(format!("{program}.exe")), folder.join(format!("{program}.cmd"))]
        })
        .find(|file| file.is_file())
}

/// The browser that the tests drive: `CHROMIUM`, or the usual names and places.
pub(crate) fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return named.is_file().then_some(named);
    }
    let mac = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    let named = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(find);
    named.or_else(|| mac.into_iter().map(PathBuf::from).find(|file| file.is_file()))
}

/// What the tests need besides Cargo: installed where this may be done (root on Debian), else one line says what to install. A second and a
/// third browser engine, and other servers, are left out where they cannot be had, which is said; where `CI` is set nothing is left out.
pub(crate) fn ensure_test_tools(root: &Path) -> Result<()> {
    if std::env::var_os("CHROMIUM").is_some() && chromium().is_none() {
        bail!("CHROMIUM names no file; set it to a Chromium or Chrome program, or unset it");
    }
    if chromium().is_none() {
        need(&["chromium"], "the browser tests need it; without it, there is `cargo xtask test --quick`")?;
    }
    ensure_node(NODE)?;
    // Another engine finds what the first forgives, and another server what ours does.
    let firefox = std::env::var_os("FIREFOX").is_some() || find("firefox-esr").or_else(|| find("firefox")).is_some();
    let webkit = find("WebKitWebDriver").is_some() && find("Xvfb").is_some();
    let nginx = find("nginx").is_some() || Path::new("/usr/sbin/nginx").is_file();
    let python = find("python3").is_some();
    for (is_there, packages) in [
        (firefox, &["firefox-esr"][..]),
        (webkit, &["webkit2gtk-driver", "xvfb"]),
        (nginx, &["nginx-light"]),
        (python, &["python3"]),
    ] {
        if is_there {
            continue;
        }
        if let Err(error) = need(packages, "the tests use it") {
            if std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false") {
                return Err(error.context("where CI is set, no test is left out"));
            }
            println!("    {error:#}: its tests are left out");
        }
    }
    ensure_components(root)
}

/// Clippy and rustfmt, which a small installation of Rust lacks.
fn ensure_components(root: &Path) -> Result<()> {
    let is_there = |name: &str| answer(cargo(root).args([name, "--version"])).is_some();
    if is_there("clippy") && is_there("fmt") {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!("the tests need clippy and rustfmt; install them with this Rust, or Rust from https://rustup.rs");
    }
    println!("    adding clippy and rustfmt (once)");
    run(
        Command::new("rustup").args(["component", "add", "clippy", "rustfmt"]).current_dir(root),
        "it needs the network once; try `rustup component add clippy rustfmt` by hand",
    )
}

/// Node.js, not older than `oldest`, and npm: the build fetches esbuild by them, and the tests run in them.
pub(crate) fn ensure_node(oldest: u32) -> Result<()> {
    let missing: Vec<&str> = [("node", "nodejs"), ("npm", "npm")]
        .into_iter()
        .filter(|(program, _)| find(program).is_none())
        .map(|(_, package)| package)
        .collect();
    if !missing.is_empty() {
        need(&missing, "scripts are built and tested with Node.js")?;
    }
    let version = answer(Command::new("node").arg("--version"))
        .context("node does not answer; install Node.js from https://nodejs.org")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < oldest) {
        bail!("node {version} is too old; install Node.js {oldest} or newer from https://nodejs.org");
    }
    Ok(())
}

/// Installs Debian packages where this may be done, else fails with what to do.
fn need(packages: &[&str], why: &str) -> Result<()> {
    let names = packages.join(" ");
    if !(Path::new("/etc/debian_version").exists() && find("apt-get").is_some() && is_root()) {
        bail!("{names} is missing ({why}); install it (on Debian: `apt-get install {names}`)");
    }
    install(packages)
}

/// Installs Debian packages.
fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    println!("    installing {names} (once)");
    let remedy = format!("install {names} by hand");
    run(Command::new("apt-get").args(["-qq", "update"]), &remedy)?;
    let mut install = Command::new("apt-get");
    install
        .args(["-qq", "-y", "--no-install-recommends", "install"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // A line for each of some hundred packages; what goes wrong is said elsewhere.
        .stdout(Stdio::null());
    run(&mut install, &remedy)
}

/// The oldest Node.js whose test runner the tests use.
const NODE: u32 = 20;

/// Whether this process may install packages.
fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"0.2.2\"\n";

    #[test]
    fn versions_come_from_the_lock_file() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Some("0.2.1"));
        assert_eq!(locked(LOCK, "wasm-bindgen-cli-support"), Some("0.2.2"));
        assert_eq!(locked(LOCK, "yew"), None);
    }

    #[test]
    fn this_repository_locks_the_glue_and_its_generator_to_one_version() {
        check_bindgen_versions(&crate::paths::root().unwrap()).unwrap();
    }

    #[test]
    fn versions_that_differ_are_told_with_the_remedy() {
        let folder = std::env::temp_dir().join(format!("newsglass-lock-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("Cargo.lock"), LOCK).unwrap();
        let error = check_bindgen_versions(&folder).unwrap_err().to_string();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(error.contains("\"=0.2.1\"") && error.lines().count() == 1, "{error}");
    }
}
