//! The readable cases of `tests/corpus/quotes/*.txt`: a text and, under a line of three dashes, who says what in it.
//!
//! ```text
//! === what the case shows
//! Text. Each line is a paragraph.
//! ---
//! indirect [the bridge was safe] said: Lena Petrov
//! direct [“One,”] [“two.”] said: he -> Tomas Brandt
//! ```
//! Run with `NEWSGLASS_UPDATE=1` to rewrite the expectations, then read the difference.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::analysis::Quote;
use crate::{Analyzer, Options};

fn write(text: &str, quote: &Quote) -> String {
    let mut line = format!("{:?}", quote.kind).to_lowercase();
    for part in &quote.parts {
        write!(line, " [{}]", part.of(text)).unwrap();
    }
    if let Some(cue) = &quote.cue {
        assert_eq!(text[cue.start..cue.end], cue.text);
        write!(line, " {}", cue.text).unwrap();
    }
    line.push(':');
    match &quote.speaker {
        Some(speaker) => {
            assert_eq!(text[speaker.start..speaker.end], speaker.text);
            write!(line, " {}", speaker.text).unwrap();
            if speaker.name.as_deref().is_some_and(|name| name != speaker.text) {
                write!(line, " -> {}", speaker.name.as_deref().unwrap_or_default()).unwrap();
            }
            if speaker.anonymous {
                write!(line, " (unnamed {})", speaker.source.unwrap_or_default()).unwrap();
            }
        }
        None => line.push_str(" nobody"),
    }
    line.push('\n');
    line
}

/// Built once for all cases.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fn analyse(head: &str) -> String {
    let text = head.split_once('\n').map_or("", |(_, text)| text);
    let options = Options { clean: false, ..Options::default() };
    let analysis = ANALYZER.analyze(text, &options).expect("an analysis");
    for entity in &analysis.entities {
        assert!(entity.mentions.is_sorted_by_key(|mention| mention.start));
        for mention in &entity.mentions {
            assert_eq!(text[mention.start..mention.end], mention.text);
        }
    }
    let mut found: String = analysis.quotes.iter().map(|quote| write(text, quote)).collect();
    if found.is_empty() {
        found.push_str("nothing\n");
    }
    found
}

#[test]
fn readable_cases() {
    crate::text::cases::check("quotes", 60, analyse);
}
