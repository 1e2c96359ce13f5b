//! Steps: a heading, a command, how long it took, and one line with the remedy when it fails.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

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
    let shown = show(command);
    let status = command.status().with_context(|| format!("{shown} could not be started; {remedy}"))?;
    if status.success() {
        return Ok(());
    }
    bail!("`{shown}` failed ({status}); {}", disk_or(command, remedy))
}

/// Like [`run`], and returns the lines of standard output that `keep` wants, as the runner's own summary.
pub(crate) fn run_keeping(command: &mut Command, remedy: &str, keep: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let shown = show(command);
    let failed = || format!("{shown} could not be started; {remedy}");
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(failed)?;
    let mut kept = Vec::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if keep(line.trim()) {
                kept.push(line.trim().to_owned());
            }
        }
    }
    std::io::stdout().flush()?;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{shown}` failed ({status}); {}", disk_or(command, remedy));
    }
    Ok(kept)
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
    fn a_full_disk_is_named_with_its_remedy() {
        let full: std::io::Result<()> = Err(std::io::ErrorKind::StorageFull.into());
        assert!(full.on("write", Path::new("dist")).unwrap_err().to_string().contains("cargo clean"));
    }
}
