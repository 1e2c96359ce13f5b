//! Which file needs which, within one crate: circles of files, and imports that run back up the order of rooms.
//!
//! A file needs another when a path in it (`use`, an expression, a type, a pattern) leads to an item that the other defines. Re-exports are
//! followed to the file that defines the item. A parent that declares a child (`mod`) or only passes on what the child has
//! (`pub use`) does not need it; one that calls into it does. Methods leave no path and are not seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

use super::sources::{ORDER, Source, attributes, is_test, skip_tests_and_attributes};

/// What one file needs of another: the names.
pub(super) type Edges = BTreeMap<(usize, usize), BTreeSet<String>>;

/// A name that a module takes in from elsewhere; `*` for all names.
struct Import {
    name: String,
    path: Vec<String>,
}

#[derive(Default)]
struct Module {
    file: usize,
    items: BTreeSet<String>,
    imports: Vec<Import>,
}

type Modules = HashMap<Vec<String>, Module>;

/// The needs of all files, by their index.
pub(super) fn edges(sources: &[Source]) -> Edges {
    let mut edges = Edges::new();
    let crates: BTreeSet<&str> = sources.iter().map(|source| source.krate).collect();
    for krate in crates {
        let mut modules = Modules::new();
        let files = || sources.iter().enumerate().filter(|(_, source)| source.krate == krate);
        for (index, source) in files() {
            collect(&mut modules, &source.module, index, &source.file.items);
        }
        for (index, source) in files() {
            let mut finder =
                Finder { modules: &modules, file: index, module: source.module.clone(), edges: &mut edges };
            finder.visit_file(&source.file);
        }
    }
    edges
}

fn collect(modules: &mut Modules, path: &[String], file: usize, items: &[Item]) {
    let mut module = Module { file, ..Module::default() };
    for item in items.iter().filter(|item| !is_test(attributes(item))) {
        let name = match item {
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Mod(item) => {
                if let Some((_, items)) = &item.content {
                    let inner: Vec<String> = path.iter().cloned().chain([item.ident.to_string()]).collect();
                    collect(modules, &inner, file, items);
                }
                continue;
            }
            Item::Use(item) => {
                flatten(&item.tree, &mut Vec::new(), &mut |name, path| module.imports.push(Import { name, path }));
                continue;
            }
            _ => continue,
        };
        module.items.insert(name.to_string());
    }
    modules.insert(path.to_vec(), module);
}

/// Every name that a `use` brings, with its path.
fn flatten(tree: &UseTree, path: &mut Vec<String>, found: &mut impl FnMut(String, Vec<String>)) {
    match tree {
        UseTree::Path(part) => {
            path.push(part.ident.to_string());
            flatten(&part.tree, path, found);
            path.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            found(path.last().cloned().unwrap_or_default(), path.clone());
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            found(name.clone(), path.iter().cloned().chain([name]).collect());
        }
        UseTree::Rename(name) => {
            found(name.rename.to_string(), path.iter().cloned().chain([name.ident.to_string()]).collect());
        }
        UseTree::Glob(_) => found("*".to_owned(), path.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, path, found)),
    }
}

/// The module a path leads to and the item in it, if it is one of this crate's.
fn resolve(modules: &Modules, from: &[String], path: &[String], depth: usize) -> Option<(usize, Option<String>)> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => walk(modules, Vec::new(), rest, depth),
        "self" => walk(modules, from.to_vec(), rest, depth),
        "super" => {
            let (_, parent) = from.split_last()?;
            match rest.first().map(String::as_str) {
                Some("super") => resolve(modules, parent, rest, depth),
                _ => walk(modules, parent.to_vec(), rest, depth),
            }
        }
        _ => walk(modules, from.to_vec(), path, depth),
    }
}

fn walk(modules: &Modules, mut at: Vec<String>, path: &[String], depth: usize) -> Option<(usize, Option<String>)> {
    let module = modules.get(&at)?;
    let Some((name, rest)) = path.split_first() else { return Some((module.file, None)) };
    at.push(name.clone());
    if modules.contains_key(&at) {
        return walk(modules, at, rest, depth);
    }
    at.pop();
    if module.items.contains(name) {
        return Some((module.file, Some(name.clone())));
    }
    let depth = depth.checked_sub(1)?;
    let named = module.imports.iter().filter(|import| import.name == *name).find_map(|import| {
        let whole: Vec<String> = import.path.iter().chain(rest).cloned().collect();
        resolve_import(modules, &at, name, &whole, depth)
    });
    named.or_else(|| {
        module.imports.iter().filter(|import| import.name == "*").find_map(|import| {
            let whole: Vec<String> = import.path.iter().chain(path).cloned().collect();
            resolve_import(modules, &at, name, &whole, depth)
        })
    })
}

/// Like [`resolve`], for a path of a `use`, which must not lead to itself (`use serde::Serialize` in a module of that name).
fn resolve_import(
    modules: &Modules,
    from: &[String],
    name: &str,
    path: &[String],
    depth: usize,
) -> Option<(usize, Option<String>)> {
    if path.first().is_some_and(|first| first == name) && !modules.contains_key(&[from, &[name.to_owned()]].concat()) {
        return None;
    }
    resolve(modules, from, path, depth)
}

/// How many re-exports are followed.
const DEPTH: usize = 6;

struct Finder<'a> {
    modules: &'a Modules,
    file: usize,
    module: Vec<String>,
    edges: &'a mut Edges,
}

impl Finder<'_> {
    fn need(&mut self, path: &[String]) {
        // `pub(super)` among what a macro is given.
        if matches!(path, [only] if only == "super") {
            return;
        }
        if let Some((file, name)) = resolve(self.modules, &self.module, path, DEPTH)
            && file != self.file
        {
            let name = name.unwrap_or_else(|| path.last().cloned().unwrap_or_default());
            self.edges.entry((self.file, file)).or_default().insert(name);
        }
    }

    /// Paths in what a macro is given.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if colons == 2 => path.push(word.to_string()),
                TokenTree::Ident(word) => {
                    self.need(&std::mem::take(&mut path));
                    path = vec![word.to_string()];
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.need(&std::mem::take(&mut path));
                    self.tokens(group.stream());
                }
                _ => self.need(&std::mem::take(&mut path)),
            }
            colons = 0;
        }
        self.need(&path);
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    skip_tests_and_attributes!();

    /// The path of `pub(super)` is no need.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if matches!(item.vis, Visibility::Inherited) {
            flatten(&item.tree, &mut Vec::new(), &mut |_, path| self.need(&path));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.need(&names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
    }
}

/// The sets of files each of which needs, by way of others, each other.
pub(super) fn circles(files: usize, edges: &Edges) -> Vec<Vec<usize>> {
    let mut reach: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); files];
    for (from, reached) in reach.iter_mut().enumerate() {
        let mut waiting = vec![from];
        while let Some(at) = waiting.pop() {
            for &(_, to) in edges.range((at, 0)..=(at, usize::MAX)).map(|(edge, _)| edge) {
                if reached.insert(to) {
                    waiting.push(to);
                }
            }
        }
    }
    let reaches = |from: usize, to: usize| reach.get(from).is_some_and(|reached| reached.contains(&to));
    let mut circles: Vec<Vec<usize>> = Vec::new();
    for file in 0..files {
        if reaches(file, file) && !circles.iter().flatten().any(|&other| other == file) {
            circles.push((0..files).filter(|&other| reaches(file, other) && reaches(other, file)).collect());
        }
    }
    circles
}

/// Edges from a room to one on its right.
pub(super) fn back_up<'a>(
    sources: &'a [Source],
    edges: &'a Edges,
) -> Vec<(&'a Source, &'a Source, &'a BTreeSet<String>)> {
    let rank = |source: &Source| ORDER.iter().position(|room| *room == source.room());
    let pair = |&(from, to): &(usize, usize)| Some((sources.get(from)?, sources.get(to)?));
    let ends = edges.iter().filter_map(|(edge, names)| pair(edge).map(|(from, to)| (from, to, names)));
    ends.filter(|(from, to, _)| matches!((rank(from), rank(to)), (Some(from), Some(to)) if from < to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        let below = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")).unwrap();
        let module = if below == "lib" { Vec::new() } else { below.split('/').map(str::to_owned).collect() };
        let file = syn::parse_file(text).unwrap();
        Source { path: path.to_owned(), krate: "newsglass", module, text: text.to_owned(), file }
    }

    fn needs(sources: &[Source]) -> Vec<String> {
        let edges = edges(sources);
        let name = |index: usize| sources[index].path.strip_prefix("src/").unwrap();
        edges.keys().map(|&(from, to)| format!("{} {}", name(from), name(to))).collect()
    }

    #[test]
    fn a_path_leads_to_the_file_that_defines_the_item() {
        let sources = [
            source("src/lib.rs", "mod a; mod b; pub use a::Thing;"),
            source("src/a.rs", "mod inner; pub(crate) use inner::Thing; fn own() { inner::call() }"),
            source("src/a/inner.rs", "pub(crate) struct Thing; pub(crate) fn call() {}"),
            source("src/b.rs", "use crate::Thing; use std::fmt; fn f() { let _: Thing; x!(crate::a::own()) }"),
        ];
        assert_eq!(needs(&sources), ["a.rs a/inner.rs", "b.rs a.rs", "b.rs a/inner.rs"]);
    }

    #[test]
    fn a_circle_is_found_and_passing_on_is_none() {
        let circle = [
            source("src/a.rs", "use crate::b::f; pub(crate) fn g() { f() }"),
            source("src/b.rs", "pub(crate) fn f() { super::a::g() }"),
            source("src/c.rs", "mod d; pub(crate) use d::h; pub(crate) struct C;"),
            source("src/c/d.rs", "pub(crate) fn h(_: super::C) {}"),
            source("src/lib.rs", "mod a; mod b; mod c; #[cfg(test)] mod tests { use super::a; }"),
        ];
        let edges = edges(&circle);
        assert_eq!(circles(circle.len(), &edges), [vec![0, 1]]);
    }

    #[test]
    fn an_import_from_the_right_runs_back_up() {
        let sources = [
            source("src/entities.rs", "pub(crate) fn listed() {}"),
            source("src/lib.rs", "mod entities; mod tagger;"),
            source("src/tagger.rs", "fn f() { crate::entities::listed() }"),
        ];
        let edges = edges(&sources);
        let found = back_up(&sources, &edges);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.path.as_str(), found[0].1.path.as_str()), ("src/tagger.rs", "src/entities.rs"));
    }
}
