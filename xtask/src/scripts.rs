//! Scripts, styles and pages as shipped: without the comments that are for those who work on them, and, for the single file, many modules
//! made into one classic script.
//!
//! Scripts and styles are the business of esbuild, in the version that `xtask/scripts/package-lock.json` names. The crates that could do this
//! were weighed: the one that bundles (rolldown) brings 334 crates, and wants a newer Rust than this workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::paths::files;
use crate::steps::{OnPath, run};
use crate::tools::ensure_node;

/// The oldest Node.js whose npm installs esbuild (Debian 12 has it).
const NODE: u32 = 18;

/// Comments inside an `import()` that bundlers read. esbuild leaves them out where it leaves out white space.
const FOR_BUNDLERS: &str = "webpackIgnore";

/// What modules of the single file are told of where they are: they have no address of their own.
const NO_ADDRESS: &str = "--define:import.meta.url=\"file:///newsglass.html\"";

/// The program that shortens and bundles.
pub(crate) struct Esbuild {
    program: PathBuf,
}

impl Esbuild {
    /// The program, fetched by npm unless it is there in the version of the lock file.
    pub(crate) fn ensure(root: &Path) -> Result<Self> {
        let folder = root.join("xtask/scripts");
        let wanted = read_json(&folder.join("package.json"))?;
        let wanted = wanted.pointer("/devDependencies/esbuild").and_then(Value::as_str);
        let installed = read_json(&folder.join("node_modules/esbuild/package.json")).ok();
        if wanted.is_none() || installed.as_ref().and_then(|package| package.get("version")?.as_str()) != wanted {
            ensure_node(NODE)?;
            println!("    fetching esbuild {} (once)", wanted.unwrap_or_default());
            run(
                Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder),
                "npm fetches what xtask/scripts/package-lock.json names; it needs its registry once",
            )?;
        }
        // npm brings the program of this system alone.
        let programs = files(&folder.join("node_modules/@esbuild"))?;
        let is_program =
            |path: &Path| path.file_stem().is_some_and(|name| name == "esbuild") && !path.ends_with("esbuild.d.ts");
        let program = programs.into_iter().map(|(file, _)| file).find(|file| is_program(file));
        let program = program
            .context("npm brought no esbuild for this system; remove xtask/scripts/node_modules and build again")?;
        Ok(Self { program })
    }

    /// Takes comments and white space out of every script and style below the folder, in place.
    pub(crate) fn shorten(&self, folder: &Path) -> Result<()> {
        let (mut plain, mut read_by_bundlers) = (Vec::new(), Vec::new());
        for (file, path) in files(folder)? {
            if path.extension().is_some_and(|is| is == "js" || is == "css") {
                let keeps = std::fs::read_to_string(&file).on("read", &file)?.contains(FOR_BUNDLERS);
                if keeps { &mut read_by_bundlers } else { &mut plain }.push(path);
            }
        }
        for (paths, how) in [(plain, "--minify-whitespace"), (read_by_bundlers, "--legal-comments=none")] {
            if !paths.is_empty() {
                let mut command = self.command(folder);
                self.answer(command.args(paths).args([how, "--outdir=.", "--outbase=.", "--allow-overwrite"]))?;
            }
        }
        Ok(())
    }

    /// One classic script of a module and all that it imports; `entry` is its path below the folder.
    pub(crate) fn bundle(&self, folder: &Path, entry: &str) -> Result<String> {
        let mut command = self.command(folder);
        // Modules are strict by themselves, and a classic script is not.
        command.args([
            entry,
            "--bundle",
            "--format=iife",
            "--minify-whitespace",
            "--banner:js=\"use strict\";",
            NO_ADDRESS,
        ]);
        self.answer(&mut command)
    }

    /// Paths are given from the folder, so that where it lies on this machine has no say in the bytes.
    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(folder).args(["--charset=utf8", "--target=esnext", "--log-level=warning", "--color=false"]);
        // The glue names a script once for each of its functions that it passes on as it is. In ours, TypeScript finds such a key.
        command.arg("--log-override:duplicate-object-key=silent");
        command
    }

    /// Runs it; what it warns of is an error, for a new form must fail the build and not a page.
    fn answer(&self, command: &mut Command) -> Result<String> {
        let output = command.output().with_context(|| format!("{} could not be started", self.program.display()))?;
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() || !said.trim().is_empty() {
            bail!("esbuild says: {}", said.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

fn read_json(path: &Path) -> Result<Value> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path).on("read", path)?)?)
}

/// A page as shipped: without comments and indentation, and with its policy, which then holds on hosts, too, that send no headers. Text
/// whose line breaks count (`<pre>`, `<textarea>`) must stand on one line.
pub(crate) fn bare_page(source: &str, policy: &str) -> Result<String> {
    const FIRST: &str = "<meta charset=\"utf-8\">\n";
    let mut rest = source;
    let mut bare = String::with_capacity(source.len());
    while let Some((before, comment)) = rest.split_once("<!--") {
        bare.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let bare: String =
        bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect();
    let Some((before, after)) = bare.split_once(FIRST) else {
        bail!("a page must have a line `{}`: its policy comes after that", FIRST.trim());
    };
    Ok(format!("{before}{FIRST}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n{after}"))
}

/// The program for unit tests; `None`, which is said, where it was not fetched: the inner loop needs no Node.js. The tools step of the whole run
/// has fetched it.
#[cfg(test)]
pub(crate) fn for_tests() -> Option<Esbuild> {
    let root = crate::paths::root().unwrap();
    if !root.join("xtask/scripts/node_modules").is_dir() && std::env::var_os("CI").is_none() {
        eprintln!("left out: esbuild has not been fetched; `cargo xtask build` does");
        return None;
    }
    Some(Esbuild::ensure(&root).unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lose_comments_and_indentation_and_get_their_policy() {
        let source =
            "<!doctype html>\n<head>\n  <meta charset=\"utf-8\">\n  <!-- a\n  b -->\n  <title>T</title>\n</head>\n";
        let bare = bare_page(source, "default-src 'none'").unwrap();
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        assert_eq!(
            bare,
            format!("<!doctype html>\n<head>\n<meta charset=\"utf-8\">\n{policy}\n<title>T</title>\n</head>\n")
        );
        assert!(bare_page("<title>T</title>", "").is_err());
    }

    /// A folder with these files, which goes when the closure ends.
    fn in_folder<T>(name: &str, sources: &[(&str, &str)], work: impl FnOnce(&Path) -> T) -> T {
        let folder = std::env::temp_dir().join(format!("newsglass-{name}-{}", std::process::id()));
        for (path, source) in sources {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, source).unwrap();
        }
        let result = work(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        result
    }

    #[test]
    fn scripts_and_styles_lose_what_only_people_read() {
        let Some(esbuild) = for_tests() else { return };
        let sources = [
            ("a.js", "// a\nexport const a = `b\n  // c`; // d\n/** e */\n"),
            (
                "b/ignore.js",
                "// f\nexport const load = (url) => import(/* @vite-ignore */ /* webpackIgnore: true */ url);\n",
            ),
            ("style.css", "/* g */\np {\n  margin: 0; /* h */\n}\na::before { content: \"x  y\" }\n"),
            ("other.txt", "// stays"),
        ];
        in_folder("shorten", &sources, |folder| {
            esbuild.shorten(folder).unwrap();
            let shown = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
            assert_eq!(shown("a.js"), "export const a=`b\n  // c`;\n");
            let ignore = shown("b/ignore.js");
            assert!(
                ignore.contains("@vite-ignore") && ignore.contains("webpackIgnore: true") && !ignore.contains("// f"),
                "{ignore}"
            );
            assert_eq!(shown("style.css"), "p{margin:0}a:before{content:\"x  y\"}\n".replace("a:before", "a::before"));
            assert_eq!(shown("other.txt"), "// stays");
        });
    }

    #[test]
    fn modules_become_one_script_wherever_they_lie() {
        let Some(esbuild) = for_tests() else { return };
        let sources = [
            (
                "a/main.js",
                "import start from '../b.js';\nimport { x } from \"./c.js\";\nstart(x, import.meta.url, () => import(\"./c.js\"));\n",
            ),
            ("b.js", "function own() {}\nexport { own as default };\n"),
            ("a/c.js", "export const x = 1; // y\n"),
            ("wrong.js", "import \"./no-such-file.js\";\n"),
            ("doubtful.js", "console.log(import.meta.dirname);\n"),
        ];
        let one = in_folder("bundle", &sources, |folder| esbuild.bundle(folder, "a/main.js").unwrap());
        assert!(one.starts_with("\"use strict\";\n(()=>{"), "{one}");
        assert!(one.contains("\"file:///newsglass.html\"") && !one.contains("// y"), "{one}");
        in_folder("bundle elsewhere", &sources, |folder| {
            assert_eq!(one, esbuild.bundle(folder, "a/main.js").unwrap());
            for wrong in ["wrong.js", "doubtful.js"] {
                let error = esbuild.bundle(folder, wrong).unwrap_err().to_string();
                assert!(error.contains(wrong) && error.lines().count() == 1, "{error}");
            }
        });
    }
}
