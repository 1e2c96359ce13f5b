//! Names and types that are told apart badly when there are several of them: what holds a word, functions called `read`, pairs of numbers that
//! should be spans, statics that hold what the analyzer should.

use syn::visit::{self, Visit};

use super::sources::{Source, skip_tests_and_attributes};

/// What one file has of them.
#[derive(Default)]
pub(super) struct Names {
    /// Structs that hold a word of the text, by name.
    pub(super) word_types: Vec<String>,
    /// Functions called `read`.
    pub(super) reads: usize,
    /// Types called `Reading`.
    pub(super) readings: usize,
    /// Types written `(usize, usize)`.
    pub(super) pairs: usize,
    /// `LazyLock`s.
    pub(super) locks: usize,
    /// How often "behind" stands in comments and names.
    pub(super) behind: usize,
}

/// Counts them in a file, without its tests; "behind" is counted in them, too.
pub(super) fn names(source: &Source) -> Names {
    let mut finder = Finder { names: Names::default() };
    finder.visit_file(&source.file);
    let outside = outside_of_strings(&source.text);
    let behind =
        outside.split(|c: char| !c.is_alphanumeric()).filter(|word| word.eq_ignore_ascii_case("behind")).count();
    Names { behind, ..finder.names }
}

struct Finder {
    names: Names,
}

/// Names that a type of words has had.
const WORD_NAMES: [&str; 4] = ["Token", "Word", "Unit", "Facts"];

/// Fields that say what a word is like. A struct with two of them holds a word.
const WORD_FIELDS: [&str; 14] = [
    "case",
    "classes",
    "cluster",
    "hash",
    "initial",
    "joined",
    "key",
    "lemma",
    "letters",
    "lex",
    "lower",
    "shape",
    "word",
    "token_kind",
];

fn holds_a_word(item: &syn::ItemStruct) -> bool {
    let name = item.ident.to_string();
    let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
    let telling = fields.filter(|field| WORD_FIELDS.iter().any(|known| *field == known)).count();
    WORD_NAMES.contains(&name.as_str()) || telling >= 2
}

impl<'ast> Visit<'ast> for Finder {
    skip_tests_and_attributes!();

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        if holds_a_word(item) {
            self.names.word_types.push(item.ident.to_string());
        }
        self.names.readings += usize::from(item.ident == "Reading");
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.names.readings += usize::from(item.ident == "Reading");
        visit::visit_item_enum(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.names.reads += usize::from(signature.ident == "read");
        visit::visit_signature(self, signature);
    }

    fn visit_type_tuple(&mut self, tuple: &'ast syn::TypeTuple) {
        let plain = |part: &syn::Type| matches!(part, syn::Type::Path(path) if path.path.is_ident("usize"));
        self.names.pairs += usize::from(tuple.elems.len() == 2 && tuple.elems.iter().all(plain));
        visit::visit_type_tuple(self, tuple);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        // By what it is made of: the type may have another name.
        let is_lock = matches!(item.expr.as_ref(), syn::Expr::Call(call) if matches!(call.func.as_ref(),
            syn::Expr::Path(path) if path.path.segments.iter().any(|part| part.ident == "LazyLock")));
        self.names.locks += usize::from(is_lock);
        visit::visit_item_static(self, item);
    }
}

/// A file without its strings: code and comments, documentation included.
fn outside_of_strings(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (end, kept) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), true)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |at| at + 2), true)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            (raw_string(rest), false)
        } else if first == '"' {
            (quoted(rest, '"'), false)
        } else if first == '\'' {
            (character(rest), false)
        } else {
            (first.len_utf8(), true)
        };
        out.push_str(if kept { rest.get(..end).unwrap_or_default() } else { " " });
        rest = rest.get(end..).unwrap_or_default();
    }
    out
}

/// Length of what begins with an opening mark, up to and with the closing one.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !escaped && c == mark {
            return at + 1;
        }
        escaped = !escaped && c == '\\';
    }
    text.len()
}

/// Length of a raw string, or of the `r` of a word that begins like one.
fn raw_string(text: &str) -> usize {
    let marks = text.chars().skip(1).take_while(|&c| c == '#').count();
    let open = 1 + marks;
    if !text.get(open..).is_some_and(|rest| rest.starts_with('"')) {
        return 1;
    }
    let close = format!("\"{}", "#".repeat(marks));
    let body = text.get(open + 1..).unwrap_or_default();
    body.find(&close).map_or(text.len(), |at| open + 1 + at + close.len())
}

/// Length of a character literal, or of the mark that begins a lifetime.
fn character(text: &str) -> usize {
    let mut inside = text.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), _) => quoted(text, '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Names {
        let file = syn::parse_file(text).unwrap();
        let path = "src/text/a.rs".to_owned();
        names(&Source { path, krate: "newsglass", module: vec!["text".to_owned()], text: text.to_owned(), file })
    }

    #[test]
    fn comments_are_told_from_strings() {
        let text = "/// Behind it.\nfn f<'a>() { g(\"// behind\", '\"', '\\'', r#\"// behind\"#); /* behind */ } // is_behind, beh\n";
        assert_eq!(of(text).behind, 3);
    }

    #[test]
    fn a_word_is_told_by_its_name_or_by_two_fields() {
        let found =
            of("struct Word(u8); struct A { lower: u32, shape: u8 } struct B { lower: u32, span: u8 } enum Reading {}");
        assert_eq!(found.word_types, ["Word", "A"]);
        assert_eq!(found.readings, 1);
    }

    #[test]
    fn pairs_locks_and_functions_are_counted_outside_of_tests() {
        let text =
            "static A: Lock<(usize, usize)> = std::sync::LazyLock::new(b); impl C { fn read(&self, a: (usize, u8)) {} }
            #[cfg(test)] mod tests { fn read() {} }";
        let found = of(text);
        assert_eq!((found.pairs, found.locks, found.reads), (1, 1, 1));
    }
}
