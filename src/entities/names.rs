//! Finds names: capitalised runs, cut and typed by word lists, head nouns, titles, context and the document's own evidence.
//!
//! [`candidates`] is the one door: a trained tagger can stand behind it later without anything else changing. The evidence follows
//! the classic rule-based systems (Mikheev, Moens and Grover 1999, "Named Entity Recognition without Gazetteers"): sure contexts first,
//! then the same words elsewhere in the document by vote.

mod beside;
mod cut;
mod finder;
mod runs;
mod second;
mod stated;
mod uncased;
mod votes;
mod weigh;

use std::collections::HashMap;

use super::candidate::Candidate;
use super::fusion;
use super::words::{Casing, Line, Words};
use crate::tagger::Weights;
use crate::text::Document;

use finder::{Finder, plain_acronyms};
use uncased::KnownHere;
use votes::Votes;

/// Names of the document in text order, not overlapping.
pub(super) fn candidates(document: &Document<'_>, words: &Words<'_>, weights: &Weights<'_>) -> Vec<Candidate> {
    let finder = Finder { document, words, plain: plain_acronyms(words) };
    let mut found = Vec::new();
    for line in words.lines.iter().filter(|line| line.casing == Casing::Normal) {
        if words.caseless {
            finder.read_caseless(&line.words, &mut found);
        } else {
            finder.read(&line.words, line.block, &mut found);
        }
    }
    let found = if words.caseless { found } else { fusion::fuse(document, words, &finder.plain, found, weights) };
    let votes = Votes::count(document, &found);
    let mut names: Vec<Candidate> = found.into_iter().filter_map(|segment| votes.decide(document, segment)).collect();
    // Headlines say little by their capitals: they are read last, with the names of the text in hand.
    let known = KnownHere::new(document, &names);
    let first = names.len();
    let shouted: Vec<&Line> = words.lines.iter().filter(|line| line.casing == Casing::Upper).collect();
    let mut times: HashMap<&str, u32> = HashMap::new();
    for word in shouted.iter().filter_map(|line| words.all.get(line.words.clone())).flatten() {
        *times.entry(&word.lower).or_default() += 1;
    }
    for line in shouted {
        finder.read_people_in_capitals(&line.words, &known, &times, &mut names);
    }
    // What one line in capitals introduces, the others may name by its last word.
    let known = if names.len() > first { KnownHere::new(document, &names) } else { known };
    for line in words.lines.iter().filter(|line| line.casing != Casing::Normal) {
        finder.read_headline(&line.words, line.casing, &known, &mut names);
    }
    names.sort_by_key(|candidate| (candidate.span.start, std::cmp::Reverse(candidate.span.end)));
    let mut end = 0;
    names.retain(|candidate| {
        let free = candidate.span.start >= end;
        if free {
            end = candidate.span.end;
        }
        free
    });
    if !words.caseless {
        second::amend(&finder, &mut names);
        stated::amend(&finder, &mut names);
    }
    names
}
