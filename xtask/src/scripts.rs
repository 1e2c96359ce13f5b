//! JavaScript (and styles) as shipped: without the comments that are for those who work on it, and, for the single file, many modules made
//! into one classic script.
//!
//! This is no parser. It reads the forms that our modules and wasm-bindgen's glue have (declarations at the start of a line, whole
//! lines of comments) and refuses what it does not know, so a new form fails the build and not a page.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

/// Leaves out indentation and comments that have lines of their own; those inside a line stay (bundlers read some of them). Templates of
/// several lines stay as they are.
pub(crate) fn without_comments(source: &str) -> String {
    let mut shipped = String::with_capacity(source.len());
    let mut inside = false;
    let mut in_template = false;
    for line in source.lines() {
        let words = line.trim();
        if in_template {
            in_template = line.matches('`').count().is_multiple_of(2);
            shipped.push_str(line);
            shipped.push('\n');
        } else if inside {
            inside = !words.ends_with("*/");
        } else if words.starts_with("//") || (words.starts_with("/*") && words.ends_with("*/")) || words.is_empty() {
        } else if words.starts_with("/*") && !words.contains("*/") {
            inside = true;
        } else {
            in_template = !words.matches('`').count().is_multiple_of(2);
            shipped.push_str(line.trim_start());
            shipped.push('\n');
        }
    }
    shipped
}

/// A style sheet without comments and indentation. Comments within strings are not told apart; no style of ours has any.
pub(crate) fn bare_style(source: &str) -> String {
    let mut rest = source;
    let mut bare = String::with_capacity(source.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// A page as shipped: without comments and indentation, and with its policy, which then holds on hosts, too, that send no headers. Text
/// whose line breaks count (`<pre>`, `<textarea>`) must stand on one line.
pub(crate) fn bare_page(source: &str, policy: &str) -> Result<String> {
    const FIRST: &str = "<meta charset=\"utf-8\">\n";
    let mut rest = source;
    let mut bare = String::with_capacity(source.len());
    while let Some((before, comment)) = rest.split_once("<!--") {
        bare.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    let bare: String =
        bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect();
    let Some((before, behind)) = bare.split_once(FIRST) else {
        bail!("a page must have a line `{}`: its policy comes behind that", FIRST.trim());
    };
    Ok(format!("{before}{FIRST}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n{behind}"))
}

/// One classic script of a module and all that it imports. `read` gives the source of a module by its path; paths are below the root
/// of the page, with slashes.
pub(crate) fn bundle(entry: &str, read: &mut dyn FnMut(&str) -> Result<String>) -> Result<String> {
    let mut bundle = Bundle { read, done: BTreeSet::new(), open: Vec::new(), code: String::new() };
    bundle.add(entry)?;
    Ok(format!("(() => {{\n\"use strict\";\nconst modules = {{}};\n{}}})();\n", bundle.code))
}

struct Bundle<'read> {
    read: &'read mut dyn FnMut(&str) -> Result<String>,
    done: BTreeSet<String>,
    open: Vec<String>,
    code: String,
}

impl Bundle<'_> {
    /// Writes a module behind those that it needs.
    fn add(&mut self, path: &str) -> Result<()> {
        if self.done.contains(path) {
            return Ok(());
        }
        if self.open.iter().any(|open| open == path) {
            bail!("{} import each other in a circle; the single file cannot have that", self.open.join(", "));
        }
        self.open.push(path.to_owned());
        let module = Module::read(path, &without_comments(&(self.read)(path)?))?;
        for needed in &module.needs {
            self.add(needed)?;
        }
        let Module { code, exports, .. } = module;
        self.code
            .push_str(&format!("modules[{path:?}] = (() => {{\n{code}return {{ {} }};\n}})();\n", exports.join(", ")));
        self.open.pop();
        self.done.insert(path.to_owned());
        Ok(())
    }
}

/// A module with its imports and exports taken out.
#[derive(Default)]
struct Module {
    needs: Vec<String>,
    exports: Vec<String>,
    code: String,
}

impl Module {
    fn read(path: &str, source: &str) -> Result<Self> {
        let mut module = Self::default();
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            let declares =
                line.starts_with("export {") || (line.starts_with("import ") && !line.starts_with("import ("));
            let mut statement = line.to_owned();
            while declares && !ends(&statement) {
                let Some(next) = lines.next() else { bail!("{path}: a declaration without end: {line}") };
                statement.push(' ');
                statement.push_str(next.trim_start());
            }
            if line.starts_with("import ") {
                module.import(path, &statement)?;
            } else if line.starts_with("export {") {
                module.export(path, &statement)?;
            } else if let Some(declaration) = line.strip_prefix("export ") {
                module.exports.push(declared(path, declaration)?);
                module.push(path, declaration)?;
            } else {
                module.push(path, line)?;
            }
        }
        Ok(module)
    }

    fn import(&mut self, path: &str, statement: &str) -> Result<()> {
        let clause = statement.trim_start_matches("import ").trim_end().trim_end_matches(';');
        let (names, from) =
            clause.rsplit_once(" from ").map_or(("", clause), |(names, from)| (names.trim(), from.trim()));
        let Some(from) = quoted(from) else { bail!("{path}: an import of an unknown form: {statement}") };
        let from = resolve(path, from)?;
        let into = if names.is_empty() {
            None
        } else if let Some(name) = names.strip_prefix("* as ") {
            Some(name.to_owned())
        } else if names.starts_with('{') && names.ends_with('}') {
            Some(names.replace(" as ", ": "))
        } else if names.chars().all(is_name) {
            Some(format!("{{ default: {names} }}"))
        } else {
            bail!("{path}: an import of an unknown form: {statement}");
        };
        if let Some(into) = into {
            self.code.push_str(&format!("const {into} = modules[{from:?}];\n"));
        }
        self.needs.push(from);
        Ok(())
    }

    fn export(&mut self, path: &str, statement: &str) -> Result<()> {
        let list = statement.trim_start_matches("export {").trim_end().trim_end_matches(';').trim_end();
        let Some(list) = list.strip_suffix('}') else { bail!("{path}: an export of an unknown form: {statement}") };
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let (own, shown) = name.split_once(" as ").unwrap_or((name, name));
            self.exports.push(format!("{}: {}", shown.trim(), own.trim()));
        }
        Ok(())
    }

    /// A line that stays, but for where it asks for its own place or for a module later on.
    fn push(&mut self, path: &str, line: &str) -> Result<()> {
        if line.starts_with("export default") || line.contains("import.meta.env") {
            bail!("{path}: a form that the single file cannot have: {line}");
        }
        let mut line = line.replace("import.meta.url", "\"file:///newsglass.html\"");
        while let Some(at) = line.find("import(\"") {
            let (before, rest) = line.split_at(at);
            let Some((from, after)) = rest.trim_start_matches("import(\"").split_once("\")") else {
                bail!("{path}: an import of an unknown form: {line}");
            };
            let from = resolve(path, from)?;
            line = format!("{before}Promise.resolve(modules[{from:?}]){after}");
            self.needs.push(from);
        }
        self.code.push_str(&line);
        self.code.push('\n');
        Ok(())
    }
}

/// Whether an import or a list of exports is whole. The glue leaves out the semicolon where a module is imported as one thing.
fn ends(statement: &str) -> bool {
    let statement = statement.trim_end();
    statement.ends_with(';') || (statement.starts_with("import ") && statement.ends_with(['"', '\'']))
}

/// The name that a declaration gives.
fn declared(path: &str, declaration: &str) -> Result<String> {
    let kinds = ["async function ", "function ", "class ", "const ", "let "];
    let name = kinds.iter().find_map(|kind| declaration.strip_prefix(kind)).unwrap_or_default();
    let name: String = name.chars().take_while(|character| is_name(*character)).collect();
    if name.is_empty() {
        bail!("{path}: an export of an unknown form: {declaration}");
    }
    Ok(name)
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

fn quoted(text: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark))
}

/// The path of a module that another one names.
fn resolve(path: &str, named: &str) -> Result<String> {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    if !named.starts_with('.') {
        bail!("{path} imports {named}, which is no file of this page");
    }
    for part in named.split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => bail!("{path} imports {named}, which lies outside"),
            ".." => {}
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_on_lines_of_their_own_are_left_out() {
        let source =
            "// a\nconst a = 1; // b\n\n  /** c */\n/**\n * d\n */\nload(/* @vite-ignore */ a);\n/* e */ b();\n";
        assert_eq!(without_comments(source), "const a = 1; // b\nload(/* @vite-ignore */ a);\n/* e */ b();\n");
    }

    #[test]
    fn indentation_goes_but_in_templates() {
        let source = "if (a) {\n  b = `c`;\n  d = `e\n    // f\n  g`;\n  h();\n}\n";
        assert_eq!(without_comments(source), "if (a) {\nb = `c`;\nd = `e\n    // f\n  g`;\nh();\n}\n");
    }

    #[test]
    fn styles_lose_comments_and_indentation() {
        let source = "/* a\n   b */\np {\n    margin: 0; /* c */\n}\n\na::before { content: \"x  y\" }\n";
        assert_eq!(bare_style(source), "p {\nmargin: 0;\n}\na::before { content: \"x  y\" }\n");
    }

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

    fn bundled(modules: &[(&str, &str)]) -> Result<String> {
        bundle("a/main.js", &mut |path| {
            let found = modules.iter().find(|(name, _)| *name == path);
            found.map(|(_, source)| (*source).to_owned()).ok_or_else(|| anyhow::anyhow!("no {path}"))
        })
    }

    #[test]
    fn modules_become_one_script_in_the_order_that_they_need() {
        let script = bundled(&[
            (
                "a/main.js",
                "import start from '../b.js';\nimport * as all from \"./c.js\"\nimport { x,\n  y as z } from \"./c.js\";\nconst later = () => import(\"./d.js\");\nstart(all, x, z, import.meta.url);\n",
            ),
            ("b.js", "function own() {}\nexport { own as default };\n"),
            ("a/c.js", "export const x = 1;\nexport async function y() {}\nexport class Z {}\n"),
            ("a/d.js", "export {};\n"),
        ])
        .unwrap();
        let order: Vec<_> = ["\"b.js\"] =", "\"a/c.js\"] =", "\"a/d.js\"] =", "\"a/main.js\"] ="]
            .iter()
            .map(|part| script.find(&format!("modules[{part}")).unwrap())
            .collect();
        assert!(order.is_sorted(), "{script}");
        for part in [
            "return { default: own };",
            "return { x, y, Z };",
            "const { default: start } = modules[\"b.js\"];",
            "const all = modules[\"a/c.js\"];",
            "const { x, y: z } = modules[\"a/c.js\"];",
            "const later = () => Promise.resolve(modules[\"a/d.js\"]);",
            "start(all, x, z, \"file:///newsglass.html\");",
        ] {
            assert!(script.contains(part), "{part} is not in\n{script}");
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for source in [
            "import x from \"elsewhere\";\n",
            "import x, { y } from \"./main.js\";\n",
            "export default 5;\n",
            "export * from \"./main.js\";\n",
            "import \"./main.js\";\n",
            "import \"../../out.js\";\n",
        ] {
            assert!(bundled(&[("a/main.js", source)]).is_err(), "{source}");
        }
    }
}
