//! The reader's own dictionary: its names win over every rule, its ignored strings are never entities.

use crate::entities::evidence::Evidence;
use std::collections::{BTreeMap, BTreeSet};

use super::candidate::Candidate;
use super::spelling::comparable;
use super::words::Words;
use crate::options::Lexicon;
use crate::text::{Document, Span};

/// Applies the dictionary to what the rules found; the result is in text order and does not overlap.
pub(super) fn apply(
    document: &Document<'_>,
    words: &Words<'_>,
    lexicon: &Lexicon,
    names: Vec<Candidate>,
) -> Vec<Candidate> {
    if lexicon.entities.is_empty() && lexicon.ignore.is_empty() {
        return names;
    }
    let mut added = occurrences(document, words, lexicon);
    let ignored = ignored(lexicon);
    let mut kept: Vec<Candidate> = Vec::with_capacity(names.len() + added.len());
    let mut next = 0;
    for name in names {
        while added.get(next).is_some_and(|one| one.span.end <= name.span.start) {
            next += 1;
        }
        let covered = added.get(next).is_some_and(|one| one.span.overlaps(name.span));
        if covered {
            // The title that the rules took off the name stays known.
            if let Some(one) = added.get_mut(next).filter(|one| one.span.end == name.span.end) {
                one.title = name.title;
                one.gender = name.gender;
            }
        } else if !ignored.contains(&comparable(document.str(name.span))) {
            kept.push(name);
        }
    }
    kept.append(&mut added);
    kept.sort_by_key(|candidate| candidate.span.start);
    kept
}

/// The ignored strings in comparable form.
pub(super) fn ignored(lexicon: &Lexicon) -> BTreeSet<String> {
    lexicon.ignore.iter().map(|text| comparable(text.trim())).collect()
}

/// Where the dictionary's names stand as whole words, longest first, not overlapping.
fn occurrences(document: &Document<'_>, words: &Words<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    // By the first character, folded: few entries share one, and the text is walked once.
    let mut by_first: BTreeMap<char, Vec<(&str, usize)>> = BTreeMap::new();
    for (number, entry) in lexicon.entities.iter().enumerate() {
        for form in std::iter::once(entry.name.as_str()).chain(entry.aliases.iter().map(|alias| alias.trim())) {
            if let Some(first) = form.chars().next() {
                by_first.entry(first).or_default().push((form, number));
            }
        }
    }
    for forms in by_first.values_mut() {
        forms.sort_by_key(|(form, number)| (std::cmp::Reverse(form.len()), *number));
    }
    let mut found: Vec<Candidate> = Vec::new();
    let mut end = 0;
    for word in words.all.iter() {
        if word.span.start < end {
            continue;
        }
        let rest = document.text.get(word.span.start..).unwrap_or("");
        let forms = rest.chars().next().and_then(|first| by_first.get(&first));
        let hit = forms.into_iter().flatten().find(|(form, _)| {
            rest.strip_prefix(form).is_some_and(|after| {
                !form.ends_with(char::is_alphanumeric) || !after.starts_with(|c: char| c.is_alphanumeric())
            })
        });
        if let Some((form, number)) = hit
            && let Some(entry) = lexicon.entities.get(*number)
        {
            let span = Span::new(word.span.start, word.span.start + form.len());
            end = span.end;
            let name = Candidate::new(span, entry.kind, 1.0, Evidence::Dictionary);
            found.push(Candidate { entry: Some(*number), ..name });
        }
    }
    found
}
