//! The command: `newsglass analyze` reads one article, `newsglass batch` many, one JSON object a line.
//!
//! Exit status: 0 fine, 1 some input failed, 2 wrong usage. Errors go to stderr, one line each, with the hint.

mod analyze;
mod arguments;
mod batch;
mod outcome;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use outcome::Outcome;

fn main() -> ExitCode {
    let arguments = match Arguments::parse(lexopt::Parser::from_env()) {
        Ok(arguments) => arguments,
        Err(wrong) => {
            eprintln!("newsglass: {wrong} (newsglass --help lists commands and options)");
            return ExitCode::from(2);
        }
    };
    let outcome = match &arguments.command {
        Command::Help => write_out(arguments::HELP),
        Command::Version => write_out(concat!("newsglass ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Analyze => analyze::run(&arguments),
        Command::Batch => batch::run(&arguments),
        Command::Rules => write_out(&rules()),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        // The reader of our output went away (`newsglass ... | head`): nothing is wrong, nobody is left to tell.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("newsglass: {error}");
            ExitCode::from(1)
        }
    }
}

/// The hand-made rules, one JSON object a line.
fn rules() -> String {
    let lines = newsglass::Analyzer::rules().into_iter().map(|[table, name, fires, rests]| {
        serde_json::json!({ "table": table, "name": name, "fires": fires, "rests": rests }).to_string() + "\n"
    });
    lines.collect()
}

fn write_out(text: &str) -> std::io::Result<Outcome> {
    use std::io::Write;
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Fine)
}
