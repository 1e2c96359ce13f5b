//! The TypeScript types of the npm package, generated from the Rust types.

use std::path::Path;

use ts_rs::{Config, TS};

use crate::*;

/// Where the generated file stands; committed, so that building never needs this test. The crate as published has no such folder beside it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/element");

fn generated() -> String {
    let config = Config::new().with_large_int("number");
    let mut out = String::from(
        "// Generated from the Rust types by `cargo test typescript`; run it with NEWSGLASS_UPDATE=1 after changing them.\n",
    );
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            $(
                out.push('\n');
                out.push_str(<$type as TS>::docs().unwrap_or_default().trim_start());
                out.push_str("export ");
                out.push_str(&<$type as TS>::decl(&config));
                out.push('\n');
            )*
        };
    }
    declare!(
        Analysis,
        OffsetUnit,
        Article,
        Text,
        TitleCandidate,
        Published,
        Language,
        Block,
        BlockKind,
        Span,
        Sentence,
        EntityId,
        Entity,
        EntityType,
        Mention,
        MentionKind,
        Value,
        Link,
        Quote,
        QuoteKind,
        Cue,
        Speaker,
        SpokenTo,
        Voice,
        Sentiment,
        Label,
        Evidence,
        Why,
        Warning,
        WarningCode,
        Error,
        ErrorCode,
    );
    out
}

#[test]
fn typescript_types_are_those_of_the_rust_types() {
    let folder = Path::new(FOLDER);
    if !folder.is_dir() {
        eprintln!("left out: the npm package, whose types these are, is not here");
        return;
    }
    let generated = generated();
    let path = folder.join("types.d.ts");
    if std::env::var_os("NEWSGLASS_UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == generated,
        "www/element/types.d.ts is out of date: run `NEWSGLASS_UPDATE=1 cargo test typescript`"
    );
}

/// The generator writes the types that the list above names, and no more: one that was forgotten is a name that no page's checker knows.
#[test]
fn every_type_that_is_used_is_declared() {
    let generated = generated();
    let code = generated.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    let declared: Vec<&str> = generated
        .lines()
        .filter_map(|line| line.strip_prefix("export type "))
        .map(|rest| rest.split([' ', '=']).next().unwrap_or_default())
        .collect();
    for line in code {
        // What stands between double quotes is a value, not a type.
        for outside in line.split('"').step_by(2) {
            for word in outside.split(|character: char| !character.is_alphanumeric()) {
                let type_name = word.starts_with(|character: char| character.is_uppercase());
                assert!(!type_name || word == "Array" || declared.contains(&word), "`{word}` is used and not declared");
            }
        }
    }
}
