//! Makes the files in `models/` from labelled data, with the core's own feature code. Weights are a pure function of data and code.
//!
//! ```text
//! newsglass-train article PASTES.jsonl --out models/article.bin       all pages
//! newsglass-train article PASTES.jsonl --folds 5 --predictions FILE   cross-validation by site
//! newsglass-train finer DATA --names models/names.bin --without REAL-DEV.jsonl --out models/finer.bin
//! newsglass-train links --borders FILE --cities FILE --own training/data/links.txt --countries models/lists/countries.txt --out models/links.txt
//! newsglass-train names DATA --vectors DIR --out models/names.bin
//! newsglass-train names DATA --score models/names.bin                 scores on the dev parts; makes nothing
//! newsglass-train quotes POLNEAR-TRAIN.jsonl models/quotes/content.bin
//! newsglass-train reader --weights FILE.safetensors --vocab FILE.json --out models/reader.bin
//! newsglass-train reader --model models/reader.bin --text FILE --states FILE     what a reader makes of a text; makes no model
//! newsglass-train stamp MODEL...                                      takes today's features for those that a model was trained with
//! newsglass-train tone --data DIR --vectors DIR --priors DIR --teacher DIR --out models
//! newsglass-train tone-stance --data DIR --labels training/data/stances.txt --out models/stance.bin
//! newsglass-train tone-fairness --data DIR                            what an exchange of names changes
//! newsglass-train tone-articles --data DIR                            tone of whole articles toward whom they are about
//! newsglass-train treebank FILE.conllu [--show]                       how sentences and words are cut; makes nothing
//! ```

mod article;
mod failure;
mod finer;
mod links;
mod names;
mod quotes;
mod random;
mod ranking;
mod reader;
mod stamp;
mod tone;
mod treebank;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let done = match arguments.first().map(String::as_str) {
        Some("article") => article::run(rest),
        Some("finer") => finer::run(rest),
        Some("links") => links::run(rest),
        Some("names") => names::run(rest),
        Some("quotes") => quotes::run(rest),
        Some("reader") => reader::run(rest),
        Some("tone-fairness") => tone::fairness::run(rest),
        Some("tone-stance") => tone::stance::run(rest),
        Some("tone-articles") => tone::whole::run(rest),
        Some("tone") => tone::run(rest.iter().cloned()),
        Some("stamp") => stamp::run(rest),
        Some("treebank") => treebank::run(rest),
        _ => {
            Err("usage: newsglass-train article|finer|links|names|quotes|reader|stamp|tone|tone-stance|tone-fairness|tone-articles|treebank ARGUMENTS"
                .into())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsglass-train: {error}");
            ExitCode::FAILURE
        }
    }
}
