//! The command: `newsglass analyze` and `newsglass batch`.

use std::io::Read;
use std::process::ExitCode;

use newsglass::{Analyzer, Options};

fn main() -> ExitCode {
    let mut input = String::new();
    if std::io::stdin().read_to_string(&mut input).is_err() {
        return ExitCode::from(1);
    }
    match Analyzer::new().analyze(&input, &Options::default()) {
        Ok(analysis) => {
            println!("{}", newsglass::to_text(&analysis));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(1)
        }
    }
}
