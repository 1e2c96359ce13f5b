//! The command line: one grammar for all commands.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use lexopt::Arg;
use newsglass::{Analyzer, Export, Format, Options};
use serde_json::{Value as Json, json};

/// What `--help` says.
pub(crate) const HELP: &str = "\
Newsglass reads news articles and says who is in them, who says what, and in which tone.

usage: newsglass analyze [FILE|-] [options]     one article, from a file or standard input
       newsglass batch [FILE|-] [options]       JSON Lines in, JSON Lines out, in input order
       newsglass rules                          the hand-made rules, a line of JSON each

options
  --format FORMAT            text (default), json, csv, markdown, html or web-annotation; batch always writes JSON
  --table TABLE              csv: quotes (default), entities, mentions or sentences
  --input auto|text|html     form of the input (default auto)
  --offsets utf8|utf16|char  unit of every start and end (default utf8)
  --published YYYY-MM-DD     the day that \"last week\" counts from (default: the date found in the article)
  --url URL                  where the article comes from; never fetched, named as the source of web annotations and html
  --no-clean                 keep every line as body: set nothing aside
  --features LIST            any of entities,quotes,sentiment (default all; \"\" gives the article alone)
  --jobs N                   batch: how many articles at a time (default: one a core)
  --without RULE             leave out one hand-made rule, to see what it pays (cargo xtask rules); not with others
  --count-rules              batch: say on standard error how often each hand-made rule fired, one line of JSON
  -h, --help                 this text
  -V, --version              the version

batch reads lines like {\"id\": \"a1\", \"text\": \"...\"} or {\"id\": \"a1\", \"html\": \"...\"}, each with options of its own if need be
(\"input\", \"clean\", \"offsets\", \"published\", \"url\", \"features\", \"lexicon\", \"blocks\"), and writes {\"id\", \"analysis\"} or {\"id\", \"error\"}.

exit status: 0 fine, 1 some input failed, 2 wrong usage
";

/// A parsed command line.
pub(crate) struct Arguments {
    pub(crate) command: Command,
    /// `None` is standard input.
    pub(crate) file: Option<PathBuf>,
    /// What analyze writes.
    pub(crate) export: Export,
    pub(crate) options: Options,
    pub(crate) jobs: NonZeroUsize,
    /// The hand-made rule that is left out.
    without: Option<String>,
    pub(crate) count_rules: bool,
}

pub(crate) enum Command {
    Help,
    Version,
    Analyze,
    Batch,
    Rules,
}

impl Arguments {
    /// Reads the command line; an error is a sentence that names the option and the values it takes.
    pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Self, String> {
        let mut command = None;
        let mut file = None;
        let mut export = Export::default();
        let (mut format_given, mut table_given) = (false, false);
        let mut options = Options::default();
        let (mut without, mut count_rules) = (None, false);
        let mut jobs = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => command = Some(Command::Help),
                Arg::Short('V') | Arg::Long("version") => command = Some(Command::Version),
                Arg::Long(name @ ("format" | "table")) => {
                    let name = name.to_owned();
                    *if name == "format" { &mut format_given } else { &mut table_given } = true;
                    let value = text(&mut parser)?;
                    export
                        .set(&name, &json!(value))
                        .map_err(|error| format!("{} {}", error.message(), error.hint()))?;
                }
                Arg::Long("jobs") => {
                    let given = text(&mut parser)?;
                    jobs = given
                        .parse()
                        .map_err(|_| format!("--jobs cannot be {given:?}; it takes a whole number from 1"))?;
                }
                Arg::Long("without") => {
                    let name = text(&mut parser)?;
                    if Analyzer::rules().iter().all(|[_, rule, ..]| *rule != name) {
                        return Err(format!("there is no rule {name:?}; cargo xtask rules lists them"));
                    }
                    without = Some(name);
                }
                Arg::Long("count-rules") => count_rules = true,
                Arg::Long("no-clean") => set(&mut options, "clean", json!(false))?,
                Arg::Long("features") => {
                    let given = text(&mut parser)?;
                    let names = given.split(',').map(str::trim).filter(|name| !name.is_empty());
                    set(&mut options, "features", names.collect())?;
                }
                Arg::Long(name @ ("input" | "offsets" | "published" | "url")) => {
                    let name = name.to_owned();
                    let value = text(&mut parser)?;
                    set(&mut options, &name, json!(value))?;
                }
                Arg::Value(value) if command.is_none() => {
                    command = Some(match value.to_str() {
                        Some("analyze") => Command::Analyze,
                        Some("batch") => Command::Batch,
                        Some("rules") => Command::Rules,
                        Some("help") => Command::Help,
                        _ => return Err(format!("there is no command {value:?}; the commands are analyze and batch")),
                    });
                }
                Arg::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
                other => return Err(other.unexpected().to_string()),
            }
        }
        let command = command.ok_or("say what to do: analyze or batch")?;
        if matches!(command, Command::Batch) && (table_given || (format_given && export.format != Format::Json)) {
            return Err("batch writes JSON Lines; --format and --table are for analyze".to_owned());
        }
        if table_given && export.format != Format::Csv {
            return Err("--table goes with --format csv".to_owned());
        }
        export.source.clone_from(&options.url);
        let file = file.filter(|file| file.as_os_str() != "-");
        Ok(Self { command, file, export, options, jobs, without, count_rules })
    }

    /// The analyzer that the options ask for.
    pub(crate) fn analyzer(&self) -> Analyzer {
        let measured = self.without.is_some() || self.count_rules;
        let analyzer = measured.then(|| Analyzer::counting_rules(self.without.as_deref())).flatten();
        analyzer.unwrap_or_default()
    }
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    let value = parser.value().map_err(|error| error.to_string())?;
    value.into_string().map_err(|value| format!("{value:?} is not valid Unicode"))
}

fn set(options: &mut Options, name: &str, value: Json) -> Result<(), String> {
    options.set(name, &value).map_err(|error| format!("{} {}", error.message(), error.hint()))
}
