//! Programs that end: each in a process group of its own, with a time limit, and gone with all that it has started, however this process ends.
//!
//! A program that starts others leaves them behind when it is stopped (a browser, a screen, a server), and whoever reads its output then waits
//! for them. So three things end together: the process group; whatever left the group and still has the program's mark in its environment
//! (where there is `/proc`); and both of these also when this process is killed, by a watchdog that waits for the end of a pipe.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Result;

/// How often a program is asked whether it has ended.
const PULSE: Duration = Duration::from_millis(20);

/// How long the last output may take to arrive after the program and all that it started have ended.
const DRAIN: Duration = Duration::from_secs(5);

/// Environment variable that a program and all that it starts carry.
const MARK: &str = "NEWSGLASS_RUN";

/// How a program ended.
#[derive(Debug)]
pub(crate) enum End {
    /// By itself.
    Status(ExitStatus),
    /// It was stopped: its time was up.
    TooLong,
}

/// Runs a program until it ends or the deadline comes. With `line`, its standard output is piped and each line given there; else its output is
/// shown as it comes. What it started and left behind is ended in either case.
pub(crate) fn run(
    command: &mut Command,
    deadline: Option<Instant>,
    line: Option<&mut dyn FnMut(&str)>,
) -> std::io::Result<End> {
    let mut program = Program::start(command, line.is_some())?;
    let Some(line) = line else {
        let end = program.wait(deadline);
        program.end();
        return end;
    };
    let (sender, lines) = channel();
    if let Some(output) = program.child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(std::io::Result::ok) {
                if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    return;
                }
            }
        });
    }
    let mut ended = None;
    let mut patience = None;
    loop {
        match lines.recv_timeout(PULSE) {
            Ok(text) => line(&text),
            Err(RecvTimeoutError::Disconnected) if ended.is_some() => break,
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(PULSE),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if ended.is_none() {
            ended = program.ended(deadline)?;
            if ended.is_some() {
                // Else a process that was left behind would hold the pipe open.
                program.end();
                patience = Some(Instant::now() + DRAIN);
            }
        }
        if patience.is_some_and(|until| Instant::now() > until) {
            break;
        }
    }
    program.end();
    Ok(ended.unwrap_or(End::TooLong))
}

/// A running program with its watchdog.
struct Program {
    child: Child,
    mark: String,
    watchdog: Option<Child>,
    is_gone: bool,
}

impl Program {
    fn start(command: &mut Command, piped: bool) -> std::io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let mark = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        // A group in the background may not read from the terminal.
        command.stdin(Stdio::null()).env(MARK, &mark);
        if piped {
            command.stdout(Stdio::piped());
        }
        own_group(command);
        let child = command.spawn()?;
        let watchdog = watchdog(child.id(), &mark);
        Ok(Self { child, mark, watchdog, is_gone: false })
    }

    /// How it has ended, if it has.
    fn ended(&mut self, deadline: Option<Instant>) -> std::io::Result<Option<End>> {
        if let Some(status) = self.child.try_wait()? {
            return Ok(Some(End::Status(status)));
        }
        Ok(deadline.is_some_and(|deadline| Instant::now() > deadline).then_some(End::TooLong))
    }

    fn wait(&mut self, deadline: Option<Instant>) -> std::io::Result<End> {
        loop {
            if let Some(end) = self.ended(deadline)? {
                return Ok(end);
            }
            std::thread::sleep(PULSE);
        }
    }

    /// Ends the program and all that it has started.
    fn end(&mut self) {
        if std::mem::replace(&mut self.is_gone, true) {
            return;
        }
        // What has ended by itself cannot be ended; there is nothing else that could fail here.
        end_all(self.child.id(), &self.mark);
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(mut watchdog) = self.watchdog.take() {
            let _ = watchdog.kill();
            let _ = watchdog.wait();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_command: &mut Command) {}

/// Ends the group, and what left it and has the mark.
#[cfg(unix)]
fn end_all(group: u32, mark: &str) {
    use nix::sys::signal::{Signal, kill, killpg};
    use nix::unistd::Pid;

    let pid = |number: u32| i32::try_from(number).ok().filter(|number| *number > 1).map(Pid::from_raw);
    // That there is no such process any more is what is wanted.
    if let Some(group) = pid(group) {
        let _ = killpg(group, Signal::SIGKILL);
    }
    // What is just being started is seen the next time.
    while let found @ [_, ..] = &*marked(mark) {
        for process in found.iter().copied().filter_map(pid) {
            let _ = kill(process, Signal::SIGKILL);
        }
        std::thread::sleep(PULSE);
    }
}

#[cfg(not(unix))]
fn end_all(_group: u32, _mark: &str) {}

/// Processes that carry the mark and have not ended.
#[cfg(unix)]
fn marked(mark: &str) -> Vec<u32> {
    let wanted = format!("{MARK}={mark}");
    let processes = std::fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers
        .filter(|number: &u32| {
            // Of a process that has ended and is not waited for, this is empty.
            let environment = std::fs::read(format!("/proc/{number}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|variable| variable == wanted.as_bytes())
        })
        .collect()
}

/// What the watchdog does once its standard input ends, which is when this process is gone: the same as [`end_all`].
#[cfg(unix)]
const WATCHDOG: &str = r#"
cat > /dev/null
kill -s KILL -- "-$1"
for file in $(grep -lszFx -- "$2" /proc/[0-9]*/environ); do
    file=${file#/proc/}
    kill -s KILL "${file%/environ}"
done
"#;

/// Starts the watchdog of a group. Without one (no `sh`), only a killed xtask leaves something behind.
#[cfg(unix)]
fn watchdog(group: u32, mark: &str) -> Option<Child> {
    let mut command = Command::new("sh");
    command.args(["-c", WATCHDOG, "watchdog"]).arg(group.to_string()).arg(format!("{MARK}={mark}"));
    command.env_remove(MARK).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    own_group(&mut command);
    command.spawn().ok()
}

#[cfg(not(unix))]
fn watchdog(_group: u32, _mark: &str) -> Option<Child> {
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn soon() -> Option<Instant> {
        Some(Instant::now() + Duration::from_millis(400))
    }

    /// Runs a script that tells the numbers of what it starts; returns them.
    fn started(script: &str) -> (End, Vec<u32>) {
        let mut numbers = Vec::new();
        let end = run(&mut shell(script), soon(), Some(&mut |line: &str| numbers.extend(line.parse::<u32>()))).unwrap();
        (end, numbers)
    }

    /// Whether such a process runs. One that has ended and that nobody waits for counts as gone.
    fn runs(number: u32) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
        stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with('Z'))
    }

    fn all_gone(numbers: &[u32]) -> bool {
        let until = Instant::now() + Duration::from_secs(20);
        while numbers.iter().copied().any(runs) && Instant::now() < until {
            std::thread::sleep(PULSE);
        }
        !numbers.iter().copied().any(runs)
    }

    #[test]
    fn a_program_that_ends_is_read_to_its_last_line() {
        let mut lines = Vec::new();
        let end =
            run(&mut shell("echo one; echo two; exit 3"), None, Some(&mut |line: &str| lines.push(line.to_owned())));
        assert!(matches!(end.unwrap(), End::Status(status) if status.code() == Some(3)));
        assert_eq!(lines, ["one", "two"]);
    }

    #[test]
    fn a_program_that_hangs_is_stopped_with_all_that_it_started() {
        let begun = Instant::now();
        let (end, numbers) = started("sleep 600 & echo $!; setsid sh -c 'echo $$; exec sleep 600' & echo $$; wait");
        assert!(matches!(end, End::TooLong), "{end:?}");
        assert_eq!(numbers.len(), 3, "{numbers:?}");
        assert!(all_gone(&numbers), "{numbers:?}");
        assert!(begun.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn what_a_program_leaves_behind_does_not_keep_the_run_waiting() {
        // Both hold the pipe of the output open; the second has left the group.
        let (end, numbers) = started("sleep 600 & echo $!; setsid sh -c 'echo $$; exec sleep 600' & sleep 0.2");
        assert!(matches!(end, End::Status(status) if status.success()), "{end:?}");
        assert_eq!(numbers.len(), 2, "{numbers:?}");
        assert!(all_gone(&numbers), "{numbers:?}");
    }

    #[test]
    fn a_program_without_a_pipe_is_stopped_too() {
        assert!(matches!(run(&mut shell("sleep 600"), soon(), None).unwrap(), End::TooLong));
    }

    #[test]
    fn the_watchdog_ends_all_when_this_process_is_gone() {
        let script = "setsid sleep 600 & echo $!; sleep 600 & echo $!; wait";
        let mut program = Program::start(&mut shell(script), true).unwrap();
        let mut output = BufReader::new(program.child.stdout.take().unwrap()).lines();
        let numbers: Vec<u32> = (0..2).map(|_| output.next().unwrap().unwrap().parse().unwrap()).collect();
        assert!(numbers.iter().copied().all(runs));
        // A killed process closes its pipes; here the pipe is closed alone.
        drop(program.watchdog.as_mut().unwrap().stdin.take());
        assert!(all_gone(&numbers), "{numbers:?}");
    }
}
