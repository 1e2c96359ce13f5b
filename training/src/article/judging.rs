//! Whether a headline, a byline or a day is the one that a page's labels tell.

use newsglass::article_training::{Candidate, day};

use crate::ranking::Sample;

/// The candidates of one page of a site, judged.
pub(super) fn judged(site: &str, candidates: Vec<Candidate>, is_right: impl Fn(&str) -> bool) -> Sample {
    let judge = |candidate: Candidate| (candidate.features, is_right(&candidate.value));
    Sample { source: site.to_owned(), candidates: candidates.into_iter().map(judge).collect(), weight: 1.0 }
}

fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether a headline is the one wanted: the same words, or most of them.
pub(super) fn is_title(wanted: &str, found: &str) -> bool {
    let (wanted, found) = (plain(wanted), plain(found));
    let (short, long) = (wanted.len().min(found.len()), wanted.len().max(found.len()));
    !found.is_empty()
        && (wanted == found
            || wanted.len() > 15 && (wanted.contains(&found) || found.contains(&wanted)) && short * 10 > long * 6)
}

/// Whether all names that are wanted stand in a byline.
pub(super) fn is_byline(wanted: &str, found: &str) -> bool {
    let names: Vec<String> = wanted
        .split([',', ';', '&', '|'])
        .flat_map(|part| part.split(" and "))
        .map(|name| plain(name).trim_start_matches("written ").trim_start_matches("by ").to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let found = plain(found);
    !names.is_empty() && names.iter().all(|name| found.contains(name))
}

/// Whether a day is the one wanted, or the one before or after it: time zones differ.
pub(super) fn is_day(wanted: &str, found: &str) -> bool {
    let number = |text: &str| {
        let day = day(text)?;
        let mut parts = day.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
        Some((parts.next()?? * 12 + parts.next()??) * 31 + parts.next()??)
    };
    number(wanted).zip(number(found)).is_some_and(|(wanted, found)| (wanted - found).abs() <= 1)
}
