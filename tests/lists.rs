//! What the build step says of lists that it cannot take.
#![allow(clippy::unwrap_used)]

#[path = "../build/lists.rs"]
#[expect(dead_code, reason = "the build step writes what is read; here only its errors are looked at")]
mod lists;

use std::fs;
use std::path::{Path, PathBuf};

use lists::Lists;

/// The lists of the project with one more file, which goes at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, path: &str, text: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("newsglass-lists-{name}-{}", std::process::id()));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("models/lists"), &folder);
        fs::write(folder.join(path), text).unwrap();
        Self(folder)
    }

    /// What reading it ends with.
    fn error(&self) -> String {
        Lists::read(&self.0).err().map(|error| error.to_string()).unwrap_or_default()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn one_name_in_two_files_is_refused_with_both() {
    for (folder, name) in [("classes", "function-word"), ("phrases", "digit-ending-of-this-test")] {
        let path = format!("{folder}/zz.txt");
        let folder = Folder::with(folder, &path, &format!("[{name}]\na\n[other-of-this-test]\nb\n[{name}]\nc\n"));
        let error = folder.error();
        assert!(error.starts_with(&format!("[{name}] is in ")) && error.contains("zz.txt: rename one"), "{error}");
        let own = error.matches("zz.txt").count();
        assert_eq!(own, if name == "function-word" { 1 } else { 2 }, "{error}");
    }
}

#[test]
fn the_same_name_may_be_that_of_a_class_and_of_phrases() {
    let folder = Folder::with("both", "phrases/zz.txt", "[function-word]\nin order to\n");
    assert_eq!(folder.error(), "");
}

#[test]
fn a_line_before_any_section_is_refused() {
    let folder = Folder::with("none", "classes/zz.txt", "word\n");
    assert!(folder.error().contains("no [section] before \"word\""), "{}", folder.error());
}
