//! `newsglass analyze`: one article.

use std::fs::File;
use std::io::{self, Read, Write};

use newsglass::{Error, MAX_INPUT_BYTES};

use crate::arguments::Arguments;
use crate::outcome::{Outcome, analyze_guarded};

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let input = match &arguments.file {
        Some(path) => {
            File::open(path).and_then(read_input).map_err(|error| named(error, &path.display().to_string()))?
        }
        None => read_input(io::stdin().lock()).map_err(|error| named(error, "standard input"))?,
    };
    match input.and_then(|input| analyze_guarded(&arguments.analyzer(), &input, &arguments.options)) {
        Ok(analysis) => {
            let mut out = io::stdout().lock();
            out.write_all(newsglass::export(&analysis, &arguments.export).as_bytes())?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            eprintln!("newsglass: {error}");
            Ok(Outcome::SomeFailed)
        }
    }
}

/// The whole input as text, without ever holding more than the limit in memory.
fn read_input(mut source: impl Read) -> io::Result<Result<String, Error>> {
    let mut bytes = Vec::new();
    source.by_ref().take(MAX_INPUT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_INPUT_BYTES {
        let rest = io::copy(&mut source, &mut io::sink())?;
        let size = bytes.len().saturating_add(usize::try_from(rest).unwrap_or(usize::MAX));
        return Ok(Err(Error::input_too_large(size, MAX_INPUT_BYTES)));
    }
    Ok(String::from_utf8(bytes).map_err(|error| Error::invalid_utf8(error.utf8_error().valid_up_to())))
}

fn named(error: io::Error, source: &str) -> io::Error {
    io::Error::new(error.kind(), format!("{source}: {error}"))
}
