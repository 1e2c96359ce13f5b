//! Trains the models that Newsglass ships, with the core's own feature code.
//!
//! ```text
//! newsglass-train article PASTES.jsonl --out models/article.bin      all pages
//! newsglass-train article PASTES.jsonl --folds 5 --predictions FILE   cross-validation by site
//! ```

mod article;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.first().map(String::as_str) {
        Some("article") => article::run(arguments.get(1..).unwrap_or_default()),
        _ => Err("usage: newsglass-train article PASTES.jsonl (--out FILE | --folds N --predictions FILE)".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
