//! Accepts the features that the code has today for weights that were trained with others.
//!
//! Only for a change that is measured and harmless: a word more in a list. Nothing else of the file changes.

use std::error::Error;
use std::path::Path;

use newsglass::article_training as article;
use newsglass::training::{Format, QUOTE_FORMAT, names, quote_fingerprint, tone};

/// The command `stamp`: names of models.
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    if arguments.is_empty() {
        return Err("usage: newsglass-train stamp article|finer|names|quotes|stance|tone ...".into());
    }
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    for model in arguments {
        match model.as_str() {
            "article" => stamp(&models.join("article.bin"), &article::FORMAT, article::fingerprint())?,
            "names" => stamp(&models.join("names.bin"), &names::FORMAT, names::fingerprint())?,
            "finer" => stamp(&models.join("finer.bin"), &names::FINER_FORMAT, names::finer_fingerprint())?,
            "quotes" => stamp(&models.join("quotes/content.bin"), &QUOTE_FORMAT, quote_fingerprint())?,
            "stance" => {
                stamp(&models.join("stance.bin"), &tone::STANCE_FORMAT, tone::stance_fingerprint())?;
            }
            "tone" => stamp(&models.join("tone.bin"), &tone::FORMAT, tone::fingerprint())?,
            other => return Err(format!("there is no model {other}").into()),
        }
    }
    Ok(())
}

fn stamp<const SECTIONS: usize>(
    file: &Path,
    format: &Format<SECTIONS>,
    fingerprint: u64,
) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let before = format.fingerprint(&bytes)?;
    std::fs::write(file, format.stamp(&bytes, fingerprint)?)?;
    eprintln!("{}: {before:016x} becomes {fingerprint:016x}", format.name);
    Ok(())
}
