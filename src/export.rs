//! An analysis as a file: one room per format.
//!
//! Every format is a pure function of an [`Analysis`]: the same analysis gives the same bytes, whatever face asks, and whatever unit its
//! offsets are in. All are total: an analysis that was changed by hand, with spans that are none of its text, is written too.
//!
//! | format | for | checked in the tests by |
//! |---|---|---|
//! | [`Format::Text`] | eyes at a terminal | |
//! | [`Format::Json`] | programs: everything that was found | reading it back |
//! | [`Format::Csv`] | spreadsheets: one [`Table`] at a time | another CSV reader (RFC 4180) |
//! | [`Format::Markdown`] | a reporter's notes | a CommonMark reader |
//! | [`Format::Html`] | keeping, sending and printing the annotated article | an HTML reader, and a browser |
//! | [`Format::WebAnnotation`] | annotation tools | resolving every selector |
//!
//! ```
//! use newsglass::{Analyzer, Export, Format, Options};
//!
//! let analysis = Analyzer::new().analyze("\"We saved the bridge,\" Mayor Lena Ortiz said.", &Options::default())?;
//! let report = newsglass::export(&analysis, &Export { format: Format::Markdown, ..Export::default() });
//! assert!(report.contains("Lena Ortiz"));
//! # Ok::<(), newsglass::Error>(())
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

use crate::analysis::Analysis;
use crate::error::Error;
use table::Table;
use tongue::Tongue;

mod csv;
mod html;
mod in_bytes;
mod markdown;
mod numbers;
mod plain;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod tongue;
mod voices;
mod web_annotation;
mod words;

/// What to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The form of the file.
    pub format: Format,
    /// Which table, for [`Format::Csv`].
    pub table: Table,
    /// The address of the article, instead of the one that the analysis has: [`Format::WebAnnotation`] names the text by it, by a URN made
    /// from the text without either; [`Format::Html`] links to it.
    pub source: Option<String>,
    /// The language of `words` as a tag such as "de", for [`Format::Html`]; English without one.
    pub language: Option<String>,
    /// What [`Format::Markdown`] and [`Format::Html`] say, in that language: English texts with their translations, values at places `{0}`,
    /// `{1}`, and `|` between the form for one and the form for many. What is missing is said in English. The core has no translations of
    /// its own; those of the app are `www/static/locale/*.json`. Forms for programs, CSV included, are in English always.
    pub words: BTreeMap<String, String>,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Readable lines, laid out for a terminal.
    #[default]
    Text,
    /// The [`Analysis`] itself on one line.
    Json,
    /// One [`Table`] as comma-separated values.
    Csv,
    /// A report in CommonMark with tables.
    Markdown,
    /// One HTML file with the annotated article; no script, nothing to fetch.
    Html,
    /// W3C Web Annotations as a JSON-LD `AnnotationPage`.
    WebAnnotation,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Csv, Self::Markdown, Self::Html, Self::WebAnnotation];

    /// The name that the command and the JavaScript package use, such as "web-annotation".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::WebAnnotation => "web-annotation",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }
}

impl Export {
    /// Sets one of "format", "table", "source", "language" and "words"; `null` leaves the default.
    ///
    /// # Errors
    /// `invalid_option` for an unknown name or a value that is not taken, with those that are.
    pub fn set(&mut self, name: &str, value: &Json) -> Result<(), Error> {
        let wrong = |allowed: &str| Error::invalid_option(name, &value.to_string(), allowed);
        match (name, value) {
            ("format" | "table" | "source" | "language" | "words", Json::Null) => {}
            ("format", _) => {
                let allowed = || wrong(&listed(&Format::ALL.map(Format::as_str)));
                self.format = value.as_str().and_then(Format::parse).ok_or_else(allowed)?;
            }
            ("table", _) => {
                let allowed = || wrong(&listed(&Table::ALL.map(Table::as_str)));
                self.table = value.as_str().and_then(Table::parse).ok_or_else(allowed)?;
            }
            ("source", _) => self.source = Some(value.as_str().ok_or_else(|| wrong("a string"))?.to_owned()),
            ("language", _) => self.language = Some(value.as_str().ok_or_else(|| wrong("a string"))?.to_owned()),
            ("words", _) => {
                self.words = BTreeMap::deserialize(value)
                    .map_err(|_| wrong("an object of English texts with their translations"))?;
            }
            _ => {
                return Err(Error::new(
                    crate::ErrorCode::InvalidOption,
                    format!("There is no option `{}`.", name.chars().take(80).collect::<String>()),
                    "The options are format, table, source, language, words.",
                ));
            }
        }
        Ok(())
    }
}

/// "\"a\", \"b\" or \"c\"".
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The analysis as a file, as text in UTF-8. Every form ends with a line end.
pub fn export(analysis: &Analysis, export: &Export) -> String {
    if export.format == Format::Json {
        // Plain data with string keys, which is all that writing JSON asks for.
        let mut json = serde_json::to_string(analysis).unwrap_or_default();
        json.push('\n');
        return json;
    }
    let given = analysis;
    let analysis = &in_bytes::in_bytes(given);
    let tongue = &Tongue { words: &export.words, language: export.language.as_deref().unwrap_or("en") };
    match export.format {
        Format::Csv => csv::table(given, analysis, export.table),
        Format::Markdown => markdown::report(analysis, tongue),
        Format::Html => html::page(analysis, tongue, export.source.as_deref()),
        Format::WebAnnotation => web_annotation::page(analysis, export.source.as_deref()),
        Format::Text | Format::Json => plain::text(analysis),
    }
}
