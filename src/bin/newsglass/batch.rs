//! `newsglass batch`: many articles, JSON Lines in, JSON Lines out.
//!
//! One thread reads lines, `--jobs` threads analyse, this one writes answers in input order. The queue of answers is bounded, so that a
//! slow first article cannot make the rest pile up in memory, and every answer is written as soon as those before it are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

use newsglass::{Analysis, Analyzer, Error, ErrorCode, Input, MAX_INPUT_BYTES, Options};
use serde::Serialize;
use serde_json::Value as Json;

use crate::arguments::Arguments;
use crate::outcome::{Outcome, analyze_guarded};

/// The longest line that is read: JSON may spend six bytes on one (`\u0000`), and options need some room.
const MAX_LINE_BYTES: usize = 6 * MAX_INPUT_BYTES + 1_000_000;

/// An answered line: its JSON, and whether it failed.
type Answer = (Vec<u8>, bool);

/// A line and where its answer goes.
struct Job {
    line: io::Result<Line>,
    answer: Sender<Answer>,
}

/// What was read of a line.
enum Line {
    Whole(Vec<u8>),
    /// Too long to be kept; how long it was.
    TooLong(usize),
}

#[derive(Serialize)]
struct Answered<'a> {
    id: &'a Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    analysis: Option<Analysis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Error>,
}

pub(crate) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let source: Box<dyn BufRead + Send> = match &arguments.file {
        Some(path) => {
            let file = File::open(path)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
            Box::new(BufReader::new(file))
        }
        None => Box::new(BufReader::new(io::stdin())),
    };
    let jobs = arguments.jobs.get();
    let (to_workers, queue) = sync_channel::<Job>(jobs);
    let (to_writer, answers) = sync_channel::<Receiver<Answer>>(4 * jobs);
    let queue = Mutex::new(queue);
    let analyzer = arguments.analyzer();
    std::thread::scope(|scope| {
        scope.spawn(move || hand_out(source, &to_workers, &to_writer));
        for _ in 0..jobs {
            scope.spawn(|| work(&queue, &analyzer, &arguments.options));
        }
        let outcome = write(answers);
        if arguments.count_rules {
            let fired: serde_json::Map<String, Json> =
                analyzer.rules_fired().into_iter().map(|(rule, count)| (rule.to_owned(), count.into())).collect();
            eprintln!("{}", Json::Object(fired));
        }
        if outcome.is_err() {
            // Nobody reads what we write any more; the threads may still wait for input that never comes.
            std::process::exit(i32::from(!matches!(&outcome, Err(error) if error.kind() == io::ErrorKind::BrokenPipe)));
        }
        outcome
    })
}

/// Hands each line to the workers, and the place of its answer to the writer.
fn hand_out(
    mut source: Box<dyn BufRead + Send>,
    to_workers: &SyncSender<Job>,
    to_writer: &SyncSender<Receiver<Answer>>,
) {
    loop {
        let line = match next_line(&mut source) {
            Ok(None) => return,
            Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => continue,
            Ok(Some(line)) => Ok(line),
            Err(error) => Err(error),
        };
        let last = line.is_err();
        let (answer, receiver) = channel();
        if to_writer.send(receiver).is_err() || to_workers.send(Job { line, answer }).is_err() || last {
            return;
        }
    }
}

/// The next line without its end; `None` at the end of the input.
fn next_line(source: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut length = 0;
    loop {
        let buffer = source.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let taken = end.unwrap_or(buffer.len());
        length += taken;
        if length <= MAX_LINE_BYTES {
            line.extend_from_slice(buffer.get(..taken).unwrap_or_default());
        }
        source.consume(end.map_or(taken, |end| end + 1));
        if end.is_some() {
            return Ok(Some(if length <= MAX_LINE_BYTES { Line::Whole(line) } else { Line::TooLong(length) }));
        }
    }
    Ok(if length == 0 {
        None
    } else if length <= MAX_LINE_BYTES {
        Some(Line::Whole(line))
    } else {
        Some(Line::TooLong(length))
    })
}

/// Answers jobs until there are no more.
fn work(queue: &Mutex<Receiver<Job>>, analyzer: &Analyzer, options: &Options) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // The writer is gone only when the process is about to end.
        let _ = job.answer.send(answer(job.line, analyzer, options));
    }
}

fn answer(line: io::Result<Line>, analyzer: &Analyzer, options: &Options) -> Answer {
    let mut id = Json::Null;
    let result = match line {
        Ok(Line::Whole(line)) => analyze_line(&line, &mut id, analyzer, options),
        Ok(Line::TooLong(length)) => Err(Error::input_too_large(length, MAX_LINE_BYTES)),
        Err(error) => Err(Error::new(
            ErrorCode::InvalidUtf8,
            format!("Reading failed: {error}."),
            "Check the file and try again.",
        )),
    };
    let failed = result.is_err();
    let (analysis, error) = match result {
        Ok(analysis) => (Some(analysis), None),
        Err(error) => (None, Some(error)),
    };
    // Strings, numbers and lists of them always serialise.
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, OneLine);
    let _ = Answered { id: &id, analysis, error }.serialize(&mut serializer);
    bytes.push(b'\n');
    (bytes, failed)
}

/// Compact JSON that is one line for every reader: JSON leaves three characters as they are that many programs take for the end of a line.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];
        let mut rest = fragment;
        while let Some((before, after)) = rest.split_once(LINE_ENDS) {
            writer.write_all(before.as_bytes())?;
            let end = rest.get(before.len()..).and_then(|rest| rest.chars().next()).map_or(0, u32::from);
            write!(writer, "\\u{end:04x}")?;
            rest = after;
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Reads one line, leaves its id in `id` and analyses it with the command's options and its own.
fn analyze_line(line: &[u8], id: &mut Json, analyzer: &Analyzer, options: &Options) -> Result<Analysis, Error> {
    let shape = "a JSON object with \"id\" and \"text\" or \"html\"";
    let line = std::str::from_utf8(line).map_err(|error| Error::invalid_utf8(error.valid_up_to()))?;
    let mut row: Json = serde_json::from_str(line).map_err(|error| {
        Error::new(
            ErrorCode::InvalidOption,
            format!("The line is not JSON: {error}."),
            format!("Each line is {shape}."),
        )
    })?;
    let fields = row.as_object_mut().ok_or_else(|| Error::invalid_option("line", "anything else", shape))?;
    *id = fields.remove("id").unwrap_or(Json::Null);
    let mut options = options.clone();
    let (text, html) = (fields.remove("text"), fields.remove("html"));
    let input = match (text, html) {
        (Some(Json::String(text)), None | Some(Json::Null)) => text,
        (None | Some(Json::Null), Some(Json::String(html))) => {
            options.input = Input::Html;
            html
        }
        _ => {
            return Err(Error::new(
                ErrorCode::InvalidOption,
                "The line has no text, or both text and html.",
                format!("Each line is {shape}."),
            ));
        }
    };
    // Rows of other programs carry fields of their own; only those that are options speak to us.
    fields.iter().filter(|(name, _)| Options::is_known(name)).try_for_each(|(name, value)| options.set(name, value))?;
    analyze_guarded(analyzer, &input, &options)
}

/// Writes the answers in input order and says how far it is when somebody watches.
fn write(answers: Receiver<Receiver<Answer>>) -> io::Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let watched = io::stderr().is_terminal();
    let (mut done, mut failed) = (0_usize, 0_usize);
    while let Some(answer) = next(&answers, &mut out)? {
        // A worker that is gone without an answer means the process is ending.
        let Some((bytes, bad)) = next(&answer, &mut out)? else { break };
        out.write_all(&bytes)?;
        done += 1;
        failed += usize::from(bad);
        if watched && done.is_multiple_of(16) {
            eprint!("\r{done} articles read, {failed} failed");
        }
    }
    out.flush()?;
    if watched {
        eprintln!("\r{done} articles read, {failed} failed");
    } else if failed > 0 {
        eprintln!("newsglass: {failed} of {done} articles failed; each answer with \"error\" says why");
    }
    Ok(if failed == 0 { Outcome::Fine } else { Outcome::SomeFailed })
}

/// What comes next, or `None` when nothing will. Before it waits it flushes: whoever reads the other end of a pipe gets each answer
/// when it is ready, not when a buffer is full.
fn next<T>(from: &Receiver<T>, out: &mut impl Write) -> io::Result<Option<T>> {
    match from.try_recv() {
        Ok(item) => Ok(Some(item)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(from.recv().ok())
        }
    }
}
