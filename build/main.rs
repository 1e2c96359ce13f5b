//! Turns `models/lists/` into the lexicon as it is compiled in: a hash table of words, tables of what is known of them, and
//! one constant for each class, so that nothing is parsed when the core starts. `src/lexicon.rs` says what the tables hold.

mod article;
mod emit;
#[path = "../src/lexicon/hash.rs"]
mod hash;
#[path = "../src/hashing.rs"]
mod hashing;
mod lists;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/lexicon/hash.rs");
    println!("cargo::rerun-if-changed=src/hashing.rs");
    println!("cargo::rerun-if-changed=models/lists");
    let lists = lists::Lists::read(Path::new("models/lists"))?;
    let out = std::env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?;
    emit::write(&lists, Path::new(&out))?;
    article::write(Path::new("models/lists"), Path::new(&out))
}
