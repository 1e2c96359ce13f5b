//! Labelled corpora, read as texts with names in our way of marking them.

use std::path::Path;

use newsglass::Span;
use newsglass::training::names::NameKind;

use crate::failure::Failure;

/// A text with the names somebody marked in it.
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) names: Vec<Gold>,
}

pub(crate) struct Gold {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
    pub(crate) trust: Trust,
    /// The corpus's own type.
    pub(crate) label: String,
}

/// What a learner may make of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// It is a name of this kind.
    Sure,
    /// It is a name of this kind or none.
    Doubtful,
    /// It says nothing: guidelines differ on such names.
    Open,
}

/// A labelled corpus: its folder, its weight (`None`: that of the labelled news), and whether names of the kind "other" stand unmarked.
pub(crate) struct Corpus {
    pub(crate) name: &'static str,
    pub(crate) weight: Option<f32>,
    pub(crate) others_unmarked: bool,
}

/// Labelled corpora, in the order of their own features; 0 stands for the text labelled by machine.
pub(crate) const LABELLED: [Corpus; 4] = [
    Corpus { name: "worldwide", weight: None, others_unmarked: false },
    Corpus { name: "uner_ewt", weight: None, others_unmarked: true },
    Corpus { name: "btc", weight: Some(0.5), others_unmarked: true },
    Corpus { name: "crossner", weight: None, others_unmarked: false },
];
pub(crate) const CORPORA: usize = 1 + LABELLED.len();

/// CrossNER lies in folders by domain.
const DOMAINS: [&str; 5] =
    ["crossner_politics", "crossner_literature", "crossner_music", "crossner_science", "crossner_ai"];

pub(crate) fn read_corpus(data: &Path, name: &str, part: &str) -> Result<Vec<Marked>, Failure> {
    let folders: &[&str] = if name == "crossner" { &DOMAINS } else { &[name] };
    let mut texts = Vec::new();
    for folder in folders {
        texts.extend(read_conll(&data.join("ner").join(folder).join(format!("{part}.conll")))?);
    }
    Ok(texts)
}

/// Texts of a CoNLL file, one sentence a line, with the spacing of ordinary writing.
fn read_conll(path: &Path) -> Result<Vec<Marked>, Failure> {
    let name = path.to_string_lossy().into_owned();
    let content = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let worldwide = name.contains("worldwide");
    let mut texts = Vec::new();
    let mut sentences: Vec<Vec<(String, String)>> = Vec::new();
    let mut sentence = Vec::new();
    for line in content.lines().chain([""]) {
        let new_document = line.starts_with("# newdoc") || line.starts_with("-DOCSTART-");
        if (line.trim().is_empty() || new_document) && !sentence.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
        if (new_document || sentences.len() >= 400) && !sentences.is_empty() {
            texts.push(written(&std::mem::take(&mut sentences), worldwide));
        }
        if !new_document && !line.trim().is_empty() {
            let mut columns = line.split('\t');
            let word = columns.next().unwrap_or_default().to_owned();
            sentence.push((word, columns.next_back().unwrap_or("O").to_owned()));
        }
    }
    if !sentences.is_empty() {
        texts.push(written(&sentences, worldwide));
    }
    Ok(texts)
}

fn written(sentences: &[Vec<(String, String)>], worldwide: bool) -> Marked {
    const NO_SPACE_BEFORE: [&str; 21] = [
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'", "’", "”", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll",
        "'d",
    ];
    const NO_SPACE_AFTER: [&str; 7] = ["(", "[", "{", "$", "“", "‘", "#"];
    let mut text = String::new();
    let mut names = Vec::new();
    for words in sentences {
        let mut spans: Vec<(Span, &str)> = Vec::new();
        let (mut previous, mut open) = ("", false);
        for (word, tag) in words {
            let mut glue = text.is_empty()
                || text.ends_with('\n')
                || NO_SPACE_BEFORE.contains(&word.as_str())
                || NO_SPACE_AFTER.contains(&previous);
            glue |= open && (word == "\"" || previous == "\"");
            if word == "\"" {
                open = !open;
            }
            if !glue {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            spans.push((Span::new(start, text.len()), tag));
            previous = word;
        }
        let mut index = 0;
        while index < spans.len() {
            let (span, tag) = spans[index];
            index += 1;
            let Some(kind) = tag.strip_prefix("B-").or_else(|| tag.strip_prefix("I-")) else { continue };
            let mut end = span.end;
            while index < spans.len() && spans[index].1.strip_prefix("I-") == Some(kind) {
                end = spans[index].0.end;
                index += 1;
            }
            mark(&text, Span::new(span.start, end), kind, worldwide, &mut names);
        }
        text.push('\n');
    }
    Marked { text, names }
}

/// Marks a name in our way: places apart, unions of states as organisations, no article and no possessive, diseases no names.
fn mark(text: &str, span: Span, kind: &str, worldwide: bool, names: &mut Vec<Gold>) {
    let mut trust = Trust::Sure;
    let label = kind.to_owned();
    let kind = match kind {
        "PER" | "PERSON" | "POLITICIAN" | "WRITER" | "MUSICALARTIST" | "SCIENTIST" | "RESEARCHER" => NameKind::Person,
        "ORG" | "POLITICALPARTY" | "BAND" | "UNIVERSITY" => NameKind::Organization,
        "LOC" | "GPE" | "FAC" | "COUNTRY" => NameKind::Place,
        "MISC" | "NORP" | "PRODUCT" | "CREATIVE-WORK" | "EVENT" | "WORK_OF_ART" | "LAW" | "ELECTION" | "BOOK"
        | "ALBUM" | "SONG" | "POEM" | "AWARD" | "PROGRAMLANG" => NameKind::Other,
        // Papers, conferences, heavenly bodies, fields and substances: each guideline has its own view.
        "MAGAZINE" | "ACADEMICJOURNAL" | "CONFERENCE" | "ASTRONOMICALOBJECT" | "ALGORITHM" | "FIELD" | "TASK"
        | "METRICS" | "LITERARYGENRE" | "MUSICGENRE" | "MUSICALINSTRUMENT" | "CHEMICALCOMPOUND" | "CHEMICALELEMENT"
        | "PROTEIN" | "ENZYME" | "DISCIPLINE" | "THEORY" => {
            trust = Trust::Open;
            NameKind::Other
        }
        _ => return,
    };
    let span = trim(text, span);
    let words = span.of(text);
    let lowered = words.to_lowercase();
    if lowered.starts_with("coronavirus") || lowered.starts_with("covid") {
        return;
    }
    let union = ["eu", "european union", "un", "united nations", "nato", "african union", "asean", "ecowas"]
        .contains(&lowered.as_str());
    let kind = if kind == NameKind::Place && union { NameKind::Organization } else { kind };
    if worldwide && kind == NameKind::Place && words.contains(", ") {
        let mut start = span.start;
        for part in words.split(", ") {
            names.push(Gold {
                span: Span::new(start, start + part.len()),
                kind,
                trust: Trust::Sure,
                label: label.clone(),
            });
            start += part.len() + 2;
        }
        return;
    }
    names.push(Gold { span, kind, trust, label });
}

pub(crate) fn trim(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    let lowered = span.of(text).to_lowercase();
    if let Some(article) =
        ["the ", "a ", "an "].iter().find(|article| lowered.starts_with(**article) && lowered.len() > article.len())
    {
        start += article.len();
    }
    if let Some(tail) =
        ["'s", "’s", "'", "’"].iter().find(|tail| span.of(text).ends_with(**tail) && end - start > tail.len())
    {
        end -= tail.len();
    }
    Span::new(start, end).trim(text)
}

/// Paragraphs labelled by a stronger model; those of one article stand together.
pub(crate) fn read_silver(path: &Path) -> Result<Vec<Marked>, Failure> {
    let content = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut texts: Vec<Marked> = Vec::new();
    let mut last = String::new();
    for line in content.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let id = row["id"].as_str().unwrap_or_default();
        if id != last || texts.is_empty() {
            texts.push(Marked { text: String::new(), names: Vec::new() });
            last = id.to_owned();
        }
        let (Some(marked), Some(paragraph)) = (texts.last_mut(), row["text"].as_str()) else { continue };
        let offsets: Vec<usize> = paragraph.char_indices().map(|(at, _)| at).chain([paragraph.len()]).collect();
        for entity in row["entities"].as_array().into_iter().flatten() {
            let at = |index: usize| {
                entity[index].as_u64().and_then(|at| offsets.get(at as usize)).map(|at| at + marked.text.len())
            };
            let open = entity[2].as_str() == Some("?");
            let kind = match entity[2].as_str() {
                Some("PER") => NameKind::Person,
                Some("ORG") => NameKind::Organization,
                Some("LOC") => NameKind::Place,
                _ => NameKind::Other,
            };
            if let (Some(start), Some(end)) = (at(0), at(1)) {
                marked.names.push(Gold {
                    span: Span::new(start, end),
                    kind,
                    label: String::new(),
                    trust: match entity[3].as_f64() {
                        _ if open => Trust::Open,
                        Some(sureness) if sureness >= 0.5 => Trust::Sure,
                        _ => Trust::Doubtful,
                    },
                });
            }
        }
        marked.text.push_str(&paragraph.replace('\n', " "));
        marked.text.push('\n');
    }
    for marked in &mut texts {
        for name in &mut marked.names {
            name.span = trim(&marked.text, name.span);
        }
    }
    Ok(texts)
}
