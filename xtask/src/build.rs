//! `cargo xtask build`: three WebAssembly modules, their glue and everything a page needs, laid out in `dist/`.
//!
//! ```text
//! dist/index.html            the app's page
//! dist/assets/               app.js, app_bg.wasm, pdf.js, pdf_bg.wasm and all of www/static/
//! dist/newsglass/            the npm package: newsglass.js, newsglass_bg.wasm, the modules of www/element/, its README with the hashes
//!                            of this build, the licences, ours and of what is linked
//! dist/newsglass.html        the whole app in one file, which opens from disk
//! dist/embed.html, playground.html           the panel in a frame, and the panel to try
//! dist/THIRD-PARTY.txt       the licences of what is linked into the modules
//! dist/manifest.webmanifest, sw.js           what must stand at the root of its scope
//! ```
//!
//! The layout is made beside `dist/` and takes its place at the end, so a build that fails leaves the old one whole.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::notices::Notices;
use crate::paths::{files, hash, target};
use crate::policy::CONTENT_SECURITY_POLICY;
use crate::scripts::{Esbuild, bare_page};
use crate::steps::{OnPath, answer, cargo, run, seconds, step};
use crate::tools::{WASM, check_bindgen_versions, ensure_wasm_target, find};
use crate::{embedders, notices, offline, single};

/// How to build.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Skips `wasm-opt`: larger files, sooner.
    pub(crate) dev: bool,
}

/// One of the modules of the page.
struct Module {
    package: &'static str,
    /// Cargo profile, and the level at which `wasm-opt` continues its aim: speed or size.
    profile: &'static str,
    optimise: &'static str,
    /// `NAME.js` and `NAME_bg.wasm`.
    name: &'static str,
    typescript: bool,
}

const ENGINE: Module =
    Module { package: "newsglass-wasm", profile: "engine", optimise: "-O2", name: "newsglass", typescript: true };
const APP: Module =
    Module { package: "newsglass-app", profile: "app", optimise: "-Oz", name: "app", typescript: false };
/// Reads PDF files; fetched when one is opened.
const PDF: Module =
    Module { package: "newsglass-pdf", profile: "app", optimise: "-Oz", name: "pdf", typescript: false };

/// What rustc's WebAssembly may use; `wasm-opt` refuses what it has not been told of.
const FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds `dist/`.
pub(crate) fn build(root: &Path, options: &Options) -> Result<()> {
    let start = Instant::now();
    check_bindgen_versions(root)?;
    step("WebAssembly target", || ensure_wasm_target(root))?;
    let esbuild = step("esbuild", || Esbuild::ensure(root))?;
    let optimiser = optimiser(options);
    let engine = module(root, &ENGINE, optimiser.as_ref())?;
    let app = module(root, &APP, optimiser.as_ref())?;
    let pdf = module(root, &PDF, optimiser.as_ref())?;
    let notices =
        step("licences of what is linked", || Notices::gather(root, ENGINE.package, &[APP.package, PDF.package]))?;
    step("layout of dist/", || lay_out(root, &Built { engine, app, pdf }, &notices, options, &esbuild))?;
    println!("dist/ is ready after {}", seconds(start.elapsed()));
    Ok(())
}

/// The first `wasm-opt` whose output is known to start: 108, which Debian 12 packages, mixes up the tables of current modules.
const OLDEST_OPTIMISER: u32 = 120;

/// `wasm-opt` and its version, when it is there, wanted and not too old.
fn optimiser(options: &Options) -> Option<(PathBuf, String)> {
    if options.dev {
        println!("    --dev: wasm-opt is left out");
        return None;
    }
    let found = find("wasm-opt").and_then(|path| {
        let version = answer(Command::new(&path).arg("--version"))?;
        Some((path, version))
    });
    match &found {
        None => {
            println!("    no wasm-opt in PATH: the modules work as they are, only somewhat larger (binaryen has it)")
        }
        Some((_, version)) if optimiser_number(version).is_none_or(|number| number < OLDEST_OPTIMISER) => {
            println!(
                "    {} is too old (wanted {OLDEST_OPTIMISER} or later) and left out: the modules work as they are",
                version.trim()
            );
            return None;
        }
        Some(_) => {}
    }
    found
}

/// 108 of "wasm-opt version 108 (version_108)".
fn optimiser_number(version: &str) -> Option<u32> {
    version.split_whitespace().find_map(|word| word.parse().ok())
}

/// Compiles a module and makes its glue; returns the folder with both.
fn module(root: &Path, module: &Module, optimiser: Option<&(PathBuf, String)>) -> Result<PathBuf> {
    step(&format!("compile {}", module.package), || {
        let mut command = cargo(root);
        command.args(["build", "--target", WASM, "--profile", module.profile, "--package", module.package]);
        command.arg("--config").arg(flags(root, module));
        run(&mut command, "mend what the compiler says above")
    })?;
    let wasm = target(root).join(WASM).join(module.profile).join(format!("{}.wasm", module.package.replace('-', "_")));
    let folder = target(root).join("xtask").join(module.name);
    step(&format!("glue of {}", module.package), || glue(module, &wasm, &folder, optimiser))?;
    Ok(folder)
}

/// The compiler's flags for a module. They have messages name a file by its crate, not by where it lies on this machine: what is shipped says nothing of who
/// built it. Cargo adds this to the flags in `.cargo/config.toml`.
fn flags(root: &Path, module: &Module) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.into_iter().flat_map(|home| {
        let folders = std::fs::read_dir(home.join("registry/src")).into_iter().flatten();
        folders.filter_map(|folder| Some(folder.ok()?.path())).collect::<Vec<_>>()
    });
    let flags = registries.map(|from| (from, "crates")).chain([(root.to_path_buf(), "newsglass")]);
    let flags = flags.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    let env = std::env::var("NG_INLINE")
        .ok()
        .filter(|_| module.profile == "app")
        .map(|n| format!("-Cllvm-args=-inline-threshold={n}"));
    let flags = flags.chain(env).map(|flag| format!("{flag:?}"));
    format!("target.{WASM}.rustflags=[{}]", flags.collect::<Vec<_>>().join(","))
}

/// Runs wasm-bindgen and `wasm-opt`, unless the module and the tools are those of last time.
fn glue(module: &Module, wasm: &Path, folder: &Path, optimiser: Option<&(PathBuf, String)>) -> Result<()> {
    let bytes = std::fs::read(wasm).on("read", wasm)?;
    let version = optimiser.map_or("none", |(_, version)| version.as_str());
    let stamp = format!("{:016x} {} {version} {}", hash(&bytes), env!("CARGO_PKG_VERSION"), module.optimise);
    let stamp_file = folder.join("stamp");
    if std::fs::read_to_string(&stamp_file).is_ok_and(|made| made == stamp) {
        println!("    unchanged");
        return Ok(());
    }
    renew(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(module.name, bytes)
        .out_name(module.name)
        .typescript(module.typescript)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).map_err(|error| {
        anyhow!("wasm-bindgen cannot read {}: {error:#}; `cargo clean` and build again", wasm.display())
    })?;
    if let Some((program, _)) = optimiser {
        optimise(program, module, &folder.join(format!("{}_bg.wasm", module.name)))?;
    }
    std::fs::write(&stamp_file, stamp).on("write", &stamp_file)
}

/// Replaces the module by a smaller, faster one; when `wasm-opt` cannot, keeps it and says so.
fn optimise(program: &Path, module: &Module, wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("smaller");
    let mut command = Command::new(program);
    command.arg(module.optimise).args(FEATURES).arg(wasm).arg("-o").arg(&smaller).stderr(Stdio::piped());
    let output = command.output().context("wasm-opt could not be started")?;
    if !output.status.success() || !smaller.is_file() {
        let why = String::from_utf8_lossy(&output.stderr);
        println!(
            "    wasm-opt could not optimise it, so it stays as it is: {}",
            why.lines().next().unwrap_or("no reason given")
        );
        return Ok(());
    }
    let size = |path: &Path| std::fs::metadata(path).map(|file| file.len()).on("read", path);
    println!("    wasm-opt: {} kB -> {} kB", size(wasm)? / 1000, size(&smaller)? / 1000);
    std::fs::rename(&smaller, wasm).on("write", wasm)
}

/// The folders with the modules and their glue.
struct Built {
    engine: PathBuf,
    app: PathBuf,
    pdf: PathBuf,
}

/// Puts everything into `dist.tmp`, then swaps it for `dist`.
fn lay_out(root: &Path, built: &Built, notices: &Notices, options: &Options, esbuild: &Esbuild) -> Result<()> {
    let Built { engine, app, pdf } = built;
    let (dist, new, old) = (root.join("dist"), root.join("dist.tmp"), root.join("dist.old"));
    renew(&new)?;
    ship_file(&root.join("index.html"), &new.join("index.html"))?;
    let (assets, package) = (new.join("assets"), new.join("newsglass"));
    for name in ["app.js", "app_bg.wasm"] {
        ship_file(&app.join(name), &assets.join(name))?;
    }
    copy_snippets(app, &assets)?;
    for name in ["pdf.js", "pdf_bg.wasm"] {
        ship_file(&pdf.join(name), &assets.join(name))?;
    }
    for name in ["newsglass.js", "newsglass_bg.wasm"] {
        ship_file(&engine.join(name), &package.join(name))?;
    }
    // Written by hand, the types of the module's face say more than the generated ones (which say `any` for plain data).
    if !root.join("www/element/newsglass.d.ts").is_file() {
        copy_file(&engine.join("newsglass.d.ts"), &package.join("newsglass.d.ts"))?;
    }
    copy_snippets(engine, &package)?;
    for (from, path) in files(&root.join("www/static"))?.into_iter().filter(|(_, path)| is_asset(path)) {
        ship_file(&from, &if at_root(&path) { new.join(&path) } else { assets.join(&path) })?;
    }
    for (from, path) in files(&root.join("www/element"))? {
        if at_root(&path) {
            ship_file(&from, &new.join(&path))?;
        } else if in_package(&path) {
            ship_file(&from, &package.join(&path))?;
        }
    }
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy_file(&root.join(license), &package.join(license))?;
    }
    for (folder, text) in [(&new, &notices.page), (&package, &notices.package)] {
        let file = folder.join(notices::FILE);
        std::fs::write(&file, text).on("write", &file)?;
    }
    esbuild.shorten(&new)?;
    embedders::write(root, &package)?;
    single::write(root, &new, &notices.page, esbuild)?;
    offline::write_service_worker(root, &new, !options.dev)?;
    if old.exists() {
        std::fs::remove_dir_all(&old).on("remove", &old)?;
    }
    if dist.exists() {
        std::fs::rename(&dist, &old).on("set aside", &dist)?;
    }
    std::fs::rename(&new, &dist).on("put in place", &dist)?;
    if old.exists() {
        std::fs::remove_dir_all(&old).on("remove", &old)?;
    }
    Ok(())
}

/// Whether a file of `www/static/` goes to `assets/`: not what only the type checker reads, nor the parts of the service worker and of
/// the single file.
fn is_asset(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !(name == "tsconfig.json" || name.ends_with(".d.ts") || path.starts_with("sw") || path.starts_with("single"))
}

/// Whether a file of `www/` stands at the root of `dist/`: pages, and what governs every path below it.
fn at_root(path: &Path) -> bool {
    let page = path.extension().is_some_and(|extension| extension == "html");
    path.components().count() == 1 && (page || path == Path::new("manifest.webmanifest"))
}

/// Whether a file of `www/element/` belongs to the npm package: modules, types and the package's own description.
fn in_package(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (name.ends_with(".js") && !name.ends_with(".test.js"))
        || name.ends_with(".d.ts")
        || path == Path::new("package.json")
}

/// Files that wasm-bindgen takes from a crate's own JavaScript, when there are any.
fn copy_snippets(from: &Path, to: &Path) -> Result<()> {
    for (file, path) in files(&from.join("snippets"))? {
        copy_file(&file, &to.join("snippets").join(path))?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        bail!("two files want to be {}; rename one of them ({})", to.display(), from.display());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).on("make", folder)?;
    }
    std::fs::copy(from, to).map(drop).on("copy", from)
}

/// Copies a page, without what is for those who work on it and with its policy, or any other file as it is.
fn ship_file(from: &Path, to: &Path) -> Result<()> {
    copy_file(from, to)?;
    if to.extension().is_none_or(|extension| extension != "html") {
        return Ok(());
    }
    let source = std::fs::read_to_string(from).on("read", from)?;
    let page = bare_page(&source, CONTENT_SECURITY_POLICY).with_context(|| from.display().to_string())?;
    std::fs::write(to, page).on("write", to)
}

/// An empty folder of that name.
fn renew(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).on("empty", folder)?;
    }
    std::fs::create_dir_all(folder).on("make", folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_optimisers_number_is_read() {
        assert_eq!(optimiser_number("wasm-opt version 108 (version_108)"), Some(108));
        assert_eq!(optimiser_number("wasm-opt version 123"), Some(123));
        assert_eq!(optimiser_number("unknown"), None);
    }

    #[test]
    fn files_find_their_place_by_name() {
        for root in ["manifest.webmanifest", "embed.html"] {
            assert!(at_root(Path::new(root)), "{root}");
        }
        for asset in ["main.js", "style.css", "icons/icon.svg", "pages/deep.html"] {
            assert!(!at_root(Path::new(asset)), "{asset}");
        }
        for kept in ["index.js", "types.d.ts", "package.json", "parts/list.js"] {
            assert!(in_package(Path::new(kept)), "{kept}");
        }
        for out in ["tsconfig.json", "client.test.js", "README.txt"] {
            assert!(!in_package(Path::new(out)), "{out}");
        }
    }

    fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let files = files(folder).unwrap().into_iter();
        files.map(|(from, path)| (path, std::fs::read(from).unwrap())).collect()
    }

    #[test]
    fn a_layout_has_everything_twice_the_same_and_a_failed_one_leaves_the_old_one_whole() {
        let Some(esbuild) = crate::scripts::for_tests() else { return };
        let root = std::env::temp_dir().join(format!("newsglass-dist-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for file in ["app.js", "app_bg.wasm"] {
            write(&format!("target/app/{file}"), file);
        }
        for file in ["pdf.js", "pdf_bg.wasm"] {
            write(&format!("target/pdf/{file}"), file);
        }
        for file in ["newsglass.js", "newsglass_bg.wasm", "newsglass.d.ts"] {
            write(&format!("target/engine/{file}"), file);
        }
        let page = |title: &str| {
            format!(
                "<meta charset=\"utf-8\">\n<!-- said to us --><title>{title}</title>\n  <link rel=\"manifest\" href=\"./manifest.webmanifest\">\n  \
                 <script type=\"module\" src=\"./assets/main.js\"></script>\n<link rel=\"icon\" href=\"./assets/icons/icon.svg\">\
                 <link rel=\"stylesheet\" href=\"./assets/style.css\"><link rel=\"stylesheet\" href=\"./assets/print.css\" media=\"print\">\n<body></body>"
            )
        };
        write("index.html", &page("first"));
        write("www/static/style.css", "p { margin: 0 }");
        write("www/static/print.css", "@media print { p { margin: 1mm } }");
        write("www/static/single/main.js", "import \"./inlined.js\";\n");
        write("www/static/single/inlined.js", "console.log(\"here\");\n");
        write("www/static/pdf-worker.js", "postMessage(2);\n");
        write("www/element/element.js", "export {};\n");
        write("www/element/package.json", r#"{ "version": "0.0.0" }"#);
        write("www/element/README.md", "{{version}} {{policy}} {{element}} {{files}}");
        write("www/element/worker.js", "// said to us\npostMessage(1);\n");
        write("www/static/icons/icon.svg", "<svg/>");
        write("www/element/index.js", "export {}");
        write("www/static/sw/sw.js", offline::NOTHING_KEPT);
        for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
            write(license, "Permission is granted.");
        }
        let built = |name: &str| root.join("target").join(name);
        let built = Built { engine: built("engine"), app: built("app"), pdf: built("pdf") };
        let notices = Notices { package: "of the engine".to_owned(), page: "of both".to_owned() };
        lay_out(&root, &built, &notices, &Options { dev: false }, &esbuild).unwrap();
        let shown = |path: &str| std::fs::read_to_string(root.join("dist").join(path)).unwrap();
        assert_eq!(shown("index.html"), bare_page(&page("first"), CONTENT_SECURITY_POLICY).unwrap());
        assert!(shown("index.html").contains("<title>first") && !shown("index.html").contains("said to us"));
        assert_eq!(shown("newsglass/worker.js"), "postMessage(1);\n");
        assert!(
            shown("newsglass.html").contains("console.log(\"here\");") && !shown("newsglass.html").contains("=\"./")
        );
        assert_eq!(shown("newsglass/THIRD-PARTY.txt"), "of the engine");
        assert_eq!(shown("THIRD-PARTY.txt"), "of both");
        assert!(shown("newsglass.html").contains(">of both</script>") && !shown("sw.js").contains("THIRD-PARTY"));
        assert!(shown("newsglass.html").contains("postMessage(2);") && root.join("dist/assets/pdf_bg.wasm").is_file());
        assert!(root.join("dist/assets/icons/icon.svg").is_file() && root.join("dist/newsglass/index.js").is_file());

        let first = contents(&root.join("dist"));
        lay_out(&root, &built, &notices, &Options { dev: false }, &esbuild).unwrap();
        assert!(first == contents(&root.join("dist")), "the same bytes at every build");

        write("index.html", &page("second"));
        std::fs::remove_file(built.engine.join("newsglass.js")).unwrap();
        lay_out(&root, &built, &notices, &Options { dev: false }, &esbuild).unwrap_err();
        assert!(shown("index.html").contains("<title>first"));

        write("target/engine/newsglass.js", "again");
        lay_out(&root, &built, &notices, &Options { dev: false }, &esbuild).unwrap();
        assert!(shown("index.html").contains("<title>second"));
        assert!(!root.join("dist.tmp").exists() && !root.join("dist.old").exists());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
