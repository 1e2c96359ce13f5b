//! Comparing with a golden: a difference in the order of the lines, and marks on lines that are known to be wrong.
//!
//! A golden keeps what is found, right or not. A line that is known to be wrong ends with ` !! ` and what it should be; the mark is no part
//! of what is compared. `NEWSGLASS_UPDATE=1` rewrites the golden and keeps the marks of the lines that are still there; it
//! fails after writing when a marked line is gone, since someone must say whether what stands there now is right.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

const MARK: &str = " !! ";

/// Whether goldens are to be rewritten.
pub(crate) fn update() -> bool {
    std::env::var_os("NEWSGLASS_UPDATE").is_some()
}

/// What is compared of a golden: its lines without their marks.
pub(crate) fn unmarked(golden: &str) -> String {
    golden
        .split_inclusive('\n')
        .map(|line| line.split_once(MARK).map_or(line.to_owned(), |(line, _)| format!("{line}\n")))
        .collect()
}

/// The lines that went (`-`) and came (`+`), in order, with what stands around them; `None` when nothing differs.
pub(crate) fn difference(expected: &str, found: &str) -> Option<String> {
    let expected = unmarked(expected);
    let diff = TextDiff::from_lines(expected.as_str(), found);
    (expected != found).then(|| diff.unified_diff().context_radius(2).header("golden", "found").to_string())
}

/// What is found with the marks of the golden on the lines that both have, and the marked lines that are gone.
pub(crate) fn marked_again(golden: &str, found: &str) -> (String, Vec<String>) {
    let marked: Vec<&str> = golden.lines().collect();
    let plain = unmarked(golden);
    let (mut out, mut gone) = (String::new(), Vec::new());
    for change in TextDiff::from_lines(plain.as_str(), found).iter_all_changes() {
        let mark = change.old_index().and_then(|line| marked.get(line)?.split_once(MARK));
        match (change.tag(), mark) {
            (ChangeTag::Delete, Some((line, mark))) => gone.push(format!("{line}{MARK}{mark}")),
            (ChangeTag::Delete, None) => {}
            (_, Some((line, mark))) => out.push_str(&format!("{line}{MARK}{mark}\n")),
            (_, None) => out.push_str(change.value()),
        }
    }
    (out, gone)
}

/// Compares with the golden of that path, or rewrites it when [`update`] says so; what is wrong, or `None`.
pub(crate) fn check(path: &Path, found: &str) -> Option<String> {
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    if !update() {
        return difference(&golden, found);
    }
    let (rewritten, gone) = marked_again(&golden, found);
    if rewritten != golden {
        std::fs::write(path, rewritten).unwrap();
    }
    (!gone.is_empty())
        .then(|| format!("rewritten; these lines were known to be wrong and are gone:\n{}", gone.join("\n")))
}

#[test]
fn a_changed_order_shows_and_marks_are_no_part_of_what_is_compared() {
    assert_eq!(difference("a !! should be b\nc\n", "a\nc\n"), None);
    let swapped = difference("a\nb\n", "b\na\n").unwrap();
    assert!(swapped.contains("\n-b\n") && swapped.contains("\n+b\n"), "{swapped}");
}

#[test]
fn marks_stay_on_their_lines_and_a_line_that_is_gone_is_told() {
    let golden = "a\nb !! should be d\nc !! should not be here\n";
    let (rewritten, gone) = marked_again(golden, "new\na\nb\n");
    assert_eq!(rewritten, "new\na\nb !! should be d\n");
    assert_eq!(gone, ["c !! should not be here"]);
}
