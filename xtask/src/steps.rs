//! Steps: a heading, a command, how long it took, and one line with the remedy when it fails or takes too long.

use std::cell::Cell;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::processes::{self, End};

thread_local! {
    /// When what runs in this thread must have ended, and the time that it had.
    static LIMIT: Cell<Option<(Instant, Duration)>> = const { Cell::new(None) };
}

/// Does the work; a program that it runs is stopped, with all that it has started, once the time is up.
pub(crate) fn within<T>(time: Duration, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = LIMIT.replace(Some((Instant::now() + time, time)));
    let result = work();
    LIMIT.set(before);
    result
}

/// Prints the heading, does the work and prints how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {name}");
    let start = Instant::now();
    let result = work();
    if result.is_ok() {
        println!("    {name}: {}", seconds(start.elapsed()));
    }
    result
}

/// `12.3 s`, or minutes once there are any.
pub(crate) fn seconds(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    if tenths < 600 {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
}

/// A tool that takes over: this Cargo, not another one in `PATH`, from the repository's root.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Runs the command with its output shown; `remedy` ends the line that tells of its failure.
pub(crate) fn run(command: &mut Command, remedy: &str) -> Result<()> {
    finish(command, remedy, None, Vec::new)
}

/// Like [`run`], and returns the lines of standard output that `keep` wants, as the runner's own summary. When it fails or takes too long,
/// the error names the tests that hung.
pub(crate) fn run_keeping(command: &mut Command, remedy: &str, keep: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut kept = Vec::new();
    let hung = std::cell::RefCell::new(Hung::default());
    let mut line = |line: &str| {
        println!("{line}");
        hung.borrow_mut().read(line.trim());
        if keep(line.trim()) {
            kept.push(line.trim().to_owned());
        }
    };
    finish(command, remedy, Some(&mut line), || hung.borrow().tests.clone())?;
    std::io::stdout().flush()?;
    Ok(kept)
}

fn finish(
    command: &mut Command,
    remedy: &str,
    line: Option<&mut dyn FnMut(&str)>,
    hung: impl FnOnce() -> Vec<String>,
) -> Result<()> {
    let shown = show(command);
    let limit = LIMIT.get();
    let end = processes::run(command, limit.map(|(until, _)| until), line);
    let end = end.with_context(|| format!("{shown} could not be started; {remedy}"))?;
    if matches!(&end, End::Status(status) if status.success()) {
        return Ok(());
    }
    let hung = hung();
    let hung = if hung.is_empty() { String::new() } else { format!("; what hung: {}", hung.join(", ")) };
    match end {
        End::Status(status) => bail!("`{shown}` failed ({status}){hung}; {}", disk_or(command, remedy)),
        End::TooLong => bail!(
            "`{shown}` was stopped, with all that it had started: the step had {}{hung}",
            seconds(limit.map_or(Duration::ZERO, |(_, time)| time))
        ),
    }
}

/// The tests that a runner began and did not end, as far as its lines tell.
#[derive(Default)]
struct Hung {
    tests: Vec<String>,
}

impl Hung {
    /// Reads a line of Cargo's runner (which tells of a test that runs for more than a minute) or of `tests/hung.mjs`.
    fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("hung: ") {
            self.tests.push(name.to_owned());
        } else if let Some(line) = line.strip_prefix("test ") {
            if let Some((name, _)) = line.split_once(" has been running for over") {
                self.tests.push(name.to_owned());
            } else if let Some((name, _)) = line.split_once(" ... ") {
                self.tests.retain(|test| test != name);
            }
        }
    }
}

/// Standard output of a short command, or `None` when it is missing or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program()).to_string_lossy();
    let words = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(program).chain(words).collect::<Vec<_>>().join(" ")
}

/// A full disk makes every tool fail in its own words; this says it in one.
fn disk_or(command: &Command, remedy: &str) -> String {
    let folder = command.get_current_dir().unwrap_or(Path::new(".")).join("target");
    let probe = folder.join(".space-probe");
    let full = std::fs::write(&probe, vec![0_u8; 1 << 20]).is_err_and(|error| {
        matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
    });
    // Nothing depends on the probe being gone.
    let _ = std::fs::remove_file(&probe);
    if full { NO_SPACE.to_owned() } else { remedy.to_owned() }
}

/// What to do about a full disk.
pub(crate) const NO_SPACE: &str = "the disk is full: free some space (`cargo clean` frees what builds left behind)";

/// Says the path, and the remedy when the disk is full, with an error of the file system.
pub(crate) trait OnPath<T> {
    /// Names what was being done to which path.
    fn on(self, doing: &str, path: &Path) -> Result<T>;
}

impl<T> OnPath<T> for std::io::Result<T> {
    fn on(self, doing: &str, path: &Path) -> Result<T> {
        self.map_err(|error| {
            let full = matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded);
            let remedy = if full { format!("; {NO_SPACE}") } else { String::new() };
            anyhow::anyhow!("cannot {doing} {}: {error}{remedy}", path.display())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        for (milliseconds, shown) in [(0, "0.0 s"), (1_249, "1.2 s"), (59_999, "59.9 s"), (61_000, "1 min 01 s")] {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), shown);
        }
    }

    #[test]
    fn a_failure_is_one_line_with_the_command_and_the_remedy() {
        let mut command = cargo(Path::new("."));
        let error = run(command.arg("no-such-verb").stderr(Stdio::null()), "do this").unwrap_err().to_string();
        assert!(error.starts_with("`cargo no-such-verb` failed") && error.ends_with("do this"), "{error}");
        assert_eq!(error.lines().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_step_that_takes_too_long_is_stopped_and_says_which_test_hung() {
        let script = "echo 'test a::quick ... ok'; echo 'test a::slow has been running for over 60 seconds'; \
                      echo 'test b::slow has been running for over 60 seconds'; echo 'test b::slow ... ok'; sleep 600";
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let begun = Instant::now();
        let time = Duration::from_millis(400);
        let error = within(time, || run_keeping(&mut command, "do this", |_| true)).unwrap_err().to_string();
        assert!(error.ends_with("the step had 0.4 s; what hung: a::slow"), "{error}");
        assert!(begun.elapsed() < Duration::from_secs(60));
        // The limit was that of the step alone.
        run_keeping(Command::new("sh").args(["-c", "sleep 0.6"]), "do this", |_| true).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn a_failure_names_the_tests_that_a_runner_stopped_itself() {
        let script = "echo 'hung: views.test.mjs: the main views'; exit 1";
        let error = run_keeping(Command::new("sh").args(["-c", script]), "do this", |_| false).unwrap_err().to_string();
        assert!(error.ends_with("; what hung: views.test.mjs: the main views; do this"), "{error}");
    }

    #[test]
    fn a_full_disk_is_named_with_its_remedy() {
        let full: std::io::Result<()> = Err(std::io::ErrorKind::StorageFull.into());
        assert!(full.on("write", Path::new("dist")).unwrap_err().to_string().contains("cargo clean"));
    }
}
