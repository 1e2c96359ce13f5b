//! Decisions per function: how many ways lead through it.
//!
//! Counted are `if` and `else if` (with `let` too), each arm of a `match` after the first, `while`, `for`, `loop`, `&&`, `||`, and
//! `matches!` as one. Not counted, since they only leave: `?` and `let ... else`; nor guards of arms and the alternatives of a pattern
//! (`1 | 2`). A closure belongs to the function it stands in; a function within a function counts for itself. A constant that decides
//! something counts as a function. Tests are left out.
//!
//! So counted, the core stood at 47 (99th percentile) and 140 (worst) when the limits were first taken, where another count of the same
//! code, by which other projects were measured, had 48 and 133. With `?`, `let ... else` and guards it would be 54 and 154.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Token};

use super::sources::{Source, skip_tests_and_attributes};

/// A function and what is decided in it.
#[derive(Debug)]
pub(super) struct Function {
    /// `Type::name`.
    pub(super) name: String,
    /// The file and the line.
    pub(super) place: String,
    /// How many decisions.
    pub(super) decisions: usize,
}

/// All functions of a file.
pub(super) fn functions(source: &Source) -> Vec<Function> {
    let mut counter = Counter { path: &source.path, owner: None, open: Vec::new(), done: Vec::new() };
    counter.visit_file(&source.file);
    counter.done
}

struct Counter<'a> {
    path: &'a str,
    owner: Option<String>,
    open: Vec<Function>,
    done: Vec<Function>,
}

impl Counter<'_> {
    fn decide(&mut self, how_often: usize) {
        if let Some(function) = self.open.last_mut() {
            function.decisions += how_often;
        }
    }

    fn function(&mut self, name: &syn::Ident, visit: impl FnOnce(&mut Self)) {
        let owner = self.owner.take();
        let full = owner.as_ref().map_or_else(|| name.to_string(), |owner| format!("{owner}::{name}"));
        let place = format!("{}:{}", self.path, name.span().start().line);
        self.open.push(Function { name: full, place, decisions: 0 });
        visit(self);
        self.done.extend(self.open.pop());
        self.owner = owner;
    }

    /// A constant is a function only when it decides something.
    fn constant(&mut self, name: &syn::Ident, value: &Expr) {
        self.function(name, |counter| counter.visit_expr(value));
        if self.done.last().is_some_and(|last| last.decisions == 0) {
            self.done.pop();
        }
    }

    /// What a macro is given, when it is no list of expressions: told by its words.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut before = ' ';
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(word) => {
                    let word = word.to_string();
                    self.decide(usize::from(matches!(word.as_str(), "if" | "while" | "for" | "match")));
                }
                TokenTree::Punct(mark) => {
                    let mark = mark.as_char();
                    let doubled = mark == before && (mark == '&' || mark == '|');
                    self.decide(usize::from(doubled));
                    before = if doubled { ' ' } else { mark };
                    continue;
                }
                TokenTree::Literal(_) => {}
            }
            before = ' ';
        }
    }
}

impl<'ast> Visit<'ast> for Counter<'_> {
    skip_tests_and_attributes!();

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let owner = match item.self_ty.as_ref() {
            syn::Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        };
        let outer = std::mem::replace(&mut self.owner, owner);
        visit::visit_item_impl(self, item);
        self.owner = outer;
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        let outer = self.owner.replace(item.ident.to_string());
        visit::visit_item_trait(self, item);
        self.owner = outer;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig.ident, |counter| visit::visit_item_fn(counter, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !super::sources::is_test(&item.attrs) {
            self.function(&item.sig.ident, |counter| visit::visit_impl_item_fn(counter, item));
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if item.default.is_some() {
            self.function(&item.sig.ident, |counter| visit::visit_trait_item_fn(counter, item));
        }
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.constant(&item.ident, &item.expr);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.constant(&item.ident, &item.expr);
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        self.decide(match expression {
            Expr::If(_) | Expr::While(_) | Expr::ForLoop(_) | Expr::Loop(_) => 1,
            Expr::Match(choice) => choice.arms.len().saturating_sub(1),
            Expr::Binary(pair) => usize::from(matches!(pair.op, BinOp::And(_) | BinOp::Or(_))),
            _ => 0,
        });
        visit::visit_expr(self, expression);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        match name.as_str() {
            "matches" => {
                self.decide(1);
                let parts = |input: syn::parse::ParseStream<'_>| {
                    let subject: Expr = input.parse()?;
                    input.parse::<Token![,]>()?;
                    syn::Pat::parse_multi_with_leading_vert(input)?;
                    let guard = input.parse::<Option<Token![if]>>()?.map(|_| input.parse::<Expr>()).transpose()?;
                    input.parse::<Option<Token![,]>>()?;
                    Ok((subject, guard))
                };
                if let Ok((subject, guard)) = parts.parse2(call.tokens.clone()) {
                    let mut inner = Counter { path: self.path, owner: None, open: Vec::new(), done: Vec::new() };
                    inner.open.push(Function { name: String::new(), place: String::new(), decisions: 0 });
                    inner.visit_expr(&subject);
                    if let Some(guard) = &guard {
                        inner.visit_expr(guard);
                    }
                    self.decide(inner.open.last().map_or(0, |function| function.decisions));
                }
            }
            "html" => self.tokens(call.tokens.clone()),
            _ => match Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone()) {
                Ok(expressions) => {
                    let mut inner = Counter { path: self.path, owner: None, open: Vec::new(), done: Vec::new() };
                    inner.open.push(Function { name: String::new(), place: String::new(), decisions: 0 });
                    expressions.iter().for_each(|expression| inner.visit_expr(expression));
                    self.decide(inner.open.last().map_or(0, |function| function.decisions));
                }
                Err(_) => self.tokens(call.tokens.clone()),
            },
        }
    }
}

/// What a room's functions come to.
pub(super) struct Spread<'a> {
    pub(super) functions: usize,
    pub(super) p90: usize,
    pub(super) p99: usize,
    pub(super) worst: Option<&'a Function>,
}

/// Percentiles by nearest rank.
pub(super) fn spread<'a>(functions: &[&'a Function]) -> Spread<'a> {
    let mut sorted: Vec<&Function> = functions.to_vec();
    sorted.sort_by_key(|function| function.decisions);
    let rank = |percent: usize| {
        let rank = (sorted.len() * percent).div_ceil(100);
        sorted.get(rank.saturating_sub(1)).map_or(0, |function| function.decisions)
    };
    Spread { functions: sorted.len(), p90: rank(90), p99: rank(99), worst: sorted.last().copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(body: &str) -> usize {
        let text = format!("fn f() {{ {body} }}");
        let file = syn::parse_file(&text).unwrap();
        let source =
            Source { path: "a.rs".to_owned(), krate: "newsglass", module: vec!["text".to_owned()], text, file };
        let functions = functions(&source);
        assert_eq!(functions.len(), 1, "{body}");
        functions[0].decisions
    }

    #[test]
    fn every_way_is_counted_once() {
        for (body, decisions) in [
            ("a", 0),
            ("if a { b } else if c { d } else { e }", 2),
            ("match a { 1 => b, 2 if c => d, _ => e }", 2),
            ("match a { 1 | 2 => b, _ => c }", 1),
            ("for a in b { while c { loop {} } }", 3),
            ("a && b || c", 2),
            ("a?; let Some(b) = c else { return };", 0),
            ("matches!(a, 1 | 2 | 3)", 1),
            ("matches!(a?, Some(b) if b && c)", 2),
            ("d.map(|a| if a { b } else { c })", 1),
            ("assert!(a && b, \"{}\", c?)", 1),
            ("html! { <p>{ if a && b { c } else { d } }</p> }", 2),
        ] {
            assert_eq!(count(body), decisions, "{body}");
        }
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let functions: Vec<Function> =
            (1..=100).map(|decisions| Function { name: String::new(), place: String::new(), decisions }).collect();
        let spread = spread(&functions.iter().collect::<Vec<_>>());
        assert_eq!((spread.p90, spread.p99, spread.worst.unwrap().decisions), (90, 99, 100));
    }
}
