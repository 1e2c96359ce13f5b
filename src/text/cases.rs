//! Drives the readable cases of `tests/corpus/<folder>/*.txt`: a headed input and, under a line of three dashes, what was found in it.
//!
//! ```text
//! === what the case shows
//! the input
//! ---
//! what is found
//! ```
//! Run with `NEWSGLASS_UPDATE=1` to rewrite what is found, then read the difference. A line that is known to be wrong ends with
//! ` !! should ...`.

use std::fmt::Write as _;
use std::path::Path;

#[path = "../../tests/support/golden.rs"]
pub(crate) mod golden;

/// Runs `analyse` on the head of each case (its title line and its input) and compares; at least `least` cases are there.
pub(crate) fn check(folder: &str, least: usize, analyse: impl Fn(&str) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let update = golden::update();
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("the folder of cases").map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, String::new());
    for path in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        let content = std::fs::read_to_string(path).unwrap();
        let mut rewritten = String::new();
        for (index, case) in content.split("=== ").enumerate() {
            if index == 0 {
                rewritten.push_str(case);
                continue;
            }
            cases += 1;
            let (head, expected) = case.split_once("\n---\n").unwrap_or((case.trim_end(), ""));
            let (expected, found) = (format!("{}\n", expected.trim()), format!("{}\n", analyse(head).trim()));
            if update {
                let (marked, gone) = golden::marked_again(&expected, &found);
                write!(rewritten, "=== {head}\n---\n{marked}\n").unwrap();
                gone.iter()
                    .for_each(|line| write!(wrong, "\n=== {head}\nknown to be wrong, and gone: {line}").unwrap());
            } else if let Some(difference) = golden::difference(&expected, &found) {
                write!(wrong, "\n=== {head}\n{difference}").unwrap();
            }
        }
        if update {
            std::fs::write(path, format!("{}\n", rewritten.trim_end())).unwrap();
        }
    }
    assert!(cases >= least, "only {cases} cases");
    assert!(
        wrong.is_empty(),
        "{wrong}\n\
         in tests/corpus/{name}/: mend the code; or, where the change is meant, run this test with NEWSGLASS_UPDATE=1, which\n\
         rewrites what is expected, and read the difference (git diff)",
        name = folder.file_name().unwrap_or_default().display()
    );
}
