//! Writes the labelled sentences as the tagger learns them, for the teacher in `training/teacher/names.py`.

use std::io::Write;
use std::path::Path;

use super::texts::{CORPORA, LABELLED, Marked, Trust, read_corpus};
use crate::failure::Failure;

/// One sentence a line: `{part, corpus, others_unmarked, text, names: [[start, end, kind, trust]]}` with offsets in characters.
pub(super) fn write(data: &Path, out: &Path) -> Result<(), Failure> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    for (corpus, labelled) in (1..CORPORA).zip(&LABELLED) {
        for part in ["train", "dev"] {
            for marked in read_corpus(data, labelled.name, part)? {
                write_text(&mut file, &marked, part, corpus, labelled.others_unmarked)?;
            }
        }
    }
    Ok(file.flush()?)
}

fn write_text(
    file: &mut impl Write,
    marked: &Marked,
    part: &str,
    corpus: usize,
    others_unmarked: bool,
) -> Result<(), Failure> {
    let mut start = 0;
    for line in marked.text.split_inclusive('\n') {
        let end = start + line.len();
        let chars = |at: usize| marked.text.get(start..at).unwrap_or_default().chars().count();
        let names: Vec<_> = (marked.names.iter())
            .filter(|name| start <= name.span.start && name.span.end <= end)
            .map(|name| {
                let trust = match name.trust {
                    Trust::Sure => "sure",
                    Trust::Doubtful => "doubtful",
                    Trust::Open => "open",
                };
                serde_json::json!([chars(name.span.start), chars(name.span.end), name.kind as u8, trust])
            })
            .collect();
        let text = line.trim_end_matches('\n');
        let row = serde_json::json!({"part": part, "corpus": corpus, "others_unmarked": others_unmarked, "text": text, "names": names});
        writeln!(file, "{row}")?;
        start = end;
    }
    Ok(())
}
